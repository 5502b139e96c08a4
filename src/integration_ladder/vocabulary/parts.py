"""The parts that every explorer is made of, in one import; each is told in its own file."""

from .about import About
from .key_numbers import key_numbers
from .panels import axis, by_panel, panel
from .sliders import grid, slider
from .strip import labour_only, strip

__all__ = ["About", "axis", "by_panel", "grid", "key_numbers", "labour_only", "panel", "slider", "strip"]
