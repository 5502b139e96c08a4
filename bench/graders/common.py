"""What running any of the graders needs: a set with its key, a clean environment, marks with the seconds they took."""

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import build, notebooks
from autograder.prove import prove
from autograder.source import ExerciseSet, load

from .environment import ENVIRONMENT, ROOT

sys.path.append(str(ROOT))  # the corpora belong to the tests

Json = dict[str, Any]


@dataclass(frozen=True)
class Assignment:
    """A set with what the graders are fed from."""

    exercises: ExerciseSet
    key: Json
    student: Json
    """The student's notebook."""

    @classmethod
    def read(cls, source: Path) -> "Assignment":
        """Read and prove a set."""
        exercises = load(source)
        key = build.key(exercises, prove(exercises))
        return cls(exercises, key, json.loads(notebooks.student(exercises)))

    @property
    def checks(self) -> dict[str, list[Json]]:
        """The checks of each question that has some."""
        return {
            question["id"]: question["checks"] for question in self.key["questions"] if question["checks"]
        }


@dataclass
class Marks:
    """What a grader gave: points by student, None where it gave up; and how long it took for all of them."""

    points: dict[str, float | None] = field(default_factory=dict)
    seconds: float = 0

    @property
    def each(self) -> float:
        """Seconds a submission."""
        return self.seconds / len(self.points)


def surroundings(home: Path) -> dict[str, str]:
    """Return the environment that the rivals run in: their own programs, a home of their own, nothing of the user's."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name in ("LANG", "LC_ALL", "TZ", "TMPDIR")}
    return kept | {
        "HOME": str(home),
        "PATH": f"{ENVIRONMENT / 'bin'}:/usr/bin:/bin",
        "MPLBACKEND": "Agg",
    }
