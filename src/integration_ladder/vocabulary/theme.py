"""The course's look: the style file, the font, and the colours with their fixed meanings."""

from pathlib import Path

from livefigure import Theme

_HERE = Path(__file__).parent

HOME = "#0072b2"
"""Home country (Okabe-Ito blue)."""
FOREIGN = "#d55e00"
"""Foreign country (Okabe-Ito vermilion)."""
THIRD = "#e69f00"
"""Third country (Okabe-Ito orange); always with another marker and dash than the foreign country."""
GAIN = "#009e73"
LOSS = "#b4447c"
INK = "#1b2430"
SOFT = "#5b6675"
LINE = "#8b94a0"
PAPER = "#ffffff"
"""The card's ground, for hollow markers."""

# Dashes, as matplotlib's (offset, (on, off)) in widths of the line.
DROP = (0, (2, 2))
"""From where the setting stands down to the axis."""
DOTTED = (0, (1, 2))
"""From a place that does not move with the setting: the end of a curve."""
COMPARED = (0, (3, 2))
"""A line or an outline to compare with: in proportion, what was there before."""
SECOND = (0, (4, 1.4))
"""The second of two curves that cross."""

THEME = Theme(
    style=_HERE / "course.mplstyle",
    fonts=(_HERE / "fonts" / "Inter-Regular.ttf", _HERE / "fonts" / "Inter-SemiBold.ttf"),
    dark={
        HOME: "#56b4e9",
        FOREIGN: "#ff9248",
        THIRD: "#f0c04a",
        GAIN: "#35c79b",
        LOSS: "#e07fb0",
        SOFT: "#9aa5b4",
        LINE: "#5d6876",
        PAPER: "#191f27",
    },
    text={HOME: "#00609a", FOREIGN: "#b14e00", THIRD: "#8a5f00", GAIN: "#00704f", LOSS: "#a13a6d"},
)
