"""The no-Python track holds together: objectives are declared, tasks exist on their pages, points add up."""

import re
from pathlib import Path, PurePosixPath

import pytest
from chapter import read_chapter

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
    shown = re.search(rf"^```\{{live-figure\}} {explorer}$", TEXTS[page], re.M)
    assert shown, "the page does not show the explorer"
    assert shown.start() < TEXTS[page].index(f"{{task}} {explorer}/{task}"), "the figure comes first"


CHAPTERS = {page.parent.name: read_chapter(page) for page in sorted(BOOK.glob("[1-5]-*/index.md"))}
SHOWN = re.compile(r"^```\{live-figure\} (\S+)$", re.M)
SECTIONS = [
    page
    for page, text in TEXTS.items()
    if page.split("/")[0] in CHAPTERS
    and not page.endswith("/index")  # an opening page shows what the chapter is about, and asks nothing
    and any(EXPLORERS[name].controls for name in SHOWN.findall(text) if name in EXPLORERS)
]
PROGRESS = [
    (page, block)
    for page, text in TEXTS.items()
    for block in re.findall(r"^```\{progress\}.*?^```", text, re.M | re.S)
]


def option(block: str, name: str) -> str | None:
    """Return an option of a directive."""
    found = re.search(rf"^:{name}: *(.+?) *$", block, re.M)
    return found[1] if found else None


def asking(page: str, kinds: str = "question|task") -> list[str]:
    """Return the directives of a page that ask something."""
    return re.findall(rf"^```\{{(?:{kinds})\}}.*?^```", TEXTS[page], re.M | re.S)


@pytest.mark.parametrize("page", [page for page in TEXTS if page.split("/")[0] in CHAPTERS])
def test_objectives_are_those_of_the_chapter(page: str) -> None:
    used = {option(block, "objective") for block in asking(page, "question|task|worked")}
    assert used - {None} <= set(CHAPTERS[page.split("/")[0]]["objectives"])


@pytest.mark.parametrize("page", SECTIONS)
def test_a_section_asks_at_least_four_questions_each_for_an_objective(page: str) -> None:
    questions = asking(page, "question")
    assert len(questions) >= 4
    assert all(option(block, "objective") for block in questions)


@pytest.mark.parametrize("page", SECTIONS)
def test_a_section_begins_with_a_prediction_and_shows_it_again(page: str) -> None:
    (made,) = re.findall(r"^```\{predict\} (\S+)$", TEXTS[page], re.M)
    (again,) = re.findall(r"^```\{prediction\} (\S+)$", TEXTS[page], re.M)
    assert made == again


@pytest.mark.parametrize("page", SECTIONS)
def test_the_second_vote_comes_after_the_moves(page: str) -> None:
    text = TEXTS[page]
    assert text.index("```{predict} ") < text.index("```{moves} ") < text.index("```{prediction} ")


def test_numbers_come_again_fresh_and_worked_examples_fade() -> None:
    first = {page: text for page, text in TEXTS.items() if page.startswith("1-theory/")}
    assert sum(text.count("\n:draw: ") for text in first.values()) >= 3
    assert [page for page, text in first.items() if "```{worked}" in text]


def test_the_points_of_a_track_add_up() -> None:
    for page, block in PROGRESS:
        pattern = option(block, "pages") or "*"
        pages = [one for one in TEXTS if PurePosixPath("book", one).match(pattern)]
        points = sum(int(option(asked, "points") or 0) for one in pages for asked in asking(one))
        assert points == int(option(block, "points") or points), page


@pytest.mark.browser
def test_a_task_solved_in_the_figure_counts_below_it(chromium, address):
    """Figure and questions know each other by an event and two names only: here they meet."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/book/1-theory/ricardo.html")
        task, check = page.locator(".sc-task"), page.locator("#ricardo [data-task=even] button")
        check.scroll_into_view_if_needed()  # a figure wakes when it comes near; a click waits, and does not scroll
        check.click()
        task.get_by_text("Not solved yet.").wait_for()
        page.goto(f"{address}/book/1-theory/ricardo.html#ricardo?price=1.02&portugal_wine=72")
        check.click()
        task.get_by_text("Solved.").wait_for()
        page.reload()
        task.get_by_text("1 point earned").wait_for()
