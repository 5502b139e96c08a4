"""What comes of one control: a curve for each who is concerned, and the place where the setting stands."""

import math
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
        ys: the outcome over the control's values, not a number where there is none.
        now: the outcome at the setting, None where there is none: no dot stands for it.
        colour: whose it is.
        dash: of the curve.
        jumps: values of the control at which the outcome jumps: the curve has a gap there. Which of the two sides
            holds on the very point, ``now`` says. Compute ``ys`` at ``either_side(values, *jumps)``.
    """

    ys: np.ndarray
    now: float | None
    colour: str
    dash: Any = "-"
    jumps: Sequence[float] = ()


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
        curve(axes, xs, line.ys, line.colour, dash=line.dash, jumps=line.jumps)
    for x, y, colour in compare:
        hollow(axes, x, y, colour)
    places = [(line.colour, line.now) for line in lines if line.now is not None and math.isfinite(line.now)]
    present(axes, at, places, base=base, size=size)
