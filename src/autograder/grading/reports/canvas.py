"""canvas.csv: the marks for the gradebook of Canvas, in the table that Canvas exported or in a small one of our own.

The form is that of Canvas' own importer and exporter (instructure/canvas-lms, lib/gradebook_importer.rb and
gradebook_exporter.rb): “Student”, “ID”, perhaps “SIS User ID”, “SIS Login ID”, “Section”, then assignments as
“Title (123)”; a row “Points Possible”; perhaps one that says “Manual Posting”. Its parser takes no mark of UTF-8
before a quoted title, and an empty cell deletes a mark, so cells that we do not fill stay as they are.
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..results import Result
from .tables import Table, TableError, read
from .text import cell, clean, count, in_order, listed, loose, number
from .upload import before_upload, chosen, digits, parsed, rescaled, scaled

# What Canvas itself writes in place of a mark: excused, and not assigned to this student.
NOT_OURS = {"ex", "n/a"}


def gradebook(path: Path, results: Iterable[Result] = ()) -> Table:
    """Read what “Export Entire Gradebook” gave. Raises `TableError`."""
    table = read(path, (result.name for result in results))
    if table.column("ID") is None or table.column("Student", "LastName") is None:
        raise TableError(
            f"{path} is no gradebook of Canvas: it has no columns “Student” and “ID”. "
            "Export it in Canvas: Grades, Export, Export Entire Gradebook."
        )
    return table


def written(
    exercises: dict[str, Any], results: Iterable[Result], book: Table | None, assignment: str | None = None
) -> tuple[str, list[str]]:
    """Return the file, and what a teacher should know before she imports it, one sentence each.

    ``assignment`` is the assignment's title in Canvas, if it is not the set's; its number may stand behind it.
    """
    counting, notes = chosen(results, "canvas")
    text, more = (
        _minimal(exercises, counting, assignment)
        if book is None
        else _filled(exercises, counting, book, assignment)
    )
    return text, [f"canvas.csv: {note}" for note in notes + more + before_upload(counting.values())]


def _minimal(
    exercises: dict[str, Any], counting: dict[str, Result], assignment: str | None
) -> tuple[str, list[str]]:
    title = cell(assignment or exercises["title"])
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title])
    table.writerow(["    Points Possible", "", "", "", "", number(exercises["points"])])
    for result in in_order(counting.values()):
        table.writerow([cell(result.name), digits(result.identifier), "", "", "", number(result.points)])
    note = (
        f"Canvas will ask whether to make a new assignment “{title}”. To fill one that is there, "
        "export the gradebook and give it to this command."
    )
    return out.getvalue(), [note]


def _filled(
    exercises: dict[str, Any], counting: dict[str, Result], book: Table, assignment: str | None
) -> tuple[str, list[str]]:
    header, rows = list(book.header), [list(row) for row in book.rows]
    column, notes = _column(header, assignment or exercises["title"])
    if column == len(header):
        header.append(cell(assignment or exercises["title"]))
        for row in rows:
            row.append(number(exercises["points"]) if _is_possible(row) else "")
    most = next((parsed(row[column]) for row in rows if _is_possible(row)), None)
    notes += rescaled(exercises, most, "the assignment in Canvas")
    place, kept, found = book.column("ID"), [], set()
    for row in rows:
        result = counting.get(digits(row[place]))
        if _is_possible(row) or result is None:
            continue
        found.add(digits(row[place]))
        if row[column].strip().lower() in NOT_OURS:
            kept.append(clean(row[0]))
        else:
            row[column] = number(round(scaled(result, most), 2))
    if kept:
        notes.append(f"Excused or not assigned in Canvas, and left so: {listed(kept)}.")
    left = [clean(result.name) for who, result in sorted(counting.items()) if who not in found]
    if left:
        notes.append(f"{count(len(left), 'student')} not in the gradebook: {listed(left)}.")
    # A mark of UTF-8 is harmless only where the first title is not quoted, and ours is not.
    return Table(header, rows, book.delimiter, book.marked).written(), notes


def _is_possible(row: list[str]) -> bool:
    return "points possible" in row[0].lower()


def _column(header: list[str], wanted: str) -> tuple[int, list[str]]:
    """Return the assignment's column, or where a new one goes; and what to say of it."""
    bare = [loose(re.sub(r"\s\(\d+\)\s*$", "", title)) for title in header]
    whole = [loose(title) for title in header]
    found = [i for i, title in enumerate(whole) if title == loose(wanted)]
    found = found or [i for i, title in enumerate(bare) if title == loose(wanted)]
    if len(found) > 1:
        titles = listed(clean(header[i]) for i in found)
        raise TableError(
            f"The gradebook has several columns “{clean(wanted)}”: {titles}. Name one with its number."
        )
    if found:
        return found[0], []
    others = listed((clean(title) for title in header if re.search(r"\s\(\d+\)\s*$", title)), 12)
    note = f"The gradebook has no column “{clean(wanted)}”, so Canvas will make a new assignment of that name"
    return len(header), [f"{note}. Its assignments are: {others}." if others else f"{note}."]
