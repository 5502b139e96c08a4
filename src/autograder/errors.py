"""What is wrong with a set, in sentences that name file, question and line; several mistakes are reported together."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of the author's, where it stands."""

    file: str
    line: int
    question: str
    sentence: str

    def __str__(self) -> str:
        asked = f" question {self.question}:" if self.question else ""
        return f"{self.file}:{self.line}:{asked} {self.sentence}"


class SetError(Exception):
    """A set is written wrongly; ``problems`` says everything that was found, in the order of the lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


class ChecksError(Exception):
    """The checks of a set cannot be used in this notebook."""

    def _render_traceback_(self) -> list[str]:
        # IPython calls this: in a notebook the student reads the sentence, not the engine's insides.
        return [str(self)]
