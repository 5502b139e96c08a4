"""Explorer of section 3.2: when is a reform with a net gain voted down, and what does it cost to pay its losers? (card M17)"""

from functools import cache
from math import log10

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.reform_vote import (
    Vote,
    first_refusal,
    gain_needed,
    known_limit,
    leak_limit,
    vote_on,
)
from integration_ladder.vocabulary.areas import area, box
from integration_ladder.vocabulary.drawing import curve, dot, drop, hollow, margin_names, name, note
from integration_ladder.vocabulary.parts import About, axis, by_panel, key_numbers, panel, slider, strip
from integration_ladder.vocabulary.saying import NEAR, amount, count, does, sentences, share, signed
from integration_ladder.vocabulary.theme import GAIN, HOME, LINE, LOSS, SOFT, THEME
from livefigure import LiveFigure, Task, Words

ABOUT = About(
    "3.2", "When is a reform with a net gain voted down, and what does it cost to pay its losers?", ("M17",)
)

SAY = Words(
    nobody="Nobody knows who wins. Of {others} voters {lucky} will gain {gain} and {losers} will lose {loss} each: on average "
    "they {expect}, and {vote}.",
    one="There is one known winner. Of the other {others} voters {lucky} will gain {gain} and {losers} will lose {loss} each: on "
    "average they {expect}, and {vote}.",
    some="There are {known} known winners. Of the other {others} voters {lucky} will gain {gain} and {losers} will lose {loss} "
    "each: on average they {expect}, and {vote}.",
    everybody="All {known} winners are known, and gain {gain} each. So the other {losers} know that each of them loses {loss}, "
    "and vote no.",
    passes="With {yes} of {voters} votes the reform passes.",
    tie="With {yes} of {voters} votes it is a tie, and the reform fails.",
    fails="With {yes} of {voters} votes the reform fails.",
    paid="At a leak of {leak} winners would give {tax} of their gain to pay every loser in full; a promise that is believed "
    "brings {yes} votes.",
    limit="At a leak of {leak} to pay every loser in full takes just all that the winners gain.",
    unpaid="At a leak of {leak} to pay every loser in full would take more than all that the winners gain.",
)

BASE = vote_on()
"""The numbers of Fernandez and Rodrik; what no control moves is taken from it."""
GAINS = (1, 2, 5, 10, 30)
LEAKS = (0, 0.2, 0.5, 0.9)
EDGE = BASE.voters / 2 + 0.5
"""Above half of the voters, known winners are a majority by themselves."""
LOW, HIGH = log10(0.9), log10(36)
"""Ends of the axis of gains, on which equal steps are times as much."""
END = 90
"""Where the axis of leaks ends (per cent)."""


def _needed(setting: dict[str, float]) -> dict[float, str]:
    """Return the mark of the gain from which the others expect one, where it is a stop."""
    gain = gain_needed(int(setting.get("known", BASE.known)))
    return {gain: "needed"} if gain in (*GAINS, gain_needed(BASE.known)) else {}


GAIN_OF_WINNER = slider(
    "gain",
    "Gain of a winner",
    GAINS,
    (gain_needed(BASE.known),),
    default=5,
    text=amount,
    marks=_needed,
    unit="% of income",
    symbol="g",
    track="log",
)
STILL = tuple(first_refusal(gain) - 1 for gain in GAIN_OF_WINNER.values)
"""At each gain, the most known winners with whom the others still expect one."""
KNOWN = slider(
    "known",
    "Known winners",
    (0, 20, BASE.known, BASE.voters // 2, BASE.winners),
    STILL,
    default=BASE.known,
    text=count,
    turning=lambda gain: {"refused": float(first_refusal(gain))},
    given=(GAIN_OF_WINNER,),
    unit=f"of {BASE.winners}",
    symbol="K",
)
LEAK = slider(
    "leak",
    "Leak",
    LEAKS,
    default=0.2,
    text=share,
    turning=lambda gain: {"limit": leak_limit(gain)},
    given=(GAIN_OF_WINNER,),
    symbol=r"\kappa",
)


def draw_votes(axes: Axes, vote: Vote) -> None:
    """Draw the votes for the reform: as things are, when everybody knows, and when losers are paid."""
    for at, yes in zip((2, 1, 0), (vote.yes, vote.winners, vote.yes_paid), strict=True):
        if yes is None:
            note(axes, 4, at, "–", va="center")
            continue
        axes.barh([at], [yes], height=0.6, color=HOME)
        name(axes, yes + 3, at, count(yes), va="center")
    axes.plot([vote.voters / 2] * 2, [-0.6, 2.6], color=LINE, lw=1.2)


@cache
def _turning() -> tuple[np.ndarray, np.ndarray]:
    """Return gains and the number of known winners from which the others expect nothing, at each of them."""
    gains = np.geomspace(BASE.losers * BASE.loss / BASE.winners, 10**HIGH, 60)
    return gains, np.array([known_limit(float(gain)) for gain in gains])


def draw_map(axes: Axes, vote: Vote) -> None:
    """Draw for which numbers of known winners and which gains the reform fails, and where the setting stands."""
    gains, known = _turning()
    heights = np.log10(gains)
    edges = [(float(x), float(y)) for x, y in zip(known, heights, strict=True)]
    area(axes, [*edges, (EDGE, HIGH), (EDGE, LOW), (0, LOW)], "loss")
    curve(axes, known, heights, LOSS)
    name(axes, 40, log10(2) / 2, "fails", LOSS, ha="right", va="center")
    name(axes, 3, log10(16), "passes", GAIN, ha="left", va="center")
    drop(axes, vote.known, log10(vote.gain), base=LOW)
    dot(axes, vote.known, log10(vote.gain), HOME)


@cache
def _raised(gain: float) -> tuple[np.ndarray, np.ndarray]:
    """Return leaks and what part of the winners' gain paying takes, both in per cent, up to all of it."""
    leaks = np.linspace(0, max(0.0, min(leak_limit(gain), END / 100)), 40)
    return 100 * leaks, np.array([100 * vote_on(gain=gain, leak=float(leak)).tax for leak in leaks])


def draw_bucket(axes: Axes, vote: Vote) -> None:
    """Draw where the winners' gain goes over the leak: to losers, lost on the way, and what they keep."""
    leaks, taken = _raised(vote.gain)
    arrives, end = float(taken[0]), float(leaks[-1])
    above = [(float(x), float(y)) for x, y in zip(leaks, taken, strict=True)]
    area(axes, box(0, end, 0, arrives), "transfer")
    area(axes, [*above, (end, arrives)], "loss")
    area(axes, [*above, (end, 100), (0, 100)], "gain")
    curve(axes, leaks, taken, LOSS)
    axes.plot([0, end], [arrives, arrives], color=SOFT, lw=1.2)
    limit = leak_limit(vote.gain)
    if 100 * limit <= END:
        hollow(axes, 100 * limit, 100, SOFT)
    if vote.tax <= 1 + NEAR:
        drop(axes, 100 * vote.leak, 100 * vote.tax)
        dot(axes, 100 * vote.leak, 100 * vote.tax, HOME)
    margin_names(axes, ((12, "to losers", SOFT), (48, "leaks", LOSS), (84, "kept", GAIN)))


def describe(vote: Vote) -> str:
    """Say who expects what and votes how, and what it takes to pay the losers."""
    return sentences(_expected(vote), _result(vote), _payment(vote))


def _expected(vote: Vote) -> str:
    expect = does(vote.expected, many=True, said=amount)
    people = {"others": count(vote.others), "lucky": count(vote.lucky), "losers": count(vote.losers)}
    amounts = {"gain": amount(vote.gain), "loss": amount(vote.loss)}
    if not vote.lucky:
        return SAY("everybody", known=count(vote.known), losers=people["losers"], **amounts)
    how = {"expect": expect, "vote": "vote yes" if vote.hopeful else "vote no"}
    if vote.known < 2:
        return SAY("one" if vote.known else "nobody", **people, **amounts, **how)
    return SAY("some", known=count(vote.known), **people, **amounts, **how)


def _result(vote: Vote) -> str:
    key = "passes" if vote.passes else "tie" if 2 * vote.yes == vote.voters else "fails"
    return SAY(key, yes=count(vote.yes), voters=count(vote.voters))


def _payment(vote: Vote) -> str:
    leak = LEAK.short(vote.leak)
    if vote.yes_paid is not None:
        return SAY("paid", leak=leak, tax=share(vote.tax), yes=count(vote.yes_paid))
    return SAY("limit" if vote.tax <= 1 + NEAR else "unpaid", leak=leak)


EXPLORER = LiveFigure(
    name="vote",
    title="The vote and the leaky bucket",
    controls=(KNOWN, GAIN_OF_WINNER, LEAK),
    presets={
        "Hope": {"known": 41},
        "Fear": {"known": 42},
        "A tie": {"known": 50},
        "All known": {"known": 51},
        "Large enough?": {"gain": 24.5},
        "Bucket at its limit": {"leak": leak_limit(5)},
    },
    model=vote_on,
    panels={
        "map": panel(
            "When it fails",
            axis(0, 52, "known winners", (0, 20, 40, 51)),
            axis(LOW, HIGH, "gain of a winner", {log10(gain): amount(gain) for gain in (1, 2, 5, 10, 24.5)}),
            size=(3.4, 2.8),
            margins=(0.65, 0.15, 0.55, 0.6),
        ),
        "votes": panel(
            "Votes for it",
            axis(0, 132, "of 100 voters", (0, 50, 100)),
            axis(-0.6, 2.6, "", {2: "now", 1: "known", 0: "paid"}),
            size=(2.05, 2.8),
            margins=(0.65, 0.05, 0.55, 0.6),
        ),
        "bucket": panel(
            "Winners pay losers",
            axis(0, END, "leak (per cent)", (0, 30, 60, 90)),
            axis(0, 100, "% of their gain", (0, 50, 100)),
            size=(2.3, 2.8),
            margins=(0.5, 0.8, 0.55, 0.6),
        ),
    },
    covered=("map", "votes"),  # in a lecture hall, until the vote
    draw=by_panel(map=draw_map, votes=draw_votes, bucket=draw_bucket),
    describe=describe,
    readout=key_numbers(
        {
            "Others expect": lambda vote: signed(vote.expected),
            "All together": lambda vote: signed(vote.net),
            "Votes for it": lambda vote: count(vote.yes),
            "Winners give": lambda vote: share(vote.tax),
            "Lost on the way": lambda vote: amount(vote.leaked),
        }
    ),
    bars=strip(  # winners and losers may both be workers, as in the full model of Fernandez and Rodrik; abroad nobody votes
        "Who gains if the reform is carried out: change of income",
        further={
            "Home, winners": lambda vote: vote.gain / 100,
            "Home, losers": lambda vote: -vote.loss / 100,
            "Home, average": lambda vote: vote.average / 100,
            "Home, paying winners": lambda vote: vote.keeps / 100,
        },
    ),
    tasks=(
        Task(
            name="refused",
            prompt="A winner gains 10. Find the smallest number of known winners with which the reform fails.",
            holds=lambda vote: vote.gain == 10 and vote.known == first_refusal(10),
            right="Right: so many of the winners are known that among the others the losses outweigh what is left of the gains.",
            not_yet="Not yet. The gain must be 10; one known winner fewer, and the reform would pass.",
        ),
        Task(
            name="unpaid",
            prompt="The leak is 50 %. Find a setting at which the reform passes as things are, although its winners could not "
            "pay every loser in full.",
            holds=lambda vote: vote.leak == 0.5 and vote.passes and vote.tax > 1 + NEAR,
            right="Right: to win a vote and to be able to pay the losers are two things. Here half of what winners give leaks, "
            "and that is more than the small net gain.",
            not_yet="Not yet. Keep the leak at 50 %. Paying must take more than all that the winners gain, and more than half "
            "must vote yes.",
        ),
    ),
    theme=THEME,
)
