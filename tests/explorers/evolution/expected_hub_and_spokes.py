"""What the theory of card M13 expects of the hub-and-spokes explorer, from worlds whose trade costs are written down here."""

from functools import cache

from scipy.optimize import brentq

from integration_ladder.models.hub_and_spokes import world
from livefigure import percent

from ..expected import FOREIGN, GAIN, HOME, INK, LINE, LOSS, SOFT, THIRD, Expected, four
from ..seen import Seen

PLACES = [(-1, 0.8), (1, 0.8), (-1, -0.8), (1, -0.8)]
COLOURS = [FOREIGN, THIRD, HOME, INK]


def costs(advantage: float, hubs: str) -> list[list[float]]:
    """Return the trade costs between incumbent, challenger, first and second spoke."""
    far, to = 1.6, 1.2 + advantage
    first = {"stay": (1.2, far), "switch": (far, to), "follow": (far, to), "both": (1.2, to)}[hubs]
    second = (far, to) if hubs == "follow" else (1.2, far)
    return [
        [1, 1.2, first[0], second[0]],
        [1.2, 1, first[1], second[1]],
        [*first, 1, far],
        [*second, far, 1],
    ]


@cache
def incomes(size: float, advantage: float, hubs: str) -> tuple[float, ...]:
    """Return the real incomes of the four, in this order; ``hubs`` may be "none" or "free" as well."""
    if hubs in ("none", "free"):
        cost = 1.6 if hubs == "none" else 1.2
        matrix = [[1 if i == j else cost for j in range(4)] for i in range(4)]
    else:
        matrix = costs(advantage, hubs)
    return world([1, size, 1, 1], matrix).real_incomes


def worth(size: float, advantage: float) -> tuple[float, float, float]:
    """Return what switching, following and having both hubs are worth."""
    stay, switch, follow, both = (incomes(size, advantage, h) for h in ("stay", "switch", "follow", "both"))
    return switch[2] / stay[2] - 1, follow[3] / switch[3] - 1, both[2] / stay[2] - 1


@cache
def turns(advantage: float) -> tuple[float, float]:
    """Return both thresholds, by another solver than the model's."""
    return tuple(
        brentq(lambda size, i=i: worth(size, advantage)[i], 0.3, 6, xtol=1e-12, rtol=1e-12) for i in (0, 1)
    )


def does(change: float, *, many: bool = False) -> str:
    s = "" if many else "s"
    if abs(change) < 1e-6:
        return f"gain{s} exactly nothing"
    way = f"{'gain' if change > 0 else 'lose'}{s}"
    return f"{way} {percent(abs(change))}" if abs(change) >= 5e-4 else f"{way} next to nothing"


def expected(size: float, advantage: float, hubs: str) -> Expected:
    """Return the picture at a setting."""
    none, free, before, now = (incomes(size, advantage, h) for h in ("none", "free", "stay", hubs))
    gains = [a / b - 1 for a, b in zip(now, none, strict=True)]
    were = [a / b - 1 for a, b in zip(before, none, strict=True)]
    change = [a / b - 1 for a, b in zip(now, before, strict=True)]
    frees = [a / b - 1 for a, b in zip(free, none, strict=True)]
    switch, follow, both = worth(size, advantage)
    return Expected(
        bars=four(gains[2], None, gains[0], None, home="1st spoke", foreign="Incumbent")
        | {"2nd spoke, workers": gains[3], "Challenger, workers": gains[1]},
        readout={
            "Incumbent, free trade for all": percent(frees[0], sign=True),
            "1st spoke, by switching": percent(switch, sign=True),
            "2nd spoke, by following": percent(follow, sign=True),
            "1st spoke, by both hubs": percent(both, sign=True),
        },
        says=_says(hubs, gains, change, frees, switch, follow),
        panels={
            "wheel": Seen(
                full=[(colour, *place) for colour, place in zip(COLOURS, PLACES, strict=True)],
                strokes=_links(advantage, hubs),
            ),
            "incomes": Seen(
                full=[(COLOURS[i], 100 * gains[i], 3 - i) for i in range(4)],
                hollow=[(SOFT, 100 * were[i], 3 - i) for i in range(4)],
                strokes=[
                    *((SOFT, 100 * frees[i], 3 - i - 0.25, 100 * frees[i], 3 - i + 0.25) for i in range(4)),
                    *(
                        (GAIN if change[i] > 0 else LOSS, 100 * were[i], 3 - i, 100 * gains[i], 3 - i)
                        for i in range(4)
                        if abs(change[i]) > 1e-6
                    ),
                ],
            ),
            "choices": Seen(
                full=[(HOME, size, 100 * switch), (INK, size, 100 * follow), (HOME, size, 100 * both)],
                hollow=[(SOFT, turn, 0) for turn in turns(advantage)],
                drops=[(size, 100 * min(switch, follow, both), size, 100 * both)],
                strokes=[(LINE, 0.5, 0, 4, 0)],
            ),
        },
    )


def _links(advantage: float, hubs: str) -> list[tuple]:
    matrix = costs(advantage, hubs)
    return [
        (INK if matrix[i][j] < 1.6 else LINE, *PLACES[i], *PLACES[j])
        for i in range(4)
        for j in range(i + 1, 4)
    ]


def _says(
    hubs: str, gains: list[float], change: list[float], free: list[float], switch: float, follow: float
) -> list[str]:
    if hubs == "stay":
        then = (
            "gain exactly nothing"
            if abs(switch) < 1e-6
            else f"{'gain' if switch > 0 else 'lose'} {percent(abs(switch))}: it {'has' if switch > 0 else 'stays'}"
        )
        return [
            "Both spokes stay",
            f"Against no agreement the incumbent gains {percent(gains[0])}, more than the {percent(free[0])}",
            f"each spoke gains {percent(gains[2])}",
            f"By switching the first would {then}",
        ]
    hubs_said = [f"he incumbent loses {percent(-change[0])}, the challenger gains {percent(change[1])}, "]
    if hubs == "switch":
        return [
            f"has switched. Against both staying it {does(change[2])}, t",
            *hubs_said,
            f"spoke that stays {does(change[3])}.",
            f"By following the second spoke would {does(follow, many=True)}.",
        ]
    if hubs == "follow":
        nothing = abs(follow) < 1e-6
        way = "gained" if follow > 0 or nothing else "lost"
        return [
            "Both spokes have switched",
            *hubs_said,
            f"each spoke {does(change[3])}.",
            f"The second {way} {'exactly nothing' if nothing else percent(abs(follow))} by following.",
        ]
    return [
        f"has both hubs. Against both staying it gains {percent(change[2])}, t",
        *hubs_said,
        f"other spoke loses {percent(-change[3])}.",
        "customs union forbids it",
    ]
