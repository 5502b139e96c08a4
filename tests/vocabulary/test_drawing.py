"""What is drawn stands where it should: dots, drop lines, curves, names, areas, markets, outcomes."""

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from integration_ladder.vocabulary import areas
from integration_ladder.vocabulary.curves import curve, results, values
from integration_ladder.vocabulary.labels import (
    LINE_OF_TEXT,
    Named,
    margin_names,
    name,
    name_curves,
    note,
    spread,
)
from integration_ladder.vocabulary.markets import Market, beside
from integration_ladder.vocabulary.outcomes import Line, outcome
from integration_ladder.vocabulary.points import BEHIND, across, dot, dots, drop, full, hollow, present
from integration_ladder.vocabulary.theme import FOREIGN, GAIN, HOME, INK, LOSS, PAPER, SOFT


def xy(line) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in line.get_xydata()]


def test_full_is_full_and_hollow_is_hollow(axes: Axes) -> None:
    dot(axes, 1, 2, HOME)
    full(axes, 3, 4, FOREIGN)
    hollow(axes, 5, 6, HOME)
    assert [xy(line)[0] for line in axes.lines] == [(1, 2), (3, 4), (5, 6)]
    assert [line.get_markerfacecolor() for line in axes.lines] == [HOME, FOREIGN, PAPER]
    assert [line.get_markeredgecolor() for line in axes.lines] == [PAPER, FOREIGN, HOME]
    hollow(axes, 5, 6, HOME, behind=True)
    assert axes.lines[3].get_markersize() > axes.lines[2].get_markersize()


def test_the_first_of_two_dots_on_one_point_stands_out_behind_the_second(axes: Axes) -> None:
    dots(axes, (5, 5, HOME), (5, 5.001, FOREIGN), (8, 5, INK))
    assert [line.get_markersize() for line in axes.lines] == [9 + BEHIND, 9, 9]


def test_lines_drop_to_the_axis_and_run_across(axes: Axes) -> None:
    drop(axes, 3, 7)
    across(axes, 3, 7)
    drop(axes, 3, 7, base=2)
    assert [xy(line) for line in axes.lines] == [[(3, 0), (3, 7)], [(0, 7), (3, 7)], [(3, 2), (3, 7)]]


def test_the_present_place_is_a_dot_on_each_curve_with_a_line_through_them(axes: Axes) -> None:
    present(axes, 4, {HOME: 6, FOREIGN: 2})
    line, home, foreign = axes.lines
    assert (xy(line), xy(home), xy(foreign)) == ([(4, 0), (4, 6)], [(4, 6)], [(4, 2)])
    present(axes, 4, {HOME: 6, FOREIGN: 2}, base=None)
    assert xy(axes.lines[3]) == [(4, 2), (4, 6)]


def test_results_and_values_follow_a_model() -> None:
    (squares,) = results(lambda x: complex(x * x, x), (1, 2, 3), "real", times=100)
    assert squares.tolist() == [100, 400, 900]
    assert values(lambda x: x + 1, (0, 1), times=10).tolist() == [10, 20]


def test_a_curve_inside_the_panel_is_left_alone(axes: Axes) -> None:
    curve(axes, [0, 5, 10], [0, 10, 5], HOME)
    assert xy(axes.lines[0]) == [(0, 0), (5, 10), (10, 5)]


def test_a_curve_is_cut_where_it_crosses_the_limits(axes: Axes) -> None:
    curve(axes, [-5, 5, 10], [5, 5, 15], HOME)
    assert axes.lines[0].get_xydata() == pytest.approx(np.array([(0, 5), (5, 5), (7.5, 10)]))


def test_a_curve_that_leaves_and_comes_back_has_a_gap(axes: Axes) -> None:
    curve(axes, [0, 4, 8], [8, 16, 8], HOME)
    drawn = axes.lines[0].get_xydata()
    assert drawn[[0, 1, 3, 4]] == pytest.approx(np.array([(0, 8), (1, 10), (7, 10), (8, 8)]))
    assert np.isnan(drawn[2]).all()
    curve(axes, [0, 10], [20, 20], HOME)
    assert len(axes.lines[1].get_xydata()) == 0


def test_names_are_semibold_and_remarks_are_not(axes: Axes) -> None:
    name(axes, 1, 1, "home", HOME)
    note(axes, 1, 2, "no trade")
    assert [(text.get_color(), text.get_fontweight()) for text in axes.texts] == [
        (HOME, 600),
        (SOFT, "normal"),
    ]


def test_positions_keep_apart_and_below_the_top() -> None:
    assert spread([1, 1.2, 8], 1) == [1, 2, 8]
    assert spread([9, 9.5, 9.9], 1, high=10) == [8, 9, 10]
    assert spread([], 1) == []


def test_names_in_the_margin_keep_a_line_apart(axes: Axes) -> None:
    margin_names(axes, [(5, "CC, home", HOME), (5.1, "CC, abroad", FOREIGN), (99, "CC, together", INK)])
    heights = [axes.transData.transform((0, text.get_position()[1]))[1] / 10 for text in axes.texts]
    assert min(np.diff(heights)) >= LINE_OF_TEXT - 1e-9
    assert all(text.get_position()[0] > 10 for text in axes.texts)
    assert axes.texts[-1].get_position()[1] < 10


def boxes(axes: Axes) -> list[np.ndarray]:
    renderer = axes.figure.canvas.get_renderer() if hasattr(axes.figure.canvas, "get_renderer") else None
    found = [text.get_window_extent(renderer) for text in axes.texts]
    return [axes.transData.inverted().transform(box.get_points()) for box in found]


@pytest.mark.parametrize("slope", [0, 0.4, 0.9])
def test_names_stand_at_their_curves_where_no_curve_runs(axes: Axes, slope: float) -> None:
    xs = np.linspace(0, 10, 50)
    lines = {"demand": 9 - slope * xs, "supply": 1 + slope * xs}
    name_curves(axes, *(Named(xs, ys, text, HOME) for text, ys in lines.items()))
    assert [text.get_text() for text in axes.texts] == ["demand", "supply"]
    found = boxes(axes)
    for box in found:
        for ys in lines.values():
            under = (xs >= box[0, 0]) & (xs <= box[1, 0])
            assert ((ys[under] < box[0, 1]) | (ys[under] > box[1, 1])).all()
    (one, two) = found
    assert (one[0] > two[1]).any() or (two[0] > one[1]).any()


def test_a_name_leaves_room_for_a_dot(axes: Axes) -> None:
    xs = np.linspace(0, 10, 50)
    name_curves(axes, Named(xs, np.full(50, 5.0), "home", HOME))
    free = axes.texts[0].get_position()
    name_curves(axes, Named(xs, np.full(50, 5.0), "home", HOME), keep_free=[(9.6, 5.7)])
    assert axes.texts[1].get_position() != free


def test_a_band_ends_at_the_panel(axes: Axes) -> None:
    assert areas.band(axes, -3, 4) == (0, 4)
    assert areas.band(axes, 6, 12) == (6, 10)
    assert [patch.get_extents().width > 0 for patch in axes.patches] == [True, True]


def test_areas_have_size_middle_and_the_colour_of_their_kind(axes: Axes) -> None:
    triangle = ((0, 0), (4, 0), (0, 3))
    assert areas.size(triangle) == areas.size(triangle[::-1]) == 6
    assert areas.middle(triangle) == pytest.approx((4 / 3, 1))
    assert areas.middle(((1, 1), (3, 1))) == (2, 1)
    for kind in areas.KINDS:
        areas.area(axes, triangle, kind, kind)
    assert [to_hex(patch.get_facecolor()) for patch in axes.patches] == [GAIN, LOSS, SOFT]
    assert axes.texts[0].get_position() == pytest.approx((4 / 3, 1))


def viner() -> Market:
    return Market(demand=lambda price: 90 - 20 * price, supply=lambda price: 10 * price)


def test_areas_of_the_textbooks_customs_union() -> None:
    """Salvatore's numbers: creation +15; diversion 3.75 gained and 15 lost."""
    market = viner()
    assert (market.imports(2), market.imports(1)) == (30, 60)
    created = areas.size(market.made_dearer(1, 2)) + areas.size(market.not_bought(1, 2))
    assert created == pytest.approx(15)
    gained = areas.size(market.made_dearer(1.5, 2)) + areas.size(market.not_bought(1.5, 2))
    assert gained == pytest.approx(3.75)
    quantities = (market.supply(2), market.demand(2))
    assert areas.size(areas.box(*quantities, 1, 1.5)) == pytest.approx(15)
    assert areas.size(beside(market.demand, 1, 2)) == pytest.approx(60)
    assert areas.size(beside(market.supply, 1, 2)) == pytest.approx(15)


def test_a_market_is_drawn_with_quantity_to_the_right(axes: Axes) -> None:
    axes.set(xlim=(0, 90), ylim=(0, 4.5))
    viner().draw(axes, {1: ("world", SOFT)})
    price, made, bought, demand, supply = axes.lines
    assert xy(price) == [(0, 1), (90, 1)]
    assert (xy(made), xy(bought)) == ([(10, 0), (10, 1)], [(70, 0), (70, 1)])
    assert (xy(demand)[0], xy(supply)[-1]) == ((90, 0), (45, 4.5))
    assert [text.get_text() for text in axes.texts] == [" world", "demand", "supply"]


def test_a_name_keeps_clear_of_every_line_drawn_before(axes: Axes) -> None:
    axes.set(xlim=(0, 90), ylim=(0, 4.5))
    viner().draw(axes, dict.fromkeys((1, 1.5, 2), ("a price", SOFT)))
    for (left, low), (right, high) in boxes(axes)[3:]:
        for line in axes.lines:
            ends = line.get_xydata()
            along = np.linspace(ends[0], ends[-1], 500)
            inside = (along > (left, low)) & (along < (right, high))
            assert not inside.all(axis=1).any()


def test_an_outcome_shows_curves_places_to_compare_and_the_present(axes: Axes) -> None:
    xs = np.array([0.0, 5, 10])
    lines = (Line(xs, 3, HOME), Line(10 - xs, 7, FOREIGN, dash="--"))
    outcome(axes, xs, lines, 3, compare=[(5, 5, HOME)])
    home, foreign, best, line, *now = axes.lines
    assert (xy(home)[-1], xy(foreign)[-1], xy(best)[0]) == ((10, 10), (10, 0), (5, 5))
    assert best.get_markerfacecolor() == PAPER
    assert (xy(line), [xy(one)[0] for one in now]) == ([(3, 0), (3, 7)], [(3, 3), (3, 7)])
