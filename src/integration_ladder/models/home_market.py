"""Home-market effect: the larger market gets more than its share of the firms (card M6).

Source, assumptions and what always holds in it: ``CARD``.
"""

from dataclasses import dataclass

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M6",
    title="Home-market effect: the larger market gets more than its share of the firms.",
    source=(
        'P. Krugman (1980), "Scale economies, product differentiation, and the pattern of trade", '
        "American Economic Review 70, and E. Helpman and P. Krugman (1985), *Market Structure and Foreign "
        "Trade*, whose setting this is."
    ),
    notes=(
        "Two countries, labour alone. One part of income, the same everywhere and at most a half, goes on "
        "varieties of a good made with increasing returns; of each unit shipped only 1/τ arrives. The "
        "rest goes on a plain good that travels freely and is made in both countries: it holds the two "
        "wages equal.",
        "Write λ = L/L* for relative size and ρ = τ^(1−σ) for how open the border is, σ the elasticity of "
        "substitution between varieties. A variety's price is the same in both factories, so a firm is at "
        "home where it sells as much as one abroad would: L/(n + ρ n*) = L*/(ρ n + n*). Hence n/n* = (λ − "
        "ρ)/(1 − λρ) for ρ < λ < 1/ρ; beyond the band all firms are in the larger country. The number of "
        "firms in the world is what it would be without trade.",
        "The bundle of varieties costs (n + ρ n*)^(1/(1−σ)) at home, in units of a variety's price. "
        "Against no trade it is cheaper by the factor (1 + ρ)^(1/(σ−1)) in both countries alike, inside "
        "the band; beyond it by ((λ + 1)/λ)^(1/(σ−1)) in the larger country and by more, (ρ(λ + "
        "1))^(1/(σ−1)), in the one without firms. At no trade cost, τ = 1, a firm sells as much from "
        "either country and may be anywhere; but everybody has every variety, so the gains are known: ((λ "
        "+ 1)/λ)^(1/(σ−1)) − 1 at home and (λ + 1)^(1/(σ−1)) − 1 abroad.",
    ),
    assumes=(
        "Labour is the only factor, and it does not move between them",
        "between any two of them buyers change with an elasticity",
        "a plain good that is made under competition in both countries and travels without cost",
    ),
    equations=(
        r"\rho = \tau^{\,1-\sigma}",
        r"\frac{n}{n^*} = \frac{\lambda - \rho}{1 - \lambda\rho}, \qquad \rho < \lambda < \frac{1}{\rho}",
        r"g = (1 + \rho)^{\frac{1}{\sigma - 1}} - 1",
    ),
    holds=(
        "inside the band a firm sells as much in either country",
        "the larger country has more than its share of the firms and is the net exporter",
        "nobody loses against no trade",
        "both gain alike inside the band, the smaller one more beyond it",
    ),
)

ELASTICITY = 5.0
"""Elasticity of substitution between varieties, σ."""

# At an end of the band the formula's denominator is a rounding away from 0; the last firm has gone.
AT_THE_END = 1e-9


@dataclass(frozen=True)
class Location:
    """Where the firms are, who trades what, and who gains.

    Attributes:
        relative_size: market at home over market abroad, λ.
        trade_cost: units shipped for one that arrives, τ.
        elasticity: elasticity of substitution between varieties, σ.
        openness: ρ = τ^(1−σ), from 0 (closed) towards 1 (no trade cost).
        market_share: home's share of the world's demand, λ/(1 + λ).
        firm_share: home's share of the world's firms.
        net_exports: home's exports of varieties less its imports, as a fraction of its spending on them.
        home_gain: what a wage buys of the bundle of varieties at home, change against no trade, as a fraction.
        foreign_gain: the same abroad.
    """

    relative_size: float
    trade_cost: float
    elasticity: float
    openness: float
    market_share: float
    firm_share: float
    net_exports: float
    home_gain: float
    foreign_gain: float

    @property
    def firm_ratio(self) -> float | None:
        """Firms at home over firms abroad, n/n*; None where there are none abroad."""
        return self.firm_share / (1 - self.firm_share) if self.firm_share < 1 else None


@dataclass(frozen=True)
class Anywhere:
    """What the model says at no trade cost, τ = 1: who gains, but not where the firms are.

    Attributes:
        relative_size: market at home over market abroad, λ.
        elasticity: elasticity of substitution between varieties, σ.
        market_share: home's share of the world's demand, λ/(1 + λ).
        home_gain: what a wage buys of the bundle of varieties at home, change against no trade, as a fraction.
        foreign_gain: the same abroad.
    """

    relative_size: float
    elasticity: float
    market_share: float
    home_gain: float
    foreign_gain: float


def without_trade_cost(relative_size: float, elasticity: float = ELASTICITY) -> Anywhere:
    """Return who gains where moving goods costs nothing; the model then leaves open where firms are.

    Args:
        relative_size: market at home over market abroad, λ; above 0.
        elasticity: elasticity of substitution between varieties, σ; above 1.

    Raises:
        ValueError: an argument is out of range.
    """
    require_positive(relative_size=relative_size)
    _require_above_one(elasticity=elasticity)
    share = relative_size / (1 + relative_size)
    return Anywhere(
        relative_size=relative_size,
        elasticity=elasticity,
        market_share=share,
        home_gain=(1 / share) ** (1 / (elasticity - 1)) - 1,
        foreign_gain=(1 / (1 - share)) ** (1 / (elasticity - 1)) - 1,
    )


def _require_above_one(**values: float) -> None:
    require_positive(**values)
    for name, value in values.items():
        if value <= 1:
            raise ValueError(f"{name} = {value!r}: must be above 1")


def openness(trade_cost: float, elasticity: float = ELASTICITY) -> float:
    """Return ρ = τ^(1−σ); the band of sizes in which both countries have firms is from ρ to 1/ρ.

    Args:
        trade_cost: units shipped for one that arrives, τ; above 1.
        elasticity: elasticity of substitution between varieties, σ; above 1.

    Raises:
        ValueError: an argument is out of range. At a trade cost of exactly 1 a firm is as well placed in
            either country, and the model does not say where it is: see :func:`without_trade_cost`.
    """
    _require_above_one(trade_cost=trade_cost, elasticity=elasticity)
    return trade_cost ** (1 - elasticity)


def locate(relative_size: float, trade_cost: float, elasticity: float = ELASTICITY) -> Location:
    """Place the firms.

    Args:
        relative_size: market at home over market abroad, λ; above 0.
        trade_cost: units shipped for one that arrives, τ; above 1.
        elasticity: elasticity of substitution between varieties, σ; above 1.

    Raises:
        ValueError: an argument is out of range.
    """
    require_positive(relative_size=relative_size)
    rho = openness(trade_cost, elasticity)
    size = relative_size
    share = size / (1 + size)
    if size * rho >= 1 - AT_THE_END:
        firms = 1.0
    elif size <= rho * (1 + AT_THE_END):
        firms = 0.0
    else:
        firms = (size - rho) / ((1 - rho) * (1 + size))
    # Varieties as they count in the price index, a far one ρ, over those that the country had alone.
    reach_home = (firms + rho * (1 - firms)) / share
    reach_foreign = (rho * firms + 1 - firms) / (1 - share)
    exports = (1 - share) * rho * firms / (rho * firms + 1 - firms)
    imports = share * rho * (1 - firms) / (firms + rho * (1 - firms))
    return Location(
        relative_size=size,
        trade_cost=trade_cost,
        elasticity=elasticity,
        openness=rho,
        market_share=share,
        firm_share=firms,
        net_exports=(exports - imports) / share,
        home_gain=reach_home ** (1 / (elasticity - 1)) - 1,
        foreign_gain=reach_foreign ** (1 / (elasticity - 1)) - 1,
    )
