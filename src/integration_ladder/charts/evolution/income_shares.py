"""Chart of the page who-gained: the share of the richest hundredth, and that of labour, in leading countries since 1980."""

import pandas as pd
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import margin_names
from integration_ladder.vocabulary.panels import axis, by_panel, panel
from integration_ladder.vocabulary.saying import sentences
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import FOREIGN, HOME, THIRD
from livefigure import LiveFigure, Words, number

SAY = Words(
    top="The richest hundredth had {usa_first}\u00a0% of income before tax in the United States in {first}, and "
    "{usa_last}\u00a0% in {last}; in France {fra_first} and {fra_last}\u00a0%; in the United Kingdom, from {gbr_year}, "
    "{gbr_first} and {gbr_last}\u00a0%.",
    labour="Labour had {usa_first}\u00a0% of GDP in the United States in {first}, and {usa_last}\u00a0% in {last}; in the United "
    "Kingdom, from {gbr_year}, {gbr_first} and {gbr_last}\u00a0%; in Germany, from {deu_year}, {deu_first} and "
    "{deu_last}\u00a0%.",
)
TABLE = "income_shares"
TOP, LABOUR = "top1_income_share", "labour_share"
COUNTRIES = {
    "USA": ("United States", HOME, "-"),
    "GBR": ("United Kingdom", FOREIGN, (0, (4, 1.4))),
    "FRA": ("France", THIRD, (0, (1, 1.2))),
    "DEU": ("Germany", THIRD, (0, (1, 1.2))),
}
"""Country → name at its line, colour, dash."""


def load() -> pd.DataFrame:
    """Return both shares in per cent by year; columns (indicator, country)."""
    return data.load(TABLE).pivot(index="year", columns=["indicator", "entity"], values="value")


def _draw(axes: Axes, shares: pd.DataFrame, indicator: str) -> None:
    ends = []
    for country in shares[indicator].columns:
        text, colour, dash = COUNTRIES[country]
        series = shares[indicator, country].dropna()
        axes.plot(series.index, series, color=colour, ls=dash, lw=2)
        ends.append((float(series.iloc[-1]), text, colour))
    margin_names(axes, ends)


def draw_top(axes: Axes, shares: pd.DataFrame) -> None:
    """Draw the share of the richest hundredth, a line a country."""
    _draw(axes, shares, TOP)


def draw_labour(axes: Axes, shares: pd.DataFrame) -> None:
    """Draw the share of labour, a line a country."""
    _draw(axes, shares, LABOUR)


def span(indicator: str, country: str) -> pd.Series:
    """Return a country's series without the years that are missing."""
    return load()[indicator, country].dropna()


def describe(shares: pd.DataFrame) -> str:
    """Say each line's first and last value."""
    return sentences(SAY("top", **_ends(shares[TOP])), SAY("labour", **_ends(shares[LABOUR])))


def _ends(shares: pd.DataFrame) -> dict[str, str | int]:
    """Return the first and the last value of each country, the year of its first, and both years of the United States."""
    said: dict[str, str | int] = {}
    for country in shares.columns:
        series, key = shares[country].dropna(), country.lower()
        said[f"{key}_first"], said[f"{key}_last"] = number(series.iloc[0], 1), number(series.iloc[-1], 1)
        said[f"{key}_year"] = int(series.index[0])
    years = shares["USA"].dropna().index
    return {**said, "first": int(years[0]), "last": int(years[-1])}


CHART = LiveFigure(
    name="income-shares",
    title="Two shares of income since 1980",
    model=load,
    panels={
        "top": panel(
            "Richest hundredth, % of income",
            axis(1980, 2014, ticks={1980: "1980", 2000: "2000", 2014: "2014"}),
            axis(0, 25, ticks=(0, 10, 20)),
            size=(3.9, 2.7),
            margins=(0.4, 1.4, 0.4, 0.4),
        ),
        "labour": panel(
            "Labour, % of GDP",
            axis(1980, 2019, ticks={1980: "1980", 2000: "2000", 2019: "2019"}),
            axis(50, 75, ticks=(50, 60, 70)),
            size=(3.9, 2.7),
            margins=(0.4, 1.4, 0.4, 0.4),
        ),
    },
    draw=by_panel(top=draw_top, labour=draw_labour),
    describe=describe,
    **drawn_from(TABLE),
)
