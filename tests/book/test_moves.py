"""Guided moves and links of the pages: none hands over the answer of a task that gives points; a kernel says the same."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from integration_ladder import scenarios
from integration_ladder.explorers.theory.smith import EXPLORER as SMITH
from livefigure import LiveFigure
from livefigure.discovery import discover
from livefigure.guided import LINK, guide, read_moves
from livefigure.prose import html
from livefigure.settings import read_setting

BOOK = Path(__file__).parents[2] / "book"
FIGURES = discover("integration_ladder.explorers")
PAGES = [page for page in sorted(BOOK.rglob("*.md")) if "```{moves}" in page.read_text(encoding="utf-8")]
TASK = re.compile(r"^```\{task\} ([\w-]+)/(\w+)\n(?=:points:)", re.MULTILINE)


def settings(text: str) -> list[tuple[str, str]]:
    """Return figure and setting, as they are written, of every move and link of a page."""
    found = [
        (name, " ".join(move.parts["set"]))
        for name, content in re.findall(r"^```\{moves\} (\S+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        for move in read_moves(content.splitlines())
    ]
    links = [LINK.fullmatch(link) for link in re.findall(r"\{set\}`([^`]+)`", text)]
    return found + [(link[2], link[3]) for link in links]


def handed_over(text: str, figures: dict[str, LiveFigure]) -> list[str]:
    """Return the tasks with points of a page that one of its moves or links solves."""
    return [
        f"{name}/{task.name}: {written}"
        for name, wanted in TASK.findall(text)
        for task in figures[name].tasks
        if task.name == wanted
        for figure, written in settings(text)
        if figure == name and figures[name].frame(read_setting(figures[name], written)).tasks[task.name]
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_move_solves_a_task_that_gives_points(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(settings(text)) >= 5
    assert handed_over(text, FIGURES) == []


def test_a_move_that_solves_it_would_be_found() -> None:
    task = "```{task} smith/even\n:points: 1\n```\n"
    page = (
        task
        + "```{moves} smith\n1. Move.\n   set: RATE\n   answer: Yes.\n```\n{set}`it <smith: One for one>`"
    )
    solving = next(s for s in SMITH.settings() if SMITH.frame(s).tasks["even"])
    written = "; ".join(f"{name} = {value!r}" for name, value in solving.items())
    assert handed_over(page.replace("RATE", "rate = 2"), FIGURES) == []
    assert handed_over(page.replace("RATE", written), FIGURES) == [f"smith/even: {written}"]
    assert handed_over(page.replace("RATE", "rate = 2").replace("One for one", written), FIGURES) == [
        f"smith/even: {written}"
    ]
    assert handed_over(page.replace("RATE", written).replace(":points: 1\n", ""), FIGURES) == []


@pytest.mark.browser  # needs the built book
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_kernel_shows_the_words_of_the_page(book: Path, page: Path) -> None:
    built = BeautifulSoup(
        (book / "book" / page.relative_to(BOOK).with_suffix(".html")).read_text(encoding="utf-8"),
        "html.parser",
    )
    for section in built.select("section.lf-moves"):
        name = section["data-figure"]
        writers = scenarios.writers(page)
        items = section.select("ol > li")
        moves = guide(name).moves
        assert len(items) == len(moves)
        for item, move in zip(items, moves, strict=True):
            item.summary.decompose()
            for part, where in (("text", ".lf-move"), ("answer", ".lf-answer")):
                shown = BeautifulSoup(html("\n".join(move.parts[part]), writers), "html.parser")
                assert words(shown) == words(item.select_one(where))


def words(markup: Tag) -> list[str]:
    """Return the words of markup, without its formulas."""
    for formula in markup.select("math"):
        formula.replace_with("\\(\\)")
    return re.sub(r"\\\(.*?\\\)", "", markup.get_text()).split()
