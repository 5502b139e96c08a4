"""Core and periphery: lower trade costs can gather industry in one of two equal regions (card M15).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M15",
    title="Core and periphery: lower trade costs can gather industry in one of two equal regions.",
    source=(
        'P. Krugman (1991), "Increasing returns and economic geography", Journal of Political Economy 99, in the form '
        "of M. Fujita, P. Krugman and A. J. Venables (1999), *The Spatial Economy*, chapters 4 and 5."
    ),
    notes=(
        "Two regions, 1 and 2; a star marks region 2. λ is region 1's share of the workers in industry, μ the share of "
        "spending that goes on industry, σ the elasticity of substitution between varieties, τ the units of a variety "
        "shipped for one that arrives. Y is income, P the price index of industry, w the wage in industry, ω the real "
        "wage. The farmers' wage is 1, and so is the number of all people: μ workers in industry, 1 − μ farmers, half "
        "of them in either region. Units are Fujita, Krugman and Venables's, so that firms do not appear.",
        "The two wages follow from one number, their ratio q: what all spend on industry is what its workers earn, "
        "so λw + (1 − λ)w* = 1. Of the two wage equations the ratio is left, and σ log q lies between (1 − σ) log τ "
        "and (σ − 1) log τ: the model looks for it there by bisection.",
        "Workers move towards the higher real wage. An equilibrium is called stable if the smallest displacement is "
        "undone. At the break point and at the sustain point it is not, so there the old state is counted as left.",
        "That the state from which one comes is either spread evenly or wholly gathered in region 1 is the course's "
        "own simplification: which region wins, the model leaves to chance.",
    ),
    assumes=(
        "the two regions are alike in everything but where industry is",
        "workers in industry move to where their real wage is higher, farmers never move",
        "industry makes many varieties, each with increasing returns, and new firms enter until profit is nothing",
        "of a variety that is sent to the other region only a part arrives; food travels free, so farmers earn the same in both",
        "industry is not too strong",
    ),
    equations=(
        r"Y = \mu\lambda w + \frac{1-\mu}{2}",
        r"P = \left[\lambda w^{1-\sigma} + (1-\lambda)(\tau w^*)^{1-\sigma}\right]^{\frac{1}{1-\sigma}}",
        r"w = \left[Y P^{\sigma-1} + Y^*\tau^{1-\sigma}P^{*\,\sigma-1}\right]^{\frac{1}{\sigma}}",
        r"\omega = w P^{-\mu}",
        r"\tau^{\sigma-1} = \frac{(\sigma-1+\sigma\mu)(1+\mu)}{(\sigma-1-\sigma\mu)(1-\mu)}",
        r"\tau^{-\sigma\mu}\left[\frac{1+\mu}{2}\,\tau^{1-\sigma} + \frac{1-\mu}{2}\,\tau^{\sigma-1}\right] = 1",
    ),
    holds=(
        "what is spent on industry is what its workers earn",
        "the two regions are mirror images of each other",
        "the sustain point lies above the break point, as long as μ < (σ − 1)/σ",
        "above the sustain point industry spreads wherever it was, below the break point it gathers wherever it was, between "
        "them it stays as it was",
        "the farmers of the region that industry leaves lose, those of the other and the workers in industry gain",
    ),
)

ELASTICITY = 5.0
"""Elasticity of substitution between varieties, σ."""
SPENDING = 0.4
"""Share of spending that goes on industry, μ."""
SAME = 1e-9
"""Two trade costs closer than this (relatively) are one."""


@dataclass(frozen=True)
class Region:
    """One region while its workers stay where they are.

    Attributes:
        income: Y, of all who live there; the two regions' together are 1.
        price_index: P, what a bundle of varieties costs.
        wage: w, of a worker in industry there; what the first one would earn where there is none.
        real_wage: ω, what this wage buys.
        farmers: what the wage of 1 of those who never move buys.
    """

    income: float
    price_index: float
    wage: float
    real_wage: float
    farmers: float


@dataclass(frozen=True)
class ShortRun:
    """Both regions, with industry shared out between them in a given way.

    Attributes:
        share: region 1's share of the workers in industry, λ.
        trade_cost: units shipped for one that arrives, τ.
        spending: share of spending that goes on industry, μ.
        elasticity: elasticity of substitution between varieties, σ.
        one, two: the regions.
    """

    share: float
    trade_cost: float
    spending: float
    elasticity: float
    one: Region
    two: Region

    @property
    def gap(self) -> float:
        """Real wage in region 1 less that in region 2: above 0 workers move to region 1."""
        return self.one.real_wage - self.two.real_wage


@dataclass(frozen=True)
class Equilibrium:
    """A way in which industry is shared out from which nobody wants to move.

    Attributes:
        share: region 1's share of the workers in industry, λ.
        stable: whether the smallest displacement is undone.
    """

    share: float
    stable: bool


@dataclass(frozen=True)
class Settled:
    """Where industry ends, coming from a state, and who gains against spread industry at the same trade cost.

    Attributes:
        trade_cost: units shipped for one that arrives, τ.
        gathered: whether industry was gathered in region 1 before; if not, it was spread evenly.
        break_point: the trade cost at which spread industry gathers, coming down.
        sustain_point: the trade cost at which gathered industry spreads, coming up.
        spread: industry spread evenly, at this trade cost.
        all_in_one: all industry in region 1, at this trade cost.
    """

    trade_cost: float
    gathered: bool
    break_point: float
    sustain_point: float
    spread: ShortRun
    all_in_one: ShortRun

    @property
    def now(self) -> ShortRun:
        """The state in which industry ends."""
        stays = self.stays_gathered if self.gathered else self.stays_spread
        return self.all_in_one if self.gathered == stays else self.spread

    @property
    def moved(self) -> bool:
        """Whether industry has left the state from which it came."""
        return (self.now.share > 0.5) != self.gathered

    @property
    def stays_spread(self) -> bool:
        """Whether spread industry would stay spread."""
        return self.trade_cost > self.break_point * (1 + SAME)

    @property
    def stays_gathered(self) -> bool:
        """Whether gathered industry would stay gathered."""
        return self.trade_cost < self.sustain_point * (1 - SAME)

    @property
    def workers(self) -> float:
        """What workers in industry gain, as a fraction of their real wage with industry spread."""
        return self.now.one.real_wage / self.spread.one.real_wage - 1

    @property
    def farmers_one(self) -> float:
        """What farmers in region 1 gain, as a fraction of their real income with industry spread."""
        return self.now.one.farmers / self.spread.one.farmers - 1

    @property
    def farmers_two(self) -> float:
        """What farmers in region 2 gain, as a fraction of their real income with industry spread."""
        return self.now.two.farmers / self.spread.two.farmers - 1

    @property
    def could_pay(self) -> float:
        """What those who gain could pay and be no worse off than with industry spread, as a fraction of all income."""
        return self._part_in_one * (1 - 1 / (1 + self.workers))

    @property
    def would_need(self) -> float:
        """What farmers in region 2 would need to be no worse off than with industry spread, as a fraction of all income.

        Where all industry is in region 1 everybody earns 1, and prices do not depend on who spends; so a payment changes
        neither.
        """
        return (1 - self._part_in_one) * (1 / (1 + self.farmers_two) - 1)

    @property
    def _part_in_one(self) -> float:
        """The part of all people who live in region 1 if all industry is there; each of them earns 1."""
        return self.all_in_one.one.income

    @property
    def by_leaving(self) -> float:
        """What the first worker to leave region 1 would gain if all industry is there, as a fraction of the real wage."""
        return self.all_in_one.two.real_wage / self.all_in_one.one.real_wage - 1


def short_run(
    share: float, trade_cost: float, spending: float = SPENDING, elasticity: float = ELASTICITY
) -> ShortRun:
    """Return wages, prices and real wages, with industry shared out in a given way.

    Args:
        share: region 1's share of the workers in industry, λ; from 0 to 1.
        trade_cost: units shipped for one that arrives, τ; above 1.
        spending: share of spending that goes on industry, μ; between 0 and 1.
        elasticity: elasticity of substitution between varieties, σ; above 1.

    Raises:
        ValueError: an argument is out of range.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share = {share!r}: must be from 0 to 1")
    _require_above_one(trade_cost=trade_cost, elasticity=elasticity)
    _require_part(spending=spending)
    power = 1 - elasticity
    reach = trade_cost**power  # how much a variety from the other region counts in the price index
    farming = (1 - spending) / 2

    def at(log_ratio: float) -> tuple[tuple[float, float], ...]:
        """Return wages, incomes and price indices (to the power of 1 − σ), given log(w/w*)."""
        ratio = math.exp(log_ratio)
        other = 1 / (share * ratio + 1 - share)
        wage = ratio * other
        incomes = spending * share * wage + farming, spending * (1 - share) * other + farming
        here, there = share * wage**power, (1 - share) * other**power
        return (wage, other), incomes, (here + reach * there, reach * here + there)

    def excess(log_ratio: float) -> float:
        _, incomes, prices = at(log_ratio)
        one, two = (income / price for income, price in zip(incomes, prices, strict=True))
        return elasticity * log_ratio - math.log((one + reach * two) / (reach * one + two))

    most = -math.log(reach) / elasticity
    wages, incomes, prices = at(_root(excess, -most, most))
    regions = []
    for wage, income, price in zip(wages, incomes, prices, strict=True):
        index = price ** (1 / power)
        regions.append(Region(income, index, wage, wage * index**-spending, index**-spending))
    return ShortRun(share, trade_cost, spending, elasticity, *regions)


def break_point(spending: float = SPENDING, elasticity: float = ELASTICITY) -> float:
    """Return the trade cost at and below which spread industry gathers.

    Args:
        spending: share of spending that goes on industry, μ.
        elasticity: elasticity of substitution between varieties, σ; above 1.

    Raises:
        ValueError: an argument is out of range, or industry so strong that it gathers at any trade cost.
    """
    _require_no_black_hole(spending, elasticity)
    pull, sigma = elasticity * spending, elasticity
    strength = (sigma - 1 + pull) * (1 + spending) / ((sigma - 1 - pull) * (1 - spending))
    return _from_log(math.log(strength) / (sigma - 1), spending, elasticity)


def sustain_point(spending: float = SPENDING, elasticity: float = ELASTICITY) -> float:
    """Return the trade cost at and above which gathered industry spreads.

    Args:
        spending: share of spending that goes on industry, μ.
        elasticity: elasticity of substitution between varieties, σ; above 1.

    Raises:
        ValueError: an argument is out of range, or industry so strong that it stays gathered at any trade cost.
    """
    low = math.log(break_point(spending, elasticity))
    big, small = (1 + spending) / 2, (1 - spending) / 2

    def excess(log_cost: float) -> float:
        """Return σ log(ω*/ω) where all industry is in region 1."""
        away = (elasticity - 1) * log_cost
        larger = max(math.log(big) - away, math.log(small) + away)
        smaller = min(math.log(big) - away, math.log(small) + away)
        return larger + math.log1p(math.exp(smaller - larger)) - elasticity * spending * log_cost

    high = -math.log(small) / (elasticity - 1 - elasticity * spending)
    return _from_log(_root(excess, low, high), spending, elasticity)


def equilibria(
    trade_cost: float, spending: float = SPENDING, elasticity: float = ELASTICITY
) -> tuple[Equilibrium, ...]:
    """Return all equilibria, by region 1's share of the workers in industry.

    There are at most five: spread; gathered in either region; and, where both of these are stable, an unstable one
    between them on either side.

    Raises:
        ValueError: an argument is out of range, or industry so strong that there are no critical points.
    """
    _require_above_one(trade_cost=trade_cost)
    low, high = break_point(spending, elasticity), sustain_point(spending, elasticity)
    spread, gathered = trade_cost > low * (1 + SAME), trade_cost < high * (1 - SAME)
    found = {0.5: spread}
    if trade_cost <= high * (1 + SAME):
        found |= {0.0: gathered, 1.0: gathered}
    if spread and gathered:
        between = _between(trade_cost, spending, elasticity)
        found |= {between: False, 1 - between: False}
    return tuple(Equilibrium(share, found[share]) for share in sorted(found))


def settle(
    trade_cost: float, gathered: bool, spending: float = SPENDING, elasticity: float = ELASTICITY
) -> Settled:
    """Let industry settle, coming from a state.

    Args:
        trade_cost: units shipped for one that arrives, τ; above 1.
        gathered: whether industry comes from being gathered in region 1; if not, it comes from being spread evenly, and if
            it gathers, then in region 1.
        spending: share of spending that goes on industry, μ.
        elasticity: elasticity of substitution between varieties, σ; above 1.

    Raises:
        ValueError: an argument is out of range, or industry so strong that there are no critical points.
    """
    _require_above_one(trade_cost=trade_cost)
    low, high = break_point(spending, elasticity), sustain_point(spending, elasticity)
    spread, all_in_one = (short_run(share, trade_cost, spending, elasticity) for share in (0.5, 1.0))
    return Settled(trade_cost, gathered, low, high, spread, all_in_one)


def _between(trade_cost: float, spending: float, elasticity: float) -> float:
    """Return the unstable equilibrium between spread and gathered in region 1."""

    def gap(share: float) -> float:
        return short_run(share, trade_cost, spending, elasticity).gap

    from_half = 0.25
    while gap(0.5 + from_half) >= 0 and from_half > 1e-6:
        from_half /= 2
    return _root(gap, 0.5 + from_half, 1.0)


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    """Return where a function goes from below 0 at ``low`` to above 0 at ``high``, by bisection."""
    while True:
        middle = (low + high) / 2
        if not low < middle < high or high - low < 1e-15:
            return middle
        if function(middle) < 0:
            low = middle
        else:
            high = middle


def _from_log(log_cost: float, spending: float, elasticity: float) -> float:
    if log_cost > 700:
        raise ValueError(
            f"spending = {spending!r}, elasticity = {elasticity!r}: so close to a black hole that the trade cost "
            "cannot be told in numbers"
        )
    return math.exp(log_cost)


def _require_above_one(**values: float) -> None:
    require_positive(**values)
    for name, value in values.items():
        if value <= 1:
            raise ValueError(f"{name} = {value!r}: must be above 1")


def _require_part(**values: float) -> None:
    for name, value in values.items():
        if not 0 < value < 1:
            raise ValueError(f"{name} = {value!r}: must be above 0 and below 1")


def _require_no_black_hole(spending: float, elasticity: float) -> None:
    _require_above_one(elasticity=elasticity)
    _require_part(spending=spending)
    most = (elasticity - 1) / elasticity
    if spending >= most:
        raise ValueError(
            f"spending = {spending!r}: must be below (σ − 1)/σ = {most!r}, or industry is a black hole: it gathers at "
            "any trade cost"
        )
