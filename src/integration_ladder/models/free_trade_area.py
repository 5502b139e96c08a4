"""A free trade area: by which port does a good come in, and is a preference worth its proof? (card M10)

Source, assumptions and what always holds in it: ``CARD``.
"""

from dataclasses import dataclass

from .card import Card
from .checks import require_not_negative
from .customs_union import TEXTBOOK

CARD = Card(
    number="M10",
    title="Free trade area: by which port does a good come in, and is a preference worth its proof?",
    source=(
        "K. Krishna and A. O. Krueger (1995), *Implementing Free Trade Areas: Rules of Origin and Hidden "
        "Protection*; the comparison of ports as G. Felbermayr, F. Teti and E. Yalcin (2019), *Rules of Origin and the "
        "Profitability of Trade Deflection*, measure it."
    ),
    notes=(
        "Home is the member with the higher tariff; a star marks its partner's. All prices are in units of the price "
        "outside the area, and s and k are costs for each unit, as fractions of that price.",
        "The demand and the supply at home are those of the customs union's card (M9); that one cost of proof holds for "
        "both goods, that the two goods are alike at home, and the size of home's tariff are the course's own "
        "simplification.",
    ),
    assumes=(
        "either good costs 1 where it comes from, however much home buys",
        "one cost of proof holds for both goods and for every unit",
        "whoever ships takes the cheaper way",
        "if two ways cost the same, the good comes by home’s port and pays home’s tariff",
        "trans-shipment and proof use up work and goods, and nobody earns on them",
        "a unit of tariff revenue is worth as much to home as a unit of its buyers’ gain",
        "makers are the owners of the firms, and the price is all that changes for them",
    ),
    equations=(
        r"p = \min(1 + t,\; 1 + t^* + s + k)",
        r"t - t^* > s + k",
        r"t > k",
        r"Q_d = 90 - 20p, \qquad Q_s = 10p",
    ),
    holds=(
        "no good costs more than before, and none less than outside",
        "the good from outside comes through the partner only if the difference of tariffs exceeds the cost of "
        "trans-shipment and proof",
        "a preference is used only if home's tariff exceeds the cost of proof",
        "wherever the good from outside goes round, the partner's good is worth its proof, too",
        "buyers do not lose, makers and the government at home do not gain",
        "gains and losses add up to what is bought and made otherwise, less what is used up on the way",
        "dearer proof harms buyers and helps makers, or changes nothing for them",
    ),
)

HOME_TARIFF = 0.20
"""Home's tariff in the course's example, t (fraction of the price outside)."""
HOME_MARKET = TEXTBOOK
"""What home wants and makes of either good: that of the customs union's card (units a year)."""

# Two ways whose costs differ by less than this (fraction of the price outside) cost the same: 0.2 − 0.05 is not 0.15 exactly.
SAME_COST = 1e-9


@dataclass(frozen=True)
class Good:
    """One good at home, against before the free trade area. All amounts are in units of the price outside.

    Attributes:
        cost: what the duty-free way costs beyond the price outside (fraction of it).
        preferred: whether the good takes this way, free of home's tariff; else it pays the tariff at home's port.
        price: what it costs at home, p.
        bought: quantity bought at home (units a year).
        made: quantity made at home (units a year).
        buyers: gain of home's buyers.
        makers: gain of the owners of home's makers, below 0.
        treasury: change of home's duties.
        partner_treasury: duties that the partner collects on what goes on to home.
        used_up: cost of trans-shipment and proof that is really spent.
    """

    cost: float
    preferred: bool
    price: float
    bought: float
    made: float
    buyers: float
    makers: float
    treasury: float
    partner_treasury: float
    used_up: float

    @property
    def imports(self) -> float:
        """What home buys and does not make (units a year)."""
        return self.bought - self.made

    @property
    def home(self) -> float:
        """Gain of home as a whole: buyers, makers and treasury together."""
        return self.buyers + self.makers + self.treasury


@dataclass(frozen=True)
class Area:
    """A free trade area of home and a partner with a lower tariff.

    The gains without a good's name count both goods, as fractions of what home spent on the two before.

    Attributes:
        tariff: home's tariff, t (fraction of the price outside).
        partner_tariff: the partner's tariff on the good from outside, t* (fraction).
        transhipment: cost of trans-shipment through the partner, s (fraction).
        proof: cost of proof of origin, k (fraction).
        outside: the good from outside.
        partner: the good that the partner makes.
        spent_before: what home spent on both goods before (units of the price outside, a year).
    """

    tariff: float
    partner_tariff: float
    transhipment: float
    proof: float
    outside: Good
    partner: Good
    spent_before: float

    @property
    def deflected(self) -> bool:
        """Whether the good from outside comes through the partner."""
        return self.outside.preferred

    @property
    def preference_used(self) -> bool:
        """Whether the partner's good comes with proof, free of duty."""
        return self.partner.preferred

    @property
    def deflection_gap(self) -> float:
        """What going round saves on each unit of the good from outside: t − t* − s − k, 0 where the ports tie."""
        return _gap(self.tariff, self.outside.cost)

    @property
    def margin_left(self) -> float:
        """What the preference leaves on each unit of the partner's good: t − k, 0 where it is just not worth it."""
        return _gap(self.tariff, self.partner.cost)

    @property
    def least_proof(self) -> float:
        """The cost of proof from which on the good from outside comes by home's port, t − t* − s; at least 0."""
        return max(_gap(self.tariff, self.partner_tariff + self.transhipment), 0.0)

    @property
    def buyers(self) -> float:
        """Gain of home's buyers."""
        return self._both("buyers")

    @property
    def makers(self) -> float:
        """Gain of the owners of home's makers."""
        return self._both("makers")

    @property
    def treasury(self) -> float:
        """Gain of home's treasury."""
        return self._both("treasury")

    @property
    def home(self) -> float:
        """Gain of home as a whole."""
        return self._both("home")

    @property
    def partner_treasury(self) -> float:
        """Gain of the partner's treasury, as a fraction of what *home* spent on the two goods before."""
        return self._both("partner_treasury")

    @property
    def used_up(self) -> float:
        """What trans-shipment and proof use up."""
        return self._both("used_up")

    def _both(self, what: str) -> float:
        return (getattr(self.outside, what) + getattr(self.partner, what)) / self.spent_before


def form_area(
    partner_tariff: float = 0.05,
    transhipment: float = 0.03,
    proof: float = 0.20,
    tariff: float = HOME_TARIFF,
) -> Area:
    """Let home and its partner drop the tariffs between them, each keeping its own towards outside.

    Before, every unit that home bought abroad paid home's tariff.

    Args:
        partner_tariff: the partner's tariff on the good from outside, t* (fraction of the price outside); 0 or more.
        transhipment: cost of sending a unit through the partner, s (fraction); 0 or more.
        proof: cost of obtaining and proving origin in the area, k (fraction); 0 or more.
        tariff: home's tariff, t (fraction); at least 0 and below 2, where home stops buying abroad.

    Raises:
        ValueError: an argument is negative or not finite, or ``tariff`` is 2 or more.
    """
    require_not_negative(partner_tariff=partner_tariff, transhipment=transhipment, proof=proof, tariff=tariff)
    if tariff >= 2:
        raise ValueError(f"tariff = {tariff!r}: must be below 2, so that home buys abroad")
    return Area(
        tariff=tariff,
        partner_tariff=partner_tariff,
        transhipment=transhipment,
        proof=proof,
        outside=_good(tariff, duty_abroad=partner_tariff, used_up=transhipment + proof),
        partner=_good(tariff, duty_abroad=0.0, used_up=proof),
        spent_before=2 * (1 + tariff) * HOME_MARKET.demand(1 + tariff),
    )


def _gap(tariff: float, cost: float) -> float:
    gap = tariff - cost
    return 0.0 if abs(gap) <= SAME_COST else gap


def _good(tariff: float, duty_abroad: float, used_up: float) -> Good:
    """Return a good whose duty-free way costs a duty abroad and what is used up, for each unit."""
    cost, before = duty_abroad + used_up, 1 + tariff
    preferred = _gap(tariff, cost) > 0
    price = 1 + cost if preferred else before
    bought, made = HOME_MARKET.demand(price), HOME_MARKET.supply(price)
    imports, imports_before = bought - made, HOME_MARKET.demand(before) - HOME_MARKET.supply(before)
    fall = before - price
    return Good(
        cost=cost,
        preferred=preferred,
        price=price,
        bought=bought,
        made=made,
        buyers=fall * (HOME_MARKET.demand(before) + bought) / 2,
        makers=(price - before) * (HOME_MARKET.supply(before) + made) / 2,
        treasury=-tariff * imports_before if preferred else 0.0,
        partner_treasury=duty_abroad * imports if preferred else 0.0,
        used_up=used_up * imports if preferred else 0.0,
    )
