"""What the common-budget explorer must let a reader see: where payments turn one way, and where workers begin to pay."""

import pytest

from integration_ladder.explorers.ladder.common_budget import EXPLORER

RATIO, RATE = EXPLORER.controls


@pytest.mark.parametrize("critical", [0.9, 1, 10 / 9, 16 / 11])
def test_critical_ratios_are_stops(critical: float) -> None:
    assert RATIO.index(critical) >= 0


def test_the_rate_that_insures_as_america_does_is_a_stop() -> None:
    assert RATE.index(0.1625) >= 0


def test_between_equals_nobody_pays_on_average() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("Equally rich"))
    assert frame.readout["On average"] == "0.0\u00a0%"
    assert "That is insurance." in frame.sentence
