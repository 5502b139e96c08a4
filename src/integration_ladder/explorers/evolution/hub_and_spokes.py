"""Explorer of section 3.1 +: what does a hub gain, and when does a spoke leave it for a challenger? (card M13)"""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.hub_and_spokes import (
    CHEAP,
    Choices,
    Country,
    Wheel,
    choices,
    leaves_from,
    wheel,
)
from integration_ladder.vocabulary.drawing import (
    Line,
    dot,
    hollow,
    margin_names,
    name,
    note,
    outcome,
    results,
)
from integration_ladder.vocabulary.parts import (
    About,
    axis,
    by_panel,
    grid,
    key_numbers,
    labour_only,
    panel,
    slider,
)
from integration_ladder.vocabulary.saying import NEAR, amount, by_sign, change, does, sentences
from integration_ladder.vocabulary.theme import (
    COMPARED,
    DOTTED,
    FOREIGN,
    GAIN,
    HOME,
    INK,
    LINE,
    LOSS,
    SECOND,
    SOFT,
    THEME,
    THIRD,
)
from livefigure import Choice, LiveFigure, Task, Words, number, percent

ABOUT = About("3.1 +", "What does a hub gain, and when does a spoke leave it for a challenger?", ("M13",))

SAY = Words(
    stay="Both spokes stay. Against no agreement the incumbent gains {hub}, more than the {free} of free trade for all; each "
    "spoke gains {spoke}.",
    leaves="By switching the first would gain {worth}: it has a reason to leave.",
    even="By switching the first would gain exactly nothing.",
    remains="By switching the first would lose {worth}: it stays.",
    switch="The first spoke has switched. Against both staying it {first}, the incumbent loses {incumbent}, the challenger gains "
    "{challenger}, the spoke that stays {second}.",
    would="By following the second spoke would {way}.",
    follow="Both spokes have switched. Against both staying the incumbent loses {incumbent}, the challenger gains {challenger}, "
    "each spoke {spoke}.",
    followed="The second {worth} by following.",
    both="One spoke has both hubs. Against both staying it gains {first}, the incumbent loses {incumbent}, the challenger gains "
    "{challenger}, the other spoke loses {second}.",
)

ADVANTAGES = (0.0, 0.05, 0.1, 0.2)
ADVANTAGE = slider(
    "advantage",
    "Incumbent’s advantage",
    ADVANTAGES,
    default=0,
    text=amount,
    marks=ADVANTAGES,
    symbol="a",
)


def turning(advantage: float) -> dict[str, float]:
    """Return the challenger's sizes at which the lesson turns at an advantage."""
    return {
        "1st": leaves_from("first", advantage),
        "equal": 1.0,
        "2nd": leaves_from("second", advantage),
    }


SIZE = slider(
    "size",
    "Challenger’s size",
    (0.5, 0.75, 1.25, 1.5, *grid(2, 4, 1)),
    default=1,
    text=lambda size: number(size, 3) if abs(100 * size - round(100 * size)) > NEAR else amount(size),
    turning=turning,
    given=(ADVANTAGE,),
    unit="× incumbent",
    symbol="e",
    track="log",
)
HUBS = Choice(
    name="hubs",
    label="The spokes",
    options={
        "both stay": "stay",
        "one switches": "switch",
        "both switch": "follow",
        "one has both hubs": "both",
    },
    default="stay",
)

PLACES = {"incumbent": (-1, 0.8), "challenger": (1, 0.8), "first": (-1, -0.8), "second": (1, -0.8)}
NAMES = {
    "incumbent": ("incumbent", FOREIGN),
    "challenger": ("challenger", THIRD),
    "first": ("1st spoke", HOME),
    "second": ("2nd spoke", INK),
}
"""The four countries: what panels call them, and their colours."""
ROWS = {who: row for row, who in enumerate(reversed(NAMES))}
DOT = 9.0
"""The size of a dot of a country of size 1 (points); its area is in proportion to the country's size."""
COST_AT = {
    ("first", "incumbent"): (-1.06, 0, "right"),
    ("first", "challenger"): (-0.64, -0.65, "left"),
    ("second", "incumbent"): (0.42, -0.38, "right"),
    ("second", "challenger"): (1.06, 0, "left"),
}
"""Where the trade cost of a spoke with a hub is written."""


def agreements(hubs: str) -> set[tuple[str, str]]:
    """Return which spoke has an agreement with which hub."""
    first = {"stay": ("incumbent",), "both": ("incumbent", "challenger")}.get(hubs, ("challenger",))
    second = "challenger" if hubs == "follow" else "incumbent"
    return {*(("first", hub) for hub in first), ("second", second)}


def draw_wheel(axes: Axes, found: Wheel) -> None:
    """Draw the four countries and their trade: a thick line where an agreement makes it cheap."""
    cheap = agreements(found.hubs)
    for pair in (*COST_AT, ("first", "second")):
        xs, ys = zip(*(PLACES[who] for who in pair), strict=True)
        if pair not in cheap:
            axes.plot(xs, ys, color=LINE, lw=0.9, ls=DOTTED)
    for pair in (("incumbent", "challenger"), *COST_AT):
        xs, ys = zip(*(PLACES[who] for who in pair), strict=True)
        if pair in cheap or pair not in COST_AT:
            axes.plot(xs, ys, color=INK, lw=2.4)
        if pair in cheap:
            x, y, ha = COST_AT[pair]
            cost = CHEAP + (found.advantage if "challenger" in pair else 0)
            note(axes, x, y, amount(cost), ha=ha, va="center")
    note(axes, 0, 0.86, amount(CHEAP), ha="center")
    for who, (text, colour) in NAMES.items():
        x, y = PLACES[who]
        dot(axes, x, y, colour, size=DOT * (found.size**0.5 if who == "challenger" else 1))
        above = y > 0
        name(
            axes, x, y + (0.26 if above else -0.2), text, colour, ha="center", va="bottom" if above else "top"
        )


def draw_incomes(axes: Axes, found: Wheel) -> None:
    """Draw each country's gain, before and after, with what free trade for all would bring it."""
    for who, row in ROWS.items():
        country: Country = getattr(found, who)
        before, now, free = (100 * gain for gain in (country.before, country.gain, country.free))
        axes.plot([free, free], [row - 0.25, row + 0.25], color=SOFT, lw=2)
        if abs(country.change) > NEAR:
            colour = by_sign(country.change, above=GAIN, zero=INK, below=LOSS)
            axes.plot([before, now], [row, row], color=colour, lw=3)
        hollow(axes, before, row, SOFT)
        dot(axes, now, row, NAMES[who][1])
    free = 100 * found.incumbent.free
    note(axes, free, 3.5, "free trade for all", ha="center")


@cache
def _worth(advantage: float) -> tuple[np.ndarray, ...]:
    """Return the challenger's sizes and what each decision is worth at them, in per cent."""
    sizes = np.linspace(0.5, 4, 36)
    fields = ("switch", "follow", "both")
    return sizes, *results(lambda size: choices(size, advantage), sizes, *fields, times=100)


def draw_choices(axes: Axes, found: Wheel) -> None:
    """Draw what each decision is worth to the spoke that takes it, over the challenger's size."""
    sizes, switch, follow, both = _worth(found.advantage)
    worth: Choices = found.choices
    axes.axhline(0, color=LINE, lw=0.8)
    lines = (
        Line(both, 100 * worth.both, HOME, COMPARED),
        Line(follow, 100 * worth.follow, INK, SECOND),
        Line(switch, 100 * worth.switch, HOME),
    )
    even = [(leaves_from(spoke, found.advantage), 0.0, SOFT) for spoke in ("first", "second")]
    outcome(axes, sizes, lines, found.size, compare=even, base=None)
    margin_names(
        axes,
        [(follow[-1], "2nd", INK), (switch[-1], "1st", HOME), (both[-1], "both", HOME)],
    )


def describe(found: Wheel) -> str:
    """Say who gains, who loses, and what the next spoke would do."""
    told = {
        "stay": _stay,
        "switch": _switch,
        "follow": _follow,
        "both": _both,
    }
    return told[found.hubs](found)


def _stay(found: Wheel) -> str:
    hub, free, spoke = (percent(x) for x in (found.incumbent.gain, found.incumbent.free, found.first.gain))
    worth = found.choices.switch
    then = by_sign(worth, above="leaves", zero="even", below="remains")
    return sentences(
        SAY("stay", hub=hub, free=free, spoke=spoke),
        SAY(then, **({} if then == "even" else {"worth": percent(abs(worth))})),
    )


def _hubs(found: Wheel) -> dict[str, str]:
    return {"incumbent": percent(-found.incumbent.change), "challenger": percent(found.challenger.change)}


def _switch(found: Wheel) -> str:
    first, second = does(found.first.change), does(found.second.change)
    return sentences(
        SAY("switch", first=first, second=second, **_hubs(found)),
        SAY("would", way=does(found.choices.follow, many=True)),
    )


def _follow(found: Wheel) -> str:
    worth = found.choices.follow
    way = by_sign(worth, above="gained", zero="gained", below="lost")
    size = by_sign(worth, above=percent(worth), zero="exactly nothing", below=percent(-worth))
    return sentences(
        SAY("follow", spoke=does(found.first.change), **_hubs(found)), SAY("followed", worth=f"{way} {size}")
    )


def _both(found: Wheel) -> str:
    first, second = percent(found.first.change), percent(-found.second.change)
    return sentences(SAY("both", first=first, second=second, **_hubs(found)), "A customs union forbids it.")


LOCKING = 1.5
"""The challenger's size in the task on lock-in."""


def _locks(found: Wheel) -> bool:
    """Tell whether the advantage is the smallest that keeps both spokes, and both stay."""
    least = min(a for a in ADVANTAGES if choices(LOCKING, a).switch < 0)
    return found.size == LOCKING and found.advantage == least and found.hubs == "stay"


EXPLORER = LiveFigure(
    name="hub-and-spokes",
    title="Hub, spokes and a challenger",
    controls=(SIZE, ADVANTAGE, HUBS),
    presets={
        "Hub and spokes": {},
        "One switches": {"hubs": "switch"},
        "Both hubs": {"hubs": "both"},
        "Twice as large": {"size": 2, "hubs": "follow"},
        "Lock-in": {"size": 2, "advantage": 0.2},
    },
    model=wheel,
    panels={
        "wheel": panel(
            "Who trades cheaply",
            axis(-1.85, 1.85),
            axis(-1.4, 1.4),
            size=(1.95, 2.85),
            margins=(0.05, 0.05, 0.5, 0.3),
            frame=False,
        ),
        "choices": panel(
            "Spoke’s gain, per cent",
            axis(0.5, 4, "challenger’s size", (1, 2, 3, 4)),
            axis(-6, 15, "", (-5, 0, 5, 10, 15)),
            size=(2.4, 2.85),
            margins=(0.4, 0.5, 0.5, 0.6),
        ),
        "incomes": panel(
            "Real income",
            axis(0, 28, "per cent, against no agreement", (0, 10, 20)),
            axis(-0.6, 4.1, "", {row: NAMES[who][0] for who, row in ROWS.items()}),
            size=(3.45, 2.85),
            margins=(0.98, 0.1, 0.5, 0.6),
        ),
    },
    covered=("choices", "incomes"),
    draw=by_panel(wheel=draw_wheel, choices=draw_choices, incomes=draw_incomes),
    describe=describe,
    readout=key_numbers(
        {
            "Incumbent, free trade for all": ("incumbent.free", change),
            "1st spoke, by switching": ("choices.switch", change),
            "2nd spoke, by following": ("choices.follow", change),
            "1st spoke, by both hubs": ("choices.both", change),
        }
    ),
    bars=labour_only(  # a unit of labour makes a unit of the good: workers and owners cannot be told apart
        "Who gains, against no agreement",
        "first.gain",
        "incumbent.gain",
        names=("1st spoke", "Incumbent"),
        further={"2nd spoke, workers": "second.gain", "Challenger, workers": "challenger.gain"},
    ),
    tasks=(
        Task(
            name="lock-in",
            prompt="The challenger is 1.5 times as large as the incumbent. Find the smallest advantage with which the incumbent "
            "keeps both spokes, and let both stay.",
            holds=_locks,
            right="Right: the smaller advantages do not keep the first spoke. With this one the first, and so the second, stays "
            "with a hub that is no longer the largest.",
            not_yet="Not yet. Size 1.5, both stay: at which advantage would the first spoke lose by switching, and at no "
            "smaller one?",
        ),
        Task(
            name="even",
            prompt="One spoke has switched although the incumbent’s advantage is 0.2. Find the challenger’s size at which the "
            "second gains exactly nothing by following.",
            holds=lambda found: (
                found.advantage == 0.2 and found.hubs == "switch" and abs(found.choices.follow) < NEAR
            ),
            right="Right: a smaller challenger keeps one spoke only.",
            not_yet="Not yet. The advantage must be 0.2, and one spoke must have switched; then look at the second spoke’s "
            "curve.",
        ),
    ),
    theme=THEME,
)
