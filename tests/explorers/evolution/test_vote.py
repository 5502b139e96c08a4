"""What the vote explorer must let a reader see: the critical points of card M17 are on the grid, whatever the gain."""

from math import ceil

import pytest

from integration_ladder.explorers.evolution.vote import EXPLORER, GAIN_OF_WINNER, KNOWN, LEAK

from ..tasks import answers


@pytest.mark.parametrize("known", [0, 41, 42, 49, 50, 51])
def test_critical_numbers_of_known_winners_are_stops(known: int) -> None:
    assert KNOWN.has(known)


@pytest.mark.parametrize("gain", GAIN_OF_WINNER.values)
def test_at_every_gain_both_sides_of_the_turning_points_are_stops(gain: float) -> None:
    refused = ceil(51 - 49 / gain - 1e-9)
    assert KNOWN.has(refused)
    assert KNOWN.has(refused - 1)
    limit = 1 - 49 / (51 * gain)
    assert LEAK.has(limit) or limit > 0.9


def test_marks_stand_where_it_turns() -> None:
    for setting in EXPLORER.settings():
        marks = {mark: KNOWN.values[at] for at, mark in KNOWN.marks_at(setting).items()}
        assert marks["refused"] == ceil(51 - 49 / setting["gain"] - 1e-9)


def test_the_gain_that_is_needed_is_a_stop() -> None:
    assert GAIN_OF_WINNER.has(24.5)
    assert LEAK.has(1 - 49 / 255)


def test_who_knows_changes_the_vote_and_not_who_gains() -> None:
    frames = [EXPLORER.frame({**EXPLORER.default, "known": known}) for known in (41, 42, 49, 51)]
    assert [frame.readout["Votes for it"] for frame in frames] == ["100", "42", "49", "51"]
    assert all(frame.bars == frames[0].bars for frame in frames)


def test_the_tasks_have_the_answers_of_the_card() -> None:
    found = answers(EXPLORER)
    assert {(one["known"], one["gain"]) for one in found["refused"]} == {(47, 10)}
    assert {(one["known"], one["gain"], one["leak"]) for one in found["unpaid"]} == {
        (known, 1, 0.5) for known in (0, 1, 51)
    }
