"""A chapter's plan, written once in its opening page's front matter: objectives, minutes, what it needs.

The opening page (`book/…/index.md`) carries a `chapter:` mapping in its front matter, which this file, the tests and
the exercise sets read. Directives:

- `{objectives}` lists the chapter's objectives; `{chapter-plan}` its minutes, prerequisites, models and tables;
- `{key-point} ID` on the closing page says in a few sentences what the reader now knows of one objective. A chapter whose
  closing page leaves an objective out, or names one that there is not, is a warning.
"""

import json
from pathlib import Path
from typing import Any

import yaml
from book_sources import link
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

log = logging.getLogger(__name__)

MINUTES = {
    "reading": "to read and move",
    "class": "of class",
    "lab": "for the lab",
    "exercises": "for the exercises",
}
KEYS = {"number", "minutes", "prerequisites", "objectives"}


def read_chapter(opening: Path) -> dict[str, Any]:
    """Return the `chapter` mapping of an opening page's front matter.

    Raises:
        ValueError: there is none, a key is missing or unknown, or there are not two to four objectives.
    """
    text = opening.read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("\n---\n", 1)[0]) if text.startswith("---\n") else {}
    chapter = (front or {}).get("chapter")
    if not isinstance(chapter, dict) or set(chapter) != KEYS:
        raise ValueError(
            f"{opening}: the front matter wants `chapter:` with exactly {', '.join(sorted(KEYS))}"
        )
    if set(chapter["minutes"]) != set(MINUTES):
        raise ValueError(f"{opening}: `minutes` wants exactly {', '.join(MINUTES)}")
    if not 2 <= len(chapter["objectives"]) <= 4:
        raise ValueError(f"{opening}: a chapter has two to four objectives, not {len(chapter['objectives'])}")
    return chapter


def tables_of(folder: str, datapackage: Path) -> list[str]:
    """Return the names of the tables of which a page in ``folder`` (as in "book/1-theory") makes use."""
    package = json.loads(datapackage.read_text(encoding="utf-8"))
    return [
        table["name"]
        for table in package["resources"]
        if any(page.startswith(f"{folder}/") for page in table["pages"])
    ]


def models_of(number: int, cards: Path) -> list[str]:
    """Return the cards, in their order, that a page of chapter ``number`` teaches (``book/claims/cards.yml``)."""
    placed = yaml.safe_load(cards.read_text(encoding="utf-8"))
    return [card for card, where in placed.items() if where["chapter"] == number and "page" in where]


class ChapterDirective(SphinxDirective):
    """What the three directives share: the chapter in whose folder the page stands."""

    def chapter(self) -> dict[str, Any]:
        """Return the plan of the page's chapter; the page is read again when the plan changes."""
        opening = Path(self.env.doc2path(self.env.docname)).with_name("index.md")
        self.env.note_dependency(str(opening))
        return read_chapter(opening)


class Objectives(ChapterDirective):
    """Lists the objectives."""

    def run(self) -> list[nodes.Node]:
        """Return an ordered list, each item with an anchor."""
        items = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        for name, text in self.chapter()["objectives"].items():
            verb, rest = text.split(" ", 1)
            said = nodes.paragraph("", "", nodes.strong(text=verb), nodes.Text(f" {rest}"))
            items += nodes.list_item("", said, ids=[f"objective-{name}"])
        return [items]


class ChapterPlan(ChapterDirective):
    """Says how long the chapter takes and what it needs."""

    def run(self) -> list[nodes.Node]:
        """Return a list of one line each."""
        chapter = self.chapter()
        minutes = chapter["minutes"]
        package = Path(self.env.srcdir) / "data/datapackage.json"
        cards = Path(self.env.srcdir) / "book/claims/cards.yml"
        self.env.note_dependency(str(package))
        self.env.note_dependency(str(cards))
        tables = tables_of(Path(self.env.docname).parent.as_posix(), package)
        lines = {
            "Time": ", ".join(f"{minutes[key]} minutes {words}" for key, words in MINUTES.items())
            + ". These are estimates; no class has been timed yet.",
            "You need": "; ".join(chapter["prerequisites"]) + ".",
            "Models": ", ".join(models_of(chapter["number"], cards)) + ", in the ",
            "Tables": ", ".join(tables) + ", in the ",
        }
        catalogues = {"Models": ("models", "model catalogue"), "Tables": ("data", "data catalogue")}
        items = nodes.bullet_list()
        for name, text in lines.items():
            said = nodes.paragraph("", "", nodes.strong(text=f"{name}."), nodes.Text(f" {text}"))
            if name in catalogues:
                page, words = catalogues[name]
                said += [link(self.env, f"book/reference/{page}", words), nodes.Text(".")]
            items += nodes.list_item("", said)
        return [items]


class KeyPoint(ChapterDirective):
    """What the reader now knows of one objective."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the objective and, below it, the text."""
        name, objectives = self.arguments[0], self.chapter()["objectives"]
        if name not in objectives:
            log.warning(
                "key-point %r: the chapter's objectives are %s",
                name,
                ", ".join(objectives),
                location=self.get_location(),
            )
            return []
        said = self.env.metadata[self.env.docname].setdefault("key_points", [])
        said.append(name)
        box = nodes.container(classes=["key-point"])
        box += nodes.paragraph("", "", nodes.strong(text=objectives[name]))
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]


def missing_key_points(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Warn of closing pages (pages with key points) that leave an objective out or name one twice."""
    for page, metadata in env.metadata.items():
        if said := metadata.get("key_points"):
            objectives = read_chapter(Path(env.doc2path(page)).with_name("index.md"))["objectives"]
            if sorted(said) != sorted(objectives):
                log.warning("key points want each objective once: %s", ", ".join(objectives), location=page)
    return []


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("objectives", Objectives)
    app.add_directive("chapter-plan", ChapterPlan)
    app.add_directive("key-point", KeyPoint)
    app.connect("env-updated", missing_key_points)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
