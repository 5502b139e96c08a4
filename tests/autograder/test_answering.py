"""What goes on inside a student's process, asked without one: reading cells, magics, hints for a teacher, time."""

import signal
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from autograder.grading.answering import Notebook, Process, TimeLimit, at_most, read_cell, watched

NOTED = "Lines that begin with % or ! belong to the notebook program and were left out."


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[Process]:
    """A student's process within this one, which gets back what it takes over."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    for name in ("IPython", "IPython.core.getipython"):
        if name in sys.modules:
            monkeypatch.setattr(sys.modules[name], "get_ipython", sys.modules[name].get_ipython)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGPROF, signal.SIGALRM)}
    yield Process()
    for number, handler in handlers.items():
        signal.signal(number, handler)


def run(process: Process, source: str, name: str = "cell", seconds: float = 60) -> dict:
    return process.answer({"do": "run", "source": source, "name": name, "processor": seconds, "wall": 60})


def value(process: Process, expression: str, among: str = "", **inputs: object) -> object:
    request = {"do": "value", "expression": expression, "in": among, "inputs": inputs}
    return process.answer({**request, "processor": 60, "wall": 60})


@pytest.mark.parametrize(
    ("source", "flags"),
    [
        ("import ctypes", ["line 1 imports ctypes"]),
        ("x = 1\nimport math, socket", ["line 2 imports socket"]),
        ("import multiprocessing.pool as p", ["line 1 imports multiprocessing.pool"]),
        ("from subprocess import run", ["line 1 imports subprocess"]),
        ("from multiprocessing.pool import Pool", ["line 1 imports multiprocessing.pool"]),
        ("from os import _exit, path", ["line 1 imports os._exit"]),
        ("import os\n\nos._exit(0)", ["line 3 uses os._exit"]),
        ("import os as o\no.kill(1, 9)", ["line 2 uses os.kill"]),
        ("import os.path\nos.fork()", ["line 2 uses os.fork"]),
        ("import sys\nsys._getframe().f_back", ["line 2 uses sys._getframe"]),
        ("import math\nmath.sqrt = abs", ["line 2 replaces math.sqrt"]),
        ("import math\ndel math.sqrt", ["line 2 replaces math.sqrt"]),
        ("import numpy as np\nnp.isclose = max", ["line 2 replaces numpy.isclose"]),
        ("import autograder.run as r\nr.evaluate = None", ["line 2 replaces autograder.run.evaluate"]),
        (
            "import autograder.grading\nautograder.grading.answering.json = None",
            ["line 2 replaces autograder.grading.answering.json"],
        ),
        ("import math\nsetattr(math, 'sqrt', abs)", ["line 2 replaces a part of math"]),
        ("().__class__.__base__.__subclasses__()", ["line 1 uses __subclasses__"]),
        ("f.__globals__['x']", ["line 1 uses __globals__"]),
        ("__builtins__.abs = 1", ["line 1 uses __builtins__"]),
        ("print(__loader__)", ["line 1 uses __loader__"]),
        ("class A:\n    def __reduce__(self):\n        return exit, ()", ["line 2 defines __reduce__"]),
        ("import pty\nimport faulthandler", ["line 1 imports pty", "line 2 imports faulthandler"]),
    ],
)  # fmt: skip
def test_what_reaches_for_the_machinery_is_told_with_its_line(source: str, flags: list[str]) -> None:
    assert read_cell(source) == {"source": source, "notes": [], "flags": flags, "error": "", "line": 0}


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.path.join('a', 'b')\nos.environ.get('x')",
        "import socketserver",
        "from . import ctypes",
        "from .os import _exit",
        "from math import sqrt\nsqrt(4)",
        "import math\nmath.sqrt(4)\nmath.root = 2",
        "class A:\n    def kill(self): pass\nA().kill()",
        "fork = 1\nself_exit = fork",
        "x = {}\nsetattr(x, 'sqrt', 1)",
        "import math\nsetattr(math.pi, 'x', 1)\nsetattr()\nmath.setattr(math, 'sqrt', 1)",
        "import numpy as math\nmath.sqrt = 1",
        "def reduce(self): pass",
        "first = lambda: 0\nfirst().kill()",
        "math.sqrt.x = 3",
        "a.b.c.os.kill()",
    ],
)
def test_what_only_looks_like_it_is_not(source: str) -> None:
    assert read_cell(source)["flags"] == []


def test_magics_are_left_out_and_python_is_left_alone() -> None:
    assert read_cell("x = 1") == {"source": "x = 1", "notes": [], "flags": [], "error": "", "line": 0}
    read = read_cell("%matplotlib inline\nx = 1")
    assert (read["notes"], read["error"], read["flags"]) == ([NOTED], "", [])
    assert read["source"].splitlines()[1] == "x = 1"
    assert read_cell("\n \n%matplotlib inline\nx = 1")["source"].splitlines()[3] == "x = 1"


@pytest.mark.parametrize("source", ["  x = 1\n  y = 2", ">>> x = 1\n>>> y = 2"])
def test_what_a_notebook_mends_without_a_magic_is_no_magic(source: str) -> None:
    read = read_cell(source)
    assert (read["source"].strip(), read["notes"], read["error"]) == ("x = 1\ny = 2", [], "")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("x = 1\ny = = 2", 2),
        ("def f(:\n    pass", 1),
        ("%time\nx = = 1", 2),
        ("\n  \n\nx = = 1", 4),
        ("\n\n%time\nx = = 1", 4),
        ("x = '\0'", 0),
    ],
)
def test_what_is_no_python_has_its_line(source: str, line: int) -> None:
    read = read_cell(source)
    assert (read["source"], read["notes"], read["flags"]) == ("", [], [])
    assert read["line"] == line
    assert read["error"].startswith("it is not Python")


@pytest.mark.parametrize(
    "source",
    ["x = " + "-" * 100_000 + "1", "x = " + "(" * 100_000, "x" + ".y" * 50_000],
    ids=["signs", "open brackets", "dots"],
)  # fmt: skip
def test_what_is_too_deep_for_the_parser_is_a_cell_that_cannot_be_read(source: str) -> None:
    read = read_cell(source)
    assert (read["source"], read["flags"]) == ("", [])
    assert read["error"]


def endless(processor: float, wall: float, catches: bool = False) -> None:
    with at_most(processor, wall):
        try:
            while True:
                pass
        except TimeLimit:
            while catches:
                pass
            raise


@pytest.mark.parametrize(("processor", "wall"), [(0.05, 60), (60, 0.05)])
def test_what_takes_too_long_is_stopped_by_either_clock(
    process: Process, processor: float, wall: float
) -> None:
    with pytest.raises(TimeLimit):
        endless(processor, wall)


def test_who_catches_the_stop_is_stopped_again(process: Process) -> None:
    with pytest.raises(TimeLimit):
        endless(60, 0.05, catches=True)


def test_no_clock_runs_on_when_it_is_done(process: Process) -> None:
    with at_most(60, 60):
        assert min(signal.getitimer(signal.ITIMER_PROF)[0], signal.getitimer(signal.ITIMER_REAL)[0]) > 0
    assert signal.getitimer(signal.ITIMER_PROF) == signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_cell_says_where_and_why_it_stops(process: Process) -> None:
    assert run(process, "x = 3") == {"error": "", "line": 0, "late": False}
    assert run(process, "y = x\n1 / 0") == {"error": "it divides by zero", "line": 2, "late": False}
    late = run(process, "y = 1\n\nwhile True:\n    y = 2", seconds=0.05)
    assert (late["error"], late["late"]) == ("it takes too long", True)
    assert late["line"] in (3, 4)
    assert value(process, "[x, y]")["value"] == [3, 2]


def test_a_value_is_plain_or_a_sentence(process: Process) -> None:
    run(process, "def half(n):\n    return n / 2\ndef endless():\n    while True:\n        pass")
    assert value(process, "half(5)") == {"status": "value", "value": 2.5, "sentence": "", "late": False}
    assert value(process, "half(n)", n=3)["value"] == 1.5
    assert value(process, "n")["status"] == "unanswered", "an input is gone when its check is over"
    request = {
        "do": "value",
        "expression": "endless()",
        "in": "",
        "inputs": {},
        "processor": 0.05,
        "wall": 60,
    }
    assert process.answer(request) == {
        "status": "failed", "value": None, "sentence": "Your code takes too long.", "late": True,
    }  # fmt: skip


def test_a_question_is_asked_among_the_names_as_they_were(process: Process) -> None:
    run(process, "scale = 1\ndef price():\n    return scale * 2\nonly_then = 5")
    assert process.answer({"do": "keep", "as": "one"}) == {}
    run(process, "scale = 10\ndel only_then\nlater = 7")
    assert value(process, "price()", "one")["value"] == 2
    assert value(process, "only_then", "one")["value"] == 5
    assert value(process, "later", "one")["status"] == "unanswered"
    # And afterwards all is as it was, also where the name of the question is not known.
    for among in ("", "another"):
        assert value(process, "[price(), later]", among)["value"] == [20, 7]
    assert value(process, "only_then")["status"] == "unanswered"


def test_pictures_are_closed_as_a_notebook_does(process: Process) -> None:
    run(
        process, "import matplotlib\nmatplotlib.use('Agg')\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])"
    )
    assert value(process, "plt.get_fignums()")["value"] == []


def test_what_the_code_replaces_is_told(process: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    assert process.answer({"do": "watch"}) == {"flags": []}
    import json
    import math

    monkeypatch.setattr(math, "sqrt", abs)
    monkeypatch.setattr(json, "loads", abs)
    assert process.answer({"do": "watch"}) == {
        "flags": ["The code replaces json.loads.", "The code replaces math.sqrt."]
    }
    monkeypatch.setitem(sys.modules, "random", "no module")
    assert "random.Random" not in watched()


def test_a_request_that_is_none_is_an_error(process: Process) -> None:
    with pytest.raises(ValueError, match="there is no request dance"):
        process.answer({"do": "dance"})
    assert process.answer({"do": "read", "source": "x = 1"})["source"] == "x = 1"


def test_a_timing_magic_runs_what_it_times_and_the_others_nothing() -> None:
    names: dict = {}
    notebook = Notebook(names)
    notebook.run_line_magic("time", " x = 1 ")
    notebook.run_line_magic("timeit", "")
    notebook.run_line_magic("matplotlib", "inline")
    notebook.run_cell_magic("capture", "out", "y = 2")
    notebook.run_cell_magic("bash", "", "z = 3")
    assert {name for name in names if name != "__builtins__"} == {"x", "y"}
    assert notebook.system("ls") is None
    assert notebook.getoutput("ls") == []
    assert notebook.display_formatter.format(1) is None
    assert notebook.user_ns is names


def test_the_students_names_are_those_of_the_main_module(process: Process) -> None:
    run(
        process,
        "import __main__\n__main__.x = 1\nhere = __name__\nsaid = check('one')\nshell = get_ipython()",
    )
    assert value(process, "[x, here]")["value"] == [1, "__main__"]
    assert isinstance(sys.modules["__main__"], ModuleType)
    run(process, "from IPython import get_ipython as other\nsame = other() is get_ipython()")
    assert value(process, "[same, said is None]")["value"] == [True, True]
