"""The build: milliseconds a setting, beside a new figure a setting; an unchanged book; one changed explorer; memory."""

import gzip
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rivals import whole_svg

from livefigure.book import discover
from livefigure.frames import all_frames, compile_frames, ensure_script

ROOT = Path(__file__).resolve().parent.parent
EXPLORERS = {name: e for name, e in discover("integration_ladder.explorers").items() if e.controls}


def build(folder: Path) -> float:
    """Build a copy of the book; return seconds."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LIVEFIGURE")}
    environment["PYTHONPATH"] = str(folder / "src")
    start = time.perf_counter()
    command = [sys.executable, str(folder / "scripts/build.py")]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def drawn(folder: Path) -> set[str]:
    """Return the frames in the cache, by explorer and fingerprint."""
    return {script.stem for script in (folder / "_build/.livefigure").glob("*.js")}


def main() -> None:
    """Measure and print."""
    cores = len(os.sched_getaffinity(0))
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
        script = ensure_script(explorer).read_bytes()
        print(
            f"{name:13}{len(settings):9}{ours:16.1f}{rival:24.1f} ({rival / ours:.1f} times)"
            f"{len(script) / 1000:10.0f}{len(gzip.compress(script)) / 1000:8.1f}"
        )
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "book"
        ignored = shutil.ignore_patterns(".git", ".venv", "_build", "__pycache__", "*.egg-info")
        shutil.copytree(ROOT, copy, ignore=ignored)
        print(f"build from nothing {build(copy):.0f} s", end="; ")
        first = drawn(copy)
        print(f"unchanged {build(copy):.0f} s", end="; ")
        with (copy / "src/integration_ladder/explorers/theory/one_price.py").open("a") as explorer:
            explorer.write("\n# changed\n")
        print(f"one explorer changed {build(copy):.0f} s", end="; ")
        redrawn = sorted(script.rpartition("-")[0] for script in drawn(copy) - first)
        print(f"drew again: {', '.join(redrawn)}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of any one process {peak:.0f} MB")


if __name__ == "__main__":
    main()
