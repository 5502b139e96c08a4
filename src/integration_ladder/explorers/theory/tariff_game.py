"""Explorer of section 1.4: what does a tariff do to both countries, and what if the other answers? (card M8)"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.tariff_game import (
    TariffGame,
    best_reply,
    break_even_reply,
    tariffs_at,
    war,
    winning_size,
)
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, LINE, PAPER, SOFT, THEME
from livefigure import Bars, LiveFigure, Panel, Slider, Task, Words, number, percent

WORDS = Words(
    title="The tariff game",
    home_tariff="Home’s tariff",
    foreign_tariff="Tariff abroad",
    size="Size of home",
    size_unit="× abroad",
    preset_free="Free trade",
    preset_alone="Home alone",
    preset_sucker="Abroad alone",
    preset_war="War of equals",
    preset_double="War, home twice as large",
    home="home",
    foreign="abroad",
    income="Real income",
    income_unit="per cent, against free trade",
    home_axis="home’s tariff (per cent)",
    replies="Best replies",
    foreign_axis="tariff abroad (per cent)",
    best="best reply",
    home_reply="home’s reply",
    foreign_reply="reply abroad",
    war="war",
    home_gains="home gains",
    foreign_gains="abroad gains",
    both_lose="both lose",
    terms="Home’s terms of trade",
    buyers="Home’s buyers pay for imports",
    revenue="Tariff revenue in home’s income",
    trade="World trade",
    strip="Who gains, against free trade (workers get the tariff revenue)",
    home_workers="Home, workers",
    home_owners="Home, owners",
    foreign_workers="Abroad, workers",
    foreign_owners="Abroad, owners",
    home_unpaid="Home, without the revenue",
    foreign_unpaid="Abroad, without the revenue",
    equal_size="as large as the country abroad",
    times_size="{size} times as large as the country abroad",
    say_free="Neither country has a tariff: this is free trade, from which all gains and losses are counted. Home is {size}.",
    say_both="With a tariff of {home} at home and {foreign} abroad, home {home_does} and the country abroad {foreign_does}.",
    gains="gains {change}",
    loses="loses {change}",
    nothing="gains exactly nothing",
    gains_little="gains next to nothing",
    loses_little="loses next to nothing",
    why_better="Home’s imports become cheaper on the world market, which more than pays for the trade that it gives up; the "
    "country abroad has to sell more cheaply.",
    why_not_enough="Home’s imports become cheaper on the world market, but the lost trade costs it more than that.",
    why_level="Neither moves the terms of trade in its favour: what remains is the lost trade.",
    why_worse="Home has to sell more cheaply, and it loses trade.",
    why_even="Cheaper imports pay home for its lost trade, and for no more.",
    is_war="Each tariff is the best reply to the other: this is the war.",
    no_war="This is not where a war would end: {who}.",
    home_would="home would do better with a {other} tariff",
    foreign_would="the country abroad would do better with a {other} tariff",
    both_would="each of the two, alone, would do better with a {other} tariff",
    either_would="home would do better with a {other} tariff, the country abroad with a {another} one",
    higher="higher",
    lower="lower",
    task_reply="Both countries are equally large, and abroad there is no tariff. Find the tariff that is best for home.",
    task_reply_right="Right. One step higher and the trade lost weighs more than the cheaper imports; one step lower, and home "
    "leaves some of its power over the price unused.",
    task_reply_not="Not yet. Equal size, no tariff abroad: then move home’s tariff until its income stops rising.",
    task_war="Home is 3 times as large. Find where the war ends: each tariff the best reply to the other.",
    task_war_right="Right: neither can gain by another tariff, and yet both are worse off than under free trade.",
    task_war_not="Not yet. Set the size to 3, then let the two answer each other in turn until nobody wants to move.",
    task_win="Home wins the war: each tariff is the best reply to the other, and home is better off than under free trade.",
    task_win_right="Right: a country so much larger gains more by cheap imports than the war costs it. The small one pays.",
    task_win_not="Not yet. How large must home be for the point of war to lie where home gains?",
)

SIGMA = 3.0
"""Elasticity of substitution in the explorer; the model takes any above 1."""
SIZES = (1.0, 2.0, 3.0, winning_size(SIGMA), 8.0)
"""Home's labour over the foreign country's: equal, larger, and the size at which home breaks even in a war."""
NEAR = 1e-6
"""A tariff this close to the best reply is the best reply."""
LITTLE = 0.0005
"""A gain below this would read “0.0 %”."""
ROUND = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 1.0)
HOME_TARIFFS = tuple(sorted({*ROUND, best_reply(0.0), *(war(size)[0] for size in SIZES)}))
"""An even grid, every war's tariff, and the best reply to no tariff of a country of equal size."""
FOREIGN_TARIFFS = tuple(sorted({*ROUND, best_reply(0.0), *(war(size)[1] for size in SIZES)}))
END = 1.2
"""Where the axes of tariffs end."""
REPLY_LABEL_FROM = 70
"""Where the words at the right end begin that name the foreign country's replies (per cent)."""


def model(home_tariff: float, foreign_tariff: float, size: float) -> TariffGame:
    """Both countries at two tariffs (fractions), home ``size`` times as large."""
    return tariffs_at(home_tariff, foreign_tariff, size, SIGMA)


def tariff_text(tariff: float) -> str:
    """Return a tariff as readers see it: whole per cents, one decimal where it needs one."""
    return percent(tariff, 0 if abs(100 * tariff - round(100 * tariff)) < 1e-6 else 1)


def size_text(size: float) -> str:
    """Return a size as readers see it."""
    return number(size, 0 if size == round(size) else 2)


@dataclass(frozen=True)
class Replies:
    """Best replies and the frontiers of gain at a size, tariffs in per cent."""

    tariffs: np.ndarray
    home: np.ndarray
    foreign: np.ndarray
    home_even: np.ndarray
    foreign_even: np.ndarray


@cache
def _replies(size: float) -> Replies:
    tariffs = np.linspace(0, END, 25)
    return Replies(
        tariffs=100 * tariffs,
        home=np.array([100 * best_reply(float(t), size, SIGMA) for t in tariffs]),
        foreign=np.array([100 * best_reply(float(t), 1 / size, SIGMA) for t in tariffs]),
        home_even=np.array([100 * min(break_even_reply(float(t), size, SIGMA), END) for t in tariffs]),
        foreign_even=np.array([100 * min(break_even_reply(float(t), 1 / size, SIGMA), END) for t in tariffs]),
    )


@cache
def _incomes(foreign_tariff: float, size: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Home's tariffs and both countries' gains at them, all in per cent."""
    tariffs = np.linspace(0, END, 49)
    games = [tariffs_at(float(t), foreign_tariff, size, SIGMA) for t in tariffs]
    return (
        100 * tariffs,
        np.array([100 * game.home.gain for game in games]),
        np.array([100 * game.foreign.gain for game in games]),
    )


def draw_incomes(axes: Axes, game: TariffGame) -> None:
    """Draw both countries' real income over home's tariff, and where home stands."""
    tariffs, home, foreign = _incomes(game.foreign.tariff, game.size)
    axes.axhline(0, color=LINE, lw=0.8)
    axes.plot(tariffs, foreign, color=FOREIGN)
    axes.plot(tariffs, home, color=HOME)
    apart = abs(home[-1] - foreign[-1]) > 10
    for curve, other, colour, name in ((home, foreign, HOME, "home"), (foreign, home, FOREIGN, "foreign")):
        above = not apart and curve[-1] >= other[-1]
        axes.text(
            tariffs[-1],
            curve[-1] + (1.2 if above else -1.4),
            WORDS(name),
            color=colour,
            fontweight=600,
            ha="right",
            va="bottom" if above else "top",
        )
    best = 100 * best_reply(game.foreign.tariff, game.size, SIGMA)
    peak = 100 * tariffs_at(best / 100, game.foreign.tariff, game.size, SIGMA).home.gain
    axes.plot(best, peak, "o", mfc=PAPER, mec=HOME)
    crossed = 0 <= np.interp(best, tariffs, foreign) - peak < 8  # then below, where no line runs
    axes.text(
        min(best, 98),
        peak + (-2.5 if crossed else 2),
        WORDS("best"),
        color=HOME,
        ha="center",
        va="top" if crossed else "bottom",
    )
    at = 100 * game.home.tariff
    ends = sorted((100 * game.home.gain, 100 * game.foreign.gain))
    axes.plot([at, at], ends, color=SOFT, lw=1.2, ls=(0, (2, 2)))
    axes.plot(at, 100 * game.foreign.gain, "o", color=FOREIGN, mec=PAPER, mew=1.5, ms=9)
    axes.plot(at, 100 * game.home.gain, "o", color=HOME, mec=PAPER, mew=1.5, ms=9)


def draw_replies(axes: Axes, game: TariffGame) -> None:
    """Draw both countries' best replies, where each of them gains, and where the tariffs stand."""
    replies = _replies(game.size)
    axes.fill_between(replies.tariffs, 0, replies.home_even, color=HOME, alpha=0.14)
    axes.fill_betweenx(replies.tariffs, 0, replies.foreign_even, color=FOREIGN, alpha=0.14)
    axes.text(100 * END, 100 * END, WORDS("both_lose"), color=SOFT, ha="right", va="top")
    axes.text(17, 5, WORDS("home_gains"), color=HOME)
    axes.text(2, 100 * END, WORDS("foreign_gains"), color=FOREIGN, va="top")
    axes.plot(replies.home, replies.tariffs, color=HOME)
    axes.plot(replies.tariffs, replies.foreign, color=FOREIGN)
    axes.text(
        replies.home[19] - 3, 95, WORDS("home_reply"), color=HOME, fontweight=600, ha="right", va="center"
    )
    # Under the curve: at the right end, or at the left where home's own curve would run through the words.
    level = replies.foreign[-1] - 6
    room = np.interp(level, replies.tariffs, replies.home) < REPLY_LABEL_FROM
    axes.text(
        100 * END if room else 2,
        level,
        WORDS("foreign_reply"),
        color=FOREIGN,
        fontweight=600,
        ha="right" if room else "left",
        va="top",
    )
    ends = war(game.size, SIGMA)
    axes.plot(100 * ends[0], 100 * ends[1], "o", mfc=PAPER, mec=INK)
    axes.text(100 * ends[0] + 4, 100 * ends[1] + 3, WORDS("war"), color=INK, fontweight=600)
    axes.plot(
        100 * game.home.tariff,
        100 * game.foreign.tariff,
        "o",
        color=INK,
        mec=PAPER,
        mew=1.5,
        ms=9,
        clip_on=False,
    )


def draw(game: TariffGame, panels: dict[str, Axes]) -> None:
    """Draw incomes and replies."""
    draw_incomes(panels["income"], game)
    draw_replies(panels["replies"], game)


def is_war(game: TariffGame) -> bool:
    """Tell whether each tariff is the best reply to the other."""
    return all(abs(best - own) < NEAR for own, best in _tariffs_and_replies(game))


def _tariffs_and_replies(game: TariffGame) -> tuple[tuple[float, float], tuple[float, float]]:
    home, foreign = game.home.tariff, game.foreign.tariff
    return (
        (home, best_reply(foreign, game.size, SIGMA)),
        (foreign, best_reply(home, 1 / game.size, SIGMA)),
    )


def _does(gain: float) -> str:
    if abs(gain) < NEAR:
        return WORDS("nothing")
    does = "gains" if gain > 0 else "loses"
    if abs(gain) < LITTLE:
        return WORDS(f"{does}_little")
    return WORDS(does, change=percent(abs(gain)))


def _why(game: TariffGame) -> str:
    home = game.home
    if abs(home.gain) < NEAR:
        return WORDS("why_even")
    if home.gain > 0:
        return WORDS("why_better")
    if abs(home.terms_of_trade) < NEAR:
        return WORDS("why_level")
    return WORDS("why_not_enough" if home.terms_of_trade > 0 else "why_worse")


def _wishes(game: TariffGame) -> str:
    if is_war(game):
        return WORDS("is_war")
    home, foreign = (
        None if abs(best - own) < NEAR else WORDS("higher" if best > own else "lower")
        for own, best in _tariffs_and_replies(game)
    )
    if home and home == foreign:
        who = WORDS("both_would", other=home)
    elif home and foreign:
        who = WORDS("either_would", other=home, another=foreign)
    elif home:
        who = WORDS("home_would", other=home)
    else:
        who = WORDS("foreign_would", other=foreign)
    return WORDS("no_war", who=who)


def describe(game: TariffGame) -> str:
    """Say who gains, why, and whether anybody would move on."""
    home, foreign = game.home, game.foreign
    if home.tariff == 0 and foreign.tariff == 0:
        size = "equal_size" if game.size == 1 else "times_size"
        free = WORDS("say_free", size=WORDS(size, size=size_text(game.size)))
        return f"{free} {_wishes(game)}"
    both = WORDS(
        "say_both",
        home=tariff_text(home.tariff),
        foreign=tariff_text(foreign.tariff),
        home_does=_does(home.gain),
        foreign_does=_does(foreign.gain),
    )
    return f"{both} {_why(game)} {_wishes(game)}"


def readout(game: TariffGame) -> dict[str, str]:
    """Return the key numbers."""
    return {
        WORDS("terms"): percent(game.home.terms_of_trade, sign=True),
        WORDS("buyers"): percent(game.home.buyers_price, sign=True),
        WORDS("revenue"): percent(game.home.revenue),
        WORDS("trade"): percent(game.trade, sign=True),
    }


def who_gains(game: TariffGame) -> dict[str, float | None]:
    """Return the strip; workers get everything, so the model is silent on owners. Below: without revenue."""
    return {
        WORDS("home_workers"): game.home.gain,
        WORDS("home_owners"): None,
        WORDS("foreign_workers"): game.foreign.gain,
        WORDS("foreign_owners"): None,
        WORDS("home_unpaid"): game.home.gain_without_revenue,
        WORDS("foreign_unpaid"): game.foreign.gain_without_revenue,
    }


def _tariff(name: str, label: str, symbol: str, stops: tuple[float, ...]) -> Slider:
    return Slider(
        name=name,
        symbol=symbol,
        label=WORDS(label),
        stops=stops,
        default=0.0,
        labels={tariff: tariff_text(tariff) for tariff in stops},
        marks={tariff: tariff_text(tariff) for tariff in (0.0, 0.5)},
    )


EXPLORER = LiveFigure(
    name="tariff-game",
    title=WORDS("title"),
    controls=(
        _tariff("home_tariff", "home_tariff", "t_H", HOME_TARIFFS),
        _tariff("foreign_tariff", "foreign_tariff", "t_F", FOREIGN_TARIFFS),
        Slider(
            name="size",
            symbol="L_H / L_F",
            label=WORDS("size"),
            unit=WORDS("size_unit"),
            stops=SIZES,
            default=1.0,
            labels={size: size_text(size) for size in SIZES},
            marks={size: size_text(size) for size in (1.0, 2.0, 3.0, 8.0)},
        ),
    ),
    presets={
        WORDS("preset_free"): {},
        WORDS("preset_alone"): {"home_tariff": 0.5},
        WORDS("preset_sucker"): {"foreign_tariff": 0.5},
        WORDS("preset_war"): dict(zip(("home_tariff", "foreign_tariff"), war(1.0), strict=True)),
        WORDS("preset_double"): {
            **dict(zip(("home_tariff", "foreign_tariff"), war(2.0), strict=True)),
            "size": 2.0,
        },
    },
    model=model,
    panels={
        "income": Panel(
            width=4.2,
            height=3.5,
            x=(0, 100 * END),
            y=(-40, 15),
            x_ticks=(0, 50, 100),
            y_ticks=(-40, -30, -20, -10, 0, 10),
            title=WORDS("income"),
            y_label=WORDS("income_unit"),
            x_label=WORDS("home_axis"),
        ),
        "replies": Panel(
            width=4.2,
            height=3.5,
            x=(0, 100 * END),
            y=(0, 100 * END),
            x_ticks=(0, 50, 100),
            y_ticks=(0, 50, 100),
            title=WORDS("replies"),
            y_label=WORDS("foreign_axis"),
            x_label=WORDS("home_axis"),
        ),
    },
    draw=draw,
    describe=describe,
    readout=readout,
    bars=Bars(
        of=who_gains,
        names=tuple(
            WORDS(key)
            for key in (
                "home_workers",
                "home_owners",
                "foreign_workers",
                "foreign_owners",
                "home_unpaid",
                "foreign_unpaid",
            )
        ),
        limit=0.45,
        title=WORDS("strip"),
    ),
    tasks=(
        Task(
            name="reply",
            prompt=WORDS("task_reply"),
            holds=lambda game: (
                game.size == 1
                and game.foreign.tariff == 0
                and abs(game.home.tariff - best_reply(0.0, 1.0, SIGMA)) < NEAR
            ),
            right=WORDS("task_reply_right"),
            not_yet=WORDS("task_reply_not"),
        ),
        Task(
            name="war",
            prompt=WORDS("task_war"),
            holds=lambda game: game.size == 3 and is_war(game),
            right=WORDS("task_war_right"),
            not_yet=WORDS("task_war_not"),
        ),
        Task(
            name="win",
            prompt=WORDS("task_win"),
            holds=lambda game: is_war(game) and game.home.gain > NEAR,
            right=WORDS("task_win_right"),
            not_yet=WORDS("task_win_not"),
        ),
    ),
    theme=THEME,
)
