"""What card M12b expects of its explorer: its formulas, written out for one state, and a staircase made of them."""

from itertools import combinations, permutations

from livefigure import percent

from ..expected import FOREIGN, GAIN, HOME, INK, LINE, LOSS, SOFT, Expected, four
from ..seen import Seen

NAMES = {1: "no tariff inside", 2: "a common tariff outside", 3: "capital moves", 4: "a common budget"}
FIRST_WORDS = {
    1: ("capital from abroad makes so much of the good", "imports now come from the dearer partner"),
    2: ("the good becomes cheaper", "nobody buys from the world any more"),
    4: ("the partner is the richer side", "it is the richer side"),
}


def incomes(measures, home: str) -> dict[str, float]:
    """Return what the four groups have: capital 30 and 70, labour 50 and 50, the good of Salvatore's textbook."""
    ours, theirs = (30, 70) if home == "borrower" else (70, 30)
    start = ours ** (1 / 3) * 50 ** (2 / 3)
    here, there = (50, 50) if 3 in measures else (ours, theirs)
    came = here - ours
    wages = [2 / 3 * capital ** (1 / 3) * 50 ** (2 / 3) for capital in (here, there)]
    owners = [1 / 3 * (50 / capital) ** (2 / 3) * own for capital, own in ((here, ours), (there, theirs))]

    tariff = 0.6 if 2 in measures else 1.0
    price, cost = (1.5, 1.5) if 1 in measures else (1 + tariff, 1.0)
    unit = 0.3 * start / 100
    extra = 0.5 * came / 3 / unit / price
    revenue = (price - cost) * (90 - 30 * price - extra)
    makers = unit * (5 * price**2 - 20)
    shared = unit * ((90 * price - 10 * price**2 - 140) * -1 + revenue - 30)
    transfer = 0.05 * (wages[1] + owners[1] - wages[0] - owners[0] - makers - shared) if 4 in measures else 0
    result = {}
    for side, more in enumerate((shared + transfer, -transfer)):
        total = wages[side] + owners[side]
        result[f"workers{side}"] = wages[side] * (1 + more / total)
        result[f"owners{side}"] = owners[side] * (1 + more / total)
    result["owners0"] += makers
    return result


def changes(measures, home: str) -> dict[str, float]:
    """Return every bar: groups, home together, both together."""
    before, now = incomes((), home), incomes(measures, home)
    found = {group: now[group] / before[group] - 1 for group in now}
    for name, groups in (("home", ("workers0", "owners0")), ("both", tuple(now))):
        found[name] = sum(now[one] for one in groups) / sum(before[one] for one in groups) - 1
    return {name: round(value, 12) for name, value in found.items()}  # -0.75 % is that, not a dust less


def expected(order: float, rungs: float, home: str) -> Expected:
    """Return the picture at a setting."""
    way, rungs = list(permutations((1, 2, 3, 4)))[int(order) - 1], int(rungs)
    states = [changes(way[:taken], home) for taken in range(5)]
    now, levels = states[rungs], [100 * one["home"] for one in states]
    last = way[rungs - 1] if rungs else None
    return Expected(
        bars={
            **four(now["workers0"], now["owners0"], now["workers1"], now["owners1"]),
            "Home, together": now["home"],
            "Both, together": now["both"],
        },
        says=_says(way, rungs, home, states) if rungs else ["Nothing is in force yet"],
        readout=_readout(last, (levels[rungs] - levels[rungs - 1]) / 100 if rungs else 0, home, levels[4]),
        panels={"stairs": _stairs(levels, rungs, home), "groups": _groups(states, rungs)},
    )


def _stairs(levels: list[float], rungs: int, home: str) -> Seen:
    sets = [some for size in range(5) for some in combinations((1, 2, 3, 4), size)]
    ticks = [(len(some), 100 * changes(some, home)["home"]) for some in sets]
    strokes = [(LINE, at - 0.4, level, at + 0.4, level) for at, level in ticks]
    strokes += [(SOFT, -0.5, 0, 4.5, 0)]
    strokes += [
        (INK, rung - 1.27, levels[rung - 1], rung + 0.27, levels[rung - 1]) for rung in range(1, rungs + 1)
    ]
    strokes += [(INK, rungs - 0.27, levels[rungs], rungs + 0.27, levels[rungs])]
    blocks = []
    for rung in range(1, rungs + 1):
        low, high = sorted(levels[rung - 1 : rung + 1])
        if high - low > 1e-4:
            colour = GAIN if levels[rung] > levels[rung - 1] else LOSS
            blocks.append((colour, rung - 0.27, rung + 0.27, low, high))
    return Seen(full=[(HOME, rungs, levels[rungs])], blocks=blocks, strokes=strokes)


def _groups(states: list[dict[str, float]], rungs: int) -> Seen:
    now = states[rungs]
    groups = (("workers0", HOME), ("owners0", HOME), ("workers1", FOREIGN), ("owners1", FOREIGN))
    places = [(colour, rungs, 100 * now[group]) for group, colour in groups]
    return Seen(
        full=places,
        drops=[(rungs, 0, rungs, max(y for _, _, y in places))],
        strokes=[(SOFT, -0.3, 0, 4.15, 0)],
    )


def _signed(value: float) -> str:
    text = percent(abs(value))
    return text if text == percent(0) else f"{'+' if value > 0 else '−'}{text}"


def _readout(last: int | None, step: float, home: str, end: float) -> dict[str, str]:
    labels = ("The last rung brought home", "It would bring as first rung", "It brings, in all 24 orders")
    if last is None:
        told = ["–"] * 3
    else:
        others = [one for one in (1, 2, 3, 4) if one != last]
        sets = [some for size in range(4) for some in combinations(others, size)]
        brought = [changes((*some, last), home)["home"] - changes(some, home)["home"] for some in sets]
        told = [_signed(step), _signed(brought[0]), f"{_signed(min(brought))} to {_signed(max(brought))}"]
    return {**dict(zip(labels, told, strict=True)), "Home after all four": _signed(end / 100)}


def _does(value: float, many: bool = False) -> str:
    way = ("gain" if value > -1e-6 else "lose") + ("" if many else "s")
    if abs(value) < 1e-6:
        return f"{way} exactly nothing"
    text = percent(abs(value))
    return f"{way} next to nothing" if text == percent(0) else f"{way} {text}"


def _says(way, rungs: int, home: str, states) -> list[str]:
    last, free = way[rungs - 1], 1 in way[: rungs - 1]
    step, now = states[rungs]["home"] - states[rungs - 1]["home"], states[rungs]
    second = {1: step < 0, 2: free, 4: home == "lender"}
    if last != 3:
        why = FIRST_WORDS[last][second[last]]
    elif home == "lender":
        why = "abroad than it did at home" if free else "imports that pay the tariff replace"
    else:
        why = "adds more than it is paid" if free else "the government loses more on the imports"
    stands = f"It stands {percent(abs(now['home']))} {'above' if now['home'] > 0 else 'below'} its start."
    return [
        f"With rung {last}, {NAMES[last]}, home {_does(step)}:",
        why,
        stands,
        f"its workers {_does(now['workers0'], True)} and its owners {_does(now['owners0'], True)}.",
    ]
