"""A tax on what capital earns, spent on transfers or on what production needs: growth, and who gains today (card M18).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from .card import Card
from .checks import require_not_negative, require_positive

CARD = Card(
    number="M18",
    title="A tax on what capital earns, spent on transfers or on what production needs: growth, and who gains today.",
    source=(
        "R. J. Barro (1990), *Government Spending in a Simple Model of Endogenous Growth*, Journal of Political Economy, for "
        "growth; A. Alesina and D. Rodrik (1994), *Distributive Politics and Economic Growth*, The Quarterly Journal of "
        "Economics, for workers and owners. The blend of the two uses of the tax, and all numbers, are the course's own "
        "simplification."
    ),
    notes=(
        "Write t for the tax rate, ψ for the share spent productively, A for productivity, α for the productive elasticity, "
        "ρ for impatience, η for aversion to uneven consumption and γ for growth.",
        "One number does two things: the share ψ of the tax pays for services, and the same share of productivity rests on "
        "them. With ψ = 0 no service is needed, with ψ = 1 nothing works without. So a curve tells what another tax "
        "does to one economy; two curves are two economies. Where t = α all have the same growth: that services at this tax are "
        "worth just what they replace is an assumption. Set at another tax, the even share and the top lie elsewhere. With ψ = 0 "
        "it does not matter.",
        "Workers' bars and years need wages, of which growth does not: they are twice what capital earns before tax, so that "
        "workers get two thirds of output. That is the course's own assumption.",
    ),
    assumes=(
        "owners save, and workers spend what they earn and what they get",
        "output grows in proportion to capital, so that growth does not slow down",
        "the tax falls on what capital earns, at one rate for ever",
        "wages are twice what capital earns before tax",
        "what is not spent productively goes to workers, and nothing is lost on the way",
        "owners cannot take their capital abroad",
    ),
    equations=(
        (
            r"\gamma = \frac{(1 - t)\,A\left[1 - \psi + \psi\left(\frac{t}{\alpha}\right)^{\frac{\alpha}{1 - \alpha}}\right]"
            r" - \rho}{\eta}"
        ),
        r"\psi = \frac{t}{t + (1 - t)\,(t/\alpha)^{\alpha/(1 - \alpha)}}",
    ),
    holds=(
        "where nothing is spent productively growth falls with the tax in a straight line",
        "where all is spent productively growth is highest at a tax of α",
        "where something is spent productively growth is highest at a tax above 0 and up to α",
        "at a tax of α growth is the same whatever is spent productively",
        "owners do best where growth is highest, today as later",
        "where a higher tax than the fastest gives workers more today, faster growth gives them more from some year on",
    ),
)

PRODUCTIVITY, IMPATIENCE, AVERSION, ELASTICITY = 0.12, 0.03, 2.0, 0.25
WAGES = 2.0
"""What workers earn, for what capital earns before tax."""
SAME = 1e-12


@dataclass(frozen=True)
class World:
    """What stays the same.

    Attributes:
        productivity: what a unit of capital earns a year before tax, where services are as they are at a tax of α.
        impatience: how much less a year later counts, a year.
        aversion: how little owners like uneven consumption; the higher, the less growth answers to the return.
        elasticity: α: by how much services raise what capital makes; above 0 and below a half.
    """

    productivity: float = PRODUCTIVITY
    impatience: float = IMPATIENCE
    aversion: float = AVERSION
    elasticity: float = ELASTICITY


USUAL = World()


@dataclass(frozen=True)
class Economy:
    """An economy with a tax, and what changes against the tax at which it grows fastest.

    Attributes:
        tax: of what capital earns.
        share: of the tax that is spent productively.
        growth: a year.
        untaxed: growth without the tax, a year.
        fastest_tax: the tax at which growth is highest.
        fastest: growth there, a year.
        owners: change of what owners keep today, against the fastest tax, as a fraction.
        workers: change of what workers earn and get today, against the fastest tax, as a fraction.
        years: how long workers have more than they would with the fastest tax; 0 if they have less from the first day, None
            if this is the fastest tax.
    """

    tax: float
    share: float
    growth: float
    untaxed: float
    fastest_tax: float
    fastest: float
    owners: float
    workers: float
    years: float | None

    def income(self, year: float) -> float:
        """Return what workers have in a year, what they have today with the fastest tax being 1."""
        return (1 + self.workers) * math.exp(self.growth * year)

    def income_fastest(self, year: float) -> float:
        """Return what workers have in a year with the fastest tax."""
        return math.exp(self.fastest * year)


def _require(tax: float, share: float, world: World) -> None:
    require_not_negative(tax=tax, share=share)
    require_positive(productivity=world.productivity, aversion=world.aversion, elasticity=world.elasticity)
    for name, value in (("tax", tax), ("share", share)):
        if value > 1:
            raise ValueError(f"{name} = {value!r}: must be at most 1")
    if not world.elasticity < 0.5:
        raise ValueError(
            f"elasticity = {world.elasticity!r}: must be below 0.5, or small services are worth nothing"
        )


def level(tax: float, share: float, world: World = USUAL) -> float:
    """Return productivity as a multiple of what it is at a tax of α."""
    alpha = world.elasticity
    return (1 - share) + share * (tax / alpha) ** (alpha / (1 - alpha))


def growth_at(tax: float, share: float, world: World = USUAL) -> float:
    """Return growth a year.

    Args:
        tax: of what capital earns, from 0 to 1.
        share: of the tax that is spent productively, from 0 to 1.
        world: what stays the same.

    Raises:
        ValueError: an argument is outside its range.
    """
    _require(tax, share, world)
    return ((1 - tax) * world.productivity * level(tax, share, world) - world.impatience) / world.aversion


def economy_at(tax: float, share: float, world: World = USUAL) -> Economy:
    """Return the economy with a tax, against the tax at which it grows fastest.

    Raises:
        ValueError: as ``growth_at`` does.
    """
    growth, untaxed = growth_at(tax, share, world), growth_at(0, share, world)
    best = fastest_tax(share, world)
    fastest = growth_at(best, share, world)
    if abs(tax - best) < SAME:
        tax, growth, owners, workers = best, fastest, 0.0, 0.0
    else:
        owners = (1 - tax) * level(tax, share, world) / ((1 - best) * level(best, share, world)) - 1
        workers = _workers(tax, share, world) / _workers(best, share, world) - 1
    slower = fastest - growth
    return Economy(
        tax=tax,
        share=share,
        growth=growth,
        untaxed=untaxed,
        fastest_tax=best,
        fastest=fastest,
        owners=owners,
        workers=workers,
        years=(max(0.0, math.log1p(workers) / slower) if workers > -1 else 0.0) if slower > SAME else None,
    )


def _workers(tax: float, share: float, world: World) -> float:
    """Return what workers earn and get today, for what capital would earn with productivity 1."""
    return level(tax, share, world) * (WAGES + (1 - share) * tax)


def share_with_top_at(tax: float, world: World = USUAL) -> float:
    """Return the share spent productively with which growth is highest at a tax: from 0 at none to 1 at α.

    Raises:
        ValueError: the tax is not between 0 and α.
    """
    _require(0, 0, world)
    alpha = world.elasticity
    if not 0 <= tax <= alpha:
        raise ValueError(f"tax = {tax!r}: must lie between 0 and {alpha!r}, where growth can be highest")
    part = tax / alpha
    marginal = part ** ((1 - 2 * alpha) / (1 - alpha))
    return marginal / (marginal + (1 - part) / (1 - alpha))


def fastest_tax(share: float, world: World = USUAL) -> float:
    """Return the tax at which growth is highest.

    Raises:
        ValueError: as ``growth_at`` does.
    """
    _require(0, share, world)
    return _solve(lambda tax: share_with_top_at(tax, world), share, world.elasticity)


def even_share(tax: float, world: World = USUAL) -> float:
    """Return the share spent productively at which growth with a tax is what it is without.

    Raises:
        ValueError: as ``growth_at`` does, or there is no tax.
    """
    _require(tax, 0, world)
    require_positive(tax=tax)
    alpha = world.elasticity
    return tax / (tax + (1 - tax) * (tax / alpha) ** (alpha / (1 - alpha)))


def even_tax(share: float, world: World = USUAL) -> float:
    """Return the tax, above 0, with which growth is what it is without; 0 where nothing is spent productively.

    Raises:
        ValueError: as ``growth_at`` does.
    """
    _require(0, share, world)
    return _solve(lambda tax: even_share(tax, world) if tax else 0.0, share, 1.0)


def _solve(rising: Callable[[float], float], target: float, high: float) -> float:
    """Return where a function that rises from 0 at 0 to 1 at ``high`` takes a value, by halving."""
    if target in (0, 1):
        return high * target
    low = 0.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return (low + high) / 2
