"""What the hub-and-spokes explorer must let a reader see: the critical points of card M13 are on the grid."""

import pytest

from integration_ladder.explorers.evolution.hub_and_spokes import ADVANTAGE, EXPLORER, SIZE

from ..tasks import answers
from .expected_hub_and_spokes import turns

THRESHOLDS = {0.0: (0.888427, 1.118965), 0.05: (1.160973, 1.419742)}
THRESHOLDS |= {0.1: (1.565083, 1.862734), 0.2: (3.236801, 3.671014)}


def test_every_advantage_has_both_thresholds_on_the_grid() -> None:
    assert ADVANTAGE.values == tuple(THRESHOLDS)
    for advantage, known in THRESHOLDS.items():
        assert turns(advantage) == pytest.approx(known, abs=1e-6)
        for size in turns(advantage):
            assert SIZE.has(size)


def test_at_every_setting_the_critical_sizes_have_their_marks() -> None:
    for setting in EXPLORER.settings():
        marks = {mark: SIZE.values[at] for at, mark in SIZE.marks_at(setting).items()}
        first, second = THRESHOLDS[setting["advantage"]]
        assert marks == {
            "1st": pytest.approx(first, abs=1e-6),
            "equal": 1,
            "2nd": pytest.approx(second, abs=1e-6),
        }


def test_the_hub_gains_more_than_under_free_trade_and_a_spoke_less() -> None:
    for setting in EXPLORER.settings():
        if setting["hubs"] == "stay":
            found = EXPLORER.result(setting)
            assert found.incumbent.gain > found.incumbent.free
            assert found.first.gain < found.first.free


def test_nobody_is_worse_off_than_without_any_agreement() -> None:
    for setting in EXPLORER.settings():
        found = EXPLORER.result(setting)
        assert min(found.incumbent.gain, found.challenger.gain, found.first.gain, found.second.gain) > 0


def test_the_tasks_have_the_answers_of_the_card() -> None:
    found = answers(EXPLORER)
    assert found["lock-in"] == [{"size": 1.5, "advantage": 0.1, "hubs": "stay"}]
    (even,) = found["even"]
    assert even["size"] == pytest.approx(3.671014, abs=1e-6)
    assert (even["advantage"], even["hubs"]) == (0.2, "switch")
