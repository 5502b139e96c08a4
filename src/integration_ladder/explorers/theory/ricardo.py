"""Explorer of section 1.2: at which terms of trade does who gain, and when does nobody trade? (card M2)"""

import math
from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models import ricardo
from integration_ladder.models.ricardo import ENGLAND, PORTUGAL, Country, Outcome, Trade, trade_at
from integration_ladder.vocabulary.drawing import band, drop, full, hollow, name, note, present, results
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, labour_only, panel, slider
from integration_ladder.vocabulary.saying import NOT_SAID, by_sign, fraction, least_first, price, sentences
from integration_ladder.vocabulary.theme import DOTTED, FOREIGN, HOME, INK, SOFT, THEME
from livefigure import LiveFigure, Panel, Task, Words, number, percent

ABOUT = About("1.2", "At which terms of trade does who gain, and when does nobody trade?", ("M2",))

SAY = Words(
    no_advantage="A cloth costs {own} of a wine in both countries: nobody has a comparative advantage, so there is "
    "nothing to trade and nothing to gain.",
    below="At {price} wine per cloth both countries would rather buy cloth than make it, so nobody sells any: no trade, "
    "no gain.",
    above="At {price} wine per cloth both countries would rather sell cloth than buy it, so nobody buys any: no trade, "
    "no gain.",
    one_side="At {price}, its own price, {loser} gains exactly nothing: it gets {good} for what it would cost at "
    "home. {winner} would take the whole gain, {gain}.",
    both="At {price} wine per cloth England would gain {england} and Portugal {portugal}: the price lies between "
    "their own prices, {low} and {high}.",
    short="{cloth} wanted, not offered",
    glut="{cloth} offered, not wanted",
    output="{cloth} cloth, {wine} wine",
    wages="{ratio} to 1",
)

WINE_STOPS = (72, 75, 80, 90, 100, 108, 120)
"""Portugal's labour per wine on the slider (labour-years): its own price moves from 5/4 down to 3/4."""


def portugal_with(wine: float) -> Country:
    """Return Portugal where a wine costs it ``wine`` labour-years."""
    return Country(PORTUGAL.cloth_labour, wine, PORTUGAL.labour)


def model(price: float, portugal_wine: float) -> Trade:
    """Trade at ``price`` (wine per cloth) when a wine costs Portugal ``portugal_wine`` labour-years."""
    return trade_at(price, portugal=portugal_with(portugal_wine))


def marks(setting: dict[str, float]) -> dict[float, str]:
    """Return the critical terms of trade at a setting."""
    trade = model(1.0, setting["portugal_wine"])
    marks = {own: fraction(own) for own in trade.own_prices}
    if not trade.alike:
        clearing = ricardo.market_clearing_price(portugal=trade.portugal.country)
        own = next((own for own in marks if math.isclose(own, clearing)), clearing)
        marks[own] = f"{marks.get(own, '')}, plans add up".lstrip(", ")
    return marks


def draw_country(axes: Axes, trade: Trade, outcome: Outcome, colour: str) -> None:
    """Draw what a country can have alone and with trade, and what it chooses."""
    country, alone, chosen = outcome.country, outcome.alone, outcome.consumption
    axes.fill([0, country.max_cloth, 0], [0, 0, country.max_wine], color=colour, alpha=0.1)
    axes.plot([0, country.max_cloth], [country.max_wine, 0], color=colour)
    note(axes, 0.14, 0.16, "alone", colour)
    if trade.traded:
        income = chosen.wine + trade.price * chosen.cloth
        axes.plot([0, income / trade.price], [income, 0], color=colour, ls="--", lw=1.8)
    hollow(axes, alone.cloth, alone.wine, colour)
    if trade.traded:
        full(axes, chosen.cloth, chosen.wine, colour)
        note(axes, chosen.cloth + 0.22, chosen.wine + 0.06, "with trade", colour)


@cache
def _curves(portugal: Country) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return prices inside the band and both countries' gains there, in per cent."""
    prices = np.linspace(*sorted((ENGLAND.own_price, portugal.own_price)), 41)
    gains = ("england.gain", "portugal.gain")
    return prices, *results(lambda p: trade_at(p, portugal=portugal), prices, *gains, times=100)


def draw_gains(axes: Axes, trade: Trade) -> None:
    """Draw both countries' gains over the terms of trade, and where the price stands."""
    (left, right), top = axes.get_xlim(), axes.get_ylim()[1]
    prices, *gains = _curves(trade.portugal.country)
    low, high = prices[0], prices[-1]
    for start, end in ((left, low), (high, right)):
        axes.plot([start, end], [0, 0], color=SOFT, lw=1.8)
        if end - start > 0.12:
            note(axes, (start + end) / 2, top * 0.08, "no trade", ha="center")
    _label_prices(axes, trade)
    if not trade.alike:
        band(axes, low, high)
        for row, (ys, colour, text) in enumerate(zip(gains, (HOME, FOREIGN), COUNTRIES, strict=True)):
            best = int(np.argmax(ys))
            drop(axes, prices[best], ys[best], colour, dash=DOTTED)
            axes.plot(prices, ys, color=colour)
            if high - low < 0.2:  # beside the narrow band, one above the other
                name(axes, high + 0.03, top * (0.5 - 0.12 * row), text, colour)
            elif best and right - high > 0.15:  # beside the end of its curve
                name(axes, high + 0.018, ys[best], text, colour, va="center")
            else:  # above it
                side, way = ("right", -1) if best else ("left", 1)
                name(axes, prices[best] + 0.012 * way, ys[best] + top * 0.035, text, colour, ha=side)
    present(axes, trade.price, {HOME: 100 * trade.england.gain, FOREIGN: 100 * trade.portugal.gain})


def _label_prices(axes: Axes, trade: Trade) -> None:
    """Name the own prices under the axis, and its ends where there is room."""
    colours = (INK,) if trade.alike else (HOME, FOREIGN)
    apart = trade.own_prices[1] - trade.own_prices[0]
    sides = ("right", "left") if 0 < apart < 0.08 else ("center", "center")  # two that are close lean apart
    for own, colour, side in zip(trade.own_prices, colours, sides, strict=False):
        name(
            axes,
            own + {"right": 0.018, "left": -0.018, "center": 0}[side],
            -3.6,
            fraction(own),
            colour,
            ha=side,
        )
        axes.plot([own, own], [0, -0.8], color=colour, lw=1.2, clip_on=False)
    for end in axes.get_xlim():
        if min(abs(end - own) for own in trade.own_prices) > 0.08:
            note(axes, end, -3.6, number(end, 1), ha="center")


draw = by_panel(
    england=lambda axes, trade: draw_country(axes, trade, trade.england, HOME),
    portugal=lambda axes, trade: draw_country(axes, trade, trade.portugal, FOREIGN),
    gains=draw_gains,
)


def describe(trade: Trade) -> str:
    """Say who gains and why."""
    low = min(trade.own_prices)
    if trade.alike:
        return SAY("no_advantage", own=fraction(low))
    if not trade.traded:
        return SAY("below" if trade.price < low else "above", price=price(trade.price))
    plans = by_sign(
        trade.excess_demand,
        zero="Here, and only here, the two plans add up.",
        above="But the plans do not add up: more cloth is wanted than offered.",
        below="But the plans do not add up: more cloth is offered than wanted.",
    )
    return sentences(describe_gains(trade), plans)


def describe_gains(trade: Trade) -> str:
    """Say who would gain at a price at which both would trade."""
    (loser, least), (winner, most) = least_first(England=trade.england.gain, Portugal=trade.portugal.gain)
    if least == 0:
        good = "wine" if trade.cloth_exporter == loser.lower() else "cloth"
        who = {"loser": loser, "winner": winner, "good": good}
        return SAY("one_side", price=price(trade.price), gain=percent(most), **who)
    low, high = map(fraction, sorted(trade.own_prices))
    england, portugal = percent(trade.england.gain), percent(trade.portugal.gain)
    return SAY("both", price=price(trade.price), england=england, portugal=portugal, low=low, high=high)


def readout(trade: Trade) -> dict[str, str]:
    """Return the key numbers."""
    made = (trade.england.production, trade.portugal.production)
    gap = number(abs(trade.excess_demand), 3)
    plans = by_sign(
        trade.excess_demand, zero="add up", above=SAY("short", cloth=gap), below=SAY("glut", cloth=gap)
    )
    wages = SAY("wages", ratio=number(trade.wage_ratio))
    cloth, wine = number(sum(one.cloth for one in made), 3), number(sum(one.wine for one in made), 3)
    return {
        "England sells": {"england": "cloth", "portugal": "wine", None: "nothing"}[trade.cloth_exporter],
        "Plans for cloth": plans if trade.traded else NOT_SAID,
        "World output": SAY("output", cloth=cloth, wine=wine),
        "Wage, England to Portugal": wages if trade.traded else NOT_SAID,
    }


COUNTRIES = ("England", "Portugal")
STRIP = labour_only("Who gains, against no trade", "england.gain", "portugal.gain", names=COUNTRIES)

PORTUGALS = [portugal_with(wine) for wine in WINE_STOPS]
CLEARING = [ricardo.market_clearing_price(portugal=portugal) for portugal in PORTUGALS]
PRICE = slider(
    "price",
    "Terms of trade",
    grid(0.7, 1.3, 0.02),
    [*(country.own_price for country in (ENGLAND, *PORTUGALS)), *CLEARING],
    unit="wine per cloth",
    symbol="p",
    default=1.0,
    text=price,
    marks=marks,
)


def gains_panel(width: float) -> Panel:
    """Return the panel of gains over the terms of trade, ``width`` inches wide."""
    # The ends are named by draw, where they leave room for the own prices.
    x = axis(0.7, 1.3, "terms of trade (wine per cloth)", {0.7: " ", 1.3: " "})
    y = axis(0, 25, "per cent", (0, 5, 10, 15, 20))
    return panel("Gain in real income", x, y, size=(width, 3.0), margins=(0.35, 0.12, 0.55, 0.6))


def _country_panel(title: str, colour: str) -> Panel:
    cloth, wine = axis(0, 3, "cloth", (0, 1, 2)), axis(0, 2.8, "wine", (0, 1, 2))
    return panel(title, cloth, wine, size=(2.0, 3.0), margins=(0.25, 0.08, 0.55, 0.6), colour=colour)


EXPLORER = LiveFigure(
    name="ricardo",
    title="Terms of trade and the gains from trade",
    controls=(
        PRICE,
        slider(
            "portugal_wine",
            "Portugal’s labour per wine",
            WINE_STOPS,
            unit="labour-years",
            symbol="a_W^*",
            default=80,
            marks={80: "Ricardo’s 80", 108: "no advantage"},
        ),
    ),
    presets={
        "One for one": {},
        "England’s own price": {"price": ENGLAND.own_price},
        "Plans add up": {"price": ricardo.market_clearing_price()},
        "Portugal’s own price": {"price": PORTUGAL.own_price},
        "Outside the band": {"price": 1.2},
        "Roles reversed": {"price": 0.8, "portugal_wine": 120},
    },
    model=model,
    critical={"price": marks},
    panels={
        "england": _country_panel(COUNTRIES[0], HOME),
        "portugal": _country_panel(COUNTRIES[1], FOREIGN),
        "gains": gains_panel(3.8),
    },
    covered=("gains",),  # in a lecture hall, until the vote
    draw=draw,
    describe=describe,
    readout=readout,
    bars=STRIP,
    tasks=(
        Task(
            name="nothing",
            prompt="With Portugal’s labour per wine at 75: Portugal trades, and gains exactly nothing.",
            holds=lambda trade: (
                trade.portugal.country.wine_labour == 75 and trade.traded and trade.portugal.gain == 0
            ),
            right="Right: at its own price Portugal pays for cloth what it costs at home.",
            not_yet="Not yet. How much wine does a cloth cost Portugal at home, when a wine takes it 75 labour-years?",
        ),
        Task(
            name="even",
            prompt="Both countries gain more than 10 %.",
            holds=lambda trade: min(trade.england.gain, trade.portugal.gain) > 0.10,
            right="Right: the more the two countries differ, the more there is to gain, and near the middle of the band "
            "they share it evenly.",
            not_yet="Not yet. How different must the two countries be? And where in the band do both have a good share?",
        ),
        Task(
            name="reversed",
            prompt="England sells wine, and gains exactly nothing.",
            holds=lambda trade: trade.cloth_exporter == "portugal" and trade.england.gain == 0,
            right="Right: wine is now so dear in Portugal that England sells it; at England’s own price all the gain "
            "is Portugal’s.",
            not_yet="Not yet. When does a wine cost less cloth in England than in Portugal? And what is England’s own price?",
        ),
    ),
    theme=THEME,
)
