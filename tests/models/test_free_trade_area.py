"""Card M10: its check numbers, and the properties of its card over random parameters."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration_ladder.models.free_trade_area import HOME_MARKET, HOME_TARIFF, form_area

EXACT = 1e-9

fractions = st.floats(0, 0.5)
areas = st.builds(form_area, fractions, fractions, fractions, st.floats(0.01, 1.5))


def test_delivered_prices_of_the_card() -> None:
    assert form_area(0.05, 0.03, 0).outside.price == pytest.approx(1.08, abs=EXACT)
    assert form_area(0.05, 0.03, 0.20).outside.price == pytest.approx(1.20, abs=EXACT)
    assert form_area(0.05, 0.18, 0).outside.price == pytest.approx(1.20, abs=EXACT)


def test_the_defaults_are_the_cards() -> None:
    area = form_area()
    assert (area.tariff, area.partner_tariff, area.transhipment, area.proof) == (0.20, 0.05, 0.03, 0.20)
    assert HOME_TARIFF == 0.20
    assert not area.deflected
    assert not area.preference_used


@pytest.mark.parametrize(
    ("partner_tariff", "transhipment", "proof"),
    [(0.05, 0.03, 0.12), (0.05, 0.15, 0), (0.05, 0.05, 0.10), (0.10, 0.03, 0.07), (0.20, 0, 0), (0, 0, 0.2)],
)
def test_where_the_ports_tie_the_good_comes_by_homes(
    partner_tariff: float, transhipment: float, proof: float
) -> None:
    tie = form_area(partner_tariff, transhipment, proof)
    assert (tie.deflected, tie.deflection_gap) == (False, 0)
    assert tie.outside.price == pytest.approx(1.20, abs=EXACT)
    assert form_area(partner_tariff, transhipment, proof, tariff=0.2001).deflected
    assert tie.least_proof == pytest.approx(proof, abs=EXACT)


def test_a_preference_is_not_worth_a_proof_that_costs_the_tariff() -> None:
    at, below = form_area(proof=0.20), form_area(proof=0.1999)
    assert (at.preference_used, at.margin_left, at.partner.price) == (False, 0, 1.2)
    assert below.preference_used
    assert below.partner.price == pytest.approx(1.1999, abs=EXACT)


def test_without_rules_of_origin_by_hand() -> None:
    area = form_area(0.05, 0.03, 0)
    good, own = area.outside, area.partner
    # At 1.20 home buys 66 and makes 12; at 1.08 68.4 and 10.8; at 1 70 and 10.
    assert (good.bought, good.made, good.imports) == pytest.approx((68.4, 10.8, 57.6), abs=EXACT)
    assert good.buyers == pytest.approx(0.12 * (66 + 68.4) / 2, abs=EXACT)
    assert good.makers == pytest.approx(-0.12 * (12 + 10.8) / 2, abs=EXACT)
    assert good.treasury == pytest.approx(-0.2 * 54, abs=EXACT)
    assert good.home == pytest.approx(-4.104, abs=EXACT)
    assert good.partner_treasury == pytest.approx(0.05 * 57.6, abs=EXACT)
    assert good.used_up == pytest.approx(0.03 * 57.6, abs=EXACT)
    assert (own.price, own.imports) == pytest.approx((1, 60), abs=EXACT)
    assert own.home == pytest.approx(0.6, abs=EXACT)
    assert area.spent_before == pytest.approx(2 * 1.2 * 66, abs=EXACT)
    assert area.home == pytest.approx((0.6 - 4.104) / 158.4, abs=EXACT)
    assert area.partner_treasury == pytest.approx(2.88 / 158.4, abs=EXACT)
    assert area.used_up == pytest.approx(1.728 / 158.4, abs=EXACT)


def test_a_preference_worth_its_proof_can_cost_home_more_than_it_brings() -> None:
    assert form_area(0.20, 0, 0.15).partner.home == pytest.approx(0.6 - 60 * 0.15 + 15 * 0.15**2, abs=EXACT)


def test_a_strict_rule_leaves_everything_as_it_was() -> None:
    area = form_area(0.05, 0.03, 0.20)
    gains = (area.buyers, area.makers, area.treasury, area.home, area.partner_treasury, area.used_up)
    assert gains == (0, 0, 0, 0, 0, 0)


@given(areas)
def test_no_good_costs_more_than_before_and_none_less_than_outside(area) -> None:
    for good in (area.outside, area.partner):
        assert 1 <= good.price <= 1 + area.tariff
    ways = (1 + area.tariff, 1 + area.partner_tariff + area.transhipment + area.proof)
    assert area.outside.price == pytest.approx(min(ways), abs=EXACT)
    assert area.partner.price == pytest.approx(1 + min(area.tariff, area.proof), abs=EXACT)


@given(areas)
def test_a_way_is_taken_only_if_it_is_cheaper(area) -> None:
    gap = area.tariff - area.partner_tariff - area.transhipment - area.proof
    assert area.deflected == (gap > EXACT)
    assert area.preference_used == (area.tariff - area.proof > EXACT)
    assert area.preference_used or not area.deflected


@given(areas)
def test_buyers_do_not_lose_and_makers_and_treasury_do_not_gain(area) -> None:
    for good in (area.outside, area.partner):
        assert good.buyers >= 0
        assert good.makers <= 0
        assert good.treasury <= 0
        assert good.partner_treasury >= 0
        assert good.used_up >= 0
        if not good.preferred:
            assert (good.buyers, good.makers, good.treasury, good.used_up) == (0, 0, 0, 0)


@given(areas)
def test_gains_add_up_to_the_triangles_less_what_is_used_up(area) -> None:
    before = 1 + area.tariff
    for good in (area.outside, area.partner):
        fall = before - good.price
        more = fall * area.tariff - fall**2 / 2  # on each unit that is bought more, or made less
        triangles = more * 30
        assert good.home + good.partner_treasury == pytest.approx(triangles - good.used_up, abs=1e-7)
        assert good.home == pytest.approx(good.buyers + good.makers + good.treasury, abs=1e-12)


@given(fractions, fractions, fractions, st.floats(0, 0.2))
def test_dearer_proof_harms_buyers_and_helps_makers(
    partner_tariff: float, transhipment: float, proof: float, dearer: float
) -> None:
    one, two = (form_area(partner_tariff, transhipment, k) for k in (proof, proof + dearer))
    assert two.buyers <= one.buyers + 1e-9
    assert two.makers >= one.makers - 1e-9


def test_quantities_at_the_price_outside() -> None:
    assert (HOME_MARKET.demand(1), HOME_MARKET.supply(1)) == (70, 10)


@pytest.mark.parametrize("name", ["partner_tariff", "transhipment", "proof", "tariff"])
@pytest.mark.parametrize("value", [-0.1, math.nan, math.inf])
def test_bad_input_is_named(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=f"{name} = .*must be a finite number, 0 or more"):
        form_area(**{name: value})


def test_a_tariff_that_stops_imports_is_named() -> None:
    with pytest.raises(ValueError, match=r"tariff = 2: must be below 2"):
        form_area(tariff=2)
