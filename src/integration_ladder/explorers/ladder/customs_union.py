"""Explorer of section 2.2: when does a customs union create trade, when does it divert it, and who gains? (card M9)"""

from functools import cache
from math import sqrt

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.customs_union import (
    TEXTBOOK,
    Union,
    break_even_partner,
    break_even_tariff,
    union_at,
)
from integration_ladder.vocabulary.areas import area, box
from integration_ladder.vocabulary.drawing import Line, Piece, either_side, note, outcome, results, stack
from integration_ladder.vocabulary.markets import Market, Price
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, panel, slider, strip
from integration_ladder.vocabulary.saying import (
    NEAR,
    adding_up,
    amount,
    by_sign,
    does,
    sentences,
    share,
    signed,
)
from integration_ladder.vocabulary.theme import FOREIGN, GAIN, HOME, LINE, LOSS, SECOND, SOFT, THEME, THIRD
from livefigure import LiveFigure, Task, Words, number

ABOUT = About(
    "2.2", "When does a customs union create trade, when does it divert it, and who gains?", ("M9",)
)

SAY = Words(
    free="Without a tariff there is none to take off: home buys from the world at its price, 1, and the union changes nothing.",
    nothing="The partner’s {partner} does not undercut the world’s price with the tariff, {high}: home goes on buying from "
    "the world, and the union changes nothing.",
    cheap="The partner is as cheap as the world, so the price at home falls from {high} to 1 and no trade is diverted: "
    "creation brings {creation}, and home {gain}.",
    dear="With the tariff the world’s good costs {high} at home, so buyers go to the partner, who asks {partner}. The {imports} "
    "units that came from the world cost home 1 each; now they cost {partner}. Creation brings {creation}, diversion costs "
    "{diversion}: home {gain}.",
    who="Buyers gain {than} makers and the government lose.",
)

MARKET = Market(TEXTBOOK.demand, TEXTBOOK.supply)
PARTNERS = grid(1, 2, 0.05)
DEAR = 1.5
"""The textbook's dear partner, at whose price the mark of the tariff stands."""

TARIFF = slider(
    "tariff",
    "Home’s tariff",
    (*grid(0, 1.5, 0.25), 0.6),
    (DEAR - 1, break_even_tariff(DEAR)),
    default=1,
    text=share,
    marks=(0, 0.5, 1, break_even_tariff(DEAR)),
    symbol="t",
)


def turning(tariff: float) -> dict[str, float]:
    """Return the partner's prices at which the lesson turns at a tariff."""
    return {"world’s": 1.0, "even": break_even_partner(tariff), "+ tariff": 1 + tariff}


PARTNER = slider(
    "partner",
    "Partner’s price",
    PARTNERS,
    default=DEAR,
    text=lambda price: number(price, 3 if abs(price * 100 - round(price * 100)) > NEAR else 2),
    turning=turning,
    given=(TARIFF,),
    unit="× world’s",
    symbol="p^*",
)


def draw_market(axes: Axes, union: Union) -> None:
    """Draw the market at home, before and after, with what is created and what is diverted."""
    high, low = union.before.price, union.after.price
    if union.undercuts:
        area(axes, MARKET.made_dearer(low, high), "gain")
        area(axes, MARKET.not_bought(low, high), "gain")
        area(axes, box(union.before.made, union.before.bought, 1, low), "loss")
    MARKET.draw(
        axes,
        Price(1, "world", THIRD),
        Price(union.partner, "partner", FOREIGN),
        Price(1 + union.tariff, "with tariff", THIRD, SECOND, drops=True),
    )


@cache
def _gains(tariff: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the partner's prices and home's gain at each of them."""
    prices = either_side(np.linspace(1, 2, 41), 1 + tariff)
    return prices, *results(lambda price: union_at(price, tariff), prices, "gain")


def draw_gains(axes: Axes, union: Union) -> None:
    """Draw what home gains over the partner's price, with the price at which it breaks even."""
    prices, gains = _gains(union.tariff)
    axes.axhline(0, color=LINE, lw=0.8)
    even = break_even_partner(union.tariff)
    compare = [(even, 0.0, SOFT)] if union.tariff else []
    line = Line(gains, union.gain, HOME, jumps=(1 + union.tariff,))
    outcome(axes, prices, [line], union.partner, compare=compare)


def draw_sum(axes: Axes, union: Union) -> None:
    """Draw what home's gain is made of."""
    pieces = (Piece(union.creation, "creation", GAIN), Piece(-union.diversion, "diversion", LOSS))
    if union.undercuts:
        stack(axes, 0, pieces, total="together")
    else:
        note(axes, 0.9, 0, "no change", ha="center", va="center")


def _amounts(union: Union) -> tuple[float, ...]:
    """Return creation, diversion (below 0) and home's gain, as they are printed."""
    return adding_up(union.creation, -union.diversion)


def describe(union: Union) -> str:
    """Say what is created, what is diverted, and who gains."""
    prices = {"high": amount(union.before.price), "partner": PARTNER.short(union.partner)}
    if not union.tariff:
        return SAY("free")
    if not union.undercuts:
        return SAY("nothing", **prices)
    creation, diversion, gained = _amounts(union)
    amounts = {"creation": amount(creation), "diversion": amount(-diversion)}
    gain = does(gained, said=amount)
    if union.diversion < NEAR:
        return sentences(SAY("cheap", **prices, creation=amounts["creation"], gain=gain), _who(union))
    imports = amount(union.before.imports)
    return sentences(SAY("dear", **prices, **amounts, imports=imports, gain=gain), _who(union))


def _who(union: Union) -> str:
    return SAY("who", than=by_sign(union.gain, above="more than", zero="just what", below="less than"))


def readout(union: Union) -> dict[str, str]:
    """Return the key numbers, amounts in world prices of a unit."""
    creation, diversion, gain = _amounts(union)
    return {
        "Price at home": amount(union.after.price),
        "Imports": amount(union.after.imports),
        "Creation": signed(creation),
        "Diversion": signed(diversion),
        "Home together": signed(gain),
    }


EXPLORER = LiveFigure(
    name="customs-union",
    title="Customs union: creation and diversion",
    controls=(PARTNER, TARIFF),
    presets={
        "Creation": {"partner": 1},
        "Diversion": {"partner": DEAR},
        "Break-even": {"partner": 3 - sqrt(3)},
        "Nothing to undercut": {"tariff": 0.5},
        "Hardly undercut": {"partner": 1.45, "tariff": 0.5},
    },
    model=union_at,
    panels={
        "market": panel(
            "The market at home",
            axis(0, 90, "quantity", (0, 30, 60, 90)),
            axis(0, 3, "price, the world’s = 1", (0, 1, 2, 3)),
            size=(3.55, 3.0),
            margins=(0.35, 0.95, 0.55, 0.6),
        ),
        "gains": panel(
            "What home gains",
            axis(1, 2, "partner’s price", (1, 1.5, 2)),
            axis(-32, 36, "the world’s price = 1", (-30, -15, 0, 15, 30)),
            size=(2.35, 3.0),
        ),
        "sum": panel(
            "Made of",
            axis(-0.4, 2.2),
            axis(-32, 36, "", (-30, -15, 0, 15, 30)),
            size=(1.85, 3.0),
            margins=(0.45, 0.1, 0.55, 0.6),
        ),
    },
    covered=("market", "gains", "sum"),  # in a lecture hall, until the vote
    draw=by_panel(market=draw_market, gains=draw_gains, sum=draw_sum),
    describe=describe,
    readout=readout,
    bars=strip(  # whoever makes the good abroad sells any amount at one price; workers are not in the model
        "Who gains, as a share of what home spent on the good before",
        home_owners=lambda union: union.share(union.makers),
        foreign_owners=0.0,
        further={
            "Home, buyers": lambda union: union.share(union.buyers),
            "Home, government": lambda union: union.share(union.government),
            "Home, together": lambda union: union.share(union.gain),
        },
        sums={"Home, together": ("Home, owners", "Home, buyers", "Home, government")},
    ),
    tasks=(
        Task(
            name="even",
            prompt="With a tariff of 150 %, find the partner’s price at which home gains exactly nothing although it changes "
            "where it buys.",
            holds=lambda union: union.tariff == 1.5 and union.undercuts and abs(union.gain) < NEAR,
            right="Right: what is created there is worth just what is diverted.",
            not_yet="Not yet. Home must buy from the partner, and creation must bring as much as diversion costs.",
        ),
        Task(
            name="worst",
            prompt="The partner asks 1.50, half as much again as the world. Find the tariff at which the union costs home "
            "the most.",
            holds=lambda union: union.partner == DEAR and union.gain < -20,
            right="Right: the tariff is only just high enough for the partner to undercut. Home imported most then, so most is "
            "diverted, and the price falls by little, so little is created.",
            not_yet="Not yet. At which tariff is the most trade diverted, and the least created?",
        ),
    ),
    theme=THEME,
)
