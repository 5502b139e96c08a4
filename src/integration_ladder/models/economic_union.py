"""Economic union: who bears a shock, through which institution, and who pays for a common budget (card M12).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from dataclasses import dataclass

from .card import Card
from .checks import require_not_negative, require_positive

CARD = Card(
    number="M12",
    title="Economic union: who bears a shock, through which institution, and who pays for a common budget.",
    source=(
        "P. Asdrubali, B. E. Sørensen and O. Yosha (1996), *Channels of Interstate Risk Sharing: United States "
        "1963–1990*; R. A. Mundell (1961), *A Theory of Optimum Currency Areas*."
    ),
    notes=(
        "The shares .39, .23, .13 and .25 are those of the published article; the abstract of the working paper has "
        ".40, .24, .14 and .22. Who stands behind each share, mobility, the own currency, the series of "
        "rounds and the common tax and transfer are the course's own simplification.",
    ),
    assumes=(
        "abroad is four times as large as home",
        "a shock takes the same share of wages and of profits",
        "every institution answers to the difference between the two regions, and to nothing else",
        "cross-ownership is of profits alone, so owners pay and receive what the capital market moves",
        "loans are made by owners of the other region and repaid one round later with five per cent interest",
        "the common budget takes from everybody in proportion to income and fills the same part of everybody’s "
        "remaining loss, as loans do",
        "where one institution is taken away, the others stay as they were",
        "what a fall of the currency saves is taken from no competitor abroad",
    ),
    equations=(
        r"1 = \beta_K + \beta_C + \beta_F + \beta_U",
        r"d = \beta_U\, x",
        r"B = \tau\,(y - \bar{y})",
    ),
    holds=(
        "the shares of a shock add up to one",
        "what one region receives the other pays, so that the two regions together spend what they make, movers’ output "
        "counted",
        "a shock that hits both regions alike is not shared, whatever the institutions",
        "over the whole series insurance between regions pays nothing on average",
        "the net payments of a common tax and transfer add up to zero over all people",
        "with equal normal incomes neither country pays on average",
        "what home’s own luck changes in its payment is the same part of its income at every ratio of incomes",
    ),
)

CAPITAL_SHARE = 0.4
"""Profits as a share of income, alpha: the owners' income."""
FOREIGN_SIZE = 4
"""Abroad's size over home's (people, and income in model one)."""
INTEREST = 0.05
"""Interest on a loan, for one round."""
IMPORT_COST = 0.5
"""What dearer imports take back of the output that a depreciation saves."""
OWNERS_OF_PEOPLE = 0.2
"""Owners as a share of all people, in either country (second model)."""


@dataclass(frozen=True)
class Event:
    """What happens in a round, in units of the shock's size; at most one of the three is not zero.

    Attributes:
        text: what happens, in words.
        home: change of home's output that abroad does not share.
        foreign: the same abroad.
        common: change of output in both.
    """

    text: str
    home: int = 0
    foreign: int = 0
    common: int = 0


ROUNDS = (
    Event("Home’s output falls", home=-1),
    Event("No shock"),
    Event("Output falls in both alike", common=-1),
    Event("Abroad’s output falls", foreign=-1),
    Event("Output rises in both alike", common=1),
    Event("Home’s output rises", home=1),
    Event("Abroad’s output rises", foreign=1),
    Event("No shock"),
)
"""The course's fixed series of rounds, not drawn: each case comes once, and every sum over it is zero."""


@dataclass(frozen=True)
class Institutions:
    """What a union has, each as the share of a shock that it takes.

    Attributes:
        capital_market: by cross-ownership, beta_K.
        credit: by loans, beta_C.
        budget: by the common budget, beta_F.
        mobility: share of those out of work who move for the round, m.
        currency: share of a fall of output that a depreciation saves, e.
    """

    capital_market: float = 0.0
    credit: float = 0.0
    budget: float = 0.0
    mobility: float = 0.0
    currency: float = 0.0

    def __post_init__(self) -> None:
        require_not_negative(
            capital_market=self.capital_market,
            credit=self.credit,
            budget=self.budget,
            mobility=self.mobility,
            currency=self.currency,
        )
        if self.capital_market > CAPITAL_SHARE:
            raise ValueError(
                f"capital_market = {self.capital_market!r}: must be at most {CAPITAL_SHARE}, the owners' share of "
                "a shock"
            )
        if self.currency > 1 or self.mobility > 1:
            raise ValueError("mobility and currency must be at most 1: they are shares")
        if self.unsmoothed < -1e-12:
            raise ValueError(f"the shares take {1 - self.unsmoothed:.2f} of a shock: must be at most 1")

    @property
    def movers(self) -> float:
        """Share of a fall of output that movers earn abroad: m times labour's share of income."""
        return (1 - CAPITAL_SHARE) * self.mobility

    @property
    def unsmoothed(self) -> float:
        """Share of a fall of output that is left, before what a currency does: beta_U."""
        return 1 - self.capital_market - self.credit - self.budget - self.movers


AMERICA = Institutions(capital_market=0.39, credit=0.23, budget=0.13)
"""American states, 1963-1990, as published by Asdrubali, Sørensen and Yosha (1996)."""


@dataclass(frozen=True)
class Region:
    """What people of a region can spend in a round, as a change from normal.

    Attributes:
        output: change of what the region makes, as a fraction of it.
        workers: of the workers' normal income, as a fraction of that.
        owners: the same of the owners'.
        all: of the region's normal income.
    """

    output: float
    workers: float
    owners: float

    @property
    def all(self) -> float:
        """Change of what the whole region can spend, as a fraction of its normal income."""
        return (1 - CAPITAL_SHARE) * self.workers + CAPITAL_SHARE * self.owners


@dataclass(frozen=True)
class Borne:
    """Who bears the shock of the region that is hit, as shares that add up to one.

    Attributes:
        owners_elsewhere: owners of the other region, by cross-ownership.
        later: the region's own people, one round later, who repay (before interest).
        taxpayers_elsewhere: taxpayers of the other region, by the common budget.
        movers: nobody: people who moved earn it elsewhere.
        currency: nobody: output that a depreciation saves, less what dearer imports take.
        now: the region's own people, now.
    """

    owners_elsewhere: float
    later: float
    taxpayers_elsewhere: float
    movers: float
    currency: float
    now: float


@dataclass(frozen=True)
class Round:
    """A round of the union.

    Attributes:
        number: the round, from 1.
        shock: the shock's size, as a fraction of output.
        event: what happens.
        institutions: what the union has.
        home, foreign: what people can spend.
        borne: who bears the shock of the one region that is hit; None where none, or both are.
        owes: what home has borrowed in this round and owes in the next, without interest, as a fraction of its
            normal income; below 0 it has lent.
        repays: what home pays back in this round with interest, as such a fraction; below 0 it is paid back.
    """

    number: int
    shock: float
    event: Event
    institutions: Institutions
    home: Region
    foreign: Region
    borne: Borne | None
    owes: float
    repays: float

    @property
    def gap_left(self) -> float | None:
        """Home's distance from the union's average in spending, over that in output; None where there is none to share."""
        made, spent = self.home.output - self.foreign.output, self.home.all - self.foreign.all
        return spent / made if made else None


@dataclass(frozen=True)
class _People:
    """Amounts of the four classes, in units of home's normal income."""

    home_workers: float = 0.0
    home_owners: float = 0.0
    foreign_workers: float = 0.0
    foreign_owners: float = 0.0

    def plus(self, other: "_People", times: float = 1.0) -> "_People":
        pairs = zip(self.amounts, other.amounts, strict=True)
        return _People(*(one + times * two for one, two in pairs))

    @property
    def amounts(self) -> tuple[float, float, float, float]:
        return self.home_workers, self.home_owners, self.foreign_workers, self.foreign_owners

    @property
    def home(self) -> float:
        return self.home_workers + self.home_owners


def union_round(institutions: Institutions, shock: float, number: int) -> Round:
    """Let a shock pass through the union's institutions in one round of the series.

    Args:
        institutions: what the union has.
        shock: size of the shock, as a fraction of normal output; above 0, at most 1.
        number: round of the series, from 1 to the number of ``ROUNDS``.

    Raises:
        ValueError: ``shock`` or ``number`` is not admissible, or a currency would make more than the whole shock.
    """
    require_positive(shock=shock)
    if shock > 1:
        raise ValueError(f"shock = {shock!r}: must be at most 1")
    if number != int(number) or not 1 <= number <= len(ROUNDS):
        raise ValueError(f"number = {number!r}: must be a whole number from 1 to {len(ROUNDS)}")
    event = ROUNDS[int(number) - 1]
    home, foreign = _outputs(institutions, event, shock)
    spending, loans = _spending(institutions, event, shock)
    repaid = _People()
    if number > 1:
        _, repaid = _spending(institutions, ROUNDS[int(number) - 2], shock)
        spending = spending.plus(repaid, -(1 + INTEREST))
    wages = 1 - CAPITAL_SHARE
    return Round(
        number=int(number),
        shock=shock,
        event=event,
        institutions=institutions,
        home=Region(home, spending.home_workers / wages, spending.home_owners / CAPITAL_SHARE),
        foreign=Region(
            foreign,
            spending.foreign_workers / wages / FOREIGN_SIZE,
            spending.foreign_owners / CAPITAL_SHARE / FOREIGN_SIZE,
        ),
        borne=_borne(institutions, event),
        owes=loans.home,
        repays=(1 + INTEREST) * repaid.home,
    )


def _outputs(institutions: Institutions, event: Event, shock: float) -> tuple[float, float]:
    """Return both regions' change of output; a currency saves abroad a quarter as much, for a quarter of its trade."""
    saved = institutions.currency
    home = (event.common + (1 - saved) * event.home) * shock
    foreign = (event.common + (1 - saved / FOREIGN_SIZE) * event.foreign) * shock
    return home, foreign


def _spending(institutions: Institutions, event: Event, shock: float) -> tuple[_People, _People]:
    """Return the change of what each class can spend before repayment, and what of it is loans."""
    wages, profits, size = 1 - CAPITAL_SHARE, CAPITAL_SHARE, FOREIGN_SIZE
    home, foreign = _outputs(institutions, event, shock)
    # Dearer imports of the one that depreciates are cheaper imports of the other.
    imports = IMPORT_COST * institutions.currency * (event.home - event.foreign) * shock
    made = _People(
        wages * (home + imports),
        profits * (home + imports),
        wages * (size * foreign - imports),
        profits * (size * foreign - imports),
    )
    if event.home:
        hit, sign = (1 - institutions.currency) * event.home * shock, 1
    else:
        hit, sign = (1 - institutions.currency) * event.foreign * shock, -1
    # Flows towards the region that is hit, in units of home's income: the same whichever of the two it is.
    capital, credit, budget = (
        -share * hit for share in (institutions.capital_market, institutions.credit, institutions.budget)
    )
    movers = -institutions.movers * hit
    own = hit if sign > 0 else size * (foreign - event.common * shock)
    left_workers, left_owners = wages * own + movers, profits * own + capital
    left = left_workers + left_owners
    part = left_workers / left if left else wages  # of what is left, the workers'
    # Movers press on wages where they go, and raise profits by as much.
    pressed = profits * movers
    receive = (movers + part * budget, capital + (1 - part) * budget)
    give = (-pressed - wages * budget, pressed - capital - profits * budget)
    lent = (part * credit, (1 - part) * credit), (0.0, -credit)
    if sign > 0:
        flows, loans = _People(*receive, *give), _People(*lent[0], *lent[1])
    else:
        flows, loans = _People(*give, *receive), _People(*lent[1], *lent[0])
    return made.plus(flows).plus(loans), loans


def _borne(institutions: Institutions, event: Event) -> Borne | None:
    """Return the shares of the one region's shock; abroad is as many times less insured as it is larger."""
    if not (event.home or event.foreign):
        return None
    size = 1 if event.home else FOREIGN_SIZE
    left = (1 - institutions.currency) / size
    shares = (
        institutions.capital_market * left,
        institutions.credit * left,
        institutions.budget * left,
        institutions.movers * left,
        institutions.currency * (1 - IMPORT_COST) / size,
    )
    return Borne(*shares, now=1 - sum(shares))


@dataclass(frozen=True)
class CommonBudget:
    """A common tax at one rate, paid out in equal parts to all people of both countries.

    Attributes:
        ratio: home's normal income per head over abroad's.
        rate: the tax rate.
        shock: size of the shocks of the series.
        payments: home's net payment in each round, as a fraction of its normal income; below 0 it receives.
        home_workers, home_owners, foreign_workers, foreign_owners: change of income on average over the rounds, as a
            fraction of each class's own normal income.
    """

    ratio: float
    rate: float
    shock: float
    payments: tuple[float, ...]
    home_workers: float
    home_owners: float
    foreign_workers: float
    foreign_owners: float

    @property
    def average(self) -> float:
        """Home's net payment on average over the rounds: what is distribution."""
        return math.fsum(self.payments) / len(self.payments)

    @property
    def insurance(self) -> tuple[float, ...]:
        """Home's net payment in each round beyond the average: insurance where one region alone is hit.

        Where both are, a payment follows all incomes.
        """
        return tuple(payment - self.average for payment in self.payments)

    @property
    def direction(self) -> str:
        """Which way home's payments go over the rounds: "pays", "receives", "both" or "none"."""
        highest, lowest = max(self.payments), min(self.payments)
        if highest < 1e-9 and lowest > -1e-9:
            return "none"
        if lowest > -1e-9:
            return "pays"
        return "receives" if highest < 1e-9 else "both"


def common_budget(ratio: float, rate: float, shock: float = 0.1) -> CommonBudget:
    """Tax all income of both countries at one rate and pay the proceeds out per head.

    Args:
        ratio: home's normal income per head over abroad's; above 0.
        rate: the tax rate, from 0 to 1.
        shock: size of the shocks of ``ROUNDS``, as a fraction of normal income; above 0, at most 1.

    Raises:
        ValueError: an argument is outside its range.
    """
    require_positive(ratio=ratio, shock=shock)
    require_not_negative(rate=rate)
    for name, value in (("rate", rate), ("shock", shock)):
        if value > 1:
            raise ValueError(f"{name} = {value!r}: must be at most 1")
    payments = []
    for event in ROUNDS:
        home = ratio * (1 + (event.home + event.common) * shock)
        foreign = 1 + (event.foreign + event.common) * shock
        mean = (home + FOREIGN_SIZE * foreign) / (1 + FOREIGN_SIZE)
        payments.append(rate * (home - mean) / ratio)
    mean = (ratio + FOREIGN_SIZE) / (1 + FOREIGN_SIZE)
    worker, owner = class_incomes()
    return CommonBudget(
        ratio=ratio,
        rate=rate,
        shock=shock,
        payments=tuple(payments),
        home_workers=rate * (mean / (worker * ratio) - 1),
        home_owners=rate * (mean / (owner * ratio) - 1),
        foreign_workers=rate * (mean / worker - 1),
        foreign_owners=rate * (mean / owner - 1),
    )


def class_incomes() -> tuple[float, float]:
    """Return a worker's and an owner's normal income over the mean income of their country."""
    return (1 - CAPITAL_SHARE) / (1 - OWNERS_OF_PEOPLE), CAPITAL_SHARE / OWNERS_OF_PEOPLE


def one_way(shock: float = 0.1) -> tuple[float, float]:
    """Return the ratios at and below which home receives in every round, and at and above which it pays in every one."""
    return 1 - shock, 1 / (1 - shock)


def workers_break_even() -> float:
    """Return the ratio above which workers of the richer home, too, pay more than they receive."""
    worker, _ = class_incomes()
    return FOREIGN_SIZE / (worker * (1 + FOREIGN_SIZE) - 1)
