"""Compares an explorer with what its theory expects, at some settings only: in seconds, since not all is drawn anew.

    make compare NAME=ricardo

Drawing a setting takes matplotlib some 15 milliseconds, and an explorer has hundreds; comparing a picture takes two. So
the settings are: the default, every stop of each control with the others at their default, the presets, and some of all
the others, the same ones every time. ``test_theory.py`` compares at every setting.
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterable
from typing import Any

from livefigure import LiveFigure, LiveFigureError
from livefigure.checks import Fault, report
from livefigure.errors import SettingError
from livefigure.figure import Picture, Setting
from livefigure.frames import flat_index
from livefigure.look import explain, find

from .expected import departures, expectation

PACKAGES = ("integration_ladder.explorers",)
OTHERS = 30
"""How many settings are looked at where more than one control is moved."""


def some_settings(figure: LiveFigure) -> list[Setting]:
    """Return the settings at which a figure is compared, each once, in their order."""
    found = [figure.default, *map(figure.preset, figure.presets)]
    for control in figure.controls:
        found += [{**figure.default, control.name: value} for value in control.values]
    every = list(figure.settings())
    found += random.Random(figure.name).sample(every, min(OTHERS, len(every)))
    numbers = {flat_index(figure.counts, figure.indices(setting)) for setting in found}
    return [every[number] for number in sorted(numbers)]


def compared(
    figure: LiveFigure, settings: Iterable[Setting], picture_at: Callable[[Setting], Picture]
) -> list[str]:
    """Return in words where pictures depart from what the theory expects: a line each kind, with its settings."""
    expected, faults = expectation(figure), []
    for setting in settings:
        at = flat_index(figure.counts, figure.indices(setting))
        try:
            told: list[Any] = departures(expected(**setting), picture_at(setting), figure)
        except SettingError as error:
            told = [error.message]
        faults += [Fault(one, at) for one in told]
    return report(figure, faults)


def main(name: str) -> int:
    """Compare one explorer; return 1 if it departs from its expectation."""
    try:
        figure = find(name, PACKAGES)
        settings = some_settings(figure)
        told = compared(figure, settings, lambda setting: figure.frame(setting).picture)
    except LiveFigureError as error:
        sys.exit(str(error))
    except Exception as error:
        sys.exit(explain(error))
    for line in told:
        print(f"- {line}")
    looked = f"{len(settings)} of {len(list(figure.settings()))} settings"
    print(f"{name}: {len(told) or 'no'} kinds of departure at {looked}")
    return 1 if told else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__.splitlines()[0], prog="python -m tests.explorers.compare"
    )
    parser.add_argument("name", help="the explorer's name, as in ricardo or two-way-trade")
    sys.exit(main(parser.parse_args().name))
