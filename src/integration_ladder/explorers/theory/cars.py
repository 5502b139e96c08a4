"""Explorer of section 1.3: what do two car markets gain by becoming one, and which firms leave? (card M4)"""

from functools import partial
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from integration_ladder.models import cars
from integration_ladder.models.cars import Integration, Market, average_cost_at, integrate, price_at
from integration_ladder.vocabulary.drawing import curve, drop, full, hollow, margin_names, name, note, values
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import count, each
from integration_ladder.vocabulary.theme import COMPARED, DOTTED, FOREIGN, HOME, INK, SOFT, THEME
from livefigure import Infeasible, LiveFigure, Slider, Task, Words, number, percent

ABOUT = About("1.3", "What do two car markets gain by becoming one, and which firms leave?", ("M4",))

SAY = Words(
    home="home {firms}",
    foreign="abroad {firms}",
    together="together {firms}",
    leave="{firms} leave",
    arrow="{before} → {after}",
    dollars="{before} → {after} dollars",
    output="{home} and {foreign} → {after}",
    saved="{saved} billion dollars, the fixed cost of {leave} firms",
    sentence="Apart, the markets carry {before} firms, together {after}: {leave} leave, and each car costs less, for those that "
    "stay make more. Buyers’ money would buy {home_gain} more at home, {foreign_gain} more abroad, and they choose from "
    "{after} models instead of {home} and {foreign}. Owners earn nothing beyond cost; whose firms leave, and what leaving "
    "costs, the model does not say.",
    too_small="At this fixed cost the market {where} is too small to carry two firms. Without a rival there is no competition to "
    "set the price, so the model has no “before” with which to compare the one market.",
)

SIZES = (0.3, 0.4, 0.6, 0.9, 1.2, 1.6, 2.5)
"""Markets on the sliders (million cars a year)."""
FIXED_COSTS = (400, 500, 750, 1000, 1500, 2250, 3000)
"""Fixed costs on the slider (million dollars a year); at 2,250 and 3,000 the smallest markets carry just two firms."""
FEWEST_FIRMS = 2
WHOLE = 1e-7

PRICES = (5, 20)
"""Ends of the axis of prices (thousand dollars): at the lower end stands the cost of one more car."""
MOST_FIRMS, MOST_FIRMS_APART = 20, 28
ROW = 0.95


def model(home: float, foreign: float, fixed_cost: float) -> Integration | Infeasible:
    """Make one market of two; markets in million cars a year, the fixed cost in million dollars a year."""
    result = integrate(home * 1e6, foreign * 1e6, fixed_cost * 1e6)
    small = [market.firms < FEWEST_FIRMS - WHOLE for market in (result.home, result.foreign)]
    if not any(small):
        return result
    where = "at home, like the one abroad," if all(small) else "at home" if small[0] else "abroad"
    return Infeasible(SAY("too_small", where=where))


def _draw_pp(axes: Axes) -> tuple[float, str, str]:
    """Draw the price over the number of firms; return its name for the margin."""
    fewest = (price_at(1) - cars.MARGINAL_COST) / (1000 * PRICES[1] - cars.MARGINAL_COST)
    firms = np.linspace(fewest, MOST_FIRMS, 81)
    curve(axes, firms, values(price_at, firms, times=1 / 1000), SOFT)
    return 5.7, "PP, price", SOFT


def draw_curves(axes: Axes, result: Integration | Infeasible) -> None:
    """Draw the price (PP) and each market's average cost (CC) over the number of firms, and where they cross."""
    names, low = [_draw_pp(axes)], PRICES[0]
    if isinstance(result, Infeasible):
        margin_names(axes, names)
        return
    markets = (
        (result.home, HOME, "CC, home", "-"),
        (result.foreign, FOREIGN, "CC, abroad", "-"),
        (result.together, INK, "CC, together", "--"),
    )
    # From the flattest up, so that their names stand in the order of their ends.
    for market, colour, text, dash in sorted(markets, key=lambda entry: -entry[0].size):
        top = average_cost_at(MOST_FIRMS, market.size, result.fixed_cost) / 1000
        curve(axes, [0, MOST_FIRMS], [low, top], colour, dash=dash, width=1.8)
        names.append((top, text, colour))
    margin_names(axes, names)
    for market, colour, _, _ in markets:
        drop(axes, market.firms, market.price / 1000, colour, base=low, dash=DOTTED)
        if market is result.together:
            full(axes, market.firms, market.price / 1000, colour)
        else:
            hollow(axes, market.firms, market.price / 1000, colour)


def draw_firms(axes: Axes, result: Integration | Infeasible) -> None:
    """Draw the firms of each market as a block, as long as they are many and as thick as they are large."""
    if isinstance(result, Infeasible):
        note(axes, MOST_FIRMS_APART / 2, 1.8, "too small a market", ha="center")
        return

    def block(left: float, bottom: float, market: Market, colour: str, alpha: float) -> None:
        thick = ROW * market.output / result.together.output
        axes.add_patch(Rectangle((left, bottom), market.firms, thick, color=colour, alpha=alpha))

    home, foreign, both = result.home.firms, result.foreign.firms, result.together.firms
    block(0, 2.1, result.home, HOME, 0.45)
    block(home, 2.1, result.foreign, FOREIGN, 0.45)
    block(0, 0.25, result.together, INK, 0.6)
    before, low, high = home + foreign, 0.25, 0.25 + ROW
    axes.plot([both, before, before, both], [low, low, high, high], color=SOFT, lw=1.4, ls=COMPARED)
    name(axes, 0.35, 3.2, SAY("home", firms=count(home)), HOME)
    name(axes, 9, 3.2, SAY("foreign", firms=count(foreign)), FOREIGN)
    name(axes, 0.35, 1.35, SAY("together", firms=count(both)))
    leave = SAY("leave", firms=count(result.firms_that_leave))
    if before < MOST_FIRMS_APART - 6:  # beside them, where there is room, else above
        note(axes, before + 0.5, (low + high) / 2, leave, va="center")
    else:
        note(axes, before, 1.35, leave, ha="right")


def _counts(result: Integration) -> dict[str, str]:
    """Return the numbers of firms as readers read them: at home, abroad, both before and after, and those that leave."""
    home, foreign, after = (market.firms for market in (result.home, result.foreign, result.together))
    all_firms = {"before": home + foreign, "after": after, "leave": result.firms_that_leave}
    return each(count, home=home, foreign=foreign, **all_firms)


def describe(result: Integration | Infeasible) -> str:
    """Say who gains and who leaves."""
    if isinstance(result, Infeasible):
        return result.reason
    gains = each(percent, home_gain=result.home_gain, foreign_gain=result.foreign_gain)
    return SAY("sentence", **_counts(result), **gains)


def _dollars(before: Market, after: Market) -> str:
    return SAY("dollars", **each(number, 0, before=before.price, after=after.price))


def _output(result: Integration) -> str:
    home, foreign, after = (market.output for market in (result.home, result.foreign, result.together))
    return SAY("output", **each(number, 0, home=home, foreign=foreign, after=after))


def _saved(result: Integration) -> str:
    return SAY("saved", saved=number(result.buyers_save / 1e9), leave=count(result.firms_that_leave))


def _market(name: str, label: str, symbol: str, size: float, marks: Any) -> Slider:
    """Return the slider of a market; ``size`` is its cars a year in the book."""
    how = {"text": partial(number, digits=1), "unit": "million cars a year", "marks": marks, "track": "log"}
    return slider(name, label, SIZES, symbol=symbol, default=size / 1e6, **how)


def _marks_abroad(setting: dict[str, float]) -> dict[float, str]:
    return {1.6: "the book’s"} | {setting["home"]: "as home"}


EXPLORER = LiveFigure(
    name="cars",
    title="Two car markets become one",
    controls=(
        _market("home", "Market at home", "S", cars.HOME_SIZE, {0.9: "the book’s"}),
        _market("foreign", "Market abroad", "S^*", cars.FOREIGN_SIZE, _marks_abroad),
        slider(
            "fixed_cost",
            "Fixed cost of a firm",
            FIXED_COSTS,
            unit="million dollars a year",
            symbol="F",
            track="log",
            default=cars.FIXED_COST / 1e6,
            marks={750: "the book’s"},
        ),
    ),
    presets={
        "The book’s example": {},
        "Two alike": {"foreign": 0.9},
        "Small meets large": {"home": 0.6, "foreign": 2.5},
        "Costly to set up": {"fixed_cost": 1500},
        "Too small alone": {"home": 0.3, "fixed_cost": 3000},
    },
    model=model,
    play="foreign",
    panels={
        "curves": panel(
            "Price and average cost",
            axis(0, MOST_FIRMS, "firms in the market", (0, 5, 10, 15, 20)),
            axis(*PRICES, "thousand dollars a car", (5, 10, 15, 20)),
            size=(4.15, 3.0),
            margins=(0.35, 1.15, 0.55, 0.6),
        ),
        "firms": panel(
            "Firms, apart and together",
            axis(0, MOST_FIRMS_APART, "firms (area: cars made)", (0, 5, 10, 15, 20, 25)),
            axis(0, 3.6),
            size=(3.65, 3.0),
            margins=(0.2, 0.15, 0.4, 0.6),
        ),
    },
    draw=by_panel(curves=draw_curves, firms=draw_firms),
    describe=describe,
    readout=key_numbers(
        {
            "Firms in all": lambda result: SAY("arrow", **_counts(result)),
            "Price at home": lambda result: _dollars(result.home, result.together),
            "Price abroad": lambda result: _dollars(result.foreign, result.together),
            "Cars a firm makes": _output,
            "Buyers save in a year": _saved,
        }
    ),
    bars=strip(  # no wages: silent on workers; no profit before or after; buyers by what their money buys
        "Who gains, against two markets apart",
        home_owners=0.0,
        foreign_owners=0.0,
        further={"Home, buyers": "home_gain", "Abroad, buyers": "foreign_gain"},
    ),
    tasks=(
        Task(
            name="half",
            prompt="With the book’s two markets: half as many firms as in the book, at home, abroad and together.",
            holds=lambda result: (
                (result.home.size, result.foreign.size) == (cars.HOME_SIZE, cars.FOREIGN_SIZE)
                and abs(2 * result.together.firms - integrate().together.firms) < WHOLE
            ),
            right="Right: four times the fixed cost halves the firms everywhere, for their number goes with the square root.",
            not_yet="Not yet. Leave both markets as in the book. Multiply the fixed cost by what, so that its square root "
            "doubles?",
        ),
        Task(
            name="two",
            prompt="Before integration the market at home carries exactly two firms.",
            holds=lambda result: abs(result.home.firms - FEWEST_FIRMS) < WHOLE,
            right="Right: at two firms the model can just speak; with any fewer there is no competition to describe.",
            not_yet="Not yet. The number of firms at home is small where the market is small and the fixed cost large.",
        ),
        Task(
            name="uneven",
            prompt="Buyers in one country gain less than 5 %, in the other more than 50 %.",
            holds=lambda r: (
                min(r.home_gain, r.foreign_gain) < 0.05 and max(r.home_gain, r.foreign_gain) > 0.5
            ),
            right="Right: a large market gains little from a small one, and the small one much from the large.",
            not_yet="Not yet. How different in size must the two markets be?",
        ),
    ),
    theme=THEME,
)
