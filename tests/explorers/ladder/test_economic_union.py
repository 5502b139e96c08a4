"""What the economic-union explorer must let a reader see: every institution alone, in every kind of round."""

import pytest

from integration_ladder.explorers.ladder.economic_union import EXPLORER, SETS

INSTITUTIONS = ("capital_market", "credit", "budget", "mobility", "currency")


@pytest.mark.parametrize("name", INSTITUTIONS)
def test_each_institution_can_be_seen_alone(name: str) -> None:
    has = [[one for one in INSTITUTIONS if getattr(institutions, one)] for _, institutions in SETS.values()]
    assert [name] in has


def test_it_opens_at_the_check_number_of_american_states() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("Like American states"))
    assert frame.readout["Home spends"] == "−2.5\u00a0%"
    without = EXPLORER.frame(EXPLORER.preset("Without the budget"))
    assert without.readout["Home spends"] == "−3.8\u00a0%"


def test_a_common_shock_is_shared_by_nobody() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("Both alike"))
    assert all(bar == pytest.approx(-0.1) for bar in frame.bars.values())
