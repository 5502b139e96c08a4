"""The nouns of drawing that nearly every explorer uses, in one import; each is told in its own file."""

from .areas import area, band, box
from .curves import curve, either_side, results, values
from .labels import Named, margin_names, name, name_curves, note, spread
from .outcomes import Line, outcome
from .points import BEHIND, SIZE, across, dot, dots, drop, full, hollow, present
from .stacks import Piece, stack

__all__ = [
    "BEHIND",
    "SIZE",
    "Line",
    "Named",
    "Piece",
    "across",
    "area",
    "band",
    "box",
    "curve",
    "dot",
    "dots",
    "drop",
    "either_side",
    "full",
    "hollow",
    "margin_names",
    "name",
    "name_curves",
    "note",
    "outcome",
    "present",
    "results",
    "spread",
    "stack",
    "values",
]
