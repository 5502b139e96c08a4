"""Everything that comes out of grading a class: from results to files for teachers, students and learning platforms.

`write_all` writes them all. One module for each kind of report: `grades`, `feedback`, `items`, `gradescope`, `canvas`,
`moodle`, `rubric`, `model`, `track`, `log`. `text` makes safe what students wrote, `tables` and `pages` write it, `upload` and
`words` are what several reports say.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...build import write
from ..results import Result
from . import canvas, feedback, grades, gradescope, items, log, model, moodle, rubric
from .tables import TableError
from .text import clean, count, hashed, in_order, listed, safe_names
from .upload import UNPROTECTED

if TYPE_CHECKING:
    from .track import Track

__all__ = ["TableError", "Written", "write_all"]

WARNING = "without-isolation.txt"
# What `write` leaves behind if the program is killed while it writes.
UNFINISHED = re.compile(r"\..+\.(csv|html|json|txt)\.[a-z0-9_]{8}")


@dataclass
class Written:
    """What was written, and what a teacher should know."""

    files: list[Path] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    """As reported: with the marks of the rubric sheet."""
    notes: list[str] = field(default_factory=list)
    """One sentence each: what of a sheet or gradebook could not be used, and what to do before an upload."""


def write_all(
    folder: Path,
    exercises: dict[str, Any],
    results: Iterable[Result],
    *,
    gradebook: Path | None = None,
    worksheet: Path | None = None,
    assignment: str | None = None,
    track: "Track | None" = None,
) -> Written:
    """Write every report into a folder; the same results give the same files, byte for byte, the log aside.

    ``exercises`` is the key of the set. ``gradebook`` is what Canvas exported, ``worksheet`` the grading worksheet of
    Moodle, ``assignment`` the assignment's title in Canvas if it is not the set's. If ``folder`` holds a rubric.csv,
    its points and comments count. Raises `TableError`, before anything is written, if one of the tables cannot be used.
    """
    results = list(results)
    merged = rubric.merge(exercises, results, folder / "rubric.csv")
    results = in_order(merged.results)
    done = Written(results=results, notes=list(merged.problems))
    tables: dict[str, str] = {}
    if merged.text is not None:
        tables["rubric.csv"] = merged.text
        tables["rubric.html"] = model.written(exercises)
        if any(result.waiting for result in results):
            done.notes.append("rubric.html has model answers and levels, to read beside rubric.csv.")
    if any(result.layout == "canvas" for result in results):
        book = canvas.gradebook(gradebook, results) if gradebook else None
        tables["canvas.csv"], notes = canvas.written(exercises, results, book, assignment)
        done.notes += notes
    elif gradebook:
        done.notes.append("No submission comes from Canvas, so there is no canvas.csv.")
    if any(result.layout == "moodle" for result in results):
        sheet = moodle.worksheet(worksheet, results) if worksheet else None
        tables["moodle.csv"], notes = moodle.written(exercises, results, sheet)
        done.notes += notes
    elif worksheet:
        done.notes.append("No submission comes from Moodle, so there is no moodle.csv.")
    if track:
        tables["track.csv"] = track.written()
    elif (folder / "track.csv").exists():
        done.notes.append("track.csv is of an earlier run; this one had no --track.")
    questions = items.analysed(exercises, results)
    tables["grades.csv"] = grades.written(exercises, results, track)
    tables["items.csv"] = items.table(questions, results)
    tables["items.html"] = items.written(exercises, results, questions)
    tables["log.csv"] = log.written(results)
    _sweep(folder)
    _warn(folder, results, done)
    _keep(folder, merged, done)
    for name, text in sorted(tables.items()):
        _write(folder / name, text, done)
    names = safe_names(result.student for result in results)
    for result in results:
        name = names[result.student]
        _write(folder / "feedback" / f"{name}.html", feedback.written(exercises, result, track), done)
        _write(folder / "gradescope" / f"{name}.json", gradescope.written(exercises, result), done)
    return done


def _sweep(folder: Path) -> None:
    """Remove what a run that was killed left unfinished."""
    for place in (folder, folder / "feedback", folder / "gradescope"):
        for path in place.glob(".*") if place.is_dir() else ():
            if UNFINISHED.fullmatch(path.name):
                path.unlink()


def _write(path: Path, text: str, done: Written) -> None:
    write({path: text})
    done.files.append(path)


def _keep(folder: Path, merged: rubric.Merged, done: Written) -> None:
    """Keep a sheet as the reader left it if writing it again would lose what she wrote into columns of ours."""
    if merged.changed:
        old = (folder / "rubric.csv").read_bytes()
        name = f"rubric-before-{hashed(old.decode('latin-1'), 8)}.csv"
        (folder / f".{name}").write_bytes(old)
        os.replace(folder / f".{name}", folder / name)
        done.files.append(folder / name)
        kept = f"The sheet as it was is kept as {name}"
        done.notes.append(
            "rubric.csv: levels or answers were changed in the sheet; these columns are written anew. "
            f"{kept}; remarks belong into the column comment."
            if merged.unicode
            else f"rubric.csv is written anew. {kept}."
        )


def _warn(folder: Path, results: list[Result], done: Written) -> None:
    """Say beside the files, too, that marks are not safe: a table for a platform has no room for it."""
    bare = [clean(result.name) for result in results if not result.protected]
    if bare:
        which = f"This holds for {count(len(bare), 'submission')}: {listed(bare, 50)}."
        _write(folder / WARNING, f"{UNPROTECTED}\n{which}\nIt holds for every file in this folder.\n", done)
    else:
        (folder / WARNING).unlink(missing_ok=True)
