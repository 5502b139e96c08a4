"""What a figure's frames depend on, as one hash: draw again when, and only when, one of it changes.

The parts: this engine, the Python modules of the project that the figure's functions come from and all
that these import, the theme's files, declared tables, and the versions of what draws. Installed packages
and the standard library do not count, beyond those versions.
"""

import ast
import hashlib
import importlib.util
import inspect
import platform
import sys
import sysconfig
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib as mpl
import numpy as np

from .figure import LiveFigure

_NOT_PROJECT = tuple(
    str(Path(sysconfig.get_paths()[key]).resolve()) for key in ("stdlib", "platstdlib", "purelib", "platlib")
)


def _source(module: str) -> Path | None:
    """Return the source file of a project module, None for any other."""
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError):  # a name imported from a module is not itself a module
        return None
    if spec is None or spec.origin is None or not spec.origin.endswith(".py"):
        return None
    path = Path(spec.origin).resolve()
    return None if str(path).startswith(_NOT_PROJECT) or "site-packages" in path.parts else path


def _imports(path: Path, module: str) -> set[str]:
    """Return every module, or name in a module, that a source file imports, parents included."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
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
    return {name for name in found | parents if name}


def _functions(figure: LiveFigure) -> list[object]:
    functions = [figure.model, figure.draw, figure.describe, figure.readout, *(t.holds for t in figure.tasks)]
    functions.append(figure.bars.of if figure.bars else None)
    functions += [getattr(control, "marks", None) for control in figure.controls]
    return [_inner(f) for f in functions if callable(f)]


def _inner(function: Any) -> object:
    while isinstance(function, partial):
        function = function.func
    return inspect.unwrap(function)


def _defining_module(figure: LiveFigure) -> str | None:
    """Return the project module that holds the figure itself, if one does."""
    for name, module in list(sys.modules.items()):
        if (
            isinstance(module, ModuleType)
            and any(v is figure for v in vars(module).values())
            and module is not sys.modules["__main__"]  # which multiprocessing lists as __mp_main__ too
        ):
            return name
    return None


def project_files(figure: LiveFigure) -> list[Path]:
    """Return the project's source files that a figure depends on, sorted."""
    waiting = {getattr(function, "__module__", None) or "" for function in _functions(figure)}
    waiting |= {_defining_module(figure) or ""}
    seen: dict[str, Path] = {}
    done = {"", "__main__"}
    while waiting - done:
        module = (waiting - done).pop()
        done.add(module)
        path = _source(module)
        if path is not None:
            seen[module] = path
            waiting |= _imports(path, module)
    return sorted(set(seen.values()))


def fingerprint(figure: LiveFigure) -> str:
    """Return twelve hexadecimal digits that change when anything does that the frames depend on."""
    digest = hashlib.sha256()
    for part in (platform.python_version(), mpl.__version__, np.__version__, figure.name):
        digest.update(part.encode())
    engine = sorted(Path(__file__).parent.glob("*.py"))
    for path in (*engine, *project_files(figure), *figure.theme.files, *figure.depends_on):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    if _defining_module(figure) is None:
        # Defined in a notebook, whatever its functions come from: all cells run so far.
        digest.update("\n".join(vars(sys.modules["__main__"]).get("In", [])).encode())
    return digest.hexdigest()[:12]
