"""The figure that shows itself: by a directive while a book is being built, as widgets under a kernel."""

import os
from typing import Any

from .figure import Figure
from .frames import Drawn, compile_frames, drawn
from .page import UNPLACED, figure_markup


def building_a_book() -> bool:
    """Tell whether the Sphinx extension set the environment variable that says so."""
    return os.environ.get("LIVEFIGURE_BOOK") == "1"


def directive(figure: Figure, frames: Drawn) -> str:
    """Return the directive that places a figure as this process has drawn it."""
    markup = figure_markup(figure, UNPLACED, frames).replace("`", "&#96;")
    still = "" if figure.controls else ":still:\n"
    return f"```{{live-figure}} {figure.name}\n:drawn: {frames.name}\n{still}\n{markup}\n```"


class LiveFigure(Figure):
    """A matplotlib figure with controls that shows itself; it is made of what :class:`Figure` is made of."""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        if building_a_book():
            frames = drawn(self)
            return {"text/markdown": directive(self, frames), "text/plain": self.name}
        from . import widget  # a book, or a server of one, has no need of ipywidgets

        if self.controls:
            shown = widget.FigureWidget(self)
            return {**shown._repr_mimebundle_(), "text/plain": shown.frame.sentence}
        frame = self.frame(self.default)
        markup = figure_markup(self, self.name, Drawn("", compile_frames(self, [frame])))
        return {"text/html": widget.in_kernel(self, markup), "text/plain": frame.sentence}
