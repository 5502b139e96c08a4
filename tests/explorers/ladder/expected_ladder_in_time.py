"""What the table expects of the explorer of blocs in time: read off its rows here, without the explorer's loader."""

from calendar import month_name
from datetime import date, timedelta

from integration_ladder import data
from integration_ladder.explorers.ladder.ladder_in_time import CHOSEN, YEARS

from ..expected import HOME, INK, LINE, SOFT, Expected, four
from ..seen import Seen

ROWS = data.load("bloc_stages").to_dict("records")
CHANGES = data.load("bloc_members").to_dict("records")
ABSENT = ("none", "not found")
OPEN = "A day on which this stage ended was not found."
PAIR, LAST = "uk_eu", 2025
FIRST_SHOWN, LAST_SHOWN = 1946, 2028
NAMES = ("no rung", "free trade area", "customs union", "common market", "economic union")
ORDINAL = ("", "first rung, a", "second rung, a", "third rung, a", "fourth rung, an")


def rows_of(bloc: str) -> list[dict]:
    return [row for row in ROWS if row["bloc"] == bloc]


def dates(row: dict, *names: str) -> list[str]:
    return [row[name] for name in names if row[name] not in ABSENT]


def begins(bloc: str) -> int:
    return int(min(day for row in rows_of(bloc) for day in dates(row, "treaty", "in_force", "reached"))[:4])


def held(bloc: str, year: int) -> list[dict]:
    """The complete stages of a bloc at the end of a year: reached by then, and not ended before the last day."""
    end = f"{year}-12-31"
    return [
        row
        for row in rows_of(bloc)
        if row["value"]
        and all(day <= end for day in dates(row, "reached"))
        and row["reached"] not in ABSENT
        and not (row["ended"] not in ABSENT and row["ended"] < end)
    ]


def height(bloc: str, year: int) -> int:
    return max((int(row["value"]) for row in held(bloc, year)), default=0)


def missed(bloc: str, year: int) -> list[int]:
    """Rungs below the highest so far on which the bloc had not stood before it came there."""
    seen: list[int] = []
    found: list[int] = []
    for at in range(begins(bloc), year + 1):
        now = height(bloc, at)
        if now > max(seen, default=0):
            found = [rung for rung in range(1, now) if rung not in seen]
        seen.append(now)
    return found


def words(day: str) -> str:
    parts = day.split("-")
    text = parts[0] if len(parts) == 1 else f"{month_name[int(parts[1])]} {parts[0]}"
    return f"{int(parts[2])} {text}" if len(parts) == 3 else text


def day_of(day: str) -> date:
    parts = [int(part) for part in day.split("-")]
    return date(parts[0], *{1: (7, 1), 2: (*parts[1:], 15), 3: tuple(parts[1:])}[len(parts)])


def expected(bloc: str, moment: float) -> Expected:
    """Return the picture at a setting."""
    year = YEARS[int(moment)]
    stage = focus(bloc, year)
    everybody = [row for row in dict.fromkeys(r["bloc"] for r in ROWS) if row != PAIR and begins(row) <= year]
    high = [other for other in everybody if height(other, year) >= 3]
    in_order = [other for other in high if not missed(other, year)]
    return Expected(
        bars=four(),
        says=[*says(bloc, year, stage), *world(len(everybody), len(high), len(in_order))],
        readout=readout(bloc, year, stage),
        panels={"stairs": stairs(bloc, year), "world": dots(bloc, year, everybody)},
    )


def world(count: int, high: int, in_order: int) -> list[str]:
    start = f"Of {count} blocs then in the table, "
    if high == 0:
        return ["No bloc of the table stands on the third rung or above then."]
    if high == 1:
        way = "climbed in order" if in_order else "left out a rung"
        return [f"{start}one stands on the third rung or above; it {way}."]
    return [f"{start}{high} stand on the third rung or above; {in_order or 'none'} climbed in order."]


def focus(bloc: str, year: int) -> dict | None:
    """The stage on which it stands; else the one signed last, first of all one that goes on."""
    if held(bloc, year):
        return max(held(bloc, year), key=lambda row: row["value"])
    end = f"{year}-12-31"
    signed = [row for row in rows_of(bloc) if min(dates(row, "treaty", "in_force", "reached")) <= end]
    going = [row for row in signed if row["ended"] in ABSENT or row["ended"] >= end]
    return max(
        going or signed, key=lambda row: min(dates(row, "treaty", "in_force", "reached")), default=None
    )


def says(bloc: str, year: int, stage: dict | None) -> list[str]:
    name = CHOSEN[bloc][1]
    if stage is None:
        return [f"In {year} {name} is not in the table", f"is of {begins(bloc)}."]
    start = f"At the end of {year} {name} "
    if height(bloc, year):
        place = f"stands on the {ORDINAL[height(bloc, year)]} {stage['stage']}"
        found = [start + place, f"complete since {words(stage['reached'])}."]
    elif stage["ended"] not in ABSENT and stage["ended"] < f"{year}-12-31":
        found = [start, f"lasted until {words(stage['ended'])}."]
    elif stage["value"]:
        found = [f"{start}stands on no rung", f"signed {words(stage['treaty'])}, is not complete."]
    else:
        found = [start, "none of the four rungs."]
    if height(bloc, year) and stage["ended"] == "not found":
        found.append(OPEN)
    fallen = height(bloc, year) < max(height(bloc, at) for at in range(begins(bloc), year + 1))
    left = [] if fallen else missed(bloc, year)
    return [*found, *([f"left out the {' and the '.join(NAMES[rung] for rung in left)}."] if left else [])]


def readout(bloc: str, year: int, stage: dict | None) -> dict[str, str]:
    if stage is None:
        where, told = "not in the table", ["–"] * 3
    else:
        where = NAMES[height(bloc, year)]
        over = stage["ended"] not in ABSENT and stage["ended"] < f"{year}-12-31"
        later = "–" if over or not stage["value"] else "not yet"
        told = [
            words(stage[key]) if stage[key] not in ABSENT and stage[key] <= f"{year}-12-31" else later
            for key in ("treaty", "in_force", "reached")
        ]
    changes = [row for row in CHANGES if row["bloc"] == bloc]
    speaks = changes and int(min(row["date"] for row in changes)[:4]) <= year
    members = sum(int(row["value"]) for row in changes if row["date"] <= f"{year}-12-31")
    return {
        "Stands on": where,
        **dict(zip(("Signed", "In force", "Complete"), told, strict=True)),
        "Members": str(members) if speaks else "not in the table",
    }


def stairs(bloc: str, year: int) -> Seen:
    rows = rows_of(bloc)
    start = day_of(min(day for row in rows for day in dates(row, "treaty", "in_force", "reached")))

    def at(day: date) -> float:
        """The end of a year is the year's number; the Zollverein's panel is of 120 years before."""
        return (
            day.year - 1 + (day - date(day.year, 1, 1)).days / 365.25 + (120 if bloc == "zollverein" else 0)
        )

    now, end = at(date(year + 1, 1, 1)), at(date(LAST + 1, 1, 1))
    spans = [
        (
            day_of(row["reached"]),
            day_of(row["ended"]) + timedelta(1) if row["ended"] not in ABSENT else None,
            int(row["value"]),
        )
        for row in rows
        if row["reached"] != "none"
    ]
    turns = sorted({day for begin, over, _ in spans for day in (begin, over) if day})
    levels = [
        max((rung for begin, over, rung in spans if begin <= day and (over is None or day < over)), default=0)
        for day in turns
    ]
    xs, ys = [at(start), *map(at, turns), end], [0, *levels]
    strokes = [
        (LINE if x >= now else HOME, x, low, x, high)
        for x, low, high in zip(xs[1:], ys, ys[1:], strict=False)
    ]
    for left, right, y in zip(xs, xs[1:], ys, strict=False):
        for low, high, colour in ((left, min(right, now), HOME), (max(left, now), right, LINE)):
            if low < min(high, LAST_SHOWN):
                strokes.append((colour, low, y, min(high, LAST_SHOWN), y))
    marks: dict[str, list] = {
        "treaty": [(INK, 1949, 4.75)],
        "in_force": [(INK, 1974, 4.75)],
        "reached": [(INK, 2001, 4.75)],
    }
    for row in rows:
        for key, found in marks.items():
            for day in dates(row, key):
                found.append((HOME if at(day_of(day)) < now else SOFT, at(day_of(day)), int(row["value"])))
    strokes += [(colour, x, y - 0.24, x, y + 0.24) for colour, x, y in marks["treaty"]]
    return Seen(
        full=marks["reached"],
        hollow=marks["in_force"],
        strokes=strokes,
        drops=[(now, -0.3, now, 4.35)] if FIRST_SHOWN < now < LAST_SHOWN else [],
    )


def dots(bloc: str, year: int, everybody: list[str]) -> Seen:
    places: dict[tuple[int, int], int] = {}
    seen = Seen()
    shown = [*everybody, *([bloc] if bloc == PAIR and begins(bloc) <= year else [])]
    for other in shown:
        place = (9 if missed(other, year) else 0, height(other, year))
        x = place[0] + places.get(place, 0)
        places[place] = places.get(place, 0) + 1
        (seen.full if other == bloc else seen.hollow).append((HOME if other == bloc else SOFT, x, place[1]))
    return seen
