"""The numbers typed into the questions on the home market agree with the model."""

import math
import re

import pytest

from integration_ladder.models.home_market import ELASTICITY, locate, openness

from .questions import answers, question

PAGE = "1-theory/home-market"
ROOT_TWO = math.sqrt(2)


def test_question_on_the_ratio() -> None:
    found = locate(1.5, ROOT_TWO)
    text = question(PAGE, "home-market-ratio")
    assert r"\rho = 0.25" in text
    assert openness(ROOT_TWO) == pytest.approx(0.25)
    assert answers(PAGE, "home-market-ratio", "x") == pytest.approx([found.firm_ratio])
    assert answers(PAGE, "home-market-ratio", " ") == pytest.approx(
        [1.5, 1 / found.firm_ratio, 1.5 - found.openness]
    )


def test_question_on_who_gains() -> None:
    found = locate(5, ROOT_TWO)
    text = question(PAGE, "home-market-who-gains")
    assert f"\\sigma = {ELASTICITY:.0f}" in text
    foreign, home = re.search(r"gain ([\d.]+) per cent against ([\d.]+)\.", text).groups()
    assert (float(foreign), float(home)) == pytest.approx(
        (100 * found.foreign_gain, 100 * found.home_gain), abs=0.05
    )
    assert found.firm_share == 1


def test_question_on_the_bridge() -> None:
    shares = [1 - locate(1.25, cost).firm_share for cost in (2, 1.6, ROOT_TWO, 1.3, 1.2, 1.1, 1.05)]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == 0
