"""A reform is put to the vote: who expects what of it, and what it would cost to pay its losers (card M17).

Source, assumptions and what always holds in it: ``CARD``.
"""

from dataclasses import dataclass

from .card import Card
from .checks import require_not_negative, require_positive

CARD = Card(
    number="M17",
    title="A reform is put to the vote: who expects what of it, and what it would cost to pay its losers.",
    source=(
        "the vote and its numbers are the example of R. Fernandez and D. Rodrik (1991), *Resistance to Reform: Status "
        "Quo Bias in the Presence of Individual-Specific Uncertainty*; the leak is A. M. Okun's (1975), *Equality and "
        "Efficiency: The Big Tradeoff*."
    ),
    notes=(
        "Write N for the voters, W for the winners, K for the winners who know that they are, g for what each winner "
        "gains, l for what each loser loses, E for what each of the others expects, t for the rate at which the "
        "winners' gains are taxed and κ for the part of the tax that does not arrive.",
        "To put the leak into the vote, and to let the winners pay every loser in full, is the course's own "
        "simplification; so is that gains and losses are in per cent of an income that all have alike.",
        "Winners and losers are not workers and owners. In the full model of Fernandez and Rodrik labour is the only "
        "factor: some workers win and others lose.",
    ),
    assumes=(
        "the reform needs more yes votes than half of all voters, and a tie keeps things as they are",
        "everybody votes for a reform of which he or she expects a gain, and against it otherwise",
        "all know how many will win and how many will lose, and how much",
        "of those who do not know on which side they will be, each has the same chance",
        "what counts is the average of what may happen: nobody is afraid of risk as such",
    ),
    equations=(
        r"E = \frac{(W - K)\,g - (N - W)\,l}{N - K}",
        r"K < W - \frac{(N - W)\,l}{g}",
        r"t = \frac{(N - W)\,l}{W\,g\,(1 - \kappa)}",
        r"\kappa < 1 - \frac{(N - W)\,l}{W\,g}",
    ),
    holds=(
        "what known winners gain and what the others expect adds up to the net gain",
        "a reform that passes promises more than half of the voters a gain",
        "a reform with a net gain may be voted down, and one with a net loss may pass",
        "when everybody knows, a reform passes if and only if more than half win",
        "when nobody knows, a reform passes if and only if its net gain is above zero",
        "winners can pay the losers in full and still gain if and only if the leak is below its limit",
        "a believed promise to pay in full gets the votes of all who do not know on which side they will be",
    ),
)

SAME = 1e-9
"""An expectation closer to zero than this is none: the dust of computing it sways no voter."""


@dataclass(frozen=True)
class Vote:
    """A vote on a reform, and the payment that would make its losers whole.

    Attributes:
        voters, winners, known: how many vote, how many of them win, and how many of these know it.
        gain, loss: what each winner gains and each loser loses, in one unit (per cent of income).
        leak: part of the tax on winners that does not reach the losers, from 0 to below 1.
        expected: what each voter who is not a known winner expects; None where all voters are known winners.
    """

    voters: int
    winners: int
    known: int
    gain: float
    loss: float
    leak: float
    expected: float | None

    @property
    def losers(self) -> int:
        """How many lose."""
        return self.voters - self.winners

    @property
    def others(self) -> int:
        """How many are not known winners."""
        return self.voters - self.known

    @property
    def lucky(self) -> int:
        """How many of the others will win."""
        return self.winners - self.known

    @property
    def net(self) -> float:
        """What all gain together."""
        return self.winners * self.gain - self.losers * self.loss

    @property
    def average(self) -> float:
        """What a voter gains on average."""
        return self.net / self.voters

    @property
    def hopeful(self) -> bool:
        """Whether those who are not known winners expect a gain, and so vote for the reform."""
        return self.expected is not None and self.expected > SAME

    @property
    def yes(self) -> int:
        """How many vote for the reform."""
        return self.voters if self.hopeful else self.known

    @property
    def passes(self) -> bool:
        """Whether the reform passes."""
        return self._majority(self.yes)

    @property
    def kept(self) -> bool:
        """Whether it would pass, or be kept, once everybody knows on which side he or she is."""
        return self._majority(self.winners)

    def _majority(self, yes: int) -> bool:
        return 2 * yes > self.voters

    @property
    def due(self) -> float:
        """What the losers must get, in all, to be as well off as before."""
        return self.losers * self.loss

    @property
    def raised(self) -> float:
        """What must be taken from the winners, in all, so that so much arrives."""
        return self.due / (1 - self.leak)

    @property
    def leaked(self) -> float:
        """What is lost on the way."""
        return self.raised - self.due

    @property
    def payment(self) -> float:
        """What each winner gives."""
        return self.raised / self.winners

    @property
    def tax(self) -> float:
        """The rate at which the winners' gains are taxed for it, as a fraction; above 1 they do not suffice."""
        return self.payment / self.gain

    @property
    def keeps(self) -> float:
        """What a winner keeps; below 0 he or she would lose."""
        return self.gain - self.payment

    @property
    def payable(self) -> bool:
        """Whether winners can pay the losers in full and still gain."""
        return self.keeps > SAME

    @property
    def yes_paid(self) -> int | None:
        """How many vote for the reform if the payment is promised and believed; None where it cannot be paid.

        Where all winners are known, the others know that they lose. A loser who is paid in full expects nothing of the
        reform, and so votes against it.
        """
        if not self.payable:
            return None
        return self.voters if self.lucky else self.known

    @property
    def passes_paid(self) -> bool:
        """Whether the reform passes if the payment can be made, is promised and believed."""
        return self.yes_paid is not None and self._majority(self.yes_paid)

    @property
    def doubt(self) -> float | None:
        """The chance of being kept that a promise must be above, for those who do not know to expect a gain.

        It is 0 where they expect a gain without any promise, None where no promise helps.
        """
        if self.hopeful:
            return 0.0
        if not self.payable or not self.lucky:
            return None
        return (self.due - self.lucky * self.gain) / (self.due - self.lucky * self.payment)


def vote_on(
    known: int = 49,
    gain: float = 5.0,
    leak: float = 0.0,
    *,
    loss: float = 1.0,
    voters: int = 100,
    winners: int = 51,
) -> Vote:
    """Put a reform to the vote.

    Args:
        known: how many winners know that they win; the others know only how many of them will.
        gain: what each winner gains; above 0.
        leak: part of what is taken from winners that does not reach the losers; from 0 to below 1.
        loss: what each loser loses, in the unit of the gain; above 0.
        voters: how many vote; at least 1.
        winners: how many of them win; at least 1.

    Raises:
        ValueError: an argument is outside its range, or not a whole number where people are counted.
    """
    require_positive(gain=gain, loss=loss)
    require_not_negative(leak=leak)
    if leak >= 1:
        raise ValueError(f"leak = {leak!r}: must be below 1, or nothing arrives")
    _require_count("voters", voters, 1, None)
    _require_count("winners", winners, 1, voters)
    _require_count("known", known, 0, winners)
    voters, winners, known = int(voters), int(winners), int(known)
    others = voters - known
    expected = ((winners - known) * gain - (voters - winners) * loss) / others if others else None
    return Vote(voters, winners, known, gain, loss, leak, expected)


def _require_count(name: str, value: float, low: int, high: int | None) -> None:
    if not (value == int(value) and value >= low and (high is None or value <= high)):
        upto = "or more" if high is None else f"to {high}"
        raise ValueError(f"{name} = {value!r}: must be a whole number, {low} {upto}")


def known_limit(gain: float, *, loss: float = 1.0, voters: int = 100, winners: int = 51) -> float:
    """Return the number of known winners below which the others expect a gain (not a whole number, as a rule)."""
    require_positive(gain=gain, loss=loss)
    return winners - (voters - winners) * loss / gain


def first_refusal(gain: float, *, loss: float = 1.0, voters: int = 100, winners: int = 51) -> int:
    """Return the smallest number of known winners at which the others expect no gain, at least 0."""
    vote = (vote_on(known, gain, loss=loss, voters=voters, winners=winners) for known in range(winners + 1))
    return next((one.known for one in vote if not one.hopeful), winners)


def gain_needed(known: int, *, loss: float = 1.0, voters: int = 100, winners: int = 51) -> float | None:
    """Return the gain of a winner above which the others expect a gain; None where no other will win."""
    vote = vote_on(known, 1.0, loss=loss, voters=voters, winners=winners)
    return vote.due / vote.lucky if vote.lucky else None


def leak_limit(gain: float, *, loss: float = 1.0, voters: int = 100, winners: int = 51) -> float:
    """Return the leak below which winners can pay the losers in full and still gain; below 0 they never can."""
    return 1 - vote_on(0, gain, loss=loss, voters=voters, winners=winners).tax
