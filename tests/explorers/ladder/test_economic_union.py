"""What the economic-union explorer must let a reader see: every channel, in every kind of round, within the budget."""

import pytest

from integration_ladder.explorers.ladder.economic_union import EXPLORER, SETS

POINTS = {"capital_market": 1, "credit": 1, "mobility": 1, "currency": 1, "budget": 2}


@pytest.mark.parametrize("key", SETS)
def test_institutions_cost_what_they_say_and_no_more_than_four(key: str) -> None:
    text, institutions, points = SETS[key]
    assert points == sum(cost for name, cost in POINTS.items() if getattr(institutions, name))
    assert points <= 4
    assert text.endswith(f"({points})")


def test_it_opens_at_the_check_number_of_american_states() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("Like American states"))
    assert frame.readout["Home spends"] == "−2.5\u00a0%"
    without = EXPLORER.frame(EXPLORER.preset("Without the budget"))
    assert without.readout["Home spends"] == "−3.8\u00a0%"


def test_a_common_shock_is_shared_by_nobody() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("Both alike"))
    assert all(bar == pytest.approx(-0.1) for bar in frame.bars.values())
