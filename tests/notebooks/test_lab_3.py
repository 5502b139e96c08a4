"""Lab 3: as shipped it says "not yet"; with its folded answers in place every comparison is right."""

import re

import pytest

from integration_ladder.models import domino, hub_and_spokes

from .runs import executed, printed, tasks

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lab-3")]


@pytest.fixture(scope="module")
def blank() -> str:
    return printed(executed("lab-3").blank)


@pytest.fixture(scope="module")
def solved() -> str:
    return printed(executed("lab-3").solved)


def test_there_is_something_to_do() -> None:
    assert len(tasks(executed("lab-3").blank)) >= 8


def test_the_blank_lab_says_what_is_not_yet_done(blank: str) -> None:
    assert len(re.findall("[Nn]ot yet", blank)) >= 8


def test_the_folded_answers_are_right(solved: str) -> None:
    assert "not yet" not in solved.lower()
    assert solved.count("the same as the course has") == 8
    assert "In 2020: not in the table" in solved
    assert "The instrument finds the truth; the straight line does not." in solved
    assert "The slope is the same." in solved


def test_what_the_lab_says_about_its_results_is_so(solved: str) -> None:
    first, second = (int(year) for year in re.search(r"Cut at \((\d+), (\d+)\)", solved).groups())
    assert 1970 <= first < 1980
    assert 1990 <= second < 2010
    year = int(re.search(r"American output is larger from (\d+) on", solved)[1])
    assert year < 1914  # "decades before" 1945
    assert hub_and_spokes.leaves_from("first") < 1 < hub_and_spokes.leaves_from("second")
    for spoke in ("first", "second"):
        assert hub_and_spokes.leaves_from(spoke, 0.1) > hub_and_spokes.leaves_from(spoke)
    without, some, enough = (domino.leave(0.1, 0.79, cost) for cost in (0, 0.05, 0.11))
    assert 0.05 < without.at_once < 0.15  # "about a tenth"
    assert 0.4 < without.end < 0.6  # "about half"
    assert without.end < some.end < enough.end == 1


def test_the_straight_line_comes_out_too_near_to_zero(solved: str) -> None:
    line = float(re.search(r"straight line +(-[\d.]+)", solved)[1])
    assert -0.6 < line < 0
