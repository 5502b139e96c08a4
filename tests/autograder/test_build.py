"""The build: the same bytes every time, all files or none, and a key from which a class can be graded."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import build as building
from autograder.__main__ import main
from autograder.compare import Tolerance, matches
from autograder.draws import Draw, inputs, parse
from autograder.lines import protect
from autograder.run import evaluate, fresh_namespace, run_cell
from autograder.source import load

SAMPLE = Path(__file__).with_name("set-0.md")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path))


def test_the_same_bytes_whatever_the_hash_seed(source: Path) -> None:
    files: list[dict[str, bytes]] = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "autograder", "build", str(source), "--out", str(source.parent)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        files.append({path.name: path.read_bytes() for path in sorted(source.parent.iterdir())})
    assert files[0] == files[1]
    assert len(files[0]) == 5


def test_says_what_it_wrote(
    source: Path, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(source.parent)
    assert main(["build", "set-0.md"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Wrote set-0.ipynb",
        "Wrote set-0.checks.json",
        "Wrote _build/exercises/set-0/set-0-teacher.ipynb",
        "Wrote _build/exercises/set-0/set-0.key.json",
    ]


def test_nothing_is_replaced_when_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(UnicodeEncodeError):
        building.write({tmp_path / "a": "new", tmp_path / "b": "\ud800"})
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a", "old")]


def test_objectives_of_the_caller_come_before_the_sets_own(
    source: Path, capsys: pytest.CaptureFixture
) -> None:
    assert main(["build", str(source), "--out", str(source.parent), "--objectives", "measure"]) == 1
    assert (
        "question claim: the objective weigh is unknown: the chapter has measure" in capsys.readouterr().err
    )


def test_student_notebook(source: Path) -> None:
    notebook = nbformat.reads(building.contents(source, source.parent)[source.with_suffix(".ipynb")], 4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code[0].source.endswith('from autograder import Checks\n\ncheck = Checks("set-0")')
    assert [c.source for c in code if c.metadata.autograder.role == "check"] == [
        'check("own-price")',
        'check("table")',
        'check("find")',
    ]
    own_price = next(c for c in code if c.metadata.autograder.role == "answer")
    assert own_price.source.endswith('    """Wine per cloth."""\n    ...')
    assert own_price.metadata.tags == ["answer"]
    last = notebook.cells[-1]
    assert (last.cell_type, last.source, last.metadata.tags) == (
        "markdown",
        "*Write your answer here.*",
        ["answer"],
    )
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    titles = [c.source.splitlines()[0] for c in notebook.cells if c.metadata.autograder.role == "title"]
    assert titles[0] == "### Question 1 · Own prices"
    # The function that is given within the first question stands between its answer and its check.
    roles = [
        c.metadata.autograder.role
        for c in notebook.cells
        if c.metadata.autograder.get("question") == "own-price"
    ]
    assert roles == ["title", "prose", "answer", "given", "check"]


def test_teachers_notebook(source: Path) -> None:
    text = building.contents(source, source.parent)[source.parent / "set-0-teacher.ipynb"]
    whole = "\n".join(cell.source for cell in nbformat.reads(text, 4).cells)
    for part in (
        "return cloth_labour / wine_labour",
        "expected `0.8333333333333334`",
        "**turned over**, loses 4: This is the price of wine in cloth.",
        "gives `1.2`, `0.8888888888888888`",
        "drawn 3 times, cloth = uniform(40, 200), wine = uniform(300, 400)",
        "expected one of 4: `[{",
        "> It is disputed by that.",
        "  - 1: says something",
    ):
        assert part in whole


def grade(key: dict[str, Any], answers: dict[str, str], seed: str) -> dict[str, float]:
    """Grade as issue 4 will, from the key alone: expressions go in, plain JSON comes out, compared outside."""

    def values(answers: dict[str, str] | None) -> dict[str, list[list[Any]]]:
        space = fresh_namespace()
        found = {}
        for question in key["questions"]:
            mine = [i for i, cell in enumerate(key["cells"]) if cell["question"] == question["id"]]
            before = [
                i for i, cell in enumerate(key["cells"]) if i <= max(mine, default=-1) and i not in done
            ]
            answered = False
            for i in before:
                cell = key["cells"][i]
                text = cell["source"]
                if answers is not None and cell["role"] == "solution":
                    text = cell["stub"]
                    if question["id"] in answers:
                        text = "" if answered else answers[question["id"]]
                        answered = True
                run_cell(text, space, f"<cell {i}>")
                done.add(i)
            found[question["id"]] = []
            for check in question["checks"]:
                drawn = {name: Draw(how["kind"], tuple(how["of"])) for name, how in check["draw"].items()}
                runs = [inputs(drawn, seed, question["id"], check["label"], t) for t in range(check["times"])]
                got = [evaluate(check["value"], space, run) for run in runs]
                right = [
                    evaluate(check["one_of"], space, run).value if check["one_of"] else None for run in runs
                ]
                found[question["id"]].append(list(zip(got, right, strict=True)))
        return found

    done: set[int] = set()
    expected = values(None)
    done = set()
    given = json.loads(
        json.dumps({q: [[o.to_json() for o, _ in runs] for runs in c] for q, c in values(answers).items()})
    )
    marks = {}
    for question in key["questions"]:
        marks[question["id"]] = sum(
            check["points"]
            for check, right, got in zip(
                question["checks"], expected[question["id"]], given[question["id"]], strict=True
            )
            if all(
                o["status"] == "value"
                and any(
                    matches(a, o["value"], Tolerance.from_json(check["tolerance"]))
                    for a in (many or [one.value])
                )
                for (one, many), o in zip(right, got, strict=True)
            )
        )
    return marks


@pytest.mark.parametrize("seed", ["20261", "20261/Ada", "another class"])
def test_a_class_can_be_graded_from_the_key(seed: str, source: Path) -> None:
    key = json.loads(building.contents(source, source.parent)[source.parent / "set-0.key.json"])
    solutions: dict[str, str] = {}
    for cell in key["cells"]:
        if cell["role"] == "solution":
            solutions[cell["question"]] = solutions.get(cell["question"], "") + cell["source"] + "\n"
    full = {"own-price": 4, "table": 3, "find": 1, "claim": 0}
    assert grade(key, solutions, seed) == full
    assert grade(key, {}, seed) == dict.fromkeys(full, 0)
    for question in key["questions"]:
        for wrong in question["wrong"]:
            marks = grade(key, solutions | {question["id"]: wrong["replace"]}, seed)
            assert marks == full | {question["id"]: full[question["id"]] - wrong["loses"]}, wrong["name"]
    assert sum(q["points"] for q in key["questions"]) == key["points"] == 11
    assert key["questions"][3]["rubric"][0]["levels"][1] == {"points": 1, "text": "says something"}


def test_draws_are_the_same_everywhere() -> None:
    """Held against numbers that were drawn once: a grade must not depend on the machine or the version of Python."""
    drawn = {"x": Draw("uniform", (1, 9)), "n": Draw("integer", (1, 6)), "c": Draw("choice", ("a", "b", "c"))}
    assert [inputs(drawn, 7, "q", "label", t) for t in range(2)] == [
        {"c": "c", "n": 5, "x": 3.28727},
        {"c": "b", "n": 5, "x": 7.78371},
    ]
    assert all(1 <= inputs(drawn, seed, "q", "label", 0)["x"] <= 9 for seed in range(50))
    assert {inputs(drawn, seed, "q", "label", 0)["c"] for seed in range(50)} == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("written", "draw"),
    [
        ("uniform(0.5, 1)", Draw("uniform", (0.5, 1))),
        ("uniform(-1, 1)", Draw("uniform", (-1, 1))),
        ("integer(-3, 3)", Draw("integer", (-3, 3))),
        ("choice(['a', 2])", Draw("choice", ("a", 2))),
        ("choice((1.5, [2]))", Draw("choice", (1.5, [2]))),
    ],
)
def test_each_way_to_draw_is_read(written: str, draw: Draw) -> None:
    for name in ("x", "'x'"):
        assert parse(f" {{{name}: {written}}} ") == {"x": draw}
    assert parse(f"{{x: {draw}}}") == {"x": draw}, "and written as it is read"


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(0, 10**6))
def test_what_is_drawn_lies_within_its_ends_and_has_six_digits(low: float, more: float, seed: int) -> None:
    drawn = {"x": Draw("uniform", (low, low + more)), "n": Draw("integer", (-2, 2))}
    found = inputs(drawn, seed, "q", "label", 0)
    assert low <= found["x"] <= low + more
    assert found["x"] in (low, low + more) or float(f"{found['x']:.6g}") == found["x"]
    assert found["n"] in range(-2, 3)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('value: {"a": 1}["a"]', 'value: \'{"a": 1}["a"]\''),
        ("- value: x == 'no'", "- value: 'x == ''no'''"),
        ('value: "quoted"', 'value: "quoted"'),
        ("value: 'quoted'  # so", "value: 'quoted'  # so"),
        ("value: |\n  x", "value: |\n  x"),
        ("value: f(1,\n  2)", "value: f(1,\n  2)"),
        ("draw: {x: uniform(1, 2)}\ntimes: 2", "draw: '{x: uniform(1, 2)}'\ntimes: 2"),
        ("replace: |\n  value: int = 3\nvalue: 3", "replace: |\n  value: int = 3\nvalue: '3'"),
        ("  - replace: |-\n      a\n\n      value: int = 3\n    value: 3", None),
        ("label: value: x", "label: value: x"),
    ],
)
def test_python_is_kept_from_yaml(written: str, read: str | None) -> None:
    if read is None:
        read = re.sub("    value: 3$", "    value: '3'", written)
    assert protect(written) == read


def test_long_expressions_and_quoted_ones(source: Path) -> None:
    text = source.read_text().replace(
        "value: own_price(90, 80)", "value: >-\n      own_price(90,\n      80)  "
    )
    text = text.replace(
        "draw: {cloth: uniform(40, 200), wine: uniform(300, 400)}",
        "draw:\n      cloth: uniform(40, 200)\n      wine: choice([300, 400])",
    )
    source.write_text(text)
    checks = load(source).questions[0].checks
    assert checks[0].value == "own_price(100, 120)"
    assert checks[1].value == "own_price(90, 80)"
    assert checks[2].draw == {"cloth": Draw("uniform", (40, 200)), "wine": Draw("choice", (300, 400))}


def test_draws_within_braces_may_go_on_in_the_next_line(source: Path) -> None:
    old = "draw: {cloth: uniform(40, 200), wine: uniform(300, 400)}"
    source.write_text(source.read_text().replace(old, old.replace(", wine", ",\n      wine")))
    drawn = load(source).questions[0].checks[2].draw
    assert drawn == {"cloth": Draw("uniform", (40, 200)), "wine": Draw("uniform", (300, 400))}
