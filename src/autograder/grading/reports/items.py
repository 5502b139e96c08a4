"""items.html and items.csv: for the teacher, what the class could and could not do, question by question, check by check.

Blank and unreadable submissions are left out of everything: they say nothing about a question. Means, shares and
correlations are of those who tried: an answer that is missing says little about what was asked.
"""

import json
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..results import STATUSES, CheckResult, QuestionResult, Result
from .pages import page
from .tables import Cell
from .tables import written as as_csv
from .text import SHORT, clean, hashed, in_order, labels, safe_names
from .upload import UNPROTECTED
from .words import in_shown_order

LEFT_OUT = {"blank", "unreadable"}
TRIED = {"right", "wrong", "error"}
MOST = 5
"""Of other wrong values and of errors so many are shown."""
FEW = 10
"""With fewer a correlation is not given."""
RARE, ENOUGH = 3, 10
"""If fewer are right, or fewer are not, nothing is said of a correlation, or that it may be chance."""
LOW = 0.1
"""A correlation that is worth a look."""


@dataclass(frozen=True)
class Often:
    """Something that several submissions have in common."""

    text: str
    message: str
    times: int


@dataclass(frozen=True)
class Item:
    """One check, or one criterion of a written answer, over the class."""

    place: int
    label: str
    kind: str
    """visible, hidden or criterion."""
    points: float
    right: int
    wrong: int
    """In a criterion: read, and without all points."""
    error: int
    waiting: int
    """In a criterion: not read yet."""
    none: int
    """Not answered, or not run."""
    mean: float | None
    """Points of those who tried, and were read; None if there is none."""
    apart: float | None
    """Their correlation with the points of everything else; None where it is not defined, or too few tried."""
    known: tuple[Often, ...] = ()
    values: tuple[Often, ...] = ()
    errors: tuple[Often, ...] = ()

    @property
    def tried(self) -> int:
        """Return how many tried it."""
        return self.right + self.wrong + self.error + self.waiting

    @property
    def share(self) -> float | None:
        """Return the share that is right among those who tried, and were read."""
        read = self.tried - self.waiting
        return self.right / read if read else None


@dataclass(frozen=True)
class Question:
    """One question over the class."""

    place: int
    id: str
    title: str
    objective: str
    kind: str
    points: float
    tried: int
    right: int
    """How many have all points."""
    waiting: int
    none: int
    """How many have no answer."""
    mean: float | None
    """Points of those who tried, and were read to the end; None if there is none."""
    apart: float | None
    items: tuple[Item, ...]
    known: tuple[Often, ...]
    """How many submissions show each known wrong answer, the most frequent first; all of the key's."""


def analysed(exercises: dict[str, Any], results: Iterable[Result]) -> list[Question]:
    """Return what the class did, by question."""
    counted = [result for result in in_order(results) if result.status not in LEFT_OUT and result.questions]
    return [_question(place, asked, counted) for place, asked in enumerate(exercises["questions"], 1)]


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return Pearson's correlation; None where it is not defined: too few, or all the same."""
    # Sums of fractions of points differ in the last digit; that is no variation.
    xs, ys = [round(x, 6) for x in xs], [round(y, 6) for y in ys]
    if len(xs) < FEW or len(set(xs)) == 1 or len(set(ys)) == 1:
        return None
    return statistics.correlation(xs, ys)


def _question(place: int, asked: dict[str, Any], counted: list[Result]) -> Question:
    pairs = [(result, one) for result in counted for one in result.questions if one.id == asked["id"]]
    answers = [one for _, one in pairs]
    read = [(result, one) for result, one in pairs if _tried(one) and not one.waiting]
    often = Counter(name for one in answers for name in {check.wrong for check in one.checks if check.wrong})
    messages = {wrong["name"]: wrong["message"] for wrong in asked["wrong"]}
    names = sorted({*messages, *often}, key=lambda name: (-often[name], name))
    shown = in_shown_order(enumerate(asked["checks"]), lambda one: one[1]["hidden"])
    items = [_check(at, i, one, pairs, messages) for at, (i, one) in enumerate(shown, 1)]
    items += [_criterion(i, one, pairs) for i, one in enumerate(asked["rubric"])]
    return Question(
        place,
        asked["id"],
        asked["title"],
        asked.get("objective") or "",
        asked["kind"],
        asked["points"],
        tried=sum(_tried(one) for one in answers),
        right=sum(one.earned >= one.points - 1e-9 for one in answers),
        waiting=sum(one.waiting > 0 and _tried(one) for one in answers),
        none=sum(not _tried(one) for one in answers),
        mean=_mean([one.earned for _, one in read]),
        apart=_apart([(one.earned, result) for result, one in read]),
        items=tuple(items),
        known=tuple(Often(clean(name, SHORT), clean(messages.get(name, "")), often[name]) for name in names),
    )


def _mean(points: list[float]) -> float | None:
    return statistics.fmean(points) if points else None


def _apart(marks: list[tuple[float, Result]]) -> float | None:
    """Return the correlation of points here with the points elsewhere."""
    return correlation([here for here, _ in marks], [result.points - here for here, result in marks])


def _tried(one: QuestionResult) -> bool:
    return bool(one.answer.strip()) or any(check.verdict in TRIED for check in one.checks)


def _check(
    shown: int,
    place: int,
    asked: dict[str, Any],
    pairs: list[tuple[Result, QuestionResult]],
    messages: dict[str, str],
) -> Item:
    seen = [(result, one.checks[place]) for result, one in pairs if place < len(one.checks)]
    checks = [check for _, check in seen]
    verdicts = Counter(check.verdict for check in checks)
    known = Counter(check.wrong for check in checks if check.wrong)
    tried = [(check.earned, result) for result, check in seen if check.verdict in TRIED]
    errors = Counter(
        clean(check.sentence, SHORT) for check in checks if check.verdict == "error" and check.sentence
    )
    return Item(
        shown,
        asked["label"],
        "hidden" if asked["hidden"] else "visible",
        asked["points"],
        right=verdicts["right"],
        wrong=verdicts["wrong"],
        error=verdicts["error"],
        waiting=0,
        none=verdicts["unanswered"] + verdicts["not run"],
        mean=_mean([earned for earned, _ in tried]),
        apart=_apart(tried),
        known=_most(known, messages),
        values=() if asked["hidden"] else _most(Counter(filter(None, map(_value, checks))), {}, MOST),
        errors=_most(errors, {}, MOST),
    )


def _value(check: CheckResult) -> str:
    """Return a wrong value that nobody foresaw, numbers to six digits, so that the same mistake looks the same."""
    if check.verdict != "wrong" or check.wrong or check.value is None:
        return ""
    return clean(json.dumps(_rounded(check.value), ensure_ascii=False, sort_keys=True, default=str), 120)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.6g}")
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _rounded(one) for key, one in value.items()}
    return value


def _most(often: Counter[str], messages: dict[str, str], most: int | None = None) -> tuple[Often, ...]:
    ranked = sorted(often.items(), key=lambda one: (-one[1], one[0]))[:most]
    return tuple(Often(clean(text, SHORT), clean(messages.get(text, "")), times) for text, times in ranked)


def _criterion(place: int, asked: dict[str, Any], pairs: list[tuple[Result, QuestionResult]]) -> Item:
    seen = [(result, one, one.levels[place]) for result, one in pairs if place < len(one.levels)]
    read = [(result, level) for result, one, level in seen if level.points is not None and one.answer.strip()]
    right = sum(level.points >= level.of for _, level in read)
    return Item(
        place + 1,
        asked["criterion"],
        "criterion",
        max(level["points"] for level in asked["levels"]),
        right=right,
        wrong=len(read) - right,
        error=0,
        waiting=sum(level.points is None and bool(one.answer.strip()) for _, one, level in seen),
        none=sum(not one.answer.strip() for _, one, _ in seen),
        mean=_mean([level.points for _, level in read]),
        apart=_apart([(level.points, result) for result, level in read]),
    )


def worth_a_lesson(questions: list[Question]) -> list[tuple[Question, Often]]:
    """Return the known wrong answers that two or more gave, the most frequent first, whatever the question."""
    every = [(question, often) for question in questions for often in question.known if often.times > 1]
    return sorted(every, key=lambda one: (-one[1].times, one[0].place))[:MOST]


def in_words(apart: float | None, right: int, read: int) -> str:
    """Say of a low correlation what it means; of others there is nothing to say."""
    rare = min(right, read - right)
    if apart is None or apart >= LOW or rare < RARE:
        return ""
    said = "do no better here than the others" if apart > -LOW else "often do worse here than the others"
    chance = f" Only {rare} {'have' if rare == right else 'lack'} all points, so this may be chance."
    return f"Those who are otherwise strong {said}: look at the question.{chance if rare < ENOUGH else ''}"


def table(questions: list[Question], results: Iterable[Result]) -> str:
    """Return items.csv: a row for each question, check and criterion."""
    results = list(results)
    label = "" if all(result.protected for result in results) else UNPROTECTED
    header = ["question", "title", "objective", "kind", "part", "place", "label", "points", "tried", "right"]
    header += ["share right", "wrong", "errors", "waiting for a reader", "no answer"]
    header += [
        "mean points of those who tried",
        "correlation with the rest",
        "known wrong answers",
        "other wrong values",
        "what errors say",
    ]
    header += ["isolation"] if label else []
    rows: list[list[Cell]] = []
    for one in questions:
        start = [one.id, one.title, one.objective, one.kind]
        row = [*start, "question", one.place, one.title, one.points, one.tried, one.right]
        row += [_share(one.right, one.tried - one.waiting), None, None, one.waiting, one.none]
        row += [one.mean, one.apart, _row(one.known), None, None]
        rows.append(row)
        for item in one.items:
            row = [*start, f"{item.kind} check" if item.kind != "criterion" else item.kind, item.place]
            row += [item.label, item.points, item.tried, item.right, item.share, item.wrong, item.error]
            row += [item.waiting, item.none, item.mean, item.apart]
            row += [_row(item.known), _row(item.values), _row(item.errors)]
            rows.append(row)
    return as_csv(header, [[*row, label] if label else row for row in rows])


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole > 0 else None


def _row(often: Iterable[Often]) -> str:
    return "; ".join(f"{one.text} ×{one.times}" for one in often)


@dataclass(frozen=True)
class Column:
    """One column of the picture of totals: a range of points, and how many have them."""

    low: float
    high: float
    times: int
    x: float
    y: float
    height: float


WIDTH, HEIGHT, FOOT = 360, 170, 28
"""Of the picture, in its own units: a phone shows it unscaled."""


def columns(totals: list[float], maximum: float) -> list[Column]:
    """Return the columns of the picture: about ten of the same width, the last with its upper end."""
    if not totals or maximum <= 0:
        return []
    step = next(size for size in _steps() if size * 12 >= maximum)
    many = max(1, -int(-maximum // step))
    often = Counter(min(int((total + 1e-9) // step), many - 1) for total in totals)
    tallest = max(often.values())
    room = HEIGHT - FOOT - 20
    return [
        Column(
            i * step,
            min((i + 1) * step, maximum),
            often[i],
            x=WIDTH * i / many,
            y=HEIGHT - FOOT - room * often[i] / tallest,
            height=room * often[i] / tallest,
        )
        for i in range(many)
    ]


def _reasons(one: Result) -> list[str]:
    """Return what is to be said of a submission, nothing twice."""
    flags = [clean(flag) for flag in one.flags if flag not in one.reason]
    return [text for text in dict.fromkeys((clean(one.reason), *flags)) if text]


def _steps() -> Iterable[float]:
    size = 0.1
    while True:
        yield from (size, 2 * size, 2.5 * size, 5 * size)
        size *= 10


def written(exercises: dict[str, Any], results: Iterable[Result], questions: list[Question]) -> str:
    """Return items.html."""
    results = in_order(results)
    counted = [result for result in results if result.status not in LEFT_OUT and result.questions]
    names, files = labels(r.student for r in results), safe_names(r.student for r in results)
    statuses = Counter(result.status for result in results)
    totals = [result.points for result in counted]
    return page(
        "items.html",
        title=clean(exercises["title"], SHORT),
        maximum=exercises["points"],
        total=len(results),
        counted=len(counted),
        statuses=[(status, statuses[status]) for status in STATUSES if statuses[status]],
        median=statistics.median(totals) if totals else None,
        mean=statistics.fmean(totals) if totals else None,
        waiting=sum(result.waiting > 0 for result in results),
        columns=columns(totals, exercises["points"]),
        width=WIDTH,
        height=HEIGHT,
        foot=FOOT,
        questions=questions,
        lesson=worth_a_lesson(questions),
        words=in_words,
        look=[
            {
                "name": names[one.student],
                "file": files[one.student],
                "status": one.status,
                "reasons": _reasons(one),
                "flagged": bool(one.flags) or one.status == "suspicious",
            }
            for one in sorted(results, key=lambda r: not (r.flags or r.status == "suspicious"))
            if one.flags or one.status != "graded"
        ],
        label="" if all(result.protected for result in results) else UNPROTECTED,
        anchor=lambda name: "q-" + hashed(name, 8),
    )
