"""Chart of section 1.3: what two agreements with its large neighbour did to Canadian industry."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from integration_ladder import data
from integration_ladder.vocabulary.drawing import name, note
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.theme import COMPARED, GAIN, HOME, INK, LOSS, SOFT, THEME
from livefigure import LiveFigure, Words, number

SAY = Words(
    due="{value} by the pact",
    other="{value} by other causes",
    sentence="Making cars in Canada was {before}\u00a0% less efficient than in the United States before the pact of 1965 and "
    "{after}\u00a0% less some years later; {due} of these {all} points are put down to the pact. After the agreement of 1989 "
    "the Canadian industries with the deepest cuts of tariffs had {jobs}\u00a0% fewer jobs and {industry}\u00a0% more output per "
    "worker; where American tariffs fell most, plants made {plant}\u00a0% more per worker.",
)
TABLE = "scale_evidence"


def load() -> pd.DataFrame:
    """Return the table, indexed by measure and group."""
    return data.load(TABLE).set_index(["measure", "group"]).sort_index()


def _bar(axes: Axes, left: float, bottom: float, width: float, height: float, colour: str) -> None:
    axes.add_patch(Rectangle((left, bottom), width, height, color=colour, alpha=0.75))


def draw(table: pd.DataFrame, panels: dict[str, Axes]) -> None:
    """Draw the handicap before and after, and the three changes."""
    axes = panels["pact"]
    values = {}
    for at, group in ((0.1, "before_pact"), (1.5, "after_pact")):
        row = table.loc[("cost_of_being_small", group)]
        values[group] = row["value"]
        _bar(axes, at, 0, 0.9, row["value"], HOME)
        note(axes, at + 0.45, -3.4, f"{row['year_from']}–{row['year_to'] % 100}", ha="center")
        name(axes, at + 0.45, row["value"] / 2 - 0.8, number(row["value"], 0), ha="center")
    due = table.loc[("reduction", "due_to_pact"), "value"]
    other = table.loc[("reduction", "all_causes"), "value"] - due
    top = values["after_pact"]
    for bottom, size, key, colour in ((top, other, "other", SOFT), (top + other, due, "due", GAIN)):
        axes.plot(
            [1.5, 1.5, 2.4, 2.4, 1.5],
            [bottom, bottom + size, bottom + size, bottom, bottom],
            color=colour,
            lw=1.4,
            ls=COMPARED,
        )
        name(axes, 2.52, bottom + size / 2 - 0.8, SAY(key, value=number(size, 0)), colour)

    axes = panels["agreement"]
    rows = (
        ("employment", "deepest_canadian_cuts", "Jobs, where Canada’s tariffs fell most"),
        ("industry_productivity", "deepest_canadian_cuts", "Output per worker, in the same industries"),
        ("plant_productivity", "largest_us_cuts", "Output per worker, where American tariffs fell most"),
    )
    for at, (measure, group, text) in zip((3.8, 1.95, 0.1), rows, strict=True):
        value = table.loc[(measure, group), "value"]
        colour = GAIN if value > 0 else LOSS
        _bar(axes, min(0, value), at, abs(value), 0.7, colour)
        axes.plot([0, 0], [at - 0.1, at + 0.8], color=INK, lw=1)
        name(
            axes,
            value + (1 if value > 0 else -1),
            at + 0.16,
            number(value, 0),
            colour,
            ha="left" if value > 0 else "right",
        )
        note(axes, -21, at + 0.95, text, INK, fontsize=12)


def describe(table: pd.DataFrame) -> str:
    """Say what each agreement did."""
    value = table["value"]
    return SAY(
        "sentence",
        before=number(value["cost_of_being_small", "before_pact"], 0),
        after=number(value["cost_of_being_small", "after_pact"], 0),
        due=number(value["reduction", "due_to_pact"], 0),
        all=number(value["reduction", "all_causes"], 0),
        jobs=number(-value["employment", "deepest_canadian_cuts"], 0),
        industry=number(value["industry_productivity", "deepest_canadian_cuts"], 0),
        plant=number(value["plant_productivity", "largest_us_cuts"], 0),
    )


CHART = LiveFigure(
    name="scale-evidence",
    title="Canada in a larger market, twice",
    model=load,
    panels={
        "pact": panel(
            "Cars: the pact of 1965",
            axis(0, 4.6),
            axis(0, 30, "less efficient than American, per cent", (0, 10, 20, 30)),
            size=(3.8, 3.2),
            margins=(0.4, 0.1, 0.6, 0.4),
        ),
        "agreement": panel(
            "All industries: the agreement of 1989",
            axis(-21, 24, ticks=None),
            axis(-0.2, 5.6, "change it brought, per cent", None),
            size=(4.6, 3.2),
            margins=(0.1, 0.1, 0.6, 0.1),
            frame=False,
        ),
    },
    draw=draw,
    describe=describe,
    source="Fuss and Waverman (1986); Trefler (2004): figures of their summaries. Facts, cited.",
    depends_on=(data.path(TABLE),),
    theme=THEME,
)
