"""The Sphinx extension: `extensions = ["livefigure.book"]` in a Jupyter Book's configuration.

It draws the figures of the packages named in `livefigure_packages` before any page is read (an author's
mistake stops the build with one sentence) and places them where a page says ``{live-figure}``. A figure
that a code cell displays is placed by the same directive, which is then the cell's output. The environment
keeps which page shows which build of which figure: from that follow the scripts and styles that a page
gets, the frames that are published, and the pages that are read again when a figure changes.
"""

import os
import shutil
import time
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from . import assets
from .discovery import all_figures, discover
from .display import in_the_books_language
from .errors import LiveFigureError
from .frames import build_name, cache_folder, drawn, ensure_script
from .moves import stands_here
from .outline import from_outline
from .page import figure_markup, place

__all__ = ["discover", "note_card", "setup"]


class Shown(NamedTuple):
    """A figure where it stands on a page: its name, the name of its frames, and whether it moves."""

    figure: str
    build: str
    moves: bool


class LiveFigureDirective(SphinxDirective):
    """Places a live figure: one of `livefigure_packages` by its name, or the one that a code cell has drawn."""

    required_arguments = 1
    option_spec = {
        "drawn": directives.unchanged_required,
        "outline": directives.unchanged_required,
        "still": directives.flag,
    }
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the figure's markup, and note on which page it stands."""
        name, build = self.arguments[0], self.options.get("drawn")
        standing = _shown(self.env).setdefault(self.env.docname, {})
        count = 1 + sum(shown.figure == name for shown in standing.values())
        identity = name if count == 1 else f"{name}-{count}"
        if build is None:
            figures = self.env.app.livefigure_figures
            if name not in figures:
                raise self.error(f"there is no live figure {name!r}; there are: {', '.join(sorted(figures))}")
            frames = drawn(figures[name])
            standing[identity] = Shown(name, frames.name, bool(figures[name].controls))
            markup = figure_markup(figures[name], identity, frames)
            stands_here(self.env, figures[name])
        else:
            if not (cache_folder() / f"{build}.js").exists():
                raise self.error(
                    f"the frames {build} are not in {cache_folder()}; "
                    "remove the cache of executed pages and build again"
                )
            standing[identity] = Shown(name, build, "still" not in self.options)
            markup = place("\n".join(self.content), identity)
            if "outline" in self.options:
                stands_here(self.env, from_outline(self.options["outline"]))
        return [nodes.raw("", markup, format="html")]


def note_card(env: BuildEnvironment) -> None:
    """Say that the page being read needs the engine's style sheet though it shows no figure."""
    _shown(env).setdefault(env.docname, {})


def _shown(env: BuildEnvironment) -> dict[str, dict[str, Shown]]:
    """Return page → identity → what stands there, for every page that shows a figure."""
    if not hasattr(env, "livefigure_shown"):
        env.livefigure_shown = {}
    return env.livefigure_shown


def _forget(app: Sphinx, env: BuildEnvironment, page: str) -> None:
    _shown(env).pop(page, None)


def _merge(app: Sphinx, env: BuildEnvironment, pages: set[str], other: BuildEnvironment) -> None:
    _shown(env).update({page: shown for page, shown in _shown(other).items() if page in pages})


def _show_others(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages that show a figure as it no longer is."""
    now = {name: build_name(figure) for name, figure in app.livefigure_figures.items()}
    return [
        page
        for page, shown in _shown(env).items()
        if any(now.get(one.figure, one.build) != one.build for one in shown.values())
    ]


def _prepare(app: Sphinx, config: Config) -> None:
    build = Path(app.outdir).parent
    os.environ["LIVEFIGURE_BOOK"] = "1"
    os.environ.setdefault("LIVEFIGURE_CACHE", str(build / ".livefigure"))
    assets.publish(cache_folder() / "static")
    config.html_static_path.append(str(cache_folder() / "static"))
    config.nb_render_markdown_format = "myst"  # so that the directive works as a code cell's output
    translation = config.livefigure_translation
    os.environ["LIVEFIGURE_TRANSLATION"] = str(Path(app.confdir) / translation) if translation else ""
    try:
        app.livefigure_figures = {
            name: in_the_books_language(figure)
            for name, figure in all_figures(config.livefigure_packages).items()
        }
        for figure in app.livefigure_figures.values():
            ensure_script(figure)
    except LiveFigureError as error:
        raise ExtensionError(f"livefigure: {error}") from None


def _furnish_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    shown = _shown(app.env).get(page)
    if shown is not None:
        app.add_css_file("livefigure.css")
        if any(one.moves for one in shown.values()):
            app.add_js_file("livefigure.js", loading_method="async", priority=50)


def _publish(app: Sphinx, exception: Exception | None) -> None:
    """Copy the frames that pages show, remove others, and what has lain unused in the cache for a month."""
    if exception is not None:
        return
    shown = [one for page in _shown(app.env).values() for one in page.values()]
    named = {one.build for one in shown}
    moving = {one.build for one in shown if one.moves}
    published = Path(app.outdir) / "_static" / "livefigure"
    published.mkdir(parents=True, exist_ok=True)
    month_ago = time.time() - 30 * 24 * 3600
    for script in published.glob("*.js"):
        if script.stem not in moving:
            script.unlink()
    for script in cache_folder().glob("*.js"):
        if script.stem in moving:
            shutil.copyfile(script, published / script.name)
        if script.stem not in named and script.stat().st_mtime < month_ago:
            script.unlink()


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    app.add_config_value("livefigure_packages", [], "env")
    app.add_config_value("livefigure_translation", "", "env")
    app.add_directive("live-figure", LiveFigureDirective)
    app.setup_extension("livefigure.moves")
    app.connect("config-inited", _prepare)
    app.connect("env-get-outdated", _show_others)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("html-page-context", _furnish_page)
    app.connect("build-finished", _publish)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
