"""nbgrader, as a teacher would use it: a course folder, `generate_assignment`, `autograde`, `generate_feedback`, `export`.

A set becomes an assignment with one test cell for every check, so that part marks are the same; hidden checks stand
between the marks that nbgrader takes out before students see them.
"""

import csv
import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from .cage import Cage
from .common import Assignment, Json, Marks, surroundings
from .environment import PYTHON, ready

CONFIG = """\
c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.db_url = {database!r}
c.Exchange.root = {exchange!r}
c.Execute.timeout = {patience}
"""
TEST = """\
from autograder.verdict import verdict as _verdict
_said = _verdict({check!r}, globals())
assert _said == "right", _said"""
STOPPED = "use an old version"
BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"


class Nbgrader:
    """One assignment, ready to grade."""

    def __init__(
        self, assignment: Assignment, folder: Path, cage: Cage | None = None, patience: int = 30
    ) -> None:
        """Make the course folder with its assignment, which grades hostile code in a cage.

        A cell that takes longer than ``patience`` seconds, nbgrader's own unless said otherwise, is interrupted.
        """
        ready()
        self.assignment = assignment
        self.name = assignment.exercises.id
        self.folder = folder
        self.cage = cage
        self.environment = surroundings(folder / "home")
        source = folder / "source" / self.name
        source.mkdir(parents=True)
        config = {
            "root": str(folder),
            "database": f"sqlite:///{folder}/gradebook.db",
            "exchange": str(folder / "exchange"),
            "patience": patience,
        }
        (folder / "nbgrader_config.py").write_text(CONFIG.format(**config))
        checks = json.dumps(assignment.key["public"])
        (source / f"{self.name}.checks.json").write_text(checks)
        (source / f"{self.name}.ipynb").write_text(json.dumps(self.source()))
        self.run("generate_assignment", self.name)
        if cage is not None:
            cage.give(folder)

    def run(self, *command: str) -> str:
        """Run one of nbgrader's commands and return what it says; a failure of single submissions is no error."""
        before = self.cage.command if self.cage is not None and command[0] != "generate_assignment" else []
        done = subprocess.run(
            [*before, PYTHON, "-m", "nbgrader", *command],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        with (self.folder / "said.txt").open("a") as log:
            log.write(f"$ nbgrader {' '.join(command)}\n{done.stdout}{done.stderr}\n")
        return done.stdout + done.stderr

    def source(self) -> Json:
        """Return the assignment's source: solutions in the answer cells, hidden tests in the test cells."""
        notebook = json.loads(json.dumps(self.assignment.student))
        solutions = iter([c["source"] for c in self.assignment.key["cells"] if c["role"] == "solution"])
        for cell in notebook["cells"]:
            if cell["metadata"]["autograder"]["role"] == "answer" and cell["cell_type"] == "code":
                cell["source"] = next(solutions)
        return self.converted(notebook, hidden=True)

    def converted(self, notebook: Json, *, hidden: bool = False) -> Json:
        """Return a notebook as it would be if the one handed out had been nbgrader's."""
        notebook = json.loads(json.dumps(notebook))
        notebook["cells"] = [new for cell in notebook["cells"] for new in self._cells(cell, hidden)]
        handed_out = {cell["id"] for cell in self.assignment.student["cells"]}
        seen: dict[str, int] = {}
        for cell in notebook["cells"]:
            about = cell["metadata"].get("nbgrader", {})
            if about.get("solution") and cell["cell_type"] == "code":
                question = about["grade_id"]
                # A copy that a student made of a cell has the same name, as it would have in nbgrader.
                copied = question in seen and cell.get("id", "") not in handed_out and "id" in cell
                seen[question] = seen.get(question, 0) + (not copied)
                about["grade_id"] += f"-{seen[question]}"
        return notebook

    def _cells(self, cell: Json, hidden: bool) -> Iterator[Json]:
        about = cell["metadata"].get("autograder", {})
        question = about.get("question")
        if about.get("role") == "answer":
            points = next(q["points"] for q in self.assignment.key["questions"] if q["id"] == question)
            written = cell["cell_type"] == "markdown"
            cell["metadata"]["nbgrader"] = _about(
                f"{question}-answer", solution=True, points=points if written else None
            )
            yield cell
        elif about.get("role") == "check":
            for place, check in enumerate(self.assignment.checks[question]):
                source = f"# {check['label']}"
                test = TEST.format(
                    check={part: check[part] for part in ("value", "tolerance", "runs", "hints")}
                )
                if not check["hidden"]:
                    source += f"\n{test}"
                elif hidden:
                    source += f"\n{BEGIN}\n{test}\n{END}"
                metadata = {"nbgrader": _about(f"{question}-check-{place}", points=check["points"])}
                new = {**cell, "source": source, "metadata": metadata, "outputs": [], "execution_count": None}
                if "id" in cell:
                    new["id"] = f"{cell['id'][:50]}-{place}"
                yield new
        else:
            yield cell

    def grade(self, files: dict[str, bytes]) -> Marks:
        """Grade submissions, by student, with feedback and grade book; nbgrader knows no workers."""
        for student, content in files.items():
            folder = self.folder / "submitted" / student / self.name
            folder.mkdir(parents=True)
            (folder / f"{self.name}.ipynb").write_bytes(content)
        if self.cage is not None:
            self.cage.give(self.folder / "submitted")
        start = time.perf_counter()
        # A cell that a student copied stops the run for all after her (nbgrader's issue 1083): a teacher would take that
        # submission out and go on.
        while STOPPED in (said := self.run("autograde", self.name)):
            last = re.findall(r"student with ID '([^']*)'", said)[-1]
            shutil.rmtree(self.folder / "submitted" / last)
        self.run("generate_feedback", self.name)
        self.run("export", "--to", str(self.folder / "grades.csv"))
        seconds = time.perf_counter() - start
        given: dict[str, float] = {}
        if (self.folder / "grades.csv").exists():
            with (self.folder / "grades.csv").open(newline="") as table:
                given = {row["student_id"]: float(row["score"]) for row in csv.DictReader(table)}
        # A submission that failed stands in the grade book with nothing; only its missing output tells.
        done = {path.parts[-3] for path in self.folder.glob(f"autograded/*/{self.name}/{self.name}.ipynb")}
        return Marks({student: given.get(student) if student in done else None for student in files}, seconds)


def _about(name: str, *, solution: bool = False, points: float | None = None) -> Json:
    """Return what nbgrader's third format wants to know of a cell."""
    about: Json = {
        "grade_id": name,
        "grade": points is not None,
        "solution": solution,
        "locked": not solution,
        "task": False,
        "schema_version": 3,
    }
    return about | ({"points": points} if points is not None else {})
