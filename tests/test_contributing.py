"""The recipe in CONTRIBUTING.md is kept true: its explorer runs, and its code passes the house's own checks."""

import re
import subprocess
import sys
import types
from dataclasses import dataclass
from pathlib import Path

import pytest

from livefigure.frames import all_frames

ROOT = Path(__file__).parents[1]


@pytest.fixture
def recipe() -> str:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (code,) = (
        block for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "LiveFigure(" in block
    )
    return code


@dataclass(frozen=True)
class Market:
    """What the recipe's model would return."""

    tariff: float
    price: float
    wage_change: float


def test_the_recipes_explorer_draws_every_setting(recipe: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model = types.ModuleType("integration_ladder.models.name")
    model.Market = Market
    model.market = lambda tariff: Market(tariff, 1 + tariff, -tariff / 2)
    monkeypatch.setitem(sys.modules, model.__name__, model)
    names = {"__name__": "integration_ladder.explorers.theory.name"}
    exec(compile(recipe, "CONTRIBUTING.md", "exec"), names)
    frames = all_frames(names["EXPLORER"])
    assert len(frames) == 21
    assert frames[4].sentence == "With a tariff of 0.20 the price at home is 1.20."
    assert frames[4].bars["Home, workers"] == -0.1


def test_the_recipes_code_passes_ruff(recipe: str) -> None:
    name = "src/integration_ladder/explorers/theory/name.py"
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--stdin-filename", name, "-"],
            input=recipe,
            text=True,
            capture_output=True,
            cwd=ROOT,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_files_that_the_recipe_points_to_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:src|tests|book|data|notebooks)/[\w./-]+\.\w+)`", text))
    assert len(named) > 5
    assert [name for name in sorted(named) if "NAME" not in name and not (ROOT / name).is_file()] == []


def test_a_figures_tests_are_chosen_by_its_name_in_either_spelling(request: pytest.FixtureRequest) -> None:
    names = request.node.listextrakeywords()
    assert any("chosen_by_its_name" in name for name in names)
    assert any("chosen-by-its-name" in name for name in names)
