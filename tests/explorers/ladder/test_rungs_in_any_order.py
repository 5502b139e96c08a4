"""What the explorer of card M12b must let a reader see: all 24 orders, the same end, a fall in every order."""

import itertools

import pytest

from integration_ladder.explorers.ladder.rungs_in_any_order import EXPLORER, ORDERS, digits, place_of
from integration_ladder.models.rungs_in_any_order import (
    EXAMPLE,
    Example,
    climb,
    contribution,
    state,
    without_fall,
)


def test_the_orders_are_all_there_and_that_of_the_stages_first() -> None:
    order = EXPLORER.controls[0]
    said = [order.short(stop) for stop in order.values]
    assert said == [" ".join(one) for one in itertools.permutations("1234")]
    assert order.default == place_of((1, 2, 3, 4)) == 1
    assert [place_of(one) for one in ORDERS] == list(range(1, 25))
    assert digits((3, 1, 2, 4)) == "3 1 2 4"


@pytest.mark.parametrize("role", ["borrower", "lender"])
def test_the_end_is_the_same_and_every_order_falls_somewhere(role: str) -> None:
    ends = set()
    for order in range(1, 25):
        place = EXPLORER.model(order=order, rungs=4, home=role)
        ends.add(round(place.now.home.change, 12))
        assert place.way.falls
    assert len(ends) == 1


def test_the_task_is_solved_only_behind_capital_and_before_the_common_tariff() -> None:
    task = EXPLORER.tasks[0]
    solved = {
        digits(ORDERS[order - 1])
        for order in range(1, 25)
        for rungs in range(5)
        for role in ("borrower", "lender")
        if task.holds(EXPLORER.model(order=order, rungs=rungs, home=role))
    }
    assert solved == {"3 1 2 4", "3 1 4 2", "3 4 1 2", "4 3 1 2"}


def test_the_start_moves_nobody() -> None:
    frame = EXPLORER.frame({"rungs": 0, "order": 1, "home": "borrower"})
    assert set(frame.bars.values()) == {0}
    assert frame.readout["The last rung brought home"] == "–"


def test_what_the_page_says_in_words() -> None:
    stages, reverse = climb(), climb((4, 3, 2, 1))
    assert [round(step, 9) > 0 for step in stages.steps] == [False, False, True, True]  # income rises at two
    assert (stages.falls, round(stages.steps[1], 9)) == ((1,), 0)
    assert len(reverse.falls) == 2
    assert EXAMPLE.protected == 0.5  # half of the capital makes the good
    assert EXAMPLE.tariff / (1 + EXAMPLE.tariff) == 0.5  # half of its price is the tariff
    start, end, no_budget = state(), state((1, 2, 3, 4)), state((1, 2, 3))
    assert start.home.workers < end.home.workers
    assert end.home.owners < start.home.owners
    assert no_budget.home.income < start.home.income < end.home.income
    assert end.foreign.workers < start.foreign.workers
    assert contribution(3, (), "lender") > contribution(3, (1,), "lender")
    assert contribution(1, (2,)) < contribution(1)
    assert EXAMPLE.partner == 1.5  # half dearer than the world
    lent = state((1, 2, 3))
    assert (
        0 < end.transfer - (lent.foreign.income - start.foreign.income) < 0.01
    )  # all that lending brings abroad
    assert min(price for price in (1, 1.25, 1.3) if not without_fall(Example(partner=price))) == 1.3
