"""What Smith's rule expects of his explorer: card M1, from outputs per hour (home: cloth 4; abroad: wheat 1)."""

from math import sqrt

from ..expected import FOREIGN, HOME, INK, Expected, four
from ..seen import Seen


def _amount(value: float) -> str:
    return f"{round(value, 2):g}"


def _rate(rate: float) -> str:
    return {0.5: "1/2", 0.667: "2/3"}.get(round(rate, 3), _amount(rate))


def expected(rate: float, home_wheat: float, foreign_cloth: float) -> Expected:
    """Return the picture at a setting."""
    made = {"wheat": (home_wheat, 1), "cloth": (4, foreign_cloth)}
    better = [[good for good, outputs in made.items() if outputs[i] > outputs[1 - i]] for i in (0, 1)]
    own = (4 / home_wheat, foreign_cloth)
    silent = [len(goods) for goods in better] != [1, 1]
    swapped = not silent and min(own) - 1e-9 <= rate <= max(own) + 1e-9
    gained = [6 * abs(rate - one) if swapped and abs(rate - one) > 1e-9 else 0.0 for one in own]
    income = [
        None if silent else sqrt(max(rate / o, o / rate)) - 1 if g else 0.0
        for o, g in zip(own, gained, strict=True)
    ]
    goods = [{0: "nothing", 1: "".join(one), 2: "both"}[len(one)] for one in better]
    told = [
        "the rule is silent" if silent else _gain(g, cloth)
        for g, cloth in zip(gained, made["cloth"], strict=True)
    ]
    return Expected(
        bars=four(income[0], None, income[1], None),
        says=_silence(better) if silent else _says(rate, own, gained, better, swapped),
        readout={
            "Home is better at": goods[0],
            "Abroad is better at": goods[1],
            "Home gains in the swap": told[0],
            "Abroad gains in the swap": told[1],
        },
        panels={
            **{
                good: Seen(blocks=[(c, i - 0.31, i + 0.31, 0, out[i]) for i, c in enumerate((HOME, FOREIGN))])
                for good, out in made.items()
            },
            "swap": Seen()
            if silent
            else Seen(blocks=_rows(rate, own, gained, swapped), strokes=_marks(rate)),
        },
    )


def _gain(cloth: float, cloth_an_hour: float) -> str:
    hours = cloth / cloth_an_hour
    if cloth == 0:
        return "nothing"
    return f"{_amount(cloth)} cloth, {f'{_amount(60 * hours)} min' if hours < 1 else f'{_amount(hours)} h'} of work"


def _rows(rate: float, own: tuple[float, float], gained: list[float], swapped: bool) -> list:
    """A pale bar for what the labour alone would make, or give up; a full one for what the swap adds."""
    found = []
    for middle, colour, one, gain in zip((2.55, 0.65), (HOME, FOREIGN), own, gained, strict=True):
        low, high = sorted((6 * one, 6 * rate))
        found.append((colour, 0, low if swapped else 6 * one, middle - 0.31, middle + 0.31))
        if gain:
            found.append((colour, low, high, middle - 0.31, middle + 0.31))
    return found


def _marks(rate: float) -> list:
    """What 6 wheat swap for, marked in both rows."""
    return [(INK, 6 * rate, middle - 0.42, 6 * rate, middle + 0.42) for middle in (2.55, 0.65)]


NAMES = ("Home", "the country abroad")


def _says(rate, own, gained, better, swapped) -> list[str]:
    rule = [f"Home is better at {better[0][0]}, abroad at {better[1][0]}."]
    if not swapped:
        # Below both own rates the maker of wheat would be paid too little cloth, above them the maker of cloth pays too much.
        seller, good = ("wheat", "cloth") if rate < min(own) else ("cloth", "wheat")
        who = NAMES[better.index([seller])]
        return [*rule, f"At {_rate(rate)} cloth for a wheat {who} does better by making its {good} itself"]
    total = _amount(6 * abs(own[0] - own[1]))
    if 0.0 in gained:
        loser = gained.index(0.0)
        nothing = f"At {_rate(rate)} cloth for a wheat, its own rate, {NAMES[loser]} gains exactly nothing"
        return [*rule, nothing, f"All {total} cloth go to {NAMES[1 - loser]}."]
    both = f"6 wheat change hands for {_amount(6 * rate)} cloth. Home gains {_amount(gained[0])} cloth"
    return [*rule, both, f"abroad {_amount(gained[1])}; together always {total}."]


def _silence(better: list[list[str]]) -> list[str]:
    if not any(better):
        return ["neither is better at anything", "both own rates are equal"]
    at = 0 if better[0] else 1
    name = ("Home", "The country abroad")[at]
    goods = better[at]
    other = {"wheat": "cloth", "cloth": "wheat"}[goods[0]]
    more = "more of both goods" if len(goods) == 2 else f"more {goods[0]} and as much {other}"
    return [f"{name} makes {more} in an hour; {NAMES[1 - at]} is better at nothing", "Smith’s rule is silent"]
