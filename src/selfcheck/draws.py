"""Draw a question's numbers afresh: `wine in range(84, 121, 4); country = Country(90, wine); if wine != 90`.

Clauses stand apart by semicolons, and each knows the names of those before it: NAMES in VALUES draws, NAME = VALUE
derives, `if` CONDITION leaves out. What they say is Python, over the names that the book lends (event `selfcheck-names`).
"""

import math
import random
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .obfuscate import scramble

MOST = 12
"""So many sets of numbers a page keeps, the first included; of more, a sample that is always the same."""
LEAST = 4
"""Fewer are no practice: a reader would soon know them by heart."""
LIMIT = 10_000

NAME = r"[^\W\d]\w*"
CLAUSE = re.compile(
    rf"if\s+(?P<condition>.+)|(?P<names>{NAME}(?:\s*,\s*{NAME})*)\s+in\s+(?P<values>.+)|(?P<name>{NAME})\s*=(?!=)\s*(?P<value>.+)",
    re.DOTALL,
)


class Undrawn(Exception):
    """Why nothing can be drawn, in words."""


class Row(dict[str, Any]):
    """One set of numbers: names and values; `said` tells those that were drawn, not derived."""

    said = ""


def draw(text: str, names: dict[str, Any], key: str) -> list[Row]:
    """Return the sets of numbers that a text describes, the first of them first, at most `MOST`.

    Args:
        text: the clauses.
        names: what they may speak of besides.
        key: decides which of many are taken.

    Raises:
        Undrawn: a clause cannot be read or evaluated, a value is not finite, or there are fewer than `LEAST` sets.
    """
    clauses = []
    for clause in filter(None, map(str.strip, text.split(";"))):
        if not (found := CLAUSE.fullmatch(clause)):
            raise Undrawn(
                f'"{clause}" is no clause of a draw; write "a in 1, 2, 3", "b = 2 * a" or "if a != 2"'
            )
        clauses.append(found)
    rows = list(islice(combine(clauses, names, Row()), LIMIT + 1))
    if len(rows) > LIMIT:
        raise Undrawn(f"it draws more than {LIMIT} sets of numbers")
    if len(rows) < LEAST:
        raise Undrawn(
            f"it draws {len(rows)} sets of numbers; {LEAST} are the least, {MOST} the most that are kept"
        )
    kept = random.Random(scramble(key)).sample(range(1, len(rows)), min(MOST, len(rows)) - 1)
    return [rows[0], *(rows[i] for i in sorted(kept))]


def combine(clauses: list[re.Match[str]], names: dict[str, Any], row: Row) -> Iterator[Row]:
    """Yield every set of numbers that the clauses make of a row."""
    if not clauses:
        yield row
        return
    first, rest = clauses[0], clauses[1:]
    if condition := first["condition"]:
        if evaluate(condition, names | row):
            yield from combine(rest, names, row)
    elif first["names"]:
        into = re.split(r"\s*,\s*", first["names"])
        for values in listed(first["values"], names | row):
            taken = [values] if len(into) == 1 else listed(values, {})
            if len(taken) != len(into):
                raise Undrawn(f"{first['names']} cannot be {values}")
            yield from combine(rest, names, bound(row, into, taken, drawn=True))
    else:
        value = evaluate(first["value"], names | row)
        yield from combine(rest, names, bound(row, [first["name"]], [value], drawn=False))


def bound(row: Row, into: list[str], values: list[Any], *, drawn: bool) -> Row:
    """Return a row with more names in it."""
    longer = Row(row)
    longer.said = row.said
    for name, value in zip(into, values, strict=True):
        if isinstance(value, float) and not math.isfinite(value):
            raise Undrawn(
                f"{name} is {value}, not a finite number" + (f", with {row.said}" if row.said else "")
            )
        longer[name] = value
        if drawn and isinstance(value, int | float | str):
            longer.said += f"{', ' if longer.said else ''}{name} = {value}"
    return longer


def listed(values: Any, names: dict[str, Any]) -> list[Any]:
    """Return what can be gone through as a list: values, or the text that says them."""
    found = evaluate(values, names) if isinstance(values, str) else values
    try:
        return list(islice(found, LIMIT + 1))
    except TypeError:
        raise Undrawn(f"{values} is no list of values") from None


def evaluate(expression: str, names: dict[str, Any]) -> Any:
    """Return what an expression comes to, or say why it comes to nothing."""
    try:
        return eval(expression.strip(), dict(names))
    except Exception as error:  # whatever the page's code raises
        raise Undrawn(f"{expression}: {told(error)}") from error


def told(error: Exception) -> str:
    """Say what an exception says, in one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


def written(text: str, names: dict[str, Any]) -> str:
    """Return what `EXPRESSION; FORMAT` comes to, the format being that of an f-string; raise Undrawn if it does not."""
    expression, semicolon, wanted = (part.strip() for part in text.rpartition(";"))
    if not semicolon or not wanted:
        raise Undrawn("has no format; write one after a semicolon, as in `2 * a; .1f`")
    value = evaluate(expression, names)
    if isinstance(value, float) and not math.isfinite(value):
        raise Undrawn(f"is {value}, not a finite number")
    try:
        return format(value, wanted).replace("-", "−")
    except (ValueError, TypeError) as error:
        raise Undrawn(told(error)) from error
