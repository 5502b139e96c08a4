"""The strip's ruler: the same everywhere, in proportion below, in doublings above, legible on a phone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livefigure import ruler
from livefigure.page import bar_kind, bar_markup, bars_markup

from .example import example_figure

CHANGES = st.floats(ruler.LOW, ruler.HIGH)


def length(change: float) -> float:
    return ruler.place(change) - ruler.ZERO


@given(CHANGES, CHANGES)
def test_more_is_longer_and_a_loss_points_the_other_way(one: float, other: float) -> None:
    assert 0 <= ruler.place(one) <= 100
    assert one <= other or ruler.place(one) >= ruler.place(other)
    if abs(one) <= -ruler.LOW:
        assert length(-one) == pytest.approx(-length(one), abs=0.011)


def test_small_changes_are_in_proportion_and_doublings_add_the_same() -> None:
    assert (ruler.place(ruler.LOW), ruler.place(ruler.HIGH)) == (0, 100)
    assert pytest.approx(41.8, abs=0.05) == ruler.ZERO
    assert length(0.01) == pytest.approx(2 * length(0.005), rel=0.05)
    doublings = [length(2 * change) - length(change) for change in (0.1, 0.2, 0.5, 1.0)]
    assert max(doublings) - min(doublings) < 0.2
    assert length(0.05) == pytest.approx(17, abs=0.3)


def test_a_bar_beyond_the_ruler_is_cut_to_a_point() -> None:
    assert "lf-beyond" in bar_markup(3.4)
    assert "lf-beyond" not in bar_markup(3.0)
    assert "lf-down lf-beyond" in bar_markup(-0.7)
    assert "width:58.21%" in bar_markup(3.4)


@pytest.mark.parametrize(
    ("value", "said", "kind"),
    [(None, "silent", " data-silent"), (0.0004, "0.0\u00a0%", " data-nothing"), (0.1, "+10.0\u00a0%", "")],
)
def test_nothing_is_not_silence(value: float | None, said: str, kind: str) -> None:
    assert bar_kind(value, said) == kind


def test_lines_are_named_by_room_and_every_line_that_is_named_is_there() -> None:
    for named in ruler.NAMED:
        assert set(named) <= {*ruler.LINES, 0.0}
        places = [ruler.place(line) for line in sorted(named)]
        assert all(b - a > 4 for a, b in zip(places, places[1:], strict=False))
    figure = example_figure()
    strip = bars_markup(figure, figure.frame(figure.default).picture)
    assert strip.count("<b ") == len({*ruler.LINES, 0.0} - {-0.02, 0.02})
    assert ">−50<" in strip
