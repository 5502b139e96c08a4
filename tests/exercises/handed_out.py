"""What tests of the exercise sets share: the sets, what their solutions define, and notebooks as they are handed out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import yaml
from nbclient import NotebookClient

from autograder.source import ExerciseSet, Question, load

ROOT = Path(__file__).parents[2]


def front_matter(page: Path) -> dict[str, Any]:
    """Return the front matter of a page or set, empty if it has none."""
    parts = page.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(parts[1]) if len(parts) == 3 and not parts[0] else {}


SOURCES = [page for page in sorted((ROOT / "exercises").glob("*.md")) if "set" in front_matter(page)]
SETS: dict[str, ExerciseSet] = {page.stem: load(page) for page in SOURCES}


def chapter(name: str) -> dict[str, Any]:
    """Return the plan in the front matter of the opening page of a set's chapter."""
    number = front_matter(ROOT / "exercises" / f"{name}.md")["set"]["chapter"]
    (opening,) = (ROOT / "book").glob(f"{number}-*/index.md")
    return front_matter(opening)["chapter"]


def checked(name: str) -> list[Question]:
    """Return the questions of a set that have checks."""
    return [question for question in SETS[name].questions if question.checks]


@cache
def solved(name: str) -> dict[str, Any]:
    """Return the names that the solutions of a set define."""
    namespace: dict[str, Any] = {}
    for cell in SETS[name].cells:
        if cell.role in ("given", "solution"):
            exec(compile(cell.source, f"<{name}>", "exec"), namespace)
    return namespace


class Kernel:
    """The student's notebook, run as it is handed out, in which single answers can then be given."""

    def __init__(self, client: NotebookClient, notebook: nbformat.NotebookNode) -> None:
        self.client = client
        self.notebook = notebook

    def cells(self, question: str) -> list[int]:
        """Return the places of a question's code cells."""
        return [
            place
            for place, cell in enumerate(self.notebook.cells)
            if cell.cell_type == "code" and cell.metadata.autograder.get("question") == question
        ]

    def answer(self, question: str, code: str) -> str:
        """Give ``code`` as the answer, the rest of it blank, run the question's cells; return what check prints."""
        replaced = False
        for place in self.cells(question):
            cell = self.notebook.cells[place]
            if cell.metadata.autograder.role == "answer":
                cell.source = "" if replaced else code
                replaced = True
            self.client.execute_cell(cell, place)
        assert cell.source == f'check("{question}")'
        return self.said(question)

    def said(self, question: str) -> str:
        """Return what the question's check has printed, lines that were broken put together again."""
        outputs = self.notebook.cells[self.cells(question)[-1]].outputs
        text = "".join(output.text for output in outputs if output.output_type == "stream")
        return re.sub(r"\n {4}", " ", text)


@contextmanager
def kernel_of(name: str) -> Iterator[Kernel]:
    """Run the student's notebook of a set as it is handed out; an error in any cell is raised."""
    source = ROOT / "exercises" / f"{name}.ipynb"
    notebook = nbformat.read(source, as_version=4)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(source.parent)}}
    )
    with client.setup_kernel():
        for place, cell in enumerate(notebook.cells):
            client.execute_cell(cell, place)
        yield Kernel(client, notebook)
