"""Finds the figures of packages."""

import importlib
import pkgutil
from collections.abc import Sequence

from .display import LiveFigure
from .errors import LiveFigureError


def discover(package: str) -> dict[str, LiveFigure]:
    """Return the live figures that the modules of a package and of its folders hold, by name.

    Raises:
        LiveFigureError: two figures have one name.
    """
    figures: dict[str, LiveFigure] = {}
    parent = importlib.import_module(package)
    for info in pkgutil.walk_packages(parent.__path__, package + "."):
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, LiveFigure) and figures.setdefault(value.name, value) is not value:
                raise LiveFigureError(f"explorer {value.name!r}: two explorers have this name")
    return figures


def all_figures(packages: Sequence[str]) -> dict[str, LiveFigure]:
    """Return the figures of several packages by name.

    Raises:
        LiveFigureError: two figures have one name.
    """
    figures: dict[str, LiveFigure] = {}
    for package in packages:
        for name, figure in discover(package).items():
            if figures.setdefault(name, figure) is not figure:
                raise LiveFigureError(f"explorer {name!r}: two explorers have this name")
    return figures
