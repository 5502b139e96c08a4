"""Matplotlib figures with controls that live in a static page and under a Jupyter kernel.

One object, two lives: under a kernel a :class:`LiveFigure` shows as ipywidgets; in a Jupyter Book, built
with the Sphinx extension ``livefigure.book``, it shows as its default picture plus precomputed frames
that plain JavaScript steps through, with no kernel, no server and no other host.
"""

from .controls import Choice, Slider, Switch, as_written
from .display import LiveFigure
from .errors import LiveFigureError
from .language import spoken
from .parts import Bars, Infeasible, Panel, Task
from .theme import Theme
from .words import Words, add_up, number, percent

__all__ = [
    "Bars",
    "Choice",
    "Infeasible",
    "LiveFigure",
    "LiveFigureError",
    "Panel",
    "Slider",
    "Switch",
    "Task",
    "Theme",
    "Words",
    "add_up",
    "as_written",
    "number",
    "percent",
    "spoken",
]
