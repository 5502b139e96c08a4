"""What the page on customs unions says in words and types into questions agrees with the model."""

import re
from math import sqrt
from pathlib import Path

import pytest

from integration_ladder.explorers.ladder.customs_union import EXPLORER
from integration_ladder.models.customs_union import Good, break_even_tariff, frozen_at, union_at
from integration_ladder.models.free_trade_area import form_area

from .questions import draws, mistakes_that_pass, question

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


def test_a_free_trade_area_whose_proofs_cost_nothing_gives_the_same_numbers() -> None:
    """The figure shows the first of the two things that a customs union does, as the page says."""
    union = union_at(1, 0.2)
    good = form_area(proof=0, tariff=0.2).partner
    assert (good.buyers, good.makers, good.treasury) == pytest.approx(
        (union.buyers, union.makers, union.government)
    )


def test_a_common_tariff_above_homes_diverts_where_homes_did_not() -> None:
    """At 50 % nobody goes to a partner at 1.50; under a higher common tariff all do, at the price that they paid before."""
    low, under = union_at(1.5, 0.5), union_at(1.5, 1)
    assert not low.undercuts
    assert under.undercuts
    assert under.after.price == low.before.price
    assert under.after.imports == low.before.imports
    assert "raised = (low.partner - 1) * low.before.imports" in TEXT
    assert (low.partner - 1) * low.before.imports == pytest.approx(low.before.revenue), (
        "buyers and makers change nothing"
    )


def test_question_on_a_partner_that_delivers_few() -> None:
    """The world still sells the last unit, so the price stays; home loses the tariff on what the partner delivers."""
    dear, few = union_at(1.5, 1), 20
    assert f"few = {few}" in TEXT
    assert few < dear.before.imports
    said = question(PAGE, "customs-union-few")
    assert re.search(r"^- \[x\] .*home loses \{n\}`few \* dear\.tariff; g`$", said, re.MULTILINE)
    # Before: tariff on 30 units. After: on the 10 that still come from the world; nothing else changes at home.
    assert dear.before.revenue - dear.tariff * (dear.before.imports - few) == pytest.approx(few * dear.tariff)
    assert few * (dear.before.price - dear.partner) == pytest.approx(10), "the partner’s makers gain"


@pytest.mark.parametrize("partner", [1, 1.5, 2, 2.9])
def test_question_on_a_tariff_that_lets_nothing_in(partner: float) -> None:
    union = union_at(partner, 2)
    assert union.before.imports == 0
    assert union.government == union.diversion == 0
    assert union.buyers > -union.makers > 0


@pytest.mark.parametrize("values", draws(PAGE, "customs-union-gain"))
def test_no_mistake_gives_the_key_of_the_question_on_the_gain(values: tuple[float, ...]) -> None:
    tariff, partner = values
    union = union_at(partner, tariff)
    assert union.undercuts
    fall, before, after = 1 + tariff - partner, union.before.imports, union.after.imports
    dearer = partner - 1
    mistakes = {
        "creation alone": union.creation,
        "diversion alone": -union.diversion,
        "the wrong sign": -union.gain,
        "both added": union.creation + union.diversion,
        "buyers alone": union.buyers,
        "makers alone": union.makers,
        "government alone": union.government,
        "buyers and makers": union.buyers + union.makers,
        "buyers and government": union.buyers + union.government,
        "all imports dearer": union.creation - dearer * after,
        "no halves": 2 * union.creation - union.diversion,
        "buyers’ triangle alone": 10 * fall**2 - union.diversion,
        "makers’ triangle alone": 5 * fall**2 - union.diversion,
        "the new imports dearer": union.creation - dearer * (after - before),
        "the tariff instead of what is dearer": union.creation - tariff * before,
        "the fall on all imports": fall * before,
        "nothing": 0.0,
    }
    assert mistakes_that_pass(union.gain, mistakes, tolerance=0.02) == []
