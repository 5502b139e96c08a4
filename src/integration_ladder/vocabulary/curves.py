"""Curves: a model's results along one of its arguments, drawn as far as the panel's limits."""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

import numpy as np
from matplotlib.axes import Axes


def values(function: Callable[[float], float], xs: Iterable[float], *, times: float = 1) -> np.ndarray:
    """Return ``function`` at every x, times a factor (100 for per cent)."""
    return np.array([times * function(float(x)) for x in xs])


def results(
    model: Callable[[float], Any], xs: Iterable[float], *fields: str, times: float = 1
) -> tuple[np.ndarray, ...]:
    """Return fields of a model's results along one argument, times a factor (100 for per cent).

    >>> gains = results(lambda p: trade_at(p), prices, "england.gain", "portugal.gain", times=100)  # doctest: +SKIP

    Args:
        model: x → result.
        xs: values of the argument.
        fields: paths of the result's fields, such as "home.gain".
        times: factor.

    Returns:
        An array over ``xs`` for each field.
    """
    found = [model(float(x)) for x in xs]
    return tuple(np.array([times * attrgetter(field)(result) for result in found]) for field in fields)


def curve(
    axes: Axes,
    xs: Iterable[float],
    ys: Iterable[float],
    colour: str,
    *,
    dash: Any = "-",
    width: float | None = None,
) -> None:
    """Draw a curve as far as the panel's limits; what lies beyond them is cut off where it crosses them."""
    xs, ys = _inside(axes, np.asarray(list(xs), dtype=float), np.asarray(list(ys), dtype=float))
    axes.plot(xs, ys, color=colour, ls=dash, lw=width)


def _inside(axes: Axes, xs: np.ndarray, ys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the curve with what lies beyond the limits replaced by gaps that begin and end at the limits."""
    low_high = [sorted(limits) for limits in (axes.get_xlim(), axes.get_ylim())]
    if all(
        values.min() >= low - 1e-12 and values.max() <= high + 1e-12
        for values, (low, high) in zip((xs, ys), low_high, strict=True)
    ):
        return xs, ys
    # In the axes' own coordinates the panel is the unit square, on a logarithmic scale too.
    to_axes = axes.transData - axes.transAxes
    points = to_axes.transform(np.column_stack([xs, ys]))
    pieces: list[np.ndarray] = []
    for start, end in zip(points, points[1:], strict=False):
        cut = _cut(start, end)
        if cut is None:
            continue
        if pieces and np.array_equal(pieces[-1], cut[0]):
            pieces.append(cut[1])
        else:
            pieces += [np.full(2, np.nan), *cut] if pieces else [*cut]
    if not pieces:
        return np.array([]), np.array([])
    found = to_axes.inverted().transform(np.array(pieces))
    return found[:, 0], found[:, 1]


def _cut(start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """Return the part of a segment within the unit square (Liang and Barsky), None where there is none."""
    step, first, last = end - start, 0.0, 1.0
    for axis in (0, 1):
        if step[axis] == 0:
            if not 0 <= start[axis] <= 1:
                return None
            continue
        enter, leave = sorted(((0 - start[axis]) / step[axis], (1 - start[axis]) / step[axis]))
        first, last = max(first, enter), min(last, leave)
    if first >= last:
        return None
    return (start if first == 0 else start + first * step), (end if last == 1 else start + last * step)
