"""From one source: the student's notebook, the public checks, the teacher's notebook, the key. All of it, or nothing."""

import json
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from . import notebooks
from .checks import FORMAT
from .prove import Proof, prove, public
from .source import Check, ExerciseSet, Question, load


def key(exercises: ExerciseSet, proofs: dict[str, Proof]) -> dict[str, Any]:
    """Return all that grading needs: cells with solutions and stubs, checks with draws and expected values, rubric."""
    return {
        "autograder": FORMAT,
        "set": exercises.id,
        "title": exercises.title,
        "chapter": exercises.chapter,
        "minutes": exercises.minutes,
        "points": exercises.points,
        "seed": exercises.seed,
        "objectives": list(exercises.objectives),
        "files": [str(file) for file in exercises.files],
        "questions": [
            _question(exercises, question, proofs.get(question.id)) for question in exercises.questions
        ],
        "cells": [
            {"role": cell.role, "question": cell.question, "source": cell.source}
            | ({"stub": cell.stub} if cell.role == "solution" else {})
            for cell in exercises.cells
            if cell.role in ("given", "solution")
        ],
        "public": public(exercises, proofs),
    }


def _question(exercises: ExerciseSet, question: Question, proof: Proof | None) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "id": question.id,
        "title": question.title,
        "objective": question.objective,
        "points": question.points,
        "minutes": question.minutes,
        "kind": question.kind,
        "checks": [],
        "wrong": [],
        "rubric": [
            {"criterion": c.text, "levels": [{"points": points, "text": text} for points, text in c.levels]}
            for c in question.rubric
        ],
        "model": question.model,
    }
    if proof is None:
        return kept
    kept["checks"] = [_check(check, proof, i, str(exercises.seed)) for i, check in enumerate(question.checks)]
    kept["wrong"] = [
        {
            "name": wrong.name,
            "replace": wrong.code,
            "message": wrong.message,
            "loses": wrong.loses,
            "values": [outcome.to_json() for outcome in outcomes],
        }
        for wrong, outcomes in zip(question.wrong, proof.wrong, strict=True)
    ]
    return kept


def _check(check: Check, proof: Proof, place: int, seed: str) -> dict[str, Any]:
    return {
        "label": check.label,
        "value": check.value,
        "points": check.points,
        "hidden": check.hidden,
        "tolerance": check.tolerance.to_json() if check.tolerance else None,
        "one_of": check.one_of,
        "draw": {name: {"kind": how.kind, "of": list(how.of)} for name, how in check.draw.items()},
        "times": check.times,
        "hints": list(check.hints),
        "runs": [{"inputs": run.inputs, "accepted": run.accepted} for run in proof.runs[place][seed]],
    }


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def contents(source: Path, out: Path, objectives: Iterable[str] | None = None) -> dict[Path, str]:
    """Return every file of a set with its text. Raises `SetError` if anything is wrong with the set.

    The student's notebook and the public checks lie beside the source, the teacher's notebook and the key in ``out``.
    """
    exercises = load(source, None if objectives is None else set(objectives))
    proofs = prove(exercises)
    return {
        source.with_suffix(".ipynb"): notebooks.student(exercises),
        source.with_suffix(".checks.json"): _json(public(exercises, proofs)),
        out / f"{exercises.id}-teacher.ipynb": notebooks.teacher(exercises, proofs),
        out / f"{exercises.id}.key.json": _json(key(exercises, proofs)),
    }


def write(files: dict[Path, str]) -> None:
    """Write files so that each is there whole or not at all, and none is replaced before all are written."""
    ready: list[tuple[str, Path]] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            ready.append((name, path))
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            os.chmod(name, 0o644)
        while ready:
            name, path = ready[0]
            os.replace(name, path)
            ready.pop(0)
    finally:
        for name, _ in ready:
            os.unlink(name)


def stale(files: dict[Path, str]) -> list[Path]:
    """Return the files that are missing or differ from what a build would write."""
    return [p for p, text in files.items() if not p.is_file() or p.read_text(encoding="utf-8") != text]
