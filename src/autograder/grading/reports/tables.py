"""Tables that a spreadsheet, a teacher and a learning platform can read: written safely, read with tolerance."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .text import cell, clean, guarded, number

LARGEST = 100_000_000
"""Bytes; no gradebook or sheet of a class is larger."""
LONGEST_CELL = 10_000_000


class TableError(ValueError):
    """A table that a teacher handed over cannot be used; the message is a sentence that says why."""


class Typed(str):
    """Text of the teacher's own, which is written as it is."""

    __slots__ = ()


class Lines(str):
    """Text that keeps its line breaks in a cell; it is made safe as any other."""

    __slots__ = ()


Cell = str | float | bool | None


def written(
    header: Sequence[Cell], rows: Iterable[Sequence[Cell]], delimiter: str = ",", comma: bool = False
) -> str:
    """Return a table as CSV for a spreadsheet: everything quoted, every text safe, a mark of UTF-8 at the beginning.

    With ``comma`` numbers have a decimal comma.
    """

    def plain(value: Cell) -> str:
        text = _cell(value)
        if isinstance(value, int | float):
            return text.replace(".", ",") if comma else text
        # A spreadsheet that expects commas may open this table, too.
        return text if delimiter == "," or isinstance(value, Typed) else guarded(text, ",")

    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow([plain(one) for one in header])
    writer.writerows([plain(one) for one in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, Typed):
        return str(value)
    if isinstance(value, Lines):
        return cell(value, limit=len(value) + 1, lines=True)
    return cell(value, limit=2000)


@dataclass(frozen=True)
class Table:
    """A table as it was read."""

    header: list[str]
    rows: list[list[str]]
    """As long as the header, all of them."""
    delimiter: str
    marked: bool
    """Whether the file begins with a mark of UTF-8."""
    unicode: bool = True
    """Whether its encoding has every letter; others may have become “?”."""

    def column(self, *names: str) -> int | None:
        """Return the place of the first column that has one of these names, whatever their case."""
        found = [" ".join(title.split()).casefold() for title in self.header]
        return next((found.index(name.casefold()) for name in names if name.casefold() in found), None)

    def written(self) -> str:
        """Return the table as CSV with the separator that it had, quoted where necessary, nothing changed."""
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=self.delimiter).writerows([self.header, *self.rows])
        return ("\ufeff" if self.marked else "") + out.getvalue()


def read(path: Path, known: Iterable[str] = ()) -> Table:
    """Read a table that a person or a program has saved, with commas, semicolons or tabs, in any usual encoding.

    ``known`` are texts that should be in it: they tell which encoding it is. Raises `TableError`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise TableError(f"{path} is too large for a table of a class.")
    text = decode(data, known, path)
    unicode = data.startswith((b"\xff\xfe", b"\xfe\xff")) or text.encode("utf-8") == data
    text = text.replace("\0", "")
    marked, text = text.startswith("\ufeff"), text.removeprefix("\ufeff")
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    told = re.match(r'"?sep=(.)"?\r?\n', text)  # Excel's own first line
    text = text[told.end() :] if told else text
    delimiter = told[1] if told else max(",;\t", key=lambda sign: len(_first(text, sign)))
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    except csv.Error as error:
        raise TableError(f"{path} cannot be read as a table: {error}.") from error
    if not rows or not any(map(str.strip, rows[0])):
        raise TableError(f"{path} is no table: its first row is empty.")
    width = max(map(len, rows))
    padded = [row + [""] * (width - len(row)) for row in rows]
    return Table(padded[0], padded[1:], delimiter, marked, unicode)


def _first(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=delimiter), [])
    except csv.Error:  # such a row has no such separator; another one may fit
        return []


def decode(data: bytes, known: Iterable[str], path: Path) -> str:
    """Return the text of a saved table; the mark of UTF-8 stays. Raises `TableError`."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise TableError(f"{path} is a workbook. Save it as CSV (UTF-8) under the same name.")
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return "\ufeff" + data.decode("utf-16") if utf16 else data.decode("utf-8")
    except UnicodeDecodeError as error:
        if utf16:
            raise TableError(f"{path} cannot be read as text: it is damaged.") from error
    # Excel without UTF-8 saves in the system's own encoding; the one that spells the names right is it.
    names = [name for name in {clean(one) for one in known} if not name.isascii()]
    texts = [data.decode(encoding, "replace") for encoding in ("gb18030", "cp1252", "mac_roman")]
    spelt = [sum(name in text for name in names) for text in texts]
    return texts[spelt.index(max(spelt))] if max(spelt, default=0) else texts[1]
