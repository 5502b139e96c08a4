"""What was published on imports from China and employment, from the course's table."""

from functools import cache

from integration_ladder import data

TABLE = "china_shock_estimates"


class NotInTableError(LookupError):
    """The table has no such figure, or more than one."""


@cache
def _rows() -> tuple[tuple[str, str, int, float], ...]:
    return tuple((row.study, row.outcome, row.year_from, row.value) for row in data.load(TABLE).itertuples())


def estimate(study: str, outcome: str, year: int | None = None) -> float:
    """Return a published figure.

    Args:
        study, outcome: as the table names them.
        year: the first year of its period, where the study has the outcome for several.

    Raises:
        NotInTableError: no row, or several, are of this description.
    """
    found = [
        value
        for one, what, first, value in _rows()
        if (one, what) == (study, outcome) and year in (None, first)
    ]
    if len(found) != 1:
        raise NotInTableError(f"{outcome} of {study}, {year or 'any year'}: {len(found)} rows in the table")
    return found[0]
