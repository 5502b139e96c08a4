"""What the page on customs unions says in words and types into questions agrees with the model."""

from math import sqrt
from pathlib import Path

import pytest

from integration_ladder.explorers.ladder.customs_union import EXPLORER
from integration_ladder.models.customs_union import Good, break_even_tariff, frozen_at, union_at

from .questions import question

PAGE = "2-ladder/customs-union"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def test_the_prediction_is_the_first_setting() -> None:
    union = EXPLORER.result(EXPLORER.default)
    assert (union.partner, union.tariff) == (1.5, 1)
    assert union.after.price == pytest.approx(0.75 * union.before.price), "a quarter cheaper"
    assert union.after.cost == pytest.approx(1.5 * union.before.cost), "half as much again"
    assert union.gain < 0
    assert -union.government > union.buyers, "the government loses more than buyers gain"


def test_the_moves_say_what_the_figure_shows() -> None:
    last = EXPLORER.controls[1].values[-1]
    low, hardly = union_at(1.5, 0.5), union_at(1.45, 0.5)
    assert low.before.price == low.partner, "the world’s good, with the tariff, costs as much"
    assert low.after == low.before
    assert hardly.creation < 0.01 * hardly.diversion, "the price at home hardly falls"
    assert union_at(1.5, last).gain > 0 > union_at(1.5, 1).gain


def test_where_it_breaks() -> None:
    assert "√7/2" in TEXT
    assert break_even_tariff(1.5) == pytest.approx(sqrt(7) / 2)
    cheap = union_at(1, 1)
    assert cheap.buyers > -(cheap.makers + cheap.government), "buyers could pay"
    dear = union_at(1.5, 1)
    assert dear.buyers < -(dear.makers + dear.government), "buyers could not"


@pytest.mark.parametrize(("partner", "tariff"), [(1.5, 1), (1.2, 0.8), (1.7, 1.4)])
def test_the_derivation_in_the_fold(partner: float, tariff: float) -> None:
    gain = 15 * ((3 - partner) ** 2 - (4 - tariff**2))
    assert union_at(partner, tariff).gain == pytest.approx(gain)
    assert frozen_at(partner, tariff).gain == pytest.approx(15 * (1 + tariff - partner) ** 2)


def test_question_on_tyres() -> None:
    """Nobody makes tyres at home and everybody buys as many as before: a demand that hardly answers."""
    far, duty, near, tyres = 40, 20, 55, 1000
    union = union_at(near / far, duty / far, Good(tyres, 1e-6, 1e-6))
    assert union.gain * far == pytest.approx(-(near - far) * tyres, rel=1e-3)
    assert union.buyers * far == pytest.approx((far + duty - near) * tyres, rel=1e-3)


def test_question_on_a_low_tariff() -> None:
    said = question(PAGE, "customs-union-low-tariff")
    assert "one tenth" in said
    assert "one fifth" in said
    assert not union_at(1.2, 0.1).undercuts


@pytest.mark.parametrize("partner", [1, 1.2, 1.5, 1.9])
def test_question_on_losers(partner: float) -> None:
    union = union_at(partner, 1)
    assert union.buyers > 0 > max(union.makers, union.government)
