"""Blocs in time, from the course's own tables: on which rung one stood and with how many members, or that no row says it."""

from dataclasses import dataclass
from functools import cache

from integration_ladder import data

STAGES, MEMBERS = "bloc_stages", "bloc_members"
RUNGS = ("no rung", "free trade area", "customs union", "common market", "economic union")
"""The paper's four stages by the number of their rung."""
LAST = 2025
"""The last year of which the tables speak."""
PAIRS = ("uk_eu",)
"""What stands in the table beside the blocs: one member's path with the others."""


class NotInTableError(LookupError):
    """The tables have no row for this bloc, or none for it in this year: nothing is read off between the rows."""


@dataclass(frozen=True)
class Stage:
    """A stage that a treaty of a bloc named.

    Attributes:
        bloc, name: its key, and how the course calls it.
        stage, rung: the stage, and the number of its rung, 0 where it is none.
        treaty, in_force, reached, ended: dates as exact as their source (1957-03-25, 1949-01, 1970); None where there is
            none, or where no source was found. ``ended`` is the last day.
        open_end: whether the table marks its end as not found; it is then taken to last.
        reached_by: "announced" by the bloc, "judged" by the row's source, "none".
        note: what the dates leave out.
    """

    bloc: str
    name: str
    stage: str
    rung: int
    treaty: str | None
    in_force: str | None
    reached: str | None
    ended: str | None
    reached_by: str
    note: str
    open_end: bool = False

    @property
    def first(self) -> str:
        """The first of its dates."""
        return min(date for date in (self.treaty, self.in_force, self.reached) if date)

    def holds(self, year: int) -> bool:
        """Tell whether the stage is complete at the end of a year."""
        end = f"{year}-12-31"
        return bool(self.rung and self.reached and self.reached <= end and not self.over(year))

    def over(self, year: int) -> bool:
        """Tell whether the stage has ended before the last day of a year."""
        return bool(self.ended and self.ended < f"{year}-12-31")


def year_of(date: str) -> int:
    """Return the year of a date, however exact it is."""
    return int(date[:4])


@cache
def table() -> dict[str, tuple[Stage, ...]]:
    """Return the stages of all blocs by key, in the order of the table."""
    found: dict[str, list[Stage]] = {}
    for row in data.load(STAGES).itertuples():
        dates = (
            None if date in ("none", "not found") else date
            for date in (row.treaty, row.in_force, row.reached, row.ended)
        )
        stage = Stage(
            row.bloc,
            row.name,
            row.stage,
            int(row.value),
            *dates,
            row.reached_by,
            row.note,
            row.ended == "not found",
        )
        found.setdefault(row.bloc, []).append(stage)
    return {bloc: tuple(rows) for bloc, rows in found.items()}


def blocs() -> tuple[str, ...]:
    """Return the keys of all blocs, without :data:`PAIRS`."""
    return tuple(bloc for bloc in table() if bloc not in PAIRS)


def stages(bloc: str) -> tuple[Stage, ...]:
    """Return the stages of a bloc.

    Raises:
        NotInTableError: there is no such bloc.
    """
    if bloc not in table():
        raise NotInTableError(f"bloc {bloc!r}: not in the table; there are {', '.join(table())}")
    return table()[bloc]


def first_year(bloc: str) -> int:
    """Return the year of the first date of a bloc (``NotInTableError`` if there is no such bloc)."""
    return year_of(min(stage.first for stage in stages(bloc)))


def standing(bloc: str, year: int, *, strict: bool = False) -> Stage | None:
    """Return the highest stage that a bloc has reached and still holds at the end of a year, None if it stands on no rung.

    By the stricter rule (``strict``) a stage that a source judged, and the bloc did not announce, does not count.

    Raises:
        NotInTableError: there is no such bloc, or the table does not speak of it in this year.
    """
    rows, first = stages(bloc), first_year(bloc)
    if not first <= year <= LAST:
        raise NotInTableError(
            f"{rows[0].name} in {year}: not in the table, which speaks of it from {first} to {LAST}"
        )
    held = [stage for stage in rows if stage.holds(year) and (not strict or stage.reached_by == "announced")]
    return max(held, key=lambda stage: stage.rung, default=None)


def rung(bloc: str, year: int, *, strict: bool = False) -> int:
    """Return the number of the rung on which a bloc stands at the end of a year, 0 for none (raises as ``standing``)."""
    stage = standing(bloc, year, strict=strict)
    return stage.rung if stage else 0


def heights(bloc: str, *, strict: bool = False) -> dict[int, int]:
    """Return the rung of every year of which the table speaks (``NotInTableError`` if there is no such bloc)."""
    return {year: rung(bloc, year, strict=strict) for year in range(first_year(bloc), LAST + 1)}


def path(bloc: str, *, strict: bool = False) -> tuple[int, ...]:
    """Return the rungs on which a bloc stood, one after the other, 0 where it stood on none after that (``standing``)."""
    found: list[int] = []
    for height in heights(bloc, strict=strict).values():
        if (found or height) and found[-1:] != [height]:
            found.append(height)
    return tuple(found)


def climbed_in_order(bloc: str, *, to: int = 3, strict: bool = False) -> bool:
    """Tell whether a bloc stood on the first rung, then on the next and so on, at least up to rung ``to``."""
    return path(bloc, strict=strict)[:to] == tuple(range(1, to + 1))


def left_out(bloc: str, year: int = LAST) -> tuple[int, ...]:
    """Return the rungs below a bloc's highest up to a year on which it had not stood when it came there.

    Raises:
        NotInTableError: there is no such bloc, or the table does not speak of it in this year.
    """
    rung(bloc, year)
    walked = [height for at, height in heights(bloc).items() if at <= year]
    highest = max(walked)
    return tuple(height for height in range(1, highest) if height not in walked[: walked.index(highest)])


def stood_still(bloc: str) -> bool:
    """Tell whether a bloc stood on one rung only, and stands there."""
    return len(path(bloc)) == 1


def fell(bloc: str) -> bool:
    """Tell whether a bloc once stood lower than before, or on no rung any more."""
    walked = path(bloc)
    return any(later < before for before, later in zip(walked, walked[1:], strict=False))


@cache
def _changes() -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for row in data.load(MEMBERS).itertuples():
        found.setdefault(row.bloc, []).append((row.date, int(row.value)))
    return {bloc: tuple(rows) for bloc, rows in found.items()}


def members(bloc: str, year: int) -> int:
    """Return how many members a bloc has at the end of a year.

    Raises:
        NotInTableError: there is no such bloc, its members are not in the table, or the table does not speak of the year.
    """
    name = stages(bloc)[0].name
    if bloc not in _changes():
        raise NotInTableError(f"members of {name}: not in the table")
    dates = [date for date, _ in _changes()[bloc]]
    if not year_of(min(dates)) <= year <= LAST:
        raise NotInTableError(
            f"members of {name} in {year}: not in the table, which speaks of them from {min(dates)[:4]} to {LAST}"
        )
    return sum(change for date, change in _changes()[bloc] if date <= f"{year}-12-31")
