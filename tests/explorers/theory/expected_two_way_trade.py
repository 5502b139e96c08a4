"""What the index of Grubel and Lloyd expects of its explorer: card M7, counted by hand from the tables."""

from integration_ladder.models.grubel_lloyd import TABLES
from livefigure import number

from ..expected import FOREIGN, HOME, INK, LINE, SOFT, Expected, four
from ..seen import Seen

COUNTED = ("as one group", "by sections", "by industries", "by products")
KEYS = (
    lambda flow: "all goods",
    lambda flow: flow.section,
    lambda flow: flow.industry,
    lambda flow: flow.product,
)


def _groups(table: str, digits: int, factor: float) -> dict[str, tuple[float, float]]:
    groups: dict[str, tuple[float, float]] = {}
    for flow in TABLES[table]:
        out, come = groups.get(KEYS[digits](flow), (0.0, 0.0))
        groups[KEYS[digits](flow)] = (out + factor * flow.exports, come + flow.imports)
    return groups


def expected(digits: float, table: str, exports_factor: float) -> Expected:
    """Return the picture at a setting."""
    groups = _groups(table, int(digits), exports_factor)
    out, come = (sum(values) for values in zip(*groups.values(), strict=True))
    matched = sum(2 * min(values) for values in groups.values())
    index, most = _index(groups), _most(groups)
    counts = (number(matched, 0), number(out + come, 0))
    how = f"Counted {COUNTED[int(digits)]}, {counts[0]} of {counts[1]} is matched by as much"
    return Expected(
        bars=four(),
        says=[
            how,
            f"the index is {index:.2f}.",
            *_gap(groups, digits),
            *([f"exceed {most:.2f}"] * (exports_factor < 1)),
        ],
        readout={
            "Index": f"{index:.2f}",
            "Matched": f"{counts[0]} of {counts[1]}",
            "Groups": str(len(groups)),
            "Exports less imports": number(out - come, 0),
            "At most, at this balance": f"{most:.2f}",
        },
        panels={
            "flows": Seen(blocks=_rows(groups), strokes=[(LINE, 0, 0, 0, 8)]),
            "indices": Seen(strokes=_indices(table, int(digits), exports_factor)),
        },
    )


def _index(groups: dict[str, tuple[float, float]]) -> float:
    return sum(2 * min(values) for values in groups.values()) / sum(map(sum, groups.values()))


def _most(groups: dict[str, tuple[float, float]]) -> float:
    """The most that the index can be at the balance of all goods."""
    out, come = (sum(values) for values in zip(*groups.values(), strict=True))
    return 2 * min(out, come) / (out + come)


def _indices(chosen: str, digits: int, factor: float) -> list:
    """A row a table, from the top down: the whole from 0 to 1, the index, and a mark at the most that it can be."""
    found = []
    for row, table in enumerate(("two_rich", "one_way", "parts")):
        groups, y = _groups(table, digits, factor), 2.28 - row
        colour, most = INK if table == chosen else SOFT, _most(groups)
        found += [
            (LINE, 0, y, 1, y),
            (colour, 0, y, _index(groups), y),
            (colour, most, y - 0.14, most, y + 0.14),
        ]
    return found


def _gap(groups: dict[str, tuple[float, float]], digits: float) -> list[str]:
    if digits == 0:
        return ["As one group any balanced trade would look two-way"]
    gaps = {name: abs(out - come) for name, (out, come) in groups.items()}
    worst = max(gaps, key=gaps.get)
    if gaps[worst] == 0:
        return ["No group has a gap left."]
    several = list(gaps.values()).count(gaps[worst]) > 1
    start = "Among the largest gaps is that in" if several else "The largest gap is in"
    return [f"{start} {worst}: {number(groups[worst][0], 0)} out, {number(groups[worst][1], 0)} in."]


def _rows(groups: dict[str, tuple[float, float]]) -> list:
    """A row a group, as thick as its eighth of the panel's products, its areas the values; what is matched on top."""
    found, products = [], 8 / len(groups)
    for row, (out, come) in enumerate(groups.values()):
        middle, half = 8 - products * (row + 0.5), 0.33 * products
        for value, side, colour in ((out, 1, HOME), (come, -1, FOREIGN)):
            for length in (value, min(out, come)):
                ends = sorted((0, side * length / products))
                if length:
                    found.append((colour, *ends, middle - half, middle + half))
    return found
