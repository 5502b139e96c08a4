"""What the tasks of the explorers ask: the book knows both, the figures and the questions, which know nothing of each other."""

from typing import Any

from sphinx.application import Sphinx

from livefigure.book import discover


def prompt(app: Sphinx, figure: str, task: str) -> str:
    """Return a task's prompt, or raise LookupError with a sentence for the author."""
    explorers = {
        name: explorer
        for package in app.config.livefigure_packages
        for name, explorer in discover(package).items()
    }
    if figure not in explorers:
        raise LookupError(f"there is no explorer {figure}; there are {', '.join(sorted(explorers))}")
    tasks = {one.name: one.prompt for one in explorers[figure].tasks}
    if task not in tasks:
        raise LookupError(f"the explorer {figure} has no task {task}; it has {', '.join(tasks) or 'none'}")
    return tasks[task]


def setup(app: Sphinx) -> dict[str, Any]:
    """Answer selfcheck's question for a task's prompt."""
    app.setup_extension("selfcheck")
    app.connect("selfcheck-task", prompt)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
