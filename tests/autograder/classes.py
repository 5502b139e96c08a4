"""What tests of grading share: the sample set as it is graded, and notebooks filled in by question."""

import copy
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from autograder.grading import session
from autograder.grading.batch import prepare
from autograder.grading.mark import Graded, Marker, Times
from autograder.grading.results import Result
from autograder.grading.session import Session, Worker

SAMPLE = Path(__file__).parent / "set-0.md"
# So much that nothing which comes to an end is stopped, however busy the machine is; `endless` names what does not.
TIMES = Times(cell=60, check=60, submission=600, patience=10)
Notebook = dict[str, Any]


def endless(
    monkeypatch: pytest.MonkeyPatch, is_one: Callable[[str, dict[str, Any]], bool], grace: float = 60
) -> None:
    """Stop requests that never end after a moment; all others keep the time they have.

    ``is_one`` knows such a request by what is to be done, and its further words. After ``grace`` seconds a process that
    does not even say that it was stopped is ended.
    """
    ask = Session.ask

    def hurried(self: Session, do: str, seconds: float, **what: Any) -> dict[str, Any]:
        if is_one(do, what):
            seconds = 0.3
            what |= {"processor": seconds, "wall": seconds}
        return ask(self, do, seconds, **what)

    monkeypatch.setattr(Session, "ask", hurried)
    monkeypatch.setattr(session, "GRACE", grace)


@cache
def sample() -> Graded:
    """Return the sample set, built once."""
    return prepare(SAMPLE)


@cache
def _texts() -> tuple[str, str]:
    from autograder.build import contents

    files = {path.name: text for path, text in contents(SAMPLE, Path("/nonexistent")).items()}
    return files["set-0.ipynb"], files["set-0-teacher.ipynb"]


def handout() -> Notebook:
    """Return the student's notebook as it is handed out."""
    return json.loads(_texts()[0])


def role(cell: dict[str, Any]) -> tuple[str, str]:
    """Return question and role of a cell of the handout."""
    about = cell["metadata"].get("autograder", {})
    return about.get("question", ""), about.get("role", "")


def solutions() -> dict[str, list[str]]:
    """Return the cells of every question's solution."""
    found: dict[str, list[str]] = {}
    for cell in json.loads(_texts()[1])["cells"]:
        question, what = role(cell)
        if what == "answer" and cell["cell_type"] == "code":
            found.setdefault(question, []).append(cell["source"])
    return found


def solved(without: tuple[str, ...] = (), **answers: str) -> Notebook:
    """Return a notebook in which all is right, but for answers given here by question (with _ for -).

    The code of an answer stands in its first cell, the others are empty.
    """
    notebook = copy.deepcopy(handout())
    right = solutions()
    for cell in notebook["cells"]:
        question, what = role(cell)
        if what != "answer" or question in without:
            continue
        own = answers.get(question.replace("-", "_"))
        if cell["cell_type"] == "markdown":
            cell["source"] = own if own is not None else "An answer in words."
        elif own is not None:
            cell["source"], answers[question.replace("-", "_")] = own, ""
        else:
            cell["source"] = right[question].pop(0)
    return notebook


def mark(worker: Worker, notebook: Notebook, seed: str = "", graded: Graded | None = None) -> Result:
    """Grade one notebook."""
    graded = graded or sample()
    about = Result("s", "s", "", "folder", "s.ipynb", "unreadable", "", graded.key["points"])
    data = json.dumps(notebook).encode()
    return Marker(graded, TIMES).grade(worker, data, about, seed or str(graded.key["seed"]))


def verdicts(result: Result, question: str) -> list[str]:
    """Return what became of each check of a question."""
    (one,) = [q for q in result.questions if q.id == question]
    return [check.verdict for check in one.checks]
