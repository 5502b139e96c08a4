"""Binder's recipe, read by repo2docker itself (without Docker, so nothing is built)."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def recipe() -> str:
    program = str(Path(sys.executable).parent / "jupyter-repo2docker")
    done = subprocess.run(
        [program, "--no-build", "--debug", str(ROOT)], capture_output=True, text=True, check=True
    )
    return done.stdout + done.stderr


def test_binder_takes_the_pinned_python(recipe: str) -> None:
    assert (ROOT / "runtime.txt").read_text().strip() == "python-3.11"
    assert "Building conda environment for python=3.11\n" in recipe


def test_binder_installs_the_pins_and_the_course_in_place(recipe: str) -> None:
    assert 'pip install --no-cache-dir -r "requirements.txt"' in recipe
    assert "./postBuild" in recipe
    assert "--editable ." in (ROOT / "postBuild").read_text()


def test_every_pin_is_exact() -> None:
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line and line[0] != "#"]
    assert "-e ." in lines
    assert [line for line in lines if line != "-e ." and "==" not in line] == []
