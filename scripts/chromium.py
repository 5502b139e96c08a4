"""Find the browser for tests and measurements: Debian's Chromium, installed where we may.

Its headless shell is the same browser without a window's own pages, which cost more to draw at each visit than ours.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
FLAGS += [
    "--font-render-hinting=none"
]  # else the shell makes letters as wide as whole pixels, as no reader's browser
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def find() -> str:
    """Return the path of a Chromium; install Debian's if there is none; else raise a plain sentence."""
    return _found() or _installed()


def _found() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def _installed() -> str:
    said = "there is no apt-get here, or it may not be used"
    # The workers of one test run all come here at once, and apt-get turns the second one away.
    with open(Path(tempfile.gettempdir()) / f"chromium-install-{os.getuid()}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        may = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if not _found() and shutil.which("apt-get") and (not may or shutil.which("sudo")):
            apt = [*may, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
            for command in ("update", "install -y chromium-headless-shell", "install -y chromium"):
                if not _found():  # a Debian or Ubuntu without the shell has the whole browser
                    run = subprocess.run([*apt, *command.split()], capture_output=True, text=True)
                    said = run.stderr.strip()
    found = _found()
    if not found:
        raise RuntimeError(
            "No Chromium was found and none could be installed. On Debian: apt-get install chromium"
            + f"\n({said})"
        )
    return found
