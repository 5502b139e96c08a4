"""Bars that add up do so as printed, in the page and at every setting; what cannot add up is an error."""

import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from livefigure import Bars, LiveFigure, LiveFigureError, Panel, Slider
from livefigure.figure import Figure
from livefigure.frames import Player, all_frames, compile_frames
from livefigure.page import bars_markup
from livefigure.words import add_up

FRACTIONS = st.floats(-3, 3).map(lambda value: round(value, 9))


def read(text: str) -> float:
    """Return the per cent that a reader reads."""
    return float(text.removesuffix("\u00a0%").replace("−", "-").replace("+", "").replace(",", ""))


def bars(*names: str, sums: dict[str, tuple[str, ...]]) -> Bars:
    return Bars(of=dict, names=names, title="Who gains", sums=sums)


UNION = bars("makers", "buyers", "government", "all", sums={"all": ("makers", "buyers", "government")})


def test_the_textbooks_customs_union_adds_up_as_printed() -> None:
    values = {"makers": -0.0875, "buyers": 0.275, "government": -0.3, "all": -0.1125}
    assert list(map(read, UNION.texts(values, "silent").values())) == [-8.7, 27.5, -30.0, -11.2]


@given(st.lists(FRACTIONS, min_size=1, max_size=6))
def test_parts_are_neighbours_of_their_values_and_give_the_sum(parts: list[float]) -> None:
    total = round(100 * sum(parts), 1)
    found = add_up([100 * part for part in parts], total)
    assert round(sum(found), 6) == pytest.approx(total, abs=1e-6)
    for part, shown in zip(parts, found, strict=True):
        assert abs(shown - 100 * part) < 0.1 + 1e-6
        assert shown * part >= 0
        assert part != 0 or shown == 0


@given(st.lists(FRACTIONS, min_size=2, max_size=5))
def test_where_ordinary_rounding_adds_up_it_stands(parts: list[float]) -> None:
    exact = [100 * part for part in parts]
    plain, total = [round(one, 1) for one in exact], round(sum(exact), 1)
    assume(abs(sum(plain) - total) < 1e-6)
    assume(all(abs(abs(10 * one) % 1 - 0.5) > 1e-6 for one in exact))  # a half may go either way
    assert add_up(exact, total) == pytest.approx(plain)


def test_what_is_not_the_sum_is_refused() -> None:
    with pytest.raises(ValueError, match="do not add up to 3"):
        add_up([1, 1], 3)
    with pytest.raises(ValueError, match="do not add up to 1"):
        add_up([1, 1], 1)


@given(*[FRACTIONS] * 4)
def test_a_sum_of_sums_adds_up_on_both_floors(a: float, b: float, c: float, d: float) -> None:
    strip = bars(
        "a", "b", "home", "c", "d", "abroad", "world",
        sums={"home": ("a", "b"), "abroad": ("c", "d"), "world": ("home", "abroad")},
    )  # fmt: skip
    values = {"a": a, "b": b, "home": a + b, "c": c, "d": d, "abroad": c + d, "world": a + b + c + d}
    assert strip.do_not_add_up(values) is None
    shown = {name: read(text) for name, text in strip.texts(values, "silent").items()}
    for total, parts in strip.sums.items():
        assert sum(shown[part] for part in parts) == pytest.approx(shown[total], abs=1e-6)


def test_silence_is_no_number() -> None:
    none = dict.fromkeys(UNION.names)
    assert UNION.do_not_add_up(none) is None
    assert set(UNION.texts(none, "silent").values()) == {"silent"}
    some = {"makers": None, "buyers": 0.2, "government": 0.1, "all": 0.3}
    assert UNION.do_not_add_up(some) is None
    assert UNION.texts(some, "silent")["makers"] == "silent"
    assert "the bar 'all' is None" in (UNION.do_not_add_up({**some, "all": None}) or "")


def figure(strip: Bars, model: Any) -> LiveFigure:
    return LiveFigure(
        name="probe",
        title="A probe",
        controls=[Slider(name="x", label="x", low=0, high=1, step=0.01, default=0.5)],
        model=model,
        panels={"p": Panel(x=(0, 1), y=(0, 1))},
        draw=lambda result, panels: None,
        describe=lambda result: "Three bars.",
        bars=strip,
    )


THIRDS = bars("one", "two", "three", "all", sums={"all": ("one", "two", "three")})


def thirds(x: float) -> dict[str, float]:
    return {"one": x / 3, "two": -x / 7, "three": 0.1, "all": x / 3 - x / 7 + 0.1}


@pytest.fixture(scope="module")
def probe() -> Figure:
    return figure(THIRDS, thirds)


def test_the_page_prints_what_adds_up_at_every_setting(probe: Figure) -> None:
    frames = all_frames(probe)
    player = Player(compile_frames(probe, frames))
    for setting, frame in zip(probe.settings(), frames, strict=True):
        picture = player.picture(probe, probe.indices(setting))
        assert picture.bar_texts == frame.bar_texts
        *parts, total = map(read, picture.bar_texts.values())
        assert sum(parts) == pytest.approx(total, abs=1e-6)
        printed = re.findall(r'lf-bar-value">([^<]*)', bars_markup(probe, picture))
        assert printed == [*frame.bar_texts.values()]
    plain = [round(100 * value, 1) for frame in frames for value in frame.bars.values()]
    off = [plain[i : i + 4] for i in range(0, len(plain), 4)]
    assert any(abs(sum(four[:3]) - four[3]) > 0.05 for four in off)  # by themselves they would not


def test_a_sum_stands_under_a_rule(probe: Figure) -> None:
    markup = bars_markup(probe, probe.frame(probe.default).picture)
    assert re.findall(r"<div( data-sum)?><dt>(\w+)", markup) == [
        ("", "one"), ("", "two"), ("", "three"), (" data-sum", "all"),
    ]  # fmt: skip


def test_bars_that_do_not_add_up_are_an_error_that_names_them() -> None:
    wrong = figure(THIRDS, lambda x: {**thirds(x), "all": 0.0})
    with pytest.raises(LiveFigureError, match=r"x = 0.5: bars 'one' \+ 'two' \+ 'three' add up to 0.195"):
        wrong.frame(wrong.default)


@pytest.mark.parametrize(
    ("sums", "message"),
    [
        ({"al": ("one", "two")}, "explorer 'probe': sums: there is no bar 'al'"),
        ({"all": ("one", "tow")}, "sums: there is no bar 'tow'"),
        ({"all": ("one", "one")}, "the bar 'one' is part of two sums, or twice of one"),
        ({"all": ("one", "two"), "three": ("two", "one")}, "the bar 'one' is part of two sums"),
        ({"all": ("three", "two"), "three": ("all", "one")}, r"\['all', 'three'\] are parts of each other"),
    ],
)
def test_sums_that_cannot_be_are_refused(sums: dict[str, tuple[str, ...]], message: str) -> None:
    with pytest.raises(LiveFigureError, match=message):
        figure(bars("one", "two", "three", "all", sums=sums), thirds)


@pytest.mark.parametrize(
    ("digits", "total", "parts"), [(0, 2, [1, 1]), (1, 1.7, [0.7, 1.0]), (2, 1.69, [0.67, 1.02])]
)
def test_parts_have_as_many_decimals_as_are_wanted(digits: int, total: float, parts: list[float]) -> None:
    assert add_up([0.6666, 1.0212], total, digits) == pytest.approx(parts, abs=1e-12)
