"""The parts that every explorer is made of, in one import; each is told in its own file."""

from .about import About
from .panels import axis, by_panel, panel
from .sliders import grid, slider
from .strip import strip

__all__ = ["About", "axis", "by_panel", "grid", "panel", "slider", "strip"]
