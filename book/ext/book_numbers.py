"""Numbers where they are printed: a page names its scenarios once, a role writes each number into its sentence.

    ```{scenarios}
    from integration_ladder.models.ricardo import market_clearing_price, trade_at

    one, clearing = trade_at(1.0), market_clearing_price()
    ```

    England gains {n}`one.england.gain; percent`; the plans add up at {n}`clearing; number(3)`.

Before the semicolon stands a Python expression of the page's scenarios, after it the format: one of the course's (`FORMATS`
in `vocabulary/saying.py`), a function that the scenarios import or define (called with the value and the arguments given),
or what Python writes after the colon of an f-string (``.1f``, ``,d``, ``s``). No kernel is started. An expression is evaluated
once a page. Whatever is wrong, a value that is not finite included, is a warning with page and line, hence an error under -W.
"""

import ast
import math
import re
import traceback
from contextlib import suppress
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from integration_ladder.vocabulary.saying import FORMATS
from livefigure.fingerprint import project_files
from livefigure.moves import place
from livefigure.words import NO_BREAK_SPACE

log = logging.getLogger(__name__)

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
        tree = ast.parse(source)
        ast.increment_lineno(tree, line - 1)
        exec(compile(tree, file, "exec"), self.names)

    def write(self, text: str) -> str:
        """Return what ``EXPRESSION; FORMAT`` comes to."""
        expression, semicolon, wanted = (part.strip() for part in text.rpartition(";"))
        if not semicolon or not wanted:
            raise Wrong("has no format; write one after a semicolon, as in `gain; percent`")
        if expression not in self.values:
            self.values[expression] = eval(expression, self.names)
        return formatted(finite(self.values[expression]), wanted, self.names)


def told(error: Exception) -> str:
    """Say what an exception says, in one line."""
    if isinstance(error, Wrong):
        return str(error)
    return f"{type(error).__name__}: {' '.join(str(error).split())}"


class ScenariosDirective(SphinxDirective):
    """Runs the page's scenarios; prints nothing."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Make the scenarios known to the roles below."""
        here = place(*self.get_source_info(), "{scenarios}")
        file, line = here.rsplit(":", 1)
        if "scenarios" in self.env.temp_data:
            log.warning("scenarios: a page has one such block", location=here)
            return []
        first = int(line) + 1 + self.content_offset
        try:
            self.env.temp_data["scenarios"] = Scenarios("\n".join(self.content), file, first)
        except SyntaxError as error:
            log.warning("scenarios: %s", told(error), location=f"{file}:{first - 1 + (error.lineno or 1)}")
        except Exception as error:
            at = [
                frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file
            ]
            log.warning("scenarios: %s", told(error), location=f"{file}:{at[-1]}")
        return []


class Parameters(SphinxDirective):
    """Prints the table of a live figure's controls: symbol, label, values, the value at first."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        name, figures = self.arguments[0], self.env.app.livefigure_figures
        if name not in figures:
            raise self.error(f"there is no live figure {name!r}; there are: {', '.join(sorted(figures))}")
        for file in project_files(figures[name]):
            self.env.note_dependency(str(file))
        table = StringList(figures[name].parameter_table().splitlines(), self.get_source_info()[0])
        found = nodes.Element()
        self.state.nested_parse(table, self.content_offset, found)
        return found.children


class NumberRole(SphinxRole):
    """Writes a number."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number as text."""
        scenarios = self.env.temp_data.get("scenarios")
        try:
            if scenarios is None:
                raise Wrong("there are no {scenarios} above it on this page, or they are wrong")
            return [nodes.Text(scenarios.write(self.text))], []
        except Exception as error:
            at = place(*self.get_source_info(), f"`{self.text}`")
            log.warning("number %r: %s", self.text, told(error), location=at)
            return [nodes.problematic(self.rawtext, self.text)], []


def setup(app: Sphinx) -> dict[str, Any]:
    """Register role and directive."""
    app.add_role("n", NumberRole())
    app.add_directive("scenarios", ScenariosDirective)
    app.add_directive("parameters", Parameters)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
