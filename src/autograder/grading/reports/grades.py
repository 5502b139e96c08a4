"""grades.csv: one row for each submission, whatever became of it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..results import Result
from .tables import Cell
from .tables import written as as_csv
from .text import SHORT, clean, in_order, labels, number, safe_names

if TYPE_CHECKING:
    from .track import Track

BARE = "run without isolation: these marks are not safe"


def written(exercises: dict[str, Any], results: Iterable[Result], track: "Track | None") -> str:
    """Return the table; the points of a question are empty where the submission could not be read."""
    results = in_order(results)
    names = labels(result.student for result in results)
    files = safe_names(result.student for result in results)
    questions = exercises["questions"]
    header = ["student", "name", "identifier", "status", "points", "maximum", "waiting"]
    header += [f"{question['id']} ({number(question['points'])})" for question in questions]
    header += ["track points", "track maximum"] if track else []
    header += ["reason", "notes", "flags", "feedback", "file", "isolation"]
    rows = []
    for one in results:
        earned = {question.id: question.earned for question in one.questions}
        row: list[Cell] = [
            names[one.student],
            clean(one.name, SHORT),
            clean(one.identifier, SHORT),
            one.status,
        ]
        row += [one.points, one.maximum, one.waiting]
        row += [earned.get(question["id"]) for question in questions]
        row += [track.points(one.student), track.maximum] if track else []
        row += [one.reason, " ".join(one.notes), " ".join(one.flags)]
        row += [f"feedback/{files[one.student]}.html", one.file, "yes" if one.protected else BARE]
        rows.append(row)
    return as_csv(header, rows)
