"""Grade a class: many submissions, some workers, results kept one by one, so that a stopped run goes on where it was.

Every result is a file of its own, written whole or not at all, and carries a digest of all that its marks depend on.
The next run of the same command takes it as it is, or grades again if anything has changed. Neither the order nor the
number of workers can change a mark: a submission meets nothing of another's.
"""

import fcntl
import hashlib
import json
import queue
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..build import contents, write
from .mark import Graded, Marker, Times
from .notebook import Unreadable
from .reports import write_all
from .results import STATUSES, Result
from .session import Room, Worker, WorkerLost
from .submissions import Submission, find

# Changes whenever the same submission may get other marks or other sentences than before.
ENGINE = 1
RESULTS = "results"


class GradingError(Exception):
    """The class cannot be graded; the message says why, and what to do."""


class Stopped(Exception):
    """Somebody stopped the run; what is graded is kept."""

    def __init__(self, done: int, of: int) -> None:
        self.done, self.of = done, of
        super().__init__(
            f"Stopped: {done} of {of} submissions are graded and kept. The same command goes on where it was."
        )


@dataclass(frozen=True)
class Options:
    """How a class is graded."""

    seed: str = ""
    """For the inputs of hidden checks; empty: the set's own."""
    seed_per_student: bool = False
    workers: int = 1
    protected: bool = True
    memory: int = 1024
    times: Times = Times()


def prepare(source: Path) -> Graded:
    """Build a set from its source, in memory. Raises `SetError` with all that is wrong about it."""
    source = source.resolve()
    nowhere = Path("/nonexistent")
    files = {path.name: text for path, text in contents(source, nowhere).items()}
    key = json.loads(files[f"{source.stem}.key.json"])
    return Graded.of(key, files[f"{source.stem}.ipynb"], files[f"{source.stem}-teacher.ipynb"], source.parent)


def keep_apart(room: Room, *private: Path) -> None:
    """Make sure that nothing of the teacher's lies where answers can read. Raises `GradingError`."""
    for path in private:
        for shown in room.everything_visible() if room.protected else ():
            if path.resolve().is_relative_to(shown):
                raise GradingError(
                    f"{path} lies in {shown}, which student code can read (Python and what it imports are there). "
                    "Move it elsewhere."
                )


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Make sure that nobody else grades into this folder. Raises `GradingError`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # marks are nobody else's business
    (folder / RESULTS).mkdir(exist_ok=True)
    with open(folder / RESULTS / ".lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise GradingError(f"Another run is grading into {folder} at this moment.") from None
        for left in (folder / RESULTS).glob(".*.json.*"):  # of a run that was killed while it wrote
            left.unlink()
        yield


def seed_of(options: Options, graded: Graded, student: str) -> str:
    """Return the seed for a student's hidden checks."""
    seed = options.seed or str(graded.key["seed"])
    if not options.seed_per_student:
        return seed
    return hashlib.sha256(f"{seed}|{student}".encode("utf-8", "replace")).hexdigest()[:16]


class Class:
    """One run over a class."""

    def __init__(self, graded: Graded, found: Sequence[Submission], folder: Path, options: Options) -> None:
        self.graded = graded
        self.found = list(found)
        self.folder = folder
        self.options = options
        self.room = graded.room(options.protected, options.times, options.memory)
        self.rules = hashlib.sha256(
            json.dumps(
                [ENGINE, graded.key, [c.source for c in graded.handout], options.protected, options.memory]
                + [vars(options.times)],
                sort_keys=True,
            ).encode()
        ).hexdigest()
        self.results: dict[int, Result] = {}
        self.again = 0
        """How many were taken from an earlier run."""
        self.trouble: BaseException | None = None
        self.stop = threading.Event()

    def run(self, progress: Callable[[int, int], None]) -> list[Result]:
        """Grade everything; ``progress`` hears how many are done.

        Raises `Stopped` after Ctrl-C, `IsolationUnavailable`, `SetUnfit`, `GradingError`.
        """
        waiting: queue.SimpleQueue[tuple[int, Submission]] = queue.SimpleQueue()
        for item in enumerate(self.found):
            waiting.put(item)
        count = max(1, min(self.options.workers, len(self.found)))
        threads = [threading.Thread(target=self._work, args=(waiting, n)) for n in range(count)]
        try:
            for thread in threads:
                thread.start()
            while any(thread.is_alive() for thread in threads):
                progress(len(self.results), len(self.found))
                time.sleep(0.1)
        except KeyboardInterrupt:
            self.stop.set()
            for thread in threads:
                thread.join()
            raise Stopped(len(self.results), len(self.found)) from None
        if self.trouble is not None:
            raise self.trouble
        progress(len(self.results), len(self.found))
        return [self.results[i] for i in range(len(self.found))]

    def _work(self, waiting: "queue.SimpleQueue[tuple[int, Submission]]", number: int) -> None:
        """Take submissions until there are none; what stops this worker stops the run, and is told."""
        worker: Worker | None = None
        marker = Marker(self.graded, self.options.times)
        try:
            while not self.stop.is_set():
                try:
                    place, submission = waiting.get_nowait()
                except queue.Empty:
                    return
                best: Result | None = None
                for one in (submission, *submission.rivals):
                    data, problem = _data(one)
                    about = self._about(one, problem)
                    seed = seed_of(self.options, self.graded, submission.student)
                    digest = self._digest(one, data, problem, seed)
                    result = self._kept(one, digest)
                    if result is None:
                        if data is not None and worker is None:
                            worker = self._worker(marker, seed)
                        result, worker = self._graded(marker, worker, data, about, seed)
                        result = replace(result, digest=digest, log={**result.log, "worker": number})
                        self._keep(one, result)
                    else:
                        self.again += 1
                    best = result if best is None else _better(best, result)
                assert best is not None
                self.results[place] = best
        except BaseException as error:  # it is raised again by `run`, in the thread that everybody waits for
            self.trouble = self.trouble or error
            self.stop.set()
        finally:
            if worker is not None:
                worker.close()

    def _worker(self, marker: Marker, seed: str) -> Worker:
        worker = Worker(self.room)
        try:
            marker.prepare(worker, seed)
        except BaseException:
            worker.close()
            raise
        return worker

    def _graded(
        self, marker: Marker, worker: Worker | None, data: bytes | None, about: Result, seed: str
    ) -> tuple[Result, Worker | None]:
        """Grade one submission; if the warm process is lost, once more with a new one."""
        if data is None:
            return about, worker
        for _ in range(2):
            assert worker is not None
            try:
                return marker.grade(worker, data, about, seed), worker
            except WorkerLost:
                worker.close()
                worker = Worker(self.room)
        reason = (
            "Twice this code ended the process that runs it and could not be graded. A person has to look."
        )
        return replace(about, status="crashed", reason=reason, flags=(*about.flags, reason)), worker

    def _about(self, one: Submission, problem: str) -> Result:
        return Result(
            student=one.student,
            name=one.name,
            identifier=one.identifier,
            layout=one.layout,
            file=one.file,
            status="unreadable",
            reason=problem,
            maximum=self.graded.key["points"],
            notes=one.notes,
            protected=self.options.protected,
        )

    def _digest(self, one: Submission, data: bytes | None, problem: str, seed: str) -> str:
        about = json.dumps([self.rules, seed, one.student, one.file, list(one.notes), problem])
        return hashlib.sha256(about.encode() + b"\0" + (data or b"")).hexdigest()

    def _path(self, one: Submission) -> Path:
        name = hashlib.sha256(f"{one.student}\0{one.file}".encode("utf-8", "replace")).hexdigest()[:24]
        return self.folder / RESULTS / f"{name}.json"

    def _kept(self, one: Submission, digest: str) -> Result | None:
        try:
            kept = json.loads(self._path(one).read_text(encoding="utf-8"))
            return Result.from_json(kept) if kept["digest"] == digest else None
        except (OSError, ValueError, KeyError, TypeError):  # not there, or not whole: then it is graded
            return None

    def _keep(self, one: Submission, result: Result) -> None:
        write({self._path(one): json.dumps(result.to_json())})


def _data(one: Submission) -> tuple[bytes | None, str]:
    """Return what was handed in, or why there is nothing to grade."""
    if one.problem:
        return None, one.problem
    try:
        return one.read(), ""
    except Unreadable as error:
        return None, str(error)


def _better(one: Result, other: Result) -> Result:
    """Return the submission of the two that counts: with more points; if equal, one that can be read; else the first."""

    def worth(result: Result) -> tuple[float, bool]:
        return result.points, result.status != "unreadable"

    best, rest = (other, one) if worth(other) > worth(one) else (one, other)
    return replace(best, notes=(*best.notes, f"{rest.file} was graded too; the better of the two counts."))


@dataclass(frozen=True)
class Sheets:
    """Tables and exports that a teacher adds."""

    gradebook: Path | None = None
    """What Canvas exports."""
    assignment: str | None = None
    """The assignment's title in Canvas, if it is not the set's."""
    worksheet: Path | None = None
    """The grading worksheet of Moodle."""
    track: tuple[Path, ...] = ()
    """Exports of the questions in the book's pages: folders or files."""
    track_book: Path = Path("_build/html/_static/selfcheck-book.js")
    track_pages: str = "*"


def command(
    source: Path, submissions: Path, folder: Path, options: Options, sheets: Sheets = Sheets()
) -> None:
    """Grade a class, write everything, say what was done.

    Raises `SetError`, `SetUnfit`, `SubmissionsError`, `IsolationUnavailable`, `TableError`, `GradingError` and `Stopped`,
    each with a sentence for the teacher.
    """
    for path in (sheets.gradebook, sheets.worksheet, *sheets.track):
        if path is not None and not path.exists():
            raise GradingError(f"{path} does not exist.")
    if folder.resolve().is_relative_to(submissions.resolve()):
        raise GradingError(f"{folder} lies in {submissions}: marks belong elsewhere than what is marked.")
    started = time.monotonic()
    graded = prepare(source)
    found = find(submissions, graded.key["set"])
    keep_apart(graded.room(options.protected, options.times, options.memory), source, submissions, folder)
    if not options.protected:
        print("WITHOUT ISOLATION: what students wrote can read and change all that you can.", file=sys.stderr)
    with alone_in(folder):
        run = Class(graded, found, folder, options)
        results = run.run(lambda done, of: bar(done, of, started))
        track = None
        if sheets.track:
            from .reports import track as tracks

            track = tracks.read(sheets.track, sheets.track_book, results, sheets.track_pages)
        done = write_all(
            folder,
            graded.key,
            results,
            gradebook=sheets.gradebook,
            worksheet=sheets.worksheet,
            assignment=sheets.assignment,
            track=track,
        )
    again = f", {run.again} of them by an earlier run" if run.again else ""
    counts = Counter(result.status for result in results)
    print(f"{len(results)} submissions graded{again}, in {time.monotonic() - started:.0f} s: ", end="")
    print(", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status]) + ".")
    waiting = sum(bool(result.waiting) for result in done.results)
    if waiting:
        print(f"Written answers to be read: {waiting}. Fill in {folder}/rubric.csv, then repeat the command.")
    for note in done.notes:
        print(note)
    if track is not None and (left := sum(not one.counts for one in track.sent)):
        print(f"track.csv: {left} of {len(track.sent)} files do not count; it says why.")
    print(f"Marks: {folder}/grades.csv. The class: {folder}/items.html. For students: {folder}/feedback/")


def bar(done: int, of: int, started: float, stream: Any = sys.stderr) -> None:
    """Show how far the run is: a bar on a terminal, and nothing elsewhere."""
    if not stream.isatty() or not of:
        return
    width = 30
    full = width * done // of
    left = (time.monotonic() - started) / done * (of - done) if done else 0
    ahead = f", about {left:.0f} s left" if 10 <= done < of else ""
    stream.write(f"\r[{'#' * full}{'.' * (width - full)}] {done} of {of}{ahead}\033[K")
    if done == of:
        stream.write("\n")
    stream.flush()
