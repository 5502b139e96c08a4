"""Run a set before anybody gets it: the solution earns all, a blank nothing, a wrong answer loses what it says.

What comes out is what checks and key need: the expected value of every check, and what each known wrong answer gives.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, field
from typing import Any

from .checks import FORMAT, amount, mark, salt
from .compare import kind as kind_of
from .compare import matches, numbers
from .draws import inputs
from .errors import Problem, SetError
from .hashing import rounds, seal
from .run import Outcome, evaluate, fresh_namespace, line_of, run_cell
from .source import Cell, Check, ExerciseSet, Question, Wrong

# Hidden checks are tried with the set's own seed and with this many others.
OTHER_SEEDS = 4
DECIMAL = re.compile(r"-?\d+\.\d+")


@dataclass
class Run:
    """One run of a check: its inputs (none if it is visible) and all values that are right."""

    inputs: dict[str, Any]
    accepted: list[Any]


@dataclass
class Proof:
    """What the runs of one question gave; everything in the order of its checks."""

    runs: list[dict[str, list[Run]]] = field(default_factory=list)  # by seed
    wrong: list[list[Outcome]] = field(default_factory=list)  # by wrong answer, at the visible checks
    public: dict[str, Any] = field(default_factory=dict)


def seeds(exercises: ExerciseSet) -> list[str]:
    """Return the seeds that hidden checks are tried with, the set's own first."""
    return [str(exercises.seed), *(f"{exercises.seed}+{i}" for i in range(1, OTHER_SEEDS + 1))]


def prove(exercises: ExerciseSet) -> dict[str, Proof]:
    """Run the set. Raises `SetError` with all that is wrong with it."""
    prover = _Prover(exercises)
    with chdir(exercises.path.parent):
        prover.solution()
        if not prover.problems:
            for question in exercises.questions:
                if question.kind != "written":
                    prover.blank(question)
                    prover.wrong(question)
    if prover.problems:
        raise SetError(prover.problems)
    return prover.proofs


def earned(check: Check, runs: list[Run], outcomes: list[Outcome]) -> bool:
    """Say whether a check is passed: in every one of its runs a right value."""
    return all(
        outcome.status == "value" and any(matches(a, outcome.value, check.tolerance) for a in run.accepted)
        for run, outcome in zip(runs, outcomes, strict=True)
    )


class _Prover:
    def __init__(self, exercises: ExerciseSet) -> None:
        self.set = exercises
        self.problems: list[Problem] = []
        self.proofs: dict[str, Proof] = {}
        self.seeds = seeds(exercises)

    def tell(self, question: str, line: int, sentence: str) -> None:
        self.problems.append(Problem(self.set.path.name, line, question, sentence))

    def cells(self, until: str | None) -> Iterator[Cell]:
        """Return the code cells up to the last of a question."""
        last = max(
            (i for i, c in enumerate(self.set.cells) if c.question == until), default=len(self.set.cells)
        )
        yield from (c for c in self.set.cells[: last + 1] if c.role in ("given", "solution"))

    def solution(self) -> None:
        """Run the whole set with its solutions; evaluate each question's checks after its last cell."""
        namespace = fresh_namespace()
        questions = {q.id: q for q in self.set.questions}
        done: set[str] = set()
        for place, cell in enumerate(self.set.cells):
            if cell.role in ("given", "solution"):
                filename = f"<cell {place}>"
                error = run_cell(cell.source, namespace, filename)
                _close_figures()
                if error is not None:
                    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
                    whose = "the solution" if cell.role == "solution" else "this cell"
                    self.tell(
                        cell.question, cell.line + line_of(error, filename) - 1, f"{whose} stops with {what}"
                    )
                    return
            later = any(c.question == cell.question for c in self.set.cells[place + 1 :])
            if cell.question and not later and cell.question not in done:
                done.add(cell.question)
                question = questions[cell.question]
                if question.kind != "written":
                    self.expect(question, namespace)

    def expect(self, question: Question, namespace: dict[str, Any]) -> None:
        """Evaluate the checks of a question where the solution has run."""
        proof = self.proofs[question.id] = Proof()
        for check in question.checks:
            by_seed: dict[str, list[Run]] = {}
            for seed in self.seeds if check.draw else self.seeds[:1]:
                runs = []
                for time in range(check.times):
                    drawn = inputs(check.draw, seed, question.id, check.label, time)
                    run = self.one(question, check, namespace, drawn)
                    if run is None:
                        break
                    runs.append(run)
                if len(runs) < check.times:
                    break
                by_seed[seed] = runs
            for seed in self.seeds:
                by_seed.setdefault(seed, by_seed.get(self.seeds[0], []))
            proof.runs.append(by_seed)

    def one(
        self, question: Question, check: Check, namespace: dict[str, Any], drawn: dict[str, Any]
    ) -> Run | None:
        """Evaluate a check once; a value that no student's answer could be compared with is told."""
        at = f" at {', '.join(f'{k} = {v}' for k, v in drawn.items())}" if drawn else ""

        def tell(sentence: str) -> None:
            self.tell(question.id, check.line, f"the check {check.label}: {sentence}{at}")

        outcome = evaluate(check.value, namespace, drawn)
        if outcome.status == "failed":
            tell(f"the expression {check.value} fails with the solution. {outcome.sentence.rstrip('.')}")
            return None
        if outcome.status == "unanswered":
            why = f" ({outcome.sentence.rstrip('.')})" if outcome.sentence else ""
            tell(f"the expression {check.value} gives nothing with the solution{why}")
            return None
        accepted = [outcome.value]
        if check.one_of is not None:
            listed = evaluate(check.one_of, namespace, drawn)
            if listed.status != "value":
                tell(f"one_of fails. {listed.sentence.rstrip('.')}".rstrip(" ."))
                return None
            if not isinstance(listed.value, list) or not listed.value:
                tell("one_of must give a list with at least one value")
                return None
            accepted = listed.value
            if not any(matches(a, outcome.value, check.tolerance) for a in accepted):
                tell("the value of the solution is not among those of one_of")
                return None
        for value in accepted:
            if check.tolerance is None and any(
                isinstance(n, float) and not n.is_integer() for n in numbers(value)
            ):
                tell(
                    "the value is a decimal number: say how exact it must be (tolerance: 1e-6, or relative: 1e-6)"
                )
                return None
            if check.tolerance is not None and not list(numbers(value)):
                tell(f"there is a tolerance, but the value is {kind_of(value)} and has no number in it")
                return None
            if check.tolerance is not None and check.tolerance.relative and 0 in list(numbers(value)):
                tell("a value of 0 has no relative tolerance: use tolerance instead of relative")
                return None
        return Run(drawn, accepted)

    def attempt(self, question: Question, code: str | None) -> dict[str, Any]:
        """Run the set up to a question, with ``code`` (or the stubs) in place of its solution."""
        namespace = fresh_namespace()
        replaced = False
        for place, cell in enumerate(self.cells(question.id)):
            source = cell.source
            if cell.role == "solution" and cell.question == question.id:
                source = cell.stub if code is None else "" if replaced else code
                replaced = True
            run_cell(source, namespace, f"<attempt {place}>")
        _close_figures()
        return namespace

    def outcomes(self, question: Question, namespace: dict[str, Any], seed: str) -> list[list[Outcome]]:
        """Evaluate the checks with the inputs of a seed."""
        proof = self.proofs[question.id]
        return [
            [evaluate(check.value, namespace, run.inputs) for run in runs[seed]]
            for check, runs in zip(question.checks, proof.runs, strict=True)
        ]

    def blank(self, question: Question) -> None:
        """A notebook as handed out must earn nothing."""
        namespace = self.attempt(question, None)
        seed = self.seeds[0]
        found = self.outcomes(question, namespace, seed)
        for check, runs, given in zip(question.checks, self.proofs[question.id].runs, found, strict=True):
            if earned(check, runs[seed], given):
                self.tell(question.id, check.line, f"the check {check.label} is passed by a blank answer")

    def wrong(self, question: Question) -> None:
        """Each known wrong answer must lose what it says, and its message must be shown."""
        proof = self.proofs[question.id]
        first = self.seeds[0]
        by_answer: list[list[list[Outcome]]] = []
        for wrong in question.wrong:
            namespace = self.attempt(question, wrong.code)
            lost: dict[str, float] = {}
            for seed in self.seeds:
                found = self.outcomes(question, namespace, seed)
                if seed == first:
                    by_answer.append(found)
                    visible = [f[0] for c, f in zip(question.checks, found, strict=True) if not c.hidden]
                    proof.wrong.append(visible)
                lost[seed] = sum(
                    check.points
                    for check, runs, given in zip(question.checks, proof.runs, found, strict=True)
                    if not earned(check, runs[seed], given)
                )
            self.loses(question, wrong, lost)
        proof.public = public_question(self.set, question, proof)
        self.messages(question, by_answer)
        self.given_away(question)

    def loses(self, question: Question, wrong: Wrong, lost: dict[str, float]) -> None:
        what = f"the wrong answer {wrong.name}"
        if not max(lost.values()):
            self.tell(question.id, wrong.line, f"{what} loses nothing: every check accepts it")
        elif len(set(lost.values())) > 1:
            told = " or ".join(f"{points:g}" for points in sorted(set(lost.values())))
            self.tell(
                question.id,
                wrong.line,
                f"{what} loses {told} points, as the draws fall: draw more often (times)",
            )
        elif abs(lost[self.seeds[0]] - wrong.loses) > 1e-9:
            is_lost = amount(lost[self.seeds[0]])
            self.tell(question.id, wrong.line, f"{what} loses {is_lost}, not {wrong.loses:g} as it says")

    def given_away(self, question: Question) -> None:
        """No hint or message may hold an expected decimal number: the public file has them in clear."""
        for check, runs in zip(question.checks, self.proofs[question.id].runs, strict=True):
            expected = [value for value in runs[self.seeds[0]][0].accepted if isinstance(value, float)]
            told = [("hint", check.line, text) for text in check.hints]
            told += [("message", wrong.line, wrong.message) for wrong in question.wrong]
            for what, line, text in told:
                for found in DECIMAL.findall(text):
                    if any(matches(value, float(found), check.tolerance) for value in expected):
                        sentence = f"the {what} says {found}, which is right for the check {check.label}"
                        self.tell(question.id, line, sentence)

    def messages(self, question: Question, by_answer: list[list[list[Outcome]]]) -> None:
        for i, wrong in enumerate(question.wrong):
            twin = next((j for j in range(i) if _same(question, by_answer[i], by_answer[j])), None)
            if twin is not None:
                other = question.wrong[twin].name
                self.tell(
                    question.id,
                    wrong.line,
                    f"the wrong answer {wrong.name} gives at every check what {other} gives",
                )
                continue
            _, shown = mark(
                self.set.id, question.id, self.proofs[question.id].public, self.proofs[question.id].wrong[i]
            )
            if i not in shown:
                self.tell(
                    question.id,
                    wrong.line,
                    f"the message of the wrong answer {wrong.name} would never be shown: at no visible check does it "
                    "give a wrong value of its own",
                )


def _same(question: Question, one: list[list[Outcome]], other: list[list[Outcome]]) -> bool:
    return all(
        a.status == b.status and (a.status != "value" or matches(a.value, b.value, check.tolerance))
        for check, left, right in zip(question.checks, one, other, strict=True)
        for a, b in zip(left, right, strict=True)
    )


def _close_figures() -> None:
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close("all")


def public_question(exercises: ExerciseSet, question: Question, proof: Proof | None) -> dict[str, Any]:
    """Return what students may have of a question: no expected value in clear, no hidden expression."""
    checks = []
    first = str(exercises.seed)
    visible = [(c, proof.runs[i][first][0]) for i, c in enumerate(question.checks) if not c.hidden and proof]
    for place, (check, run) in enumerate(visible):
        assert proof is not None
        given = [(i, outcomes[place]) for i, outcomes in enumerate(proof.wrong)]
        useful = [
            (i, outcome.value)
            for i, outcome in given
            if outcome.status == "value"
            and not any(matches(a, outcome.value, check.tolerance) for a in run.accepted)
        ]
        times = rounds(len(run.accepted) + len(useful))
        salted = salt(exercises.id, question.id, place)
        right = [seal(value, check.tolerance, f"{salted}|right", times) for value in run.accepted]
        wrong = [
            {"message": i, **seal(value, check.tolerance, f"{salted}|wrong", times)} for i, value in useful
        ]
        checks.append(
            {
                "label": check.label,
                "value": check.value,
                "points": check.points,
                "tolerance": check.tolerance.to_json() if check.tolerance else None,
                "hints": list(check.hints),
                "wanted": kind_of(run.accepted[0]),
                "rounds": times,
                "right": sorted(right, key=lambda kept: kept["seal"]),
                "wrong": sorted(wrong, key=lambda kept: kept["seal"]),
            }
        )
    return {
        "title": question.title,
        "kind": question.kind,
        "points": question.points,
        "checks": checks,
        "hidden": [{"label": c.label, "points": c.points} for c in question.checks if c.hidden],
        "messages": [wrong.message for wrong in question.wrong],
    }


def public(exercises: ExerciseSet, proofs: dict[str, Proof]) -> dict[str, Any]:
    """Return the public checks of a set."""
    return {
        "autograder": FORMAT,
        "set": exercises.id,
        "title": exercises.title,
        "questions": {
            q.id: proofs[q.id].public if q.id in proofs else public_question(exercises, q, None)
            for q in exercises.questions
        },
    }
