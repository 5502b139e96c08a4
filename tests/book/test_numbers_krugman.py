"""The numbers typed into the questions on Krugman agree with the models and the table."""

from integration_ladder.models.cars import FIXED_COST, integrate

from .questions import question

PAGE = "1-theory/krugman"


def test_question_on_what_buyers_save() -> None:
    book = integrate()
    assert "the fixed cost of the four firms that leave" in question(PAGE, "krugman-saved")
    assert book.firms_that_leave == 4
    assert book.buyers_save == book.firms_that_leave * FIXED_COST
