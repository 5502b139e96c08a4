"""A count between two dated ones, on a straight line (card M19b): what can be said of a day on which nobody counted.

Source, assumptions and what always holds in it: ``CARD``.
"""

from dataclasses import dataclass
from datetime import date

from .card import Card
from .checks import require_not_negative

CARD = Card(
    number="M19b",
    title="A count between two dated ones: what a straight line says of a day on which nobody counted.",
    source="Linear interpolation; its use for the refusals in row 3 of the paper's Table 1 is the course's own.",
    assumes=(
        "Between the two dates the count grows by as much in every day.",
        "Both counts are of the same thing, numbered by the same rule.",
    ),
    equations=(r"h = h_0 + (h_1 - h_0)\,u",),
    holds=(
        "on the two dates the line gives the two counts",
        "between them it lies between the two counts",
    ),
)


@dataclass(frozen=True)
class Between:
    """What a straight line gives.

    Attributes:
        count: the count on the day, with its fraction.
        passed: the share of the time between the two dates that has passed, 0 to 1.
        days: days from the earlier date to the day.
        span: days from the earlier date to the later one.
    """

    count: float
    passed: float
    days: int
    span: int


def between(earlier: tuple[date, float], later: tuple[date, float], day: date) -> Between:
    """Return the count on a day, on the straight line between two dated counts.

    Args:
        earlier: a date, and the count on it.
        later: a later date, and the count on it, which is not smaller.
        day: the day asked for, not before the one and not after the other.

    Raises:
        ValueError: a count is negative or not finite, the dates or the counts are not in order, or the day lies outside.
    """
    (start, first), (end, last) = earlier, later
    require_not_negative(first=first, last=last)
    if start >= end:
        raise ValueError(f"later = {end}: must be after {start}")
    if last < first:
        raise ValueError(f"last = {last}: must be {first} or more, a count does not fall")
    if not start <= day <= end:
        raise ValueError(f"day = {day}: must lie from {start} to {end}, a line says nothing of other days")
    days, span = (day - start).days, (end - start).days
    return Between(first + (last - first) * days / span, days / span, days, span)
