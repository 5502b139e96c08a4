"""This project's own grader, by its command line, and how much memory all of its processes take together."""

import csv
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil

from .common import Assignment, Marks
from .environment import ROOT


class Ours:
    """One assignment, ready to grade."""

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.source = assignment.exercises.path
        self.folder = folder
        self.peak = 0
        """Bytes that all processes of the last run took together at most; shared pages count once."""
        self.statuses: dict[str, str] = {}

    def grade(self, files: dict[str, bytes], workers: int = 1) -> Marks:
        """Grade submissions, by student. Exits if the grader itself fails."""
        run = self.folder / f"run-{time.time_ns()}"
        (run / "submissions").mkdir(parents=True)
        for student, content in files.items():
            (run / "submissions" / f"{student}.ipynb").write_bytes(content)
        command = [sys.executable, "-m", "autograder", "grade", self.source, run / "submissions"]
        command += ["--out", run / "out", "--workers", str(workers)]
        start = time.perf_counter()
        with (run / "said.txt").open("w") as said:
            process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said)
            watch = threading.Thread(target=self._watch, args=(psutil.Process(process.pid),))
            watch.start()
            process.wait()
            seconds = time.perf_counter() - start
            watch.join()
        if process.returncode:
            sys.exit(f"{(run / 'said.txt').read_text()[-2000:]}\nThe grader failed.")
        with (run / "out/grades.csv").open(newline="", encoding="utf-8-sig") as table:
            rows = {row["student"]: row for row in csv.DictReader(table)}
        self.statuses = {student: row["status"] for student, row in rows.items()}
        return Marks({student: float(rows[student]["points"]) for student in files}, seconds)

    def _watch(self, process: psutil.Process) -> None:
        self.peak = 0
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            try:
                family = [process, *process.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            self.peak = max(self.peak, sum(map(_memory, family)))
            time.sleep(0.3)


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.AccessDenied:  # another user's, as the shut-in processes are where the grader is not root
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
