"""What the page on core and periphery says in words and types into questions agrees with the model."""

from pathlib import Path

import pytest

from integration_ladder.explorers.evolution.core_and_periphery import EXPLORER
from integration_ladder.models.core_and_periphery import (
    break_point,
    equilibria,
    settle,
    short_run,
    sustain_point,
)

from .questions import draws, mistakes_that_pass, question

PAGE = "3-evolution/core-and-periphery"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def test_the_prediction_is_the_first_setting() -> None:
    now, before = EXPLORER.result(EXPLORER.default), settle(1.7, False)
    assert (now.trade_cost, now.gathered) == (1.6, False)
    assert before.now.share == 0.5
    assert now.now.share == 1
    assert now.now.two.farmers < before.now.two.farmers, "one of them"
    assert now.now.one.farmers > before.now.one.farmers, "one only"
    assert now.now.one.real_wage > before.now.one.real_wage


def test_the_moves_say_what_the_figure_shows() -> None:
    assert short_run(0.52, 1.7).gap < 0, "at the middle dot the curve falls"
    states = equilibria(1.7)
    assert [one.stable for one in states] == [True, False, True, False, True]
    assert "equilibria(1.7)[3].share" in TEXT
    assert 0.5 < states[3].share < 1
    assert settle(1.8, True).now.share == 1, "in between each worker stays"
    near, dear = settle(1.05, True), settle(1.6, True)
    assert near.now.share == 1
    assert -near.farmers_two < -dear.farmers_two / 5, "it shrinks"


def test_where_trade_is_dear_the_spreading_force_wins() -> None:
    assert [one.share for one in equilibria(2.2)] == [0.5]


def test_at_the_break_point_the_curve_is_level() -> None:
    assert short_run(0.501, break_point()).gap == pytest.approx(0, abs=1e-7)


def test_both_states_hold_with_half_of_all_spending() -> None:
    wide = settle(2, True, 0.5)
    assert wide.stays_spread
    assert wide.stays_gathered


def test_who_could_pay() -> None:
    dear, cheap = settle(1.6, False), settle(1.3, False)
    assert dear.could_pay < dear.would_need, "too little"
    assert cheap.could_pay > cheap.would_need


def test_once_industry_has_gone_cheaper_transport_helps_those_who_stayed() -> None:
    costs = [1.6, 1.5, 1.4, 1.2, 1.05]
    bought = [settle(cost, True).now.two.farmers for cost in costs]
    assert bought == sorted(bought)


def test_the_worked_example() -> None:
    wide = settle(2, True, 0.5)
    index = ((1 + 2**-4) / 2) ** (-1 / 4)
    assert wide.spread.two.price_index == pytest.approx(index)
    assert wide.spread.two.farmers == pytest.approx(index**-0.5)
    assert wide.all_in_one.one.price_index == pytest.approx(1)
    assert wide.all_in_one.two.price_index == pytest.approx(2)
    assert wide.all_in_one.two.farmers == pytest.approx(2**-0.5)
    mistakes = {
        "all spending": 1 / 2,
        "what living costs": 2**0.5,
        "spread": index**-0.5,
        "a half less": 0.75,
    }
    assert mistakes_that_pass(2**-0.5, mistakes, tolerance=0.002) == []


def test_question_on_the_way_back() -> None:
    said = question(PAGE, "core-and-periphery-way-back")
    assert "1.40" in said
    assert break_point(0.3) > 1.4
    assert break_point(0.3) < 1.45 < sustain_point(0.3) < 1.5
    assert [settle(cost, True, 0.3).now.share for cost in (1.4, 1.45, 1.5)] == [1, 1, 0.5]


def test_question_on_what_would_speak_against_the_model() -> None:
    """From all in region 1: a few who leave come back, nearly all who are moved gather in region 2."""
    between = settle(1.7, True)
    assert between.stays_spread
    assert between.stays_gathered
    assert short_run(0.95, 1.7).gap > 0
    assert short_run(0.05, 1.7).gap < 0


@pytest.mark.parametrize("values", draws(PAGE, "core-and-periphery-farmers"))
def test_no_mistake_gives_the_key_of_the_question_on_farmers(values: tuple[float, ...]) -> None:
    cost, part = values
    found = short_run(1, cost, part)
    key = 100 * (1 - found.two.farmers / found.one.farmers)
    assert key == pytest.approx(100 * (1 - cost**-part))
    index = ((1 + cost**-4) / 2) ** -0.25
    mistakes = {
        "all income": 100 * (1 - 1 / cost),
        "the other base": 100 * (cost**part - 1),
        "the price": 100 * (cost - 1),
        "the old basket": 100 * part * (cost - 1),
        "the share of the fall": 100 * part * (1 - 1 / cost),
        "a fraction": 1 - cost**-part,
        "what is left": 100 * cost**-part,
        "against spread industry": 100 * (1 - (cost / index) ** -part),
        "the other share": 100 * (1 - cost ** (part - 1)),
        "the sign": -key,
        "nothing": 0.0,
    }
    assert mistakes_that_pass(key, mistakes, tolerance=0.1) == []
