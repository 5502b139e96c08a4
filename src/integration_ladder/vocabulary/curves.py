"""Curves: a model's results along one of its arguments, drawn as far as the panel's limits."""

import math
from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from livefigure import Infeasible


def values(function: Callable[[float], float], xs: Iterable[float], *, times: float = 1) -> np.ndarray:
    """Return ``function`` at every x, times a factor (100 for per cent); not a number where it returns None."""
    return np.array([_times(times, function(float(x))) for x in xs])


def _times(times: float, value: float | None) -> float:
    return math.nan if value is None else times * value


def either_side(xs: Iterable[float], *jumps: float) -> np.ndarray:
    """Return values of x with a point hard by each jump on either side of it, and none on it."""
    xs = np.asarray(list(xs), dtype=float)
    hard_by = 1e-6 * float(np.ptp(xs))  # nobody sees it, and it is more than models take for the same
    away = xs[[min((abs(x - jump) for jump in jumps), default=1) > hard_by for x in xs]]
    sides = [x for jump in jumps for x in (jump - hard_by, jump + hard_by) if xs.min() <= x <= xs.max()]
    return np.sort([*away, *sides])


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
        An array over ``xs`` for each field; not a number where the field is None, or the setting infeasible.
    """
    found = [model(float(x)) for x in xs]
    return tuple(
        np.array([_times(times, None if _silent(one) else attrgetter(field)(one)) for one in found])
        for field in fields
    )


def _silent(result: Any) -> bool:
    return isinstance(result, Infeasible)


def curve(
    axes: Axes,
    xs: Iterable[float],
    ys: Iterable[float],
    colour: str,
    *,
    dash: Any = "-",
    width: float | None = None,
    jumps: Iterable[float] = (),
) -> None:
    """Draw a curve as far as the panel's limits; what lies beyond them is cut off where it crosses them.

    It has a gap where its heights are not numbers, and at each of its ``jumps`` (see :func:`either_side`).
    """
    pieces = _pieces(np.asarray(list(xs), dtype=float), np.asarray(list(ys), dtype=float), list(jumps))
    drawn = [part for part in (_inside(axes, *piece) for piece in pieces) if len(part[0])]
    gap = (np.array([np.nan]),) * 2
    parts = [part for pair in zip(drawn, [gap] * len(drawn), strict=True) for part in pair][:-1]
    xs, ys = (np.concatenate([part[i] for part in parts] or [np.array([])]) for i in (0, 1))
    axes.plot(xs, ys, color=colour, ls=dash, lw=width)


def _pieces(xs: np.ndarray, ys: np.ndarray, jumps: list[float]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return a curve's pieces: between two of its points a jump or what is not a number parts them."""
    number = np.isfinite(ys)
    whole = [
        bool(number[i] and number[i + 1])
        and not any(min(xs[i : i + 2]) < jump < max(xs[i : i + 2]) for jump in jumps)
        for i in range(len(xs) - 1)
    ]
    ends = np.flatnonzero(~np.array(whole, dtype=bool)) + 1
    pieces = zip(np.split(xs, ends), np.split(ys, ends), strict=True)
    return [(x, y) for x, y in pieces if np.isfinite(y).all()]


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
