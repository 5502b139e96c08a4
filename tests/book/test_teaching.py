"""What a teacher presses works: links to settings ask for what there is, guided moves that plans name stand there."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from livefigure.guided import LIST, read_moves

from .figures import EXPLORERS

BOOK = Path(__file__).parents[2] / "book"
PAGES = sorted(BOOK.rglob("*.md"))
TEACHING = sorted((BOOK / "teaching").glob("*.md"))
SECTIONS = sorted(path for path in BOOK.glob("[1-5]-*/*.md") if "```{predict}" in path.read_text("utf-8"))
# In HTML or in Markdown: page, figure, what follows the question mark.
LINK = re.compile(r"(?:href=\"|\]\()([^\s\"()#]+)\.(?:html|md)#([\w-]+)\?([^\s\"()]*)")
PLACES = re.compile(r"guided moves? (\d(?:(?:, | and )\d)*)")
# Longer ones take more than two lines in a lecture hall.
LONGEST_TITLE = 110


def faults(page: Path, link: re.Match[str]) -> list[str]:
    """Return what is wrong with a page's link to a setting of a figure."""
    target, name = page.parent / f"{link[1]}.md", link[2]
    if not target.is_file():
        return [f"there is no page {link[1]}"]
    if f"```{{live-figure}} {name}\n" not in target.read_text(encoding="utf-8") or name not in EXPLORERS:
        return [f"no figure {name} with controls on {link[1]}"]
    controls = {control.name: control for control in EXPLORERS[name].controls}
    asked = parse_qsl(unescape(link[3]), keep_blank_values=True)
    names = [control for control, _ in asked]
    found = [f"{control} is asked for twice" for control in sorted(set(names)) if names.count(control) > 1]
    found += [f"{control} is not said" for control in controls if control not in names]
    for control, value in asked:
        if control == "present":
            found += ["present has a value"] if value else []
        elif control not in controls:
            found.append(f"there is no control {control}")
        elif value not in (values := [controls[control].link(stop) for stop in controls[control].values]):
            found.append(f"{control} has no value {value}; it has {', '.join(values)}")
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(BOOK).as_posix())
def test_links_to_settings_ask_for_what_there_is(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    wrong = {link[0]: faults(page, link) for link in LINK.finditer(text)}
    assert {link: said for link, said in wrong.items() if said} == {}
    assert len(wrong) == len(set(re.findall(r"[\w-]+\.(?:html|md)#[\w-]+\?[^\s\"()]*", text))), (
        "one is not read"
    )


def test_every_section_that_asks_has_its_vote() -> None:
    """From the teaching pages a link presents the figure that follows each prediction."""
    presented = {
        (path.parent / f"{link[1]}.md").resolve()
        for path in TEACHING
        for link in LINK.finditer(path.read_text(encoding="utf-8"))
        if "present" in dict(parse_qsl(unescape(link[3]), keep_blank_values=True))
    }
    assert SECTIONS
    assert presented >= {path.resolve() for path in SECTIONS}


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("../1-theory/ricardo.html#ricardo?price=1&amp;portugal_wine=80&amp;present", []),
        ("../1-theory/ricardo.html#ricardo?price=1&portugal_wine=80", []),
        ("../1-theory/ricardo.html#ricardo?price=5/6&amp;portugal_wine=80", ["price has no value 5/6"]),
        ("../1-theory/ricardo.html#ricardo?price=1&amp;present", ["portugal_wine is not said"]),
        (
            "../1-theory/ricardo.html#ricardo?price=1&amp;portugal_wine=80&amp;hall",
            ["there is no control hall"],
        ),
        (
            "../1-theory/ricardo.html#ricardo?price=1&amp;portugal_wine=80&amp;present=1",
            ["present has a value"],
        ),
        (
            "../1-theory/ricardo.html#ricardo?price=1&amp;price=0.9&amp;portugal_wine=80",
            ["price is asked for twice"],
        ),
        ("../1-theory/ricardo.html#smith?rate=1", ["no figure smith with controls"]),
        ("../1-theory/nowhere.html#ricardo?price=1", ["there is no page"]),
    ],
)
def test_a_link_that_asks_for_something_else_is_told(link: str, says: list[str]) -> None:
    page = BOOK / "teaching/chapter-1.md"
    for written in (f'<a href="{link}">one</a>', f"[one]({link})"):
        told = faults(page, LINK.search(written))
        assert len(told) == len(says), told
        assert all(map(str.startswith, told, says)), told


@pytest.mark.parametrize("page", sorted((BOOK / "teaching").glob("chapter-*.md")), ids=lambda path: path.stem)
def test_guided_moves_that_a_plan_names_stand_on_the_page_of_its_link(page: Path) -> None:
    """The moves of a row are those of the figure that the row, or the nearest one above it under its heading, has linked."""
    named, figure, linked = 0, None, None
    for line in page.read_text(encoding="utf-8").splitlines():
        figure = None if line.startswith("#") else figure
        for link in LINK.finditer(line):
            figure, linked = link[2], (page.parent / f"{link[1]}.md").read_text(encoding="utf-8")
        for places in PLACES.finditer(line if line.startswith("| ") and figure else ""):
            (moves,) = (
                read_moves(found["content"].splitlines())
                for found in LIST.finditer(linked)
                if found["figure"] == figure
            )
            assert all(1 <= int(place) <= len(moves) for place in re.findall(r"\d", places[1])), line
            named += 1
    assert named >= 6


@pytest.mark.parametrize("page", SECTIONS, ids=lambda path: path.stem)
def test_a_predictions_question_is_short_enough_for_a_title(page: Path) -> None:
    (block,) = re.findall(r"^```\{predict\} \S+\n(.*?)^```$", page.read_text(encoding="utf-8"), re.M | re.S)
    question = block.split("\n- ")[0].strip().rpartition("\n\n")[2]
    assert question.endswith("?")
    assert len(question) <= LONGEST_TITLE, question
