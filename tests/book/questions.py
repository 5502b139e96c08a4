"""Reads a page's questions, so that tests can hold their numbers against the model."""

import re
from fractions import Fraction
from pathlib import Path

BOOK = Path(__file__).parents[2] / "book"


def question(page: str, name: str) -> str:
    """Return the source of a question; ``page`` as in "1-theory/ricardo"."""
    text = (BOOK / f"{page}.md").read_text(encoding="utf-8")
    return re.search(rf"^```\{{question\}} {name}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)[1]


def answers(page: str, name: str, mark: str) -> list[float]:
    """Return the numbers among a question's answers that carry a mark: "x" right, " " wrong."""
    found = re.findall(rf"^- \[{mark}\] (\S+)$", question(page, name), re.MULTILINE)
    return [float(Fraction(answer)) for answer in found]
