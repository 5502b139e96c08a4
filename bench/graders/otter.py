"""otter-grader, as a teacher would use it: what the set's export wrote, `otter generate`, then `otter run` for each."""

import json
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from autograder import otter

from .cage import Cage
from .common import Assignment, Json, Marks, surroundings
from .environment import PYTHON, ready


class Otter:
    """One assignment, ready to grade."""

    def __init__(
        self, assignment: Assignment, folder: Path, cage: Cage | None = None, patience: int = 180
    ) -> None:
        """Export the set and make the file that `otter run` grades with, for hostile code in a cage.

        A submission that takes longer than ``patience`` seconds is given up: otter itself would wait.
        """
        ready()
        self.folder = folder
        self.cage = cage
        self.patience = patience
        self.environment = surroundings(folder / "home")
        otter.export(assignment.exercises.path, folder)
        source = folder / "autograder"
        beside = sorted(
            path.name for path in source.iterdir() if path.name not in ("tests", "requirements.txt")
        )
        generate = [PYTHON, "-m", "otter", "generate", "-o", folder / "autograder.zip", "--no-environment"]
        subprocess.run(
            [*generate, *beside], cwd=source, env=self.environment, check=True, capture_output=True
        )
        self.questions = list(assignment.checks)

    def converted(self, notebook: Json) -> Json:
        """Return a submission as it would be if the notebook handed out had been otter's."""
        notebook = json.loads(json.dumps(notebook))
        for cell in notebook["cells"]:
            about = cell["metadata"].get("autograder", {})
            if about.get("role") == "check":
                cell["metadata"]["otter"] = {"tests": [about["question"]]}
        return notebook

    def grade(self, files: dict[str, bytes], workers: int = 1) -> Marks:
        """Grade submissions, by student."""
        start = time.perf_counter()
        with ThreadPoolExecutor(workers) as pool:
            points = dict(zip(files, pool.map(self.one, files, files.values()), strict=True))
        return Marks(points, time.perf_counter() - start)

    def one(self, student: str, content: bytes) -> float | None:
        """Grade a submission in a folder of its own; None if otter gives up."""
        folder = self.folder / "submissions" / student
        folder.mkdir(parents=True)
        file = folder / "submission.ipynb"
        file.write_bytes(content)
        if self.cage is not None:
            self.cage.give(folder)
            self.cage.give(self.folder / "home")
        before = self.cage.command if self.cage is not None else []
        command = [*before, PYTHON, "-m", "otter", "run", file, "-a", self.folder / "autograder.zip"]
        command += ["-o", folder, "--no-logo"]
        try:
            done = subprocess.run(
                command,
                cwd=folder,
                env=self.environment,
                capture_output=True,
                text=True,
                timeout=self.patience,
            )
        except subprocess.TimeoutExpired:
            return None
        (folder / "said.txt").write_text(done.stdout + done.stderr)
        results = folder / "results.json"
        if done.returncode or not results.exists():
            return None
        tests = json.loads(results.read_text())["tests"]
        return sum(test["score"] for test in tests if test["name"] in self.questions)
