"""Explorer of section 3.2: whose income grew from 1988 to 2008, in per cent and in dollars? (card M19, data)"""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.charts.evolution import global_incomes
from integration_ladder.charts.evolution.global_incomes import Change, Group
from integration_ladder.vocabulary.drawing import curve, note, present
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import change as with_sign
from integration_ladder.vocabulary.saying import sentences, signed
from integration_ladder.vocabulary.theme import GAIN, HOME, LINE, LOSS, SOFT, THEME
from livefigure import Choice, LiveFigure, Task, Words, number, percent

ABOUT = About("3.2", "Whose income grew from 1988 to 2008, in per cent and in dollars?", ("M19",))

SAY = Words(
    rose="From {first} to {last} the mean income of {who} rose from {before} to {after} dollars a head and year: by {growth}, or "
    "{dollars} dollars.",
    fell="From {first} to {last} the mean income of {who} fell from {before} to {after} dollars a head and year: by {growth}, or "
    "{dollars} dollars.",
    all_gain="No group lost: the slowest were the hundredths {slowest} ({slow}), the fastest {fastest} ({fast}).",
    lost="{count} of {groups} groups lost, most the hundredths {slowest} ({slow}); the fastest were {fastest} ({fast}).",
    one_lost="One of {groups} groups lost, the hundredths {slowest} ({slow}); the fastest were {fastest} ({fast}).",
    others="A group need not hold the same people at the end as at the beginning.",
    top="the richest hundredth of the world",
    bottom="the poorest twentieth of the world",
    between="the people between the hundredths {start} and {end}",
)
GROUPS = global_incomes.groups()
YEARS = global_incomes.years()
PERIODS = {
    f"{first}–{last if first // 100 < last // 100 else last % 100:02}": f"{first}-{last}"
    for first, last in ((YEARS[0], YEARS[-1]), *zip(YEARS, YEARS[1:], strict=False))
}
"""What a period's button says → the period: all years, then one benchmark year to the next."""
MIDDLE, TOP = 10, len(GROUPS) - 1
"""The group just above the middle of the world, and the richest."""
UNSEEN = 120
"""A gain of fewer dollars is thinner than the line at zero: it has no bar."""


@dataclass(frozen=True)
class Scene:
    """A group in a period.

    Attributes:
        group: which people.
        first, last: the years.
        own: what the group had.
        changes: what each group had, the poorest first.
        share, top_share: fraction of all dollars gained that went to the group, and to the richest twentieth; None where
            some group lost.
    """

    group: Group
    first: int
    last: int
    own: Change
    changes: tuple[Change, ...]
    share: float | None
    top_share: float | None

    @property
    def losers(self) -> int:
        """How many groups lost."""
        return sum(one.dollars < 0 for one in self.changes)

    def extreme(self, fastest: bool) -> int:
        """Return the number of the group that grew fastest, or slowest."""
        return (max if fastest else min)(range(len(GROUPS)), key=lambda i: self.changes[i].growth)


def model(period: str, group: float) -> Scene:
    """Read a group in a period off the table."""
    first, last = map(int, period.split("-"))
    here = GROUPS[int(group)]
    return Scene(
        here,
        first,
        last,
        global_incomes.change(here, first, last),
        tuple(global_incomes.change(one, first, last) for one in GROUPS),
        global_incomes.share_of_gain(here.start, here.end, first, last),
        global_incomes.share_of_gain(95, 100, first, last),
    )


def hundredths(group: Group) -> str:
    """Return a group by its borders ("50–55")."""
    return f"{group.start}–{group.end}"


def draw_growth(axes: Axes, scene: Scene) -> None:
    """Draw each group's growth over its rank, and the chosen one."""
    axes.plot([0, 100], [0, 0], color=LINE, lw=0.8)
    xs = np.array([one.middle for one in GROUPS])
    curve(axes, xs, [100 * one.growth for one in scene.changes], SOFT)
    present(axes, scene.group.middle, {HOME: 100 * scene.own.growth})


def draw_dollars(axes: Axes, scene: Scene) -> None:
    """Draw each group's dollars a head, as wide as it has people, so that an area is what the whole group gained."""
    for group, one in zip(GROUPS, scene.changes, strict=True):
        if abs(one.dollars) >= UNSEEN:
            colour = GAIN if one.dollars > 0 else LOSS
            axes.bar([group.start], [one.dollars], width=group.size, align="edge", color=colour)
    axes.plot([0, 100], [0, 0], color=LINE, lw=0.8)
    present(axes, scene.group.middle, {HOME: scene.own.dollars})
    note(axes, 4, 20_800, "wide as its people:\nan area is the dollars\nof a whole group", va="top")


def describe(scene: Scene) -> str:
    """Say what the group gained or lost, who gained least and most, and that its people change."""
    fast, slow = scene.extreme(fastest=True), scene.extreme(fastest=False)
    key = {0: "all_gain", 1: "one_lost"}.get(scene.losers, "lost")
    return sentences(
        SAY(
            "rose" if scene.own.dollars >= 0 else "fell",
            first=scene.first,
            last=scene.last,
            who=_who(scene.group),
            before=number(scene.own.before, 0),
            after=number(scene.own.after, 0),
            growth=percent(abs(scene.own.growth)),
            dollars=number(abs(scene.own.dollars), 0),
        ),
        SAY(
            key,
            count=scene.losers,
            groups=len(GROUPS),
            slowest=hundredths(GROUPS[slow]),
            slow=with_sign(scene.changes[slow].growth),
            fastest=hundredths(GROUPS[fast]),
            fast=with_sign(scene.changes[fast].growth),
        ),
        SAY("others"),
    )


def _who(group: Group) -> str:
    if group.end == 100:
        return SAY("top")
    return SAY("bottom") if group.start == 0 else SAY("between", start=group.start, end=group.end)


EXPLORER = LiveFigure(
    name="who-gained",
    title="Who gained, 1988–2008",
    controls=(
        Choice(name="period", label="Period", options=PERIODS, default="1988-2008"),
        slider(
            "group",
            "Group by rank",
            range(len(GROUPS)),
            default=MIDDLE,
            text=lambda at: hundredths(GROUPS[int(at)]),
            marks={0: "0–5", MIDDLE: "50–55", TOP: "99–100"},
            unit="hundredths",
        ),
    ),
    presets={
        "The richest hundredth": {"group": TOP},
        "The middle": {"group": MIDDLE},
        "The dip": {"group": 15},
        "2003–08": {"period": "2003-2008"},
    },
    model=model,
    panels={
        "growth": panel(
            "Growth of income, per cent",
            axis(0, 100, "hundredth of the world, the richest right", (0, 25, 50, 75, 100)),
            axis(-25, 85, ticks={-20: "−20", 0: "0", 20: "20", 40: "40", 60: "60", 80: "80"}),
            size=(3.9, 2.9),
            margins=(0.5, 0.2, 0.4, 0.55),
        ),
        "dollars": panel(
            "The same, dollars a head",
            axis(0, 100, "hundredth of the world, the richest right", (0, 25, 50, 75, 100)),
            axis(-2500, 22_000, ticks={0: "0", 5000: "5,000", 10_000: "10,000", 20_000: "20,000"}),
            size=(3.9, 2.9),
            margins=(0.7, 0.2, 0.4, 0.55),
        ),
    },
    covered=("dollars",),
    draw=by_panel(growth=draw_growth, dollars=draw_dollars),
    describe=describe,
    readout=key_numbers(
        {
            "Growth": ("own.growth", with_sign),
            "Dollars a head": ("own.dollars", signed, lambda size: number(size, 0)),
            "Of all dollars gained": ("share", percent),
            "Richest 5\u00a0% got": ("top_share", percent),
        }
    ),
    bars=strip("Who gains? Ranks are no classes"),
    tasks=(
        Task(
            name="lost",
            prompt="Find a period and a group whose mean income fell by more than a tenth.",
            holds=lambda scene: scene.own.growth < -0.1,
            right="Right. Look at the whole period again: most of the dip in its curve comes from these five years.",
            not_yet="Not yet. Look for a period in which the curve goes below zero, then for its lowest place.",
        ),
        Task(
            name="top",
            prompt="Find a period in which the richest hundredth grew faster than every other group, and choose it.",
            holds=lambda scene: scene.group == GROUPS[TOP] and scene.extreme(fastest=True) == TOP,
            right="Right: in these years the curve has no elephant’s back, only a trunk.",
            not_yet="Not yet. Choose the richest hundredth, then step through the periods.",
        ),
    ),
    source=data.describe(global_incomes.TABLE).source_line.removeprefix("Source: "),
    depends_on=(data.path(global_incomes.TABLE),),
    theme=THEME,
)
