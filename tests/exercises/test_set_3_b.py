"""Exercise set 3, its questions on compensation and measurement: right by the course's models, and fair to whoever answers."""

import random
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from autograder.build import key
from autograder.prove import prove
from autograder.run import fresh_namespace, run_cell
from autograder.verdict import RIGHT, verdict
from integration_ladder import data
from integration_ladder.charts.evolution.china_shock import estimate
from integration_ladder.models import reform_vote, table_one, who_gained

from . import handed_out
from .answers_set_3_b import COPIED, HONEST

QUESTIONS = ("ballot", "shift-share", "refusals")


@pytest.fixture(scope="module")
def solved() -> dict[str, Any]:
    """The names that the solutions define."""
    return handed_out.solved("set-3")


@cache
def made() -> dict[str, Any]:
    """The set's key, by question."""
    exercises = handed_out.SETS["set-3"]
    return {question["id"]: question for question in key(exercises, prove(exercises))["questions"]}


def marks(question: str, code: str) -> tuple[float, float]:
    """Return what an answer earns at visible checks and at hidden ones."""
    space = fresh_namespace()
    for cell in handed_out.SETS["set-3"].cells:
        if cell.role == "given":
            assert run_cell(cell.source, space, "<given>") is None
    error = run_cell(code, space, "<answer>")
    assert error is None, error
    visible = hidden = 0.0
    for check in made()[question]["checks"]:
        earned = check["points"] * (verdict(check, space) == RIGHT)
        visible, hidden = (visible, hidden + earned) if check.get("hidden") else (visible + earned, hidden)
    return visible, hidden


def test_a_ballot_without_sure_losers_agrees_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(1)
    ended = set()
    for _ in range(300):
        winners = draw.randint(20, 80)
        known = draw.randint(0, winners)
        gain, loss, leak = draw.uniform(0.5, 6), draw.uniform(0.5, 3), draw.uniform(0, 0.6)
        vote = reform_vote.vote_on(known, gain, leak, loss=loss, winners=winners)
        groups = known, 0, 100 - known, winners - known, gain, loss
        assert solved["ballot"](*groups, 1 / 2) == (vote.passes, pytest.approx(vote.expected))
        rate = solved["ballot_tax"](*groups, leak)
        assert rate == (pytest.approx(vote.tax) if vote.payable else "cannot be paid")
        paid = solved["ballot_promise"](*groups, 1 / 2, leak, 1)
        assert paid[0] == (vote.passes_paid if vote.payable else vote.passes)
        assert solved["ballot_promise"](*groups, 1 / 2, leak, 0) == solved["ballot"](*groups, 1 / 2)
        ended.add((vote.passes, vote.payable, vote.doubt is None))
        if vote.doubt and vote.doubt < 0.999:
            below, above = (
                solved["ballot_promise"](*groups, 1 / 2, leak, vote.doubt + step) for step in (-1e-3, 1e-3)
            )
            assert below[1] < 0 < above[1]
    assert len(ended) >= 4


def test_a_ballot_counts_every_voter(solved: dict[str, Any]) -> None:
    """By another way: each uncertain voter's outcomes are listed, and every head is counted."""
    draw = random.Random(2)
    for _ in range(200):
        sure, lost, unsure = draw.randint(1, 40), draw.randint(0, 40), draw.randint(1, 40)
        lucky = draw.randint(0, unsure)
        gain, loss, leak, belief = (
            draw.uniform(1, 6),
            draw.uniform(0.5, 2),
            draw.uniform(0, 0.5),
            draw.random(),
        )
        needed = draw.choice([1 / 2, 3 / 5, 2 / 3, 3 / 4])
        losers = [loss] * (lost + unsure - lucky)
        taken = sum(losers) / (1 - leak)
        each = taken / (sure + lucky)
        if each >= gain:
            assert solved["ballot_tax"](sure, lost, unsure, lucky, gain, loss, leak) == "cannot be paid"
            belief = each = 0.0
        kept = [gain - each] * lucky + [0.0] * (unsure - lucky)
        broken = [gain] * lucky + [-loss] * (unsure - lucky)
        expects = (belief * sum(kept) + (1 - belief) * sum(broken)) / unsure
        if abs(expects) < 1e-9:
            continue
        hopes = [gain - belief * each] * sure + [-(1 - belief) * loss] * lost + [expects] * unsure
        passes = sum(hope > 0 for hope in hopes) / len(hopes) > needed + 1e-12
        found = solved["ballot_promise"](sure, lost, unsure, lucky, gain, loss, needed, leak, belief)
        assert found == (passes, pytest.approx(expects))


def test_exposure_agrees_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(3)
    for _ in range(50):
        goods = ["toys", "chairs", "steel", "ships"]
        rise = {good: draw.uniform(1, 90) for good in goods}
        workers = {
            place: {good: draw.randint(1, 9000) for good in goods} | {"services": draw.randint(5000, 90000)}
            for place in ("A", "B", "C")
        }
        national = {good: sum(here[good] for here in workers.values()) for good in goods}
        dollars = {good: million * 1e6 for good, million in rise.items()}
        model = {
            place: who_gained.shift_share(
                {good: here[good] for good in goods}, sum(here.values()), national, dollars
            )
            / 1000
            for place, here in workers.items()
        }
        for place in workers:
            assert solved["exposure"](place, workers, rise) == pytest.approx(model[place])
        # In the model the coefficient is in points; here it is a fraction.
        gap, jobs = solved["gap_between"]("A", "B", -0.006, 20_000, workers, rise)
        other = who_gained.district(model["A"], model["B"], 0.4, -0.6)
        assert 100 * gap == pytest.approx(other.gap)
        assert jobs == pytest.approx(who_gained.fewer_jobs(other.gap, 20_000))
        # Weighted by workers, exposures give the country's rise per worker.
        size = {place: sum(here.values()) for place, here in workers.items()}
        total = sum(model[place] * size[place] for place in workers)
        assert total == pytest.approx(1000 * sum(rise.values()))


def test_what_the_tax_cut_changes_is_what_the_model_says(solved: dict[str, Any]) -> None:
    before, after = (who_gained.district(2.1, 0.4, common, -0.6) for common in (0, 0.4))
    assert before.gap == after.gap, "the gap stays"
    assert before.coefficient * before.average == after.coefficient * after.average, "the product stays"
    assert after.average_change == pytest.approx(before.average_change + 0.4), "the country changes"
    assert solved["with_cut"] == {
        "slope": "stays",
        "gap": "stays",
        "product": "stays",
        "country": "changes",
    }


def test_a_count_agrees_with_the_model_and_with_the_record(solved: dict[str, Any]) -> None:
    record = solved["refusals"]
    table = data.load("table_one_check")
    rows = table[table["fact"] == "refusals"]
    assert record == [(day, int(value)) for day, value in zip(rows["date"], rows["value"], strict=True)]
    days = [(date.fromisoformat(when), number) for when, number in record]
    for earlier, later in zip(days, days[1:], strict=False):
        for step in range(0, (later[0] - earlier[0]).days + 1, 17):
            day = earlier[0] + timedelta(days=step)
            assert solved["count_on"](record, day.isoformat()) == pytest.approx(
                table_one.between(earlier, later, day).count
            )
    assert solved["count_on"](record, "2018-04-26") == solved["count_on"](record, "2024-04-27") == "not known"


def test_bounds_are_what_every_history_allows(solved: dict[str, Any]) -> None:
    """By listing: all histories of refusals in ten days that give a record, and their counts on each day."""
    days = [(date(2001, 2, 24) + timedelta(days=step)).isoformat() for step in range(7)]
    record = [(days[1], 2), (days[4], 4)]
    counts: list[set[int]] = [set() for _ in days]

    def go(history: list[int]) -> None:
        if len(history) == len(days):
            on = dict(zip(days, history, strict=True))
            before = dict(zip(days[1:], history, strict=False))
            if all(on[day] == number and before[day] < number for day, number in record):
                for place, count in enumerate(history):
                    counts[place].add(count)
            return
        for more in range(8 - (history[-1] if history else 0)):
            go([*history, (history[-1] if history else 0) + more])

    go([])
    for place, day in enumerate(days):
        fewest, most = solved["count_bounds"](record[::-1], day)
        assert fewest == min(counts[place])
        assert most == (max(counts[place]) if place <= 4 else "no limit")
        for number in range(9):
            allowed = number in counts[place] or (place > 4 and number > max(counts[place]))
            assert solved["count_fits"](record, day, number) == allowed


def test_the_paper_s_number_is_allowed_and_so_are_forty_others(solved: dict[str, Any]) -> None:
    allowed = [n for n in range(100) if solved["count_fits"](solved["refusals"], "2019-12-31", n)]
    assert 29 in allowed
    assert len(allowed) == 41


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_solution_is_honest_too(question: str) -> None:
    cells = [
        cell.source
        for cell in handed_out.SETS["set-3"].cells
        if cell.role == "solution" and cell.question == question
    ]
    assert sum(marks(question, "\n\n".join(cells))) == made()[question]["points"]


@pytest.mark.parametrize(
    ("question", "style"), [(question, style) for question in QUESTIONS for style in HONEST[question]]
)
def test_an_honest_answer_in_another_style_loses_nothing(question: str, style: str) -> None:
    assert sum(marks(question, HONEST[question][style])) == made()[question]["points"]


def test_there_are_eight_styles_of_every_question() -> None:
    assert all(len(HONEST[question]) >= 8 for question in QUESTIONS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_who_copies_what_is_seen_earns_no_hidden_point(question: str) -> None:
    """Values of visible checks, written down and looked up by their inputs: a part of the points, and never the rest."""
    visible, hidden = marks(question, COPIED[question])
    assert hidden == 0
    assert visible == sum(check["points"] for check in made()[question]["checks"] if not check.get("hidden"))


def test_known_mistakes_are_many_and_say_no_number_of_the_solution() -> None:
    questions = {question.id: question for question in handed_out.SETS["set-3"].questions}
    for name in QUESTIONS:
        messages = [wrong.message for wrong in questions[name].wrong]
        assert len(set(messages)) == len(messages) >= 15
        assert not [message for message in messages if "simply" in message or "—" in message]


def test_these_questions_carry_nine_and_a_half_points() -> None:
    questions = {question.id: question for question in handed_out.SETS["set-3"].questions}
    assert [questions[name].points for name in (*QUESTIONS, "weigh")] == [3, 2.5, 2, 2]


def test_the_model_answer_keeps_to_what_students_are_asked() -> None:
    (weigh,) = (question for question in handed_out.SETS["set-3"].questions if question.id == "weigh")
    answer, _, note = weigh.model.partition("For the reader:")
    assert 180 <= len(answer.split()) <= 260
    said = " ".join(answer.split())
    for hedge in (
        "asserts that even inside",
        "the main gains",
        "can enjoy some benefits",
        "such as falling prices",
        "the main costs",
        "included",
        "When their costs exceed their benefits",
        "is bound to meet",
        "as opponents multiply",
    ):
        assert hedge in said, hedge
    assert f"{1000 * estimate('dauth_findeisen_suedekum', 'jobs_gained'):.0f} thousand jobs" in said
    assert 'On "main" neither' in said
    assert "other pairs earn the same points" in " ".join(note.split())
