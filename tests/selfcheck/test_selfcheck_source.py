"""Whatever an author writes is either read rightly or refused in one sentence with file and line."""

import gzip
import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from selfcheck.export import read_book
from selfcheck.formula import in_text
from selfcheck.obfuscate import cell, grid, lock, mask, scramble

from .tiny_project import README, example, project, sphinx

QUESTION = """\
```{{question}} {id}
:kind: {kind}
{options}

Which?

{items}
```
"""


def question(id: str, kind: str, items: str, options: str = ":points: 1") -> str:
    return QUESTION.format(id=id, kind=kind, options=options, items=items)


CHOICE = "- [ ] A\n  Not A.\n- [x] B"
NUMBER = "- [x] 9.5\n- [ ] 0.095\n  A fraction.\n- [else] Look again."
ORDER = "- [2] B\n- [1] A\n- [else] Look again."
TOLERANCE = ":tolerance: 0.1"


def draw(clauses: str, right: str = "{drawn}`a; d`", wrong: str = "{drawn}`b; d`") -> str:
    items = f"- [x] {right}\n- [ ] {wrong}\n  Not B.\n- [else] Look again."
    source = question("q", "number", items, f":draw: {clauses}\n{TOLERANCE}")
    return source.replace("Which?", "Which is {drawn}`a; d`?")


def worked(*steps: str) -> str:
    listed = "\n".join(f"{i}. {step}".replace("\n", "\n   ") for i, step in enumerate(steps, 1))
    return f"```{{worked}} w\nCount.\n\n{listed}\n```\n"


STEP = "How much?\n\n- [x] 20 ± 0.5 years\n  120 less 100.\n- [else] Count again."


# page: (source below the heading, so that it begins in line 3; line; message)
MISTAKES = {
    "no-id": (question("", "choice", CHOICE), 3, "question: has no id; write one after its name"),
    "bad-id": (
        question("two words", "choice", CHOICE),
        3,
        'question "two words": an id is made of letters, digits',
    ),
    "no-kind": (
        question("q", "", CHOICE),
        3,
        "has no kind; write :kind: and one of choice, choices, number, order",
    ),
    "unknown-kind": (question("q", "essay", CHOICE), 3, "unknown kind essay; write :kind: and one of choice"),
    "no-content": ("```{question} q\n:kind: choice\n```", 3, "must end with a list of options"),
    "no-list": ("```{question} q\n:kind: choice\n\nWhich?\n```", 3, "must end with a list of options"),
    "list-not-last": (question("q", "choice", CHOICE + "\n\nMore."), 3, "must end with a list of options"),
    "no-prompt": (f"```{{question}} q\n:kind: choice\n\n{CHOICE}\n```", 3, "has no prompt"),
    "one-option": (question("q", "choice", "- [x] A"), 3, "offers fewer than two options"),
    "no-mark": (
        question("q", "choice", "- [ ] A\n  Not A.\n- B"),
        11,
        '"B" carries no mark; begin it with [x]',
    ),
    "odd-mark": (question("q", "choice", "- [x] A\n- [2] B"), 10, '"B" carries [2]; begin it with [x]'),
    "empty-item": (question("q", "choice", "- [x] A\n- [ ]"), 10, "an item of its list has no text"),
    "no-right": (
        question("q", "choice", "- [ ] A\n  No.\n- [ ] B\n  No."),
        3,
        "no answer is marked as right",
    ),
    "two-right": (
        question("q", "choice", "- [x] A\n- [x] B"),
        3,
        "2 answers are marked as right, and a choice has",
    ),
    "no-feedback": (question("q", "choice", "- [x] A\n- [ ] B"), 10, 'the wrong answer "B" has no feedback'),
    "choices-no-right": (
        question("q", "choices", "- [ ] A\n  No.\n- [ ] B\n  No."),
        3,
        "no answer is marked as right",
    ),
    "choices-no-feedback": (
        question("q", "choices", "- [x] A\n- [ ] B"),
        10,
        'the wrong answer "B" has no feedback',
    ),
    "two-else": (
        question("q", "choices", CHOICE + "\n- [else] X.\n- [else] Y."),
        13,
        "two items that begin with [else]",
    ),
    "empty-else": (question("q", "choices", CHOICE + "\n- [else]"), 12, "says nothing after [else]"),
    "points-zero": (question("q", "choice", CHOICE, ":points: 0"), 3, "whole number of at least 1, not 0"),
    "points-negative": (
        question("q", "choice", CHOICE, ":points: -2"),
        3,
        "whole number of at least 1, not -2",
    ),
    "points-half": (
        question("q", "choice", CHOICE, ":points: 1.5"),
        3,
        "whole number of at least 1, not 1.5",
    ),
    "points-word": (
        question("q", "choice", CHOICE, ":points: two"),
        3,
        "whole number of at least 1, not two",
    ),
    "task-no-name": ("```{task}\n```", 3, "task: needs the names of a figure and of its task"),
    "task-half-name": ("```{task} ricardo\n```", 3, 'task "ricardo": needs the names of a figure'),
    "task-points": ("```{task} a/b\n:points: 0\n```", 3, "whole number of at least 1, not 0"),
    "task-unknown": ("```{task} a/missing\n```", 3, 'task "a/missing": figure a has no task missing.'),
    "objective": (
        question("q", "choice", CHOICE, ":objective: nowhere"),
        3,
        'question "q": there is no objective nowhere.',
    ),
    "task-objective": ("```{task} a/b2\n:objective: nowhere\n```", 3, "there is no objective nowhere."),
    "progress-points": (
        f"{question('counts', 'choice', CHOICE)}\n```{{progress}}\n:pages: progress-points\n:points: 2\n```",
        14,
        "progress: its pages have 1 points, not 2 (progress-points 1).",
    ),
    "progress-word": (
        "```{progress}\n:pages: a-first\n:points: ten\n```",
        3,
        "must be a whole number, not ten",
    ),
    "progress-nothing": (
        "```{progress}\n:pages: nowhere/*\n```",
        3,
        "no page that asks something matches nowhere/*",
    ),
    "progress-twice": (
        "```{progress}\n:pages: a-first\n```\n\n```{progress}\n:pages: a-first\n```",
        7,
        "progress: there is one on this page already.",
    ),
    "task-twice": ("```{task} a/b\n```\n\n```{task} a/b\n```", 6, 'the id "a/b" is used twice'),
    "tolerance-missing": (
        question("q", "number", NUMBER),
        3,
        "has no tolerance; write one, as in :tolerance: 0.05",
    ),
    "tolerance-zero": (
        question("q", "number", NUMBER, ":tolerance: 0"),
        3,
        "must be a number above 0, not 0",
    ),
    "tolerance-negative": (
        question("q", "number", NUMBER, ":tolerance: -1"),
        3,
        "must be a number above 0, not -1",
    ),
    "tolerance-word": (
        question("q", "number", NUMBER, ":tolerance: low"),
        3,
        "must be a number above 0, not low",
    ),
    "tolerance-tiny": (
        question("q", "number", NUMBER, ":tolerance: 1e-9"),
        3,
        "tolerance is too small to tell",
    ),
    "tolerance-in-choice": (question("q", "choice", CHOICE, TOLERANCE), 3, ":tolerance: belongs to a number"),
    "tolerance-in-order": (
        question("q", "order", ORDER, TOLERANCE),
        3,
        ":tolerance: belongs to a number, not to kind order",
    ),
    "number-no-right": (
        question("q", "number", NUMBER.replace("x", " "), TOLERANCE),
        3,
        "no answer is marked as right",
    ),
    "number-two-right": (
        question("q", "number", "- [x] 2\n" + NUMBER, TOLERANCE),
        3,
        "2 answers are marked as right",
    ),
    "number-no-else": (
        question("q", "number", "- [x] 2", TOLERANCE),
        3,
        "no feedback for other wrong numbers",
    ),
    "number-word": (
        question("q", "number", NUMBER.replace("9.5", "ten"), TOLERANCE),
        9,
        '"ten" is not a number',
    ),
    "number-no-feedback": (
        question("q", "number", "- [ ] 3\n" + NUMBER, TOLERANCE),
        9,
        'answer "3" has no feedback',
    ),
    "number-too-near": (
        question("q", "number", "- [ ] 9.4\n  Near.\n" + NUMBER, TOLERANCE),
        9,
        "the wrong number 9.4 lies within the tolerance of the right one",
    ),
    "number-at-the-end": (
        question("q", "number", "- [ ] 9.75\n  Near.\n" + NUMBER, ":tolerance: 1/4"),
        9,
        "the wrong number 9.75 lies within the tolerance of the right one",
    ),
    "number-twice": (
        question("q", "number", "- [ ] 0.095\n  Once.\n" + NUMBER, TOLERANCE),
        12,
        "the number 0.095 stands there twice",
    ),
    "order-no-place": (question("q", "order", ORDER.replace("[1] ", "")), 10, '"A" has no place'),
    "order-gap": (
        question("q", "order", ORDER.replace("[2]", "[3]")),
        3,
        "places must be the numbers from 1 to 2",
    ),
    "order-twice": (
        question("q", "order", ORDER.replace("[2]", "[1]")),
        3,
        "places must be the numbers from 1 to 2",
    ),
    "order-zero": (
        question("q", "order", ORDER.replace("[2]", "[0]")),
        3,
        "places must be the numbers from 1 to 2",
    ),
    "order-one": (question("q", "order", "- [1] A\n- [else] No."), 3, "offers fewer than two options"),
    "two-right-feedbacks": (
        question("q", "order", "- [2] B\n- [1] A\n- [else] No.\n- [right] Yes.\n- [right] Yes."),
        13,
        "two items that begin with [right]",
    ),
    "unit-in-choice": (
        question("q", "choice", CHOICE, ":unit: m"),
        3,
        ":unit: belongs to a number, not to kind choice",
    ),
    "tolerance-nothing": (
        question("q", "number", NUMBER, ":tolerance:"),
        3,
        "must be a number above 0, not nothing",
    ),
    "points-nothing": (
        question("q", "choice", CHOICE, ":points:"),
        3,
        "whole number of at least 1, not nothing",
    ),
    "choices-one": (question("q", "choices", "- [x] A"), 3, "offers fewer than two options"),
    "odd-id": (question("-q", "choice", CHOICE), 3, 'question "-q": an id is made of letters, digits'),
    "item-of-a-list": (question("q", "choice", "- - A\n- [x] B"), 9, "an item of its list has no text"),
    "predict-no-list": ("```{predict} p\nWho?\n```", 3, "must end with a list of options"),
    "predict-empty": ("```{predict} p\nWho?\n\n- A\n-\n```", 7, "an item of its list has no text"),
    "order-solved": (
        question("q", "order", "- [1] A\n- [2] B\n- [else] No."),
        3,
        "already stand in the right order",
    ),
    "order-no-else": (question("q", "order", "- [2] B\n- [1] A"), 3, "has no feedback for a wrong order"),
    "order-feedback": (
        question("q", "order", "- [2] B\n  Why.\n- [1] A\n- [else] No."),
        9,
        '"B" has feedback of its own',
    ),
    "draw-in-choice": (
        question("q", "choice", CHOICE, ":draw: a in 1, 2, 3, 4"),
        3,
        ":draw: belongs to a number, not to kind choice",
    ),
    "draw-no-clause": (draw("a from 1, 2"), 5, '"a from 1, 2" is no clause of a draw; write "a in 1, 2, 3"'),
    "draw-too-few": (draw("a in 1, 2, 3; b = -a"), 5, "it draws 3 sets of numbers; 4 are the least"),
    "draw-too-many": (
        draw("a in range(200); b in range(200)"),
        5,
        "it draws more than 10000 sets of numbers",
    ),
    "draw-for-ever": (
        draw("a in iter(int, 1)"),
        5,
        "it draws more than 10000 sets of numbers",
    ),
    "draw-no-list": (draw("a in 5; b = -a"), 5, "5 is no list of values"),
    "draw-uneven": (draw("a, b in (1, 2), (3, 4, 5)"), 5, "a, b cannot be (3, 4, 5)"),
    "draw-fault": (draw("a in 1, 2, 0, 4; b = 1 / a"), 5, "1 / a: ZeroDivisionError: division by zero"),
    "draw-unknown": (draw("a in 1, 2, 3, 4; b = c"), 5, "c: NameError: name 'c' is not defined"),
    "draw-not-finite": (
        draw("a in 1.0, 2.0, 3.0, 4.0; b = a * (1e300 if a < 3 else 1e309)"),
        5,
        "nothing can be drawn: b is inf, not a finite number, with a = 3.0",
    ),
    "draw-two-equal": (
        draw("a in 1, 2, 3, 4; b = a + 1", wrong="7\n  Not 7.\n- [ ] {drawn}`10 - a; d`"),
        13,
        "the number 7 stands there twice; so it is with a = 3",
    ),
    "draw-covered": (
        draw("a in 1, 2, 3, 4; b = 3.05", wrong="{drawn}`b; .2f`"),
        11,
        "the wrong number 3.05 lies within the tolerance of the right one; so it is with a = 3",
    ),
    "draw-same-text": (
        draw("a in 1, 2, 3, 4; b in -1, -2"),
        5,
        "asks the same with a = 1, b = -1 and with a = 1, b = -2",
    ),
    "draw-no-number": (
        draw("a in 1, 2, 3, 4; b = str(a)", wrong="{drawn}`b; s` apples"),
        11,
        '"1 apples" is not a number; write one such as 9.5, -3 or 5/6; so it is with a = 1',
    ),
    "draw-written-not-finite": (
        draw("a in 1, 2, 3, 4; b = -a", wrong='{drawn}`b * (float("inf") if a == 3 else 1); .1f`'),
        11,
        "is -inf, not a finite number; so it is with a = 3",
    ),
    "draw-no-format": (
        draw("a in 1, 2, 3, 4; b = -a", wrong="{drawn}`b`"),
        11,
        "`b` has no format; write one after a semicolon, as in `2 * a; .1f`; so it is with a = 1",
    ),
    "draw-nowhere": ("Here is {drawn}`a; d`.", 3, "drawn `a; d`: there is nothing drawn here"),
    "worked-no-id": ("```{worked}\n1. A\n```", 3, "worked: has no id; write one after its name"),
    "worked-no-steps": ("```{worked} w\nCount.\n```", 3, "must end with its steps, a numbered list"),
    "worked-all-told": (worked("One.", "Two."), 3, "leaves no step to the reader"),
    "worked-none-told": (worked(STEP), 3, "tells no step; it is then a question"),
    "worked-told-last": (worked("One.", STEP, "Three."), 12, "step 3 is told and the one before it is not"),
    "worked-no-reason": (
        worked("One.", STEP.replace("\n  120 less 100.", "")),
        9,
        "step 2: its right answer does not say why",
    ),
    "worked-no-else": (
        worked("One.", STEP.partition("\n- [else]")[0]),
        7,
        "step 2: has no feedback for other wrong numbers",
    ),
    "worked-no-right": (
        worked("One.", "Who?\n\n- [ ] A\n  No.\n- [ ] B\n  No."),
        7,
        "step 2: no answer is marked as right, and a choice has exactly one",
    ),
    "worked-no-prompt": (worked("One.", "- [x] A\n  Yes.\n- [ ] B\n  No."), 7, "has no prompt"),
    "worked-bad-tolerance": (
        worked("One.", STEP.replace("0.5", "half")),
        7,
        "step 2: its tolerance must be a number above 0, not half",
    ),
    "worked-bad-objective": (
        worked("One.", STEP).replace("} w\n", "} w\n:objective: nowhere\n"),
        3,
        "there is no objective nowhere",
    ),
    "predict-no-id": ("```{predict}\nWho?\n\n- A\n- B\n```", 3, "predict: has no id"),
    "predict-mark": (
        "```{predict} p\nWho?\n\n- [x] A\n- B\n```",
        6,
        "a prediction is not marked; leave out [x]",
    ),
    "predict-one": ("```{predict} p\nWho?\n\n- A\n```", 3, "offers fewer than two options"),
    "predict-unshown": (
        "```{predict} unshown\nWho?\n\n- A\n  A?\n- B\n```",
        3,
        "its feedback is never shown",
    ),
    "prediction-unknown": ("```{prediction} nowhere\n```", 3, "no predict on this page has this id"),
    "id-again": (
        question("id-used-here", "choice", CHOICE),
        3,
        'the id "id-used-here" is used twice; first at',
    ),
}
RIGHT = {"a-first": question("id-used-here", "choice", CHOICE)}


@pytest.fixture(scope="module")
def warnings(made_once) -> dict[str, list[tuple[int, str]]]:
    """What the build of all mistakes says, by page."""
    pages = {name: f"# {name}\n\n{source}" for name, (source, _, _) in MISTAKES.items()}
    pages |= {name: f"# {name}\n\n{source}" for name, source in RIGHT.items()}

    def make(folder: Path) -> None:
        built = sphinx(project(folder, {"index": "# Home\n"} | pages), builder="dummy")
        assert built.returncode == 0, built.stderr
        (folder / "said.txt").write_text(built.stderr)

    folder = made_once("mistakes", make)
    found: dict[str, list[tuple[int, str]]] = {}
    for line in re.sub(r"\x1b\[[0-9;]*m", "", (folder / "said.txt").read_text()).splitlines():
        place = re.match(rf"{folder}/([a-z-]+)\.md:(\d+): WARNING: (.*)", line)
        assert place, line
        found.setdefault(place[1], []).append((int(place[2]), place[3]))
    return found


@pytest.mark.parametrize("page", MISTAKES)
def test_each_mistake_is_named_with_its_line(page: str, warnings: dict[str, list[tuple[int, str]]]) -> None:
    _, line, message = MISTAKES[page]
    (said,) = warnings[page]
    assert said[0] == line
    assert message in said[1]
    assert said[1].endswith(".")


def test_no_warning_for_what_is_right(warnings: dict[str, list[tuple[int, str]]]) -> None:
    assert set(warnings) == set(MISTAKES)


NOTEBOOK = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3}
---

# T

```{code-cell}
1 + 1
```

"""


@pytest.mark.slow
def test_a_mistake_stops_a_strict_build_of_a_notebook_too(tmp_path: Path) -> None:
    source, _, message = MISTAKES["no-feedback"]
    built = sphinx(project(tmp_path, {"index": NOTEBOOK + source}, "myst_nb"), "-W", builder="dummy")
    assert built.returncode != 0
    line = (NOTEBOOK + source).splitlines().index("- [ ] B") + 1
    assert f"index.md:{line}:" in built.stderr
    assert message in built.stderr


@pytest.mark.slow
def test_an_id_is_free_again_when_its_page_changes(tmp_path: Path) -> None:
    folder = project(
        tmp_path, {"index": "# T\n", "a": f"# A\n\n{question('q', 'choice', CHOICE)}", "b": "# B\n"}
    )
    assert sphinx(folder, "-W", builder="dummy").returncode == 0
    (folder / "b.md").write_text((folder / "a.md").read_text())
    assert "is used twice" in sphinx(folder, "-W", builder="dummy").stderr
    (folder / "a.md").write_text("# A\n")
    assert sphinx(folder, "-W", builder="dummy").returncode == 0


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_paper_has_prompts_and_options_and_no_answers(builder: str, tmp_path: Path) -> None:
    folder = project(tmp_path, {"index": "# T\n\n" + example()})
    built = sphinx(folder, "-W", builder=builder)
    assert built.returncode == 0, built.stderr
    (page,) = (folder / f"out-{builder}").glob("index.txt" if builder == "text" else "*.tex")
    text = page.read_text()
    for shown in (
        "Predict first.",
        "Only Portugal",
        "Customs union",
        "advantage in cloth",
        "per cent",
        "Several may be right.",
    ):
        assert shown in text
    for hidden in ("absolute advantage", "9.5", "[x]", "Ask of each", "nobody would trade"):
        assert hidden not in text


def test_the_page_does_not_show_the_answer(site: Path) -> None:
    body = (site / "index.html").read_text()
    for hidden in ("absolute advantage", "9.5", "0.095", "fraction", "[x]", "Ask of each"):
        assert hidden not in body
    published = [json.loads(unescape(found)) for found in re.findall(r"data-sc='(.*?)'", body)]
    for data in published:
        rows = list(data.get("table", {}).values())
        assert len({len(row) for row in rows}) <= 1, "the length of a reply tells nothing"
        assert list(data.get("table", {})) == sorted(data.get("table", {})), "nor does its place"


def test_assets_are_loaded_only_where_something_is_asked(site: Path) -> None:
    assert "selfcheck" in (site / "index.html").read_text()
    assert "selfcheck" not in (site / "plain.html").read_text()
    assert (site / "_static" / "selfcheck.js").exists()


def test_the_script_is_small() -> None:
    script = README.parent / "static" / "selfcheck.js"
    assert len(gzip.compress(script.read_bytes())) < 7200


@pytest.mark.parametrize("builder", ["text", "latex"])
def test_on_paper_filled_steps_stand_at_the_end(builder: str, tmp_path: Path) -> None:
    folder = project(tmp_path, {"index": "# T\n\n" + example("A worked example, faded")})
    built = sphinx(folder, "-W", builder=builder)
    assert built.returncode == 0, built.stderr
    (page,) = (folder / f"out-{builder}").glob("index.txt" if builder == "text" else "*.tex")
    text = " ".join(page.read_text().split())
    order = [
        "England wants",
        "Your answer: ",
        "It saves nothing",
        "Step 3, filled in:",
        "less what the bolt",
        "Step 4",
    ]
    assert [text.index(said) for said in order] == sorted(text.index(said) for said in order)
    assert "Portuguese labour" not in text


def test_a_fresh_question_does_not_show_its_answers(site: Path) -> None:
    body = (site / "fresh.html").read_text()
    asked = json.loads(unescape(re.search(r"data-sc='(.*?)'", body)[1]))
    assert len(asked["fresh"]) == 11
    assert not re.search(r"\b[01]\.\d{4}\b", re.sub(r'"(width|offsets)":[^"]*', "", unescape(body)))
    for one in [asked, *asked["fresh"]]:
        assert len({len(row) for row in one["table"].values()}) == 1
        assert list(one["table"]) == sorted(one["table"])


def test_draws_are_the_first_and_always_the_same_others() -> None:
    from selfcheck.draws import draw

    rows = draw("a in range(100); b = a + c; if a % 2 == 0", {"c": 7}, "key")
    assert len(rows) == 12
    assert rows[0] == {"a": 0, "b": 7}
    assert all(row["a"] % 2 == 0 and row["b"] == row["a"] + 7 for row in rows)
    assert [row["a"] for row in rows] == sorted({row["a"] for row in rows})
    assert rows == draw("a in range(100); b = a + c; if a % 2 == 0", {"c": 7}, "key")
    assert rows != draw("a in range(100); b = a + c; if a % 2 == 0", {"c": 7}, "other")
    assert [row.said for row in draw("a, b in zip('wxyz', range(4)); c = 2 * b", {}, "k")] == [
        "a = w, b = 0",
        "a = x, b = 1",
        "a = y, b = 2",
        "a = z, b = 3",
    ]


def test_the_readme_has_one_of_each() -> None:
    for part in (
        "{predict}",
        "{prediction}",
        *(f":kind: {kind}\n" for kind in ("choice", "choices", "number", "order")),
    ):
        assert part in example()


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\rho = 0.25", "ρ = 0.25"),
        (r"\tau = \sqrt 2", "τ = √2"),
        (r"\sqrt{6/5} - 1", "√(6/5) − 1"),
        (r"\sqrt{\frac{a}{b+1}}", "√(a/(b+1))"),
        (r"L^*/L^{*}", "L*/L*"),
        (r"z^{-1/\theta}", "z^(−1/θ)"),
        (r"\frac12", "1/2"),
        (r"\frac{1 + (1+t)^{-\sigma}}{\sigma - 1}", "(1 + (1+t)^(−σ))/(σ − 1)"),
        (r"\left(C^{(\sigma-1)/\sigma}\right)", "(C^((σ−1)/σ))"),
        (r"1 - \lambda \rho", "1 − λρ"),
        (r"1.5\cdot 0.25 \times 2 \le x", "1.5 · 0.25 × 2 ≤ x"),
        (r"\Delta x", "Δx"),
        (r"20\,\%", "20 %"),
        (r"x_{12} \text{own price} \unknown", "x_12 own price unknown"),
        ("{", ""),
    ],
)
def test_a_formula_as_text(latex: str, text: str) -> None:
    assert in_text(latex) == text


@given(st.text(alphabet="\\{}^_ frac12sqrt+-", max_size=30))
def test_no_formula_stops_the_build(latex: str) -> None:
    assert not set(in_text(latex)) & set("\\{}")


def test_the_export_has_the_whole_prompt_with_readable_formulas(tmp_path: Path) -> None:
    said = "With $\\tau = \\sqrt 2$ it keeps 60.\n\nWhat is *its* rule?\n\n$$\\rho^* = 2$$\n\n- [x] 1\n- [else] No."
    page = f"# T\n\n```{{question}} whole\n:kind: number\n:tolerance: 0.1\n\n{said}\n```\n\n```{{progress}} P\n```\n"
    folder = project(tmp_path, {"index": page})
    built = sphinx(folder, "-W")
    assert built.returncode == 0, built.stderr
    (entry,) = read_book(folder / "out-html" / "_static" / "selfcheck-book.js")["pages"][0]["asked"]
    assert entry["text"] == "With τ = √2 it keeps 60. What is its rule? ρ* = 2"


@given(
    answer=st.floats(-1e6, 1e6),
    tolerance=st.floats(1e-3, 1e3),
    part=st.floats(-1, 1),
    away=st.floats(1.001, 100),
    side=st.sampled_from([-1, 1]),
)
def test_a_cell_is_the_tolerance(
    answer: float, tolerance: float, part: float, away: float, side: int
) -> None:
    assume(abs(answer) <= 1e8 * tolerance)
    width, offset = grid(answer, tolerance)
    right = cell(answer, width, offset)
    assert 0 <= offset < width
    assert cell(answer + part * tolerance, width, offset) == right
    assert cell(answer + side * away * tolerance, width, offset) != right


def test_a_reply_opens_with_its_own_answer_only() -> None:
    table = lock("q", {"0": (False, "a"), "1": (True, "ö $x$")})
    assert len(table) == 2
    assert table[str(scramble("t|q|1"))] == mask("1ö $x$", scramble("k|q|1"))
    assert str(scramble("t|q|2")) not in table


def test_hash_and_mask_are_what_pages_and_learners_keep() -> None:
    """The first is the published FNV-1a of "foobar", 0xBF9CF968, after the published final mix of Murmur 3."""
    assert scramble("foobar") == 0x0C0DA6DC
    assert scramble("") == 0xAB3E7C0B
    assert (mask("Right.", 1), mask("é", 0xFFFFFFFF)) == ("bjfm3Hhw", "/5k=")
