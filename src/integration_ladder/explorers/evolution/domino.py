"""Explorer of section 3.1 +: when some countries join a bloc, or leave it, where do the others stop? (card M14)"""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.domino import COST, ROUNDS, Cascade, at_rest, enough, join, leave
from integration_ladder.vocabulary.drawing import (
    Line,
    Named,
    curve,
    dot,
    hollow,
    name_curves,
    outcome,
    values,
)
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import NEAR, amount, sentences, share
from integration_ladder.vocabulary.theme import COMPARED, HOME, INK, LINE, SOFT, THEME
from livefigure import Choice, LiveFigure, Task, Words, number

ABOUT = About("3.1 +", "When some countries join a bloc, or leave it, where do the others stop?", ("M14",))

SAY = Words(
    none="Without a first shock nobody joins, however strong members would pull: there are none.",
    some="The shock alone makes {first} of the countries join. Members pull others, and in the end {end} are inside. The {rest} "
    "outside resist more than the pull there, {pull}.",
    edge="The two pulls add up to just 1. In every round fewer countries are left outside; in the end all are inside, though no "
    "round is the last.",
    all="The two pulls add up to {sum}, more than any country resists: after {rounds} rounds all are inside.",
    stay="With all inside the pull is {pull}, and no country resists more: nobody leaves.",
    dear="With all inside the pull is {pull}, and leaving costs {cost}: no country resists more than the two together. Nobody "
    "leaves.",
    go="The pull of all is only {pull}: {first} of the countries leave at once. That weakens the pull, others follow, and in the "
    "end {end} are inside, as many as would have joined.",
    slow="The pull of all is only {pull}, but leaving costs {cost}: {first} of the countries leave at once, others follow, and "
    "in the end {end} are inside.",
    fewer="Only {other} would have joined.",
    nobody="With this pull nobody would have joined.",
    who="Each country does what is better for it, given the others. Who earns more or less than before the model does not say.",
)

NO_LAST = "no last one"
"""What stands where it comes ever nearer to rest."""
JUST = 0.01
"""How far the stops just below and just above lie from the pull at which all join."""
FIRSTS = grid(0, 0.4, 0.1)
PULLS = (*grid(0.3, 0.9, 0.1), 0.95)
LOW, HIGH = PULLS[0], PULLS[-1]
JOIN, LEAVE, COSTLY = "join", "leave", "costly"


def model(first: float, pull: float, way: str) -> Cascade:
    """Let countries join, leave, or leave at a cost."""
    return join(first, pull) if way == JOIN else leave(first, pull, COST if way == COSTLY else 0)


FIRST = slider(
    "first", "Pull without members", FIRSTS, default=0.2, text=amount, marks={0: "none"}, symbol="b_0"
)
WAY = Choice(
    name="way",
    label="Direction",
    options={"joining": JOIN, "leaving": LEAVE, "leaving, at a cost": COSTLY},
    default=JOIN,
)


def turning(first: float, way: str) -> dict[str, float]:
    """Return the pull of members from which all are inside."""
    return {"all inside": enough(first, COST if way == COSTLY else 0)}


PULL = slider(
    "pull",
    "Pull of members",
    PULLS,
    [
        point
        for first in FIRSTS
        for point in (enough(first) - JUST, enough(first) + JUST)
        if LOW <= point <= HIGH
    ],
    default=0.7,
    text=amount,
    turning=turning,
    given=(FIRST, WAY),
    symbol="b_1",
)


def draw_stairs(axes: Axes, result: Cascade) -> None:
    """Draw who is inside a round later over who is inside now, and the staircase from round to round."""
    axes.plot([0, 1], [0, 1], color=LINE, lw=0.8)
    base = result.first + result.cost
    top = (1 - base) / result.pull
    wanted = [(0, base), (1, base + result.pull)] if top > 1 - NEAR else [(0, base), (top, 1), (1, 1)]
    axes.plot(*zip(*wanted, strict=True), color=INK)
    if result.moved > NEAR:
        stairs = [(result.path[0], result.path[0])]
        for before, after in zip(result.path, result.path[1:], strict=False):
            stairs += [(before, after), (after, after)]
        axes.plot(*zip(*stairs, strict=True), color=HOME, lw=1.2)
    if result.cost:
        other = at_rest(result.first, result.pull)
        hollow(axes, other, other, SOFT)
    dot(axes, result.end, result.end, HOME)
    shares = np.linspace(0, 1, 51)
    later = np.minimum(1, base + result.pull * shares)
    name_curves(axes, Named(shares, later, "the pull", INK), Named(shares, shares, "as now", SOFT))


def draw_rounds(axes: Axes, result: Cascade) -> None:
    """Draw the share inside, round by round, and where it comes to rest."""
    axes.plot([0, ROUNDS], [result.end] * 2, color=SOFT, lw=1, ls=COMPARED)
    if result.moved > NEAR:
        curve(axes, range(ROUNDS + 1), result.path, HOME)
    dot(axes, ROUNDS, result.path[ROUNDS], HOME)


@cache
def _ends(first: float, cost: float) -> tuple[np.ndarray, np.ndarray]:
    """Return pulls of members and the share inside at the end for each."""
    pulls = np.unique([*np.linspace(LOW, HIGH, 66), np.clip(enough(first, cost), LOW, HIGH)])
    return pulls, values(lambda pull: at_rest(first, pull, cost), pulls)


def draw_ends(axes: Axes, result: Cascade) -> None:
    """Draw the share at the end over the pull of members, with the pull from which it is all."""
    pulls, ends = _ends(result.first, result.cost)
    full = enough(result.first, result.cost)
    compare = [(full, 1.0, SOFT)] if LOW - NEAR <= full <= HIGH + NEAR else []
    if result.cost:
        curve(axes, *_ends(result.first, 0.0), SOFT, dash=COMPARED)
    outcome(axes, pulls, [Line(ends, result.end, HOME)], result.pull, compare=compare)


def describe(result: Cascade) -> str:
    """Say who moves at once, who follows, and where it stops."""
    said = {
        "first": share(result.at_once),
        "end": share(result.end),
        "cost": amount(result.cost),
        "pull": amount(result.first + result.pull),
    }
    return sentences(_joined(result, said) if result.joining else _left(result, said), SAY("who"))


def _joined(result: Cascade, said: dict[str, str]) -> str:
    slack = result.first + result.pull - 1
    if not result.moved:
        return SAY("none")
    if abs(slack) < NEAR:
        return SAY("edge")
    if slack > 0:
        return SAY("all", sum=said["pull"], rounds=number(result.rounds, 0))
    pull = number(result.first + result.pull * result.end, 3)
    return SAY("some", first=said["first"], end=said["end"], rest=share(1 - result.end), pull=pull)


def _left(result: Cascade, said: dict[str, str]) -> str:
    if result.moved < NEAR:
        return SAY("dear" if result.cost else "stay", pull=said["pull"], cost=said["cost"])
    if not result.cost:
        return SAY("go", pull=said["pull"], first=said["first"], end=said["end"])
    other = at_rest(result.first, result.pull)
    return sentences(SAY("slow", **said), SAY("fewer", other=share(other)) if other else SAY("nobody"))


def rounds(result: Cascade) -> str:
    """Return after how many rounds it is at rest."""
    return NO_LAST if result.rounds is None else number(result.rounds, 0)


EXPLORER = LiveFigure(
    name="domino",
    title="Domino",
    controls=(FIRST, PULL, WAY),
    presets={
        "Just below": {"pull": 0.79},
        "Just enough": {"pull": 0.8},
        "Just above": {"pull": 0.81},
        "No shock": {"first": 0},
        "Exit": {"first": 0.1, "way": LEAVE},
        "Exit at a cost": {"first": 0.1, "way": COSTLY},
    },
    model=model,
    panels={
        "stairs": panel(
            "From round to round",
            axis(0, 1, "share inside now", {0: "0", 0.5: "1/2", 1: "1"}),
            axis(0, 1, "share inside a round later", {0: "0", 0.5: "1/2", 1: "1"}),
            size=(3.3, 3.0),
            margins=(0.4, 0.15, 0.55, 0.6),
        ),
        "rounds": panel(
            "Round by round",
            axis(0, ROUNDS, "round", (0, 4, 8, 12)),
            axis(0, 1, "share inside", {0: "0", 0.5: "1/2", 1: "1"}),
            size=(2.1, 3.0),
            margins=(0.4, 0.15, 0.55, 0.6),
        ),
        "ends": panel(
            "At the end",
            axis(LOW, HIGH, "pull of members", (0.3, 0.6, 0.9)),
            axis(0, 1, "share inside", {0: "0", 0.5: "1/2", 1: "1"}),
            size=(2.1, 3.0),
            margins=(0.4, 0.15, 0.55, 0.6),
        ),
    },
    covered=("stairs", "rounds", "ends"),  # in a lecture hall, until the vote
    draw=by_panel(stairs=draw_stairs, rounds=draw_rounds, ends=draw_ends),
    describe=describe,
    readout=key_numbers(
        {
            "Move at once": ("at_once", share),
            "Follow": ("followers", share),
            "Inside at the end": ("end", share),
            "Rounds": rounds,
        }
    ),
    bars=strip("Who gains: the model has countries, and no incomes"),
    tasks=(
        Task(
            name="enough",
            prompt="The pull without members is 0.1. Find the least pull of all members at which all join.",
            holds=lambda result: (
                result.joining and result.first == 0.1 and abs(result.first + result.pull - 1) < NEAR
            ),
            right="Right: the last country resists by 1, and with all others inside it is pulled by just as much.",
            not_yet="Not yet. How strongly is the country pulled that resists most, when all others are inside?",
        ),
        Task(
            name="held",
            prompt="Let countries leave. Find a setting at which the cost alone keeps all of them inside.",
            holds=lambda result: (
                bool(result.cost) and result.moved < NEAR and result.first + result.pull < 1 - NEAR
            ),
            right="Right: the pull of all is less than the last country resists, and with the cost of leaving it is enough.",
            not_yet="Not yet. Leaving must have a cost, nobody may leave, and the two pulls must add up to less than 1.",
        ),
    ),
    theme=THEME,
)
