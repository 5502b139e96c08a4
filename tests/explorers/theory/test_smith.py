"""What the Smith explorer must let a reader see: card M1's swap, both ends, and the silence of the rule."""

import pytest

from integration_ladder.explorers.theory.smith import (
    CLOTH_STOPS,
    EXPLORER,
    RATES,
    WHEAT_STOPS,
    countries,
    marks,
)
from integration_ladder.models.smith import swap_at

TEXTBOOK = {"home_wheat": 6, "foreign_cloth": 5}


@pytest.mark.parametrize("wheat", WHEAT_STOPS)
@pytest.mark.parametrize("cloth", CLOTH_STOPS)
def test_both_own_rates_are_stops_and_marked_where_the_rule_speaks(wheat: float, cloth: float) -> None:
    home, foreign = countries(wheat, cloth)
    setting = {"home_wheat": wheat, "foreign_cloth": cloth}
    for critical in (home.own_rate, foreign.own_rate):
        assert min(abs(rate - critical) for rate in RATES) < 1e-9
        assert swap_at(1, home, foreign).silent or critical in marks(setting)
    assert bool(marks(setting)) != swap_at(1, home, foreign).silent


def test_the_textbooks_swap_is_a_setting() -> None:
    frame = EXPLORER.frame({"rate": 1, **TEXTBOOK})
    assert "Home gains 2 cloth" in frame.sentence
    assert frame.readout["Home gains in the swap"] == "2 cloth, 30 min of work"
    assert frame.readout["Abroad gains in the swap"] == "24 cloth, 4.8 h of work"


def test_what_the_reader_sees_first_does_not_answer_the_prediction() -> None:
    first, asked = EXPLORER.result(EXPLORER.default), EXPLORER.result({"rate": 1, **TEXTBOOK})
    assert first.home.cloth_gained > first.foreign.cloth_gained
    assert asked.home.cloth_gained < asked.foreign.cloth_gained


def test_at_its_own_rate_a_country_reads_exactly_nothing() -> None:
    for rate, loser in ((2 / 3, "Home"), (5, "the country abroad")):
        assert f"{loser} gains exactly nothing" in EXPLORER.frame({"rate": rate, **TEXTBOOK}).sentence


def test_the_whole_strip_is_silent_where_the_rule_is() -> None:
    for wheat in WHEAT_STOPS:
        for cloth in CLOTH_STOPS:
            result = EXPLORER.result({"rate": 1, "home_wheat": wheat, "foreign_cloth": cloth})
            silent = not ((wheat > 1 and cloth > 4) or (wheat < 1 and cloth < 4))
            assert ("Smith’s rule is silent" in EXPLORER.describe(result)) == silent
            assert (set(EXPLORER.bars.of(result).values()) == {None}) == silent


def test_the_rule_names_who_refuses() -> None:
    assert "Home does better by making its cloth itself" in EXPLORER.frame({"rate": 0.5, **TEXTBOOK}).sentence
    assert (
        "the country abroad does better by making its wheat"
        in EXPLORER.frame({"rate": 6, **TEXTBOOK}).sentence
    )
    turned = {"home_wheat": 0.5, "foreign_cloth": 3}
    assert (
        "the country abroad does better by making its cloth" in EXPLORER.frame({"rate": 2, **turned}).sentence
    )
    assert "Home does better by making its wheat itself" in EXPLORER.frame({"rate": 9, **turned}).sentence
