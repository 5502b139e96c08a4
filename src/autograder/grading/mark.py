"""Mark one submission: run it apart, ask for values, compare them out here with what the solution gives.

No line of this file runs beside the student's code. A right value earns its points whoever computed it and however;
nothing else does. What a student's process says in words reaches her only if it was said before the process saw any
input of a hidden check, so that no feedback can carry one.
"""

import ast
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .. import draws
from ..checks import explain, likeliest
from ..compare import Tolerance, matches
from ..run import Outcome
from . import notebook
from .isolation import Limits
from .notebook import Cell
from .plan import Ask, Run, attributed, plan, written
from .results import CheckResult, Level, QuestionResult, Result, Status, Verdict
from .session import Died, Room, Session, Worker, outcome, text

# How often a submission is run again without what ended its process.
ATTEMPTS = 5
# Wanted beforehand, if they are there: nearly every notebook imports one of them.
COMMON = ("numpy", "pandas", "matplotlib.pyplot", "IPython.core.inputtransformer2")
# So many hints are enough to make a teacher look.
FLAGS = 5
LONGEST_ANSWER = 20_000
LONGEST_VALUE = 200

TOO_LATE = "Your code takes too long."
ENDS = "Your code ends the program instead of giving a value."
NOT_REACHED = {
    "late": "This was not asked, because the code of this question took too long before.",
    "ends": "This was not asked, because the code of this question ended the program before.",
    "": "This was not asked, because the time for this submission was over.",
}
UNTOUCHED = "Still as it was handed out."
OTHER_NUMBERS = {
    "wrong": "With other numbers the result is not right. Does the answer use its arguments, and in every case?",
    "error": "With other numbers your code stops with an error, or gives something that is no plain value.",
    "late": "With other numbers your code takes too long.",
    "ends": "With other numbers your code ends the program.",
    "unanswered": "",
    "not run": "This was not asked, because the code took too long or ended the program before.",
}


class SetUnfit(Exception):
    """The set's own solution does not earn full marks where the class will be graded; the message says where."""


@dataclass(frozen=True)
class Times:
    """How long things may take, in seconds."""

    cell: float = 10
    check: float = 5
    submission: float = 60
    """Of processor time, altogether."""
    patience: float = 3
    """On the wall everything may take this many times as long: a busy machine must not cost marks."""


@dataclass(frozen=True)
class Graded:
    """A set, ready to grade with: its key, and the notebook as it was handed out."""

    key: dict[str, Any]
    handout: tuple[Cell, ...]
    solution: tuple[Cell, ...]
    folder: Path

    @classmethod
    def of(cls, key: dict[str, Any], handout: str, solution: str, folder: Path) -> "Graded":
        """Make it from the texts of the key's notebooks; ``folder`` is where the set lies."""
        names = [question["id"] for question in key["questions"]]
        read = [notebook.read(one.encode(), names).cells for one in (handout, solution)]
        return cls(key, read[0], read[1], folder)

    @property
    def ids(self) -> list[str]:
        """The questions, in their order."""
        return [question["id"] for question in self.key["questions"]]

    def room(self, protected: bool, times: Times, memory: int) -> Room:
        """Return what a student's process finds."""
        name = f"{self.key['set']}.checks.json"
        return Room(
            folder=self.folder,
            visible=tuple(Path(file) for file in self.key["files"]),
            files={name: json.dumps(self.key["public"])},
            modules=modules(cell["source"] for cell in self.key["cells"]),
            protected=protected,
            limits=Limits(processor=int(times.submission) + 1, memory=memory),
        )


def modules(sources: Any) -> tuple[str, ...]:
    """Return what cells import, and what is nearly always imported."""
    found: dict[str, None] = dict.fromkeys(COMMON)
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                found.update(dict.fromkeys(alias.name for alias in node.names))
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found[node.module] = None
                found.update(dict.fromkeys(f"{node.module}.{alias.name}" for alias in node.names))
    return tuple(found)


@dataclass
class _Seen:
    """What has come out of a submission, over all attempts."""

    read: dict[int, dict[str, Any]] = field(default_factory=dict)
    cells: dict[int, dict[str, Any]] = field(default_factory=dict)
    ended: dict[Any, str] = field(default_factory=dict)
    """Steps that ended the process: late or ends."""
    visible: dict[tuple[str, int], Outcome] = field(default_factory=dict)
    hidden: dict[tuple[str, int], tuple[bool, str]] = field(default_factory=dict)
    late: set[str] = field(default_factory=set)
    """Questions that took too long."""
    closed: bool = False
    """The code has seen inputs of hidden checks, in this attempt or before: no further word of it is told."""
    broken: bool = False
    flags: list[str] = field(default_factory=list)
    attempts: int = 0
    usage: list[dict[str, Any]] = field(default_factory=list)
    until: float = 0


class Marker:
    """Marks submissions to one set; each worker's thread has one of its own."""

    def __init__(self, graded: Graded, times: Times = Times()) -> None:
        self.graded = graded
        self.times = times
        self._last: tuple[str, dict[tuple[str, int, int], list[Any]]] | None = None
        self.questions: dict[str, dict[str, Any]] = {q["id"]: q for q in graded.key["questions"]}

    # The solution

    def prepare(self, worker: Worker, seed: str) -> None:
        """Prove the set where it will be used. Raises `SetUnfit` with a sentence."""
        wanted = sum(q["points"] for q in self.questions.values() if q["kind"] != "written")
        result = self._result(worker, self.graded.solution, seed, ())
        if abs(result.points - wanted) > 1e-9:
            missed = [
                f"{question.title}, {check.label}: {check.verdict}. {check.sentence}".strip()
                for question in result.questions
                for check in question.checks
                if check.verdict != "right"
            ]
            raise SetUnfit(
                f"The set's own solution gets {result.points:g} of {wanted:g} points here. "
                + " ".join(missed)
            )
        blank = self._result(worker, self.graded.handout, seed, ())
        if blank.points:
            raise SetUnfit(f"The notebook as it is handed out gets {blank.points:g} points here.")

    def _runs(self, question: str, place: int, check: Mapping[str, Any], seed: str) -> list[dict[str, Any]]:
        """Return the inputs of every run of a check."""
        table = {name: draws.Draw(how["kind"], tuple(how["of"])) for name, how in check["draw"].items()}
        return [draws.inputs(table, seed, question, check["label"], t) for t in range(check["times"])]

    def expected(self, worker: Worker, seed: str) -> dict[tuple[str, int, int], list[Any]]:
        """Return what is right at every run of every check, by running the solution with the inputs of a seed."""
        if self._last is None or self._last[0] != seed:  # a class has one seed, or every student has her own
            self._last = seed, self._expected(worker, seed)
        return self._last[1]

    def _expected(self, worker: Worker, seed: str) -> dict[tuple[str, int, int], list[Any]]:
        found: dict[tuple[str, int, int], list[Any]] = {}
        for question in self.questions.values():
            for place, check in enumerate(question["checks"]):
                if not check["draw"] or seed == str(self.graded.key["seed"]):
                    for t, run in enumerate(check["runs"]):
                        found[question["id"], place, t] = run["accepted"]
        missing = [
            (name, place, check)
            for name, question in self.questions.items()
            for place, check in enumerate(question["checks"])
            if (name, place, 0) not in found
        ]
        if not missing:
            return found
        with worker.student() as session:
            until = self._until()
            for step in plan(self.graded.solution, self.graded.handout):
                if isinstance(step, Run):
                    self._ask(session, "run", self.times.cell, until, source=step.source, name=step.name)
                else:
                    session.ask("keep", self.times.check, **{"as": step.question})
            for name, place, check in missing:
                for t, inputs in enumerate(self._runs(name, place, check, seed)):
                    given = self._value(session, check["one_of"] or check["value"], inputs, name, until)
                    if given.status != "value":
                        raise SetUnfit(
                            f"The solution of {name} gives no value for {check['label']} with seed {seed}: {given.sentence}"
                        )
                    found[name, place, t] = given.value if check["one_of"] else [given.value]
        return found

    # A submission

    def grade(self, worker: Worker, data: bytes, about: Result, seed: str) -> Result:
        """Return ``about`` with all that there is to say about the notebook in ``data``."""
        try:
            read = notebook.read(data, self.graded.ids)
        except notebook.Unreadable as error:
            return replace(about, status="unreadable", reason=str(error), seed=seed)
        cells = attributed(read.cells, self.graded.handout)
        if read.set_id not in ("", self.graded.key["set"]) and not any(cell.question for cell in cells):
            reason = f"This is the notebook of {text(read.set_id, 60)}, not of {self.graded.key['set']}."
            return replace(about, status="unreadable", reason=reason, seed=seed)
        found = self._result(worker, cells, seed, read.notes)
        return replace(
            about,
            status=found.status,
            reason=found.reason,
            questions=found.questions,
            notes=(*about.notes, *found.notes),
            flags=(*about.flags, *found.flags),
            seed=seed,
            log={**about.log, **found.log},
        )

    def _result(self, worker: Worker, cells: Sequence[Cell], seed: str, notes: tuple[str, ...]) -> Result:
        expected = self.expected(worker, seed)
        steps = plan(cells, self.graded.handout)
        seen = _Seen(until=self._until())
        started = time.monotonic()
        for attempt in range(ATTEMPTS):
            seen.attempts = attempt + 1
            if self._attempt(worker, steps, expected, seed, seen) or time.monotonic() > seen.until:
                break
        answers = written(cells, self.graded.handout)
        touched = {step.question for step in steps if isinstance(step, Run) and step.own}
        untouched = {step.question for step in steps if isinstance(step, Run) and not step.own} - touched
        questions = tuple(
            self._question(q, seen, expected, answers, untouched) for q in self.questions.values()
        )
        flags = _flags(steps, seen, self.questions)
        status, reason = _status(steps, seen, flags, questions, self.questions, touched)
        told = dict.fromkeys(note for reply in seen.read.values() for note in map(text, reply["notes"]))
        return Result(
            student="",
            name="",
            identifier="",
            layout="",
            file="",
            status=status,
            reason=reason,
            maximum=self.graded.key["points"],
            questions=questions,
            notes=(*notes, *told, *_stops(steps, seen, self.questions)),
            flags=flags,
            log={
                "seconds": round(time.monotonic() - started, 3),
                "attempts": seen.attempts,
                "processor": round(sum(u.get("processor", 0) for u in seen.usage), 3),
                "memory": max((u.get("memory", 0) for u in seen.usage), default=0),
            },
        )

    def _until(self) -> float:
        return time.monotonic() + self.times.submission * self.times.patience

    def _ask(self, session: Session, do: str, seconds: float, until: float, **what: Any) -> dict[str, Any]:
        """Ask, for as long as the request and the whole submission may take. Raises `Died` where no time is left."""
        wall = min(seconds * self.times.patience, until - time.monotonic())
        if wall <= 0:
            raise Died(late=True)
        return session.ask(do, wall, processor=seconds, wall=wall, **what)

    def _value(
        self, session: Session, expression: str, inputs: dict[str, Any], place: str, until: float
    ) -> Outcome:
        reply = self._ask(
            session, "value", self.times.check, until, expression=expression, inputs=inputs, **{"in": place}
        )
        given = outcome(reply)
        return replace(given, sentence=TOO_LATE) if reply.get("late") is True else given

    def _attempt(
        self,
        worker: Worker,
        steps: list[Run | Ask],
        expected: Mapping[Any, list[Any]],
        seed: str,
        seen: _Seen,
    ) -> bool:
        """Run everything once, without what has ended the process before; say whether it came to its end."""
        now: Any = None
        session: Session | None = None
        try:
            with worker.student() as session:
                for i, step in enumerate(steps):
                    if isinstance(step, Run) and i not in seen.read and ("read", i) not in seen.ended:
                        now = ("read", i)
                        reply = session.ask(
                            "read", self.times.check * self.times.patience, source=step.source
                        )
                        seen.read[i] = _as_read(reply)
                for i, step in enumerate(steps):
                    if isinstance(step, Run):
                        now = ("run", i)
                        if now not in seen.ended and i in seen.read and not seen.read[i]["error"]:
                            source = seen.read[i]["source"]
                            said = self._ask(
                                session, "run", self.times.cell, seen.until, source=source, name=step.name
                            )
                            if not seen.closed:
                                seen.cells[i] = said
                    else:
                        now = ("keep", step.question)
                        session.ask("keep", self.times.check, **{"as": step.question})
                        now = ("visible", step.question)
                        self._visible(session, step.question, expected, seen)
                for question in self.questions:
                    now = ("visible", question)
                    self._visible(session, question, expected, seen)
                seen.closed = True
                for question in self.questions:
                    for place, check in self._checks(question, hidden=True):
                        now = ("hidden", question)
                        if ("visible", question) in seen.ended:
                            continue
                        if now not in seen.ended and (question, place) not in seen.hidden:
                            seen.hidden[question, place] = self._hidden(
                                session, question, place, check, expected, seed, seen
                            )
                now = ("watch", 0)
                if now not in seen.ended:
                    flags = session.ask("watch", self.times.check).get("flags")
                    seen.flags += [text(flag) for flag in flags[:20]] if isinstance(flags, list) else []
        except Died as death:
            assert session is not None
            spent = session.usage.get("processor", 0) >= self.times.submission
            seen.ended[now] = "late" if death.late or spent else "ends"
            seen.broken = seen.broken or death.broken
            if spent:
                seen.until = 0
            return False
        finally:
            if session is not None:
                seen.usage.append(session.usage)
        return True

    def _checks(self, question: str, hidden: bool) -> list[tuple[int, dict[str, Any]]]:
        return [(i, c) for i, c in enumerate(self.questions[question]["checks"]) if c["hidden"] == hidden]

    def _right(
        self, question: str, place: int, t: int, given: Outcome, expected: Mapping[Any, list[Any]]
    ) -> bool:
        tolerance = Tolerance.from_json(self.questions[question]["checks"][place]["tolerance"])
        return given.status == "value" and any(
            matches(value, given.value, tolerance) for value in expected[question, place, t]
        )

    def _visible(
        self, session: Session, question: str, expected: Mapping[Any, list[Any]], seen: _Seen
    ) -> None:
        """Ask for the visible checks of a question that are not right already; what is better than before is kept."""
        for place, check in self._checks(question, hidden=False):
            before = seen.visible.get((question, place))
            if seen.closed or ("visible", question) in seen.ended or question in seen.late:
                return
            if before is not None and self._right(question, place, 0, before, expected):
                continue
            given = self._value(session, check["value"], {}, "", seen.until)
            if given.sentence == TOO_LATE:
                seen.late.add(question)
            worse = before is None or before.status == "unanswered"
            if worse or self._right(question, place, 0, given, expected):
                seen.visible[question, place] = given

    def _hidden(
        self,
        session: Session,
        question: str,
        place: int,
        check: dict[str, Any],
        expected: Mapping[Any, list[Any]],
        seed: str,
        seen: _Seen,
    ) -> tuple[bool, str]:
        """Ask for all runs of a hidden check, with the names as they were at the question, then as they are at the end.

        All runs are asked for, also after a wrong one: what is asked next must not tell the code which run was wrong.
        """
        if question in seen.late:
            return False, "not run"
        why = "unanswered"
        for where in (question, ""):
            right = []
            for t, inputs in enumerate(self._runs(question, place, check, seed)):
                given = self._value(session, check["value"], inputs, where, seen.until)
                if given.sentence == TOO_LATE:
                    seen.late.add(question)
                    return False, "late"
                right.append(self._right(question, place, t, given, expected))
                if not right[-1]:
                    why = {"failed": "error", "value": "wrong"}.get(given.status, why)
            if all(right):
                return True, ""
        return False, why

    # What is said

    def _question(
        self,
        question: dict[str, Any],
        seen: _Seen,
        expected: Mapping[Any, list[Any]],
        answers: Mapping[str, str],
        untouched: set[str],
    ) -> QuestionResult:
        name = question["id"]
        about = QuestionResult(name, question["title"], question["kind"], question["points"])
        if question["kind"] == "written":
            answer = answers.get(name, "")
            answer = answer if len(answer) <= LONGEST_ANSWER else answer[:LONGEST_ANSWER] + " …"
            levels = tuple(
                Level(c["criterion"], None if answer else 0.0, max(level["points"] for level in c["levels"]))
                for c in question["rubric"]
            )
            return replace(about, answer=answer, levels=levels)
        public = self.graded.key["public"]["questions"][name]
        visible = self._checks(name, hidden=False)
        given = [seen.visible.get((name, place)) for place, _ in visible]
        right = [
            g is not None and self._right(name, place, 0, g, expected)
            for g, (place, _) in zip(given, visible, strict=True)
        ]
        wrong = self._recognised(question, given, right)
        told: dict[int, int] = {}
        checks: list[CheckResult] = []
        for at, ((place, check), outcome_, ok) in enumerate(zip(visible, given, right, strict=True)):
            ended = seen.ended.get(("visible", name), "")
            verdict, sentence = _verdict(outcome_, ok, ended or ("late" if name in seen.late else ""))
            if ended and outcome_ is None and None not in given[:at]:
                # This one did it; those after it were not asked.
                verdict, sentence = "error", ENDS if ended == "ends" else TOO_LATE
            if verdict == "unanswered" and name in untouched:
                sentence = UNTOUCHED
            if verdict in ("wrong", "error") and outcome_ is not None:
                # Nobody tries again here: all hints at once.
                asked = {
                    **public["checks"][at],
                    "hints": [" ".join(check["hints"])] if check["hints"] else [],
                }
                sentence = explain(asked, outcome_, public["messages"], wrong[at], told, at, 1)
                if wrong[at] is None and _spelled_otherwise(outcome_, expected[name, place, 0]):
                    sentence = (
                        "This is right but for capital letters or blanks: write it as the question does."
                    )
            checks.append(
                CheckResult(
                    label=check["label"],
                    points=check["points"],
                    earned=check["points"] if ok else 0.0,
                    hidden=False,
                    verdict=verdict,
                    sentence=sentence,
                    wrong=None if wrong[at] is None else question["wrong"][wrong[at]]["name"],
                    value=_short(outcome_),
                )
            )
        hidden = {
            place: self._hidden_result(name, place, check, seen) for place, check in self._checks(name, True)
        }
        ordered = iter(checks)
        return replace(
            about,
            checks=tuple(
                hidden[i] if c["hidden"] else next(ordered) for i, c in enumerate(question["checks"])
            ),
        )

    def _hidden_result(self, name: str, place: int, check: dict[str, Any], seen: _Seen) -> CheckResult:
        ok, why = seen.hidden.get((name, place), (False, seen.ended.get(("hidden", name), "not run")))
        verdicts: dict[str, Verdict] = {"late": "error", "ends": "error", "error": "error", "wrong": "wrong"}
        verdict: Verdict = (
            "right" if ok else verdicts.get(why, "unanswered" if why == "unanswered" else "not run")
        )
        return CheckResult(
            label=check["label"],
            points=check["points"],
            earned=check["points"] if ok else 0.0,
            hidden=True,
            verdict=verdict,
            sentence="" if ok else OTHER_NUMBERS[why],
        )

    def _recognised(
        self, question: dict[str, Any], given: Sequence[Outcome | None], right: Sequence[bool]
    ) -> list[int | None]:
        """Return for each visible check the known wrong answer that gives the student's value."""
        visible = self._checks(question["id"], hidden=False)
        shown: list[set[int]] = []
        for at, (outcome_, ok) in enumerate(zip(given, right, strict=True)):
            tolerance = Tolerance.from_json(visible[at][1]["tolerance"])
            values = [
                (i, wrong["values"][at])
                for i, wrong in enumerate(question["wrong"])
                if wrong["values"][at]["status"] == "value"
            ]
            shown.append(
                set()
                if ok or outcome_ is None or outcome_.status != "value"
                else {i for i, kept in values if matches(kept["value"], outcome_.value, tolerance)}
            )
        return likeliest(shown)


def _as_read(reply: dict[str, Any]) -> dict[str, Any]:
    """Return a reply about a cell in the form that it must have."""
    source, error, line = reply.get("source"), reply.get("error"), reply.get("line")
    lists = [reply.get("notes"), reply.get("flags")]
    if (
        not isinstance(source, str)
        or not isinstance(error, str)
        or not all(isinstance(x, list) for x in lists)
    ):
        raise Died(late=False, broken=True)
    notes, flags = ([text(item) for item in one[:20]] for one in lists if one is not None)
    return {
        "source": source,
        "error": text(error),
        "notes": notes,
        "flags": flags,
        "line": line if type(line) is int else 0,
    }


def _spelled_otherwise(given: Outcome, accepted: Sequence[Any]) -> bool:
    """Say whether a text is a right one but for capitals and blanks."""
    if not isinstance(given.value, str):
        return False
    loose = "".join(given.value.split()).casefold()
    return any(isinstance(value, str) and "".join(value.split()).casefold() == loose for value in accepted)


def _verdict(given: Outcome | None, right: bool, ended: str) -> tuple[Verdict, str]:
    if right:
        return "right", ""
    if given is None:
        return "not run", NOT_REACHED[ended]
    if given.status == "unanswered":
        return "unanswered", given.sentence
    return ("error", given.sentence) if given.status == "failed" else ("wrong", "")


def _short(given: Outcome | None) -> Any:
    if given is None or given.status != "value":
        return None
    return given.value if len(json.dumps(given.value)) <= LONGEST_VALUE else None


def _stops(steps: Sequence[Run | Ask], seen: _Seen, titles: Mapping[str, Any]) -> list[str]:
    """Say which of the student's own cells stop, and why."""
    found = []
    for i, step in enumerate(steps):
        if not isinstance(step, Run) or not step.own:
            continue
        about = _called(step, titles)
        reply, read = seen.cells.get(i, {}), seen.read.get(i, {"error": "", "line": 0})
        how = seen.ended.get(("run", i)) or seen.ended.get(("read", i))
        line = reply.get("line") if type(reply.get("line")) is int else 0
        where = f" in line {line or read['line']}" if line or read["line"] else ""
        if reply.get("late") is True or how == "late":
            found.append(f"{about} takes too long and was stopped{where}.")
        elif how:
            found.append(f"{about} ends the program.")
        elif read["error"] or text(reply.get("error")):
            found.append(f"{about} stops with an error{where}: {read['error'] or text(reply.get('error'))}.")
    return found


def _flags(steps: Sequence[Run | Ask], seen: _Seen, titles: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a teacher should look at."""
    found: dict[str, None] = {}
    for i, step in enumerate(steps):
        if isinstance(step, Run) and step.own and i in seen.read:
            found.update((f"{_called(step, titles)}, {flag}.", None) for flag in seen.read[i]["flags"])
    if seen.broken:
        found["It tried to forge an answer to the grader."] = None
    for flag in seen.flags:
        if not any(other.endswith(flag.removeprefix("The code ")) for other in found):
            found[flag] = None
    flags = list(found)
    more = [f"And {len(flags) - FLAGS} more of this kind."] if len(flags) > FLAGS + 1 else []
    return tuple(flags[:FLAGS] + more if more else flags)


def _status(
    steps: Sequence[Run | Ask],
    seen: _Seen,
    flags: tuple[str, ...],
    questions: Sequence[QuestionResult],
    titles: Mapping[str, Any],
    touched: set[str],
) -> tuple[Status, str]:
    """Return the status, and one sentence that gives the reason."""

    def where(how: str, says: str) -> str:
        """Name the cell or the questions at which the process took too long, or ended."""
        cell = next((stop for stop in stops if says in stop), "")
        asked = [q for (_, q), what in seen.ended.items() if what == how and q in titles]
        names = [titles[q]["title"] for q in dict.fromkeys([*asked, *(seen.late if how == "late" else ())])]
        return cell or f"The answer to {', '.join(names) or 'a question'} {says}."

    stops = _stops(steps, seen, titles)
    answered = sum(
        bool(q.answer) or q.id in touched or any(c.verdict not in ("unanswered", "not run") for c in q.checks)
        for q in questions
    )
    if flags:
        return "suspicious", f"Somebody should read this code. {flags[0]}"
    if "ends" in seen.ended.values():
        return "crashed", where("ends", "ends the program")
    if seen.late or "late" in seen.ended.values() or any("takes too long" in stop for stop in stops):
        return "timed out", where("late", "takes too long")
    if stops:
        more = f" So do {len(stops) - 1} more." if len(stops) > 1 else ""
        return "partly run", stops[0] + more
    if not answered:
        return "blank", "No question has an answer." if touched else "Nothing is filled in."
    return "graded", f"Every cell ran; {answered} of {len(questions)} questions have an answer."


def _called(step: Run, titles: Mapping[str, Any]) -> str:
    name = step.name[0].upper() + step.name[1:]
    if step.question in titles:
        return f"{name} ({titles[step.question]['title']})"
    line = next((line.strip() for line in step.source.splitlines() if line.strip()), "")
    return f"{name} ({text(line, 40)})" if line else name
