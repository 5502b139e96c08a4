"""Ricardo (1817): two countries, two goods, labour alone; who gains at which terms of trade (card M2).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from dataclasses import dataclass

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M2",
    title="Ricardo (1817): two countries, two goods, labour alone; who gains at which terms of trade.",
    source=("D. Ricardo, *On the Principles of Political Economy and Taxation*, ch. 7."),
    notes=(
        "The labour costs are his; the labour forces (enough for one unit of each good) and the demand "
        "side (half of income spent on each good, Cobb-Douglas) are the course's own simplification.",
    ),
    assumes=(
        "labour is the only factor",
        "it moves freely between cloth and wine, and not at all between the countries",
        "every unit takes the same labour as the one before",
        "goods and labour are sold under competition, everybody has work, trade is balanced, and "
        "transport costs nothing",
    ),
    equations=(
        r"\frac{a_C}{a_W} < p < \frac{a_C^*}{a_W^*}",
        r"g = \sqrt{\frac{p}{a_C / a_W}} - 1",
        r"g^* = \sqrt{\frac{a_C^* / a_W^*}{p}} - 1",
        r"\frac{w}{w^*} = p\,\frac{a_W^*}{a_C}",
    ),
    holds=(
        "each country's consumption lies on its budget",
        "nobody loses by trade",
        "a country trading at its own relative price gains exactly nothing",
        "outside the two own prices nobody trades",
        "the pattern of trade depends on comparative advantage only",
        "at the market-clearing price the two countries' plans add up",
    ),
)

# Two relative prices closer than this count as equal: own prices are quotients of labour costs, and a
# price meant to stand exactly on one of them may differ from it in the last binary digits.
SAME_PRICE = 1e-9


@dataclass(frozen=True)
class Country:
    """Technology and size of a country.

    Attributes:
        cloth_labour: labour per unit of cloth, a_C (labour-years per unit).
        wine_labour: labour per unit of wine, a_W (labour-years per unit).
        labour: labour force, L (labour-years a year).
    """

    cloth_labour: float
    wine_labour: float
    labour: float

    def __post_init__(self) -> None:
        require_positive(cloth_labour=self.cloth_labour, wine_labour=self.wine_labour, labour=self.labour)

    @property
    def own_price(self) -> float:
        """Opportunity cost of cloth, a_C / a_W: the relative price without trade (wine per cloth)."""
        return self.cloth_labour / self.wine_labour

    @property
    def max_cloth(self) -> float:
        """Cloth made if all labour makes cloth, L / a_C (units a year)."""
        return self.labour / self.cloth_labour

    @property
    def max_wine(self) -> float:
        """Wine made if all labour makes wine, L / a_W (units a year)."""
        return self.labour / self.wine_labour


ENGLAND = Country(cloth_labour=100, wine_labour=120, labour=220)
"""Ricardo's England; with 220 labour-years it makes one unit of each good without trade."""

PORTUGAL = Country(cloth_labour=90, wine_labour=80, labour=170)
"""Ricardo's Portugal; with 170 labour-years it makes one unit of each good without trade."""


@dataclass(frozen=True)
class Bundle:
    """Quantities of the two goods (units a year)."""

    cloth: float
    wine: float


@dataclass(frozen=True)
class Outcome:
    """What one country does and gets at the given terms of trade.

    Attributes:
        country: the country, its technology and size.
        alone: consumption without trade (= production without trade).
        production: output at the terms of trade.
        consumption: consumption at the terms of trade.
        gain: change of real income against no trade, as a fraction (0.095 is 9.5 %); real income is the
            Cobb-Douglas index with half of income spent on each good.
        labour_saved: labour saved on one unit of the imported good against making it at home
            (labour-years per unit); 0 without trade.
        wage: wage in wine per labour-year.
    """

    country: Country
    alone: Bundle
    production: Bundle
    consumption: Bundle
    gain: float
    labour_saved: float
    wage: float

    @property
    def own_price(self) -> float:
        """The country's relative price of cloth without trade (wine per cloth)."""
        return self.country.own_price


@dataclass(frozen=True)
class Trade:
    """The two countries at given terms of trade.

    Attributes:
        price: terms of trade, wine per cloth.
        england: outcome for the first country.
        portugal: outcome for the second country.
        cloth_exporter: "england", "portugal", or None where nobody trades.
        excess_demand: cloth that the two plans ask for beyond what they supply (units a year); 0 where
            the plans add up and where nobody trades. A country at its own price is indifferent what it
            makes and is taken to make what the other asks for, as far as its labour goes.
        wage_ratio: wage in the first country over wage in the second, both in wine; without trade this
            compares wages at each country's own price.
    """

    price: float
    england: Outcome
    portugal: Outcome
    cloth_exporter: str | None
    excess_demand: float
    wage_ratio: float

    @property
    def traded(self) -> bool:
        """Whether the two trade at all."""
        return self.cloth_exporter is not None

    @property
    def own_prices(self) -> tuple[float, float]:
        """Both countries' own price (wine per cloth), the first country's first."""
        return self.england.own_price, self.portugal.own_price

    @property
    def alike(self) -> bool:
        """Whether both own prices are one, so that nobody has a comparative advantage."""
        return abs(self.england.own_price - self.portugal.own_price) <= SAME_PRICE


def market_clearing_price(england: Country = ENGLAND, portugal: Country = PORTUGAL) -> float:
    """Terms of trade (wine per cloth) at which the two countries' plans add up.

    With both countries specialised and half of income spent on each good it is the ratio of the world's
    wine to its cloth; where that falls outside the two own prices, the nearer own price clears the
    market, and the country whose own price it is goes on making both goods.
    """
    exporter, importer = (
        (england, portugal) if england.own_price <= portugal.own_price else (portugal, england)
    )
    return min(max(importer.max_wine / exporter.max_cloth, exporter.own_price), importer.own_price)


def trade_at(price: float, england: Country = ENGLAND, portugal: Country = PORTUGAL) -> Trade:
    """Let the two countries trade at given terms of trade.

    Args:
        price: terms of trade, wine per cloth; above 0.
        england: the first country.
        portugal: the second country.

    Returns:
        Both countries' production, consumption and gains. Where the price lies outside the two own
        prices both countries would sell the same good, so nobody trades and both gains are 0.

    Raises:
        ValueError: ``price`` is not a finite number above 0.
    """
    require_positive(price=price)
    low, high = sorted((england.own_price, portugal.own_price))
    within = low - SAME_PRICE <= price <= high + SAME_PRICE
    if not within or high - low <= SAME_PRICE:
        one, two = _alone(england), _alone(portugal)
        return Trade(price, one, two, None, 0.0, one.wage / two.wage)

    england_sells_cloth = england.own_price < portugal.own_price
    exporter, importer = (england, portugal) if england_sells_cloth else (portugal, england)
    demand = exporter.max_cloth / 2 + importer.max_wine / (2 * price)
    cloth_from_exporter, cloth_from_importer = exporter.max_cloth, 0.0
    if abs(price - exporter.own_price) <= SAME_PRICE:
        cloth_from_exporter = min(demand, exporter.max_cloth)
    elif abs(price - importer.own_price) <= SAME_PRICE:
        cloth_from_importer = min(max(demand - exporter.max_cloth, 0.0), importer.max_cloth)
    sells = _trading(exporter, price, cloth_from_exporter, income=price * exporter.max_cloth)
    buys = _trading(importer, price, cloth_from_importer, income=importer.max_wine)
    one, two = (sells, buys) if england_sells_cloth else (buys, sells)
    return Trade(
        price=price,
        england=one,
        portugal=two,
        cloth_exporter="england" if england_sells_cloth else "portugal",
        excess_demand=demand - cloth_from_exporter - cloth_from_importer,
        wage_ratio=one.wage / two.wage,
    )


def _alone(country: Country) -> Outcome:
    bundle = Bundle(country.max_cloth / 2, country.max_wine / 2)
    return Outcome(
        country=country,
        alone=bundle,
        production=bundle,
        consumption=bundle,
        gain=0.0,
        labour_saved=0.0,
        wage=1 / country.wine_labour,
    )


def _trading(country: Country, price: float, cloth: float, income: float) -> Outcome:
    alone = _alone(country)
    if abs(price - country.own_price) <= SAME_PRICE:  # stands exactly on its own price: not a rounding more
        gain, labour_saved = 0.0, 0.0
    elif price > country.own_price:  # sells cloth, buys a unit of wine for 1/price of cloth
        gain = math.sqrt(price / country.own_price) - 1
        labour_saved = country.wine_labour - country.cloth_labour / price
    else:  # sells wine, buys a unit of cloth for price units of wine
        gain = math.sqrt(country.own_price / price) - 1
        labour_saved = country.cloth_labour - country.wine_labour * price
    return Outcome(
        country=country,
        alone=alone.alone,
        production=Bundle(cloth, (country.labour - cloth * country.cloth_labour) / country.wine_labour),
        consumption=Bundle(income / (2 * price), income / 2),
        gain=gain,
        labour_saved=labour_saved,
        wage=income / country.labour,
    )
