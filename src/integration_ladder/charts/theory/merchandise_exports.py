"""Chart of section 1.2: how much of what a country makes it sells abroad, 1827-2014."""

import pandas as pd
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import name
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import HOME, INK, SECOND
from livefigure import LiveFigure, Words, number

SAY = Words(
    sentence="In {first} the United Kingdom exported goods worth {uk_first}\u00a0% of its GDP, the world "
    "{world_first}\u00a0%. In {war} the shares were {uk_war}\u00a0% and {world_war}\u00a0%; in {last}, {uk_last}\u00a0% and "
    "{world_last}\u00a0%.",
)
TABLE = "merchandise_exports"
WAR = 1913


def load() -> pd.DataFrame:
    """Return exports in per cent of GDP: a row a year, columns GBR and WLD."""
    return data.load(TABLE).pivot(index="year", columns="entity", values="value")


def draw(exports: pd.DataFrame, panels: dict[str, Axes]) -> None:
    """Draw both series, labelled at the lines."""
    axes = panels["exports"]
    axes.plot(exports.index, exports["GBR"], color=HOME, lw=2)
    axes.plot(exports.index, exports["WLD"], color=INK, lw=2, ls=SECOND)
    name(axes, 1832, 23.4, "United Kingdom", HOME)
    name(axes, 1876, 5.2, "world")


def describe(exports: pd.DataFrame) -> str:
    """Say where both series began, stood before the war, and ended."""
    years = {"first": exports.index[0], "war": WAR, "last": exports.index[-1]}
    values = {
        f"{name}_{when}": number(exports.loc[year, entity], 1)
        for when, year in years.items()
        for name, entity in (("uk", "GBR"), ("world", "WLD"))
    }
    return SAY("sentence", **years, **values)


CHART = LiveFigure(
    name="merchandise-exports",
    title="Exports of goods, United Kingdom and world",
    model=load,
    panels={
        "exports": panel(
            "",
            axis(1825, 2016, ticks=(1830, 1870, 1913, 1950, 1980, 2014)),
            axis(0, 30, "per cent of GDP", (0, 10, 20, 30)),
            size=(4.75, 2.9),
            margins=(0.45, 0.2, 0.35, 0.35),
        )
    },
    draw=draw,
    describe=describe,
    **drawn_from(TABLE),
)
