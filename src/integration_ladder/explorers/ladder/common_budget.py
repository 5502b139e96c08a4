"""Second explorer of section 2.4: what in a common budget is insurance, and what distribution? (card M12)"""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.economic_union import (
    AMERICA,
    FOREIGN_SIZE,
    ROUNDS,
    CommonBudget,
    common_budget,
    one_way,
    workers_break_even,
)
from integration_ladder.vocabulary.drawing import Line, band, name, note, outcome, results
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import (
    NEAR,
    amount,
    by_sign,
    change,
    exact,
    ratio,
    sentences,
    share,
    signed,
)
from integration_ladder.vocabulary.theme import GAIN, HOME, INK, LOSS, SOFT, THEME
from livefigure import LiveFigure, Task, Words, percent

ABOUT = About(
    "2.4", "Who pays for a common budget: what changes with luck, and what remains on average?", ("M12",)
)

SAY = Words(
    none="Without a common tax nobody pays and nobody receives.",
    even="Both countries are equally rich: on average home pays exactly nothing, so nothing is distributed between them. "
    "When its output falls it receives {insured} of its income, and when abroad’s falls it pays as much: insurance.",
    both="On average home {way} {average} of its income, which is distribution. When its output falls, the budget is better "
    "for it by {insured} points, so that it receives: insurance.",
    always_pays="Home never receives: on average it pays {average} of its income, which is distribution. When its output "
    "falls it pays {insured} points less, which is insurance.",
    always_receives="Home never pays: on average it receives {average} of its income, which is distribution. When its output "
    "falls it receives {insured} points more, which is insurance.",
    workers_gain="Its workers gain {size} all the same: within each country, too, the tax moves income from owners to workers.",
    workers_lose="Workers at home lose {size}: they pay more than they receive, to people abroad who are poorer still.",
    workers_even="Workers at home get back exactly what they pay.",
    pays="pays",
    receives="receives",
    direction_pays="home always pays",
    direction_receives="home always receives",
    direction_both="both ways",
    direction_none="no payment",
    points="{size} points",
)
LOW, HIGH = one_way()
LIKE_AMERICA = AMERICA.budget * (FOREIGN_SIZE + 1) / FOREIGN_SIZE
"""The rate at which the common tax takes as much of home's shock as the American budget does of a state's."""
CRITICAL = (LOW, 1.0, HIGH, workers_break_even())


@cache
def _curve(rate: float) -> tuple[np.ndarray, ...]:
    """Return income ratios and home's average payment at each, in per cent."""
    ratios = np.linspace(0.6, 1.8, 61)
    return ratios, *results(lambda one: common_budget(one, rate), ratios, "average", times=100)


def draw_rounds(axes: Axes, result: CommonBudget) -> None:
    """Draw home's net payment in each round, its average, and how far from it the luck of one of the two moves it."""
    for number, payment in enumerate(result.payments, 1):
        if abs(payment) > NEAR:
            axes.bar([number], [100 * payment], width=0.7, color=LOSS if payment > 0 else GAIN)
    axes.plot([0.5, len(ROUNDS) + 0.5], [0, 0], color=SOFT, lw=0.8)
    average = 100 * result.average
    axes.plot([0.5, len(ROUNDS) + 0.5], [average, average], color=INK, lw=1.8)
    for number, (event, payment) in enumerate(zip(ROUNDS, result.payments, strict=True), 1):
        if (event.home or event.foreign) and abs(payment - result.average) > NEAR:
            axes.plot([number, number], [average, 100 * payment], color=INK, lw=3.5, solid_capstyle="butt")
    name(axes, 0.55, 16.8, "home pays", LOSS)
    name(axes, 0.55, -26.3, "home receives", GAIN)
    note(axes, len(ROUNDS) + 0.4, 16.8, "off the line: insurance", INK, ha="right")
    note(axes, len(ROUNDS) + 0.6, average, "average:\ndistribution", INK, va="center")


def draw_average(axes: Axes, result: CommonBudget) -> None:
    """Draw home's average payment over the income ratio, and the band in which payments run both ways."""
    band(axes, LOW, HIGH)
    ratios, averages = _curve(result.rate)
    axes.plot([0.6, 1.8], [0, 0], color=SOFT, lw=0.8)
    outcome(axes, ratios, [Line(averages, 100 * result.average, HOME)], result.ratio)
    note(axes, (LOW + HIGH) / 2, -26.3, "both ways", ha="center")


def describe(result: CommonBudget) -> str:
    """Say what home pays on average, and what its own bad luck changes in that."""
    if result.direction == "none":
        return SAY("none")
    size = percent(abs(exact(result.home_workers)))
    workers = by_sign(
        result.home_workers,
        above=SAY("workers_gain", size=size),
        zero=SAY("workers_even"),
        below=SAY("workers_lose", size=size),
    )
    workers = workers if result.ratio > 1 + NEAR else ""
    bad = abs(exact(result.insurance[0]))
    if abs(result.average) < NEAR:
        return SAY("even", insured=percent(bad))
    way = SAY("pays" if result.average > 0 else "receives")
    key = "both" if result.direction == "both" else f"always_{result.direction}"
    average = percent(abs(exact(result.average)))
    return sentences(SAY(key, way=way, average=average, insured=amount(100 * bad, 1)), workers)


def _insured(result: CommonBudget) -> str:
    return SAY("points", size=signed(exact(100 * result.insurance[0]), lambda size: amount(size, 1)))


EXPLORER = LiveFigure(
    name="common-budget",
    title="Who pays for a common budget",
    controls=(
        slider(
            "ratio",
            "Income ratio, home over abroad",
            grid(0.6, 1.8, 0.1),
            CRITICAL,
            default=1.3,
            text=lambda value: ratio(value, (9, 11)),
            symbol=r"\rho",
            marks={LOW: "0.9", HIGH: "10/9", workers_break_even(): "16/11"},
        ),
        slider(
            "rate",
            "Common tax rate",
            grid(0, 0.3, 0.05),
            (LIKE_AMERICA,),
            default=LIKE_AMERICA,
            text=lambda value: share(value, 2),
            symbol=r"\tau",
            marks={0: "0\u00a0%", LIKE_AMERICA: "13 % insured", 0.3: "30 %"},
        ),
    ),
    presets={
        "Equally rich": {"ratio": 1},
        "A little richer": {"ratio": HIGH},
        "Much richer": {"ratio": 1.8},
        "Poorer": {"ratio": 0.7},
    },
    model=common_budget,
    panels={
        "rounds": panel(
            "Home’s net payment, per cent of income",
            axis(0.4, 8.6, "round", range(1, len(ROUNDS) + 1)),
            axis(-28, 20, ticks={-20: "−20", -10: "−10", 0: "0", 10: "10"}),
            size=(4.3, 3.0),
            margins=(0.45, 0.93, 0.45, 0.55),
        ),
        "average": panel(
            "On average: distribution",
            axis(0.6, 1.8, "home’s income over abroad’s", {0.6: "0.6", 1: "1", 1.4: "1.4", 1.8: "1.8"}),
            axis(-28, 20, ticks={-20: "−20", -10: "−10", 0: "0", 10: "10"}),
            size=(3.4, 3.0),
            margins=(0.45, 0.2, 0.45, 0.55),
        ),
    },
    draw=by_panel(rounds=draw_rounds, average=draw_average),
    describe=describe,
    readout=key_numbers(
        {
            "Distribution, on average": lambda result: change(exact(result.average)),
            "Insurance, when home is hit": _insured,
            "Over the rounds": lambda result: SAY(f"direction_{result.direction}"),
        }
    ),
    bars=strip(
        "Income on average over the rounds, against no common budget",
        home_workers="home_workers",
        home_owners="home_owners",
        foreign_workers="foreign_workers",
        foreign_owners="foreign_owners",
    ),
    tasks=(
        Task(
            name="nobody",
            prompt="The common tax is 30 %, and on average over the rounds neither country pays.",
            holds=lambda result: result.rate == 0.3 and abs(result.average) < NEAR,
            right="Right: between equals all of it is insurance, and averages out. The classes still pay one another.",
            not_yet="Not yet. What makes one country pay more than the other in a round without luck?",
        ),
        Task(
            name="workers",
            prompt="The common tax is 30 %. Home always pays, and its workers lose by the tax too.",
            holds=lambda result: (
                result.rate == 0.3 and result.direction == "pays" and result.home_workers < -NEAR
            ),
            right="Right: with so wide a gap, even a worker at home has more than the average of the whole union.",
            not_yet="Not yet. When does a worker at home earn more than the mean income of all people in the union?",
        ),
    ),
    theme=THEME,
)
