"""The recipe in CONTRIBUTING.md is kept true: its files and its commands exist (what it lays out is tested beside it)."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RECIPE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_the_files_that_the_recipe_points_to_exist() -> None:
    named = set(re.findall(r"`((?:src|tests|book|data|notebooks)/[\w./-]+\.\w+)`", RECIPE))
    assert len(named) > 5
    written = [name for name in sorted(named) if "NAME" not in name]
    assert [name for name in written if not (ROOT / name).is_file()] == []


def test_the_commands_that_the_recipe_names_exist() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z-]+)", RECIPE, re.MULTILINE))
    assert len(named) > 5
    assert named <= targets


def test_a_figures_tests_are_chosen_by_its_name_in_either_spelling(request: pytest.FixtureRequest) -> None:
    names = request.node.listextrakeywords()
    assert any("chosen_by_its_name" in name for name in names)
    assert any("chosen-by-its-name" in name for name in names)
