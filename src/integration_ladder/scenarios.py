"""A page's scenarios and the numbers that its sentences take from them, without Sphinx: for the book, and for a kernel.

    ```{scenarios}
    from integration_ladder.models.ricardo import trade_at

    one = trade_at(1.0)
    ```

    England gains {n}`one.england.gain; percent`.

What stands before and after the semicolon is said in ``book/ext/book_numbers.py``, the book's role and directive.
"""

import ast
import math
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from integration_ladder.vocabulary.saying import FORMATS
from livefigure import LiveFigureError
from livefigure.guided import Writer
from livefigure.words import NO_BREAK_SPACE

CALL = re.compile(
    r"([A-Za-z]\w+)\s*(\(.*\))?"
)  # a name has two letters or more; `d` and `g` are Python's own
NOT_FINITE = re.compile(r"\b(nan|inf)\b", re.IGNORECASE)


class Wrong(Exception):
    """What is wrong with an expression or its format, in words."""


def finite(value: Any) -> Any:
    """Return a value that can be printed, or raise ``Wrong``: None, a truth and what is not finite cannot."""
    if value is None or isinstance(value, bool):
        raise Wrong(f"is {value}, not a number")
    with suppress(TypeError, ValueError):  # texts, and results that only their own format can write
        if not math.isfinite(value):
            raise Wrong(f"is {value}, not a finite number")
    return value


def by_python(value: Any, spec: str) -> str:
    """Format as an f-string does, with a true minus sign, none before zero, and a no-break space before "%"."""
    text = format(value, spec)
    if isinstance(value, str):
        return text
    if text.startswith("-") and not re.search("[1-9]", text):
        text = text[1:]
    return text.replace("-", "−").replace("%", f"{NO_BREAK_SPACE}%")


def formatted(value: Any, wanted: str, names: dict[str, Any]) -> str:
    """Write a value in the format ``wanted``; ``names`` are those of the page's scenarios."""
    call = CALL.fullmatch(wanted)
    if not call:
        text = by_python(value, wanted)
    else:
        name, arguments = call[1], ast.parse(f"f{call[2] or '()'}", mode="eval").body
        # A page may call a value as a format is called: `share` is then both.
        function = names[name] if callable(names.get(name)) else FORMATS.get(name)
        if function is None:
            raise Wrong(
                f"unknown format {name}; there are {', '.join(FORMATS)} and what the scenarios import"
            )
        text = function(
            value,
            *map(ast.literal_eval, arguments.args),
            **{one.arg: ast.literal_eval(one.value) for one in arguments.keywords},
        )
    if not isinstance(text, str) or not text.strip() or NOT_FINITE.search(text):
        raise Wrong(f"the format {wanted} makes {text!r} of it")
    return text


class Scenarios:
    """The names that a page's scenarios define, and what its expressions have come to so far."""

    def __init__(self, source: str, file: str, line: int) -> None:
        """Run ``source``, whose first line is line ``line`` of ``file``."""
        self.names: dict[str, Any] = {"__name__": "scenarios"}
        self.values: dict[str, Any] = {}
        self.drawn: dict[str, Any] = {}
        """What holds besides while a question with fresh numbers is read; see `draw`."""
        tree = ast.parse(source)
        ast.increment_lineno(tree, line - 1)
        exec(compile(tree, file, "exec"), self.names)

    def draw(self, drawn: dict[str, Any] | None) -> None:
        """Let names stand for a question's fresh numbers, or (None) for the page's own again."""
        self.drawn = drawn or {}

    def write(self, text: str) -> str:
        """Return what ``EXPRESSION; FORMAT`` comes to."""
        expression, semicolon, wanted = (part.strip() for part in text.rpartition(";"))
        if not semicolon or not wanted:
            raise Wrong("has no format; write one after a semicolon, as in `gain; percent`")
        if self.drawn:
            names = self.names | self.drawn
            return formatted(finite(eval(expression, names)), wanted, names)
        if expression not in self.values:
            self.values[expression] = eval(expression, self.names)
        return formatted(finite(self.values[expression]), wanted, self.names)


def told(error: Exception) -> str:
    """Say what an exception says, in one line."""
    if isinstance(error, Wrong):
        return str(error)
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


BLOCK = re.compile(r"^(?P<fence>`{3,}|~{3,})\{scenarios\} *\n(?P<source>.*?)^(?P=fence)", re.M | re.S)


def writers(page: Path) -> dict[str, Writer]:
    """Return what writes the roles of a page's own under a kernel: ``{n}``, with the page's scenarios.

    Raises:
        LiveFigureError: the scenarios cannot be run; the message names the page.
    """
    text = page.read_text(encoding="utf-8")
    found = BLOCK.search(text)
    if found is None:
        return {}
    line = text.count("\n", 0, found.start("source")) + 1
    try:
        return {"n": Scenarios(found["source"], str(page), line).write}
    except Exception as error:  # whatever the page's code raises
        raise LiveFigureError(f"{page}: scenarios: {told(error)}") from error
