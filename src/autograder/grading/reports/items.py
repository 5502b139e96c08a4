"""items.html and items.csv: for the teacher, what the class could and could not do, question by question, check by check.

Blank and unreadable submissions are left out of every share: they say nothing about a question.
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
from .text import SHORT, clean, count, hashed, in_order, labels, safe_names
from .upload import UNPROTECTED
from .words import in_shown_order

LEFT_OUT = {"blank", "unreadable"}
TRIED = {"right", "wrong", "error"}
MOST = 5
"""Of other wrong values and of errors so many are shown."""
FEW = 10
"""With fewer submissions a correlation is mostly chance."""


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
    """Points, over all submissions that count; None if there is none."""
    apart: float | None
    """Correlation with the points of everything else; None where it is not defined."""
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
    mean: float | None
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
    if len(xs) < 3 or len(set(xs)) == 1 or len(set(ys)) == 1:
        return None
    return statistics.correlation(xs, ys)


def _question(place: int, asked: dict[str, Any], counted: list[Result]) -> Question:
    pairs = [(result, one) for result in counted for one in result.questions if one.id == asked["id"]]
    answers = [one for _, one in pairs]
    rest = [result.points - one.earned for result, one in pairs]
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
        waiting=sum(one.waiting > 0 for one in answers),
        mean=_mean([(one.earned, not one.waiting, _tried(one)) for one in answers]),
        apart=correlation(*_of_tried(answers, rest)),
        items=tuple(items),
        known=tuple(Often(clean(name, SHORT), clean(messages.get(name, "")), often[name]) for name in names),
    )


def _mean(marks: list[tuple[float, bool, bool]]) -> float | None:
    """Return the mean of what is marked, blank answers among it, once a person has read the first of them.

    ``marks`` are points, whether they are final, and whether there was an answer.
    """
    final = [(points, tried) for points, marked, tried in marks if marked]
    waits = len(final) < len(marks)
    if not final or (waits and not any(tried for _, tried in final)):
        return None
    return statistics.fmean(points for points, _ in final)


def _of_tried(answers: list[QuestionResult], rest: list[float]) -> tuple[list[float], list[float]]:
    """Return the points here and elsewhere of those who tried."""
    pairs = [(one.earned, other) for one, other in zip(answers, rest, strict=True) if _tried(one)]
    return [here for here, _ in pairs], [elsewhere for _, elsewhere in pairs]


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
    tried = [(result, check) for result, check in seen if check.verdict not in ("unanswered", "not run")]
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
        mean=statistics.fmean(check.earned for check in checks) if checks else None,
        # Among those who tried: who has answered little is weak everywhere, which says nothing of this check.
        apart=correlation(
            [check.earned for _, check in tried], [result.points - check.earned for result, check in tried]
        ),
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
        mean=_mean(
            [
                (level.points or 0, level.points is not None, bool(one.answer.strip()))
                for _, one, level in seen
            ]
        ),
        apart=correlation(
            [level.points for _, level in read], [result.points - level.points for result, level in read]
        ),
    )


def worth_a_lesson(questions: list[Question]) -> list[tuple[Question, Often]]:
    """Return the known wrong answers that most of the class has in common, whatever the question."""
    every = [(question, often) for question in questions for often in question.known if often.times > 1]
    return sorted(every, key=lambda one: (-one[1].times, one[0].place))[:MOST]


def in_words(apart: float | None, submissions: int) -> str:
    """Say what a correlation of a check with all other points means."""
    if apart is None:
        return ""
    if apart >= 0.3:
        said = "who is right here does better elsewhere, too"
    elif apart >= 0.1:
        said = "who is right here does slightly better elsewhere"
    elif apart > -0.1:
        said = "being right here says little about the rest"
    else:
        said = "who is right here does worse elsewhere: look at what it asks"
    few = f"; {count(submissions, 'submission')} are few, so it may be chance" if submissions < FEW else ""
    return f"{said} ({apart:.2f}{few})"


def table(questions: list[Question], results: Iterable[Result]) -> str:
    """Return items.csv: a row for each question, check and criterion."""
    results = list(results)
    label = "" if all(result.protected for result in results) else UNPROTECTED
    header = ["question", "title", "objective", "kind", "part", "place", "label", "points", "tried", "right"]
    header += ["share right", "wrong", "errors", "waiting for a reader", "no answer", "mean points"]
    header += ["correlation with the rest", "known wrong answers", "other wrong values", "what errors say"]
    header += ["isolation"] if label else []
    rows: list[list[Cell]] = []
    for one in questions:
        start = [one.id, one.title, one.objective, one.kind]
        row = [*start, "question", one.place, one.title, one.points, one.tried, one.right]
        row += [_share(one.right, one.tried - one.waiting), None, None, one.waiting, None]
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
    return [text for text in (clean(one.reason), *flags) if text]


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
