"""The Sphinx extension: `extensions = ["livefigure.book"]` in a Jupyter Book's configuration.

It tells the kernels that a book is being built, draws the figures of the packages named in
`livefigure_packages` before any page is read (an author's mistake stops the build with one sentence),
keys the cache of executed pages on everything that the pages' numbers depend on (`livefigure_watch`, and
the figures' own fingerprints), and adds script, style sheet and frames to the pages that show a figure.
"""

import hashlib
import importlib
import os
import pkgutil
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from .errors import LiveFigureError
from .figure import LiveFigure
from .frames import cache_folder, ensure_script, script_name

STATIC = Path(__file__).parent / "static"


def discover(package: str) -> dict[str, LiveFigure]:
    """Return the live figures that the modules of a package and of its folders hold, by name.

    Raises:
        LiveFigureError: two figures have one name.
    """
    figures: dict[str, LiveFigure] = {}
    parent = importlib.import_module(package)
    for info in pkgutil.walk_packages(parent.__path__, package + "."):
        for value in vars(importlib.import_module(info.name)).values():
            if isinstance(value, LiveFigure) and figures.setdefault(value.name, value) is not value:
                raise LiveFigureError(f"explorer {value.name!r}: two explorers have this name")
    return figures


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts):
            yield path


def state_hash(folders: list[Path], figures: dict[str, LiveFigure]) -> str:
    """Return a hash of the watched folders' content and the figures' fingerprints."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in _files(folder):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for figure in figures.values():
        digest.update(script_name(figure).encode())
    return digest.hexdigest()[:16]


def _prepare(app: Sphinx, config: Config) -> None:
    build = Path(app.outdir).parent
    os.environ["LIVEFIGURE_BOOK"] = "1"
    os.environ.setdefault("LIVEFIGURE_CACHE", str(build / ".livefigure"))
    config.html_static_path.append(str(STATIC))
    watched = [Path(app.confdir) / folder for folder in config.livefigure_watch]
    for folder in watched:
        if not folder.is_dir():
            raise ExtensionError(f"livefigure_watch: there is no folder {folder}")
    try:
        figures = {
            name: figure
            for package in config.livefigure_packages
            for name, figure in discover(package).items()
        }
        app.livefigure_state = state_hash(watched, figures)
        for figure in figures.values():
            if figure.controls:
                ensure_script(figure)
            else:
                figure.frame(figure.default)
    except LiveFigureError as error:
        raise ExtensionError(f"livefigure: {error}") from None
    executed = build / ".jupyter_cache"
    config.nb_execution_cache_path = str(executed / app.livefigure_state)
    if executed.is_dir():
        for older in executed.iterdir():
            if older.name != app.livefigure_state:
                shutil.rmtree(older) if older.is_dir() else older.unlink()


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    state = app.livefigure_state
    if getattr(env, "livefigure_state", state) == state:
        env.livefigure_state = state
        return []
    env.livefigure_state = state
    return sorted(env.found_docs - added - changed)


def _furnish_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    body = context.get("body", "")
    if 'class="lf"' not in body:
        return
    app.add_css_file("livefigure.css")
    builds = set(re.findall(r'data-frames="([^"]+)"', body))
    if not builds:
        return
    app.add_js_file("livefigure.js", loading_method="async", priority=50)
    folder = Path(app.outdir) / "_static" / "livefigure"
    folder.mkdir(parents=True, exist_ok=True)
    for build in builds:
        script = cache_folder() / f"{build}.js"
        if not script.exists():
            raise ExtensionError(
                f"livefigure: page {page} shows {build}, whose frames are not in {cache_folder()}; "
                "remove the cache of executed pages and build again"
            )
        shutil.copyfile(script, folder / script.name)


def _tidy(app: Sphinx, exception: Exception | None) -> None:
    """Remove frames that no written page names, and what has lain unused in the cache for a month."""
    if exception is not None:
        return
    folder = Path(app.outdir) / "_static" / "livefigure"
    pages = (page.read_text(encoding="utf-8") for page in Path(app.outdir).rglob("*.html"))
    named = {build for page in pages for build in re.findall(r'data-frames="([^"]+)"', page)}
    unnamed = [script for script in folder.glob("*.js") if script.stem not in named]
    month_ago = time.time() - 30 * 24 * 3600
    unused = [script for script in cache_folder().glob("*.js") if script.stat().st_mtime < month_ago]
    for script in (*unnamed, *unused):
        script.unlink(missing_ok=True)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension."""
    app.add_config_value("livefigure_packages", [], "env")
    app.add_config_value("livefigure_watch", [], "env")
    app.connect("config-inited", _prepare)
    app.connect("env-get-outdated", _outdated)
    app.connect("html-page-context", _furnish_page)
    app.connect("build-finished", _tidy)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
