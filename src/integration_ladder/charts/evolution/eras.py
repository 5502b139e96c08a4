"""Openness and the centre's share of world output by year, from the course's own tables, and three ways to date eras."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from integration_ladder import data

OPENNESS, SHARES, INVESTMENT, TARIFFS = (
    "trade_openness",
    "centre_share",
    "direct_investment",
    "average_tariffs",
)


class NotInTableError(LookupError):
    """The tables have no row for this series in this year: nothing is read off between the rows."""


@dataclass(frozen=True)
class Series:
    """A series of one definition: its rows stand in one table under one indicator.

    Attributes:
        name: how a reader reads it.
        table, indicator, entity: where its rows stand.
    """

    name: str
    table: str
    indicator: str
    entity: str


SERIES: Mapping[str, Series] = {
    "goods": Series("world exports of goods", OPENNESS, "merch_exports_gdp", "WLD"),
    "goods_uk": Series("British exports of goods", OPENNESS, "merch_exports_gdp", "GBR"),
    "goods_us": Series("American exports of goods", OPENNESS, "merch_exports_gdp", "USA"),
    "trade_km": Series("world exports plus imports, Klasing and Milionis", OPENNESS, "trade_gdp_km", "WLD"),
    "trade_pwt": Series("world exports plus imports, Penn World Table", OPENNESS, "trade_gdp_pwt", "WLD"),
    "trade_wb": Series("world exports plus imports, World Bank", OPENNESS, "trade_gdp_wb", "WLD"),
    "investment": Series("world inflow of direct investment", INVESTMENT, "fdi_inflow_gdp", "WLD"),
    "share_uk": Series("British share of world output", SHARES, "world_gdp_share", "GBR"),
    "share_us": Series("American share of world output", SHARES, "world_gdp_share", "USA"),
    "share_su": Series("Soviet share of world output", SHARES, "world_gdp_share", "SUN"),
    "share_cn": Series("Chinese share of world output", SHARES, "world_gdp_share", "CHN"),
    "output_uk": Series("British output", SHARES, "gdp_level", "GBR"),
    "output_us": Series("American output", SHARES, "gdp_level", "USA"),
    "duties_us": Series("American duties over imports", TARIFFS, "duties_on_all_imports", "USA"),
}
"""Key → the series. Two keys are two definitions, or two countries; no value of one continues another."""


@dataclass(frozen=True)
class Era:
    """A period of a dating.

    Attributes:
        name: what its author calls it, or who leads in it.
        first, last: its first and last year; ``last`` None where its author names no end.
    """

    name: str
    first: int
    last: int | None

    def covers(self, year: int) -> bool:
        """Tell whether a year lies in the period; its last year belongs to it, and not to the next."""
        return self.first <= year <= (self.last or year)


DATINGS: Mapping[str, tuple[Era, ...]] = {
    "leader": (
        Era("Britain and other European countries lead", 1870, 1945),
        Era("the United States and the Soviet Union lead", 1945, 1991),
        Era("the United States lead", 1991, None),
    ),
    "costs": (
        Era("the first boom of trade", 1870, 1913),
        Era("the bust between the wars", 1921, 1939),
        Era("the second boom of trade", 1950, 2000),
    ),
    "waves": (
        Era("the first wave", 1820, 1914),
        Era("the second wave", 1960, None),
    ),
}
"""By who leads, as the paper reports it; by booms and bust of trade (Jacks, Meissner and Novy 2011); by waves of trade and
capital (Baldwin and Martin 1999, whose second wave goes on as they write)."""


@cache
def values(key: str) -> dict[int, float]:
    """Return the years of a series that are in its table, in order, with their values.

    Raises:
        NotInTableError: there is no such series.
    """
    if key not in SERIES:
        raise NotInTableError(f"series {key!r}: not in the table; there are {', '.join(SERIES)}")
    series = SERIES[key]
    rows = data.load(series.table)
    mine = rows[(rows["indicator"] == series.indicator) & (rows["entity"] == series.entity)].sort_values(
        "year"
    )
    return {int(row.year): float(row.value) for row in mine.itertuples()}


def value(key: str, year: int) -> float:
    """Return the value of a series in a year.

    Raises:
        NotInTableError: there is no such series, or its table has no row for the year.
    """
    found = values(key)
    if year not in found:
        raise NotInTableError(f"{SERIES[key].name} in {year}: not in the table")
    return found[year]


def known(key: str, year: int) -> float | None:
    """Return the value of a series in a year, None where the table has no row (raises as ``values``)."""
    return values(key).get(year)


def neighbours(key: str, year: int) -> tuple[int | None, int | None]:
    """Return the last year before and the first after a year that a series has (raises as ``values``)."""
    years = values(key)
    return max((at for at in years if at < year), default=None), min(
        (at for at in years if at > year), default=None
    )


def runs(key: str) -> tuple[tuple[int, ...], ...]:
    """Return the years of a series in runs without a gap: a line may join what stands in one run, and no more."""
    found: list[list[int]] = []
    for year in values(key):
        if found and year == found[-1][-1] + 1:
            found[-1].append(year)
        else:
            found.append([year])
    return tuple(map(tuple, found))


def between(key: str, first: int, last: int) -> dict[int, float]:
    """Return the values of a series from a first to a last year.

    Raises:
        NotInTableError: there is no such series, or no row in these years.
    """
    found = {year: value for year, value in values(key).items() if first <= year <= last}
    if not found:
        raise NotInTableError(f"{SERIES[key].name} from {first} to {last}: not in the table")
    return found


def highest(key: str, first: int, last: int) -> int:
    """Return the year of a series' highest value between two years, the first of equals (raises as ``between``)."""
    found = between(key, first, last)
    return max(found, key=found.__getitem__)


def lowest(key: str, first: int, last: int) -> int:
    """Return the year of a series' lowest value between two years, the first of equals (raises as ``between``)."""
    found = between(key, first, last)
    return min(found, key=found.__getitem__)


def passed(key: str, other: str) -> tuple[int, int]:
    """Return between which two years in both series one came to exceed the other and stayed above.

    Raises:
        NotInTableError: it did not, in the years that both have.
    """
    both = sorted(values(key).keys() & values(other).keys())
    above = [values(key)[year] > values(other)[year] for year in both]
    below = [i for i, is_above in enumerate(above) if not is_above]
    if not below or below[-1] == len(both) - 1:
        raise NotInTableError(f"{SERIES[key].name} passing {SERIES[other].name}: not in the table")
    return both[below[-1]], both[below[-1] + 1]


def era(dating: str, year: int) -> Era | None:
    """Return the period of a dating that a year lies in, the earlier of two at their border; None if it is in none.

    Raises:
        NotInTableError: there is no such dating.
    """
    if dating not in DATINGS:
        raise NotInTableError(f"dating {dating!r}: not in the table; there are {', '.join(DATINGS)}")
    return next((one for one in DATINGS[dating] if one.covers(year)), None)


def switches(dating: str = "leader") -> int:
    """Return how many changes from one period to the next a dating has."""
    return len(DATINGS[dating]) - 1
