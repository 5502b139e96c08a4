"""Chart of section 2.4: how much of a shock to a region's output reaches its spending, by study."""

import pandas as pd
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import name, note
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK
from livefigure import LiveFigure, Words, number

SAY = Words(
    sentence="Of a shock to an American state {us_early}\u00a0% reached its spending in 1963–1990, and at most "
    "{us_late}\u00a0% in 1999–2016 by another study. In the European Community of 1966–1990 it was {ec_one}\u00a0% within a "
    "year and {ec_three}\u00a0% over three years; in the euro area of 1999–2016 about {euro}\u00a0%.",
)
TABLE = "risk_sharing"
ROWS = (
    ("us_early", ("asdrubali", "american_states", "one_year"), "American states, 1963–1990", HOME),
    (
        "ec_one",
        ("sorensen_yosha", "european_community", "one_year"),
        "European Community, 1966–1990",
        FOREIGN,
    ),
    (
        "ec_three",
        ("sorensen_yosha", "european_community", "three_years"),
        "the same, over three years",
        FOREIGN,
    ),
    ("us_late", ("ecb", "american_states", "one_year"), "American states, 1999–2016, at most", HOME),
    ("euro", ("ecb", "euro_area", "one_year"), "euro area, 1999–2016", FOREIGN),
)
"""Key → study, place and horizon; name and colour of the bar."""


def load() -> pd.Series:
    """Return the shares that are not smoothed, in per cent of a shock, by key."""
    table = data.load(TABLE)
    left = table[table["measure"] == "not_smoothed"].set_index(["study", "place", "horizon"])["value"]
    return pd.Series({key: left[where] for key, where, _, _ in ROWS})


def draw(shares: pd.Series, panels: dict[str, Axes]) -> None:
    """Draw a bar a study, from the earliest down."""
    axes = panels["left"]
    for row, (key, _, text, colour) in enumerate(ROWS):
        y = len(ROWS) - 1 - row
        axes.barh(y, shares[key], height=0.42, color=colour)
        note(axes, 0, y + 0.32, text, INK)
        name(axes, shares[key] + 1.5, y, number(shares[key], 0), colour, va="center")


def describe(shares: pd.Series) -> str:
    """Say what each study found."""
    return SAY("sentence", **{key: number(value, 0) for key, value in shares.items()})


CHART = LiveFigure(
    name="risk-sharing",
    title="What is left of a shock, by study",
    model=load,
    panels={
        "left": panel(
            "",
            axis(0, 100, "per cent of the shock that reaches spending", (0, 25, 50, 75, 100)),
            axis(-0.4, 4.8),
            size=(4.75, 3.1),
            margins=(0.15, 0.3, 0.1, 0.6),
        )
    },
    draw=draw,
    describe=describe,
    **drawn_from(TABLE),
)
