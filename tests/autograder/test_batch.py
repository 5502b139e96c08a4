"""A class is graded whole: in any order, by any number of workers, over any interruption, the same marks."""

import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.grading import batch, mark
from autograder.grading.batch import Class, GradingError, Options, alone_in, keep_apart
from autograder.grading.results import Result
from autograder.grading.submissions import find

from .classes import SAMPLE, TIMES, endless, handout, sample, solved

pytestmark = pytest.mark.slow

USUAL = Options(times=TIMES)
ANSWERS = {
    "all right": {},
    "turned over": {"own_price": "own_price = lambda a, b: b / a"},
    "错的": {"table": "sums = {'a': 1}\nlarger = 'a'"},
    "an error": {"find": "1 / 0"},
    "never\nends": {"own_price": "while True: pass"},
    "quotes \"and\" 'more', and commas": {"own_price": "own_price = 1"},
    "=1+1": {"find": "setting = {'x': -2, 'side': 'right'}"},
    "ends": {"table": "import os\nos._exit(0)"},
}


@pytest.fixture(scope="module")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("class")
    for name, answers in ANSWERS.items():
        (folder / f"{name}.ipynb").write_text(json.dumps(solved(**answers)))
    (folder / "blank.ipynb").write_text(json.dumps(handout()))
    (folder / "empty.ipynb").write_text("")
    (folder / "page.ipynb").write_text("<!doctype html><html>")
    (folder / "link.ipynb").symlink_to(SAMPLE)
    return folder


@pytest.fixture(autouse=True, scope="module")
def sooner() -> Iterator[None]:
    """One answer never ends; and of what is usually imported beforehand, which takes long, the sample needs nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mark, "COMMON", ())
        endless(patch, lambda do, what: do == "run" and "while True" in what["source"])
        yield


def graded(submissions: Path, out: Path, options: Options = USUAL) -> list[Result]:
    with alone_in(out):
        return Class(sample(), find(submissions, "set-0"), out, options).run(lambda done, of: None)


def marks(results: list[Result]) -> list[dict]:
    return [{**result.to_json(), "log": {}} for result in results]


@pytest.fixture(scope="module")
def once(submissions: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Result]]:
    out = tmp_path_factory.mktemp("once")
    return out, graded(submissions, out)


def test_every_submission_has_a_row_and_a_reason(once: tuple[Path, list[Result]]) -> None:
    _, results = once
    found = {result.student: (result.status, result.points) for result in results}
    assert found == {
        "all right": ("graded", 8),
        "turned over": ("graded", 4),
        "错的": ("graded", 5),
        "an error": ("partly run", 7),
        "never\nends": ("timed out", 4),
        "quotes \"and\" 'more', and commas": ("graded", 4),
        "=1+1": ("graded", 8),
        "ends": ("suspicious", 5),
        "blank": ("blank", 0),
        "empty": ("unreadable", 0),
        "page": ("unreadable", 0),
        "link": ("unreadable", 0),
    }
    assert all(result.reason.endswith(".") and "\n" not in result.reason for result in results)


def test_neither_order_nor_workers_change_a_mark(
    submissions: Path, once: tuple[Path, list[Result]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = find(submissions, "set-0")
    random.Random(1).shuffle(found)
    with alone_in(tmp_path):
        shuffled = Class(sample(), found, tmp_path, Options(workers=2, times=TIMES)).run(
            lambda done, of: None
        )
    assert marks(sorted(shuffled, key=lambda r: r.student)) == marks(once[1])


def test_the_same_command_again_grades_nothing_twice(
    submissions: Path, once: tuple[Path, list[Result]], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, results = once

    def refuse(room: object) -> None:
        raise AssertionError("nothing has to run")

    monkeypatch.setattr(batch, "Worker", refuse)
    assert graded(submissions, out) == results


@pytest.mark.parametrize(
    "options", [Options(seed="other", times=TIMES), Options(seed_per_student=True, times=TIMES)]
)
def test_another_seed_grades_anew(
    submissions: Path, once: tuple[Path, list[Result]], options: Options
) -> None:
    out, results = once
    again = graded(submissions, out, options)
    assert [r.points for r in again] == [r.points for r in results]
    assert {r.seed for r in again} & {r.seed for r in results if r.status != "unreadable"} <= {""}
    if options.seed_per_student:
        assert len({r.seed for r in again if r.status != "unreadable"}) == len(ANSWERS) + 1


def test_a_changed_submission_and_a_damaged_result_are_graded_anew(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.ipynb").write_text(json.dumps(handout()))
    assert [r.points for r in graded(folder, out)] == [0, 0]
    (folder / "a.ipynb").write_text(json.dumps(solved()))
    for kept in (out / "results").glob("*.json"):
        kept.write_text(kept.read_text()[:100])
    assert [r.points for r in graded(folder, out)] == [8, 0]


def test_of_two_notebooks_the_better_counts(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "alice"
    folder.mkdir(parents=True)
    (folder / "old.ipynb").write_text(json.dumps(handout()))
    (folder / "new.ipynb").write_text(json.dumps(solved()))
    (folder.parent / "bob").mkdir()
    (folder.parent / "bob" / "broken.ipynb").write_text("{")
    (folder.parent / "bob" / "whole.ipynb").write_text(json.dumps(handout()))
    result, blank = graded(tmp_path / "in", tmp_path / "out")
    assert (result.student, result.points) == ("alice", 8)
    assert any("the better of the two counts" in note for note in result.notes)
    assert (blank.status, blank.points) == ("blank", 0), "not unreadable, though its points are no more"


COMMAND = [sys.executable, "-m", "autograder", "grade", str(SAMPLE)]


# The command, which sends itself a signal when so many results are stored, and stores no more until it has heard it.
STOPPED = """
import os, signal, sys
from autograder.__main__ import main
from autograder.grading import mark
from autograder.grading.batch import Class

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in whose background tests run switches it off
mark.COMMON = ()
keep, stored = Class._keep, []

def and_stop(self, one, result):
    keep(self, one, result)
    stored.append(one)
    if len(stored) == int(sys.argv[2]):
        os.kill(os.getpid(), int(sys.argv[1]))
        self.stop.wait()

Class._keep = and_stop
sys.exit(main(sys.argv[3:]))
"""


def test_a_run_that_is_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    """Three times it is stopped, each time more roughly; nothing is lost and nothing graded twice."""
    folder, out, count = tmp_path / "in", tmp_path / "out", 6
    folder.mkdir()
    for i in range(count):
        (folder / f"s{i}.ipynb").write_text(json.dumps(solved()))
    arguments = ["grade", str(SAMPLE), str(folder), "--out", str(out), "--workers", "1"]
    before: dict[Path, int] = {}
    for how, further in ((signal.SIGINT, 1), (signal.SIGTERM, 2), (signal.SIGKILL, 1)):
        command = [sys.executable, "-c", STOPPED, str(int(how)), str(further), *arguments]
        run = subprocess.run(command, capture_output=True, text=True)
        now = {path: path.stat().st_mtime_ns for path in (out / "results").glob("*.json")}
        assert len(now) == len(before) + further, run.stderr
        assert {path: now[path] for path in before} == before
        before = now
        if how == signal.SIGKILL:
            assert run.returncode == -how
        else:
            assert run.returncode == 130
            assert f"Stopped: {len(now)} of {count} submissions are graded and kept." in run.stderr
        assert not (out / "grades.csv").exists(), "no table that lacks somebody"
    again = subprocess.run([sys.executable, "-m", "autograder", *arguments], capture_output=True, text=True)
    assert again.returncode == 0, again.stderr
    assert f"{count} submissions graded, {len(before)} of them by an earlier run" in again.stdout
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert (out / "grades.csv").read_text(encoding="utf-8-sig").count('"graded"') == count


def test_two_runs_into_one_folder_are_refused(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(GradingError, match="Another run is grading"), alone_in(tmp_path):
        raise AssertionError("both are in")


def test_what_student_code_could_read_is_refused(tmp_path: Path) -> None:
    room = sample().room(True, TIMES, 512)
    keep_apart(room, tmp_path)
    with pytest.raises(GradingError, match="which student code can read"):
        keep_apart(room, Path(sys.prefix) / "solutions")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.md", "in", "--out", "out"], "there is no such file"),
        ([str(SAMPLE), "nowhere", "--out", "out"], "nowhere"),
        ([str(SAMPLE), "empty", "--out", "out"], "empty"),
        ([str(SAMPLE), "in", "--out", "out", "--gradebook", "none.csv"], "none.csv does not exist"),
    ],
)
def test_bad_input_is_told_in_a_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
    arguments: list[str],
    says: str,
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # what SIGTERM does here is not the command's
    assert main(["grade", *arguments]) == 1
    assert says in capsys.readouterr().err
    assert not (tmp_path / "out" / "grades.csv").exists()


def test_a_class_without_workers_is_refused(capsys: pytest.CaptureFixture) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["grade", str(SAMPLE), "in", "--out", "out", "--workers", "0"])
    assert "0 must be a whole number from 1" in capsys.readouterr().err


def test_without_isolation_every_report_says_so(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.ipynb").write_text(json.dumps(solved()))
    command = [*COMMAND, str(folder), "--out", str(out), "--run-student-code-unprotected"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "WITHOUT ISOLATION" in done.stderr
    for report in ("grades.csv", "items.html", *map(str, (out / "feedback").glob("*.html"))):
        assert "without isolation" in (out / report).read_text(encoding="utf-8-sig").lower(), report
