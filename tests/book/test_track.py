"""The no-Python track holds together: objectives are declared, tasks exist on their pages, points add up."""

import re
from pathlib import Path

import pytest

from livefigure.book import discover

BOOK = Path(__file__).parents[2] / "book"
TEXTS = {
    page.relative_to(BOOK).with_suffix("").as_posix(): page.read_text("utf-8") for page in BOOK.rglob("*.md")
}
EXPLORERS = discover("integration_ladder.explorers")
TASKS = [
    (page, *name)
    for page, text in TEXTS.items()
    for name in re.findall(r"^```\{task\} (\S+)/(\S+)$", text, re.M)
]


@pytest.mark.parametrize(("page", "explorer", "task"), TASKS)
def test_a_task_stands_on_the_page_of_its_explorer(page: str, explorer: str, task: str) -> None:
    assert task in [one.name for one in EXPLORERS[explorer].tasks]
    module = explorer.replace("-", "_")
    shown = re.search(r"^EXPLORER$", TEXTS[page], re.M)
    assert shown, "the page shows no explorer"
    assert re.search(rf"from integration_ladder\.explorers\.{module} import", TEXTS[page])
    assert shown.start() < TEXTS[page].index(f"{{task}} {explorer}/{task}"), "the figure comes first"
