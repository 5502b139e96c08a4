"""Cells are run as a notebook runs them; what stops one is told with its line and in words."""

import builtins
import linecache
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.run import evaluate, fresh_namespace, in_words, line_of, run_cell


def stopped(*cells: str) -> tuple[int, str]:
    """Run cells in one namespace; return the line at which the last stops, and what that means."""
    space = fresh_namespace()
    for place, source in enumerate(cells):
        error = run_cell(source, space, f"<cell {place}>")
    assert error is not None
    return line_of(error, f"<cell {len(cells) - 1}>"), in_words(error)


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (["1 / 0"], 1),
        (["x = 1\n\n1 / 0"], 3),
        (["def f():\n    return 1 / 0\n\nf()"], 2),
        (["def f():\n    x = 1\n    return 1 / 0", "x = 2\nf()"], 2),
        (["def f(g):\n    x = 1\n    return g()", "\n\n\nf(lambda:\n  1 / 0)"], 5),
        (["x = 1\ny = = 2"], 2),
        (["x = 1\n\neval('1 +')"], 3),
        (["x = 1\nimport json\njson.loads('{')"], 3),
        (["\n\nraise SystemExit"], 3),
    ],
)
def test_the_line_is_that_of_the_cell_in_which_it_stops(cells: list[str], line: int) -> None:
    assert stopped(*cells)[0] == line


def test_an_error_that_has_no_line_in_the_cell_is_at_its_first() -> None:
    assert line_of(ValueError("x"), "<cell 0>") == 1
    assert line_of(SyntaxError("x"), "<cell 0>") == 1
    assert line_of(SyntaxError("x", ("<cell 0>", None, None, None)), "<cell 0>") == 1
    for other in ("<cell 1>", "<a cell>"):
        assert line_of(SyntaxError("x", (other, 7, None, None)), "<cell 0>") == 1
    assert line_of(SyntaxError("x", ("<cell 0>", 7, None, None)), "<cell 0>") == 7


def test_an_error_stops_the_cell_and_not_the_notebook() -> None:
    space = fresh_namespace()
    assert isinstance(run_cell("x = 1\n1 / 0\nx = 2", space, "<a>"), ZeroDivisionError)
    assert run_cell("y = x + 1", space, "<b>") is None
    assert (space["x"], space["y"], space["__name__"]) == (1, 2, "__main__")
    assert space["__builtins__"] is builtins
    assert space["display"](1, 2, raw=True) is None


def test_a_cell_may_wait_for_what_takes_its_time() -> None:
    space = fresh_namespace()
    with ThreadPoolExecutor(1) as apart:  # in this thread a browser's loop may be running
        told = apart.submit(run_cell, "import asyncio\nawait asyncio.sleep(0)\nx = 3", space, "<a>").result()
    assert (told, space["x"]) == (None, 3)


def test_a_cell_may_ask_for_what_python_will_do_later() -> None:
    space = fresh_namespace()
    assert run_cell("from __future__ import annotations\nx: Unknown = 3", space, "<a>") is None
    assert space["x"] == 3


class Passing(BaseException):
    pass


def test_what_is_the_callers_passes() -> None:
    space = {"stop": Passing}
    with pytest.raises(Passing):
        run_cell("raise stop", space, "<a>", passing=(Passing,))
    assert isinstance(run_cell("raise stop", space, "<a>"), Passing)
    with pytest.raises(KeyboardInterrupt):
        run_cell("raise KeyboardInterrupt", space, "<a>")
    with pytest.raises(KeyboardInterrupt):
        evaluate("stop()", {"stop": lambda: (_ for _ in ()).throw(KeyboardInterrupt)})


def test_nothing_that_is_printed_is_kept(capfd: pytest.CaptureFixture) -> None:
    space = fresh_namespace()
    source = "import sys\na = print('x')\nsys.stderr.write('y')\nsys.stdout.buffer.write(b'z')\nn = sys.stdout.write('four')"
    assert run_cell(source, space, "<a>") is None
    assert evaluate("print('x')", space).status == "unanswered"
    assert space["n"] == 4
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("expression", "status", "sentence"),
    [
        ("None", "unanswered", ""),
        ("f()", "unanswered", "It gives None: is a return missing?"),
        ("[None, None]", "unanswered", ""),
        ("[f(), f()]", "unanswered", "It gives None: is a return missing?"),
        ("gone", "unanswered", "gone is not defined yet."),
        ("uses()", "failed", "Your code stops with an error in line 4 of its cell: it uses the name gone, which does not exist."),
        ("...", "unanswered", ""),
        ("1 + ...", "unanswered", ""),
        ("len(3)", "failed", "Your code stops with an error: TypeError, object of type 'int' has no len()."),
        ("{1}.pop", "failed", "This is a function or class (pop), not a value: was it called with ( )?"),
    ],
)  # fmt: skip
def test_what_is_no_value(expression: str, status: str, sentence: str) -> None:
    space: dict = {}
    exec(compile("def f():\n    pass\ndef uses():\n    return gone", "<cell>", "exec"), space)
    found = evaluate(expression, space)
    assert (found.status, found.value) == (status, None)
    assert found.sentence == sentence


def test_what_is_a_value() -> None:
    assert evaluate("[1, None]", {}).to_json() == {"status": "value", "value": [1, None], "sentence": ""}
    assert evaluate("[]", {}).value == []
    assert evaluate("x + y", {"x": 1}, {"y": 2}).value == 3
    assert evaluate("x", {"x": 1}, {"x": 2}).value == 2, "an input stands before a name"
    space = {"x": 1}
    evaluate("(y := x)", space)
    assert list(space) == ["x"]


class Dumb(Exception):
    def __str__(self) -> str:
        raise ValueError


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ValueError("too far."), "ValueError, too far"),
        (ValueError(), "ValueError"),
        (ValueError(" first \nsecond"), "ValueError, first"),
        (ValueError("x" * 300), f"ValueError, {'x' * 200}"),
        (Dumb(), "Dumb"),
        (NameError("odd"), "odd"),
        (NameError("odd", name="x"), "it uses the name x, which does not exist"),
        (UnboundLocalError("odd", name="x"), "it uses the name x before it has a value"),
        (UnboundLocalError("odd"), "it uses the name before it has a value"),
        (GeneratorExit(), "it ends the program instead of giving a value"),
        (KeyboardInterrupt(), "it was interrupted"),
        (EOFError(), "it waits for somebody to type, and nobody is there"),
        (MemoryError(), "it needs more memory than there is"),
        (AttributeError("'int' object has no attribute 'x'"), "AttributeError, 'int' object has no attribute 'x'"),
        (TypeError("bad"), "TypeError, bad"),
        (SyntaxError(), "it is not Python"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)  # fmt: skip
def test_what_an_error_means(error: BaseException, words: str) -> None:
    assert in_words(error) == words


def test_lines_of_a_cell_are_known_to_who_asks_python() -> None:
    run_cell("x = 1\ny = 2", {}, "<a cell of this test>")
    assert linecache.getline("<a cell of this test>", 2).strip() == "y = 2"
