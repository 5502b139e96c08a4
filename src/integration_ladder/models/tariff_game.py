"""Two countries that set tariffs on each other: who gains, best replies, and the tariff war (card M8).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from dataclasses import dataclass
from functools import cache

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M8",
    title="Two countries that set tariffs on each other: who gains, best replies, and the tariff war.",
    source=(
        "the question is H. G. Johnson's (1953-54); the rule for the best tariff with goods that differ "
        "by where they are made is D. Gros's (1987)."
    ),
    notes=(
        "Each country has a fixed amount of one good of its own (a unit of labour makes a unit of it), "
        "everybody likes both goods with constant elasticity of substitution, and tariff revenue is "
        "handed back to the country's own people. That a country is one household which also gets the "
        "revenue is the course's own simplification.",
        "Write p for the price of the foreign good in units of the home good, before tariffs: the world "
        "price. Home buyers pay p (1 + t_H) for it, foreign buyers pay (1 + t_F) / p of their own good "
        "for the home good.",
    ),
    assumes=(
        "two countries and nobody else",
        "output does not change, so tariffs only move goods",
        "everybody in a country is alike and gets the same share of the revenue, which is the course’s "
        "own simplification",
        "governments want the real income of their country and nothing else, know the model, and choose once",
    ),
    equations=(
        r"U = \left(c_H^{(\sigma-1)/\sigma} + c_F^{(\sigma-1)/\sigma}\right)^{\sigma/(\sigma-1)}",
        r"\frac{c_H}{c_F} = \left[p\,(1+t_H)\right]^{\sigma} \qquad \frac{c_F^*}{c_H^*} = \left[\frac{1+t_F}{p}\right]^{\sigma}",
        r"t_H = \frac{1}{(\sigma-1)\,q^*}",
        r"t = \frac{1 + (1+t)^{-\sigma}}{\sigma - 1}",
        r"q^* = \frac{c_F^*}{c_F^* + c_H^*} = \frac{1}{1 + (1+t)^{-\sigma}}",
    ),
    holds=(
        "the goods' markets clear and each country's trade is balanced",
        "no pair of tariffs makes both countries better off than free trade",
        "a country gains by a small tariff alone",
        "the best reply is above 1 / (sigma - 1) and is what brute force finds",
        "two equal countries both lose by a war",
        "what one country does to size and tariffs the other does with the roles exchanged",
    ),
)

PRECISION = 1e-13
"""Prices and tariffs are iterated until a step changes them by less than this."""
STEPS = 500


@dataclass(frozen=True)
class Outcome:
    """What one country does and gets at given tariffs.

    Attributes:
        tariff: its tariff on the other's good, as a fraction of the world price.
        own: its own good that it consumes itself (units a year).
        imported: the other's good that it consumes (units a year).
        kept: share of its own output that it consumes itself, by quantity.
        real_income: the utility index of what it consumes, per unit of labour.
        gain: change of real income against free trade, as a fraction (0.07 is 7 %).
        terms_of_trade: change of the price of its good in the other's against free trade, as a fraction.
        buyers_price: change of what its buyers pay for the import, tariff included, in its own good
            against free trade, as a fraction.
        revenue: tariff revenue as a share of its income.
        gain_without_revenue: change of real income of somebody who is handed no part of the revenue.
    """

    tariff: float
    own: float
    imported: float
    kept: float
    real_income: float
    gain: float
    terms_of_trade: float
    buyers_price: float
    revenue: float
    gain_without_revenue: float


@dataclass(frozen=True)
class TariffGame:
    """Both countries at given tariffs.

    Attributes:
        size: home labour over foreign labour.
        elasticity: elasticity of substitution between the two goods.
        price: world price of the foreign good (home good per unit).
        trade: change of the world's trade against free trade, as a fraction; trade is the geometric mean
            of the two imported quantities.
        home: outcome for the home country.
        foreign: outcome for the foreign country.
    """

    size: float
    elasticity: float
    price: float
    trade: float
    home: Outcome
    foreign: Outcome


def tariffs_at(home: float, foreign: float, size: float = 1.0, elasticity: float = 3.0) -> TariffGame:
    """Let both countries set tariffs.

    Args:
        home: home's tariff on the foreign good, as a fraction of the world price; at least 0.
        foreign: the foreign country's tariff on the home good, likewise.
        size: home labour over foreign labour; above 0. Foreign labour is 1.
        elasticity: elasticity of substitution between the two goods, sigma; above 1.

    Raises:
        ValueError: an argument is outside its range.
    """
    _check(home, foreign, size, elasticity)
    price = _price(home, foreign, size, elasticity)
    free = _price(0.0, 0.0, size, elasticity)
    one = _consumption(price, home, size, elasticity)
    two = _consumption(1 / price, foreign, 1.0, elasticity)
    free_one = _consumption(free, 0.0, size, elasticity)
    free_two = _consumption(1 / free, 0.0, 1.0, elasticity)
    trade = math.sqrt(one[1] * two[1] / (free_one[1] * free_two[1])) - 1
    return TariffGame(
        size=size,
        elasticity=elasticity,
        price=price,
        trade=trade,
        home=_outcome(home, price, free, size, one, free_one, elasticity),
        foreign=_outcome(foreign, 1 / price, 1 / free, 1.0, two, free_two, elasticity),
    )


@cache
def best_reply(foreign: float, size: float = 1.0, elasticity: float = 3.0) -> float:
    """Home's tariff that gives home the highest real income against a given foreign tariff.

    Gros's rule: t_H = 1 / ((sigma - 1) q), where q is the share of its own output that the foreign country
    consumes itself at that tariff; iterated until it stands still. The foreign country's best reply is the
    same with the roles exchanged: ``best_reply(home, 1 / size)``.
    """
    _check(0.0, foreign, size, elasticity)
    tariff = 1 / (elasticity - 1)
    for _ in range(STEPS):
        new = 1 / ((elasticity - 1) * _foreign_kept(tariff, foreign, size, elasticity))
        if abs(new - tariff) < PRECISION:
            return new
        tariff = new
    raise ArithmeticError(f"best reply to {foreign!r} at size {size!r} has not settled")


@cache
def war(size: float = 1.0, elasticity: float = 3.0) -> tuple[float, float]:
    """The pair of tariffs, home's and the foreign country's, of which each is the best reply to the other."""
    _check(0.0, 0.0, size, elasticity)
    home = foreign = 1 / (elasticity - 1)
    for _ in range(STEPS):
        new_home = 1 / ((elasticity - 1) * _foreign_kept(home, foreign, size, elasticity))
        new_foreign = 1 / ((elasticity - 1) * _foreign_kept(foreign, home, 1 / size, elasticity))
        step = abs(new_home - home) + abs(new_foreign - foreign)
        home, foreign = new_home, new_foreign
        if step < PRECISION:
            return home, foreign
    raise ArithmeticError(f"the war at size {size!r} has not settled")


@cache
def winning_size(elasticity: float = 3.0) -> float:
    """Home's size (foreign = 1) at which home gains exactly nothing and loses nothing by the war.

    Below it home loses by the war, above it home is better off than under free trade.
    """
    _check(0.0, 0.0, 1.0, elasticity)
    low, high = 1.0, 2.0
    while _gain_by_war(high, elasticity) < 0:
        low, high = high, 2 * high
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if _gain_by_war(middle, elasticity) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@cache
def break_even_reply(home: float, size: float = 1.0, elasticity: float = 3.0) -> float:
    """The foreign tariff at which home, with the given tariff, is exactly as well off as under free trade.

    0 where home does not gain at any foreign tariff.
    """
    _check(home, 0.0, size, elasticity)
    if tariffs_at(home, 0.0, size, elasticity).home.gain <= 0:
        return 0.0
    low, high = 0.0, 1.0
    while tariffs_at(home, high, size, elasticity).home.gain > 0:
        low, high = high, 2 * high
    while high - low > 1e-10:
        middle = (low + high) / 2
        if tariffs_at(home, middle, size, elasticity).home.gain > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _gain_by_war(size: float, elasticity: float) -> float:
    return tariffs_at(*war(size, elasticity), size, elasticity).home.gain


def _check(home: float, foreign: float, size: float, elasticity: float) -> None:
    require_positive(size=size)
    if not (math.isfinite(elasticity) and elasticity > 1):
        raise ValueError(f"elasticity = {elasticity!r}: must be a finite number above 1")
    for name, tariff in (("home", home), ("foreign", foreign)):
        if not (math.isfinite(tariff) and tariff >= 0):
            raise ValueError(f"{name} = {tariff!r}: a tariff must be a finite number of at least 0")


def _price(home: float, foreign: float, size: float, elasticity: float) -> float:
    """World price of the foreign good at which home's imports are worth its exports.

    With x = log p the balance of trade is a function that falls in x with a slope between -1 and
    -(2 sigma - 1), so its only root lies within its own value at 0 of 0: Newton's step, and half of the
    interval where that would leave it.
    """
    own, other = elasticity * math.log1p(home), elasticity * math.log1p(foreign)

    def balance(x: float) -> tuple[float, float]:
        a, b = other - (elasticity - 1) * x, own + (elasticity - 1) * x
        value = math.log(size) + _softplus(a) - x - _softplus(b)
        return value, -1 - (elasticity - 1) * (_logistic(a) + _logistic(b))

    reach = abs(balance(0.0)[0])
    low, high, x = -reach, reach, 0.0
    for _ in range(STEPS):
        value, slope = balance(x)
        if value > 0:
            low = x
        else:
            high = x
        new = x - value / slope
        if not low <= new <= high:
            new = (low + high) / 2
        if abs(new - x) < PRECISION:
            return math.exp(new)
        x = new
    raise ArithmeticError(f"no world price was found at tariffs {home!r} and {foreign!r}, size {size!r}")


def _softplus(x: float) -> float:
    """log(1 + e^x) without overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _consumption(price: float, tariff: float, labour: float, elasticity: float) -> tuple[float, float]:
    """Own and imported good that a country consumes when imports cost ``price`` of its own good.

    It spends at world prices what its output is worth (revenue comes back), and buys own and imported
    good in the ratio (price (1 + tariff))^sigma.
    """
    ratio = (price * (1 + tariff)) ** elasticity
    imported = labour / (price + ratio)
    return ratio * imported, imported


def _foreign_kept(home: float, foreign: float, size: float, elasticity: float) -> float:
    """Share of its own output that the foreign country consumes itself, by quantity."""
    return _consumption(1 / _price(home, foreign, size, elasticity), foreign, 1.0, elasticity)[0]


def _utility(bundle: tuple[float, float], elasticity: float) -> float:
    power = (elasticity - 1) / elasticity
    return (bundle[0] ** power + bundle[1] ** power) ** (1 / power)


def _outcome(
    tariff: float,
    price: float,
    free_price: float,
    labour: float,
    bundle: tuple[float, float],
    free_bundle: tuple[float, float],
    elasticity: float,
) -> Outcome:
    revenue = tariff * price * bundle[1]
    share = revenue / (labour + revenue)
    utility = _utility(bundle, elasticity)
    gain = utility / _utility(free_bundle, elasticity) - 1
    return Outcome(
        tariff=tariff,
        own=bundle[0],
        imported=bundle[1],
        kept=bundle[0] / labour,
        real_income=utility / labour,
        gain=gain,
        terms_of_trade=free_price / price - 1,
        buyers_price=price * (1 + tariff) / free_price - 1,
        revenue=share,
        gain_without_revenue=(1 + gain) * (1 - share) - 1,  # utility is proportional to income
    )
