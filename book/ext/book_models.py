"""The model catalogue, made from what there is: explorers, the cards of their models, the pages on which they stand.

``{model-catalogue}`` prints a section for every explorer that the build finds, in the order of the book, and one for every
model that has none. Nothing is listed by hand: where an explorer stands, what it asks and which models it moves is its
file's ``ABOUT``, all that is said of a model is its ``CARD``, and the parameters come from the controls.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from book_sources import CatalogueDirective, Source
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from integration_ladder.models.card import Card
from integration_ladder.vocabulary.about import About
from livefigure import LiveFigure
from livefigure.book import discover

EXPLORERS = "integration_ladder.explorers"
MODELS = "integration_ladder.models"
NO_MODEL = {f"{MODELS}.card", f"{MODELS}.checks"}  # what models share


@dataclass(frozen=True)
class Explorer:
    """An explorer with what its own file and the book's pages say about it.

    Attributes:
        figure: the live figure.
        about: where it stands, what it asks, which cards it moves.
        models: modules of the models that it moves.
        pages: the pages on which it stands, in the order of the book.
    """

    figure: LiveFigure
    about: About
    models: tuple[str, ...]
    pages: tuple[Source, ...]

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        section = self.about.section
        if section.isdigit():
            return f"Opening page of chapter {section}"
        return f"Section {section}" if section[0].isdigit() else capital(section)

    @property
    def home(self) -> Source | None:
        """The page that explains it: the first of a chapter, else the first."""
        return next((page for page in self.pages if page.chapter), self.pages[0] if self.pages else None)


def modules(package: str) -> list[str]:
    """Return the modules of a package and of its folders, without what models share."""
    path = importlib.import_module(package).__path__
    found = pkgutil.walk_packages(path, f"{package}.")
    return [info.name for info in found if not info.ispkg and info.name not in NO_MODEL]


@cache
def models_by_card() -> dict[str, str]:
    """Return the models' modules by the number of their card."""
    return {card_of(file).number: file for file in modules(MODELS)}


def model_with_card(number: str) -> str:
    """Return the module of the model whose card this is.

    Raises:
        ExtensionError: no model has it.
    """
    known = models_by_card()
    if number not in known:
        raise ExtensionError(f"card {number}: no model declares it; there are {', '.join(sorted(known))}")
    return known[number]


def shows(page: Source, figure: str, module: str, names: Iterable[str]) -> bool:
    """Tell whether a page places a figure; a notebook imports one of its module's ``names`` in order to display it."""
    if page.path.suffix != ".ipynb":
        return bool(re.search(rf"^`{{3,}}\{{live-figure\}} +{re.escape(figure)} *$", page.told, re.M))
    for found in re.findall(rf"from {re.escape(module)} import (\([^)]*\)|[^\n]+)", page.told):
        if set(re.findall(r"\w+", found)) & set(names):
            return True
    return False


def explorers(pages: list[Source]) -> list[Explorer]:
    """Return all explorers in the order in which the chapters show them, then those of other pages."""
    figures = discover(EXPLORERS)
    found = []
    for file in modules(EXPLORERS):
        module = importlib.import_module(file)
        held: dict[str, list[str]] = {}
        for name, value in vars(module).items():
            if isinstance(value, LiveFigure) and value is figures.get(value.name):
                held.setdefault(value.name, []).append(name)
        for figure, names in held.items():
            on = tuple(page for page in pages if shows(page, figure, file, names))
            models = tuple(map(model_with_card, module.ABOUT.cards))
            found.append(Explorer(figures[figure], module.ABOUT, models, on))
    order = [page.docname for page in pages if page.chapter] + [
        page.docname for page in pages if not page.chapter
    ]
    return sorted(found, key=lambda e: order.index(e.home.docname) if e.home else len(order))


def plain(text: str) -> str:
    """Return text with Markdown's signs escaped."""
    return re.sub(r"([\\*_$\[\]<`{])", r"\\\1", text)


def card_of(file: str) -> Card:
    """Return what a model's file declares of itself."""
    return importlib.import_module(file).CARD


def about_model(file: str) -> tuple[list[str], list[str]]:
    """Return a model's card as blocks of Markdown: what it is and assumes; what always holds in it."""
    card, name = card_of(file), file.rsplit(".", 1)[1]
    said = [f"**Model.** {card.title}", f"**Source.** {card.source}", *card.notes]
    if card.assumes:
        said.append(f"**Assumed.** {clauses(card.assumes)}")
    if card.equations:
        said.append("**Equations**, whose symbols the page explains:")
        said += [f"$$\n{latex}\n$$" for latex in card.equations]
    held = [
        "**What always holds in it**, tested over random parameters:",
        "\n".join(f"- {one}" for one in card.holds),
    ]
    code = f"`src/{MODELS.replace('.', '/')}/{name}.py`, tests: `tests/models/test_{name}.py`"
    return said, [*held, f"{{.source}}\nCode: {code}"]


def clauses(assumed: Iterable[str]) -> str:
    """Return assumptions as one or more sentences: a clause that begins with a capital letter is a sentence of its own."""
    text = ""
    for clause in assumed:
        text += clause if not text else f". {clause}" if clause[0].isupper() else f"; {clause}"
    return f"{capital(text)}."


def about_explorer(explorer: Explorer, told: dict[str, str]) -> list[str]:
    """Return a section of the catalogue as blocks of Markdown.

    ``told`` holds the models that an earlier section has told of, with that section's title; this one's are added.
    """
    figure = explorer.figure
    linked = ", ".join(f"[](/{p.docname}{p.path.suffix})" for p in explorer.pages)
    cards = ("card " if len(explorer.about.cards) == 1 else "cards ") + ", ".join(explorer.about.cards)
    place = filter(None, [explorer.place, cards if explorer.about.cards else "no model", linked])
    blocks = [f"{{.source}}\n{' · '.join(place)}", f"**Asks.** {explorer.about.asks}"]
    models = [about_model(model) for model in explorer.models if model not in told]
    for said, _ in models:
        blocks += said
    for title in dict.fromkeys(told[model] for model in explorer.models if model in told):
        blocks.append(f"**Model.** That of “{plain(title)}”, above.")
    told.update({model: figure.title for model in explorer.models if model not in told})
    if figure.controls:
        blocks += [figure.parameter_table(), f"**Controls.** {capital('; '.join(numbers(figure)))}."]
    else:
        blocks.append("**Controls.** None: the figure stands still.")
    if figure.tasks:
        blocks.append("**To find:**")
        blocks.append("\n".join(f"- {plain(task.prompt)}" for task in figure.tasks))
    for _, held in models:
        blocks += held
    return blocks


def numbers(figure: LiveFigure) -> list[str]:
    """Say how many settings there are, and which presets."""
    counts = " × ".join(str(count) for count in figure.counts)
    said = [f"{len(list(figure.settings())):,} settings" + (f" ({counts})" if "×" in counts else "")]
    if figure.presets:
        said.append("presets: " + ", ".join(f"“{plain(name)}”" for name in figure.presets))
    return said


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


class ExplorerDirective(CatalogueDirective):
    """What the directives about explorers share."""

    packages = (EXPLORERS, MODELS)

    def section(self, title: str, identity: str, blocks: Iterable[str]) -> nodes.section:
        """Return a section whose blocks are Markdown."""
        section = nodes.section(
            "", nodes.title("", title), ids=[identity], names=[nodes.fully_normalize_name(title)]
        )
        text = "\n\n".join(blocks)
        self.state.nested_parse(StringList(text.splitlines(), "catalogue"), 0, section)
        return section


class ModelCatalogue(ExplorerDirective):
    """Prints every explorer with its models, and every model without an explorer."""

    def run(self) -> list[nodes.Node]:
        """Return a section each."""
        found = explorers(self.pages())
        moved: dict[str, str] = {}
        sections = [
            self.section(e.figure.title, f"model-{e.figure.name}", about_explorer(e, moved)) for e in found
        ]
        for file in modules(MODELS):
            if file not in moved:
                heading, identity = (
                    card_of(file).title.split(":")[0].rstrip(".?"),
                    nodes.make_id(file.rsplit(".", 1)[1]),
                )
                said, held = about_model(file)
                blocks = ["{.source}\nNo figure moves this model.", *said, *held]
                sections.append(self.section(heading, f"model-{identity}", blocks))
        return sections


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("model-catalogue", ModelCatalogue)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
