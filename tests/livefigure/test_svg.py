"""What stands in the markup is what matplotlib was asked to draw: places, colours, lines, letters, and nothing outside."""

from collections.abc import Callable

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, Rectangle
from matplotlib.path import Path

from livefigure import LiveFigure, LiveFigureError, Panel
from livefigure.svg import Element, ElementRenderer, path_data
from livefigure.theme import Theme

# Four by three inches without margins: a unit of the axes is 288 tenths of a point across, and 216 upwards.
PANEL = Panel(width=4, height=3, x=(0, 10), y=(0, 10), margins=(0, 0, 0, 0), frame=False)
ROOMY = Panel(width=4, height=3, x=(0, 10), y=(0, 10), margins=(1, 1, 1, 1), frame=False)
INK = Theme().ink


def drawn(draw: Callable[[Axes], object], panel: Panel = PANEL) -> list[Element]:
    """Return what draw adds to a panel."""
    probe = LiveFigure(
        name="probe",
        title="",
        model=lambda: 0,
        panels={"p": panel},
        draw=lambda _, panels: draw(panels["p"]),
        describe=lambda _: "Drawn.",
    )
    return probe.frame({}).panels["p"]


def one(draw: Callable[[Axes], object], panel: Panel = PANEL) -> dict[str, str]:
    """Return the attributes of the only element that draw adds."""
    (element,) = drawn(draw, panel)
    return element.attributes


def refused(draw: Callable[[Axes], object], panel: Panel = PANEL) -> str:
    """Return why draw is refused."""
    with pytest.raises(LiveFigureError) as caught:
        drawn(draw, panel)
    return str(caught.value)


M, L, Q, C, Z, STOP = Path.MOVETO, Path.LINETO, Path.CURVE3, Path.CURVE4, Path.CLOSEPOLY, Path.STOP


@pytest.mark.parametrize(
    ("points", "codes", "data"),
    [
        ([(1, 2), (4, 6)], [M, L], "m1 2l3 4"),
        ([(1, 2), (4, 6), (4, 0)], [M, L, L], "m1 2l3 4 0-6"),
        ([(-1, -2), (-4, 6)], [M, L], "m-1-2l-3 8"),
        ([(1, 2), (1, 2), (4, 6), (4, 6)], [M, L, L, L], "m1 2l3 4"),
        ([(1, 2), (1, 2)], [M, L], "m1 2l0 0"),
        ([(1, 2), (4, 6), (4, 6), (5, 5), (0, 0)], [M, L, Z, M, L], "m1 2l3 4zm4 3l-5-5"),
        ([(1, 2), (4, 6), (0, 0), (1, 2)], [M, L, Z, L], "m1 2l3 4z"),
        ([(1, 2), (4, 6), (0, 0), (3, 3)], [M, L, Z, L], "m1 2l3 4zl2 1"),
        ([(0, 0), (1, 1), (2, 0), (5, 5)], [M, Q, Q, L], "m0 0q1 1 2 0l3 5"),
        ([(1, 0), (1, 1), (2, 2), (3, 0), (3, 4)], [M, C, C, C, L], "m1 0c0 1 1 2 2 0l0 4"),
        ([(1, 2), (4, 6), (9, 9), (8, 8)], [M, L, STOP, L], "m1 2l3 4"),
        ([(1, 2), (4, 6), (7, 7), (7, 7)], [M, L, M, L], "m1 2l3 4m3 1l0 0"),
        ([(1, 2), (4, 6), (4, 6), (7, 7)], [M, Q, Q, L], "m1 2q3 4 3 4l3 1"),
        ([(1, 2), (2, 2), (4, 6), (4, 6)], [M, Q, Q, L], "m1 2q1 0 3 4"),
    ],
)
def test_a_path_is_written_relative_and_without_what_does_not_move(
    points: list, codes: list, data: str
) -> None:
    assert path_data(np.array(points), np.array(codes)) == data


def test_a_line_stands_where_it_is_and_looks_as_it_was_asked_to() -> None:
    line = one(lambda axes: axes.plot([1, 2, 2], [1, 1, 2], color="#123456", lw=2))
    assert line["d"] == "m288 1944l288 0 0-216"
    assert (line["stroke"], line["stroke-width"]) == ("#123456", "20")
    assert not {"fill", "fill-opacity", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset"} & set(line)


def test_black_ink_is_the_pages_own_and_other_colours_are_not() -> None:
    assert one(lambda axes: axes.plot([1, 2], [1, 1], color=INK))["stroke"] == "currentColor"
    assert one(lambda axes: axes.text(1, 1, "x", color=INK))["fill"] == "currentColor"
    assert one(lambda axes: axes.text(1, 1, "x", color="#00ff00"))["fill"] == "#00ff00"
    assert one(lambda axes: axes.fill([1, 2, 2], [1, 1, 2], color=INK, lw=0))["fill"] == "currentColor"


def test_dashes_are_in_the_same_units_as_widths() -> None:
    line = one(lambda axes: axes.plot([1, 2], [1, 1], lw=2, ls=(0, (3, 1))))
    assert (line["stroke-dasharray"], "stroke-dashoffset" in line) == ("60 20", False)
    moved = one(lambda axes: axes.plot([1, 2], [1, 1], lw=2, ls=(2, (3, 1))))
    assert (moved["stroke-dasharray"], moved["stroke-dashoffset"]) == ("60 20", "40")


@pytest.mark.parametrize(("cap", "written"), [("butt", None), ("round", "round"), ("projecting", "square")])
def test_ends_of_lines(cap: str, written: str | None) -> None:
    line = one(lambda axes: axes.plot([1, 2], [1, 1], solid_capstyle=cap))
    assert line.get("stroke-linecap") == written


@pytest.mark.parametrize(("join", "written"), [("round", None), ("miter", "miter"), ("bevel", "bevel")])
def test_corners_of_lines(join: str, written: str | None) -> None:
    line = one(lambda axes: axes.plot([1, 2, 2], [1, 1, 2], solid_joinstyle=join))
    assert line.get("stroke-linejoin") == written


@pytest.mark.parametrize(("alpha", "written"), [(None, None), (1, None), (0.25, "0.25")])
def test_a_line_may_be_seen_through(alpha: float | None, written: str | None) -> None:
    line = one(lambda axes: axes.plot([1, 2], [1, 1], color="#ff0000", alpha=alpha))
    assert line.get("stroke-opacity") == written


@pytest.mark.parametrize(
    ("look", "fill", "stroke"),
    [
        ({"facecolor": "#ff0000", "lw": 0}, ("#ff0000", None), (None, None)),
        ({"facecolor": "#ff0000", "lw": 0, "alpha": 0.5}, ("#ff0000", "0.5"), (None, None)),
        ({"facecolor": (1, 0, 0, 0.5), "lw": 0}, ("#ff0000", "0.5"), (None, None)),
        ({"facecolor": "none", "edgecolor": "#0000ff"}, (None, None), ("#0000ff", None)),
        ({"facecolor": "#ff0000", "edgecolor": "#0000ff"}, ("#ff0000", None), ("#0000ff", None)),
        ({"facecolor": "#ff0000", "edgecolor": (0, 0, 1, 0.5)}, ("#ff0000", None), ("#0000ff", "0.5")),
        (
            {"facecolor": "#ff0000", "edgecolor": "#0000ff", "alpha": 0.25},
            ("#ff0000", "0.25"),
            ("#0000ff", "0.25"),
        ),
        ({"facecolor": "#ff0000", "edgecolor": "none"}, ("#ff0000", None), (None, None)),
    ],
)
def test_an_area_has_what_it_is_filled_with_and_its_edge(look: dict, fill: tuple, stroke: tuple) -> None:
    area = one(lambda axes: axes.add_patch(Rectangle((1, 1), 2, 3, **look)))
    assert (area.get("fill"), area.get("fill-opacity")) == fill
    assert (area.get("stroke"), area.get("stroke-opacity")) == stroke
    assert ("stroke-width" in area) == (stroke[0] is not None)
    assert area["d"] == "m288 1944l576 0 0-648-576 0z"


def test_what_nobody_would_see_is_no_element() -> None:
    assert drawn(lambda axes: axes.plot([1, 2], [1, 1], lw=0)) == []
    assert drawn(lambda axes: axes.plot([1, 2], [1, 1], alpha=0)) == []
    assert drawn(lambda axes: axes.add_patch(Rectangle((1, 1), 2, 3, fc="none", ec="none"))) == []
    assert drawn(lambda axes: axes.plot([], [])) == []


@pytest.mark.parametrize(("where", "anchor"), [("left", None), ("center", "middle"), ("right", "end")])
def test_a_text_is_held_where_its_author_holds_it(where: str, anchor: str | None) -> None:
    """However wide the reader's letters are: in the middle, at its beginning or at its end."""
    (element,) = drawn(lambda axes: axes.text(5, 5, "price", ha=where, va="baseline"))
    assert element.text == "price"
    assert element.attributes.get("text-anchor") == anchor
    assert abs(int(element.attributes["x"]) - 1440) <= 10
    assert abs(int(element.attributes["y"]) - 1080) <= 10
    assert "transform" not in element.attributes


def test_letters_have_their_size_weight_slope_and_colour() -> None:
    plain = one(lambda axes: axes.text(1, 1, "x", fontsize=12, color="#ff0000"))
    assert (plain["font-size"], plain["fill"]) == ("120", "#ff0000")
    assert not {"font-weight", "font-style", "fill-opacity", "transform", "text-anchor"} & set(plain)
    loud = one(lambda axes: axes.text(1, 1, "x", fontsize=9.5, weight="bold", style="italic", alpha=0.5))
    assert (loud["font-size"], loud["font-weight"], loud["font-style"]) == ("95", "700", "italic")
    assert loud["fill-opacity"] == "0.5"
    assert one(lambda axes: axes.text(1, 1, "x", color=(1, 0, 0, 0.25)))["fill-opacity"] == "0.25"
    assert one(lambda axes: axes.text(1, 1, "x", weight=600))["font-weight"] == "600"


def test_a_text_may_stand_upright_or_slope() -> None:
    upright = one(lambda axes: axes.text(5, 5, "price", rotation=90, ha="center", va="bottom"))
    x, y = upright["x"], upright["y"]
    assert upright["transform"] == f"rotate(-90 {x} {y})"
    assert "text-anchor" not in upright, "what is turned begins where it begins"
    assert one(lambda axes: axes.text(5, 5, "price", rotation=30))["transform"].startswith("rotate(-30 ")


def test_a_text_is_escaped_in_the_markup_and_a_value_too() -> None:
    element = Element("text", {"x": '1"2'}, "a < b & c")
    assert str(element) == '<text x="1&quot;2">a &lt; b &amp; c</text>'
    assert str(Element("path", {"d": "m0 0"})) == '<path d="m0 0"/>'
    assert element.pieces == ['<text x="', "1&quot;2", '">', "a &lt; b &amp; c", "</text>"]
    assert element.shape == ("text", "x", "#") != Element("text", {"x": "1"}).shape


def test_markers_stand_where_they_are_each_by_itself() -> None:
    for draw in (
        lambda axes: axes.plot([2, 8], [5, 5], "s", ms=10, mew=0, color="#ff0000"),
        lambda axes: axes.scatter([2, 8], [5, 5], marker="s", s=100, color="#ff0000", linewidths=0),
    ):
        found = drawn(draw)
        assert [element.attributes["fill"] for element in found] == ["#ff0000"] * 2
        starts = [
            [int(n) for n in element.attributes["d"].split("l")[0][1:].replace("-", " -").split()]
            for element in found
        ]
        assert starts[1][0] - starts[0][0] == pytest.approx(6 * 288, abs=1)
        assert starts[0] == pytest.approx([2 * 288 - 50, 2160 - 5 * 216 + 50], abs=1)


def test_a_legends_marker_is_no_dot_of_an_outcome() -> None:
    for mark in (
        lambda axes, x, gid: axes.plot(x, 5, "o", gid=gid),
        lambda axes, x, gid: axes.scatter([x], [5], gid=gid),
    ):
        found = drawn(lambda axes, mark=mark: (mark(axes, 2, "legend"), mark(axes, 5, None)))
        assert [element.attributes.get("class") for element in found] == [None, "d"]


def test_lines_of_a_collection() -> None:
    lines = LineCollection([[(1, 1), (2, 1)], [(1, 2), (2, 2)]], colors=["#ff0000", "#0000ff"], lw=1)
    found = drawn(lambda axes: axes.add_collection(lines))
    assert [(e.attributes["stroke"], e.attributes["d"]) for e in found] == [
        ("#ff0000", "m288 1944l288 0"),
        ("#0000ff", "m288 1728l288 0"),
    ]


@pytest.mark.parametrize(
    ("points", "side", "reach"),
    [
        (([-1, 5], [5, 5]), "left", 28.8),
        (([5, 11], [5, 5]), "right", 28.8),
        (([5, 5], [-1, 5]), "bottom", 21.6),
        (([5, 5], [5, 11]), "top", 21.6),
        (([-1, 5], [5, 14]), "top", 86.4),
    ],
)
def test_what_reaches_beyond_is_told_with_side_and_how_far(points: tuple, side: str, reach: float) -> None:
    """On axes two inches wide and one high, with an inch around them."""
    wide = Panel(width=6, height=5, x=(0, 10), y=(0, 10), margins=(1, 1, 1, 1), frame=False)
    said = refused(lambda axes: axes.plot(*points, color="#ff0000"), wide)
    assert (
        f"a line or area (#ff0000) reaches {reach:.0f} points beyond the limits of the axes at the {side}: "
        "cut it at the limits, or widen them"
    ) in said
    free = refused(lambda axes: axes.plot(*([10 * (p - 5) for p in c] for c in points), clip_on=False), wide)
    assert "points beyond the panel at the " in free
    assert free.endswith(": move it, or widen the margins")


@pytest.mark.parametrize(
    ("more", "clip", "fits"),
    [(0.9, True, True), (1.1, True, False), (0.4, False, True), (0.6, False, False)],
)
def test_a_rounding_beyond_is_admitted(more: float, clip: bool, fits: bool) -> None:
    """A point at the limits of the axes, half a point at the edge of the panel."""
    end = 10 + more * 10 / 288

    def draw(axes: Axes) -> None:
        axes.plot([5, end], [5, 5], clip_on=clip, color="#ff0000")

    if fits:
        assert drawn(draw)
    else:
        assert "at the right" in refused(draw)


@pytest.mark.parametrize("mark", ["o", "s"])
def test_a_marker_may_stand_on_the_limit_and_not_beyond(mark: str) -> None:
    for draw in (
        lambda axes, x: axes.plot([x], [5], mark, ms=20),
        lambda axes, x: axes.scatter([5, x], [5, 5], marker=mark, s=400),
    ):
        assert drawn(lambda axes, draw=draw: draw(axes, 10), ROOMY)
        assert drawn(lambda axes, draw=draw: draw(axes, 0), ROOMY)
        said = refused(lambda axes, draw=draw: draw(axes, 10.5), ROOMY)
        assert "a marker (" in said
        assert said.endswith("at the right: cut it at the limits, or widen them")


def test_an_area_is_no_marker() -> None:
    """Its own corners must lie within the limits, also after a marker that was let stand over them."""

    def draw(axes: Axes) -> None:
        axes.scatter([10], [5], s=400)
        axes.fill_between([5, 12], 1, 2, color="#ff0000")

    assert "a line or area (#ff0000) reaches" in refused(draw, ROOMY)


@pytest.mark.parametrize(
    ("draw", "side"),
    [
        (lambda axes: axes.text(9.5, 5, "a long label"), "right"),
        (lambda axes: axes.text(0.5, 5, "a long label", ha="right"), "left"),
        (lambda axes: axes.text(5, 9.5, "a long label", rotation=90, va="bottom"), "top"),
        (lambda axes: axes.text(5, 0.5, "a long label", rotation=-90, va="top"), "bottom"),
        (lambda axes: axes.text(5, -1, "x"), "bottom"),
    ],
)
def test_a_text_must_lie_within_the_panel(draw: Callable[[Axes], object], side: str) -> None:
    assert f"points beyond the panel at the {side}: move it, or widen the margins" in refused(draw)


def test_the_first_that_reaches_beyond_is_told() -> None:
    def draw(axes: Axes) -> None:
        axes.plot([5, 11], [5, 5], color="#ff0000")
        axes.plot([-1, 5], [5, 5], color="#0000ff")

    said = refused(draw)
    assert "#ff0000" in said
    assert "#0000ff" not in said


@pytest.mark.parametrize(
    ("draw", "why"),
    [
        (lambda axes: axes.bar([5], [5], hatch="/"), "hatches cannot be drawn"),
        (
            lambda axes: axes.plot([1, 2], [1, 2], clip_path=(Path.unit_circle(), axes.transData)),
            "clip paths cannot be drawn in a live figure: cut the artist itself",
        ),
        (lambda axes: axes.imshow(np.zeros((2, 2)), aspect="auto"), "images (imshow and the like) cannot"),
        (
            lambda axes: axes.tripcolor([1, 2, 2], [1, 1, 2], [0, 1, 2], shading="gouraud"),
            "shaded triangles cannot be drawn",
        ),
        (
            lambda axes: axes.text(1, 1, "$x^2$", parse_math=True),
            "text '$x^2$': mathtext has no counterpart in the page; write it in Unicode",
        ),
    ],
)
def test_what_has_no_counterpart_in_the_page_is_refused(draw: Callable[[Axes], object], why: str) -> None:
    assert why in refused(draw)


def test_a_renderer_forgets_what_it_was_asked_for() -> None:
    renderer = ElementRenderer(4, 3, INK)
    assert (renderer.get_canvas_width_height(), renderer.flipy()) == ((2880, 2160), True)
    assert renderer.points_to_pixels(2.5) == 25
    renderer.overflow = "too far"
    renderer.elements = [Element("path", {})]
    with pytest.raises(LiveFigureError, match="too far"):
        renderer.take()
    assert renderer.take() == []


def test_curves_stay_curves() -> None:
    circle = one(lambda axes: axes.add_patch(Circle((5, 5), 1, fc="#ff0000", lw=0)))
    assert circle["d"].count("c") == 8
    assert circle["d"].endswith("z")


def test_a_long_line_is_drawn_with_the_points_that_show() -> None:
    x = np.linspace(0, 10, 5001)
    line = one(lambda axes: axes.plot(x, 5 + 0 * x))
    assert line["d"] == "m0 1080l2880 0"
    area = one(lambda axes: axes.fill(np.r_[x, 10, 0], np.r_[5 + 0 * x, 0, 0], lw=0))
    assert area["d"].count(" ") > 1000, "an area keeps its points"


def test_words_are_measured_as_they_are_said() -> None:
    renderer = ElementRenderer(4, 3, INK, say=lambda text: text * 3)
    plain = ElementRenderer(4, 3, INK)
    font = mpl.font_manager.FontProperties(size=12)
    assert renderer.get_text_width_height_descent("wine", font, False)[0] == pytest.approx(
        plain.get_text_width_height_descent("winewinewine", font, False)[0]
    )
    small = mpl.font_manager.FontProperties(size=6)
    assert plain.get_text_width_height_descent("wine", small, False) != (
        plain.get_text_width_height_descent("wine", font, False)
    )
