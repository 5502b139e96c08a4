"""Where a setting stands: full and hollow dots, and the line that drops from them to the axis."""

import numpy as np
from matplotlib.axes import Axes

from .theme import DROP, INK, PAPER, SOFT

SIZE = 8
"""A dot's size (points); that of the place where the setting stands is one larger, for its rim."""
BEHIND = 5
"""How much larger a dot is drawn that would otherwise vanish behind another (points)."""
ON_ONE_POINT = 3
"""Dots whose centres are closer than this fall on one point (points)."""


def dot(
    axes: Axes, x: float, y: float, colour: str = INK, *, size: float = SIZE + 1, clip_on: bool = True
) -> None:
    """Draw where the setting stands: a full dot with a rim of paper, so that it stands out on its curve."""
    axes.plot(x, y, "o", color=colour, mec=PAPER, mew=1.5, ms=size, clip_on=clip_on)


def full(axes: Axes, x: float, y: float, colour: str) -> None:
    """Draw what is there after, beside a :func:`hollow` before: a full dot without a rim."""
    axes.plot(x, y, "o", color=colour, ms=SIZE)


def hollow(axes: Axes, x: float, y: float, colour: str, *, behind: bool = False) -> None:
    """Draw what is there before, or a place to compare with: a hollow dot; larger where one more hides it."""
    axes.plot(x, y, "o", mfc=PAPER, mec=colour, ms=SIZE + BEHIND if behind else SIZE)


def dots(axes: Axes, *places: tuple[float, float, str], size: float = SIZE + 1) -> None:
    """Draw full dots at (x, y, colour), in this order; one that a later one would hide stands out behind it."""
    points = axes.transData.transform([(x, y) for x, y, _ in places]) * 72 / axes.figure.dpi
    for at, (x, y, colour) in enumerate(places):
        hidden = any(np.hypot(*(points[at] - other)) < ON_ONE_POINT for other in points[at + 1 :])
        dot(axes, x, y, colour, size=size + BEHIND if hidden else size)


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
    axes: Axes, x: float, places: dict[str, float], *, size: float = SIZE + 1, base: float | None = 0.0
) -> None:
    """Draw where the setting stands on curves over one control: a dot on each, and a line that drops through them.

    Args:
        axes: the panel.
        x: the control's value.
        places: colour of a curve → its height there, in the order in which they are drawn.
        size: of the dots (points).
        base: where the line ends; None for the lowest dot.
    """
    drop(axes, x, max(places.values()), base=min(places.values()) if base is None else base)
    dots(axes, *((x, y, colour) for colour, y in places.items()), size=size)
