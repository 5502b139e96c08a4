"""Lab 1: as shipped it says "not yet"; with its folded answers in place every comparison is right."""

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from integration_ladder import data

LAB = Path(__file__).parents[2] / "notebooks" / "lab-1.ipynb"


def printed(notebook: nbformat.NotebookNode) -> str:
    """Return everything that the cells print or show as text."""
    said = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            said.append(output.get("text") or output.get("data", {}).get("text/plain", ""))
    return "\n".join(said)


def run(notebook: nbformat.NotebookNode) -> str:
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return printed(notebook)


@pytest.fixture(scope="module")
def blank() -> str:
    return run(nbformat.read(LAB, as_version=4))


@pytest.fixture(scope="module")
def solved() -> str:
    notebook = nbformat.read(LAB, as_version=4)
    tasks = [at for at, cell in enumerate(notebook.cells) if "task" in cell.metadata.get("tags", [])]
    assert len(tasks) >= 6
    for at in tasks:
        folded = re.search(
            r"One way to do it.*?```python\n(.*?)```", notebook.cells[at + 1].source, re.DOTALL
        )
        assert folded, f"no folded answer under {notebook.cells[at].source[:60]!r}"
        notebook.cells[at].source = folded[1]
    return run(notebook)


def test_the_blank_lab_says_what_is_not_yet_done(blank: str) -> None:
    assert len(re.findall(r"not yet (?:what the course has|right|where they meet)", blank)) >= 6


def test_the_folded_answers_are_right(solved: str) -> None:
    assert "not yet" not in solved
    assert solved.count("the same as the course has") == 5
    assert "The order is right." in solved
    assert "Exports and imports meet here" in solved


def test_what_the_lab_says_about_its_result_is_so(solved: str) -> None:
    wage = float(re.search(r"US wage over Japanese wage: ([\d.]+)", solved)[1])
    index = data.load("industry_productivity").query("economy == 'Japan'").set_index("industry")["value"]
    assert wage == pytest.approx(100 / index["automobiles"], abs=1e-4)
    assert wage < 1
    assert "['automobiles']" in solved
    assert (index > 100).sum() == 5
    assert index["automobiles"] == 116
    assert 100 / index["food"] > 3
    paid = data.load("hourly_compensation").query("economy == 'Japan'").set_index("year")["value"]
    assert paid[1990] < 100
    assert paid[1985] == pytest.approx(50, abs=2)
    assert paid[1995] > 130
