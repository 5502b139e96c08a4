"""Chart of section 1.4: average tariffs of the United States and China on each other, 2018-2025."""

from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import name
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import FOREIGN, HOME
from livefigure import LiveFigure, Words, number

SAY = Words(
    sentence="At the beginning of {first} the United States took {usa_first}\u00a0% on average from goods from China, and China "
    "{china_first}\u00a0% from American ones. After the moves of 2018 and 2019 it was {usa_2020}\u00a0% and {china_2020}\u00a0% "
    "at the beginning of 2020, at its height in April 2025 {usa_top}\u00a0% and {china_top}\u00a0%, and on {last} "
    "{usa_last}\u00a0% and {china_last}\u00a0%.",
)
TABLE = "us_china_tariffs"
SERIES = {"usa": "us_on_china", "china": "china_on_us"}


def load() -> pd.DataFrame:
    """Return both averages in per cent by day; a row a change, the columns filled forward."""
    table = data.load(TABLE).pivot(index="date", columns="indicator", values="value").ffill()
    return table.rename(columns={indicator: name for name, indicator in SERIES.items()})


def year(day: str) -> float:
    """Return an ISO day as a year with its fraction."""
    when = date.fromisoformat(day)
    start, end = date(when.year, 1, 1), date(when.year + 1, 1, 1)
    return when.year + (when - start).days / (end - start).days


def draw(tariffs: pd.DataFrame, panels: dict[str, Axes]) -> None:
    """Draw both averages as steps, labelled at the lines."""
    axes = panels["tariffs"]
    days = [year(day) for day in tariffs.index]
    axes.step(days, tariffs["china"], where="post", color=FOREIGN, lw=2)
    axes.step(days, tariffs["usa"], where="post", color=HOME, lw=2)
    name(axes, 2020.1, 32, "China on United States", FOREIGN)
    name(axes, 2020.1, 4, "United States on China", HOME)


def describe(tariffs: pd.DataFrame) -> str:
    """Say where both averages began, stood in 2020 and at the top, and ended."""
    last = date.fromisoformat(tariffs.index[-1])
    rows = {
        "first": tariffs.iloc[0],
        "2020": tariffs.loc[:"2020-01-01"].iloc[-1],
        "top": tariffs.max(),
        "last": tariffs.iloc[-1],
    }
    values = {f"{name}_{key}": number(row[name], 1) for key, row in rows.items() for name in SERIES}
    return SAY(
        "sentence",
        first=tariffs.index[0][:4],
        last=f"{last.day} {last:%B %Y}",
        **values,
    )


CHART = LiveFigure(
    name="us-china-tariffs",
    title="A tariff war, move by move",
    model=load,
    panels={
        "tariffs": panel(
            "",
            axis(2017.85, 2025.6, ticks={2018: "2018", 2020: "2020", 2022: "2022", 2024: "2024"}),
            axis(0, 155, "average tariff, per cent", (0, 50, 100, 150)),
            size=(4.75, 3),
        )
    },
    draw=draw,
    describe=describe,
    **drawn_from(TABLE),
)
