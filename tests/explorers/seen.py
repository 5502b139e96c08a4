"""What a reader sees in a picture, read off the SVG alone: dots, blocks, drop lines and strokes, in the axes' units."""

import math
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

from livefigure import Panel

UNITS_PER_INCH = 720
PAPER = "#ffffff"
# A line that drops to the axis is 1.2 points wide and dashed or dotted; nothing else is.
DROP_WIDTH = "12"
# A stroke with more points than these is a curve, which is not read.
CORNERS = 4
# Elements are drawn in tenths of a point: half of one, and the rounding of a dot's rim.
ROUNDING = 1.5

Place = tuple[str, float, float]
"""Colour, x, y."""
Block = tuple[str, float, float, float, float]
"""Colour, left, right, low, high."""
Drop = tuple[float, float, float, float]
"""From (x, y) to (x, y), the lower or left end first."""
Stroke = tuple[str | float, ...]
"""Colour, then x and y of every point, from either end."""


@dataclass(frozen=True)
class Seen:
    """What stands in a panel, each list sorted.

    Attributes:
        full: full dots, by the colour of their face.
        hollow: hollow dots, by the colour of their rim.
        blocks: rectangles without a rim.
        drops: lines that drop to an axis.
        strokes: other lines, straight or of few corners: bars that are drawn as such, marks, lines to compare with.
    """

    full: list[Place] = field(default_factory=list)
    hollow: list[Place] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)


def path_points(path: str) -> list[tuple[float, float]]:
    """Return the points on a path ("m1 2l3 4c…z", relative after the first point), without control points."""
    points: list[tuple[float, float]] = []
    x = y = 0.0
    for letter, text in re.findall(r"([mlcqz])([^mlcqz]*)", path):
        values = [float(value) for value in re.findall(r"-?[\d.]+", text)]
        size = {"m": 2, "l": 2, "q": 4, "c": 6, "z": 1}[letter]
        for i in range(0, len(values) - size + 1, size):
            x, y = x + values[i + size - 2], y + values[i + size - 1]
            points.append((x, y))
    return points


class Scale:
    """From a panel's drawing units to the units of its axes."""

    def __init__(self, panel: Panel) -> None:
        left, right, top, bottom = panel.margins
        self.start = (left * UNITS_PER_INCH, (panel.height - bottom) * UNITS_PER_INCH)
        self.length = (
            (panel.width - left - right) * UNITS_PER_INCH,
            -(panel.height - top - bottom) * UNITS_PER_INCH,
        )
        self.ends = (panel.x, panel.y)
        self.log = (panel.x_scale == "log", panel.y_scale == "log")

    def data(self, axis: int, value: float) -> float:
        """Return a drawn coordinate in the units of axis 0 (x) or 1 (y)."""
        low, high = (math.log10(end) if self.log[axis] else end for end in self.ends[axis])
        found = low + (value - self.start[axis]) / self.length[axis] * (high - low)
        return 10**found if self.log[axis] else found

    def same(self, axis: int, one: float, other: float) -> bool:
        """Tell whether two coordinates differ by no more than rounding makes of them."""
        ends, places = self.ends[axis], (one, other)
        if self.log[axis]:
            if min(places) <= 0:
                return False
            ends, places = map(math.log10, ends), tuple(map(math.log10, places))
        low, high = ends
        return abs(places[0] - places[1]) <= ROUNDING * abs((high - low) / self.length[axis])


def seen(markup: str, panel: Panel) -> Seen:
    """Read a panel's markup."""
    scale, found = Scale(panel), Seen()
    for element in ElementTree.fromstring(f"<svg>{markup}</svg>").iter("path"):
        path, fill, stroke = element.get("d"), element.get("fill"), element.get("stroke")
        points = path_points(path)
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), max(xs), max(ys), min(ys))
        left, right, low, high = (scale.data(i // 2, value) for i, value in enumerate(box))
        if fill and "c" in path and path.endswith("z"):
            x, y = (scale.data(axis, sum(box[2 * axis : 2 * axis + 2]) / 2) for axis in (0, 1))
            (found.hollow if fill == PAPER else found.full).append((stroke if fill == PAPER else fill, x, y))
        elif fill and len(set(points)) == 4 and len({*xs}) == len({*ys}) == 2:
            found.blocks.append((fill, left, right, low, high))
        elif element.get("stroke-width") == DROP_WIDTH and element.get("stroke-dasharray"):
            found.drops.append((left, low, right, high))
        elif stroke and not fill and path.count("m") == 1 and len(points) <= CORNERS:
            places = (scale.data(axis, point[axis]) for point in points for axis in (0, 1))
            found.strokes.append((stroke, *places))
    return found


def differences(expected: Seen, markup: str, panel: Panel) -> list[str]:
    """Return in words what is expected and not seen, and what is seen and not expected."""
    scale, found, told = Scale(panel), seen(markup, panel), []
    axes = {"full": (0, 1), "hollow": (0, 1), "blocks": (0, 0, 1, 1), "drops": (0, 1, 0, 1)}
    axes["strokes"] = (0, 1) * CORNERS
    for what, which in axes.items():
        left_over = list(getattr(found, what))
        for one in getattr(expected, what):
            ways = (one, _backwards(one)) if what == "strokes" else (one,)
            near = next((x for x in left_over if any(_same(way, x, scale, which) for way in ways)), None)
            if near is None:
                told.append(f"{what}: expected {one}, seen {left_over}")
            else:
                left_over.remove(near)
        told += [f"{what}: {other} is not expected" for other in left_over]
    return told


def _backwards(stroke: Stroke) -> Stroke:
    colour, *places = stroke
    points = list(zip(places[::2], places[1::2], strict=True))
    return (colour, *(value for point in reversed(points) for value in point))


def _same(one: tuple, other: tuple, scale: Scale, which: tuple[int, ...]) -> bool:
    numbers = [tuple(value for value in place if not isinstance(value, str)) for place in (one, other)]
    colours = [tuple(value for value in place if isinstance(value, str)) for place in (one, other)]
    if colours[0] != colours[1] or len(numbers[0]) != len(numbers[1]):
        return False
    return all(scale.same(axis, a, b) for a, b, axis in zip(*numbers, which, strict=False))
