"""Two car markets become one: fewer and larger firms, a lower price, more to choose from (card M4).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from dataclasses import dataclass

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M4",
    title="Two car markets become one: fewer and larger firms, a lower price, more to choose from.",
    source=(
        "P. Krugman, M. Obstfeld and M. Melitz, *International Economics: Theory and Policy*, chapter 8, "
        "with the numbers of their example."
    ),
    notes=(
        "Each firm makes one model of car, its average cost falls with output (a fixed cost and a "
        "constant cost per car), and its share of the market falls with its price above the others'. The "
        "number of firms need not be whole: in the example it is, elsewhere it is a measure of size. How "
        "many cars are bought does not depend on the price.",
    ),
    assumes=(
        "all firms have the same costs",
        "every other firm’s price is taken as given",
        "entry and exit are free",
        "how many cars are bought does not depend on the price",
        "moving cars between the countries costs nothing once the market is one",
        "It is a model of one industry: wages and all other prices stay outside",
    ),
    equations=(
        r"Q = S\left[\frac{1}{n} - b\,(P - \bar P)\right]",
        r"AC = \frac{nF}{S} + c",
        r"P = c + \frac{1}{bn}",
        r"Q = S\,b\,(P - c)",
        r"n = \sqrt{\frac{S}{bF}}",
    ),
    holds=(
        "price equals average cost, so firms earn nothing beyond cost, before and after",
        "all cars bought are made",
        "together there are more firms than in either market and fewer than in both",
        "price falls and output per firm rises in both",
        "the smaller market's buyers gain more",
        "what all buyers save in a year is exactly the fixed cost of the firms that leave",
    ),
)

FIXED_COST = 750e6
"""Cost of being in the market at all, F (dollars a year)."""
MARGINAL_COST = 5_000.0
"""Cost of one more car, c (dollars)."""
PRICE_RESPONSE = 1 / 30_000
"""How strongly a firm's share of the market falls with its price above the others', b (per dollar)."""
HOME_SIZE = 0.9e6
"""The market at home, S (cars a year)."""
FOREIGN_SIZE = 1.6e6
"""The market abroad, S* (cars a year)."""


@dataclass(frozen=True)
class Market:
    """A market in its long run, when entry and exit have made price equal to average cost.

    Attributes:
        size: cars bought, S (cars a year).
        firms: number of firms and of models to choose from, n; need not be whole.
        price: price of a car, P (dollars).
        average_cost: cost of a car to its maker, AC (dollars).
        output: cars made by a firm, Q (cars a year).
    """

    size: float
    firms: float
    price: float
    average_cost: float
    output: float


@dataclass(frozen=True)
class Integration:
    """Two markets apart, and the one that they become.

    Attributes:
        home: the market at home, apart.
        abroad: the market abroad, apart.
        together: the integrated market.
        fixed_cost: fixed cost of a firm, F (dollars a year).
    """

    home: Market
    foreign: Market
    together: Market
    fixed_cost: float

    @property
    def firms_that_leave(self) -> float:
        """Firms of both markets apart less firms of the integrated market."""
        return self.home.firms + self.foreign.firms - self.together.firms

    @property
    def buyers_save(self) -> float:
        """What all buyers together pay less for the same number of cars (dollars a year)."""
        return sum((market.price - self.together.price) * market.size for market in (self.home, self.foreign))

    @property
    def home_gain(self) -> float:
        """How many more cars the same money buys at home, as a fraction."""
        return self.home.price / self.together.price - 1

    @property
    def foreign_gain(self) -> float:
        """How many more cars the same money buys abroad, as a fraction."""
        return self.foreign.price / self.together.price - 1


def price_at(
    firms: float, marginal_cost: float = MARGINAL_COST, price_response: float = PRICE_RESPONSE
) -> float:
    """Return the price that ``firms`` competing firms set, P = c + 1/(bn) (dollars): the curve PP."""
    require_positive(firms=firms, marginal_cost=marginal_cost, price_response=price_response)
    return marginal_cost + 1 / (price_response * firms)


def average_cost_at(
    firms: float, size: float, fixed_cost: float = FIXED_COST, marginal_cost: float = MARGINAL_COST
) -> float:
    """Return what a car costs where ``firms`` share ``size`` cars, AC = nF/S + c (dollars): the curve CC."""
    require_positive(firms=firms, size=size, fixed_cost=fixed_cost, marginal_cost=marginal_cost)
    return firms * fixed_cost / size + marginal_cost


def market(
    size: float,
    fixed_cost: float = FIXED_COST,
    marginal_cost: float = MARGINAL_COST,
    price_response: float = PRICE_RESPONSE,
) -> Market:
    """Return a market in its long run, where PP and CC cross: n = sqrt(S / (bF)).

    Args:
        size: cars bought, S (cars a year); above 0.
        fixed_cost: cost of being in the market at all, F (dollars a year); above 0.
        marginal_cost: cost of one more car, c (dollars); above 0.
        price_response: how a firm's share falls with its price, b (per dollar); above 0.

    Returns:
        The market; where ``firms`` is below 1 it is too small to carry a single firm.

    Raises:
        ValueError: an argument is not a finite number above 0.
    """
    require_positive(
        size=size, fixed_cost=fixed_cost, marginal_cost=marginal_cost, price_response=price_response
    )
    firms = math.sqrt(size / (price_response * fixed_cost))
    return Market(
        size=size,
        firms=firms,
        price=price_at(firms, marginal_cost, price_response),
        average_cost=average_cost_at(firms, size, fixed_cost, marginal_cost),
        output=size / firms,
    )


def integrate(
    home: float = HOME_SIZE,
    foreign: float = FOREIGN_SIZE,
    fixed_cost: float = FIXED_COST,
    marginal_cost: float = MARGINAL_COST,
    price_response: float = PRICE_RESPONSE,
) -> Integration:
    """Make one market of two whose firms have the same costs.

    Args:
        home: the market at home, S (cars a year); above 0.
        abroad: the market abroad, S* (cars a year); above 0.
        fixed_cost: cost of being in the market at all, F (dollars a year); above 0.
        marginal_cost: cost of one more car, c (dollars); above 0.
        price_response: how a firm's share falls with its price, b (per dollar); above 0.

    Raises:
        ValueError: an argument is not a finite number above 0.
    """
    require_positive(home=home, foreign=foreign)
    one, two, both = (
        market(size, fixed_cost, marginal_cost, price_response) for size in (home, foreign, home + foreign)
    )
    return Integration(home=one, foreign=two, together=both, fixed_cost=fixed_cost)
