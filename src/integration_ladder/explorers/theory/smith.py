"""Explorer of section 1.1: each makes what it is better at and they swap; who gains, when is the rule silent? (card M1)"""

from dataclasses import dataclass
from fractions import Fraction

from matplotlib.axes import Axes

from integration_ladder.models.smith import (
    ABROAD,
    HOME,
    SAME_RATE,
    Country,
    Side,
    Swap,
    swap_at,
)
from integration_ladder.vocabulary.about import About
from integration_ladder.vocabulary.theme import FOREIGN, INK, SOFT, THEME
from integration_ladder.vocabulary.theme import HOME as HOME_COLOUR
from livefigure import Bars, LiveFigure, Panel, Slider, Task, Words

ABOUT = About(
    section="1.1",
    asks="Each makes what it is better at and they swap: who gains, and when is the rule silent?",
    cards=("M1",),
)

WORDS = Words(
    title="Make what you are better at, and swap",
    rate="Barter rate",
    rate_unit="cloth per wheat",
    home_wheat="Wheat in an hour at home (bushels)",
    abroad_cloth="Cloth in an hour abroad (yards)",
    textbook="textbook",
    as_abroad="as abroad",
    as_home="as at home",
    home_rate="Home’s",
    abroad_rate="abroad’s",
    preset_one="One for one",
    preset_home="Home’s own rate",
    preset_outside="Nobody swaps",
    preset_better="Home better at both",
    preset_alike="Alike",
    wheat="wheat",
    cloth="cloth",
    wheat_title="Wheat in an hour",
    cloth_title="Cloth in an hour",
    bushels="bushels",
    yards="yards",
    home="Home",
    abroad="Abroad",
    better="better",
    swap="What a swap brings",
    swap_axis="cloth for 6 wheat (yards)",
    home_buys="Home makes wheat: alone {own}, swap {swap}",
    abroad_buys="Abroad makes cloth: alone {own}, swap {swap}",
    home_sells="Home makes cloth: alone {own}, swap {swap}",
    abroad_sells="Abroad makes wheat: alone {own}, swap {swap}",
    row_gain="+{gain}",
    silent_top="Smith’s rule is silent:",
    home_both="abroad is better at nothing.",
    abroad_both="Home is better at nothing.",
    neither="neither is better at anything.",
    home_at="Home is better at",
    abroad_at="Abroad is better at",
    both_goods="both",
    nothing="nothing",
    home_gain="Home gains in the swap",
    abroad_gain="Abroad gains in the swap",
    gain_value="{cloth} cloth, {hours} of work",
    hours="{number} h",
    minutes="{number} min",
    unknown="the rule is silent",
    strip="Who gains, in real income, against no trade",
    home_workers="Home, workers",
    home_owners="Home, owners",
    abroad_workers="Abroad, workers",
    abroad_owners="Abroad, owners",
    say_rule="Home is better at {home_good}, abroad at {abroad_good}.",
    say_both="6 wheat change hands for {cloth} cloth. Home gains {home} cloth against its own labour, abroad {abroad}; "
    "together always {total}.",
    say_nothing="At {rate} cloth for a wheat, its own rate, {loser} gains exactly nothing: the swap brings what its own "
    "labour would. All {total} cloth go to {winner}.",
    the_home="Home",
    the_abroad="the country abroad",
    say_outside="At {rate} cloth for a wheat {refuser} does better by making its {good} itself: nobody swaps, nobody gains.",
    say_silent_one="{better} makes {more} in an hour; {worse} is better at nothing. “Make what you are better at” tells "
    "{worse_short} nothing to make, so Smith’s rule is silent, whatever the rate. Whether there is something "
    "to gain after all, it cannot say.",
    more_both="more of both goods",
    more_one="more {good} and as much {other}",
    short_home="Home",
    short_abroad="it",
    say_alike="An hour makes as much of either good in both countries: neither is better at anything, so Smith’s rule is "
    "silent. Nor does the table show a reason to swap: both own rates are equal.",
    task_turned="Smith’s rule tells Home to make cloth, and both countries gain.",
    task_turned_right="Right: advantage is not a label that sticks to a country; it comes from the comparison.",
    task_turned_not="Not yet. First the goods: Home must be better at cloth and worse at wheat, so that each has one "
    "“better” over its bars. If that is so already, only the rate is wrong: both gain strictly between the two marks under "
    "it, which have moved with the goods.",
    task_even="In a swap, both countries gain equally much cloth.",
    task_even_right="Right: the rate stands in the middle between what the wheat costs the one and the other.",
    task_even_not="Not yet. The whole gain is the distance between the two own rates. Where must the barter rate stand?",
    task_nothing="They swap, and the country abroad gains exactly nothing.",
    task_nothing_right="Right: it pays as much cloth as it would give up to grow the wheat itself.",
    task_nothing_not="Not yet. How much cloth would it give up at home for one wheat?",
)

WHEAT_STOPS = (0.5, 1, 2, 4, 6, 8)
"""Wheat in an hour at home (bushels): its own rate falls from 8 to 1/2; at 1 it equals the country abroad."""

CLOTH_STOPS = (2, 3, 4, 5, 8)
"""Cloth in an hour abroad (yards), which is also its own rate; at 4 it equals Home."""

RATES = (0.5, 2 / 3, 1, 2, 2.5, 3, 4, 5, 6, 8, 9)
"""Barter rates on the slider (yards of cloth per bushel of wheat), with the own rates of every setting."""


@dataclass(frozen=True)
class Scene:
    """A setting's swap with the two countries."""

    swap: Swap
    home: Country
    abroad: Country


def countries(home_wheat: float, abroad_cloth: float) -> tuple[Country, Country]:
    """Return the textbook's countries with one output per hour changed in each."""
    return Country(home_wheat, HOME.cloth), Country(ABROAD.wheat, abroad_cloth)


def model(rate: float, home_wheat: float, abroad_cloth: float) -> Scene:
    """Swap at ``rate`` (yards per bushel)."""
    home, abroad = countries(home_wheat, abroad_cloth)
    return Scene(swap_at(rate, home, abroad), home, abroad)


def amount(value: float) -> str:
    """Return a quantity without needless decimals ("2", "1.5")."""
    return f"{round(value, 2):g}"


def rate_text(rate: float) -> str:
    """Return a rate as readers see it, fractions below one as such."""
    fraction = Fraction(rate).limit_denominator(3)
    return str(fraction) if rate < 1 and abs(fraction - rate) < SAME_RATE else amount(rate)


def time_text(hours: float) -> str:
    """Return a time in minutes below an hour, else in hours."""
    return WORDS("minutes", number=amount(60 * hours)) if hours < 1 else WORDS("hours", number=amount(hours))


def marks(setting: dict[str, float]) -> dict[float, str]:
    """Return the own rates where the rule speaks."""
    home, abroad = countries(setting.get("home_wheat", HOME.wheat), setting.get("abroad_cloth", ABROAD.cloth))
    if swap_at(1, home, abroad).silent:
        return {}
    return {home.own_rate: WORDS("home_rate"), abroad.own_rate: WORDS("abroad_rate")}


def draw_hour(axes: Axes, scene: Scene, good: str) -> None:
    """Draw what an hour makes of a good in both countries, the better one solid."""
    for place, (country, side, colour) in enumerate(
        (
            (scene.home, scene.swap.home, HOME_COLOUR),
            (scene.abroad, scene.swap.abroad, FOREIGN),
        )
    ):
        value, better = getattr(country, good), good in side.better_at
        axes.bar([place], [value], width=0.62, color=colour, alpha=0.95 if better else 0.3)
        axes.text(place, value + 0.25, amount(value), color=colour, ha="center", fontweight=600)
        if better:
            axes.text(place, value + 1.25, WORDS("better"), color=colour, ha="center")


def draw_swap(axes: Axes, scene: Scene) -> None:
    """Draw the swap as two rows: what each pays or gets alone (pale), and what the swap adds (solid)."""
    swap = scene.swap
    if swap.silent:
        axes.text(1, 3.05, WORDS("silent_top"), color=INK, fontweight=600)
        axes.text(1, 2.55, WORDS(_why_silent(swap)), color=SOFT)
        return
    for middle, side, colour, name in (
        (2.55, swap.home, HOME_COLOUR, "home"),
        (0.65, swap.abroad, FOREIGN, "abroad"),
    ):
        makes_wheat = side.better_at == ("wheat",)
        key = f"{name}_{'buys' if (name == 'home') == makes_wheat else 'sells'}"
        axes.text(
            0.8,
            middle + 0.5,
            WORDS(key, own=amount(side.own_cloth), swap=amount(swap.cloth)),
            color=colour,
        )
        low, high = sorted((side.own_cloth, swap.cloth))
        base = low if swap.swapped else side.own_cloth
        axes.barh([middle], [base], height=0.62, color=colour, alpha=0.3)
        if swap.swapped and side.cloth_gained:
            axes.barh([middle], [high - low], left=low, height=0.62, color=colour)
            axes.text(
                high + 0.8,
                middle,
                WORDS("row_gain", gain=amount(side.cloth_gained)),
                color=colour,
                va="center",
                fontweight=600,
            )
        axes.plot([swap.cloth] * 2, [middle - 0.42, middle + 0.42], color=INK, lw=2)


def draw(scene: Scene, panels: dict[str, Axes]) -> None:
    """Draw both goods and the swap."""
    draw_hour(panels["wheat"], scene, "wheat")
    draw_hour(panels["cloth"], scene, "cloth")
    draw_swap(panels["swap"], scene)


def _why_silent(swap: Swap) -> str:
    if swap.home.better_at:
        return "home_both"
    return "abroad_both" if swap.abroad.better_at else "neither"


def describe(scene: Scene) -> str:
    """Say who gains and why, or that the rule is silent."""
    swap = scene.swap
    if swap.silent:
        return _describe_silence(swap)
    makes = {"home": swap.home.better_at[0], "abroad": swap.abroad.better_at[0]}
    rule = WORDS("say_rule", home_good=WORDS(makes["home"]), abroad_good=WORDS(makes["abroad"]))
    if not swap.swapped:
        return f"{rule} {_describe_refusal(scene, makes)}"
    total = amount(abs(swap.home.own_cloth - swap.abroad.own_cloth))
    for loser, winner, side in (("home", "abroad", swap.home), ("abroad", "home", swap.abroad)):
        if side.cloth_gained == 0:
            told = WORDS(
                "say_nothing",
                rate=rate_text(swap.rate),
                loser=WORDS(f"the_{loser}"),
                winner=WORDS(f"the_{winner}"),
                total=total,
            )
            return f"{rule} {told}"
    told = WORDS(
        "say_both",
        cloth=amount(swap.cloth),
        home=amount(swap.home.cloth_gained),
        abroad=amount(swap.abroad.cloth_gained),
        total=total,
    )
    return f"{rule} {told}"


def _describe_refusal(scene: Scene, makes: dict[str, str]) -> str:
    """Say who would rather make which good itself: the wheat maker below its own rate, the cloth maker above."""
    seller, buyer = ("home", "abroad") if makes["home"] == "wheat" else ("abroad", "home")
    cheap = scene.swap.rate < min(scene.home.own_rate, scene.abroad.own_rate)
    refuser, good = (seller, "cloth") if cheap else (buyer, "wheat")
    return WORDS(
        "say_outside",
        rate=rate_text(scene.swap.rate),
        refuser=WORDS(f"the_{refuser}"),
        good=WORDS(good),
    )


def _describe_silence(swap: Swap) -> str:
    if not (swap.home.better_at or swap.abroad.better_at):
        return WORDS("say_alike")
    better, worse = ("home", "abroad") if swap.home.better_at else ("abroad", "home")
    goods = getattr(swap, better).better_at
    other = {"wheat": "cloth", "cloth": "wheat"}[goods[0]]
    more = (
        WORDS("more_both") if len(goods) == 2 else WORDS("more_one", good=WORDS(goods[0]), other=WORDS(other))
    )
    name = WORDS(f"the_{better}")
    return WORDS(
        "say_silent_one",
        better=name[0].upper() + name[1:],
        worse=WORDS(f"the_{worse}"),
        worse_short=WORDS(f"short_{worse}"),
        more=more,
    )


def readout(scene: Scene) -> dict[str, str]:
    """Return the key numbers."""
    swap = scene.swap
    return {
        WORDS("home_at"): _goods(swap.home),
        WORDS("abroad_at"): _goods(swap.abroad),
        WORDS("home_gain"): _gain(swap.home),
        WORDS("abroad_gain"): _gain(swap.abroad),
    }


def _goods(side: Side) -> str:
    if len(side.better_at) == 2:
        return WORDS("both_goods")
    return WORDS(side.better_at[0]) if side.better_at else WORDS("nothing")


def _gain(side: Side) -> str:
    if side.cloth_gained is None or side.hours_saved is None:
        return WORDS("unknown")
    if side.cloth_gained == 0:
        return WORDS("nothing")
    return WORDS("gain_value", cloth=amount(side.cloth_gained), hours=time_text(side.hours_saved))


def who_gains(scene: Scene) -> dict[str, float | None]:
    """Return the strip; labour is the only factor, so owners are silent, and all are where the rule is."""
    return {
        WORDS("home_workers"): scene.swap.home.gain,
        WORDS("home_owners"): None,
        WORDS("abroad_workers"): scene.swap.abroad.gain,
        WORDS("abroad_owners"): None,
    }


def _hour_panel(good: str, unit: str) -> Panel:
    return Panel(
        width=2.2,
        height=3.0,
        x=(-0.6, 1.6),
        y=(0, 10.5),
        x_ticks={0: WORDS("home"), 1: WORDS("abroad")},
        y_ticks=(0, 4, 8),
        title=WORDS(f"{good}_title"),
        y_label=WORDS(unit),
        margins=(0.35, 0.05, 0.55, 0.35),
    )


EXPLORER = LiveFigure(
    name="smith",
    title=WORDS("title"),
    controls=(
        Slider(
            name="rate",
            symbol="p",
            label=WORDS("rate"),
            unit=WORDS("rate_unit"),
            stops=RATES,
            default=3,
            labels={rate: rate_text(rate) for rate in RATES},
            marks=marks,
        ),
        Slider(
            name="home_wheat",
            symbol="A_W",
            label=WORDS("home_wheat"),
            stops=WHEAT_STOPS,
            default=HOME.wheat,
            labels={stop: amount(stop) for stop in WHEAT_STOPS},
            marks={ABROAD.wheat: WORDS("as_abroad"), HOME.wheat: WORDS("textbook")},
        ),
        Slider(
            name="abroad_cloth",
            symbol="A_C^*",
            label=WORDS("abroad_cloth"),
            stops=CLOTH_STOPS,
            default=ABROAD.cloth,
            labels={stop: amount(stop) for stop in CLOTH_STOPS},
            marks={HOME.cloth: WORDS("as_home"), ABROAD.cloth: WORDS("textbook")},
        ),
    ),
    presets={
        WORDS("preset_one"): {"rate": 1},
        WORDS("preset_home"): {"rate": 2 / 3},
        WORDS("preset_outside"): {"rate": 8},
        WORDS("preset_better"): {"rate": 1, "abroad_cloth": 3},
        WORDS("preset_alike"): {"rate": 1, "home_wheat": 1, "abroad_cloth": 4},
    },
    model=model,
    panels={
        "wheat": _hour_panel("wheat", "bushels"),
        "cloth": _hour_panel("cloth", "yards"),
        "swap": Panel(
            width=4.4,
            height=3.0,
            x=(0, 62),
            y=(0, 3.7),
            x_ticks=(0, 10, 20, 30, 40, 50),
            y_ticks=(),
            title=WORDS("swap"),
            x_label=WORDS("swap_axis"),
            margins=(0.15, 0.1, 0.4, 0.6),
        ),
    },
    draw=draw,
    describe=describe,
    readout=readout,
    bars=Bars(
        of=who_gains,
        names=tuple(WORDS(key) for key in ("home_workers", "home_owners", "abroad_workers", "abroad_owners")),
        limit=3,
        title=WORDS("strip"),
    ),
    tasks=(
        Task(
            name="turned",
            prompt=WORDS("task_turned"),
            holds=lambda scene: (
                scene.swap.home_makes == "cloth" and min(scene.swap.home.gain, scene.swap.abroad.gain) > 0
            ),
            right=WORDS("task_turned_right"),
            not_yet=WORDS("task_turned_not"),
        ),
        Task(
            name="even",
            prompt=WORDS("task_even"),
            holds=lambda scene: (
                scene.swap.swapped
                and scene.swap.home.cloth_gained > 0
                and abs(scene.swap.home.cloth_gained - scene.swap.abroad.cloth_gained) < SAME_RATE
            ),
            right=WORDS("task_even_right"),
            not_yet=WORDS("task_even_not"),
        ),
        Task(
            name="nothing",
            prompt=WORDS("task_nothing"),
            holds=lambda scene: scene.swap.swapped and scene.swap.abroad.cloth_gained == 0,
            right=WORDS("task_nothing_right"),
            not_yet=WORDS("task_nothing_not"),
        ),
    ),
    theme=THEME,
)
