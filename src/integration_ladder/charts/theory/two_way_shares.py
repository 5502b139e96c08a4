"""Chart of section 1.3 +: the two-way share of world trade, counted with three and with five digits."""

import pandas as pd
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import name, note
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import HOME, INK, LINE
from livefigure import LiveFigure, Words, number

SAY = Words(
    axis="two-way share of world trade, {year} (per cent)",
    sentence="Of the world’s trade in {year}, {five_digits}\u00a0% was two-way when goods were told apart with five digits, and "
    "{three_digits}\u00a0% with three.",
)
TABLE = "two_way_shares"
MEASURES = {"three_digits": "with three digits", "five_digits": "with five digits"}


def load() -> pd.Series:
    """Return the share in per cent by measure."""
    return data.load(TABLE).set_index("measure")["value"]


def draw(shares: pd.Series, panels: dict[str, Axes]) -> None:
    """Draw a bar a count."""
    axes = panels["shares"]
    for row, (measure, text) in enumerate(MEASURES.items()):
        y = 1.5 - row
        axes.plot([0, 100], [y - 0.22] * 2, color=LINE, lw=1, alpha=0.6)
        axes.barh(y - 0.22, shares[measure], height=0.2, color=HOME)
        note(axes, 0, y, text, INK)
        name(axes, shares[measure] + 2, y, number(shares[measure], 0), HOME)


def describe(shares: pd.Series) -> str:
    """Say both shares."""
    return SAY("sentence", year=YEAR, **{measure: number(shares[measure], 0) for measure in MEASURES})


YEAR = int(data.load(TABLE)["year"].iloc[0])

CHART = LiveFigure(
    name="two-way-shares",
    title="One year of world trade, counted twice",
    model=load,
    panels={
        "shares": panel(
            "",
            axis(0, 100, SAY("axis", year=YEAR), (0, 25, 50, 75, 100)),
            axis(0, 2),
            size=(4.75, 2.1),
            margins=(0.2, 0.2, 0.1, 0.6),
        )
    },
    draw=draw,
    describe=describe,
    **drawn_from(TABLE),
)
