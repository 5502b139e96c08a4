"""Stolper and Samuelson (1941): a price changes, and with it the wage and the return on capital; who gains (card M16).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from dataclasses import dataclass
from functools import cached_property

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M16",
    title="Stolper and Samuelson (1941): a price changes, and the reward of the factor that the good uses more of, by more.",
    source=(
        "W. F. Stolper and P. A. Samuelson, *Protection and Real Wages*, Review of Economic Studies 9 (1941); in changes, "
        "R. W. Jones, *The Structure of Simple General Equilibrium Models*, Journal of Political Economy 73 (1965). "
        "The two cost equations are an example of S. Suranovic's open textbook, *International Trade: Theory and Policy*."
    ),
    notes=(
        "Write p_c for the price of cloth, w for the wage of an hour, r for the return on a unit of capital, Y for income; "
        "a hat marks a change as a fraction of what was there before.",
        "The textbook gives costs and prices alone. The stocks of labour and capital, the tastes and the two countries are "
        "the course's own simplification: home has 70 hours of labour and 60 units of capital, so that without trade cloth "
        "costs 60 there; abroad has 290 and 220, so that it costs 36; and with each other alone the two trade at 40.",
        "Because nobody can make a good with another mix of factors, a country makes the same with trade as without, as "
        "long as it makes both goods and uses all it has. So all that it gains as a whole, it gains as a buyer. That is the "
        "course's own simplification; where the mix can change, what is made changes too, and the theorem stays.",
        "The figure's switch exchanges the two factors in both goods, and in both countries' stocks, so that home still "
        "imports cloth.",
    ),
    assumes=(
        "both goods are made, and each costs just what it sells for",
        "a unit of each takes fixed amounts of labour and of capital",
        "labour and capital move freely between the goods, and cannot leave the country",
        "everybody has work, and all capital is used",
        "home and abroad make goods in the same way, and trade at the prices of the world market without costs of trade",
        "everybody spends half of an income on each good",
        "workers own no capital",
    ),
    equations=(
        r"2\,w + r = p_c, \qquad 3\,w + 4\,r = 120",
        r"w = \frac{4\,p_c - 120}{5}, \qquad r = \frac{240 - 3\,p_c}{5}",
        r"\hat w = \frac{1 - \theta_o}{\theta_c - \theta_o}\,\hat p_c, \qquad "
        r"\hat r = -\frac{\theta_o}{\theta_c - \theta_o}\,\hat p_c",
        r"\frac{Y}{\sqrt{120\,p_c}}",
    ),
    holds=(
        "each good costs what it sells for",
        "the wage and the return depend on prices alone: they are the same in both countries",
        "when the price of cloth changes, the reward of the factor of which cloth uses much changes in the same direction "
        "and by more in proportion, the other reward in the opposite direction",
        "so of workers and owners one can buy more of both goods, the other less of both",
        "no country as a whole loses by trade, and none gains exactly at its own price",
        "in each country the winners can make good all that the losers lose, and keep the rest",
        "exchanging the two factors in both goods and in the stocks exchanges workers and owners",
        "at the price at which the two countries need nobody else, one sells as much cloth as the other buys",
    ),
)

OTHER_PRICE = 120.0
"""The price of the other good, which does not change."""
SAME = 1e-9
"""Two prices closer than this, as a fraction, are one."""


@dataclass(frozen=True)
class Technology:
    """What a unit of each good takes.

    Attributes:
        cloth_labour, cloth_capital: hours of labour and units of capital for a unit of cloth.
        other_labour, other_capital: the same for a unit of the other good.
    """

    cloth_labour: float = 2.0
    cloth_capital: float = 1.0
    other_labour: float = 3.0
    other_capital: float = 4.0

    def __post_init__(self) -> None:
        require_positive(**vars(self))
        if self.determinant == 0:
            raise ValueError(f"{self!r}: both goods take the two factors in one proportion")

    @property
    def determinant(self) -> float:
        """Above 0 where cloth takes more labour for each unit of capital than the other good does."""
        return self.cloth_labour * self.other_capital - self.cloth_capital * self.other_labour

    @property
    def swapped(self) -> "Technology":
        """The two factors exchanged in both goods."""
        return Technology(self.cloth_capital, self.cloth_labour, self.other_capital, self.other_labour)

    @property
    def prices(self) -> tuple[float, float]:
        """The prices of cloth between which wage and return are both above 0."""
        ends = self.cloth_labour / self.other_labour, self.cloth_capital / self.other_capital
        low, high = sorted(OTHER_PRICE * end for end in ends)
        return low, high


TEXTBOOK = Technology()


@dataclass(frozen=True)
class Country:
    """What a country has.

    Attributes:
        labour: hours of labour.
        capital: units of capital.
    """

    labour: float
    capital: float

    def __post_init__(self) -> None:
        require_positive(labour=self.labour, capital=self.capital)

    @property
    def swapped(self) -> "Country":
        """The two stocks exchanged."""
        return Country(self.capital, self.labour)


HOME, FOREIGN = Country(70, 60), Country(290, 220)
"""Home has more capital for each hour of labour than abroad."""


@dataclass(frozen=True)
class Rewards:
    """What an hour and a unit of capital earn when each good costs what it sells for.

    Attributes:
        price: price of cloth.
        wage: of an hour.
        rental: return on a unit of capital.
        cloth_share, other_share: labour's share of the cost of a unit of cloth, and of the other good.
    """

    price: float
    wage: float
    rental: float
    cloth_share: float
    other_share: float

    @cached_property
    def index(self) -> float:
        """What a unit of real income costs, for somebody who spends half of it on each good."""
        return math.sqrt(self.price * OTHER_PRICE)


def rewards_at(price: float, technology: Technology = TEXTBOOK) -> Rewards:
    """Return wage and return at a price of cloth.

    Raises:
        ValueError: at this price one of the two would not be above 0, and only one good would be made.
    """
    low, high = technology.prices
    if not low < price < high:
        raise ValueError(
            f"price = {price!r}: must lie between {low!r} and {high!r}, where both goods are made"
        )
    one = technology
    wage = (one.other_capital * price - one.cloth_capital * OTHER_PRICE) / one.determinant
    rental = (one.cloth_labour * OTHER_PRICE - one.other_labour * price) / one.determinant
    return Rewards(
        price=price,
        wage=wage,
        rental=rental,
        cloth_share=one.cloth_labour * wage / price,
        other_share=one.other_labour * wage / OTHER_PRICE,
    )


def outputs(country: Country, technology: Technology = TEXTBOOK) -> tuple[float, float]:
    """Return how much cloth and how much of the other good uses all labour and all capital of a country.

    Raises:
        ValueError: with its stocks it cannot make both goods and use them up.
    """
    one = technology
    cloth = (one.other_capital * country.labour - one.other_labour * country.capital) / one.determinant
    other = (one.cloth_labour * country.capital - one.cloth_capital * country.labour) / one.determinant
    if not (cloth > 0 and other > 0):
        raise ValueError(f"{country!r}: cannot use up its labour and capital by making both goods")
    return cloth, other


def own_price(country: Country, technology: Technology = TEXTBOOK) -> float:
    """Return the price of cloth without trade: half of all income is spent on it, and it is all made at home."""
    cloth, other = outputs(country, technology)
    return OTHER_PRICE * other / cloth


def clearing_price(*countries: Country, technology: Technology = TEXTBOOK) -> float:
    """Return the price of cloth at which countries trade with each other alone."""
    made = [outputs(country, technology) for country in countries]
    return OTHER_PRICE * sum(other for _, other in made) / sum(cloth for cloth, _ in made)


@dataclass(frozen=True)
class Opened:
    """A country that trades at the world's price, against the same country without trade.

    Incomes are in money at the world's prices; gains are changes of real income, as a fraction.

    Attributes:
        before, after: what labour and capital earn without trade and with it.
        cloth, other: how much the country makes of each good, with trade as without.
        imports: cloth that it buys from others; below 0 it sells.
        labour_income, capital_income: what workers and owners earn with trade, before anything is made good.
        made_good: share of the losers' loss that the winners pay to them.
        loss: what the losers would need to buy as much as before (money); 0 where nobody loses.
        paid: what owners pay to workers (money); below 0 where workers pay owners.
        unpaid_workers, unpaid_owners: what each gains before anything is made good.
        workers, owners: what each gains.
        gain: what the country gains as a whole.
    """

    before: Rewards
    after: Rewards
    cloth: float
    other: float
    imports: float
    labour_income: float
    capital_income: float
    made_good: float
    loss: float
    paid: float
    unpaid_workers: float
    unpaid_owners: float
    workers: float
    owners: float
    gain: float

    @property
    def income(self) -> float:
        """What all earn (money at the world's prices)."""
        return self.labour_income + self.capital_income

    @property
    def winners_income(self) -> float:
        """What those earn who gain by trade, before they pay (money at the world's prices)."""
        return self.capital_income if self.unpaid_owners >= 0 else self.labour_income

    @property
    def left(self) -> float:
        """What the winners would keep of their gain, had they made good the whole loss (money at the world's prices)."""
        return self.gain * self.income / (1 + self.gain)


def open_to(
    price: float, country: Country = HOME, technology: Technology = TEXTBOOK, *, made_good: float = 0.0
) -> Opened:
    """Let a country trade at a price of cloth, and let its winners make good a share of what its losers lose.

    Args:
        price: of cloth, on the world market.
        country: its stocks.
        technology: what a unit of each good takes.
        made_good: share of the losers' loss that is paid to them, from 0 to 1.

    Raises:
        ValueError: an argument is outside its range.
    """
    if not 0 <= made_good <= 1:
        raise ValueError(f"made_good = {made_good!r}: must be from 0 to 1")
    alone = own_price(country, technology)
    if abs(price / alone - 1) < SAME:
        price = alone  # exactly nothing changes, not the dust of computing it
    before, after = rewards_at(alone, technology), rewards_at(price, technology)
    cloth, other = outputs(country, technology)
    dearer = after.index / before.index
    labour, capital = after.wage * country.labour, after.rental * country.capital
    # What each would have to earn now to buy as much as before.
    labour_needs = before.wage * country.labour * dearer
    capital_needs = before.rental * country.capital * dearer
    loss = max(labour_needs - labour, capital_needs - capital, 0.0)
    paid = made_good * loss * (1 if labour < labour_needs else -1)
    workers, owners = (labour + paid) / labour_needs - 1, (capital - paid) / capital_needs - 1
    if made_good == 1:
        workers, owners = (0.0, owners) if paid > 0 else (workers, 0.0) if paid < 0 else (workers, owners)
    return Opened(
        before=before,
        after=after,
        cloth=cloth,
        other=other,
        imports=(price * cloth + OTHER_PRICE * other) / (2 * price) - cloth,
        labour_income=labour,
        capital_income=capital,
        made_good=made_good,
        loss=loss,
        paid=paid,
        unpaid_workers=labour / labour_needs - 1,
        unpaid_owners=capital / capital_needs - 1,
        workers=workers,
        owners=owners,
        gain=(labour + capital) / (labour_needs + capital_needs) - 1,
    )


@dataclass(frozen=True)
class World:
    """Home and abroad at one price of cloth.

    Attributes:
        price: of cloth, on the world market.
        capital_intensive: whether cloth is the good that takes much capital.
        technology: what a unit of each good takes.
        home, foreign: the two countries; only home makes good.
    """

    price: float
    capital_intensive: bool
    technology: Technology
    home: Opened
    foreign: Opened


def world_at(price: float, capital_intensive: bool = False, made_good: float = 0.0) -> World:
    """Return home and abroad at the world's price of cloth.

    Args:
        price: of cloth.
        capital_intensive: whether the two factors are exchanged in both goods and in both countries' stocks.
        made_good: share of their loss that home's losers are paid by home's winners, from 0 to 1.

    Raises:
        ValueError: an argument is outside its range.
    """
    technology, home, foreign = TEXTBOOK, HOME, FOREIGN
    if capital_intensive:
        technology, home, foreign = technology.swapped, home.swapped, foreign.swapped
    return World(
        price=price,
        capital_intensive=capital_intensive,
        technology=technology,
        home=open_to(price, home, technology, made_good=made_good),
        foreign=open_to(price, foreign, technology),
    )


def hats(cloth_share: float, other_share: float, cloth: float, other: float = 0.0) -> tuple[float, float]:
    """Return the changes of wage and return that small changes of the two prices bring (Jones 1965).

    With fixed amounts of labour and capital in each good they hold for large changes too, with the shares of before.

    Args:
        cloth_share, other_share: labour's share of the cost of each good; not the same in both.
        cloth, other: changes of the two prices, as fractions.

    Raises:
        ValueError: a share is not between 0 and 1, or the two are the same.
    """
    for name, share in (("cloth_share", cloth_share), ("other_share", other_share)):
        if not 0 < share < 1:
            raise ValueError(f"{name} = {share!r}: must be between 0 and 1")
    apart = cloth_share - other_share
    if apart == 0:
        raise ValueError(f"cloth_share = {cloth_share!r}: must differ from other_share")
    wage = ((1 - other_share) * cloth - (1 - cloth_share) * other) / apart
    rental = (cloth_share * other - other_share * cloth) / apart
    return wage, rental


def price_for_wage(wage: float, technology: Technology = TEXTBOOK) -> float:
    """Return the price of cloth at which an hour earns so much.

    Raises:
        ValueError: at this wage the return on capital would not be above 0.
    """
    require_positive(wage=wage)
    one = technology
    if not wage < OTHER_PRICE / one.other_labour:
        raise ValueError(f"wage = {wage!r}: must be below {OTHER_PRICE / one.other_labour!r}")
    return (wage * one.determinant + one.cloth_capital * OTHER_PRICE) / one.other_capital
