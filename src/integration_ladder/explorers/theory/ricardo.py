"""Explorer of section 1.2: at which terms of trade does who gain, and when does nobody trade? (card M2)"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.ricardo import (
    ENGLAND,
    PORTUGAL,
    SAME_PRICE,
    Country,
    Trade,
    market_clearing_price,
    trade_at,
)
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, LINE, PAPER, SOFT, THEME
from livefigure import Bars, LiveFigure, Panel, Slider, Task, Words, number, percent

WORDS = Words(
    title="Terms of trade and the gains from trade",
    price="Terms of trade",
    price_unit="wine per cloth",
    portugal_wine="Portugal’s labour per wine",
    portugal_wine_unit="labour-years",
    adds_up="plans add up",
    ricardos="Ricardo’s 80",
    no_advantage="no advantage",
    preset_england="England’s own price",
    preset_clears="Plans add up",
    preset_one="One for one",
    preset_portugal="Portugal’s own price",
    preset_outside="Outside the band",
    preset_reversed="Roles reversed",
    england="England",
    portugal="Portugal",
    cloth="cloth",
    wine="wine",
    alone="alone",
    with_trade="with trade",
    gains="Gain in real income",
    gains_unit="per cent",
    gains_axis="terms of trade (wine per cloth)",
    no_trade="no trade",
    england_sells="England sells",
    nothing="nothing",
    plans="Plans for cloth",
    plans_add_up="add up",
    plans_short="{cloth} wanted, not offered",
    plans_glut="{cloth} offered, not wanted",
    output="World output",
    output_value="{cloth} cloth, {wine} wine",
    wages="Wage, England to Portugal",
    wages_value="{ratio} to 1",
    not_traded="–",
    strip="Who gains, against no trade",
    england_workers="England, workers",
    england_owners="England, owners",
    portugal_workers="Portugal, workers",
    portugal_owners="Portugal, owners",
    say_no_advantage="A cloth costs {own} of a wine in both countries: nobody has a comparative advantage, so there is "
    "nothing to trade and nothing to gain.",
    say_below="At {price} wine per cloth both countries would rather buy cloth than make it, so nobody sells any: no trade, "
    "no gain.",
    say_above="At {price} wine per cloth both countries would rather sell cloth than buy it, so nobody buys any: no trade, "
    "no gain.",
    say_one_side="At {price}, its own price, {loser} gains exactly nothing: it gets {good} for what it would cost at "
    "home. {winner} would take the whole gain, {gain}.",
    say_both="At {price} wine per cloth England would gain {england} and Portugal {portugal}: the price lies between "
    "their own prices, {low} and {high}.",
    say_add_up="Here, and only here, the two plans add up.",
    say_short="But the plans do not add up: more cloth is wanted than offered.",
    say_glut="But the plans do not add up: more cloth is offered than wanted.",
    task_nothing="With Portugal’s labour per wine at 75: Portugal trades, and gains exactly nothing.",
    task_nothing_right="Right: at its own price Portugal pays for cloth what it costs at home.",
    task_nothing_not="Not yet. How much wine does a cloth cost Portugal at home, when a wine takes it 75 labour-years?",
    task_even="Both countries gain more than 10 %.",
    task_even_right="Right: the more the two countries differ, the more there is to gain, and near the middle of the band "
    "they share it evenly.",
    task_even_not="Not yet. How different must the two countries be? And where in the band do both have a good share?",
    task_reversed="England sells wine, and gains exactly nothing.",
    task_reversed_right="Right: wine is now so dear in Portugal that England sells it; at England’s own price all the gain "
    "is Portugal’s.",
    task_reversed_not="Not yet. When does a wine cost less cloth in England than in Portugal? And what is England’s own price?",
)

WINE_STOPS = (72, 75, 80, 90, 100, 108, 120)
"""Portugal's labour per wine on the slider (labour-years): its own price moves from 5/4 down to 3/4."""

PRICES = sorted(
    {
        *(round(0.70 + 0.02 * i, 2) for i in range(31)),
        *(PORTUGAL.cloth_labour / wine for wine in WINE_STOPS),
        *(
            market_clearing_price(portugal=Country(PORTUGAL.cloth_labour, wine, PORTUGAL.labour))
            for wine in WINE_STOPS
        ),
    }
)
"""Terms of trade on the slider: an even grid and every critical point of every setting of the other control."""


@dataclass(frozen=True)
class Scene:
    """A setting's outcome with what is needed to draw around it."""

    trade: Trade
    portugal: Country

    @property
    def own_prices(self) -> tuple[float, float]:
        """England's and Portugal's own price (wine per cloth)."""
        return ENGLAND.own_price, self.portugal.own_price


def model(price: float, portugal_wine: float) -> Scene:
    """Trade at ``price`` (wine per cloth) when a wine costs Portugal ``portugal_wine`` labour-years."""
    portugal = Country(PORTUGAL.cloth_labour, portugal_wine, PORTUGAL.labour)
    return Scene(trade_at(price, portugal=portugal), portugal)


def fraction(value: float) -> str:
    """Return an own price as the fraction that it is ("9/8")."""
    return str(Fraction(value).limit_denominator(20))


def price_text(price: float) -> str:
    """Return a price as readers see it: two decimals, three where two do not hold it, fractions named."""
    simple = Fraction(price).limit_denominator(8)
    if abs(float(simple) - price) < SAME_PRICE and simple.denominator in (6, 8):
        return f"{number(price, 3)} ({simple})"
    return number(price, 2 if abs(round(price, 2) - price) < SAME_PRICE else 3)


def marks(setting: dict[str, float]) -> dict[float, str]:
    """Return the critical terms of trade at a setting."""
    wine = setting.get("portugal_wine", PORTUGAL.wine_labour)
    portugal = Country(PORTUGAL.cloth_labour, wine, PORTUGAL.labour)
    marks = {own: fraction(own) for own in (ENGLAND.own_price, portugal.own_price)}
    if abs(ENGLAND.own_price - portugal.own_price) > SAME_PRICE:
        clearing = market_clearing_price(portugal=portugal)
        own = next((own for own in marks if abs(own - clearing) < SAME_PRICE), None)
        if own is None:
            marks[clearing] = WORDS("adds_up")
        else:
            marks[own] += f" {WORDS('adds_up')}"
    return marks


@cache
def _curves(portugal: Country) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return prices inside the band and both countries' gains there, in per cent."""
    prices = np.linspace(*sorted((ENGLAND.own_price, portugal.own_price)), 41)
    trades = [trade_at(float(p), portugal=portugal) for p in prices]
    return (
        prices,
        np.array([100 * t.england.gain for t in trades]),
        np.array([100 * t.portugal.gain for t in trades]),
    )


def draw_country(axes: Axes, country: Country, scene: Scene, *, england: bool) -> None:
    """Draw what a country can have alone and with trade, and what it chooses."""
    colour = HOME if england else FOREIGN
    outcome = scene.trade.england if england else scene.trade.portugal
    axes.fill([0, country.max_cloth, 0], [0, 0, country.max_wine], color=colour, alpha=0.1)
    axes.plot([0, country.max_cloth], [country.max_wine, 0], color=colour)
    axes.text(0.14, 0.16, WORDS("alone"), color=colour)
    traded = scene.trade.cloth_exporter is not None
    if traded:
        income = outcome.consumption.wine + scene.trade.price * outcome.consumption.cloth
        axes.plot([0, income / scene.trade.price], [income, 0], color=colour, ls="--", lw=1.8)
    axes.plot(outcome.alone.cloth, outcome.alone.wine, "o", mfc=PAPER, mec=colour)
    if traded:
        axes.plot(outcome.consumption.cloth, outcome.consumption.wine, "o", color=colour)
        axes.text(
            outcome.consumption.cloth + 0.17,
            outcome.consumption.wine + 0.06,
            WORDS("with_trade"),
            color=colour,
        )


def draw_gains(axes: Axes, scene: Scene) -> None:
    """Draw both countries' gains over the terms of trade, and where the price stands."""
    (left, right), top = axes.get_xlim(), axes.get_ylim()[1]
    prices, *gains = _curves(scene.portugal)
    low, high = prices[0], prices[-1]
    for start, end in ((left, low), (high, right)):
        axes.plot([start, end], [0, 0], color=SOFT, lw=1.8)
        if end - start > 0.12:
            axes.text((start + end) / 2, top * 0.055, WORDS("no_trade"), color=SOFT, ha="center")
    _label_prices(axes, scene)
    if high - low > SAME_PRICE:
        axes.axvspan(low, high, color=LINE, alpha=0.12)
        for curve, colour, name in zip(gains, (HOME, FOREIGN), ("england", "portugal"), strict=True):
            best = int(np.argmax(curve))
            axes.plot([prices[best]] * 2, [0, curve[best]], color=colour, lw=1.2, ls=(0, (1, 2)))
            axes.plot(prices, curve, color=colour)
            if (
                high - low > 0.2
            ):  # at the ends of the curves, else beside the narrow band, one above the other
                place = {"x": prices[best] + (-0.012 if best else 0.012), "y": curve[best] + top * 0.035}
                side = "right" if best else "left"
            else:
                place = {"x": high + 0.03, "y": top * (0.5 if name == "england" else 0.41)}
                side = "left"
            axes.text(**place, s=WORDS(name), color=colour, fontweight=600, ha=side)
    price, england, portugal = scene.trade.price, scene.trade.england.gain, scene.trade.portugal.gain
    axes.plot([price, price], [0, 100 * max(england, portugal)], color=SOFT, lw=1.2, ls=(0, (2, 2)))
    # Where both dots fall on one point the first stands out behind the second.
    axes.plot(price, 100 * england, "o", color=HOME, mec=PAPER, mew=1.5, ms=14 if england == portugal else 9)
    axes.plot(price, 100 * portugal, "o", color=FOREIGN, mec=PAPER, mew=1.5, ms=9)


def _label_prices(axes: Axes, scene: Scene) -> None:
    """Name the own prices under the axis, and its ends where there is room."""
    england, portugal = scene.own_prices
    same = abs(england - portugal) < SAME_PRICE
    labels = [(england, fraction(england), INK if same else HOME)]
    if not same:
        labels.append((portugal, fraction(portugal), FOREIGN))
    for own, text, colour in labels:
        axes.text(own, -3.6, text, color=colour, ha="center", fontweight=600)
        axes.plot([own, own], [0, -0.8], color=colour, lw=1.2, clip_on=False)
    for end in axes.get_xlim():
        if min(abs(end - own) for own in scene.own_prices) > 0.08:
            axes.text(end, -3.6, number(end, 1), color=SOFT, ha="center")


def draw(scene: Scene, panels: dict[str, Axes]) -> None:
    """Draw both countries and the gains."""
    draw_country(panels["england"], ENGLAND, scene, england=True)
    draw_country(panels["portugal"], scene.portugal, scene, england=False)
    draw_gains(panels["gains"], scene)


def describe(scene: Scene) -> str:
    """Say who gains and why."""
    trade = scene.trade
    low, high = sorted(scene.own_prices)
    if high - low <= SAME_PRICE:
        return WORDS("say_no_advantage", own=fraction(low))
    if trade.cloth_exporter is None:
        key = "say_below" if trade.price < low else "say_above"
        return WORDS(key, price=price_text(trade.price))
    plans = WORDS(_plans(trade, "say_add_up", "say_short", "say_glut"))
    return f"{describe_gains(scene)} {plans}"


def describe_gains(scene: Scene) -> str:
    """Say who would gain at a price at which both would trade."""
    trade = scene.trade
    low, high = sorted(scene.own_prices)
    gains = {"england": trade.england.gain, "portugal": trade.portugal.gain}
    for loser, winner in (("england", "portugal"), ("portugal", "england")):
        if gains[loser] == 0:
            return WORDS(
                "say_one_side",
                price=price_text(trade.price),
                loser=WORDS(loser),
                winner=WORDS(winner),
                good=WORDS("wine" if trade.cloth_exporter == loser else "cloth"),
                gain=percent(gains[winner]),
            )
    return WORDS(
        "say_both",
        price=price_text(trade.price),
        england=percent(gains["england"]),
        portugal=percent(gains["portugal"]),
        low=fraction(low),
        high=fraction(high),
    )


def _plans(trade: Trade, add_up: str, short: str, glut: str) -> str:
    if abs(trade.excess_demand) < 1e-6:
        return add_up
    return short if trade.excess_demand > 0 else glut


def readout(scene: Scene) -> dict[str, str]:
    """Return the key numbers."""
    trade = scene.trade
    traded = trade.cloth_exporter is not None
    sells = {"england": "cloth", "portugal": "wine", None: "nothing"}[trade.cloth_exporter]
    key = _plans(trade, "plans_add_up", "plans_short", "plans_glut") if traded else "not_traded"
    return {
        WORDS("england_sells"): WORDS(sells),
        WORDS("plans"): WORDS(key, cloth=number(abs(trade.excess_demand), 3)),
        WORDS("output"): WORDS(
            "output_value",
            cloth=number(trade.england.production.cloth + trade.portugal.production.cloth, 3),
            wine=number(trade.england.production.wine + trade.portugal.production.wine, 3),
        ),
        WORDS("wages"): WORDS("wages_value", ratio=number(trade.wage_ratio, 2))
        if traded
        else WORDS("not_traded"),
    }


def who_gains(scene: Scene) -> dict[str, float | None]:
    """Return the strip; labour is the only factor, so the model is silent on owners."""
    return {
        WORDS("england_workers"): scene.trade.england.gain,
        WORDS("england_owners"): None,
        WORDS("portugal_workers"): scene.trade.portugal.gain,
        WORDS("portugal_owners"): None,
    }


PRICE = Slider(
    name="price",
    symbol="p",
    label=WORDS("price"),
    unit=WORDS("price_unit"),
    stops=PRICES,
    default=1.0,
    labels={price: price_text(price) for price in PRICES},
    marks=marks,
)

PORTUGAL_WINE = Slider(
    name="portugal_wine",
    symbol="a_W^*",
    label=WORDS("portugal_wine"),
    unit=WORDS("portugal_wine_unit"),
    stops=WINE_STOPS,
    default=80,
    digits=0,
    marks={80: WORDS("ricardos"), 108: WORDS("no_advantage")},
)

STRIP = Bars(
    of=who_gains,
    names=tuple(
        WORDS(key) for key in ("england_workers", "england_owners", "portugal_workers", "portugal_owners")
    ),
    limit=0.25,
    title=WORDS("strip"),
)


def gains_panel(width: float) -> Panel:
    """Return the panel of gains over the terms of trade, ``width`` inches wide."""
    return Panel(
        width=width,
        height=3.2,
        x=(0.7, 1.3),
        y=(0, 25),
        x_ticks={0.7: " ", 1.3: " "},  # named by draw, where they leave room for the own prices
        y_ticks=(0, 5, 10, 15, 20),
        title=WORDS("gains"),
        y_label=WORDS("gains_unit"),
        x_label=WORDS("gains_axis"),
    )


def _country_panel(name: str, colour: str) -> Panel:
    return Panel(
        width=2.4,
        height=3.2,
        x=(0, 3),
        y=(0, 2.8),
        x_ticks=(0, 1, 2),
        y_ticks=(0, 1, 2),
        title=WORDS(name),
        title_colour=colour,
        x_label=WORDS("cloth"),
        y_label=WORDS("wine"),
        margins=(0.35, 0.1, 0.55, 0.6),
    )


def gains_nothing(scene: Scene, country: str, cloth_exporter: str) -> bool:
    """Tell whether a country stands at its own price while the given country sells cloth."""
    return scene.trade.cloth_exporter == cloth_exporter and getattr(scene.trade, country).gain == 0


EXPLORER = LiveFigure(
    name="ricardo",
    title=WORDS("title"),
    controls=(PRICE, PORTUGAL_WINE),
    presets={
        WORDS("preset_one"): {},
        WORDS("preset_england"): {"price": ENGLAND.own_price},
        WORDS("preset_clears"): {"price": market_clearing_price()},
        WORDS("preset_portugal"): {"price": PORTUGAL.own_price},
        WORDS("preset_outside"): {"price": 1.2},
        WORDS("preset_reversed"): {"price": 0.8, "portugal_wine": 120},
    },
    model=model,
    panels={
        "england": _country_panel("england", HOME),
        "portugal": _country_panel("portugal", FOREIGN),
        "gains": gains_panel(4.2),
    },
    draw=draw,
    describe=describe,
    readout=readout,
    bars=STRIP,
    tasks=(
        Task(
            name="nothing",
            prompt=WORDS("task_nothing"),
            holds=lambda scene: (
                scene.portugal.wine_labour == 75 and gains_nothing(scene, "portugal", "england")
            ),
            right=WORDS("task_nothing_right"),
            not_yet=WORDS("task_nothing_not"),
        ),
        Task(
            name="even",
            prompt=WORDS("task_even"),
            holds=lambda scene: min(scene.trade.england.gain, scene.trade.portugal.gain) > 0.10,
            right=WORDS("task_even_right"),
            not_yet=WORDS("task_even_not"),
        ),
        Task(
            name="reversed",
            prompt=WORDS("task_reversed"),
            holds=lambda scene: gains_nothing(scene, "england", "portugal"),
            right=WORDS("task_reversed_right"),
            not_yet=WORDS("task_reversed_not"),
        ),
    ),
    theme=THEME,
)
