"""The five rows of the paper's Table 1 (section 3.3): what it says, what was counted and estimated, from the course's tables."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from integration_ladder import data

CHECK, INVESTMENT, TARIFFS, ESTIMATES = (
    "table_one_check",
    "table_one_fdi",
    "us_china_tariffs",
    "tariff_estimates",
)
STOP = date(2019, 12, 11)
"""The first day on which the Appellate Body could hear no new appeal."""
LAST_YEAR = 2020
"""The year with which every row's record ends."""
FIRST, TOP, TRUCE, LAST = "2018-01-01", "2019-09-01", "2020-02-14", "2020-12-31"
"""Days of the two average tariffs: before the first act, at the last step up, at the agreement, and where the record ends."""


@dataclass(frozen=True)
class Row:
    """A row of the table.

    Attributes:
        number: counted from the top.
        name: a word or two for it.
        claimed: whether the row itself says what followed (使得, 导致), besides the heading that calls all five damage.
        counted: whether the course's table has a count of what changed, beside the dates of the act.
        estimated: whether it has an estimate of the effect, against a world without the act.
    """

    number: int
    name: str
    claimed: bool
    counted: bool
    estimated: bool


ROWS = (
    Row(1, "Taxes", claimed=True, counted=True, estimated=True),
    Row(2, "Paris", claimed=False, counted=False, estimated=True),
    Row(3, "Appeals", claimed=True, counted=True, estimated=False),
    Row(4, "NAFTA", claimed=False, counted=False, estimated=True),
    Row(5, "Tariffs", claimed=False, counted=True, estimated=True),
)


@cache
def facts() -> pd.Series:
    """Return the published figures by fact and date."""
    return data.load(CHECK).set_index(["fact", "date"])["value"]


def fact(name: str, when: str) -> float:
    """Return one figure (``KeyError`` if it is not there)."""
    return float(facts()[name, when])


def dated(name: str) -> dict[date, float]:
    """Return a fact that has several days, by day."""
    return {date.fromisoformat(day): float(value) for day, value in facts()[name].items()}


def refusals() -> tuple[tuple[date, float], ...]:
    """Return the numbered refusals, (day, number), the earliest first; the first two stand around the end of 2019."""
    return tuple(sorted(dated("refusals").items()))


@cache
def investment() -> pd.DataFrame:
    """Return direct investment received, billion dollars a year: a row a year, a column for each group."""
    return data.load(INVESTMENT).pivot(index="year", columns="indicator", values="value")


def investment_change(group: str) -> float:
    """Return the change of a group's inflow in 2018 on 2017, as a fraction."""
    inflow = investment()[group]
    return float(inflow[2018] / inflow[2017] - 1)


@cache
def tariffs() -> pd.DataFrame:
    """Return both average tariffs by day; a row a change, the columns filled forward."""
    return data.load(TARIFFS).pivot(index="date", columns="indicator", values="value").ffill()


def tariff(indicator: str, day: str) -> float:
    """Return an average tariff on a day of the table (per cent)."""
    return float(tariffs().loc[day, indicator])


def estimate(measure: str) -> float:
    """Return what the tariffs of 2018 did to the United States, by Fajgelbaum and others (2020)."""
    table = data.load(ESTIMATES).set_index(["study", "measure"])["value"]
    return float(table["fajgelbaum2020", measure])
