"""Build the book into _build/html, with warnings as errors and one build at a time."""

import fcntl
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def main() -> None:
    BUILD.mkdir(exist_ok=True)
    with open(BUILD / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        start = time.perf_counter()
        print("Building the book …", flush=True)
        jupyter_book = str(Path(sys.executable).parent / "jupyter-book")
        done = subprocess.run(
            [jupyter_book, "build", ".", "--path-output", ".", "-q", "-W", "-n", "--keep-going"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "NO_COLOR": "1"},
        )
        if done.returncode:
            # Sphinx remembers pages that it has read with a warning: forget them, or the next build would pass.
            (BUILD / ".doctrees/environment.pickle").unlink(missing_ok=True)
            # Jupyter Book adds a traceback of its own to what Sphinx has said in a sentence.
            print(
                re.sub(
                    r'\nTraceback [^\n]*\n  File "[^"]*jupyter_book/sphinx\.py".*',
                    "",
                    ANSI.sub("", done.stdout),
                    flags=re.S,
                )
            )
            sys.exit("The book was not built, for the reason above; warnings count as errors.")
        print(f"Built _build/html in {time.perf_counter() - start:.0f} s.", flush=True)


if __name__ == "__main__":
    main()
