"""What the theory of card M9 expects of the customs-union explorer, from Q_d = 90 - 20 P and Q_s = 10 P."""

from math import sqrt

from livefigure import add_up, number

from ..expected import FOREIGN, GAIN, HOME, INK, LINE, LOSS, SOFT, THIRD, Expected, four
from ..seen import Seen

END = 0.3 + 4 * 2.6 / (1.3 * 72)
"""How far the lines of a bar reach: 4 points beyond it, in a panel 1.3 inches and 2.6 units wide."""


def amount(value: float) -> str:
    """Return an amount with at most two decimals."""
    digits = next((d for d in range(2) if abs(round(value, d) - value) < 1e-6), 2)
    return number(value, digits)


def signed(value: float) -> str:
    """Return an amount with its sign."""
    text = amount(abs(value))
    return text if not text.strip("0.") else f"{'+' if value > 0 else '−'}{text}"


def expected(partner: float, tariff: float) -> Expected:
    """Return the picture at a setting."""
    high = 1 + tariff
    joins = partner < high - 1e-9
    low = partner if joins else high
    imports = 90 - 30 * high
    creation = 15 * (high - low) ** 2
    diversion = (partner - 1) * imports if joins else 0.0
    gain = creation - diversion
    printed = (*add_up([creation, -diversion], round(gain, 2), 2), round(gain, 2))
    spent = high * (90 - 20 * high)
    makers, buyers = 5 * (low**2 - high**2), 90 * (high - low) - 10 * (high**2 - low**2)
    government = -tariff * imports if joins else 0.0
    even = 3 - sqrt(4 - tariff**2)
    return Expected(
        bars={
            **four(None, makers / spent, None, 0.0),
            "Home, buyers": buyers / spent,
            "Home, government": government / spent,
            "Home, together": gain / spent,
        },
        readout={
            "Price at home": amount(low),
            "Imports": amount(90 - 30 * low),
            "Creation": signed(printed[0]),
            "Diversion": signed(printed[1]),
            "Home together": signed(printed[2]),
        },
        says=_says(partner, high, imports, printed) if joins else _nothing(partner, high),
        panels={
            "market": Seen(
                drops=[(10 * high, 0, 10 * high, high), (90 - 20 * high, 0, 90 - 20 * high, high)],
                blocks=[(LOSS, 10 * high, 90 - 20 * high, 1, partner)] if diversion else [],
                strokes=[
                    (colour, 0, price, 90, price)
                    for colour, price in ((THIRD, 1), (FOREIGN, partner), (THIRD, high))
                ],
            ),
            "gains": Seen(
                full=[(HOME, partner, gain)],
                hollow=[(SOFT, even, 0)] if tariff else [],
                drops=[(partner, min(0, gain), partner, max(0, gain))],
                strokes=[(LINE, 1, 0, 2, 0)],
            ),
            "sum": Seen(
                blocks=[
                    *([(GAIN, -0.3, 0.3, 0, creation)] if creation else []),
                    *([(LOSS, -0.3, 0.3, -diversion, 0)] if diversion else []),
                ],
                strokes=[(LINE, -END, 0, END, 0), (INK, -END, gain, END, gain)] if joins else [],
            ),
        },
    )


def _partner(price: float) -> str:
    return number(price, 2 if abs(round(price, 2) - price) < 1e-6 else 3)


def _nothing(partner: float, high: float) -> list[str]:
    if high == 1:
        return ["Without a tariff", "at its price, 1,", "changes nothing"]
    return [
        f"The partner’s {_partner(partner)} does not undercut",
        f"tariff, {amount(high)}:",
        "changes nothing",
    ]


def _says(partner: float, high: float, imports: float, printed: tuple[float, ...]) -> list[str]:
    creation, diversion, gain = printed
    change, diversion = abs(gain), -diversion
    home = (
        f"home {'gains' if gain > 0 else 'loses'} {amount(change)}"
        if change > 1e-6
        else "gains exactly nothing"
    )
    than = "more than" if gain > 1e-6 else "less than" if gain < -1e-6 else "just what"
    who = f"Buyers gain {than} makers and the government lose."
    if partner == 1:
        return [
            f"falls from {amount(high)} to 1",
            f"creation brings {amount(creation)}",
            home.removeprefix("home "),
            who,
        ]
    return [
        f"costs {amount(high)} at home,",
        f"who asks {_partner(partner)}.",
        f"The {amount(imports)} units",
        f"cost home 1 each; now they cost {_partner(partner)}.",
        f"Creation brings {amount(creation)}, diversion costs {amount(diversion)}: ",
        home,
        who,
    ]
