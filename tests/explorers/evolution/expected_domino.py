"""What the theory of card M14 expects of the domino explorer, at every setting."""

from livefigure import percent

from ..expected import HOME, Expected, four
from ..seen import Seen


def expected(tariff: float) -> Expected:
    """Return the picture at a setting."""
    # TO WRITE the numbers by the card's formulas, or by the model; not by the explorer's own functions
    change = -(tariff**2) / 10
    home = f"loses {percent(-change)}" if change <= -0.0005 else "loses next to nothing"
    return Expected(
        bars=four(change, None, None, None),
        says=[f"a tariff of {percent(tariff, 0)} home {home if change else 'gains exactly nothing'}"],
        panels={
            "change": Seen(
                full=[(HOME, 100 * tariff, 100 * change)],
                drops=[(100 * tariff, 100 * change, 100 * tariff, 0)],
            )
        },
    )
