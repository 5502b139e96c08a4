"""Lab 1: as shipped it says "not yet"; with its folded answers in place every comparison is right."""

import re

import pytest

from integration_ladder import data

from .runs import executed, printed, tasks

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("lab-1")]


@pytest.fixture(scope="module")
def blank() -> str:
    return printed(executed("lab-1").blank)


@pytest.fixture(scope="module")
def solved() -> str:
    return printed(executed("lab-1").solved)


def test_there_is_something_to_do() -> None:
    assert len(tasks(executed("lab-1").blank)) >= 6


def test_the_blank_lab_says_what_is_not_yet_done(blank: str) -> None:
    assert len(re.findall(r"not yet (?:what the course has|right|where they meet)", blank)) >= 6


def test_the_folded_answers_are_right(solved: str) -> None:
    assert "not yet" not in solved
    assert solved.count("the same as the course has") == 5
    assert "The order is right." in solved
    assert "Exports and imports meet here" in solved


def test_what_the_lab_says_about_its_result_is_so(solved: str) -> None:
    wage = float(re.search(r"US wage over Japanese wage: ([\d.]+)", solved)[1])
    index = data.load("industry_productivity").query("economy == 'Japan'").set_index("industry")["value"]
    assert wage == pytest.approx(100 / index["automobiles"], abs=1e-4)
    assert wage < 1
    assert "['automobiles']" in solved
    assert (index > 100).sum() == 5
    assert index["automobiles"] == 116
    assert 100 / index["food"] > 3
    paid = data.load("hourly_compensation").query("economy == 'Japan'").set_index("year")["value"]
    assert paid[1990] < 100
    assert paid[1985] == pytest.approx(50, abs=2)
    assert paid[1995] > 130
