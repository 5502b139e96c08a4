"""Chart of section 1.2: how much of what a country makes it sells abroad, 1827-2014."""

import pandas as pd
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.theme import HOME, INK, THEME
from livefigure import LiveFigure, Panel, Words, number

WORDS = Words(
    title="Exports of goods, United Kingdom and world",
    unit="per cent of GDP",
    uk="United Kingdom",
    world="world",
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
    axes.plot(exports.index, exports["WLD"], color=INK, lw=2, ls=(0, (4, 1.4)))
    axes.text(1832, 23.4, WORDS("uk"), color=HOME, fontweight=600)
    axes.text(1876, 5.2, WORDS("world"), color=INK, fontweight=600)


def describe(exports: pd.DataFrame) -> str:
    """Say where both series began, stood before the war, and ended."""
    years = {"first": exports.index[0], "war": WAR, "last": exports.index[-1]}
    values = {
        f"{name}_{when}": number(exports.loc[year, entity], 1)
        for when, year in years.items()
        for name, entity in (("uk", "GBR"), ("world", "WLD"))
    }
    return WORDS("sentence", **years, **values)


CHART = LiveFigure(
    name="merchandise-exports",
    title=WORDS("title"),
    model=load,
    panels={
        "exports": Panel(
            width=5.0,
            height=2.9,
            margins=(0.45, 0.15, 0.35, 0.35),
            x=(1825, 2016),
            y=(0, 30),
            x_ticks=(1830, 1870, 1913, 1950, 1980, 2014),
            y_ticks=(0, 10, 20, 30),
            y_label=WORDS("unit"),
        )
    },
    draw=draw,
    describe=describe,
    source=data.describe(TABLE).source_line.removeprefix("Source: "),
    depends_on=(data.path(TABLE),),
    theme=THEME,
)
