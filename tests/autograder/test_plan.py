"""In which order a notebook is run and asked, whatever became of it on the way back: cells deleted, doubled, moved."""

from dataclasses import replace

import pytest

from autograder.grading.notebook import Cell
from autograder.grading.plan import Ask, Run, attributed, plan, written

LOAD = Cell("code", "check = Checks('s')", "", "load", "load")
IMPORT = Cell("code", "import math", "", "given", "import")
ASKED = Cell("markdown", "### Question 1", "one", "title", "t1")
ONE = Cell("code", "one = ...", "one", "answer", "a1")
TWICE = Cell("code", "def twice(x):\n    return 2 * x", "one", "given", "g1")
CHECK = Cell("code", "check('one')", "one", "check", "c1")
NEXT = Cell("markdown", "### Question 2", "two", "title", "t2")
TWO = Cell("code", "two = ...", "two", "answer", "a2")
CHECK_TWO = Cell("code", "check('two')", "two", "check", "c2")
WEIGH = Cell("markdown", "### Question 3", "three", "title", "t3")
PROSE = Cell("markdown", "Think of both.", "three", "prose", "p3")
THREE = Cell("markdown", "*Write your answer here.*", "three", "answer", "a3")
HANDOUT = [LOAD, IMPORT, ASKED, ONE, TWICE, CHECK, NEXT, TWO, CHECK_TWO, WEIGH, PROSE, THREE]
FILLED = {"one": replace(ONE, source="one = 1"), "two": replace(TWO, source="two = 2")}
SOLVED = [FILLED.get(c.question, c) if c.role == "answer" and c.kind == "code" else c for c in HANDOUT]
BARE = [replace(cell, role="", question="", id="") for cell in SOLVED]


def steps(cells: list[Cell]) -> list[str]:
    """Return what is run (its first line) and asked ("? question"), in order."""
    return [
        f"? {step.question}" if isinstance(step, Ask) else step.source.splitlines()[0]
        for step in plan(cells, HANDOUT)
    ]


def without(*gone: Cell) -> list[Cell]:
    return [cell for cell in SOLVED if cell.id not in [one.id for one in gone]]


def test_each_question_is_asked_after_its_last_cell_and_no_check_is_run() -> None:
    wanted = ["import math", "one = 1", "def twice(x):", "? one", "two = 2", "? two"]
    assert steps(SOLVED) == wanted
    assert steps(attributed(BARE, HANDOUT))[:1] == ["import math"]


def test_what_people_call_a_cell_is_its_place_among_the_code_and_whose_it_is() -> None:
    runs = [step for step in plan(SOLVED, HANDOUT) if isinstance(step, Run)]
    assert [(run.name, run.question, run.own) for run in runs] == [
        ("code cell 2", "", False),
        ("code cell 3", "one", True),
        ("code cell 4", "one", False),
        ("code cell 6", "two", True),
    ]
    assert not any(step.own for step in plan(HANDOUT, HANDOUT) if isinstance(step, Run))


def test_blanks_at_the_end_of_a_line_make_it_no_cell_of_the_students() -> None:
    blanks = [
        replace(IMPORT, source="\nimport math  \n"),
        replace(TWICE, source="def twice(x):  \n    return 2 * x\n"),
    ]
    assert not any(step.own for step in plan(blanks, HANDOUT) if isinstance(step, Run))
    indented = replace(TWICE, source="def twice(x):\n  return 2 * x")
    assert any(step.own for step in plan([indented], HANDOUT) if isinstance(step, Run))


def test_what_was_given_at_the_beginning_is_run_first_where_it_was_deleted() -> None:
    assert steps(without(IMPORT)) == ["import math", "one = 1", "def twice(x):", "? one", "two = 2", "? two"]
    (first, *_) = plan(without(IMPORT), HANDOUT)
    assert first == Run("import math", "a cell that was handed out", "", False)


def test_what_was_given_within_a_question_is_run_before_it() -> None:
    found = steps(without(TWICE))
    assert found == ["import math", "def twice(x):", "one = 1", "? one", "two = 2", "? two"]
    assert steps(without(TWICE, ONE, CHECK)) == ["def twice(x):", "import math", "two = 2", "? two"]


def test_what_was_deleted_and_is_no_given_code_stays_away() -> None:
    """Neither the line that loads the checks, nor a check, nor an answer as it was handed out, nor any text."""
    assert steps(without(LOAD, CHECK, CHECK_TWO, ASKED, PROSE, THREE)) == steps(SOLVED)
    assert steps(without(TWO)) == ["import math", "one = 1", "def twice(x):", "? one", "? two"]


def test_what_was_given_and_changed_is_run_as_changed_and_then_as_given() -> None:
    changed = [replace(c, source="def twice(x):\n    return 3 * x") if c.id == "g1" else c for c in SOLVED]
    found = [step.source for step in plan(changed, HANDOUT) if isinstance(step, Run)]
    assert found == ["import math", "one = 1", "def twice(x):\n    return 3 * x", TWICE.source, "two = 2"]
    runs = [step for step in plan(changed, HANDOUT) if isinstance(step, Run)]
    assert [run.own for run in runs] == [False, True, True, False, True]


def test_a_cell_with_the_id_of_another_question_is_not_the_changed_one() -> None:
    stranger = replace(TWO, id="g1", source="two = 3")
    found = steps([*without(TWICE, TWO), stranger])
    assert found.count("def twice(x):") == 1
    assert found.index("def twice(x):") < found.index("one = 1")


def test_a_cell_without_an_id_is_no_changed_one() -> None:
    nameless = [replace(cell, id="") for cell in HANDOUT]
    mine = [replace(cell, id="") for cell in without(TWICE)]
    runs = [step for step in plan(mine, nameless) if isinstance(step, Run)]
    assert [run.source for run in runs].count(TWICE.source) == 1
    assert runs[1].source == TWICE.source


def test_a_check_that_was_written_into_is_run() -> None:
    mine = [replace(c, source="check('one')\nmore = 1") if c.id == "c1" else c for c in SOLVED]
    assert steps(mine)[3:5] == ["check('one')", "? one"]
    loads = [replace(c, source="import numpy\ncheck = 1") if c.id == "load" else c for c in SOLVED]
    assert steps(loads)[0] == "import numpy"
    # And what was handed out as an answer is run, for a name in it may be used later.
    assert "two = ..." in steps(HANDOUT)


def test_cells_of_a_question_at_two_places_are_asked_once_after_the_last() -> None:
    later = Cell("code", "one = 1.5", "one", "answer", "")
    assert steps([*SOLVED, later]) == [
        "import math", "one = 1", "def twice(x):", "two = 2", "? two", "one = 1.5", "? one",
    ]  # fmt: skip


def test_text_is_neither_run_nor_asked() -> None:
    texts = [cell for cell in SOLVED if cell.kind != "code"]
    raw = Cell("raw", "1 / 0", "one", "answer", "")
    assert steps([*texts, raw]) == ["import math", "def twice(x):"]


def test_cells_get_back_what_they_have_lost() -> None:
    assert attributed([replace(cell, role="", question="") for cell in HANDOUT], HANDOUT) == HANDOUT
    mine = Cell("code", "one = 1", "", "", "")
    assert attributed([mine], HANDOUT) == [mine]


@pytest.mark.parametrize(
    "cell",
    [
        Cell("markdown", "import math", "", "", ""),
        Cell("raw", "*Write your answer here.*", "", "", ""),
        Cell("code", "import math", "two", "answer", "x"),
        Cell("code", "import  math", "", "", ""),
    ],
    ids=["another kind", "raw", "one that knows its own", "another text"],
)
def test_nothing_is_taken_for_what_it_is_not(cell: Cell) -> None:
    assert attributed([cell], HANDOUT) == [cell]


def filled(*cells: Cell) -> str:
    """Return the written answer to the third question, of all cells but its own and these."""
    found = written([*without(THREE), *cells], HANDOUT)
    assert list(found) == ["three"]
    return found["three"]


def text(source: str, question: str = "", role: str = "") -> Cell:
    return Cell("markdown", source, question, role, "")


def test_a_written_answer_stands_in_its_cell_or_below() -> None:
    assert filled(text("  It is so.\n", "three", "answer")) == "It is so."
    assert filled(text("It is so.")) == "It is so."
    assert filled(THREE, text("It is so.")) == "It is so."
    assert filled(text("It is so.", "three", "answer"), text("And so.")) == "It is so.\n\nAnd so."
    assert filled(Cell("raw", "It is so.", "three", "answer", "")) == "It is so."


def test_what_was_handed_out_is_no_answer() -> None:
    assert filled() == filled(THREE) == ""
    assert filled(text("Think of both.")) == ""
    assert filled(text("Think of both.  \n")) == ""
    assert filled(text(" \n")) == ""
    assert filled(Cell("code", "It = 'so'", "three", "answer", "")) == ""
    assert filled(Cell("code", "It = 'so'", "", "", "")) == ""


def test_text_under_another_question_is_not_its_answer() -> None:
    for role in ("title", "answer", "given", "check"):
        elsewhere = [text("x", "two", role), text("My notes.")]
        assert written([*SOLVED[:-1], *elsewhere], HANDOUT)["three"] == ""
        back = [text("x", "three", "title"), text("It is so.")]
        assert written([*SOLVED[:-1], *elsewhere, *back], HANDOUT)["three"] == "It is so."
    # What is only explained there does not begin another question; prose of this one is no answer.
    assert filled(text("A hint of two.", "two", "prose"), text("It is so.")) == "It is so."
    assert filled(text("Changed prose.", "three", "prose")) == ""
    assert written([text("Before all questions.")], HANDOUT) == {"three": ""}


def test_a_cell_that_begins_no_question_leaves_the_one_above() -> None:
    """The line that loads the checks belongs to none."""
    assert filled(Cell("code", "check = Checks('s')", "", "check", ""), text("It is so.")) == "It is so."


def test_only_what_is_answered_in_words_has_an_answer_in_words() -> None:
    assert written(SOLVED, HANDOUT) == {"three": ""}
    assert written([text("Some text.", "one", "answer")], HANDOUT) == {"three": ""}
