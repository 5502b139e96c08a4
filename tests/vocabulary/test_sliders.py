"""A slider stops at every critical point, once."""

import math

import pytest

from integration_ladder.vocabulary.saying import fraction
from integration_ladder.vocabulary.sliders import grid, slider, stops


def test_a_grid_has_both_ends_and_the_numbers_an_author_would_write() -> None:
    assert grid(0.7, 1.0, 0.1) == (0.7, 0.8, 0.9, 1.0)
    assert grid(0, 2, 1) == (0, 1, 2)


@pytest.mark.parametrize(("low", "high", "step"), [(0, 1, 0.3), (0, 1, 0), (1, 0, 0.5)])
def test_a_step_that_does_not_divide_is_refused(low: float, high: float, step: float) -> None:
    with pytest.raises(ValueError, match=rf"step = {step}: must be above 0 and divide"):
        grid(low, high, step)


def test_critical_points_stand_exactly_and_only_once() -> None:
    assert stops((0.1, 0.2, 0.3333), (1 / 3, 5 / 6)) == (0.1, 0.2, 0.3333, 1 / 3, 5 / 6)
    assert stops((0.1, 0.2, 0.33333333333), (1 / 3, 5 / 6)) == (0.1, 0.2, 1 / 3, 5 / 6)
    assert stops((0, 1), (1 / 3, 1 / 3)) == (0, 1 / 3, 1)


def test_no_stop_carries_the_dust_of_computing_it() -> None:
    duty_less_costs = 0.2 - 0.03 - 0.02
    assert duty_less_costs != 0.15
    assert stops((0.1, 0.15, 0.2), (duty_less_costs, 0.1 + 0.2)) == (0.1, 0.15, 0.2, 0.3)
    assert grid(0, 3 * 0.1, 0.1) == (0, 0.1, 0.2, 0.3)
    made = slider("duty", "Duty", grid(0, 0.3, 0.1), (duty_less_costs,), default=duty_less_costs, text=str)
    assert (made.values, made.text(made.default)) == ((0, 0.1, 0.15, 0.2, 0.3), "0.15")


def turning(tariff: float) -> dict[str, float]:
    """Where a partner in the textbook's customs union is as cheap as the world, and where home breaks even."""
    return {"world": 1, "even": 3 - math.sqrt(4 - tariff**2)}


def test_critical_points_that_move_with_another_control_are_said_once() -> None:
    tariff = slider("tariff", "Tariff", (0, 1, 1.75), default=1)
    made = slider(
        "partner",
        "Partner",
        grid(1, 2, 0.5),
        default=1,
        turning=turning,
        given=(tariff,),
        marks={1: "1", 2: "2"},
    )
    made.check()
    between = 3 - math.sqrt(3)  # at 1.75 the price would be beyond the grid: there is neither stop nor mark
    assert made.values == (1, between, 1.5, 2)
    marks = [made.marks_at({"partner": 1, "tariff": tariff}) for tariff in (0, 1, 1.75)]
    assert marks == [{0: "world", 3: "2"}, {0: "world", 1: "even", 3: "2"}, {0: "world", 3: "2"}]
    assert made.marks_at({"partner": 1}) == marks[1]  # a figure without the other control takes its default


def test_marks_that_move_twice_are_refused() -> None:
    with pytest.raises(ValueError, match="slider 'x': marks must be fixed"):
        slider("x", "x", (0, 1), default=0, turning=lambda: {}, marks=lambda setting: {})


def test_a_slider_says_its_stops_and_marks_in_its_own_words() -> None:
    made = slider("price", "Price", (0.5, 1), (5 / 6,), default=1, text=fraction, marks=(0.5,), unit="wine")
    made.check()
    assert made.values == (0.5, 5 / 6, 1)
    assert made.text(5 / 6) == "5/6 wine"
    assert made.marks_at({}) == {0: "1/2"}


def test_marks_may_have_words_or_move_with_the_setting() -> None:
    named = slider("size", "Size", (1, 2), default=1, marks={2: "twice"})
    moving = slider(
        "size", "Size", (1, 2), default=1, text=fraction, marks=lambda s: {s["other"]: "as other"}
    )
    assert named.marks_at({}) == {1: "twice"}
    assert named.text(2) == "2"
    assert moving.marks_at({"other": 2}) == {1: "as other"}
