"""In which order a notebook is run and asked: each question's checks after its last cell, what was given put back.

Honest answers inside noise keep their marks: cells may be deleted, doubled, moved, without metadata. What the set gave
is run again where it was deleted or changed, because the expected values rest on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .notebook import Cell


@dataclass(frozen=True)
class Run:
    """Run a cell."""

    source: str
    name: str
    """What people call it: "code cell 3"."""
    question: str
    own: bool
    """Whether the student wrote or changed it."""


@dataclass(frozen=True)
class Ask:
    """Evaluate the visible checks of a question, and remember the names as they are here."""

    question: str


def _bare(source: str) -> str:
    """Return a cell without blanks at the ends of lines, which do not make it another."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def attributed(cells: Sequence[Cell], handout: Sequence[Cell]) -> list[Cell]:
    """Return the cells with question and role, taken from the handout where they have lost theirs."""
    known = {(cell.kind, _bare(cell.source)): cell for cell in handout}
    found: list[Cell] = []
    for cell in cells:
        twin = known.get((cell.kind, _bare(cell.source)))
        if not cell.role and twin is not None:
            cell = replace(cell, role=twin.role, question=twin.question)
        found.append(cell)
    return found


def plan(cells: Sequence[Cell], handout: Sequence[Cell]) -> list[Run | Ask]:
    """Return what to run, and where to ask, for a notebook whose cells are `attributed`."""
    code = [cell for cell in cells if cell.kind == "code"]
    untouched = {_bare(cell.source) for cell in handout if cell.kind == "code"}
    there = {_bare(cell.source) for cell in code}
    gone = [
        cell
        for cell in handout
        if cell.kind == "code" and cell.role == "given" and _bare(cell.source) not in there
    ]
    changed = {g.id: g for g in gone if g.id and any(c.id == g.id and c.question == g.question for c in code)}
    last = {cell.question: place for place, cell in enumerate(code) if cell.question}
    waiting: dict[str, list[Cell]] = {}
    for given in gone:
        if given.id not in changed:
            waiting.setdefault(given.question if given.question in last else "", []).append(given)

    steps: list[Run | Ask] = [_given(given) for given in waiting.pop("", [])]
    for place, cell in enumerate(code):
        steps += [_given(given) for given in waiting.pop(cell.question, [])]
        as_handed_out = _bare(cell.source) in untouched
        if not (as_handed_out and cell.role in ("load", "check")):
            steps.append(Run(cell.source, f"code cell {place + 1}", cell.question, not as_handed_out))
        if cell.id in changed:
            steps.append(_given(changed[cell.id]))
        if cell.question and last[cell.question] == place:
            steps.append(Ask(cell.question))
    return steps


def _given(cell: Cell) -> Run:
    return Run(cell.source, "a cell that was handed out", cell.question, False)


def written(cells: Sequence[Cell], handout: Sequence[Cell]) -> dict[str, str]:
    """Return the text of every written answer: what stands in its cell, or where its cell was, and was not handed out."""
    given = {_bare(cell.source) for cell in handout if cell.kind != "code"}
    wanted = {cell.question for cell in handout if cell.kind == "markdown" and cell.role == "answer"}
    found: dict[str, list[str]] = {question: [] for question in wanted}
    current = ""
    for cell in cells:
        if cell.role in ("title", "answer", "given", "check") and cell.question:
            current = cell.question
        belongs = cell.question if cell.role == "answer" else current if not cell.role else ""
        if (
            cell.kind != "code"
            and belongs in found
            and _bare(cell.source) not in given
            and cell.source.strip()
        ):
            found[belongs].append(cell.source.strip())
    return {question: "\n\n".join(parts) for question, parts in found.items()}
