"""TO WRITE what this model is about, and what it answers (card M19b).

Source, assumptions and what always holds in it: ``CARD``.
"""

from dataclasses import dataclass

from .card import Card
from .checks import require_not_negative

CARD = Card(
    number="M19b",
    title="TO WRITE what this model is, in a line.",
    source="TO WRITE author (year), *work*; and what is the course's own simplification.",
    assumes=(),
    equations=(r"y = -\frac{t^2}{10}",),
    holds=(
        "TO WRITE a first property that holds for all parameters",
        "TO WRITE a second one",
    ),
)


@dataclass(frozen=True)
class Effect:
    """TO WRITE what the model finds.

    Attributes:
        tariff: TO WRITE meaning and unit of the parameter.
        change: TO WRITE meaning and unit of the result.
    """

    tariff: float
    change: float


def effect(tariff: float) -> Effect:
    """Return TO WRITE what, with the meaning and the unit of every argument.

    Raises:
        ValueError: ``tariff`` is negative or not finite.
    """
    require_not_negative(tariff=tariff)
    return Effect(tariff, -(tariff**2) / 10)
