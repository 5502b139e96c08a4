"""When are two answers the same? One definition for `check("…")`, for the build and for grading.

A value becomes plain JSON first (`plain`). An expected value with its tolerance cuts the line of numbers into
cells so that one cell is exactly the expected value ± tolerance, both ends included; an answer is right if it has
the same structure and every number of it lies in the same cell (`matches`). That the comparison is one of cells
lets the public file keep a hash in place of the value.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from numbers import Rational
from typing import Any

KINDS = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list"}

# Limits of what a check may hand over.
DEEPEST = 20
LARGEST = 100_000
LONGEST_WHOLE_NUMBER = 4096  # bits
# The tolerance is this much larger than said, so that rounding cannot exclude an end of it.
MARGIN = 1e-4
# Where cells begin is kept in this part of a cell: less than the margin, and coarse enough to be the same on every
# machine, whose libraries may differ in the last digit of a number.
STEPS = 20_000
# Below this a relative tolerance would ask for more digits than logarithms of floats have.
SMALLEST_RELATIVE = 1e-7


class NotPlain(Exception):
    """A value cannot be written as plain JSON; the message ends the sentence "this is …"."""


class Unanswered(Exception):
    """The value is the `...` of the notebook as it was handed out."""


@dataclass(frozen=True)
class Tolerance:
    """How far a number may lie from the expected one: absolutely, or as a share of the expected number."""

    size: float
    relative: bool = False

    @classmethod
    def from_json(cls, kept: dict[str, float] | None) -> "Tolerance | None":
        """Return what `to_json` wrote."""
        if kept is None:
            return None
        ((kind, size),) = kept.items()
        return cls(size, relative=kind == "relative")

    def to_json(self) -> dict[str, float]:
        """Return this tolerance as plain JSON."""
        return {"relative" if self.relative else "absolute": self.size}


def plain(value: Any) -> Any:
    """Return a value as plain JSON: None, bool, int, float, str, list, dict with text as keys.

    Tuples, ranges and arrays become lists, sets become sorted lists, a pandas Series or DataFrame becomes a dict,
    fractions and decimals become numbers. Raises `NotPlain` for everything else, for what is not a finite number
    and for what is too large, and `Unanswered` where the `...` of the stub is still in the value.
    """
    left = [LARGEST]
    return _plain(value, 0, left)


def _plain(value: Any, depth: int, left: list[int]) -> Any:
    left[0] -= 1
    if left[0] < 0 or depth > DEEPEST:
        raise NotPlain("too large to be checked")
    if value is Ellipsis:
        raise Unanswered
    # The methods are those of the base classes: a subclass that overrides them is read, not believed.
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        text = str.__str__(value)
        if len(text) > LARGEST:
            raise NotPlain("too large to be checked")
        return text
    if isinstance(value, int):
        whole = int.__int__(value)
        if whole.bit_length() > LONGEST_WHOLE_NUMBER:
            raise NotPlain("a number too large to be checked")
        return whole
    if isinstance(value, float):
        return _finite(float.__float__(value))
    if isinstance(value, list):
        return [_plain(item, depth + 1, left) for item in list.__iter__(value)]
    if isinstance(value, tuple):
        return [_plain(item, depth + 1, left) for item in tuple.__iter__(value)]
    if isinstance(value, range):
        return [_plain(item, depth + 1, left) for item in value]
    if isinstance(value, dict):
        return _table(list(dict.items(value)), depth, left)
    if isinstance(value, set | frozenset):
        members = set.__iter__(value) if isinstance(value, set) else frozenset.__iter__(value)
        return sorted((_plain(item, depth + 1, left) for item in members), key=_order)
    return _other(value, depth, left)


def _other(value: Any, depth: int, left: list[int]) -> Any:
    """Turn what libraries make (arrays, tables, dates, fractions) into plain values, without importing them."""
    name = type(value).__name__
    try:
        if isinstance(value, type({}.keys()) | type({}.values())):
            return _plain(list(value), depth, left)
        if callable(getattr(value, "to_dict", None)):
            table = value.to_dict()
            if isinstance(table, dict) and hasattr(value, "index"):
                rows = [table] if not hasattr(value, "columns") else list(table.values())
                if any(isinstance(row, dict) and len(row) != len(value.index) for row in rows):
                    raise NotPlain("a table that has a row name twice")
            if isinstance(table, dict):
                return _plain(table, depth, left)
        if callable(getattr(value, "tolist", None)):
            return _plain(value.tolist(), depth + 1, left)
        if isinstance(value, Rational) or name == "Decimal":
            return _finite(float(value))
        if callable(getattr(value, "isoformat", None)):
            return str(value.isoformat())
    except (NotPlain, Unanswered):
        raise
    except OverflowError:
        raise NotPlain("a number too large to be checked") from None
    except Exception as error:
        raise NotPlain(f"an object ({name}) that cannot be read: {type(error).__name__}") from None
    if callable(value):
        raise NotPlain(
            f"a function or class ({getattr(value, '__name__', name)}), not a value: was it called with ( )?"
        )
    raise NotPlain(f"an object of type {name}, not a plain value")


def _finite(number: float) -> float:
    if math.isnan(number):
        raise NotPlain("not a number (nan): something is missing, or was divided by nothing")
    if math.isinf(number):
        raise NotPlain("infinite (inf)")
    return number


def _table(items: list[tuple[Any, Any]], depth: int, left: list[int]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, item in items:
        if isinstance(key, str):
            name = str.__str__(key)
        else:
            name = _plain(key, depth + 1, left)
            if not isinstance(name, str):
                if isinstance(name, bool) or not isinstance(name, int):
                    raise NotPlain("a table with names that are neither text nor whole numbers")
                name = str(name)
        if name in table:
            raise NotPlain(f"a table that has the name {name} twice")
        table[name] = _plain(item, depth + 1, left)
    return table


def _order(item: Any) -> tuple[int, Any]:
    """Order plain values of any kind: numbers by size, the rest by how they are written."""
    if isinstance(item, int | float) and not isinstance(item, bool):
        return (0, Fraction(item))
    return (1, json.dumps(item, sort_keys=True))


def kind(value: Any) -> str:
    """Name the kind of a plain value, as a student would."""
    if value is None:
        return "nothing (None)"
    return KINDS.get(type(value), "a table of names and values (dict)")


def numbers(value: Any) -> Iterator[int | float]:
    """Return the numbers in a plain value, in the order in which `canonical` meets them."""
    if isinstance(value, list):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, dict):
        for name in sorted(value):
            yield from numbers(value[name])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def width(tolerance: Tolerance) -> float:
    """Return the width of a cell: of numbers, or of their logarithms for a relative tolerance."""
    size = tolerance.size * (1 + MARGIN)
    return math.log1p(size) - math.log1p(-size) if tolerance.relative else 2 * size


def offsets(expected: Any, tolerance: Tolerance | None) -> list[int]:
    """Return, for every number of a plain value, where in its cell the cells around it begin, in steps of a cell."""
    if tolerance is None:
        return []
    below = Fraction(1, 2)
    if tolerance.relative:
        below = Fraction(-math.log1p(-tolerance.size * (1 + MARGIN)) / width(tolerance))
    return [round((_place(n, tolerance) - below) * STEPS) % STEPS for n in numbers(expected)]


def _place(number: int | float, tolerance: Tolerance) -> Fraction:
    """Return where a number lies, counted in cells from 0 (from 1 for a relative tolerance)."""
    if not tolerance.relative:
        return Fraction(number) / Fraction(width(tolerance))
    return Fraction(math.log(abs(number)) / width(tolerance)) if number else Fraction(0)


def canonical(value: Any, tolerance: Tolerance | None, starts: Sequence[int]) -> str | None:
    """Write a plain value with the cell of every number in place of the number.

    Returns None when it has not as many numbers as there are cells to compare with.
    """
    if tolerance is None:
        cells = [str(Fraction(n)) for n in numbers(value)]
    else:
        found = list(numbers(value))
        if len(found) != len(starts):
            return None
        cells = [_cell(n, tolerance, start) for n, start in zip(found, starts, strict=True)]
    return json.dumps(_tagged(value, iter(cells)), ensure_ascii=True, separators=(",", ":"))


def _cell(number: int | float, tolerance: Tolerance, start: int) -> str:
    if tolerance.relative and number == 0:
        return "0"
    sign = "-" if tolerance.relative and number < 0 else ""
    return sign + str(math.floor(_place(number, tolerance) - Fraction(start, STEPS)))


def _tagged(value: Any, cells: Iterator[str]) -> Any:
    """Mark the kind of every part, so that True is not 1 and "1" is neither."""
    if isinstance(value, list):
        return ["list", [_tagged(item, cells) for item in value]]
    if isinstance(value, dict):
        return ["dict", [[name, _tagged(value[name], cells)] for name in sorted(value)]]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return ["number", next(cells)]
    return value


def matches(expected: Any, value: Any, tolerance: Tolerance | None = None) -> bool:
    """Say whether a plain value is the expected one within the tolerance."""
    # First what costs nothing: a value may be as large as a student likes, and its fractions as long.
    if sum(1 for _ in numbers(expected)) != sum(1 for _ in numbers(value)):
        return False
    starts = offsets(expected, tolerance)
    return canonical(expected, tolerance, starts) == canonical(value, tolerance, starts)
