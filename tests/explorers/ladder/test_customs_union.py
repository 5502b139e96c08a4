"""What the customs-union explorer must let a reader see: the critical points of card M9, and both sides of the jump."""

from math import sqrt

import pytest

from integration_ladder.explorers.ladder.customs_union import EXPLORER, PARTNER, TARIFF
from livefigure import percent

from ..tasks import answers


@pytest.mark.parametrize("partner", [1, 3 - sqrt(3), 1.5])
def test_critical_prices_are_stops(partner: float) -> None:
    assert PARTNER.has(partner)


@pytest.mark.parametrize("tariff", [0.5, sqrt(7) / 2])
def test_critical_tariffs_are_stops(tariff: float) -> None:
    assert TARIFF.has(tariff)


def test_at_every_tariff_the_break_even_price_has_its_mark() -> None:
    for setting in EXPLORER.settings():
        marks = {PARTNER.values[at]: mark for at, mark in PARTNER.marks_at(setting).items()}
        even = 3 - sqrt(4 - setting["tariff"] ** 2)
        assert any(price == pytest.approx(even) for price in marks)


def test_a_partner_who_hardly_undercuts_is_the_worst() -> None:
    """At a tariff of 50 % a price of 1.50 changes nothing, a hair below it diverts all trade."""
    at, below = ({"partner": price, "tariff": 0.5} for price in (1.5, 1.45))
    assert EXPLORER.frame(at).readout["Home together"] == "0"
    assert EXPLORER.frame(below).readout["Home together"] == "−20.21"


def test_the_strip_adds_up_as_printed() -> None:
    said = EXPLORER.frame(EXPLORER.preset("Diversion")).bar_texts
    names = ("Home, owners", "Home, buyers", "Home, government", "Home, together")
    parts = [percent(part / 100, sign=True) for part in (-8.7, 27.5, -30, -11.2)]
    assert [said[name] for name in names] == parts


def test_the_tasks_have_the_answers_of_the_card() -> None:
    found = answers(EXPLORER)
    assert found["worst"] == [{"partner": 1.5, "tariff": 0.6}]
    assert [setting["tariff"] for setting in found["even"]] == [1.5]
    assert found["even"][0]["partner"] == pytest.approx(3 - sqrt(1.75), abs=1e-9)
