"""What earlier runs found of a file's mutants, in _build/mutants, so that a run which was stopped goes on."""

import hashlib
import json
from dataclasses import astuple
from pathlib import Path

from environments import ROOT

from .trial import Change

FOLDER = ROOT / "_build/mutants"


def _hash(paths: list[Path]) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


class Kept:
    """Outcomes of a file's mutants, by operator and occurrence; valid while the file and its tests are as they were."""

    def __init__(self, file: Path, tests: tuple[str, ...], again: bool) -> None:
        """Read what is kept and still holds.

        Args:
            file: path from the project's root.
            tests: pytest's arguments, of which those that are files or folders count.
            again: the tests have only become more: what was found holds, what survived is still to be tried.
        """
        tops = [ROOT / name for name in tests if (ROOT / name).exists()]
        texts = sorted({path for top in tops for path in ([top] if top.is_file() else top.rglob("*.py"))})
        self.file_state, self.tests_state = _hash([ROOT / file]), _hash(texts)
        self.path = FOLDER / "kept" / f"{file.as_posix().replace('/', '.')}.json"
        self.seconds: float | None = None
        """Of the processor, that the tests take when all is well."""
        self.outcomes: dict[str, tuple[str, Change, int]] = {}
        self.again: set[str] = set()
        """What survived before the tests were changed."""
        kept = json.loads(self.path.read_text()) if self.path.exists() else {}
        if kept.get("file") != self.file_state or not (again or kept["tests"] == self.tests_state):
            return
        read = {key: (one[0], Change(*one[1]), one[2]) for key, one in kept["outcomes"].items()}
        if kept["tests"] == self.tests_state:
            self.seconds, self.outcomes, self.again = kept["seconds"], read, set(kept["again"])
        else:
            self.again = {key for key, one in read.items() if one[0] == "survived"} | set(kept["again"])
            self.outcomes = {key: one for key, one in read.items() if key not in self.again}

    def write(self) -> None:
        """Keep it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        outcomes = {key: (one[0], astuple(one[1]), one[2]) for key, one in self.outcomes.items()}
        again = sorted(self.again - outcomes.keys())
        self.path.write_text(
            json.dumps(
                {
                    "file": self.file_state,
                    "tests": self.tests_state,
                    "seconds": self.seconds,
                    "outcomes": outcomes,
                    "again": again,
                }
            )
        )
