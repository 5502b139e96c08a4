"""The numbers in Smith's questions are those of the model."""

import pytest

from integration_ladder.explorers.theory.smith import EXPLORER
from integration_ladder.models.smith import (
    HOME,
    PIN_WORKERS,
    SWAP_WHEAT,
    Country,
    better_at,
    swap_at,
)

from .questions import question

PAGE = "1-theory/smith"


def test_prediction_asks_for_the_textbooks_swap() -> None:
    swap = swap_at(1)
    assert swap.cloth == SWAP_WHEAT
    assert swap.foreign.cloth_gained > swap.home.cloth_gained > 0


def test_question_on_the_rule() -> None:
    assert "6 wheat or 4 cloth at home, 3 wheat or 5 cloth abroad" in question(PAGE, "smith-rule")
    other = Country(3, 5)
    assert (better_at(HOME, other), better_at(other, HOME)) == (("wheat",), ("cloth",))


def test_question_on_pins() -> None:
    assert "Ten men make" in question(PAGE, "smith-pins")
    assert PIN_WORKERS == 10


def test_guided_moves_lead_where_they_say() -> None:
    assert EXPLORER.frame({"rate": 6, "home_wheat": 6, "foreign_cloth": 5}).sentence.endswith("nobody gains.")
    for cloth in (4, 3, 2):
        frame = EXPLORER.frame({"rate": 1, "home_wheat": 6, "foreign_cloth": cloth})
        assert set(frame.bars.values()) == {None}
    even = EXPLORER.result({"rate": 3, "home_wheat": 4, "foreign_cloth": 5})
    assert even.home.cloth_gained == even.foreign.cloth_gained
    # Three times as much cloth as its own labour gives; three fifths of what its own would cost.
    assert even.rate / (4 / 4) == 3
    assert even.rate / 5 == pytest.approx(3 / 5)
