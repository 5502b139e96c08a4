"""Chart of section 3.3: acts of governments on trade and investment that one rule catches, 2017-2020, in time."""

from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import full, hollow, name, note
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import HOME, INK, SOFT
from livefigure import LiveFigure, Words

SAY = Words(
    sentence="Of the {acts} acts that the rule catches, {closing} closed and {opening} opened; {answers} of them, drawn hollow, "
    "answer another act of the list. A list by a rule is no measure of damage.",
)
TABLE = "trade_policy_acts"
CLOSE = 0.13
"""Marks nearer in time than this (years) stand one behind the other."""
STEP = 1.0
"""How much further from the line the next mark stands."""
KEYS = {"opens": 4.4, "closes": -5.6, "hollow": -7.0}
"""Height of the words that explain the marks."""


@dataclass(frozen=True)
class Act:
    """An act of the table.

    Attributes:
        day: of the mark: when it took effect, if that lies in the four years, else when it was announced.
        actors: who acted.
        act, clause: what was done, and by which part of the rule it is in the list.
        answers: the day of the act of the list that its author names as its occasion, if any.
        opens: whether it opens.
        said, measured: its author's reason; what was counted or estimated.
    """

    day: date
    actors: tuple[str, ...]
    act: str
    clause: str
    answers: date | None
    opens: bool
    said: str
    measured: str

    @property
    def when(self) -> str:
        """The day in words."""
        return in_words(self.day)

    @property
    def who(self) -> str:
        """Who acted, in words."""
        return ", ".join(self.actors)

    @property
    def what(self) -> str:
        """The act, whether it opens or closes, and the day of the act that it answers."""
        way = "opens" if self.opens else "closes"
        return f"{self.act} ({way}{f', answers {in_words(self.answers)}' if self.answers else ''})"


def in_words(day: date) -> str:
    """Return a day in words."""
    return f"{day.day} {day:%B %Y}"


def load() -> tuple[Act, ...]:
    """Return all acts in the order of their days."""
    return tuple(
        Act(
            date.fromisoformat(row.date),
            tuple(row.actor.split(", ")),
            row.act,
            row.clause,
            None if row.answers == "none" else date.fromisoformat(row.answers),
            row.value > 0,
            row.said,
            row.measured,
        )
        for row in data.load(TABLE).itertuples()
    )


def place(day: date) -> float:
    """Return a day as a year with its fraction."""
    start = date(day.year, 1, 1)
    return day.year + (day - start).days / (date(day.year + 1, 1, 1) - start).days


def heights(acts: tuple[Act, ...]) -> tuple[float, ...]:
    """Return the height of each mark: above the line where it opens, below where it closes, further out where it is crowded."""
    taken: list[tuple[float, int]] = []
    found = []
    for act in acts:
        x, side, level = place(act.day), 1 if act.opens else -1, 1
        while any(abs(x - other) < CLOSE and side * level == height for other, height in taken):
            level += 1
        taken.append((x, side * level))
        found.append(side * level * STEP)
    return tuple(found)


def draw(acts: tuple[Act, ...], panels: dict[str, Axes]) -> None:
    """Draw each act at its day: above the line where it opens, below where it closes; an answer hollow."""
    axes = panels["acts"]
    axes.plot((2017, 2021), (0, 0), color=SOFT, lw=1)
    for act, y in zip(acts, heights(acts), strict=True):
        (hollow if act.answers else full)(axes, place(act.day), y, HOME if act.opens else INK)
    name(axes, 2017.02, KEYS["opens"], "opens", HOME, va="center")
    name(axes, 2017.02, KEYS["closes"], "closes", INK, va="center")
    note(axes, 2017.02, KEYS["hollow"], "hollow: an answer", va="center")


def counts(acts: tuple[Act, ...]) -> dict[str, int]:
    """Return how many acts there are, close, open, and answer another of the list."""
    return {
        "acts": len(acts),
        "closing": sum(not act.opens for act in acts),
        "opening": sum(act.opens for act in acts),
        "answers": sum(act.answers is not None for act in acts),
    }


def describe(acts: tuple[Act, ...]) -> str:
    """Say how many acts of either sign the list has, how many are answers, and that it is no measure."""
    return SAY("sentence", **counts(acts))


CHART = LiveFigure(
    name="trade-acts",
    title="Acts that one rule catches, 2017–2020",
    model=load,
    panels={
        "acts": panel(
            "",
            axis(2016.95, 2021.05, ticks={year: str(year) for year in range(2017, 2022)}),
            axis(-7.9, 5.2, ticks={}),
            size=(4.75, 2.6),
            margins=(0.2, 0.22, 0.1, 0.35),
        )
    },
    draw=draw,
    describe=describe,
    **{
        **drawn_from(TABLE),
        "source": "table trade_policy_acts of this course, with a source in every row; licence: facts, cited.",
    },
)
