"""Hubs, spokes and a challenger: who gains by a hub, and when a spoke leaves it for another (card M13).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from .card import Card
from .checks import require_not_negative, require_positive

CARD = Card(
    number="M13",
    title="Hubs, spokes and a challenger: who gains by a hub, and when a spoke leaves it for another.",
    source=(
        "goods that differ by where they are made, with trade costs, are those of P. S. Armington (1969) and of J. E. Anderson "
        "and E. van Wincoop (2003); hubs and spokes are the question of C. Kowalczyk and R. Wonnacott (1992) and of D. Puga and "
        "A. J. Venables (1997). The four countries, their numbers and the spoke's choice are the course's own."
    ),
    notes=(
        "Write e for a country's size, its fixed amount of one good of its own (a unit of labour makes a unit of it), p for the "
        "good's price at home, tau for the trade cost between two countries, P for the price index of what a country buys. A "
        "country's income is p e, so real income for a unit of size is p / P. A star marks a country that buys; the first sum "
        "runs over all goods, the second over all buyers.",
        "Buyers everywhere like a country's good in proportion to its size, as if a larger country made more sorts. A larger "
        "challenger therefore is another world with other tastes: real incomes are compared at given sizes only.",
        "A trade cost uses up a part of the good on its way; nobody collects it. An agreement here saves it. Tariffs, whose "
        "revenue a member would lose, are not in the model.",
        "In logarithms the step by which prices are found is an average of averages, with positive weights: from any prices it "
        "leads to the same ones, up to their unit. That is also why there is one equilibrium only.",
        "The advantage of the incumbent is what a spoke's trade with the challenger costs more than its trade with the "
        "incumbent, as a part of the price: buyers, standards, ports that are used to it. It is the course's own simplification.",
    ),
    assumes=(
        "each country has a fixed amount of one good, which differs from every other country’s",
        "buyers everywhere have the same tastes, with a constant elasticity of substitution",
        "trade costs use up goods, so that no agreement costs a government its tariff revenue",
        "a spoke looks at its own real income only, and takes what the others do as given",
        "to leave a hub costs nothing but the cheap trade with it",
        "to be a hub costs nothing, and an agreement opens both sides alike",
    ),
    equations=(
        r"P = \left[\sum e\,(p\,\tau)^{1-\sigma}\right]^{1/(1-\sigma)}",
        r"p\,e = \sum e \left(\frac{p\,\tau}{P^*}\right)^{1-\sigma} p^*\,e^*",
        r"\frac{p}{P} = \left[1 + (n-1)\,\tau^{1-\sigma}\right]^{1/(\sigma-1)}",
    ),
    holds=(
        "every country's good is sold, and world income is what all sizes add up to",
        "from any prices to begin with, the same prices are found, and another solver finds them too",
        "countries of equal size and equal trade costs are alike",
        "a country cut in two that trade at no cost changes nobody's real income",
        "if all trade costs are equal and all sizes too, real income has a closed form",
        "the hub of equal countries has a higher real income than under free trade among all, a spoke a lower one",
        "the first spoke leaves for a smaller challenger than the second",
        "the larger the incumbent's advantage, the larger the challenger must be for either",
        "a spoke that may have both hubs gains more than one that stays, and more than one that switches",
    ),
)

PRECISION = 1e-14
"""Prices are iterated until a step changes each by less than this, as a fraction of it."""
STEPS = 50_000
LEAST = 1e-3
"""Least ``cost ** (1 - elasticity)``: with still less trade the steps to the prices become too small to tell where they end."""

ELASTICITY = 5.0
DEAR = 1.6
"""The trade cost of two countries without an agreement: 1.6 units leave for one that arrives."""
CHEAP = 1.2
"""The trade cost of two countries with an agreement, and of the two hubs."""


@dataclass(frozen=True)
class World:
    """Countries that trade, each with a good of its own.

    Attributes:
        sizes: each country's amount of its good.
        prices: of each good at home; world income is what all sizes add up to.
        indexes: each country's price index.
        real_incomes: each country's real income for a unit of its size.
    """

    sizes: tuple[float, ...]
    prices: tuple[float, ...]
    indexes: tuple[float, ...]
    real_incomes: tuple[float, ...]


def world(
    sizes: Sequence[float],
    costs: Sequence[Sequence[float]],
    elasticity: float = ELASTICITY,
    start: Sequence[float] | None = None,
) -> World:
    """Let countries trade.

    Args:
        sizes: each country's amount of its good; above 0.
        costs: ``costs[i][j]``: how many units leave country i for one that arrives in j; at least 1, and 1 at home.
        elasticity: of substitution between any two goods, sigma; above 1.
        start: the prices from which the search begins; 1 each if none are given.

    Raises:
        ValueError: an argument is outside its range, or trade costs leave hardly any trade.
        ArithmeticError: no prices were found.
    """
    n = len(sizes)
    prices = [1.0] * n if start is None else list(start)
    _check(sizes, costs, elasticity, prices)
    power, everybody = 1 - elasticity, range(n)
    open_ = [[cost**power for cost in row] for row in costs]
    if min(map(min, open_)) < LEAST:
        raise ValueError(
            f"costs = {costs!r}: too high at elasticity {elasticity!r}, hardly anything is traded"
        )
    total = math.fsum(sizes)
    for _ in range(STEPS):
        # What each country spends, over P^(1 - sigma): how much of any good it wants at a price of 1, trade cost apart.
        wanted = [
            prices[j] * sizes[j] / math.fsum(sizes[i] * prices[i] ** power * open_[i][j] for i in everybody)
            for j in everybody
        ]
        new = [math.fsum(open_[i][j] * wanted[j] for j in everybody) ** (1 / elasticity) for i in everybody]
        unit = total / math.fsum(price * size for price, size in zip(new, sizes, strict=True))
        new = [price * unit for price in new]
        step = max(abs(after / before - 1) for after, before in zip(new, prices, strict=True))
        prices = new
        if step < PRECISION:
            break
    else:
        raise ArithmeticError(f"no prices were found for sizes {sizes!r} and trade costs {costs!r}")
    indexes = [
        math.fsum(sizes[i] * prices[i] ** power * open_[i][j] for i in everybody) ** (1 / power)
        for j in everybody
    ]
    real = (price / index for price, index in zip(prices, indexes, strict=True))
    return World(tuple(sizes), tuple(prices), tuple(indexes), tuple(real))


def _check(
    sizes: Sequence[float], costs: Sequence[Sequence[float]], elasticity: float, start: Sequence[float]
) -> None:
    n = len(sizes)
    for size in sizes:
        require_positive(size=size)
    for price in start:
        require_positive(start=price)
    if not (math.isfinite(elasticity) and elasticity > 1):
        raise ValueError(f"elasticity = {elasticity!r}: must be a finite number above 1")
    if len(costs) != n or any(len(row) != n for row in costs) or len(start) != n:
        raise ValueError(f"costs = {costs!r}: must have a row and a column for each of {n} countries")
    for i, row in enumerate(costs):
        for j, cost in enumerate(row):
            if not (math.isfinite(cost) and (cost == 1 if i == j else cost >= 1)):
                raise ValueError(f"costs[{i}][{j}] = {cost!r}: must be at least 1, and 1 at home")


def alike(cost: float, countries: int, elasticity: float = ELASTICITY) -> float:
    """Return the real income of each of so many equal countries with one trade cost between any two: a closed form."""
    return (1 + (countries - 1) * cost ** (1 - elasticity)) ** (1 / (elasticity - 1))


Hubs = Literal["stay", "switch", "follow", "both"]
"""Both spokes stay with the incumbent; the first switches to the challenger; the second follows; the first has both hubs."""

INCUMBENT, CHALLENGER, FIRST, SECOND = range(4)
"""The countries' places in a world of hubs and spokes."""


@dataclass(frozen=True)
class Country:
    """One country among hubs and spokes.

    Attributes:
        price: of its good at home.
        real_income: for a unit of its size.
        gain: change of real income against no agreement at all, as a fraction (0.07 is 7 %).
        change: change of real income against both spokes with the incumbent, as a fraction.
        free: change of real income that free trade among all would bring, against no agreement at all, as a fraction.
    """

    price: float
    real_income: float
    gain: float
    change: float
    free: float

    @property
    def before(self) -> float:
        """Its gain where both spokes are with the incumbent, against no agreement at all, as a fraction."""
        return (1 + self.gain) / (1 + self.change) - 1


@dataclass(frozen=True)
class Choices:
    """What each decision is worth to the spoke that takes it, with what all others do given; changes as fractions.

    Attributes:
        switch: the first spoke switches, instead of staying.
        both: the first spoke has both hubs, instead of staying.
        follow: the second spoke switches too, after the first, instead of staying.
    """

    switch: float
    both: float
    follow: float


@dataclass(frozen=True)
class Wheel:
    """An incumbent hub, a challenger and two spokes.

    Attributes:
        size: of the challenger; that of the others is 1.
        advantage: what a spoke's trade with the challenger costs more than with the incumbent, as a part of the price.
        hubs: who trades cheaply with which hub.
        incumbent, challenger, first, second: the countries.
        choices: what each decision is worth to the spoke that takes it.
    """

    size: float
    advantage: float
    hubs: Hubs
    incumbent: Country
    challenger: Country
    first: Country
    second: Country
    choices: Choices


def wheel(size: float, advantage: float = 0.0, hubs: Hubs = "stay") -> Wheel:
    """Return an incumbent hub, a challenger and two spokes.

    Args:
        size: of the challenger; that of the others is 1.
        advantage: what a spoke's trade with the challenger costs more than its trade with the incumbent; at least 0. With
            0.05 these are 1.25 and 1.20.
        hubs: who trades cheaply with which hub.

    Raises:
        ValueError: an argument is outside its range.
    """
    if hubs not in get_args(Hubs):
        raise ValueError(f"hubs = {hubs!r}: must be one of {', '.join(get_args(Hubs))}")
    now, before = _incomes(size, advantage, hubs), _incomes(size, advantage, "stay")
    none, free = _all_pairs(size, DEAR).real_incomes, _all_pairs(size, CHEAP).real_incomes
    prices = _world(size, advantage, hubs).prices
    countries = (
        Country(prices[i], now[i], now[i] / none[i] - 1, now[i] / before[i] - 1, free[i] / none[i] - 1)
        for i in range(4)
    )
    return Wheel(size, advantage, hubs, *countries, choices(size, advantage))


def choices(size: float, advantage: float = 0.0) -> Choices:
    """Return what each decision is worth to the spoke that takes it; arguments as of :func:`wheel`."""
    stay, switch, follow, both = (_incomes(size, advantage, hubs) for hubs in get_args(Hubs))
    return Choices(
        switch=switch[FIRST] / stay[FIRST] - 1,
        both=both[FIRST] / stay[FIRST] - 1,
        follow=follow[SECOND] / switch[SECOND] - 1,
    )


@cache
def leaves_from(spoke: Literal["first", "second"], advantage: float = 0.0) -> float:
    """Return the challenger's size at which a spoke gains exactly nothing by leaving: it leaves for a larger one.

    The first leaves alone, the second after the first.
    """
    name = {"first": "switch", "second": "follow"}[spoke]
    low, high = 0.01, 1.0
    while getattr(choices(high, advantage), name) < 0:
        low, high = high, 2 * high
    while high - low > 1e-13 * high:
        middle = (low + high) / 2
        if getattr(choices(middle, advantage), name) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _incomes(size: float, advantage: float, hubs: Hubs) -> tuple[float, ...]:
    return _world(size, advantage, hubs).real_incomes


@cache
def _world(size: float, advantage: float, hubs: Hubs) -> World:
    require_positive(size=size)
    require_not_negative(advantage=advantage)
    dearer = CHEAP + advantage
    costs = _between_all(DEAR)

    def agree(one: int, other: int, cost: float) -> None:
        costs[one][other] = costs[other][one] = cost

    agree(INCUMBENT, CHALLENGER, CHEAP)
    if hubs in ("stay", "both"):
        agree(FIRST, INCUMBENT, CHEAP)
    if hubs != "stay":
        agree(FIRST, CHALLENGER, dearer)
    if hubs == "follow":
        agree(SECOND, CHALLENGER, dearer)
    else:
        agree(SECOND, INCUMBENT, CHEAP)
    return world((1.0, size, 1.0, 1.0), costs)


@cache
def _all_pairs(size: float, cost: float) -> World:
    return world((1.0, size, 1.0, 1.0), _between_all(cost))


def _between_all(cost: float) -> list[list[float]]:
    return [[1.0 if i == j else cost for j in range(4)] for i in range(4)]
