"""How wide and high a page will draw a text, from the font's own tables: what a browser would answer."""

import unicodedata
from functools import cache
from typing import NamedTuple

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import LoadFlags

FIGURES = "0123456789"
_SIZE = 1000


@cache
def _file(font: FontProperties) -> str:
    return str(font_manager.findfont(font))


@cache
def _glyph(path: str, char: str) -> float:
    """Return a character's width as a share of the font's size."""
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    font = font_manager.get_font(path)
    font.set_size(_SIZE, 72)
    return font.load_char(ord(char), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / _SIZE


@cache
def _figure(path: str) -> float:
    """Return the width that all figures have where a page sets them in columns."""
    return max(_glyph(path, char) for char in FIGURES)


def width(text: str, font: FontProperties) -> float:
    """Return the width of a line as a share of the font's size, with figures set in columns."""
    path = _file(font)
    return sum(_figure(path) if char in FIGURES else _glyph(path, char) for char in text)


@cache
def _reach(path: str, char: str) -> tuple[float, float]:
    """Return how far a character reaches above and below its base, as shares of the font's size."""
    font = font_manager.get_font(path)
    font.set_size(_SIZE, 72)
    _, low, _, high = font.load_char(ord(char), flags=LoadFlags.NO_HINTING).bbox
    return high / 64 / _SIZE, -low / 64 / _SIZE


class Extent(NamedTuple):
    """How far a line of text reaches, as shares of the font's size.

    Attributes:
        width: from its beginning to its end.
        ascent, descent: above and below its base, as the font has it for all its lines.
        high, low: the same for these very characters, which may reach farther ("Å").
    """

    width: float
    ascent: float
    descent: float
    high: float
    low: float


def extent(text: str, font: FontProperties) -> Extent:
    """Measure a line of text."""
    path = _file(font)
    face = font_manager.get_font(path)
    highs, lows = zip(*(_reach(path, char) for char in set(text)), strict=True) if text else ((0.0,), (0.0,))
    return Extent(
        width(text, font),
        face.ascender / face.units_per_EM,
        -face.descender / face.units_per_EM,
        max(highs),
        max(lows),
    )
