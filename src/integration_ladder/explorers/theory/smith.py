"""Explorer of section 1.1: each makes what it is better at and they swap; who gains, when is the rule silent? (card M1)"""

from functools import partial

from matplotlib.axes import Axes

from integration_ladder.models import smith
from integration_ladder.models.smith import Country, Side, Swap, swap_at
from integration_ladder.vocabulary.drawing import name, note
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, labour_only, panel, slider
from integration_ladder.vocabulary.saying import amount, capital, each, least_first, rate, sentences
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, THEME
from livefigure import LiveFigure, Panel, Task, Words

ABOUT = About(
    "1.1", "Each makes what it is better at and swaps: who gains, when is the rule silent?", ("M1",)
)

SAY = Words(
    row="{who} makes {good}: alone {own}, swap {swap}",
    added="+{gain}",
    gained="{cloth} cloth, {time} of work",
    hours="{number} h",
    minutes="{number} min",
    rule="Home is better at {home}, abroad at {foreign}.",
    both="6 wheat change hands for {cloth} cloth. Home gains {home} cloth against its own labour, abroad {foreign}; "
    "together always {total}.",
    nothing="At {rate} cloth for a wheat, its own rate, {loser} gains exactly nothing: the swap brings what its own "
    "labour would. All {total} cloth go to {winner}.",
    outside="At {rate} cloth for a wheat {refuser} does better by making its {good} itself: nobody swaps, nobody gains.",
    silent="{better} makes {more} in an hour; {worse} is better at nothing. “Make what you are better at” tells "
    "{worse_short} nothing to make, so Smith’s rule is silent, whatever the rate. Whether there is something "
    "to gain after all, it cannot say.",
    more="more {good} and as much {other}",
)
NAMES = {"home": "Home", "foreign": "the country abroad"}
OTHER = {"wheat": "cloth", "cloth": "wheat", "home": "foreign", "foreign": "home"}

WHEAT_STOPS = (0.5, 1, 2, 4, 6, 8)
"""Wheat in an hour at home (bushels): its own rate falls from 8 to 1/2; at 1 it equals the country abroad."""
CLOTH_STOPS = (2, 3, 4, 5, 8)
"""Cloth in an hour abroad (yards), which is also its own rate; at 4 it equals Home."""
RATES = (0.5, 2 / 3, 1, 2, 2.5, 3, 4, 5, 6, 8, 9)
"""Barter rates on the slider (yards of cloth per bushel of wheat), with the own rates of every setting."""


def countries(home_wheat: float, foreign_cloth: float) -> tuple[Country, Country]:
    """Return the textbook's countries with one output per hour changed in each."""
    return Country(home_wheat, smith.HOME.cloth), Country(smith.FOREIGN.wheat, foreign_cloth)


def model(rate: float, home_wheat: float, foreign_cloth: float) -> Swap:
    """Swap at ``rate`` (yards per bushel)."""
    return swap_at(rate, *countries(home_wheat, foreign_cloth))


def marks(setting: dict[str, float]) -> dict[float, str]:
    """Return the own rates where the rule speaks."""
    home, foreign = countries(setting["home_wheat"], setting["foreign_cloth"])
    silent = swap_at(1, home, foreign).silent
    return {} if silent else {home.own_rate: "Home’s", foreign.own_rate: "abroad’s"}


def draw_hour(good: str, axes: Axes, swap: Swap) -> None:
    """Draw what an hour makes of a good in both countries, the better one solid."""
    for place, (side, colour) in enumerate(((swap.home, HOME), (swap.foreign, FOREIGN))):
        value, better = getattr(side.country, good), good in side.better_at
        axes.bar([place], [value], width=0.62, color=colour, alpha=0.95 if better else 0.3)
        name(axes, place, value + 0.25, amount(value), colour, ha="center")
        if better:
            note(axes, place, value + 1.25, "better", colour, ha="center")


def draw_swap(axes: Axes, swap: Swap) -> None:
    """Draw the swap as two rows: what each pays or gets alone (pale), and what the swap adds (solid)."""
    if swap.silent:
        name(axes, 1, 3.05, "Smith’s rule is silent:")
        note(axes, 1, 2.55, _why_silent(swap))
        return
    rows = ((2.55, swap.home, HOME, "Home"), (0.65, swap.foreign, FOREIGN, "Abroad"))
    for middle, side, colour, who in rows:
        own, swapped = amount(side.own_cloth), amount(swap.cloth)
        note(
            axes,
            0.8,
            middle + 0.56,
            SAY("row", who=who, good=side.better_at[0], own=own, swap=swapped),
            colour,
        )
        low, high = sorted((side.own_cloth, swap.cloth))
        base = low if swap.swapped else side.own_cloth
        axes.barh([middle], [base], height=0.62, color=colour, alpha=0.3)
        if swap.swapped and side.cloth_gained:
            axes.barh([middle], [high - low], left=low, height=0.62, color=colour)
            name(axes, high + 0.8, middle, SAY("added", gain=amount(side.cloth_gained)), colour, va="center")
        axes.plot([swap.cloth] * 2, [middle - 0.42, middle + 0.42], color=INK, lw=2)


def _why_silent(swap: Swap) -> str:
    if swap.home.better_at:
        return "abroad is better at nothing."
    return "Home is better at nothing." if swap.foreign.better_at else "neither is better at anything."


def describe(swap: Swap) -> str:
    """Say who gains and why, or that the rule is silent."""
    if swap.silent:
        return _describe_silence(swap)
    makes = {"home": swap.home.better_at[0], "foreign": swap.foreign.better_at[0]}
    rule, told = SAY("rule", **makes), rate(swap.rate)
    if not swap.swapped:
        # Below both own rates who makes wheat would rather make its cloth itself, above them the other its wheat.
        good = (
            "cloth" if swap.rate < min(swap.home.country.own_rate, swap.foreign.country.own_rate) else "wheat"
        )
        refuser = next(who for who, made in makes.items() if made == OTHER[good])
        return sentences(rule, SAY("outside", rate=told, refuser=NAMES[refuser], good=good))
    total = amount(abs(swap.home.own_cloth - swap.foreign.own_cloth))
    gains = {"home": swap.home.cloth_gained, "foreign": swap.foreign.cloth_gained}
    (loser, least), (winner, _) = least_first(**gains)
    if least == 0:
        who = {"loser": NAMES[loser], "winner": NAMES[winner]}
        return sentences(rule, SAY("nothing", rate=told, total=total, **who))
    return sentences(rule, SAY("both", **each(amount, cloth=swap.cloth, **gains), total=total))


def _describe_silence(swap: Swap) -> str:
    if not (swap.home.better_at or swap.foreign.better_at):
        return (
            "An hour makes as much of either good in both countries: neither is better at anything, so Smith’s rule is "
            "silent. Nor does the table show a reason to swap: both own rates are equal."
        )
    better, worse = ("home", "foreign") if swap.home.better_at else ("foreign", "home")
    good, *second = getattr(swap, better).better_at
    return SAY(
        "silent",
        better=capital(NAMES[better]),
        worse=NAMES[worse],
        worse_short="Home" if worse == "home" else "it",
        more="more of both goods" if second else SAY("more", good=good, other=OTHER[good]),
    )


def _goods(side: Side) -> str:
    return "both" if len(side.better_at) == 2 else "".join(side.better_at) or "nothing"


def _gain(side: Side) -> str:
    if side.cloth_gained is None or side.hours_saved is None:
        return "the rule is silent"
    if side.cloth_gained == 0:
        return "nothing"
    hours = side.hours_saved
    time = SAY("minutes", number=amount(60 * hours)) if hours < 1 else SAY("hours", number=amount(hours))
    return SAY("gained", cloth=amount(side.cloth_gained), time=time)


def _hour_panel(title: str, unit: str) -> Panel:
    x, y = axis(-0.6, 1.6, ticks={0: "Home", 1: "Abroad"}), axis(0, 10.5, unit, (0, 4, 8))
    return panel(title, x, y, size=(1.95, 3.0), margins=(0.25, 0.05, 0.55, 0.35))


EXPLORER = LiveFigure(
    name="smith",
    title="Make what you are better at, and swap",
    controls=(
        slider(
            "rate",
            "Barter rate",
            RATES,
            unit="cloth per wheat",
            symbol="p",
            track="log",
            default=3,
            text=rate,
            marks=marks,
        ),
        slider(
            "home_wheat",
            "Wheat in an hour at home (bushels)",
            WHEAT_STOPS,
            symbol="A_W",
            track="log",
            default=smith.HOME.wheat,
            marks={smith.FOREIGN.wheat: "as abroad", smith.HOME.wheat: "textbook"},
        ),
        slider(
            "foreign_cloth",
            "Cloth in an hour abroad (yards)",
            CLOTH_STOPS,
            symbol="A_C^*",
            default=smith.FOREIGN.cloth,
            marks={smith.HOME.cloth: "as at home", smith.FOREIGN.cloth: "textbook"},
        ),
    ),
    presets={
        "One for one": {"rate": 1},
        "Home’s own rate": {"rate": 2 / 3},
        "Nobody swaps": {"rate": 8},
        "Home better at both": {"rate": 1, "foreign_cloth": 3},
        "Alike": {"rate": 1, "home_wheat": 1, "foreign_cloth": 4},
    },
    model=model,
    critical={"rate": marks},
    panels={
        "wheat": _hour_panel("Wheat in an hour", "bushels"),
        "cloth": _hour_panel("Cloth in an hour", "yards"),
        "swap": panel(
            "What a swap brings",
            axis(0, 62, "cloth for 6 wheat (yards)", (0, 10, 20, 30, 40, 50)),
            axis(0, 3.7),
            size=(3.9, 3.0),
            margins=(0.15, 0.1, 0.4, 0.6),
        ),
    },
    covered=("swap",),  # in a lecture hall, until the vote
    draw=by_panel(wheat=partial(draw_hour, "wheat"), cloth=partial(draw_hour, "cloth"), swap=draw_swap),
    describe=describe,
    readout=key_numbers(
        {
            "Home is better at": ("home", _goods),
            "Abroad is better at": ("foreign", _goods),
            "Home gains in the swap": ("home", _gain),
            "Abroad gains in the swap": ("foreign", _gain),
        }
    ),
    # Silent on all where the rule is.
    bars=labour_only("Who gains, in real income, against no trade", "home.gain", "foreign.gain"),
    tasks=(
        Task(
            name="turned",
            prompt="Smith’s rule tells Home to make cloth, and both countries gain.",
            holds=lambda swap: swap.home_makes == "cloth" and min(swap.home.gain, swap.foreign.gain) > 0,
            right="Right: advantage is not a label that sticks to a country; it comes from the comparison.",
            not_yet="Not yet. First the goods: Home must be better at cloth and worse at wheat, so that each has one "
            "“better” over its bars. If that is so already, only the rate is wrong: both gain strictly between the two marks "
            "under it, which have moved with the goods.",
        ),
        Task(
            name="even",
            prompt="In a swap, both countries gain equally much cloth.",
            holds=lambda swap: (
                swap.swapped
                and swap.home.cloth_gained > 0
                and abs(swap.home.cloth_gained - swap.foreign.cloth_gained) < smith.SAME_RATE
            ),
            right="Right: the rate stands in the middle between what the wheat costs the one and the other.",
            not_yet="Not yet. The whole gain is the distance between the two own rates. Where must the barter rate stand?",
        ),
        Task(
            name="nothing",
            prompt="They swap, and the country abroad gains exactly nothing.",
            holds=lambda swap: swap.swapped and swap.foreign.cloth_gained == 0,
            right="Right: it pays as much cloth as it would give up to grow the wheat itself.",
            not_yet="Not yet. How much cloth would it give up at home for one wheat?",
        ),
    ),
    theme=THEME,
)
