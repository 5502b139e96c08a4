"""The two notebooks of a set: the student's, in which solutions are absent, and the teacher's, in which all stands."""

import hashlib
import json
from collections import Counter
from typing import Any

from .checks import amount
from .prove import Proof
from .run import Outcome
from .source import Cell, Check, ExerciseSet, Question

KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


class _Notebook:
    """Cells whose ids follow from what they hold, so that every build writes the same bytes.

    Written as nbformat writes them, without nbformat: to import it takes seconds, at every start of every command.
    """

    def __init__(self, exercises: ExerciseSet, audience: str) -> None:
        about = {"set": exercises.id, "audience": audience}
        self.metadata = {**KERNEL, "autograder": about}
        self.cells: list[dict[str, Any]] = []
        self.seen: Counter[str] = Counter()

    def add(self, kind: str, role: str, source: str, question: str = "", tags: tuple[str, ...] = ()) -> None:
        """Add a cell."""
        digest = hashlib.sha256(f"{kind}|{role}|{question}|{source}".encode()).hexdigest()[:8]
        self.seen[digest] += 1
        again = f"-{self.seen[digest]}" if self.seen[digest] > 1 else ""
        about = {"role": role, "question": question} if question else {"role": role}
        metadata: dict[str, Any] = {"autograder": about}
        if tags:
            metadata["tags"] = list(tags)
        self.cells.append(
            {
                "cell_type": kind,
                "id": f"{(question or 'set')[:40]}-{role}-{digest}{again}",
                "metadata": metadata,
                "source": source.splitlines(keepends=True),
                **({"execution_count": None, "outputs": []} if kind == "code" else {}),
            }
        )

    def text(self) -> str:
        """Return the notebook as it is written to its file."""
        notebook = {"cells": self.cells, "metadata": self.metadata, "nbformat": 4, "nbformat_minor": 5}
        return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def heading(question: Question, place: int) -> str:
    """Return what stands above a question."""
    about = [
        amount(question.points),
        f"about {question.minutes:g} minutes",
        f"objective: {question.objective}",
    ]
    return f"### Question {place} · {question.title}\n\n*{' · '.join(about)}*"


def loader(exercises: ExerciseSet) -> str:
    """Return the first code cell."""
    return (
        "# Run this cell first: it loads the checks of this set.\n"
        f'from autograder import Checks\n\ncheck = Checks("{exercises.id}")'
    )


def student(exercises: ExerciseSet) -> str:
    """Return the student's notebook."""
    return _write(exercises, None)


def teacher(exercises: ExerciseSet, proofs: dict[str, Proof]) -> str:
    """Return the teacher's notebook."""
    return _write(exercises, proofs)


def _write(exercises: ExerciseSet, proofs: dict[str, Proof] | None) -> str:
    book = _Notebook(exercises, "student" if proofs is None else "teacher")
    questions = {question.id: question for question in exercises.questions}
    places = {question.id: place for place, question in enumerate(exercises.questions, 1)}
    loaded = False
    for place, cell in enumerate(exercises.cells):
        if not loaded and cell.role != "prose":
            book.add("code", "load", loader(exercises))
            loaded = True
        _add(book, cell, questions, places, proofs is not None)
        last = cell.question and not any(c.question == cell.question for c in exercises.cells[place + 1 :])
        if last:
            question = questions[cell.question]
            if question.kind == "written" and proofs is None:
                book.add("markdown", "answer", "*Write your answer here.*", question.id, ("answer",))
            elif question.kind != "written":
                book.add("code", "check", f'check("{question.id}")', question.id)
            if proofs is not None:
                book.add(
                    "markdown",
                    "teacher",
                    for_teacher(exercises, question, proofs.get(question.id)),
                    question.id,
                )
    return book.text()


def _add(
    book: _Notebook, cell: Cell, questions: dict[str, Question], places: dict[str, int], with_solution: bool
) -> None:
    if cell.role == "title":
        book.add("markdown", "title", heading(questions[cell.question], places[cell.question]), cell.question)
    elif cell.role == "prose":
        book.add("markdown", "prose", cell.source, cell.question, cell.tags)
    elif cell.role == "solution":
        source = cell.source if with_solution else cell.stub
        book.add("code", "answer", source, cell.question, (*cell.tags, "answer"))
    else:
        book.add("code", "given", cell.source, cell.question, cell.tags)


def value_text(value: Any) -> str:
    """Write an expected value, shortened."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else text[:200] + " …"


def _check_lines(check: Check, proof: Proof, place: int, seed: str) -> list[str]:
    runs = proof.runs[place][seed]
    exact = "exactly"
    if check.tolerance:
        share = " of it" if check.tolerance.relative else ""
        exact = f"± {check.tolerance.size:g}{share}"
    lines = [
        f"- **{check.label}** · {'hidden' if check.hidden else 'visible'} · {amount(check.points)} · {exact}",
        f"  - `{' '.join(check.value.split())}`",
    ]
    if check.draw:
        drawn = ", ".join(f"{name} = {how}" for name, how in check.draw.items())
        lines.append(f"  - drawn {check.times} times, {drawn}; with the set's seed:")
    for run in runs:
        at = ", ".join(f"{name} = {value}" for name, value in run.inputs.items())
        is_one = f"one of {len(run.accepted)}: " if len(run.accepted) > 1 else ""
        lines.append(
            f"  - {at + ' → ' if at else 'expected '}{is_one}`{value_text(run.accepted if is_one else run.accepted[0])}`"
        )
    lines += [f"  - hint: {hint}" for hint in check.hints]
    return lines


def for_teacher(exercises: ExerciseSet, question: Question, proof: Proof | None) -> str:
    """Return what a teacher reads below a question."""
    lines = [
        f"**For the teacher: {question.id}** · {amount(question.points)} · objective {question.objective}",
        "",
    ]
    if proof is not None:
        seed = str(exercises.seed)
        for place, check in enumerate(question.checks):
            lines += _check_lines(check, proof, place, seed)
        if question.wrong:
            lines += ["", "Known wrong answers:", ""]
        for wrong, values in zip(question.wrong, proof.wrong, strict=True):
            lines += [f"- **{wrong.name}**, loses {wrong.loses:g}: {wrong.message}"]
            lines += [f"  - gives {', '.join(_outcome(value) for value in values)}", ""]
            lines += [f"  {line}".rstrip() for line in ("```python", *wrong.code.split("\n"), "```")]
    if question.kind == "written":
        lines += [
            "Model answer:",
            "",
            *(f"> {line}".rstrip() for line in question.model.split("\n")),
            "",
            "Rubric:",
            "",
        ]
        for criterion in question.rubric:
            lines.append(f"- **{criterion.text}**")
            lines += [f"  - {points:g}: {text}" for points, text in criterion.levels]
    return "\n".join(lines)


def _outcome(outcome: Outcome) -> str:
    if outcome.status == "value":
        return f"`{value_text(outcome.value)}`"
    return "nothing" if outcome.status == "unanswered" else "an error"
