"""Chooses a figure's life: a directive for the page while a book is being built, widgets under a kernel."""

import os
from typing import Any

from .figure import LiveFigure


def building_a_book() -> bool:
    """Tell whether the Sphinx extension set the environment variable that says so."""
    return os.environ.get("LIVEFIGURE_BOOK") == "1"


def directive(figure: LiveFigure) -> str:
    """Return the directive that places a figure as this process has drawn it."""
    from .frames import build_name, ensure_script
    from .page import UNPLACED, figure_markup

    build = ensure_script(figure).stem if figure.controls else build_name(figure)
    markup = figure_markup(figure, UNPLACED, build).replace("`", "&#96;")
    return f"```{{live-figure}} {figure.name}\n:drawn: {build}\n\n{markup}\n```"


def mimebundle(figure: LiveFigure) -> dict[str, Any]:
    """Return what Jupyter shows for a figure."""
    sentence = figure.frame(figure.default).sentence
    if building_a_book():
        return {"text/markdown": directive(figure), "text/plain": sentence}
    if not figure.controls:
        from .page import figure_markup
        from .widget import stylesheet

        markup = (
            f"<style>{stylesheet()}{figure.theme.font_css}</style>"
            f'<div class="lf-kernel">{figure_markup(figure, figure.name, "")}</div>'
        )
        return {"text/html": markup, "text/plain": sentence}
    from .widget import FigureWidget

    bundle = FigureWidget(figure)._repr_mimebundle_()
    return {**bundle, "text/plain": sentence}
