"""What the domino explorer must let a reader see: the critical points of card M14 are on the grid, from both sides."""

import pytest

from integration_ladder.explorers.evolution.domino import EXPLORER, PULL

from ..tasks import answers


@pytest.mark.parametrize("first", [0.1, 0.2, 0.3, 0.4])
def test_just_below_at_and_just_above_the_knife_edge_are_stops(first: float) -> None:
    for pull in (0.99 - first, 1 - first, 1.01 - first):
        assert PULL.has(round(pull, 2))


@pytest.mark.parametrize(("way", "edge"), [("join", 0.8), ("leave", 0.8), ("costly", 0.7)])
def test_the_pull_from_which_all_are_inside_has_its_mark(way: str, edge: float) -> None:
    marks = {
        PULL.values[at]: mark for at, mark in PULL.marks_at({"first": 0.2, "pull": 0.7, "way": way}).items()
    }
    assert marks == {edge: "all inside"}


def test_the_check_numbers_stand_in_the_figure() -> None:
    for pull, end in ((0.5, "40 %"), (0.79, "95.2 %"), (0.81, "100 %")):
        frame = EXPLORER.frame({"first": 0.2, "pull": pull, "way": "join"})
        assert frame.readout["Inside at the end"].replace("\N{NO-BREAK SPACE}", " ") == end


def test_both_directions_stop_at_one_share_unless_leaving_has_a_cost() -> None:
    end = {
        way: EXPLORER.result({"first": 0.1, "pull": 0.7, "way": way}).end
        for way in ("join", "leave", "costly")
    }
    assert end["join"] == end["leave"] < end["costly"]


def test_nobody_is_said_to_gain_or_lose() -> None:
    for setting in EXPLORER.settings():
        assert set(EXPLORER.frame(setting).bars.values()) == {None}
        break
    assert "does not say" in EXPLORER.frame(EXPLORER.default).sentence


def test_the_tasks_have_the_answers_of_the_card() -> None:
    found = answers(EXPLORER)
    assert found["enough"] == [{"first": 0.1, "pull": 0.9, "way": "join"}]
    held = found["held"]
    assert {"first": 0.2, "pull": 0.7, "way": "costly"} in held
    assert all(0.9 - 1e-9 <= one["first"] + one["pull"] < 1 for one in held)
    assert all(one["way"] == "costly" for one in held)
