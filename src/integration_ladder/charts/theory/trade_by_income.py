"""Chart of chapter 1's opening: who sells to whom, countries of today's rich group and all others, 1827-2014."""

import pandas as pd
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import name
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import FOREIGN, HOME, SECOND, SOFT
from livefigure import LiveFigure, Words, number

SAY = Words(
    sentence="In {first} countries of the rich group sold {rich_first}\u00a0% of all recorded exports to one another, in "
    "{war} {rich_war}\u00a0%, in {last} {rich_last}\u00a0%. Trade between them and all others made up {mixed_last}\u00a0% "
    "in {last}, trade among the others {others_last}\u00a0%.",
)
TABLE = "trade_by_income"
WAR = 1913


def load() -> pd.DataFrame:
    """Return shares of recorded world exports in per cent: a row a year, columns rich, mixed and others."""
    table = data.load(TABLE).pivot(index="year", columns="direction", values="value")
    return pd.DataFrame(
        {
            "rich": table["rich_to_rich"],
            "mixed": table["rich_to_nonrich"] + table["nonrich_to_rich"],
            "others": table["nonrich_to_nonrich"],
        }
    )


def draw(shares: pd.DataFrame, panels: dict[str, Axes]) -> None:
    """Draw the three shares, labelled at the lines."""
    axes = panels["shares"]
    axes.plot(shares.index, shares["rich"], color=HOME, lw=2.2)
    axes.plot(shares.index, shares["mixed"], color=FOREIGN, lw=2, ls=SECOND)
    axes.plot(shares.index, shares["others"], color=SOFT, lw=2, ls=(0, (1.2, 1.2)))
    name(axes, 1832, 85, "rich to rich", HOME)
    name(axes, 1838, 47, "between rich and others", FOREIGN)
    name(axes, 1882, 6, "others to others", SOFT)


def describe(shares: pd.DataFrame) -> str:
    """Say how large each share was at the beginning, before the war and at the end."""
    years = {"first": shares.index[0], "war": WAR, "last": shares.index[-1]}
    values = {
        f"{name}_{when}": number(shares.loc[year, name], 0)
        for when, year in years.items()
        for name in ("rich", "mixed", "others")
    }
    return SAY("sentence", **years, **values)


CHART = LiveFigure(
    name="trade-by-income",
    title="World exports of goods, by seller and buyer",
    model=load,
    panels={
        "shares": panel(
            "",
            axis(1825, 2016, ticks=(1830, 1870, 1913, 1950, 1980, 2014)),
            axis(0, 92, "per cent of recorded exports", (0, 25, 50, 75)),
            size=(4.75, 3.1),
            margins=(0.45, 0.2, 0.35, 0.35),
        )
    },
    draw=draw,
    describe=describe,
    **drawn_from(TABLE),
)
