"""Explorer of section 1.2 +: many goods, one wage ratio; who gains more, the large or the small? (card M3)"""

from fractions import Fraction
from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.continuum import (
    ELASTICITY,
    SIZE,
    TECHNOLOGY,
    World,
    advantage,
    balance,
    gain_from_share,
    world,
)
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, PAPER, SOFT, THEME
from livefigure import Bars, LiveFigure, Panel, Slider, Task, Words, number, percent

WORDS = Words(
    title="Many goods, one wage ratio",
    technology="Home’s technology, abroad = 1",
    size="Workers abroad, for one at home",
    elasticity="How alike the goods are (θ)",
    equal="equal",
    as_many="as many",
    preset_equal="Twins",
    preset_ahead="Home is ahead",
    preset_behind="Home is behind",
    preset_few="Few workers at home",
    preset_alike="Alike in every good",
    preset_unlike="Unlike",
    goods="Who makes which good",
    goods_axis="goods, Home’s best first",
    curve_a="A",
    curve_b="B",
    curves="A: productivity, B: wage for balance",
    home="Home",
    abroad="Abroad",
    gains="Gain from trade",
    gains_axis="own share of world income",
    gains_unit="per cent, against no trade",
    wage="Home’s wage, abroad = 1",
    middle="Home’s productivity in the middle good",
    share="Home’s goods, and share of world income",
    strip="Who gains, in real income, against no trade",
    home_workers="Home, workers",
    home_owners="Home, owners",
    abroad_workers="Abroad, workers",
    abroad_owners="Abroad, owners",
    say="Home makes {share} of the goods and earns as large a share of world income, at {wage} times the wage abroad.",
    say_more="{more} has the smaller share, buys more of its goods from the other, and gains more: {gain} against {other}.",
    say_same="Both have half of world income and gain the same, {gain}.",
    task_more_workers="Home has more workers than the country abroad, and yet gains more.",
    task_more_workers_right="Right: with poor technology even many workers earn the smaller share of "
    "world income. That share decides, not the number of workers.",
    task_more_workers_not="Not yet. Home needs more workers and still less than half of world income. What else holds its "
    "income down?",
    task_behind="Home’s technology is behind, and yet its wage is higher.",
    task_behind_right="Right: few workers need few goods to live on, and can keep to those in which they are best.",
    task_behind_not="Not yet. What lets a country make only the goods in which it is best?",
    task_little="Both countries gain less than 8 %.",
    task_little_right="Right: where relative productivity is much the same in every good, there is little to exchange.",
    task_little_not="Not yet. When does it hardly matter who makes a good? And is one of the two too small?",
)

TECHNOLOGIES = (0.2, 0.5, 0.8, 1, 1.25, TECHNOLOGY, 5)
"""Home's technology over technology abroad, T/T*, on the slider."""

SIZES = (0.2, 0.5, 0.75, 1, SIZE, 2, 5)
"""Labour abroad over labour at home, L*/L, on the slider."""

ELASTICITIES = (2, 3, ELASTICITY, 5, 6, 8, 10)
"""θ on the slider."""

TOP_WAGE, TOP_GAIN = 4.0, 150.0
"""Upper ends of the two panels (wage ratio; per cent)."""


def ratio_text(value: float) -> str:
    """Return a ratio as readers see it: thirds as fractions, others with as many decimals as they have."""
    simple = Fraction(value).limit_denominator(3)
    return str(simple) if simple.denominator == 3 and abs(simple - value) < 1e-9 else f"{value:g}"


def model(technology: float, size: float, elasticity: float) -> World:
    """Return the two countries in free trade."""
    return world(technology, size, elasticity)


@cache
def _goods() -> np.ndarray:
    return np.linspace(0.004, 0.996, 125)


def _below(curve: np.ndarray, top: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the part of a curve over the goods that stays below ``top``."""
    inside = curve <= top
    return _goods()[inside], curve[inside]


def draw_goods(axes: Axes, result: World) -> None:
    """Draw who makes which good: the two curves, where they cross, and the goods on either side."""
    a = advantage(_goods(), result.technology, result.elasticity)
    b = balance(_goods(), result.size)
    axes.axvspan(0, result.share, ymax=0.045, color=HOME, alpha=0.9)
    axes.axvspan(result.share, 1, ymax=0.045, color=FOREIGN, alpha=0.9)
    axes.plot(*_below(a, TOP_WAGE), color=INK)
    axes.plot(*_below(b, TOP_WAGE), color=SOFT, ls=(0, (4, 1.4)), lw=2)
    axes.plot([0, result.share], [result.wage] * 2, color=SOFT, lw=1.2, ls=(0, (2, 2)))
    axes.plot([result.share] * 2, [0.15, result.wage], color=SOFT, lw=1.2, ls=(0, (2, 2)))
    axes.plot(result.share, result.wage, "o", color=INK, mec=PAPER, mew=1.5, ms=10)
    top = 0.94 * TOP_WAGE
    a_at = min(top, float(advantage(0.02, result.technology, result.elasticity)))
    a_from = result.technology / (result.technology + a_at**result.elasticity)
    axes.text(a_from + 0.02, a_at, WORDS("curve_a"), color=INK, fontweight=600, va="center")
    axes.text(
        top / (top + result.size) + 0.02, top, WORDS("curve_b"), color=SOFT, fontweight=600, va="center"
    )


def draw_gains(axes: Axes, result: World) -> None:
    """Draw the one curve of gains over the share of world income, and both countries on it."""
    shares = np.linspace((1 + TOP_GAIN / 100) ** -result.elasticity, 1, 161)
    shares = shares[shares >= 0.002]
    axes.plot(shares, 100 * gain_from_share(shares, result.elasticity), color=INK)
    points = (
        (result.share, 100 * result.gain, HOME, "home"),
        (1 - result.share, 100 * result.gain_abroad, FOREIGN, "abroad"),
    )
    close = abs(2 * result.share - 1) < 0.3
    highest = max(result.gain, result.gain_abroad) * 100
    for rank, (share, gain, colour, name) in enumerate(points):
        ms = 15 if abs(2 * result.share - 1) < 0.02 and name == "home" else 10
        axes.plot(share, gain, "o", color=colour, mec=PAPER, mew=1.5, ms=ms)
        label = f"{WORDS(name)} {percent(gain / 100, 0)}"
        if close:  # one above the other, beside the two dots
            left = min(result.share, 1 - result.share)
            axes.text(left + 0.05, highest + (31 if rank == 0 else 10), label, color=colour, fontweight=600)
        else:
            axes.text(
                min(share + 0.03, 0.7), min(gain + 8, 0.86 * TOP_GAIN), label, color=colour, fontweight=600
            )


def draw(result: World, panels: dict[str, Axes]) -> None:
    """Draw both panels."""
    draw_goods(panels["goods"], result)
    draw_gains(panels["gains"], result)


def describe(result: World) -> str:
    """Say who makes how much and who gains more."""
    told = WORDS("say", share=percent(result.share), wage=number(result.wage, 2))
    if abs(result.share - 0.5) < 1e-9:
        return f"{told} {WORDS('say_same', gain=percent(result.gain))}"
    gains = {"home": result.gain, "abroad": result.gain_abroad}
    more, less = sorted(gains, key=lambda name: -gains[name])
    return f"{told} " + WORDS(
        "say_more", more=WORDS(more), gain=percent(gains[more]), other=percent(gains[less])
    )


def readout(result: World) -> dict[str, str]:
    """Return the key numbers."""
    return {
        WORDS("share"): percent(result.share),
        WORDS("wage"): number(result.wage, 3),
        WORDS("middle"): number(result.middle, 3),
    }


def who_gains(result: World) -> dict[str, float | None]:
    """Return the strip; labour is the only factor, so the model is silent on owners."""
    return {
        WORDS("home_workers"): result.gain,
        WORDS("home_owners"): None,
        WORDS("abroad_workers"): result.gain_abroad,
        WORDS("abroad_owners"): None,
    }


EXPLORER = LiveFigure(
    name="continuum",
    title=WORDS("title"),
    controls=(
        Slider(
            name="technology",
            symbol="T/T^*",
            label=WORDS("technology"),
            stops=TECHNOLOGIES,
            default=TECHNOLOGY,
            labels={stop: ratio_text(stop) for stop in TECHNOLOGIES},
            marks={1: WORDS("equal")},
        ),
        Slider(
            name="size",
            symbol="L^*/L",
            label=WORDS("size"),
            stops=SIZES,
            default=SIZE,
            labels={stop: ratio_text(stop) for stop in SIZES},
            marks={1: WORDS("as_many")},
        ),
        Slider(
            name="elasticity",
            symbol=r"\theta",
            label=WORDS("elasticity"),
            stops=ELASTICITIES,
            default=ELASTICITY,
            digits=0,
        ),
    ),
    presets={
        WORDS("preset_equal"): {"technology": 1, "size": 1},
        WORDS("preset_ahead"): {"technology": 5, "size": 1},
        WORDS("preset_behind"): {"technology": 0.2, "size": 1},
        WORDS("preset_few"): {"technology": 1, "size": 5},
        WORDS("preset_unlike"): {"elasticity": 2},
        WORDS("preset_alike"): {"elasticity": 10},
    },
    model=model,
    panels={
        "goods": Panel(
            width=4.5,
            height=3.3,
            x=(0, 1),
            y=(0, TOP_WAGE),
            x_ticks={0: "0", 0.5: "1/2", 1: "1"},
            y_ticks=(0, 1, 2, 3, 4),
            title=WORDS("goods"),
            y_label=WORDS("curves"),
            x_label=WORDS("goods_axis"),
            margins=(0.35, 0.15, 0.65, 0.6),
        ),
        "gains": Panel(
            width=4.3,
            height=3.3,
            x=(0, 1),
            y=(0, TOP_GAIN),
            x_ticks={0: "0", 0.25: "1/4", 0.5: "1/2", 0.75: "3/4", 1: "1"},
            y_ticks=(0, 50, 100, 150),
            title=WORDS("gains"),
            y_label=WORDS("gains_unit"),
            x_label=WORDS("gains_axis"),
            margins=(0.45, 0.15, 0.65, 0.6),
        ),
    },
    draw=draw,
    describe=describe,
    readout=readout,
    bars=Bars(
        of=who_gains,
        names=tuple(WORDS(key) for key in ("home_workers", "home_owners", "abroad_workers", "abroad_owners")),
        limit=1.5,
        title=WORDS("strip"),
    ),
    tasks=(
        Task(
            name="workers",
            prompt=WORDS("task_more_workers"),
            holds=lambda result: result.size < 1 and result.gain > result.gain_abroad,
            right=WORDS("task_more_workers_right"),
            not_yet=WORDS("task_more_workers_not"),
        ),
        Task(
            name="behind",
            prompt=WORDS("task_behind"),
            holds=lambda result: result.technology < 1 and result.wage > 1,
            right=WORDS("task_behind_right"),
            not_yet=WORDS("task_behind_not"),
        ),
        Task(
            name="little",
            prompt=WORDS("task_little"),
            holds=lambda result: max(result.gain, result.gain_abroad) < 0.08,
            right=WORDS("task_little_right"),
            not_yet=WORDS("task_little_not"),
        ),
    ),
    theme=THEME,
)
