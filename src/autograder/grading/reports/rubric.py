"""rubric.csv: the sheet for written answers, which a reader fills in and the next run merges into the marks.

A row for each submission, written question and criterion. The reader types into “points” and “comment”; the rest is
written anew each time. The column “key” finds a row again whatever a spreadsheet has made of the others (it turns
the student 00123 into 123): it names submission, question and criterion, and the answer that was read, so that a mark
is not given to another answer. What she typed is never dropped: what fits nowhere stays at the end of the sheet. Each
row has the whole answer, so that the sheet can be sorted by criterion.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..results import Level, QuestionResult, Result
from .tables import Cell, Lines, Table, TableError, Typed, read
from .tables import written as as_csv
from .text import clean, hashed, in_order, labels, listed, loose, number
from .upload import UNPROTECTED

ANSWER = 10_000
"""Characters of an answer in a cell; a spreadsheet's cell holds 32,767."""
COLUMNS = ("student", "question", "criterion", "of", "levels", "answer", "points", "comment", "key")
LABEL = "isolation"
NO_ANSWER = "No answer was given."
LOST = (
    "rubric.csv was not saved as UTF-8, so letters may have become “?”: look through your comments, and save the sheet "
    "as “CSV UTF-8” from now on."
)
KEY = re.compile(r"r([0-9a-f]{12})-([0-9a-f]{8})")
NUMBER = re.compile(r"\d+(?:[.,]\d*)?|[.,]\d+")


@dataclass(frozen=True)
class Slot:
    """One criterion of one answer: a row of the sheet."""

    student: str
    question: QuestionResult
    level: Level
    place: int
    """Of the criterion within its question, from 0."""
    label: str
    """What the sheet calls the student."""
    levels: str
    """What earns how many points, in one line."""
    text: dict[float, str]
    """What each level says, by its points."""

    @property
    def key(self) -> str:
        """Return the key of the row."""
        return f"r{self.id}-{hashed(self.question.answer.strip(), 8)}"

    @property
    def id(self) -> str:
        """Return the part of the key that does not depend on the answer."""
        before = [level.criterion for level in self.question.levels[: self.place]]
        again = str(before.count(self.level.criterion) or "")  # two criteria may have the same words
        return hashed("\0".join((self.student, self.question.id, self.level.criterion, again)), 12)

    @property
    def blank(self) -> bool:
        """Say whether there is nothing to read."""
        return not self.question.answer.strip()

    def cells(self) -> list[Cell]:
        """Return what the sheet says of it, up to the columns that are the reader's."""
        answer = Lines(clean(self.question.answer, ANSWER, lines=True))
        return [
            self.label,
            self.question.title,
            self.level.criterion,
            self.level.of,
            Lines(self.levels),
            answer,
        ]


@dataclass
class Row:
    """A row as it was read: by column, and what stands in columns that are the reader's own."""

    line: int
    """As a spreadsheet counts, the header being 1."""
    cells: dict[str, str]
    own: list[str]

    @property
    def typed(self) -> bool:
        """Say whether the reader has written anything."""
        return any(text.strip() for text in (self.cells["points"], self.cells["comment"], *self.own))


@dataclass
class Merged:
    """A sheet and the marks after both have met."""

    results: list[Result]
    problems: list[str] = field(default_factory=list)
    """One sentence each: what of the sheet does not count, and why, or may be a slip."""
    text: str | None = None
    """The sheet to be written; None if there is nothing to be read by a person."""
    changed: bool = False
    """Whether columns that are written anew have changed, so that the old sheet should be kept."""
    unicode: bool = True
    """Whether the sheet's encoding has every letter; else that is why they have changed."""


def merge(exercises: dict[str, Any], results: Iterable[Result], sheet: Path | None) -> Merged:
    """Return the results with the points and comments of a sheet, and the sheet as it is to be written again.

    An answer that is blank earns nothing and needs no reader, unless one gives it points. Raises `TableError` if
    the sheet is there and cannot be read; it must not be written over then.
    """
    results = in_order(results)
    slots = _slots(exercises, results)
    own: list[str] = []
    rows: list[Row] = []
    done = Merged(results)
    table = Table([], [], ",", marked=True)
    if sheet is not None and sheet.exists():
        table = read(sheet, _spelt(slots))
        own, rows = _rows(sheet, table)
    if not table.unicode:
        done.unicode = False
        done.problems.append(LOST)
    placed, left = _placed(slots, rows, done.problems)
    done.results = _marked(results, slots, placed, done.problems)
    done.changed = any(_is_changed(slots[id_], row) for id_, row in placed.items())
    if slots or left:
        label = "" if all(result.protected for result in results) else UNPROTECTED
        header, lines = _sheet(slots, placed, left, own, label)
        marks = [row.cells["points"] for row in rows]
        comma = any("," in mark and points(mark) is not None for mark in marks)
        done.text = as_csv(header, lines, table.delimiter, comma)
    return done


def _spelt(slots: dict[str, Slot]) -> Iterator[str]:
    """Yield words that stand in the sheet, to find its encoding with."""
    for slot in slots.values():
        yield slot.label
        if slot.place == 0:
            yield from re.findall(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*", slot.question.answer[:2000])[:5]


def _slots(exercises: dict[str, Any], results: list[Result]) -> dict[str, Slot]:
    names = labels(result.student for result in results)
    rubrics = {
        question["id"]: {one["criterion"]: one["levels"] for one in question["rubric"]}
        for question in exercises["questions"]
    }
    slots = (
        _slot(result, question, place, rubrics.get(question.id, {}), names)
        for result in results
        for question in result.questions
        for place in range(len(question.levels))
    )
    return {slot.id: slot for slot in slots}


def _slot(
    result: Result,
    question: QuestionResult,
    place: int,
    rubric: dict[str, list[dict[str, Any]]],
    names: dict[str, str],
) -> Slot:
    level = question.levels[place]
    levels = rubric.get(level.criterion, [])
    said = "; ".join(f"{number(one['points'])} {one['text'].rstrip('.')}" for one in levels)
    text = {float(one["points"]): one["text"] for one in levels}
    return Slot(result.student, question, level, place, names[result.student], said, text)


def _rows(sheet: Path, table: Table) -> tuple[list[str], list[Row]]:
    """Return the titles of the reader's own columns, and the rows that are not blank."""
    places = {name: table.column(name) for name in (*COLUMNS, LABEL)}
    if places["points"] is None or (places["key"] is None and places["student"] is None):
        raise TableError(
            f"{sheet} is not the sheet for written answers: it has no columns “points” and “key”. "
            "It was left as it is; move it away to get a new one."
        )
    own = [i for i in range(len(table.header)) if i not in places.values()]
    rows = [
        Row(
            line,
            {name: "" if i is None else row[i] for name, i in places.items()},
            [row[i] for i in own],
        )
        for line, row in enumerate(table.rows, 2)
        if any(text.strip() for text in row)
    ]
    return _trimmed(table, own, rows)


def _trimmed(table: Table, own: list[int], rows: list[Row]) -> tuple[list[str], list[Row]]:
    """Leave out columns in which nothing stands: spreadsheets add them at the end."""
    used = [
        place
        for place, i in enumerate(own)
        if table.header[i].strip() or any(row.own[place].strip() for row in rows)
    ]
    for row in rows:
        row.own = [row.own[place] for place in used]
    return [table.header[own[place]] for place in used], rows


def _placed(slots: dict[str, Slot], rows: list[Row], problems: list[str]) -> tuple[dict[str, Row], list[Row]]:
    """Return which row belongs to which criterion, and the rows that fit nowhere and are the reader's."""
    named = _by_text(slots)
    placed: dict[str, Row] = {}
    left: list[Row] = []
    stale: list[tuple[Row, Slot]] = []

    def leave(row: Row, why: str) -> None:
        left.append(row)
        problems.append(f"rubric.csv, row {row.line} ({_who(row)}): it {why}. It stays in the sheet.")

    for row in rows:
        key = KEY.fullmatch(row.cells["key"].strip())
        by_key = slots.get(key[1]) if key else None
        by_text = named.get(_texts(row))
        slot = by_key or by_text
        if slot is None:
            if row.typed:
                lost = not key and any("?" in row.cells[name] for name in COLUMNS[:3])
                why = " (letters of its name were lost when the sheet was saved)" if lost else ""
                leave(row, f"fits no student, question and criterion of this run{why}")
            elif not key:
                left.append(row)
        elif by_key and by_text not in (None, by_key):
            if row.typed:
                leave(row, "holds the key of another row; was only part of the sheet sorted?")
        elif by_key and key[0] != slot.key:
            if row.typed and not _is_our_nought(row, key[2]):
                left.append(row)
                stale.append((row, slot))
        elif slot.id not in placed or not placed[slot.id].typed:
            placed[slot.id] = row
        elif row.typed:
            leave(row, f"is about the same as row {placed[slot.id].line}, which counts")
    for row, slot in stale:
        if slot.id not in placed or not placed[slot.id].cells["points"].strip():
            problems.append(
                f"rubric.csv, row {row.line} ({_who(row)}): the answer has been replaced since it was read; please read "
                "the new one. The row stays in the sheet."
            )
    return placed, left


def _is_our_nought(row: Row, answer: str) -> bool:
    """Say whether all that is typed is the nought of a blank answer, which we write ourselves."""
    others = (row.cells["comment"], *row.own)
    return (
        answer == hashed("", 8)
        and row.cells["points"].strip() in ("", "0")
        and not any(map(str.strip, others))
    )


def _by_text(slots: dict[str, Slot]) -> dict[tuple[str, ...], Slot | None]:
    """Return which criterion is called what; None for words that several have in common."""
    named: dict[tuple[str, ...], Slot | None] = {}
    for slot in slots.values():
        for question in {slot.question.title, slot.question.id}:
            words = tuple(map(_bare, (slot.label, question, slot.level.criterion)))
            named[words] = None if words in named else slot
    return named


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(_bare(row.cells[name]) for name in ("student", "question", "criterion"))


def _bare(text: str) -> str:
    """Return what is compared: without the apostrophes that stand before what looks like a formula."""
    return loose(text.replace("'", ""))


def _who(row: Row) -> str:
    parts = [clean(row.cells[name], 60) for name in ("student", "question", "criterion")]
    return ", ".join(part for part in parts if part) or "no student"


def points(text: str) -> float | None:
    """Return the number that a reader typed, with a decimal point or comma; None if it is none."""
    text = unicodedata.normalize("NFKC", text).strip()
    return float("0" + text.replace(",", ".")) if NUMBER.fullmatch(text) and text.isascii() else None


def _marked(
    results: list[Result], slots: dict[str, Slot], placed: dict[str, Row], problems: list[str]
) -> list[Result]:
    levels = {id_: _level(slot, placed.get(id_), problems) for id_, slot in slots.items()}
    problems += _between(slots, placed, levels)
    by_question: dict[tuple[str, str], list[Slot]] = {}
    for slot in slots.values():
        by_question.setdefault((slot.student, slot.question.id), []).append(slot)

    def marked(result: Result, question: QuestionResult) -> QuestionResult:
        own = by_question.get((result.student, question.id))
        if not own:
            return question
        return replace(question, levels=tuple(levels[slot.id] for slot in own))

    return [
        replace(result, questions=tuple(marked(result, question) for question in result.questions))
        for result in results
    ]


def _between(slots: dict[str, Slot], placed: dict[str, Row], levels: dict[str, Level]) -> list[str]:
    """Say which points are none of their criterion's levels."""
    found: dict[str, list[str]] = {}
    for id_, row in placed.items():
        slot, given = slots[id_], levels[id_].points
        if row.cells["points"].strip() and given is not None and slot.text and given not in slot.text:
            which = f"“{clean(slot.level.criterion, 100)}” ({listed(map(number, slot.text), 20)})"
            found.setdefault(which, []).append(f"{row.line}")
    return [
        f"rubric.csv, {'row' if len(rows) == 1 else 'rows'} {listed(rows, 10)}: these points are none of the levels of "
        f"{which}. They count as they are."
        for which, rows in found.items()
    ]


def _level(slot: Slot, row: Row | None, problems: list[str]) -> Level:
    typed = row.cells["points"].strip() if row else ""
    level = replace(slot.level, comment=row.cells["comment"].strip() if row else "")
    if not typed:
        return replace(level, points=0, text=NO_ANSWER) if slot.blank else level
    given = points(typed)
    if given is None or given > slot.level.of + 1e-9:
        most = number(slot.level.of)
        problems.append(
            f"rubric.csv, row {row.line} ({_who(row)}): “{clean(typed, 40)}” does not count. "
            f"Write a number from 0 to {most}."
        )
        return level
    text = NO_ANSWER if slot.blank and not given else slot.text.get(given, "")
    return replace(level, points=given, text=text)


def _is_changed(slot: Slot, row: Row) -> bool:
    """Say whether text that is ours is not as it was: levels or answer."""
    ours = dict(zip(COLUMNS, slot.cells(), strict=False))
    return any(
        row.cells[name].strip() and _bare(row.cells[name]) != _bare(str(ours[name]))
        for name in ("levels", "answer")
    )


def _sheet(
    slots: dict[str, Slot], placed: dict[str, Row], left: list[Row], own: list[str], label: str
) -> tuple[list[Cell], list[list[Cell]]]:
    header: list[Cell] = [*COLUMNS, *([LABEL] if label else []), *map(Typed, own)]
    rows: list[list[Cell]] = []
    for slot in slots.values():
        row = placed.get(slot.id)
        typed = row.cells if row else {"points": "", "comment": ""}
        marks = typed["points"] or ("0" if slot.blank else "")
        cells = [*slot.cells(), Typed(marks), Typed(typed["comment"]), slot.key]
        rows.append([*cells, *([label] if label else []), *map(Typed, row.own if row else [""] * len(own))])
    for row in left:
        cells = [Lines(row.cells[name]) for name in COLUMNS]
        cells[COLUMNS.index("points")] = Typed(row.cells["points"])
        cells[COLUMNS.index("comment")] = Typed(row.cells["comment"])
        rows.append([*cells, *([label] if label else []), *map(Typed, row.own)])
    return header, rows
