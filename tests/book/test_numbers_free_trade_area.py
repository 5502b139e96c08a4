"""The questions of the section on free trade areas have the keys that the model gives, and its moves lead where they say."""

import itertools
from pathlib import Path

import pytest

from integration_ladder.explorers.ladder.free_trade_area import EXPLORER
from integration_ladder.models.free_trade_area import form_area

from .questions import draws, mistakes_that_pass

PAGE = "2-ladder/free-trade-area"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


PRICES = draws(PAGE, "free-trade-area-price")
LEAST = draws(PAGE, "free-trade-area-least-rule")


def sums(**parts: float) -> dict[str, float]:
    """Return every sum of some of the parts, each added, taken away or left out, by what it says."""
    found = {}
    for signs in itertools.product((1, 0, -1), repeat=len(parts)):
        said = " ".join(
            f"{'+' if sign > 0 else '−'} {name}" for name, sign in zip(parts, signs, strict=True) if sign
        )
        found[said] = sum(sign * part for sign, part in zip(signs, parts.values(), strict=True))
    return found


@pytest.mark.parametrize("values", PRICES)
def test_no_mistake_gives_the_key_of_the_question_on_the_price(values: tuple[float, ...]) -> None:
    tariff, abroad, ship, proof = values
    area = form_area(abroad, ship, proof, tariff=tariff)
    assert area.deflection_gap != 0, "the two ways do not cost the same"
    ways = {"home’s port": 100 + 100 * tariff, "going round": 100 + 100 * (abroad + ship + proof)}
    right = "going round" if area.deflected else "home’s port"
    assert 100 * area.outside.price == pytest.approx(ways.pop(right))
    added = {
        said: 100 + 100 * value
        for said, value in sums(t=tariff, a=abroad, s=ship, k=proof).items()
        if "−" not in said and said != ("+ a + s + k" if area.deflected else "+ t")
    }
    assert mistakes_that_pass(100 * area.outside.price, ways | added, tolerance=0.05) == []


def test_in_some_draws_home_takes_the_duty() -> None:
    """Who always adds up the way round is told so."""
    deflected = [
        form_area(abroad, ship, proof, tariff=tariff).deflected for tariff, abroad, ship, proof in PRICES
    ]
    assert 2 <= sum(deflected) <= len(PRICES) - 2


@pytest.mark.parametrize("values", LEAST)
def test_no_mistake_gives_the_key_of_the_question_on_the_least_rule(values: tuple[float, ...]) -> None:
    tariff, abroad, ship = values
    key = 100 * form_area(abroad, ship, 0, tariff=tariff).least_proof
    mistakes = {
        said: 100 * value for said, value in sums(t=tariff, a=abroad, s=ship).items() if said != "+ t − a − s"
    }
    assert mistakes_that_pass(key, mistakes, tolerance=0.05) == []


def test_no_mistake_gives_the_key_of_the_worked_example() -> None:
    tariff, abroad, ship, proof = 0.20, 0.07, 0.04, 0.03
    assert f"example = form_area({abroad}, {ship:.2f}, {proof:.2f})" in TEXT
    example = form_area(abroad, ship, proof)
    assert example.deflected, "as its second step says"
    mistakes = {
        said: 100 * value
        for said, value in sums(t=tariff, a=abroad, s=ship, k=proof).items()
        if said != "+ t − a − s"
    }
    assert mistakes_that_pass(100 * example.least_proof, mistakes, tolerance=0.05) == []


def test_a_proof_that_nobody_needs_harms_buyers_alone() -> None:
    remote, asked = form_area(0.05, 0.18, 0), form_area(0.05, 0.18, 0.10)
    assert "remote, asked = form_area(0.05, 0.18, 0), form_area(0.05, 0.18, 0.10)" in TEXT
    assert not remote.deflected
    assert not asked.deflected
    assert asked.preference_used
    assert asked.buyers < remote.buyers
    assert asked.makers > remote.makers
    assert (asked.treasury, asked.partner_treasury) == (remote.treasury, remote.partner_treasury)


def test_question_on_the_least_rule_has_a_tie_at_its_answer() -> None:
    for tariff, abroad, ship in LEAST:
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
