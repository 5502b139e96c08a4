"""Where a setting stands: full and hollow dots, and the line that drops from them to the axis.

Dots that fall on one point are all seen: the full ones inside, the hollow ones as rings around them, in whatever order
they are drawn.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from .theme import DROP, INK, PAPER, SOFT

SIZE = 8
"""A dot's size (points); that of the place where the setting stands is one larger, for its rim."""
BEHIND = 5
"""How much larger a dot is drawn that would otherwise vanish behind another (points)."""
ON_ONE_POINT = 3
"""Dots whose centres are closer than this fall on one point (points)."""
LAYER = 0.01
"""How much higher a dot lies than the one around it (matplotlib's zorder)."""


def dot(
    axes: Axes, x: float, y: float, colour: str = INK, *, size: float = SIZE + 1, clip_on: bool = True
) -> None:
    """Draw where the setting stands: a full dot with a rim of paper, so that it stands out on its curve."""
    _put(axes, x, y, color=colour, mec=PAPER, mew=1.5, ms=size, clip_on=clip_on)


def full(axes: Axes, x: float, y: float, colour: str, *, legend: bool = False) -> None:
    """Draw what is there after, beside a :func:`hollow` before: a full dot without a rim.

    Args:
        axes: the panel.
        x, y: its place.
        colour: its colour.
        legend: it only tells what full dots are, and is seen also while outcomes wait for the reader's prediction.
    """
    _put(axes, x, y, color=colour, ms=SIZE, gid="legend" if legend else None)


def hollow(axes: Axes, x: float, y: float, colour: str) -> None:
    """Draw what is there before, or a place to compare with: a hollow dot, a ring where a full one stands on it."""
    _put(axes, x, y, mfc=PAPER, mec=colour, ms=SIZE)


def dots(axes: Axes, *places: tuple[float, float, str], size: float = SIZE + 1) -> None:
    """Draw full dots at (x, y, colour), in this order; one that a later one would hide stands out behind it."""
    for x, y, colour in places:
        dot(axes, x, y, colour, size=size)


def _put(axes: Axes, x: float, y: float, **look: Any) -> None:
    """Draw a dot, and make those that stand on the same point larger from the innermost outwards."""
    there = [line for line in axes.lines if _is_dot(line) and _near(axes, line, (x, y))]
    (new,) = axes.plot(x, y, "o", **look)
    # A later one lies within those of its kind, and the full ones within the hollow ones.
    inwards = sorted((*there, new), key=lambda line: line.get_markerfacecolor() != PAPER)
    for inner, outer in zip(reversed(inwards), [*reversed(inwards)][1:], strict=False):
        outer.set_markersize(max(outer.get_markersize(), inner.get_markersize() + BEHIND))
    for height, line in enumerate(inwards):
        line.set_zorder(inwards[0].get_zorder() + height * LAYER)


def _is_dot(line: Line2D) -> bool:
    return line.get_marker() == "o" and len(line.get_xdata()) == 1


def _near(axes: Axes, line: Line2D, place: tuple[float, float]) -> bool:
    ends = axes.transData.transform([line.get_xydata()[0], place]) * 72 / axes.figure.dpi
    return bool(np.hypot(*(ends[1] - ends[0])) < ON_ONE_POINT)


def drop(
    axes: Axes,
    x: float,
    y: float,
    colour: str = SOFT,
    *,
    base: float = 0.0,
    dash: tuple[float, tuple[float, ...]] = DROP,
) -> None:
    """Draw the line that drops from (x, y) to the height ``base``."""
    axes.plot([x, x], [base, y], color=colour, lw=1.2, ls=dash)


def across(axes: Axes, x: float, y: float, colour: str = SOFT, *, base: float = 0.0) -> None:
    """Draw the line that runs from (x, y) across to ``base``, the axis of y."""
    axes.plot([base, x], [y, y], color=colour, lw=1.2, ls=DROP)


def present(
    axes: Axes,
    x: float,
    places: Mapping[str, float] | Iterable[tuple[str, float]],
    *,
    size: float = SIZE + 1,
    base: float | None = 0.0,
) -> None:
    """Draw where the setting stands on curves over one control: a dot on each, and a line that drops through them.

    Args:
        axes: the panel.
        x: the control's value.
        places: colour of a curve → its height there, in the order in which they are drawn; pairs of the two, where
            curves share a colour. Without any nothing is drawn.
        size: of the dots (points).
        base: where the line ends; None for the lowest dot.
    """
    pairs = list(places.items() if isinstance(places, Mapping) else places)
    if not pairs:
        return
    heights = [y for _, y in pairs]
    drop(axes, x, max(heights), base=min(heights) if base is None else base)
    dots(axes, *((x, y, colour) for colour, y in pairs), size=size)
