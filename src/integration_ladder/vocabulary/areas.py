"""Areas: a band between two values, and areas whose size is a gain, a loss or a transfer."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from matplotlib.axes import Axes

from .labels import name
from .theme import GAIN, LINE, LOSS, SOFT

KINDS = {"gain": GAIN, "loss": LOSS, "transfer": SOFT}
"""What an area is → its colour: what somebody gains and nobody loses, the reverse, what changes hands."""

Corners = Sequence[tuple[float, float]]


def band(axes: Axes, low: float, high: float, colour: str = LINE) -> tuple[float, float]:
    """Shade between two values of x, as far as the panel's limits; return the shaded ends."""
    left, right = sorted(axes.get_xlim())
    low, high = max(low, left), min(high, right)
    axes.axvspan(low, high, color=colour, alpha=0.12)
    return low, high


def area(axes: Axes, corners: Corners, kind: Literal["gain", "loss", "transfer"], text: str = "") -> None:
    """Fill a polygon that is a gain, a loss or a transfer, and write ``text`` in its middle."""
    xs, ys = np.array(corners, dtype=float).T
    axes.fill(xs, ys, color=KINDS[kind], alpha=0.3)
    if text:
        name(axes, *middle(corners), text, KINDS[kind], ha="center", va="center")


def box(left: float, right: float, low: float, high: float) -> Corners:
    """Return the corners of a rectangle."""
    return ((left, low), (right, low), (right, high), (left, high))


def size(corners: Corners) -> float:
    """Return the area of a polygon, at least 0, in units of x times units of y."""
    return abs(_signed(corners))


def middle(corners: Corners) -> tuple[float, float]:
    """Return the centre of gravity of a polygon; of one without area, the middle of its corners."""
    x, y = np.array(corners, dtype=float).T
    if size(corners) == 0:
        return float(x.mean()), float(y.mean())
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    weight = 6 * _signed(corners)
    return (
        float(((x + np.roll(x, -1)) * cross).sum() / weight),
        float(((y + np.roll(y, -1)) * cross).sum() / weight),
    )


def _signed(corners: Corners) -> float:
    x, y = np.array(corners, dtype=float).T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)
