"""What the files for learning platforms have in common: which submission counts for whom, and what to know before upload."""

import re
from collections.abc import Iterable
from typing import Any

from ..results import Result
from .text import SHORT, clean, count, in_order, listed, number

UNPROTECTED = (
    "These marks come from a run without isolation: the students' code could have changed them, "
    "or read what is hidden."
)


def digits(identifier: str) -> str:
    """Return the number at the end of “Participant 123”, “123” or “123.0” (a spreadsheet's way of saying 123)."""
    found = re.search(r"(\d+)(?:[.,]0+)?\s*$", identifier)
    return found[1].lstrip("0") or "0" if found else ""


def parsed(text: str) -> float | None:
    """Return a number as platforms write it, with a decimal point or comma; None if it is none."""
    found = re.fullmatch(r"\s*(\d+)(?:[.,](\d+))?\s*", text)
    return float(f"{found[1]}.{found[2] or 0}") if found else None


def scaled(result: Result, most: float | None) -> float:
    """Return the points of a result on the platform's scale; unchanged where it has none, or the same."""
    return result.points * most / result.maximum if most and result.maximum else result.points


def chosen(results: Iterable[Result], layout: str) -> tuple[dict[str, Result], list[str]]:
    """Return by number the result that counts for each student of a platform, and what a teacher should know of it.

    Of several submissions of one student the one with the most points counts. What could not be graded is left out:
    it has no mark yet, and nought would be one.
    """
    counting: dict[str, Result] = {}
    nameless, unread, again = [], [], []
    for result in in_order(results):
        if result.layout != layout:
            continue
        who, name = digits(result.identifier), clean(result.name, SHORT)
        if not who:
            nameless.append(name)
        elif not result.questions:
            unread.append(name)
        elif who not in counting:
            counting[who] = result
        else:
            again.append(name)
            counting[who] = max(counting[who], result, key=lambda one: one.points)
    notes = []
    if nameless:
        notes.append(f"Without a number of the platform, so not in the file: {listed(nameless)}.")
    if unread:
        notes.append(f"Could not be graded, so without a mark in the file: {listed(unread)}.")
    if again:
        notes.append(f"Handed in more than once; the better submission counts: {listed(again)}.")
    return counting, notes


def before_upload(results: Iterable[Result]) -> list[str]:
    """Return what stands against uploading these marks as they are, one sentence each."""
    results = list(results)
    notes = []
    waiting = [result for result in results if result.waiting]
    if waiting:
        points = number(max(result.waiting for result in waiting))
        notes.append(
            f"{count(len(waiting), 'mark')} still {'waits' if len(waiting) == 1 else 'wait'} for a reader, "
            f"for up to {points} points each: "
            "fill in rubric.csv, run the same command again, and upload then."
        )
    doubtful = [clean(result.name, SHORT) for result in results if result.status == "suspicious"]
    if doubtful:
        notes.append(f"Look at these submissions before their marks are final: {listed(doubtful)}.")
    if not all(result.protected for result in results):
        notes.append(UNPROTECTED)
    return notes


def rescaled(exercises: dict[str, Any], most: float | None, where: str) -> list[str]:
    """Return a sentence if marks are written on another scale than the set's."""
    if not most or abs(most - exercises["points"]) < 1e-9:
        return []
    return [
        f"The set has {number(exercises['points'])} points and {where} {number(most)}: the marks were scaled to it."
    ]
