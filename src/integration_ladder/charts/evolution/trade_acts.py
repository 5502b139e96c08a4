"""Chart of section 3.3: acts of governments on trade and investment that one rule catches, 2017-2020, by who acted."""

from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import name
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import HOME, INK, SOFT
from livefigure import LiveFigure, Words

SAY = Words(
    sentence="The list has {closing} acts that raised a barrier, left or declined an agreement or blocked a common body, and "
    "{opening} that did the opposite, by {actors} governments or groups of them. A list by a rule is no measure of damage.",
)
TABLE = "trade_policy_acts"
LANES = ("United States", "China", "European Union", "India", "Japan", "others")
"""Who has a line of their own in the chart; of an act of several, each that has one."""
REACH = 0.36
"""How far the mark of an act reaches above its line, where it opens, or below."""
KEY = -5.85
"""Where the chart explains its marks."""


@dataclass(frozen=True)
class Act:
    """An act of the table.

    Attributes:
        day: when it took effect, or was announced.
        actors: who acted.
        act, clause: what was done, and by which part of the rule it is in the list.
        opens: whether it opens.
        said, measured: its author's reason; what was counted or estimated.
    """

    day: date
    actors: tuple[str, ...]
    act: str
    clause: str
    opens: bool
    said: str
    measured: str

    @property
    def when(self) -> str:
        """The day in words."""
        return f"{self.day.day} {self.day:%B %Y}"

    @property
    def who(self) -> str:
        """Who acted, in words."""
        return ", ".join(self.actors)


def load() -> tuple[Act, ...]:
    """Return all acts in the order of their days."""
    return tuple(
        Act(
            date.fromisoformat(row.date),
            tuple(row.actor.split(", ")),
            row.act,
            row.clause,
            row.value > 0,
            row.said,
            row.measured,
        )
        for row in data.load(TABLE).itertuples()
    )


def lanes(act: Act) -> set[str]:
    """Return the lines on which an act stands."""
    words = " ".join(act.actors)
    return {lane for lane in LANES if lane in words} or {"others"}


def place(day: date) -> float:
    """Return a day as a year with its fraction."""
    start = date(day.year, 1, 1)
    return day.year + (day - start).days / (date(day.year + 1, 1, 1) - start).days


def draw(acts: tuple[Act, ...], panels: dict[str, Axes]) -> None:
    """Draw each act on the line of who acted: a mark above it where it opens, below it where it closes."""
    axes = panels["acts"]
    for at, lane in enumerate(LANES):
        axes.plot((2017, 2021), (-at, -at), color=SOFT, lw=0.8)
        for act in acts:
            if lane in lanes(act):
                x, end, colour = place(act.day), REACH if act.opens else -REACH, HOME if act.opens else INK
                axes.plot((x, x), (-at, -at + end), color=colour, lw=2.2, solid_capstyle="butt")
    name(axes, 2017.05, KEY, "above: opens", HOME, va="center")
    name(axes, 2018.75, KEY, "below: closes", INK, va="center")


def describe(acts: tuple[Act, ...]) -> str:
    """Say how many acts of either sign the list has, and that it is no measure."""
    opening = sum(act.opens for act in acts)
    who = {act.who for act in acts}
    return SAY("sentence", closing=len(acts) - opening, opening=opening, actors=len(who))


CHART = LiveFigure(
    name="trade-acts",
    title="Acts that one rule catches, 2017–2020",
    model=load,
    panels={
        "acts": panel(
            "",
            axis(2016.95, 2021.05, ticks={year: str(year) for year in range(2017, 2022)}),
            axis(-6.15, 0.5, ticks={-at: lane for at, lane in enumerate(LANES)}),
            size=(4.75, 3.4),
            margins=(1.45, 0.22, 0.1, 0.35),
        )
    },
    draw=draw,
    describe=describe,
    **{
        **drawn_from(TABLE),
        "source": "table trade_policy_acts of this course, with a source in every row; licence: facts, cited.",
    },
)
