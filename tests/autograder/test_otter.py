"""The export to otter-grader: everything is there, points add up, nothing hidden is handed out, marks are the same.

Otter itself is not needed here; `bench/grading.py` runs it.
"""

import doctest
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.errors import SetError
from autograder.otter import export
from autograder.run import fresh_namespace, run_cell
from autograder.source import ExerciseSet, Question, load

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SETS = [Path(__file__).with_name("set-0.md"), ROOT / "exercises/set-1.md"]


@pytest.fixture(scope="module", params=SETS, ids=lambda path: path.stem)
def exported(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[ExerciseSet, Path, list[Path]]:
    out = tmp_path_factory.mktemp("otter")
    return load(request.param), out, export(request.param, out)


def checked(exercises: ExerciseSet) -> list[Question]:
    return [question for question in exercises.questions if question.checks]


def spec(out: Path, question: Question) -> dict[str, Any]:
    """Read a test file as otter does."""
    space: dict[str, Any] = {}
    exec((out / "autograder/tests" / f"{question.id}.py").read_text(encoding="utf-8"), space)
    assert space["OK_FORMAT"] is True
    assert len(space["test"]["suites"]) == 1
    return space["test"]


def test_every_file_is_there(exported: tuple[ExerciseSet, Path, list[Path]]) -> None:
    exercises, out, files = exported
    assert {path for path in out.rglob("*") if path.is_file()} == set(files)
    names = {path.relative_to(out).as_posix() for path in files}
    assert names >= {
        "README.md",
        f"student/{exercises.id}.ipynb",
        f"student/{exercises.id}.checks.json",
        "autograder/otter_config.json",
        "autograder/requirements.txt",
        "autograder/autograder/compare.py",
        *(f"autograder/tests/{question.id}.py" for question in checked(exercises)),
    }
    assert sum(name.startswith("autograder/tests/") for name in names) == len(checked(exercises))
    beside = {
        path.relative_to(out / "autograder").parts[0]
        for path in files
        if path.is_relative_to(out / "autograder")
    }
    command = next(line for line in (out / "README.md").read_text().splitlines() if "otter generate" in line)
    assert set(command.split()) >= beside - {"tests"}


def test_points_add_up(exported: tuple[ExerciseSet, Path, list[Path]]) -> None:
    exercises, out, _ = exported
    for question in checked(exercises):
        cases = spec(out, question)["suites"][0]["cases"]
        assert sum(case["points"] for case in cases) == pytest.approx(question.points)
        assert [(c["name"], c["hidden"]) for c in cases] == [(c.label, c.hidden) for c in question.checks]


def test_nothing_hidden_is_handed_out(exported: tuple[ExerciseSet, Path, list[Path]]) -> None:
    exercises, out, files = exported
    handed = [path for path in files if path.is_relative_to(out / "student")]
    student = "".join(path.read_text(encoding="utf-8") for path in handed)
    public = json.loads((out / "student" / f"{exercises.id}.checks.json").read_text(encoding="utf-8"))
    shown = {check["value"] for question in public["questions"].values() for check in question["checks"]}
    values = json.loads((out / "autograder/autograder" / f"{exercises.id}.json").read_text(encoding="utf-8"))
    for question in checked(exercises):
        for check, kept in zip(question.checks, values[question.id], strict=True):
            assert (kept["value"] in shown) is not check.hidden
            drawn = [value for run in kept["runs"] for value in run["inputs"].values()]
            assert not [value for value in drawn if len(str(value)) > 5 and str(value) in student]
    assert "SOLUTION" not in student


def test_no_solution_is_uploaded(exported: tuple[ExerciseSet, Path, list[Path]]) -> None:
    """Expected values are; how to get them is not."""
    exercises, out, files = exported
    assert not [path for path in files if path.suffix == ".md" and path.stem == exercises.id]
    uploaded = [
        path for path in files if path.is_relative_to(out / "autograder") and path.suffix in (".py", ".json")
    ]
    for cell in exercises.cells:
        if cell.role == "solution":
            assert not [path for path in uploaded if cell.source in path.read_text(encoding="utf-8")]


def test_otter_finds_its_tests_in_the_notebook(exported: tuple[ExerciseSet, Path, list[Path]]) -> None:
    exercises, out, _ = exported
    notebook = nbformat.read(out / "student" / f"{exercises.id}.ipynb", 4)
    nbformat.validate(notebook)
    found = {cell.source: cell.metadata.otter.tests for cell in notebook.cells if "otter" in cell.metadata}
    assert found == {f'check("{question.id}")': [question.id] for question in checked(exercises)}


def test_what_is_uploaded_runs_without_this_repository(
    exported: tuple[ExerciseSet, Path, list[Path]],
) -> None:
    """The checks import what lies beside them, and nothing that is not Python's own."""
    exercises, out, _ = exported
    question = checked(exercises)[0]
    code = (
        "import sys; sys.path = ['.', *(p for p in sys.path if 'site-packages' not in p and 'src' not in p)]\n"
        "from autograder import Checks\nfrom autograder.verdict import exported\n"
        f"Checks({exercises.id!r})\nprint(exported({exercises.id!r}, {question.id!r}, 0, {{}}))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], cwd=out / "autograder", capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("not answered yet.")


def runs(exercises: ExerciseSet, question: Question | None = None, code: str = "") -> dict[str, Any]:
    """Run a set with its solutions, or with other code in place of one question's."""
    space = fresh_namespace()
    replaced = False
    for place, cell in enumerate(exercises.cells):
        source = cell.source
        if cell.role == "solution" and question is not None and cell.question == question.id:
            source = "" if replaced else code
            replaced = True
        if cell.role in ("given", "solution"):
            run_cell(source, space, f"<otter {place}>")
    return space


def passed(out: Path, question: Question, space: dict[str, Any]) -> Iterator[bool]:
    """Run a question's cases as otter does: each a doctest in the student's namespace."""
    for case in spec(out, question)["suites"][0]["cases"]:
        found = doctest.DocTestParser().parse(case["code"], question.id)
        examples = [example for example in found if isinstance(example, doctest.Example)]
        runner = doctest.DocTestRunner()
        runner.run(
            doctest.DocTest(examples, space, question.id, None, None, case["code"]),
            out=lambda text: None,
            clear_globs=False,
        )
        yield runner.summarize(verbose=False).failed == 0


@pytest.fixture
def beside(exported: tuple[ExerciseSet, Path, list[Path]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package of this environment find the exported values, as the exported copy of it does."""
    from autograder import verdict

    monkeypatch.setattr(verdict, "__file__", str(exported[1] / "autograder/autograder/verdict.py"))


@pytest.mark.usefixtures("beside")
def test_solutions_earn_everything(exported: tuple[ExerciseSet, Path, list[Path]]) -> None:
    exercises, out, _ = exported
    space = runs(exercises)
    for question in checked(exercises):
        assert all(passed(out, question, space)), question.id


@pytest.mark.usefixtures("beside")
def test_known_wrong_answers_lose_what_they_say(exported: tuple[ExerciseSet, Path, list[Path]]) -> None:
    exercises, out, _ = exported
    for question in checked(exercises):
        points = [case["points"] for case in spec(out, question)["suites"][0]["cases"]]
        for wrong in question.wrong:
            right = passed(out, question, runs(exercises, question, wrong.code))
            lost = sum(p for p, ok in zip(points, right, strict=True) if not ok)
            assert lost == pytest.approx(wrong.loses), (question.id, wrong.name)


@pytest.mark.usefixtures("beside")
def test_a_failed_check_says_why_and_not_what(exported: tuple[ExerciseSet, Path, list[Path]]) -> None:
    from autograder.verdict import exported as says

    exercises, out, _ = exported
    for question in checked(exercises):
        space = runs(exercises, question, question.wrong[0].code)
        for place, check in enumerate(question.checks):
            said = says(exercises.id, question.id, place, space)
            assert said == "right" or said == " ".join(["not yet.", *check.hints[:1]])


def test_another_seed_draws_other_inputs(tmp_path: Path) -> None:
    kept = []
    for seed in (None, "autumn"):
        export(SETS[0], tmp_path / str(seed), seed)
        kept.append(json.loads((tmp_path / str(seed) / "autograder/autograder/set-0.json").read_text()))
    assert kept[0]["own-price"][2]["runs"] != kept[1]["own-price"][2]["runs"]
    assert kept[0]["own-price"][0] == kept[1]["own-price"][0]


def test_a_set_with_a_mistake_is_not_exported(tmp_path: Path) -> None:
    source = tmp_path / "set-0.md"
    source.write_text(SETS[0].read_text(encoding="utf-8").replace("loses: 4", "loses: 1"), encoding="utf-8")
    with pytest.raises(SetError, match="loses 4 points"):
        export(source, tmp_path / "out")
    assert not (tmp_path / "out").exists()
