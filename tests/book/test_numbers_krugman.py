"""The numbers typed into the questions on Krugman agree with the models and the table."""

import re

import pytest

from integration_ladder import data
from integration_ladder.models.cars import FIXED_COST, integrate, market

from .questions import answers, question

PAGE = "1-theory/krugman"


def test_question_on_four_markets() -> None:
    size = market(0.9e6).size
    apart, two, four = (market(times * size).firms for times in (1, 2, 4))
    assert f"each carries {apart:.0f} firms" in question(PAGE, "krugman-four-markets")
    assert answers(PAGE, "krugman-four-markets", "x") == [four]
    assert answers(PAGE, "krugman-four-markets", " ") == pytest.approx(
        [4 * apart, apart, apart / 2, two], abs=0.05
    )


def test_question_on_what_rises() -> None:
    book = integrate()
    text = question(PAGE, "krugman-what-changes")
    assert f"from {book.home.firms + book.foreign.firms:.0f} to {book.together.firms:.0f}" in text
    assert f"from {book.foreign.price:,.0f} to {book.together.price:,.0f} dollars" in text


def test_question_on_what_buyers_save() -> None:
    book = integrate()
    fall_at_home, fall_abroad = (m.price - book.together.price for m in (book.home, book.foreign))
    text = question(PAGE, "krugman-saved")
    for number in (book.home.price, book.foreign.price, book.together.price):
        assert f"{number:,.0f}" in text
    assert answers(PAGE, "krugman-saved", "x") == [book.buyers_save / 1e9]
    assert book.buyers_save == book.firms_that_leave * FIXED_COST
    assert answers(PAGE, "krugman-saved", " ") == pytest.approx(
        [
            fall_at_home * book.home.size / 1e9,
            fall_abroad * book.foreign.size / 1e9,
            fall_at_home * book.together.size / 1e9,
        ]
    )


def test_question_on_the_pact() -> None:
    value = data.load("scale_evidence").set_index(["measure", "group"])["value"]
    text = question(PAGE, "krugman-pact")
    typed = [int(found) for found in re.findall(r"\b(\d{1,2})\b(?! points)", text)]
    expected = [
        value["cost_of_being_small", "before_pact"],
        value["cost_of_being_small", "after_pact"],
        value["reduction", "due_to_pact"],
        value["reduction", "all_causes"],
        -value["employment", "deepest_canadian_cuts"],
    ]
    assert set(expected) - {value["reduction", "all_causes"]} <= set(typed)
    assert "3 of the 8 points" in text
