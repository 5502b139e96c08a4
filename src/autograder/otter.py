"""Exports a set for otter-grader, so that who uses Gradescope or Otter can give its questions with the same marks.

Otter runs the checks in the student's own process, beside her code. So its marks are only as trustworthy as the
student: who replaces the comparison, or reads the expected values that lie beside it, gets full marks. To honest
submissions it gives the marks that this package gives. Written answers are marked by hand there.
"""

import ast
import json
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import packages_distributions, version
from pathlib import Path
from pprint import pformat
from typing import Any

from . import build, notebooks
from .prove import prove, public
from .source import ExerciseSet, load

PACKAGE = Path(__file__).resolve().parent
# What a student's kernel and the exported checks need of this package: standard library only.
STUDENTS_PART = ("__init__", "checks", "compare", "errors", "hashing", "run", "verdict")
# What students may import though the solution does not, if it is installed here.
USUAL = ("numpy", "pandas", "matplotlib", "scipy", "ipywidgets")
# Where Gradescope unzips what Otter makes, before it installs the requirements.
UNZIPPED = "/autograder/source/files"
PROJECT_FILES = ("pyproject.toml", "README.md")
LEFT_OUT = ("__pycache__", ".egg-info", ".ipynb_checkpoints")

CASE = """\
>>> from autograder.verdict import exported as _exported
>>> _exported({name!r}, {question!r}, {place}, globals())
'right'
"""
TEST = """\
# What question {question} is checked for; values and inputs are in autograder/{name}.json.
OK_FORMAT = True

test = {test}
"""
# Runs a set's cells, which stand on its input, and says from which files it imported what.
TRACE = """\
import json, os, sys
from autograder.run import fresh_namespace, run_cell
namespace = fresh_namespace()
for place, source in enumerate(json.load(sys.stdin)):
    run_cell(source, namespace, f"<cell {place}>")
files = {name: os.path.realpath(m.__file__) for name, m in list(sys.modules.items()) if getattr(m, "__file__", None)}
print("\\n" + json.dumps(files))
"""
README = """\
# {title}: for otter-grader

| Folder | Whose |
|---|---|
| `student/` | to hand out: the notebook, and the checks that `check("…")` reads (no expected value stands in clear) |
| `autograder/` | yours: tests with expected values, what they need, requirements |

Make the file that Gradescope wants (Configure Autograder), with otter-grader installed:

    cd autograder
    otter generate --python-version {python} --config otter_config.json --requirements requirements.txt {files}

Students upload their notebook. {points} points are given by checks{written}.

Otter runs the checks in the student's own process: its marks are only as trustworthy as the student. Where marks count,
prefer `python -m autograder grade`, which lets only expressions in and plain values out.
"""


def export(source: Path, out: Path, seed: int | str | None = None) -> list[Path]:
    """Write what a teacher needs to give a set with Otter or on Gradescope; return the files.

    In ``out``: ``student/`` (hand out), ``autograder/`` (`otter generate` makes the file for Gradescope from it) and
    ``README.md`` with the command. Hidden checks get the inputs of ``seed``, else of the set's own. Raises `SetError` if
    anything is wrong with the set.
    """
    exercises = load(source)
    if seed is not None:
        exercises = replace(exercises, seed=seed)
    proofs = prove(exercises)
    key = build.key(exercises, proofs)
    checked = {question["id"]: question["checks"] for question in key["questions"] if question["checks"]}
    name, folder = exercises.id, out / "autograder"
    needs = Needs(exercises)
    support = {folder / to: file for to, file in needs.files()}
    checks = _json(public(exercises, proofs))
    files = {
        out / "student" / f"{name}.ipynb": student(exercises),
        out / "student" / f"{name}.checks.json": checks,
        folder / f"{name}.checks.json": checks,
        folder / "autograder" / f"{name}.json": _json(
            {q: [_values(c) for c in cs] for q, cs in checked.items()}
        ),
        folder / "otter_config.json": _json({"show_stdout": False, "show_hidden": False}),
        folder / "requirements.txt": "".join(f"{line}\n" for line in needs.requirements()),
    }
    for question, cases in checked.items():
        files[folder / "tests" / f"{question}.py"] = test(name, question, cases)
    for part in STUDENTS_PART:
        files[folder / "autograder" / f"{part}.py"] = (PACKAGE / f"{part}.py").read_text(encoding="utf-8")
    beside = {f"{name}.checks.json", "autograder", *(path.relative_to(folder).parts[0] for path in support)}
    files[out / "README.md"] = _readme(exercises, sorted(beside))
    build.write(files)
    for path, file in support.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.read_bytes())
    return [*files, *support]


def student(exercises: ExerciseSet) -> str:
    """Return the student's notebook, in which Otter finds after which cell to run which test.

    Where a student has deleted such a cell, Otter runs the test after the last one.
    """
    notebook = json.loads(notebooks.student(exercises))
    for cell in notebook["cells"]:
        about = cell["metadata"]["autograder"]
        if about["role"] == "check":
            cell["metadata"]["otter"] = {"tests": [about["question"]]}
    return _json(notebook)


def test(name: str, question: str, checks: list[dict[str, Any]]) -> str:
    """Return a question's test file, in the format of OK: a case for every check of the key."""
    cases = [
        {
            "name": check["label"],
            "code": CASE.format(name=name, question=question, place=place),
            "points": check["points"],
            "hidden": check["hidden"],
            "locked": False,
        }
        for place, check in enumerate(checks)
    ]
    suite = {"type": "doctest", "scored": True, "setup": "", "teardown": "", "cases": cases}
    whole = {"name": question, "points": None, "suites": [suite]}
    return TEST.format(name=name, question=question, test=pformat(whole, width=110, sort_dicts=False))


def _values(check: dict[str, Any]) -> dict[str, Any]:
    return {part: check[part] for part in ("value", "tolerance", "runs", "hints")}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _readme(exercises: ExerciseSet, beside: list[str]) -> str:
    written = sum(question.points for question in exercises.questions if question.kind == "written")
    return README.format(
        title=exercises.title,
        python=f"{sys.version_info.major}.{sys.version_info.minor}",
        files=" ".join(beside),
        points=f"{exercises.points - written:g}",
        written=f", {written:g} for written answers by you: they want an assignment of their own"
        if written
        else "",
    )


class Needs:
    """What a set's cells need where they run: found by running them with their solutions in a process of their own."""

    def __init__(self, exercises: ExerciseSet) -> None:
        self.set = exercises
        self.sources = [cell.source for cell in exercises.cells if cell.role in ("given", "solution")]
        done = subprocess.run(
            [sys.executable, "-c", TRACE],
            input=json.dumps(self.sources),
            cwd=exercises.path.resolve().parent,
            capture_output=True,
            text=True,
            check=True,
        )
        files = {name: Path(file) for name, file in json.loads(done.stdout.splitlines()[-1]).items()}
        installed = [Path(sysconfig.get_path(kind)).resolve() for kind in ("stdlib", "purelib", "platlib")]
        self.loaded = {name.split(".")[0] for name in files}
        # What no package index has, but for this package itself.
        self.own = {
            name: file
            for name, file in files.items()
            if file.is_file()
            and not any(file.is_relative_to(place) for place in installed)
            and not file.is_relative_to(PACKAGE)
        }
        places = (parent for file in self.own.values() for parent in file.parents)
        self.project = next((place for place in places if (place / "pyproject.toml").is_file()), None)

    def files(self) -> Iterator[tuple[Path, Path]]:
        """Return what must lie beside the notebook: where to, and the file.

        What the cells import from a project is taken with all of its source, as students may use more of it; it keeps
        its place in the project, and so do the set's files that lie there.
        """
        here = self.set.path.resolve().parent
        whole = {self.project / name for name in PROJECT_FILES} if self.project else set()
        for file in self.own.values():
            if file.is_relative_to(here):  # alone: sources of sets lie beside it
                yield file.relative_to(here), file
            elif self.project and file.is_relative_to(self.project):
                whole.add(self.project / file.relative_to(self.project).parts[0])
            else:
                yield Path(file.name), file
        for place in sorted({*whole, *self.set.files}):
            for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
                if not file.is_file() or any(part.endswith(LEFT_OUT) for part in file.parts):
                    continue
                if self.project and file.is_relative_to(self.project):
                    yield "project" / file.relative_to(self.project), file
                else:
                    yield file.relative_to(here if file.is_relative_to(here) else place.parent), file

    def requirements(self) -> Iterator[str]:
        """Return what must be installed, in the versions that are installed here."""
        sources = [*self.sources, *(file.read_text(encoding="utf-8") for file in self.own.values())]
        wanted = {name for source in sources for name in _imports(source)} & self.loaded | set(USUAL)
        wanted -= {name.split(".")[0] for name in self.own}
        known = packages_distributions()
        for package in sorted({known[name][0] for name in wanted if name in known}):
            yield f"{package}=={version(package)}"
        if self.project is not None:
            yield f"-e {UNZIPPED}/project"


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]
