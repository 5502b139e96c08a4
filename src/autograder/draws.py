"""Inputs of hidden checks, drawn from a seed: the same seed gives the same inputs on every machine."""

import ast
import random
from dataclasses import dataclass
from typing import Any

HELP = "write uniform(a, b), integer(a, b) or choice([…])"


@dataclass(frozen=True)
class Draw:
    """How one input is drawn."""

    kind: str
    of: tuple[Any, ...]

    def take(self, source: random.Random) -> Any:
        """Draw a value."""
        if self.kind == "choice":
            return source.choice(self.of)
        low, high = self.of
        if self.kind == "integer":
            return source.randint(low, high)
        # Six digits are enough to be another number, and can be read in feedback.
        return min(max(float(f"{source.uniform(low, high):.6g}"), low), high)

    def __str__(self) -> str:
        return f"choice({list(self.of)})" if self.kind == "choice" else f"{self.kind}{self.of}"


def parse(text: str) -> dict[str, Draw]:
    """Read ``{name: uniform(a, b), …}``. Raises ``ValueError`` with a sentence."""
    try:
        table = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        raise ValueError(f"draw cannot be read: {HELP}, as in {{x: uniform(0, 1)}}") from None
    if not isinstance(table, ast.Dict) or not table.keys:
        raise ValueError("draw is a table of names, as in {x: uniform(0, 1)}")
    found: dict[str, Draw] = {}
    for key, value in zip(table.keys, table.values, strict=True):
        name = key.id if isinstance(key, ast.Name) else key.value if isinstance(key, ast.Constant) else None
        if not isinstance(name, str) or not name.isidentifier():
            raise ValueError("draw has a name that is not one of Python's")
        if name in found:
            raise ValueError(f"draw has {name} twice")
        found[name] = _one(name, value)
    return found


def _one(name: str, call: ast.expr) -> Draw:
    written = ast.unparse(call)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.keywords:
        raise ValueError(f"draw of {name} is {written}: {HELP}")
    kind = call.func.id
    if kind not in ("uniform", "integer", "choice"):
        raise ValueError(f"draw of {name} is of the unknown kind {kind}: {HELP}")
    try:
        arguments = [ast.literal_eval(argument) for argument in call.args]
    except ValueError:
        raise ValueError(
            f"draw of {name} is {written}: only plain numbers and texts may stand there"
        ) from None
    if kind == "choice":
        if len(arguments) != 1 or not isinstance(arguments[0], list | tuple) or len(arguments[0]) < 2:
            raise ValueError(f"draw of {name} is {written}: choice wants one list of two values or more")
        return Draw(kind, tuple(arguments[0]))
    types = (int,) if kind == "integer" else (int, float)
    if len(arguments) != 2 or any(type(a) not in types for a in arguments) or not arguments[0] < arguments[1]:
        whole = "whole numbers" if kind == "integer" else "numbers"
        raise ValueError(f"draw of {name} is {written}: {kind} wants two {whole}, the smaller first")
    return Draw(kind, tuple(arguments))


def inputs(draw: dict[str, Draw], seed: int | str, question: str, label: str, time: int) -> dict[str, Any]:
    """Return the inputs of one run of a hidden check."""
    source = random.Random(f"{seed}|{question}|{label}|{time}")
    return {name: draw[name].take(source) for name in sorted(draw)}
