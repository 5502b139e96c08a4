"""What grading says of one submission: statuses, points and sentences, as plain JSON that a run can be taken up from."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

Status = Literal["graded", "blank", "partly run", "timed out", "crashed", "unreadable", "suspicious"]
Verdict = Literal["right", "wrong", "unanswered", "error", "not run"]
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True)
class CheckResult:
    """One check of a question: what it could earn, what it earned, and what the student is told."""

    label: str
    points: float
    earned: float
    hidden: bool
    verdict: Verdict
    sentence: str = ""
    """For the student: an error in words, the message of a known wrong answer, or a hint; may be empty."""
    wrong: str | None = None
    """The name of the known wrong answer that was recognised."""
    value: Any = None
    """For the teacher: the plain value that came out of a visible check, if it is short."""


@dataclass(frozen=True)
class Level:
    """How a reader marked one criterion of a written answer."""

    criterion: str
    points: float | None
    """None while nobody has read the answer."""
    of: float
    text: str = ""
    comment: str = ""
    """What the reader says to the student."""


@dataclass(frozen=True)
class QuestionResult:
    """One question; of a written one the answer, and the reader's marks once they are there."""

    id: str
    title: str
    kind: str
    points: float
    checks: tuple[CheckResult, ...] = ()
    answer: str = ""
    """The text of a written answer; empty if none was given."""
    levels: tuple[Level, ...] = ()

    @property
    def earned(self) -> float:
        """The points earned so far."""
        return sum(c.earned for c in self.checks) + sum(level.points or 0 for level in self.levels)

    @property
    def waiting(self) -> float:
        """The points that wait for a reader."""
        return sum(level.of for level in self.levels if level.points is None)


@dataclass(frozen=True)
class Result:
    """One submission, graded or not, always with a reason."""

    student: str
    """Who handed it in, as the file or folder says: unique in a run."""
    name: str
    """The student's name where the layout tells it, else the same as `student`."""
    identifier: str
    """The learning platform's number of the student (Canvas: user, Moodle: participant); may be empty."""
    layout: str
    """folder, canvas or moodle."""
    file: str
    """Where the submission was found, as a path within SUBMISSIONS, for people to read."""
    status: Status
    reason: str
    """One plain sentence."""
    maximum: float
    questions: tuple[QuestionResult, ...] = ()
    """All questions of the set in their order; empty only if the submission was unreadable."""
    notes: tuple[str, ...] = ()
    """What else the student should know, one sentence each (a cell that stopped, a magic that was left out)."""
    flags: tuple[str, ...] = ()
    """What only the teacher should know, one sentence each (this code replaces json.dumps)."""
    protected: bool = True
    """False if the student's code ran without isolation."""
    seed: str = ""
    digest: str = ""
    """Of everything that the marks depend on: equal digests need no second run."""
    log: dict[str, Any] = field(default_factory=dict)
    """Seconds, processes, worker: for the log, never for marks."""

    @property
    def points(self) -> float:
        """The points earned so far."""
        return sum(question.earned for question in self.questions)

    @property
    def waiting(self) -> float:
        """The points that wait for a reader."""
        return sum(question.waiting for question in self.questions)

    def to_json(self) -> dict[str, Any]:
        """Return this result as plain JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Result":
        """Return what `to_json` wrote."""
        questions = tuple(
            QuestionResult(
                **{
                    **question,
                    "checks": tuple(CheckResult(**check) for check in question["checks"]),
                    "levels": tuple(Level(**level) for level in question["levels"]),
                }
            )
            for question in kept["questions"]
        )
        return cls(
            **{
                **kept,
                "questions": questions,
                "notes": tuple(kept["notes"]),
                "flags": tuple(kept["flags"]),
            }
        )
