"""What stands in a set's source is read as it stands: every cell with its line, every key with its meaning."""

from pathlib import Path

import pytest

from autograder.compare import Tolerance
from autograder.draws import Draw
from autograder.errors import SetError
from autograder.source import (
    Cell,
    Check,
    Criterion,
    ExerciseSet,
    Question,
    Wrong,
    load,
    names_in,
    without_comment,
)

SOURCE = """\
---
set:
  id: whole
  title: "  A whole set "
  minutes: 30
  seed: spring
  objectives: [one, two]
  chapter: {number: 1}
  files: [data, here.csv]
---

# A set

What it is about.

- a list
  ```python
  x = 1
  ```

Its end.


```{code-cell} python
:tags: [hide-input]

import math

x = 1

```
+++
After a break.

```{exercise} first
title: The first
objective: one
points: 2.5
minutes: 10
kind: data
checks:
  - label: all defaults
    value: answer  # a comment
    points: 0.5
  - label: hinted
    value: f("#", 1)
    points: 1
    tolerance: 0.25
    hint: |
      Look
      closely.
  - label: hidden
    hidden: true
    value: f(n, c)
    points: 1
    relative: 1e-7
    draw:
      n: integer(-3, 3)
      c: choice(["a", "b"])
    times: 100
    one_of: [f(n, c)]
wrong:
  - name: none
    replace: |
      answer = 0

      f = len
    message: |
      This is
      nothing.
    loses: 0.5
```
Write it.

```{note}
A directive of another kind is prose.
```

```{code-cell} python
---
tags: [solution, hide-output]
---

# Before
# BEGIN SOLUTION: answer = None  # yours
answer = 1
# END SOLUTION
between = 2
if True:
    #BEGIN SOLUTION
    answer = 2
    #  END SOLUTION
```

### A smaller heading stays in the question

Still the first.

```{code-cell} python
:tags: solution, remove-input
# BEGIN SOLUTION
f = max
# END SOLUTION
```

## Another part

Of no question.

```{exercise} second
title: The second
objective: two
points: 3
minutes: 20
kind: written
rubric:
  - criterion: Reasons
    levels:
      - {points: 3, text: two   of them}
      - {points: 1, text: one}
      - {points: 0, text: none}
model: |
  Because.

  And so.
```

Why?
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "here.csv").write_text("x\n")
    source = tmp_path / "set/whole.md"
    source.parent.mkdir()
    source.write_text(SOURCE.replace("[data, here.csv]", "[../data, ../here.csv]"))
    return source


def line(text: str) -> int:
    assert SOURCE.count(f"\n{text}\n") == 1, text
    return SOURCE[: SOURCE.index(f"\n{text}\n") + 1].count("\n") + 1


def test_the_head(path: Path) -> None:
    found = load(path)
    assert (found.id, found.title, found.minutes, found.seed) == ("whole", "A whole set", 30, "spring")
    assert (found.objectives, found.chapter) == (("one", "two"), {"number": 1})
    assert found.files == (path.parent.parent / "data", path.parent.parent / "here.csv")
    assert found.points == 5.5


def test_every_cell_stands_where_it_stands_with_all_its_lines(path: Path) -> None:
    found = load(path).cells
    assert [(cell.role, cell.question, cell.line, cell.tags) for cell in found] == [
        ("prose", "", line("# A set"), ()),
        ("given", "", line("import math"), ("hide-input",)),
        ("prose", "", line("After a break."), ()),
        ("title", "first", line("```{exercise} first"), ()),
        ("prose", "first", line("Write it."), ()),
        ("solution", "first", line("# Before"), ("hide-output",)),
        ("prose", "first", line("### A smaller heading stays in the question"), ()),
        ("solution", "first", line("# BEGIN SOLUTION"), ("remove-input",)),
        ("prose", "", line("## Another part"), ()),
        ("title", "second", line("```{exercise} second"), ()),
        ("prose", "second", line("Why?"), ()),
    ]
    assert [cell.source for cell in found if cell.role == "prose"] == [
        "# A set\n\nWhat it is about.\n\n- a list\n  ```python\n  x = 1\n  ```\n\nIts end.",
        "After a break.",
        "Write it.\n\n```{note}\nA directive of another kind is prose.\n```",
        "### A smaller heading stays in the question\n\nStill the first.",
        "## Another part\n\nOf no question.",
        "Why?",
    ]
    assert found[1] == Cell("given", "import math\n\nx = 1", line("import math"), tags=("hide-input",))


def test_the_student_gets_the_stub_in_place_of_the_solution(path: Path) -> None:
    one, two = [cell for cell in load(path).cells if cell.role == "solution"]
    assert one.stub == "# Before\nanswer = None  # yours\nbetween = 2\nif True:\n    ..."
    assert one.source.splitlines()[2] == "answer = 1"
    assert two.stub == "..."


def test_what_a_check_does_not_say_is_what_it_is_by_itself(path: Path) -> None:
    one, two, hidden = load(path).questions[0].checks
    assert (one.label, one.value, one.points) == ("all defaults", "answer", 0.5)
    assert (one.hidden, one.tolerance, one.one_of, one.draw, one.times, one.hints) == (
        False, None, None, {}, 1, (),
    )  # fmt: skip
    assert one.line == line("  - label: all defaults")
    assert (two.value, two.tolerance, two.hints) == ('f("#", 1)', Tolerance(0.25), ("Look closely.",))
    assert (hidden.hidden, hidden.tolerance) == (True, Tolerance(1e-7, relative=True))
    assert hidden.draw == {"n": Draw("integer", (-3, 3)), "c": Draw("choice", ("a", "b"))}
    assert (hidden.times, hidden.one_of) == (100, "[f(n, c)]")


def test_a_question_and_its_known_wrong_answers(path: Path) -> None:
    first, second = load(path).questions
    assert (first.id, first.title, first.objective, first.kind) == ("first", "The first", "one", "data")
    assert (first.points, first.minutes, first.line) == (2.5, 10, line("```{exercise} first"))
    assert first.wrong == (
        Wrong("none", "answer = 0\n\nf = len", "This is nothing.", 0.5, line("  - name: none")),
    )
    assert (first.rubric, first.model, second.checks, second.wrong) == ((), "", (), ())
    assert second.rubric == (Criterion("Reasons", ((3, "two of them"), (1, "one"), (0, "none"))),)
    assert (second.rubric[0].points, second.model) == (3, "Because.\n\nAnd so.")


@pytest.mark.parametrize("given", [{"one", "two"}, {"one", "two", "three"}, None])
def test_objectives_are_the_callers_or_the_sets_own(given: set[str] | None, path: Path) -> None:
    assert load(path, given).objectives == ("one", "two")
    for known in ({"one"}, set()):
        with pytest.raises(SetError, match="the objective two is unknown"):
            load(path, known)


def test_without_a_list_of_objectives_each_is_known(path: Path) -> None:
    path.write_text(path.read_text().replace("  objectives: [one, two]\n", ""))
    assert load(path).objectives == ()


def test_a_solution_may_stand_anywhere_in_its_question_and_in_several_cells(path: Path) -> None:
    """A given cell between them belongs to the question, one after the next heading to none."""
    given = "```{code-cell} python\ny = 2\n```\n"
    path.write_text(
        path.read_text()
        .replace("Still the first.\n", f"Still the first.\n\n{given}")
        .replace("Of no question.\n", f"Of no question.\n\n{given}")
    )
    assert [cell.question for cell in load(path).cells if cell.role == "given"] == ["", "first", ""]


@pytest.mark.parametrize("hidden", ["false", "False"])
def test_hidden_may_be_said_to_be_false(hidden: str, path: Path) -> None:
    path.write_text(path.read_text().replace("value: answer ", f"hidden: {hidden}\n    value: answer "))
    assert not load(path).questions[0].checks[0].hidden


def test_a_list_of_hints_and_the_ends_of_what_is_admitted(path: Path) -> None:
    text = path.read_text().replace("hint: |\n      Look\n      closely.", "hint: [One., Two  words.]")
    path.write_text(text.replace("relative: 1e-7", "relative: 0.5").replace("times: 100", "times: 1"))
    checks = load(path).questions[0].checks
    assert checks[1].hints == ("One.", "Two words.")
    assert (checks[2].tolerance, checks[2].times) == (Tolerance(0.5, relative=True), 1)
    path.write_text(path.read_text().replace("minutes: 10", "minutes: 10.0"))
    assert load(path).minutes == 30, "questions that take as long as the set are not too long"


@pytest.mark.parametrize(
    ("written", "expression"),
    [
        ("x", "x"),
        ("x  # why", "x"),
        ("f('#')  # why", "f('#')"),
        ("f('#')", "f('#')"),
        ("f(1,  # one\n  2)  # two", "f(1,\n  2)"),
        ("# only why", ""),
        ("f(", "f("),
        ("f(  # open", "f(  # open"),
    ],
)
def test_a_comment_is_no_part_of_an_expression(written: str, expression: str) -> None:
    assert without_comment(written) == expression


def test_names_of_an_expression() -> None:
    assert names_in("f(x) + y.z + len('w')") == {"f", "x", "y", "len"}
    assert names_in("") == set()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("none.md", None, "{folder}/none.md:1: there is no such file, or it cannot be read"),
        ("x.txt", "", "x.txt:1: the source of a set is a text notebook whose name ends in .md"),
        ("plain.md", "# A\n", "plain.md:1: the file must begin with front matter (--- … ---) that has a table set"),
        ("bullet.md", "- set\n", "bullet.md:1: the file must begin with front matter (--- … ---) that has a table set"),
        ("fence.md", "```\nset\n```\n", "fence.md:1: the file must begin with front matter (--- … ---) that has a table set"),
        (
            "bare.md",
            "---\nset: {id: bare, title: A, minutes: 1, seed: 1}\n---\n",
            "bare.md:1: there is no question in this set: a question begins with ```{exercise} its-name",
        ),
        (
            "list.md",
            "---\n- set\n---\n",
            "list.md:1: the front matter has no set: write set: {id: …, title: …, minutes: …, seed: …}",
        ),
    ],
)  # fmt: skip
def test_what_is_no_set_is_told_at_its_first_line(
    name: str, text: str | None, said: str, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(SetError) as caught:
        load(tmp_path / name)
    assert said.replace("{folder}", str(tmp_path)) in [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("kind", [Cell, Check, Criterion, ExerciseSet, Question, Wrong])
def test_what_was_read_stays_as_it_was_read(kind: type) -> None:
    assert kind.__dataclass_params__.frozen
