"""Explorer of section 1.3 +: how much of trade is two-way, and who decides what is counted together? (card M7)"""

from dataclasses import dataclass

from matplotlib.axes import Axes

from integration_ladder.models.grubel_lloyd import (
    TABLES,
    Flow,
    Group,
    ceiling,
    grouped,
    table_index,
    with_exports,
)
from integration_ladder.vocabulary.about import About
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, LINE, SOFT, THEME
from livefigure import Bars, Choice, LiveFigure, Panel, Slider, Task, Words, number, percent

ABOUT = About(
    section="1.3 +",
    asks="How much of trade is two-way, and who decides what is counted together?",
    cards=("M7",),
)

WORDS = Words(
    title="Two-way trade, counted more and less finely",
    which="Made-up table",
    two_rich="Cars for cars",
    one_way="Machines for raw materials",
    parts="Parts out, goods back",
    digits="How finely to count",
    all="all goods as one",
    section="1 digit: sections",
    industry="2 digits: industries",
    product="3 digits: products",
    counted_all="as one group",
    counted_section="by sections",
    counted_industry="by industries",
    counted_product="by products",
    exports_factor="Exports, share of the table’s",
    preset_two_rich="Cars for cars",
    preset_sections="By sections",
    preset_half="Half the exports",
    flows="What goes out, what comes in",
    imports="imports",
    exports="exports",
    indices="Two-way share, all three tables",
    matched="Matched",
    matched_value="{matched} of {trade}",
    groups="Groups",
    index="Index",
    most="At most, at this balance",
    balance="Exports less imports",
    strip="Who gains? The index counts flows and does not say",
    home_workers="Home, workers",
    home_owners="Home, owners",
    foreign_workers="Abroad, workers",
    foreign_owners="Abroad, owners",
    say="Counted {how}, {matched} of {trade} is matched by as much in the other direction: the index is {index}.",
    say_all="As one group any balanced trade would look two-way; this number is about the balance, and about nothing else.",
    say_gap="The largest gap is in {group}: {exports} out, {imports} in.",
    say_gaps="Among the largest gaps is that in {group}: {exports} out, {imports} in.",
    say_no_gap="No group has a gap left.",
    say_cap="With exports so much below imports the index could not exceed {most}, whatever goes out.",
    task_parts="Parts out, goods back: the finest count in which this trade still looks two-way, with an index above 0.9.",
    task_parts_right="Right: within an industry parts and finished goods are added up, and the sum looks balanced. One digit "
    "more shows that almost nothing is.",
    task_parts_not="Not yet. Choose that table with all its exports, begin with products, and count a digit less finely.",
    task_one_way="Machines for raw materials: bring the index above 0.9.",
    task_one_way_right="Right: only if machines and ores count as one and the same. So count other people’s groups before you "
    "quote their index.",
    task_one_way_not="Not yet. In which groups do machines and raw materials fall together?",
    task_cap="Cars for cars, counted by sections: bring the index below 0.5.",
    task_cap_right="Right: no product was taken away. The index fell because exports no longer match imports in all.",
    task_cap_not="Not yet. The goods and their groups stay the same: which control is left?",
)

DIGITS = ("all", "section", "industry", "product")
"""Number of digits → level of the model."""
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


def _flows(table: str, factor: float) -> tuple[Flow, ...]:
    return with_exports(TABLES[table], factor)


def model(digits: float, table: str, exports_factor: float) -> Scene:
    """Count a table's trade with ``digits`` digits, its exports ``exports_factor`` times the table's."""
    level = DIGITS[int(digits)]
    return Scene(
        table=table,
        level=level,
        factor=exports_factor,
        groups=grouped(_flows(table, exports_factor), level),
        indices={name: table_index(grouped(_flows(name, exports_factor), level)) for name in TABLES},
        ceilings={name: ceiling(_flows(name, exports_factor)) for name in TABLES},
    )


def draw_flows(axes: Axes, scene: Scene) -> None:
    """Draw a row a group: exports to the right, imports to the left, what is matched in full colour.

    A bar is as thick as its group has products, and its area is the value: merging moves areas together.
    """
    axes.plot([0, 0], [0, ROWS], color=LINE, lw=0.8)
    products = ROWS / len(scene.groups)
    for row, group in enumerate(scene.groups):
        y = ROWS - products * (row + 0.5)
        for value, side, colour in ((group.exports, 1, HOME), (group.imports, -1, FOREIGN)):
            end = side * value / products
            axes.barh(y, end, height=0.66 * products, color=colour, alpha=0.28)
            axes.barh(y, side * group.two_way / 2 / products, height=0.66 * products, color=colour)
            axes.text(
                end + side * 6,
                y,
                number(value, 0),
                color=colour,
                ha="left" if side > 0 else "right",
                va="center",
            )
        axes.text(
            -165,
            y,
            group.name.replace(" and ", "\nand "),
            color=INK,
            ha="right",
            va="center",
            linespacing=1.1,
        )
    axes.text(-8, ROWS + 0.15, WORDS("imports"), color=FOREIGN, fontweight=600, ha="right", va="bottom")
    axes.text(8, ROWS + 0.15, WORDS("exports"), color=HOME, fontweight=600, va="bottom")


def draw_indices(axes: Axes, scene: Scene) -> None:
    """Draw the index of all three tables at this level, with the most that their balance allows."""
    for row, name in enumerate(TABLES):
        y, value = 2.5 - row, scene.indices[name]
        chosen = name == scene.table
        colour = INK if chosen else SOFT
        axes.plot([0, 1], [y - 0.22] * 2, color=LINE, lw=1, alpha=0.6)
        axes.plot([0, value], [y - 0.22] * 2, color=colour, lw=6 if chosen else 4, solid_capstyle="butt")
        axes.plot([scene.ceilings[name]] * 2, [y - 0.36, y - 0.08], color=colour, lw=1.6)
        axes.text(0.02, y + 0.1, WORDS(name), color=colour, fontweight=600 if chosen else 400)
        axes.text(1, y + 0.1, number(value), color=colour, fontweight=600 if chosen else 400, ha="right")


def draw(scene: Scene, panels: dict[str, Axes]) -> None:
    """Draw flows and indices."""
    draw_flows(panels["flows"], scene)
    draw_indices(panels["indices"], scene)


def describe(scene: Scene) -> str:
    """Say how much is matched, and what that means at this level."""
    trade = sum(group.trade for group in scene.groups)
    sentences = [
        WORDS(
            "say",
            how=WORDS(f"counted_{scene.level}"),
            matched=number(sum(group.two_way for group in scene.groups), 0),
            trade=number(trade, 0),
            index=number(scene.index),
        )
    ]
    if scene.level == "all":
        sentences.append(WORDS("say_all"))
    else:
        gaps = [abs(group.exports - group.imports) for group in scene.groups]
        worst = scene.groups[gaps.index(max(gaps))]
        key = "say_no_gap" if not max(gaps) else "say_gaps" if gaps.count(max(gaps)) > 1 else "say_gap"
        sentences.append(
            WORDS(
                key,
                group=worst.name,
                exports=number(worst.exports, 0),
                imports=number(worst.imports, 0),
            )
        )
    if scene.factor < 1:
        sentences.append(WORDS("say_cap", most=number(scene.ceilings[scene.table])))
    return " ".join(sentences)


def readout(scene: Scene) -> dict[str, str]:
    """Return the key numbers."""
    exports = sum(group.exports for group in scene.groups)
    imports = sum(group.imports for group in scene.groups)
    matched = sum(group.two_way for group in scene.groups)
    return {
        WORDS("index"): number(scene.index),
        WORDS("matched"): WORDS(
            "matched_value", matched=number(matched, 0), trade=number(exports + imports, 0)
        ),
        WORDS("groups"): str(len(scene.groups)),
        WORDS("balance"): number(exports - imports, 0),
        WORDS("most"): number(scene.ceilings[scene.table]),
    }


def who_gains(_: Scene) -> dict[str, float | None]:
    """Return the strip: all silent, since the index counts flows and knows no incomes."""
    return dict.fromkeys(
        (WORDS(key) for key in ("home_workers", "home_owners", "foreign_workers", "foreign_owners")), None
    )


EXPLORER = LiveFigure(
    name="two-way-trade",
    title=WORDS("title"),
    controls=(
        Slider(
            name="digits",
            label=WORDS("digits"),
            stops=(0, 1, 2, 3),
            default=3,
            digits=0,
            labels={digits: WORDS(level) for digits, level in enumerate(DIGITS)},
            marks={0: "0", 1: "1", 2: "2", 3: "3"},
        ),
        Choice(
            name="table",
            label=WORDS("which"),
            options={WORDS(table): table for table in TABLES},
            default="two_rich",
        ),
        Slider(
            name="exports_factor",
            label=WORDS("exports_factor"),
            stops=FACTORS,
            default=1.0,
            labels={factor: percent(factor, 0) for factor in FACTORS},
            marks={0.5: percent(0.5, 0)},
        ),
    ),
    presets={
        WORDS("preset_two_rich"): {},
        WORDS("preset_sections"): {"digits": 1},
        WORDS("preset_half"): {"exports_factor": 0.5},
    },
    model=model,
    panels={
        "flows": Panel(
            width=5.0,
            height=3.9,
            x=(-290, 160),
            y=(0, ROWS + 0.9),
            frame=False,
            title=WORDS("flows"),
            margins=(0.1, 0.05, 0.45, 0.1),
        ),
        "indices": Panel(
            width=3.6,
            height=3.9,
            x=(0, 1),
            y=(0, 3),
            x_ticks={0: "0", 0.5: "0.5", 1: "1"},
            y_ticks=(),
            title=WORDS("indices"),
            margins=(0.25, 0.25, 0.6, 0.4),
        ),
    },
    draw=draw,
    describe=describe,
    readout=readout,
    bars=Bars(
        of=who_gains,
        names=tuple(
            WORDS(key) for key in ("home_workers", "home_owners", "foreign_workers", "foreign_owners")
        ),
        limit=1,
        title=WORDS("strip"),
    ),
    tasks=(
        Task(
            name="parts",
            prompt=WORDS("task_parts"),
            holds=lambda scene: scene.table == "parts" and scene.level == "industry" and scene.index > 0.9,
            right=WORDS("task_parts_right"),
            not_yet=WORDS("task_parts_not"),
        ),
        Task(
            name="one_way",
            prompt=WORDS("task_one_way"),
            holds=lambda scene: scene.table == "one_way" and scene.index > 0.9,
            right=WORDS("task_one_way_right"),
            not_yet=WORDS("task_one_way_not"),
        ),
        Task(
            name="cap",
            prompt=WORDS("task_cap"),
            holds=lambda scene: scene.table == "two_rich" and scene.level == "section" and scene.index < 0.5,
            right=WORDS("task_cap_right"),
            not_yet=WORDS("task_cap_not"),
        ),
    ),
    theme=THEME,
)
