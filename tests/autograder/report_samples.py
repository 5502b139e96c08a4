"""A class as no class is: every status, every kind of answer, and text that wants to break out of where it is written."""

import json
import random
from pathlib import Path
from typing import Any

from autograder.grading.mark import OTHER_NUMBERS
from autograder.grading.results import STATUSES, CheckResult, Level, QuestionResult, Result

SET = "Exercise set 1: Why regions trade"
SECRET = "own_price(cloth, wine)"
"""Of a hidden check: no student may read it."""
HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
    "</p></li></style>{{ 7*7 }}{% raw %}&quot; onmouseover='x'\x1b[31mred\x1b]0;title\x07\u202egnp.exe\0\r\n"
    "=cmd|' /C calc'!A0\u2028‮ 学生 " + "x" * 5000
)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '"=1', "a;=1", "a\n=1", "＝1", "  =1", "\r=1")
HINT = "With the labour that makes one cloth, how much wine could the country have made?"
MESSAGE = "This is the price of a wine in cloth. The question asks what a cloth costs, in wine."

KEY: dict[str, Any] = {
    "set": "set-1",
    "title": SET,
    "points": 7,
    "questions": [
        {
            "id": "own-price",
            "title": "Own prices, and who sells what",
            "objective": "advantage",
            "kind": "code",
            "points": 2,
            "checks": [
                {
                    "label": "a country that needs 100 for a cloth and 120 for a wine",
                    "value": "own_price(100, 120)",
                    "points": 1,
                    "hidden": False,
                    "hints": [HINT],
                    "runs": [{"inputs": {}, "accepted": [0.8333333333333334]}],
                },
                {
                    "label": "own prices at other numbers",
                    "value": SECRET,
                    "points": 1,
                    "hidden": True,
                    "hints": [],
                    "runs": [
                        {"inputs": {"cloth": 191.085, "wine": 54.7237}, "accepted": [3.491814332729695]}
                    ],
                },
            ],
            "wrong": [
                {"name": "turned over", "message": MESSAGE, "loses": 2},
                {"name": "absolute advantage", "message": "You compared the labour.", "loses": 1},
            ],
            "rubric": [],
            "model": "",
        },
        {
            "id": "records",
            "title": "Does it come about by itself?",
            "objective": "evidence",
            "kind": "data",
            "points": 1,
            "checks": [
                {
                    "label": "share of years in which the figure was lower than the year before",
                    "value": "share",
                    "points": 1,
                    "hidden": False,
                    "hints": ["Count the years."],
                    "runs": [{"inputs": {}, "accepted": [0.31]}],
                }
            ],
            "wrong": [],
            "rubric": [],
            "model": "",
        },
        {
            "id": "claim",
            "title": "Weigh a claim",
            "objective": "evidence",
            "kind": "written",
            "points": 4,
            "checks": [],
            "wrong": [],
            "rubric": [
                {
                    "criterion": "What supports it",
                    "levels": [
                        {"points": 2, "text": "Names a study and what it measured."},
                        {"points": 1, "text": "Gives a reason without evidence."},
                        {"points": 0, "text": "Does not say."},
                    ],
                },
                {
                    "criterion": "What would settle it",
                    "levels": [
                        {"points": 2, "text": "Names an observation that could come out either way."},
                        {"points": 0.5, "text": "Names data only."},
                        {"points": 0, "text": "None."},
                    ],
                },
            ],
            "model": "A model answer, for the teacher.",
        },
    ],
}


def check(
    place: int, verdict: str, sentence: str = "", wrong: str | None = None, value: Any = None
) -> CheckResult:
    """A result of a check: 0 and 1 are those of own-price, 2 is that of records."""
    asked = [one for question in KEY["questions"] for one in question["checks"]][place]
    earned = asked["points"] if verdict == "right" else 0
    return CheckResult(
        asked["label"], asked["points"], earned, asked["hidden"], verdict, sentence, wrong, value
    )  # fmt: skip


def code(first: CheckResult, second: CheckResult) -> QuestionResult:
    return QuestionResult("own-price", "Own prices, and who sells what", "code", 2, (first, second))


def data(one: CheckResult) -> QuestionResult:
    return QuestionResult("records", "Does it come about by itself?", "data", 1, (one,))


def essay(answer: str, first: float | None = None, second: float | None = None) -> QuestionResult:
    levels = (Level("What supports it", first, 2), Level("What would settle it", second, 2))
    return QuestionResult("claim", "Weigh a claim", "written", 4, answer=answer, levels=levels)


ANSWER = (
    "Chen argues that governments strengthen integration.\n\nPoncet (2003) disputes it; she measured borders."
)
GOOD = (code(check(0, "right"), check(1, "right")), data(check(2, "right")), essay(ANSWER))


def result(student: str, questions: tuple[QuestionResult, ...] = GOOD, **said: Any) -> Result:
    """A result as grading gives it; whatever is not said is as in an honest, graded submission."""
    usual = {
        "name": student,
        "identifier": "",
        "layout": "folder",
        "file": f"{student}/set-1.ipynb",
        "status": "graded",
        "reason": "All checks were made.",
        "maximum": 7,
        "log": {"seconds": 1.25, "worker": 1},
    }
    return Result(student=student, questions=questions, **{**usual, **said})


WRONG = (
    code(check(0, "wrong", MESSAGE, "turned over", 1.2), check(1, "wrong", OTHER_NUMBERS["wrong"])),
    data(check(2, "wrong", "Count the years.", value=0.29000001)),
    essay(""),
)


def sample() -> list[Result]:
    """Some twenty submissions of every kind."""
    stopped = "Your code stops with an error in line 2 of its cell, return cloth / 0: it divides by zero."
    broken = (
        code(check(0, "error", stopped), check(1, "error", f"ValueError: {SECRET} 191.085")),
        data(check(2, "not run")),
        essay("It is so."),
    )
    fits = (
        code(check(0, "right"), check(1, "wrong", OTHER_NUMBERS["wrong"])),
        data(check(2, "right")),
        essay(ANSWER),
    )
    empty = (code(check(0, "unanswered"), check(1, "unanswered")), data(check(2, "unanswered")), essay(""))
    marked = (code(check(0, "right"), check(1, "right")), data(check(2, "right")), essay(ANSWER, 2, 0.5))
    evil = tuple(
        QuestionResult(
            q.id, q.title, q.kind, q.points,
            tuple(
                CheckResult(c.label, c.points, 0, c.hidden, "error", HOSTILE, HOSTILE[:90], HOSTILE)
                for c in q.checks
            ),
            HOSTILE * 10, tuple(Level(one.criterion, 0, one.of, HOSTILE[:300]) for one in q.levels),
        )
        for q in GOOD
    )  # fmt: skip
    many = [
        result("Ana Lee"),
        result("ben-okoro", WRONG),
        result("Čapek, Karel", fits),
        result("李娜", marked, file="李娜/作业 1.ipynb"),
        result("dora", broken, notes=("Code cell 3 (Own prices) stops with an error in line 2: it divides by zero.",)),
        result("Émile", empty, status="blank", reason="Nothing is answered."),
        result("frank", (), status="unreadable", reason="The file ends in the middle: it is no whole notebook."),
        result("gül", broken, status="timed out", reason="Cell 4 ran longer than 10 seconds."),
        result("hana", broken, status="crashed", reason="Python stopped with signal 11."),
        result("ivo", fits, status="partly run", reason="Cell 3 has a line that is no Python: %timeit f()."),
        result(
            "jan", fits, status="suspicious", reason="The code replaces what the check relies on.",
            flags=("Cell 2 replaces json.dumps.", "The answer differs between two runs with the same numbers."),
        ),
        result(
            HOSTILE, evil, name=HOSTILE, file=HOSTILE, reason=HOSTILE, notes=(HOSTILE,), flags=(HOSTILE,),
            identifier=HOSTILE, log={"said": HOSTILE},
        ),
    ]  # fmt: skip
    return many + [result(f"formula {i} ", GOOD, name=text) for i, text in enumerate(FORMULAS)]


def from_key(key: Path, students: int, seed: int = 1) -> tuple[dict[str, Any], list[Result]]:
    """A class made up for a real set: the abler a student, the more is right; mistakes are those that the key knows."""
    exercises = json.loads(key.read_text(encoding="utf-8"))
    chance = random.Random(seed)
    return exercises, [_made_up(exercises, chance, f"student-{i:04}") for i in range(students)]


def _made_up(exercises: dict[str, Any], chance: random.Random, student: str) -> Result:
    able = chance.betavariate(3, 1.6)
    status = chance.choices(STATUSES, (80, 4, 6, 3, 1, 3, 2))[0]
    questions = tuple(_answered(question, chance, able) for question in exercises["questions"])
    return Result(
        student=student,
        name=chance.choice(("Ana Lee", "Ben Okoro", "李娜", "Chiara Rossi", "Дмитрий Орлов"))
        + f" {student[-4:]}",
        identifier=str(1000 + int(student[-4:])),
        layout=chance.choice(("canvas", "moodle")),
        file=f"{student}_set-1.ipynb",
        status=status,
        reason="All checks were made." if status == "graded" else "Cell 7 did not come to an end.",
        maximum=exercises["points"],
        questions=() if status == "unreadable" else questions,
        flags=("Cell 3 reads the file of another student.",) if status == "suspicious" else (),
        log={"seconds": round(chance.uniform(0.2, 3), 2), "worker": chance.randrange(2)},
    )


def _answered(question: dict[str, Any], chance: random.Random, able: float) -> QuestionResult:
    answered = chance.random() < 0.35 + able
    known = chance.choice(question["wrong"]) if question["wrong"] and chance.random() > able else None
    visible = [i for i, one in enumerate(question["checks"]) if not one["hidden"]]
    checks = []
    for i, one in enumerate(question["checks"]):
        right = one["runs"][0]["accepted"][0]
        verdict, sentence, wrong, value = "right", "", None, None
        if not answered:
            verdict = "unanswered"
        elif known and i in visible and known["values"][visible.index(i)]["value"] != right:
            value = known["values"][visible.index(i)]["value"]
            verdict, sentence, wrong = "wrong", known["message"], known["name"]
        elif chance.random() > 0.5 + able / 2:
            verdict = "wrong"
            value = None if one["hidden"] else chance.choice((0, 1, 0.5, "England"))
            sentence = (one["hints"] or [""])[0]
        elif chance.random() > 0.95:
            verdict, sentence = "error", "Your code stops with an error: it divides by zero."
        earned = one["points"] if verdict == "right" else 0
        checks.append(
            CheckResult(one["label"], one["points"], earned, one["hidden"], verdict, sentence, wrong, value)
        )
    levels = tuple(
        Level(one["criterion"], None, max(level["points"] for level in one["levels"]))
        for one in question["rubric"]
    )
    return QuestionResult(
        question["id"], question["title"], question["kind"], question["points"], tuple(checks),
        answer=ANSWER if question["rubric"] and answered else "", levels=levels,
    )  # fmt: skip
