"""What a reader saw when an explorer was last looked at, kept as text: every label, line and area, and what can be set.

    .venv/bin/python -m tests.explorers.looked_at NAME …     keeps how explorers look now; all that are kept, without a name

Keep it after you have looked (`make look NAME=…`), and read the difference in git: it says in inches what has moved.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from livefigure import LiveFigure, Slider
from livefigure.book import discover
from livefigure.frames import place_marks

from .seen import UNITS_PER_INCH, path_points

KEPT = Path(__file__).parent / "kept"
# A fiftieth of an inch is less than a reader sees, and more than another version of a font moves a label.
TOLERANCE = 0.02
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
LOOKS = (
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "font-size",
    "font-weight",
    "font-style",
    "text-anchor",
)


def file_of(figure: LiveFigure) -> Path:
    """Return where it is kept how a figure looks."""
    return KEPT / f"{figure.name}.txt"


def looks(figure: LiveFigure) -> list[str]:
    """Return what can be set, and what is seen at first and at every preset, a line each."""
    return [*_settable(figure), *_seen(figure)]


def _settable(figure: LiveFigure) -> Iterator[str]:
    for control in figure.controls:
        yield f"control {control.name}: {' | '.join(control.text(value) for value in control.values)}"
        yield f"control {control.name} at first: {control.text(control.default)}"
    answers: dict[str, list[str]] = {task.name: [] for task in figure.tasks}
    for setting in figure.settings() if answers else ():
        said = ", ".join(control.text(setting[control.name]) for control in figure.controls)
        frame = figure.result(setting)
        for task in figure.tasks:
            if not hasattr(frame, "reason") and task.holds(frame):
                answers[task.name].append(said)
    for name, found in answers.items():
        yield f"task {name}: {len(found)} answers, from {found[0]} to {found[-1]}"


def _seen(figure: LiveFigure) -> Iterator[str]:
    for name, panel in figure.panels.items():
        yield f"panel {name}: {panel.width:.2f} by {panel.height:.2f}"
    yield from (
        f"axes, {name}: {line}" for name, markup in figure.axes_svg().items() for line in _lines(markup)
    )
    settings = {"at first": figure.default, **{name: figure.preset(name) for name in figure.presets}}
    for title, setting in settings.items():
        frame = figure.frame(setting)
        if figure.controls:
            said = ", ".join(control.text(setting[control.name]) for control in figure.controls)
            yield f"{title}: {said}"
        for slider in (control for control in figure.controls if isinstance(control, Slider)):
            for place, label, *rows in place_marks(figure, slider, setting):
                yield f"{title}, mark on {slider.name}: {place} {label} rows {rows[0]} {rows[1]}"
        for name in figure.panels:
            yield from (f"{title}, {name}: {line}" for line in _lines(frame.picture.panels[name]))


def _lines(markup: str) -> Iterator[str]:
    """Say each element of a panel: where it stands, in inches from the top left, and how it looks."""
    for element in ElementTree.fromstring(f"<svg>{markup}</svg>"):
        if element.tag == "text":
            x, y = (int(element.get(name, "")) / UNITS_PER_INCH for name in ("x", "y"))
            where = f"“{element.text}” {x:.2f} {y:.2f}"
        else:
            points = [(x / UNITS_PER_INCH, y / UNITS_PER_INCH) for x, y in path_points(element.get("d", ""))]
            (left, right), (top, bottom) = ((min(one), max(one)) for one in zip(*points, strict=True))
            where = f"path {left:.2f} to {right:.2f}, {top:.2f} to {bottom:.2f}"
        looks = [f"{name} {element.get(name)}" for name in LOOKS if element.get(name)]
        yield " ".join([where, *looks])


def same(one: str, other: str) -> bool:
    """Tell whether two lines say the same but for what nobody sees."""
    if NUMBER.sub("#", one) != NUMBER.sub("#", other):
        return False
    numbers = [[float(number) for number in NUMBER.findall(line)] for line in (one, other)]
    return numbers[0] == pytest.approx(numbers[1], abs=TOLERANCE)


def keep(names: list[str]) -> None:
    """Keep how figures look now."""
    figures = discover("integration_ladder.explorers")
    KEPT.mkdir(exist_ok=True)
    for name in names or sorted(path.stem for path in KEPT.glob("*.txt")):
        file_of(figures[name]).write_text("\n".join(looks(figures[name])) + "\n", encoding="utf-8")
        print(f"kept {name}")


if __name__ == "__main__":
    keep(sys.argv[1:])
