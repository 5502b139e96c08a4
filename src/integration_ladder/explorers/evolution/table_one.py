"""Explorer of section 3.3: what does a row of Table 1 say, what was measured, and what can nobody see? (card M19b, data)"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.charts.evolution import table_one_rows as rows
from integration_ladder.charts.evolution.table_one_rows import ROWS, Row, fact
from integration_ladder.vocabulary.drawing import drop, full, hollow, name, note
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, panel, strip
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, LINE, SECOND, SOFT, THEME
from livefigure import Choice, LiveFigure, Task, Words, number, percent

ABOUT = About(
    "3.3", "What does each row of Table 1 say, what was measured, and what can nobody see?", ("M19b",)
)

SAY = Words(
    said_1="The paper says of 2017: a tax reform of the United States government encouraged American multinationals to "
    "bring overseas funds home, so that the scale of cross-border investment in the world fell. So the row itself says what "
    "followed.",
    said_2="The paper says of 2017: the United States government, charging that the Paris Agreement burdened the United "
    "States with an unfair economic cost, announced its withdrawal from this agreement on global climate change. Besides the "
    "heading’s “damaged” the row does not say what followed.",
    said_3="The paper says of 2017 to 2019: the United States government used its veto 29 times to obstruct the selection "
    "of members of the WTO’s Appellate Body, with the result that the WTO’s settlement of disputes gradually came to a halt. "
    "So the row itself says what followed.",
    said_4="The paper says of 2018: the United States government terminated NAFTA and replaced it by the United "
    "States–Mexico–Canada Agreement, with clauses favourable to the United States. Besides the heading’s “damaged” the row "
    "does not say what followed.",
    said_5="The paper says of 2018 to date: the United States government announced additional tariffs on about {announced} "
    "billion dollars of imports from China; economic and trade friction with China keeps escalating. Besides the heading’s "
    "“damaged” the row does not say what followed from the tariffs.",
    measured_1="The world received {unctad} less direct investment in 2018 than in 2017 by UNCTAD’s count, {oecd} less by "
    "the OECD’s, {bank} less by the World Bank’s; the first two name the reform as the main cause. By UNCTAD’s it had fallen "
    "in 2017 too, by {before}. Announced new projects rose by {projects}. In one model American firms invest {model} less "
    "abroad than under the old tax.",
    measured_2="The United States was a party from {joined}, out from {left}, and in again from {back}. One model has China "
    "lose {least} to {most} billion dollars more of GDP in 2030, and the EU {least_eu} to {most_eu}, if the world’s emissions "
    "and the shares in them are fixed.",
    measured_3="Reports number some refusals: {first}, {second}. The proposal that was refused had {few} members behind it "
    "in November 2017, {many} in December 2019. After 10 December 2019 no new appeal could be heard; {pending} waited at the "
    "end of 2020. No estimate of what this did to trade was found.",
    measured_4="NAFTA was in force to the day before its successor, 1 July 2020. A model made before puts American output "
    "{gain} above NAFTA going on; without a value for less uncertainty it is {loss} billion dollars below.",
    measured_5="From January 2018 to September 2019 the average American tariff on goods from China rose from {usa_first} "
    "to {usa_top}, China’s on American goods from {china_first} to {china_top}; from 14 February 2020, under an agreement, "
    "they were {usa_last} and {china_last}. In 2018 American buyers of imports lost {buyers} billion dollars, all partners "
    "together; after revenue and producers’ gains {net} billion remained.",
    not_measurable_1="Nobody can see the world’s investment of 2018 without the reform. Nor does a count say whether less "
    "of it is damage: the model’s authors call part of what went before excess.",
    not_measurable_2="Nobody can see what other countries would have promised, or emitted, had the United States stayed. "
    "Whether an agreement on climate is part of economic integration depends on what one calls by this name.",
    not_measurable_3="Nobody can see the disputes that would have been brought, settled or not begun, had appeals gone on.",
    not_measurable_4="Nobody can see North America with the old agreement going on, or with none. Whether a clause is "
    "favourable to one side depends on which of the two it is compared with.",
    not_measurable_5="Nobody can see trade without these tariffs: what came by tariffs, what by fear of more, and what by "
    "the answers to them happened together.",
)

SAID, MEASURED, NOT = "said", "measured", "not_measurable"
LATE = 8
"""From where on the axis words end at their place, to stay inside the panel."""
LEFT, TOP, FOOT, KEY = -0.5, 1.32, -0.13, 1.24
"""Places in the first panel: of what stands at its left edge, of its top, of the years below it, of the unit."""
END = 10.0
"""Where the record ends: with the year 2020, for every row but the third, whose next numbered refusal is of 2022."""
SAID_AT = 0.6
"""Height of the time that the paper gives."""
HIGH, LOW = 0.82, 0.36
"""Heights of two states: in and out, the old and the new."""
START = {1: (2010, 1.0), 3: (2016, 1.5)}
"""The year at which the axis of a row begins, and units of the axis to a year (2016 and 2 for the others)."""
OTHERS = (2016, 2.0)
TICKS = {1: range(2010, 2021, 2), 3: range(2016, 2023, 2)}
"""Row → the years that stand below it (2016 to 2021 for the others)."""
SPAN = {
    1: ((2017, 2018), 5.4, "a tax reform", "so that investment fell"),
    2: ((2017, 2018), 1.9, "withdrawal announced", "what followed: not said"),
    3: ((2017, 2020), 1.4, "29 vetoes", "so that it came gradually to a halt"),
    4: ((2018, 2019), 3.9, "NAFTA replaced", "what followed: not said"),
    5: ((2018, 2021), 3.9, "tariffs announced", "friction keeps escalating"),
}
"""Row → the time that the paper gives, where its words begin, what happened, and what else the row says."""
WITHOUT = {
    1: date(2018, 1, 1),
    2: date(2020, 11, 4),
    3: rows.STOP,
    4: date(2020, 7, 1),
    5: date(2018, 7, 6),
}
"""Row → from when a world without the act would have to be seen."""
UNIT = {
    1: "billion dollars a year, current prices",
    2: "party to the Paris Agreement",
    3: "number of the refusal",
    4: "agreement in force",
    5: "average tariff, per cent",
}
LEVELS = {
    1: {0: "0", 1 / 3: "1,000", 2 / 3: "2,000", 1: "3,000"},
    2: {HIGH: "in", LOW: "out"},
    3: {0: "0", 0.25: "20", 0.5: "40", 0.75: "60", 1: "80"},
    4: {HIGH: "old", LOW: "new"},
    5: {0: "0", 0.4: "10", 0.8: "20"},
}
COLUMNS = {"said": "claimed", "counted": "counted", "estimated": "estimated"}


@dataclass(frozen=True)
class Scene:
    """A row of the table in one of three readings."""

    row: Row
    reading: str


def model(row: int, reading: str) -> Scene:
    """Return the row and the reading."""
    return Scene(ROWS[row - 1], reading)


def year_of(day: date) -> float:
    """Return a day as a year with its fraction."""
    start = date(day.year, 1, 1)
    return day.year + (day - start).days / (date(day.year + 1, 1, 1) - start).days


def place(row: int, year: float) -> float:
    """Return where a year stands on the axis of a row."""
    first, units = START.get(row, OTHERS)
    return (year - first) * units


def said(day: date) -> str:
    """Return a day in words ("4 November 2016")."""
    return f"{day.day} {day:%B %Y}"


def ordinal(count: int) -> str:
    """Return a count as an ordinal ("52nd")."""
    last = 0 if 10 < count % 100 < 14 else count % 10
    return f"{count}{({1: 'st', 2: 'nd', 3: 'rd'}).get(last, 'th')}"


def _line(
    axes: Axes, xs: tuple[float, float], ys: tuple[float, float], colour: str, width: float = 2.6
) -> None:
    axes.plot(xs, ys, color=colour, lw=width, solid_capstyle="butt")


def _investment(axes: Axes, pale: bool) -> None:
    table = rows.investment()
    for group, colour, dash in (("world", HOME, "-"), ("other", FOREIGN, SECOND)):
        heights = table[group] / 3000
        axes.plot(
            [place(1, year) for year in table.index], heights, color=LINE if pale else colour, lw=2, ls=dash
        )
        if not pale:
            for year in (2017, 2018):
                full(axes, place(1, year), heights[year], colour)
    if not pale:
        name(axes, 4.6, 1.0, "world", HOME, ha="right")
        name(axes, 0.1, 0.3, "not high-income", FOREIGN)


def _states(axes: Axes, row: int, changes: list[tuple[float, float]], pale: bool) -> None:
    """Draw a state that jumps: (year, height from then on)."""
    colour = LINE if pale else HOME
    ends = [*(place(row, year) for year, _ in changes[1:]), END]
    for (year, height), end in zip(changes, ends, strict=True):
        _line(axes, (max(0, place(row, year)), end), (height, height), colour)
    if not pale:
        for year, height in changes[1:]:
            full(axes, place(row, year), height, HOME)


def _paris(axes: Axes, pale: bool) -> None:
    party = {day: is_in for day, is_in in rows.dated("party").items() if day.year <= rows.LAST_YEAR}
    _states(axes, 2, [(year_of(day), HIGH if is_in else LOW) for day, is_in in party.items()], pale)
    if not pale:
        said = place(2, year_of(date(2017, 6, 1)))
        hollow(axes, said, HIGH, HOME)
        note(axes, said, HIGH + 0.07, "announced", ha="left")


def _refusals(axes: Axes, pale: bool) -> None:
    for day, count in rows.refusals()[:2]:
        full(axes, place(3, year_of(day)), count / 80, LINE if pale else HOME)
    if not pale:
        drop(axes, place(3, year_of(rows.STOP)), 0.96)
        note(axes, place(3, year_of(rows.STOP)), 1.0, "no new appeals", ha="center")


def _nafta(axes: Axes, pale: bool) -> None:
    (new,), (signed,) = rows.dated("usmca_in_force"), rows.dated("usmca_signed")
    _states(axes, 4, [(1994, HIGH), (year_of(new), LOW)], pale)
    if not pale:
        at = place(4, year_of(signed))
        hollow(axes, at, LOW, HOME)
        note(axes, at, LOW + 0.08, "signed", ha="center")


def _tariffs(axes: Axes, pale: bool) -> None:
    table = rows.tariffs().loc[: rows.LAST]
    days = [place(5, year_of(date.fromisoformat(day))) for day in table.index]
    for indicator, colour in (("china_on_us", FOREIGN), ("us_on_china", HOME)):
        heights = table[indicator] / 25
        axes.step(
            [*days, END], [*heights, heights.iloc[-1]], where="post", color=LINE if pale else colour, lw=2
        )
        if not pale:
            for day in (rows.FIRST, rows.TOP, rows.TRUCE):
                full(axes, place(5, year_of(date.fromisoformat(day))), heights[day], colour)
    if not pale:
        name(axes, 3.8, 0.5, "China on US", FOREIGN, ha="right")
        name(axes, 6.3, 0.36, "US on China", HOME)


RECORD: dict[int, Callable[[Axes, bool], None]] = {
    1: _investment,
    2: _paris,
    3: _refusals,
    4: _nafta,
    5: _tariffs,
}
"""Row → what was measured of it, pale where it only stands behind."""


def draw_record(axes: Axes, scene: Scene) -> None:
    """Draw the row's time as the paper gives it, or what was measured, or where the world without the act is missing."""
    row = scene.row.number
    for year in TICKS.get(row, range(2016, 2022)):
        note(axes, place(row, year), FOOT, str(year), ha="center", va="center")
    if scene.reading == SAID:
        (begin, end), left, act, effect = SPAN[row]
        _line(axes, (place(row, begin), place(row, end)), (SAID_AT, SAID_AT), INK, 7)
        name(axes, left, SAID_AT + 0.09, act, INK)
        note(axes, left, SAID_AT - 0.18, effect)
        note(axes, 0.1, KEY, "the time that the paper gives", va="center")
        return
    note(axes, 0.1, KEY, UNIT[row], va="center")
    for height, text in LEVELS[row].items():
        note(axes, LEFT, height, text, ha="right", va="center")
    RECORD[row](axes, scene.reading == NOT)
    if scene.reading == NOT:
        at = place(row, year_of(WITHOUT[row]))
        drop(axes, at, 0.96)
        name(axes, at, 1.0, "without it: ?", SOFT, ha="right" if at > LATE else "center")


def draw_overview(axes: Axes, scene: Scene) -> None:
    """Draw a dot where the row says what followed, a change was counted, an effect estimated; else none."""
    for row in ROWS:
        chosen = row is scene.row
        for at, what in enumerate(COLUMNS.values()):
            if getattr(row, what):
                full(axes, at, -row.number, HOME if chosen else SOFT)
    for at, what in enumerate(COLUMNS):
        note(axes, at, -0.25, what, ha="center", va="center")


def _numbers(row: int) -> dict[str, str]:
    """Return the numbers of a row as its sentence says them."""
    counted = rows.refusals()[:2]
    told = {
        1: {
            "unctad": percent(-fact("fdi_world_change", "2018") / 100, 0),
            "oecd": percent(-fact("fdi_world_change_oecd", "2018") / 100, 0),
            "bank": percent(-rows.investment_change("world"), 0),
            "before": percent(-fact("fdi_world_change", "2017") / 100, 0),
            "projects": percent(fact("new_projects_change", "2018") / 100, 0),
            "model": percent(-fact("american_investment_abroad", "2022") / 100),
        },
        2: {
            **{
                which: said(day)
                for which, day in zip(("joined", "left", "back"), rows.dated("party"), strict=True)
            },
            **{
                f"{end}{who}": number(fact(f"{country}_cost_{end}", "2030"), 0)
                for country, who in (("china", ""), ("eu", "_eu"))
                for end in ("least", "most")
            },
        },
        3: {
            **{
                which: f"the {ordinal(int(count))} on {said(day)}"
                for which, (day, count) in zip(("first", "second"), counted, strict=True)
            },
            "few": number(fact("asked", "2017-11-22"), 0),
            "many": number(fact("asked", "2019-12-18"), 0),
            "pending": number(fact("appeals_pending", "2020-12"), 0),
        },
        4: {
            "gain": percent(fact("usmca_output_change", "2019-04") / 100, 2),
            "loss": number(-fact("usmca_output_without_certainty", "2019-04"), 0),
        },
        5: {
            **{
                f"{who}_{when}": percent(rows.tariff(indicator, day) / 100)
                for who, indicator in (("usa", "us_on_china"), ("china", "china_on_us"))
                for when, day in (("first", rows.FIRST), ("top", rows.TOP), ("last", rows.TRUCE))
            },
            "buyers": number(rows.estimate("buyers_loss"), 0),
            "net": number(rows.estimate("net_loss"), 1),
        },
    }
    return told[row]


def describe(scene: Scene) -> str:
    """Say what the paper says, what was measured, or what nobody can see."""
    case = f"{scene.reading}_{scene.row.number}"
    if case == "said_5":
        return SAY(case, announced=number(fact("announced_on", "2018-03-22"), 0))
    return SAY(case, **(_numbers(scene.row.number) if scene.reading == MEASURED else {}))


AGAINST = {
    1: "the old tax; American firms",
    2: "the promise kept; a scenario",
    3: None,
    4: "NAFTA going on",
    5: "no tariffs of 2018",
}
"""Row → the world without the act to which the estimate compares."""

ROW = Choice(
    name="row", label="Row", options={f"{row.number} {row.name}": row.number for row in ROWS}, default=1
)
READING = Choice(
    name="reading",
    label="Reading",
    options={"said": SAID, "measured": MEASURED, "not measurable": NOT},
    default=SAID,
)

EXPLORER = LiveFigure(
    name="table-one",
    title="Table 1, row by row",
    controls=(ROW, READING),
    presets={
        "Investment": {"row": 1, "reading": MEASURED},
        "Refusals": {"row": 3, "reading": MEASURED},
        "Two agreements": {"row": 4, "reading": MEASURED},
        "Tariffs": {"row": 5, "reading": MEASURED},
    },
    model=model,
    panels={
        "record": panel(
            "The row in time",
            axis(-0.3, END + 0.4),
            axis(0, TOP),
            size=(4.35, 2.85),
            margins=(0.62, 0.12, 0.4, 0.45),
        ),
        "overview": panel(
            "An effect, by row",
            axis(-0.48, 2.52),
            axis(-5.6, 0.1, ticks={-row.number: f"{row.number} {row.name}" for row in ROWS}),
            size=(3.45, 2.85),
            margins=(0.95, 0.06, 0.4, 0.2),
        ),
    },
    covered=("overview",),
    draw=by_panel(record=draw_record, overview=draw_overview),
    describe=describe,
    readout=key_numbers(
        {
            "What followed": lambda scene: "said" if scene.row.claimed else "not said",
            "Change counted": lambda scene: "yes" if scene.row.counted else "dates only",
            "Effect estimated": lambda scene: "yes" if scene.row.estimated else "none found",
            "Estimate against": lambda scene: AGAINST[scene.row.number],
        }
    ),
    bars=strip("Who gains? No row’s figures say it of these four"),
    tasks=(
        Task(
            name="no-estimate",
            prompt="Find the row that says itself what followed, and of which no estimate was found. Stop at what is not "
            "measurable.",
            holds=lambda scene: scene.row.claimed and not scene.row.estimated and scene.reading == NOT,
            right="Right. The body’s halt can be seen. What it did to trade would need a world in which it had gone on.",
            not_yet="Not yet. Which rows have a dot under “said”? Which of them has no dot under “estimated”?",
        ),
    ),
    source="tables table_one_check, table_one_fdi, us_china_tariffs and tariff_estimates of this course, with a source in "
    "every row; licence: facts, cited; World Bank data CC BY 4.0.",
    depends_on=tuple(data.path(one) for one in (rows.CHECK, rows.INVESTMENT, rows.TARIFFS, rows.ESTIMATES)),
    theme=THEME,
)
