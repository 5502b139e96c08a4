"""The figure that shows itself: by a directive while a book is being built, as widgets under a kernel."""

import json
import os
from pathlib import Path
from typing import Any

from .errors import LiveFigureError
from .figure import Figure
from .frames import Drawn, drawn
from .outline import outline
from .page import UNPLACED, figure_markup, picture_markup


def building_a_book() -> bool:
    """Tell whether the Sphinx extension set the environment variable that says so."""
    return os.environ.get("LIVEFIGURE_BOOK") == "1"


def in_the_books_language(figure: Figure) -> Figure:
    """Return a figure in the language of the file that `livefigure_translation` names, if it names one.

    Raises:
        LiveFigureError: the file is not a JSON object of texts.
    """
    file = os.environ.get("LIVEFIGURE_TRANSLATION")
    if not file:
        return figure
    try:
        translation = json.loads(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise LiveFigureError(f"livefigure_translation: {file}: {error}") from None
    if not isinstance(translation, dict) or not all(isinstance(text, str) for text in translation.values()):
        raise LiveFigureError(
            f"livefigure_translation: {file}: must be one object, English → another language"
        )
    return figure.translated(translation)


def directive(figure: Figure, frames: Drawn) -> str:
    """Return the directive that places a figure as this process has drawn it."""
    markup = figure_markup(figure, UNPLACED, frames).replace("`", "&#96;")
    more = f":outline: {outline(figure)}" if figure.controls else ":still:"
    return f"```{{live-figure}} {figure.name}\n:drawn: {frames.name}\n{more}\n\n{markup}\n```"


class LiveFigure(Figure):
    """A matplotlib figure with controls that shows itself; it is made of what :class:`Figure` is made of."""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        if building_a_book():
            figure = in_the_books_language(self)
            return {"text/markdown": directive(figure, drawn(figure)), "text/plain": self.name}
        from . import widget  # a book, or a server of one, has no need of ipywidgets

        if self.controls:
            shown = widget.FigureWidget(self)
            return {**shown._repr_mimebundle_(), "text/plain": shown.frame.sentence}
        frame = self.frame(self.default)
        markup = picture_markup(self, self.name, frame.picture, "")
        return {"text/html": widget.in_kernel(self, markup), "text/plain": frame.sentence}
