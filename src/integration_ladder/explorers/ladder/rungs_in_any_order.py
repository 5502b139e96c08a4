"""Explorer of section 2.5 +: what does each rung bring, when the four are taken in another order? (card M12b)"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from matplotlib.axes import Axes

from integration_ladder.models.rungs_in_any_order import (
    BUDGET,
    CAPITAL,
    INSIDE,
    MEASURES,
    OUTSIDE,
    Climb,
    Role,
    Side,
    State,
    climb,
    contribution,
    contributions,
    orders,
    state,
)
from integration_ladder.vocabulary.drawing import Line, dot, margin_names, name, note, outcome
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import by_sign, does, sentences, signed
from integration_ladder.vocabulary.theme import FOREIGN, GAIN, HOME, INK, LINE, LOSS, SECOND, SOFT, THEME
from livefigure import Choice, LiveFigure, Task, Words, number, percent

ABOUT = About("2.5 +", "What does each rung bring, when the four are taken in another order?", ("M12b",))

SAY = Words(
    rung="With rung {rung}, {what}, home {home_does}: {why}.",
    above="It stands {level} above its start.",
    below="It stands {level} below its start.",
    groups="Against the start its workers {workers} and its owners {owners}.",
    between="{least} to {most}",
)

ORDERS = orders()
NAMES = {
    INSIDE: "no tariff inside",
    OUTSIDE: "a common tariff outside",
    CAPITAL: "capital moves",
    BUDGET: "a common budget",
}
SHORT = {INSIDE: "inside", OUTSIDE: "outside", CAPITAL: "capital", BUDGET: "budget"}

LOW, HIGH = -6.5, 8.5
"""The ends of the axis of home's income (per cent of its income at the start)."""
SAID = 7.6
"""The height at which each rung's contribution is written, above all places."""
WIDE, TICK = 0.27, 0.4
"""Half of a bar's width, and of the line that stands for a set of measures."""


@dataclass(frozen=True)
class Place:
    """Where a reader stands: on a way up, so many rungs high.

    Attributes:
        way: all four rungs in their order.
        rungs: how many are taken.
        role: what home is.
    """

    way: Climb
    rungs: int
    role: Role

    @property
    def now(self) -> State:
        """What is there with the rungs taken."""
        return self.way.states[self.rungs]

    @property
    def before(self) -> tuple[int, ...]:
        """The measures in force before the last rung."""
        return self.way.order[: max(self.rungs - 1, 0)]

    @property
    def last(self) -> int | None:
        """The last rung taken, None at the start."""
        return self.way.order[self.rungs - 1] if self.rungs else None

    @property
    def step(self) -> float:
        """What the last rung brought home, as a fraction of its income at the start; 0 at the start."""
        return self.way.steps[self.rungs - 1] if self.rungs else 0.0


def digits(order: Sequence[int]) -> str:
    """Return an order as readers see it ("3 1 2 4")."""
    return " ".join(map(str, order))


def place_of(order: Sequence[int]) -> int:
    """Return the stop of the slider at which an order stands; that of the stages is the first."""
    return ORDERS.index(tuple(order)) + 1


def model(order: float, rungs: float, home: Role) -> Place:
    """Stand on rung number ``rungs`` of the ``order``-th of the 24 ways, with home as borrower or lender."""
    return Place(climb(ORDERS[int(order) - 1], home), int(rungs), home)


@cache
def _levels(role: Role) -> tuple[tuple[int, float], ...]:
    """Return for each of the 16 sets how many measures it has and where home stands (per cent)."""
    sets = (some for size in range(5) for some in combinations(MEASURES, size))
    return tuple((len(some), 100 * state(some, role).home.change) for some in sets)


def draw_stairs(axes: Axes, place: Place) -> None:
    """Draw what each rung taken brings home, as a staircase, over the places to which any order can lead."""
    for at, level in _levels(place.role):
        axes.plot([at - TICK, at + TICK], [level, level], color=LINE, lw=1.2)
    axes.plot([-0.5, 4.5], [0, 0], color=SOFT, lw=0.8)
    levels = [100 * level for level in place.way.levels]
    for rung, (low, high) in enumerate(zip(levels, levels[1 : place.rungs + 1], strict=False), 1):
        step = high - low
        colour = by_sign(step, above=GAIN, zero=INK, below=LOSS, near=1e-4)
        if colour != INK:
            axes.bar([rung], [step], bottom=[low], width=2 * WIDE, color=colour)
        axes.plot([rung - 1 - WIDE, rung + WIDE], [low, low], color=INK, lw=1.2)
        said = "0" if colour == INK else signed(step, lambda size: number(size, 1))
        name(axes, rung, SAID, said, colour, ha="center", va="center")
    here = levels[place.rungs]
    axes.plot([place.rungs - WIDE, place.rungs + WIDE], [here, here], color=INK, lw=1.2)
    dot(axes, place.rungs, here, HOME)
    for rung in range(5):
        taken = rung <= place.rungs
        measure = place.way.order[rung - 1]
        note(axes, rung, LOW - 1.3, str(measure) if rung else "start", INK if taken else SOFT, ha="center")
        if rung:
            note(axes, rung, LOW - 2.7, SHORT[measure], INK if taken else SOFT, ha="center")


GROUPS = {
    "home workers": ("home", "workers_change", HOME, "-"),
    "home owners": ("home", "owners_change", HOME, SECOND),
    "abroad workers": ("foreign", "workers_change", FOREIGN, "-"),
    "abroad owners": ("foreign", "owners_change", FOREIGN, SECOND),
}


def draw_groups(axes: Axes, place: Place) -> None:
    """Draw the four groups' income over the rungs of this way, and where the reader stands."""
    lines, named = [], []
    for text, (country, field, colour, dash) in GROUPS.items():
        ys = [100 * getattr(getattr(one, country), field) for one in place.way.states]
        lines.append(Line(ys, ys[place.rungs], colour, dash))
        named.append((ys[-1], text, colour))
    axes.plot([-0.3, 4.15], [0, 0], color=SOFT, lw=0.8)
    outcome(axes, range(5), lines, place.rungs, size=7)
    margin_names(axes, named)
    for rung in range(5):
        note(axes, rung, -49.5, str(place.way.order[rung - 1]) if rung else "start", ha="center")


def _why(place: Place) -> str:
    """Say why the last rung brings what it brings."""
    borrows, free = place.role == "borrower", INSIDE in place.before
    if place.last == INSIDE:
        return by_sign(
            place.step,
            above="capital from abroad makes so much of the good that little tariff revenue was left to lose",
            zero="what buyers gain is what makers and the government lose",
            below="imports now come from the dearer partner, so makers and the government lose more than buyers gain",
        )
    if place.last == OUTSIDE:
        if free:
            return "nobody buys from the world any more, so nobody pays the tariff on it"
        return "the good becomes cheaper, and buyers gain more than makers and the government lose"
    if place.last == BUDGET:
        return "the partner is the richer side and pays" if borrows else "it is the richer side and pays"
    if not borrows:
        return (
            "capital earns more abroad than it did at home"
            if free
            else "capital earns more abroad, and imports that pay the tariff replace what it made of the good"
        )
    return (
        "capital adds more than it is paid, and no tariff revenue hangs on it"
        if free
        else "part of the capital makes the good behind the tariff, and the government loses more on the imports that it "
        "replaces than the capital otherwise brings"
    )


def _stands(level: float) -> str:
    return by_sign(
        level,
        above=SAY("above", level=percent(level)),
        zero="It stands where it began.",
        below=SAY("below", level=percent(-level)),
    )


def _many(change: float) -> str:
    return does(change, many=True)


def describe(place: Place) -> str:
    """Say what the last rung brought home and why, where home stands, and who gains."""
    if place.last is None:
        return (
            "Nothing is in force yet: home has its tariff on everybody, no capital crosses the border, and there is no "
            "common budget. Nobody has gained or lost."
        )
    home: Side = place.now.home
    what = {"rung": str(place.last), "what": NAMES[place.last]}
    rung = SAY("rung", **what, home_does=does(place.step), why=_why(place))
    groups = SAY("groups", workers=_many(home.workers_change), owners=_many(home.owners_change))
    return sentences(rung, _stands(home.change), groups)


def _brings(value: float) -> str:
    return signed(value, percent)


def _any_order(place: Place) -> str | None:
    if place.last is None:
        return None
    brought = contributions(place.last, place.role).values()
    return SAY("between", least=_brings(min(brought)), most=_brings(max(brought)))


readout = key_numbers(
    {
        "The last rung brought home": lambda place: None if place.last is None else _brings(place.step),
        "It would bring as first rung": lambda place: (
            None if place.last is None else _brings(contribution(place.last, (), place.role))
        ),
        "It brings, in all 24 orders": _any_order,
        "Home after all four": lambda place: _brings(place.way.levels[-1]),
    }
)

STRIP = strip(
    "Real income, against the start",
    home_workers="now.home.workers_change",
    home_owners="now.home.owners_change",
    foreign_workers="now.foreign.workers_change",
    foreign_owners="now.foreign.owners_change",
    further={"Home, together": "now.home.change", "Both, together": "now.change"},
)

EXPLORER = LiveFigure(
    name="rungs-in-any-order",
    title="Four rungs, twenty-four orders",
    controls=(
        slider(
            "order",
            "Order of the rungs",
            range(1, 25),
            default=1,
            text=lambda stop: digits(ORDERS[int(stop) - 1]),
            marks={1: "1 first", 7: "2 first", 13: "3 first", 19: "4 first"},
        ),
        slider("rungs", "Rungs taken", range(5), default=4, marks=range(5)),
        Choice(
            name="home",
            label="Home’s capital",
            options={"scarce (home borrows)": "borrower", "plentiful (home lends)": "lender"},
            default="borrower",
        ),
    ),
    presets={
        "The stages’ order": {},
        "Capital first": {"order": place_of((3, 2, 1, 4))},
        "Outside first": {"order": place_of((2, 1, 3, 4))},
        "In reverse": {"order": place_of((4, 3, 2, 1))},
        "Home lends": {"home": "lender"},
    },
    model=model,
    panels={
        "stairs": panel(
            "Home’s income, rung by rung",
            axis(-0.5, 4.5),
            axis(LOW, HIGH, "per cent, against the start", (-5, 0, 5)),
            size=(4.2, 3.4),
            margins=(0.55, 0.05, 0.55, 0.6),
        ),
        "groups": panel(
            "The four groups",
            axis(-0.3, 4.15),
            axis(-43, 33, "per cent, against the start", (-40, -20, 0, 20)),
            size=(3.6, 3.4),
            margins=(0.6, 1.37, 0.55, 0.6),
        ),
    },
    covered=("stairs", "groups"),
    draw=by_panel(stairs=draw_stairs, groups=draw_groups),
    describe=describe,
    readout=readout,
    bars=STRIP,
    tasks=(
        Task(
            name="inside",
            prompt="The last rung taken is 1, no tariff inside, and it raises home’s income.",
            holds=lambda place: place.last == INSIDE and place.step > 1e-6,
            right="Right: capital from abroad had come in behind the tariff and made much of what was imported before. Little "
            "tariff revenue was left to lose, and buyers still gain.",
            not_yet="Not yet. Rung 1 costs home its tariff revenue. Which other rung, taken before it, takes much of "
            "this revenue away already? And which one must not be there yet?",
        ),
        Task(
            name="high",
            prompt="Home, short of capital, stands more than 4 % above its start.",
            holds=lambda place: place.role == "borrower" and place.way.levels[place.rungs] > 0.04,
            right="Right: home stands higher than with all four. The rung that is left out is the one that would take it down.",
            not_yet="Not yet. It need not take all four rungs. Which of them takes home down in most of the orders?",
        ),
    ),
    theme=THEME,
)
