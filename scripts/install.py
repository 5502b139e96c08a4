"""Install what the course needs into .venv, once: standard library only, so that it runs before anything is there.

    python3 scripts/install.py requirements.txt           what a reader needs
    python3 scripts/install.py requirements-dev.txt       with what the tests need
    python3.13 scripts/install.py requirements.txt own    with this Python, whichever made the .venv that is there

A stamp of the requirement files makes an unchanged installation cost nothing. It is written last, so that an
interrupted installation is taken up again.
"""

from __future__ import annotations

import hashlib
import os
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
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace"
    )
    return "\n".join((done.stdout + done.stderr).strip().splitlines()[-6:]) if done.returncode else ""


def install(requirements: str) -> str:
    """Install with uv, which takes seconds, else with pip; return what went wrong."""
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "2"]
    pins = VENV / "pins.txt"
    lines = [*_lines("requirements.txt"), *_lines(requirements)]
    pins.write_text("\n".join(line for line in lines if line[:3] not in ("-e ", "-r ")), encoding="utf-8")
    trouble = run(*pip, UV) or run(PYTHON, "-m", "uv", "pip", "install", "--python", PYTHON, "-r", pins)
    trouble = trouble and run(*pip, "-r", pins)
    if not trouble:
        # This project itself, without `pip install -e`: that writes the folder's name in the encoding of this moment's
        # locale, and Python up to 3.12 reads it in that of another. From here to there the way has letters of ASCII only.
        for packages in {*VENV.glob("lib/python*/site-packages"), *VENV.glob("Lib/site-packages")}:
            way = os.path.relpath(ROOT / "src", packages)
            (packages / "integration-ladder.pth").write_text(way + "\n", encoding="ascii")
    return trouble


def _lines(requirements: str) -> list[str]:
    return (ROOT / requirements).read_text(encoding="utf-8").splitlines()


def version_of(environment: Path) -> str:
    """Return the version of the Python that has made an environment, as it says itself; nothing where there is none."""
    about = environment / "pyvenv.cfg"
    lines = about.read_text(encoding="utf-8").splitlines() if about.exists() and PYTHON.exists() else []
    named = dict(line.partition("=")[::2] for line in lines)
    return {key.strip(): value.strip() for key, value in named.items()}.get("version", "")


def main(requirements: str, which: str = "") -> None:
    this = ".".join(map(str, sys.version_info[:3]))
    made_with = version_of(VENV)
    if made_with and which == "own" and made_with != this:
        print(f".venv was made with Python {made_with}, and {this} is wanted: it is made anew.", flush=True)
        made_with = ""
    if not made_with and sys.version_info < (3, 11):
        sys.exit(
            f"Python 3.11 or newer is needed, and this is {this}. Install a newer one "
            "(python.org, or your system's packages) and name it: make serve PYTHON=python3.12"
        )
    files = ["requirements.txt", "pyproject.toml", requirements, "scripts/install.py"]
    now = hashlib.sha256(b"".join((ROOT / file).read_bytes() for file in files)).hexdigest()
    stamp = VENV / f".installed-{requirements}"
    if made_with and stamp.exists() and stamp.read_text(encoding="utf-8") == now:
        return
    print("Installing into .venv; this happens once and takes a minute or two …", flush=True)
    if not made_with:
        try:
            venv.create(VENV, clear=True, symlinks=sys.platform != "win32", with_pip=True)
        except subprocess.CalledProcessError:
            shutil.rmtree(VENV)
            sys.exit(
                "This Python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv"
            )
    trouble = install(requirements)
    if trouble:
        if not made_with:
            shutil.rmtree(VENV)
        sys.exit(
            f"{trouble}\n\nThe installation did not succeed; the lines above say why. If they speak of a connection: the "
            "installation needs a network, once. Nothing is half installed; repeat the command when the reason is gone."
        )
    stamp.write_text(now, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
