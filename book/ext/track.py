"""What selfcheck asks the book: a task's prompt, an objective's text, the page's scenarios. Neither knows the other."""

from pathlib import Path
from typing import Any

from chapter import read_chapter
from sphinx.application import Sphinx

from livefigure.fingerprint import project_files


def task(app: Sphinx, figure: str, name: str) -> str:
    """Return a task's prompt, or raise LookupError with a sentence for the author."""
    explorers = app.livefigure_figures
    if figure not in explorers:
        raise LookupError(f"there is no explorer {figure}; there are {', '.join(sorted(explorers))}")
    for file in project_files(explorers[figure]):
        app.env.note_dependency(str(file))
    tasks = {one.name: one.prompt for one in explorers[figure].tasks}
    if name not in tasks:
        raise LookupError(f"the explorer {figure} has no task {name}; it has {', '.join(tasks) or 'none'}")
    return tasks[name]


def objective(app: Sphinx, page: str, name: str) -> str | None:
    """Return the text of an objective in the plan of the page's chapter; None where there is no plan."""
    opening = Path(app.env.doc2path(page)).with_name("index.md")
    if page.count("/") < 2 or not opening.exists():
        return None
    app.env.note_dependency(str(opening))
    objectives = read_chapter(opening)["objectives"]
    if name not in objectives:
        raise LookupError(f"the chapter has no objective {name}; it has {', '.join(objectives)}")
    return objectives[name]


def names(app: Sphinx) -> dict[str, Any]:
    """Return what a question's fresh numbers may be drawn from: the names of the page's scenarios."""
    scenarios = app.env.temp_data.get("scenarios")
    return scenarios.names if scenarios else {}


def drawn(app: Sphinx, row: dict[str, Any] | None) -> None:
    """Let the numbers that a question writes be those of a row."""
    if scenarios := app.env.temp_data.get("scenarios"):
        scenarios.draw(row)


def setup(app: Sphinx) -> dict[str, Any]:
    """Answer selfcheck's questions."""
    app.setup_extension("selfcheck")
    app.connect("selfcheck-task", task)
    app.connect("selfcheck-objective", objective)
    app.connect("selfcheck-names", names)
    app.connect("selfcheck-drawn", drawn)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
