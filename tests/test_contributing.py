"""The recipe in CONTRIBUTING.md is kept true: its files and its commands exist (what it lays out is tested beside it)."""

import re
import shutil
import subprocess
import sys
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


CHOSEN = """tests/book/test_pages.py::test_page[customs-union]
tests/explorers/ladder/test_customs_union.py::test_grid
tests/explorers/ladder/test_customs_union.py::TestUnion::test_union
tests/models/test_customs_union.py::test_model"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "how", [["-k", "customs-union"], ["-k", "customs_union"], ["-n", "1", "-k", "customs-union"]]
)
def test_a_name_chooses_its_tests_in_either_spelling(tmp_path: Path, how: list[str]) -> None:
    files = {
        "book/test_pages.py": "import pytest\n\n\n@pytest.mark.parametrize('name', ['customs-union', 'which-port'])\n"
        "def test_page(name):\n    pass\n",
        "explorers/ladder/test_customs_union.py": "def test_grid():\n    pass\n\n\nclass TestUnion:\n"
        "    def test_union(self):\n        pass\n",
        "models/test_customs_union.py": "def test_model():\n    pass\n",
        "models/test_kemp_wan.py": "def test_model_of_customs():\n    pass\n",
    }
    for file, text in files.items():
        path = tmp_path / "tests" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    shutil.copy(ROOT / "tests/conftest.py", tmp_path / "tests")
    (tmp_path / "pytest.ini").touch()
    command = [sys.executable, "-m", "pytest", "--import-mode=importlib", "-v", *how]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    chosen = sorted(set(re.findall(r"tests/\S+", done.stdout)), key=str.lower)
    assert chosen == CHOSEN.splitlines(), done.stdout + done.stderr
