"""A room knows only what is below it: models no pictures, pictures no widgets, engines no economics; no test has a clock."""

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


def neighbours(package: str) -> dict[str, set[str]]:
    """Return what each module of a package imports of the same package, inside functions too."""
    folder = SRC / package
    modules = {
        ".".join([package, *file.relative_to(folder).with_suffix("").parts]).removesuffix(".__init__"): file
        for file in folder.rglob("*.py")
    }
    imports: dict[str, set[str]] = {}
    for module, file in modules.items():
        inside = module if file.name == "__init__.py" else module.rpartition(".")[0]
        found = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                above = inside.split(".")[: len(inside.split(".")) - node.level + 1] if node.level else []
                base = ".".join([*above, *filter(None, [node.module])])
                # "from . import words" names a module, "from .words import Words" a name in one.
                found |= {
                    name if (name := f"{base}.{alias.name}") in modules else base for alias in node.names
                }
        imports[module] = found & set(modules) - {module}
    return imports


ENGINES = ("livefigure", "selfcheck", "autograder")


@pytest.mark.parametrize("package", ENGINES)
def test_no_circle_ties_files_of_one_engine_together(package: str) -> None:
    imports = neighbours(package)
    assert any(imports.values())
    order = []
    while free := [module for module in imports if module not in order and imports[module] <= set(order)]:
        order += free
    assert sorted(set(imports) - set(order)) == [], "these import each other"


# From below to above; files on one line do not know each other. A file may import what stands on lines above its own.
LIVEFIGURE = """
errors measure ruler assets
language theme svg guided
words
controls parts
stage
figure
settings outline checks fingerprint prose
frames
page stepper
widget
display
discovery
moves
book look
__main__
"""


def test_the_figure_engine_is_built_from_below() -> None:
    imports = neighbours("livefigure")
    level = {
        f"livefigure.{name}": i for i, line in enumerate(LIVEFIGURE.split("\n")) for name in line.split()
    }
    assert set(level) == set(imports) - {"livefigure"}
    upward = [(a, b) for a in level for b in imports[a] if level.get(b, len(imports)) >= level[a]]
    assert upward == []


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


# Words with which a test would read a clock, or wait for one.
CLOCKS = {
    *(
        "time",
        "perf_counter",
        "monotonic",
        "process_time",
        "thread_time",
        "sleep",
        "now",
        "utcnow",
        "setitimer",
    ),
    *("wait_for_timeout", "settimeout", "deadline", "Timer", "alarm"),
}
# where one may, and why
TIMED = {
    "tests/conftest.py": "ends a test that hangs",
    "tests/livefigure/test_example_reader.py": "a figure that has to stand still",
}


def clocks(file: Path) -> set[str]:
    """Return the clocks that a file reads: names that it calls, attributes, deadlines of Hypothesis."""
    found: set[str] = set()
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if isinstance(node, ast.Attribute) and (node.attr != "now" or id(node) in called):
            found.add(node.attr)  # a field called "now" is no clock
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add(node.func.id)
        elif isinstance(node, ast.keyword) and node.arg == "deadline":
            found.add(node.arg)
    return found & CLOCKS


def test_no_test_reads_a_clock() -> None:
    """What a test finds must not depend on how fast, or how busy, a machine is."""
    tests = Path(__file__).parent
    found = {file.relative_to(tests.parent).as_posix() for file in tests.rglob("*.py") if clocks(file)}
    assert found - TIMED.keys() == set()


def test_a_clock_would_be_seen(tmp_path: Path) -> None:
    for number, line in enumerate(
        [
            "time.perf_counter()",
            "sleep(1)",
            "page.wait_for_timeout(9)",
            "@settings(deadline=2000)\ndef f(): ...",
            "datetime.now()",
        ]
    ):
        (tmp_path / f"{number}.py").write_text(line)
        assert clocks(tmp_path / f"{number}.py"), line
