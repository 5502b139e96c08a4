"""Installs the rivals, nbgrader and otter-grader, in an environment of their own: they are measured, never needed."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDER = ROOT / "_build/rivals"
ENVIRONMENT = FOLDER / ".venv"
PYTHON = ENVIRONMENT / "bin/python"
REQUIREMENTS = [ROOT / "requirements.txt", HERE / "requirements.txt"]
OVERRIDES = HERE / "overrides.txt"


def ready() -> Path:
    """Install once what is needed, with the versions that students have; return the rivals' Python.

    Needs the package index the first time, and exits with a sentence if it cannot be reached.
    """
    now = hashlib.sha256(b"".join(file.read_bytes() for file in (*REQUIREMENTS, OVERRIDES))).hexdigest()
    stamp = ENVIRONMENT / ".installed"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == now:
        return PYTHON
    print("Installing nbgrader and otter-grader into _build/rivals, once …", flush=True)
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    # Compiled now: a rival that is run as another user later could not keep what Python compiles.
    install = [
        sys.executable,
        "-m",
        "uv",
        "pip",
        "install",
        "--quiet",
        "--compile-bytecode",
        "--python",
        PYTHON,
    ]
    for file in REQUIREMENTS:
        install += ["--requirement", file]
    for command in (
        [sys.executable, "-m", "venv", "--without-pip", ENVIRONMENT],
        [*install, "--override", OVERRIDES],
    ):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            shutil.rmtree(ENVIRONMENT, ignore_errors=True)
            sys.exit(
                f"{done.stderr[-2000:]}\nThe rivals could not be installed: is the package index in reach?"
            )
    stamp.write_text(now)
    return PYTHON


if __name__ == "__main__":
    print(ready())
