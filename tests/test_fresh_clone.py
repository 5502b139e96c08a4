"""A clone works whatever Git does to line ends, whatever the folder is called, whatever the machine's language is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]
PARTS = (
    ".gitattributes",
    "src",
    "data",
    "exercises",
    "scripts",
    "book",
    "Makefile",
    "postBuild",
    "pyproject.toml",
)


@pytest.fixture(scope="module")
def clone(made_once) -> Path:
    """A clone of the files as they are now, as Git for Windows makes one, in a folder with a letter and a blank."""
    return made_once("clone", make_clone) / "Üb ung 课"


def make_clone(folder: Path) -> None:
    origin, clone = folder / "origin", folder / "Üb ung 课"
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(
                ROOT / part, origin / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
            )
        else:
            origin.mkdir(exist_ok=True)
            shutil.copy(ROOT / part, origin / part)
    author = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (
        ["init", "--quiet", str(origin)],
        ["-C", str(origin), "add", "--all"],
        ["-C", str(origin), *author, "commit", "--quiet", "--message", "all"],
        [
            "-c",
            "core.autocrlf=true",
            "-c",
            "core.quotePath=false",
            "clone",
            "--quiet",
            str(origin),
            str(clone),
        ],
    ):
        subprocess.run(["git", *command], check=True)


def run(clone: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in the clone, with its sources, and with a machine that knows ASCII only."""
    left = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=clone,
        env={**left, "LC_ALL": "C", "PYTHONPATH": str(clone / "src"), "MPLBACKEND": "Agg"},
        capture_output=True,
        encoding="utf-8",
    )


def test_every_file_has_the_same_bytes(clone: Path) -> None:
    files = [
        file.relative_to(clone)
        for file in clone.rglob("*")
        if file.is_file()
        and not {".git", "__pycache__"} & set(file.parts)  # tests beside this one run its code
    ]
    assert len(files) > 150
    assert [str(file) for file in files if (clone / file).read_bytes() != (ROOT / file).read_bytes()] == []


def test_a_set_is_built_from_it(clone: Path) -> None:
    done = run(clone, "-m", "autograder", "build", "exercises/set-1.md", "--check")
    assert done.returncode == 0, done.stderr
    assert "set-1.md is right and its files are current." in done.stdout


def test_its_tables_are_sound(clone: Path) -> None:
    done = run(clone, "-m", "integration_ladder.data", "check")
    assert done.returncode == 0, done.stderr
    assert "tables are sound" in done.stdout


def test_its_figures_find_their_fonts(clone: Path) -> None:
    show = "from integration_ladder.explorers.theory.ricardo import EXPLORER; print(EXPLORER.title)"
    done = run(clone, "-c", show)
    assert done.returncode == 0, done.stderr
    assert "trade" in done.stdout


def test_its_scripts_speak(clone: Path) -> None:
    """Sentences have marks beyond ASCII, and the folder's name has, too."""
    done = run(clone, "scripts/serve.py", "--port", "70000")
    assert "make book" in done.stderr
