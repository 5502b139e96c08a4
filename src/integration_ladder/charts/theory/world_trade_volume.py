"""Chart of section 1.1: how far the market of the world has grown since Smith, 1800-2014."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import note
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import INK
from livefigure import LiveFigure, Words, number

SAY = Words(
    sentence="World trade in goods was about {before} times as large in {war} as in {first}, and {after} times as large in "
    "{last} as in {war}. The line is interrupted from {gap_first} to {gap_last}, for which there are no figures.",
)
TABLE = "world_trade_volume"
WAR = 1913


def load() -> pd.Series:
    """Return the volume of world trade (1913 = 100) by year, without value where the source has none."""
    values = data.load(TABLE).set_index("year")["value"]
    return values.reindex(range(values.index[0], values.index[-1] + 1))


def growth(volume: pd.Series) -> tuple[float, float]:
    """Return how many times trade grew from the first year to 1913 and from 1913 to the last."""
    return volume[WAR] / volume.iloc[0], volume.iloc[-1] / volume[WAR]


def gap(volume: pd.Series) -> tuple[int, int]:
    """Return the first and the last year without a figure."""
    missing = volume.index[volume.isna()]
    return int(missing[0]), int(missing[-1])


def draw(volume: dict[str, np.ndarray], panels: dict[str, Axes]) -> None:
    """Draw the series on a scale on which equal heights are equal growth."""
    axes = panels["volume"]
    axes.plot(volume["years"][~volume["late"]], volume["values"][~volume["late"]], color=INK, lw=2)
    axes.plot(volume["years"][volume["late"]], volume["values"][volume["late"]], color=INK, lw=2)
    axes.plot([WAR], [100], "o", color=INK, ms=7)
    note(axes, 1944.5, 22, "no figures", ha="center")


def model() -> dict[str, np.ndarray]:
    """Return years, values and which of them lie after the gap."""
    volume = load()
    known = volume.dropna()
    years = known.index.to_numpy()
    return {"years": years, "values": known.to_numpy(), "late": years > gap(volume)[1]}


def describe(_: dict[str, np.ndarray]) -> str:
    """Say how far trade grew in either century."""
    volume = load()
    before, after = growth(volume)
    return SAY(
        "sentence",
        before=number(before, 0),
        after=number(after, 0),
        first=volume.index[0],
        war=WAR,
        last=volume.index[-1],
        gap_first=gap(volume)[0],
        gap_last=gap(volume)[1],
    )


CHART = LiveFigure(
    name="world-trade-volume",
    title="Volume of world trade in goods",
    model=model,
    panels={
        "volume": panel(
            "",
            axis(1798, 2017, ticks=(1800, 1850, 1913, 1950, 2014)),
            axis(
                1,
                10_000,
                "1913 = 100; each step is ten times the last",
                {1: "1", 10: "10", 100: "100", 1000: "1,000", 10_000: "10,000"},
                scale="log",
            ),
            size=(4.75, 2.9),
            margins=(0.68, 0.15, 0.35, 0.35),
        )
    },
    draw=draw,
    describe=describe,
    **drawn_from(TABLE),
)
