"""Explorer of section 1.3 +: where do firms settle when moving goods is costly, and who gains? (card M6)"""

import math
from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.home_market import Anywhere, Location, locate, openness, without_trade_cost
from integration_ladder.vocabulary.drawing import Line, band, name, note, outcome, results
from integration_ladder.vocabulary.panels import Axis
from integration_ladder.vocabulary.parts import About, axis, by_panel, labour_only, panel, slider
from integration_ladder.vocabulary.saying import NOT_SAID, capital, change, decimal, each
from integration_ladder.vocabulary.theme import COMPARED, FOREIGN, HOME, SOFT, THEME
from livefigure import LiveFigure, Panel, Task, Words, number, percent

ABOUT = About("1.3 +", "Where do firms settle when moving goods is costly, and who gains?", ("M6",))

SAY = Words(
    ratio="{ratio} to 1",
    shares="{market} of the market, {firms} of the firms",
    market="{market} of the market",
    exports="{value} of its spending on them",
    band="{low} to {high} times as large",
    alike="Two markets alike have equally many firms, and each sells the other as much as it buys. A wage buys {home_gain} more "
    "of the varieties than without trade, in both countries: every variety can now be had in both.",
    inside="{Large} has {market} of the market and {firms} of the firms: more than its share, so it exports more of the "
    "varieties than it imports. Workers in both countries gain the same, {home_gain}: {small} has fewer firms than it "
    "would have alone, and makes up for it by what it buys.",
    end="The last firm {small_place} has just left: {large} has {market} of the market and all the firms. Workers in both "
    "countries still gain the same, {home_gain}.",
    corner="All firms are {large_place}, which has {market} of the market; {small} makes no variety and buys them all. Yet its "
    "workers gain the most, {small_gain} against {large_gain}, for alone so small a market would have few varieties.",
    free="If moving goods costs nothing, a firm sells as much from either country: the model does not say where it settles. "
    "Who gains it does say, for everybody has every variety: a wage buys {home_gain} more of them at home and {foreign_gain} "
    "abroad than without trade. The smaller market gains the more, since alone it would have fewer.",
    free_alike="If moving goods costs nothing, a firm sells as much from either country: the model does not say where it "
    "settles. Who gains it does say, for everybody has every variety: a wage buys {home_gain} more of them than without "
    "trade, in both countries.",
)

ROOT_TWO = math.sqrt(2)
TRADE_COSTS = (1.0, 1.05, 1.1, 1.2, 1.3, ROOT_TWO, 1.6, 2.0)
"""Units shipped for one that arrives; at 1 the model does not say where firms are."""
LARGER = (1.1, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)
MOST = max(LARGER)
ENDS = [1 / openness(cost) for cost in TRADE_COSTS if cost > 1 and 1 / openness(cost) < MOST]
"""The band's upper end at every trade cost at which the slider reaches it."""
SHARES = (10, 90)


def model(size: float, trade_cost: float) -> Location | Anywhere:
    """Place the firms, where there is a trade cost; home's market is ``size`` times the one abroad."""
    return locate(size, trade_cost) if trade_cost > 1 else without_trade_cost(size)


def marks(setting: dict[str, float]) -> dict[float, str]:
    """Return where the two markets are alike and where the last firm leaves either country."""
    cost = setting["trade_cost"]
    high = 1 / openness(cost) if cost > 1 else math.inf
    return {1.0: "alike"} | ({1 / high: "ρ", high: "1/ρ"} if high < MOST else {})


@cache
def _curves(trade_cost: float) -> tuple[np.ndarray, ...]:
    """Return home's share of the market, both gains and, where the model has it, home's share of the firms (per cent)."""
    low, high = 1 / (1 + MOST), MOST / (1 + MOST)
    rho = openness(trade_cost) if trade_cost > 1 else 0.0
    ends = {end for end in (rho / (1 + rho), 1 / (1 + rho)) if low < end < high}
    shares = np.array(sorted({*np.linspace(low, high, 81), *ends}))
    fields = ("home_gain", "foreign_gain", *(("firm_share",) if trade_cost > 1 else ()))
    return 100 * shares, *results(lambda s: model(s / (1 - s), trade_cost), shares, *fields, times=100)


def _shade_band(axes: Axes, result: Location) -> tuple[float, float]:
    return band(axes, 100 * result.openness / (1 + result.openness), 100 / (1 + result.openness))


def draw_firms(axes: Axes, result: Location | Anywhere) -> None:
    """Draw home's share of the firms over its share of the market, beside the line of proportion."""
    if isinstance(result, Anywhere):
        note(axes, 50, 50, "firms may be anywhere", ha="center")
        return
    low, high = _shade_band(axes, result)
    axes.plot(SHARES, SHARES, color=SOFT, lw=1.4, ls=COMPARED)
    note(axes, 11.5, 45, "in proportion")
    if high - low > 45:
        note(axes, low + 2, 92, "firms in both")
    shares, _, _, firms = _curves(result.trade_cost)
    outcome(axes, shares, [Line(firms, 100 * result.firm_share, HOME)], 100 * result.market_share, size=10)


def draw_gains(axes: Axes, result: Location | Anywhere) -> None:
    """Draw both countries' gains over home's share of the market."""
    if isinstance(result, Location):
        _shade_band(axes, result)
    shares, home, foreign, *_ = _curves(result.trade_cost if isinstance(result, Location) else 1.0)
    middle, gap = (home[-1] + foreign[-1]) / 2, max(foreign[-1] - home[-1], 6.8) / 2
    low = max(middle - gap - 1.6, 0.8)  # not on the axis
    name(axes, 87, low, "home", HOME)
    name(axes, 87, low + 2 * gap, "abroad", FOREIGN)
    lines = (
        Line(home, 100 * result.home_gain, HOME),
        Line(foreign, 100 * result.foreign_gain, FOREIGN, dash="--"),
    )
    outcome(axes, shares, lines, 100 * result.market_share)


def describe(result: Location | Anywhere) -> str:
    """Say where the firms are, who gains and why."""
    gains = each(percent, home_gain=result.home_gain, foreign_gain=result.foreign_gain)
    alike = result.relative_size == 1
    if isinstance(result, Anywhere):
        return SAY("free_alike" if alike else "free", **gains)
    if alike:
        return SAY("alike", **gains)
    sides = (
        (result.market_share, result.firm_share, result.home_gain, "home", "at home"),
        (1 - result.market_share, 1 - result.firm_share, result.foreign_gain, "abroad", "abroad"),
    )
    # The smaller market stands first.
    (_, _, small_gain, small, small_place), (market, firms, large_gain, large, large_place) = sorted(sides)
    which = "inside" if 0 < result.firm_share < 1 else "end" if at_the_end(result) else "corner"
    where = {"large": large, "small": small, "large_place": large_place, "small_place": small_place}
    told = each(percent, market=market, firms=firms, large_gain=large_gain, small_gain=small_gain)
    return SAY(which, Large=capital(large), **where, **told, **gains)


def at_the_end(result: Location) -> bool:
    """Tell whether the last firm of one country has just left."""
    return result.firm_share in (0, 1) and math.isclose(result.home_gain, result.foreign_gain, rel_tol=1e-6)


def readout(result: Location | Anywhere) -> dict[str, str]:
    """Return the key numbers."""
    labels = ("Firms, home to abroad", "Home’s share", "Home’s net exports of varieties")
    labels += ("Firms in both while home is",)
    market = percent(result.market_share)
    if isinstance(result, Anywhere):
        told = ("anywhere", SAY("market", market=market), NOT_SAID, NOT_SAID)
    else:
        some = {0: "all abroad", 1: "all at home"}.get(result.firm_share)
        told = (
            some or SAY("ratio", ratio=number(result.firm_ratio)),
            SAY("shares", market=market, firms=percent(result.firm_share)),
            SAY("exports", value=change(result.net_exports)),
            SAY("band", low=number(result.openness), high=number(1 / result.openness)),
        )
    return dict(zip(labels, told, strict=True))


def _panel(title: str, y: Axis, right: float) -> Panel:
    x = axis(*SHARES, "home’s share of the market, per cent", (25, 50, 75))
    return panel(title, x, y, size=(3.9, 3.0), margins=(0.45, right, 0.55, 0.6))


EXPLORER = LiveFigure(
    name="home-market",
    title="Where the firms settle",
    controls=(
        slider(
            "size",
            "Market at home",
            (1.0, *LARGER, *(1 / size for size in LARGER)),
            [end for high in ENDS for end in (high, 1 / high)],
            unit="times the one abroad",
            symbol=r"\lambda",
            track="log",
            default=1.0,
            text=decimal,
            marks=marks,
        ),
        slider(
            "trade_cost",
            "Trade cost",
            TRADE_COSTS,
            unit="sent for 1",
            symbol=r"\tau",
            default=ROOT_TWO,
            text=lambda cost: "1.414 (√2)" if cost == ROOT_TWO else number(cost),
            marks={1.0: "1", 2.0: "2"},
        ),
    ),
    presets={
        "Two alike": {},
        "A tenth larger": {"size": 1.1},
        "Three times as large": {"size": 3.0},
        "Beyond the band": {"size": 5.0},
        "Nearly open": {"size": 1.25, "trade_cost": 1.05},
        "No trade cost": {"trade_cost": 1.0},
    },
    model=model,
    critical={"size": marks},
    panels={
        "firms": _panel("Share of the firms", axis(0, 100, "home, per cent", (0, 25, 50, 75, 100)), 0.15),
        "gains": _panel(
            "What a wage buys of the varieties",
            axis(0, 60, "gain against no trade, per cent", (0, 10, 20, 30, 40, 50, 60)),
            0.6,
        ),
    },
    covered=("firms", "gains"),  # in a lecture hall, until the vote
    draw=by_panel(firms=draw_firms, gains=draw_gains),
    describe=describe,
    readout=readout,
    bars=labour_only(
        "Who gains, against no trade: what a wage buys of the varieties", "home_gain", "foreign_gain"
    ),
    tasks=(
        Task(
            name="double",
            prompt="Home has exactly twice as many firms as abroad.",
            holds=lambda r: isinstance(r, Location) and abs((r.firm_ratio or 0) - 2) < 1e-9,
            right="Right: with a market only 1.5 times as large, home has twice the firms.",
            not_yet="Not yet. Home’s market is then less than twice as large. Watch “Firms, home to abroad”.",
        ),
        Task(
            name="last",
            prompt="The last firm abroad has just left, and workers in both countries gain exactly alike.",
            holds=lambda r: isinstance(r, Location) and r.firm_share == 1 and at_the_end(r),
            right="Right: at the end of the band firms are all in one country, and the gains are still shared evenly.",
            not_yet="Not yet. Where exactly does the band end? The marks ρ and 1/ρ under the slider move with the trade cost.",
        ),
        Task(
            name="empty",
            prompt="Home has no firm at all, and its workers gain more than 25 %.",
            holds=lambda r: isinstance(r, Location) and r.firm_share == 0 and r.home_gain > 0.25,
            right="Right: to have no firm is not to have no gain. But the model finds every worker another job.",
            not_yet="Not yet. Make home small, and let goods come in cheaply.",
        ),
    ),
    theme=THEME,
)
