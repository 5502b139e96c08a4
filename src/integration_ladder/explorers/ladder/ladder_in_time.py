"""Explorer of section 2.5: who climbed from 1834 on, who left out a rung, who stood still, who went down? (data, no card)"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.charts.ladder import blocs
from integration_ladder.charts.ladder.blocs import RUNGS, NotInTableError, Stage
from integration_ladder.vocabulary.drawing import drop, full, hollow, note
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import sentences
from integration_ladder.vocabulary.theme import HOME, INK, LINE, SOFT, THEME
from livefigure import Choice, LiveFigure, Task, Words

ABOUT = About("2.5", "Who climbed, who left out a rung, who stood still, who went down?", ())

SAY = Words(
    before="In {year} {bloc} is not in the table: its first date there is of {first}.",
    stands="At the end of {year} {bloc} stands on the {rung}, complete since {reached}.",
    waits="At the end of {year} {bloc} stands on no rung: its {stage}, signed {treaty}, is not complete.",
    other="At the end of {year} {bloc} is a {stage}: its members trade by plan, which is none of the four rungs.",
    over="At the end of {year} {bloc} stands on no rung: its {stage} lasted until {ended}.",
    gone="At the end of {year} {bloc} is no more: as a {stage} it lasted until {ended}.",
    open_end="A day on which this stage ended was not found.",
    left_out="On the way up it left out the {rungs}.",
    low="No bloc of the table stands on the third rung or above then.",
    one="Of {count} blocs then in the table, one stands on the third rung or above; it {climbed}.",
    high="Of {count} blocs then in the table, {above} stand on the third rung or above; {in_order} climbed in order.",
)

CHOSEN = {
    "zollverein": ("Zollverein", "the Zollverein"),
    "eu": ("EEC, EU", "the European Economic Community (now the EU)"),
    "uk_eu": ("UK with EU", "the United Kingdom with the EU"),
    "efta": ("EFTA", "the European Free Trade Association"),
    "eea": ("EEA", "the European Economic Area"),
    "comecon": ("Comecon", "Comecon"),
    "cacm": ("Central America", "the Central American Common Market"),
    "eac": ("East Africa", "the East African Community"),
    "gcc": ("Gulf", "the Gulf Cooperation Council"),
}
"""Key of a bloc that can be chosen → what its button says, and how a sentence names it."""
STANDS = (
    "ground",
    "first rung, a free trade area",
    "second rung, a customs union",
    "third rung, a common market",
    "fourth rung, an economic union",
)
"""The rungs as a sentence has them."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
EVEN = (1830, 1850, 1890, 1930, 1945, 1950, 1970, 1975, 1985, 2000, 2015, blocs.LAST)
"""Years at which the slider stops besides the critical ones."""
DAYS = 365.2425
FROM, TO = 1946, 2028
"""The years at the ends of a bloc's panel."""
EARLIER = {"zollverein": 120}
"""By how many years the panel of a bloc is earlier."""
EVERY = (1950, 1970, 1990, 2010)
"""The years that the panel names."""
FOOT = -0.74
"""Height at which it does."""
KEY = 4.75
"""Height at which the panels explain themselves."""
COLUMNS = {0: (0, "in order"), 1: (9, "a rung left out")}
"""Whether a bloc has left out a rung → where its column of dots begins, and what stands above it."""
TEN = 10


def turns(bloc: str) -> Iterator[int]:
    """Yield the years in which an agreement of a bloc comes into force, is complete or ends, or its place changes."""
    for stage in blocs.stages(bloc):
        dates = (stage.in_force, stage.reached, stage.ended)
        yield from (blocs.year_of(day) for day in dates if day)
    walked = blocs.heights(bloc)
    yield from (year for year in walked if walked[year] != walked.get(year - 1, walked[year]))


YEARS = tuple(sorted({*EVEN, *(year for bloc in CHOSEN for year in turns(bloc))}))
"""The years at which the slider stops, each one step from the next."""


def moment(year: int) -> int:
    """Return where a year stands among the slider's stops (``ValueError`` if it does not)."""
    return YEARS.index(year)


@dataclass(frozen=True)
class Scene:
    """A bloc in a year.

    Attributes:
        bloc, year: which, and when.
        known: whether the table speaks of it then.
        stage: the stage on which it stands; else the latest that it signed; None before.
        rung, before: the number of its rung at the end of the year, and ten years earlier (None where not in the table).
        left_out: the rungs below its highest so far on which it had not stood.
        fallen: whether it stands lower than it once did.
        members: how many it has, None where the table does not say it.
        places: (1 where one has left out a rung, rung) → the blocs of the table that stand there in this year.
    """

    bloc: str
    year: int
    known: bool
    stage: Stage | None
    rung: int
    before: int | None
    left_out: tuple[int, ...]
    fallen: bool
    members: int | None
    places: dict[tuple[int, int], tuple[str, ...]]

    @property
    def stands(self) -> bool:
        """Whether it stands on a rung."""
        return self.rung > 0

    def counted(self, columns: tuple[int, ...] = (0, 1), least: int = 0) -> int:
        """Return how many blocs stand in these columns on rung ``least`` or above."""
        return sum(
            len(who) for (column, rung), who in self.places.items() if column in columns and rung >= least
        )


def model(bloc: str, moment: float) -> Scene:
    """Read a bloc in the year of a stop off the tables."""
    year, first = YEARS[int(moment)], blocs.first_year(bloc)
    known, earlier = first <= year, year - TEN
    stage = blocs.standing(bloc, year) if known else None
    places: dict[tuple[int, int], tuple[str, ...]] = {}
    for other in blocs.blocs():
        if blocs.first_year(other) <= year:
            place = (int(bool(blocs.left_out(other, year))), blocs.rung(other, year))
            places[place] = (*places.get(place, ()), other)
    return Scene(
        bloc,
        year,
        known,
        stage or (_latest(bloc, year) if known else None),
        stage.rung if stage else 0,
        blocs.rung(bloc, earlier) if earlier >= first else None,
        blocs.left_out(bloc, year) if known else (),
        known
        and blocs.rung(bloc, year) < max(rung for at, rung in blocs.heights(bloc).items() if at <= year),
        _members(bloc, year),
        places,
    )


def _latest(bloc: str, year: int) -> Stage:
    """Return the stage that a bloc signed last by the end of a year, one that is not over before one that is."""
    signed = [stage for stage in blocs.stages(bloc) if stage.first <= f"{year}-12-31"]
    return max(signed, key=lambda stage: (not stage.over(year), stage.first))


def _members(bloc: str, year: int) -> int | None:
    try:
        return blocs.members(bloc, year)
    except NotInTableError:
        return None


def day_of(text: str) -> date:
    """Return a date of the table as a day; what is not known of it is taken in the middle."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    return date(year, month or 7, day or (15 if month else 1))


def said(text: str | None) -> str:
    """Return a date in words, as exact as it is ("1 July 1968", "January 1949", "1970")."""
    year, month, day = (*(text or "").split("-"), "", "")[:3]
    return " ".join(filter(None, (day.lstrip("0"), MONTHS[int(month) - 1] if month else "", year)))


@dataclass(frozen=True)
class Clock:
    """Tells where a day stands in a bloc's panel, in which the end of a year stands at its number.

    Attributes:
        earlier: by how many years the panel is earlier than the others'.
    """

    earlier: int

    def __call__(self, day: date) -> float:
        """Return the years up to a day, moved by those by which the panel is earlier."""
        return (day - date.min).days / DAYS + self.earlier


def steps(rows: tuple[Stage, ...], clock: Clock) -> list[tuple[float, int]]:
    """Return when a bloc came to stand on another rung, and on which."""
    spans = [
        (day_of(stage.reached), day_of(stage.ended) + timedelta(1) if stage.ended else date.max, stage.rung)
        for stage in rows
        if stage.reached
    ]
    found: list[tuple[float, int]] = []
    for day in sorted({day for begin, end, _ in spans for day in (begin, end) if day != date.max}):
        height = max((rung for begin, end, rung in spans if begin <= day < end), default=0)
        found.append((clock(day), height))
    return found


def draw_stairs(axes: Axes, scene: Scene) -> None:
    """Draw a bloc's rungs over the years: what has come by this year in colour, the rest pale."""
    rows = blocs.stages(scene.bloc)
    clock = Clock(EARLIER.get(scene.bloc, 0))
    now, end = clock(date(scene.year + 1, 1, 1)), clock(date(blocs.LAST + 1, 1, 1))
    x, y = clock(day_of(min(stage.first for stage in rows))), 0
    for at, height in (*steps(rows, clock), (end, None)):
        for left, right, colour, width in ((x, min(at, now), HOME, 2.6), (max(x, now), at, LINE, 1.4)):
            if left < min(right, TO):
                _line(axes, (left, min(right, TO)), (y, y), colour, width)
        if height is not None:
            past = at < now
            _line(axes, (at, at), (y, height), HOME if past else LINE, 2.6 if past else 1.4)
            x, y = at, height
    for stage in rows:
        for text, mark in ((stage.treaty, _signed), (stage.in_force, hollow), (stage.reached, full)):
            if text:
                at = clock(day_of(text))
                mark(axes, at, stage.rung, HOME if at < now else SOFT)
    if FROM < now < TO:
        drop(axes, now, 4.35, base=-0.3)
    _signed(axes, 1949, KEY, INK)
    hollow(axes, 1974, KEY, INK)
    full(axes, 2001, KEY, INK, legend=True)
    for at, text in ((1949, "signed"), (1974, "in force"), (2001, "complete")):
        note(axes, at + 3, KEY, text, va="center")
    for year in EVERY:
        note(axes, year, FOOT, str(year - clock.earlier), ha="center", va="center")


def _line(axes: Axes, xs: tuple[float, float], ys: tuple[float, float], colour: str, width: float) -> None:
    axes.plot(xs, ys, color=colour, lw=width, solid_capstyle="butt")


def _signed(axes: Axes, x: float, y: float, colour: str) -> None:
    _line(axes, (x, x), (y - 0.24, y + 0.24), colour, 1.8)


def draw_world(axes: Axes, scene: Scene) -> None:
    """Draw all blocs of the table in this year by their rung, those apart that left out a rung below; a pair comes last."""
    places = dict(scene.places)
    if scene.known and scene.bloc in blocs.PAIRS:
        place = (int(bool(scene.left_out)), scene.rung)
        places[place] = (*places.get(place, ()), scene.bloc)
    for (column, rung), who in places.items():
        for i, bloc in enumerate(who):
            mark, colour = (full, HOME) if bloc == scene.bloc else (hollow, SOFT)
            mark(axes, COLUMNS[column][0] + i, rung, colour)
    for begin, text in COLUMNS.values():
        note(axes, begin - 0.5, KEY, text, va="center")


def describe(scene: Scene) -> str:
    """Say where the bloc stands and by which dates, what it left out, and how many others stand high."""
    bloc, stage = CHOSEN[scene.bloc][1], scene.stage
    if stage is None:
        first = blocs.first_year(scene.bloc)
        return sentences(SAY("before", year=scene.year, bloc=bloc, first=first), _world(scene))
    where = SAY(
        _case(scene, stage),
        year=scene.year,
        bloc=bloc,
        rung=STANDS[scene.rung],
        stage=stage.stage,
        treaty=said(stage.treaty),
        reached=said(stage.reached),
        ended=said(stage.ended),
    )
    missed = "" if scene.fallen else " and the ".join(RUNGS[rung] for rung in scene.left_out)
    return sentences(
        where,
        SAY("open_end") if scene.stands and stage.open_end else "",
        SAY("left_out", rungs=missed) if missed else "",
        _world(scene),
    )


def _world(scene: Scene) -> str:
    """Say how many blocs stand high, and how many of them climbed in order."""
    blocs_then, above, in_order = scene.counted(), scene.counted(least=3), scene.counted((0,), 3)
    if above > 1:
        return SAY("high", count=blocs_then, above=above, in_order=in_order or "none")
    if above:
        return SAY("one", count=blocs_then, climbed="climbed in order" if in_order else "left out a rung")
    return SAY("low")


def _case(scene: Scene, stage: Stage) -> str:
    if scene.stands:
        return "stands"
    if stage.over(scene.year):
        return "over" if stage.rung else "gone"
    return "waits" if stage.rung else "other"


def _where(scene: Scene) -> str:
    if scene.stage is None:
        return "not in the table"
    return scene.stage.stage if scene.stands else RUNGS[0]


def _date(scene: Scene, which: str) -> str | None:
    """Return one of the stage's dates in words, or that it has not come."""
    if scene.stage is None:
        return None
    text = getattr(scene.stage, which)
    if text is None or text > f"{scene.year}-12-31":
        return None if scene.stage.rung == 0 or scene.stage.over(scene.year) else "not yet"
    return said(text)


def _marks(bloc: str) -> dict[str, int]:
    """Return the years in which a bloc reached or left a rung, by the slider's stops."""
    days = [day for stage in blocs.stages(bloc) for day in (stage.reached, stage.ended) if day]
    return {str(year): moment(year) for year in map(blocs.year_of, days)}


BLOC = Choice(
    name="bloc", label="Bloc", options={label: bloc for bloc, (label, _) in CHOSEN.items()}, default="eu"
)

EXPLORER = LiveFigure(
    name="ladder-in-time",
    title="Blocs on the ladder, year by year",
    controls=(
        BLOC,
        slider(
            "moment",
            "Year",
            range(len(YEARS)),
            default=moment(blocs.LAST),
            text=lambda at: str(YEARS[int(at)]),
            turning=_marks,
            given=(BLOC,),
        ),
    ),
    presets={
        "EEC 1968": {"bloc": "eu", "moment": moment(1968)},
        "EFTA 2025": {"bloc": "efta"},
        "EEA 1994": {"bloc": "eea", "moment": moment(1994)},
        "Comecon 1975": {"bloc": "comecon", "moment": moment(1975)},
        "East Africa 2010": {"bloc": "eac", "moment": moment(2010)},
    },
    model=model,
    panels={
        "stairs": panel(
            "The bloc on its way",
            axis(FROM, TO, "end of year", dict.fromkeys(EVERY, " ")),
            axis(-0.3, 5.1, ticks=dict(enumerate(RUNGS))),
            size=(4.35, 3.2),
            margins=(1.46, 0.12, 0.4, 0.55),
        ),
        "world": panel(
            "All blocs in this year",
            axis(-1, 18),
            axis(-0.3, 5.1, ticks=dict(enumerate(("none", "first", "second", "third", "fourth")))),
            size=(3.45, 3.2),
            margins=(0.76, 0.08, 0.4, 0.55),
        ),
    },
    covered=("world",),
    draw=by_panel(stairs=draw_stairs, world=draw_world),
    describe=describe,
    readout=key_numbers(
        {
            "Stands on": _where,
            "Signed": lambda scene: _date(scene, "treaty"),
            "In force": lambda scene: _date(scene, "in_force"),
            "Complete": lambda scene: _date(scene, "reached"),
            "Members": lambda scene: "not in the table" if scene.members is None else str(scene.members),
        }
    ),
    bars=strip("Who gains? The dates do not say"),
    tasks=(
        Task(
            name="lower",
            prompt="Find a bloc and a year in which it stands lower than ten years before.",
            holds=lambda scene: scene.before is not None and scene.rung < scene.before,
            right="Right: it went down. The table has the date of the step, not its reasons, and not who lost by it.",
            not_yet="Not yet. Look for a line that steps down, and stop in a year soon after the step.",
        ),
        Task(
            name="early",
            prompt="Find a stage that was complete before its treaty was in force.",
            holds=lambda scene: scene.stands and scene.stage.reached < scene.stage.in_force,
            right="Right: it was applied provisionally. That is why the three dates are kept apart.",
            not_yet="Not yet. A full dot has to stand before its ring.",
        ),
    ),
    source="tables bloc_stages and bloc_members of this course, with a source in every row; licence: facts, cited.",
    depends_on=(data.path(blocs.STAGES), data.path(blocs.MEMBERS)),
    theme=THEME,
)
