"""MacDougall (1960) and Kemp (1964): capital moves between two countries; who gains, in each country and in each class.

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M11",
    title="MacDougall (1960) and Kemp (1964): capital moves between two countries; which country, and which class, gains.",
    source=(
        "G. D. A. MacDougall, *The Benefits and Costs of Private Investment from Abroad: A Theoretical Approach*, "
        "Economic Record 36 (1960); M. C. Kemp, *The Pure Theory of International Trade* (1964)."
    ),
    notes=(
        "The Cobb-Douglas form, the numbers, and a mobility between 0 and 1 that moves so much of the capital that "
        "would move are the course's own simplification; so is what capital is paid in between: the return of the "
        "country in which it works, all of which goes to its owners. So the difference between the two returns is theirs; "
        "the model does not decide whether one of the two countries takes it by a tax instead.",
        "K is what a country's people own. The output and the payments are written for the time before capital moves; "
        "then $K - F$ works at home and $K^* + F$ abroad.",
    ),
    assumes=(
        "one good is made with capital and labour, and is the same in both countries",
        "each country has its capital, its labour and its productivity, and none of them grows",
        "labour does not cross the border, and everybody has work",
        "capital and labour are paid their marginal products, under competition",
        "capital that works abroad is paid the return of the country in which it works, and the income goes to its "
        "owners at home, untaxed",
    ),
    equations=(
        r"Y = A\,K^{\alpha} L^{1 - \alpha}",
        r"r = \alpha \frac{Y}{K}, \qquad w = (1 - \alpha) \frac{Y}{L}",
        r"\frac{K - F}{K^* + F} = \Bigl(\frac{A}{A^*}\Bigr)^{1/(1 - \alpha)} \frac{L}{L^*}",
        r"N = Y + r^* F, \qquad N^* = Y^* - r^* F",
    ),
    holds=(
        "capital moves to where its return is higher, and with full mobility the returns are equal",
        "what the two countries earn adds up to what they make",
        "world output rises with mobility",
        "neither country earns less than without mobility",
        "of the four groups two gain and two lose: the lender's owners and the borrower's workers gain",
        "untaxed, the lender's income is highest before capital moves freely, the borrower's where it moves freely",
        "a borrower that taxes what foreign capital earns can have more than where it moves freely, and the lender has "
        "less then, but not less than without mobility",
        "what the winners gain is more than what the losers lose, in each country",
        "the sides do not matter: what holds of home as the lender holds of home abroad as the lender",
    ),
)

SHARE = 1 / 3
"""Capital's share of income in the examples."""
LUCAS_OUTPUT, LUCAS_SHARE = 15, 0.4
"""Lucas (1990): output per person of the United States in times that of India, and capital's share in both."""


@dataclass(frozen=True)
class Country:
    """What a country has.

    Attributes:
        capital: the capital that its people own, K, wherever it works.
        labour: its labour, L.
        productivity: how much it makes of the same capital and labour, A.
    """

    capital: float
    labour: float = 50.0
    productivity: float = 1.0

    def __post_init__(self) -> None:
        require_positive(capital=self.capital, labour=self.labour, productivity=self.productivity)

    def output(self, capital: float, share: float = SHARE) -> float:
        """Return what the country makes, Y, with so much capital at work in it."""
        return self.productivity * capital**share * self.labour ** (1 - share)

    def rate_of_return(self, capital: float, share: float = SHARE) -> float:
        """Return the marginal product of capital, r (output a year for a unit of capital), with so much at work."""
        return share * self.output(capital, share) / capital

    def wage(self, capital: float, share: float = SHARE) -> float:
        """Return the marginal product of labour, w (output a year for a worker), with so much capital at work."""
        return (1 - share) * self.output(capital, share) / self.labour


HOME, FOREIGN = Country(80), Country(20)
"""The countries of the example: alike, but home owns four fifths of the world's capital."""


@dataclass(frozen=True)
class Outcome:
    """What a country makes and earns; the income of a group is that of its people, wherever their capital works.

    Attributes:
        capital_at_work: capital that works in the country, its own and that of others.
        output: what is made in the country, Y (GDP).
        income: what its people earn, N (GNI): output, and what their capital earns abroad, less what others' earns here.
        rate_of_return: return r of capital in the country.
        wage: wage w in the country.
        labour_income: income of its workers.
        capital_income: income of its owners, of all the capital that they own.
        workers: change of the workers' income against no mobility, as a fraction.
        owners: change of the owners' income against no mobility, as a fraction.
        gain: change of the country's income against no mobility, as a fraction.
        workers_gain: change of the workers' income, in units of output.
        owners_gain: change of the owners' income, in units of output.
        income_gain: change of the country's income, in units of output.
    """

    capital_at_work: float
    output: float
    income: float
    rate_of_return: float
    wage: float
    labour_income: float
    capital_income: float
    workers: float
    owners: float
    gain: float
    workers_gain: float
    owners_gain: float
    income_gain: float


@dataclass(frozen=True)
class CommonMarket:
    """Two countries between which some capital moves.

    Attributes:
        home_country, foreign_country: what the two have.
        share: capital's share of income, alpha.
        mobility: share of the capital that would move which does move, m.
        lent: home's capital that works abroad, F; below 0 where capital from abroad works at home.
        would_lend: what ``lent`` is at full mobility.
        lender: "home", "foreign", or None where no capital would move.
        home, foreign: what the two make and earn.
        world_output: what both make.
        world_gain: its change against no mobility, as a fraction.
    """

    home_country: Country
    foreign_country: Country
    share: float
    mobility: float
    lent: float
    would_lend: float
    lender: str | None
    home: Outcome
    foreign: Outcome
    world_output: float
    world_gain: float


def would_lend(home: Country = HOME, foreign: Country = FOREIGN, share: float = SHARE) -> float:
    """Return home's capital that would work abroad if it could move freely: returns are equal then.

    Below 0 it is capital from abroad that would work at home; exactly 0 where the returns are equal already, but for
    the dust of computing them.
    """
    weights = [one.productivity ** (1 / (1 - share)) * one.labour for one in (home, foreign)]
    world = home.capital + foreign.capital
    lent = home.capital - world * weights[0] / sum(weights)
    return 0.0 if abs(lent) < 1e-9 * world else lent


def move_capital(
    mobility: float, home: Country = HOME, foreign: Country = FOREIGN, share: float = SHARE
) -> CommonMarket:
    """Return what both countries make and earn when some of the capital that would move does.

    Args:
        mobility: share of the capital that would move which does, from 0 (none) to 1 (all of it).
        home, foreign: what the two countries have.
        share: capital's share of income, between 0 and 1.

    Raises:
        ValueError: ``mobility`` is not from 0 to 1, or ``share`` not between 0 and 1.
    """
    if not 0 <= mobility <= 1:
        raise ValueError(f"mobility = {mobility!r}: must be from 0 to 1")
    _require_share(share)
    would = would_lend(home, foreign, share)
    lent = mobility * would
    # The return of the country in which the capital works is what it is paid.
    host = foreign.rate_of_return(foreign.capital + lent, share)
    if lent < 0:
        host = home.rate_of_return(home.capital - lent, share)
    outcomes = _outcome(home, lent, host, share), _outcome(foreign, -lent, host, share)
    output = sum(one.output for one in outcomes)
    before = sum(one.output(one.capital, share) for one in (home, foreign))
    return CommonMarket(
        home_country=home,
        foreign_country=foreign,
        share=share,
        mobility=mobility,
        lent=lent,
        would_lend=would,
        lender=None if would == 0 else "home" if would > 0 else "foreign",
        home=outcomes[0],
        foreign=outcomes[1],
        world_output=output,
        world_gain=output / before - 1,
    )


def _require_share(share: float) -> None:
    if not 0 < share < 1:
        raise ValueError(f"share = {share!r}: must be between 0 and 1")


def _outcome(country: Country, lent: float, host_return: float, share: float) -> Outcome:
    """Return a country's outcome when ``lent`` of its capital works abroad (below 0: others' works in it)."""
    at_work = country.capital - lent
    output, rate = country.output(at_work, share), country.rate_of_return(at_work, share)
    workers, owners = (
        (1 - share) * output,
        rate * (country.capital - max(lent, 0)) + host_return * max(lent, 0),
    )
    alone = country.output(country.capital, share)
    workers_alone, owners_alone = (1 - share) * alone, share * alone
    if lent == 0:  # nothing has changed: exactly nothing, not the dust of computing it
        workers, owners, output = workers_alone, owners_alone, alone
    income = output + host_return * lent
    return Outcome(
        capital_at_work=at_work,
        output=output,
        income=income,
        rate_of_return=rate,
        wage=country.wage(at_work, share),
        labour_income=workers,
        capital_income=owners,
        workers=workers / workers_alone - 1,
        owners=owners / owners_alone - 1,
        gain=income / alone - 1,
        workers_gain=workers - workers_alone,
        owners_gain=owners - owners_alone,
        income_gain=income - alone,
    )


def best_mobility_for_lender(
    home: Country = HOME, foreign: Country = FOREIGN, share: float = SHARE
) -> float | None:
    """Return the mobility at which the lender's income is highest; None where no capital would move.

    There a unit more abroad brings what it earns there, less what it does to the return of all that is lent already,
    and that is what it would earn at home: r = r* + F dr*/dF.
    """
    sides = _lender_and_host(home, foreign, share)
    if sides is None:
        return None
    lender, host, lent = sides

    def worth_it(mobility: float) -> float:
        abroad = mobility * lent
        at_work = host.capital + abroad
        paid = host.rate_of_return(at_work, share) * (1 - (1 - share) * abroad / at_work)
        return paid - lender.rate_of_return(lender.capital - abroad, share)

    return _turn(worth_it)


def _lender_and_host(home: Country, foreign: Country, share: float) -> tuple[Country, Country, float] | None:
    """Return who lends, to whom, and how much at full mobility; None where no capital would move."""
    _require_share(share)
    lent = would_lend(home, foreign, share)
    if lent == 0:
        return None
    return (home, foreign, lent) if lent > 0 else (foreign, home, -lent)


def _turn(worth_it: Callable[[float], float]) -> float:
    """Return the mobility up to which more is worth it: at 0 it is, at 1 it is not, and less and less in between."""
    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        low, high = (middle, high) if worth_it(middle) > 0 else (low, middle)


def best_mobility_for_borrower(
    home: Country = HOME, foreign: Country = FOREIGN, share: float = SHARE
) -> float | None:
    """Return the mobility at which the borrower's income is highest if it taxes foreign capital down to there.

    None where no capital would move. The tax is ``tax_at``, the income ``borrowers_income_taxed``. There a unit more
    adds what it earns before the tax, and that is what it costs: what is left to it, and what all that has been lent
    already must be left more, now that capital is scarcer at home: r* = r + F dr/dF.
    """
    sides = _lender_and_host(home, foreign, share)
    if sides is None:
        return None
    lender, host, lent = sides

    def worth_it(mobility: float) -> float:
        abroad = mobility * lent
        at_work = lender.capital - abroad
        costs = lender.rate_of_return(at_work, share) * (1 + (1 - share) * abroad / at_work)
        return host.rate_of_return(host.capital + abroad, share) - costs

    return _turn(worth_it)


def borrowers_income_taxed(market: CommonMarket) -> float | None:
    """Return the borrower's income if it takes the tax that stops capital where it is; None where none would move.

    The difference between the two returns, which is otherwise the lender's owners', is then the borrower's.
    """
    if market.lender is None:
        return None
    sides = (market.home, market.foreign)
    lender, host = sides if market.lender == "home" else sides[::-1]
    return host.output - lender.rate_of_return * abs(market.lent)


def tax_at(market: CommonMarket) -> float:
    """Return the tax on what capital earns abroad, as a share of it, at which just so much would move.

    Owners lend until what is left to them abroad is what they earn at home, whichever of the countries takes the tax.
    0 at full mobility, and where nothing moves.
    """
    if market.lender is None:
        return 0.0
    sides = (market.home, market.foreign)
    lender, host = sides if market.lender == "home" else sides[::-1]
    return max(0.0, 1 - lender.rate_of_return / host.rate_of_return)


def relative_return(output_per_worker: float, share: float = SHARE) -> float:
    """Return how many times as high capital's return is in the poor country, if only capital makes the difference.

    With output per worker y and the same productivity, r = share * A^(1/share) * y^((share - 1)/share): Lucas (1990).

    Args:
        output_per_worker: of the rich country, in times that of the poor one.
        share: capital's share of income.
    """
    require_positive(output_per_worker=output_per_worker)
    _require_share(share)
    return output_per_worker ** ((1 - share) / share)


def relative_capital(output_per_worker: float, share: float = SHARE) -> float:
    """Return how many times as much capital a worker has in the rich country, if only capital makes the difference."""
    require_positive(output_per_worker=output_per_worker)
    _require_share(share)
    return math.pow(output_per_worker, 1 / share)
