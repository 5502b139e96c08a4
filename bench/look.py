"""Measure the author's loop: from the save of an explorer to its picture in the browser, the median of ten.

Two kinds of edit to a copy of the source, the explorer's words and its model; and how long until all settings are drawn
and checked after the last of them.
"""

import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from chromium import FLAGS, find

NAME, RUNS = "ricardo", 10
EXPLORER = "src/integration_ladder/explorers/theory/ricardo.py"
MODEL = "src/integration_ladder/models/ricardo.py"


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy = Path(folder)
        shutil.copytree(
            ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
        command = [
            sys.executable,
            "-m",
            "livefigure",
            "look",
            NAME,
            "--package",
            "integration_ladder.explorers",
        ]
        command += ["--style", str(ROOT / "book/assets/course.css"), "--port", "0"]
        environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            address = re.search(r"http://\S+", process.stdout.readline())[0]
            browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
            page = browser.new_page(viewport={"width": 1240, "height": 900})
            page.goto(address)
            page.locator("#status", has_text="all settings after").wait_for(timeout=300_000)
            for kind, file in (("words", EXPLORER), ("model", MODEL)):
                measure(page, kind, copy / file)
            browser.close()
            process.send_signal(signal.SIGINT)


def measure(page: Any, kind: str, file: Path) -> None:
    """Save ``RUNS`` changes of one file, and print how long each took to be seen."""
    source = file.read_text(encoding="utf-8")
    seen = []
    for run in range(RUNS):
        title = f"Look {kind} {run}"
        if kind == "words":
            changed = source.replace("Terms of trade and the gains from trade", title)
            shown = page.frame_locator("iframe").nth(0).locator(".lf-title", has_text=title)
        else:
            changed = re.sub(
                r"wine_labour=80, labour=170\)", f"wine_labour=80, labour={174 + 4 * run})", source
            )
            number = f"{(174 + 4 * run) / 80:.3f}"
            shown = page.frame_locator("iframe").nth(0).locator(".lf-readout", has_text=f"{number} wine")
        assert changed != source
        start = time.perf_counter()
        file.write_text(changed, encoding="utf-8")
        shown.wait_for(timeout=60_000)
        seen.append(time.perf_counter() - start)
    page.locator("#status", has_text="all settings after").wait_for(timeout=300_000)
    whole = time.perf_counter() - start
    file.write_text(source, encoding="utf-8")
    print(
        f"{NAME}, {kind:6} save → seen: median {statistics.median(seen):.2f} s of {RUNS}, slowest {max(seen):.2f} s; "
        f"all settings drawn and checked after {whole:.1f} s"
    )


if __name__ == "__main__":
    main()
