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

import traceback
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from integration_ladder.scenarios import Scenarios, Wrong, told
from livefigure.fingerprint import project_files
from livefigure.moves import place

log = logging.getLogger(__name__)


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
