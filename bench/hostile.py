"""Hostile submissions beside nbgrader and otter-grader: who gives marks for what, case by case.

The cases are those of `tests/autograder/hostile.py`, in an otherwise blank notebook to the sample set, and some that are
written against the other tools. This project's grader runs all. The others run student code as their own user; so they
are run in a cage, as nobody, with limits, and only with what does no harm there. They compare values with this project's
code, which believes no object: with tests as they are mostly written (==, abs) they fall for more than is shown. Exits
with an error if this project gives a mark that is not earned.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from graders.cage import Cage
from graders.common import Assignment, Json, Marks
from graders.environment import FOLDER, ROOT
from graders.nbgrader import Nbgrader
from graders.otter import Otter
from graders.ours import Ours

from tests.autograder.honest import tidy
from tests.autograder.hostile import HARMFUL, HOSTILE, answers, first

SET = ROOT / "tests/autograder/set-0.md"
# What answers deserve that are more than blank.
EARNED = {"only the visible inputs": 2.0}
# Harmless but without end: they would only show that the others wait.
ENDLESS = {"infinite loop that catches", "infinite loop in compiled code", "sleeps for ever"}
AGAINST_OTHERS: dict[str, Callable[[Json], Json]] = {
    "patches otter's test runner": first(
        "from otter.test_files import ok_test\nok_test.run_doctest = lambda *a, **k: (True, '')"
    ),
    "answers with the teacher's file": answers("exec(open('{secret}').read())"),
    "writes into nbgrader's grade book": first(
        "import os, sqlite3\nbook = '../../../gradebook.db'\nassert os.path.exists(book)\n"
        "with sqlite3.connect(book) as base:\n"
        "    base.execute('update grade set manual_score = (select max_score from grade_cells where id = cell_id)')"
    ),
}
CASES = {**HOSTILE, **AGAINST_OTHERS}
# Seconds that the others are given: otter for a submission, nbgrader for a cell, both for everything.
SUBMISSION, CELL, ALL = 45, 8, 1500


def slug(name: str) -> str:
    """Return a case's name as a student may be called."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


def made(name: str, assignment: Assignment, folder: Path) -> Json:
    """Return a case's notebook; what it would read or change lies in a folder."""
    text = json.dumps(CASES[name](json.loads(json.dumps(assignment.student))))
    for what, value in {"{secret}": folder / "secret.py", "{folder}": folder, "{port}": 9}.items():
        text = text.replace(what, str(value))
    return json.loads(text)


def secret(assignment: Assignment, folder: Path) -> None:
    """Put the teacher's solutions where a teacher's file may lie: beside the submissions."""
    folder.mkdir(parents=True, exist_ok=True)
    cells = [tidy(cell["source"]) for cell in assignment.key["cells"] if cell["role"] == "solution"]
    (folder / "secret.py").write_text("\n".join(cells))


def by_otter(assignment: Assignment, folder: Path, names: list[str], cage: Cage) -> Marks:
    """Let otter grade, two at a time."""
    otter = Otter(assignment, folder, cage, SUBMISSION)
    secret(assignment, folder)
    return otter.grade(
        {slug(n): json.dumps(otter.converted(made(n, assignment, folder))).encode() for n in names}, 2
    )


def by_nbgrader(assignment: Assignment, folder: Path, names: list[str], cage: Cage) -> Marks:
    """Let nbgrader grade; who writes into the grade book is in a course of its own."""
    marks = Marks()
    for place, some in enumerate(
        ([n for n in names if "grade book" not in n], [n for n in names if "grade book" in n])
    ):
        course = folder / str(place)
        nbgrader = Nbgrader(assignment, course, cage, CELL)
        secret(assignment, course)
        files = {slug(n): json.dumps(nbgrader.converted(made(n, assignment, course))).encode() for n in some}
        marks.points |= nbgrader.grade(files).points
    return marks


def cell(marks: Marks | None, name: str) -> str:
    """Write what a tool gave a case."""
    if marks is None or slug(name) not in marks.points:
        return "not run"
    points = marks.points[slug(name)]
    if points is None:
        return "gave up"
    return f"{points:g}{' UNEARNED' if points > EARNED.get(name, 0) + 1e-6 else ''}"


def main() -> None:
    """Run, print, judge."""
    assignment = Assignment.read(SET)
    harmless = [name for name in CASES if name not in HARMFUL | ENDLESS]
    marks: dict[str, Marks | None] = {"nbgrader": None, "otter": None}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        secret(assignment, folder)
        ours = Ours(assignment, folder)
        files = {slug(n): json.dumps(made(n, assignment, folder)).encode() for n in CASES}
        mine = ours.grade(files, 2)
    cage = Cage(ALL)
    if not Cage.possible() or not cage.holds():
        print(
            "nbgrader and otter-grader are not run: only root can give them a user of their own to run hostile code as."
        )
    else:
        FOLDER.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=FOLDER) as name, ThreadPoolExecutor(2) as pool:
            Path(name).chmod(0o755)
            jobs = {
                tool: pool.submit(by, assignment, Path(name) / tool, harmless, cage)
                for tool, by in (("nbgrader", by_nbgrader), ("otter", by_otter))
            }
            marks |= {tool: job.result() for tool, job in jobs.items()}

    total = sum(check["points"] for checks in assignment.checks.values() for check in checks)
    print(f"hostile submissions, blank but for the attack: marks of {total:g}, more than earned is UNEARNED")
    print(f"{'case':40}{'this project':>28}{'otter':>14}{'nbgrader':>14}")
    for name in CASES:
        own = f"{cell(mine, name)}, {ours.statuses[slug(name)]}"
        print(f"{name:40}{own:>28}{cell(marks['otter'], name):>14}{cell(marks['nbgrader'], name):>14}")
    print(
        f"not run: would harm this machine, or never end, where nothing holds it; gave up: no marks after {SUBMISSION} s, "
        "or the tool failed"
    )
    unearned = [name for name in CASES if "UNEARNED" in cell(mine, name)]
    if unearned:
        sys.exit(f"\nThis project gives marks that are not earned: {', '.join(unearned)}")


if __name__ == "__main__":
    main()
