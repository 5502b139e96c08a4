"""What the theory expects of a picture, said independently of the explorer, and how a picture departs from it."""

import importlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from livefigure import LiveFigure
from livefigure.figure import Picture

from .seen import Seen, differences

HOME, FOREIGN, THIRD = "#0072b2", "#d55e00", "#e69f00"
GAIN, LOSS, SOFT = "#009e73", "#b4447c", "#5b6675"
INK, LINE = "currentColor", "#8b94a0"
"""The colours by their meaning, as a picture has them."""


@dataclass(frozen=True)
class Expected:
    """A picture at one setting, as the model has it.

    Attributes:
        bars: name → the model's number, None for silence.
        readout: label → text.
        says: parts of the sentence, in this order; outside of them it names no number.
        panels: name → what stands in the panel.
    """

    bars: dict[str, float | None]
    says: list[str]
    readout: dict[str, str] = field(default_factory=dict)
    panels: dict[str, Seen] = field(default_factory=dict)


def four(
    home_workers: float | None = None,
    home_owners: float | None = None,
    foreign_workers: float | None = None,
    foreign_owners: float | None = None,
    *,
    home: str = "Home",
    foreign: str = "Abroad",
) -> dict[str, float | None]:
    """Return the four bars by their names, in the course's order."""
    names = (f"{home}, workers", f"{home}, owners", f"{foreign}, workers", f"{foreign}, owners")
    return dict(zip(names, (home_workers, home_owners, foreign_workers, foreign_owners), strict=True))


def expectation(figure: LiveFigure) -> Callable[..., Expected]:
    """Return what the theory expects of an explorer, the function of its ``expected_NAME.py``: setting → picture."""
    package = "integration_ladder.explorers."
    modules = [
        name
        for name, module in list(sys.modules.items())
        if name.startswith(package) and any(value is figure for value in vars(module).values())
    ]
    chapter, name = modules[0].removeprefix(package).split(".")
    return importlib.import_module(f".{chapter}.expected_{name}", __package__).expected


def departures(expected: Expected, picture: Picture, figure: LiveFigure) -> list[str]:
    """Return in words where a picture departs from what the theory expects; nothing if it does not."""
    told = []
    if list(picture.bars) != list(expected.bars):
        told.append(f"strip: expected {list(expected.bars)}, seen {list(picture.bars)}")
    else:
        told += [
            f"strip, {name}: expected {value}, seen {picture.bars[name]}"
            for name, value in expected.bars.items()
            if (value is None) != (picture.bars[name] is None)
            or (value is not None and picture.bars[name] != pytest.approx(value, abs=6e-5))
        ]
    if picture.readout != expected.readout:
        told.append(f"readout: expected {expected.readout}, seen {picture.readout}")
    told += _sentence(expected.says, picture.sentence)
    for name, panel in figure.panels.items():
        found = differences(expected.panels.get(name, Seen()), picture.panels[name], panel)
        told += [f"panel {name}, {one}" for one in found]
    return told


def _sentence(says: list[str], sentence: str) -> list[str]:
    rest, at = "", 0
    for part in says:
        found = sentence.find(part, at)
        if found < 0:
            return [f"sentence: expected {part!r} in {sentence!r}"]
        rest, at = rest + sentence[at:found], found + len(part)
    rest += sentence[at:]
    return [f"sentence: a number is not expected in {rest!r}"] if re.search(r"\d", rest) else []
