"""What the theory of card M16 expects of the stolper-samuelson explorer, from 2 w + r = p and 3 w + 4 r = 120."""

from math import sqrt

from livefigure import number, percent

from ..expected import HOME, INK, LINE, SOFT, Expected, four
from ..seen import Seen

END = 40
OVER = 0.3 + 4 * 2.2 / (1.35 * 72)
"""How far the line under a bar reaches: 4 points beyond it, in a panel 1.35 inches and 2.2 units wide."""


def rewards(price: float) -> tuple[float, float]:
    """Return what the factor earns of which cloth uses much, and the other one."""
    return (4 * price - 120) / 5, (240 - 3 * price) / 5


def real(price: float, made: tuple[float, float]) -> float:
    """Return the real income of a country that makes so much cloth and so much of the other good."""
    return (price * made[0] + 120 * made[1]) / sqrt(120 * price)


def line(much: float, little: float, costs: float, swapped: bool) -> tuple[float, ...]:
    """Return the straight line on which a good costs so much, cut at the panel's ends: wage, return, twice.

    ``much`` of the factor of which cloth uses much go into a unit of the good, ``little`` of the other.
    """
    labour, capital = (little, much) if swapped else (much, little)
    ends = [(0.0, costs / capital), (costs / labour, 0.0)]
    if ends[0][1] > END:
        ends[0] = ((costs - capital * END) / labour, END)
    if ends[1][0] > END:
        ends[1] = (END, (costs - labour * END) / capital)
    return (*ends[0], *ends[1])


def expected(price: float, capital_intensive: bool, made_good: float) -> Expected:
    """Return the picture at a setting."""
    much, little = rewards(price)
    dearer, dearer_star = sqrt(price / 60), sqrt(price / 36)
    # The losers' loss at home, in money: what they would need, less what they have; stocks are 70 and 60.
    needs = 1680 * dearer, 720 * dearer
    has = 70 * much, 60 * little
    loss = max(needs[0] - has[0], needs[1] - has[1]) if price != 60 else 0.0
    pay = made_good * loss * (1 if price < 60 else -1)  # to the factor of which cloth uses much
    classes = [(has[0] + pay) / needs[0] - 1, (has[1] - pay) / needs[1] - 1]
    abroad = [much / 4.8 / dearer_star - 1, little / 26.4 / dearer_star - 1]
    changes = [much / 24 - 1, little / 12 - 1]
    now, then = [much, little], [24.0, 12.0]
    if capital_intensive:
        for pair in (classes, abroad, changes, now, then):
            pair.reverse()
    gain = real(price, (20, 10)) / real(60, (20, 10)) - 1
    gain_star = real(price, (100, 30)) / real(36, (100, 30)) - 1
    place = tuple(now), tuple(then)
    had = 30 if capital_intensive else 70  # of home's real income without trade, in per cent, workers
    has_now = had * (1 + classes[0])
    return Expected(
        bars=four(*classes, *abroad) | {"Home, all": gain, "Abroad, all": gain_star},
        readout={
            "Wage": f"{number(now[0], 1)}, was {number(then[0], 1)}",
            "Return": f"{number(now[1], 1)}, was {number(then[1], 1)}",
            "An hour buys cloth, other good": f"{number(now[0] / price, 3)}, {number(now[0] / 120, 3)}, "
            f"was {number(then[0] / 60, 3)}, {number(then[0] / 120, 3)}",
            "Cloth, home and abroad": f"{_traded(600 / price - 10)}, {_traded(1800 / price - 50)}",
            "Winners at home pay": f"{number(abs(pay), 0)} of {number(has[1 if price < 60 else 0], 0)}"
            if abs(pay) > 1e-6
            else "nothing",
        },
        says=[
            *_at_home(price, capital_intensive, made_good, changes, classes, gain, pay),
            *_abroad(price, abroad),
        ],
        panels={
            "costs": Seen(
                full=[(HOME, *place[0])],
                hollow=[(HOME, *place[1])],
                strokes=[
                    (SOFT, *line(3, 4, 120, capital_intensive)),
                    (HOME, *line(2, 1, price, capital_intensive)),
                    *([(LINE, *line(2, 1, 60, capital_intensive))] if price != 60 else []),
                ],
            ),
            "incomes": Seen(
                blocks=[
                    (HOME, -0.3, 0.3, 0, has_now),
                    (SOFT, -0.3, 0.3, has_now, has_now + (100 - had) * (1 + classes[1])),
                ],
                strokes=[
                    (LINE, -OVER, 0, OVER, 0),
                    *((INK, -0.4, height, 0.4, height) for height in (had, 100)),
                ],
            ),
            "changes": Seen(
                full=[
                    (INK, price, 100 * (price / 60 - 1)),
                    *((HOME, price, 100 * change) for change in changes),
                ],
                drops=[(price, 100 * min(changes), price, 100 * max(changes))],
                strokes=[(LINE, 30, 0, 80, 0)],
            ),
        },
    )


def _traded(imports: float) -> str:
    if abs(imports) < 1e-6:
        return "nothing"
    return f"{'buys' if imports > 0 else 'sells'} {number(abs(imports), 1)}"


def _does(who: str, change: float) -> str:
    if abs(change) < 1e-6:
        return f"{who} gain exactly nothing"
    if percent(abs(change)) == percent(0):
        return f"{who} {'gain' if change > 0 else 'lose'} next to nothing"
    return f"{who} {'gain' if change > 0 else 'lose'} {percent(abs(change))}"


def _moves(what: str, change: float) -> str:
    return f"{what} {'rises' if change > 0 else 'falls'} by {percent(abs(change))}"


def _at_home(
    price: float,
    capital: bool,
    made_good: float,
    changes: list[float],
    classes: list[float],
    gain: float,
    pay: float,
) -> list[str]:
    if price == 60:
        return ["Cloth costs 60, as at home without trade", "nobody at home gains or loses."]
    less = percent(abs(price / 60 - 1))
    said = [
        f"much {'capital' if capital else 'labour'} and costs {price:g}, {less} {'more' if price > 60 else 'less'} than",
        _moves("the wage", changes[0]) + ", " + _moves("the return", changes[1]) + ".",
    ]
    if made_good:
        winners = "owners" if (price < 60) != capital else "workers"
        losers = "workers" if winners == "owners" else "owners"
        said.append(f"At home {winners} pay {losers} {number(abs(pay), 0)}: ")
    else:
        said.append("At home ")
    return [
        *said,
        f"{_does('workers', classes[0])} and {_does('owners', classes[1])}; ",
        f"home as a whole gains {percent(gain)}."
        if percent(gain) != percent(0)
        else "gains next to nothing.",
    ]


def _abroad(price: float, classes: list[float]) -> list[str]:
    if price == 36:
        return ["Abroad cloth costs what it cost there without trade, so nobody gains or loses."]
    return [f"Abroad, where cloth cost 36, {_does('workers', classes[0])} and {_does('owners', classes[1])}."]
