"""The committed files of every exercise set are what its source makes, for the objectives of its chapter."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests/autograder/set-0.md"


def front_matter(page: Path) -> dict:
    parts = page.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(parts[1]) if len(parts) == 3 and not parts[0] else {}


SETS = [page for page in sorted((ROOT / "exercises").glob("*.md")) if "set" in front_matter(page)]


def build(source: Path, *options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "autograder", "build", str(source), *options]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "MPLBACKEND": "Agg"}
    )


def test_committed_files_are_current() -> None:
    for source in SETS:
        chapter = front_matter(source)["set"]["chapter"]
        (opening,) = (ROOT / "book").glob(f"{chapter}-*/index.md")
        objectives = ",".join(front_matter(opening)["chapter"]["objectives"])
        done = build(source, "--check", "--objectives", objectives)
        assert done.returncode == 0, done.stderr


def test_a_changed_source_is_noticed(tmp_path: Path) -> None:
    source = Path(shutil.copy(SAMPLE, tmp_path))
    assert build(source, "--out", str(tmp_path / "out")).returncode == 0
    assert build(source, "--check").returncode == 0
    source.write_text(source.read_text().replace("Add each pair.", "Add every pair."))
    done = build(source, "--check")
    assert done.returncode == 1
    assert "set-0.ipynb is not what set-0.md makes: run python -m autograder build" in done.stderr
