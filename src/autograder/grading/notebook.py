"""Reads what a student handed in as a notebook: lenient with what is honest, unmoved by what is hostile.

It runs in the process that holds the key, so the bytes meet nothing but a decoder and the standard library's JSON
reader: nothing is run, compiled or unpickled, and what is read at once is bounded. nbformat is not used. It converts
and validates, which costs time in proportion to outputs that grading never looks at, and it refuses notebooks whose
cells are sound.
"""

import codecs
import json
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from typing import Any

LARGEST = 20_000_000
"""Bytes of a notebook."""
CELLS = 2_000
LARGEST_SOURCE = 1_000_000
"""Characters of one cell."""
LISTS = 1_000_000
"""Lists and objects in the JSON: each takes memory, however few bytes it takes in the file."""
VALUES = 5_000_000
"""Commas in the JSON."""

EMPTY = "The file is empty."
TOO_LARGE = "The file is larger than 20 MB; clear the outputs and hand it in again."

ROLES = ("load", "given", "answer", "check", "title", "prose")
_CELL_ID = re.compile(rf"(.+)-({'|'.join(ROLES)})-[0-9a-f]{{8}}(?:-\d+)?", re.DOTALL)
_ID_OF_QUESTION = 40  # `notebooks` cuts a question's id at this length when it makes a cell's
_CHECK = re.compile(r"""check\(\s*(["'])([^"']*)\1\s*\)\s*(?:#.*)?""")
_LONGEST_NAME = 200

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# NUL among them, because Python's parser refuses a source that holds one with another error than all the rest.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
_PYTHON = re.compile(
    r"^(?:#!.*python|# %%|# In\[|import \w|from [\w.]+ import |def \w+\(|class \w+|print\(|\w+ = )",
    re.MULTILINE,
)
_OTHER_FILES = (
    (b"%PDF", "This is a PDF, not a notebook."),
    (b"\x89PNG", "This is a picture, not a notebook."),
    (b"\xff\xd8\xff", "This is a picture, not a notebook."),
    (b"GIF8", "This is a picture, not a notebook."),
    (b"\xd0\xcf\x11\xe0", "This is an Office document, not a notebook."),
    (b"{\\rtf", "This is a text document (RTF), not a notebook."),
    (b"\x1f\x8b", "This is a packed file (gzip), not a notebook."),
    (b"Rar!", "This is a packed file (RAR), not a notebook."),
    (b"7z\xbc\xaf", "This is a packed file (7-Zip), not a notebook."),
)
_WORDS = ("true", "false", "null", "NaN", "Infinity", "-Infinity")
_UNUSED = ("outputs", "attachments", "widgets")
"""What may be large and is never looked at."""


class Unreadable(Exception):
    """There is no notebook to be had from this; the message says why, in one plain sentence."""


@dataclass(frozen=True)
class Cell:
    """One cell as it was handed in."""

    kind: str
    """code, markdown or raw."""
    source: str
    """Can always be written as UTF-8; lines end in a line feed."""
    question: str
    """The question that it belongs to, or ""."""
    role: str
    """What the cell was made as (one of `ROLES`), or "". The student may have written something else into it."""
    id: str


@dataclass(frozen=True)
class Notebook:
    """All cells in their order."""

    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    """What the student should know about how it was read, one sentence each."""
    set_id: str = ""
    """The set that the notebook says it belongs to, or ""."""


def read(data: bytes, questions: Collection[str]) -> Notebook:
    """Read a notebook.

    Args:
        data: The bytes of the file.
        questions: The ids of the set's questions; cells of others belong to none.

    Raises:
        Unreadable: This is no notebook, or too large a one.
    """
    text, encoding_note = _decode_file(data)
    found = _parse(text)
    raw_cells = _raw_cells(found)
    if len(raw_cells) > CELLS:
        raise Unreadable(f"The notebook has {len(raw_cells):,} cells; more than {CELLS:,} are not read.")
    cells, cell_notes = _read_cells(raw_cells, questions)
    metadata = _dict(found.get("metadata"))
    notes = [encoding_note, _format_note(found), _language_note(metadata), *cell_notes]
    set_id = _dict(metadata.get("autograder")).get("set")
    return Notebook(cells, tuple(filter(None, notes)), _clean(set_id) if isinstance(set_id, str) else "")


def decode(raw: bytes, western: str) -> tuple[str, str]:
    """Decode what should be UTF-8 and may be of another time or another country.

    Args:
        raw: Bytes without a byte order mark.
        western: The encoding of last resort.

    Returns:
        The text, with U+FFFD for what cannot be decoded, and the encoding.
    """
    try:
        return raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        damaged = raw.decode("utf-8", "replace")
    sample = _beyond_ascii(damaged)
    sound = 1 - sample.count("\ufffd") / len(sample)
    try:
        chinese = raw.decode("gbk")
    except UnicodeDecodeError:
        common = 0.0
    else:
        # Other encodings are often valid GBK, but give characters so rare that they are not in GB 2312.
        sample = _beyond_ascii(chinese)
        common = len(sample.encode("gb2312", "ignore")) / 2 / len(sample)
    if common >= 0.5 and common > sound:
        return chinese, "GBK"
    if sound > 0.5:
        return damaged, "UTF-8"
    return raw.decode(western, "replace"), western


def _beyond_ascii(text: str) -> str:
    """Return a sample of the letters of which encodings differ."""
    return "".join(match[0][:1_000] for match in islice(_BEYOND_ASCII.finditer(text), 1_000))


def _decode_file(data: bytes) -> tuple[str, str]:
    if len(data) > LARGEST:
        raise Unreadable(TOO_LARGE)
    if not data.strip():
        raise Unreadable(EMPTY)
    if not data.strip(b"\0"):
        raise Unreadable("The file holds nothing but zero bytes: it was damaged when it was saved or copied.")
    for start, sentence in _OTHER_FILES:
        if data.startswith(start):
            raise Unreadable(sentence)
    if data.startswith(b"PK\x03\x04"):
        office = any(part in data[:4_000] for part in (b"[Content_Types].xml", b"word/", b"xl/", b"ppt/"))
        kind = "a Word, Excel or PowerPoint document" if office else "a zip"
        raise Unreadable(f"This is {kind}, not a notebook.")
    encoding = json.detect_encoding(data)
    if encoding not in ("utf-8", "utf-8-sig"):
        return data.decode(encoding, "replace").removeprefix("\ufeff"), ""
    text, encoding = decode(data.removeprefix(codecs.BOM_UTF8), "cp1252")
    if encoding != "UTF-8":
        return (
            text,
            f"The file is not written in UTF-8; it was read as {encoding}, so some letters may be wrong.",
        )
    if "\ufffd" in text and "\ufffd".encode() not in data:
        return text, "Some characters of the file are damaged and stand as \ufffd."
    return text, ""


def _parse(text: str) -> dict[str, Any]:
    # Zero bytes or an end-of-file sign at the end are what some drives and editors leave behind.
    text = text.strip("\0\x1a\ufeff \t\r\n")
    if not text:
        raise Unreadable(EMPTY)
    if text[0] not in "{[":
        raise Unreadable(_other_text(text))
    if text.count("{") + text.count("[") > LISTS or text.count(",") > VALUES:
        raise Unreadable("The file has too many parts; clear the outputs and hand it in again.")
    try:
        # As floats, numbers of any length are read at once; none of them matters but the format's.
        found = json.loads(text, object_hook=_without_unused, parse_int=float, strict=False)
    except RecursionError:
        raise Unreadable("The file is nested more deeply than any notebook: it was not read.") from None
    except json.JSONDecodeError as error:
        raise Unreadable(_damage(text, error)) from None
    if not isinstance(found, dict):
        raise Unreadable("This is JSON, but not a notebook.")
    return found


def _without_unused(found: dict[str, Any]) -> dict[str, Any]:
    for name in _UNUSED:
        found.pop(name, None)
    return found


def _other_text(text: str) -> str:
    start = text[:20_000]
    if start.startswith("<"):
        if re.search(r"<(?:!doctype\s+html|html|head|body)", start, re.IGNORECASE):
            return "This is a web page, not a notebook: download the notebook itself, the file that ends in .ipynb."
        return "This is XML, not a notebook."
    if start.startswith("---") or "```" in start:
        return "This is a text in Markdown, not a notebook."
    if _PYTHON.search(start):
        return "This is a Python script, not a notebook."
    return "This is not a notebook."


def _damage(text: str, error: json.JSONDecodeError) -> str:
    # Cut off, a text leaves the reader at its end, at a string without one, or before a part of a word or number.
    rest = text[error.pos :][:20]
    cut_word = any(word.startswith(rest) for word in _WORDS) or re.fullmatch(r"\.|[eE][+-]?", rest)
    cut_escape = error.msg.startswith("Invalid \\u") and len(rest) < len("\\u00e9")
    if cut_word or cut_escape or error.msg.startswith("Unterminated string"):
        return "The file breaks off: it was not saved or uploaded whole."
    if re.search(r"^<{7} ", text, re.MULTILINE):
        return "The file holds the marks of an unsolved merge (<<<<<<<)."
    if "\0" in text:
        return "The file is damaged: it holds zero bytes."
    if error.msg == "Extra data":
        return f"The file goes on after the end of the notebook, at line {error.lineno:,}."
    if re.match(r'\{\s*"', text):
        return f"The file is damaged at line {error.lineno:,}: it is not sound JSON there."
    return "This is not a notebook."


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _raw_cells(found: dict[str, Any]) -> list[Any]:
    cells, sheets = found.get("cells"), found.get("worksheets")
    if isinstance(cells, list):
        return cells
    if isinstance(sheets, list):  # as notebooks were up to format 3
        lists = [_dict(sheet).get("cells") for sheet in sheets]
        return [cell for cells in lists if isinstance(cells, list) for cell in cells]
    raise Unreadable("This is JSON, but not a notebook.")


def _read_cells(raw_cells: list[Any], questions: Collection[str]) -> tuple[tuple[Cell, ...], list[str]]:
    starts = Counter(question[:_ID_OF_QUESTION] for question in questions)
    by_start = {
        question[:_ID_OF_QUESTION]: question
        for question in questions
        if starts[question[:_ID_OF_QUESTION]] == 1
    }
    cells, notes, broken = [], [], 0
    for place, raw in enumerate(raw_cells, 1):
        if not isinstance(raw, dict):
            broken += 1
            continue
        kind, source = _kind_and_source(raw)
        if len(source) > LARGEST_SOURCE:
            # A picture may have been pasted into a text; half of a program, on the other hand, is none.
            what = "left out" if kind == "code" else "cut"
            source = "" if kind == "code" else source[:LARGEST_SOURCE]
            notes.append(f"Cell {place} holds more than {LARGEST_SOURCE:,} characters and was {what}.")
        identifier = raw.get("id")
        identifier = _clean(identifier[:_LONGEST_NAME]) if isinstance(identifier, str) else ""
        about = _dict(_dict(raw.get("metadata")).get("autograder"))
        question, role = _belongs(about, identifier, kind, source, questions, by_start)
        cells.append(Cell(kind, source, question, role, identifier))
    if broken:
        notes.append(f"{broken} of the cells could not be read.")
    return tuple(cells), notes


def _kind_and_source(raw: dict[str, Any]) -> tuple[str, str]:
    kind = raw.get("cell_type")
    if kind not in ("code", "markdown", "raw", "heading"):
        kind = "code" if "execution_count" in raw or "input" in raw else "raw"
    source = raw["source"] if "source" in raw else raw.get("input")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    source = _clean(source) if isinstance(source, str) else ""
    if kind == "heading":  # as in format 3
        level = raw.get("level")
        kind = "markdown"
        source = "#" * (int(level) if isinstance(level, float) and 1 <= level <= 6 else 1) + " " + source
    return kind, source


def _belongs(
    about: dict[str, Any],
    identifier: str,
    kind: str,
    source: str,
    questions: Collection[str],
    by_start: dict[str, str],
) -> tuple[str, str]:
    """Return question and role, from what is most likely to be left of what the build wrote into a cell."""
    question, role = about.get("question"), about.get("role")
    if isinstance(role, str) and role in ROLES:
        if isinstance(question, str) and question in questions:
            return question, role
        if question is None and role in ("load", "given", "prose"):
            return "", role
    if match := _CELL_ID.fullmatch(identifier):
        if match[1] in by_start:
            return by_start[match[1]], match[2]
        if match[1] == "set":
            return "", match[2]
    if kind == "code":
        lines = [line.strip() for line in source.split("\n")]
        lines = [line for line in lines if line and not line.startswith("#")]
        if len(lines) == 1 and len(lines[0]) <= _LONGEST_NAME and (match := _CHECK.fullmatch(lines[0])):
            return (match[2], "check") if match[2] in questions else ("", "")
    return "", ""


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


def _format_note(found: dict[str, Any]) -> str:
    number = found.get("nbformat")
    if isinstance(number, float) and number in (2, 3, 4):
        return ""
    return "The notebook does not name a format that is known (nbformat); its cells were read all the same."


def _language_note(metadata: dict[str, Any]) -> str:
    said = (
        _dict(metadata.get("kernelspec")).get("language"),
        _dict(metadata.get("language_info")).get("name"),
    )
    for language in said:
        if isinstance(language, str) and language.strip() and "python" not in language.casefold():
            shown = " ".join(_clean(language[:40]).split())
            return f"The notebook says that its language is {shown}; it was run as Python."
    return ""
