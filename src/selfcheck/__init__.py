"""Questions answered in the page, without server or kernel: a small Sphinx extension (see README.md)."""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from . import directives, page, progress, worked
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
    asks = (
        directives.question,
        directives.predict,
        directives.prediction,
        directives.task,
        progress.progress,
    )
    if doctree is None or not any(isinstance(node, asks) for node in doctree.findall()):
        return
    words = words_for(app.config)
    said = {name: words[name] for name in WORDS["en"]}
    data = {
        "data-book": app.config.selfcheck_book or app.config.project,
        "data-page": pagename,
        "data-words": json.dumps(said, ensure_ascii=False, separators=(",", ":")),
    }
    there = progress.progress_of(app.env, pagename)
    if there and there != pagename:
        data["data-progress"] = app.builder.get_relative_uri(pagename, there) + "#sc-progress"
    app.add_css_file("selfcheck.css")
    app.add_js_file("selfcheck.js", defer="defer", **data)
    if pagename in progress.shown(app.env):
        progress.publish(app)
        for script in (progress.BOOK, "progress.js"):
            app.add_js_file(script, defer="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register directives, nodes, settings and assets with Sphinx."""
    app.add_config_value(
        "selfcheck_book", None, "env", (str,)
    )  # whose answers these are; default: the project
    app.add_config_value("selfcheck_words", {}, "env", (dict,))  # replaces single words of words.py
    directives.register(app)
    page.register(app)
    progress.register(app)
    worked.register(app)
    app.connect("config-inited", _copy_assets)
    app.connect("html-page-context", _load_assets)
    return {
        "version": __version__,
        "env_version": 4,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
