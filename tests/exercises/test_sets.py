"""Every exercise set: current, fair, as its chapter promises, and helpful to whoever makes a known mistake."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.build import contents, stale

from .handed_out import ROOT, SETS, SOURCES, Kernel, chapter, checked, kernel_of, solved

SAMPLE = ROOT / "tests/autograder/set-0.md"
EACH = pytest.mark.parametrize("name", SETS)


def build(source: Path, *options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "autograder", "build", str(source), *options]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "MPLBACKEND": "Agg"}
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


def test_the_command_finds_them_current_for_the_objectives_of_their_chapter() -> None:
    for source in SOURCES:
        done = build(source, "--check", "--objectives", ",".join(chapter(source.stem)["objectives"]))
        assert done.returncode == 0, done.stderr


def test_a_changed_source_is_noticed(tmp_path: Path) -> None:
    source = Path(shutil.copy(SAMPLE, tmp_path))
    assert build(source, "--out", str(tmp_path / "out")).returncode == 0
    assert build(source, "--check").returncode == 0
    source.write_text(source.read_text().replace("Add each pair.", "Add every pair."))
    done = build(source, "--check")
    assert done.returncode == 1
    assert "set-0.ipynb is not what set-0.md makes: run python -m autograder build" in done.stderr


@EACH
def test_no_solution_reaches_the_student(name: str) -> None:
    student = ROOT / "exercises" / f"{name}.ipynb"
    given = "".join(path.read_text(encoding="utf-8") for path in (student, student.with_suffix(".checks.json")))
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


@pytest.fixture(scope="module", params=SETS)
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


def test_what_follows_from_a_mistake_is_not_called_another(kernel: tuple[str, Kernel]) -> None:
    """A seller found with turned-over prices is told so, and not that labour was compared."""
    name, notebook = kernel
    if name != "set-1":
        pytest.skip("the case is in set 1")
    (question,) = (q for q in checked(name) if q.id == "own-price")
    wrong = next(w for w in question.wrong if w.name == "turned over, and used for the seller")
    said = notebook.answer("own-price", wrong.code)
    assert "The same mistake as in check 1." in said
    assert "absolute advantage" not in said
