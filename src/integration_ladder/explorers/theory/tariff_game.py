"""Explorer of section 1.4: what does a tariff do to both countries, and what if the other answers? (card M8)"""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models import tariff_game
from integration_ladder.models.tariff_game import TariffGame, best_reply, tariffs_at, war
from integration_ladder.vocabulary.drawing import (
    Line,
    dot,
    hollow,
    margin_names,
    name,
    note,
    outcome,
    results,
    values,
)
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, labour_only, panel, slider
from integration_ladder.vocabulary.saying import NEAR, amount, by_sign, change, does, each, sentences, share
from integration_ladder.vocabulary.theme import FOREIGN, HOME, INK, LINE, THEME
from livefigure import LiveFigure, Slider, Task, Words, percent

ABOUT = About("1.4", "What does a tariff do to both countries, and what if the other answers?", ("M8",))

SAY = Words(
    free="Neither country has a tariff: this is free trade, from which all gains and losses are counted. Home is {size}.",
    times_size="{size} times as large as the country abroad",
    both="With a tariff of {home} at home and {foreign} abroad, home {home_does} and the country abroad {foreign_does}.",
    no_war="This is not where a war would end: {who}.",
    home_would="home would do better with a {other} tariff",
    foreign_would="the country abroad would do better with a {other} tariff",
    both_would="each of the two, alone, would do better with a {other} tariff",
    either_would="home would do better with a {other} tariff, the country abroad with a {another} one",
)

SIGMA = 3.0
"""Elasticity of substitution in the explorer; the model takes any above 1."""
SIZES = (1.0, 2.0, 3.0, tariff_game.winning_size(SIGMA), 8.0)
"""Home's labour over the foreign country's: equal, larger, and the size at which home breaks even in a war."""
ROUND = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 1.0)
END = 120
"""Where the axes of tariffs end (per cent)."""
REPLY_LABEL_FROM = 70
"""Where the words at the right end begin that name the foreign country's replies (per cent)."""


def model(home_tariff: float, foreign_tariff: float, size: float) -> TariffGame:
    """Both countries at two tariffs (fractions), home ``size`` times as large."""
    return tariffs_at(home_tariff, foreign_tariff, size, SIGMA)


@cache
def _replies(size: float) -> tuple[np.ndarray, ...]:
    """Return tariffs and, at each of them, both best replies and both frontiers of gain, all in per cent."""
    tariffs = np.linspace(0, END / 100, 25)
    best = [values(lambda t, s=s: best_reply(t, s, SIGMA), tariffs, times=100) for s in (size, 1 / size)]
    even = [
        values(lambda t, s=s: tariff_game.break_even_reply(t, s, SIGMA), tariffs, times=100)
        for s in (size, 1 / size)
    ]
    return 100 * tariffs, *best, *(np.minimum(one, END) for one in even)


@cache
def _incomes(foreign_tariff: float, size: float) -> tuple[np.ndarray, ...]:
    """Return home's tariffs and both countries' gains at them, all in per cent."""
    tariffs = np.linspace(0, END / 100, 49)
    gains = ("home.gain", "foreign.gain")
    return 100 * tariffs, *results(lambda t: model(t, foreign_tariff, size), tariffs, *gains, times=100)


def draw_incomes(axes: Axes, game: TariffGame) -> None:
    """Draw both countries' real income over home's tariff, and where home stands."""
    tariffs, home, foreign = _incomes(game.foreign.tariff, game.size)
    axes.axhline(0, color=LINE, lw=0.8)
    margin_names(axes, [(foreign[-1], "abroad", FOREIGN), (home[-1], "home", HOME)])
    best = best_reply(game.foreign.tariff, game.size, SIGMA)
    peak = 100 * model(best, game.foreign.tariff, game.size).home.gain
    lines = (Line(foreign, 100 * game.foreign.gain, FOREIGN), Line(home, 100 * game.home.gain, HOME))
    compare = [(100 * best, peak, HOME)]
    outcome(axes, tariffs, lines, 100 * game.home.tariff, compare=compare, base=None)
    on_zero = -8 < peak < -1  # then above the line of zero, which would run through the words
    over = np.interp(100 * best, tariffs, foreign) - peak
    crossed = (2 if on_zero else 0) <= over < 8  # then below, where no line runs
    at, va = (peak - 2.5, "top") if crossed else (0.4 if on_zero else peak + 2, "bottom")
    note(axes, min(100 * best, 99), at, "best reply", HOME, ha="center", va=va)


def draw_replies(axes: Axes, game: TariffGame) -> None:
    """Draw both countries' best replies, where each of them gains, and where the tariffs stand."""
    tariffs, home, foreign, home_even, foreign_even = _replies(game.size)
    axes.fill_between(tariffs, 0, home_even, color=HOME, alpha=0.14)
    axes.fill_betweenx(tariffs, 0, foreign_even, color=FOREIGN, alpha=0.14)
    note(axes, END, END, "both lose", ha="right", va="top")
    note(axes, 17, 8, "home gains", HOME)
    note(axes, 2, END, "abroad gains", FOREIGN, va="top")
    axes.plot(home, tariffs, color=HOME)
    axes.plot(tariffs, foreign, color=FOREIGN)
    name(axes, home[19] - 3, 95, "home’s reply", HOME, ha="right", va="center")
    # Under the curve: at the right end, or at the left where home's own curve would run through the words.
    level = foreign[-1] - 6
    at, ha = (END, "right") if np.interp(level, tariffs, home) < REPLY_LABEL_FROM else (2, "left")
    name(axes, at, level, "reply abroad", FOREIGN, ha=ha, va="top")
    ends = [100 * tariff for tariff in war(game.size, SIGMA)]
    hollow(axes, *ends, INK)
    name(axes, ends[0] + 4, ends[1] + 3, "war")
    dot(axes, 100 * game.home.tariff, 100 * game.foreign.tariff, clip_on=False)


def _raises(game: TariffGame) -> tuple[float, float]:
    """Return how far each country's best reply lies above its tariff: both 0 in a war."""
    home, foreign = game.home.tariff, game.foreign.tariff
    return best_reply(foreign, game.size, SIGMA) - home, best_reply(home, 1 / game.size, SIGMA) - foreign


def is_war(game: TariffGame) -> bool:
    """Tell whether each tariff is the best reply to the other."""
    return max(map(abs, _raises(game))) < NEAR


def _why(game: TariffGame) -> str:
    terms = by_sign(
        game.home.terms_of_trade,
        above="Home’s imports become cheaper on the world market, but the lost trade costs it more than that.",
        zero="Neither moves the terms of trade in its favour: what remains is the lost trade.",
        below="Home has to sell more cheaply, and it loses trade.",
    )
    return by_sign(
        game.home.gain,
        above="Home’s imports become cheaper on the world market, which more than pays for the trade that it gives up; the "
        "country abroad has to sell more cheaply.",
        zero="Cheaper imports pay home for its lost trade, and for no more.",
        below=terms,
    )


def _wishes(game: TariffGame) -> str:
    if is_war(game):
        return "Each tariff is the best reply to the other: this is the war."
    home, foreign = (by_sign(way, above="higher", zero="", below="lower") for way in _raises(game))
    if home and home == foreign:
        who = SAY("both_would", other=home)
    elif home and foreign:
        who = SAY("either_would", other=home, another=foreign)
    else:
        who = SAY("home_would", other=home) if home else SAY("foreign_would", other=foreign)
    return SAY("no_war", who=who)


def describe(game: TariffGame) -> str:
    """Say who gains, why, and whether anybody would move on."""
    home, foreign = game.home, game.foreign
    if home.tariff == 0 and foreign.tariff == 0:
        equal = game.size == 1
        size = "as large as the country abroad" if equal else SAY("times_size", size=amount(game.size))
        return sentences(SAY("free", size=size), _wishes(game))
    tariffs = each(share, home=home.tariff, foreign=foreign.tariff)
    both = SAY("both", **tariffs, **each(does, home_does=home.gain, foreign_does=foreign.gain))
    return sentences(both, _why(game), _wishes(game))


def _tariff(name: str, label: str, symbol: str, whose: int) -> Slider:
    """Return a country's slider: a grid, every war's tariff, and the best reply of equals to no tariff."""
    critical = (best_reply(0.0), *(war(size, SIGMA)[whose] for size in SIZES))
    return slider(name, label, ROUND, critical, default=0.0, text=share, marks=(0.0, 0.5), symbol=symbol)


WARS = {
    size: dict(zip(("home_tariff", "foreign_tariff"), war(size, SIGMA), strict=True)) for size in SIZES[:2]
}
TARIFFS = (0, 50, 100)

EXPLORER = LiveFigure(
    name="tariff-game",
    title="The tariff game",
    controls=(
        _tariff("home_tariff", "Home’s tariff", "t_H", 0),
        _tariff("foreign_tariff", "Tariff abroad", "t_F", 1),
        slider(
            "size",
            "Size of home",
            SIZES,
            default=1,
            marks=(1, 2, 3, 8),
            unit="× abroad",
            symbol="L_H / L_F",
            track="log",
        ),
    ),
    presets={
        "Free trade": {},
        "Home alone": {"home_tariff": 0.5},
        "Abroad alone": {"foreign_tariff": 0.5},
        "War of equals": WARS[1.0],
        "War, home twice as large": WARS[2.0] | {"size": 2.0},
    },
    model=model,
    critical={"size": (1, 2, tariff_game.winning_size(SIGMA))},
    panels={
        "income": panel(
            "Real income",
            axis(0, END, "home’s tariff (per cent)", TARIFFS),
            axis(-40, 15, "per cent, against free trade", (-40, -30, -20, -10, 0, 10)),
            size=(4.05, 3.0),
            margins=(0.45, 0.65, 0.55, 0.6),
        ),
        "replies": panel(
            "Best replies",
            axis(0, END, "home’s tariff (per cent)", TARIFFS),
            axis(0, END, "tariff abroad (per cent)", TARIFFS),
            size=(3.75, 3.0),
            margins=(0.45, 0.15, 0.55, 0.6),
        ),
    },
    draw=by_panel(income=draw_incomes, replies=draw_replies),
    describe=describe,
    readout=key_numbers(
        {
            "Home’s terms of trade": ("home.terms_of_trade", change),
            "Home’s buyers pay for imports": ("home.buyers_price", change),
            "Tariff revenue in home’s income": ("home.revenue", percent),
            "World trade": ("trade", change),
        }
    ),
    bars=labour_only(
        "Who gains, against free trade (workers get the tariff revenue)",
        "home.gain",
        "foreign.gain",
        further={
            "Home, without the revenue": "home.gain_without_revenue",
            "Abroad, without the revenue": "foreign.gain_without_revenue",
        },
    ),
    tasks=(
        Task(
            name="reply",
            prompt="Both countries are equally large, and abroad there is no tariff. Find the tariff that is best for home.",
            holds=lambda game: game.size == 1 and game.foreign.tariff == 0 and abs(_raises(game)[0]) < NEAR,
            right="Right. One step higher and the trade lost weighs more than the cheaper imports; one step lower, and home "
            "leaves some of its power over the price unused.",
            not_yet="Not yet. Equal size, no tariff abroad: then move home’s tariff until its income stops rising.",
        ),
        Task(
            name="war",
            prompt="Home is 3 times as large. Find where the war ends: each tariff the best reply to the other.",
            holds=lambda game: game.size == 3 and is_war(game),
            right="Right: neither can gain by another tariff, and yet both are worse off than under free trade.",
            not_yet="Not yet. Set the size to 3, then let the two answer each other in turn until nobody wants to move.",
        ),
        Task(
            name="win",
            prompt="Home wins the war: each tariff is the best reply to the other, and home is better off than under free "
            "trade.",
            holds=lambda game: is_war(game) and game.home.gain > NEAR,
            right="Right: a country so much larger gains more by cheap imports than the war costs it. The small one pays.",
            not_yet="Not yet. How large must home be for the point of war to lie where home gains?",
        ),
    ),
    theme=THEME,
)
