"""What `check("…")` says to a student: right, not yet and why; never the expected value."""

import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder import Checks
from autograder.build import contents, write
from autograder.compare import STEPS
from autograder.errors import ChecksError

SAMPLE = Path(__file__).with_name("set-0.md")
DEFINE = "def own_price(cloth_labour, wine_labour):\n    return {}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that a student has."""
    folder = tmp_path_factory.mktemp("student")
    built = contents(SAMPLE, folder)
    write({folder / path.name: text for path, text in built.items() if path.parent == SAMPLE.parent})
    assert sorted(path.name for path in folder.iterdir()) == ["set-0.checks.json", "set-0.ipynb"]
    return folder


def ask(folder: Path, capsys: pytest.CaptureFixture, code: str, question: str) -> list[str]:
    """Run code, check a question, return the lines said."""
    space: dict = {}
    exec(compile(code, "<her cell>", "exec"), space)
    Checks("set-0", folder, space)(question)
    return heard(capsys)


def heard(capsys: pytest.CaptureFixture) -> list[str]:
    """Return the lines said, those that were broken put together again."""
    said = capsys.readouterr().out
    assert all(len(line) <= 92 for line in said.splitlines())
    return said.replace("\n    ", " ").splitlines()


def test_all_lines_of_a_right_answer(folder: Path, capsys: pytest.CaptureFixture) -> None:
    assert ask(folder, capsys, DEFINE.format("cloth_labour / wine_labour"), "own-price") == [
        "Own prices",
        "Check 1 of 3, England's own price: right.",
        "Check 2 of 3, Portugal's own price: right.",
        "Check 3 of 3, any labour costs: checked with other numbers when graded (2 points).",
        "2 of 2 points; 1 hidden check worth 2 points runs when graded.",
    ]


@pytest.mark.parametrize(
    ("returned", "first", "second"),
    [
        ("wine_labour / cloth_labour", "not yet. This is the price of wine in cloth.", "The same mistake as in check 1."),
        ("100 / 120", "right.", "not yet. This is the same whatever the labour."),
        ("5.5", "not yet. How much wine does the labour of one cloth make?", "not yet. Think of labour."),
        ("str(cloth_labour / wine_labour)", "not yet. This is text; a number is wanted.", "This is text"),
        ("[cloth_labour / wine_labour]", "not yet. This is a list; a number is wanted.", "This is a list"),
        ("True", "not yet. This is true or false; a number is wanted.", "true or false"),
        ("{'x': 1}", "not yet. This is a table of names and values (dict); a number is wanted.", "a table"),
        ("None", "not answered yet. It gives None: is a return missing?", "It gives None"),
        ("...", "not answered yet.", "not answered yet."),
        ("... / 2", "not answered yet.", "not answered yet."),
        ("float('nan')", "not yet. This is not a number (nan): something is missing", "nan"),
        ("float('inf')", "not yet. This is infinite (inf).", "infinite"),
        ("own_price", "not yet. This is a function or class (own_price), not a value: was it called", "function"),
        ("1j", "not yet. This is an object of type complex, not a plain value.", "complex"),
        ("cloth_labour / 0", "not yet. Your code stops with an error in line 2 of its cell: it divides by zero.", "line 2"),
        ("labour", "line 2 of its cell: it uses the name labour, which does not exist.", "labour"),
        ("[][1]", "it asks for a place beyond the end of a list.", "place"),
        ("{'a': 1}['b']", "it looks for 'b', which is not there.", "'b'"),
        ("own_price(1, 2)", "it calls itself without end.", "without end"),
        ("None + 1", "it calculates with None (is a return or an earlier answer missing?).", "None"),
        ("None.x", "it asks something of a value that is None", "None"),
        ("exit()", "it ends the program instead of giving a value.", "ends"),
        ("__import__('nowhere')", "it imports nowhere, which is not installed here.", "nowhere"),
        ("int('x')", "ValueError, invalid literal for int() with base 10: 'x'.", "ValueError"),
        ("eval('1 +')", "it is not Python (invalid syntax).", "not Python"),
        ("print('noise') or cloth_labour / wine_labour", "right.", "right."),
    ],
)  # fmt: skip
def test_answers_and_what_is_said(
    returned: str, first: str, second: str, folder: Path, capsys: pytest.CaptureFixture
) -> None:
    lines = ask(folder, capsys, DEFINE.format(returned), "own-price")
    assert len(lines) == 5
    assert first in lines[1]
    assert second in lines[2]
    assert not any("0.8333" in line or "1.125" in line for line in lines)


def test_wrong_number_of_arguments_is_said_in_pythons_words(
    folder: Path, capsys: pytest.CaptureFixture
) -> None:
    lines = ask(folder, capsys, "def own_price(x):\n    return x", "own-price")
    assert "own_price() takes 1 positional argument but 2 were given." in lines[1]


def test_a_name_that_does_not_exist_is_no_wrong_answer(folder: Path, capsys: pytest.CaptureFixture) -> None:
    assert "not answered yet. own_price is not defined yet." in ask(folder, capsys, "", "own-price")[1]


def test_further_hints_come_with_further_tries(folder: Path, capsys: pytest.CaptureFixture) -> None:
    check = Checks("set-0", folder, {"own_price": lambda cloth, wine: 5.5})
    said = []
    for _ in range(3):
        check("own-price")
        said.append(heard(capsys)[2].split("not yet. ")[1])
    assert said == ["Think of labour.", "Divide.", "Divide."]


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ('{"x": 2, "side": "left"}', True),
        ('{"side": "right", "x": -2.0}', True),
        ('{"x": 2 + 5e-10, "side": "left"}', True),
        ('{"x": 2 + 2e-9, "side": "left"}', False),
        ('{"x": 2, "side": "up"}', False),
        ('{"x": True, "side": "left"}', False),
        ('{"x": 2}', False),
        ("2", False),
    ],
)
def test_one_of_several(value: str, right: bool, folder: Path, capsys: pytest.CaptureFixture) -> None:
    lines = ask(folder, capsys, f"setting = {value}", "find")
    assert lines[1].endswith("right.") is right
    assert lines[-1] == ("1 of 1 point." if right else "0 of 1 point.")


def test_the_wrong_answer_that_explains_most_is_named(folder: Path, capsys: pytest.CaptureFixture) -> None:
    lines = ask(folder, capsys, 'sums = {"a": -1.5, "b": -1}\nlarger = "b"', "table")
    assert lines[1].endswith("not yet. These are differences.")
    assert lines[2].endswith("right.")


def test_an_answer_read_by_a_person(folder: Path, capsys: pytest.CaptureFixture) -> None:
    assert ask(folder, capsys, "", "claim") == [
        "Weigh a claim",
        "This answer is read by a person (3 points).",
    ]


def test_unknown_question_and_summary(folder: Path, capsys: pytest.CaptureFixture) -> None:
    check = Checks("set-0", folder, {"larger": "b"})
    check("own_price")
    assert heard(capsys) == [
        "There is no question own_price. The questions are: own-price, table, find, claim."
    ]
    check("table")
    capsys.readouterr()
    check()
    assert heard(capsys) == [
        "own-price: not checked yet, of 2 points",
        "table: 1 of 3 points",
        "find: not checked yet, of 1 point",
        "Together: 1 of 6 points that are checked here",
    ]
    assert repr(check) == "The checks of set-0: own-price, table, find, claim"


def test_checking_changes_no_variable_of_hers(folder: Path) -> None:
    space = {"own_price": lambda cloth, wine: cloth / wine}
    Checks("set-0", folder, space)("own-price")
    assert list(space) == ["own_price"]


def test_students_files_hold_no_solution_and_no_expected_value(folder: Path) -> None:
    checks = (folder / "set-0.checks.json").read_text()
    notebook = (folder / "set-0.ipynb").read_text()
    for secret in (
        "return cloth_labour / wine_labour",
        "1 + 2.5",
        "0.8333",
        "1.125",
        "0.119",
        "cloth, wine",
        "uniform",
    ):
        assert secret not in checks, secret
        assert secret not in notebook, secret
    for secret in (
        "20261",
        "SOLUTION",
        "replace",
        "loses",
        "supported by this",
        "names a study",
        '"left"',
        "turned over",
    ):
        assert secret not in checks + notebook, secret
    # Offsets say where in its cell, not in which, an expected number lies.
    for question in json.loads(checks)["questions"].values():
        for check in question["checks"]:
            assert all(
                0 <= offset < STEPS for kept in check["right"] + check["wrong"] for offset in kept["offsets"]
            )


def test_a_missing_file_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ChecksError, match=r"the file set-0\.checks\.json belongs beside this notebook"):
        Checks("set-0")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        *(f'{{"autograder": {number}, "set": "set-0", "questions": {{}}}}' for number in (0, 2)),
        *(f'{{"autograder": 1, "set": "{name}", "questions": {{}}}}' for name in ("a-set", "set-1", "set-")),
    ],
)
def test_an_unreadable_file_is_one_sentence(text: str, tmp_path: Path) -> None:
    (tmp_path / "set-0.checks.json").write_text(text)
    with pytest.raises(ChecksError, match="cannot be read as the checks of set-0"):
        Checks("set-0", tmp_path)


def test_found_in_the_folder_exercises_above(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "exercises").mkdir()
    (tmp_path / "deep/er").mkdir(parents=True)
    (tmp_path / "exercises/set-0.checks.json").write_text((folder / "set-0.checks.json").read_text())
    monkeypatch.chdir(tmp_path / "deep/er")
    assert "own-price" in repr(Checks("set-0"))


def test_found_beside_the_notebook_wherever_the_kernel_was_started(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", str(folder / "set-0.ipynb"))
    assert "own-price" in repr(Checks("set-0"))


def test_the_nearest_checks_are_taken(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is named; then beside the notebook, where Python stands, in exercises there and above."""
    asked = json.loads((folder / "set-0.checks.json").read_text())

    def lies(where: str) -> Path:
        (tmp_path / where).mkdir(parents=True, exist_ok=True)
        mine = {**asked, "questions": {where.replace("/", "-"): asked["questions"]["claim"]}}
        (tmp_path / where / "set-0.checks.json").write_text(json.dumps(mine))
        return tmp_path / where

    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    (tmp_path / "a/b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a/b")
    for where in ("exercises", "a/exercises", "a/b/exercises", "a/b", "notebooks", "named"):
        there = lies(where)
        if where == "notebooks":
            monkeypatch.setenv("JPY_SESSION_NAME", str(there / "some.ipynb"))
        named = there if where == "named" else None
        assert repr(Checks("set-0", named)) == f"The checks of set-0: {where.replace('/', '-')}"
    with pytest.raises(ChecksError, match="were not found"):
        Checks("set-0", tmp_path)


def test_the_courses_own_sets_are_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    monkeypatch.chdir(tmp_path)
    assert repr(Checks("set-1")).startswith("The checks of set-1: ")


def test_lines_are_as_long_as_a_notebook_shows(folder: Path, capsys: pytest.CaptureFixture) -> None:
    check = Checks("set-0", folder, {})
    rest = len("There is no question . The questions are: own-price, table, find, claim.")
    for longer, lines in ((0, 1), (1, 2)):
        check("x" * (92 - rest + longer))
        said = capsys.readouterr().out.splitlines()
        assert len(said) == lines
        assert all(line.startswith("    ") for line in said[1:]), "what goes on is indented"
    check("word-" * 30)
    assert "word-" * 30 in capsys.readouterr().out, "no word is broken"


def test_points_that_are_one_point(folder: Path, capsys: pytest.CaptureFixture) -> None:
    from autograder.checks import amount

    assert [amount(n) for n in (0, 0.5, 1, 1.0, 2, 2.5)] == [
        "0 points", "0.5 points", "1 point", "1 point", "2 points", "2.5 points",
    ]  # fmt: skip


def test_two_hidden_checks_run_and_one_runs(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    asked = json.loads((folder / "set-0.checks.json").read_text())
    asked["questions"]["own-price"]["hidden"].append({"label": "other costs", "points": 1.5})
    (tmp_path / "set-0.checks.json").write_text(json.dumps(asked))
    lines = ask(tmp_path, capsys, DEFINE.format("cloth_labour / wine_labour"), "own-price")
    assert lines[1].startswith("Check 1 of 4, ")
    assert lines[3:] == [
        "Check 3 of 4, any labour costs: checked with other numbers when graded (2 points).",
        "Check 4 of 4, other costs: checked with other numbers when graded (1.5 points).",
        "2 of 2 points; 2 hidden checks worth 3.5 points run when graded.",
    ]


def test_the_students_own_variables_are_those_of_her_notebook(
    folder: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["__main__"], "larger", "b", raising=False)
    Checks("set-0", folder)("table")
    assert heard(capsys)[2].endswith("right.")
    # A namespace that is given counts, also an empty one.
    Checks("set-0", folder, {})("table")
    assert heard(capsys)[2].endswith("not answered yet. larger is not defined yet.")


def test_what_was_earned_last_counts(folder: Path, capsys: pytest.CaptureFixture) -> None:
    space = {"larger": "b"}
    check = Checks("set-0", folder, space)
    check("table")
    space["larger"] = "a"
    check("table")
    capsys.readouterr()
    check()
    assert heard(capsys)[1] == "table: 0 of 3 points"


def test_the_same_mistake_is_told_once_and_then_where(folder: Path, capsys: pytest.CaptureFixture) -> None:
    """Of two known wrong answers with one value, that which explains more of the failed checks."""
    from autograder.checks import likeliest

    lines = ask(folder, capsys, DEFINE.format("wine_labour / cloth_labour"), "own-price")
    assert lines[1].endswith("You were asked for the price of cloth in wine.")
    assert lines[2].endswith("not yet. The same mistake as in check 1.")
    assert likeliest([{0, 1}, {1}, set()]) == [1, 1, None]
    assert likeliest([{0, 1}]) == [0]
    assert likeliest([{2, 1}, {2}, {1}]) == [1, 2, 1]
    assert likeliest([]) == []


STANDARD_ONLY = """
import sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in sys.stdlib_module_names | {"autograder"}:
            raise ModuleNotFoundError("not of the standard library: " + name)

sys.meta_path.insert(0, Refuse())
from autograder import Checks
check = Checks("set-0", sys.argv[1])
own_price = lambda cloth, wine: cloth / wine
check("own-price")
setting = {"x": 4, "side": "left"}
check("find")
check()
print(*sorted(sys.modules), sep=",")
"""


def test_the_standard_library_is_enough_without_ipython(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STANDARD_ONLY, str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "2 of 2 points" in done.stdout
    assert "The square of this is 16." in done.stdout
    assert not re.search(
        r"\b(yaml|nbformat|numpy|markdown_it|autograder\.(source|build|prove|lines))\b", done.stdout
    )


def test_in_a_kernel(folder: Path) -> None:
    """As handed out, as answered with an error, and without the checks file."""
    notebook = nbformat.read(folder / "set-0.ipynb", as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells)
    for cell in notebook.cells:
        if cell.source.startswith("def own_price"):
            cell.source = cell.source.replace("...", "price = cloth_labour / 0\n    return price")
    resources = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources=resources).execute()
    said = [
        "".join(o.get("text", "") for o in cell.outputs).replace("\n    ", " ")
        for cell in notebook.cells
        if cell.source.startswith("check(")
    ]
    assert (
        "stops with an error in line 3 of its cell, price = cloth_labour / 0: it divides by zero." in said[0]
    )
    assert said[1].count("not answered yet") == 2
    assert "not answered yet" in said[2]


def test_in_a_kernel_without_the_checks(folder: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(folder / "set-0.ipynb", as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": str(tmp_path)}},
    )
    client.execute()
    (loaded,) = [cell for cell in notebook.cells if "autograder import" in cell.source]
    (output,) = loaded.outputs
    assert output.output_type == "error"
    assert len(output.traceback) == 1
    assert output.traceback[0].startswith("The checks of set-0 were not found")
