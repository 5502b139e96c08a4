"""Card M14: its check numbers, and the properties of its card over random parameters."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from integration_ladder.models.domino import COST, SAME, at_rest, enough, join, leave

FIRST = st.floats(0, 1)
PULLS = st.floats(0, 0.95)
COSTS = st.floats(0, 0.5)
LONG = 600


@pytest.mark.parametrize(("pull", "end"), [(0.5, 0.4), (0.79, 0.952381), (0.81, 1), (0.7, 2 / 3), (0.8, 1)])
def test_check_numbers(pull: float, end: float) -> None:
    assert join(0.2, pull).end == pytest.approx(end, abs=5e-7)


def test_on_the_knife_edge_all_join_but_no_round_is_the_last() -> None:
    """Just below 1 some stay outside for ever; at 1 fewer and fewer are left; just above the last joins in a known round."""
    below, at, above = (join(0.2, pull) for pull in (0.79, 0.8, 0.81))
    assert below.end < at.end == above.end == 1
    assert below.rounds is at.rounds is None
    assert at.path[-1] == pytest.approx(1 - 0.8**12)
    assert above.rounds == 15
    long = join(0.2, 0.81, LONG).path
    assert long[14] < 1 == long[15]


@pytest.mark.parametrize(("cost", "end", "rounds"), [(0, 0.5, None), (COST, 1, 0), (0.05, 0.75, None)])
def test_the_cost_of_leaving_is_multiplied(cost: float, end: float, rounds: int | None) -> None:
    """With a pull of members of 0.8 each unit of cost keeps five inside."""
    found = leave(0.1, 0.8, cost)
    assert found.end == pytest.approx(end)
    assert found.rounds == rounds


@given(FIRST, PULLS, COSTS)
def test_rounds_come_to_what_the_closed_form_says(first: float, pull: float, cost: float) -> None:
    for found in (join(first, pull, LONG), leave(first, pull, cost, LONG)):
        assert found.path[-1] == pytest.approx(found.end, abs=1e-6)
        base = first + found.cost
        whole = base + pull >= 1 - SAME
        for t in (1, 2, 5, 12):
            inside = base * (1 - pull**t) / (1 - pull)
            if not found.joining:
                inside = 1 if whole else found.end + (1 - found.end) * pull**t
            assert found.path[t] == pytest.approx(min(1, inside), abs=1e-7)


@given(st.floats(0.05, 1), PULLS)
def test_the_last_round_is_the_last(first: float, pull: float) -> None:
    found = join(first, pull, LONG)
    if found.rounds is not None:
        assume(abs(first + pull - 1) > 1e-4)
        assert found.path[found.rounds] == pytest.approx(found.end, abs=1e-7)
        assert found.rounds == 0 or found.path[found.rounds - 1] < found.end


@given(FIRST, PULLS, COSTS)
def test_shares_are_shares_and_move_one_way(first: float, pull: float, cost: float) -> None:
    up, down = join(first, pull).path, leave(first, pull, cost).path
    assert all(0 <= share <= 1 for share in (*up, *down))
    assert list(up) == sorted(up)
    assert list(down) == sorted(down, reverse=True)


@given(FIRST, PULLS, COSTS)
def test_where_the_dominoes_stop_nobody_wants_to_move(first: float, pull: float, cost: float) -> None:
    for found in (join(first, pull), leave(first, pull, cost)):
        assert found.wants(found.end) == pytest.approx(found.end, abs=1e-8)
        assert found.at_once + found.followers == pytest.approx(found.moved, abs=1e-9)


@given(PULLS)
def test_without_a_first_shock_nobody_joins(pull: float) -> None:
    found = join(0, pull)
    assert found.end == 0
    assert found.rounds == 0
    assert found.multiplier is None


@given(FIRST, PULLS)
def test_where_the_pulls_add_up_to_one_all_join(first: float, pull: float) -> None:
    if first + pull >= 1:
        assert join(first, pull).end == 1
        assert leave(first, pull).moved == 0
    elif first + pull < 1 - SAME:
        assert join(first, pull).end < 1


@given(FIRST, FIRST, PULLS, PULLS, COSTS)
def test_a_stronger_pull_never_stops_earlier(
    one: float, other: float, weak: float, strong: float, cost: float
) -> None:
    (low, high), (weak, strong) = sorted((one, other)), sorted((weak, strong))
    assert at_rest(low, weak, cost) <= at_rest(high, strong, cost) + 1e-7


@given(FIRST, PULLS)
def test_without_a_cost_both_directions_stop_at_one_share(first: float, pull: float) -> None:
    assert leave(first, pull).end == join(first, pull).end


@given(FIRST, PULLS, COSTS, st.floats(0, 1))
def test_with_a_cost_every_share_between_is_at_rest(
    first: float, pull: float, cost: float, part: float
) -> None:
    up, down = join(first, pull), leave(first, pull, cost)
    assert down.end >= up.end - 1e-7
    share = up.end + part * (down.end - up.end)
    assert up.wants(share) == pytest.approx(share, abs=1e-7)
    assert down.wants(share) == pytest.approx(share, abs=1e-7)


@given(st.floats(0.01, 0.9), st.floats(0, 0.09))
def test_the_pull_that_is_enough(first: float, cost: float) -> None:
    pull = enough(first, cost)
    assert at_rest(first, pull, cost) == 1
    assert at_rest(first, pull - 1e-3 if pull > 1e-3 else 0, cost) <= 1


@given(st.floats(0.01, 0.2), st.floats(0.1, 0.7))
def test_as_long_as_some_stay_outside_each_joiner_brings_the_same_number(first: float, pull: float) -> None:
    assert join(first, pull).multiplier == pytest.approx(1 / (1 - pull))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: join(-0.1, 0.5), "first = -0.1: must be a finite number, 0 or more"),
        (lambda: join(0.2, 1), "pull = 1: must be below 1"),
        (lambda: leave(0.2, 0.5, -1), "cost = -1: must be a finite number, 0 or more"),
        (lambda: join(0.2, 0.5, 0), "rounds = 0: must be 1 or more"),
        (lambda: at_rest(0.2, 1.5), "pull = 1.5: must be below 1"),
        (lambda: enough(1.2), "first = 1.2: must be at most"),
    ],
)
def test_bad_input_is_named(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
