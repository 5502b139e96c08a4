"""What goes on inside a student's process: cells are read, then run, then expressions are evaluated, one request each.

Everything here may be overwritten by the student's code once that has run. So nothing here decides about marks: values
come out as plain JSON, and are compared by the process that asked.
"""

import ast
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, ModuleType
from typing import Any

from ..run import Outcome, evaluate, fresh_namespace, in_words, line_of, run_cell

# Calls that no exercise needs and that reach for the machinery around it.
REACHING = {
    "os": {"_exit", "kill", "killpg", "abort", "fork", "forkpty", "write", "dup2", "execv", "execve", "posix_spawn",
           "spawnv", "chroot", "setuid"},
    "sys": {"settrace", "setprofile", "_getframe", "_current_frames", "addaudithook"},
    "threading": {"settrace", "setprofile"},
    "gc": {"get_objects", "get_referrers", "get_referents"},
    "inspect": {"currentframe", "stack", "trace"},
    "atexit": {"register"},
    "signal": {"signal", "setitimer", "alarm", "pthread_kill"},
    "resource": {"setrlimit", "prlimit"},
}  # fmt: skip
MODULES = {"ctypes", "socket", "subprocess", "multiprocessing", "pty", "faulthandler"}
INSIDES = {"__subclasses__", "__globals__", "gi_frame", "tb_frame"}
# Names that honest code leaves alone.
WATCHED = {
    "builtins": ("abs", "all", "any", "compile", "eval", "exec", "float", "isinstance", "len", "max", "min", "round",
                 "sum", "type", "__import__", "open"),
    "json": ("dumps", "loads"),
    "math": ("isclose", "log", "sqrt"),
    "os": ("write", "_exit"),
    "socket": ("SocketIO", "socket"),
    "numpy": ("allclose", "isclose", "array_equal"),
    "random": ("uniform", "Random"),
    "autograder": ("Checks",),
    "autograder.run": ("evaluate", "plain", "run_cell"),
    "autograder.compare": ("plain", "matches", "canonical"),
    "autograder.checks": ("mark",),
    "autograder.grading.answering": ("at_most", "evaluate", "json", "run_cell"),
}  # fmt: skip
MAGIC_THAT_RUNS = ("time", "timeit", "capture", "prun")


class TimeLimit(BaseException):
    """A cell or an expression took longer than it may. Not an Exception, so that `except Exception` lets it pass."""


class Notebook:
    """What `get_ipython()` gives: the magics of a notebook that make sense without one, the others do nothing."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.user_ns = namespace

    def run_line_magic(self, name: str, line: str, *more: Any, **options: Any) -> None:
        """Run what a timing magic times; leave every other magic out."""
        if name in MAGIC_THAT_RUNS and line.strip():
            exec(compile(line.strip(), "<magic>", "exec"), self.user_ns)

    def run_cell_magic(self, name: str, line: str, body: str) -> None:
        """Run the cell below a timing magic; leave every other cell of this kind out."""
        if name in MAGIC_THAT_RUNS:
            exec(compile(body, "<magic>", "exec"), self.user_ns)

    def system(self, command: str) -> None:
        """Leave a command of the shell out."""

    def getoutput(self, command: str, *more: Any, **options: Any) -> list[str]:
        """Leave a command of the shell out; it says nothing."""
        return []

    def __getattr__(self, name: str) -> "Absent":
        return Absent()


class Absent:
    """A part of the notebook program that is not there: everything may be asked of it, and nothing comes of it."""

    def __getattr__(self, name: str) -> "Absent":
        return self

    def __call__(self, *more: Any, **options: Any) -> None:
        """Do nothing."""


@contextmanager
def at_most(processor: float, wall: float) -> Iterator[None]:
    """Stop what runs after some seconds of processor time, or of time on the wall."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeLimit

    signal.signal(signal.SIGPROF, stop)
    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_PROF, processor, 0.05)
    signal.setitimer(signal.ITIMER_REAL, wall, 0.05)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def read_cell(source: str) -> dict[str, Any]:
    """Turn a cell into plain Python; say what was left out, and what a teacher should look at. Runs nothing."""
    notes: list[str] = []
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        from IPython.core.inputtransformer2 import TransformerManager

        try:
            # It takes empty lines off the beginning; put back, they let every line keep its number.
            empty = source[: len(source) - len(source.lstrip())].count("\n")
            changed = "\n" * empty + TransformerManager().transform_cell(source)
            tree = ast.parse(changed)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = getattr(error, "lineno", None) or 0
            return {"source": "", "notes": [], "flags": [], "error": in_words(error), "line": line}
        asks = "get_ipython()"  # what a magic becomes; cells that only stand too far to the right are mended, too
        if changed.count(asks) > source.count(asks):
            notes.append("Lines that begin with % or ! belong to the notebook program and were left out.")
        source = changed
    flags = sorted(set(suspicions(tree)))
    return {"source": source, "notes": notes, "flags": flags, "error": "", "line": 0}


def dotted(node: ast.AST) -> str:
    """Return a name with its dots, of at most four parts; nothing for any other expression."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute) and len(parts) < 3:
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def suspicions(tree: ast.AST) -> Iterator[str]:
    """Say what in a cell reaches for the machinery around it: a hint for a teacher, and no proof of anything."""
    modules: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.split(".")[0]
                modules[alias.asname or first] = alias.name if alias.asname else first
                if first in MODULES:
                    yield f"line {node.lineno} imports {alias.name}"
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if node.module.split(".")[0] in MODULES:
                yield f"line {node.lineno} imports {node.module}"
            for alias in node.names:
                if alias.name in REACHING.get(node.module, ()):
                    yield f"line {node.lineno} imports {node.module}.{alias.name}"

    def module(node: ast.AST) -> str:
        first, _, rest = dotted(node).partition(".")
        return ".".join(filter(None, [modules.get(first, first), rest]))

    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            name = module(node.value)
            if node.attr in REACHING.get(name, ()):
                yield f"line {node.lineno} uses {name}.{node.attr}"
            if isinstance(node.ctx, ast.Store | ast.Del) and node.attr in WATCHED.get(name, ()):
                yield f"line {node.lineno} replaces {name}.{node.attr}"
            if node.attr in INSIDES:
                yield f"line {node.lineno} uses {node.attr}"
        elif isinstance(node, ast.Name) and node.id in ("__builtins__", "__loader__"):
            yield f"line {node.lineno} uses {node.id}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "setattr":
            if node.args and (name := module(node.args[0])) in WATCHED:
                yield f"line {node.lineno} replaces a part of {name}"
        elif isinstance(node, ast.FunctionDef) and node.name == "__reduce__":
            yield f"line {node.lineno} defines {node.name}"


def watched() -> dict[str, int]:
    """Return which objects stand behind the names of `WATCHED`."""
    found: dict[str, int] = {}
    for module, names in WATCHED.items():
        there = sys.modules.get(module)
        for name in names if isinstance(there, ModuleType) else ():
            found[f"{module}.{name}"] = id(getattr(there, name, None))
    return found


def become(namespace: dict[str, Any], names: dict[str, Any]) -> None:
    """Turn a namespace into what it was at another time; it is never empty, as code of the student's may look into it."""
    namespace.update(names)
    for name in namespace.keys() - names.keys():
        del namespace[name]


class Process:
    """Answers requests in one namespace, as a notebook's kernel does."""

    def __init__(self) -> None:
        main = ModuleType("__main__")
        main.__dict__.update(fresh_namespace())
        sys.modules["__main__"] = main
        self.namespace = main.__dict__
        kernel = Notebook(self.namespace)
        self.namespace["get_ipython"] = lambda: kernel
        for name in ("IPython", "IPython.core.getipython"):
            if name in sys.modules:  # for cells that import it from there
                vars(sys.modules[name])["get_ipython"] = lambda: kernel
        self.namespace["check"] = lambda *more: None
        self.kept: dict[str, dict[str, Any]] = {}
        self.before = watched()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Do what is asked."""
        match request["do"]:
            case "read":
                return read_cell(request["source"])
            case "run":
                return self.run(request)
            case "keep":
                self.kept[request["as"]] = dict(self.namespace)
                return {}
            case "value":
                return self.value(request)
            case "watch":
                now = watched()
                changed = sorted(name for name, was in self.before.items() if now.get(name) != was)
                return {"flags": [f"The code replaces {name}." for name in changed]}
        raise ValueError(f"there is no request {request['do']}")

    def run(self, request: dict[str, Any]) -> dict[str, Any]:
        """Run a cell; an error stops the cell and not the notebook."""
        filename = request["name"]
        error: BaseException | None
        try:
            with at_most(request["processor"], request["wall"]):
                error = run_cell(request["source"], self.namespace, filename, passing=(TimeLimit,))
        except TimeLimit as late:
            error = late
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            pyplot.close("all")
        if error is None:
            return {"error": "", "line": 0, "late": False}
        if isinstance(error, TimeLimit):
            return {"error": "it takes too long", "line": line_of(error, filename), "late": True}
        return {"error": in_words(error), "line": line_of(error, filename), "late": False}

    def value(self, request: dict[str, Any]) -> dict[str, Any]:
        """Evaluate an expression; what comes out is plain JSON."""
        kept = self.kept.get(request["in"])
        now = dict(self.namespace)
        if kept is not None:  # functions see the names of their module as they were, too
            become(self.namespace, kept)
        late = False
        try:
            with at_most(request["processor"], request["wall"]):
                outcome = evaluate(
                    request["expression"], self.namespace, request["inputs"], passing=(TimeLimit,)
                )
        except TimeLimit:
            outcome, late = Outcome("failed", sentence="Your code takes too long."), True
        finally:
            if kept is not None:
                become(self.namespace, now)
        return {**outcome.to_json(), "late": late}


def serve(channel: socket.socket) -> None:
    """Answer requests, a line each, until the channel ends."""
    process = Process()
    with channel.makefile("rwb") as lines:
        for line in lines:
            request = json.loads(line)
            reply = {"id": request["id"], **process.answer(request)}
            lines.write(json.dumps(reply).encode() + b"\n")
            lines.flush()
    os._exit(0)  # no atexit handler of the student's runs
