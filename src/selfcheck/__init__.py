"""Questions answered in the page, without server or kernel: a small Sphinx extension (see README.md)."""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from . import directives, page, places, progress, review, worked
from .words import WORDS, words_for

__version__ = "0.1.0"

STATIC = Path(__file__).parent / "static"


def _copy_assets(app: Sphinx, config: Config) -> None:
    """Let Sphinx copy our script and style; which pages load them is decided page by page."""
    config.html_static_path.append(str(STATIC))


def _load_assets(
    app: Sphinx, pagename: str, template: str, context: dict, doctree: nodes.document | None
) -> None:
    """Load script and style on the pages that ask something, and on no other."""
    places.load(app, pagename, context)
    asks = (
        directives.question,
        directives.predict,
        directives.prediction,
        directives.task,
        progress.progress,
        review.review,
    )
    if doctree is None or not any(isinstance(node, asks) for node in doctree.findall()):
        return
    words = words_for(app.config)
    said = {name: words[name] for name in WORDS["en"]}
    data = {
        "data-book": app.config.selfcheck_book or app.config.project,
        "data-page": pagename,
        "data-root": context["content_root"],
        "data-words": json.dumps(said, ensure_ascii=False, separators=(",", ":")),
    }
    there = progress.progress_of(app.env, pagename)
    if there and there != pagename:
        data["data-progress"] = app.builder.get_relative_uri(pagename, there) + "#sc-progress"
    if again := review.review_page(app.env):
        data["data-review"] = app.builder.get_relative_uri(pagename, again)
    app.add_css_file("selfcheck.css")
    app.add_js_file("selfcheck.js", defer="defer", **data)
    if pagename in progress.shown(app.env):
        progress.publish(app)
        for script in (progress.BOOK, "progress.js"):
            app.add_js_file(script, defer="defer")
    if pagename in review.reviews(app.env):
        places.publish(app)
        for script in (places.PAGES, "review.js"):
            app.add_js_file(script, defer="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register directives, nodes, settings and assets with Sphinx."""
    app.add_config_value(
        "selfcheck_book", None, "env", (str,)
    )  # whose answers these are; default: the project
    # what else a reader has kept in the browser and wants deleted with "everything": names of localStorage; see README.md
    app.add_config_value("selfcheck_also_kept", [], "html", (list,))
    app.add_config_value("selfcheck_words", {}, "env", (dict,))  # replaces single words of words.py
    directives.register(app)
    page.register(app)
    progress.register(app)
    worked.register(app)
    places.register(app)
    review.register(app)
    app.connect("config-inited", _copy_assets)
    app.connect("html-page-context", _load_assets)
    return {
        "version": __version__,
        "env_version": 5,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
