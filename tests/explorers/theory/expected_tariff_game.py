"""What the theory of tariffs expects of the tariff game: card M8, at an elasticity of 3."""

from integration_ladder.models.tariff_game import best_reply, tariffs_at, war
from livefigure import percent

from ..expected import FOREIGN, HOME, INK, LINE, Expected, four
from ..seen import Seen


def expected(home_tariff: float, foreign_tariff: float, size: float) -> Expected:
    """Return the picture at a setting."""
    game = tariffs_at(home_tariff, foreign_tariff, size, 3.0)
    gains = (game.home.gain, game.foreign.gain)
    home, foreign = (100 * gain for gain in gains)
    best = best_reply(foreign_tariff, size, 3.0)
    peak = 100 * tariffs_at(best, foreign_tariff, size, 3.0).home.gain
    at = 100 * home_tariff
    return Expected(
        bars=four(gains[0], None, gains[1], None)
        | {
            "Home, without the revenue": game.home.gain_without_revenue,
            "Abroad, without the revenue": game.foreign.gain_without_revenue,
        },
        says=_says(game, home_tariff, foreign_tariff, size),
        readout={
            "Home’s terms of trade": percent(game.home.terms_of_trade, sign=True),
            "Home’s buyers pay for imports": percent(game.home.buyers_price, sign=True),
            "Tariff revenue in home’s income": percent(game.home.revenue),
            "World trade": percent(game.trade, sign=True),
        },
        panels={
            "income": Seen(
                full=[(HOME, at, home), (FOREIGN, at, foreign)],
                hollow=[(HOME, 100 * best, peak)],
                drops=[(at, min(home, foreign), at, max(home, foreign))],
                strokes=[(LINE, 0, 0, 120, 0)],
            ),
            "replies": Seen(
                full=[(INK, at, 100 * foreign_tariff)],
                hollow=[(INK, *(100 * tariff for tariff in war(size, 3.0)))],
            ),
        },
    )


def _does(gain: float) -> str:
    if abs(gain) < 1e-6:
        return "gains exactly nothing"
    verb = "gains" if gain > 0 else "loses"
    return f"{verb} {percent(abs(gain))}" if abs(gain) >= 5e-4 else f"{verb} next to nothing"


def _tariff(tariff: float) -> str:
    return percent(tariff, 0 if abs(100 * tariff - round(100 * tariff)) < 1e-6 else 1)


def _says(game, home: float, foreign: float, size: float) -> list[str]:
    if home == foreign == 0:
        large = {1.0: "as large", 2.0: "2 times", 3.0: "3 times", 8.0: "8 times"}.get(
            size, f"{size:.2f} times"
        )
        return [
            "this is free trade",
            f"Home is {large} as" if size != 1 else f"Home is {large}",
            _wishes(game, size),
        ]
    who = (
        f"a tariff of {_tariff(home)} at home and {_tariff(foreign)} abroad, home {_does(game.home.gain)} "
        f"and the country abroad {_does(game.foreign.gain)}."
    )
    return [who, _why(game), _wishes(game, size)]


def _why(game) -> str:
    if abs(game.home.gain) < 1e-6:
        return "pay home for its lost trade, and for no more."
    if game.home.gain > 0:
        return "which more than pays for the trade"
    if abs(game.home.terms_of_trade) < 1e-6:
        return "Neither moves the terms of trade"
    return "the lost trade costs it more" if game.home.terms_of_trade > 0 else "Home has to sell more cheaply"


def _wishes(game, size: float) -> str:
    """Whoever is not at the best reply would rather raise or lower the tariff; where nobody is, it is the war."""
    wishes = []
    for own, other, relative in (
        (game.home.tariff, game.foreign.tariff, size),
        (game.foreign.tariff, game.home.tariff, 1 / size),
    ):
        best = best_reply(other, relative, 3.0)
        wishes.append("" if abs(best - own) < 1e-6 else "higher" if best > own else "lower")
    home, foreign = wishes
    if not (home or foreign):
        return "this is the war."
    if home == foreign:
        return f"each of the two, alone, would do better with a {home} tariff."
    if home and foreign:
        return f"home would do better with a {home} tariff, the country abroad with a {foreign} one."
    who = "home" if home else "the country abroad"
    return f"{who} would do better with a {home or foreign} tariff."
