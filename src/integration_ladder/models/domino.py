"""Countries join a bloc, or leave it, because others do: where the dominoes stop (card M14).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from dataclasses import dataclass

from .card import Card
from .checks import require_not_negative

CARD = Card(
    number="M14",
    title="Countries join a bloc, or leave it, because others do: where the dominoes stop.",
    source=(
        "the question is R. E. Baldwin's, *A Domino Theory of Regionalism*, published in R. Baldwin, P. Haaparanta and "
        "J. Kiander, eds. (1995), *Expanding Membership of the European Union*; one line instead of his firms, "
        "governments and lobbies is the course's own simplification."
    ),
    notes=(
        "Write s for the share that has joined, x for a country's resistance, b₀ for the pull without members and b₁ "
        "for the pull of members, of a bloc of all: one of half the countries pulls half as much more; s′ is "
        "the share a round later and s* the one at rest.",
        "In Baldwin's model the pull grows because firms outside the bloc lose sales to firms inside, and press their government "
        "to join. Here the pull is a number: it tells that joining is worth more, not to whom.",
        "That leaving has a cost c, the same for all, is the course's own addition. With it every share between "
        "where joining stops and where leaving stops stays as it is.",
    ),
    assumes=(
        "resistance is spread evenly from 0 to 1, so that each share of countries is as hard to move as the next",
        "a country looks at who is in now, and does not foresee who will follow",
        "all members pull alike, whatever their size",
        "the bloc takes everybody who asks",
    ),
    equations=(
        r"x \le b_0 + b_1\,s",
        r"s' = \min(1,\; b_0 + b_1\,s)",
        r"s^* = \frac{b_0}{1 - b_1}",
    ),
    holds=(
        "round by round the share comes nearer to what the closed form says",
        "shares lie between 0 and 1; who joins never makes another leave, and who leaves never makes another join",
        "where the pulls add up to 1 or more, all join",
        "without a first shock nobody joins",
        "a stronger pull never stops the dominoes earlier",
        "without a cost of leaving both directions stop at one share",
        "a cost of leaving never makes more countries leave",
    ),
)

ROUNDS = 12
"""How many rounds a path tells."""
COST = 0.1
"""The cost of leaving in the course's own example, in the unit of the pull."""
SAME = 1e-9
"""Pulls that miss 1 by less add up to it: by the dust of computing nobody stays outside."""


@dataclass(frozen=True)
class Cascade:
    """What a shock sets off.

    Attributes:
        first: the pull without members, after the shock.
        pull: how much stronger the pull is when all are members than when none is.
        joining: whether countries join, from none inside; else they leave, from all inside.
        cost: what leaving costs a country, in the unit of the pull; 0 where countries join.
        path: the share inside after 0, 1, 2, … rounds.
        end: the share at which it comes to rest.
        rounds: after how many rounds it is at rest; None if it comes ever nearer and never stands.
    """

    first: float
    pull: float
    joining: bool
    cost: float
    path: tuple[float, ...]
    end: float
    rounds: int | None

    @property
    def at_once(self) -> float:
        """The share that the shock alone moves, in the first round."""
        return abs(self.path[1] - self.path[0])

    @property
    def followers(self) -> float:
        """The share that moves later, because others have moved."""
        return abs(self.end - self.path[1])

    @property
    def moved(self) -> float:
        """The share that moves in all."""
        return abs(self.end - self.path[0])

    @property
    def multiplier(self) -> float | None:
        """How many move for each that the shock moves, None where it moves nobody."""
        return self.moved / self.at_once if self.at_once > SAME else None

    def wants(self, share: float) -> float:
        """Return the share that is inside a round later, if ``share`` is inside now."""
        return _next(share, self.first, self.pull, self.cost, joining=self.joining)


def join(first: float, pull: float, rounds: int = ROUNDS) -> Cascade:
    """Let countries join, beginning with none inside.

    Args:
        first: the pull without members, 0 or more.
        pull: how much stronger the pull is when all are members; 0 or more and below 1.
        rounds: how many rounds to tell.

    Raises:
        ValueError: an argument is outside its range.
    """
    return _cascade(first, pull, 0.0, rounds, joining=True)


def leave(first: float, pull: float, cost: float = 0.0, rounds: int = ROUNDS) -> Cascade:
    """Let countries leave, beginning with all inside.

    Args:
        first: the pull without members after the shock, 0 or more.
        pull: how much stronger the pull is when all are members; 0 or more and below 1.
        cost: what leaving costs a country, in the unit of the pull; 0 or more.
        rounds: how many rounds to tell.

    Raises:
        ValueError: an argument is outside its range.
    """
    return _cascade(first, pull, cost, rounds, joining=False)


def _cascade(first: float, pull: float, cost: float, rounds: int, *, joining: bool) -> Cascade:
    require_not_negative(first=first, pull=pull, cost=cost)
    if not pull < 1:
        raise ValueError(
            f"pull = {pull!r}: must be below 1, where shares between none and all can be at rest"
        )
    if rounds < 1:
        raise ValueError(f"rounds = {rounds!r}: must be 1 or more")
    path = [0.0 if joining else 1.0]
    for _ in range(rounds):
        path.append(_next(path[-1], first, pull, cost, joining=joining))
    return Cascade(
        first=first,
        pull=pull,
        joining=joining,
        cost=cost,
        path=tuple(path),
        end=at_rest(first, pull, cost),
        rounds=_rounds(first, pull, cost, joining=joining),
    )


def _next(share: float, first: float, pull: float, cost: float, *, joining: bool) -> float:
    wanted = first + cost + pull * share
    if wanted >= 1 - SAME:
        wanted = 1.0
    return max(share, wanted) if joining else min(share, wanted)


def _rounds(first: float, pull: float, cost: float, *, joining: bool) -> int | None:
    base = first + cost
    slack = base + pull - 1
    if not joining:
        return 0 if slack >= -SAME else 1 if pull == 0 else None
    if base == 0:
        return 0
    if pull == 0:
        return 1
    if slack <= SAME:
        return None
    # b0 (1 - b1^t) / (1 - b1) >= 1
    return math.ceil(math.log(slack / base) / math.log(pull) - SAME)


def at_rest(first: float, pull: float, cost: float = 0.0) -> float:
    """Return the share at which the dominoes stop: where joining does, or, with a cost, where leaving does.

    Raises:
        ValueError: an argument is outside its range.
    """
    require_not_negative(first=first, pull=pull, cost=cost)
    if not pull < 1:
        raise ValueError(
            f"pull = {pull!r}: must be below 1, where shares between none and all can be at rest"
        )
    base = first + cost
    return 1.0 if base + pull >= 1 - SAME else base / (1 - pull)


def enough(first: float, cost: float = 0.0) -> float:
    """Return the pull of members from which all are inside at the end.

    Raises:
        ValueError: an argument is negative, or the shock alone moves everybody.
    """
    require_not_negative(first=first, cost=cost)
    if not first + cost <= 1:
        raise ValueError(
            f"first = {first!r}: must be at most {1 - cost!r}, where the shock alone moves everybody"
        )
    return 1 - first - cost
