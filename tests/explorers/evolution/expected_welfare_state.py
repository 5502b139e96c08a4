"""What the theory of card M18 expects of the welfare-state explorer: growth by the formula, its top by a search of its own."""

from functools import cache
from math import ceil, exp, log

from scipy.optimize import brentq

from livefigure import number, percent

from ..expected import HOME, LINE, SOFT, Expected, four
from ..seen import Seen

A, IMPATIENCE, AVERSION, ALPHA = 0.12, 0.03, 2.0, 0.25
YEARS = 30


def level(tax: float, psi: float) -> float:
    """Return productivity, at a tax of α = 1."""
    return (1 - psi) + psi * (tax / ALPHA) ** (1 / 3)


def growth(tax: float, psi: float) -> float:
    """Return growth a year."""
    return ((1 - tax) * A * level(tax, psi) - IMPATIENCE) / AVERSION


@cache
def top(psi: float) -> float:
    """Return the tax at which growth is highest: where its slope is nothing."""
    if psi in (0, 1):
        return psi * ALPHA

    def slope(tax: float) -> float:
        return (1 - tax) * psi / 3 * tax ** (-2 / 3) * ALPHA ** (-1 / 3) - level(tax, psi)

    return brentq(slope, 1e-9, ALPHA, xtol=1e-14)


def income(tax: float, psi: float) -> float:
    """Return what workers earn, two for each unit that capital earns before tax, and what they get."""
    return level(tax, psi) * (2 + (1 - psi) * tax)


def rate(value: float) -> str:
    """Return a rate with at most two decimals."""
    return percent(value, next((d for d in range(2) if abs(round(100 * value, d) - 100 * value) < 1e-6), 2))


def short(value: float) -> str:
    """Return a share with at most one decimal."""
    return percent(value, 0 if abs(round(100 * value) - 100 * value) < 1e-6 else 1)


def changes(value: float) -> str:
    """Return who many gain or lose by it."""
    way = "gain" if value > -1e-6 else "lose"
    if abs(value) < 1e-6:
        return f"{way} exactly nothing"
    return f"{way} next to nothing" if abs(value) < 0.0005 else f"{way} {percent(abs(value))}"


def expected(tax: float, share: float) -> Expected:
    """Return the picture at a setting."""
    best = top(share)
    now, without, fastest = growth(tax, share), growth(0, share), growth(best, share)
    at_top = abs(tax - best) < 1e-9
    owners = 0.0 if at_top else (1 - tax) * level(tax, share) / ((1 - best) * level(best, share)) - 1
    workers = 0.0 if at_top else income(tax, share) / income(best, share) - 1
    years = None if at_top else log(1 + workers) / (fastest - now) if workers > 0 else 0.0
    way = "grows" if now > 0 else "shrinks"
    moves = ["does not grow"] if abs(now) < 1e-9 else [f"{way} by {rate(abs(now))} a year"]
    if tax:
        than = (
            "as fast as"
            if abs(now - without) < 1e-9
            else "faster than"
            if now > without
            else "more slowly than"
        )
        moves += [f"{than} without it ({rate(without)})."]
    if at_top:
        who = ["No other tax lets it grow faster."]
    else:
        who = [f"fastest, {short(best)}, owners {changes(owners)} of", f"workers {changes(workers)}"]
        late = "more only after more than a century." if years > 100 else f"From year {ceil(years)} on"
        who += [late] if years else ["services that production needs are missing"]
    return Expected(
        bars=four(workers, owners, None, None),
        readout={
            "Growth": rate(now),
            "Without the tax": rate(without),
            "Fastest, at any tax": rate(fastest),
            "Workers ahead for": _ahead(years),
        },
        says=[*moves, *who],
        panels={
            "growth": Seen(
                full=[(HOME, 100 * tax, 100 * now)],
                hollow=[(SOFT, 100 * best, 100 * fastest)],
                drops=[(100 * tax, min(0, 100 * now), 100 * tax, max(0, 100 * now))],
                strokes=[(LINE, 0, 0, 80, 0)],
            ),
            "income": Seen(
                full=[(HOME, 0, 1 + workers)],
                hollow=[(SOFT, years, exp(fastest * years))] if years and years <= YEARS else [],
            ),
        },
    )


def _ahead(years: float | None) -> str:
    if years is None:
        return "–"
    if not years:
        return "no time"
    return "over a century" if years > 100 else f"{number(years, 1)} years"
