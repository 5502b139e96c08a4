"""Strip, key numbers, sentence and drawn places of every explorer are those of its theory, at every setting.

What the theory expects stands in ``theory/expected_NAME.py`` (one file an explorer, in its chapter's folder), said
from the model, or from its formulas, and not by the explorer's own functions: an explorer that confuses two of the
model's numbers departs from it. The second half of this file proves that such faults are found.
"""

import re
from dataclasses import replace
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from livefigure import LiveFigure
from livefigure.figure import Picture
from livefigure.frames import Player, drawn

from .compare import compared
from .expected import FOREIGN, HOME, departures, expectation
from .seen import CORNERS, PAPER
from .test_every_setting import LIVE


@pytest.fixture(params=LIVE.values(), ids=LIVE.keys(), scope="module")
def explorer(request: pytest.FixtureRequest) -> LiveFigure:
    return request.param


def test_every_setting_shows_what_the_theory_says(explorer: LiveFigure) -> None:
    player = Player(drawn(explorer).data)
    told = compared(
        explorer, explorer.settings(), lambda setting: player.picture(explorer, explorer.indices(setting))
    )
    assert told == []


# Deliberate faults.


def swapped_strip(picture: Picture) -> Picture:
    """Home's bars abroad, and the reverse."""
    values = list(picture.bars.values())
    further = range(4, len(values))
    order = [2, 3, 0, 1, *(i ^ 1 if i ^ 1 in further else i for i in further)]
    return replace(picture, bars=dict(zip(picture.bars, (values[i] for i in order), strict=True)))


def exchanged_numbers(picture: Picture) -> Picture:
    """The last two numbers of the sentence in each other's place."""
    found = list(re.finditer(r"[\d.,/]*\d", picture.sentence))
    if len(found) < 2:
        return picture
    one, two = found[-2:]
    text = picture.sentence
    text = text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]
    return replace(picture, sentence=text)


def wrong_field(picture: Picture) -> Picture:
    """Every key number under its neighbour's label."""
    values = list(picture.readout.values())
    return replace(picture, readout=dict(zip(picture.readout, [*values[1:], *values[:1]], strict=True)))


SAID = {"strip": swapped_strip, "sentence": exchanged_numbers, "readout": wrong_field}


def _dots(axes: Axes) -> list[Any]:
    return [line for line in axes.lines if line.get_marker() == "o" and line.get_markerfacecolor() != PAPER]


def _drops(axes: Axes) -> list[Any]:
    return [line for line in axes.lines if line.get_linewidth() == 1.2 and line.is_dashed()]


def _strokes(axes: Axes) -> list[Any]:
    drops = _drops(axes)
    return [
        x for x in axes.lines if x.get_marker() != "o" and x not in drops and len(x.get_xdata()) <= CORNERS
    ]


def lower_dots(axes: Axes) -> None:
    """Full dots at 80 % of their height above zero, or above the panel's foot; where there are none, bars."""
    low, high = sorted(axes.get_ylim())
    foot = min(max(low, 0), high)
    for dot in _dots(axes):
        dot.set_ydata([foot + 0.8 * (y - foot) for y in dot.get_ydata()])
    for bar in axes.patches:
        if hasattr(bar, "set_height"):
            bar.set_height(0.8 * bar.get_height())


def other_colours(axes: Axes) -> None:
    """Home's dots and bars in the other country's colour, and the reverse."""
    exchange = {HOME: FOREIGN, FOREIGN: HOME}
    for dot in _dots(axes):
        face = dot.get_markerfacecolor()
        dot.set_markerfacecolor(exchange.get(face, face))
    for bar in axes.patches:
        face = to_hex(bar.get_facecolor())
        bar.set_facecolor(exchange.get(face, face))


def moved_drops(axes: Axes) -> None:
    """Drop lines a little to the left of where they belong."""
    step = 0.03 * (axes.get_xlim()[1] - axes.get_xlim()[0])
    for line in _drops(axes):
        line.set_xdata([max(x - step, axes.get_xlim()[0]) for x in line.get_xdata()])


def shorter_strokes(axes: Axes) -> None:
    """Other lines at 95 % of their length, towards the panel's left."""
    left = axes.get_xlim()[0]
    for line in _strokes(axes):
        line.set_xdata([left + 0.95 * (x - left) for x in line.get_xdata()])


def lower_strokes(axes: Axes) -> None:
    """Other lines at 95 % of their height, towards the panel's foot."""
    foot = axes.get_ylim()[0]
    for line in _strokes(axes):
        line.set_ydata([foot + 0.95 * (y - foot) for y in line.get_ydata()])


DRAWN = {
    "lower dots": lower_dots,
    "other colours": other_colours,
    "moved drops": moved_drops,
    "shorter strokes": shorter_strokes,
    "lower strokes": lower_strokes,
}

CANNOT_BE = {
    ("two-way-trade", "strip"),  # all bars are silent
    ("domino", "strip"),
    ("four-rungs", "strip"),
    ("four-rungs", "sentence"),  # it names no number
    ("ladder-in-time", "strip"),
    ("three-eras", "strip"),
    ("three-eras", "shorter strokes"),  # there are no strokes
    ("three-eras", "lower strokes"),
    ("who-gained", "strip"),
    ("china-shock", "strip"),
    ("table-one", "strip"),
    ("one-price", "readout"),  # there are no key numbers
    ("four-rungs", "readout"),
    ("four-rungs", "moved drops"),
    ("after-a-peak", "strip"),
    ("after-a-peak", "moved drops"),
    ("smith", "moved drops"),  # there are no drop lines
    ("two-way-trade", "moved drops"),
    ("continuum", "shorter strokes"),  # there are no strokes
    ("continuum", "lower strokes"),
}


def looked_at(explorer: LiveFigure) -> list[dict[str, Any]]:
    """Return the default and all presets."""
    return [explorer.default, *map(explorer.preset, explorer.presets)]


@pytest.mark.parametrize("fault", SAID)
def test_a_fault_in_what_is_said_would_be_seen(explorer: LiveFigure, fault: str) -> None:
    player, expected = Player(drawn(explorer).data), expectation(explorer)
    found = []
    for setting in looked_at(explorer):
        picture = SAID[fault](player.picture(explorer, explorer.indices(setting)))
        found += departures(expected(**setting), picture, explorer)
    assert bool(found) == ((explorer.name, fault) not in CANNOT_BE)
    assert all(one.startswith(fault) for one in found)


@pytest.fixture(scope="module")
def spoilt(explorer: LiveFigure) -> tuple[LiveFigure, dict[str, Any]]:
    """An explorer whose panels are spoilt by the fault in the box after they are drawn."""
    box: dict[str, Any] = {}

    def draw(result: Any, panels: dict[str, Axes]) -> None:
        explorer.draw(result, panels)
        for axes in panels.values():
            box["fault"](axes)

    return replace(explorer, draw=draw), box


@pytest.mark.parametrize("fault", DRAWN)
def test_a_fault_in_the_drawing_would_be_seen(
    explorer: LiveFigure, spoilt: tuple[LiveFigure, dict[str, Any]], fault: str
) -> None:
    figure, box = spoilt
    box["fault"] = DRAWN[fault]
    player, found, spoilt_panels = Player(drawn(explorer).data), [], set()
    for setting in looked_at(explorer):
        picture, at = figure.frame(setting).picture, explorer.indices(setting)
        spoilt_panels |= {name for name in picture.panels if picture.panels[name] != player.panel(name, at)}
        found += departures(expectation(explorer)(**setting), picture, explorer)
    assert bool(found) == ((explorer.name, fault) not in CANNOT_BE)
    # Every panel that the fault spoils is named.
    assert {re.match(r"panel (\w+), ", one)[1] for one in found} == spoilt_panels
