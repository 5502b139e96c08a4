"""Reads a page's questions, so that tests can hold their numbers against the model."""

import ast
import re
from collections.abc import Mapping
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


def draws(page: str, name: str) -> list[tuple[float, ...]]:
    """Return the sets of numbers that a question draws, where they are written out: `:draw: a, b in (1, 2), (3, 4); …`."""
    line = next(line for line in question(page, name).splitlines() if line.startswith(":draw:"))
    return list(ast.literal_eval(f"[{line.split(' in ', 1)[1].split(';')[0]}]"))


def mistakes_that_pass(key: float, mistakes: Mapping[str, float], tolerance: float) -> list[str]:
    """Return the mistakes that a question with this key would take for right, a sentence each."""
    return [
        f"{mistake} gives {value:g}, and the key is {key:g}"
        for mistake, value in mistakes.items()
        if abs(value - key) <= 2 * tolerance + 1e-9
    ]
