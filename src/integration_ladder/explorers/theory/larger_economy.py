"""Still figure of section 1.3: a whole economy in which a larger market has more of everything (card M5)."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.krugman_variety import Economy, economy, gain
from integration_ladder.vocabulary.about import About
from integration_ladder.vocabulary.theme import HOME, INK, PAPER, SOFT, THEME
from livefigure import LiveFigure, Panel, Words, number, percent

ABOUT = About("1.3", "What does a whole economy have more of when its market is larger?", ("M5",))

WORDS = Words(
    title="A whole economy, four times as large",
    goods="Goods to choose from",
    output="Output of a firm",
    wage="A wage buys of a good",
    labour="workers",
    added="added up",
    sentence="Four economies of {small} workers each become one of {large}. There are {goods_after} goods instead of "
    "{goods_before} in each, a firm makes {output_after} units instead of {output_before}, and a wage buys {wage} more of any "
    "good. To a worker this is worth as much as a wage higher by {gain}; with one kind of income nobody loses.",
)
SMALL = 100
LARGE = 400
FEWEST = 25
MOST = 600


@dataclass(frozen=True)
class Growth:
    """A small economy and one four times as large."""

    small: Economy
    large: Economy

    @property
    def gain(self) -> float:
        """What the larger economy is worth to a worker, as a fraction of the wage."""
        return gain(self.small, self.large)


def model() -> Growth:
    """Return the two economies."""
    return Growth(economy(SMALL), economy(LARGE))


def draw(result: Growth, panels: dict[str, Axes]) -> None:
    """Draw goods, output and wage over the labour force; before hollow, after filled."""
    sizes = np.linspace(FEWEST, MOST, 90)
    found = [economy(float(size)) for size in sizes]
    for name, values in (
        ("goods", [e.goods for e in found]),
        ("output", [e.output for e in found]),
        ("wage", [e.real_wage for e in found]),
    ):
        axes = panels[name]
        axes.plot(sizes, values, color=HOME)
        value = {"goods": "goods", "output": "output", "wage": "real_wage"}[name]
        small, large = getattr(result.small, value), getattr(result.large, value)
        axes.plot(SMALL, small, "o", mfc=PAPER, mec=HOME)
        axes.plot(LARGE, large, "o", color=HOME)
        digits = 3 if name == "wage" else 1
        drop = 0.085 * (axes.get_ylim()[1] - axes.get_ylim()[0])
        axes.text(SMALL + 25, small - drop, number(small, digits), color=INK)
        axes.text(LARGE, large - 1.6 * drop, number(large, digits), color=INK, ha="center")
    goods, top = panels["goods"], 28
    end = SMALL * top / result.small.goods
    goods.plot([0, end], [0, top], color=SOFT, lw=1.4, ls=(0, (3, 2)))
    goods.text(end + 12, top - 1, WORDS("added"), color=SOFT)


def describe(result: Growth) -> str:
    """Say what the larger economy has more of, and what that is worth."""
    return WORDS(
        "sentence",
        small=SMALL,
        large=LARGE,
        goods_before=number(result.small.goods, 1),
        goods_after=number(result.large.goods, 1),
        output_before=number(result.small.output, 0),
        output_after=number(result.large.output, 0),
        wage=percent(result.large.real_wage / result.small.real_wage - 1),
        gain=percent(result.gain),
    )


def _panel(name: str, width: float, y: tuple[float, float], y_ticks: tuple[float, ...]) -> Panel:
    return Panel(
        width=width,
        height=2.7,
        x=(0, MOST),
        y=y,
        x_ticks=(SMALL, LARGE),
        y_ticks=y_ticks,
        title=WORDS(name),
        x_label=WORDS("labour"),
        margins=(0.45, 0.1, 0.4, 0.6),
    )


FIGURE = LiveFigure(
    name="larger-economy",
    title=WORDS("title"),
    model=model,
    panels={
        "goods": _panel("goods", 2.4, (0, 30), (0, 10, 20, 30)),
        "output": _panel("output", 2.4, (0, 30), (0, 10, 20, 30)),
        "wage": _panel("wage", 4.0, (0.7, 1.0), (0.7, 0.8, 0.9, 1.0)),
    },
    draw=draw,
    describe=describe,
    theme=THEME,
)
