"""Explorer of the opening page of chapter 2: what does each rung take away between two members? (no card)"""

from dataclasses import dataclass

from matplotlib.axes import Axes

from integration_ladder.vocabulary.drawing import name, note
from integration_ladder.vocabulary.parts import About, axis, by_panel, panel, slider, strip
from integration_ladder.vocabulary.theme import FOREIGN, GAIN, HOME, INK, SOFT, THEME
from livefigure import LiveFigure, Task, Words

ABOUT = About("2", "What does each rung take away between two members, and what does it leave?")

SAY = Words(
    none="Nothing is joined. Each of the two has its own tariffs on everybody’s goods, its own workers and capital, and its "
    "own policies.",
    some="{stage}: {joined}. {left}",
    all="{stage}: {joined}. Nothing in this picture is left apart; but the paper leaves its list of policies open.",
)


@dataclass(frozen=True)
class Matter:
    """Something that two members may join.

    Attributes:
        title: what stands beside its row.
        apart: what each of the two has before.
        joined: what the two have together after.
        stage: the stage that joins it.
        told: what the stage does, as the sentence says it.
        left: what then is left apart, as the sentence of the stage before says it.
    """

    title: str
    apart: str
    joined: str
    stage: str
    told: str
    left: str


MATTERS = (
    Matter(
        "Goods between the two",
        "barriers",
        "no barriers",
        "Free trade area",
        "trade barriers between the two are removed",
        "",
    ),
    Matter(
        "Tariffs on outsiders",
        "own tariffs",
        "the same tariffs",
        "Customs union",
        "the two now also have the same tariffs on outsiders",
        "Each keeps its own tariffs on outsiders.",
    ),
    Matter(
        "Labour and capital",
        "at home",
        "move freely",
        "Common market",
        "factors of production, labour and capital included, now also move freely between the two",
        "Workers and capital stay where they are.",
    ),
    Matter(
        "Policies",
        "own policies",
        "integrated",
        "Economic union",
        "economic policies, market rules, macroeconomy, monetary and income-distribution policies and so on are now "
        "integrated as well",
        "Each keeps its own policies, monetary and income-distribution policy among them.",
    ),
)
"""The paper's four stages, from the first: what each of them joins."""


@dataclass(frozen=True)
class Ladder:
    """Two members on a rung.

    Attributes:
        rung: how many of :data:`MATTERS` are joined, from the first.
    """

    rung: int

    @property
    def stage(self) -> str:
        """The stage's name."""
        return MATTERS[self.rung - 1].stage if self.rung else "None"


def model(rung: float) -> Ladder:
    """Return two members on a rung, 0 to 4."""
    return Ladder(int(rung))


WIDE, GAP, HIGH = 2.0, 0.16, 0.5
"""A member's box: its width, half the gap between the two, its height (in rows)."""


def draw(axes: Axes, ladder: Ladder) -> None:
    """Draw a row for each matter: two boxes where it is apart, one where it is joined."""
    name(axes, -GAP - WIDE / 2, len(MATTERS) + 0.12, "Home", HOME, ha="center")
    name(axes, GAP + WIDE / 2, len(MATTERS) + 0.12, "Partner", FOREIGN, ha="center")
    for row, matter in enumerate(MATTERS):
        y = len(MATTERS) - 0.62 - row
        joined = row < ladder.rung
        write = name if row == ladder.rung - 1 else note
        write(axes, -GAP - WIDE, y + HIGH / 2 + 0.06, matter.title, INK)
        if joined:
            axes.barh(y, 2 * (WIDE + GAP), left=-WIDE - GAP, height=HIGH, color=GAIN, alpha=0.25)
            note(axes, 0, y, matter.joined, INK, ha="center", va="center")
            continue
        for side, colour in ((-1, HOME), (1, FOREIGN)):
            axes.barh(y, side * WIDE, left=side * GAP, height=HIGH, color=colour, alpha=0.18)
            note(axes, side * (GAP + WIDE / 2), y, matter.apart, INK, ha="center", va="center")
        axes.plot([0, 0], [y - HIGH / 2, y + HIGH / 2], color=SOFT, lw=3, solid_capstyle="butt")


def describe(ladder: Ladder) -> str:
    """Say what the rung joins, and what it leaves apart."""
    if not ladder.rung:
        return SAY("none")
    matter = MATTERS[ladder.rung - 1]
    if ladder.rung == len(MATTERS):
        return SAY("all", stage=matter.stage, joined=matter.told)
    return SAY("some", stage=matter.stage, joined=matter.told, left=MATTERS[ladder.rung].left)


NAMES = {
    rung: f"{rung}: {Ladder(rung).stage.lower()}" if rung else "0: none" for rung in range(len(MATTERS) + 1)
}

EXPLORER = LiveFigure(
    name="four-rungs",
    title="Four rungs: what is joined, what stays apart",
    controls=(
        slider(
            "rung",
            "Rung",
            range(len(MATTERS) + 1),
            default=1,
            text=lambda rung: NAMES[int(rung)],
            marks={rung: str(rung) for rung in range(len(MATTERS) + 1)},
        ),
    ),
    presets={"No rung": {"rung": 0}, "The highest": {"rung": len(MATTERS)}},
    model=model,
    panels={
        "matters": panel(
            "What two members have joined",
            axis(-WIDE - GAP - 0.05, WIDE + GAP + 0.05),
            axis(-0.35, len(MATTERS) + 0.45),
            size=(4.35, 3.6),
            margins=(0.1, 0.1, 0.4, 0.1),
            frame=False,
        ),
    },
    draw=by_panel(matters=draw),
    describe=describe,
    bars=strip("Who gains? A list of what is joined does not say"),
    tasks=(
        Task(
            name="origin",
            prompt="Find the lowest rung on which a good from outside pays the same tariff at either member’s port.",
            holds=lambda ladder: ladder.rung == 2,
            right="Right. Below it the two may differ, and goods look for the cheaper port: the question of the first section.",
            not_yet="Not yet. Which row says what outsiders pay?",
        ),
    ),
    theme=THEME,
)
