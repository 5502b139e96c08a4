"""The item analysis counts what it says it counts, for no submission and for three thousand."""

import csv
import io
import random
import re
import statistics
from pathlib import Path

import pytest

from autograder.grading.reports import items
from autograder.grading.results import CheckResult, QuestionResult, Result

from .report_samples import (
    ANSWER,
    GOOD,
    HOSTILE,
    KEY,
    WRONG,
    check,
    code,
    data,
    essay,
    from_key,
    result,
    sample,
)
from .test_reports_feedback import said


def analysed(results: list[Result]) -> list[items.Question]:
    return items.analysed(KEY, results)


def test_counts() -> None:
    broken = (
        code(check(0, "error", "It stops."), check(1, "not run")),
        data(check(2, "unanswered")),
        essay(""),
    )
    some = [
        result("a"),
        result("b", WRONG),
        result("c", WRONG),
        result("d", broken, status="timed out"),
        result("e", broken, status="blank"),
        result("f", (), status="unreadable"),
    ]
    price, records, claim = analysed(some)
    first, hidden = price.items
    assert (first.right, first.wrong, first.error, first.none) == (1, 2, 1, 0), (
        "blank and unreadable are left out"
    )
    assert (first.tried, first.share, first.mean) == (4, 1 / 4, 1 / 4)
    assert (hidden.right, hidden.wrong, hidden.none, hidden.share) == (1, 2, 1, 1 / 3)
    assert hidden.mean == 1 / 3, "of those who tried"
    assert [(one.text, one.times) for one in first.known] == [("turned over", 2)]
    assert [(one.text, one.times) for one in first.errors] == [("It stops.", 1)]
    assert [(one.text, one.times) for one in price.known] == [("turned over", 2), ("absolute advantage", 0)]
    assert (price.tried, price.right, price.mean) == (4, 1, 2 / 4)
    assert records.items[0].values == (items.Often("0.29", "", 2),)
    assert (records.tried, records.none, records.mean) == (3, 1, 1 / 3)
    assert (claim.tried, claim.waiting, claim.none, claim.mean) == (1, 1, 3, None)


def test_values_of_hidden_checks_and_of_known_mistakes_are_not_listed() -> None:
    odd = code(check(0, "wrong", wrong="turned over", value=1.2), check(1, "wrong", value=7.7))
    price = analysed([result("a", (odd, *GOOD[1:]))])[0]
    assert [one.values for one in price.items] == [(), ()]


def test_values_that_differ_in_the_last_digits_are_one() -> None:
    def gave(value) -> tuple[QuestionResult, ...]:
        return (GOOD[0], data(check(2, "wrong", value=value)), GOOD[2])

    values = [
        0.1 + 0.2,
        0.3,
        0.30000001,
        [1, {"b": 2 / 3, "a": None}],
        [1, {"a": None, "b": 0.666666666}],
        "0.3",
    ]
    some = [result(f"s{i}", gave(value)) for i, value in enumerate(values)]
    found = analysed(some)[1].items[0].values
    assert [(one.text, one.times) for one in found] == [
        ("0.3", 3), ('[1, {"a": null, "b": 0.666667}]', 2), ('"0.3"', 1)
    ]  # fmt: skip


def test_written_answers() -> None:
    def wrote(*marks) -> tuple[QuestionResult, ...]:
        return (*GOOD[:2], essay(*marks))

    some = [result("a", wrote(ANSWER, 2, 0.5)), result("b", wrote(ANSWER)), result("c", wrote("", 0, 0))]
    claim = analysed(some)[2]
    first, second = claim.items
    assert (first.right, first.wrong, first.waiting, first.none) == (1, 0, 1, 1)
    assert (second.right, second.wrong, second.waiting, second.none) == (0, 1, 1, 1)
    assert (first.share, first.mean, claim.mean, claim.none) == (1.0, 2.0, 2.5, 1)
    unread = analysed([result("b", wrote(ANSWER)), result("c", wrote("", 0, 0))])[2]
    assert (unread.mean, unread.items[0].mean) == (None, None), "blank answers alone are no mean"


def test_correlation() -> None:
    many = list(range(items.FEW))
    assert items.correlation(many[1:], many[1:]) is None, "too few"
    assert items.correlation([1] * 20, range(20)) is None
    assert items.correlation(many, [0.3, 0.1 + 0.2] * 5) is None, "the last digit is no variation"
    assert items.correlation(many, [2 * x for x in many]) == pytest.approx(1)
    xs, ys = ([random.Random(i).random() for i in range(n, n + 50)] for n in (0, 50))
    assert items.correlation(xs, ys) == pytest.approx(statistics.correlation(xs, ys), abs=1e-5)


def test_a_correlation_in_words() -> None:
    assert items.in_words(None, 10, 20) == items.in_words(0.1, 10, 20) == ""
    assert items.in_words(-0.5, 2, 20) == items.in_words(-0.5, 18, 20) == "", "two are no pattern"
    assert items.in_words(0.05, 10, 20) == (
        "Those who are otherwise strong do no better here than the others: look at the question."
    )
    assert "often do worse here than the others" in items.in_words(-0.1, 10, 20)
    assert items.in_words(-0.2, 3, 40).endswith("Only 3 have all points, so this may be chance.")
    assert items.in_words(-0.2, 37, 40).endswith("Only 3 lack all points, so this may be chance.")


def test_correlations_are_of_those_who_tried() -> None:
    """Who has answered nothing is weak everywhere, and says nothing of a check."""
    none = (code(check(0, "unanswered"), check(1, "not run")), data(check(2, "unanswered")), essay("", 0, 0))
    right = [result(f"r{i}", (*GOOD[:2], essay(ANSWER, i % 3, 0))) for i in range(12)]
    price, _, _ = analysed([*right, *(result(f"n{i}", none) for i in range(12))])
    assert (price.apart, [one.apart for one in price.items]) == (None, [None, None]), "all are right"
    weak = (code(check(0, "right"), check(1, "right")), data(check(2, "wrong")), essay("", 0, 0))
    strong = (code(check(0, "wrong"), check(1, "right")), *GOOD[1:])
    mixed = [result(f"m{i}", strong if i % 2 else weak) for i in range(10)]
    price, _, _ = analysed([*mixed, result("n", none)])
    assert price.items[0].apart == pytest.approx(-1)
    text = said(page([*mixed, result("n", none)]))
    assert "Those who are otherwise strong often do worse here than the others: look at the question." in text
    assert analysed(mixed[1:])[0].items[0].apart is None, "nine are too few"


@pytest.mark.parametrize(
    ("maximum", "totals", "step"),
    [(20, [0, 1.9, 2, 20, 19.99], 2), (7, [6.9999999999, 0], 1), (0.5, [0.5], 0.1), (300, [299], 25)],
)  # fmt: skip
def test_columns(maximum: float, totals: list[float], step: float) -> None:
    found = items.columns(totals, maximum)
    assert sum(one.times for one in found) == len(totals)
    assert found[0].low == 0
    assert found[-1].high == maximum
    assert found[0].high == pytest.approx(step)
    assert all(0 <= one.x < items.WIDTH and 0 <= one.y <= items.HEIGHT for one in found)
    assert items.columns([], maximum) == items.columns(totals, 0) == []


def test_what_to_talk_about() -> None:
    lesson = items.worth_a_lesson(analysed([result("a", WRONG), result("b", WRONG)]))
    assert [(question.id, often.text, often.times) for question, often in lesson] == [
        ("own-price", "turned over", 2)
    ]
    assert items.worth_a_lesson(analysed([result("a", WRONG)])) == []
    assert "made by two students or more" in said(page([result("a", WRONG), result("b", WRONG)]))
    assert "Worth a moment" not in said(page([result("a", WRONG)]))


def test_denominators_are_named() -> None:
    some = [result("a", (*GOOD[:2], essay(ANSWER, 2, 1))), result("b"), result("c", WRONG)]
    text = said(page(some))
    assert "3. Weigh a claim 2 1 3.00 of 4, of the 1 read; 1 to be read" in text
    assert "2 tried it, 0 have all points, 1 is to be read; 1 without an answer." in text
    assert "1. Own prices, and who sells what 3 0 1.33 of 2 " in text


def page(results: list[Result], key: dict = KEY) -> str:
    return items.written(key, results, items.analysed(key, results))


@pytest.mark.parametrize("many", [0, 1, 2, 30])
def test_any_number(many: int) -> None:
    text = said(page([result(f"s{i}") for i in range(many)]))
    assert f"{many} submission" in text
    assert ("none that says anything" in text) == (many == 0)
    assert "Distribution of total points" in text or not many
    assert said(page([result("a", (), status="unreadable")])).count("none that says anything") == 1


def test_nothing_is_said_twice() -> None:
    one = result(
        "a",
        status="suspicious",
        reason="Somebody should read this code. It lies.",
        flags=("It lies.", "And.", "And."),
    )
    assert said(page([one])).count("It lies.") == 1
    assert said(page([one])).count("And.") == 1


def test_page() -> None:
    text = said(page(sample()))
    assert "blank ones and those without marks are left out" in text
    assert "Mean points of those who tried" in text
    assert "2 to under 3 points: " in text, "the picture in words"
    assert text.index("jan suspicious, flagged") < text.index("frank unreadable")
    assert "Cell 2 replaces json.dumps." in text
    assert "The file ends in the middle" in text
    assert "Not seen: absolute advantage." in text
    assert "without isolation" not in text
    assert "without isolation" in said(page([result("a", protected=False)]))
    links = re.findall(r'href="(feedback/[^"]+)"', page(sample()))
    assert len(links) == 7
    assert all(re.fullmatch(r"feedback/[a-z0-9-]+\.html", link) for link in links)


def test_table() -> None:
    some = sample()
    rows = list(csv.DictReader(io.StringIO(items.table(analysed(some), some).removeprefix("\ufeff"))))
    assert [row["part"] for row in rows] == [
        "question", "visible check", "hidden check", "question", "visible check", "question", "criterion", "criterion"
    ]  # fmt: skip
    assert "turned over ×1" in rows[1]["known wrong answers"]
    assert "isolation" not in rows[0]
    some = [result("a", protected=False)]
    assert "without isolation" in items.table(analysed(some), some)


@pytest.mark.slow
def test_the_page_of_three_thousand_stays_small() -> None:
    evil = QuestionResult(
        "own-price", "x", "code", 2,
        tuple(CheckResult("x", 1, 0, False, "wrong", HOSTILE, None, [HOSTILE] * 50) for _ in range(2)),
    )  # fmt: skip
    some = [result(f"s{i}", (evil, *WRONG[1:]) if i % 3 else GOOD, reason=HOSTILE) for i in range(3000)]
    assert len(page(some)) < 1_000_000


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["none", "sample", "thirty"])
def test_in_a_browser(chromium, tmp_path: Path, kind: str) -> None:
    from .report_browser import looked_at
    from .test_reports_feedback import set_0

    path = tmp_path / "items.html"
    if kind == "thirty":
        exercises, results = from_key(set_0(tmp_path), 30)
        path.write_text(page(results, exercises), "utf-8")
    else:
        path.write_text(page(sample() if kind == "sample" else []), "utf-8")
    looked_at(chromium, path)
