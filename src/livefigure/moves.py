"""Guided moves and links that move a figure, as a page writes them; both are checked when the page is read.

    ```{moves} ricardo
    1. **Lower the terms of trade to the mark 5/6.** Which bar of the strip shrinks?
       set: price = 5/6
       panel: gains
       answer: England’s. At 5/6 it gets a wine for what it costs at home.
    ```

    At {set}`5/6 wine per cloth <ricardo: price = 5/6>` England gains nothing.

Without a script, and on paper, the moves are a list with all its answers, and a link is plain text.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from .controls import Slider
from .errors import LiveFigureError
from .figure import Figure
from .guided import LINK, Move, read_moves
from .settings import read_setting

log = logging.getLogger(__name__)

LONGEST_ANSWER = 45
LONGEST_LINK = 25
# What the page's script says beside the moves.
SAID = ("move", "set", "is_set", "answer", "back", "next", "close", "start", "way", "dashed", "key", "done")


def place(file: str, line: int | None, text: str) -> str:
    """Return where ``text`` stands: MyST knows the line at which its paragraph begins, on a page with cells one too many."""
    near = max(0, (line or 1) - 2)
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    found = (number for number, one in enumerate(lines[near:], near + 1) if text in one)
    return f"{file}:{next(found, line)}"


@dataclass
class Named:
    """A figure that a page names, where, and what is to be done when it is known."""

    name: str
    where: str
    then: Callable[[Figure], None]


def stands_here(env: BuildEnvironment, figure: Figure) -> None:
    """Remember that a figure stands on the page that is being read."""
    env.temp_data.setdefault("livefigure_here", {})[figure.name] = figure


def _when_read(env: BuildEnvironment, name: str, where: str, then: Callable[[Figure], None]) -> None:
    """Do something with a figure when the whole page has been read, for it may stand below."""
    env.temp_data.setdefault("livefigure_named", []).append(Named(name, where, then))


def finish(app: Sphinx, doctree: nodes.document) -> None:
    """Check moves and links by the figures that stand on their page, and finish them."""
    here = app.env.temp_data.get("livefigure_here", {})
    moving = sorted(name for name, figure in here.items() if figure.controls)
    for named in app.env.temp_data.get("livefigure_named", ()):
        if named.name in moving:
            named.then(here[named.name])
            continue
        log.warning(
            "no figure %r that moves stands on this page; here stand: %s",
            named.name,
            ", ".join(moving) or "none",
            location=named.where,
        )


def html(text: str = "") -> nodes.raw:
    """Return a piece of markup."""
    return nodes.raw("", text, format="html")


def words(found: list[nodes.Node]) -> int:
    """Count the words that a reader reads; a formula is one."""
    count = 0
    for block in (block for node in found for block in node.findall(nodes.TextElement)):
        if isinstance(block, nodes.Inline):
            continue
        read = ""
        for text in block.findall(nodes.Text):
            if isinstance(text.parent, nodes.math | nodes.math_block):
                read += "formula"
            elif not isinstance(text.parent, nodes.raw):
                read += text.astext()
        count += len(read.split())
    return count


class MovesDirective(SphinxDirective):
    """A list of guided moves of one figure, with folded answers."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the list; what is wrong with a move is a warning at its line."""
        name = self.arguments[0]
        here = place(*self.get_source_info(), "{moves}")
        try:
            moves = read_moves(list(self.content))
        except LiveFigureError as error:
            log.warning("moves: %s", error, location=here)
            return []
        self.file, line = here.rsplit(":", 1)
        self.first = int(line) + 1 + self.content_offset
        head, found, later = html(), [], []
        for number, move in enumerate(moves, 1):
            found += self._move(number, move, later)

        def then(figure: Figure) -> None:
            said = escape(json.dumps({key: figure.say[key] for key in SAID}, ensure_ascii=False))
            title = escape(figure.say["moves"])
            head.append(
                nodes.Text(
                    f'<section class="lf lf-moves" data-figure="{name}" data-words="{said}" aria-label="{title}">'
                    f'<p class="lf-moves-title">{title}</p><ol>'
                )
            )
            for finish_move in later:
                finish_move(figure)

        _when_read(self.env, name, here, then)
        return [head, *found, html("</ol></section>")]

    def _warn(self, number: int, line: int, message: object) -> None:
        log.warning("move %d: %s", number, message, location=f"{self.file}:{self.first + line}")

    def _move(self, number: int, move: Move, later: list[Callable[[Figure], None]]) -> list[nodes.Node]:
        """Return a move's nodes, and add to ``later`` what is to be done when its figure is known."""
        for line, message in move.faults:
            self._warn(number, line, message)
        if move.faults:
            return []
        answer = self._parsed(move, "answer")
        if (count := words(answer)) > LONGEST_ANSWER:
            self._warn(
                number,
                move.lines["answer"],
                f"its answer has {count} words, at most {LONGEST_ANSWER} are admissible: make it two moves, "
                "or tell the rest where the page says why",
            )
        begin, middle = html(), html()

        def then(figure: Figure) -> None:
            at: tuple[int, ...] = ()
            try:
                at = figure.indices(read_setting(figure, " ".join(move.parts["set"])))
            except LiveFigureError as error:
                self._warn(number, move.lines["set"], error)
            panel = " ".join(move.parts.get("panel", [])).strip() or next(iter(figure.panels))
            if panel not in figure.panels:
                there = ", ".join(figure.panels)
                self._warn(number, move.lines["panel"], f"there is no panel {panel!r}; there are: {there}")
            data = f'data-at="{json.dumps(list(at))}" data-panel="{escape(panel)}"'
            if "from" in move.parts:
                try:
                    data += f' data-from="{json.dumps(list(figure.indices(read_setting(figure, " ".join(move.parts["from"])))))}"'
                except LiveFigureError as error:
                    self._warn(number, move.lines["from"], error)
            if "number" in move.parts:
                label, labels = " ".join(move.parts["number"]), figure.key_numbers()
                if label in labels:
                    data += f' data-number="{labels.index(label)}"'
                else:
                    there = ", ".join(labels) or "none"
                    self._warn(
                        number, move.lines["number"], f"there is no key number {label!r}; there are: {there}"
                    )
            begin.append(nodes.Text(f'<li {data}><div class="lf-move">'))
            summary = escape(figure.say["answer"])
            middle.append(nodes.Text(f'</div><details class="lf-answer"><summary>{summary}</summary>'))

        later.append(then)
        return [begin, *self._parsed(move, "text"), middle, *answer, html("</details></li>")]

    def _parsed(self, move: Move, part: str) -> list[nodes.Node]:
        holder = nodes.Element()
        lines = StringList(move.parts[part], self.get_source_info()[0])
        self.state.nested_parse(lines, self.content_offset + move.lines[part], holder)
        return holder.children


def _thumb(figure: Figure, at: Sequence[int]) -> float:
    """Return where the first slider's value lies on its track that a link moves; the middle, if it moves none."""
    for control, place, first in zip(figure.controls, at, figure.indices(figure.default), strict=False):
        if isinstance(control, Slider) and place != first:
            return control.places[place]
    return 0.5


class SetRole(SphinxRole):
    """A link in the prose that moves a figure: ``{set}`at 5/6 <ricardo: price = 5/6>` ``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link; what is wrong with it is a warning with page and line."""
        where = place(*self.get_source_info(), self.text.splitlines()[0])
        written = LINK.fullmatch(self.text)
        if not written:
            self._warn("wants a text, a figure and a setting: at 5/6 <ricardo: price = 5/6>", where)
            return [nodes.problematic(self.rawtext, self.text)], []
        text, name, wanted = written.groups()
        if len(text) > LONGEST_LINK:
            self._warn(f"{text!r} has {len(text)} characters, at most {LONGEST_LINK} are admissible", where)
        begin = html()

        def then(figure: Figure) -> None:
            try:
                at = list(figure.indices(read_setting(figure, wanted)))
            except LiveFigureError as error:
                log.warning("link %r: %s", text, error, location=where)
                at = []
            data = (
                f'data-figure="{name}" data-at="{json.dumps(at)}" style="--at:{100 * _thumb(figure, at):g}%"'
            )
            begin.append(nodes.Text(f'<span class="lf-set" {data}>'))

        _when_read(self.env, name, where, then)
        return [begin, nodes.Text(text), html("</span>")], []

    def _warn(self, message: object, where: str) -> None:
        log.warning("link %r: %s", self.text, message, location=where)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register directive and role; called by the extension ``livefigure.book``."""
    app.add_directive("moves", MovesDirective)
    app.add_role("set", SetRole())
    app.connect("doctree-read", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
