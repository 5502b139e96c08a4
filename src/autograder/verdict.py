"""What a check says where somebody else's grader runs it, in the student's own process: with the standard library only.

The grader of this package does not use this: it compares outside. But otter-grader and nbgrader run checks beside the
student's code, and with this they give honest answers the marks that this package gives.
"""

import json
from pathlib import Path
from typing import Any

from .compare import Tolerance, matches
from .run import Outcome, evaluate

RIGHT = "right"


def verdict(check: dict[str, Any], namespace: dict[str, Any]) -> str:
    """Evaluate a check of a set's key in a namespace: "right", or a sentence that says why not.

    The sentence is an error in words or the check's first hint, never an expected value.
    """
    tolerance = Tolerance.from_json(check["tolerance"])
    for run in check["runs"]:
        outcome = evaluate(check["value"], namespace, run["inputs"])
        right = outcome.status == "value" and any(
            matches(a, outcome.value, tolerance) for a in run["accepted"]
        )
        if not right:
            return _why(check, outcome)
    return RIGHT


def exported(name: str, question: str, place: int, namespace: dict[str, Any]) -> str:
    """Evaluate a check of an exported set; its file lies in the folder of this module, where the export put it."""
    kept = json.loads(Path(__file__).with_name(f"{name}.json").read_text(encoding="utf-8"))
    return verdict(kept[question][place], namespace)


def _why(check: dict[str, Any], outcome: Outcome) -> str:
    if outcome.status == "unanswered":
        return f"not answered yet. {outcome.sentence}".strip()
    if outcome.status == "failed":
        return f"not yet. {outcome.sentence}"
    return " ".join(["not yet.", *check["hints"][:1]])
