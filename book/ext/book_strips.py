"""The strips, side by side: who gains and who loses under every explorer, drawn as under the explorer itself.

- ``{strips-overview}`` prints a table of all explorers with the four bars that all share, at first sight or, where
  nothing happens to anybody there, under the first preset that says more;
- ``{strips}`` prints a section for every explorer with its strip at first sight and under at most two presets that say
  something else: somebody's sign changes, or failing that, a bar changes most.
"""

from html import escape
from typing import Any

from book_models import Explorer, ExplorerDirective, explorers
from book_sources import link
from docutils import nodes
from sphinx.application import Sphinx

from livefigure import LiveFigure, ruler
from livefigure.book import note_card
from livefigure.figure import Frame
from livefigure.page import bar_kind, bar_markup, bars_markup

SHARED = ("Home, workers", "Home, owners", "Abroad, workers", "Abroad, owners")
TELLING = 2
SMALL = 0.0005  # what is smaller reads "0.0 %"


def sign(value: float | None) -> str:
    """Return what a bar says at a glance."""
    if value is None:
        return "silent"
    return "nothing" if abs(value) < SMALL else "gains" if value > 0 else "loses"


def signs(frame: Frame) -> tuple[str, ...]:
    """Return what a strip says at a glance."""
    return tuple(map(sign, frame.bars.values()))


def distance(one: Frame, other: Frame) -> float:
    """Return by how much the bar that differs most differs; somebody's silence is no distance."""
    pairs = zip(one.bars.values(), other.bars.values(), strict=True)
    return max((abs(a - b) for a, b in pairs if a is not None and b is not None), default=0)


def telling(figure: LiveFigure) -> dict[str, Frame]:
    """Return the strip at first sight and under presets that change somebody's sign, by name.

    Where no preset does, the one that changes most is shown.
    """
    default = figure.frame(figure.default)
    frames = {"At first sight": default}
    presets = {name: figure.frame(figure.preset(name)) for name in figure.presets}
    presets = {name: frame for name, frame in presets.items() if not frame.infeasible}
    for name, frame in presets.items():
        if len(frames) <= TELLING and signs(frame) not in map(signs, frames.values()):
            frames[name] = frame
    most = max(presets, key=lambda name: distance(default, presets[name]), default="")
    if len(frames) == 1 and most and distance(default, presets[most]) >= SMALL:
        frames[most] = presets[most]
    return frames


def strip(figure: LiveFigure, name: str, frame: Frame) -> str:
    """Return one strip with its name and its sentence."""
    return (
        f'<div class="lf"><p class="strip-name">{escape(name)}</p>{bars_markup(figure, frame)}'
        f'<p class="lf-sentence">{escape(frame.sentence)}</p></div>'
    )


def small_bar(figure: LiveFigure, value: float | None, said: str) -> str:
    """Return a bar for a cell of the table, with its value."""
    return (
        f'<span class="small-bar" style="--zero:{ruler.ZERO:g}%"{bar_kind(value, said)}>{bar_markup(value)}'
        f'<span class="lf-bar-value">{said}</span></span>'
    )


def first_telling(figure: LiveFigure) -> tuple[str, Frame]:
    """Return the strip at first sight or, where nothing happens to anybody there, the first preset that says more."""
    frames = telling(figure)
    says = (name for name, frame in frames.items() if {"gains", "loses"} & set(signs(frame)))
    name = next(says, next(iter(frames)))
    return name, frames[name]


def overview_rows(explorer: Explorer) -> str:
    """Return a model's rows of the table: its name and base, the four shared bars, and the others if there are any."""
    figure = explorer.figure
    shown, frame = first_telling(figure)
    bars = [(name, value, frame.bar_texts[name]) for name, value in frame.bars.items()]
    cells = "".join(f"<td>{small_bar(figure, value, said)}</td>" for _, value, said in bars[: len(SHARED)])
    others = " · ".join(f"{escape(name)} {said}" for name, _, said in bars[len(SHARED) :])
    name = f'<a href="#strip-{figure.name}">{escape(figure.title)}</a>'
    if frame != figure.frame(figure.default):
        name += f" ({escape(shown)})"
    return (
        f'<tbody><tr><th scope="rowgroup" colspan="{len(SHARED)}">{name} <span>{escape(figure.bars.title)}</span></th></tr>'
        f"<tr>{cells}</tr>"
        + (f'<tr><td colspan="{len(SHARED)}" class="others">{others}</td></tr>' if others else "")
        + "</tbody>"
    )


def with_strips(found: list[Explorer]) -> list[Explorer]:
    """Return the explorers that have a strip."""
    return [explorer for explorer in found if explorer.figure.bars is not None]


class StripsOverview(ExplorerDirective):
    """Prints all strips at first sight as one table."""

    def run(self) -> list[nodes.Node]:
        """Return the table, as HTML, with links within the page."""
        note_card(self.env)
        head = "".join(f'<th scope="col">{text}</th>' for text in SHARED)
        rows = "".join(map(overview_rows, with_strips(explorers(self.pages()))))
        table = f'<table class="strips"><thead><tr>{head}</tr></thead>{rows}</table>'
        return [nodes.raw("", f'<div class="lf">{table}</div>', format="html")]


class Strips(ExplorerDirective):
    """Prints every explorer's strips."""

    def run(self) -> list[nodes.Node]:
        """Return a section each."""
        note_card(self.env)
        sections = []
        for explorer in with_strips(explorers(self.pages())):
            figure = explorer.figure
            frames = telling(figure)
            silent = [name for name, value in next(iter(frames.values())).bars.items() if value is None]
            section = self.section(figure.title, f"strip-{figure.name}", [])
            said = nodes.paragraph("", explorer.place, classes=["source"])
            if explorer.home:
                said += [nodes.Text(" · "), link(self.env, explorer.home.docname)]
            said += nodes.Text(f" · silent on: {'; '.join(silent)}" if silent else " · silent on nobody")
            section += said
            strips = "".join(strip(figure, name, frame) for name, frame in frames.items())
            section += nodes.raw("", f'<div class="strip-row">{strips}</div>', format="html")
            sections.append(section)
        return sections


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("strips-overview", StripsOverview)
    app.add_directive("strips", Strips)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
