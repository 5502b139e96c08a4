"""The numbers in Smith's questions are those of the model."""

import pytest

from integration_ladder.explorers.theory.smith import EXPLORER
from integration_ladder.models.smith import (
    FOREIGN,
    HOME,
    PIN_WORKERS,
    PINS_A_DAY,
    PINS_ALONE,
    SWAP_WHEAT,
    Country,
    better_at,
    pins_per_worker,
    swap_at,
)

from .questions import answers, question

PAGE = "1-theory/smith"


def test_prediction_asks_for_the_textbooks_swap() -> None:
    swap = swap_at(1)
    assert swap.cloth == SWAP_WHEAT
    assert swap.foreign.cloth_gained > swap.home.cloth_gained > 0


def test_question_on_the_rule() -> None:
    assert "6 wheat or 4 cloth at home, 3 wheat or 5 cloth abroad" in question(PAGE, "smith-rule")
    other = Country(3, 5)
    assert (better_at(HOME, other), better_at(other, HOME)) == (("wheat",), ("cloth",))


def test_question_on_the_gain_abroad() -> None:
    assert "1 wheat or 5 cloth abroad. In a swap of 6 wheat for 12 cloth" in question(
        PAGE, "smith-gain-abroad"
    )
    swap = swap_at(2, HOME, FOREIGN)
    assert swap.cloth == 12
    assert answers(PAGE, "smith-gain-abroad", "x") == [swap.foreign.cloth_gained]
    assert answers(PAGE, "smith-gain-abroad", " ") == pytest.approx(
        [swap.home.cloth_gained, swap_at(1).foreign.cloth_gained, swap.foreign.own_cloth, swap.cloth]
    )


def test_question_on_the_sum() -> None:
    text = question(PAGE, "smith-sum")
    one, two = swap_at(1), swap_at(2)
    for low, high in ((one.home, two.home), (one.foreign, two.foreign)):
        assert f"from {low.cloth_gained:g} to {high.cloth_gained:g}" in text
    assert f"The sum is {two.home.cloth_gained + two.foreign.cloth_gained:g}" in text


def test_question_on_pins() -> None:
    assert f"{PINS_A_DAY:,} pins" in question(PAGE, "smith-pins")
    assert answers(PAGE, "smith-pins", "x") == [pins_per_worker() / PINS_ALONE]
    assert answers(PAGE, "smith-pins", " ") == [PINS_A_DAY / PINS_ALONE, pins_per_worker(), PIN_WORKERS]


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
