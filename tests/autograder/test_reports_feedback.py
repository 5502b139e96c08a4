"""Feedback says what a student needs and nothing that is hidden, in a page that is safe and that everybody can read."""

import dataclasses
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings

from autograder.build import contents
from autograder.grading.mark import OTHER_NUMBERS
from autograder.grading.reports import feedback
from autograder.grading.reports.text import clean
from autograder.grading.reports.track import Sent, Track
from autograder.grading.reports.words import DO, STATUS, VERDICT
from autograder.grading.results import STATUSES, CheckResult, Level, Result

from .report_samples import (
    ANSWER,
    GOOD,
    HOSTILE,
    KEY,
    MESSAGE,
    SECRET,
    WRONG,
    check,
    code,
    data,
    essay,
    from_key,
    result,
    sample,
)
from .test_reports_text import ANY

TRACK = Track((Sent("a.txt", "Read.", student="Ana", counts=True, points=2.5),), 4, {"Ana": "Ana"})


class Text(HTMLParser):
    """The text that a reader sees, in one line."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.ignored = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs) -> None:
        self.ignored += tag in ("style", "script")

    def handle_endtag(self, tag) -> None:
        self.ignored -= tag in ("style", "script")

    def handle_data(self, data) -> None:
        self.parts += [] if self.ignored else [data]


def said(page: str) -> str:
    return " ".join(" ".join(Text(page).parts).split())


def written(one: Result, track: Track | None = None) -> str:
    return feedback.written(KEY, one, track)


def test_what_stands_in_it() -> None:
    text = said(written(result("Ana", WRONG, name="Ana Lee", notes=("A cell with %magic was left out.",))))
    assert "Feedback for Ana Lee" in text
    assert "Exercise set 1: Why regions trade" in text
    assert "0 of 7 points so far; 4 more wait for a reader" in text
    assert "A cell with %magic was left out." in text
    assert "1. Own prices, and who sells what 0 of 2 points" in text
    assert (
        f"Check 1, not yet: a country that needs 100 for a cloth and 120 for a wine {MESSAGE} 0 of 1" in text
    )
    assert (
        f"Check 2, not yet: own prices at other numbers (hidden check) {OTHER_NUMBERS['wrong']} 0 of 1"
        in text
    )
    assert "Count the years." in text
    assert "0.29" not in text, "values are the teacher's"
    assert "turned over" not in text, "and so are names of wrong answers"


def test_what_to_do_next() -> None:
    text = said(written(result("Ana", WRONG)))
    assert text.index("Question 1, Own prices, and who sells what : 2 points open") < text.index("Question 2")
    assert "What to do next Points are open in: Question 1" in text
    assert "nothing to do until then" in said(written(result("Ana")))
    all_right = (*GOOD[:2], essay(ANSWER, 2, 2))
    assert "every point is yours" in said(written(result("Ana", all_right)))
    four = tuple(dataclasses.replace(WRONG[0], title=f"Title {i}") for i in range(4))
    text = said(written(result("Ana", four)))
    assert "Most points are open in: Question 1" in text
    assert "Question 4" not in text
    one = said(written(result("Ana", (*GOOD[:2], essay("", 0, 0)))))
    assert "Points are open in: Question 3, Weigh a claim : 4 points open" in one


def test_cells_that_stop_come_first() -> None:
    note = "Code cell 3 (Own prices) stops with an error in line 1: it divides by zero."
    text = said(written(result("Ana", WRONG, notes=(note, "A line with %magic was left out."))))
    assert text.index("Begin with the cell that stops:") < text.index("Points are open in:")
    two = (note, "Code cell 4 takes too long and was stopped in line 1.")
    assert "Begin with the cells that stop:" in said(written(result("Ana", WRONG, notes=two)))
    assert "Begin with" not in said(written(result("Ana", WRONG, notes=("A line was left out.",))))
    all_right = said(written(result("Ana", (*GOOD[:2], essay(ANSWER, 2, 2)), notes=(note,))))
    assert "Begin with the cell that stops:" in all_right
    assert "Nothing:" not in all_right


def test_what_was_left_out() -> None:
    late = (code(check(0, "error", "Your code takes too long."), check(1, "not run")), *GOOD[1:])
    assert STATUS["timed out"] in said(written(result("Ana", late, status="timed out")))
    over = (code(check(0, "right"), check(1, "not run")), data(check(2, "not run")), GOOD[2])
    for status in ("timed out", "crashed"):
        text = said(written(result("Ana", over, status=status)))
        assert "not everything in it was run. What was run counts." in text
        assert "Everything else was run" not in text
    assert "there are no marks yet" in said(written(result("Ana", (), status="crashed")))


def test_nothing_is_said_of_a_run_that_there_was_not() -> None:
    text = said(written(result("Ana", (), status="unreadable", reason="It is a picture.")))
    assert "A program ran" not in text
    assert "ask your teacher whether you may still" in text
    assert "A program ran your notebook" in said(written(result("Ana")))


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_sentence(status: str) -> None:
    questions = () if status == "unreadable" else WRONG
    text = said(written(result("Ana", questions, status=status, reason="The reason.", flags=("A flag.",))))
    assert STATUS[status] in text
    assert DO.get(status, "") in text
    assert "flag" not in text
    assert ("The reason." in text) == (status in ("partly run", "timed out", "crashed", "unreadable"))
    assert ("No marks yet" in text) == (status == "unreadable")


def test_a_written_answer_once_it_is_read() -> None:
    read = dataclasses.replace(
        essay(ANSWER),
        levels=(
            Level("What supports it", 2, 2, "Names a study and what it measured.", "Good.\n\nWhich borders?"),
            Level("What would settle it", 0.5, 2, "Names data only.", "And which years?"),
        ),
    )
    page = written(result("Ana", (*GOOD[:2], read)))
    text = said(page)
    assert (
        "Reached: What supports it Names a study and what it measured. The reader says: Good. Which borders? 2 of 2"
        in text
    )
    best = "Names an observation that could come out either way."
    assert (
        f"In part: What would settle it Names data only. For all points: {best} The reader says: And which years? 0.5 of 2"
        in (text)
    )
    assert "Poncet (2003) disputes it" in text
    assert "A model answer" not in text
    waiting = said(written(result("Ana")))
    assert "Not read yet: What supports it up to 2" in waiting
    assert waiting.count("3. Weigh a claim not read yet (4 points)") == 2
    half = said(written(result("Ana", (essay(ANSWER, 1),))))
    assert "1. Weigh a claim 1 of 4 points; 2 not read yet" in half
    assert "Names a study" not in waiting


def test_checks_are_numbered_as_in_the_notebook() -> None:
    hidden_first = code(check(1, "wrong"), check(0, "right"))
    text = said(written(result("Ana", (hidden_first,))))
    assert text.index("Check 1, right: a country") < text.index(
        "Check 2, not yet: own prices at other numbers"
    )


def test_nothing_is_said_twice() -> None:
    note = "Cell 3 stops with an error in line 1: it divides by zero."
    text = said(
        written(result("Ana", WRONG, status="partly run", reason=f"{note} So do 2 more.", notes=(note,)))
    )
    assert text.count(note) == 1


def test_track_and_label() -> None:
    assert "from the questions and tasks in the book’s pages: 2.5 of 4 points" in said(
        written(result("Ana"), TRACK)
    )
    assert "book’s pages" not in said(written(result("Ben"), TRACK))
    assert "without isolation" in said(written(result("Ana", protected=False)))
    assert "without isolation" not in said(written(result("Ana")))


def leaks(page: str, key: dict) -> list[str]:
    """What of hidden checks stands in a page: expressions, inputs, expected values."""
    text = said(page)
    found = []
    for one in (one for question in key["questions"] for one in question["checks"] if one["hidden"]):
        numbers = [number for run in one["runs"] for number in (*run["inputs"].values(), *run["accepted"])]
        found += [word for word in (one["value"], *map(json.dumps, numbers)) if str(word) in text]
    return found


def test_nothing_hidden_is_told() -> None:
    secrets = f"ValueError: {SECRET} at 191.085 and 54.7237 gave 3.491814332729695"
    for verdict in VERDICT:
        told = CheckResult("own prices at other numbers", 1, 0, True, verdict, secrets, secrets, secrets)
        for wrong in (None, "turned over"):
            page = written(
                result("Ana", (code(check(0, "right"), dataclasses.replace(told, wrong=wrong)), *GOOD[1:]))
            )
            assert leaks(page, KEY) == []
    assert leaks(f"<p>{secrets}</p>", KEY) != [], "the test would notice"


def set_0(folder: Path) -> Path:
    """The key of the sample set."""
    made = contents(Path(__file__).with_name("set-0.md"), folder)
    key = folder / "key.json"
    key.write_text(next(text for path, text in made.items() if path.name.endswith(".key.json")))
    return key


def test_nothing_hidden_is_told_of_a_real_set(tmp_path: Path) -> None:
    exercises, results = from_key(set_0(tmp_path), 30)
    for one in results:
        assert leaks(feedback.written(exercises, one, None), exercises) == []


@given(ANY)
@settings(max_examples=60)
def test_no_text_changes_the_page(text: str) -> None:
    """Whatever a student wrote, the page has the tags that it has with plain words."""

    def hostile(text: str) -> str:
        checks = tuple(
            dataclasses.replace(one, sentence=text, wrong=None, value=text) for one in WRONG[0].checks
        )
        question = dataclasses.replace(WRONG[0], checks=checks)
        levels = tuple(dataclasses.replace(one, comment=text) for one in essay(text, 2, 2).levels)
        written_answer = dataclasses.replace(essay(text), levels=levels)
        return written(
            result(
                "Ana", (question, WRONG[1], written_answer), name=f"a{text}", notes=(f"a{text}",), reason=text
            )
        )

    tags = re.compile("<[^>]*>")
    plain = "plain" if clean(text) else ""
    assert tags.findall(hostile(text)) == tags.findall(hostile(plain))


def test_lengths_are_capped() -> None:
    longest = max(len(written(one)) for one in sample())
    assert longest < 60_000
    many = result("Ana", notes=tuple(f"Note {i}." for i in range(1000)))
    assert said(written(many)).count("Note ") == 20


# ---- in a browser ----


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page of every kind."""
    folder = tmp_path_factory.mktemp("feedback")
    unsafe = result("unsafe", WRONG, protected=False, notes=("A note.",))
    levels = tuple(dataclasses.replace(one, comment="Good.\n\nGo on.") for one in essay("", 2, 0.5).levels)
    marked = dataclasses.replace(essay(ANSWER), levels=levels)
    kinds = [*sample()[:12], unsafe, result("Ana", (*GOOD[:2], marked))]
    assert any(one.student == HOSTILE for one in kinds)
    found = {}
    for place, one in enumerate(kinds):
        path = folder / f"{place}.html"
        path.write_text(written(one, TRACK), "utf-8")
        found[one.status if one.student != HOSTILE else "hostile"] = path
        found[one.student[:20]] = path
    return found


KINDS = ("graded", "blank", "unreadable", "hostile", "unsafe", "Ana")  # the others look the same


@pytest.mark.browser
@pytest.mark.parametrize("kind", KINDS)
def test_page(chromium, pages, kind) -> None:
    from .report_browser import looked_at

    looked_at(chromium, pages[kind])
