"""The same picture as the engine draws, as one would draw it without the engine: the measurements' rival."""

import io
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from livefigure import LiveFigure


def furnish(figure: Figure, explorer: LiveFigure) -> dict[str, Any]:
    """Lay the explorer's panels out side by side in one figure and return their axes."""
    total = sum(panel.width for panel in explorer.panels.values())
    axes, left = {}, 0.0
    for name, panel in explorer.panels.items():
        share = panel.width / total
        axes[name] = figure.add_axes((left + 0.15 * share, 0.2, 0.75 * share, 0.6))
        axes[name].set(xlim=panel.x, ylim=panel.y, xlabel=panel.x_label, ylabel=panel.y_label)
        axes[name].set_title(panel.title, loc="left")
        left += share
    return axes


def size(explorer: LiveFigure) -> tuple[float, float]:
    """Return width and height of all panels side by side, in inches."""
    return sum(p.width for p in explorer.panels.values()), max(p.height for p in explorer.panels.values())


def whole_svg(explorer: LiveFigure, setting: dict[str, Any]) -> str:
    """Draw a setting as a new matplotlib figure and return matplotlib's own SVG."""
    with explorer.theme.applied(), mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "rival"}):
        figure = Figure(figsize=size(explorer))
        explorer.draw(explorer.model(**setting), furnish(figure, explorer))
        text = io.StringIO()
        figure.savefig(text, format="svg")
    return text.getvalue()
