"""Smith (1776): let each country make what it is better at, and swap; who gains, and when is the rule silent (card M1)?

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from dataclasses import dataclass

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M1",
    title="Smith (1776): let each country make what it is better at, and swap; who gains, and when is the "
    "rule silent?",
    source=(
        "A. Smith, *An Inquiry into the Nature and Causes of the Wealth of Nations*, books I.i, I.iii and "
        "IV.ii."
    ),
    notes=(
        "The table of outputs per hour and the swap of six wheat for six cloth are D. Salvatore's "
        "(*International Economics*, ch. 2, where the countries are the United States and the United "
        'Kingdom); the rule "each makes what it makes more of in an hour" is the textbooks\' reading of '
        "Smith. Real income with half of income spent on each good is the course's own simplification, as "
        "is the pin workshop's share of a day.",
    ),
    assumes=(
        "labour is the only factor, it can change its good but not its country, every hour makes as much "
        "as the one before, and transport costs nothing",
    ),
    equations=(
        r"\frac{A_C}{A_W} < p < \frac{A_C^*}{A_W^*}",
        r"\text{Home: } 6\left(p - \frac{A_C}{A_W}\right)",
        r"\text{abroad: } 6\left(\frac{A_C^*}{A_W^*} - p\right)",
    ),
    holds=(
        "whoever swaps does not lose",
        "a swap's gains in cloth add up to the same sum at every rate between the two own rates",
        "a country that swaps at its own rate gains exactly nothing",
        "exchanging the countries' names exchanges their gains",
        "where one country is better at nothing the rule says nothing, whatever the rate",
    ),
)

# Two rates closer than this count as equal: own rates are quotients of outputs per hour.
SAME_RATE = 1e-9

SWAP_WHEAT = 6.0
"""Wheat that changes hands in one swap (bushels), as in the textbook's example."""


@dataclass(frozen=True)
class Country:
    """What an hour's labour makes in a country.

    Attributes:
        wheat: output per hour of labour in wheat (bushels per hour).
        cloth: output per hour of labour in cloth (yards per hour).
    """

    wheat: float
    cloth: float

    def __post_init__(self) -> None:
        require_positive(wheat=self.wheat, cloth=self.cloth)

    @property
    def own_rate(self) -> float:
        """Cloth that the country gives up to make one wheat (yards per bushel)."""
        return self.cloth / self.wheat


HOME = Country(wheat=6, cloth=4)
"""The textbook's United States (Salvatore, ch. 2)."""

FOREIGN = Country(wheat=1, cloth=5)
"""The textbook's United Kingdom (Salvatore, ch. 2)."""


@dataclass(frozen=True)
class Side:
    """What one country gets out of the swap.

    Attributes:
        country: what an hour's labour makes in it.
        better_at: goods of which it makes more in an hour than the other country.
        own_cloth: cloth that it would give up to make the swap's wheat itself (yards).
        cloth_gained: cloth gained in one swap against its own labour (yards); 0 where nobody swaps, None
            where the rule is silent.
        hours_saved: the same gain in hours of its labour; None where the rule is silent.
        gain: change of real income against no trade, as a fraction, if half of income is spent on each
            good; 0 where nobody swaps, None where the rule is silent.
    """

    country: Country
    better_at: tuple[str, ...]
    own_cloth: float
    cloth_gained: float | None
    hours_saved: float | None
    gain: float | None


@dataclass(frozen=True)
class Swap:
    """Two countries at a barter rate.

    Attributes:
        rate: cloth for one wheat (yards per bushel).
        home: what the first country gets.
        abroad: what the second country gets.
        home_makes: the good that Smith's rule tells the first country to make, "wheat" or "cloth"; None
            where the rule is silent.
        swapped: whether both would swap at this rate.
        more_wheat: wheat that the world makes more when an hour of labour moves in each country to the
            good which the rule names (bushels); None where the rule is silent.
        more_cloth: the same in cloth (yards).
    """

    rate: float
    home: Side
    foreign: Side
    home_makes: str | None
    swapped: bool
    more_wheat: float | None
    more_cloth: float | None

    @property
    def silent(self) -> bool:
        """Whether Smith's rule has nothing to say: one country, or neither, is better at nothing."""
        return self.home_makes is None

    @property
    def cloth(self) -> float:
        """Cloth that changes hands for the swap's wheat (yards)."""
        return SWAP_WHEAT * self.rate


def better_at(one: Country, other: Country) -> tuple[str, ...]:
    """Return the goods of which ``one`` makes more in an hour than ``other``: its absolute advantages."""
    return tuple(good for good in ("wheat", "cloth") if getattr(one, good) > getattr(other, good))


def swap_at(rate: float, home: Country = HOME, foreign: Country = FOREIGN) -> Swap:
    """Apply Smith's rule and swap ``SWAP_WHEAT`` wheat at a barter rate.

    Args:
        rate: cloth for one wheat (yards per bushel); above 0.
        home: the first country.
        abroad: the second country.

    Returns:
        Both sides of the swap. Where the rate lies outside the two own rates one of them would rather make
        the good itself, so nobody swaps and the gains are 0.

    Raises:
        ValueError: ``rate`` is not a finite number above 0.
    """
    require_positive(rate=rate)
    ours, theirs = better_at(home, foreign), better_at(foreign, home)
    if not (len(ours) == len(theirs) == 1):
        sides = (_silent(home, ours), _silent(foreign, theirs))
        return Swap(rate, *sides, home_makes=None, swapped=False, more_wheat=None, more_cloth=None)
    low, high = sorted((home.own_rate, foreign.own_rate))
    swapped = low - SAME_RATE <= rate <= high + SAME_RATE
    wheat_side, cloth_side = (home, foreign) if ours == ("wheat",) else (foreign, home)
    return Swap(
        rate=rate,
        home=_side(home, ours, rate, swapped=swapped),
        foreign=_side(foreign, theirs, rate, swapped=swapped),
        home_makes=ours[0],
        swapped=swapped,
        more_wheat=wheat_side.wheat - cloth_side.wheat,
        more_cloth=cloth_side.cloth - wheat_side.cloth,
    )


def _silent(country: Country, better: tuple[str, ...]) -> Side:
    return Side(country, better, SWAP_WHEAT * country.own_rate, None, None, None)


def _side(country: Country, better: tuple[str, ...], rate: float, *, swapped: bool) -> Side:
    cloth_gained = hours_saved = gain = 0.0
    if swapped and abs(rate - country.own_rate) > SAME_RATE:
        # Who makes wheat gets more cloth than its own labour would make; who makes cloth gives less.
        factor = rate / country.own_rate if better == ("wheat",) else country.own_rate / rate
        cloth_gained = SWAP_WHEAT * abs(rate - country.own_rate)
        hours_saved = cloth_gained / country.cloth
        gain = math.sqrt(factor) - 1
    return Side(country, better, SWAP_WHEAT * country.own_rate, cloth_gained, hours_saved, gain)


PIN_WORKERS = 10
"""Men in the pin workshop that Smith saw (Wealth of Nations, I.i)."""

PINS_A_DAY = 48_000
"""Pins that they made among them in a day (I.i: "upwards of" this number)."""

PINS_ALONE = 20
"""Pins that a man alone could at most have made in a day (I.i: "perhaps not one")."""


def pins_per_worker() -> float:
    """Return the pins per worker and day in Smith's workshop."""
    return PINS_A_DAY / PIN_WORKERS


def working_day(market: float) -> float:
    """Return the share of a day for which a market keeps the whole pin workshop busy.

    Args:
        market: pins that the market buys in a day; above 0.

    Returns:
        A fraction of the day, at most 1: how far one can be a pin-maker and nothing else.

    Raises:
        ValueError: ``market`` is not a finite number above 0.
    """
    require_positive(market=market)
    return min(1.0, market / PINS_A_DAY)
