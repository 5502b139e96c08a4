"""Find the browser for tests and measurements: Debian's Chromium, installed where we may."""

import os
import shutil
import subprocess

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str:
    """Return the path of a Chromium; install Debian's if there is none; else raise a plain sentence."""
    for attempt in range(2):
        found = next(filter(None, map(shutil.which, NAMES)), None)
        if found:
            return found
        if attempt == 0 and shutil.which("apt-get"):
            may = [] if os.geteuid() == 0 else ["sudo", "-n"]
            if not may or shutil.which("sudo"):
                for command in (
                    ["apt-get", "update", "-qq"],
                    ["apt-get", "install", "-y", "-qq", "chromium"],
                ):
                    subprocess.run(may + command, check=False, capture_output=True)
    raise RuntimeError(
        "No Chromium was found and none could be installed. On Debian: apt-get install chromium"
    )
