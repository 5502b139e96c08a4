"""Explorer of section 2.3: when capital may move, who gains: which country, and which class? (card M11)"""

from collections.abc import Callable
from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models import common_market
from integration_ladder.models.common_market import (
    CommonMarket,
    Country,
    best_mobility_for_lender,
    move_capital,
)
from integration_ladder.vocabulary.drawing import (
    Line,
    Named,
    curve,
    drop,
    full,
    hollow,
    margin_names,
    name_curves,
    note,
    outcome,
    values,
)
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import NEAR, amount, change, each, sentences, share, signed
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, THEME
from livefigure import LiveFigure, Task, Words, number, percent

ABOUT = About("2.3", "When capital may move, which country gains, and which class?", ("M11",))

SAY = Words(
    stays="Capital earns {rate} in both countries, so none of it moves, however free it is: nobody gains, nobody loses, "
    "and there is nothing that the world could gain.",
    held="Capital may not move. It earns {low} {leaves} and would earn {high} {comes}: as long as it is held back, the world "
    "makes less than it could.",
    moves="Of the world’s 100 units of capital, {lent} have moved {way}. {There}, each worker has more capital to work with and "
    "earns more, and capital earns less; {here} it is the other way round.",
    classes="Owners {here} gain {owners_gain} and workers {there} {workers_gain}; workers {here} lose {workers_loss} and "
    "owners {there} {owners_loss}.",
    more="Both countries gain, and {lender} would gain more if more capital moved.",
    best="Both countries gain, and {lender} has its highest income here: a little more would lower what all the capital "
    "abroad earns by as much as it adds.",
    less="Both countries gain, but {lender} would gain more if less capital moved.",
    both="{home}, {foreign}",
    groups="{owners}, {workers}",
    output="{output} ({gain})",
    nothing="nothing",
)

CAPITAL = 100.0
"""The world's capital."""
LABOUR = common_market.HOME.labour
PRODUCTIVITIES = (0.25 ** (2 / 3), 0.5 ** (2 / 3), 1.0)
"""Productivity abroad, of home's: those at which returns are alike when home owns four fifths, two thirds and a half."""
ENOUGH = 0.8
"""Where the axis of returns ends."""
PLACES = {"home": ("at home", "abroad"), "foreign": ("abroad", "at home")}
LENDERS = {"home": "home, which lends,", "foreign": "the country abroad, which lends,"}


def countries(capital: float, productivity: float) -> tuple[Country, Country]:
    """Return home, which owns ``capital`` of the world's, and the country abroad, ``productivity`` times as productive."""
    return Country(capital, LABOUR), Country(CAPITAL - capital, LABOUR, productivity)


def model(mobility: float, capital: float, productivity: float) -> CommonMarket:
    """Move so much of the capital that would move."""
    return move_capital(mobility, *countries(capital, productivity))


def alike(productivity: float) -> dict[str, float]:
    """Return the capital at home at which the returns are alike without any movement."""
    home, foreign = countries(CAPITAL / 2, productivity)
    return {"alike": CAPITAL / 2 - common_market.would_lend(home, foreign)}


def best(capital: float, productivity: float) -> dict[str, float]:
    """Return the mobility at which the lender's income is highest."""
    found = best_mobility_for_lender(*countries(capital, productivity))
    return {} if found is None else {"best for the lender": found}


@cache
def _returns(productivity: float) -> tuple[np.ndarray, ...]:
    """Return capital at work at home, and the returns at home and abroad."""
    home, foreign = countries(CAPITAL / 2, productivity)
    at_home = np.linspace(4, CAPITAL - 1, 39)
    abroad = CAPITAL - at_home
    return at_home, values(home.rate_of_return, at_home), abroad, values(foreign.rate_of_return, abroad)


def draw_returns(axes: Axes, market: CommonMarket) -> None:
    """Draw the two returns over where the world's capital works, and what moving it adds to the world's output."""
    at_home, home, abroad, foreign = _returns(market.foreign_country.productivity)
    before, now = market.home_country.capital, market.home.capital_at_work
    if market.lent:
        _shade_gain(axes, market)
    curve(axes, at_home, home, HOME)
    curve(axes, at_home, foreign, FOREIGN)
    owned = move_capital(0, market.home_country, market.foreign_country, market.share)
    for old, new, colour in (
        (owned.home.rate_of_return, market.home.rate_of_return, HOME),
        (owned.foreign.rate_of_return, market.foreign.rate_of_return, FOREIGN),
    ):
        hollow(axes, before, old, colour)
        full(axes, now, new, colour)
    drop(axes, now, max(market.home.rate_of_return, market.foreign.rate_of_return))
    inside = [(values <= ENOUGH) for values in (home, foreign)]
    name_curves(
        axes,
        Named(at_home[inside[0]], home[inside[0]], "return at home", HOME),
        Named(at_home[inside[1]], foreign[inside[1]], "return abroad", FOREIGN),
    )


def _shade_gain(axes: Axes, market: CommonMarket) -> None:
    """Shade what the lender and the borrower gain: between the return that is paid and each one's own."""
    lends = market.lender == "home"
    paid = (market.foreign if lends else market.home).rate_of_return
    at_home = np.linspace(*sorted((market.home_country.capital, market.home.capital_at_work)), 9)
    for country, capital, colour in (
        (market.home_country, at_home, HOME),
        (market.foreign_country, CAPITAL - at_home, FOREIGN),
    ):
        own = values(country.rate_of_return, capital)
        axes.fill([*at_home, at_home[-1], at_home[0]], [*own, paid, paid], color=colour, alpha=0.3)
    axes.plot([at_home[0], at_home[-1]], [paid, paid], color=INK, lw=1.4)


@cache
def _gains(capital: float, productivity: float) -> tuple[np.ndarray, ...]:
    """Return mobilities, and what home, abroad and the world gain, in per cent of the most that the world can gain."""
    mobilities = np.linspace(0, 1, 31)
    found = [_of_most(model(float(m), capital, productivity)) for m in mobilities]
    return 100 * mobilities, *np.array(found).T


@cache
def _most(capital: float, productivity: float) -> float:
    free = model(1.0, capital, productivity)
    return free.home.income_gain + free.foreign.income_gain


def _of_most(market: CommonMarket) -> tuple[float, float, float]:
    """Return the gains of home, abroad and the world, in per cent of the most that the world can gain."""
    most = _most(market.home_country.capital, market.foreign_country.productivity)
    home, foreign = 100 * market.home.income_gain / most, 100 * market.foreign.income_gain / most
    return home, foreign, home + foreign


def draw_gains(axes: Axes, market: CommonMarket) -> None:
    """Draw who has how much of the world's gain over mobility, and where the lender would have it stop."""
    if market.lender is None:
        note(axes, 50, 50, "returns alike: nothing to gain", ha="center")
        return
    setting = market.home_country.capital, market.foreign_country.productivity
    mobilities, home, foreign, world = _gains(*setting)
    now = _of_most(market)
    (peak,) = best(*setting).values()
    side, colour = (0, HOME) if market.lender == "home" else (1, FOREIGN)
    outcome(
        axes,
        mobilities,
        [Line(world, now[2], INK), Line(foreign, now[1], FOREIGN), Line(home, now[0], HOME)],
        100 * market.mobility,
        compare=[(100 * peak, _of_most(model(peak, *setting))[side], colour)],
    )
    margin_names(
        axes, [(home[-1], "home", HOME), (foreign[-1], "abroad", FOREIGN), (world[-1], "world", INK)]
    )


def describe(market: CommonMarket) -> str:
    """Say what has moved, which classes gain and lose, and what is best for the lender."""
    sides = market.home, market.foreign
    if market.lender is None:
        return SAY("stays", rate=number(market.home.rate_of_return, 3))
    (lender, host), (here, there) = sides[:: 1 if market.lender == "home" else -1], PLACES[market.lender]
    if not market.lent:
        rates = each(number, 3, low=lender.rate_of_return, high=host.rate_of_return)
        return SAY("held", leaves=here, comes=there, **rates)
    way = "from home to abroad" if market.lender == "home" else "from abroad to home"
    told = each(
        percent,
        owners_gain=lender.owners,
        workers_gain=host.workers,
        workers_loss=-lender.workers,
        owners_loss=-host.owners,
    )
    (peak,) = best(market.home_country.capital, market.foreign_country.productivity).values()
    apart = market.mobility - peak
    which = "best" if abs(apart) < NEAR else "more" if apart < 0 else "less"
    return sentences(
        SAY("moves", lent=amount(abs(market.lent), 1), way=way, There=there.capitalize(), here=here),
        SAY("classes", here=here, there=there, **told),
        SAY(which, lender=LENDERS[market.lender]),
    )


def _won_and_lost(market: CommonMarket) -> str:
    if not market.lent:
        return SAY("nothing")
    owners, workers = market.home.owners_gain, market.home.workers_gain
    return SAY("groups", **each(lambda won: signed(won, number), owners=owners, workers=workers))


def _both(field: str) -> Callable[[CommonMarket], str]:
    """Return what prints a field of home and of abroad."""
    return lambda market: SAY(
        "both", **each(number, 3, home=getattr(market.home, field), foreign=getattr(market.foreign, field))
    )


PRODUCTIVITY = slider(
    "productivity",
    "Productivity abroad",
    PRODUCTIVITIES,
    unit="of home’s",
    symbol="A^*",
    default=1.0,
    text=share,
    marks=dict(zip(PRODUCTIVITIES, ("lowest", "lower", "equal"), strict=True)),
)
OWNED = slider(
    "capital",
    "Capital that home owns",
    (20, 35, 50, 80),
    unit="of 100",
    symbol="K",
    default=80,
    text=lambda value: amount(value, 1),
    turning=alike,
    given=(PRODUCTIVITY,),
)
MOBILITY = slider(
    "mobility",
    "Mobility of capital",
    grid(0, 1, 0.1),
    symbol="m",
    default=1.0,
    text=share,
    marks={0.0: "none", 1.0: "free"},
    turning=best,
    given=(OWNED, PRODUCTIVITY),
)
(PEAK,) = best(80, 1.0).values()
"""The best mobility for the lender at first sight."""

EXPLORER = LiveFigure(
    name="common-market",
    title="Capital moves",
    controls=(MOBILITY, OWNED, PRODUCTIVITY),
    presets={
        "Capital moves freely": {},
        "No mobility": {"mobility": 0},
        "Best for the lender": {"mobility": PEAK},
        "Home borrows": {"capital": 20},
        "Abroad less productive": {"productivity": PRODUCTIVITIES[0]},
    },
    model=model,
    critical={"mobility": (0, PEAK, 1), "capital": (50,), "productivity": PRODUCTIVITIES},
    panels={
        "returns": panel(
            "What capital earns, and where it works",
            axis(0, CAPITAL, "capital at work at home, of 100", (0, 20, 50, 80, 100)),
            axis(0, ENOUGH, "return", (0, 0.2, 0.4, 0.6, 0.8)),
            size=(3.9, 3.0),
            margins=(0.45, 0.15, 0.55, 0.6),
        ),
        "gains": panel(
            "Who has the world’s gain",
            axis(0, 100, "mobility (per cent)", (0, 50, 100)),
            axis(0, 108, "per cent of the most it can gain", (0, 25, 50, 75, 100)),
            size=(3.9, 3.0),
            margins=(0.45, 0.65, 0.55, 0.6),
        ),
    },
    draw=by_panel(returns=draw_returns, gains=draw_gains),
    describe=describe,
    readout=key_numbers(
        {
            "World output": lambda market: SAY(
                "output", output=number(market.world_output), gain=change(market.world_gain)
            ),
            "Return, home and abroad": _both("rate_of_return"),
            "Wage, home and abroad": _both("wage"),
            "Home’s national income": ("home.income", number),
            "Home’s owners, workers": _won_and_lost,
        }
    ),
    bars=strip(
        "Who gains, against no mobility",
        home_workers="home.workers",
        home_owners="home.owners",
        foreign_workers="foreign.workers",
        foreign_owners="foreign.owners",
        further={"Home, all": "home.gain", "Abroad, all": "foreign.gain"},
    ),
    tasks=(
        Task(
            name="stays",
            prompt="Home owns about two thirds of the capital, capital is entirely free to move, and none of it moves.",
            holds=lambda market: (
                market.lender is None and market.mobility == 1 and 60 < market.home_country.capital < 70
            ),
            right="Right: abroad has less capital, but makes so much less of it that it earns no more there.",
            not_yet="Not yet. Capital moves as long as it earns more elsewhere. What else, besides little capital, "
            "decides what a unit of it earns abroad?",
        ),
        Task(
            name="borrower",
            prompt="Home is the borrower, and the lender’s income is as high as it can be.",
            holds=lambda market: (
                market.lender == "foreign"
                and abs(
                    market.mobility
                    - best_mobility_for_lender(market.home_country, market.foreign_country, market.share)
                )
                < NEAR
            ),
            right="Right: more mobility would go on raising home’s income, and lower that of the country abroad.",
            not_yet="Not yet. Who lends when home owns little? And where does that country’s curve turn?",
        ),
    ),
    theme=THEME,
)
