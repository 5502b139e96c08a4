"""The ruler of every strip of bars: one for all figures of a book, so that equal lengths mean equal changes.

A length is in proportion to asinh(change / 2 per cent): up to about 2 per cent to the change itself, beyond to its
logarithm, so that a doubling adds about the same everywhere and a loss of half and a gain of threefold both find room.
"""

import math

UNIT = 0.02
LOW, HIGH = -0.6, 3.0
LINES = (-0.5, -0.2, -0.1, -0.05, -0.02, -0.01, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
HEAVY = (-0.5, -0.1, -0.01, 0.01, 0.1, 1.0)
# Which lines are named: on a strip narrower than 145 pixels, than 200, 320, 450, and on a wider one.
NAMED = (
    (-0.1, 0.0, 0.1),
    (-0.1, 0.0, 0.1, 1.0),
    (-0.5, -0.1, 0.0, 0.1, 1.0),
    (-0.5, -0.1, -0.01, 0.0, 0.01, 0.1, 0.5, 2.0),
    (0.0, *(line for line in LINES if abs(line) != 0.02 and line != 2.0)),
)


def place(change: float) -> float:
    """Return where a change (a fraction) ends on the ruler, from 0 to 100 per cent; beyond an end, the end."""
    low, high = math.asinh(LOW / UNIT), math.asinh(HIGH / UNIT)
    return round(100 * (math.asinh(max(LOW, min(HIGH, change)) / UNIT) - low) / (high - low), 2)


ZERO = place(0.0)
