"""Explorer of section 3.2 +: does a tax that pays for welfare cost growth, and who gains today? (card M18)"""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.welfare_state import Economy, economy_at, even_tax, fastest_tax, growth_at
from integration_ladder.vocabulary.drawing import (
    Line,
    Named,
    curve,
    dot,
    hollow,
    name_curves,
    outcome,
    values,
)
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import by_sign, does, sentences, share
from integration_ladder.vocabulary.theme import COMPARED, HOME, LINE, SOFT, THEME
from livefigure import LiveFigure, Task, Words, number

ABOUT = About("3.2 +", "Does a tax that pays for welfare cost growth, and who gains today?", ("M18",))

SAY = Words(
    grows="With this tax the economy {grows}, {than} without it ({untaxed}).",
    nothing="Without the tax the economy {grows}.",
    fastest="No other tax lets it grow faster. Owners do best here; with a higher tax workers would have more today.",
    above="Against the tax at which growth is fastest, {tax}, owners {owners} of what they have today, and workers {workers}.",
    soon="From year {year} on, faster growth would have given workers more, too.",
    late="Faster growth would give workers more only after more than a century.",
    below="Against the tax at which growth is fastest, {tax}, owners {owners} of what they have today and workers {workers}: "
    "services that production needs are missing.",
    up="grows by {growth} a year",
    down="shrinks by {growth} a year",
    still="does not grow",
)

NEAR = 1e-9
END = 0.8
"""The highest tax that is shown."""
YEARS = 30
CENTURY = 100
SHARES = (0, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 1)

SHARE = slider(
    "share",
    "Share spent productively",
    SHARES,
    default=0,
    text=share,
    marks={0: "none", 1: "all"},
    symbol=r"\psi",
)


def turning(share: float) -> dict[str, float]:
    """Return the taxes at which the lesson turns."""
    return {"fastest": fastest_tax(share), "even": even_tax(share)}


TAX = slider(
    "tax",
    "Tax rate on what capital earns",
    grid(0, END, 0.05),
    default=0.25,
    text=share,
    turning=turning,
    given=(SHARE,),
    symbol="t",
)


@cache
def _growth(share: float) -> tuple[np.ndarray, np.ndarray]:
    """Return taxes and growth at each, in per cent."""
    taxes = END * np.linspace(0, 1, 101) ** 2  # close together where the curve is steep
    return 100 * taxes, values(lambda tax: growth_at(tax, share), taxes, times=100)


def draw_growth(axes: Axes, result: Economy) -> None:
    """Draw growth over the tax, between an economy of transfers alone and one of services alone."""
    axes.axhline(0, color=LINE, lw=0.8)
    for end in (0, 1):
        curve(axes, *_growth(end), SOFT, dash=COMPARED)
    taxes, growth = _growth(result.share)
    top = (100 * result.fastest_tax, 100 * result.fastest, SOFT)
    outcome(axes, taxes, [Line(growth, 100 * result.growth, HOME)], 100 * result.tax, compare=[top])
    names = [
        Named(*_growth(end), text, SOFT)
        for end, text in ((0, "transfers alone"), (1, "services alone"))
        if end != result.share
    ]
    name_curves(axes, *names)


def draw_income(axes: Axes, result: Economy) -> None:
    """Draw what workers have, year by year, with this tax and with the fastest."""
    years = np.linspace(0, YEARS, 61)
    now, fastest = values(result.income, years), values(result.income_fastest, years)
    curve(axes, years, fastest, SOFT, dash=COMPARED)
    curve(axes, years, now, HOME)
    if result.years and result.years <= YEARS:
        hollow(axes, result.years, result.income_fastest(result.years), SOFT)
    dot(axes, 0, 1 + result.workers, HOME, clip_on=False)
    if result.years is not None:
        name_curves(axes, Named(years, now, "this tax", HOME), Named(years, fastest, "the fastest", SOFT))


def _grows(growth: float) -> str:
    if abs(growth) < NEAR:
        return SAY("still")
    return SAY("up" if growth > 0 else "down", growth=share(abs(growth), 2))


def describe(result: Economy) -> str:
    """Say how fast the economy grows, and who gains today against the fastest tax."""
    grows = _grows(result.growth)
    if result.tax < NEAR:
        told = SAY("nothing", grows=grows)
    else:
        than = by_sign(
            result.growth - result.untaxed,
            above="faster than",
            zero="as fast as",
            below="more slowly than",
            near=NEAR,
        )
        untaxed = share(abs(result.untaxed), 2)
        told = SAY("grows", grows=grows, than=than, untaxed=untaxed if result.untaxed >= 0 else f"−{untaxed}")
    return sentences(told, _who(result))


def _who(result: Economy) -> str:
    if result.years is None:
        return SAY("fastest")
    said = {
        "tax": share(result.fastest_tax),
        "owners": does(result.owners, many=True),
        "workers": does(result.workers, many=True),
    }
    if not result.years:
        return SAY("below", **said)
    late = result.years > CENTURY
    then = SAY("late") if late else SAY("soon", year=number(np.ceil(result.years), 0))
    return sentences(SAY("above", **said), then)


def ahead(result: Economy) -> str | None:
    """Return for how many years workers have more than with the fastest tax."""
    if result.years is None:
        return None
    if not result.years:
        return "no time"
    return "over a century" if result.years > CENTURY else f"{number(result.years, 1)} years"


EXPLORER = LiveFigure(
    name="welfare-state",
    title="The welfare state and investment",
    controls=(TAX, SHARE),
    presets={
        "Transfers alone": {"share": 0},
        "High transfers": {"tax": 0.5, "share": 0},
        "A quarter each": {"tax": 0.25, "share": 0.25},
        "Half and half": {"share": 0.5},
        "Services alone": {"share": 1},
        "No tax": {"tax": 0},
    },
    model=economy_at,
    panels={
        "growth": panel(
            "Growth",
            axis(0, 100 * END, "tax on what capital earns (per cent)", (0, 25, 50, 75)),
            axis(-2, 5, "per cent a year", (-2, 0, 2, 4)),
            size=(4.1, 3.0),
            margins=(0.4, 0.15, 0.55, 0.6),
        ),
        "income": panel(
            "What workers have",
            axis(0, YEARS, "years from now", (0, 10, 20, 30)),
            axis(0, 4, "today with the fastest tax = 1", (0, 1, 2, 3, 4)),
            size=(3.4, 3.0),
            margins=(0.4, 0.15, 0.55, 0.6),
        ),
    },
    covered=("growth", "income"),  # in a lecture hall, until the vote
    draw=by_panel(growth=draw_growth, income=draw_income),
    describe=describe,
    readout=key_numbers(
        {
            "Growth": ("growth", share, 2),
            "Without the tax": ("untaxed", share, 2),
            "Fastest, at any tax": ("fastest", share, 2),
            "Workers ahead for": ahead,
        }
    ),
    bars=strip(
        "Who gains today, in income, against the tax at which growth is fastest",
        home_workers="workers",
        home_owners="owners",
    ),
    tasks=(
        Task(
            name="top",
            prompt="Half of the tax is spent productively. Find the tax at which growth is fastest.",
            holds=lambda result: result.share == 0.5 and result.years is None,
            right="Right: one point of tax more would take as much from the return as its services add.",
            not_yet="Not yet. Below the top services are missing, above it owners keep too little.",
        ),
        Task(
            name="high",
            prompt="Find a setting with a tax of 50 % or more at which growth is no lower than without a tax.",
            holds=lambda result: result.tax >= 0.5 - NEAR and result.growth >= result.untaxed - NEAR,
            right="Right: without the tax, what it pays for would be missing as well.",
            not_yet="Not yet. What must such a tax pay for?",
        ),
    ),
    theme=THEME,
)
