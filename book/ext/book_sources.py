"""The book's pages as their authors wrote them, in the order of the contents: what a catalogue of the book reads."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective


@dataclass(frozen=True)
class Source:
    """One page of the contents.

    Attributes:
        docname: as in ``_toc.yml``, without ending.
        path: its file.
    """

    docname: str
    path: Path

    @cached_property
    def text(self) -> str:
        """The page's text; of a notebook, its cells one after the other."""
        text = self.path.read_text(encoding="utf-8")
        if self.path.suffix == ".ipynb":
            return "\n\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
        return text

    @property
    def chapter(self) -> int | None:
        """The number of its chapter (``book/1-theory/…`` is 1), or None."""
        found = re.match(r"book/(\d)-", self.docname)
        return int(found[1]) if found else None


def sources(env: BuildEnvironment) -> list[Source]:
    """Return all pages of the contents, in their order."""
    found = []
    for docname in env.external_site_map:
        docname = re.sub(r"\.(md|ipynb)$", "", docname)
        found.append(Source(docname, Path(env.doc2path(docname))))
    return found


def link(env: BuildEnvironment, docname: str, text: str = "") -> nodes.Node:
    """Return a link to a page, which reads as the page's title if no text is given."""
    link = addnodes.pending_xref(
        "",
        nodes.inline(text=text or docname),
        refdomain="std",
        reftype="doc",
        refexplicit=bool(text),
        reftarget=f"/{docname}",
        refdoc=env.docname,
        refwarn=True,
    )
    return nodes.inline("", "", link)


class CatalogueDirective(SphinxDirective):
    """A directive whose output follows the sources of all pages."""

    def pages(self) -> list[Source]:
        """Return all pages; this one is read again whenever one of them, or the contents, change."""
        pages = sources(self.env)
        for file in (*(page.path for page in pages), Path(self.env.srcdir) / "_toc.yml"):
            self.env.note_dependency(str(file))
        return [page for page in pages if page.docname != self.env.docname]
