"""Explorer of section 3.2: what does the price of an import do to wage and return, and who gains? (card M16)"""

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.stolper_samuelson import (
    FOREIGN as FOREIGN_STOCKS,
)
from integration_ladder.models.stolper_samuelson import (
    HOME as HOME_STOCKS,
)
from integration_ladder.models.stolper_samuelson import (
    OTHER_PRICE,
    TEXTBOOK,
    Opened,
    World,
    clearing_price,
    own_price,
    world_at,
)
from integration_ladder.vocabulary.drawing import (
    Line,
    Named,
    Piece,
    full,
    hollow,
    margin_names,
    name_curves,
    outcome,
    results,
    stack,
)
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import NEAR, amount, by_sign, does, sentences, share
from integration_ladder.vocabulary.theme import COMPARED, HOME, INK, LINE, SECOND, SOFT, THEME
from livefigure import LiveFigure, Switch, Task, Words, number, percent

ABOUT = About("3.2", "What does the price of an import do to wages and to the return on capital?", ("M16",))

SAY = Words(
    price="Cloth takes much {factor} and costs {price}, {change} {than} at home without trade: the wage {wage}, the return "
    "{rental}.",
    own="Cloth costs {price}, as at home without trade: wage and return are what they were, and nobody at home gains or "
    "loses.",
    falls="falls by {change}",
    rises="rises by {change}",
    home="At home workers {workers} and owners {owners}; home as a whole {home}.",
    paid="At home {winners} pay {losers} {paid}: workers {workers} and owners {owners}; home as a whole {home}.",
    abroad="Abroad, where cloth cost {own}, workers {workers} and owners {owners}.",
    nothing="Abroad cloth costs what it cost there without trade, so nobody gains or loses.",
    was="{now}, was {then}",
    buys="{cloth}, {other}",
    pay="{paid} of {income}",
    none="nothing",
    bought="buys {units}",
    sold="sells {units}",
    both="{home}, {foreign}",
)

HOME_PRICE, FOREIGN_PRICE = own_price(HOME_STOCKS), own_price(FOREIGN_STOCKS)
ALONE = clearing_price(HOME_STOCKS, FOREIGN_STOCKS)
LOW, HIGH = 32, 78
ENDS = TEXTBOOK.prices
"""Between these prices both goods are made."""
MOST = 40
"""Where the axes of wage and return end."""
BESIDE_THE_BAR = (-0.4, 0.4)
"""From where to where the lines reach that tell who had how much without trade."""

PRICE = slider(
    "price",
    "Price of cloth",
    grid(LOW, HIGH, 2),
    (FOREIGN_PRICE, ALONE, HOME_PRICE),
    default=ALONE,
    text=amount,
    marks={FOREIGN_PRICE: "abroad’s", ALONE: "the two alone", HOME_PRICE: "home’s"},
    symbol="p_c",
)


def _straight(
    axes: Axes, each_wage: float, each_rental: float, costs: float, colour: str, dash: Any
) -> Named:
    """Draw the wages and returns at which a good costs so much, as far as the panel's ends."""
    # The line meets the left end or the upper one, and the lower or the right one.
    left = max(0.0, (costs - each_rental * MOST) / each_wage)
    right = min(float(MOST), costs / each_wage)
    wages = np.array([left, right])
    rentals = (costs - each_wage * wages) / each_rental
    axes.plot(wages, rentals, color=colour, ls=dash, lw=2)
    return Named(np.linspace(left, right, 31), np.linspace(*rentals, 31), "", colour)


def draw_costs(axes: Axes, world: World) -> None:
    """Draw the wages and returns at which each good costs what it sells for; both do where the lines cross."""
    one, home = world.technology, world.home
    cloth = one.cloth_labour, one.cloth_capital
    if abs(world.price - HOME_PRICE) > NEAR:
        _straight(axes, *cloth, HOME_PRICE, LINE, COMPARED)
    other = _straight(axes, one.other_labour, one.other_capital, OTHER_PRICE, SOFT, "-")
    now = _straight(axes, *cloth, world.price, HOME, "-")
    hollow(axes, home.before.wage, home.before.rental, HOME)
    full(axes, home.after.wage, home.after.rental, HOME)
    name_curves(
        axes,
        Named(now.xs, now.ys, "cloth", HOME),
        Named(other.xs, other.ys, "other good", SOFT),
    )


@cache
def _changes(capital_intensive: bool) -> tuple[np.ndarray, ...]:
    """Return prices, and the changes of price, wage and return against home without trade, in per cent."""
    prices = np.linspace(LOW, HIGH, 47)
    found = results(
        lambda price: world_at(price, capital_intensive).home,
        prices,
        "after.price",
        "after.wage",
        "after.rental",
    )
    before = world_at(HOME_PRICE, capital_intensive).home.before
    bases = before.price, before.wage, before.rental
    return prices, *(100 * (one / base - 1) for one, base in zip(found, bases, strict=True))


def _now(home: Opened) -> tuple[float, float, float]:
    """Return by how much price, wage and return differ from those without trade, as fractions."""
    before, after = home.before, home.after
    return after.price / before.price - 1, after.wage / before.wage - 1, after.rental / before.rental - 1


def draw_changes(axes: Axes, world: World) -> None:
    """Draw by how much wage, return and price differ from those without trade, over the price."""
    prices, price, wage, rental = _changes(world.capital_intensive)
    now = [100 * one for one in _now(world.home)]
    axes.plot(ENDS, [0, 0], color=LINE, lw=0.8)
    lines = [
        Line(price, now[0], INK),
        Line(rental, now[2], HOME, SECOND),
        Line(wage, now[1], HOME),
    ]
    outcome(axes, prices, lines, world.price, base=None)
    margin_names(axes, [(wage[-1], "wage", HOME), (rental[-1], "return", HOME), (price[-1], "price", INK)])


def draw_incomes(axes: Axes, world: World) -> None:
    """Draw what workers and owners at home get of its real income, and what they had without trade."""
    home = world.home
    alone = home.before.wage * home.labour_income / home.after.wage
    everybody = alone + home.before.rental * home.capital_income / home.after.rental
    workers, owners = 100 * alone / everybody, 100 - 100 * alone / everybody
    pieces = (
        Piece((1 + home.workers) * workers, "workers", HOME),
        Piece((1 + home.owners) * owners, "owners", SOFT),
    )
    stack(axes, 0, pieces)
    for height in (workers, 100):
        axes.plot(BESIDE_THE_BAR, [height, height], color=INK, lw=1.4, ls=COMPARED)


def _moves(change: float) -> str:
    return SAY("rises" if change > 0 else "falls", change=percent(abs(change)))


def describe(world: World) -> str:
    """Say what the price does to wage and return, and who gains in both countries."""
    home, foreign = world.home, world.foreign
    return sentences(*_at_home(world, home), _abroad(foreign))


def _at_home(world: World, home: Opened) -> tuple[str, ...]:
    price, wage, rental = _now(home)
    cost = PRICE.short(world.price)
    if abs(price) < NEAR:
        return (SAY("own", price=cost),)
    classes = {
        "workers": does(home.workers, many=True),
        "owners": does(home.owners, many=True),
        "home": does(home.gain),
    }
    first = SAY(
        "price",
        factor="capital" if world.capital_intensive else "labour",
        price=cost,
        change=percent(abs(price)),
        than="more than" if price > 0 else "less than",
        wage=_moves(wage),
        rental=_moves(rental),
    )
    if not home.made_good:
        return first, SAY("home", **classes)
    winners, losers = ("owners", "workers") if home.paid > 0 else ("workers", "owners")
    return first, SAY("paid", winners=winners, losers=losers, paid=number(abs(home.paid), 0), **classes)


def _abroad(foreign: Opened) -> str:
    if abs(foreign.after.price - foreign.before.price) < NEAR:
        return SAY("nothing")
    return SAY(
        "abroad",
        own=amount(foreign.before.price),
        workers=does(foreign.workers, many=True),
        owners=does(foreign.owners, many=True),
    )


def _was(field: str) -> Callable[[World], str]:
    """Return what prints a reward at home, and the one without trade."""
    return lambda world: SAY(
        "was",
        now=number(getattr(world.home.after, field), 1),
        then=number(getattr(world.home.before, field), 1),
    )


def _hour_buys(world: World) -> str:
    now, then = (
        SAY("buys", cloth=number(one.wage / one.price, 3), other=number(one.wage / OTHER_PRICE, 3))
        for one in (world.home.after, world.home.before)
    )
    return SAY("was", now=now, then=then)


def _imports(world: World) -> str:
    home, foreign = (
        by_sign(
            one.imports, above=SAY("bought", units=units), zero=SAY("none"), below=SAY("sold", units=units)
        )
        for one in (world.home, world.foreign)
        for units in (number(abs(one.imports), 1),)
    )
    return SAY("both", home=home, foreign=foreign)


def _paid(world: World) -> str:
    home = world.home
    if abs(home.paid) < NEAR:
        return SAY("none")
    return SAY("pay", paid=number(abs(home.paid), 0), income=number(home.winners_income, 0))


EXPLORER = LiveFigure(
    name="stolper-samuelson",
    title="A price, a wage and a return",
    controls=(
        PRICE,
        Switch(name="capital_intensive", label="Cloth takes much", off="labour", on="capital"),
        slider(
            "made_good",
            "Home’s loss made good",
            grid(0, 1, 0.25),
            default=0,
            text=share,
            marks={0: "none", 0.5: "half", 1: "all"},
        ),
    ),
    presets={
        "The two alone": {},
        "Home’s own price": {"price": HOME_PRICE},
        "All made good": {"made_good": 1},
        "Cloth takes capital": {"capital_intensive": True},
        "Home sells cloth": {"price": 72},
    },
    model=world_at,
    panels={
        "changes": panel(
            "Changes at home",
            axis(*ENDS, "price of cloth", (30, 40, 50, 60, 70, 80)),
            axis(-100, 150, "per cent, against no trade", (-100, -50, 0, 50, 100, 150)),
            size=(3.45, 2.9),
            margins=(0.6, 0.7, 0.55, 0.6),
        ),
        "costs": panel(
            "What both goods cost",
            axis(0, MOST, "wage", (0, 20, 40)),
            axis(0, MOST, "return", (0, 20, 40)),
            size=(2.45, 2.9),
            margins=(0.4, 0.15, 0.55, 0.6),
        ),
        "incomes": panel(
            "Home’s income",
            axis(-0.45, 1.75),
            axis(0, 110, "no trade = 100", (0, 50, 100)),
            size=(1.9, 2.9),
            margins=(0.45, 0.1, 0.55, 0.6),
        ),
    },
    covered=("changes", "costs", "incomes"),  # in a lecture hall, until the vote
    draw=by_panel(changes=draw_changes, costs=draw_costs, incomes=draw_incomes),
    describe=describe,
    readout=key_numbers(
        {
            "Wage": _was("wage"),
            "Return": _was("rental"),
            "An hour buys cloth, other good": _hour_buys,
            "Cloth, home and abroad": _imports,
            "Winners at home pay": _paid,
        }
    ),
    bars=strip(
        "Who gains, against no trade",
        home_workers="home.workers",
        home_owners="home.owners",
        foreign_workers="foreign.workers",
        foreign_owners="foreign.owners",
        further={"Home, all": "home.gain", "Abroad, all": "foreign.gain"},
    ),
    tasks=(
        Task(
            name="return",
            prompt="Cloth takes much labour. Find the price of cloth at which a unit of capital earns half as much again as at "
            "home without trade.",
            holds=lambda world: (
                not world.capital_intensive
                and abs(world.home.after.rental / world.home.before.rental - 1.5) < NEAR
            ),
            right="Right: cloth is a sixth cheaper, the return half as high again. It changes three times as much as the price, "
            "the other way.",
            not_yet="Not yet. Which way must the price go, and how many times as much does the return change?",
        ),
        Task(
            name="nobody",
            prompt="Home trades, its workers gain, and none of its people lose.",
            holds=lambda world: (
                abs(world.price - HOME_PRICE) > NEAR
                and world.home.workers > NEAR
                and world.home.owners > -NEAR
            ),
            right="Right: the workers win by the price, and make good all that owners lose.",
            not_yet="Not yet. At which prices do the workers win? And what do the owners need then?",
        ),
    ),
    theme=THEME,
)
