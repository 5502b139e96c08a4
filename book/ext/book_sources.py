"""The book's pages as their authors wrote them, in the order of the contents: what a catalogue of the book reads."""

import hashlib
import importlib
import json
import pkgutil
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from livefigure.fingerprint import source_files

CATALOGUED = re.compile(
    r"^# .*"  # its title
    r"|^`{3,}\{live-figure\}.*"  # the figures that it places
    r"|^from [\w.]+ import (?:\([^)]*\)|.*)"  # those that a notebook displays
    r'|<span lang="zh-Hans">[^<]*</span>(?:,?\s+\*)?',  # the terms that it gives, with or without their reading
    re.MULTILINE,
)


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

    @cached_property
    def told(self) -> str:
        """The parts of its text that catalogues read: any other may change without a change in them."""
        return "\n".join(CATALOGUED.findall(self.text))

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


def catalogue_state(env: BuildEnvironment) -> str:
    """Return a hash of the pages, their order, and what catalogues read on them."""
    told = [(page.docname, page.path.suffix, page.told) for page in sources(env)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


class CatalogueDirective(SphinxDirective):
    """A directive whose output follows the sources of all pages, and the code that it lists.

    Attributes:
        packages: packages of which it lists every module.
    """

    packages: ClassVar[tuple[str, ...]] = ()

    def pages(self) -> list[Source]:
        """Return all pages; this one is read again when the contents, what is `told` on a page, or the code change."""
        self.env.metadata[self.env.docname]["catalogue"] = catalogue_state(self.env)
        modules = list(self.packages)
        for name in self.packages:
            path = importlib.import_module(name).__path__
            modules += [info.name for info in pkgutil.walk_packages(path, f"{name}.")]
        for file in source_files(modules):
            self.env.note_dependency(str(file))
        return [page for page in sources(self.env) if page.docname != self.env.docname]
