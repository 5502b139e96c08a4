"""What the who-gained explorer must let a reader see: the critical points of card M19 are on the grid."""

from integration_ladder.explorers.evolution.who_gained import CRITICAL, EXPLORER


def test_critical_points_are_stops() -> None:
    # TO WRITE the critical points of the card as numbers of their own, not as the explorer computes them
    for critical in CRITICAL:
        assert EXPLORER.controls[0].index(critical) >= 0


def test_free_trade_is_the_base() -> None:
    frame = EXPLORER.frame(EXPLORER.preset("Free trade"))
    assert frame.bars["Home, workers"] == 0
    assert "gains exactly nothing" in frame.sentence
