"""Explorer of section 1.3 +: how much of trade is two-way, and who decides what is counted together? (card M7)"""

from dataclasses import dataclass

from matplotlib.axes import Axes

from integration_ladder.models.grubel_lloyd import TABLES, Group, ceiling, grouped, table_index, with_exports
from integration_ladder.vocabulary.drawing import name, note
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import each, sentences, share
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, LINE, SOFT, THEME
from livefigure import Choice, LiveFigure, Task, Words, number

ABOUT = About("1.3 +", "How much of trade is two-way, and who decides what is counted together?", ("M7",))

SAY = Words(
    matched="{matched} of {trade}",
    counted="Counted {how}, {matched} of {trade} is matched by as much in the other direction: the index is {index}.",
    gap="The largest gap is in {group}: {exports} out, {imports} in.",
    gaps="Among the largest gaps is that in {group}: {exports} out, {imports} in.",
    cap="With exports so much below imports the index could not exceed {most}, whatever goes out.",
)

LEVELS = {
    "all": ("all goods as one", "as one group"),
    "section": ("1 digit: sections", "by sections"),
    "industry": ("2 digits: industries", "by industries"),
    "product": ("3 digits: products", "by products"),
}
"""Level of the model, by its number of digits → how the slider and how the sentence call it."""
DIGITS = tuple(LEVELS)
NAMES = {
    "two_rich": "Cars for cars",
    "one_way": "Machines for raw materials",
    "parts": "Parts out, goods back",
}
FACTORS = (0.25, 0.5, 0.75, 1.0)
"""Exports as a share of the table's."""
ROWS = 8
"""Products in a table, and rows in the panel."""


@dataclass(frozen=True)
class Scene:
    """A table at a level.

    Attributes:
        table: its key.
        level: the level at which it is counted.
        factor: its exports as a share of the table's.
        groups: the groups of the level.
        indices: table's key → index at this level and this factor.
        ceilings: table's key → the most that the index can be at its imbalance.
    """

    table: str
    level: str
    factor: float
    groups: tuple[Group, ...]
    indices: dict[str, float]
    ceilings: dict[str, float]

    @property
    def index(self) -> float:
        """The index of the chosen table."""
        return self.indices[self.table]

    @property
    def totals(self) -> tuple[float, float, float]:
        """Exports, imports, and what of both is matched."""
        sums = [(group.exports, group.imports, group.two_way) for group in self.groups]
        return tuple(map(sum, zip(*sums, strict=True)))


def model(digits: float, table: str, exports_factor: float) -> Scene:
    """Count a table's trade with ``digits`` digits, its exports ``exports_factor`` times the table's."""
    level = DIGITS[int(digits)]
    flows = {name: with_exports(TABLES[name], exports_factor) for name in TABLES}
    groups = {name: grouped(flows[name], level) for name in TABLES}
    indices = {name: table_index(groups[name]) for name in TABLES}
    ceilings = {name: ceiling(flows[name]) for name in TABLES}
    return Scene(table, level, exports_factor, groups[table], indices, ceilings)


def draw_flows(axes: Axes, scene: Scene) -> None:
    """Draw a row a group: exports to the right, imports to the left, what is matched in full colour.

    A bar is as thick as its group has products, and its area is the value: merging moves areas together.
    """
    axes.plot([0, 0], [0, ROWS], color=LINE, lw=0.8)
    products = ROWS / len(scene.groups)
    for row, group in enumerate(scene.groups):
        y, thick = ROWS - products * (row + 0.5), 0.66 * products
        for value, side, colour in ((group.exports, 1, HOME), (group.imports, -1, FOREIGN)):
            end, ha = side * value / products, "left" if side > 0 else "right"
            axes.barh(y, end, height=thick, color=colour, alpha=0.28)
            axes.barh(y, side * group.two_way / 2 / products, height=thick, color=colour)
            note(axes, end + side * 6, y, number(value, 0), colour, ha=ha, va="center")
        text = group.name.replace(" and ", "\nand ")
        note(axes, -166, y, text, INK, ha="right", va="center", linespacing=1.1)
    name(axes, -8, ROWS + 0.15, "imports", FOREIGN, ha="right", va="bottom")
    name(axes, 8, ROWS + 0.15, "exports", HOME, va="bottom")


def draw_indices(axes: Axes, scene: Scene) -> None:
    """Draw the index of all three tables at this level, with the most that their balance allows."""
    for row, (table, text) in enumerate(NAMES.items()):
        y, value = 2.5 - row, scene.indices[table]
        chosen = table == scene.table
        colour, write, width = (INK, name, 6) if chosen else (SOFT, note, 4)
        axes.plot([0, 1], [y - 0.22] * 2, color=LINE, lw=1, alpha=0.6)
        axes.plot([0, value], [y - 0.22] * 2, color=colour, lw=width, solid_capstyle="butt")
        axes.plot([scene.ceilings[table]] * 2, [y - 0.36, y - 0.08], color=colour, lw=1.6)
        write(axes, 0.02, y + 0.1, text, colour)
        write(axes, 1, y + 0.1, number(value), colour, ha="right")


def _amounts(scene: Scene) -> dict[str, str]:
    exports, imports, matched = scene.totals
    return each(number, 0, matched=matched, trade=exports + imports)


def describe(scene: Scene) -> str:
    """Say how much is matched, and what that means at this level."""
    counted = SAY("counted", how=LEVELS[scene.level][1], index=number(scene.index), **_amounts(scene))
    cap = SAY("cap", most=number(scene.ceilings[scene.table])) if scene.factor < 1 else ""
    return sentences(counted, _largest_gap(scene), cap)


def _largest_gap(scene: Scene) -> str:
    if scene.level == "all":
        return "As one group any balanced trade would look two-way; this number is about the balance, and about nothing else."
    gaps = [abs(group.exports - group.imports) for group in scene.groups]
    if not max(gaps):
        return "No group has a gap left."
    worst = scene.groups[gaps.index(max(gaps))]
    flows = each(number, 0, exports=worst.exports, imports=worst.imports)
    return SAY("gaps" if gaps.count(max(gaps)) > 1 else "gap", group=worst.name, **flows)


EXPLORER = LiveFigure(
    name="two-way-trade",
    title="Two-way trade, counted more and less finely",
    controls=(
        slider(
            "digits",
            "How finely to count",
            range(4),
            default=3,
            text=lambda digits: LEVELS[DIGITS[int(digits)]][0],
            marks={digits: str(digits) for digits in range(4)},
        ),
        Choice(
            name="table",
            label="Made-up table",
            options={text: table for table, text in NAMES.items()},
            default="two_rich",
        ),
        slider(
            "exports_factor", "Exports, share of the table’s", FACTORS, default=1.0, text=share, marks=(0.5,)
        ),
    ),
    presets={
        "Cars for cars": {},
        "By sections": {"digits": 1},
        "Half the exports": {"exports_factor": 0.5},
    },
    model=model,
    panels={
        "flows": panel(
            "What goes out, what comes in",
            axis(-283, 160),
            axis(0, ROWS + 0.9),
            size=(4.35, 3.4),
            margins=(0.1, 0.05, 0.45, 0.1),
            frame=False,
        ),
        "indices": panel(
            "Two-way share, all three tables",
            axis(0, 1, ticks={0: "0", 0.5: "0.5", 1: "1"}),
            axis(0, 3),
            size=(3.2, 3.4),
            margins=(0.15, 0.1, 0.45, 0.4),
        ),
    },
    covered=("indices",),  # in a lecture hall, until the vote
    draw=by_panel(flows=draw_flows, indices=draw_indices),
    describe=describe,
    readout=key_numbers(
        {
            "Index": ("index", number),
            "Matched": lambda scene: SAY("matched", **_amounts(scene)),
            "Groups": ("groups", lambda groups: str(len(groups))),
            "Exports less imports": ("totals", lambda totals: number(totals[0] - totals[1], 0)),
            "At most, at this balance": lambda scene: number(scene.ceilings[scene.table]),
        }
    ),
    bars=strip("Who gains? The index counts flows and does not say"),
    tasks=(
        Task(
            name="parts",
            prompt="Parts out, goods back: the finest count in which this trade still looks two-way, with an index above 0.9.",
            holds=lambda scene: (scene.table, scene.level) == ("parts", "industry") and scene.index > 0.9,
            right="Right: within an industry parts and finished goods are added up, and the sum looks balanced. One digit "
            "more shows that almost nothing is.",
            not_yet="Not yet. Choose that table with all its exports, begin with products, and count a digit less finely.",
        ),
        Task(
            name="one_way",
            prompt="Machines for raw materials: bring the index above 0.9.",
            holds=lambda scene: scene.table == "one_way" and scene.index > 0.9,
            right="Right: only if machines and ores count as one and the same. So count other people’s groups before you "
            "quote their index.",
            not_yet="Not yet. In which groups do machines and raw materials fall together?",
        ),
        Task(
            name="cap",
            prompt="Cars for cars, counted by sections: bring the index below 0.5.",
            holds=lambda scene: (scene.table, scene.level) == ("two_rich", "section") and scene.index < 0.5,
            right="Right: no product was taken away. The index fell because exports no longer match imports in all.",
            not_yet="Not yet. The goods and their groups stay the same: which control is left?",
        ),
    ),
    theme=THEME,
)
