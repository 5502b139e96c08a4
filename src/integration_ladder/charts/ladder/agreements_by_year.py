"""Chart of section 2.5: free trade areas and customs unions in force, 1958-2020, as the WTO's data base counts them."""

import pandas as pd
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import name
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import FOREIGN, HOME, SECOND
from livefigure import LiveFigure, Words, number

SAY = Words(
    sentence="At the end of {last} the WTO’s data base has {areas} free trade areas and {unions} customs unions in force, "
    "against {areas_before} and {unions_before} in {before}.",
)
TABLE = "agreements_in_force"
BEFORE = 1990


def load() -> pd.DataFrame:
    """Return agreements in force: a row a year, a column for each form."""
    return data.load(TABLE).pivot(index="year", columns="stage", values="value")


def draw(agreements: pd.DataFrame, panels: dict[str, Axes]) -> None:
    """Draw the two counts, each with its name."""
    axes = panels["agreements"]
    for stage, colour, dash in (("free trade area", HOME, "-"), ("customs union", FOREIGN, SECOND)):
        axes.plot(agreements.index, agreements[stage], color=colour, lw=2.2, ls=dash, drawstyle="steps-post")
    name(axes, 2001, 205, "free trade areas", HOME, ha="right")
    name(axes, 2022.5, 42, "customs unions", FOREIGN, ha="right")


def describe(agreements: pd.DataFrame) -> str:
    """Say how many there were before the wave of the 1990s, and how many there are at the end."""
    last = agreements.index[-1]
    counts = {
        f"{word}{when}": number(agreements.loc[year, stage], 0)
        for word, stage in (("areas", "free trade area"), ("unions", "customs union"))
        for when, year in (("", last), ("_before", BEFORE))
    }
    return SAY("sentence", last=last, before=BEFORE, **counts)


CHART = LiveFigure(
    name="agreements-by-year",
    title="Agreements in force, by form",
    model=load,
    panels={
        "agreements": panel(
            "",
            axis(1956, 2023, ticks=(1960, 1980, 2000, 2020)),
            axis(0, 290, "agreements in force at the end of the year", (0, 100, 200)),
            size=(4.75, 3.0),
            margins=(0.45, 0.2, 0.35, 0.35),
        )
    },
    draw=draw,
    describe=describe,
    **drawn_from(TABLE),
)
