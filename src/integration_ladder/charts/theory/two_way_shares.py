"""Chart of section 1.3 +: the two-way share of world trade, counted with three and with five digits."""

import pandas as pd
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.theme import HOME, INK, LINE, THEME
from livefigure import LiveFigure, Panel, Words, number

WORDS = Words(
    title="One year of world trade, counted twice",
    three_digits="with three digits",
    five_digits="with five digits",
    axis="two-way share of world trade, {year} (per cent)",
    sentence="Of the world’s trade in {year}, {five_digits}\u00a0% was two-way when goods were told apart with five digits, and "
    "{three_digits}\u00a0% with three.",
)
TABLE = "two_way_shares"
MEASURES = ("three_digits", "five_digits")


def load() -> pd.Series:
    """Return the share in per cent by measure."""
    return data.load(TABLE).set_index("measure")["value"]


def draw(shares: pd.Series, panels: dict[str, Axes]) -> None:
    """Draw a bar a count."""
    axes = panels["shares"]
    for row, measure in enumerate(MEASURES):
        y = 1.5 - row
        axes.plot([0, 100], [y - 0.22] * 2, color=LINE, lw=1, alpha=0.6)
        axes.barh(y - 0.22, shares[measure], height=0.2, color=HOME)
        axes.text(0, y, WORDS(measure), color=INK)
        axes.text(shares[measure] + 2, y, number(shares[measure], 0), color=HOME, fontweight=600)


def describe(shares: pd.Series) -> str:
    """Say both shares."""
    return WORDS("sentence", year=YEAR, **{measure: number(shares[measure], 0) for measure in MEASURES})


YEAR = int(data.load(TABLE)["year"].iloc[0])

CHART = LiveFigure(
    name="two-way-shares",
    title=WORDS("title"),
    model=load,
    panels={
        "shares": Panel(
            width=4.9,
            height=2.1,
            x=(0, 100),
            y=(0, 2),
            x_ticks=(0, 25, 50, 75, 100),
            y_ticks=(),
            x_label=WORDS("axis", year=YEAR),
            margins=(0.2, 0.2, 0.1, 0.6),
        )
    },
    draw=draw,
    describe=describe,
    source=data.describe(TABLE).source_line.removeprefix("Source: "),
    depends_on=(data.path(TABLE),),
    theme=THEME,
)
