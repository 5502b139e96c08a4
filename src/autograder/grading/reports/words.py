"""What students are told of a verdict or a status: in one place, so that page, mail and platform say the same."""

from collections.abc import Callable, Iterable
from typing import Any

from ..mark import OTHER_NUMBERS
from ..results import CheckResult
from .text import clean

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
    "partly run": "Part of your notebook could not be run. What does run was checked, and it counts.",
    "timed out": "One cell or answer took too long and was left out. Everything else was run, and it counts.",
    "crashed": "One cell or answer made Python itself stop and was left out. Everything else was run, and it counts.",
    "unreadable": "The file that you handed in could not be read as a notebook, so there are no marks yet.",
    "suspicious": "Your teacher will look at this submission before its marks are final.",
}
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
