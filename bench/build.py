"""The build: milliseconds a setting, beside a new figure a setting; seconds from an edit to its page, beside the old way.

The sizes of frames are compared with those in frames.json; `python bench/build.py --keep` keeps today's instead.
"""

import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rivals import whole_svg

from livefigure import LiveFigure
from livefigure.book import discover
from livefigure.frames import all_frames, compile_frames, ensure_script

BEFORE = "11ac34d"  # the last commit at which any change executed every page
ROOT = Path(__file__).resolve().parent.parent
KEPT = Path(__file__).with_name("frames.json")
EXPLORERS = {name: e for name, e in discover("integration_ladder.explorers").items() if e.controls}


def build(folder: Path) -> float:
    """Build a copy of the book; return seconds."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LIVEFIGURE")}
    environment["PYTHONPATH"] = str(folder / "src")
    start = time.perf_counter()
    command = [sys.executable, str(folder / "scripts/build.py")]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def edited(folder: Path, pattern: str, text: str) -> None:
    """Append a line to the file that a pattern finds."""
    (file,) = folder.glob(pattern)
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"\n{text}\n")


EDITS = {
    "from nothing": (),
    "nothing": (),
    "prose": ("book/1-theory/ricardo.md", "One sentence more."),
    "explorer": ("src/integration_ladder/explorers/**/cars.py", "# changed"),
    "grader": ("src/autograder/compare.py", "# changed"),
}


def print_edits(name: str, folder: Path) -> None:
    """Print what every edit takes from the save to the built book, one after the other."""
    print(name.ljust(22), end="", flush=True)
    for edit in EDITS.values():
        if edit:
            edited(folder, *edit)
        print(f"{build(folder):14.0f}", end="", flush=True)
    print()


def sizes(explorer: LiveFigure) -> tuple[float, float]:
    """Return how large an explorer's frames are, in kB, as they are and gzipped."""
    script = ensure_script(explorer).read_bytes()
    return len(script) / 1000, round(len(gzip.compress(script)) / 1000, 1)


def change(packed: float, before: float | None) -> str:
    """Say how much frames have grown or shrunk against the table that is kept, where that is more than a hair."""
    if before is None:
        return "  new"
    return (
        f"  {packed - before:+.1f} since the table was kept" if abs(packed - before) > 0.01 * before else ""
    )


def main() -> None:
    """Measure and print; with --keep, only keep the sizes of all frames as those to compare with."""
    if sys.argv[1:] == ["--keep"]:
        table = {name: sizes(explorer)[1] for name, explorer in EXPLORERS.items()}
        KEPT.write_text(json.dumps(table, indent=1) + "\n")
        return
    cores = len(os.sched_getaffinity(0))
    kept = json.loads(KEPT.read_text())
    print("explorer      settings  ms a setting and core  rival (new figure, savefig)  kB  kB gzipped")
    for name, explorer in EXPLORERS.items():
        settings = list(explorer.settings())
        start = time.perf_counter()
        compile_frames(explorer, all_frames(explorer))
        ours = 1000 * cores * (time.perf_counter() - start) / len(settings)
        sample = settings[:: max(1, len(settings) // 30)]
        start = time.perf_counter()
        for setting in sample:
            whole_svg(explorer, setting)
        rival = 1000 * (time.perf_counter() - start) / len(sample)
        whole, packed = sizes(explorer)
        print(
            f"{name:13}{len(settings):9}{ours:16.1f}{rival:24.1f} ({rival / ours:.1f} times)"
            f"{whole:10.0f}{packed:8.1f}{change(packed, kept.get(name))}"
        )
    print()
    print("edit → page, seconds".ljust(22) + "".join(name.rjust(14) for name in EDITS))
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "now"
        ignored = shutil.ignore_patterns(".git", ".venv", "_build", "__pycache__", "*.egg-info")
        shutil.copytree(ROOT, copy, ignore=ignored)
        print_edits("this course", copy)
        before = Path(temporary) / "before"
        before.mkdir()
        archive = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True)
        if archive.returncode:
            print(f"{BEFORE} is not in this copy of the repository: no old way to compare with")
        else:
            subprocess.run(["tar", "-x"], cwd=before, input=archive.stdout, check=True)
            print_edits(f"as of {BEFORE}", before)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of any one process {peak:.0f} MB")


if __name__ == "__main__":
    main()
