"""feedback/NAME.html: what one student reads: her points, what every check says, and what to do next."""

import re
from typing import TYPE_CHECKING, Any

from ..results import CheckResult, Level, QuestionResult, Result
from .pages import page
from .text import SHORT, amount, clean, number
from .upload import UNPROTECTED
from .words import DO, VERDICT, in_shown_order, sentence, standing, status

if TYPE_CHECKING:
    from .track import Track

ANSWER = 8000
COMMENT = 5000
NOTES = 20
# What a status needs besides its own sentence; at the others the reason would repeat it, or is the teacher's affair.
WITH_REASON = {"partly run", "timed out", "crashed", "unreadable"}
STOPS = re.compile(r" (stops with an error|takes too long and was stopped|ends the program)\b")
"""In a note of grading about a cell."""
MOST = 3
"""So many questions are named as the next."""


def written(exercises: dict[str, Any], result: Result, track: "Track | None") -> str:
    """Return the page of one submission."""
    known = {question["id"]: question for question in exercises["questions"]}
    questions = [
        _question(place, question, known.get(question.id, {}))
        for place, question in enumerate(result.questions, 1)
    ]
    points = track.points(result.student) if track else None
    return page(
        "feedback.html",
        title=clean(exercises["title"], SHORT),
        name=clean(result.name or result.student, SHORT) or "nameless",
        result=result,
        done=_share(result.points, result.maximum),
        open=_share(result.waiting, result.maximum),
        status=status(result),
        do=DO.get(result.status, ""),
        reason=_reason(result),
        notes=[clean(note) for note in result.notes[:NOTES]],
        questions=questions,
        stops=sum(bool(STOPS.search(note)) for note in result.notes[:NOTES]),
        next=_next(result, questions),
        most=MOST,
        track=f"{number(points)} of {amount(track.maximum)}" if track and points is not None else "",
        label="" if result.protected else UNPROTECTED,
    )


def _reason(result: Result) -> str:
    """Return the reason, unless a note says it already."""
    told = any(note and result.reason.startswith(note) for note in result.notes[:NOTES])
    return clean(result.reason) if result.status in WITH_REASON and not told else ""


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.2f}" if whole else "0"


def _question(place: int, question: QuestionResult, known: dict[str, Any]) -> dict[str, Any]:
    rubric = {one["criterion"]: one["levels"] for one in known.get("rubric", ())}
    checks = in_shown_order(question.checks, lambda check: check.hidden)
    return {
        "place": place,
        "title": clean(question.title, SHORT),
        "standing": standing(question.earned, question.waiting, question.points),
        "share": _share(question.earned, question.points),
        "open": _share(question.waiting, question.points),
        "missing": question.points - question.earned - question.waiting,
        "checks": [_check(i, check, known) for i, check in enumerate(checks, 1)],
        "criteria": [
            _criterion(level, rubric.get(level.criterion, []), question.answer) for level in question.levels
        ],
        "answer": clean(question.answer, ANSWER, lines=True),
    }


def _check(place: int, check: CheckResult, known: dict[str, Any]) -> dict[str, Any]:
    return {
        "place": place,
        "label": clean(check.label, 300),
        "sign": check.verdict.replace(" ", "-"),
        "verdict": VERDICT[check.verdict],
        "earned": check.earned,
        "points": check.points,
        "hidden": check.hidden,
        "sentence": sentence(check, known),
    }


def _criterion(level: Level, levels: list[dict[str, Any]], answer: str) -> dict[str, Any]:
    best = max(levels, key=lambda one: one["points"], default={"text": "", "points": 0})
    full = level.points is None or level.points >= level.of
    if level.points is None:
        sign, verdict = "wait", "Not read yet"
    elif full:
        sign, verdict = "right", "Reached"
    elif level.points:
        sign, verdict = "part", "In part"
    elif answer.strip():
        sign, verdict = "wrong", "Not yet"
    else:
        sign, verdict = "unanswered", VERDICT["unanswered"]
    return {
        "sign": sign,
        "verdict": verdict,
        "criterion": clean(level.criterion, 300),
        "points": level.points,
        "of": level.of,
        "text": "" if sign == "unanswered" else clean(level.text),
        "best": "" if full or sign == "unanswered" else clean(best["text"]),
        "comment": clean(level.comment, COMMENT, lines=True),
    }


def _next(result: Result, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the questions in which points can still be had, most points first."""
    if result.status in ("blank", "unreadable"):
        return []
    missing = [question for question in questions if question["missing"] > 1e-9]
    return sorted(missing, key=lambda question: (-question["missing"], question["place"]))
