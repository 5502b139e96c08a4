"""Marks are right, explained, and nobody's business but the grader's: one submission at a time."""

import copy
import json
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from autograder.grading import mark as marking
from autograder.grading.mark import UNTOUCHED, Graded, Marker, SetUnfit
from autograder.grading.results import Result
from autograder.grading.session import Died, Session, Worker

from .classes import TIMES, endless, handout, mark, role, sample, solved, verdicts

pytestmark = pytest.mark.slow

CODE = 8  # points of the sample's questions that are not written


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(sample().room(True, TIMES, 512)) as worker:
        yield worker


def own_cells(*sources: str) -> list[dict]:
    return [
        {"cell_type": "code", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        for source in sources
    ]


def test_the_set_is_proved_where_it_is_graded(worker: Worker) -> None:
    Marker(sample(), TIMES).prepare(worker, "20261")
    key = copy.deepcopy(sample().key)
    key["questions"][0]["checks"][0]["runs"][0]["accepted"] = [7]
    unfit = Graded(key, sample().handout, sample().solution, sample().folder)
    with pytest.raises(SetUnfit, match="gets 7 of 8 points here. Own prices, England's own price: wrong"):
        Marker(unfit, TIMES).prepare(worker, "20261")


def test_all_right(worker: Worker) -> None:
    result = mark(worker, solved())
    assert (result.status, result.points, result.maximum, result.waiting) == ("graded", CODE, 11, 3)
    assert result.reason == "Every cell ran; 4 of 4 questions have an answer."
    assert result.notes == result.flags == ()
    assert {check.verdict for q in result.questions for check in q.checks} == {"right"}
    assert result.questions[-1].answer == "An answer in words."


def test_as_handed_out(worker: Worker) -> None:
    result = mark(worker, handout())
    assert (result.status, result.points, result.reason) == ("blank", 0, "Nothing is filled in.")
    assert result.waiting == 0, "an empty answer needs no reader"


@pytest.mark.parametrize("seed", ["", "another", "a third"])
def test_each_known_wrong_answer_loses_what_it_says_and_is_told_why(worker: Worker, seed: str) -> None:
    for question in sample().key["questions"]:
        for wrong in question["wrong"]:
            result = mark(worker, solved(**{question["id"].replace("-", "_"): wrong["replace"]}), seed)
            assert result.points == CODE - wrong["loses"], (question["id"], wrong["name"])
            (marked,) = [q for q in result.questions if q.id == question["id"]]
            assert wrong["message"] in [check.sentence for check in marked.checks]
            assert wrong["name"] in [check.wrong for check in marked.checks]


def test_what_a_student_reads_of_a_check(worker: Worker) -> None:
    result = mark(
        worker, solved(own_price="def own_price(a, b):\n    return 'dear'", table="sums = 3\nlarger = 1/0")
    )
    one, two = result.questions[:2]
    assert one.checks[0].sentence.startswith("This is text; a number is wanted. How much wine")
    assert one.checks[1].sentence == "This is text; a number is wanted. Think of labour. Divide."
    assert one.checks[0].value == "dear"
    assert [c.verdict for c in two.checks] == ["wrong", "unanswered"]
    assert two.checks[1].sentence == "larger is not defined yet."
    assert result.status == "partly run"
    assert result.reason == "Code cell 6 (A table) stops with an error in line 2: it divides by zero."


def test_an_answer_that_fits_the_visible_numbers_only(worker: Worker) -> None:
    result = mark(worker, solved(own_price="own_price = lambda a, b: {100: 100 / 120, 90: 90 / 80}[a]"))
    hidden = result.questions[0].checks[2]
    assert verdicts(result, "own-price") == ["right", "right", "error"]
    assert (
        hidden.sentence
        == "With other numbers your code stops with an error, or gives something that is no plain value."
    )
    assert result.points == CODE - 2


def test_no_word_of_a_hidden_check_reaches_the_student(worker: Worker) -> None:
    """Code that remembers what it was asked, and tells it wherever it may speak afterwards."""
    spy = """
seen = []
def own_price(cloth, wine):
    seen.append((cloth, wine))
    if len(seen) > 4:
        raise ValueError(str(seen))
    return cloth / wine
class Told:
    def __getattr__(self, name):
        raise ValueError("asked: " + str(seen))
"""
    result = mark(
        worker, solved(own_price=spy, table="sums = Told()\nlarger = Told()", find="setting = Told()")
    )
    hidden = [run["inputs"] for run in sample().key["questions"][0]["checks"][2]["runs"]]
    told = json.dumps(result.to_json()["questions"]) + json.dumps(result.notes)
    for run in hidden:
        for number in run.values():
            assert str(number) not in told


def test_another_seed_asks_with_other_numbers(worker: Worker) -> None:
    """An answer that has the numbers of one seed by heart earns nothing with another."""
    runs = sample().key["questions"][0]["checks"][2]["runs"]
    table = {(run["inputs"]["cloth"], run["inputs"]["wine"]): run["accepted"][0] for run in runs}
    by_heart = solved(
        own_price=f"own_price = lambda a, b: {table!r}.get((a, b), a / b if a in (100, 90) else 0)"
    )
    assert verdicts(mark(worker, by_heart), "own-price") == ["right"] * 3
    assert verdicts(mark(worker, by_heart, "another"), "own-price") == ["right", "right", "wrong"]


def test_every_student_may_have_a_seed_of_her_own(worker: Worker) -> None:
    marker = Marker(sample(), TIMES)
    for seed in ("ada", "bo", "ada"):  # up and down the alphabet
        assert marker.expected(worker, seed) == Marker(sample(), TIMES).expected(worker, seed)
    assert marker.expected(worker, "ada") != marker.expected(worker, "bo")


def edited(change) -> dict:
    notebook = solved()
    change(notebook)
    return notebook


def drop(*roles: str):
    def change(notebook: dict) -> None:
        notebook["cells"] = [cell for cell in notebook["cells"] if role(cell)[1] not in roles]

    return change


def strip(notebook: dict) -> None:
    """As other editors do: no metadata, no ids, another format number."""
    notebook["metadata"] = {}
    notebook["nbformat_minor"] = 2
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        cell.pop("id", None)


def double(notebook: dict) -> None:
    notebook["cells"] = [copy.deepcopy(cell) for cell in notebook["cells"] for _ in range(2)]


def an_older_answer_above(notebook: dict) -> None:
    for place, cell in enumerate(notebook["cells"]):
        if role(cell) == ("own-price", "answer"):
            old = copy.deepcopy(cell)
            old["source"] = "def own_price(a, b):\n    return b / a"
            notebook["cells"].insert(place, old)
            return


def answers_at_the_end(notebook: dict) -> None:
    own = [
        cell["source"]
        for cell in notebook["cells"]
        if role(cell)[1] == "answer" and cell["cell_type"] == "code"
    ]
    drop("answer")(notebook)
    notebook["cells"] += own_cells(*own)


def backwards(notebook: dict) -> None:
    notebook["cells"].reverse()


def wrong_kernel(notebook: dict) -> None:
    notebook["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}
    notebook["metadata"]["language_info"] = {"name": "R"}


def flood(notebook: dict) -> None:
    notebook["cells"][0:0] = own_cells("for _ in range(200):\n    print('x' * 10**6)")


def breaks_what_was_given(notebook: dict) -> None:
    for cell in notebook["cells"]:
        if role(cell)[1] == "given":
            cell["source"] = "import numpy as np\n1 / 0"


def changes_names_later(notebook: dict) -> None:
    notebook["cells"] += own_cells("own_price = setting = sums = larger = None")


def magics(notebook: dict) -> None:
    notebook["cells"][0:0] = own_cells(
        "%matplotlib inline\n!pip install numpy", "%%time\nx = 1", "%%bash\nls", "?print"
    )
    for cell in notebook["cells"]:
        if role(cell) == ("table", "answer"):
            cell["source"] = "%%time\n" + "".join(cell["source"])
            return


def errors_between(notebook: dict) -> None:
    notebook["cells"][3:3] = own_cells(
        "1 / 0", "def (", "import nothing_of_the_sort", "raise SystemExit", "input('?')"
    )


def markdown_in_code(notebook: dict) -> None:
    notebook["cells"][0:0] = own_cells("# Notes\nthis is no Python")


NOISE = [
    drop("check"), drop("load"), drop("given"), drop("prose", "title"), strip, double, an_older_answer_above,
    answers_at_the_end, backwards, wrong_kernel, flood, breaks_what_was_given, changes_names_later, magics,
    errors_between, markdown_in_code,
]  # fmt: skip


@pytest.mark.parametrize("change", NOISE, ids=lambda change: getattr(change, "__name__", "change"))
def test_honest_answers_inside_noise_keep_their_marks(worker: Worker, change) -> None:
    result = mark(worker, edited(change), "some seed")
    assert result.points == CODE, [
        (q.id, c) for q in result.questions for c in q.checks if c.verdict != "right"
    ]
    assert result.flags == ()


def test_a_notebook_may_draw_and_write_beside_it(worker: Worker) -> None:
    draws = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.savefig('x.png')\nplt.show()"
    tables = (
        "import pandas as pd\npd.DataFrame({'a': [1]}).to_csv('x.csv')\nassert len(pd.read_csv('x.csv')) == 1"
    )
    notebook = solved()
    notebook["cells"] += own_cells(draws, tables)
    result = mark(worker, notebook)
    assert (result.status, result.notes) == ("graded", ())


@pytest.mark.parametrize(
    ("code", "status", "lost"),
    [
        ("while True: pass", "timed out", 4),
        ("def own_price(a, b):\n    while True: pass", "timed out", 4),
        ("def own_price(a, b):\n    return a / b if a in (100, 90) else own_price(a, b)", "graded", 2),
        (
            "import time\ndef own_price(a, b):\n    if a not in (100, 90): time.sleep(9999)\n    return a / b",
            "timed out",
            2,
        ),
        ("import sys\nsys.exit()", "partly run", 4),
        ("own_price = lambda a, b: exit()", "graded", 4),
    ],
)
def test_one_bad_answer_leaves_the_others_their_marks(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, code: str, status: str, lost: int
) -> None:
    def never_ends(do: str, what: dict) -> bool:
        if do == "value" and code.startswith(("def", "import time")):
            return "own_price" in what["expression"] and (bool(what["inputs"]) or "while True" in code)
        return do == "run" and what["source"] == code == "while True: pass"

    endless(monkeypatch, never_ends)
    result = mark(worker, solved(own_price=code))
    assert (result.status, result.points) == (status, CODE - lost)


@pytest.mark.parametrize(
    "where", ["import os\nos._exit(0)", "import os\nown_price = lambda a, b: os._exit(0)"]
)
def test_code_that_ends_the_process_is_run_around(worker: Worker, where: str) -> None:
    result = mark(worker, solved(own_price=where))
    assert result.points == CODE - 4
    assert result.status == "suspicious"
    assert "uses os._exit" in result.flags[0]
    assert result.log["attempts"] == 2


def test_written_answers_are_found_where_students_write_them(worker: Worker) -> None:
    def below(notebook: dict) -> None:
        for cell in notebook["cells"]:
            if role(cell) == ("claim", "answer"):
                cell["source"] = "*Write your answer here.*"
        notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "It is <b>so</b>."})

    assert mark(worker, edited(below)).questions[-1].answer == "It is <b>so</b>."
    stripped = solved()
    strip(stripped)
    assert mark(worker, stripped).questions[-1].answer == "An answer in words."
    assert mark(worker, solved(claim="x" * 99_999)).questions[-1].answer.endswith("x …")


def test_what_cannot_be_read_has_a_reason(worker: Worker) -> None:
    about = Result("s", "s", "", "folder", "s.ipynb", "unreadable", "", 11)
    result = Marker(sample(), TIMES).grade(worker, b"<html>", about, "x")
    assert (result.status, result.points, result.questions) == ("unreadable", 0, ())
    assert "page" in result.reason


def test_a_result_survives_its_file(worker: Worker) -> None:
    result = mark(worker, solved(own_price="own_price = 3"))
    assert Result.from_json(json.loads(json.dumps(result.to_json()))) == result


def test_an_answer_is_asked_among_the_names_of_its_question(worker: Worker) -> None:
    """A helper and a constant that a later question uses again for something else."""
    notebook = solved(
        own_price="scale = 1\ndef helper(a, b):\n    return scale * a / b\ndef own_price(a, b):\n    return helper(a, b)",
        table="scale = 7\ndef helper(a, b):\n    return 0\nsums = {'a': 3.5, 'b': 7}\nlarger = 'b'",
    )
    assert mark(worker, notebook).points == CODE


def test_no_word_of_a_later_attempt_is_told(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code has seen a hidden input and dies; what it says when it is run again may come from there."""
    said: list[tuple[dict, dict]] = []
    attempt = Marker._attempt

    def listen(self: Marker, *arguments) -> bool:
        came_to_its_end = attempt(self, *arguments)
        said.append((dict(arguments[-1].cells), dict(arguments[-1].visible)))
        return came_to_its_end

    monkeypatch.setattr(Marker, "_attempt", listen)
    dies = (
        "import os\nasked = []\ndef own_price(a, b):\n    asked.append(a)\n"
        "    if len(asked) > 2: getattr(os, '_ex' + 'it')(0)\n    return a / b"
    )
    notebook = solved(own_price=dies, find="import time\nsetting = time.monotonic_ns()")
    notebook["cells"] += own_cells("import time\nraise ValueError(time.monotonic_ns())")
    result = mark(worker, notebook)
    assert len(said) == 2
    assert said[0] == said[1]
    assert "ValueError" in result.notes[0]


def test_the_time_of_a_submission_is_the_time_of_all_its_cells(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock of the test's own, on which only these cells take time: each a ninth of what there is."""
    now, ninth = [0.0], TIMES.submission * TIMES.patience / 9
    ask = Session.ask

    def slow(self: Session, do: str, seconds: float, **what) -> dict:
        now[0] += ninth * (do == "run" and what["source"] == "x = 'slow'")
        return ask(self, do, seconds, **what)

    monkeypatch.setattr(Session, "ask", slow)
    monkeypatch.setattr(marking, "time", SimpleNamespace(monotonic=lambda: now[0]))
    notebook = solved()
    notebook["cells"] += own_cells(*["x = 'slow'"] * 40)
    result = mark(worker, notebook)
    assert result.status == "timed out"
    assert now[0] == pytest.approx(9 * ninth), "and no cell runs when the time is over"
    assert verdicts(result, "own-price")[:2] == ["right", "right"], "what was asked before counts"


def test_guesses_are_no_worse_than_guesses(worker: Worker) -> None:
    """Code that turns its guess over when it is asked once more learns nothing from what it is asked."""
    spies = (
        "asked = []\ndef own_price(a, b):\n    asked.append((a, b))\n"
        "    return a / b if (a, b) in [(100, 120), (90, 80)] else float(len(asked))"
    )
    notebook = solved(own_price=spies, table="sums = {'a': float(len(asked)), 'b': 7}\nlarger = 'b'")
    assert verdicts(mark(worker, notebook), "own-price") == ["right", "right", "wrong"]


@pytest.mark.parametrize(
    "source",
    [
        "x = f\"{'\u00a0'.join(['a'])}\".strip()",
        "x = (" + " + ".join(["'a'"] * 1500) + ").upper()",
        "import matplotlib.pyplot as plt\nplt.title = 'Trade'",
        "import numpy as np\nnp.random.seed = 3",
        "class Country:\n    def __eq__(self, other):\n        return True",
        "import os\nos.makedirs('plots', exist_ok=True)\nos.system('clear') if False else None",
        "from IPython import get_ipython\nget_ipython().run_line_magic('matplotlib', 'inline')",
        "import asyncio\nawait asyncio.sleep(0)",
        "import sys\nsys.stdout.buffer.write(b'x')\nsys.stdout.flush()",
        "from dataclasses import dataclass\n@dataclass\nclass A:\n    x: int = 1\nimport pickle\npickle.loads(pickle.dumps(A()))",
        "if __name__ == '__main__':\n    x = 1\nelse:\n    1 / 0",
        "import warnings\nwarnings.simplefilter('error')",
        "list = [1]\nmax = 3\nprint = None\nsum = 0",
        "import threading\nt = threading.Thread(target=lambda: None)\nt.start()\nt.join()",
        "get_ipython().ast_node_interactivity = 'all'",
    ],
)  # fmt: skip
def test_ordinary_code_is_neither_stopped_nor_suspected(worker: Worker, source: str) -> None:
    notebook = solved()
    notebook["cells"][0:0] = own_cells(source)
    result = mark(worker, notebook)
    assert (result.status, result.points, result.notes) == ("graded", CODE, ())


def test_each_check_says_what_became_of_it(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = mark(worker, solved(own_price="import os\nown_price = lambda a, b: getattr(os, '_ex' + 'it')(0)"))
    first, second, hidden = ends.questions[0].checks
    assert (first.verdict, first.sentence) == (
        "error",
        "Your code ends the program instead of giving a value.",
    )
    assert (second.verdict, hidden.verdict) == ("not run", "not run")
    assert "ended the program before" in second.sentence
    assert ends.reason == "The answer to Own prices ends the program."
    with monkeypatch.context() as patch:
        endless(patch, lambda do, what: do == "value" and "own_price" in what["expression"])
        late = mark(worker, solved(own_price="def own_price(a, b):\n    while True: pass"))
    assert [check.verdict for check in late.questions[0].checks] == ["error", "not run", "not run"]
    assert "took too long before" in late.questions[0].checks[1].sentence
    beside = solved(without=("own-price",))
    beside["cells"] += own_cells("x = 1")
    untouched = mark(worker, beside)
    assert {check.sentence for check in untouched.questions[0].checks if not check.hidden} == {UNTOUCHED}
    spelled = mark(worker, solved(table="sums = {'a': 3.5, 'b': 7}\nlarger = ' B'")).questions[1].checks[1]
    assert spelled.sentence.startswith("This is right but for capital letters or blanks")
    hints = mark(worker, solved(own_price="own_price = lambda a, b: 7.0")).questions[0].checks[1]
    assert hints.sentence == "Think of labour. Divide."


def test_another_set_s_notebook_is_told_apart(worker: Worker) -> None:
    other = solved()
    other["metadata"]["autograder"]["set"] = "set-9"
    assert mark(worker, other).points == CODE, "its cells are this set's, whatever its name"
    for cell in other["cells"]:
        cell["metadata"], cell["id"], cell["source"] = {}, "x", "another = 'text'"
    assert mark(worker, other).reason == "This is the notebook of set-9, not of set-0."


def test_a_cell_is_named_so_that_it_can_be_found(worker: Worker) -> None:
    notebook = solved(own_price="1 / 0")
    notebook["cells"] += own_cells("\n\nprint(undefined)  # to see what is in it, at the end")
    result = mark(worker, notebook)
    assert result.notes[0].startswith(
        "Code cell 3 (Own prices) stops with an error in line 1: it divides by zero."
    )
    assert result.notes[1].startswith("Code cell 11 (print(undefined) # to see what is in")


def test_many_flags_are_a_few_and_a_count(worker: Worker) -> None:
    notebook = solved()
    notebook["cells"] += own_cells("import sys\n" + "\n".join(["sys._getframe()"] * 12))
    flags = mark(worker, notebook).flags
    assert len(flags) == 6
    assert flags[-1] == "And 7 more of this kind."


def test_a_count_never_stands_for_a_single_flag(worker: Worker) -> None:
    notebook = solved()
    notebook["cells"] += own_cells("import sys\n" + "\n".join(["sys._getframe()"] * 6))
    flags = mark(worker, notebook).flags
    assert len(flags) == 6
    assert all("uses sys._getframe" in flag for flag in flags)


def asks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict]]:
    """Return what a student's process is asked from now on, as it is asked."""
    found: list[tuple[str, dict]] = []
    ask = Session.ask

    def listen(self: Session, do: str, seconds: float, **what) -> dict:
        found.append((do, what))
        return ask(self, do, seconds, **what)

    monkeypatch.setattr(Session, "ask", listen)
    return found


def test_what_is_right_is_asked_once_and_what_is_hidden_at_the_end(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asks(monkeypatch)
    assert mark(worker, solved()).points == CODE
    values = [what for do, what in asked if do == "value"]
    assert [what["expression"] for what in values] == [
        "own_price(100, 120)", "own_price(90, 80)", "sums", "larger", "setting", *["own_price(cloth, wine)"] * 3,
    ]  # fmt: skip
    assert [bool(what["inputs"]) for what in values] == [False] * 5 + [True] * 3
    assert [what["in"] for what in values] == [""] * 5 + ["own-price"] * 3
    assert [do for do, _ in asked][-4:] == ["value"] * 3 + ["watch"]


def test_what_is_mended_below_counts_and_what_is_spoilt_below_does_no_harm(worker: Worker) -> None:
    notebook = solved(table='sums = {"a": 3.5, "b": 7}')
    notebook["cells"] += own_cells("larger = 'b'\nsums = 'spoilt'")
    assert verdicts(mark(worker, notebook), "table") == ["right", "right"]
    notebook["cells"] += own_cells("larger = 'a'")
    assert verdicts(mark(worker, notebook), "table") == ["right", "wrong"]
    late = solved(table="")
    late["cells"] += own_cells("sums = 1\nlarger = 'b'")
    assert verdicts(mark(worker, late), "table") == ["wrong", "right"], "a first answer is told, right or not"


def test_hidden_checks_may_be_met_below(worker: Worker) -> None:
    """A function that is right at the end earns its points, though it was not where it was asked."""
    notebook = solved(own_price="own_price = lambda a, b: {100: 100 / 120, 90: 90 / 80}[a]")
    notebook["cells"] += own_cells("own_price = lambda a, b: a / b")
    assert verdicts(mark(worker, notebook), "own-price") == ["right"] * 3


@pytest.mark.parametrize(
    ("code", "verdict", "sentence"),
    [
        ("a / b if a in (100, 90) else 1.0", "wrong", "With other numbers the result is not right. Does the answer use"),
        ("a / b if a in (100, 90) else 1 / 0", "error", "With other numbers your code stops with an error, or gives"),
        ("a / b if a in (100, 90) else None", "unanswered", ""),
        ("a / b if a in (100, 90) else __import__('os')._exit(0)", "error", "With other numbers your code ends the program."),
    ],
)  # fmt: skip
def test_what_became_of_a_hidden_check_is_told_without_its_numbers(
    worker: Worker, code: str, verdict: str, sentence: str
) -> None:
    hidden = mark(worker, solved(own_price=f"own_price = lambda a, b: {code}")).questions[0].checks[2]
    assert (hidden.verdict, hidden.earned, hidden.points, hidden.hidden) == (verdict, 0, 2, True)
    assert hidden.sentence.startswith(sentence) == bool(sentence) or hidden.sentence == sentence
    assert hidden.value is None


@pytest.mark.parametrize(("right", "wrong"), [([0], [1, 2]), ([1, 2], [0]), ([0, 2], [1])])
def test_one_wrong_number_is_as_wrong_as_several_and_tells_not_which(
    worker: Worker, right: list[int], wrong: list[int]
) -> None:
    runs = sample().key["questions"][0]["checks"][2]["runs"]
    known = [runs[i]["inputs"]["cloth"] for i in right] + [100, 90]
    code = f"own_price = lambda a, b: a / b if a in {known!r} else 1.0"
    hidden = mark(worker, solved(own_price=code)).questions[0].checks[2]
    assert (hidden.verdict, hidden.earned) == ("wrong", 0)


def test_a_long_answer_is_kept_up_to_a_length(worker: Worker) -> None:
    for more, end in ((0, "x"), (1, "x …")):
        answer = mark(worker, solved(claim="x" * (20_000 + more))).questions[-1].answer
        assert answer == "x" * 19_999 + end


def test_a_written_answer_waits_for_its_reader_and_none_has_no_points(worker: Worker) -> None:
    def levels(notebook: dict) -> list[tuple]:
        claim = mark(worker, notebook).questions[-1]
        return [(one.criterion, one.points, one.of) for one in claim.levels]

    both = ["Says what supports it", "Says what disputes it"]
    assert levels(solved()) == [(both[0], None, 2), (both[1], None, 1)]
    assert levels(solved(without=("claim",))) == [(both[0], 0, 2), (both[1], 0, 1)]


@pytest.mark.parametrize(("letters", "kept"), [(198, True), (199, False)])
def test_a_value_is_kept_for_the_teacher_if_it_is_short(worker: Worker, letters: int, kept: bool) -> None:
    value = mark(worker, solved(table=f"sums = {'x' * letters!r}\nlarger = 'b'")).questions[1].checks[0].value
    assert value == ("x" * letters if kept else None)


def test_a_submission_is_tried_five_times(worker: Worker) -> None:
    notebook = solved(table="larger = 'b'\nsums = {'a': 3.5, 'b': 7}")
    ends = "import os\ngetattr(os, '_ex' + 'it')({})"
    notebook["cells"][0:0] = own_cells(*[ends.format(n) for n in range(4)])
    result = mark(worker, notebook)
    assert (result.points, result.log["attempts"], result.status) == (CODE, 5, "crashed")
    assert result.reason == f"Code cell 1 (import os) {'ends the program.'}"
    assert result.notes == tuple(f"Code cell {n} (import os) ends the program." for n in range(1, 5))
    notebook["cells"][0:0] = own_cells(ends.format(9))
    more = mark(worker, notebook)
    assert (more.points, more.log["attempts"], more.status) == (0, 5, "crashed")


def test_several_cells_that_stop_are_counted(worker: Worker) -> None:
    notebook = solved()
    notebook["cells"] += own_cells("1 / 0")
    assert mark(worker, notebook).reason.endswith("divides by zero.")
    notebook["cells"] += own_cells("\n\nx = = 1", "'a' + 1")
    result = mark(worker, notebook)
    assert result.status == "partly run"
    assert (
        result.reason
        == "Code cell 11 (1 / 0) stops with an error in line 1: it divides by zero. So do 2 more."
    )
    assert "in line 3: it is not Python" in result.notes[1]
    assert len(result.notes) == 3


def test_answers_are_counted(worker: Worker) -> None:
    def said(notebook: dict) -> tuple[str, str]:
        result = mark(worker, notebook)
        return result.status, result.reason

    others = ("own-price", "table", "find")
    assert said(solved(without=others)) == ("graded", "Every cell ran; 1 of 4 questions have an answer.")
    assert said(solved(without=("claim", "find"))) == (
        "graded",
        "Every cell ran; 2 of 4 questions have an answer.",
    )
    touched = handout()
    touched["cells"] += own_cells("x = 1")
    assert said(touched) == ("blank", "No question has an answer.")


def test_who_answers_too_slowly_is_named(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = "import time\nclass Slow:\n    def tolist(self): time.sleep(9999)\n"
    notebook = solved(table=slow + "sums = Slow()\nlarger = 'b'", find=slow + "setting = Slow()")
    endless(monkeypatch, lambda do, what: do == "value" and what["expression"] in ("sums", "setting"))
    result = mark(worker, notebook)
    assert (result.status, result.points) == ("timed out", CODE - 4)
    assert set(result.reason.removeprefix("The answer to ").removesuffix(" takes too long.").split(", ")) == {
        "A table",
        "Find a setting",
    }
    assert [check.verdict for check in result.questions[1].checks] == ["error", "not run"]


def test_a_cell_that_takes_too_long_is_named_with_its_line(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    notebook = solved()
    notebook["cells"] += own_cells("x = 1\nwhile True: pass")
    endless(monkeypatch, lambda do, what: do == "run" and "while True" in what["source"])
    result = mark(worker, notebook)
    assert (result.status, result.points) == ("timed out", CODE)
    assert result.reason == "Code cell 11 (x = 1) takes too long and was stopped in line 2."


def test_a_set_that_does_not_fit_where_it_is_graded(worker: Worker) -> None:
    whole = sample()
    given_away = Graded(whole.key, whole.solution, whole.solution, whole.folder)
    with pytest.raises(SetUnfit, match=r"^The notebook as it is handed out gets 8 points here\.$"):
        Marker(given_away, TIMES).prepare(worker, "20261")
    blank = Graded(whole.key, whole.handout, whole.handout, whole.folder)
    with pytest.raises(
        SetUnfit, match="The solution of own-price gives no value for any labour costs with seed x: "
    ):
        Marker(blank, TIMES).prepare(worker, "x")


def test_what_is_imported_beforehand() -> None:
    cells = [
        "import os.path, csv as c",
        "from json import dumps",
        "from . import x",
        "def f():\n    import zlib",
    ]
    found = marking.modules(cells)
    assert [name for name in found if name not in marking.COMMON] == [
        "os.path",
        "csv",
        "json",
        "json.dumps",
        "zlib",
    ]
    assert marking.modules([]) == marking.COMMON


@pytest.mark.parametrize(
    "reply",
    [
        {}, {"source": 1, "error": "", "notes": [], "flags": []}, {"source": "", "error": None, "notes": [], "flags": []},
        {"source": "", "error": "", "notes": "x", "flags": []}, {"source": "", "error": "", "notes": [], "flags": None},
    ],
)  # fmt: skip
def test_a_reply_without_its_form_is_a_forgery(reply: dict) -> None:
    with pytest.raises(Died) as caught:
        marking._as_read(reply)
    assert (caught.value.late, caught.value.broken) == (False, True)


def test_a_reply_is_read_as_what_it_must_be() -> None:
    reply = {"source": "x", "error": "no\nno", "notes": ["a", 1], "flags": ["b"], "line": True}
    read = {"source": "x", "error": "no no", "notes": ["a", ""], "flags": ["b"], "line": 0}
    assert marking._as_read(reply) == read
    assert marking._as_read({**reply, "line": 7})["line"] == 7
    flood = marking._as_read({**reply, "notes": ["a"] * 30, "flags": ["b"] * 30})
    assert (len(flood["notes"]), len(flood["flags"])) == (20, 20)


def test_a_forged_reply_is_told_and_earns_nothing(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Session.ask

    def forged(self: Session, do: str, seconds: float, **what) -> dict:
        if do == "value" and what["expression"] == "sums":
            raise Died(late=False, broken=True)
        return ask(self, do, seconds, **what)

    monkeypatch.setattr(Session, "ask", forged)
    result = mark(worker, solved())
    assert (result.status, result.points) == ("suspicious", CODE - 3)
    assert result.flags == ("It tried to forge an answer to the grader.",)
    assert result.reason == "Somebody should read this code. It tried to forge an answer to the grader."


def test_what_is_replaced_is_told_once(worker: Worker) -> None:
    notebook = solved()
    notebook["cells"] += own_cells("import math\nmath.sqrt = abs")
    assert mark(worker, notebook).flags == ("Code cell 11 (import math), line 2 replaces math.sqrt.",)
    notebook["cells"][-1:] = own_cells("import math\nvars(math)['sqrt'] = abs")
    assert mark(worker, notebook).flags == ("The code replaces math.sqrt.",)


def test_capitals_and_blanks_are_told_of_texts_only(worker: Worker) -> None:
    def sentence(larger: str) -> str:
        return mark(worker, solved(table=f"sums = 1\nlarger = {larger}")).questions[1].checks[1].sentence

    assert "but for capital letters" in sentence("'B '")
    assert "but for capital letters" not in sentence("'c'")
    assert sentence("3") == "This is a number; text is wanted."


def test_the_students_room_has_what_the_set_gives() -> None:
    room = sample().room(True, marking.Times(submission=60), 512)
    assert list(room.files) == ["set-0.checks.json"]
    assert json.loads(room.files["set-0.checks.json"]) == sample().key["public"]
    assert (room.protected, room.folder) == (True, sample().folder)
    assert room.limits.processor > 60, "the process is ended only after its own clock has spoken"
    assert room.limits.memory == 512
    assert {"math", *marking.COMMON} <= set(room.modules)
