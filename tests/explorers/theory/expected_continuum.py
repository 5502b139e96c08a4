"""What the theory of a continuum of goods expects of its explorer: card M3, by its closed forms."""

from livefigure import percent

from ..expected import FOREIGN, HOME, INK, Expected, four
from ..seen import Seen

FOOT = 0.15
"""Where the drop line ends in the panel of goods: above the strip that says who makes which."""


def expected(technology: float, size: float, elasticity: float) -> Expected:
    """Return the picture at a setting: ω = (T/T* · L*/L)^(1/(1+θ)), z = ω/(ω + L*/L), gains by own shares."""
    wage = (technology * size) ** (1 / (1 + elasticity))
    share = wage / (wage + size)
    home, foreign = (own ** (-1 / elasticity) - 1 for own in (share, 1 - share))
    who = [f"Home makes {percent(share)} of the goods", f"at {wage:.2f} times the wage abroad."]
    if abs(share - 0.5) < 1e-9:
        who += [f"gain the same, {percent(home)}."]
    else:
        more, gains = ("Home", (home, foreign)) if share < 0.5 else ("Abroad", (foreign, home))
        who += [
            f"{more} has the smaller share",
            f"gains more: {percent(gains[0])} against {percent(gains[1])}.",
        ]
    return Expected(
        bars=four(home, None, foreign, None),
        says=who,
        readout={
            "Home’s goods, and share of world income": percent(share),
            "Home’s wage, abroad = 1": f"{wage:.3f}",
            "Home’s productivity in the middle good": f"{technology ** (1 / elasticity):.3f}",
        },
        panels={
            "goods": Seen(
                full=[(INK, share, wage)],
                drops=[(0, wage, share, wage), (share, FOOT, share, wage)],
                blocks=[(HOME, 0, share, 0, 0.18), (FOREIGN, share, 1, 0, 0.18)],
            ),
            "gains": Seen(full=[(HOME, share, 100 * home), (FOREIGN, 1 - share, 100 * foreign)]),
        },
    )
