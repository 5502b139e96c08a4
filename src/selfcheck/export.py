"""Read the text that a learner exports from a page with a progress table, whatever mail has done to it.

`read` finds the block for programs in the text and returns what it says, or says why it cannot. `marks` counts
the points anew from the book's own list, so that a total that somebody wrote by hand is noticed. The checksum
notices accidents. It is no signature: who wants to forge an export can, as with every answer on paper.
"""

import base64
import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .obfuscate import scramble
from .progress import PREFIX

VERSION = 1
LONGEST = 2_000_000
"""Longer texts (characters) are not searched; an export of a whole course has less than a tenth of it."""

# Marks and digits may stand apart by whatever mail puts between words: line ends, quote marks, other spaces.
BETWEEN = r"[\W_]+"
BEGIN = re.compile(
    rf"SELFCHECK{BETWEEN}BEGIN{BETWEEN}(\d{{1,9}}){BETWEEN}(\d{{1,9}})(?![0-9])", re.IGNORECASE
)
END = re.compile(rf"SELFCHECK{BETWEEN}END{BETWEEN}([0-9a-f]{{8}})", re.IGNORECASE)
# What mail programs leave behind: quoted-printable signs, tags, entities. The block itself is letters and digits.
# An entity may have been broken at the end of a line, and the next line quoted.
LEFT = re.compile(r"=[0-9A-Fa-f]{2}|<[^<>]{0,200}>|&#?(?:\w(?:\r?\n[>|\s]{0,9})?){1,8};")


class Unreadable(ValueError):
    """The text is no export that can be trusted; the message says why, in a sentence for a teacher."""


class Missing(Unreadable):
    """There is no block for programs in the text."""


class Truncated(Unreadable):
    """The block is there in part."""


class Changed(Unreadable):
    """The block is not as it was written."""


class OtherVersion(Unreadable):
    """The block is of a version that this program does not know."""


class Several(Unreadable):
    """There are several blocks, and they differ."""


@dataclass(frozen=True)
class Answer:
    """What an export says of one question, prediction or task."""

    id: str
    kind: str
    print: int
    """Which version of the question was answered; 0 for a task."""
    right: bool
    tries: int
    """Of a prediction the votes, where there were two."""
    points: int
    """What it counted on the learner's page."""
    first: tuple[str, ...]
    """The first answer: option numbers from 0, or the number as it was typed; nothing for a task."""
    last: tuple[str, ...]
    """The last answer, of a prediction the second vote."""

    @property
    def earned(self) -> float:
        """The points earned: all at the first try or for a task, half afterwards."""
        return earned(self, self.points)


@dataclass(frozen=True)
class Export:
    """What a learner has sent."""

    book: str
    title: str
    pages: str
    name: str
    number: str
    date: str
    """When it was written, as ISO 8601 in UTC."""
    points: float
    """The total as it stands in the export; see `marks`."""
    of: int
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Marks:
    """The points of an export by the book's own list."""

    points: float
    of: int
    notes: tuple[str, ...]
    """What a teacher should know: one sentence each."""


def earned(answer: Answer, points: int) -> float:
    """Return what an answer earns of the points of its question."""
    if not answer.right:
        return 0.0
    return float(points) if answer.kind == "task" or answer.tries <= 1 else points / 2


def decode(data: bytes) -> str:
    """Turn a saved mail or file into text; the encoding may be any that mail and notepads write."""
    for start, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(start):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    return data.decode("latin-1")


def read(text: str | bytes) -> Export:
    """Return what the one export in a text says.

    Raises:
        Missing, Truncated, Changed, OtherVersion, Several: all of them `Unreadable`, with a sentence.
    """
    text = decode(text) if isinstance(text, bytes) else text
    if len(text) > LONGEST:
        raise Unreadable(f"The text is too long for an export: {len(text)} characters.")
    text = LEFT.sub(" ", text)
    begins, ends = list(BEGIN.finditer(text)), list(END.finditer(text))
    if not begins and not ends:
        raise Missing("There is no export in this text.")
    if not begins:
        raise Truncated("The beginning of the export is missing.")
    payloads, damage = [], []
    for begin, following in zip(begins, [*begins[1:], None], strict=True):
        end = END.search(text, begin.end(), following.start() if following else len(text))
        try:
            payloads.append(payload(text, begin, end))
        except Unreadable as error:
            damage.append(error)
    if not payloads:
        raise damage[0]
    if len(set(payloads)) > 1:
        raise Several(f"There are {len(set(payloads))} different exports in this text.")
    return unpack(payloads[0])


def payload(text: str, begin: re.Match[str], end: re.Match[str] | None) -> str:
    """Return the letters of a block, complete and unchanged."""
    version, length = int(begin[1]), int(begin[2])
    if version != VERSION:
        raise OtherVersion(
            f"The export is of version {version}; this program reads version {VERSION}. "
            "Use the program of the same edition of the course."
        )
    if end is None:
        raise Truncated("The end of the export is missing.")
    found = re.sub(r"[^0-9A-Za-z]", "", text[begin.end() : end.start()]).upper()
    if len(found) < length:
        raise Truncated(f"Part of the export is missing: {len(found)} of {length} characters are there.")
    if len(found) > length or scramble(found) != int(end[1], 16):
        raise Changed("The export is not as it was written: its checksum does not fit. Ask for a new copy.")
    return found


def unpack(letters: str) -> Export:
    """Read a block's letters into an Export."""
    try:
        found = json.loads(base64.b32decode(letters + "=" * (-len(letters) % 8)))
        answers = tuple(
            Answer(*row[:3], bool(row[3]), *row[4:6], *map(tuple, row[6:])) for row in found.pop("answers")
        )
        export = Export(**found, answers=answers)
        valid = sound(export)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        valid = False
    if not valid:
        raise Changed("The export was not written by the course's page: what it says makes no sense.")
    return export


def sound(export: Export) -> bool:
    """Say whether everything is of the kind that the page writes."""
    texts = (export.book, export.title, export.pages, export.name, export.number, export.date)
    return (
        all(isinstance(text, str) for text in texts)
        and type(export.points) in (int, float)
        and math.isfinite(export.points)
        and type(export.of) is int
        and len({one.id for one in export.answers}) == len(export.answers)
        and all(
            isinstance(one.id, str)
            and isinstance(one.kind, str)
            and all(type(n) is int and 0 <= n < 2**32 for n in (one.print, one.tries, one.points))
            and all(isinstance(text, str) for text in one.first + one.last)
            for one in export.answers
        )
    )


def read_book(path: Path) -> dict[str, Any]:
    """Return what a book asks, from the file that its build writes: `_build/html/_static/selfcheck-book.js`."""
    return json.loads(path.read_text(encoding="utf-8").removeprefix(PREFIX).rstrip().removesuffix(";"))


def marks(export: Export, asked: Iterable[dict[str, Any]]) -> Marks:
    """Count the points by the book's own list: entries with id, kind, points and print.

    Pass the entries of the pages that are marked: `page["asked"]` of the pages of `read_book`.
    """
    entries = {entry["id"]: entry for entry in asked}
    of = sum(entry.get("points", 0) for entry in entries.values())
    total, notes = 0.0, []
    for answer in export.answers:
        entry = entries.get(answer.id)
        if entry is None:
            notes.append(f"“{answer.id}” is not asked here; it does not count.")
        elif answer.kind != entry["kind"] or answer.print != entry.get("print", 0):
            notes.append(f"“{answer.id}” was answered in another version; it does not count.")
        else:
            total += earned(answer, entry.get("points", 0))
    if (export.points, export.of) != (total, of):
        notes.append(
            f"The export says {export.points:g} of {export.of} points; by its answers it is {total:g} of {of}."
        )
    return Marks(total, of, tuple(notes))
