"""A room knows only what is below it: models no pictures, pictures no widgets, engines no economics, widgets no book."""

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
COURSE = "integration_ladder"
# folder → what may not be imported there
FORBIDDEN = {
    "integration_ladder/models": {"matplotlib", "pandas", "ipywidgets", "sphinx", "livefigure", "selfcheck"},
    "integration_ladder/vocabulary": {"ipywidgets", "sphinx", "IPython", "selfcheck"},
    "integration_ladder/explorers": {"ipywidgets", "sphinx", "IPython", "selfcheck"},
    "integration_ladder/charts": {"ipywidgets", "sphinx", "IPython", "selfcheck"},
    "livefigure": {COURSE, "selfcheck", "pandas"},
    "selfcheck": {COURSE, "livefigure", "matplotlib", "ipywidgets"},
    "autograder": {
        COURSE,
        "livefigure",
        "selfcheck",
        "matplotlib",
        "ipywidgets",
        "sphinx",
        "IPython",
        "numpy",
        "pandas",
    },
}
# what grading needs beyond the rest: the notebook's own way of reading magics, and the exports of the book's questions
ALLOWED = {
    "autograder/grading/answering.py": {"IPython"},
    "autograder/grading/reports/track.py": {"selfcheck"},
}
FILES = [(folder, file) for folder in FORBIDDEN for file in sorted((SRC / folder).rglob("*.py"))]


def imported(file: Path) -> set[str]:
    """Return the top-level packages, and the course's own folders, that a file imports by name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
    return {name.split(".")[0] for name in names} | names


@pytest.mark.parametrize(("folder", "file"), FILES, ids=[b.relative_to(SRC).as_posix() for a, b in FILES])
def test_nothing_looks_upwards(folder: str, file: Path) -> None:
    allowed = ALLOWED.get(file.relative_to(SRC).as_posix(), set())
    assert imported(file) & (FORBIDDEN[folder] - allowed) == set()


def test_models_do_not_know_explorers() -> None:
    for file in (SRC / COURSE / "models").glob("*.py"):
        assert not {
            name for name in imported(file) if name.startswith((f"{COURSE}.explorers", f"{COURSE}.charts"))
        }


@pytest.mark.parametrize("file", sorted(SRC.rglob("*.py")), ids=lambda file: file.relative_to(SRC).as_posix())
def test_first_lines_say_why_a_file_exists(file: Path) -> None:
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    assert said
    assert said.splitlines()[0].endswith((".", "?", ")", ":", ","))
