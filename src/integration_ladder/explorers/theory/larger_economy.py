"""Still figure of section 1.3: a whole economy in which a larger market has more of everything (card M5)."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.krugman_variety import Economy, economy, gain
from integration_ladder.vocabulary.drawing import curve, full, hollow, note, results
from integration_ladder.vocabulary.panels import Axis
from integration_ladder.vocabulary.parts import About, axis, panel
from integration_ladder.vocabulary.saying import each
from integration_ladder.vocabulary.theme import COMPARED, HOME, INK, SOFT, THEME
from livefigure import LiveFigure, Panel, Words, number, percent

ABOUT = About("1.3", "What does a whole economy have more of when its market is larger?", ("M5",))

SAY = Words(
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


OUTCOMES = {
    "goods": ("Goods to choose from", "goods", 1),
    "output": ("Output of a firm", "output", 1),
    "wage": ("A wage buys of a good", "real_wage", 3),
}
"""Panel → its title, the model's field, and decimals."""


def draw(result: Growth, panels: dict[str, Axes]) -> None:
    """Draw goods, output and wage over the labour force; before hollow, after filled."""
    sizes = np.linspace(FEWEST, MOST, 90)
    for panel_name, (_, field, digits) in OUTCOMES.items():
        axes = panels[panel_name]
        curve(axes, sizes, *results(economy, sizes, field), HOME)
        small, large = getattr(result.small, field), getattr(result.large, field)
        hollow(axes, SMALL, small, HOME)
        full(axes, LARGE, large, HOME)
        drop = 0.085 * (axes.get_ylim()[1] - axes.get_ylim()[0])
        note(axes, SMALL + 25, small - drop, number(small, digits), INK)
        note(axes, LARGE + 10, large - 1.6 * drop, number(large, digits), INK)
    goods, top = panels["goods"], 28
    end = SMALL * top / result.small.goods
    goods.plot([0, end], [0, top], color=SOFT, lw=1.4, ls=COMPARED)
    note(goods, end + 12, top - 1, "added up")


def describe(result: Growth) -> str:
    """Say what the larger economy has more of, and what that is worth."""
    return SAY(
        "sentence",
        small=SMALL,
        large=LARGE,
        **each(number, 1, goods_before=result.small.goods, goods_after=result.large.goods),
        **each(number, 0, output_before=result.small.output, output_after=result.large.output),
        **each(percent, wage=result.large.real_wage / result.small.real_wage - 1, gain=result.gain),
    )


def _panel(name: str, width: float, y: Axis) -> Panel:
    x = axis(0, MOST, "workers", (SMALL, LARGE))
    return panel(OUTCOMES[name][0], x, y, size=(width, 2.7), margins=(0.4, 0.1, 0.4, 0.6))


FIGURE = LiveFigure(
    name="larger-economy",
    title="A whole economy, four times as large",
    model=model,
    panels={
        "goods": _panel("goods", 2.37, axis(0, 30, ticks=(0, 10, 20, 30))),
        "output": _panel("output", 2.37, axis(0, 30, ticks=(0, 10, 20, 30))),
        "wage": _panel("wage", 3.6, axis(0.7, 1.0, ticks=(0.7, 0.8, 0.9, 1.0))),
    },
    draw=draw,
    describe=describe,
    theme=THEME,
)
