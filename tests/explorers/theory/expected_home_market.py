"""What the theory of the home-market effect expects of its explorer: card M6, at an elasticity of 5."""

from livefigure import number, percent

from ..expected import FOREIGN, HOME, LINE, SOFT, Expected, four
from ..seen import Seen


def _band(rho: float) -> list:
    """The shaded band from ρ/(1+ρ) to 1/(1+ρ) of the market, as far as the panel goes."""
    return [(LINE, max(100 * rho / (1 + rho), 10), min(100 / (1 + rho), 90))]


def expected(size: float, trade_cost: float) -> Expected:
    """Return the picture at a setting: n/n* = (λ − ρ)/(1 − λρ) inside the band, price indices for the gains."""
    market = size / (1 + size)
    if trade_cost == 1:
        gains = (market**-0.25 - 1, (1 - market) ** -0.25 - 1)
        both = f"{percent(gains[0])} more of them"
        end = "in both countries." if size == 1 else f"at home and {percent(gains[1])} abroad"
        readout = ("anywhere", f"{percent(market)} of the market", "–", "–")
        return _picture(market, gains, readout, ["does not say where it settles", both, end], {}, [])
    rho = trade_cost**-4
    ratio = None if size * rho > 1 - 1e-9 else max(0.0, (size - rho) / (1 - size * rho))
    ratio = 0.0 if ratio is not None and ratio < 1e-8 else ratio
    firms = 1.0 if ratio is None else ratio / (1 + ratio)
    reach = ((firms + rho * (1 - firms)) / market, (rho * firms + 1 - firms) / (1 - market))
    gains = tuple(value**0.25 - 1 for value in reach)
    sold = (1 - market) * rho * firms / (rho * firms + 1 - firms)
    bought = market * rho * (1 - firms) / (firms + rho * (1 - firms))
    readout = (
        "all at home" if ratio is None else "all abroad" if ratio == 0 else f"{ratio:.2f} to 1",
        f"{percent(market)} of the market, {percent(firms)} of the firms",
        f"{percent((sold - bought) / market, sign=True)} of its spending on them",
        f"{number(rho)} to {number(1 / rho)} times as large",
    )
    places = {
        "firms": Seen(
            full=[(HOME, 100 * market, 100 * firms)],
            drops=[(100 * market, 0, 100 * market, 100 * firms)],
            strokes=[(SOFT, 10, 10, 90, 90)],
        )
    }
    return _picture(market, gains, readout, _says(size, market, firms, gains), places, _band(rho))


def _picture(market, gains, readout, says, places, band) -> Expected:
    at, ends = 100 * market, [100 * gain for gain in gains]
    curves = Seen(full=[(HOME, at, ends[0]), (FOREIGN, at, ends[1])], drops=[(at, 0, at, max(ends))])
    for panel, top in ((places.get("firms"), 100), (curves, 60)):
        if panel:
            panel.blocks.extend((colour, low, high, 0, top) for colour, low, high in band)
    labels = (
        "Firms, home to abroad",
        "Home’s share",
        "Home’s net exports of varieties",
        "Firms in both while home is",
    )
    return Expected(
        bars=four(gains[0], None, gains[1], None),
        says=says,
        readout=dict(zip(labels, readout, strict=True)),
        panels={**places, "gains": curves},
    )


def _says(size: float, market: float, firms: float, gains: tuple[float, float]) -> list[str]:
    if size == 1:
        return ["Two markets alike", f"{percent(gains[0])} more of the varieties", "in both countries"]
    home_larger = size > 1
    market, share = (market, firms) if home_larger else (1 - market, 1 - firms)
    large, small = ("home", "abroad") if home_larger else ("abroad", "home")
    at_large, at_small = ("at home", "abroad") if home_larger else ("abroad", "at home")
    if 0 < firms < 1:
        who = f"{large.capitalize()} has {percent(market)} of the market and {percent(share)} of the firms: more"
        return [who, f"gain the same, {percent(gains[0])}: {small} has fewer firms"]
    if abs(gains[0] - gains[1]) < 1e-6:
        who = f"The last firm {at_small} has just left: {large} has {percent(market)} of the market and all"
        return [who, f"gain the same, {percent(gains[0])}."]
    ours, theirs = gains if home_larger else gains[::-1]
    who = f"All firms are {at_large}, which has {percent(market)} of the market; {small} makes no variety"
    return [who, f"gain the most, {percent(theirs)} against {percent(ours)}"]
