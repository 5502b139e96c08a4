"""Run cells and evaluate a check's expression among them: what comes back is plain JSON, or a sentence."""

import ast
import asyncio
import builtins
import inspect
import linecache
import traceback
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import RawIOBase, TextIOBase
from types import TracebackType
from typing import Any, Literal

from .compare import NotPlain, Unanswered, plain

EXPRESSION = "<check>"


@dataclass(frozen=True)
class Outcome:
    """What an expression gave: a plain value, nothing yet, or an error in words."""

    status: Literal["value", "unanswered", "failed"]
    value: Any = None
    sentence: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return this outcome as plain JSON."""
        return {"status": self.status, "value": self.value, "sentence": self.sentence}


class _NoBytes(RawIOBase):
    """Where bytes go."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


class _Nowhere(TextIOBase):
    """Where a cell prints to: nothing is kept, so that no flood of output fills the memory."""

    buffer = _NoBytes()

    def write(self, text: str) -> int:
        return len(text)


def evaluate(
    expression: str,
    namespace: dict[str, Any],
    inputs: dict[str, Any] | None = None,
    passing: tuple[type[BaseException], ...] = (KeyboardInterrupt,),
) -> Outcome:
    """Evaluate an expression in a namespace (which it does not change), with drawn inputs beside its names.

    ``passing`` are the exceptions that are the caller's and not an error of the student's.
    """
    scope = {**namespace, **(inputs or {})}
    try:
        with redirect_stdout(_Nowhere()), redirect_stderr(_Nowhere()):
            value = plain(eval(compile(expression, EXPRESSION, "eval"), scope))
    except Unanswered:
        return Outcome("unanswered")
    except NotPlain as error:
        said = f"This is {error}"
        return Outcome("failed", sentence=said if said.endswith("?") else f"{said}.")
    except passing:
        raise
    except BaseException as error:
        return _stopped(error, namespace)
    if value is None or isinstance(value, list) and value and all(item is None for item in value):
        # A stub gives this too, but so does a function whose author forgot the last line.
        return Outcome(
            "unanswered", sentence="It gives None: is a return missing?" if "(" in expression else ""
        )
    return Outcome("value", value)


def _stopped(error: BaseException, namespace: dict[str, Any]) -> Outcome:
    inside = _own_frame(error.__traceback__, namespace)
    if isinstance(error, NameError) and not inside:
        missing = getattr(error, "name", None)
        return Outcome("unanswered", sentence=f"{missing} is not defined yet." if missing else "")
    if isinstance(error, TypeError) and "ellipsis" in _message(error):
        return Outcome("unanswered")
    where = "Your code stops with an error"
    if inside:
        number, line = inside
        where += f" in line {number} of its cell"
        where += f", {line}" if line else ""
    return Outcome("failed", sentence=f"{where}: {in_words(error)}.")


def _own_frame(trace: TracebackType | None, namespace: dict[str, Any]) -> tuple[int, str] | None:
    """Return line number and text of the innermost line that stands in the namespace's own cells."""
    found = None
    for frame, number in traceback.walk_tb(trace):
        if frame.f_globals is namespace and frame.f_code.co_filename != EXPRESSION:
            found = (number, linecache.getline(frame.f_code.co_filename, number, frame.f_globals).strip())
    return found


def _message(error: BaseException) -> str:
    try:
        text = str(error).strip()
    except Exception:  # a student's own exception may fail to describe itself; its type is told all the same
        return ""
    first = text.splitlines()[0] if text else ""
    return first[:200].strip()


def in_words(error: BaseException) -> str:
    """Say what an exception means, for somebody in her first week of Python."""
    message = _message(error)
    name = getattr(error, "name", None)
    match error:
        case ZeroDivisionError():
            return "it divides by zero"
        case UnboundLocalError():
            return f"it uses the name {name or ''} before it has a value".replace("  ", " ")
        case NameError():
            return f"it uses the name {name}, which does not exist" if name else message
        case KeyError():
            return f"it looks for {message}, which is not there"
        case IndexError():
            return "it asks for a place beyond the end of a list"
        case RecursionError():
            return "it calls itself without end"
        case SystemExit() | GeneratorExit():
            return "it ends the program instead of giving a value"
        case KeyboardInterrupt():
            return "it was interrupted"
        case EOFError():
            return "it waits for somebody to type, and nobody is there"
        case MemoryError():
            return "it needs more memory than there is"
        case AttributeError() if "NoneType" in message:
            return "it asks something of a value that is None (is a return missing?)"
        case TypeError() if "NoneType" in message:
            return "it calculates with None (is a return or an earlier answer missing?)"
        case ModuleNotFoundError():
            return f"it imports {name}, which is not installed here"
        case SyntaxError():
            return f"it is not Python ({error.msg})" if error.msg else "it is not Python"
    kind = type(error).__name__
    return f"{kind}, {message.rstrip('.')}" if message else kind


def fresh_namespace() -> dict[str, Any]:
    """Return the namespace of a notebook in which no cell has run."""
    return {"__name__": "__main__", "__builtins__": builtins, "display": lambda *things, **options: None}


def run_cell(
    source: str,
    namespace: dict[str, Any],
    filename: str,
    passing: tuple[type[BaseException], ...] = (KeyboardInterrupt,),
) -> BaseException | None:
    """Run a cell, as a notebook does: an error stops the cell and not the notebook. Returns the error.

    Under ``filename`` tracebacks find the cell's lines; give every cell its own. ``passing`` are the exceptions that
    are the caller's.
    """
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    try:
        with redirect_stdout(_Nowhere()), redirect_stderr(_Nowhere()):
            code = compile(source, filename, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            if code.co_flags & inspect.CO_COROUTINE:
                asyncio.run(eval(code, namespace))
            else:
                exec(code, namespace)
    except passing:
        raise
    except BaseException as error:
        return error
    return None


def line_of(error: BaseException, filename: str) -> int:
    """Return the line of a cell at which an error stopped it, 1 for the first."""
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno or 1
    lines = [n for frame, n in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename == filename]
    return lines[-1] if lines else 1
