"""Card M17: its check numbers, and the properties of its card over random parameters."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from integration_ladder.models.reform_vote import (
    Vote,
    first_refusal,
    gain_needed,
    known_limit,
    leak_limit,
    vote_on,
)

AMOUNTS = st.floats(0.1, 30)
LEAKS = st.floats(0, 0.95)


@st.composite
def votes(draw: st.DrawFn) -> Vote:
    """Return a vote with random numbers of people."""
    voters = draw(st.integers(1, 200))
    winners = draw(st.integers(1, voters))
    known = draw(st.integers(0, winners))
    return vote_on(known, draw(AMOUNTS), draw(LEAKS), loss=draw(AMOUNTS), voters=voters, winners=winners)


def test_the_example_of_fernandez_and_rodrik() -> None:
    vote = vote_on(49, 5)
    assert vote.net == 206
    assert vote.expected == pytest.approx((2 * 5 - 49 * 1) / 51)
    assert vote.expected == pytest.approx(-0.7647, abs=5e-5)
    assert (vote.yes, vote.passes, vote.kept) == (49, False, True)


@pytest.mark.parametrize(
    ("known", "passes"), [(0, True), (41, True), (42, False), (49, False), (50, False), (51, True)]
)
def test_the_vote_turns_twice(known: int, passes: bool) -> None:
    assert vote_on(known, 5).passes is passes


def test_where_it_turns() -> None:
    assert known_limit(5) == pytest.approx(41.2)
    assert first_refusal(5) == 42
    assert gain_needed(49) == 24.5
    assert not vote_on(49, 24.5).passes, "who expects nothing votes no"
    assert vote_on(49, 24.51).passes
    assert gain_needed(51) is None


def test_a_tie_keeps_things_as_they_are() -> None:
    assert vote_on(50, 5).yes == 50
    assert not vote_on(50, 5).passes


def test_what_compensation_costs() -> None:
    assert leak_limit(5) == pytest.approx(0.807843, abs=5e-7)
    whole, holed = vote_on(49, 5), vote_on(49, 5, 0.5)
    assert (whole.due, whole.raised, whole.leaked) == (49, 49, 0)
    assert (holed.due, holed.raised, holed.leaked) == (49, 98, 49)
    assert whole.tax == pytest.approx(49 / 255)
    assert holed.tax == pytest.approx(98 / 255)
    assert (whole.yes_paid, holed.yes_paid) == (100, 100)
    assert not vote_on(49, 5, leak_limit(5)).payable
    assert vote_on(49, 5, 0.9).yes_paid is None


def test_the_tax_rate_of_the_card() -> None:
    """Four in ten lose 8 per cent of their income, six gain 10: sl/((1 - s) g) = .5333, feasible below a leak of .4667."""
    people = {"loss": 8, "voters": 100, "winners": 60}
    assert vote_on(0, 10, **people).tax == pytest.approx(0.5333, abs=5e-5)
    assert leak_limit(10, **people) == pytest.approx(0.4667, abs=5e-5)


def test_when_nobody_else_will_win_a_promise_changes_no_vote() -> None:
    vote = vote_on(51, 5)
    assert vote.expected == -1
    assert (vote.yes, vote.yes_paid, vote.doubt) == (51, 51, None)


def test_a_reform_with_a_net_loss_may_pass() -> None:
    vote = vote_on(60, 1, loss=5, winners=60)
    assert vote.net < 0
    assert vote.passes


def test_a_reform_that_passes_may_not_be_kept() -> None:
    """The other side of the example: nobody knows, 40 will win."""
    vote = vote_on(0, 5, winners=40)
    assert (vote.yes, vote.passes, vote.kept) == (100, True, False)


@given(votes())
def test_expectations_add_up_to_the_net_gain(vote: Vote) -> None:
    rest = vote.others * vote.expected if vote.expected is not None else 0
    assert vote.known * vote.gain + rest == pytest.approx(vote.net, abs=1e-6)
    assert vote.average * vote.voters == pytest.approx(vote.net, abs=1e-6)


@given(votes())
def test_a_reform_that_passes_promises_more_than_half_of_the_voters_a_gain(vote: Vote) -> None:
    expecting = vote.known + (vote.others if vote.expected is not None and vote.expected > 0 else 0)
    if vote.passes:
        assert 2 * expecting > vote.voters


@given(votes())
def test_when_everybody_knows_the_number_of_winners_decides(vote: Vote) -> None:
    informed = vote_on(
        vote.winners, vote.gain, vote.leak, loss=vote.loss, voters=vote.voters, winners=vote.winners
    )
    assert informed.passes == (vote.winners > vote.voters / 2) == vote.kept


@given(votes())
def test_when_nobody_knows_the_net_gain_decides(vote: Vote) -> None:
    assume(abs(vote.net) > 1e-6)
    nobody = vote_on(0, vote.gain, vote.leak, loss=vote.loss, voters=vote.voters, winners=vote.winners)
    assert nobody.passes == (vote.net > 0)


@given(votes())
def test_the_leak_has_a_limit(vote: Vote) -> None:
    limit = leak_limit(vote.gain, loss=vote.loss, voters=vote.voters, winners=vote.winners)
    assume(abs(vote.leak - limit) > 1e-6)
    assert vote.payable == (vote.leak < limit) == (vote.tax < 1)


@given(votes())
def test_what_winners_give_arrives_or_leaks(vote: Vote) -> None:
    assert vote.winners * vote.payment == pytest.approx(vote.due + vote.leaked)
    assert vote.winners * vote.keeps == pytest.approx(vote.net - vote.leaked, abs=1e-6)


@given(votes())
def test_a_believed_promise_gets_the_votes_of_all_who_do_not_know(vote: Vote) -> None:
    if vote.payable and vote.lucky:
        assert vote.yes_paid == vote.voters
        assert vote.passes_paid


@given(votes())
def test_a_promise_must_be_believed_so_far(vote: Vote) -> None:
    """With just this chance that it is kept, those who do not know expect exactly nothing."""
    if not vote.doubt:
        return
    assert 0 < vote.doubt <= 1
    win = vote.gain - vote.doubt * vote.payment
    lose = vote.loss * (1 - vote.doubt)
    assert vote.lucky * win - vote.losers * lose == pytest.approx(0, abs=1e-6 * vote.due)


@given(st.integers(0, 50), AMOUNTS)
def test_where_it_turns_by_counting(known: int, gain: float) -> None:
    """A count of one draw for each voter instead of the formula."""
    assume(abs(gain - gain_needed(known)) > 1e-6)
    outcomes = [gain] * (51 - known) + [-1.0] * 49
    random.Random(1).shuffle(outcomes)
    assert (sum(outcomes) > 0) == (gain > gain_needed(known)) == (known < known_limit(gain))
    assert (known < first_refusal(gain)) == (sum(outcomes) > 0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: vote_on(52), "known = 52: must be a whole number, 0 to 51"),
        (lambda: vote_on(1.5), "known = 1.5: must be a whole number"),
        (lambda: vote_on(gain=0), "gain = 0: must be a finite number above 0"),
        (lambda: vote_on(loss=-1), "loss = -1: must be a finite number above 0"),
        (lambda: vote_on(leak=1), "leak = 1: must be below 1"),
        (lambda: vote_on(leak=-0.1), "leak = -0.1: must be a finite number, 0 or more"),
        (lambda: vote_on(0, winners=0), "winners = 0: must be a whole number, 1 to 100"),
        (lambda: vote_on(0, voters=0), "voters = 0: must be a whole number, 1 or more"),
    ],
)
def test_bad_input_is_named(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
