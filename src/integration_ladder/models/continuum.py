"""A continuum of goods: how many goods a country makes, what its labour earns, what it gains (card M3).

Source, assumptions and what always holds in it: ``CARD``.
"""

from dataclasses import dataclass

import numpy as np

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M3",
    title="A continuum of goods: how many goods a country makes, what its labour earns, what it gains.",
    source=(
        "R. Dornbusch, S. Fischer and P. A. Samuelson (1977), *American Economic Review* 67, in the form "
        "that J. Eaton and S. Kortum give it (2002, *Econometrica* 70; 2012, *Journal of Economic "
        "Perspectives* 26); the formula for the loss of going back to no trade from C. Arkolakis, A. "
        "Costinot and A. Rodríguez-Clare (2012), *American Economic Review* 102."
    ),
    notes=("Equal spending on every good, two countries, no transport cost.",),
    assumes=(
        "labour is the only factor and does not cross the border",
        "everybody spends equally on all goods",
        "competition everywhere",
        "transport costs nothing, so that every good is traded",
    ),
    equations=(
        r"A(z) = \frac{a^*(z)}{a(z)}",
        r"\omega = A(z)",
        r"\omega = B(z) = \frac{z}{1-z}\,\frac{L^*}{L}",
        r"A(z) = \left(\frac{T}{T^*}\,\frac{1-z}{z}\right)^{1/\theta}",
        r"\omega^{1+\theta} = \frac{T}{T^*}\,\frac{L^*}{L} \qquad z = \frac{\omega L}{\omega L + L^*}",
        r"g = z^{-1/\theta} - 1",
        r"g^* = (1-z)^{-1/\theta} - 1",
    ),
    holds=(
        "the share of goods that a country makes is its share of world income",
        "the marginal good costs the same in both countries",
        "trade is balanced",
        "both gain",
        "the smaller share of world income gains more",
        "the gain by the closed form is the average fall of prices over all goods",
        "exchanging the countries exchanges their gains",
    ),
)

TECHNOLOGY = 2.0
"""Home's technology over technology abroad, T/T*, at first (card M3)."""

SIZE = 4 / 3
"""Labour abroad over labour at home, L*/L, at first (card M3)."""

ELASTICITY = 4.0
"""θ at first (card M3): how alike the two countries' techniques are."""


@dataclass(frozen=True)
class World:
    """Two countries that trade a continuum of goods freely.

    Attributes:
        technology: T/T*, home's technology over technology abroad (pure number).
        size: L*/L, labour force abroad over labour force at home (pure number).
        elasticity: θ, how little relative productivity differs from good to good (pure number): the higher,
            the more alike the goods.
        wage: ω = w/w*, home's wage over the wage abroad (pure number).
        share: z, share of goods that home makes, which is its share of world income (fraction).
        gain: home's gain in real income against no trade (fraction).
        foreign_gain: the same abroad (fraction).
    """

    technology: float
    size: float
    elasticity: float
    wage: float
    share: float
    gain: float
    foreign_gain: float

    @property
    def middle(self) -> float:
        """Home's productivity over that abroad in the good in the middle, A(1/2) (pure number)."""
        return float(self.technology ** (1 / self.elasticity))


def advantage(z: np.ndarray | float, technology: float, elasticity: float) -> np.ndarray:
    """Return A(z), home's productivity over that abroad in good z, for z between 0 and 1 (both excluded)."""
    z = np.asarray(z, dtype=float)
    return (technology * (1 - z) / z) ** (1 / elasticity)


def balance(z: np.ndarray | float, size: float) -> np.ndarray:
    """Return B(z), the wage ratio at which trade is balanced if home makes the goods from 0 to z."""
    z = np.asarray(z, dtype=float)
    return z / (1 - z) * size


def gain_from_share(share: np.ndarray | float, elasticity: float) -> np.ndarray:
    """Return the gain against no trade of a country that spends ``share`` of its income on its own goods.

    Args:
        share: share of spending on own goods, λ (fraction above 0, at most 1).
        elasticity: trade elasticity, ε; in this model it is θ (pure number).

    Returns:
        λ^(-1/ε) - 1, a fraction.
    """
    return np.asarray(share, dtype=float) ** (-1 / elasticity) - 1


def loss_of_closing(share: float, elasticity: float) -> float:
    """Return the share of real income lost in going back to no trade: 1 - λ^(1/ε).

    Args:
        share: share of spending on own goods, λ (fraction above 0).
        elasticity: trade elasticity, ε (pure number).

    Returns:
        A fraction of the income with trade; the same change as ``gain_from_share``, seen from the other end.

    Raises:
        ValueError: an argument is not a finite number above 0.
    """
    require_positive(share=share, elasticity=elasticity)
    return 1 - share ** (1 / elasticity)


def world(technology: float = TECHNOLOGY, size: float = SIZE, elasticity: float = ELASTICITY) -> World:
    """Return the two countries in free trade.

    Args:
        technology: T/T*, above 0.
        size: L*/L, above 0.
        elasticity: θ, above 0.

    Returns:
        Wage ratio, share of goods and gains, by the closed forms ω = (T/T* · L*/L)^(1/(1+θ)),
        z = ω / (ω + L*/L) and z^(-1/θ) - 1.

    Raises:
        ValueError: an argument is not a finite number above 0.
    """
    require_positive(technology=technology, size=size, elasticity=elasticity)
    wage = (technology * size) ** (1 / (1 + elasticity))
    share = wage / (wage + size)
    return World(
        technology=technology,
        size=size,
        elasticity=elasticity,
        wage=wage,
        share=share,
        gain=float(gain_from_share(share, elasticity)),
        foreign_gain=float(gain_from_share(size / (wage + size), elasticity)),
    )
