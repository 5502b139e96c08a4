"""Guided moves as a page writes them, read without Sphinx: for the book's directive, and for a kernel that knows the page.

Under a kernel a figure shows the moves of the first page, in the folders that ``guided_by`` has named, that has any for it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .errors import LiveFigureError

BEGINS = re.compile(r"(\d+)\. ")
FIELD = re.compile(r" *(from|set|panel|number|answer): *(.*)")
LINK = re.compile(r"(.+?)\s*<([\w-]+): *(.+)>", re.S)
LIST = re.compile(
    r"^(?P<fence>`{3,}|~{3,}|:{3,})\{moves\} *(?P<figure>\S+) *\n(?P<content>.*?)^(?P=fence)", re.M | re.S
)

Writer = Callable[[str], str]
"""What a role's text comes to, as plain text."""


@dataclass
class Move:
    """A move as it is written: its lines by part, and where each part begins, counted from the list's first line."""

    line: int
    parts: dict[str, list[str]] = field(default_factory=lambda: {"text": []})
    lines: dict[str, int] = field(default_factory=dict)
    faults: list[tuple[int, str]] = field(default_factory=list)


def read_moves(content: Sequence[str]) -> list[Move]:
    """Cut a list of moves into its moves and parts.

    Raises:
        LiveFigureError: it does not begin with a numbered move.
    """
    moves: list[Move] = []
    part = "text"
    for number, line in enumerate(content):
        if begins := BEGINS.match(line):
            moves.append(Move(number))
            part, line = "text", line[begins.end() :]
            moves[-1].lines["text"] = number
            if int(begins[1]) != len(moves):
                moves[-1].faults.append((number, f"is numbered {begins[1]}, not {len(moves)}"))
        elif moves and (found := FIELD.fullmatch(line)):
            part, line = found[1], found[2]
            if part in moves[-1].lines:
                moves[-1].faults.append((number, f"has {part!r} twice"))
            moves[-1].parts[part], moves[-1].lines[part] = [], number
        if line.strip() and not moves:
            raise LiveFigureError("begins with a number, as in: 1. **Lower the price to 5/6.** Who gains?")
        if moves:
            moves[-1].parts[part].append(line.strip())
    if not moves:
        raise LiveFigureError("needs at least one move")
    for move in moves:
        missing = {part for part in ("text", "set", "answer") if not any(move.parts.get(part, ()))}
        if missing:
            move.faults.append((move.line, f"has no {' and no '.join(sorted(missing))}"))
    return moves


@dataclass(frozen=True)
class Guide:
    """The guided moves of one figure, as a page writes them.

    Attributes:
        page: the page's file.
        line: the line of the page on which the list's first line stands.
        moves: the moves, each of them whole.
        writers: the page → role → what writes it; called when a move is first shown.
    """

    page: Path
    line: int
    moves: tuple[Move, ...]
    writers: Callable[[Path], Mapping[str, Writer]]

    def where(self, line: int) -> str:
        """Return page and line of a line of the list, as an error names them."""
        return f"{self.page}:{self.line + line}"


def _no_writers(page: Path) -> Mapping[str, Writer]:
    return {}


_books: dict[Path, Callable[[Path], Mapping[str, Writer]]] = {}


def guided_by(folder: Path, writers: Callable[[Path], Mapping[str, Writer]] = _no_writers) -> None:
    """Let figures under a kernel show the guided moves that the pages of a folder have for them.

    Args:
        folder: the pages (Markdown), in folders of their own too, but not in any whose name begins with "_" or ".".
            Where there is no such folder, figures show no moves.
        writers: page → role → what writes it, for the roles of the book's own that moves use, such as ``{n}``.
    """
    _books[folder] = writers


def _pages(folder: Path) -> list[Path]:
    """Return the pages of a folder, without copies that a build or an editor keeps beside them."""
    found = sorted(folder.rglob("*.md")) if folder.is_dir() else []
    return [page for page in found if not any(part[0] in "._" for part in page.relative_to(folder).parts)]


def guide(figure: str) -> Guide | None:
    """Return the guided moves of a figure by its name, from the first page that has any; None where no page has.

    Raises:
        LiveFigureError: something is wrong with the list or one of its moves; the message names page and line.
    """
    for folder, writers in _books.items():
        for page in _pages(folder):
            text = page.read_text(encoding="utf-8")
            for found in LIST.finditer(text):
                if found["figure"] == figure:
                    line = text.count("\n", 0, found.start("content")) + 1
                    return _whole(page, line, found["content"], writers)
    return None


def _whole(page: Path, line: int, content: str, writers: Callable[[Path], Mapping[str, Writer]]) -> Guide:
    try:
        moves = read_moves(content.splitlines())
    except LiveFigureError as error:
        raise LiveFigureError(f"{page}:{line - 1}: moves: {error}") from None
    found = Guide(page, line, tuple(moves), writers)
    for number, move in enumerate(moves, 1):
        for at, message in move.faults:
            raise LiveFigureError(f"{found.where(at)}: move {number}: {message}")
    return found
