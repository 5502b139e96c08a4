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
import re
from dataclasses import dataclass, field
from html import escape
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
from .settings import read_setting

log = logging.getLogger(__name__)

LONGEST_ANSWER = 45
LONGEST_LINK = 25
BEGINS = re.compile(r"\d+\. ")
FIELD = re.compile(r" *(set|panel|answer): *(.*)")
LINK = re.compile(r"(.+?) *<([\w-]+): *(.+)>", re.S)


@dataclass
class Move:
    """A move as it is written: its lines by part, and the line of the page at which each begins."""

    line: int
    parts: dict[str, list[str]] = field(default_factory=lambda: {"text": []})
    lines: dict[str, int] = field(default_factory=dict)


def read_moves(content: list[str]) -> list[Move]:
    """Cut a list of moves into its moves and parts.

    Raises:
        LiveFigureError: it does not begin with a numbered move, or a part stands twice.
    """
    moves: list[Move] = []
    part = "text"
    for number, line in enumerate(content):
        if BEGINS.match(line):
            moves.append(Move(number))
            part, line = "text", BEGINS.sub("", line, count=1)
            moves[-1].lines["text"] = number
        elif moves and (found := FIELD.fullmatch(line)):
            part, line = found[1], found[2]
            if part in moves[-1].lines:
                raise LiveFigureError(f"move {len(moves)} has {part!r} twice")
            moves[-1].parts[part], moves[-1].lines[part] = [], number
        if line.strip() and not moves:
            raise LiveFigureError("begins with a number, as in: 1. **Lower the price to 5/6.** Who gains?")
        if moves:
            moves[-1].parts[part].append(line.strip())
    if not moves:
        raise LiveFigureError("needs at least one move")
    return moves


def figure_named(env: BuildEnvironment, name: str) -> Figure:
    """Return a figure of the book.

    Raises:
        LiveFigureError: there is none of this name, or it does not move.
    """
    figures = env.app.livefigure_figures
    moving = sorted(name for name, figure in figures.items() if figure.controls)
    if name not in moving:
        raise LiveFigureError(f"there is no figure {name!r} that moves; there are: {', '.join(moving)}")
    return figures[name]


def note(env: BuildEnvironment, name: str, place: tuple[str, int | None]) -> None:
    """Remember that a page speaks of a figure, which must then stand on it."""
    env.temp_data.setdefault("livefigure_named", []).append((name, place))


def check_named(app: Sphinx, doctree: nodes.document) -> None:
    """Warn of moves and links whose figure does not stand on their page."""
    env = app.env
    here = {shown.figure for shown in env.livefigure_shown.get(env.docname, {}).values()}
    for name, (file, line) in env.temp_data.get("livefigure_named", ()):
        if name not in here:
            log.warning("figure %r does not stand on this page", name, location=f"{file}:{line}")


def html(text: str) -> nodes.raw:
    """Return a piece of markup."""
    return nodes.raw("", text, format="html")


class MovesDirective(SphinxDirective):
    """A list of guided moves of one figure, with folded answers."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the list; what is wrong with a move is a warning at its line."""
        name = self.arguments[0]
        try:
            figure = figure_named(self.env, name)
            moves = read_moves(list(self.content))
        except LiveFigureError as error:
            raise self.error(f"moves: {error}") from None
        note(self.env, name, self.get_source_info())
        say = figure.say
        keys = ("move", "set", "is_set", "answer", "back", "next", "close", "start", "way")
        words = escape(json.dumps({key: say[key] for key in keys}, ensure_ascii=False))
        found: list[nodes.Node] = [
            html(
                f'<section class="lf lf-moves" data-figure="{name}" data-words="{words}" aria-label="{escape(say["moves"])}">'
                f'<p class="lf-moves-title">{escape(say["moves"])}</p><ol>'
            )
        ]
        for move in moves:
            try:
                found += self._move(figure, move)
            except LiveFigureError as error:
                file, line = self.get_source_info()
                at = (line or 0) + self.content_offset - self.lineno + 1 + move.line
                log.warning("move %d: %s", moves.index(move) + 1, error, location=f"{file}:{at}")
        return [*found, html("</ol></section>")]

    def _move(self, figure: Figure, move: Move) -> list[nodes.Node]:
        """Return a move's nodes.

        Raises:
            LiveFigureError: its setting or panel is none of the figure's, a part is missing, its answer is too long.
        """
        missing = {"set", "answer"} - set(move.parts)
        if missing or not any(move.parts["text"]):
            raise LiveFigureError(f"has no {' and no '.join(sorted(missing or {'text'}))}")
        at = figure.indices(read_setting(figure, " ".join(move.parts["set"])))
        panel = " ".join(move.parts.get("panel", [])).strip() or next(iter(figure.panels))
        if panel not in figure.panels:
            raise LiveFigureError(f"there is no panel {panel!r}; there are: {', '.join(figure.panels)}")
        answer = self._parsed(move, "answer")
        words = sum(len(part.astext().split()) for part in answer)
        if words > LONGEST_ANSWER:
            raise LiveFigureError(
                f"its answer has {words} words, at most {LONGEST_ANSWER} are admissible: make it two moves, "
                "or tell the rest where the page says why"
            )
        data = f'data-at="{json.dumps(list(at))}" data-panel="{panel}"'
        return [
            html(f'<li {data}><div class="lf-move">'),
            *self._parsed(move, "text"),
            html(f'</div><details class="lf-answer"><summary>{escape(figure.say["answer"])}</summary>'),
            *answer,
            html("</details></li>"),
        ]

    def _parsed(self, move: Move, part: str) -> list[nodes.Node]:
        holder = nodes.Element()
        lines = StringList(move.parts[part], self.get_source_info()[0])
        self.state.nested_parse(lines, self.content_offset + move.lines[part], holder)
        return holder.children


class SetRole(SphinxRole):
    """A link in the prose that moves a figure: ``{set}`at 5/6 <ricardo: price = 5/6>` ``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the link, or a warning with page and line."""
        try:
            written = LINK.fullmatch(self.text)
            if not written:
                raise LiveFigureError("wants a text, a figure and a setting: at 5/6 <ricardo: price = 5/6>")
            text, name, wanted = written.groups()
            if len(text) > LONGEST_LINK:
                raise LiveFigureError(
                    f"{text!r} has {len(text)} characters, at most {LONGEST_LINK} are admissible"
                )
            figure = figure_named(self.env, name)
            at = figure.indices(read_setting(figure, wanted))
        except LiveFigureError as error:
            log.warning("link %r: %s", self.text, error, location=":".join(map(str, self.get_source_info())))
            return [nodes.problematic(self.rawtext, self.text)], []
        note(self.env, name, self.get_source_info())
        # Its underline is a track: the thumb stands where the first slider's value lies that the link moves.
        moved = [
            control.places[place]
            for control, place, first in zip(figure.controls, at, figure.indices(figure.default), strict=True)
            if isinstance(control, Slider) and place != first
        ]
        where = f"--at:{100 * (moved or [0.5])[0]:g}%"
        data = f'data-figure="{name}" data-at="{json.dumps(list(at))}" style="{where}"'
        return [html(f'<span class="lf-set" {data}>'), nodes.Text(text), html("</span>")], []


def setup(app: Sphinx) -> dict[str, Any]:
    """Register directive and role; called by the extension ``livefigure.book``."""
    app.add_directive("moves", MovesDirective)
    app.add_role("set", SetRole())
    app.connect("doctree-read", check_named)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
