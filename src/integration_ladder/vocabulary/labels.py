"""Names beside what they name: at a curve where there is room, or in the margin, kept apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from livefigure import spoken
from livefigure.svg import DPI, UNITS_PER_POINT, ElementRenderer

from .theme import INK, SOFT

LINE_OF_TEXT = 13.3
"""Least distance between two lines of text (points)."""
BESIDE = 4.6
"""How far a name in the margin stands from the panel (points)."""
FROM_CURVE = 3.5
"""How far a name stands from its curve (points)."""
ON_AN_AREA = 5
"""What it counts that a name lies on an area, where each two points of a line's length count one."""


def name(axes: Axes, x: float, y: float, text: str, colour: str = INK, **how: Any) -> None:
    """Write the name of something drawn, in its colour and semibold; ``how`` as in ``Axes.text``."""
    axes.text(x, y, text, color=colour, fontweight=600, **how)


def note(axes: Axes, x: float, y: float, text: str, colour: str = SOFT, **how: Any) -> None:
    """Write a remark in the panel, regular; ``how`` as in ``Axes.text``."""
    axes.text(x, y, text, color=colour, **how)


def spread(wanted: Iterable[float], gap: float, high: float = np.inf) -> list[float]:
    """Return positions near the wanted ones, in the same order upwards, at least ``gap`` apart.

    Args:
        wanted: positions from the lowest up.
        gap: least distance between neighbours.
        high: where the last may stand at most; the others leave room for those above them.
    """
    wanted = list(wanted)
    found: list[float] = []
    for above, place in zip(reversed(range(len(wanted))), wanted, strict=True):
        place = min(place, high - above * gap)
        found.append(place if not found else max(place, found[-1] + gap))
    return found


def margin_names(axes: Axes, names: Sequence[tuple[float, str, str]], *, drop: float = 3.0) -> None:
    """Write names in the right margin: (height, text, colour), near these heights and apart.

    Args:
        axes: the panel; its right margin must be wide enough.
        names: (height of what is named at the panel's right edge, text, colour); of two at one height the first
            stands below.
        drop: how far a name's foot stands below the height that it names (points).
    """
    (right, top), points = (axes.get_xlim()[1], axes.get_ylim()[1]), points_per_unit(axes)
    below, names = drop / points[1], sorted(names, key=lambda one: one[0])
    places = spread((height - below for height, _, _ in names), LINE_OF_TEXT / points[1], top - below)
    for place, (_, text, colour) in zip(places, names, strict=True):
        note(axes, right + BESIDE / points[0], place, text, colour)


def points_per_unit(axes: Axes) -> np.ndarray:
    """Return how many points a unit of x and of y is long (linear axes)."""
    ends = axes.transData.transform([(0, 0), (1, 1)]) * 72 / axes.figure.dpi
    return ends[1] - ends[0]


@dataclass(frozen=True)
class Named:
    """A curve that wants its name beside it.

    Attributes:
        xs, ys: the curve.
        text: its name.
        colour: its colour.
    """

    xs: np.ndarray
    ys: np.ndarray
    text: str
    colour: str


def name_curves(axes: Axes, *curves: Named, keep_free: Iterable[tuple[float, float]] = ()) -> None:
    """Write each curve's name where there is room: above or below it, or beside it, from the right end on.

    The first place is taken that touches no line, area, dot or text drawn so far, no name written before, none of the
    points ``keep_free`` and not the panel's edge; where there is none, the place that touches least, and an area
    rather than a line. So areas are drawn first.
    """
    curves = tuple(one for one in curves if len(one.xs) > 1)  # others are not in the panel
    lines = [_in_points(axes, one.xs, one.ys) for one in curves]
    drawn = [_in_points(axes, *line.get_data()) for line in axes.lines if len(line.get_xdata()) > 1]
    obstacles = np.vstack([*(_dense(line) for line in (*lines, *drawn)), *_as_rows(axes, keep_free)])
    size = axes.get_window_extent().size * 72 / axes.figure.dpi
    areas, taken = _areas(axes), _taken(axes)
    for one, line in zip(curves, lines, strict=True):
        best = min(
            _places(line, one.text),
            key=lambda place: _touches(place.box, obstacles, taken, size) + _covers(place.box, areas),
        )
        taken.append(best.box)
        x, y = (best.anchor / size).tolist()
        name(axes, x, y, one.text, one.colour, ha=best.ha, va="baseline", transform=axes.transAxes)


@dataclass(frozen=True)
class _Place:
    """A candidate: where its text is anchored and the box that it covers (points from the panel's corner)."""

    anchor: np.ndarray
    ha: str
    box: np.ndarray


def _places(line: np.ndarray, text: str) -> list[_Place]:
    """Return the places for a name, the most wanted first: above and below the curve, then beside it."""
    width, height, descent = _measured(spoken(text), FontProperties(weight=600))
    found = []

    def add(x: float, foot: float, ha: str) -> None:
        left = x - {"left": 0.0, "center": width / 2, "right": width}[ha]
        box = np.array([left, foot - descent, left + width, foot - descent + height])
        found.append(_Place(np.array([x, foot]), ha, box))

    for share, ha in ((1.0, "right"), (0.0, "left"), (0.75, "center"), (0.5, "center"), (0.25, "center")):
        x = line[0, 0] + share * (line[-1, 0] - line[0, 0]) + (FROM_CURVE if ha == "left" else 0)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[ha]
        over = line[(line[:, 0] >= left) & (line[:, 0] <= left + width), 1]
        heights = [*over, *np.interp([left, left + width], line[:, 0], line[:, 1])]
        add(x, max(heights) + FROM_CURVE + descent, ha)
        add(x, min(heights) - FROM_CURVE - height + descent, ha)
    dense = _dense(line)
    for share in (0.93, 0.07, 0.75, 0.5, 0.25):
        low = dense[int(share * (len(dense) - 1)), 1] - height / 2
        level = dense[(dense[:, 1] >= low - 1) & (dense[:, 1] <= low + height + 1), 0]
        add(level.max() + FROM_CURVE, low + descent, "left")
        add(level.min() - FROM_CURVE, low + descent, "right")
    return found


@cache
def _measured(text: str, font: FontProperties) -> tuple[float, float, float]:
    """Return a text's width, and its height and depth below the foot of its letters (points); measured once."""
    trial = Text(text=text, fontproperties=font, figure=Figure(dpi=DPI))
    box = trial.get_window_extent(ElementRenderer(1, 1, INK))
    return tuple(float(size) / UNITS_PER_POINT for size in (box.width, box.height, -box.y0))


def _touches(box: np.ndarray, obstacles: np.ndarray, taken: list[np.ndarray], size: np.ndarray) -> float:
    """Return how much a box touches: points of curves in it, names, and the panel's edges."""
    inside = ((obstacles > box[:2] - 1) & (obstacles < box[2:] + 1)).all(axis=1).sum()
    names = sum(bool((box[:2] < other[2:]).all() and (other[:2] < box[2:]).all()) for other in taken)
    return float(inside + 1000 * names + 1000 * bool((box[:2] < 0).any() or (box[2:] > size).any()))


def _covers(box: np.ndarray, areas: list[Path]) -> float:
    """Return how much of a box lies on areas: at most :data:`ON_AN_AREA` for each."""
    places = np.array(np.meshgrid(*(np.linspace(box[i], box[i + 2], n) for i, n in ((0, 13), (1, 7)))))
    return sum(ON_AN_AREA * float(area.contains_points(places.reshape(2, -1).T).mean()) for area in areas)


def _areas(axes: Axes) -> list[Path]:
    """Return the outlines of all areas drawn so far, in points from the panel's lower left corner."""
    found = [(patch.get_path(), patch.get_transform()) for patch in axes.patches if patch.get_fill()]
    for collection in axes.collections:
        found += [(path, collection.get_transform()) for path in collection.get_paths()]
    to_points = Affine2D().translate(*-axes.get_window_extent().min).scale(72 / axes.figure.dpi)
    return [(transform + to_points).transform_path(path) for path, transform in found]


def _taken(axes: Axes) -> list[np.ndarray]:
    """Return the boxes of all texts and dots so far, in points from the panel's lower left corner."""
    renderer = ElementRenderer(*axes.figure.get_size_inches(), INK, spoken)
    corner = axes.get_window_extent().min
    boxes = [text.get_window_extent(renderer).get_points() for text in axes.texts if text.get_text().strip()]
    found = [(box - corner).ravel() * 72 / axes.figure.dpi for box in boxes]
    for line in axes.lines:
        if line.get_marker() == "o":
            reach = line.get_markersize() / 2
            found += [np.hstack([at - reach, at + reach]) for at in _in_points(axes, *line.get_data())]
    return found


def _in_points(axes: Axes, xs: Iterable[float], ys: Iterable[float]) -> np.ndarray:
    """Return data coordinates as points from the panel's lower left corner, from left to right."""
    data = np.column_stack([np.asarray(list(xs), dtype=float), np.asarray(list(ys), dtype=float)])
    data = data[np.isfinite(data).all(axis=1)]
    found = (axes.transData.transform(data) - axes.get_window_extent().min) * 72 / axes.figure.dpi
    return found[np.argsort(found[:, 0], kind="stable")]


def _dense(line: np.ndarray) -> np.ndarray:
    """Return a curve with a point for every two points of its length."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.linspace(0, along[-1], max(2, int(along[-1] / 2)))
    return np.column_stack([np.interp(at, along, line[:, axis]) for axis in (0, 1)])


def _as_rows(axes: Axes, points: Iterable[tuple[float, float]]) -> list[np.ndarray]:
    rows = list(points)
    return [_in_points(axes, *zip(*rows, strict=True))] if rows else []
