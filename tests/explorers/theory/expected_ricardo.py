"""What Ricardo's theory expects of his explorer: card M2, from labour costs alone."""

from math import sqrt

from integration_ladder.models.ricardo import Country, trade_at
from integration_ladder.vocabulary.saying import fraction, price
from livefigure import number, percent

from ..expected import FOREIGN, HOME, INK, LINE, SOFT, Expected, four
from ..seen import Seen


def expected(price: float, portugal_wine: float) -> Expected:
    """Return the picture at a setting; gains by the closed form, quantities by the model."""
    own_england, own_portugal = 100 / 120, 90 / portugal_wine
    low, high = sorted((own_england, own_portugal))
    trade = trade_at(price, portugal=Country(90, portugal_wine, 170))
    traded = low - 1e-9 <= price <= high + 1e-9 and high - low > 1e-9
    england = abs(_gain(price, own_england)) if traded else 0.0
    portugal = abs(_gain(price, own_portugal)) if traded else 0.0
    return Expected(
        bars=four(england, None, portugal, None, home="England", foreign="Portugal"),
        says=_says(price, own_england, own_portugal, england, portugal, trade),
        readout=_readout(trade, own_england < own_portugal, traded),
        panels={
            "england": _country(trade.england, HOME, 220 / 100, 220 / 120, price, traded),
            "portugal": _country(trade.portugal, FOREIGN, 170 / 90, 170 / portugal_wine, price, traded),
            "gains": gains(price, own_england, own_portugal, england, portugal),
        },
    )


def _gain(price: float, own: float) -> float:
    factor = price / own
    return 0.0 if abs(factor - 1) < 1e-9 else sqrt(max(factor, 1 / factor)) - 1


def gains(price: float, own_england: float, own_portugal: float, england: float, portugal: float) -> Seen:
    """Return the panel of gains: both dots over the price, each curve's end over the other's own price, the band.

    No trade lies beside the band; a tick stands at each own price, at the one where both are alike.
    """
    low, high = sorted((own_england, own_portugal))
    ends, band, ticks = [], [], [(INK, own_england, 0, own_england, -0.8)]
    if abs(own_england - own_portugal) > 1e-9:
        most = 100 * _gain(own_portugal, own_england)
        band = [(LINE, low, high, 0, 25)]
        ticks = [
            (colour, own, 0, own, -0.8) for colour, own in ((HOME, own_england), (FOREIGN, own_portugal))
        ]
        ends = [(own_portugal, 0, own_portugal, most), (own_england, 0, own_england, most)]
    return Seen(
        full=[(HOME, price, 100 * england), (FOREIGN, price, 100 * portugal)],
        drops=[(price, 0, price, 100 * max(england, portugal)), *ends],
        blocks=band,
        strokes=[(SOFT, 0.7, 0, low, 0), (SOFT, high, 0, 1.3, 0), *ticks],
    )


def _country(outcome, colour: str, cloth: float, wine: float, price: float, traded: bool) -> Seen:
    """Half of income is spent on each good, alone and with trade."""
    income = max(price * cloth, wine)
    frontiers = [(colour, 0, wine, cloth, 0), *([(colour, 0, income, income / price, 0)] * traded)]
    return Seen(
        hollow=[(colour, cloth / 2, wine / 2)],
        full=[(colour, income / 2 / price, income / 2)] if traded else [],
        strokes=frontiers,
    )


def _says(
    at: float, own_england: float, own_portugal: float, england: float, portugal: float, trade
) -> list[str]:
    low, high = sorted((own_england, own_portugal))
    if high - low < 1e-9:
        return [f"A cloth costs {fraction(low)} of a wine in both countries", "nothing to gain"]
    if at < low - 1e-9:
        return [f"At {price(at)} wine per cloth", "rather buy cloth", "nobody sells any: no trade, no gain."]
    if at > high + 1e-9:
        return [f"At {price(at)} wine per cloth", "rather sell cloth", "nobody buys any: no trade, no gain."]
    if england == 0:
        good = "wine" if own_england < own_portugal else "cloth"
        who = [f"At {price(at)}, its own price, England gains exactly nothing: it gets {good} for"]
        who += [f"Portugal would take the whole gain, {percent(portugal)}."]
    elif portugal == 0:
        good = "cloth" if own_england < own_portugal else "wine"
        who = [f"At {price(at)}, its own price, Portugal gains exactly nothing: it gets {good} for"]
        who += [f"England would take the whole gain, {percent(england)}."]
    else:
        who = [
            f"At {price(at)} wine per cloth England would gain {percent(england)} and Portugal {percent(portugal)}"
        ]
        who += [f"{fraction(low)} and {fraction(high)}."]
    return [
        *who,
        _plans(trade, "the two plans add up.", "more cloth is wanted than", "more cloth is offered than"),
    ]


def _plans(trade, even: str, short: str, glut: str) -> str:
    gap = trade.excess_demand
    return even if abs(gap) < 1e-6 else short if gap > 0 else glut


def _readout(trade, england_sells_cloth: bool, traded: bool) -> dict[str, str]:
    made = (trade.england.production, trade.portugal.production)
    gap = number(abs(trade.excess_demand), 3)
    plans = _plans(trade, "add up", f"{gap} wanted, not offered", f"{gap} offered, not wanted")
    return {
        "England sells": ("cloth" if england_sells_cloth else "wine") if traded else "nothing",
        "Plans for cloth": plans if traded else "–",
        "World output": f"{number(made[0].cloth + made[1].cloth, 3)} cloth, {number(made[0].wine + made[1].wine, 3)} wine",
        "Wage, England to Portugal": f"{trade.england.wage / trade.portugal.wage:.2f} to 1"
        if traded
        else "–",
    }
