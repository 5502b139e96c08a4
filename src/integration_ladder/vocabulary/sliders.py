"""A slider made of an even grid and the critical points of the lesson, so that a reader can stop at every one."""

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from livefigure import Choice, Slider, Switch, as_written

from .saying import ratio

Marks = Mapping[float, str]
Turning = Callable[..., Mapping[str, float]]
"""Values of other controls by name → the points at which the lesson turns, by their marks."""
SAME = 1e-9
"""Two stops closer than this (relatively) are one."""


def grid(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return an even grid with both ends, its values the decimal numbers that the author would write.

    Raises:
        ValueError: the step does not divide the range.
    """
    first, last, each = (Fraction(str(as_written(value))) for value in (low, high, step))
    if each <= 0 or last < first or (last - first) % each:
        raise ValueError(f"step = {step!r}: must be above 0 and divide the range from {low!r} to {high!r}")
    return tuple(float(first + i * each) for i in range(int((last - first) / each) + 1))


def stops(even: Iterable[float], critical: Iterable[float] = ()) -> tuple[float, ...]:
    """Return grid and critical points, increasing; where the two are one, the critical point itself stands.

    Each is the decimal that an author would write, if it is one but for the dust of computing it.
    """
    found: list[float] = []
    for point in (*critical, *even):
        if not any(_same(point, known) for known in found):
            found.append(as_written(float(point)))
    return tuple(sorted(found))


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=SAME, abs_tol=1e-12)


def slider(
    name: str,
    label: str,
    even: Iterable[float],
    critical: Iterable[float] = (),
    *,
    default: float,
    text: Callable[[float], str] = ratio,
    marks: Marks | Iterable[float] | Callable[[dict[str, Any]], Marks] | None = None,
    turning: Turning | None = None,
    given: Sequence[Slider | Choice | Switch] = (),
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
        turning: critical points that depend on other controls, said once: values of ``given`` by name → (mark →
            its point). Those of every setting become stops, those of the present setting marks; what lies beyond the
            grid's ends is neither. Where two fall on one point, the first has its mark. No ``critical`` of the
            figure need repeat them.
        given: the controls on which they depend.
        unit: unit behind the value.
        symbol: the literature's symbol, as LaTeX.
        track: "linear", or "log" for what is told in times as much.
    """
    even = tuple(even)
    if marks is not None and not callable(marks) and not isinstance(marks, Mapping):
        marks = {point: text(point) for point in marks}
    if turning is not None:
        if callable(marks):
            raise ValueError(f"slider {name!r}: marks must be fixed where turning says those that move")
        moving = _Moving(turning, tuple(given), dict(marks or {}), min(even), max(even))
        critical, marks = (*critical, *moving.everywhere()), moving.marks
    points = stops(even, critical)
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


@dataclass(frozen=True)
class _Moving:
    """Critical points that move with other controls, and the marks that do not."""

    turning: Turning
    given: tuple[Slider | Choice | Switch, ...]
    fixed: dict[float, str]
    low: float
    high: float

    def everywhere(self) -> Iterator[float]:
        """Yield the points of every setting of the other controls."""
        for values in itertools.product(*(control.values for control in self.given)):
            yield from (point for point, _ in self._at(values))

    def marks(self, setting: dict[str, Any]) -> dict[float, str]:
        """Return the marks at a setting; where a fixed one and one that moves meet, the one that moves stands."""
        here = self._at(setting.get(control.name, control.default) for control in self.given)
        kept: dict[float, str] = {}
        for point, mark in (*here, *self.fixed.items()):
            if not any(_same(point, known) for known in kept):
                kept[point] = mark
        return kept

    def _at(self, values: Iterable[Any]) -> list[tuple[float, str]]:
        names = [control.name for control in self.given]
        found = self.turning(**dict(zip(names, values, strict=True)))
        return [(at, mark) for mark, at in found.items() if self.low - SAME <= at <= self.high + SAME]
