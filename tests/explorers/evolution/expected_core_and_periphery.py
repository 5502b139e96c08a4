"""What the theory of card M15 expects of the core-and-periphery explorer, from the wage equations and the closed forms."""

from functools import cache
from math import isclose

from scipy.optimize import brentq

from livefigure import number, percent

from ..expected import FOREIGN, HOME, LINE, SOFT, Expected, four
from ..seen import Seen

SIGMA = 5


def far(tau: float, mu: float) -> float:
    """Return the real wage in region 2 if all industry is in region 1, where it is 1."""
    fifth = (1 + mu) / 2 * tau**-4 + (1 - mu) / 2 * tau**4
    return fifth**0.2 * tau**-mu


def broken(mu: float) -> float:
    """Return the break point by its closed form."""
    return ((0.8 + mu) * (1 + mu) / (0.8 - mu) / (1 - mu)) ** 0.25


@cache
def sustained(mu: float) -> float:
    """Return the sustain point: where nobody gains by leaving."""
    return brentq(lambda tau: far(tau, mu) - 1, broken(mu), 9, xtol=1e-14)


def gap(lam: float, tau: float, mu: float) -> float:
    """Return the gap of the real wages by going round the equations until nothing changes."""
    w, v = 1.0, 1.0
    for _ in range(400):
        p = (lam * w**-4 + (1 - lam) * (tau * v) ** -4) ** -0.25
        q = (lam * (tau * w) ** -4 + (1 - lam) * v**-4) ** -0.25
        y, z = mu * lam * w + (1 - mu) / 2, mu * (1 - lam) * v + (1 - mu) / 2
        w, v = (y * p**4 + z * tau**-4 * q**4) ** 0.2, (y * tau**-4 * p**4 + z * q**4) ** 0.2
    return w * p**-mu - v * q**-mu


@cache
def between(tau: float, mu: float) -> float:
    """Return the unstable share between a half and all."""
    return brentq(lambda lam: gap(lam, tau, mu), 0.51, 1)


def expected(trade_cost: float, gathered: bool, spending: float) -> Expected:
    """Return the picture at a setting."""
    tau, mu = trade_cost, spending
    low, high = broken(mu), sustained(mu)
    holds_spread = tau > low and not isclose(tau, low)
    holds_gathered = tau < high and not isclose(tau, high)
    core = holds_gathered if gathered else not holds_spread
    index = ((1 + tau**-4) / 2) ** -0.25
    farmers = (1, tau**-mu) if core else (index**-mu, index**-mu)
    gain, loss = (index**mu - 1, (index / tau) ** mu - 1) if core else (0.0, 0.0)
    leaving = far(tau, mu) - 1
    share = 100 if core else 50
    jump, other = (high, low) if gathered else (low, high)
    edge = 100 * (1 - far(tau, mu))
    dots = {50.0: (0, holds_spread)}
    if tau < high or isclose(tau, high):
        dots |= {0.0: (-edge, holds_gathered), 100.0: (edge, holds_gathered)}
    if holds_spread and holds_gathered:
        lam = 100 * between(tau, mu)
        dots |= {lam: (0, False), 100 - lam: (0, False)}
    rest = {at: what for at, what in dots.items() if at != share}
    at = number(tau, 2 if isclose(tau * 100, round(tau * 100)) else 3)
    leaves = percent(leaving, sign=True)
    return Expected(
        bars={
            **four(gain, None, loss, None, home="Region 1", foreign="Region 2"),
            "Workers in industry": gain,
        },
        readout={
            "Industry in region 1": percent(share / 100, 0),
            "Break point": number(low, 3),
            "Sustain point": number(high, 3),
            "First to leave, real wage": leaves,
        },
        says=_says(at, gathered, core, holds_spread, holds_gathered, gain, loss, leaving),
        panels={
            "gap": Seen(
                full=[
                    (HOME, share, dots[share][0]),
                    *((SOFT, x, y) for x, (y, holds) in rest.items() if holds),
                ],
                hollow=[(SOFT, x, y) for x, (y, holds) in rest.items() if not holds],
                strokes=[(LINE, 0, 0, 100, 0)],
            ),
            "share": Seen(
                full=[(HOME, tau, share)],
                drops=[(other, 50, other, 100), (jump, 50, jump, 100), (tau, 45, tau, share)],
            ),
            "farmers": Seen(
                full=[(HOME, tau, 100 * farmers[0]), (FOREIGN, tau, 100 * farmers[1])],
                drops=[(tau, 100 * farmers[1], tau, 100 * farmers[0])],
            ),
        },
    )


def _says(
    at: str, gathered: bool, core: bool, spread: bool, stays: bool, gain: float, loss: float, leaving: float
) -> list[str]:
    who = (
        [
            "workers in industry and farmers in region 1 gain ",
            f"{percent(gain)}:",
            "Farmers in region 2",
            f" lose {percent(-loss)}:",
        ]
        if core
        else ["nobody gains and nobody loses"]
    )
    begin = f"At a trade cost of {at} "
    if not gathered and core:
        return [begin + "spread industry gathers", "to region 1.", *who]
    if not gathered:
        other = ["it would stay gathered."] if stays else []
        return [begin + "spread industry stays spread", "region 1", "region 2", *other, *who]
    if core:
        other = ["it would not gather."] if spread else []
        return [
            begin + "industry stays in region 1",
            f"lose {percent(-leaving)} of the real wage.",
            *other,
            *who,
        ]
    if abs(leaving) < 1e-6:
        return [begin + "gathered industry is on the edge", *who]
    return [begin + "industry does not stay in region 1", f"gain {percent(leaving)}, so", *who]
