"""A slider stops at every critical point, once."""

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
    nearly = 0.1 + 0.2
    assert stops((0.1, 0.2, 0.3), (nearly, 5 / 6)) == (0.1, 0.2, nearly, 5 / 6)
    assert stops((0, 1), (1 / 3, 1 / 3)) == (0, 1 / 3, 1)


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
