"""Second explorer of the page who-gained: what does a coefficient that compares districts say of one of them? (card M19)"""

from matplotlib.axes import Axes

from integration_ladder import data
from integration_ladder.charts.evolution.china_shock import TABLE, estimate
from integration_ladder.models.who_gained import District, district
from integration_ladder.vocabulary.drawing import Line, dots, name, note, outcome
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import NEAR, by_sign, exact, sentences, signed
from integration_ladder.vocabulary.theme import COMPARED, HOME, INK, LINE, LOSS, SOFT, THEME
from livefigure import Choice, LiveFigure, Task, Words, number

ABOUT = About(
    "3.2", "What does a coefficient that compares districts say of one, and what not of all?", ("M19",)
)

SAY = Words(
    more="In {years} imports from China rose by {own} thousand dollars per worker here, by {average} in the average district. "
    "Set against it, there are {jobs} fewer jobs in manufacturing here per 1,000 people of working age: its manufacturing "
    "workers do worse than those there.",
    less="In {years} imports from China rose by {own} thousand dollars per worker here, by {average} in the average district. "
    "Set against it, there are {jobs} more jobs in manufacturing here per 1,000 people of working age: its manufacturing "
    "workers do better than those there.",
    same="In {years} imports from China rose by {own} thousand dollars per worker here, as in the average district: "
    "there is no gap.",
    common="What happened to all districts alike is not measured. With {common} the share of manufacturing changes by {here} "
    "points here, and by {change} in the average district.",
    nothing="What happened to all districts alike is not measured. If it was nothing, the share of manufacturing changes by "
    "{here} points here, and by {change} in the average district.",
    points="{size} points",
)
STUDY, LATER = "autor_dorn_hanson", "borusyak_hull_jaravel"
SLOPE = estimate(STUDY, "mfg_employment_coefficient")
LATER_SLOPE = estimate(LATER, "mfg_employment_coefficient")
AVERAGE = {
    "1990-2000": estimate(STUDY, "exposure_rise", 1990),
    "2000-2007": estimate(STUDY, "exposure_rise", 2000),
}
"""Period → rise of imports from China per worker, in the average district (thousand dollars)."""
END = 5
"""The most exposure that the figure has (thousand dollars)."""
NOT_EXPOSED, ON_AVERAGE, HERE = range(3)
"""Where the districts stand in the second panel."""


def model(exposure: float, period: str, common: float) -> District:
    """Return what the coefficient of Autor, Dorn and Hanson says of a district."""
    return district(exposure, AVERAGE[period], common, SLOPE)


def _points(value: float) -> str:
    return signed(exact(value), lambda size: number(size, 2))


def _later(result: District) -> float:
    return district(result.exposure, result.average, result.common, LATER_SLOPE).gap


def draw_gap(axes: Axes, result: District) -> None:
    """Draw the gap to the average district over exposure, by both coefficients."""
    axes.plot([0, END], [0, 0], color=LINE, lw=0.8)
    lines = []
    for slope, gap, colour, dash in (
        (LATER_SLOPE, _later(result), SOFT, COMPARED),
        (SLOPE, result.gap, HOME, "-"),
    ):
        ends = [district(x, result.average, result.common, slope).gap for x in (0, END)]
        lines.append(Line(ends, gap, colour, dash))
    outcome(axes, [0, END], lines, result.exposure, base=-3)
    name(axes, 4.9, 1.1, "2013", HOME, ha="right")
    note(axes, 4.9, 0.6, "dashed: 2022", ha="right")


def draw_levels(axes: Axes, result: District) -> None:
    """Draw how each district's share changed: the common change, which is assumed, and what exposure adds to it."""
    axes.plot([-0.45, 2.45], [0, 0], color=LINE, lw=0.8)
    axes.plot([-0.45, 2.45], [result.common] * 2, color=SOFT, lw=1.8)
    levels = {NOT_EXPOSED: result.common, ON_AVERAGE: result.average_change, HERE: result.change}
    for at, level in levels.items():
        if abs(level - result.common) > NEAR:
            axes.plot([at, at], [result.common, level], color=LOSS, lw=5, solid_capstyle="butt")
    dots(axes, *((at, level, INK) for at, level in levels.items()))
    note(axes, -0.4, -4.15, "flat line: common,\nassumed by you", SOFT)


def describe(result: District) -> str:
    """Say what the comparison says of the district, and what it leaves open."""
    (years,) = (period for period, average in AVERAGE.items() if average == result.average)
    key = by_sign(result.gap, above="less", zero="same", below="more")
    first = SAY(
        key,
        years=years.replace("-", "–"),
        own=number(result.exposure, 2),
        average=number(result.average, 2),
        jobs=number(abs(exact(10 * result.gap)), 1),
    )
    levels = {"here": _points(result.change), "change": _points(result.average_change)}
    if abs(result.common) < NEAR:
        return sentences(first, SAY("nothing", **levels))
    return sentences(first, SAY("common", common=SAY("points", size=_points(result.common)), **levels))


PERIOD = Choice(
    name="period",
    label="Period",
    options={period.replace("-", "–"): period for period in AVERAGE},
    default="2000-2007",
)

EXPLORER = LiveFigure(
    name="china-shock",
    title="Exposed to imports: a district beside the average",
    controls=(
        PERIOD,
        slider(
            "exposure",
            "Exposure",
            grid(0, END, 0.5),
            default=3,
            text=lambda value: number(value, 2),
            unit="thousand dollars",
            symbol="Z_i",
            turning=lambda period: {"average": AVERAGE[period]},
            given=(PERIOD,),
        ),
        slider(
            "common",
            "Common change",
            grid(-1, 1.5, 0.5),
            default=0,
            text=_points,
            unit="points",
            symbol="C",
            turning=lambda period: {"cancels": -SLOPE * AVERAGE[period], "none": 0.0},
            given=(PERIOD,),
        ),
    ),
    presets={
        "As exposed as the average": {"exposure": AVERAGE["2000-2007"]},
        "Not exposed": {"exposure": 0},
        "All lose besides": {"common": -1},
        "All gain besides": {"common": 0.5},
    },
    model=model,
    panels={
        "gap": panel(
            "Gap to the average, points",
            axis(0, END, "rise of imports per worker, thousand dollars", range(END + 1)),
            axis(-3, 1.5, ticks={-3: "−3", -2: "−2", -1: "−1", 0: "0", 1: "1"}),
            size=(3.9, 2.9),
            margins=(0.45, 0.2, 0.4, 0.55),
        ),
        "levels": panel(
            "Change of the share, points",
            axis(-0.5, 2.5, "", {0: "not exposed", 1: "average", 2: "here"}),
            axis(-4.4, 2, ticks={-4: "−4", -2: "−2", 0: "0", 2: "2"}),
            size=(3.9, 2.9),
            margins=(0.45, 0.2, 0.4, 0.55),
        ),
    },
    draw=by_panel(gap=draw_gap, levels=draw_levels),
    describe=describe,
    readout=key_numbers(
        {
            "Gap (2013)": ("gap", _points),
            "Gap (2022)": lambda result: _points(_later(result)),
            "Change here": ("change", _points),
            "Change on average": ("average_change", _points),
        }
    ),
    bars=strip("Who gains? Jobs are no incomes"),
    tasks=(
        Task(
            name="cancelled",
            prompt="In the average district nothing changes, and in this one the share of manufacturing falls.",
            holds=lambda result: abs(result.average_change) < NEAR and result.gap < -NEAR,
            right="Right: the same coefficient, and no loss at all on average. The comparison cannot tell it from the others.",
            not_yet="Not yet. Which common change makes up for what exposure takes on average?",
        ),
    ),
    source=data.describe(TABLE).source_line.removeprefix("Source: "),
    depends_on=(data.path(TABLE),),
    theme=THEME,
)
