"""Chooses a figure's life: markup for a page while a book is being built, widgets under a kernel."""

import os
from typing import Any

from .figure import LiveFigure


def building_a_book() -> bool:
    """Tell whether the Sphinx extension set the environment variable that says so."""
    return os.environ.get("LIVEFIGURE_BOOK") == "1"


def mimebundle(figure: LiveFigure) -> dict[str, Any]:
    """Return what Jupyter shows for a figure."""
    sentence = figure.frame(figure.default).sentence
    if building_a_book() or not figure.controls:
        from .page import figure_markup

        markup = figure_markup(figure)
        if not building_a_book():
            from .widget import stylesheet

            markup = (
                f'<style>{stylesheet()}{figure.theme.font_css}</style><div class="lf-kernel">{markup}</div>'
            )
        return {"text/html": markup, "text/plain": sentence}
    from .widget import FigureWidget

    bundle = FigureWidget(figure)._repr_mimebundle_()
    return {**bundle, "text/plain": sentence}
