"""moodle.csv: the marks for an assignment of Moodle, in its offline grading worksheet or in a small one of our own.

The form is that of Moodle's own importer (moodle/moodle, mod/assign/feedback/offline/importgradeslib.php) and of the
table it downloads (mod/assign/gradingtable.php): “Identifier” with “Participant 123”, “Grade” and
“Last modified (grade)” must be there. “Feedback comments” is read as HTML.
"""

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..results import Result
from .tables import Table, TableError, Typed, read
from .tables import written as as_csv
from .text import SHORT, amount, cell, clean, count, in_order, listed, number
from .upload import UNPROTECTED, before_upload, chosen, digits, parsed, rescaled, scaled
from .words import standing

COLUMNS = (
    "Identifier",
    "Full name",
    "Email address",
    "Status",
    "Grade",
    "Maximum grade",
    "Grade can be changed",
    "Last modified (submission)",
    "Last modified (grade)",
    "Feedback comments",
)
ENGLISH = (
    "Moodle reads this file while it is set to English; its own worksheet, given to this command, is safer."
)


def worksheet(path: Path, results: Iterable[Result] = ()) -> Table:
    """Read what “Download grading worksheet” gave. Raises `TableError`."""
    table = read(path, (result.name for result in results))
    missing = [
        name for name in ("Identifier", "Grade", "Last modified (grade)") if table.column(name) is None
    ]
    if missing:
        raise TableError(
            f"{path} is no grading worksheet of Moodle in English: it has no column {listed(missing)}. In the "
            "assignment allow the feedback type “Offline grading worksheet”, set Moodle to English, and download it."
        )
    return table


def comment(result: Result, title: str) -> str:
    """Return a short comment for a student, as HTML without a tag."""
    waits = f"; {amount(result.waiting)} wait for a reader" if result.waiting else ""
    parts = [f"{title}: {number(result.points)} of {amount(result.maximum)}{waits}."]
    parts += [
        f"{clean(one.title, SHORT)}: {standing(one.earned, one.waiting, one.points)}."
        for one in result.questions
    ]
    parts += [] if result.protected else [UNPROTECTED]
    return html.escape(" ".join(parts))


def written(
    exercises: dict[str, Any], results: Iterable[Result], sheet: Table | None
) -> tuple[str, list[str]]:
    """Return the file, and what a teacher should know before she uploads it, one sentence each."""
    counting, notes = chosen(results, "moodle")
    if sheet is None:
        text, more = _minimal(exercises, counting), [ENGLISH]
    else:
        text, more = _filled(exercises, counting, sheet)
    return text, [f"moodle.csv: {note}" for note in notes + more + before_upload(counting.values())]


def _minimal(exercises: dict[str, Any], counting: dict[str, Result]) -> str:
    rows = []
    for result in in_order(counting.values()):
        who = f"Participant {digits(result.identifier)}"
        points, most = number(result.points), number(exercises["points"])
        said = comment(result, exercises["title"])
        rows.append(
            [who, result.name, "", "Submitted for grading", points, most, "Yes", Typed("-"), Typed("-"), said]
        )
    return as_csv(COLUMNS, rows)


def _filled(exercises: dict[str, Any], counting: dict[str, Result], sheet: Table) -> tuple[str, list[str]]:
    rows = [list(row) for row in sheet.rows]
    who, grade, most_column = sheet.column("Identifier"), sheet.column("Grade"), sheet.column("Maximum grade")
    comments, changeable = sheet.column("Feedback comments"), sheet.column("Grade can be changed")
    most = None if most_column is None else next((parsed(row[most_column]) for row in rows), None)
    # Moodle writes numbers as its user does, and reads them so.
    comma = most_column is not None and any("," in row[most_column] for row in rows)
    notes, found, locked, own = rescaled(exercises, most, "the assignment in Moodle"), set(), [], []
    for row in rows:
        result = counting.get(digits(row[who]))
        if result is None:
            continue
        found.add(digits(row[who]))
        if changeable is not None and row[changeable].strip().lower() == "no":
            locked.append(clean(result.name, SHORT))
            continue
        points = number(round(scaled(result, most), 2))
        row[grade] = points.replace(".", ",") if comma else points
        if comments is None:
            continue
        ours = html.escape(f"{exercises['title']}: ")
        if row[comments].strip() and not html.unescape(row[comments]).startswith(html.unescape(ours)):
            own.append(clean(result.name, SHORT))
        else:
            row[comments] = cell(comment(result, exercises["title"]), 4000)
    if comments is None:
        notes.append("The worksheet has no column for feedback comments; the assignment allows none.")
    if locked:
        notes.append(f"Moodle does not let these grades be changed, and they were left: {listed(locked)}.")
    if own:
        notes.append(f"These have a comment of yours, and kept it: {listed(own)}.")
    left = [clean(result.name, SHORT) for key, result in sorted(counting.items()) if key not in found]
    if left:
        notes.append(f"{count(len(left), 'student')} not in the worksheet: {listed(left)}.")
    return Table(sheet.header, rows, sheet.delimiter, sheet.marked).written(), notes
