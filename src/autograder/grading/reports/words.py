"""What students are told of a verdict or a status: in one place, so that page, mail and platform say the same."""

from collections.abc import Callable, Iterable
from typing import Any

from ..mark import OTHER_NUMBERS
from ..results import CheckResult, Result
from .text import amount, clean, number

VERDICT = {
    "right": "Right",
    "wrong": "Not yet",
    "unanswered": "Not answered",
    "error": "Stopped with an error",
    "not run": "Not run",
}

STATUS = {
    "graded": "Your notebook was run from top to bottom and checked.",
    "blank": "Nothing is answered in the notebook that you handed in.",
    "partly run": "At least one of your cells stops with an error. Everything else was run, and it counts.",
    "timed out": "At least one cell or answer took too long and was left out. Everything else was run, and it counts.",
    "crashed": "At least one cell or answer made Python itself stop and was left out. Everything else was run, and it "
    "counts.",
    "unreadable": "What you handed in could not be read as a notebook, so there are no marks yet.",
    "suspicious": "Your teacher will look at this submission before its marks are final.",
}
NOT_ALL = {
    "timed out": "Your notebook took too long, and not everything in it was run. What was run counts.",
    "crashed": "Your notebook made Python itself stop, and not everything in it was run. What was run counts.",
}
NO_MARKS = (
    "Your notebook could not be run to its end, so there are no marks yet. Your teacher will look at it."
)
DO = {
    "blank": "If you did answer, this may be the file as it was handed out: save your notebook, and ask your teacher "
    "whether you may hand it in again. If not, begin with question 1; the cell below each answer checks it and helps.",
    "timed out": "Look for a loop that never ends, or a calculation that takes long. In your notebook choose Kernel, "
    "Restart Kernel and Run All Cells: it should come to its end in a minute.",
    "crashed": "In your notebook choose Kernel, Restart Kernel and Run All Cells, and see in which cell it stops.",
    "unreadable": "Download your notebook again (File, Download), and ask your teacher whether you may still hand in "
    "the file that ends in .ipynb.",
}


def in_shown_order(checks: Iterable[Any], hidden: Callable[[Any], bool]) -> list[Any]:
    """Return checks as `check("…")` numbers them in the notebook: first those that it runs, then the hidden ones."""
    return sorted(checks, key=hidden)


def status(result: Result) -> str:
    """Return what became of a submission."""
    if not result.questions and result.status != "unreadable":
        return NO_MARKS
    # Where the time was over, checks were not made and none of their question says why.
    verdicts = [{check.verdict for check in question.checks} for question in result.questions]
    all_run = not any("not run" in some and "error" not in some for some in verdicts)
    return STATUS[result.status] if all_run else NOT_ALL.get(result.status, STATUS[result.status])


def standing(earned: float, waiting: float, points: float) -> str:
    """Return how far a question has come: “2 of 4”, and what of it waits for a reader."""
    if waiting and waiting >= points:
        return f"not read yet ({amount(points)})"
    return f"{number(earned)} of {amount(points)}" + (f"; {number(waiting)} not read yet" if waiting else "")


def sentence(check: CheckResult, question: dict[str, Any]) -> str:
    """Return what a student may read of a check; ``question`` is the key's.

    At a hidden check an error could say with which numbers the code ran, and so could a text that the code itself
    makes. There only sentences of grading and of the set are passed on.
    """
    said = clean(check.sentence)
    if not check.hidden:
        return said
    own = {*OTHER_NUMBERS.values(), *(clean(wrong["message"]) for wrong in question.get("wrong", ()))}
    own |= {clean(hint) for one in question.get("checks", ()) for hint in one["hints"]}
    return said if said in own else OTHER_NUMBERS.get(check.verdict, "")
