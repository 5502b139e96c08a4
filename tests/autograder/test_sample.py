"""The sample set builds, and what students get gives nothing away."""

import json
from pathlib import Path

import nbformat
import pytest

from autograder import Checks
from autograder.build import contents, stale, write

SAMPLE = Path(__file__).with_name("set-0.md")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("set")
    source = folder / SAMPLE.name
    source.write_text(SAMPLE.read_text())
    built = contents(source, folder / "out")
    assert len(stale(built)) == 4
    write(built)
    assert stale(contents(source, folder / "out")) == []
    return {path.name: path for path in built}


def test_solutions_earn_everything(files, capsys, monkeypatch) -> None:
    monkeypatch.chdir(files["set-0.checks.json"].parent)
    checks = Checks("set-0", namespace=(space := {}))
    space["check"] = checks
    for cell in nbformat.read(files["set-0-teacher.ipynb"], 4).cells:
        if cell.cell_type == "code" and "autograder import" not in cell.source:
            exec(cell.source, space)
    said = capsys.readouterr().out
    assert "not yet" not in said
    assert "not answered" not in said
    checks()
    assert "Together: 6 of 6 points" in capsys.readouterr().out


def test_blank_earns_nothing(files, capsys, monkeypatch) -> None:
    monkeypatch.chdir(files["set-0.checks.json"].parent)
    checks = Checks("set-0", namespace=(space := {}))
    space["check"] = checks
    for cell in nbformat.read(files["set-0.ipynb"], 4).cells:
        if cell.cell_type == "code" and "autograder import" not in cell.source:
            exec(cell.source, space)
    said = capsys.readouterr().out
    assert said.count("not answered yet") == 5
    assert ": right" not in said
    checks()
    assert "Together: 0 of 6 points" in capsys.readouterr().out


def test_key_is_whole(files) -> None:
    key = json.loads(files["set-0.key.json"].read_text())
    hidden = [c for q in key["questions"] for c in q["checks"] if c["hidden"]]
    assert [len(c["runs"]) for c in hidden] == [3]
    assert key["points"] == 11
