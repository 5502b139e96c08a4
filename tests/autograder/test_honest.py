"""The honest submissions deserve what they say: each is run as a notebook program would, and its checks evaluated."""

import json
from pathlib import Path
from typing import Any

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from autograder.build import key, notebooks
from autograder.compare import Tolerance, matches
from autograder.prove import prove
from autograder.run import evaluate, fresh_namespace, run_cell
from autograder.source import load

from .honest import Honest, honest

ROOT = Path(__file__).parents[2]
SETS = [Path(__file__).with_name("set-0.md"), *sorted((ROOT / "exercises").glob("set-*.md"))]


pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # students' code may warn


@pytest.fixture(scope="module", params=SETS, ids=lambda path: path.stem)
def built(request: pytest.FixtureRequest) -> tuple[dict[str, Any], list[Honest]]:
    exercises = load(request.param)
    made = key(exercises, prove(exercises))
    return made, honest(made, json.loads(notebooks.student(exercises)))


def earned(key: dict[str, Any], notebook: dict[str, Any]) -> float:
    """Run all cells, without what belongs to a notebook program, and add up the checks that are passed at the end."""

    class Program:
        def __getattr__(self, name: str) -> Any:
            return lambda magic, line="", body="": run_cell(body, space, "<magic>")

    space = fresh_namespace()
    space |= {"get_ipython": Program, "check": lambda *question: None}
    for place, cell in enumerate(notebook["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and "Checks(" not in source:
            run_cell(TransformerManager().transform_cell(source), space, f"<honest {place}>")
    points = 0.0
    for question in key["questions"]:
        for check in question["checks"]:
            tolerance = Tolerance.from_json(check["tolerance"])
            points += check["points"] * all(
                any(
                    matches(accepted, evaluate(check["value"], space, run["inputs"]).value, tolerance)
                    for accepted in run["accepted"]
                )
                for run in check["runs"]
            )
    return points


def test_they_deserve_what_they_say(
    built: tuple[dict[str, Any], list[Honest]], monkeypatch: pytest.MonkeyPatch
) -> None:
    key, submissions = built
    monkeypatch.setattr("builtins.input", lambda prompt="": (_ for _ in ()).throw(EOFError))
    assert {s.name: earned(key, s.notebook) for s in submissions} == {
        s.name: pytest.approx(s.points) for s in submissions
    }


def test_there_are_enough_of_every_kind(built: tuple[dict[str, Any], list[Honest]]) -> None:
    _, submissions = built
    assert len({s.slug for s in submissions}) == len(submissions) >= 48
    assert sum(s.comparable for s in submissions) >= 40
    assert len({s.points for s in submissions}) >= 6
    assert len({s.file() for s in submissions}) == len(submissions)
