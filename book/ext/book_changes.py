"""Only what changed is built again: a page is read, and its cells are executed, when what they depend on is no longer the same.

A page depends on the modules that its `{scenarios}` and `{code-cell}`s import, followed through the project's own files, and
on the tables of `data/` whose names stand in any of these; a catalogue on what it reads on other pages. (Figures that a page
places, and code that a catalogue lists, are noted by their directives.) All pages depend on the extensions of the build.
Contents are compared, not dates.

myst_nb keeps executed pages in a cache that knows only the cells' text; here every page has a cache of its own for every
state of its dependencies. Pages with cells are spread evenly over the list of pages to be read, so that two readers at
once have as much to do.
"""

import ast
import hashlib
import json
import re
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from book_sources import catalogue_state
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from livefigure.fingerprint import imported, source_files

TABLES = "data/datapackage.json"
BLOCK = re.compile(r"^(`{3,}|~{3,})\{(scenarios|code-cell)\}[^\n]*\n(.*?)^\1", re.M | re.S)
NOT_PYTHON = re.compile(r"^(?:\s*[%!]|:[\w-]+:|---$).*", re.M)  # IPython's commands, the options of a cell


def code(page: Path) -> list[tuple[str, str]]:
    """Return the code of a page as pairs: "scenarios" or "code-cell", and its Python."""
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".ipynb":
        cells = [
            ("code-cell", "".join(c["source"])) for c in json.loads(text)["cells"] if c["cell_type"] == "code"
        ]
    else:
        cells = [(found[2], found[3]) for found in BLOCK.finditer(text)]
    return [(kind, NOT_PYTHON.sub("", source)) for kind, source in cells]


def strings(tree: ast.AST) -> set[str]:
    """Return the texts that stand in code."""
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@cache
def strings_in(file: Path, saved: int) -> frozenset[str]:
    """Return the texts that stand in a source file."""
    return frozenset(strings(ast.parse(file.read_text(encoding="utf-8"))))


def tables(names: set[str], package: Path) -> Iterable[bytes]:
    """Return the content of the tables among ``names``, and what is said of them."""
    if package.is_file():
        for table in json.loads(package.read_text(encoding="utf-8"))["resources"]:
            if table["name"] in names:
                yield json.dumps(table, sort_keys=True).encode()
                yield (package.parent / table["path"]).read_bytes()


def digest(modules: Iterable[str], names: Iterable[str], root: Path) -> str:
    """Return a hash of the sources of modules, of all that they import, and of the tables that are named in them."""
    files = source_files(modules)
    said = set(names).union(*(strings_in(file, file.stat().st_mtime_ns) for file in files))
    hashed = hashlib.sha256()
    for part in (*(file.read_bytes() for file in files), *tables(said, root / TABLES)):
        hashed.update(hashlib.sha256(part).digest())
    return hashed.hexdigest()[:16]


def state(page: Path, root: Path) -> str:
    """Return a hash of what the code of a page depends on."""
    modules, names = set(), set()
    for _, source in code(page):
        try:
            tree = ast.parse(source)
        except SyntaxError:  # the build will say so where it runs the code
            continue
        modules |= imported(tree)
        names |= strings(tree)
    return digest(modules, names, root)


def is_executed(app: Sphinx, page: Path) -> bool:
    """Tell whether myst_nb executes the cells of a page."""
    return not any(PurePosixPath(page).match(pattern) for pattern in app.config.nb_execution_excludepatterns)


def outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages whose dependencies are no longer what they were; all, if the extensions are not."""
    engines = [extension.module.__name__ for extension in app.extensions.values() if extension.module]
    engine, root = digest(engines, (), Path(app.srcdir)), Path(app.srcdir)
    before, env.book_engine = getattr(env, "book_engine", engine), engine
    pages = env.found_docs - added - changed - removed
    if engine != before:
        return sorted(pages)
    listed = catalogue_state(env)
    return [
        page
        for page in sorted(pages)
        for was in [env.metadata[page]]
        if was.get("catalogue", listed) != listed
        or ("state" in was and was["state"] != state(Path(env.doc2path(page)), root))
    ]


def spread(app: Sphinx, env: BuildEnvironment, pages: list[str]) -> None:
    """Put pages with cells, which take long, evenly among the others."""
    slow = [page for page in pages if any(kind == "code-cell" for kind, _ in code(Path(env.doc2path(page))))]
    quick = [page for page in pages if page not in slow]
    places = [(i / len(group), page) for group in (slow, quick) for i, page in enumerate(group)]
    pages[:] = [page for _, page in sorted(places)]


def executed(app: Sphinx, page: str) -> Path:
    """Return the folder that holds the executed versions of a page."""
    return Path(app.outdir).parent / ".executed" / page.replace("/", "-")


def choose_cache(app: Sphinx, page: str, source: list[str]) -> None:
    """Note the state in which a page is read, and let myst_nb find its cells as executed in this state."""
    path = Path(app.env.doc2path(page))
    if is_executed(app, path):
        app.env.metadata[page]["state"] = now = state(path, Path(app.srcdir))
        folder = str(executed(app, page) / now)
        app.env.mystnb_config = app.env.mystnb_config.copy(execution_cache_path=folder)


def tidy(app: Sphinx, failed: Exception | None) -> None:
    """Remove executed versions of other states and of pages that are gone."""
    folder = executed(app, "")
    if failed is None and folder.is_dir():
        keep = {executed(app, page) / of["state"] for page, of in app.env.metadata.items() if "state" in of}
        for page in folder.iterdir():
            for found in page.iterdir():
                if found not in keep:
                    shutil.rmtree(found)


def read_in_parallel(app: Sphinx, config: Config) -> None:
    """Say of an extension that says nothing that it may: it only counts sections when all pages have been read."""
    if numbering := app.extensions.get("sphinx_multitoc_numbering"):
        numbering.parallel_read_safe = True


def setup(app: Sphinx) -> dict[str, Any]:
    """Follow the build."""
    app.setup_extension("myst_nb")
    app.connect("config-inited", read_in_parallel)
    app.connect("env-get-outdated", outdated)
    app.connect("env-before-read-docs", spread)
    app.connect("source-read", choose_cache)
    app.connect("build-finished", tidy)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
