"""A slider made of an even grid and the critical points of the lesson, so that a reader can stop at every one."""

import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from livefigure import Slider

from .saying import ratio

Marks = Mapping[float, str]
SAME = 1e-9
"""Two stops closer than this (relatively) are one."""


def grid(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return an even grid with both ends, its values the decimal numbers that the author would write.

    Raises:
        ValueError: the step does not divide the range.
    """
    first, last, each = (Fraction(str(value)) for value in (low, high, step))
    if each <= 0 or last < first or (last - first) % each:
        raise ValueError(f"step = {step!r}: must be above 0 and divide the range from {low!r} to {high!r}")
    return tuple(float(first + i * each) for i in range(int((last - first) / each) + 1))


def stops(even: Iterable[float], critical: Iterable[float] = ()) -> tuple[float, ...]:
    """Return grid and critical points, increasing; where the two are one, the critical point itself stands."""
    found: list[float] = []
    for point in (*critical, *even):
        if not any(math.isclose(point, known, rel_tol=SAME, abs_tol=1e-12) for known in found):
            found.append(float(point))
    return tuple(sorted(found))


def slider(
    name: str,
    label: str,
    even: Iterable[float],
    critical: Iterable[float] = (),
    *,
    default: float,
    text: Callable[[float], str] = ratio,
    marks: Marks | Iterable[float] | Callable[[dict[str, Any]], Marks] | None = None,
    unit: str = "",
    symbol: str = "",
    track: str = "linear",
) -> Slider:
    """Return a slider over an even grid and the critical points.

    Args:
        name: the model's keyword argument.
        label: what the reader reads.
        even: the grid.
        critical: the points at which the lesson turns, at any setting of the other controls.
        default: the value at first sight.
        text: value → as the reader sees it; by default thirds as fractions and others without needless decimals.
        marks: named ticks under the slider, or a function of the setting that returns them; of a plain list of
            values each is named as ``text`` has it.
        unit: unit behind the value.
        symbol: the literature's symbol, as LaTeX.
        track: "linear", or "log" for what is told in times as much.
    """
    points = stops(even, critical)
    if marks is not None and not callable(marks) and not isinstance(marks, Mapping):
        marks = {point: text(point) for point in marks}
    return Slider(
        name=name,
        label=label,
        unit=unit,
        symbol=symbol,
        track=track,
        stops=points,
        default=default,
        labels={point: text(point) for point in points},
        marks=marks,
    )
