"""The questions of the section on free trade areas have the keys that the model gives, and its moves lead where they say."""

import ast

import pytest

from integration_ladder.explorers.ladder.free_trade_area import EXPLORER
from integration_ladder.models.free_trade_area import form_area

from .questions import question

PAGE = "2-ladder/free-trade-area"


def draws(name: str) -> list[tuple[float, ...]]:
    """Return the numbers that a question draws."""
    line = next(line for line in question(PAGE, name).splitlines() if line.startswith(":draw:"))
    return list(ast.literal_eval(f"[{line.split(' in ', 1)[1].split(';')[0]}]"))


def test_question_on_the_price_is_about_goods_that_go_round() -> None:
    for tariff, abroad, ship, proof in draws("free-trade-area-price"):
        area = form_area(abroad, ship, proof, tariff=tariff)
        assert area.deflected
        assert area.outside.price == pytest.approx(1 + abroad + ship + proof)


def test_question_on_the_least_rule_has_a_tie_at_its_answer() -> None:
    for tariff, abroad, ship in draws("free-trade-area-least-rule"):
        least = form_area(abroad, ship, 0, tariff=tariff).least_proof
        assert least > 0
        assert not form_area(abroad, ship, least, tariff=tariff).deflected
        assert form_area(abroad, ship, least - 0.001, tariff=tariff).deflected
        assert form_area(abroad, ship, least, tariff=tariff).preference_used


def test_a_partner_that_cuts_its_tariff_opens_homes_market() -> None:
    held, opened = form_area(0.05, 0.03, 0.13), form_area(0, 0.03, 0.13)
    assert (held.deflected, opened.deflected) == (False, True)
    assert opened.makers < held.makers < 0
    assert held.partner.price == opened.partner.price


def test_shirts_stay_as_they_are() -> None:
    shirts = form_area(0.10, 0.02, 0.14, tariff=0.12)
    assert (shirts.deflected, shirts.preference_used) == (False, False)


def test_just_strict_enough_rules_harm_buyers_and_the_partner() -> None:
    free, enough = form_area(proof=0), form_area(proof=0.12)
    assert enough.buyers < free.buyers
    assert enough.partner_treasury < free.partner_treasury
    assert enough.makers > free.makers
    assert enough.treasury > free.treasury
    assert enough.home < free.home < 0, "and home as a whole loses more by them"


def test_distance_stops_the_outsider_and_costs_the_partner_nothing() -> None:
    far = EXPLORER.result(EXPLORER.preset("Far round"))
    assert (far.partner_tariff, far.transhipment, far.proof) == (0.05, 0.15, 0), "as the fourth move says"
    assert not far.deflected
    assert far.partner.price == 1
    assert far.home > 0


def test_home_gains_as_a_whole_only_where_the_duty_free_way_costs_next_to_nothing() -> None:
    for setting in EXPLORER.settings():
        area = EXPLORER.result(setting)
        if area.home > 1e-9:
            assert area.proof == 0
            assert not area.deflected or area.outside.cost < 0.011
