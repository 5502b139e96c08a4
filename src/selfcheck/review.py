"""A page on which questions of all pages come again, spaced: the forms, the rule, and where they are found.

A question's form is written again for the review page, with its links seen from there, into one script for each
page that asks. The reader's browser loads only those of the pages from which something is due; `static/review.js`
chooses and plans, `static/selfcheck.js` marks, as on the page.
"""

import json
import re
import shutil
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives as rst
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from .directives import asked, question, warn
from .page import data
from .places import REVIEWED, version, what
from .progress import pages_of
from .words import REVIEW, words_for

FOLDER = "selfcheck-review"
GAPS = (1, 3, 7, 16, 35, 80)
"""Days until a question comes again: the first after an answer on its page or a wrong one, then after each right one."""
LINK = re.compile(r'\b(href|src)="(?![a-zA-Z][\w+.-]*:|/)([^"]*)"')


class review(nodes.General, nodes.Element):
    """The place where questions come again, at most `most` of them a day."""


class Review(SphinxDirective):
    """Questions of all pages that are due again; one a book."""

    option_spec: ClassVar[dict[str, Any]] = {"most": rst.positive_int}

    def run(self) -> list[nodes.Node]:
        """Return the node; what can come again is known when all pages have been read."""
        most = self.options.get("most", 6)
        source, line = self.get_source_info()
        there = reviews(self.env).setdefault(self.env.docname, {"source": source, "line": line})
        if there != {"source": source, "line": line}:
            warn("review: there is one on this page already.", source, line)
            return []
        return [review(most=most)]


def reviews(env: BuildEnvironment) -> dict[str, dict[str, Any]]:
    """Return by page where the book reviews: source and line."""
    if not hasattr(env, "selfcheck_reviews"):
        env.selfcheck_reviews = {}
    return env.selfcheck_reviews


def review_page(env: BuildEnvironment) -> str | None:
    """Return the page on which the book reviews, if there is one."""
    return min(reviews(env), default=None)


def rule(words: dict[str, str]) -> str:
    """Say when a question comes again."""
    return words["review_rule"].format(gaps=", ".join(map(str, GAPS[1:-1])), last=GAPS[-1])


def moved(html: str, of: str, to: str) -> str:
    """Write relative links in a piece of the page `of` as they are seen from the page `to` (both as addresses)."""

    def seen(link: re.Match[str]) -> str:
        path, mark, rest = re.fullmatch(r"([^?#]*)([?#]?)(.*)", link[2], re.DOTALL).groups()
        parts = [*of.split("/")[:-1], *path.split("/")] if path else of.split("/")
        whole: list[str] = []
        for part in parts:
            if part == "..":
                whole = whole[:-1]
            elif part != ".":
                whole.append(part)
        return f'{link[1]}="{relative_uri(to, "/".join(whole))}{mark}{rest}"'

    return LINK.sub(seen, html)


def forms(translator: HTML5Translator, page: str) -> dict[str, str]:
    """Return the forms of a page's questions that can come again, as the review page shows them."""
    builder = translator.builder
    env, here = builder.env, builder.current_docname
    ids = {one["id"] for one in asked(env)[page] if what(one) & REVIEWED}
    doctree = env.get_doctree(page)
    found = [node for node in doctree.findall(question) if node["id"] in ids]
    doctree.clear()
    doctree += found
    env.apply_post_transforms(doctree, page)
    of, to = builder.get_target_uri(page), builder.get_target_uri(here)
    translator.selfcheck_moved = lambda html: moved(html, of, to)  # before replies are locked: see page.html
    start = len(translator.body)
    for node in doctree.findall(question):
        node.walkabout(translator)
    written = translator.body[start:]
    del translator.body[start:]
    del translator.selfcheck_moved
    return dict(zip((node["id"] for node in doctree.findall(question)), written, strict=True))


def visit_review(self: HTML5Translator, node: review) -> None:
    """Write the place of the questions, and their forms into the site."""
    env = self.builder.env
    folder = Path(self.builder.outdir) / "_static" / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    root = relative_uri(self.builder.get_target_uri(self.builder.current_docname), "_static")
    scripts = {}
    for page in pages_of(env, "*"):
        if not (asks := forms(self, page)):
            continue
        text = json.dumps(asks, ensure_ascii=False, separators=(",", ":"))
        script = f"selfcheck.review({json.dumps(page)},{text});\n"
        name = f"{page.replace('/', '-')}.js"
        (folder / name).write_text(script, encoding="utf-8")
        scripts[page] = f"{root}/{FOLDER}/{name}?v={version(script)}"
    words = words_for(self.config)
    said = {key: words[key] for key in REVIEW["en"]}
    published = {"gaps": GAPS, "most": node["most"], "scripts": scripts, "words": said}
    self.body.append(f"""
<div class="sc sc-review" {data(published)}>
<p class="sc-rule">{escape(rule(words))}</p>
<noscript><p class="sc-soft">{words["noscript_review"]}</p></noscript>
<div class="sc-session" hidden>
<h2 class="sc-at" tabindex="-1"></h2>
<div class="sc-now"></div>
<div class="sc-row sc-steer"></div>
</div>
</div>
""")
    raise nodes.SkipNode


class PaperReview(SphinxPostTransform):
    """Outside HTML, print the rule."""

    default_priority = 399

    def run(self, **kwargs: Any) -> None:
        """Replace our node by one that every writer knows."""
        if self.app.builder.format not in ("", "html"):
            for node in list(self.document.findall(review)):
                node.replace_self(nodes.paragraph("", rule(words_for(self.config))))


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn where a book reviews in two places."""
    for page, entry in sorted(reviews(env).items()):
        if page != review_page(env):
            message = f"review: the book has one already, on {review_page(env)}."
            warn(message, entry["source"], entry["line"])


def outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the page to be written again: it shows what others ask. All that ask, if it has moved: they lead to it."""
    there = review_page(env)
    changed = getattr(env, "selfcheck_review_page", None) != there
    env.selfcheck_review_page = there
    return sorted({*reviews(env), *(asked(env) if changed else ())})


def forget_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page's place of review before the page is read again."""
    reviews(env).pop(docname, None)


def merge_pages(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what a parallel reader found."""
    reviews(env).update({page: entry for page, entry in reviews(other).items() if page in docnames})


def register(app: Sphinx) -> None:
    """Register directive, node and checks with Sphinx."""
    app.add_directive("review", Review)
    app.add_node(review, html=(visit_review, None))
    app.add_post_transform(PaperReview)
    app.connect("env-purge-doc", forget_page)
    app.connect("env-merge-info", merge_pages)
    app.connect("env-check-consistency", check)
    app.connect("env-updated", outdated)
