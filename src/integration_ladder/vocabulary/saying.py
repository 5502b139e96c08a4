"""Numbers and outcomes in words: prices, fractions, shares, amounts; who gains how much, by sign."""

import re
from collections.abc import Callable, Collection
from fractions import Fraction
from operator import itemgetter
from typing import Any, TypeVar

from livefigure import Words, add_up, number, percent, spoken

T = TypeVar("T")

NEAR = 1e-6
"""A change smaller than this is none."""
NOT_SAID = "–"
"""A key number of which the model does not speak."""

SAY = Words(gains="gains {change}", loses="loses {change}", gain="gain {change}", lose="lose {change}")


def exact(value: float) -> float:
    """Return a value without the dust of computing it, which would round a half the other way."""
    return round(value, 9)


def amount(value: float, most: int = 2, least: int = 0) -> str:
    """Return an amount without needless decimals ("2", "1.5", "0.67"), at least ``least`` and at most ``most``."""
    held = (digits for digits in range(least, most) if abs(round(value, digits) - value) < NEAR)
    return number(value, next(held, most))


def share(value: float, most: int = 1) -> str:
    """Return a fraction as per cent without needless decimals ("50 %", "61.8 %"), at most ``most``."""
    return percent(
        value, next((d for d in range(most) if abs(round(100 * value, d) - 100 * value) < NEAR), most)
    )


def fraction(value: float, largest: int = 20) -> str:
    """Return a number as the fraction that it is ("9/8"), its denominator at most ``largest``."""
    return str(Fraction(value).limit_denominator(largest))


def ratio(value: float, denominators: Collection[int] = (3,)) -> str:
    """Return a ratio as a fraction if it is one with such a denominator ("4/3"), else as an amount ("0.75")."""
    for denominator in denominators:
        simple = Fraction(value).limit_denominator(denominator)
        if simple.denominator == denominator and abs(simple - value) < NEAR:
            return str(simple)
    return amount(value)


def rate(value: float) -> str:
    """Return a rate of exchange as an amount; halves and thirds below one as fractions ("2/3")."""
    return ratio(value, (2, 3)) if value < 1 else amount(value)


def count(value: float) -> str:
    """Return a number of firms, or of other things, whole where it is, else with one decimal."""
    return amount(value, 1)


def decimal(value: float) -> str:
    """Return a number with two decimals, three where two do not hold it ("1.50", "1.216")."""
    return amount(value, most=3, least=2)


def price(value: float, denominators: Collection[int] = (6, 8)) -> str:
    """Return a price with two decimals, three where two do not hold it; a fraction is named ("0.833 (5/6)")."""
    simple = ratio(value, denominators)
    return f"{number(value, 3)} ({simple})" if "/" in simple else decimal(value)


def change(value: float) -> str:
    """Return a change as per cent with its sign ("+9.5 %")."""
    return percent(value, sign=True)


def each(form: Callable[..., str], /, *how: Any, **values: Any) -> dict[str, str]:
    """Return several values, by their names, in one format: what the blanks of a template are filled with.

    >>> each(number, 0, home=10_000, foreign=8750)
    {'home': '10,000', 'foreign': '8,750'}
    """
    return {name: form(value, *how) for name, value in values.items()}


def least_first(**values: float) -> list[tuple[str, float]]:
    """Return (whose, value), the least first; of equals the one named first."""
    return sorted(values.items(), key=itemgetter(1))


def by_sign(value: float, *, above: T, zero: T, below: T, near: float = NEAR) -> T:
    """Return what goes with the sign of ``value``; anything closer to 0 than ``near`` is 0."""
    if abs(value) < near:
        return zero
    return above if value > 0 else below


def signed(value: float, said: Callable[[float], str] = amount) -> str:
    """Return a number with its sign ("+15", "−11.25"); what reads as nothing has none ("0")."""
    text = said(abs(value))
    return text if _reads_as_nothing(text) else f"{'+' if value > 0 else '−'}{text}"


def _reads_as_nothing(text: str) -> bool:
    return not re.search("[1-9]", "".join(re.findall(r"\d[\d.,]*", text)[:1]))


def adding_up(*parts: float, digits: int = 2) -> tuple[float, ...]:
    """Return parts and their sum, rounded to so many decimals that are printed, so that the sum holds as printed.

    As in the strip: the sum is rounded as any number, the parts so that they give it.
    """
    total = round(sum(parts), digits)
    return (*add_up(parts, total, digits), total)


def of_hundred(value: float, most: int = 1) -> str:
    """Return a price as the index that it is where the world price is 100 ("108", "115.5")."""
    return amount(100 * value, most)


FORMATS: dict[str, Callable[..., str]] = {
    form.__name__: form
    for form in (
        number,
        percent,
        change,
        amount,
        count,
        decimal,
        share,
        fraction,
        ratio,
        rate,
        price,
        signed,
        of_hundred,
    )
}
"""The formats of numbers by their names, as a page writes them behind a number."""


def does(change: float, *, many: bool = False, said: Callable[[float], str] = percent) -> str:
    """Return what a change does to somebody: gains or loses so much, exactly nothing, or next to nothing.

    Args:
        change: what changes, as a fraction or in whatever ``said`` says.
        many: whether they are many ("buyers gain").
        said: size of a change → as the reader sees it, with its unit.
    """
    way = ("gain" if change > -NEAR else "lose") + ("" if many else "s")
    if abs(change) < NEAR:
        return f"{way} exactly nothing"
    if _reads_as_nothing(said(abs(change))):
        return f"{way} next to nothing"
    return SAY(way, change=said(abs(change)))


def capital(text: str) -> str:
    """Return a text with its first letter large, as at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def sentences(*said: str) -> str:
    """Return several sentences as one text, each looked up by itself in another language; empty ones are left out."""
    return " ".join(map(spoken, filter(None, said)))
