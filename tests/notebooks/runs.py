"""Each notebook is executed once: as handed out, and then, in the same kernel emptied, with its folded answers in place."""

import copy
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
FOLDED = re.compile(r"One way to do it.*?```python\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Executed:
    """A notebook with its outputs, as handed out and as solved; without tasks both say the same."""

    blank: nbformat.NotebookNode
    solved: nbformat.NotebookNode


def tasks(notebook: nbformat.NotebookNode) -> list[int]:
    """Return the places of the cells that a reader fills in."""
    return [at for at, cell in enumerate(notebook.cells) if "task" in cell.metadata.get("tags", [])]


def with_answers(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a copy in which every task is replaced by the answer folded below it."""
    solved = copy.deepcopy(notebook)
    for at in tasks(solved):
        folded = FOLDED.search(solved.cells[at + 1].source)
        assert folded, f"no folded answer under {solved.cells[at].source[:60]!r}"
        solved.cells[at].source = folded[1]
    return solved


@cache
def executed(name: str) -> Executed:
    """Execute a notebook; an error in any cell is raised here."""
    blank = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    solved = with_answers(blank)
    client = NotebookClient(blank, timeout=120, kernel_name="python3")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LIVEFIGURE_BOOK", raising=False)
        with client.setup_kernel():
            for place, cell in enumerate(blank.cells):
                client.execute_cell(cell, place)
            handed_out = copy.deepcopy(blank)  # the client keeps the cells that it executed last
            if tasks(blank):
                client.execute_cell(nbformat.v4.new_code_cell("%reset -f"), 0)
                for place, cell in enumerate(solved.cells):
                    client.execute_cell(cell, place)
    return Executed(handed_out, solved if tasks(solved) else handed_out)


def printed(notebook: nbformat.NotebookNode) -> str:
    """Return everything that the cells print or show as text."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "\n".join(one.get("text") or one.get("data", {}).get("text/plain", "") for one in outputs)
