"""What comes of one control: a curve for each who is concerned, and the place where the setting stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from .curves import curve
from .points import SIZE, hollow, present


@dataclass(frozen=True)
class Line:
    """What the control brings to somebody.

    Attributes:
        ys: the outcome over the control's values.
        now: the outcome at the setting.
        colour: whose it is.
        dash: of the curve.
    """

    ys: np.ndarray
    now: float
    colour: str
    dash: Any = "-"


def outcome(
    axes: Axes,
    xs: Sequence[float] | np.ndarray,
    lines: Sequence[Line],
    at: float,
    *,
    compare: Iterable[tuple[float, float, str]] = (),
    base: float | None = 0.0,
    size: float = SIZE + 1,
) -> None:
    """Draw outcomes over one control's values, and where the setting stands.

    Args:
        axes: the panel.
        xs: the control's values.
        lines: the outcomes, in the order in which they are drawn.
        at: the control's value at the setting.
        compare: places to compare with (x, y, colour), hollow: the best, the one before.
        base: where the line through the dots ends; None for the lowest dot.
        size: of the dots (points).
    """
    for line in lines:
        curve(axes, xs, line.ys, line.colour, dash=line.dash)
    for x, y, colour in compare:
        hollow(axes, x, y, colour)
    present(axes, at, {line.colour: line.now for line in lines}, base=base, size=size)
