"""Install what the course needs into .venv, once: standard library only, so that it runs before anything is there.

    python3 scripts/install.py requirements.txt        what a reader needs
    python3 scripts/install.py requirements-dev.txt    with what the tests need

A stamp of the requirement files makes an unchanged installation cost nothing. It is written last, so that an
interrupted installation is taken up again.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
UV = "uv==0.13.9"


def run(*command: str | Path) -> str:
    """Run a command and return what went wrong: nothing, or the end of its output."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True)
    return "\n".join((done.stdout + done.stderr).strip().splitlines()[-6:]) if done.returncode else ""


def install(requirements: str) -> str:
    """Install with uv, which takes seconds, else with pip; return what went wrong."""
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    trouble = run(*pip, UV) or run(
        PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON, "-r", requirements
    )
    return trouble and run(*pip, "-r", requirements)


def main(requirements: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (whatever Python is called python3 runs this file)
        sys.exit(
            f"Python 3.11 or newer is needed, and this is {sys.version.split()[0]}. Install a newer one "
            "(python.org, or your system's packages) and name it: make serve PYTHON=python3.12"
        )
    files = ["requirements.txt", "pyproject.toml", requirements]
    now = hashlib.sha256(b"".join((ROOT / file).read_bytes() for file in files)).hexdigest()
    stamp = VENV / f".installed-{requirements}"
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == now:
        return
    print("Installing into .venv; this happens once and takes a minute or two …", flush=True)
    fresh = not PYTHON.exists()
    if fresh:
        try:
            venv.create(VENV, with_pip=True)
        except subprocess.CalledProcessError:
            shutil.rmtree(VENV)
            sys.exit(
                "This Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv"
            )
    trouble = install(requirements)
    if trouble:
        if fresh:
            shutil.rmtree(VENV)
        sys.exit(
            f"{trouble}\n\nThe installation did not succeed. Most often the package index cannot be reached: the "
            "installation needs a network, once. Nothing is half installed; repeat the command when there is one."
        )
    stamp.write_text(now)


if __name__ == "__main__":
    main(sys.argv[1])
