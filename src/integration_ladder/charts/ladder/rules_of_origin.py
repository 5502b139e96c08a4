"""Chart of section 2.1: how much of world trade agreements free of tariffs, and how rarely going round would pay."""

from dataclasses import dataclass

from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.vocabulary.drawing import name
from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.tables import drawn_from
from integration_ladder.vocabulary.theme import GAIN, HOME, LINE, SOFT, THIRD
from livefigure import LiveFigure, Words, number

SAY = Words(
    free_for_all="free for everybody {size}",
    freed="freed by agreements {size}",
    other="other {size}",
    areas="free trade areas: {size} of 100",
    one_sided="from rich to poor: {size} of 100",
    sentence="In {year}, {free}\u00a0% of world trade paid no tariff whoever sold; agreements freed another {freed}\u00a0%, "
    "{other}\u00a0% were left. Of 100 comparisons of two members of a free trade area, product by product, {area} find that "
    "going round would not pay; where a rich country gives a preference to a poor one, {one_sided} do.",
)
TABLE = "rules_of_origin"


@dataclass(frozen=True)
class Evidence:
    """The figures that the chart draws, in per cent."""

    year: int
    free_for_all: float
    freed: float
    other: float
    areas: float
    one_sided: float


def load() -> Evidence:
    """Return the figures."""
    rows = data.load(TABLE).set_index(["measure", "group"]).sort_index()
    value = rows["value"]
    return Evidence(
        year=int(rows.loc[("trade_by_duty", "free_for_all"), "year"]),
        free_for_all=value["trade_by_duty", "free_for_all"],
        freed=value["trade_by_duty", "freed_by_agreements"],
        other=value["trade_by_duty", "other"],
        areas=value["going_round_does_not_pay", "free_trade_areas"],
        one_sided=value["going_round_does_not_pay", "one_sided_preferences"],
    )


def draw(found: Evidence, panels: dict[str, Axes]) -> None:
    """Draw world trade as one bar of three parts, and both shares of comparisons as bars."""
    axes, low = panels["trade"], 0.0
    for size, key, colour in (
        (found.free_for_all, "free_for_all", SOFT),
        (found.freed, "freed", GAIN),
        (found.other, "other", THIRD),
    ):
        axes.bar([0.1], [size], bottom=[low], width=0.5, align="edge", color=colour)
        name(axes, 0.7, low + size / 2, SAY(key, size=number(size, 0)), colour, va="center")
        low += size
    axes = panels["round"]
    for at, size, text in (
        (2.6, found.areas, "areas"),
        (0.6, found.one_sided, "one_sided"),
    ):
        axes.barh([at], [100], height=0.7, color=LINE, alpha=0.3)
        axes.barh([at], [size], height=0.7, color=HOME)
        name(axes, 0, at + 0.6, SAY(text, size=number(size, 0)), HOME)


def describe(found: Evidence) -> str:
    """Say what is free, and how rarely going round pays."""
    return SAY(
        "sentence",
        year=found.year,
        free=number(found.free_for_all, 0),
        freed=number(found.freed, 0),
        other=number(found.other, 0),
        area=number(found.areas, 0),
        one_sided=number(found.one_sided, 0),
    )


CHART = LiveFigure(
    name="rules-of-origin",
    title="How much do agreements free, and how rarely would going round pay?",
    model=load,
    panels={
        "trade": panel(
            "World trade, by tariff",
            axis(0, 3.2),
            axis(0, 100, "per cent of its value", (0, 50, 100)),
            size=(3.6, 2.6),
            margins=(0.45, 0.05, 0.6, 0.3),
        ),
        "round": panel(
            "Going round would not pay",
            axis(0, 100),
            axis(0, 4),
            size=(3.6, 2.6),
            margins=(0.1, 0.1, 0.6, 0.3),
            frame=False,
        ),
    },
    draw=draw,
    describe=describe,
    **drawn_from(TABLE),
)
