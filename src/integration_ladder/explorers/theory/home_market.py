"""Explorer of section 1.3 +: where do firms settle when moving goods is costly, and who gains? (card M6)"""

import math
from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.home_market import Anywhere, Location, locate, openness, without_trade_cost
from integration_ladder.vocabulary.about import About
from integration_ladder.vocabulary.theme import FOREIGN, HOME, LINE, PAPER, SOFT, THEME
from livefigure import Bars, LiveFigure, Panel, Slider, Task, Words, number, percent

ABOUT = About(
    section="1.3 +", asks="Where do firms settle when moving goods is costly, and who gains?", cards=("M6",)
)

WORDS = Words(
    title="Where the firms settle",
    size="Market at home",
    size_unit="times the one abroad",
    trade_cost="Trade cost",
    trade_cost_unit="sent for 1",
    alike="alike",
    low_end="ρ",
    high_end="1/ρ",
    preset_alike="Two alike",
    preset_ten="A tenth larger",
    preset_three="Three times as large",
    preset_corner="Beyond the band",
    preset_open="Nearly open",
    preset_free="No trade cost",
    firms="Share of the firms",
    firms_unit="home, per cent",
    market_axis="home’s share of the market, per cent",
    proportion="in proportion",
    both="firms in both",
    gains="What a wage buys of the varieties",
    gains_unit="gain against no trade, per cent",
    home="home",
    abroad="abroad",
    undecided="firms may be anywhere",
    ratio="Firms, home to abroad",
    ratio_value="{ratio} to 1",
    all_home="all at home",
    all_abroad="all abroad",
    anywhere="anywhere",
    shares="Home’s share",
    shares_value="{market} of the market, {firms} of the firms",
    shares_anywhere="{market} of the market",
    exports="Home’s net exports of varieties",
    exports_value="{value} of its spending on them",
    band="Firms in both while home is",
    band_value="{low} to {high} times as large",
    none="–",
    strip="Who gains, against no trade: what a wage buys of the varieties",
    home_workers="Home, workers",
    home_owners="Home, owners",
    abroad_workers="Abroad, workers",
    abroad_owners="Abroad, owners",
    say_alike="Two markets alike have equally many firms, and each sells the other as much as it buys. A wage buys {gain} more "
    "of the varieties than without trade, in both countries: every variety can now be had in both.",
    say_inside="{Large} has {market} of the market and {firms} of the firms: more than its share, so it exports more of the "
    "varieties than it imports. Workers in both countries gain the same, {gain}: {small} has fewer firms than it "
    "would have alone, and makes up for it by what it buys.",
    say_end="The last firm {small} has just left: {large} has {market} of the market and all the firms. Workers in both "
    "countries still gain the same, {gain}.",
    say_corner="All firms are {large}, which has {market} of the market; {small} makes no variety and buys them all. Yet its "
    "workers gain the most, {small_gain} against {large_gain}, for alone so small a market would have few varieties.",
    home_place="at home",
    foreign_place="abroad",
    Home="Home",
    Abroad="Abroad",
    say_free="If moving goods costs nothing, a firm sells as much from either country: the model does not say where it settles. "
    "Who gains it does say, for everybody has every variety: a wage buys {home_gain} more of them at home and {abroad_gain} "
    "abroad than without trade. The smaller market gains the more, since alone it would have fewer.",
    say_free_alike="If moving goods costs nothing, a firm sells as much from either country: the model does not say where it "
    "settles. Who gains it does say, for everybody has every variety: a wage buys {home_gain} more of them than without "
    "trade, in both countries.",
    task_double="Home has exactly twice as many firms as abroad.",
    task_double_right="Right: with a market only 1.5 times as large, home has twice the firms.",
    task_double_not="Not yet. Home’s market is then less than twice as large. Watch “Firms, home to abroad”.",
    task_last="The last firm abroad has just left, and workers in both countries gain exactly alike.",
    task_last_right="Right: at the end of the band firms are all in one country, and the gains are still shared evenly.",
    task_last_not="Not yet. Where exactly does the band end? The marks ρ and 1/ρ under the slider move with the trade cost.",
    task_empty="Home has no firm at all, and its workers gain more than 25 %.",
    task_empty_right="Right: to have no firm is not to have no gain. But the model finds every worker another job.",
    task_empty_not="Not yet. Make home small, and let goods come in cheaply.",
)
BARS = tuple(WORDS(key) for key in ("home_workers", "home_owners", "abroad_workers", "abroad_owners"))

TRADE_COSTS = (1.0, 1.05, 1.1, 1.2, 1.3, math.sqrt(2), 1.6, 2.0)
"""Units shipped for one that arrives; at 1 the model does not say where firms are."""
LARGER = (1.1, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)
MOST = max(LARGER)


def _sizes() -> tuple[float, ...]:
    """Return an even-handed grid of relative sizes with the band's ends at every trade cost that reaches them."""
    ends = [1 / openness(cost) for cost in TRADE_COSTS if cost > 1]
    larger = [*LARGER, *(end for end in ends if end < MOST and not any(math.isclose(end, x) for x in LARGER))]
    return tuple(sorted({1.0, *larger, *(1 / size for size in larger)}))


SIZES = _sizes()
SHARES = (10, 90)
TOP = 60


def model(size: float, trade_cost: float) -> Location | Anywhere:
    """Place the firms, where there is a trade cost; home's market is ``size`` times the one abroad."""
    if trade_cost <= 1:
        return without_trade_cost(size)
    return locate(size, trade_cost)


def size_text(size: float) -> str:
    """Return a relative size with two decimals, three where two do not hold it."""
    return number(size, 2 if abs(round(size, 2) - size) < 1e-9 else 3)


def marks(setting: dict[str, float]) -> dict[float, str]:
    """Return where the two markets are alike and where the last firm leaves either country."""
    found = {1.0: WORDS("alike")}
    cost = setting.get("trade_cost", math.sqrt(2))
    if cost > 1:
        for end, key in ((openness(cost), "low_end"), (1 / openness(cost), "high_end")):
            found |= {size: WORDS(key) for size in SIZES if math.isclose(size, end, rel_tol=1e-9)}
    return found


@cache
def _curves(trade_cost: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return home's share of the market, its share of the firms and both gains, all in per cent."""
    rho = openness(trade_cost)
    ends = (rho / (1 + rho), 1 / (1 + rho))
    low, high = 1 / (1 + MOST), MOST / (1 + MOST)
    shares = np.array(sorted({*np.linspace(low, high, 81), *(end for end in ends if low < end < high)}))
    found = [locate(float(share / (1 - share)), trade_cost) for share in shares]
    return (
        100 * shares,
        np.array([100 * place.firm_share for place in found]),
        np.array([100 * place.home_gain for place in found]),
        np.array([100 * place.foreign_gain for place in found]),
    )


@cache
def _free_curves() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return home's share of the market and both gains at no trade cost, all in per cent."""
    shares = np.linspace(1 / (1 + MOST), MOST / (1 + MOST), 81)
    found = [without_trade_cost(float(share / (1 - share))) for share in shares]
    return (
        100 * shares,
        np.array([100 * place.home_gain for place in found]),
        np.array([100 * place.foreign_gain for place in found]),
    )


def _shade_band(axes: Axes, result: Location) -> tuple[float, float]:
    low = max(100 * result.openness / (1 + result.openness), SHARES[0])
    high = min(100 / (1 + result.openness), SHARES[1])
    axes.axvspan(low, high, color=LINE, alpha=0.12)
    return low, high


def draw_firms(axes: Axes, result: Location) -> None:
    """Draw home's share of the firms over its share of the market, beside the line of proportion."""
    low, high = _shade_band(axes, result)
    shares, firms, _, _ = _curves(result.trade_cost)
    axes.plot(SHARES, SHARES, color=SOFT, lw=1.4, ls=(0, (3, 2)))
    axes.text(11.5, 40, WORDS("proportion"), color=SOFT)
    axes.plot(shares, firms, color=HOME)
    if high - low > 45:
        axes.text(low + 2, 92, WORDS("both"), color=SOFT)
    market, share = 100 * result.market_share, 100 * result.firm_share
    axes.plot([market, market], [0, share], color=SOFT, lw=1.2, ls=(0, (2, 2)))
    axes.plot(market, share, "o", color=HOME, mec=PAPER, mew=1.5, ms=10)


def draw_gains(axes: Axes, result: Location | Anywhere) -> None:
    """Draw both countries' gains over home's share of the market."""
    if isinstance(result, Location):
        _shade_band(axes, result)
        shares, _, home, abroad = _curves(result.trade_cost)
    else:
        shares, home, abroad = _free_curves()
    axes.plot(shares, home, color=HOME)
    axes.plot(shares, abroad, color=FOREIGN, ls="--")
    middle, gap = (home[-1] + abroad[-1]) / 2, max(abroad[-1] - home[-1], 5.5) / 2
    axes.text(86, middle - gap - 1.6, WORDS("home"), color=HOME, fontweight=600)
    axes.text(86, middle + gap - 1.6, WORDS("abroad"), color=FOREIGN, fontweight=600)
    market = 100 * result.market_share
    one, two = 100 * result.home_gain, 100 * result.foreign_gain
    axes.plot([market, market], [0, max(one, two)], color=SOFT, lw=1.2, ls=(0, (2, 2)))
    # Where both dots fall on one point the first stands out behind the second.
    same = abs(one - two) < 1e-6
    axes.plot(market, one, "o", color=HOME, mec=PAPER, mew=1.5, ms=14 if same else 9)
    axes.plot(market, two, "o", color=FOREIGN, mec=PAPER, mew=1.5, ms=9)


def draw(result: Location | Anywhere, panels: dict[str, Axes]) -> None:
    """Draw where the firms are and who gains."""
    if isinstance(result, Location):
        draw_firms(panels["firms"], result)
    else:
        panels["firms"].text(50, 50, WORDS("undecided"), color=SOFT, ha="center")
    draw_gains(panels["gains"], result)


def describe(result: Location | Anywhere) -> str:
    """Say where the firms are, who gains and why."""
    gain = percent(result.home_gain)
    if isinstance(result, Anywhere):
        key = "say_free_alike" if result.relative_size == 1 else "say_free"
        return WORDS(key, home_gain=gain, abroad_gain=percent(result.foreign_gain))
    if result.relative_size == 1:
        return WORDS("say_alike", gain=gain)
    home_larger = result.relative_size > 1
    market = percent(result.market_share if home_larger else 1 - result.market_share)
    if 0 < result.firm_share < 1:
        return WORDS(
            "say_inside",
            Large=WORDS("Home" if home_larger else "Abroad"),
            small=WORDS("abroad" if home_larger else "home"),
            market=market,
            firms=percent(result.firm_share if home_larger else 1 - result.firm_share),
            gain=gain,
        )
    places = (WORDS("home_place"), WORDS("foreign_place"))
    large, small = places if home_larger else places[::-1]
    if at_the_end(result):
        return WORDS(
            "say_end",
            small=small,
            large=WORDS("home" if home_larger else "abroad"),
            market=market,
            gain=gain,
        )
    gains = (percent(result.home_gain), percent(result.foreign_gain))
    large_gain, small_gain = gains if home_larger else gains[::-1]
    return WORDS(
        "say_corner",
        large=large,
        small=WORDS("abroad" if home_larger else "home"),
        market=market,
        small_gain=small_gain,
        large_gain=large_gain,
    )


def at_the_end(result: Location) -> bool:
    """Tell whether the last firm of one country has just left."""
    return result.firm_share in (0, 1) and math.isclose(result.home_gain, result.foreign_gain, rel_tol=1e-6)


def readout(result: Location | Anywhere) -> dict[str, str]:
    """Return the key numbers."""
    labels = [WORDS(key) for key in ("ratio", "shares", "exports", "band")]
    if isinstance(result, Anywhere):
        market = WORDS("shares_anywhere", market=percent(result.market_share))
        return dict(zip(labels, (WORDS("anywhere"), market, WORDS("none"), WORDS("none")), strict=True))
    if result.firm_ratio is None:
        ratio = WORDS("all_home")
    elif result.firm_ratio == 0:
        ratio = WORDS("all_abroad")
    else:
        ratio = WORDS("ratio_value", ratio=number(result.firm_ratio, 2))
    values = (
        ratio,
        WORDS("shares_value", market=percent(result.market_share), firms=percent(result.firm_share)),
        WORDS("exports_value", value=percent(result.net_exports, sign=True)),
        WORDS("band_value", low=number(result.openness, 2), high=number(1 / result.openness, 2)),
    )
    return dict(zip(labels, values, strict=True))


def who_gains(result: Location | Anywhere) -> dict[str, float | None]:
    """Return the strip; labour is the only factor, so the model is silent on owners."""
    return dict(zip(BARS, (result.home_gain, None, result.foreign_gain, None), strict=True))


def _has_twice_the_firms(result: Location | Anywhere) -> bool:
    if not isinstance(result, Location) or result.firm_ratio is None:
        return False
    return abs(result.firm_ratio - 2) < 1e-9


def _panel(name: str, y: tuple[float, float], y_ticks: tuple[float, ...], right: float) -> Panel:
    return Panel(
        width=4.4,
        x=SHARES,
        y=y,
        x_ticks=(25, 50, 75),
        y_ticks=y_ticks,
        title=WORDS(name),
        x_label=WORDS("market_axis"),
        y_label=WORDS(f"{name}_unit"),
        margins=(0.45, right, 0.55, 0.6),
    )


EXPLORER = LiveFigure(
    name="home-market",
    title=WORDS("title"),
    controls=(
        Slider(
            name="size",
            symbol=r"\lambda",
            label=WORDS("size"),
            unit=WORDS("size_unit"),
            stops=SIZES,
            default=1.0,
            labels={size: size_text(size) for size in SIZES},
            marks=marks,
        ),
        Slider(
            name="trade_cost",
            symbol=r"\tau",
            label=WORDS("trade_cost"),
            unit=WORDS("trade_cost_unit"),
            stops=TRADE_COSTS,
            default=math.sqrt(2),
            labels={math.sqrt(2): "1.414 (√2)"},
            marks={1.0: "1", 2.0: "2"},
        ),
    ),
    presets={
        WORDS("preset_alike"): {},
        WORDS("preset_ten"): {"size": 1.1},
        WORDS("preset_three"): {"size": 3.0},
        WORDS("preset_corner"): {"size": 5.0},
        WORDS("preset_open"): {"size": 1.25, "trade_cost": 1.05},
        WORDS("preset_free"): {"trade_cost": 1.0},
    },
    model=model,
    panels={
        "firms": _panel("firms", (0, 100), (0, 25, 50, 75, 100), 0.15),
        "gains": _panel("gains", (0, TOP), (0, 10, 20, 30, 40, 50, 60), 0.6),
    },
    draw=draw,
    describe=describe,
    readout=readout,
    bars=Bars(of=who_gains, names=BARS, limit=0.6, title=WORDS("strip")),
    tasks=(
        Task(
            name="double",
            prompt=WORDS("task_double"),
            holds=_has_twice_the_firms,
            right=WORDS("task_double_right"),
            not_yet=WORDS("task_double_not"),
        ),
        Task(
            name="last",
            prompt=WORDS("task_last"),
            holds=lambda result: (
                isinstance(result, Location) and result.firm_share == 1 and at_the_end(result)
            ),
            right=WORDS("task_last_right"),
            not_yet=WORDS("task_last_not"),
        ),
        Task(
            name="empty",
            prompt=WORDS("task_empty"),
            holds=lambda result: (
                isinstance(result, Location) and result.firm_share == 0 and result.home_gain > 0.25
            ),
            right=WORDS("task_empty_right"),
            not_yet=WORDS("task_empty_not"),
        ),
    ),
    theme=THEME,
)
