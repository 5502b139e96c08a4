"""track.csv: the no-Python track, points earned in the book's pages, from the exports that students sent.

An export is the text that a page of the book with a progress table writes; students mail it or hand in a file.
`selfcheck.export` reads it whatever mail has done to it. This is the only part of grading that knows the book.
"""

import email
import email.policy
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..results import Result
from .tables import TableError
from .tables import written as as_csv
from .text import clean, labels, loose

if TYPE_CHECKING:
    from selfcheck.export import Export

LARGEST = 8_000_000
"""Bytes of a file; an export of a whole course has less than a hundredth of it."""
PARTS = 50
"""So many parts of a mail are looked at."""


@dataclass(frozen=True)
class Sent:
    """One file that was sent, whatever it is."""

    file: str
    """As a path within the folder that was read."""
    reason: str
    """One plain sentence: what became of it."""
    student: str | None = None
    """Of the result to which it belongs."""
    counts: bool = False
    """Whether these are the student's points; of several exports of one student the best one's are."""
    name: str = ""
    number: str = ""
    date: str = ""
    points: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Track:
    """What a class has sent."""

    sent: tuple[Sent, ...]
    maximum: float
    """The points of the pages that are marked."""
    names: dict[str, str]
    """What tables call each student."""

    def points(self, student: str) -> float | None:
        """Return a student's points; None if she has sent nothing that can be read."""
        return next((one.points for one in self.sent if one.counts and one.student == student), None)

    def written(self) -> str:
        """Return track.csv: a row for each file."""
        header = [
            "file",
            "student",
            "counts",
            "points",
            "maximum",
            "name",
            "number",
            "date",
            "reason",
            "notes",
        ]
        rows = [
            [one.file, self.names.get(one.student or ""), one.counts, one.points]
            + [None if one.points is None else self.maximum]
            + [one.name, one.number, one.date, one.reason, " ".join(one.notes)]
            for one in self.sent
        ]
        return as_csv(header, rows)


def read(sources: Iterable[Path], book: Path, results: Iterable[Result], pages: str = "*") -> Track:
    """Read the exports in folders and files, and find whose they are.

    ``book`` is what the book's build wrote, ``_build/html/_static/selfcheck-book.js``; ``pages`` says which pages are
    marked, as the book's own tables do: ``1-theory/*``. Raises `TableError` if there is no such book or page.
    """
    # Reading an export needs Sphinx, because of the package that it lives in; only this report pays for that.
    from selfcheck import export

    results = list(results)
    try:
        asked = export.read_book(book)
        every = [page["page"] for page in asked["pages"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TableError(
            f"{book} does not say what the book asks. Build the book first: make book."
        ) from error
    marked = [page for page in asked["pages"] if PurePosixPath(page["page"]).match(pages)]
    if not marked:
        raise TableError(f"No page of the book is called {pages}. There are: {', '.join(every)}.")
    entries = [entry for page in marked for entry in page["asked"]]
    persons = _Persons(results)
    sent = []
    for file, path in _files(sources):
        try:
            found = _export(path)
        except export.Unreadable as error:
            sent.append(Sent(file, f"{clean(error)}"))
            continue
        marks = export.marks(found, entries)
        one = Sent(
            file,
            "",
            name=found.name,
            number=found.number,
            date=found.date,
            points=marks.points,
            notes=marks.notes,
        )
        if found.book != asked["book"]:
            sent.append(replace(one, points=None, reason="It comes from another book.", notes=()))
        else:
            student, reason = persons.find(found)
            sent.append(replace(one, student=student, reason=reason))
    maximum = sum(entry.get("points", 0) for entry in entries)
    return Track(tuple(_counting(sent)), maximum, labels(result.student for result in results))


def _counting(sent: list[Sent]) -> Iterator[Sent]:
    """Say of each file whether its points are its student's: the most points, of these the latest, count."""
    best: dict[str, Sent] = {}
    for one in sent:
        if one.student is not None:
            best[one.student] = max(best.get(one.student, one), one, key=lambda o: (o.points, o.date, o.file))
    for one in sent:
        if one.student is None:
            yield one
        elif best[one.student] is one:
            yield replace(one, counts=True)
        else:
            yield replace(
                one, reason=f"{one.reason} Another export of the same student has as many points or more."
            )


def _files(sources: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """Yield every file below some folders, in order, without following links."""
    for source in sources:
        if not source.is_dir():
            yield source.name, source
            continue
        for folder, folders, files in os.walk(source, onerror=_unread, followlinks=False):
            folders.sort()
            linked = [name for name in folders if (Path(folder) / name).is_symlink()]
            for name in sorted(files + linked):
                path = Path(folder) / name
                yield path.relative_to(source).as_posix(), path


def _unread(error: OSError) -> None:
    raise TableError(f"{error.filename} cannot be read: {error.strerror}.") from error


def _export(path: Path) -> "Export":
    """Return the one export in a file. Raises `selfcheck.export.Unreadable` with a sentence."""
    from selfcheck import export

    data = _bytes(path)
    problems: list[export.Unreadable] = []
    found: list[Export] = []
    for text in _texts(path, data):
        try:
            one = export.read(text)
        except export.Unreadable as error:
            problems.append(error)
        else:
            found += [] if one in found else [one]
    if len(found) > 1:
        raise export.Several(f"There are {len(found)} different exports in this file.")
    if found:
        return found[0]
    # Of several parts of a mail the one that holds a damaged export says more than those that hold none.
    raise next((one for one in problems if not isinstance(one, export.Missing)), problems[0])


def _bytes(path: Path) -> bytes:
    from selfcheck.export import Unreadable

    try:
        # Neither a link nor a pipe, which would never end, is opened as if it were a file.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_NOFOLLOW", 0))
    except OSError as error:
        linked = path.is_symlink()
        raise Unreadable(
            "It is a link; links are not followed." if linked else f"It cannot be opened: {error.strerror}."
        ) from error
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("It is no file with text.")
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unreadable(f"It is too large for an export: more than {LARGEST // 1_000_000} MB.")
    if not data.strip():
        raise Unreadable("It is empty.")
    return data


def _texts(path: Path, data: bytes) -> Iterator[bytes]:
    """Yield what of a file may hold an export: all of it, and the parts of a mail, which may be packed."""
    yield data
    if path.suffix.lower() != ".eml" and b"content-transfer-encoding" not in data[:100_000].lower():
        return
    try:
        parts = list(email.message_from_bytes(data, policy=email.policy.default).walk())
        bodies = [part.get_payload(decode=True) for part in parts[:PARTS] if not part.is_multipart()]
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError, IndexError):
        # The library stumbles over some damaged mails; the mail as a whole has been looked at already.
        return
    yield from (body for body in bodies if isinstance(body, bytes) and body.strip())


class _Persons:
    """Whose export is it? By number, else by name; what fits two fits nobody."""

    def __init__(self, results: Iterable[Result]) -> None:
        self.numbers: dict[str, set[str]] = {}
        self.names: dict[str, set[str]] = {}
        for result in results:
            for text in (result.identifier, result.student):
                self._add(self.numbers, {loose(text)}, result.student)
            for text in (result.name, result.student):
                self._add(self.names, _spellings(text), result.student)

    @staticmethod
    def _add(known: dict[str, set[str]], spellings: set[str], student: str) -> None:
        for spelling in spellings - {""}:
            known.setdefault(spelling, set()).add(student)

    def find(self, found: "Export") -> tuple[str | None, str]:
        """Return the student and a sentence; None if nobody, or more than one, fits."""
        number, name = clean(found.number, 60), clean(found.name, 60)
        by_number = self.numbers.get(loose(number), set())
        by_name = set().union(*(self.names.get(one, set()) for one in _spellings(name)))
        if len(by_number) == 1:
            (student,) = by_number
            other = bool(by_name) and student not in by_name
            if other:
                return None, f"The number {number} is one student's and the name {name} another's."
            return student, "Read."
        if len(by_number) > 1 or len(by_name) > 1:
            return None, f"The {'number' if by_number else 'name'} fits several students."
        if by_name:
            (student,) = by_name
            return (
                student,
                f"The number {number} is nobody's, but the name fits." if number else "Read; the name fits.",
            )
        said = " and ".join(filter(None, [number and f"number {number}", name and f"name {name}"]))
        return None, f"No submission fits {said}." if said else "It says neither name nor number."


def _spellings(name: str) -> set[str]:
    """Return a name as it is compared: “Lee, Ana” is “ana lee”, and “李 娜” is “李娜”."""
    words = re.findall(r"[^\W_]+", loose(name))
    return {"".join(words), " ".join(sorted(words))} - {""}
