"""The strip shows what the model knows, and is silent on everybody else."""

from types import SimpleNamespace

import pytest

from integration_ladder.vocabulary.strip import labour_only, strip
from livefigure import Infeasible

RESULT = SimpleNamespace(home=SimpleNamespace(gain=0.1, wage=None), foreign=SimpleNamespace(gain=-0.2))


def test_the_four_stand_first_and_in_order_whatever_is_known() -> None:
    bars = strip("Who gains", foreign_owners="foreign.gain", further={"Home, buyers": 0.0})
    assert bars.names == (
        "Home, workers",
        "Home, owners",
        "Abroad, workers",
        "Abroad, owners",
        "Home, buyers",
    )
    assert tuple(bars.of(RESULT).items()) == tuple(
        zip(bars.names, (None, None, None, -0.2, 0.0), strict=True)
    )


def test_a_bar_is_a_field_a_constant_or_a_function_of_the_result() -> None:
    bars = strip(
        "Who gains",
        home_workers="home.gain",
        home_owners=0.0,
        foreign_workers=lambda r: -r.home.gain,
    )
    assert list(bars.of(RESULT).values()) == [0.1, 0.0, -0.1, None]


def test_what_the_model_does_not_say_is_silent() -> None:
    bars = strip("Who gains", home_workers="home.wage", home_owners=0.0)
    assert list(bars.of(RESULT).values()) == [None, 0.0, None, None]
    assert set(bars.of(Infeasible("too small")).values()) == {None}


def test_countries_may_have_names() -> None:
    bars = strip("Who gains, against no trade", home="England", foreign="Portugal")
    assert (bars.names[0], bars.names[3]) == ("England, workers", "Portugal, owners")
    assert bars.title == "Who gains, against no trade"


def test_where_labour_is_the_only_factor_owners_are_silent() -> None:
    bars = labour_only("Who gains", "home.gain", "foreign.gain", further={"Home, buyers": 0.0})
    assert bars.title == "Who gains"
    assert list(bars.of(RESULT).items()) == [
        ("Home, workers", 0.1),
        ("Home, owners", None),
        ("Abroad, workers", -0.2),
        ("Abroad, owners", None),
        ("Home, buyers", 0.0),
    ]
    assert labour_only("Who gains", None, None, names=("England", "Portugal")).names[2] == "Portugal, workers"


def test_a_field_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError, match="gian"):
        strip("Who gains", home_workers="home.gian").of(RESULT)


def test_bars_that_add_up_say_so_as_printed() -> None:
    bars = strip(
        "Who gains, of what was spent",
        home_owners=-0.0875,
        foreign_owners=0.0,
        further={"Home, buyers": 0.275, "Home, government": -0.3, "Home, all": lambda _: -0.1125},
        sums={"Home, all": ("Home, owners", "Home, buyers", "Home, government")},
    )
    bars.check()
    said = bars.texts(bars.of(RESULT), "silent")
    shown = {name: text.removesuffix("\u00a0%") for name, text in said.items()}
    assert [shown[name] for name in (*bars.sums["Home, all"], "Home, all")] == [
        "−8.7",
        "+27.5",
        "−30.0",
        "−11.2",
    ]
    assert (shown["Abroad, owners"], shown["Home, workers"]) == ("0.0", "silent")
