"""Groups of the world's people by their rank in income, from the course's table: what each had, gained and lost."""

from dataclasses import dataclass
from functools import cache

from integration_ladder import data

TABLE = "global_incomes"
REPORT_TOP, REPORT_HALF = 27, 12
"""Per cent of the growth of world income in 1980-2016 that went to the richest hundredth, and to the poorer half, of adults, by
Alvaredo and others (2018): surveys together with tax and national accounts, another definition than the table's."""


class NotInTableError(LookupError):
    """The table has no row for this group or year: nothing is read off between the rows."""


@dataclass(frozen=True, order=True)
class Group:
    """The people between two hundredths of the world, ranked by income anew in each year.

    Attributes:
        start, end: hundredths of the world below it, and up to and with it.
    """

    start: int
    end: int

    @property
    def size(self) -> int:
        """How many hundredths of the world's people it has."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """Its middle, in hundredths."""
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class Change:
    """What a group had at the two ends of a period.

    Attributes:
        before, after: mean income in dollars of 2005, a head and year.
    """

    before: float
    after: float

    @property
    def dollars(self) -> float:
        """By how many dollars a head it rose."""
        return self.after - self.before

    @property
    def growth(self) -> float:
        """By which fraction of itself it rose."""
        return self.after / self.before - 1


@cache
def _incomes() -> dict[tuple[Group, int], float]:
    rows = data.load(TABLE)
    rows = rows[rows["indicator"] == "mean_income"]
    return {(Group(row.from_hundredth, row.to_hundredth), row.year): row.value for row in rows.itertuples()}


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups, the poorest first."""
    return tuple(sorted({group for group, _ in _incomes()}))


@cache
def years() -> tuple[int, ...]:
    """Return the years of the table."""
    return tuple(sorted({year for _, year in _incomes()}))


def change(group: Group, first: int, last: int) -> Change:
    """Return what a group had in two years.

    Raises:
        NotInTableError: the table has no such group, or not this year.
    """
    try:
        return Change(_incomes()[group, first], _incomes()[group, last])
    except KeyError as error:
        raise NotInTableError(f"mean income of {group} in {first} and {last}: not in the table") from error


@cache
def share_of_gain(start: int, end: int, first: int, last: int) -> float | None:
    """Return which fraction of all dollars gained went to the groups between two hundredths.

    None where some group lost: then gains and losses offset each other, and a share of what is left says nothing.

    Raises:
        NotInTableError: the two hundredths are no borders of groups, or a year is not in the table.
    """
    here = [group for group in groups() if start <= group.start and group.end <= end]
    if sum(group.size for group in here) != end - start or not here:
        raise NotInTableError(f"from {start} to {end}: these are no borders of groups")
    gains = {group: group.size * change(group, first, last).dollars for group in groups()}
    if min(gains.values()) < 0:
        return None
    return sum(gains[group] for group in here) / sum(gains.values())


def gini(year: int) -> float:
    """Return the world's Gini index in a year, 0 to 100.

    Raises:
        NotInTableError: the table has not this year.
    """
    rows = data.load(TABLE)
    found = rows[(rows["indicator"] == "global_gini") & (rows["year"] == year)]["value"]
    if found.empty:
        raise NotInTableError(f"Gini index of {year}: not in the table")
    return float(found.iloc[0])
