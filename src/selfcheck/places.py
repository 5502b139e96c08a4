"""What the book's pages know of the reader's way through it: marks beside links, and the section where she left.

The book says in its configuration which links are marked and which pages are sections. `static/reader.js` puts the
marks; what it compares with, and `static/review.js` too, is published here: what each page asks.
"""

import hashlib
import json
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from .directives import asked
from .progress import in_order, matches, pages_of, title_of
from .words import words_for

STATIC = Path(__file__).parent / "static"
PAGES = "selfcheck-pages.js"
NEEDED, REVIEWED, DRAWN = 1, 2, 4
"""Of what a page asks: it must be answered for the page's tick; it comes again in review; it has fresh numbers."""


class resume(nodes.General, nodes.Element):
    """The place of a link to the section that was read last."""


class Resume(SphinxDirective):
    """A line with a link to the section that the reader opened last; nothing if there is none."""

    def run(self) -> list[nodes.Node]:
        """Return the node; the sections are known when all pages have been read."""
        resumed(self.env).add(self.env.docname)
        return [resume()]


def resumed(env: BuildEnvironment) -> set[str]:
    """Return the pages that have such a line."""
    if not hasattr(env, "selfcheck_resumed"):
        env.selfcheck_resumed = set()
    return env.selfcheck_resumed


def is_section(app: Sphinx, page: str) -> bool:
    """Say whether a page is one of the book's sections, to which a reader comes back."""
    pattern = app.config.selfcheck_sections
    return bool(pattern) and page in app.env.found_docs and matches(page, pattern)


def what(entry: dict[str, Any]) -> int:
    """Return what is asked of an entry: NEEDED, REVIEWED and DRAWN, added."""
    if entry["kind"] == "predict" or entry.get("step"):
        return 0
    if entry["kind"] == "task":
        return NEEDED
    return NEEDED + REVIEWED + (DRAWN if entry.get("drawn") else 0)


def index(app: Sphinx) -> str:
    """Return what each page asks, in the book's order, as a script: ids, prints, and what is asked of each."""
    env = app.env
    pages = [
        {
            "page": page,
            "uri": app.builder.get_target_uri(page),
            "title": title_of(env, page),
            "asked": [[one["id"], one["print"] or 0, what(one)] for one in asked(env)[page]],
        }
        for page in pages_of(env, "*")
    ]
    return f"selfcheckPages={json.dumps(pages, ensure_ascii=False, separators=(',', ':'))};\n"


def version(text: str) -> str:
    """Return a mark of a script's content: a browser that has kept another version asks again."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def publish(app: Sphinx, failed: Exception | None = None) -> None:
    """Write what each page asks into the site."""
    if not failed and app.builder.format == "html":
        (Path(app.outdir) / "_static" / PAGES).write_text(index(app), encoding="utf-8")


def load(app: Sphinx, page: str, context: dict[str, Any]) -> None:
    """Load the script that marks links and keeps the section, if the book wants either."""
    config = app.config
    if not (config.selfcheck_marks or config.selfcheck_sections):
        return
    words = words_for(config)
    data = {
        "data-book": config.selfcheck_book or config.project,
        "data-root": context["content_root"],
        "data-index": f"{context['content_root']}_static/{PAGES}?v={version(index(app))}",
        "data-marks": config.selfcheck_marks,
        "data-words": json.dumps({key: words[key] for key in ("done", "begun")}, ensure_ascii=False),
    }
    if is_section(app, page):
        data |= {"data-page": page, "data-title": title_of(app.env, page)}
    app.add_js_file("reader.js", defer="defer", **data)


def visit_resume(self: HTML5Translator, node: resume) -> None:
    """Write the line, hidden, and the script that fills it."""
    app, here = self.builder.app, self.builder.current_docname
    pages = {
        page: [self.builder.get_relative_uri(here, page), title_of(app.env, page)]
        for page in in_order(app.env)
        if is_section(app, page)
    }
    data = {"key": f"selfcheck:v1:{app.config.selfcheck_book or app.config.project}:last", "pages": pages}
    text = escape(json.dumps(data, ensure_ascii=False, separators=(",", ":")), quote=False)
    words = words_for(self.config)
    # run where it stands, before the line is painted, so that nothing moves; from a file, which any content policy allows
    script = (STATIC / "resume.js").read_text(encoding="utf-8")
    root = relative_uri(self.builder.get_target_uri(here), "_static/resume.js")
    self.body.append(
        f"""<p class="sc-resume" data-sc='{text.replace("'", "&#39;")}' hidden>{words["resume"]} <a href="#"></a></p>"""
        f'<script src="{root}?v={version(script)}"></script>\n'
    )
    raise nodes.SkipNode


class PaperResume(SphinxPostTransform):
    """Outside HTML, write nothing: paper knows no reader."""

    default_priority = 399

    def run(self, **kwargs: Any) -> None:
        """Take the line away."""
        if self.app.builder.format not in ("", "html"):
            for node in list(self.document.findall(resume)):
                node.parent.remove(node)


def forget_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page's line before the page is read again."""
    resumed(env).discard(docname)


def merge_pages(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what a parallel reader found."""
    resumed(env).update(resumed(other) & docnames)


def outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages whose line has to be written again, because another page may have got a new title."""
    return sorted(resumed(env))


def register(app: Sphinx) -> None:
    """Register directive, node and settings with Sphinx."""
    app.add_config_value("selfcheck_marks", "", "html", (str,))  # a CSS selector: which links are marked
    app.add_config_value("selfcheck_sections", "", "html", (str,))  # a pattern: which pages are sections
    app.add_directive("resume", Resume)
    app.add_node(resume, html=(visit_resume, None))
    app.add_post_transform(PaperResume)
    app.connect("env-purge-doc", forget_page)
    app.connect("env-merge-info", merge_pages)
    app.connect("env-updated", outdated)
    app.connect("build-finished", publish)
