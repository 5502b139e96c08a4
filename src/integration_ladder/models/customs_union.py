"""A country joins a customs union: trade that is created, trade that is diverted, and who gains (card M9).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from dataclasses import dataclass

from .card import Card
from .checks import require_not_negative, require_positive

CARD = Card(
    number="M9",
    title="A country joins a customs union: trade that is created, trade that is diverted, and who gains.",
    source=(
        "the question is J. Viner's (1950), *The Customs Union Issue*; curves and numbers are those of "
        "D. Salvatore's textbook, *International Economics*, chapter 10."
    ),
    notes=(
        "Write p for the price at home, p* for the partner's price, 1 for the price on the world market and t for "
        "the tariff, which before the union falls on both and after it on the world alone; M is what home imports "
        "before, W what home gains.",
        "Of the two things that a customs union does, the model holds the first: the partner's goods come in free. "
        "A free trade area whose proofs of origin cost nothing gives the same numbers.",
        "That the partner's makers and those of the rest of the world sell any amount at one price is the "
        "textbook's simplification: they gain nothing by the union, so all that it does shows at home.",
        "The case in which the union freezes its trade with the world is M. C. Kemp's and H. Y. Wan's (1976), "
        "put into these curves by the course.",
    ),
    assumes=(
        "home is too small to move the price on the world market",
        "the partner sells any amount at its price, which is not below the world’s",
        "home’s tariff on the rest of the world becomes the common one",
        "the partner buys nothing of this good from home or the world, so that no tariff of its own is concerned",
        "a unit of money counts the same whoever gets it, buyers, makers or the government",
    ),
    equations=(
        r"Q_d = 90 - 20\,p \qquad Q_s = 10\,p",
        r"M = 90 - 30\,(1 + t)",
        r"W = 15\,(1 + t - p^*)^2 - (p^* - 1)\,M",
        r"p^* = 3 - \sqrt{4 - t^2}",
    ),
    holds=(
        "what buyers gain, makers lose and the government loses adds up to creation less diversion",
        "a partner that does not undercut the world's price with the tariff changes nothing",
        "buyers never lose by a union, makers and the government never gain",
        "a partner as cheap as the world brings what free trade brings",
        "the dearer the partner, the less home gains, as long as it undercuts",
        "at the break-even price home gains nothing",
        "a union that freezes its trade with the world loses nothing: buyers could pay what makers and the "
        "government lose",
    ),
)


SAME = 1e-9
"""Two prices closer than this are one: by the dust of computing 1 + t nobody undercuts."""


@dataclass(frozen=True)
class Good:
    """Demand and supply at home, both straight lines.

    Attributes:
        most: what would be bought at a price of 0 (units).
        demand_slope: how much less is bought when the price is 1 higher (units).
        supply_slope: how much more is made when the price is 1 higher (units); at 0 nothing is made.
    """

    most: float = 90.0
    demand_slope: float = 20.0
    supply_slope: float = 10.0

    def demand(self, price: float) -> float:
        """Return what is bought at a price (units)."""
        return self.most - self.demand_slope * price

    def supply(self, price: float) -> float:
        """Return what is made at home at a price (units)."""
        return self.supply_slope * price

    @property
    def own_price(self) -> float:
        """The price at which home would buy nothing from abroad."""
        return self.most / (self.demand_slope + self.supply_slope)


TEXTBOOK = Good()


@dataclass(frozen=True)
class Trade:
    """Home's market at one price.

    Attributes:
        price: what buyers pay and makers get at home, in world prices of the good.
        made: made at home (units).
        bought: bought at home (units).
        imports: the difference (units).
        cost: what home pays abroad for a unit, without tariff.
        revenue: tariff revenue (units of money, the world price of a unit being 1).
    """

    price: float
    made: float
    bought: float
    imports: float
    cost: float
    revenue: float


@dataclass(frozen=True)
class Union:
    """Home before and after it joins, and what changes (amounts in world prices of a unit).

    Attributes:
        partner: the partner's price.
        tariff: as a fraction of the price without it.
        before: home with the tariff on everybody.
        after: home with the tariff on everybody but the partner.
        undercuts: whether the partner undercuts the world's price with the tariff.
        buyers, makers, government: what each gains.
        creation: what is saved where the partner's goods replace dearer ones of home, and what is gained on those
            that nobody bought at the price before.
        diversion: what goods that came from the world before cost more at the partner.
        gain: what home gains in all: creation less diversion.
        spending: what home's buyers spent on the good before.
    """

    partner: float
    tariff: float
    before: Trade
    after: Trade
    undercuts: bool
    buyers: float
    makers: float
    government: float
    creation: float
    diversion: float
    gain: float
    spending: float

    def share(self, amount: float) -> float:
        """Return an amount as a share of what home's buyers spent on the good before."""
        return amount / self.spending


def union_at(partner: float, tariff: float, good: Good = TEXTBOOK) -> Union:
    """Let home form a customs union with a partner.

    Args:
        partner: the partner's price in world prices; at least 1, or the union would not be needed to buy there.
        tariff: home's tariff as a fraction of the price without it; at least 0.
        good: demand and supply at home.

    Raises:
        ValueError: an argument is outside its range, or home would not buy abroad even at the world price.
    """
    require_not_negative(tariff=tariff)
    require_positive(demand_slope=good.demand_slope, supply_slope=good.supply_slope)
    if not math.isfinite(partner) or partner < 1:
        raise ValueError(f"partner = {partner!r}: must be a finite price, 1 or more: the world's is 1")
    if not good.own_price > 1:
        raise ValueError(
            f"good = {good!r}: home must buy abroad at the world price 1, its own is {good.own_price}"
        )
    high = min(1 + tariff, good.own_price)
    before = _trade(good, high, 1.0, tariff)
    undercuts = partner < high - SAME
    after = _trade(good, partner, partner, 0.0) if undercuts else before
    low = after.price
    creation = (good.demand_slope + good.supply_slope) * (high - low) ** 2 / 2
    diversion = (after.cost - before.cost) * before.imports
    return Union(
        partner=partner,
        tariff=tariff,
        before=before,
        after=after,
        undercuts=undercuts,
        buyers=(high - low) * (good.demand(high) + good.demand(low)) / 2,
        makers=-(high - low) * (good.supply(high) + good.supply(low)) / 2,
        government=after.revenue - before.revenue,
        creation=creation,
        diversion=diversion,
        gain=creation - diversion,
        spending=before.price * before.bought,
    )


def _trade(good: Good, price: float, cost: float, tariff: float) -> Trade:
    made, bought = good.supply(price), good.demand(price)
    return Trade(price, made, bought, bought - made, cost, tariff * (bought - made))


def break_even_partner(tariff: float, good: Good = TEXTBOOK) -> float:
    """Return the partner's price at which a union changes nothing in all: below it home gains, above it loses.

    Raises:
        ValueError: the tariff is negative, or so high that home buys nothing abroad before.
    """
    require_not_negative(tariff=tariff)
    room = good.own_price - 1
    if tariff > room:
        raise ValueError(f"tariff = {tariff!r}: must be at most {room!r}, where home stops buying abroad")
    return good.own_price - math.sqrt(room**2 - tariff**2)


def break_even_tariff(partner: float, good: Good = TEXTBOOK) -> float:
    """Return the tariff from which a union with such a partner pays, as a fraction of the price without it.

    Raises:
        ValueError: the partner is cheaper than the world, or too dear to sell to home at all.
    """
    if not 1 <= partner <= good.own_price:
        raise ValueError(f"partner = {partner!r}: must lie between 1 and {good.own_price!r}")
    return math.sqrt((good.own_price - 1) ** 2 - (good.own_price - partner) ** 2)


@dataclass(frozen=True)
class Frozen:
    """A union that chooses its tariff on the world so that the world sells to it what it sold before (Kemp and Wan 1976).

    Attributes:
        union: the union that keeps home's tariff on the world as it was, for comparison.
        external: the tariff on the world that freezes this trade, as a fraction of the price without it.
        from_world, from_partner: what home imports from each afterwards (units).
        revenue: what the tariff on the world brings afterwards, all of it home's.
        buyers, makers, government: what each gains at home, before anybody is compensated.
        gain: what home gains in all.
    """

    union: Union
    external: float
    from_world: float
    from_partner: float
    revenue: float
    buyers: float
    makers: float
    government: float
    gain: float

    @property
    def compensation(self) -> float:
        """The lump sum that buyers would have to pay so that neither makers nor the government lose."""
        return -(self.makers + self.government)

    def passed_on(self, part: float) -> float:
        """Return what home gains if the partner gets a part of the revenue from the tariff on the world."""
        return self.gain - part * self.revenue


def frozen_at(partner: float, tariff: float, good: Good = TEXTBOOK) -> Frozen:
    """Let home form a customs union that freezes what it buys from the world.

    With the tariff on the world at the difference of the two prices buyers pay the same for goods of both, so that they may
    as well take from the world what they took before, and the rest from the partner.

    Raises:
        ValueError: as ``union_at`` does.
    """
    union = union_at(partner, tariff, good)
    before, after = union.before, union.after
    from_partner = after.imports - before.imports
    external = partner - 1 if union.undercuts else tariff
    revenue = (after.price - 1) * before.imports
    government = revenue - before.revenue
    return Frozen(
        union=union,
        external=external,
        from_world=before.imports,
        from_partner=from_partner,
        revenue=revenue,
        buyers=union.buyers,
        makers=union.makers,
        government=government,
        gain=union.buyers + union.makers + government,
    )
