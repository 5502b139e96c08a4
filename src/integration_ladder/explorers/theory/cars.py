"""Explorer of section 1.3: what do two car markets gain by becoming one, and which firms leave? (card M4)"""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from integration_ladder.models.cars import (
    ABROAD_SIZE,
    FIXED_COST,
    HOME_SIZE,
    MARGINAL_COST,
    Integration,
    Market,
    average_cost_at,
    integrate,
    price_at,
)
from integration_ladder.vocabulary.about import About
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, PAPER, SOFT, THEME
from livefigure import Bars, Infeasible, LiveFigure, Panel, Slider, Task, Words, number, percent

ABOUT = About(
    section="1.3", asks="What do two car markets gain by becoming one, and which firms leave?", cards=("M4",)
)

WORDS = Words(
    title="Two car markets become one",
    home_size="Market at home",
    abroad_size="Market abroad",
    size_unit="million cars a year",
    fixed_cost="Fixed cost of a firm",
    fixed_cost_unit="million dollars a year",
    books="the book’s",
    as_home="as home",
    preset_book="The book’s example",
    preset_alike="Two alike",
    preset_small="Small meets large",
    preset_costly="Costly to set up",
    preset_too_small="Too small alone",
    curves="Price and average cost",
    curves_unit="thousand dollars a car",
    curves_axis="firms in the market",
    pp="PP, price",
    cc_home="CC, home",
    cc_abroad="CC, abroad",
    cc_together="CC, together",
    firms_title="Firms, apart and together",
    firms_axis="firms (area: cars made)",
    home="home {firms}",
    abroad="abroad {firms}",
    together="together {firms}",
    leave="{firms} leave",
    no_market="too small a market",
    firms="Firms in all",
    arrow="{before} → {after}",
    price_home="Price at home",
    price_abroad="Price abroad",
    dollars="{before} → {after} dollars",
    output="Cars a firm makes",
    output_value="{home} and {abroad} → {after}",
    saved="Buyers save in a year",
    saved_value="{saved} billion dollars, the fixed cost of {firms} firms",
    none="–",
    strip="Who gains, against two markets apart",
    home_workers="Home, workers",
    home_owners="Home, owners",
    abroad_workers="Abroad, workers",
    abroad_owners="Abroad, owners",
    home_buyers="Home, buyers",
    abroad_buyers="Abroad, buyers",
    sentence="Apart, the two markets carry {before} firms, together only {after}: {leave} leave, and those that stay make more "
    "cars, so each car costs less. Buyers gain: their money would buy {home_gain} more cars at home and {abroad_gain} more "
    "abroad, and they choose from {after} models instead of {home} and {abroad}. Owners earn nothing beyond cost before "
    "or after; whose firms leave, and what leaving costs, the model does not say.",
    too_small="At this fixed cost the market {where} is too small to carry two firms. Without a rival there is no competition to "
    "set the price, so the model has no “before” with which to compare the one market.",
    where_home="at home",
    where_abroad="abroad",
    where_both="at home, like the one abroad,",
    task_half="With the book’s two markets: half as many firms as in the book, at home, abroad and together.",
    task_half_right="Right: four times the fixed cost halves the firms everywhere, for their number goes with the square root.",
    task_half_not="Not yet. Leave both markets as in the book. Multiply the fixed cost by what, so that its square root doubles?",
    task_two="Before integration the market at home carries exactly two firms.",
    task_two_right="Right: at two firms the model can just speak; with any fewer there is no competition to describe.",
    task_two_not="Not yet. The number of firms at home is small where the market is small and the fixed cost large.",
    task_uneven="Buyers in one country gain less than 5 %, in the other more than 50 %.",
    task_uneven_right="Right: a large market gains little from a small one, and the small one much from the large.",
    task_uneven_not="Not yet. How different in size must the two markets be?",
)
BARS = tuple(
    WORDS(key)
    for key in (
        "home_workers",
        "home_owners",
        "abroad_workers",
        "abroad_owners",
        "home_buyers",
        "abroad_buyers",
    )
)

SIZE_STOPS = (0.3, 0.4, 0.6, 0.9, 1.2, 1.6, 2.5)
"""Markets on the sliders (million cars a year)."""
FIXED_COST_STOPS = (400, 500, 750, 1000, 1500, 2250, 3000)
"""Fixed costs on the slider (million dollars a year); at 2,250 and 3,000 the smallest markets carry just two firms."""
FEWEST_FIRMS = 2
WHOLE = 1e-9

PRICES = (5, 20)
MOST_FIRMS = 20
MOST_FIRMS_APART = 28
LINE_OF_TEXT = 1.35
LOWEST_LABEL = 5.4
ROW = 0.95


def model(home: float, abroad: float, fixed_cost: float) -> Integration | Infeasible:
    """Make one market of two; markets in million cars a year, the fixed cost in million dollars a year."""
    result = integrate(home * 1e6, abroad * 1e6, fixed_cost * 1e6)
    small = [
        where
        for where, market in (("home", result.home), ("abroad", result.abroad))
        if market.firms < FEWEST_FIRMS - WHOLE
    ]
    if small:
        return Infeasible(
            WORDS("too_small", where=WORDS("where_both" if len(small) > 1 else f"where_{small[0]}"))
        )
    return result


def count(firms: float) -> str:
    """Return a number of firms: whole where it is, else with one decimal."""
    return number(firms, 0 if abs(firms - round(firms)) < WHOLE * 100 else 1)


def _cc_label(result: Integration) -> list[tuple[Market, str, str]]:
    return [
        (result.home, HOME, "home"),
        (result.abroad, FOREIGN, "abroad"),
        (result.together, INK, "together"),
    ]


def _draw_pp(axes: Axes) -> None:
    low = (price_at(1) - MARGINAL_COST) / (1000 * PRICES[1] - MARGINAL_COST)
    firms = np.linspace(low, MOST_FIRMS, 81)
    axes.plot(firms, [price_at(float(n)) / 1000 for n in firms], color=SOFT)
    axes.text(MOST_FIRMS + 0.4, LOWEST_LABEL, WORDS("pp"), color=SOFT)


def draw_curves(axes: Axes, result: Integration) -> None:
    """Draw the price (PP) and each market's average cost (CC) over the number of firms, and where they cross."""
    _draw_pp(axes)
    low, high = PRICES
    # Labels beside the lines' ends, in their order from the flattest up, and never one over another.
    place = LOWEST_LABEL
    by_size = sorted(_cc_label(result), key=lambda entry: entry[0].size, reverse=True)
    for above, (market, colour, name) in zip((2, 1, 0), by_size, strict=True):
        slope = (market.average_cost / 1000 - low) / market.firms
        end = min(MOST_FIRMS, (high - low) / slope)
        top = average_cost_at(end, market.size, result.fixed_cost) / 1000
        dashed = {"ls": "--"} if market is result.together else {}
        axes.plot([0, end], [low, top], color=colour, lw=1.8, **dashed)
        beside = min(low + slope * MOST_FIRMS, high - above * LINE_OF_TEXT) - 0.3
        place = max(beside, place + LINE_OF_TEXT)
        axes.text(MOST_FIRMS + 0.4, place, WORDS(f"cc_{name}"), color=colour)
    for market, colour, _ in _cc_label(result):
        after = market is result.together
        price = market.price / 1000
        axes.plot([market.firms] * 2, [low, price], color=colour, lw=1.2, ls=(0, (1, 2)))
        face = {"color": colour} if after else {"mfc": PAPER, "mec": colour}
        # Where both markets are alike the first stands out behind the second.
        alike = result.home.size == result.abroad.size and market is result.home
        axes.plot(market.firms, price, "o", ms=13 if alike else 8, **face)


def draw_firms(axes: Axes, result: Integration) -> None:
    """Draw the firms of each market as a block, as long as they are many and as thick as they are large."""
    home, abroad, both = result.home, result.abroad, result.together
    before = home.firms + abroad.firms
    for left, market, colour in ((0.0, home, HOME), (home.firms, abroad, FOREIGN)):
        thick = ROW * market.output / both.output
        axes.add_patch(Rectangle((left, 2.1), market.firms, thick, color=colour, alpha=0.45))
    axes.add_patch(Rectangle((0, 0.25), both.firms, ROW, color=INK, alpha=0.6))
    axes.plot(
        [both.firms, before, before, both.firms],
        [0.25, 0.25, 0.25 + ROW, 0.25 + ROW],
        color=SOFT,
        lw=1.4,
        ls=(0, (3, 2)),
    )
    axes.text(0.35, 3.2, WORDS("home", firms=count(home.firms)), color=HOME, fontweight=600)
    axes.text(9, 3.2, WORDS("abroad", firms=count(abroad.firms)), color=FOREIGN, fontweight=600)
    axes.text(0.35, 1.35, WORDS("together", firms=count(both.firms)), color=INK, fontweight=600)
    axes.text(
        max(before, 15), 1.35, WORDS("leave", firms=count(result.firms_that_leave)), color=SOFT, ha="right"
    )


def draw(result: Integration | Infeasible, panels: dict[str, Axes]) -> None:
    """Draw the curves and the firms."""
    if isinstance(result, Infeasible):
        _draw_pp(panels["curves"])
        panels["firms"].text(MOST_FIRMS_APART / 2, 1.8, WORDS("no_market"), color=SOFT, ha="center")
        return
    draw_curves(panels["curves"], result)
    draw_firms(panels["firms"], result)


def describe(result: Integration | Infeasible) -> str:
    """Say who gains and who leaves."""
    if isinstance(result, Infeasible):
        return result.reason
    return WORDS(
        "sentence",
        before=count(result.home.firms + result.abroad.firms),
        after=count(result.together.firms),
        leave=count(result.firms_that_leave),
        home=count(result.home.firms),
        abroad=count(result.abroad.firms),
        home_gain=percent(result.home_gain),
        abroad_gain=percent(result.abroad_gain),
    )


def readout(result: Integration | Infeasible) -> dict[str, str]:
    """Return the key numbers."""
    labels = [WORDS(key) for key in ("firms", "price_home", "price_abroad", "output", "saved")]
    if isinstance(result, Infeasible):
        return dict.fromkeys(labels, WORDS("none"))
    home, abroad, both = result.home, result.abroad, result.together
    after = number(both.price, 0)
    values = (
        WORDS("arrow", before=count(home.firms + abroad.firms), after=count(both.firms)),
        WORDS("dollars", before=number(home.price, 0), after=after),
        WORDS("dollars", before=number(abroad.price, 0), after=after),
        WORDS(
            "output_value",
            home=number(home.output, 0),
            abroad=number(abroad.output, 0),
            after=number(both.output, 0),
        ),
        WORDS("saved_value", saved=number(result.buyers_save / 1e9, 2), firms=count(result.firms_that_leave)),
    )
    return dict(zip(labels, values, strict=True))


def who_gains(result: Integration | Infeasible) -> dict[str, float | None]:
    """Return the strip: no wages, so silent on workers; no profit before or after; buyers by what money buys."""
    if isinstance(result, Infeasible):
        return dict.fromkeys(BARS, None)
    values = (None, 0.0, None, 0.0, result.home_gain, result.abroad_gain)
    return dict(zip(BARS, values, strict=True))


def half_as_many(result: Integration) -> bool:
    """Tell whether both markets have the book's size and half its number of firms."""
    book = integrate()
    return (
        abs(result.home.size - book.home.size) < 1
        and abs(result.abroad.size - book.abroad.size) < 1
        and abs(2 * result.together.firms - book.together.firms) < WHOLE * 100
    )


def _size_slider(name: str, symbol: str, default: float) -> Slider:
    return Slider(
        name=name,
        symbol=symbol,
        label=WORDS(f"{name}_size"),
        unit=WORDS("size_unit"),
        stops=SIZE_STOPS,
        default=default,
        digits=1,
        marks={0.9: WORDS("books")}
        if name == "home"
        else lambda setting: {1.6: WORDS("books")} | {setting.get("home", 0.9): WORDS("as_home")},
    )


EXPLORER = LiveFigure(
    name="cars",
    title=WORDS("title"),
    controls=(
        _size_slider("home", "S", HOME_SIZE / 1e6),
        _size_slider("abroad", "S^*", ABROAD_SIZE / 1e6),
        Slider(
            name="fixed_cost",
            symbol="F",
            label=WORDS("fixed_cost"),
            unit=WORDS("fixed_cost_unit"),
            stops=FIXED_COST_STOPS,
            default=FIXED_COST / 1e6,
            digits=0,
            marks={750: WORDS("books")},
        ),
    ),
    presets={
        WORDS("preset_book"): {},
        WORDS("preset_alike"): {"abroad": 0.9},
        WORDS("preset_small"): {"home": 0.6, "abroad": 2.5},
        WORDS("preset_costly"): {"fixed_cost": 1500},
        WORDS("preset_too_small"): {"home": 0.3, "fixed_cost": 3000},
    },
    model=model,
    play="abroad",
    panels={
        "curves": Panel(
            width=4.7,
            x=(0, MOST_FIRMS),
            y=PRICES,
            x_ticks=(0, 5, 10, 15, 20),
            y_ticks=(5, 10, 15, 20),
            title=WORDS("curves"),
            x_label=WORDS("curves_axis"),
            y_label=WORDS("curves_unit"),
            margins=(0.35, 1.15, 0.55, 0.6),
        ),
        "firms": Panel(
            width=4.2,
            x=(0, MOST_FIRMS_APART),
            y=(0, 3.6),
            x_ticks=(0, 5, 10, 15, 20, 25),
            y_ticks=(),
            title=WORDS("firms_title"),
            x_label=WORDS("firms_axis"),
            margins=(0.2, 0.15, 0.4, 0.6),
        ),
    },
    draw=draw,
    describe=describe,
    readout=readout,
    bars=Bars(of=who_gains, names=BARS, limit=1.05, title=WORDS("strip")),
    tasks=(
        Task(
            name="half",
            prompt=WORDS("task_half"),
            holds=half_as_many,
            right=WORDS("task_half_right"),
            not_yet=WORDS("task_half_not"),
        ),
        Task(
            name="two",
            prompt=WORDS("task_two"),
            holds=lambda result: abs(result.home.firms - FEWEST_FIRMS) < WHOLE * 100,
            right=WORDS("task_two_right"),
            not_yet=WORDS("task_two_not"),
        ),
        Task(
            name="uneven",
            prompt=WORDS("task_uneven"),
            holds=lambda result: (
                min(result.home_gain, result.abroad_gain) < 0.05
                and max(result.home_gain, result.abroad_gain) > 0.5
            ),
            right=WORDS("task_uneven_right"),
            not_yet=WORDS("task_uneven_not"),
        ),
    ),
    theme=THEME,
)
