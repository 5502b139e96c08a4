"""Lab 2: as shipped it says "not yet"; with its folded answers in place every comparison is right."""

import re

import pytest

from integration_ladder.models.rungs_in_any_order import climb, orders, state

from .runs import executed, printed, tasks

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lab-2")]


@pytest.fixture(scope="module")
def blank() -> str:
    return printed(executed("lab-2").blank)


@pytest.fixture(scope="module")
def solved() -> str:
    return printed(executed("lab-2").solved)


def test_there_is_something_to_do() -> None:
    assert len(tasks(executed("lab-2").blank)) >= 6


def test_the_blank_lab_says_what_is_not_yet_done(blank: str) -> None:
    assert len(re.findall("[Nn]ot yet", blank)) >= 6


def test_the_folded_answers_are_right(solved: str) -> None:
    assert "not yet" not in solved.lower()
    assert solved.count("the same as the course has") == 6
    assert "They add up to the whole." in solved
    assert "The customs union of the EEC took 11 years." in solved
    assert "The same as the course has." in solved
    assert "the strict rule" in solved


def test_what_the_lab_says_about_its_results_is_so(solved: str) -> None:
    ends = [climb(order).levels[-1] for order in orders()]
    assert max(ends) - min(ends) < 1e-12
    assert all(climb(order).falls for order in orders())
    assert "Home gains from a tariff of 133% on." in solved
    left = [state(measures).change for measures in ((1,), (1, 2), (1, 2, 3), (1, 2, 3, 4))]
    assert [value > 0 for value in left] == [False, False, True, True]


def test_what_is_not_in_the_table_is_said_to_be_so(solved: str) -> None:
    told = [line for line in solved.splitlines() if "→" in line]
    assert len(told) == 2
    assert all("not in the table" in line for line in told)
