"""Explorer of section 1.2 +: many goods, one wage ratio; who gains more, the large or the small? (card M3)"""

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models import continuum
from integration_ladder.models.continuum import World, advantage, balance, gain_from_share
from integration_ladder.vocabulary.drawing import across, curve, dot, dots, drop, name
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, labour_only, panel, slider
from integration_ladder.vocabulary.saying import each, least_first, sentences
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, SECOND, SOFT, THEME
from livefigure import LiveFigure, Task, Words, number, percent

ABOUT = About("1.2 +", "Many goods, one wage ratio: who gains more, the large or the small?", ("M3",))

SAY = Words(
    share="Home makes {share} of the goods and earns as large a share of world income, at {wage} times the wage abroad.",
    more="{more} has the smaller share, buys more of its goods from the other, and gains more: {gain} against {other}.",
    same="Both have half of world income and gain the same, {gain}.",
)

TOP_WAGE, TOP_GAIN = 4.0, 150.0
"""Upper ends of the two panels (wage ratio; per cent)."""
ELASTICITIES = (2, 3, continuum.ELASTICITY, 5, 6, 8, 10)
GOODS = np.linspace(0.004, 0.996, 125)


def draw_goods(axes: Axes, result: World) -> None:
    """Draw who makes which good: the two curves, where they cross, and the goods on either side."""
    axes.axvspan(0, result.share, ymax=0.045, color=HOME, alpha=0.9)
    axes.axvspan(result.share, 1, ymax=0.045, color=FOREIGN, alpha=0.9)
    curve(axes, GOODS, advantage(GOODS, result.technology, result.elasticity), INK)
    curve(axes, GOODS, balance(GOODS, result.size), SOFT, dash=SECOND, width=2)
    across(axes, result.share, result.wage)
    drop(axes, result.share, result.wage, base=0.15)
    dot(axes, result.share, result.wage, size=10)
    top = 0.94 * TOP_WAGE
    at = min(top, float(advantage(0.02, result.technology, result.elasticity)))
    left = result.technology / (result.technology + at**result.elasticity)
    name(axes, left + 0.02, at, "A")
    name(axes, top / (top + result.size) + 0.02, top, "B", SOFT, va="center")


def draw_gains(axes: Axes, result: World) -> None:
    """Draw the one curve of gains over the share of world income, and both countries on it."""
    shares = np.linspace((1 + TOP_GAIN / 100) ** -result.elasticity, 1, 161)
    shares = shares[shares >= 0.002]
    curve(axes, shares, 100 * gain_from_share(shares, result.elasticity), INK)
    home = (result.share, 100 * result.gain, HOME)
    foreign = (1 - result.share, 100 * result.foreign_gain, FOREIGN)
    dots(axes, home, foreign, size=10)
    close = abs(2 * result.share - 1) < 0.36  # then one name above the other, beside the two dots
    left, highest = min(home[0], foreign[0]) + 0.05, max(home[1], foreign[1])
    for (share, gain, colour), text, above in ((home, "Home", 31), (foreign, "Abroad", 10)):
        start = min(share + 0.03, 0.7)  # over the curve there, where it begins before its dot
        over = max(gain, 100 * gain_from_share(start, result.elasticity) if start < share else 0)
        beside = (start, min(over + 8, 0.86 * TOP_GAIN))
        name(
            axes, *((left, highest + above) if close else beside), f"{text} {percent(gain / 100, 0)}", colour
        )


def describe(result: World) -> str:
    """Say who makes how much and who gains more."""
    told = SAY("share", share=percent(result.share), wage=number(result.wage))
    if abs(result.share - 0.5) < 1e-9:
        return sentences(told, SAY("same", gain=percent(result.gain)))
    (_, less), (who, most) = least_first(Home=result.gain, Abroad=result.foreign_gain)
    return sentences(told, SAY("more", more=who, **each(percent, gain=most, other=less)))


EXPLORER = LiveFigure(
    name="continuum",
    title="Many goods, one wage ratio",
    controls=(
        slider(
            "technology",
            "Home’s technology, abroad = 1",
            (0.2, 0.5, 0.8, 1, 1.25, continuum.TECHNOLOGY, 5),
            default=continuum.TECHNOLOGY,
            marks={1: "equal"},
            symbol="T/T^*",
            track="log",
        ),
        slider(
            "size",
            "Workers abroad, for one at home",
            (0.2, 0.5, 0.75, 1, continuum.SIZE, 2, 5),
            default=continuum.SIZE,
            marks={1: "as many"},
            symbol="L^*/L",
            track="log",
        ),
        slider(
            "elasticity",
            "How alike the goods are (θ)",
            ELASTICITIES,
            default=continuum.ELASTICITY,
            symbol=r"\theta",
        ),
    ),
    presets={
        "Twins": {"technology": 1, "size": 1},
        "Home is ahead": {"technology": 5, "size": 1},
        "Home is behind": {"technology": 0.2, "size": 1},
        "Few workers at home": {"technology": 1, "size": 5},
        "Unlike": {"elasticity": 2},
        "Alike in every good": {"elasticity": 10},
    },
    model=continuum.world,
    panels={
        "goods": panel(
            "Who makes which good",
            axis(0, 1, "goods, Home’s best first", {0: "0", 0.5: "1/2", 1: "1"}),
            axis(0, TOP_WAGE, "A: productivity, B: wage for balance", (0, 1, 2, 3, 4)),
            size=(4.0, 3.0),
            margins=(0.35, 0.15, 0.55, 0.6),
        ),
        "gains": panel(
            "Gain from trade",
            axis(0, 1, "own share of world income", {0: "0", 0.25: "1/4", 0.5: "1/2", 0.75: "3/4", 1: "1"}),
            axis(0, TOP_GAIN, "per cent, against no trade", (0, 50, 100, 150)),
            size=(3.8, 3.0),
            margins=(0.45, 0.15, 0.55, 0.6),
        ),
    },
    covered=("goods", "gains"),  # in a lecture hall, until the vote
    draw=by_panel(goods=draw_goods, gains=draw_gains),
    describe=describe,
    readout=key_numbers(
        {
            "Home’s goods, and share of world income": ("share", percent),
            "Home’s wage, abroad = 1": ("wage", number, 3),
            "Home’s productivity in the middle good": ("middle", number, 3),
        }
    ),
    bars=labour_only("Who gains, in real income, against no trade", "gain", "foreign_gain"),
    tasks=(
        Task(
            name="workers",
            prompt="Home has more workers than the country abroad, and yet gains more.",
            holds=lambda result: result.size < 1 and result.gain > result.foreign_gain,
            right="Right: with poor technology even many workers earn the smaller share of "
            "world income. That share decides, not the number of workers.",
            not_yet="Not yet. Home needs more workers and still less than half of world income. What else holds its "
            "income down?",
        ),
        Task(
            name="behind",
            prompt="Home’s technology is behind, and yet its wage is higher.",
            holds=lambda result: result.technology < 1 and result.wage > 1,
            right="Right: few workers need few goods to live on, and can keep to those in which they are best.",
            not_yet="Not yet. What lets a country make only the goods in which it is best?",
        ),
        Task(
            name="little",
            prompt="Both countries gain less than 8 %.",
            holds=lambda result: max(result.gain, result.foreign_gain) < 0.08,
            right="Right: where relative productivity is much the same in every good, there is little to exchange.",
            not_yet="Not yet. When does it hardly matter who makes a good? And is one of the two too small?",
        ),
    ),
    theme=THEME,
)
