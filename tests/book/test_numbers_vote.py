"""What the page on the vote says in words and types into questions agrees with the model."""

from pathlib import Path

import pytest

from integration_ladder.explorers.evolution.vote import EXPLORER, GAIN_OF_WINNER
from integration_ladder.models.reform_vote import gain_needed, leak_limit, vote_on

from .questions import draws, mistakes_that_pass

PAGE = "3-evolution/vote"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def test_the_prediction_is_the_first_setting() -> None:
    vote = EXPLORER.result(EXPLORER.default)
    assert (vote.voters, vote.winners, vote.losers, vote.known, vote.others) == (100, 51, 49, 49, 51)
    assert (vote.gain, vote.loss, vote.lucky) == (5, 1, 2), "two of them do not know it yet"
    assert not vote.passes


def test_the_moves_say_what_the_figure_shows() -> None:
    stops = list(GAIN_OF_WINNER.values)
    assert vote_on(49, stops[stops.index(24.5) + 1]).passes, "one stop further they vote yes"
    limit = vote_on(49, 5, leak_limit(5))
    assert limit.raised == pytest.approx(limit.winners * limit.gain)
    assert limit.leaked == pytest.approx(limit.net), "as much as the whole net gain"


def test_two_more_votes_would_do() -> None:
    vote = vote_on(49, 5)
    assert 2 * (vote.yes + 1) == vote.voters, "one more makes a tie"
    assert 2 * (vote.yes + 2) > vote.voters


def test_the_same_voters_would_keep_it() -> None:
    vote = vote_on(49, 5)
    assert vote.kept
    assert not vote.passes
    assert vote.winners > vote.losers, "and could vote not to pay"


def test_question_on_the_youngest() -> None:
    """49 winners are known; the other two are among the five youngest of 51."""
    young = 5
    assert f"few, young = vote_on(0, 5, winners=40), {young}" in TEXT
    expected = (2 * 5 - (young - 2) * 1) / young
    assert expected > 0
    assert 2 * (49 + young) > 100


def test_question_on_the_newspaper() -> None:
    dark, told = (vote_on(known, 2, loss=2, winners=60) for known in (0, 45))
    assert (dark.yes, told.yes) == (100, 45)


def test_question_on_a_minority_that_wins() -> None:
    vote = vote_on(0, 5, winners=40)
    assert vote.passes
    assert not vote.kept
    assert vote.net > 0


@pytest.mark.parametrize("values", draws(PAGE, "vote-cost"))
def test_no_mistake_gives_the_key_of_the_question_on_the_cost(values: tuple[float, ...]) -> None:
    won, gain, loss, leak = values
    vote = vote_on(0, gain, leak, loss=loss, winners=won)
    lost = 100 - won
    assert vote.payable
    mistakes = {
        "no leak": 100 * lost * loss / (won * gain),
        "the leak added": 100 * lost * loss * (1 + leak) / (won * gain),
        "the leak taken away": 100 * lost * loss * (1 - leak) / (won * gain),
        "the leak alone": 100 * lost * loss / leak / (won * gain),
        "a loser and a winner": 100 * loss / gain / (1 - leak),
        "a loser and a winner, no leak": 100 * loss / gain,
        "winners and losers swapped": 100 * won * loss / (lost * gain) / (1 - leak),
        "gain and loss swapped": 100 * lost * gain / (won * loss) / (1 - leak),
        "heads alone": 100 * lost / won / (1 - leak),
        "what is kept": 100 - 100 * vote.tax,
        "what leaks": 100 * vote.leaked / (won * gain),
        "of the net gain": 100 * vote.raised / vote.net,
        "of all people": 100 * vote.raised / (100 * gain),
        "the fraction": vote.tax,
        "the limit of the leak": 100 * leak_limit(gain, loss=loss, winners=int(won)),
        "amount for each": vote.payment,
    }
    assert mistakes_that_pass(100 * vote.tax, mistakes, tolerance=0.1) == []


@pytest.mark.parametrize("values", draws(PAGE, "vote-gain-needed"))
def test_no_mistake_gives_the_key_of_the_question_on_the_gain(values: tuple[float, ...]) -> None:
    won, known, loss = values
    key = gain_needed(int(known), loss=loss, winners=int(won))
    assert 2 * known <= 100, "the known winners are no majority"
    assert vote_on(known, key + 0.01, loss=loss, winners=won).passes
    assert not vote_on(known, key, loss=loss, winners=won).passes
    lost, lucky, others = 100 - won, won - known, 100 - known
    mistakes = {
        "all winners": lost * loss / won,
        "all others lose": others * loss / lucky,
        "among all others": lost * loss / others,
        "the known alone": lost * loss / known,
        "the losses": lost * loss,
        "the loss forgotten": lost / lucky if loss != 1 else -1,
        "upside down": lucky / (lost * loss),
        "a loser and a winner": loss,
        "for a majority": lost * loss / (51 - known),
    }
    assert mistakes_that_pass(key, mistakes, tolerance=0.05) == []
