"""The glossary, from one file (`book/glossary.yml`): Chinese, pinyin, English and a line of meaning.

- ``{glossary-list}`` (the glossary's own page) prints every term by pinyin, ``{glossary-index}`` the English names.
- ``{terms}`` prints some of them anywhere else, each linked to the glossary: those named, Chinese or English, one a line,
  in the order given; or with the option ``:chapter: 1`` all terms of a chapter, by pinyin::

      ```{terms}
      比较优势
      absolute advantage
      ```

- ``{term}`comparative advantage` `` and ``{term}`比较优势` `` (Sphinx's own role) link to the glossary from a sentence.
- Where a page's prose first writes a term, in Chinese or English, it links to the glossary by itself (``mark``), and the
  page holds the term's meaning, which ``terms.js`` shows where the term stands.

Where a term is taught is not written down: it is the first page of a chapter that gives it in Chinese with its pinyin,
else the first that gives it in Chinese.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import yaml
from book_sources import CatalogueDirective, Source, link
from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from markdown_it import MarkdownIt
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import logging

log = logging.getLogger(__name__)

OPTIONAL = {"note", "also", "everyday"}
# Where a sentence stands that may link a term: not in titles, tables, links, questions, moves, figures and lists of terms;
# nor in italics, in which titles of works are set.
PROSE = (
    nodes.section, nodes.paragraph, nodes.block_quote, nodes.bullet_list, nodes.enumerated_list,
    nodes.list_item, nodes.Admonition, nodes.container, nodes.strong, nodes.inline,
)  # fmt: skip
AROUND = re.compile(
    r"<(/?)(?:a|aside|button|details|div|figure|form|label|ol|section|summary|table|ul)\b", re.IGNORECASE
)
DISPLAYED = {"lead", "kicker", "caption", "source", "muted", "further"}


@dataclass(frozen=True)
class Term:
    """An entry of the glossary.

    Attributes:
        zh, pinyin, en: the term in Chinese, its reading, and the English that this course uses.
        meaning: one line.
        chapter: number of the chapter that teaches it.
        note: what to know about the translation.
        also: other English names under which pages write of it.
        everyday: its English name is an ordinary word, of which a page need not mean this.
    """

    zh: str
    pinyin: str
    en: str
    meaning: str
    chapter: int
    note: str = ""
    also: tuple[str, ...] = ()
    everyday: bool = False

    @property
    def anchor(self) -> str:
        """Identifier within the glossary's page."""
        return "term-" + nodes.make_id(self.en)

    @property
    def reading(self) -> str:
        """What the glossary is sorted by: pinyin without tones, spaces and signs."""
        return plain(self.pinyin)

    @property
    def written(self) -> re.Pattern[str] | None:
        """What finds the term in an English text, in the singular or the plural, or None if nothing should."""
        if self.everyday:
            return None
        names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in (self.en, *self.also))
        return re.compile(rf"(?<![\w-])(?:{names})(?:e?s)?(?![\w-])", re.IGNORECASE)

    @property
    def sentence(self) -> str:
        """The first sentence of its meaning, in HTML."""
        found = re.match(r".+?\.(?= [A-Z]|$)", self.meaning)
        return MarkdownIt().renderInline(found[0] if found else self.meaning)

    def taught_on(self, pages: list[Source]) -> str | None:
        """Return the page of a chapter on which the reader meets the term, or None as long as there is none."""
        chapters = [page for page in pages if page.chapter]
        span = re.escape(f'<span lang="zh-Hans">{self.zh}</span>')
        for pattern in (rf"{span},?\s+\*", span):
            for page in chapters:
                if re.search(pattern, page.told):
                    return page.docname
        return None


def plain(text: str) -> str:
    """Return a text's letters in lower case, without marks: what words are sorted by."""
    letters = unicodedata.normalize("NFD", text).lower()
    return "".join(letter for letter in letters if letter.isalnum())


def read_terms(file: Path) -> list[Term]:
    """Return the glossary, by pinyin.

    Raises:
        ValueError: a field is missing, empty or unknown, or a term stands twice.
    """
    known = {field.name for field in fields(Term)}
    terms: list[Term] = []
    for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
        name = entry.get("zh", entry.get("en", "?"))
        if unknown := set(entry) - known:
            raise ValueError(f"{file.name}: {name}: no such field: {', '.join(sorted(unknown))}")
        if missing := [key for key in known - OPTIONAL if not entry.get(key)]:
            raise ValueError(f"{file.name}: {name}: lacks {', '.join(sorted(missing))}")
        for term in terms:
            if entry["zh"] == term.zh or entry["en"].lower() == term.en.lower():
                raise ValueError(f"{file.name}: {name} ({entry['en']}) stands twice")
        terms.append(Term(**entry | {"also": tuple(entry.get("also", ()))}))
    return sorted(terms, key=lambda term: (term.reading, term.pinyin))


class TermDirective(CatalogueDirective):
    """What both directives share."""

    def read(self) -> list[Term]:
        """Return the glossary; the page is read again when it changes."""
        file = Path(self.env.srcdir) / "book/glossary.yml"
        self.env.note_dependency(str(file))
        try:
            return read_terms(file)
        except (ValueError, yaml.YAMLError) as error:
            raise self.error(str(error)) from None

    def entry(self, term: Term, name: nodes.Node, *below: nodes.Node) -> nodes.definition_list_item:
        """Return a term with its meaning, its English ``name``, and what stands below."""
        head = nodes.term("", "", chinese(term), nodes.Text(" "), nodes.emphasis(text=term.pinyin))
        head += [nodes.Text(" · "), nodes.inline("", "", name, classes=["english"])]
        body = nodes.definition()
        self.state.nested_parse(StringList([term.meaning], "glossary.yml"), 0, body)
        return nodes.definition_list_item("", head, body, *below)


class Terms(TermDirective):
    """Prints some terms, each with a link to the glossary."""

    has_content = True
    option_spec: ClassVar = {"chapter": directives.positive_int}

    def run(self) -> list[nodes.Node]:
        """Return a list of terms."""
        terms = self.read()
        chosen = [term for term in terms if term.chapter == self.options.get("chapter")]
        names = {name: term for term in terms for name in (term.zh, term.en.lower())}
        for name in filter(None, (line.strip() for line in self.content)):
            if name.lower() not in names:
                log.warning(
                    "terms: %r is not in book/glossary.yml, in Chinese or English",
                    name,
                    location=self.get_location(),
                )
            else:
                chosen.append(names[name.lower()])
        if not chosen:
            raise self.error("terms: name terms, one a line, or give a :chapter:")
        return [
            nodes.definition_list(
                "", *(self.entry(t, self.to_glossary(t)) for t in chosen), classes=["terms"]
            )
        ]

    def to_glossary(self, term: Term) -> nodes.Node:
        """Return the English term as a link into the glossary."""
        return addnodes.pending_xref(
            "",
            nodes.inline(text=term.en),
            refdomain="std",
            reftype="term",
            refexplicit=True,
            reftarget=term.en,
            refdoc=self.env.docname,
            refwarn=True,
        )


class GlossaryList(TermDirective):
    """Prints every term, and where it is taught."""

    def run(self) -> list[nodes.Node]:
        """Return a list of terms that links can point to."""
        terms, pages = self.read(), self.pages()
        domain = self.env.get_domain("std")
        entries = nodes.definition_list(classes=["terms"])
        for term in terms:
            for name in (term.zh, term.en):
                domain.note_object("term", name, term.anchor, self.get_location())
            item = self.entry(term, nodes.inline(text=term.en))
            item[0]["ids"].append(term.anchor)
            body = item[-1]
            if term.note:
                note = nodes.container(classes=["muted"])
                self.state.nested_parse(StringList([f"Translation: {term.note}"], "glossary.yml"), 0, note)
                body += note
            body += nodes.paragraph("", "", *self.where(term, pages), classes=["muted"])
            entries += item
        return [entries]

    def where(self, term: Term, pages: list[Source]) -> list[nodes.Node]:
        """Say on which page the term is taught, or in which chapter it will be."""
        if page := term.taught_on(pages):
            return [nodes.Text("Taught in "), link(self.env, page)]
        for page in pages:
            if page.chapter == term.chapter:
                return [nodes.Text(f"Chapter {term.chapter}: "), link(self.env, page.docname)]
        return [nodes.Text(f"Chapter {term.chapter}, to come")]


class GlossaryIndex(TermDirective):
    """Prints the English names in alphabetical order; stands on the page of the list."""

    def run(self) -> list[nodes.Node]:
        """Return a list of links within the page."""
        index = nodes.bullet_list(classes=["term-index"])
        for term in sorted(self.read(), key=lambda term: plain(term.en)):
            entry = nodes.reference("", term.en, refid=term.anchor, internal=True)
            index += nodes.list_item("", nodes.paragraph("", "", entry))
        return [index]


def chinese(term: Term) -> nodes.inline:
    """Return the Chinese term, marked as Chinese."""
    return nodes.inline(text=term.zh, classes=["language-zh-Hans"])


def prose(node: nodes.Element, within: bool = False) -> Iterator[nodes.Text]:
    """Yield the texts of sentences below a node, in order; ``within`` says that it stands in a paragraph.

    What stands between pieces of HTML that open and close an element is somebody else's: guided moves, folds, links.
    """
    opened = 0
    for child in node.children:
        if isinstance(child, nodes.raw):
            opened += sum(-1 if slash else 1 for slash in AROUND.findall(child.astext()))
        elif opened > 0:
            continue
        elif isinstance(child, nodes.Text):
            if within:
                yield child
        elif isinstance(child, PROSE) and not DISPLAYED.intersection(child["classes"]):
            yield from prose(child, within or isinstance(child, nodes.paragraph))


def first_places(doctree: nodes.document, terms: list[Term]) -> dict[nodes.Text, list[tuple[int, int, Term]]]:
    """Find where a page's prose first writes each term; return the places by their text: begin, end, term.

    A longer name goes before one that it contains, so that a customs union is not a tariff's union.
    """
    patterns = {term: term.written for term in sorted(terms, key=lambda term: -len(term.en))}
    places: dict[nodes.Text, list[tuple[int, int, Term]]] = {}
    for text in prose(doctree):
        taken: list[tuple[int, int, Term]] = []
        for term, pattern in list(patterns.items()):
            if str(text).strip() == term.zh:
                pattern = re.compile(re.escape(term.zh))
            for found in pattern.finditer(str(text)) if pattern else ():
                if all(found.end() <= begin or found.start() >= end for begin, end, _ in taken):
                    taken.append((*found.span(), term))
                    del patterns[term]
                    break
        if taken:
            places[text] = sorted(taken, key=lambda place: place[0])
    return places


@cache
def glossary(file: Path, changed: int) -> list[Term]:
    """Return the glossary; ``changed`` is the file's time, so that a changed one is read again."""
    return read_terms(file)


def depend(app: Sphinx, doctree: nodes.document) -> None:
    """Every page is read again when the glossary changes: any may write a term."""
    app.env.note_dependency(str(Path(app.srcdir) / "book/glossary.yml"))


def mark(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Link each term to the glossary where the page's prose first writes it, and keep the meanings for the page."""
    doctree["meanings"] = ""
    if docname.startswith("book/reference/"):  # catalogues, full of the titles of works
        return
    file = Path(app.srcdir) / "book/glossary.yml"
    known = app.env.get_domain("std").objects
    meanings = []
    for text, places in first_places(doctree, glossary(file, file.stat().st_mtime_ns)).items():
        parts: list[nodes.Node] = []
        end_before = 0
        for begin, end, term in places:
            page, anchor = known.get(("term", term.en), (docname, ""))
            if page == docname:  # the glossary itself, or none in this book
                continue
            address = f"{app.builder.get_relative_uri(docname, page)}#{anchor}"
            means = "means" + anchor.removeprefix("term")
            opening = f'<a class="term" href="{escape(address)}" aria-describedby="{means}">'
            parts += [
                nodes.Text(text[end_before:begin]),
                raw(opening),
                nodes.Text(text[begin:end]),
                raw("</a>"),
            ]
            end_before = end
            meanings.append(
                f'<p id="{means}"><b>{escape(term.en)}</b> <span lang="zh-Hans">{term.zh}</span> '
                f'<span lang="zh-Latn">{term.pinyin}</span> {term.sentence}</p>'
            )
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(text[end_before:])])
    doctree["meanings"] = "\n".join(meanings)


def raw(html: str) -> nodes.raw:
    """Return a piece of HTML."""
    return nodes.raw("", html, format="html")


def page_context(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Hand the meanings of a page's terms to its template."""
    context["meanings"] = doctree["meanings"] if doctree is not None else ""


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives and what marks terms."""
    app.add_directive("terms", Terms)
    app.add_directive("glossary-list", GlossaryList)
    app.add_directive("glossary-index", GlossaryIndex)
    app.add_js_file("terms.js", loading_method="defer")
    app.connect("doctree-read", depend)
    app.connect("doctree-resolved", mark)
    app.connect("html-page-context", page_context)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
