"""One economy is taken through the four rungs of the ladder in any order; what each rung brings depends on it (card M12b).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise, permutations
from typing import Literal

from .card import Card
from .checks import require_not_negative, require_positive
from .common_market import Country, Outcome, move_capital
from .customs_union import SAME, TEXTBOOK, Good

CARD = Card(
    number="M12b",
    title="One economy is taken through the four rungs in any order; what each rung brings depends on what is there already.",
    source=(
        "the course's own simplification, put together from its cards M9 (J. Viner 1950), M11 (G. D. A. MacDougall 1960, "
        "M. C. Kemp 1964) and M12; that a measure may lower income while another is missing is R. G. Lipsey's and "
        "K. Lancaster's *General Theory of Second Best* (1956); that capital which comes in behind a tariff may lower the "
        "host's income is R. A. Brecher's and C. F. Díaz Alejandro's (1977)."
    ),
    notes=(
        "Write p for the price of the good at home, p* for the partner's, 1 for the world's, t for home's tariff or the "
        "common one, R for the revenue that it brings where imports come from the world, F for home's capital abroad (below "
        "0: what works at home from abroad), r for the return that it is paid, X for what the capital that has come adds to "
        "the output of the good, which takes as much from imports. The measures are 1 no tariff inside, 2 a common tariff "
        "outside, 3 capital moves, 4 a common budget.",
        "One good's market is added to a model of whole incomes: what buyers, makers and the government gain on the good is "
        "counted as income, and changes neither wages nor the return to capital. That is a shortcut, and so is that X "
        "does not depend on how the good is made: so much of it is made as is worth what its capital is paid, while "
        "incomes are counted as if all the capital worked with labour. That capital alone does harm hangs on the numbers: "
        "what the government loses, "
        "phi t / (1 + t) of what the capital is paid, must be more than what home gains on it otherwise. In Brecher's and "
        "Díaz Alejandro's own model prices alone fix wage and return, so that nothing makes up for the tariff; here "
        "both move, and the capital otherwise adds to the host's income.",
        "A common tariff without free trade inside is unusual; it is what home would have if it took over the union's "
        "tariff first.",
    ),
    assumes=(
        "home is too small to move the world’s price, and the partner sells any amount at its own",
        "the partner buys nothing of this good abroad",
        "capital that may move does so until it earns the same on both sides, and a part of it goes into, or leaves, the "
        "good that the tariff protects",
        "incomes are counted as if all the capital worked with labour, as in section 2.3",
        "the extra output counts only the capital’s pay: a shortcut",
        "buyers’ gain, tariff revenue and the budget reach workers and owners in proportion to what they earn, makers’ "
        "gain the owners",
        "the budget loses nothing on the way",
        "a unit of income counts the same whoever gets it",
    ),
    equations=(
        r"p = \min(p^*,\, 1 + t)",
        r"R = t\,(Q_d - Q_s - X)",
        r"X = -\frac{\phi\, r\, F}{p}",
    ),
    holds=(
        "all four measures in force make the same incomes, whatever their order was",
        "what the four rungs bring adds up to what all four bring, in every order",
        "where no tariff is paid, capital that moves raises what both countries earn together",
        "the common budget gives to one side what it takes from the other, and brings them closer",
        "where the partner sells to home without a tariff, a common tariff that leaves it the cheaper brings nothing",
        "what workers and owners have adds up to what their country has",
        "a measure can bring more, less or the opposite when another is in force already",
    ),
)

INSIDE, OUTSIDE, CAPITAL, BUDGET = 1, 2, 3, 4
"""The measures: no tariff between the partners; a common tariff outside; capital moves; a common budget."""

MEASURES = (INSIDE, OUTSIDE, CAPITAL, BUDGET)
"""All four, in the order of the paper's stages. The measures are the course's own."""

Role = Literal["borrower", "lender"]


@dataclass(frozen=True)
class Example:
    """The numbers of the economy.

    Attributes:
        tariff: home's tariff at first, as a fraction of the price without it.
        common: the common tariff on the rest of the world.
        partner: the partner's price of the good, the world's being 1.
        spending: what home spends on the good at first, as a part of its income.
        protected: the part of the capital that crosses the border which goes into the good that the tariff protects
            (or leaves it), phi.
        budget: the part of half the difference in income per head that the common budget moves, tau.
        scarce: the capital of the side that has less, out of 100; the other side has the rest.
        share: capital's share of income, alpha.
        good: demand and supply of the good at home.
    """

    tariff: float = 1.0
    common: float = 0.6
    partner: float = 1.5
    spending: float = 0.3
    protected: float = 0.5
    budget: float = 0.1
    scarce: float = 30.0
    share: float = 1 / 3
    good: Good = TEXTBOOK

    def __post_init__(self) -> None:
        require_not_negative(tariff=self.tariff, common=self.common)
        require_positive(scarce=self.scarce)
        for name, low, high in (
            ("partner", 1.0, self.good.own_price),
            ("spending", 0.0, 1.0),
            ("protected", 0.0, 1.0),
            ("budget", 0.0, 1.0),
        ):
            value = getattr(self, name)
            if not (math.isfinite(value) and low <= value <= high):
                raise ValueError(f"{name} = {value!r}: must be from {low:g} to {high:g}")
        if self.scarce > 50:
            raise ValueError(f"scarce = {self.scarce!r}: must be above 0 and at most 50, half of all capital")
        for name in ("tariff", "common"):
            value, most = getattr(self, name), self.good.own_price - 1
            if value >= most:
                raise ValueError(
                    f"{name} = {value!r}: must be below {most:g}, where home stops buying abroad"
                )


EXAMPLE = Example()
"""The example of the course."""


@dataclass(frozen=True)
class Goods:
    """Home's market for the good in a state (units; prices in the world's).

    Attributes:
        price: what buyers pay and makers get.
        cost: what home pays abroad for a unit of imports.
        from_partner: whether imports come from the partner.
        extra: what capital from abroad adds to the output at home, X; below 0 what capital that has left made.
        made: made at home, by whomever.
        bought: bought at home.
        imports: the difference.
    """

    price: float
    cost: float
    from_partner: bool
    extra: float
    made: float
    bought: float
    imports: float

    @property
    def revenue(self) -> float:
        """Tariff revenue (world prices of a unit)."""
        return (self.price - self.cost) * self.imports


@dataclass(frozen=True)
class Side:
    """What one country has, in units of output a year, and its changes against the start, as fractions.

    Attributes:
        workers, owners: what its workers and owners have.
        income: what it has, N: the two together.
        workers_change, owners_change, change: against what they had before any measure, as a fraction.
    """

    workers: float
    owners: float
    income: float
    workers_change: float
    owners_change: float
    change: float


@dataclass(frozen=True)
class State:
    """What some measures in force make of the two countries. Amounts are in units of output a year, as incomes are.

    Attributes:
        measures: the measures in force.
        role: "borrower" where home has less capital, "lender" where it has more.
        goods: home's market for the good.
        lent: home's capital abroad, F; below 0 capital from abroad at home.
        rate_of_return: what this capital is paid, r.
        earned: what home earns from work and capital: its income without the good and the budget.
        buyers, makers, treasury: what each has gained at home on the good, against the start.
        transfer: what the common budget pays to home; below 0 what home pays.
        home, foreign: what the two countries have.
        change: change of both countries' income together against the start, as a fraction.
    """

    measures: frozenset[int]
    role: Role
    goods: Goods
    lent: float
    rate_of_return: float
    earned: float
    buyers: float
    makers: float
    treasury: float
    transfer: float
    home: Side
    foreign: Side
    change: float

    @property
    def on_the_good(self) -> float:
        """What home has gained on the good in all, against the start (units of output)."""
        return self.buyers + self.makers + self.treasury


@dataclass(frozen=True)
class Climb:
    """A way up: measures taken one after the other.

    Attributes:
        order: the measures, the first first.
        states: the start, and what is there after each rung: one more than there are rungs.
    """

    order: tuple[int, ...]
    states: tuple[State, ...]

    @property
    def levels(self) -> tuple[float, ...]:
        """Home's income at the start (0) and after each rung, against the start, as a fraction."""
        return tuple(state.home.change for state in self.states)

    @property
    def steps(self) -> tuple[float, ...]:
        """What each rung brings home, as a fraction of its income at the start."""
        return tuple(after - before for before, after in pairwise(self.levels))

    @property
    def falls(self) -> tuple[int, ...]:
        """The measures at which home's income falls, in the order in which they are taken."""
        return tuple(measure for measure, step in zip(self.order, self.steps, strict=True) if step < -SAME)


def orders() -> tuple[tuple[int, ...], ...]:
    """Return the 24 orders of the four measures, that of the stages (1, 2, 3, 4) first."""
    return tuple(permutations(MEASURES))


def state(measures: Collection[int] = (), home: Role = "borrower", example: Example = EXAMPLE) -> State:
    """Return what the measures in force make of the two countries; the order in which they came does not matter.

    Args:
        measures: any of 1 (no tariff inside), 2 (common tariff outside), 3 (capital moves), 4 (common budget).
        home: "borrower" where home has less capital than the partner, "lender" where it has more.
        example: the numbers of the economy.

    Raises:
        ValueError: a measure or a role that does not exist; or numbers at which home would make less than nothing of the
            good, or import less than nothing of it.
    """
    for measure in measures:
        if measure not in MEASURES:
            raise ValueError(f"measures = {tuple(measures)!r}: {measure!r} is none of 1, 2, 3, 4")
    if home not in ("borrower", "lender"):
        raise ValueError(f"home = {home!r}: must be 'borrower' or 'lender'")
    return _state(frozenset(measures), home, example)


@cache
def _state(measures: frozenset[int], home: Role, example: Example) -> State:
    rich, poor = Country(100 - example.scarce), Country(example.scarce)
    ours, theirs = (poor, rich) if home == "borrower" else (rich, poor)
    market = move_capital(float(CAPITAL in measures), ours, theirs, example.share)
    before = move_capital(0.0, ours, theirs, example.share)

    # A unit of the good at the world's price is worth so much of home's output.
    start = _goods(frozenset(), 0.0, example)
    unit = example.spending * before.home.income / (start.price * start.bought)
    paid = market.home.rate_of_return * market.lent / unit if market.lent else 0.0
    goods = _goods(measures, -example.protected * paid, example)
    if goods.imports < -SAME or goods.made < -SAME:
        raise ValueError(
            f"example = {example!r}: home would make {goods.made:.4g} of the good and import {goods.imports:.4g}"
        )
    good, high, low = example.good, start.price, goods.price
    buyers = unit * (high - low) * (good.demand(high) + good.demand(low)) / 2
    makers = -unit * (high - low) * (good.supply(high) + good.supply(low)) / 2
    treasury = unit * (goods.revenue - start.revenue)

    earned, theirs_earned = market.home.income, market.foreign.income
    mine = earned + buyers + makers + treasury
    transfer = example.budget * (theirs_earned - mine) / 2 if BUDGET in measures else 0.0
    ours_now = _side(market.home, buyers + treasury + transfer, makers)
    theirs_now = _side(market.foreign, -transfer, 0.0)
    together = before.home.income + before.foreign.income
    return State(
        measures=measures,
        role=home,
        goods=goods,
        lent=market.lent,
        rate_of_return=market.home.rate_of_return,
        earned=earned,
        buyers=buyers,
        makers=makers,
        treasury=treasury,
        transfer=transfer,
        home=ours_now,
        foreign=theirs_now,
        change=_change(ours_now.income + theirs_now.income, together),
    )


def _goods(measures: frozenset[int], worth: float, example: Example) -> Goods:
    """Return home's market where capital from abroad makes goods of such a worth (world prices of a unit)."""
    tariff = example.common if OUTSIDE in measures else example.tariff
    inside = INSIDE in measures and example.partner < 1 + tariff - SAME
    price, cost = (example.partner, example.partner) if inside else (1 + tariff, 1.0)
    extra = worth / price
    made, bought = example.good.supply(price) + extra, example.good.demand(price)
    return Goods(price, cost, inside, extra, made, bought, bought - made)


def _side(outcome: Outcome, shared: float, makers: float) -> Side:
    """Return what a country's groups have: what is shared, in proportion to what they earn, and makers' surplus to owners.

    ``outcome`` is a country's in ``common_market``; its changes are against the start, where no capital moves.
    """
    earned = outcome.labour_income + outcome.capital_income
    labour = outcome.labour_income / earned
    workers = outcome.labour_income + labour * shared
    owners = outcome.capital_income + (1 - labour) * shared + makers
    before_workers = outcome.labour_income - outcome.workers_gain
    before_owners = outcome.capital_income - outcome.owners_gain
    return Side(
        workers=workers,
        owners=owners,
        income=workers + owners,
        workers_change=_change(workers, before_workers),
        owners_change=_change(owners, before_owners),
        change=_change(workers + owners, before_workers + before_owners),
    )


def _change(now: float, before: float) -> float:
    """Return the change as a fraction, without the dust of computing it."""
    return round(now / before - 1, 12)


def climb(order: Sequence[int] = MEASURES, home: Role = "borrower", example: Example = EXAMPLE) -> Climb:
    """Take measures one after the other; ``order`` may be some of the four or all of them.

    Raises:
        ValueError: a measure is taken twice, or as ``state`` does.
    """
    order = tuple(order)
    if len(set(order)) < len(order):
        raise ValueError(f"order = {order!r}: each measure can be taken once")
    return Climb(order, tuple(state(order[:rungs], home, example) for rungs in range(len(order) + 1)))


def contribution(
    measure: int, before: Collection[int] = (), home: Role = "borrower", example: Example = EXAMPLE
) -> float:
    """Return what a measure brings home, as a fraction of its income at the start, when others are in force already.

    Raises:
        ValueError: the measure is in force already, or as ``state`` does.
    """
    if measure in before:
        raise ValueError(f"measure = {measure!r}: is in force already, before = {tuple(before)!r}")
    without, with_it = state(before, home, example), state((*before, measure), home, example)
    return with_it.home.change - without.home.change


def contributions(
    measure: int, home: Role = "borrower", example: Example = EXAMPLE
) -> dict[frozenset[int], float]:
    """Return what a measure brings home after each of the eight sets of the others: what is in force → its contribution."""
    others = [one for one in MEASURES if one != measure]
    sets = (frozenset(some) for size in range(len(others) + 1) for some in combinations(others, size))
    return {some: contribution(measure, some, home, example) for some in sets}


def harmless_part(tariff: float | None = None, example: Example = EXAMPLE) -> float:
    """Return the part phi up to which capital that comes in as the first rung does not lower home's income.

    What home gains on the capital otherwise, as a part of what it is paid, over the part of the price that is tariff.
    It may be above 1: then no part does harm.

    Args:
        tariff: the tariff on everybody while the capital comes, as a fraction; the example's own if none is given.
        example: the numbers of the economy; its own phi does not matter.

    Raises:
        ValueError: the tariff is not above 0, or no capital would come.
    """
    tariff = example.tariff if tariff is None else tariff
    require_positive(tariff=tariff, capital_that_comes=50 - example.scarce)
    market = move_capital(1.0, Country(example.scarce), Country(100 - example.scarce), example.share)
    paid = -market.home.rate_of_return * market.lent
    return market.home.income_gain / paid * (1 + tariff) / tariff


def without_fall(example: Example = EXAMPLE) -> tuple[tuple[int, ...], ...]:
    """Return the orders in which the income of home, as the borrower, falls at no rung."""
    return tuple(order for order in orders() if not climb(order, example=example).falls)
