"""What a figure's frames depend on, as one hash: draw again when, and only when, one of it changes.

The parts: this engine as far as it makes a page's figure, the Python modules of the project that the
figure's functions come from and all that these import, the theme's files, declared tables, and the
versions of what draws. Installed packages and the standard library do not count, beyond those versions.
"""

import ast
import hashlib
import importlib.util
import inspect
import json
import platform
import sys
import sysconfig
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib as mpl
import numpy as np

from .figure import Figure

_NOT_PROJECT = tuple(
    str(Path(sysconfig.get_paths()[key]).resolve()) for key in ("stdlib", "platstdlib", "purelib", "platlib")
)


def _file(module: str) -> Path | None:
    """Return the source file of a module, None where there is none."""
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError):  # a name imported from a module is not itself a module
        return None
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return None
    return Path(spec.origin).resolve()


def _is_engine(module: str) -> bool:
    return module == __package__ or module.startswith(f"{__package__}.")


def is_installed(path: Path) -> bool:
    """Tell whether a file belongs to Python or to an installed package, and not to somebody's project."""
    return str(path).startswith(_NOT_PROJECT) or "site-packages" in path.parts


def _is_project(module: str, path: Path) -> bool:
    return not is_installed(path) and not _is_engine(module)


def source_files(modules: Iterable[str]) -> list[Path]:
    """Return the sorted source files of modules and of all that they import, without installed packages."""
    return _closure(set(modules), lambda _, path: not is_installed(path))


def _closure(modules: set[str], counts: Callable[[str, Path], bool]) -> list[Path]:
    """Return the sorted source files of modules and of all that they import, as far as they count."""
    seen: set[Path] = set()
    waiting, done = set(modules), {"", "__main__"}
    while waiting - done:
        module = (waiting - done).pop()
        done.add(module)
        path = _file(module)
        if path is not None and counts(module, path):
            seen.add(path)
            waiting |= _imports(path, module, path.stat().st_mtime_ns)
    return sorted(seen)


@cache
def _imports(path: Path, module: str, saved: int) -> frozenset[str]:
    """Return what a source file imports."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    return imported(ast.parse(path.read_text(encoding="utf-8")), package)


def imported(tree: ast.AST, package: str = "") -> frozenset[str]:
    """Return every module, or name in a module, that code in a package imports, parents included."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*parents, base] if base else parents)
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names)
    parents = {name[:i] for name in found for i, char in enumerate(name) if char == "."}
    return frozenset(name for name in found | parents if name)


def _functions(figure: Figure) -> list[object]:
    functions = [figure.model, figure.draw, figure.describe, figure.readout, *(t.holds for t in figure.tasks)]
    functions.append(figure.bars.of if figure.bars else None)
    functions += [getattr(control, "marks", None) for control in figure.controls]
    functions += figure.critical.values()
    return [_inner(f) for f in functions if callable(f)]


def _inner(function: Any) -> object:
    while isinstance(function, partial):
        function = function.func
    return inspect.unwrap(function)


def _defining_module(figure: Figure) -> str | None:
    """Return the project module that holds the figure itself, if one does."""
    for name, module in list(sys.modules.items()):
        if (
            isinstance(module, ModuleType)
            and any(v is figure for v in vars(module).values())
            and module is not sys.modules["__main__"]  # which multiprocessing lists as __mp_main__ too
        ):
            return name
    return None


def project_files(figure: Figure) -> list[Path]:
    """Return the project's source files that a figure depends on, sorted."""
    modules = {getattr(function, "__module__", None) or "" for function in _functions(figure)}
    return _closure(modules | {_defining_module(figure) or ""}, _is_project)


def engine_files() -> list[Path]:
    """Return the engine's files that make a page's figure; its package and what is above the page do not count."""
    return _closure({f"{__package__}.page"}, lambda module, _: _is_engine(module) and module != __package__)


def fingerprint(figure: Figure) -> str:
    """Return twelve hexadecimal digits that change when anything does that the frames depend on."""
    digest = hashlib.sha256()
    for part in (platform.python_version(), mpl.__version__, np.__version__, figure.name):
        digest.update(part.encode())
    for path in (*engine_files(), *project_files(figure), *figure.theme.files, *figure.depends_on):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    if figure.translation is not None:
        digest.update(json.dumps(sorted(figure.translation.items())).encode())
    if _defining_module(figure) is None:
        # Defined in a notebook, whatever its functions come from: all cells run so far.
        digest.update("\n".join(vars(sys.modules["__main__"]).get("In", [])).encode())
    return digest.hexdigest()[:12]
