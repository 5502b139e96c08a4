"""A stacked bar: what one sum is made of, gains upwards from zero and losses downwards, each piece with its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from .labels import LINE_OF_TEXT, name, points_per_unit, spread
from .saying import NEAR
from .theme import INK, LINE

OVER = 4
"""How far the lines of zero and of the sum stand over the bar on either side (points)."""
BESIDE = OVER + 4
"""How far a piece's name stands from the bar (points)."""


@dataclass(frozen=True)
class Piece:
    """A part of a bar.

    Attributes:
        size: how much it is, below 0 a loss.
        text: its name.
        colour: what it is: ``GAIN``, ``LOSS``, ``SOFT`` for what changes hands, or whose.
    """

    size: float
    text: str
    colour: str


def stack(axes: Axes, at: float, pieces: Sequence[Piece], *, total: str = "", width: float = 0.6) -> None:
    """Draw a bar of pieces, from zero outwards in their order, with lines at zero and at their sum.

    The names stand at its right, at the middle of what they name and apart; a piece of no size has none.

    Args:
        axes: the panel; zero must lie within it.
        at: where the bar stands (x).
        pieces: its parts.
        total: name of the sum, which has no line without one.
        width: of the bar, in units of x.
    """
    ends, named = {True: 0.0, False: 0.0}, []
    for piece in pieces:
        if abs(piece.size) < NEAR:
            continue
        start = ends[piece.size > 0]
        ends[piece.size > 0] = start + piece.size
        axes.bar([at], [piece.size], bottom=[start], width=width, color=piece.colour)
        named.append((start + piece.size / 2, piece.text, piece.colour))
    across, up = points_per_unit(axes)
    over = width / 2 + OVER / across
    axes.plot([at - over, at + over], [0, 0], color=LINE, lw=0.8)
    if total:
        net = sum(ends.values())
        axes.plot([at - over, at + over], [net, net], color=INK, lw=2)
        named.append((net, total, INK))
    named.sort(key=lambda one: one[0])
    gap = LINE_OF_TEXT / up
    heights = spread((height for height, _, _ in named), gap, axes.get_ylim()[1] - gap / 2)
    for height, (_, text, colour) in zip(heights, named, strict=True):
        name(axes, at + width / 2 + BESIDE / across, height, text, colour, va="center")
