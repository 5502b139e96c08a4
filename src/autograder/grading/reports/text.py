"""What students wrote, or made their code say, made fit for a page, a table and the name of a file.

Everything in a result that came from a student is hostile: markup, formulas, terminal sequences, direction marks,
a hundred thousand characters. `clean` makes it harmless to look at, `cell` harmless in Excel too; pages escape it
besides (`pages`). Nothing else in this package may pass such text on.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from ..results import Result

SHORT = 200
"""Characters of a name or label."""
SENTENCE = 600
"""Characters of a sentence; an error's message may be longer."""

# Colours, cursor movements and titles of a terminal: the whole sequence goes, not only its escape character.
TERMINAL = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)?|[@-Z\\^_])|\x9b[0-?]*[ -/]*[@-~]"
)
# Control characters, direction marks, invisible letters, halves of letters, and what no text may contain.
UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]"
)
# A spreadsheet takes what begins so for a formula. It may begin a cell behind a quote mark, and behind a separator,
# too, where a spreadsheet that expects semicolons opens a table of commas. One apostrophe is enough.
FORMULA = r"({})([\s\"“”]*)(?=[=+\-@＝＋－＠])"


def clean(text: object, limit: int = SENTENCE, lines: bool = False) -> str:
    """Return text without what is invisible or steers a terminal, cut to ``limit`` characters.

    White space becomes single spaces; with ``lines`` line breaks stay, at most one blank line in a row.
    """
    text = str(text)[: limit * 4 + 1000]
    text = TERMINAL.sub("", text)
    if lines:
        text = "\n".join(line.expandtabs(4).rstrip() for line in text.splitlines())
        text = re.sub(r"\n{3,}", "\n\n", UNWANTED.sub("", text)).strip()
    else:
        text = " ".join(UNWANTED.sub("", " ".join(text.split())).split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def cell(text: object, limit: int = SENTENCE, lines: bool = False) -> str:
    """Return clean text that no spreadsheet takes for a formula: an apostrophe stands before what looks like one."""
    return guarded(clean(text, limit, lines), r"^|[;\t\n]")


def guarded(text: str, after: str) -> str:
    """Return text with an apostrophe before what looks like a formula behind something."""
    return re.sub(FORMULA.format(after), r"\1\2'", text)


def number(value: float) -> str:
    """Write a number as people do: no exponent, no trailing zeros, at most four decimals."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def amount(points: float) -> str:
    """Write points: 1 point, 2.5 points."""
    return f"{number(points)} point{'' if points == 1 else 's'}"


def count(many: int, what: str) -> str:
    """Write a number of things: 1 submission, 3 submissions."""
    return f"{many} {what}{'' if many == 1 else 's'}"


def listed(names: Iterable[str], most: int = 5) -> str:
    """Write names one after the other, and how many more there are."""
    names = list(names)
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def hashed(text: str, letters: int) -> str:
    """Return the first letters of a text's hash, the same on every machine."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:letters]


def loose(text: object) -> str:
    """Return what is compared where case, spaces and the form of Unicode do not count."""
    return " ".join(unicodedata.normalize("NFKC", clean(text, 10_000)).casefold().split())


def in_order(results: Iterable[Result]) -> list[Result]:
    """Return results sorted by student, the same whatever their order was."""
    return sorted(results, key=lambda result: (result.student.casefold(), result.student, result.file))


def safe_names(students: Iterable[str]) -> dict[str, str]:
    """Return for each student a short name for files: small letters, digits, hyphens, and a hash that tells two apart.

    No two are the same, also where case does not count.
    """
    students = list(dict.fromkeys(students))
    names = {student: _safe_name(student, 8) for student in students}
    often = Counter(names.values())
    return {s: name if often[name] == 1 else _safe_name(s, 64) for s, name in names.items()}


def _safe_name(student: str, letters: int) -> str:
    plain = unicodedata.normalize("NFKD", student[:200]).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32].strip("-")
    return f"{slug or 'student'}-{hashed(student, letters)}"


def labels(students: Iterable[str]) -> dict[str, str]:
    """Return for each student what tables call her; two who would look the same get a hash beside their name."""
    students = list(dict.fromkeys(students))
    names = {student: clean(student, SHORT) for student in students}
    often = Counter(loose(name) for name in names.values())
    return {
        student: name if name and often[loose(name)] == 1 else f"{name} [{hashed(student, 8)}]".strip()
        for student, name in names.items()
    }
