"""The numbers typed into the questions on the home market agree with the model."""

import math

import pytest

from integration_ladder.models.home_market import ELASTICITY, locate, openness

from .questions import question

PAGE = "1-theory/home-market"
ROOT_TWO = math.sqrt(2)


def test_question_on_the_ratio() -> None:
    assert r"\rho = 0.25" in question(PAGE, "home-market-ratio")
    assert openness(ROOT_TWO) == pytest.approx(0.25)


def test_question_on_who_gains() -> None:
    assert f"\\sigma = {ELASTICITY:.0f}" in question(PAGE, "home-market-who-gains")
    assert locate(5, ROOT_TWO).firm_share == 1


def test_question_on_the_bridge() -> None:
    shares = [1 - locate(1.25, cost).firm_share for cost in (2, 1.6, ROOT_TWO, 1.3, 1.2, 1.1, 1.05)]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == 0
