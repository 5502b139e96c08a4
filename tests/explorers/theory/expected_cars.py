"""What the theory of two car markets expects of their explorer: card M4, by n = sqrt(S / (bF)) and P = c + 1/(bn)."""

from math import sqrt

from livefigure import number, percent

from ..expected import FOREIGN, HOME, INK, SOFT, Expected, four
from ..seen import Seen

LABELS = ("Firms in all", "Price at home", "Price abroad", "Cars a firm makes", "Buyers save in a year")


def _count(firms: float) -> str:
    return f"{firms:.0f}" if abs(firms - round(firms)) < 1e-6 else f"{firms:.1f}"


def _average_cost(size: float, fixed_cost: float, colour: str) -> tuple:
    """The line 5 + nF/S (thousand dollars), as far as the panel goes."""
    rise = fixed_cost / size / 1000
    end = min(20, 15 / rise)
    return (colour, 0, 5, end, 5 + rise * end)


def expected(home: float, foreign: float, fixed_cost: float) -> Expected:
    """Return the picture at a setting; markets in million cars, the fixed cost in million dollars a year."""
    sizes = (home, foreign, home + foreign)
    firms = [sqrt(30_000 * size / fixed_cost) for size in sizes]
    small = [n < 2 - 1e-9 for n in firms[:2]]
    buyers = ("Home, buyers", "Abroad, buyers")
    if any(small):
        where = "at home, like the one abroad," if all(small) else "at home" if small[0] else "abroad"
        return Expected(
            bars=four() | dict.fromkeys(buyers),
            says=[f"the market {where} is too small to carry two firms"],
            readout=dict.fromkeys(LABELS, "–"),
        )
    prices = [5_000 + 30_000 / n for n in firms]
    made = [1e6 * size / n for size, n in zip(sizes, firms, strict=True)]
    gains = [price / prices[2] - 1 for price in prices[:2]]
    before, after = firms[0] + firms[1], firms[2]
    saved = sum((price - prices[2]) * size * 1e6 for price, size in zip(prices[:2], sizes[:2], strict=True))
    thick = [0.95 * one / made[2] for one in made]
    return Expected(
        bars=four(None, 0.0, None, 0.0) | dict(zip(buyers, gains, strict=True)),
        says=[
            f"carry {_count(before)} firms, together {_count(after)}: {_count(before - after)} leave",
            f"{percent(gains[0])} more at home, {percent(gains[1])} more abroad",
            f"from {_count(after)} models instead of {_count(firms[0])} and {_count(firms[1])}.",
        ],
        readout=dict(
            zip(
                LABELS,
                (
                    f"{_count(before)} → {_count(after)}",
                    f"{number(prices[0], 0)} → {number(prices[2], 0)} dollars",
                    f"{number(prices[1], 0)} → {number(prices[2], 0)} dollars",
                    f"{number(made[0], 0)} and {number(made[1], 0)} → {number(made[2], 0)}",
                    f"{saved / 1e9:.2f} billion dollars, the fixed cost of {_count(before - after)} firms",
                ),
                strict=True,
            )
        ),
        panels={
            "curves": Seen(
                hollow=[(HOME, firms[0], prices[0] / 1000), (FOREIGN, firms[1], prices[1] / 1000)],
                full=[(INK, after, prices[2] / 1000)],
                drops=[(n, 5, n, price / 1000) for n, price in zip(firms, prices, strict=True)],
                strokes=[
                    _average_cost(size, fixed_cost, colour)
                    for size, colour in zip(sizes, (HOME, FOREIGN, INK), strict=True)
                ],
            ),
            "firms": Seen(
                blocks=[
                    (HOME, 0, firms[0], 2.1, 2.1 + thick[0]),
                    (FOREIGN, firms[0], before, 2.1, 2.1 + thick[1]),
                    (INK, 0, after, 0.25, 0.25 + thick[2]),
                ],
                strokes=[(SOFT, after, 0.25, before, 0.25, before, 1.2, after, 1.2)],
            ),
        },
    )
