"""gradescope/NAME.json: a submission's marks as Gradescope takes them, the file results.json of an autograder.

The form is that of Gradescope's specification (gradescope-autograders.readthedocs.io/en/latest/specs, whose source is
gradescope/autograder_samples, docs/specs.md). Of a hidden check students learn label and verdict, and only when marks
are published: before, they could send in answer after answer.
"""

import json
from typing import Any

from ..results import CheckResult, QuestionResult, Result
from .text import SHORT, amount, clean, number
from .upload import UNPROTECTED
from .words import VERDICT, in_shown_order, sentence, status


def written(exercises: dict[str, Any], result: Result) -> str:
    """Return the file of one submission."""
    known = {question["id"]: question for question in exercises["questions"]}
    said = [status(result)]
    said += [clean(result.reason)] if result.status not in ("graded", "suspicious") else []
    said += [f"{amount(result.waiting)} wait for a reader."] if result.waiting else []
    said += [clean(note) for note in result.notes]
    said += [] if result.protected else [UNPROTECTED]
    tests = []
    for place, question in enumerate(result.questions, 1):
        tests += _checks(place, question, known.get(question.id, {}))
        tests += _criteria(place, question)
    whole = {
        "score": _points(result.points),
        "output": "\n".join(said),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": tests,
    }
    return json.dumps(whole, indent=1, ensure_ascii=True, allow_nan=False) + "\n"


def _checks(place: int, question: QuestionResult, known: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "number": f"{place}.{i}",
            "name": f"{clean(question.title, SHORT)}: {clean(check.label, SHORT)}",
            "score": _points(check.earned),
            "max_score": _points(check.points),
            "status": "passed" if check.verdict == "right" else "failed",
            "output": _output(check, known),
            "output_format": "text",
            "visibility": "after_published" if check.hidden else "visible",
        }
        for i, check in enumerate(in_shown_order(question.checks, lambda one: one.hidden), 1)
    ]


def _output(check: CheckResult, known: dict[str, Any]) -> str:
    return f"{VERDICT[check.verdict]}. {sentence(check, known)}".strip()


def _criteria(place: int, question: QuestionResult) -> list[dict[str, Any]]:
    tests = []
    for i, level in enumerate(question.levels, 1):
        test = {
            "number": f"{place}.{i}",
            "name": f"{clean(question.title, SHORT)}: {clean(level.criterion, SHORT)}",
            "score": _points(level.points or 0),
            "max_score": _points(level.of),
            "output": clean(level.text) or f"{number(level.points)} of {amount(level.of)}."
            if level.points is not None
            else "A person reads this; it has no marks yet.",
            "output_format": "text",
            "visibility": "visible",
        }
        if level.comment:
            test["output"] += "\n" + clean(level.comment, 5000, lines=True)
        if level.points is not None:
            test["status"] = "passed" if level.points >= level.of else "failed"
        tests.append(test)
    return tests


def _points(value: float) -> float:
    return round(value, 4)
