"""`check("question")`: what a student runs in her notebook, with the standard library only.

It reads the public checks of a set, which hold no expected value in clear, evaluates their expressions among her
variables and says in plain lines which are right, what an error means, or what a known wrong answer got wrong.
"""

import json
import os
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from .compare import Tolerance, kind
from .errors import ChecksError
from .hashing import recognises
from .run import Outcome, evaluate

FORMAT = 1
# JupyterLab breaks long lines of output within words.
WIDTH = 92
FILL: dict[str, Any] = {"subsequent_indent": "    ", "break_long_words": False, "break_on_hyphens": False}


def amount(points: float) -> str:
    """Write points: 1 point, 2.5 points."""
    return f"{points:g} point{'' if points == 1 else 's'}"


def places(name: str, folder: str | os.PathLike[str] | None) -> Iterator[Path]:
    """Return where the public checks of a set may be, the likeliest first."""
    file = f"{name}.checks.json"
    if folder is not None:
        yield Path(folder) / file
        return
    here = Path.cwd()
    notebook = os.environ.get("JPY_SESSION_NAME")
    if notebook:
        yield Path(notebook).parent / file
    yield here / file
    for parent in (here, *here.parents, Path(__file__).resolve().parents[2]):
        yield parent / "exercises" / file


class Checks:
    """The checks of one set: ``check = Checks("set-1")``, then ``check("question")`` after each answer."""

    def __init__(
        self,
        name: str,
        folder: str | os.PathLike[str] | None = None,
        namespace: dict[str, Any] | None = None,
    ) -> None:
        """Load a set's checks.

        ``folder`` is where ``NAME.checks.json`` lies, if not beside the notebook or in ``exercises``;
        ``namespace`` the student's variables, if not those of ``__main__``.
        """
        self.name = name
        self._namespace = namespace
        self._tries: Counter[tuple[str, int]] = Counter()
        self._points: dict[str, float] = {}
        found = next((place for place in places(name, folder) if place.is_file()), None)
        if found is None:
            raise ChecksError(
                f"The checks of {name} were not found: the file {name}.checks.json belongs beside this notebook. "
                "Download it from where you have the notebook, then run this cell again."
            )
        try:
            kept = json.loads(found.read_text(encoding="utf-8"))
            readable = kept["autograder"] == FORMAT and kept["set"] == name
            self._questions: dict[str, dict[str, Any]] = kept["questions"]
        except (ValueError, KeyError, TypeError):
            readable = False
        if not readable:
            raise ChecksError(
                f"{found} cannot be read as the checks of {name}: download both files once more."
            )

    def __repr__(self) -> str:
        return f"The checks of {self.name}: {', '.join(self._questions)}"

    def __call__(self, question: str | None = None) -> None:
        """Check the answer to a question and say what is right; without a question, sum up."""
        if question is None:
            lines = self._summary()
        elif question in self._questions:
            lines = self._check(question)
        else:
            lines = [f"There is no question {question}. The questions are: {', '.join(self._questions)}."]
        print("\n".join(textwrap.fill(line, WIDTH, **FILL) for line in lines))

    def _summary(self) -> list[str]:
        lines = []
        for name, question in self._questions.items():
            if not question["checks"]:
                continue
            visible = sum(check["points"] for check in question["checks"])
            got = f"{self._points[name]:g}" if name in self._points else "not checked yet,"
            lines.append(f"{name}: {got} of {amount(visible)}")
        total = sum(check["points"] for q in self._questions.values() for check in q["checks"])
        return [*lines, f"Together: {sum(self._points.values()):g} of {amount(total)} that are checked here"]

    def _check(self, name: str) -> list[str]:
        question = self._questions[name]
        if question["kind"] == "written":
            return [question["title"], f"This answer is read by a person ({amount(question['points'])})."]
        namespace = sys.modules["__main__"].__dict__ if self._namespace is None else self._namespace
        outcomes = [evaluate(check["value"], namespace) for check in question["checks"]]
        right, recognised = mark(self.name, name, question, outcomes)
        hidden = question["hidden"]
        count = len(right) + len(hidden)
        lines = [question["title"]]
        told: dict[int, int] = {}
        for i, (check, outcome) in enumerate(zip(question["checks"], outcomes, strict=True)):
            verdict = "right." if right[i] else "not answered yet."
            if not right[i] and outcome.status != "unanswered":
                self._tries[name, i] += 1
                verdict = "not yet. " + explain(
                    check, outcome, question["messages"], recognised[i], told, i, self._tries[name, i]
                )
            elif outcome.sentence:
                verdict += f" {outcome.sentence}"
            lines.append(f"Check {i + 1} of {count}, {check['label']}: {verdict.strip()}")
        for i, check in enumerate(hidden, start=len(right) + 1):
            lines.append(
                f"Check {i} of {count}, {check['label']}: "
                f"checked with other numbers when graded ({amount(check['points'])})."
            )
        earned = sum(check["points"] for check, ok in zip(question["checks"], right, strict=True) if ok)
        visible = sum(check["points"] for check in question["checks"])
        self._points[name] = earned
        last = f"{earned:g} of {amount(visible)}"
        if hidden:
            checks = "1 hidden check" if len(hidden) == 1 else f"{len(hidden)} hidden checks"
            runs = "runs" if len(hidden) == 1 else "run"
            last += f"; {checks} worth {amount(sum(c['points'] for c in hidden))} {runs} when graded"
        return [*lines, last + "."]


def explain(
    check: dict[str, Any],
    outcome: Outcome,
    messages: list[str],
    wrong: int | None,
    told: dict[int, int],
    place: int,
    tries: int,
) -> str:
    """Say why a visible check is not passed: the error, the message of a known wrong answer, or a hint.

    ``told`` remembers at which check each message was given; ``place`` is this check's, ``tries`` how often it failed.
    """
    if outcome.status == "failed":
        return outcome.sentence
    if wrong is not None:
        if wrong in told:
            return f"The same mistake as in check {told[wrong] + 1}."
        told[wrong] = place
        return messages[wrong]
    hints = check["hints"]
    hint = f" {hints[min(tries, len(hints)) - 1]}" if hints else ""
    found = kind(outcome.value)
    if found != check["wanted"]:
        return f"This is {found}; {check['wanted']} is wanted.{hint}"
    return hint.strip()


def salt(name: str, question: str, place: int) -> str:
    """Return the salt of one check, so that equal answers have unequal hashes."""
    return f"{name}|{question}|{place}"


def mark(
    name: str, question: str, public: dict[str, Any], outcomes: list[Outcome]
) -> tuple[list[bool], list[int | None]]:
    """Say for each visible check whether it is right, and which known wrong answer it shows, if any.

    Where several known wrong answers give the same value, the one that explains most of the failed checks is taken.
    """
    right: list[bool] = []
    shown: list[set[int]] = []
    for place, (check, outcome) in enumerate(zip(public["checks"], outcomes, strict=True)):
        tolerance = Tolerance.from_json(check["tolerance"])

        salted = salt(name, question, place)
        known = partial(_known, outcome, tolerance, salted, check["rounds"])
        right.append(any(known("right", kept) for kept in check["right"]))
        shown.append(set() if right[-1] else {k["message"] for k in check["wrong"] if known("wrong", k)})
    return right, likeliest(shown)


def likeliest(shown: list[set[int]]) -> list[int | None]:
    """Return for each check the known wrong answer, of those that give its value, that explains most failed checks."""
    explains = Counter(wrong for found in shown for wrong in found)
    return [min(found, key=lambda w: (-explains[w], w), default=None) for found in shown]


def _known(
    outcome: Outcome, tolerance: Tolerance | None, salted: str, times: int, role: str, kept: dict[str, Any]
) -> bool:
    given = outcome.status == "value"
    return given and recognises(kept, outcome.value, tolerance, f"{salted}|{role}", times)
