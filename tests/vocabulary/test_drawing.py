"""What is drawn stands where it should: dots, drop lines, curves, names, areas, markets, outcomes."""

from itertools import combinations, permutations

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from integration_ladder.vocabulary import areas
from integration_ladder.vocabulary.curves import curve, either_side, results, values
from integration_ladder.vocabulary.labels import (
    LINE_OF_TEXT,
    Named,
    margin_names,
    name,
    name_curves,
    note,
    spread,
)
from integration_ladder.vocabulary.markets import Market, Price, beside
from integration_ladder.vocabulary.outcomes import Line, outcome
from integration_ladder.vocabulary.points import BEHIND, SIZE, across, dot, dots, drop, full, hollow, present
from integration_ladder.vocabulary.stacks import Piece, stack
from integration_ladder.vocabulary.theme import FOREIGN, GAIN, HOME, INK, LOSS, PAPER, SECOND, SOFT
from livefigure import Infeasible


def xy(line) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in line.get_xydata()]


def test_full_is_full_and_hollow_is_hollow(axes: Axes) -> None:
    dot(axes, 1, 2, HOME)
    full(axes, 3, 4, FOREIGN)
    hollow(axes, 5, 6, HOME)
    assert [xy(line)[0] for line in axes.lines] == [(1, 2), (3, 4), (5, 6)]
    assert [line.get_markerfacecolor() for line in axes.lines] == [HOME, FOREIGN, PAPER]
    assert [line.get_markeredgecolor() for line in axes.lines] == [PAPER, FOREIGN, HOME]


def test_the_first_of_two_dots_on_one_point_stands_out_behind_the_second(axes: Axes) -> None:
    dots(axes, (5, 5, HOME), (5, 5.001, FOREIGN), (8, 5, INK))
    assert [line.get_markersize() for line in axes.lines] == [9 + BEHIND, 9, 9]


DRAWN = {
    "before": lambda axes: hollow(axes, 5, 5, HOME),
    "best": lambda axes: hollow(axes, 5.01, 5, FOREIGN),
    "after": lambda axes: full(axes, 5, 5.01, GAIN),
    "now": lambda axes: dot(axes, 5, 5, INK),
}


@pytest.mark.parametrize("order", [*permutations(DRAWN, 2), *permutations(DRAWN, 3), *permutations(DRAWN)])
def test_dots_on_one_point_are_all_seen_in_whatever_order_they_are_drawn(
    axes: Axes, order: tuple[str, ...]
) -> None:
    hollow(axes, 8, 5, HOME)
    for one in order:
        DRAWN[one](axes)
    alone, *lines = axes.lines
    assert (alone.get_markersize(), alone.get_zorder()) == (SIZE, 2)
    stack = sorted(lines, key=lambda line: line.get_zorder())  # as matplotlib draws them
    assert len({line.get_zorder() for line in stack}) == len(order)
    sizes = [line.get_markersize() for line in stack]
    assert all(outer - inner >= BEHIND for outer, inner in zip(sizes, sizes[1:], strict=False))
    faces = [line.get_markerfacecolor() == PAPER for line in stack]
    assert faces == sorted(faces, reverse=True)  # hollow ones are rings around the full ones


def test_a_place_to_compare_with_is_seen_when_the_setting_stands_on_it(axes: Axes) -> None:
    xs = np.array([0.0, 5, 10])
    outcome(axes, xs, [Line(xs, 5, HOME)], 5, compare=[(5, 5, HOME)])
    ring = next(line for line in axes.lines if line.get_markerfacecolor() == PAPER)
    now = axes.lines[-1]
    assert ring.get_markersize() >= now.get_markersize() + BEHIND
    assert ring.get_zorder() < now.get_zorder()


def test_a_curve_is_no_dot(axes: Axes) -> None:
    axes.plot([5, 6], [5, 5], "o", color=HOME, ms=SIZE)
    axes.plot([5], [5], "x", color=HOME, ms=SIZE)
    dot(axes, 5, 5)
    assert [line.get_markersize() for line in axes.lines] == [SIZE, SIZE, SIZE + 1]


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
    viner().draw(axes, Price(1, "world", drops=True), Price(2, "at home", HOME, SECOND))
    world, made, bought, at_home, demand, supply = axes.lines
    assert (xy(world), xy(at_home)) == ([(0, 1), (90, 1)], [(0, 2), (90, 2)])
    assert (xy(made), xy(bought)) == ([(10, 0), (10, 1)], [(70, 0), (70, 1)])
    assert [line.is_dashed() for line in axes.lines] == [False, True, True, True, False, False]
    assert (xy(demand)[0], xy(supply)[-1]) == ((90, 0), (45, 4.5))
    assert [text.get_text() for text in axes.texts] == ["world", "at home", "demand", "supply"]


@pytest.fixture
def market_axes(axes: Axes) -> Axes:
    """A panel for the textbook's customs union, with a margin for the names of prices."""
    axes.set(xlim=(0, 90), ylim=(0, 4.5))
    axes.set_position((0.12, 0.2, 0.65, 0.6))
    return axes


MOVING = [(1, 1, 2), (1, 1.05, 1.1), (2, 1.98, 2), (1, 1.5, 2.5), (1, 1.8, 1), (4.5, 4.45, 4.4)]


@pytest.mark.parametrize("prices", MOVING)
def test_names_of_prices_keep_apart_however_they_move(market_axes: Axes, prices: tuple[float, ...]) -> None:
    names = ("world", "partner", "with the tariff")
    viner().draw(market_axes, *(Price(at, text) for at, text in zip(prices, names, strict=True)))
    lines = [xy(line)[0][1] for line in market_axes.lines[:3]]
    assert lines == list(prices)
    found = {text.get_text(): box for text, box in zip(market_axes.texts, boxes(market_axes), strict=True)}
    assert list(found)[-2:] == ["demand", "supply"]
    heights = sorted(found[text][0, 1] for text in names)
    assert min(np.diff(heights)) >= 4.5 * LINE_OF_TEXT / (0.6 * 3 * 72) - 1e-9
    for i, (text, price) in enumerate(zip(names, prices, strict=True)):
        others = [abs(price - other) for other in (*prices[:i], *prices[i + 1 :])]
        if min(others) > 0.5:  # a price by itself has its name beside it
            assert found[text][0, 1] < price < found[text][1, 1]


@pytest.mark.parametrize("prices", MOVING[:-1])
def test_names_of_curves_keep_clear_of_lines_areas_texts_and_dots(
    market_axes: Axes, prices: tuple[float, ...]
) -> None:
    market, (world, partner, tariff) = viner(), prices
    low, high = min(partner, tariff), max(partner, tariff, partner + 0.4)
    fills = [
        market.made_dearer(low, high),
        market.not_bought(low, high),
        areas.box(market.supply(high), market.demand(high), world, max(low, world + 0.2)),
        beside(market.demand, 3.2, 4.4),
    ]
    for corners in fills:
        areas.area(market_axes, corners, "gain")
    note(market_axes, 78, 0.7, "10")
    dot(market_axes, 85, 0.25)
    market.draw(market_axes, *(Price(at, drops=True) for at in prices))
    _, *names = boxes(market_axes)
    assert len(names) == 2
    for box in names:
        grid = np.stack(np.meshgrid(*(np.linspace(*box[:, i], 30) for i in (0, 1))), axis=-1).reshape(-1, 2)
        assert not any(patch.get_path().contains_points(grid).any() for patch in market_axes.patches)
        for line in market_axes.lines:
            ends = line.get_xydata()
            along = np.concatenate(
                [np.linspace(*pair, 60) for pair in zip(ends, ends[1:], strict=False)] or [ends]
            )
            assert not ((along > box[0]) & (along < box[1])).all(axis=1).any()
    all_boxes = boxes(market_axes)
    for one, other in combinations(all_boxes, 2):
        assert (one[0] > other[1]).any() or (other[0] > one[1]).any()


def test_a_name_lies_on_an_area_rather_than_on_a_line(axes: Axes) -> None:
    axes.fill([0, 10, 10, 0], [0, 0, 10, 10], color=GAIN)
    test_names_stand_at_their_curves_where_no_curve_runs(axes, 0.4)


def test_a_curve_with_a_gap_is_kept_clear_of_and_one_outside_has_no_name(axes: Axes) -> None:
    xs = np.linspace(0, 10, 50)
    curve(axes, xs, np.where(xs < 4, np.nan, 6.0), HOME)
    empty = np.array([])
    name_curves(axes, Named(xs, np.full(50, 5.0), "home", HOME), Named(empty, empty, "abroad", FOREIGN))
    assert [text.get_text() for text in axes.texts] == ["home"]
    assert not boxes(axes)[0][0, 1] < 6 < boxes(axes)[0][1, 1]


def test_an_outcome_shows_curves_places_to_compare_and_the_present(axes: Axes) -> None:
    xs = np.array([0.0, 5, 10])
    lines = (Line(xs, 3, HOME), Line(10 - xs, 7, FOREIGN, dash="--"))
    outcome(axes, xs, lines, 3, compare=[(5, 5, HOME)])
    home, foreign, best, line, *now = axes.lines
    assert (xy(home)[-1], xy(foreign)[-1], xy(best)[0]) == ((10, 10), (10, 0), (5, 5))
    assert best.get_markerfacecolor() == PAPER
    assert (xy(line), [xy(one)[0] for one in now]) == ([(3, 0), (3, 7)], [(3, 3), (3, 7)])


def stepped(x: float) -> float | None:
    """An outcome that jumps from 2 to 8 at 5, where it is 8, and is not defined beyond 8."""
    return None if x > 8 else 8.0 if x >= 5 else 2.0


@pytest.mark.parametrize(("at", "now"), [(4.9, 2), (5, 8), (5.1, 8), (8, 8)])
def test_an_outcome_jumps_with_a_gap_and_the_present_is_right_on_both_sides(
    axes: Axes, at: float, now: float
) -> None:
    xs = either_side(np.linspace(0, 10, 11), 5)
    assert (len(xs), 5 in xs) == (12, False)
    line = Line(values(stepped, xs), stepped(at), HOME, jumps=(5,))
    outcome(axes, xs, [line], at)
    drawn, _, present_dot = axes.lines
    points = drawn.get_xydata()
    low, high = np.split(points, [int(np.flatnonzero(np.isnan(points[:, 0]))[0])])
    assert set(low[:, 1]) == {2}
    assert set(high[1:, 1]) == {8}
    assert (low[-1, 0], high[1, 0]) == pytest.approx((5, 5), abs=1e-4)  # each side is drawn up to the jump
    assert high[-1, 0] == 8  # and nothing beyond where it is defined
    assert xy(present_dot) == [(at, now)]


def test_where_there_is_no_outcome_no_dot_stands_for_it(axes: Axes) -> None:
    xs = np.linspace(0, 10, 11)
    lines = [Line(values(stepped, xs), stepped(9), HOME), Line(xs, 9, FOREIGN), Line(xs / 2, 4.5, FOREIGN)]
    outcome(axes, xs, lines, 9)
    assert [xy(line) for line in axes.lines[3:]] == [[(9, 0), (9, 9)], [(9, 9)], [(9, 4.5)]]
    outcome(axes, xs, [Line(values(stepped, xs), float("nan"), HOME)], 9)
    assert len(axes.lines) == 7  # the curve alone


def test_a_point_between_two_stretches_without_outcome_is_no_line(axes: Axes) -> None:
    curve(axes, [0, 1, 2, 3, 4, 5], [np.nan, 1, np.nan, 2, 3, np.nan], HOME)
    drawn = axes.lines[0].get_xydata()
    assert drawn[~np.isnan(drawn).any(axis=1)].tolist() == [[1, 1], [3, 2], [4, 3]]
    assert np.isnan(drawn[1]).all()


def test_results_of_a_setting_that_cannot_be_are_no_numbers() -> None:
    (found,) = results(lambda x: Infeasible("no") if x > 1 else complex(x), (1, 2), "real", times=100)
    assert found[0] == 100
    assert np.isnan(found[1])
    assert either_side([0, 1]).tolist() == [0, 1]


def bars_of(axes: Axes) -> list[tuple[str, float, float]]:
    found = [(to_hex(one.get_facecolor()), one.get_extents()) for one in axes.patches]
    ends = [(colour, axes.transData.inverted().transform(box.get_points())[:, 1]) for colour, box in found]
    return [(colour, *map(float, np.round(sorted(ys), 9))) for colour, ys in ends]


def test_a_stack_shows_gains_above_zero_losses_below_and_the_sum(axes: Axes) -> None:
    axes.set(ylim=(-20, 20))
    pieces = [
        Piece(3.75, "creation", GAIN),
        Piece(-15, "diversion", LOSS),
        Piece(0, "revenue", SOFT),
        Piece(5, "more", HOME),
    ]
    stack(axes, 2, pieces, total="net")
    assert bars_of(axes) == [(GAIN, 0, 3.75), (LOSS, -15, 0), (HOME, 3.75, 8.75)]
    assert [set(line.get_ydata()) for line in axes.lines] == [{0}, {-6.25}]
    assert all(line.get_xdata()[0] < 1.7 and line.get_xdata()[1] > 2.3 for line in axes.lines)
    texts = sorted(axes.texts, key=lambda text: text.get_position()[1])
    assert [text.get_text() for text in texts] == ["diversion", "net", "creation", "more"]
    assert all(text.get_position()[0] > axes.lines[0].get_xdata()[1] for text in texts)


@pytest.mark.parametrize(
    "sizes", [(1, 1, 1), (0.1, -0.1, 0.1), (8, 1.5, 0.4), (9.9, -9.9, 0), (-1, -1, 0.01)]
)
def test_names_beside_a_stack_keep_apart_and_within_the_panel(axes: Axes, sizes: tuple[float, ...]) -> None:
    axes.set(ylim=(-10, 10))
    pieces = [Piece(size, f"piece {i}", GAIN) for i, size in enumerate(sizes)]
    stack(axes, 2, pieces, total="net")
    heights = sorted(axes.transData.transform((0, text.get_position()[1]))[1] / 10 for text in axes.texts)
    assert len(heights) == sum(size != 0 for size in sizes) + 1
    assert min(np.diff(heights)) >= LINE_OF_TEXT - 1e-9
    assert max(box[1, 1] for box in boxes(axes)) <= 10.2
