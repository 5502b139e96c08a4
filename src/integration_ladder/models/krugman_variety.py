"""Krugman (1979): a whole economy with increasing returns; a larger one has more goods and higher wages (card M5).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from dataclasses import dataclass

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M5",
    title="Krugman (1979): a whole economy with increasing returns; a larger one has more goods and higher "
    "wages.",
    source=(
        'P. Krugman, "Increasing returns, monopolistic competition, and international trade", Journal of '
        "International Economics 9."
    ),
    notes=(
        "A worker's satisfaction is the sum over goods of v(c), c the consumption of a good; the goods "
        "are made with labour alone, a fixed amount and an amount per unit. v(c) = ln(1 + c) is the "
        "course's own choice: its elasticity of demand, (1 + c)/c, falls in c as Krugman assumes, and it "
        "gives a closed form. Free trade between two such economies makes one economy of both labour "
        "forces.",
    ),
    holds=(
        "labour is used up",
        "firms earn nothing beyond cost and set the price that is best for them",
        "in a larger economy there are more goods, firms are larger, and the wage buys more of every good",
        "variety grows by less than the economy",
        "nobody loses",
    ),
)


@dataclass(frozen=True)
class Economy:
    """An economy of one industry in its long run.

    Attributes:
        labour: labour force, L (workers).
        consumption: what a worker consumes of each good, c (units).
        price: price of a good in units of the wage, p/w.
        output: output of a firm, x (units).
        goods: number of goods and of firms, n; need not be whole.
        utility: a worker's satisfaction, n ln(1 + c).
    """

    labour: float
    consumption: float
    price: float
    output: float
    goods: float
    utility: float

    @property
    def real_wage(self) -> float:
        """What a worker's wage buys of any one good, w/p (units)."""
        return 1 / self.price


def economy(labour: float, fixed_labour: float = 1.0, marginal_labour: float = 1.0) -> Economy:
    """Return an economy in its long run, in closed form.

    Args:
        labour: labour force, L (workers); above 0.
        fixed_labour: labour to make a good at all, α (workers); above 0.
        marginal_labour: labour for one more unit, β (workers per unit); above 0.

    Raises:
        ValueError: an argument is not a finite number above 0.
    """
    require_positive(labour=labour, fixed_labour=fixed_labour, marginal_labour=marginal_labour)
    consumption = math.sqrt(fixed_labour / (marginal_labour * labour))
    goods = labour / (fixed_labour + math.sqrt(fixed_labour * marginal_labour * labour))
    return Economy(
        labour=labour,
        consumption=consumption,
        price=marginal_labour + math.sqrt(fixed_labour * marginal_labour / labour),
        output=math.sqrt(fixed_labour * labour / marginal_labour),
        goods=goods,
        utility=goods * math.log1p(consumption),
    )


def gain(before: Economy, after: Economy) -> float:
    """Return by how much a worker's wage would have to rise before to make her as well off as after.

    A fraction of the wage, at the goods and prices of before (the equivalent variation); with one factor
    and no profits it is everybody's gain.
    """
    needed = math.expm1(after.utility / before.goods)
    return needed / before.consumption - 1
