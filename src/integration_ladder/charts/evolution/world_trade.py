"""Reads the volume of world trade after its peaks, for the opening page of chapter 3 and its figure."""

from functools import cache

from integration_ladder import data
from integration_ladder.vocabulary.saying import exact

TABLE = "world_trade_volume"
PUBLISHED = 2010
"""The last year of the article that the series belongs to; its values after that are a copy's, and are not used here."""


class NotInTableError(ValueError):
    """The table has no value for a year."""


@cache
def _volumes() -> dict[int, float]:
    rows = data.load(TABLE)
    return {
        int(year): value for year, value in zip(rows["year"], rows["value"], strict=True) if year <= PUBLISHED
    }


def has(year: int) -> bool:
    """Return whether the table, as published, has a value for a year."""
    return year in _volumes()


def volume(year: int) -> float:
    """Return the volume of world trade in a year (1913 = 100).

    Raises:
        NotInTableError: there is no value for the year; it is not guessed from its neighbours.
    """
    try:
        return _volumes()[year]
    except KeyError:
        raise NotInTableError(f"world trade in {year}: not in the table") from None


def against(peak: int, year: int) -> float:
    """Return the change of volume from a peak to a year, as a fraction of the peak's."""
    return exact(volume(year) / volume(peak) - 1)


def years_after(peak: int, most: int) -> tuple[int, ...]:
    """Return the years from a peak on, at most ``most`` later, up to the first that is not in the table."""
    found: list[int] = []
    for year in range(peak, peak + most + 1):
        if not has(year):
            break
        found.append(year)
    return tuple(found)


def back(peak: int) -> int | None:
    """Return the first year in which the volume was again as large as at a peak, None if the table ends before."""
    year = peak + 1
    while has(year):
        if volume(year) >= volume(peak):
            return year
        year += 1
    return None
