"""Explorer of section 3.1 +: can cheaper trade make one of two equal regions poorer, and who gains? (card M15)"""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models import core_and_periphery
from integration_ladder.models.core_and_periphery import (
    Equilibrium,
    Settled,
    break_point,
    equilibria,
    short_run,
    sustain_point,
)
from integration_ladder.vocabulary.drawing import (
    Line,
    curve,
    dots,
    drop,
    either_side,
    full,
    hollow,
    name,
    note,
    outcome,
    results,
    values,
)
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import NEAR, change, sentences, share
from integration_ladder.vocabulary.theme import (
    COMPARED,
    DOTTED,
    FOREIGN,
    HOME,
    INK,
    LINE,
    SECOND,
    SOFT,
    THEME,
)
from livefigure import Choice, LiveFigure, Task, Words, number, percent

ABOUT = About("3.1 +", "Can cheaper trade make one of two equal regions poorer, and who gains?", ("M15",))

SAY = Words(
    spread="At a trade cost of {cost} spread industry stays spread: if a few workers moved to region 1, they would earn less "
    "there than in region 2, and go back.",
    gathers="At a trade cost of {cost} spread industry gathers: where a few more workers are, the real wage is higher, so "
    "others follow, here to region 1.",
    stays="At a trade cost of {cost} industry stays in region 1, where it was: a worker who left would lose {lost} of the real "
    "wage.",
    spreads="At a trade cost of {cost} industry does not stay in region 1: a worker who left would gain {won}, so others "
    "follow, until each region has half.",
    edge="At a trade cost of {cost} gathered industry is on the edge: the first worker to leave would lose nothing, the next "
    "would gain, so industry spreads.",
    too="Had it been gathered, it would stay gathered.",
    not_again="Had it been spread, it would not gather.",
    nobody="Against spread industry nobody gains and nobody loses: it is spread.",
    who="Against spread industry workers in industry and farmers in region 1 gain {gain}: no industrial good comes from "
    "afar. Farmers in region 2 lose {loss}: all of theirs come from afar.",
)

COSTS = (1.0, 2.6)
"""The axis of trade costs; the slider begins a little above 1, where it does not matter where industry is."""
MOST = 13
"""Where the axis of the gap ends, in per cent of a real wage without trade cost."""


def model(trade_cost: float, gathered: bool, spending: float) -> Settled:
    """Let industry settle, coming from spread or from gathered."""
    return core_and_periphery.settle(trade_cost, gathered, spending)


def turning(spending: float) -> dict[str, float]:
    """Return the trade costs at which the lesson turns at a share of spending."""
    return {"break": break_point(spending), "sustain": sustain_point(spending)}


SPENDING = slider(
    "spending", "Share of spending on industry", (0.3, 0.4, 0.5), default=0.4, text=share, symbol=r"\mu"
)
GATHERED = Choice(
    name="gathered",
    label="Industry was",
    options={"spread": False, "gathered in region 1": True},
    default=False,
)
TRADE_COST = slider(
    "trade_cost",
    "Trade cost",
    grid(1.05, 2.6, 0.05),
    default=1.6,
    text=lambda cost: number(cost, 3 if abs(cost * 100 - round(cost * 100)) > NEAR else 2),
    turning=turning,
    given=(SPENDING,),
    unit="sent for 1",
    symbol=r"\tau",
)


@cache
def _gap(trade_cost: float, spending: float) -> tuple[np.ndarray, np.ndarray]:
    """Return region 1's shares of industry and the gap of the real wages (per cent)."""
    shares = np.linspace(0, 1, 51)
    return 100 * shares, values(lambda part: short_run(part, trade_cost, spending).gap, shares, times=100)


@cache
def _states(trade_cost: float, spending: float) -> tuple[Equilibrium, ...]:
    return equilibria(trade_cost, spending)


def draw_gap(axes: Axes, result: Settled) -> None:
    """Draw the gap of the real wages over where industry is, with all equilibria and which way workers move."""
    at = result.trade_cost, result.now.spending
    axes.plot([0, 100], [0, 0], color=LINE, lw=0.8)
    curve(axes, *_gap(*at), INK)
    states = _states(*at)
    for state in states:
        gap = 100 * short_run(state.share, *at).gap if state.share in (0, 1) else 0.0
        if state.share == result.now.share:
            dots(axes, (100 * state.share, gap, HOME), size=11)
        elif state.stable:
            full(axes, 100 * state.share, gap, SOFT)
        else:
            hollow(axes, 100 * state.share, gap, SOFT)
    ends = sorted({0.0, 1.0, *(state.share for state in states)})
    for low, high in zip(ends, ends[1:], strict=False):
        if high - low < 0.12:
            continue
        middle = (low + high) / 2
        up = short_run(middle, *at).gap > 0
        note(
            axes,
            100 * middle,
            -0.5 if up else 0.5,
            "→" if up else "←",
            ha="center",
            va="top" if up else "bottom",
        )


@cache
def _unstable(spending: float) -> tuple[np.ndarray, np.ndarray]:
    """Return trade costs from the break to the sustain point and the unstable share between spread and gathered (per cent)."""
    low, high = break_point(spending), sustain_point(spending)
    costs = np.linspace(low, high, 17)
    between = [max(one.share for one in equilibria(cost, spending) if one.share < 1) for cost in costs[1:-1]]
    return costs, 100 * np.array([0.5, *between, 1.0])


@cache
def _path(gathered: bool, spending: float) -> tuple[np.ndarray, ...]:
    """Return trade costs and, coming from a state, region 1's share of industry and both regions' farmers (per cent)."""
    jump = (sustain_point if gathered else break_point)(spending)
    costs = either_side(np.linspace(1.001, COSTS[1], 49), jump)
    fields = ("now.share", "now.one.farmers", "now.two.farmers")
    return costs, *results(lambda cost: model(cost, gathered, spending), costs, *fields, times=100)


def _jump(result: Settled) -> float:
    return result.sustain_point if result.gathered else result.break_point


def draw_share(axes: Axes, result: Settled) -> None:
    """Draw where industry is over the trade cost, coming from one state, and from the other."""
    spending, jump = result.now.spending, _jump(result)
    curve(axes, *_unstable(spending), SOFT, dash=COMPARED, width=1.5)
    other = result.break_point if result.gathered else result.sustain_point
    costs, shares, *_ = _path(not result.gathered, spending)
    curve(axes, costs, shares, SOFT, width=1.2, jumps=(other,))
    drop(axes, other, 100, base=50, dash=DOTTED)
    drop(axes, jump, 100, HOME, base=50, dash=DOTTED)
    costs, shares, *_ = _path(result.gathered, spending)
    line = Line(shares, 100 * result.now.share, HOME, jumps=(jump,))
    outcome(axes, costs, [line], result.trade_cost, base=45)
    note(axes, result.break_point - 0.03, 75, "↑", ha="right", va="center")
    note(axes, result.sustain_point + 0.03, 75, "↓", ha="left", va="center")


def draw_farmers(axes: Axes, result: Settled) -> None:
    """Draw what farmers in either region can buy over the trade cost, coming from one state."""
    costs, _, one, two = _path(result.gathered, result.now.spending)
    jumps = (_jump(result),)
    now = result.now
    outcome(
        axes,
        costs,
        [
            Line(one, 100 * now.one.farmers, HOME, jumps=jumps),
            Line(two, 100 * now.two.farmers, FOREIGN, dash=SECOND, jumps=jumps),
        ],
        result.trade_cost,
        base=None,
    )
    name(axes, 1.05, 103, "region 1", HOME)
    name(axes, 1.05, 64, "region 2", FOREIGN)


def describe(result: Settled) -> str:
    """Say where industry ends and why, and who gains."""
    told = {"cost": TRADE_COST.short(result.trade_cost)}
    gathered = result.now.share == 1
    if result.gathered:
        which = "stays" if gathered else "edge" if abs(result.by_leaving) < NEAR else "spreads"
        told |= {"lost": percent(-result.by_leaving), "won": percent(result.by_leaving)}
        other = SAY("not_again") if gathered and result.stays_spread else ""
    else:
        which = "gathers" if gathered else "spread"
        other = SAY("too") if not gathered and result.stays_gathered else ""
    who = (
        SAY("who", gain=percent(result.workers), loss=percent(-result.farmers_two))
        if gathered
        else SAY("nobody")
    )
    return sentences(SAY(which, **told), other, who)


EXPLORER = LiveFigure(
    name="core-and-periphery",
    title="Core and periphery",
    controls=(TRADE_COST, GATHERED, SPENDING),
    presets={
        "Gathers": {},
        "Stays spread": {"trade_cost": 1.7},
        "Stays gathered": {"trade_cost": 1.7, "gathered": True},
        "Break point": {"trade_cost": break_point()},
        "Sustain point": {"trade_cost": sustain_point(), "gathered": True},
        "Nearly free": {"trade_cost": 1.05},
    },
    model=model,
    panels={
        "gap": panel(
            "The gap of the real wages",
            axis(-3, 103, "industry in region 1, per cent", (0, 25, 50, 75, 100)),
            axis(-MOST, MOST, "region 1 less region 2, per cent", (-10, -5, 0, 5, 10)),
            size=(3.3, 2.85),
        ),
        "share": panel(
            "Where industry is",
            axis(*COSTS, "trade cost", (1, 1.5, 2, 2.5)),
            axis(45, 105, "in region 1, per cent", (50, 75, 100)),
            size=(2.4, 2.85),
        ),
        "farmers": panel(
            "Farmers can buy",
            axis(*COSTS, "trade cost", (1, 1.5, 2, 2.5)),
            axis(60, 112, "free trade = 100", (60, 70, 80, 90, 100)),
            size=(1.95, 2.85),
            margins=(0.4, 0.1, 0.55, 0.6),
        ),
    },
    covered=("gap", "share", "farmers"),  # in a lecture hall, until the vote
    draw=by_panel(gap=draw_gap, share=draw_share, farmers=draw_farmers),
    describe=describe,
    readout=key_numbers(
        {
            "Industry in region 1": ("now.share", percent, 0),
            "Break point": ("break_point", number, 3),
            "Sustain point": ("sustain_point", number, 3),
            "First to leave, real wage": lambda result: change(result.by_leaving),
        }
    ),
    bars=strip(
        "Who gains, against spread industry (workers of a region: farmers, who stay)",
        home_workers="farmers_one",
        foreign_workers="farmers_two",
        further={"Workers in industry": "workers"},
        home="Region 1",
        foreign="Region 2",
    ),
    tasks=(
        Task(
            name="either",
            prompt="Industry gets 30 % of all spending. Find a trade cost at which it stays as it was, be it spread or gathered.",
            holds=lambda result: result.now.spending == 0.3 and result.stays_spread and result.stays_gathered,
            right="Right: between the two points both states hold, and where industry is tells of its past.",
            not_yet="Not yet. Both states must be stable: look for three full dots in the first panel.",
        ),
        Task(
            name="heaviest",
            prompt="Find the setting at which farmers in region 2 lose the most by the other region’s having all industry.",
            holds=lambda result: result.farmers_two < -0.31,
            right="Right: the dearer trade, the more it costs to have industry far away. Only industry that had gathered stays "
            "gathered there.",
            not_yet="Not yet. Where is it dearest to buy all industrial goods from afar? And what keeps industry there?",
        ),
    ),
    theme=THEME,
)
