"""What the theory of card M14 expects of the domino explorer: s* = b0/(1 - b1) below 1, and all from b0 + b1 = 1 on."""

from math import ceil, log

from livefigure import number, percent

from ..expected import HOME, INK, LINE, SOFT, Expected, four
from ..seen import Seen

COST = 0.1
ROUNDS = 12
WHO = "Who earns more or less than before the model does not say."


def amount(value: float) -> str:
    """Return a number with at most two decimals."""
    digits = next((d for d in range(2) if abs(round(value, d) - value) < 1e-6), 2)
    return number(value, digits)


def share(value: float) -> str:
    """Return a share with at most one decimal."""
    return percent(value, 0 if abs(round(100 * value) - 100 * value) < 1e-6 else 1)


def rest(base: float, pull: float) -> float:
    """Return the share at rest."""
    return 1.0 if base + pull > 1 - 1e-9 else base / (1 - pull)


def expected(first: float, pull: float, way: str) -> Expected:
    """Return the picture at a setting."""
    joining, cost = way == "join", COST if way == "costly" else 0.0
    base = first + cost
    end, other, start = rest(base, pull), rest(first, pull), 0.0 if joining else 1.0
    # After 12 rounds, by the closed form: the distance from the rest shrinks by b1 in each, and nothing is above all.
    left = pull**ROUNDS
    last = min(1.0, base * (1 - left) / (1 - pull)) if joining else end + (1 - end) * left
    at_once = base if joining else max(0.0, 1 - base - pull)
    slack = base + pull - 1
    if abs(end - start) < 1e-9:
        rounds = "0"
    elif joining and slack > 1e-9:
        rounds = str(ceil(log(slack / base) / log(pull) - 1e-9))
    else:
        rounds = "no last one"
    kink = 1 - base
    seen_kink = 0.3 - 1e-6 <= kink <= 0.95 + 1e-6
    top = kink / pull
    wanted = (0, base, 1, base + pull) if top > 1 - 1e-6 else (0, base, top, 1, 1, 1)
    return Expected(
        bars=four(),
        readout={
            "Move at once": share(at_once),
            "Follow": share(abs(end - start) - at_once),
            "Inside at the end": share(end),
            "Rounds": rounds,
        },
        says=[*_says(first, pull, cost, end, other, at_once, rounds, joining=joining), WHO],
        panels={
            "stairs": Seen(
                full=[(HOME, end, end)],
                hollow=[(SOFT, other, other)] if cost else [],
                strokes=[(LINE, 0, 0, 1, 1), (INK, *wanted)],
            ),
            "rounds": Seen(full=[(HOME, ROUNDS, last)], strokes=[(SOFT, 0, end, ROUNDS, end)]),
            "ends": Seen(
                full=[(HOME, pull, end)],
                hollow=[(SOFT, kink, 1)] if seen_kink else [],
                drops=[(pull, 0, pull, end)],
            ),
        },
    )


def _says(
    first: float,
    pull: float,
    cost: float,
    end: float,
    other: float,
    at_once: float,
    rounds: str,
    *,
    joining: bool,
) -> list[str]:
    both = amount(first + pull)
    if joining:
        if not first:
            return ["Without a first shock nobody joins"]
        if abs(first + pull - 1) < 1e-9:
            return ["add up to just 1.", "all are inside, though no round is the last."]
        if first + pull > 1:
            return [f"add up to {both}, more than any", f"after {rounds} rounds all"]
        return [
            f"makes {share(first)} of the countries join.",
            f"in the end {share(end)} are inside.",
            f"The {share(1 - end)} outside resist more than the pull there, {number(end, 3)}.",
        ]
    if end == 1:
        return [f"the pull is {both},", *([f"leaving costs {amount(cost)}"] if cost else []), "obody leaves."]
    return [
        f"is only {both}",
        *([f"leaving costs {amount(cost)}"] if cost else []),
        f"{share(at_once)} of the countries leave at once",
        f"in the end {share(end)} are inside",
        _other(other) if cost else "as many as would have joined.",
    ]


def _other(share_joined: float) -> str:
    return f"Only {share(share_joined)} would" if share_joined else "nobody would have joined."
