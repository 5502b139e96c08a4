"""Every exercise set: current, fair, as its chapter promises, and helpful to whoever makes a known mistake."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from html import unescape
from pathlib import Path

import pytest

from autograder.build import contents, stale

from tests.autograder.honest import Draft

from .handed_out import ROOT, SETS, Kernel, chapter, checked, kernel_of, solved

SAMPLE = ROOT / "tests/autograder/set-0.md"
EACH = pytest.mark.parametrize("name", SETS)


def command(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the autograder."""
    return subprocess.run(
        [sys.executable, "-m", "autograder", *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "MPLBACKEND": "Agg"},
    )


@EACH
def test_it_is_what_the_chapter_promises(name: str) -> None:
    exercises = SETS[name]
    assert exercises.points == sum(question.points for question in exercises.questions) == 20
    assert (
        exercises.minutes
        == chapter(name)["minutes"]["exercises"]
        == sum(question.minutes for question in exercises.questions)
    )
    assert 7 <= len(exercises.questions) <= 9
    assert {question.kind for question in exercises.questions} == {"code", "data", "explorer", "written"}


@EACH
def test_every_objective_of_the_chapter_is_tested(name: str) -> None:
    assert {question.objective for question in SETS[name].questions} == set(chapter(name)["objectives"])


@EACH
def test_the_student_s_files_are_what_the_source_makes(name: str, tmp_path: Path) -> None:
    """The build itself proves that solutions earn all, blanks nothing, and wrong answers lose what they say."""
    source = ROOT / "exercises" / f"{name}.md"
    files = contents(source, tmp_path, chapter(name)["objectives"])
    old = [path.name for path in stale(files) if path.parent == source.parent]
    assert old == [], f"run: make exercises ({', '.join(old)} is not what the source makes)"


def test_a_changed_source_is_noticed(tmp_path: Path) -> None:
    source = Path(shutil.copy(SAMPLE, tmp_path))
    assert command("build", str(source), "--out", str(tmp_path / "out")).returncode == 0
    assert command("build", str(source), "--check").returncode == 0
    source.write_text(source.read_text().replace("Add each pair.", "Add every pair."))
    done = command("build", str(source), "--check")
    assert done.returncode == 1
    assert "set-0.ipynb is not what set-0.md makes: run python -m autograder build" in done.stderr


@EACH
def test_no_solution_reaches_the_student(name: str) -> None:
    student = ROOT / "exercises" / f"{name}.ipynb"
    given = "".join(
        path.read_text(encoding="utf-8") for path in (student, student.with_suffix(".checks.json"))
    )
    assert "SOLUTION" not in given
    for cell in SETS[name].cells:
        if cell.role == "solution":
            secret = set(cell.source.split("\n")) - set(cell.stub.split("\n"))
            lines = [line.strip() for line in secret if len(line.strip()) > 12 and "SOLUTION" not in line]
            assert lines
            assert [line for line in lines if json.dumps(line, ensure_ascii=False)[1:-1] in given] == []
    for question in SETS[name].questions:
        assert not question.model or question.model.split("\n")[0] not in given


@EACH
def test_the_setting_is_no_preset_no_default_and_no_answer_of_a_page(name: str) -> None:
    explorer, setting = (solved(name)[it] for it in ("EXPLORER", "setting"))
    assert setting in explorer.settings()
    assert setting != explorer.default
    assert setting not in [explorer.preset(preset) for preset in explorer.presets]
    for task in explorer.tasks:
        assert not task.holds(explorer.result(setting)), f"the page's task {task.name} has the same answer"


@pytest.fixture(
    scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in SETS]
)
def kernel(request: pytest.FixtureRequest) -> Iterator[tuple[str, Kernel]]:
    """A set's name, and its notebook as it was handed out and run."""
    with kernel_of(request.param) as kernel:
        yield request.param, kernel


def test_a_blank_runs_from_top_to_bottom_and_earns_nothing(kernel: tuple[str, Kernel]) -> None:
    name, notebook = kernel
    for question in checked(name):
        said = notebook.said(question.id)
        visible = [check for check in question.checks if not check.hidden]
        assert said.count("not answered yet.") == len(visible), said
        assert re.search(r"^0 of ", said, re.MULTILINE), said


def test_a_known_mistake_is_met_with_its_message(kernel: tuple[str, Kernel]) -> None:
    name, notebook = kernel
    unmet = [
        f"{question.id}: {wrong.name}"
        for question in checked(name)
        for wrong in question.wrong
        if wrong.message not in " ".join(notebook.answer(question.id, wrong.code).split())
    ]
    assert unmet == []


def test_the_solution_earns_every_visible_point(kernel: tuple[str, Kernel]) -> None:
    name, notebook = kernel
    for question in checked(name):
        cells = [c.source for c in SETS[name].cells if c.role == "solution" and c.question == question.id]
        said = notebook.answer(question.id, "\n\n".join(cells))
        visible = [check for check in question.checks if not check.hidden]
        assert said.count(": right.") == len(visible), said
        points = sum(check.points for check in visible)
        assert re.search(rf"^{points:g} of {points:g} point", said, re.MULTILINE), said


FOLLOWS = {
    "set-1": ("own-price", "turned over, and used for the seller", "absolute advantage"),
    "set-2": ("capital", "productivity ignored", "The capital that moves is paid"),
    "set-3": ("hubs", "the pair turned over", "Here all goods have one price"),
}
"""By set, a mistake that shows at several checks, and what must not be said at the later ones."""


def test_what_follows_from_a_mistake_is_not_called_another(kernel: tuple[str, Kernel]) -> None:
    """A seller found with turned-over prices is told so, for one, and not that labour was compared."""
    name, notebook = kernel
    question, mistake, other = FOLLOWS[name]
    wrong = next(w for q in checked(name) if q.id == question for w in q.wrong if w.name == mistake)
    said = notebook.answer(question, wrong.code)
    assert "The same mistake as in check 1." in said
    assert other not in said


@pytest.mark.slow
@EACH
def test_a_folder_of_hand_ins_gets_the_marks_that_it_deserves(name: str, tmp_path: Path) -> None:
    """Graded by the command: all right, nothing, and every question answered with its first, or its last, known mistake."""
    source = ROOT / "exercises" / f"{name}.md"
    key = json.loads(contents(source, tmp_path)[tmp_path / f"{name}.key.json"])
    right = Draft(key, json.loads(source.with_suffix(".ipynb").read_text(encoding="utf-8")))
    hand_ins = {kind: deepcopy(right) for kind in ("right", "blank", "first", "last")}
    for question in right.questions:
        hand_ins["blank"].blank(question)
        hand_ins["first"].wrong(question, 0)
        hand_ins["last"].wrong(question, -1)
    folder = tmp_path / "submissions"
    folder.mkdir()
    for kind, made in hand_ins.items():
        (folder / f"{kind}.ipynb").write_text(json.dumps(made.notebook), encoding="utf-8")
    out = tmp_path / "marks"
    done = command("grade", str(source), str(folder), "--out", str(out))
    assert done.returncode == 0, done.stderr
    with open(out / "grades.csv", encoding="utf-8-sig", newline="") as file:
        found = {Path(row["file"]).stem: row for row in csv.DictReader(file)}
    assert {kind: float(row["points"]) for kind, row in found.items()} == {
        kind: pytest.approx(made.points) for kind, made in hand_ins.items()
    }
    assert [found[kind]["status"] for kind in hand_ins] == ["graded", "blank", "graded", "graded"]
    assert hand_ins["right"].points == 20 - sum(q.points for q in SETS[name].questions if q.kind == "written")
    # Each known mistake is told to the student in her feedback, too.
    for place, kind in ((0, "first"), (-1, "last")):
        told = " ".join(
            unescape((next((out / "feedback").glob(f"*{kind}*"))).read_text(encoding="utf-8")).split()
        )
        untold = [question for question in checked(name) if question.wrong[place].message not in told]
        assert [question.id for question in untold] == []
