"""What the free-trade-area explorer must let a reader see: the critical points of card M10 are on the grid."""

import itertools

import pytest

from integration_ladder.explorers.ladder.free_trade_area import ENOUGH, EXPLORER

PARTNER_TARIFF, TRANSHIPMENT, PROOF = EXPLORER.controls
PAIRS = list(itertools.product(PARTNER_TARIFF.values, TRANSHIPMENT.values))


@pytest.mark.parametrize(("partner_tariff", "transhipment"), PAIRS)
def test_the_tie_of_the_ports_is_a_marked_stop_wherever_it_exists(
    partner_tariff: float, transhipment: float
) -> None:
    tie = round(0.20 - partner_tariff - transhipment, 9)
    if tie < 0:
        return
    setting = {
        "partner_tariff": partner_tariff,
        "transhipment": transhipment,
        "proof": PROOF.values[PROOF.index(tie)],
    }
    area = EXPLORER.result(setting)
    assert (area.deflected, area.deflection_gap) == (False, 0)
    assert "ports tie" in PROOF.marks_at(setting).values()
    if tie > 0:
        below = max(value for value in PROOF.values if value < setting["proof"])
        assert EXPLORER.result(setting | {"proof": below}).deflected


@pytest.mark.parametrize(("partner_tariff", "transhipment"), PAIRS)
def test_a_proof_that_costs_the_tariff_is_a_stop_at_which_nobody_asks_for_it(
    partner_tariff: float, transhipment: float
) -> None:
    setting = {"partner_tariff": partner_tariff, "transhipment": transhipment}
    strict = EXPLORER.frame(setting | {"proof": 0.20})
    assert "as much as home’s tariff" in strict.sentence
    assert {value for value in strict.bars.values() if value is not None} == {0}
    below = max(value for value in PROOF.values if value < 0.20)
    assert EXPLORER.result(setting | {"proof": below}).preference_used


def test_without_rules_the_partner_collects_and_home_does_not() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("No rules of origin"))
    assert frame.readout["Outsiders pay tariff to"] == "the partner, 5\xa0%"
    assert frame.bars["Abroad, government"] > 0 > frame.bars["Home, government"]


def test_just_enough_is_the_tie_of_the_first_setting() -> None:
    assert pytest.approx(0.20 - 0.05 - 0.03) == ENOUGH
    before = EXPLORER.result(EXPLORER.default | {"proof": 0.10})
    after = EXPLORER.result(EXPLORER.preset("Just enough"))
    assert (before.deflected, after.deflected) == (True, False)


def test_distance_does_what_rules_do() -> None:
    assert not EXPLORER.result(EXPLORER.preset("Far round")).deflected
    assert EXPLORER.result(EXPLORER.default | {"transhipment": 0.10}).deflected
