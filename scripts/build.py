"""Build the book into _build/html: warnings as errors, one build at a time, nothing at all where nothing has changed.

Sphinx is called as Jupyter Book calls it, in a process of its own, and reads and writes on all cores.
"""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
import sysconfig
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
SOURCES = ("_config.yml", "_toc.yml", "book", "data", "exercises", "notebooks", "scripts", "src")
NOT_SOURCES = {"__pycache__", ".ipynb_checkpoints"}
NOISE = re.compile(r"\x1b\[[0-9;]*m|^\[IPKernelApp\] WARNING \| Kernel is running over TCP.*\n", re.MULTILINE)
CELL = re.compile(
    r"An error occurred while executing the following cell:.*?(?=\n+The above exception|\Z)", re.DOTALL
)


def files() -> Iterator[Path]:
    """Yield the files from which the book is built."""
    for name in SOURCES:
        for path in sorted((ROOT / name).rglob("*")) or [ROOT / name]:
            if path.is_file() and not NOT_SOURCES & set(path.parts) and not path.match("*.egg-info/*"):
                yield path


def state() -> str:
    """Return a hash of the sources, of the names of what is installed, and of what lies in _build/html."""
    digest = hashlib.sha256()
    for path in files():
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    for path in sorted(Path(sysconfig.get_path("purelib")).glob("*.dist-info")):
        digest.update(path.name.encode())
    for path in sorted((BUILD / "html").rglob("*")):
        digest.update(f"{path}\0{path.stat().st_size if path.is_file() else ''}".encode())
    return digest.hexdigest()


def sphinx() -> bool:
    """Build as `jupyter-book build` does, which has no option for more than one reader; tell whether it failed."""
    # What jsonschema checks with this makes a grammar on import, for seconds; nothing here is an address.
    sys.modules["rfc3987_syntax"] = None
    from jupyter_book.sphinx import build_sphinx

    failed = build_sphinx(
        ROOT,
        BUILD / "html",
        noconfig=True,
        path_config=ROOT / "_config.yml",
        confoverrides={
            "external_toc_path": (ROOT / "_toc.yml").as_posix(),
            "latex_individualpages": False,
            "nitpicky": True,
        },
        warningiserror=True,
        keep_going=True,
        quiet=True,
        jobs=len(os.sched_getaffinity(0)),
    )
    if isinstance(failed, Exception):  # Sphinx has said what; which cell it was stands in the trace
        told = getattr(failed, "traceback", None) or "".join(traceback.format_exception(failed))
        print(*CELL.findall(told))
    return bool(failed)


def main() -> None:
    """Build, or say that there is nothing to build."""
    BUILD.mkdir(exist_ok=True)
    stamp = BUILD / ".built"
    with open(BUILD / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        start = time.perf_counter()
        if stamp.is_file() and stamp.read_text() == state():
            print("Nothing has changed: _build/html is as it was built.")
            return
        stamp.unlink(missing_ok=True)
        print("Building the book …", flush=True)
        done = subprocess.run(
            [sys.executable, __file__, "--sphinx"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "NO_COLOR": "1"},
        )
        if done.returncode:
            # Sphinx remembers pages that it has read with a warning: forget them, or the next build would pass.
            (BUILD / ".doctrees/environment.pickle").unlink(missing_ok=True)
            print(NOISE.sub("", done.stdout))
            sys.exit("The book was not built, for the reason above; warnings count as errors.")
        stamp.write_text(state())
        print(f"Built _build/html in {time.perf_counter() - start:.0f} s.", flush=True)


if __name__ == "__main__":
    sys.exit(sphinx() if sys.argv[1:] == ["--sphinx"] else main())
