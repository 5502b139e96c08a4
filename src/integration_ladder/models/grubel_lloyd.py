"""How much trade is two-way: the index of Grubel and Lloyd, and what grouping does to it (card M7).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .card import Card
from .checks import require_positive

CARD = Card(
    number="M7",
    title="How much trade is two-way: the index of Grubel and Lloyd, and what grouping does to it.",
    source=("H. G. Grubel and P. J. Lloyd (1975), *Intra-Industry Trade*."),
    notes=(
        "The index of one group of goods with exports X and imports M is 1 - |X - M| / (X + M): 1 if both "
        "are equal, 0 if the goods go one way only. The index of a table is the mean of its groups' "
        "indices, each weighted by its share of trade, which is 1 - sum |X - M| / sum (X + M). The three "
        "tables below are the course's own inventions: round numbers that show what the index sees and "
        "what it does not. No country has this trade.",
    ),
    assumes=(
        "hardly anything, and that is the point",
        "This is no model of why anybody trades; it is a way of counting",
        "The groups come from a classification of goods, in which each further digit cuts a group into "
        "smaller ones",
    ),
    equations=(
        r"GL = 1 - \frac{|X - M|}{X + M}",
        r"GL = 1 - \frac{\sum_i |X_i - M_i|}{\sum_i (X_i + M_i)}",
    ),
    holds=(
        "the index lies between 0 and 1",
        "merging groups never lowers a table's index, and leaves it alone where all merged groups are in "
        "surplus or all in deficit",
        "exchanging exports and imports, or counting in another currency, changes nothing",
        "the index of the whole, one group, is the most that trade allows at its imbalance",
    ),
)


@dataclass(frozen=True)
class Flow:
    """Trade of one country in one product with one partner.

    Attributes:
        product: name of the product, the finest level.
        industry: the middle level, to which the product belongs.
        section: the coarsest level, to which the industry belongs.
        exports: value of exports (any currency, a year).
        imports: value of imports, in the same unit.
    """

    product: str
    industry: str
    section: str
    exports: float
    imports: float

    def __post_init__(self) -> None:
        for name, value in (("exports", self.exports), ("imports", self.imports)):
            if not (math.isfinite(value) and value >= 0):
                raise ValueError(f"{name} = {value!r}: must be a finite number of at least 0")


@dataclass(frozen=True)
class Group:
    """Exports and imports of a group of goods, in one unit of value."""

    name: str
    exports: float
    imports: float

    @property
    def trade(self) -> float:
        """Exports and imports together."""
        return self.exports + self.imports

    @property
    def two_way(self) -> float:
        """Trade that is matched by as much in the other direction."""
        return self.trade - abs(self.exports - self.imports)

    @property
    def index(self) -> float:
        """The index of Grubel and Lloyd: the matched share of trade; 0 where nothing is traded."""
        return index(self.exports, self.imports)


LEVELS: dict[str, Callable[[Flow], str]] = {
    "all": lambda flow: "all goods",
    "section": lambda flow: flow.section,
    "industry": lambda flow: flow.industry,
    "product": lambda flow: flow.product,
}
"""From the coarsest to the finest: name of the level → the group to which a flow belongs."""


def index(exports: float, imports: float) -> float:
    """The index of one group of goods, 1 - |X - M| / (X + M); 0 where nothing is traded.

    Args:
        exports: value of exports; at least 0.
        imports: value of imports in the same unit; at least 0.

    Raises:
        ValueError: one of them is negative or not finite.
    """
    Flow("", "", "", exports, imports)
    trade = exports + imports
    return 1 - abs(exports - imports) / trade if trade > 0 else 0.0


def grouped(flows: Iterable[Flow], level: str) -> tuple[Group, ...]:
    """Sum a table's flows to the groups of a level, in the order in which they first appear.

    Raises:
        ValueError: there is no such level.
    """
    if level not in LEVELS:
        raise ValueError(f"level = {level!r}: must be one of {', '.join(LEVELS)}")
    sums: dict[str, list[float]] = {}
    for flow in flows:
        values = sums.setdefault(LEVELS[level](flow), [0.0, 0.0])
        values[0] += flow.exports
        values[1] += flow.imports
    return tuple(Group(name, *values) for name, values in sums.items())


def table_index(groups: Iterable[Group]) -> float:
    """The trade-weighted mean of the groups' indices; 0 where nothing is traded."""
    groups = tuple(groups)
    trade = sum(group.trade for group in groups)
    return sum(group.two_way for group in groups) / trade if trade > 0 else 0.0


def ceiling(flows: Iterable[Flow]) -> float:
    """The most that the index can be at the table's overall imbalance: that of all goods as one group."""
    return table_index(grouped(flows, "all"))


def with_exports(flows: Iterable[Flow], factor: float) -> tuple[Flow, ...]:
    """A table in which every export is ``factor`` times what it was; imports stay.

    Raises:
        ValueError: ``factor`` is not a finite number above 0.
    """
    require_positive(factor=factor)
    return tuple(
        Flow(flow.product, flow.industry, flow.section, factor * flow.exports, flow.imports) for flow in flows
    )


TWO_RICH = (
    Flow("small cars", "cars", "machines and vehicles", 70, 50),
    Flow("large cars", "cars", "machines and vehicles", 50, 70),
    Flow("machine tools", "machinery", "machines and vehicles", 60, 40),
    Flow("pumps", "machinery", "machines and vehicles", 30, 50),
    Flow("cheese", "dairy", "food", 30, 20),
    Flow("butter", "dairy", "food", 10, 15),
    Flow("wine", "drinks", "food", 30, 20),
    Flow("beer", "drinks", "food", 20, 35),
)
"""Two rich countries: cars for cars, and much else for its like."""

ONE_WAY = (
    Flow("small cars", "cars", "machines and vehicles", 60, 0),
    Flow("large cars", "cars", "machines and vehicles", 80, 5),
    Flow("machine tools", "machinery", "machines and vehicles", 90, 0),
    Flow("pumps", "machinery", "machines and vehicles", 50, 5),
    Flow("coffee", "crops", "raw materials", 0, 90),
    Flow("cotton", "crops", "raw materials", 5, 60),
    Flow("iron ore", "ores", "raw materials", 0, 80),
    Flow("copper ore", "ores", "raw materials", 0, 55),
)
"""Machines for raw materials: next to nothing goes both ways."""

PARTS = (
    Flow("car parts", "cars", "machines and vehicles", 120, 10),
    Flow("finished cars", "cars", "machines and vehicles", 10, 120),
    Flow("chips", "electronics", "machines and vehicles", 70, 10),
    Flow("telephones", "electronics", "machines and vehicles", 5, 80),
    Flow("cloth", "textiles", "clothing and shoes", 50, 5),
    Flow("shirts", "textiles", "clothing and shoes", 5, 45),
    Flow("leather", "shoes", "clothing and shoes", 30, 5),
    Flow("shoes", "shoes", "clothing and shoes", 5, 30),
)
"""Parts out, finished goods back: two-way trade in the sums only."""

TABLES = {"two_rich": TWO_RICH, "one_way": ONE_WAY, "parts": PARTS}
