"""Read a set's source: prose, question blocks and cells, each with its line; every mistake is told at its line."""

import ast
import difflib
import io
import re
import tokenize
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from . import draws
from .compare import SMALLEST_RELATIVE, Tolerance
from .errors import Problem, SetError
from .lines import Node, read

KINDS = ("code", "data", "explorer", "written")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BEGIN = re.compile(r"^(?P<indent>\s*)#\s*BEGIN SOLUTION\s*(?::\s*(?P<stub>.*?))?\s*$")
END = re.compile(r"^\s*#\s*END SOLUTION\s*$")
MARKER = re.compile(r"#\s*(BEGIN|END)\s+SOLUTION", re.IGNORECASE)
SET_KEYS = {"id", "title", "minutes", "seed", "chapter", "objectives", "files"}
QUESTION_KEYS = {"title", "objective", "points", "minutes", "kind", "checks", "wrong", "rubric", "model"}
CHECK_KEYS = {
    "label",
    "value",
    "points",
    "tolerance",
    "relative",
    "hint",
    "hidden",
    "draw",
    "times",
    "one_of",
}
WRONG_KEYS = {"name", "replace", "message", "loses"}


@dataclass(frozen=True)
class Check:
    """An expression, and what its value must be like."""

    label: str
    value: str
    points: float
    line: int
    hidden: bool = False
    tolerance: Tolerance | None = None
    one_of: str | None = None
    draw: dict[str, draws.Draw] = field(default_factory=dict)
    times: int = 1
    hints: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wrong:
    """A known wrong answer: the code that stands for the solution, what to say about it, what it loses."""

    name: str
    code: str
    message: str
    loses: float
    line: int


@dataclass(frozen=True)
class Criterion:
    """One thing that a written answer is read for; its levels, best first."""

    text: str
    levels: tuple[tuple[float, str], ...]

    @property
    def points(self) -> float:
        """What the best level gives."""
        return max(points for points, _ in self.levels)


@dataclass(frozen=True)
class Question:
    """A question as its block says it."""

    id: str
    title: str
    objective: str
    points: float
    minutes: float
    kind: str
    line: int
    checks: tuple[Check, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    rubric: tuple[Criterion, ...] = ()
    model: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of the source: prose, a question's title, code that is given, or a solution with its stub."""

    role: str
    source: str
    line: int
    question: str = ""
    stub: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExerciseSet:
    """A whole set, as written."""

    path: Path
    id: str
    title: str
    minutes: float
    seed: int | str
    objectives: tuple[str, ...]
    chapter: Any
    files: tuple[Path, ...]
    """What answers may read beside what Python can import: files and folders."""
    questions: tuple[Question, ...]
    cells: tuple[Cell, ...]

    @property
    def points(self) -> float:
        """What all questions give together."""
        return sum(question.points for question in self.questions)


class Reader:
    """Collects problems while it reads tables of keys."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.question = ""
        self.problems: list[Problem] = []

    def tell(self, line: int, sentence: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(self.file, line, self.question, sentence))

    def table(self, node: Node, what: str, known: set[str], needed: set[str]) -> dict[str, Node] | None:
        """Return a table whose keys are known and complete, as far as it goes."""
        if not isinstance(node.value, dict):
            self.tell(node.line, f"{what} must be a table of keys (key: value)")
            return None
        for key, value in node.value.items():
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                meant = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}"
                self.tell(value.line, f"{what} has the unknown key {key}: {meant}")
        for key in sorted(needed - set(node.value)):
            self.tell(node.line, f"{what} has no {key}")
        return {key: value for key, value in node.value.items() if key in known}

    def text(self, table: dict[str, Node], key: str, what: str) -> str:
        """Return the text behind a key."""
        node = table.get(key)
        if node is None:
            return ""
        if isinstance(node.value, dict | list) or not node.raw.strip():
            self.tell(node.line, f"{key} of {what} must be text")
            return ""
        return node.raw.strip()

    def number(self, table: dict[str, Node], key: str, what: str, *, zero: bool = False) -> float:
        """Return the number behind a key: above zero, or zero where that makes sense."""
        node = table.get(key)
        if node is None:
            return 0
        value = node.value
        if isinstance(value, str):
            try:  # YAML reads 1e-6 as text
                value = float(value)
            except ValueError:
                value = None
        if isinstance(value, bool) or not isinstance(value, int | float) or not value < float("inf"):
            self.tell(node.line, f"{key} of {what} must be a number")
            return 0
        if value < 0 or (value == 0 and not zero):
            self.tell(node.line, f"{key} of {what} is {value:g}: it must be above 0")
            return 0
        return value

    def expression(self, table: dict[str, Node], key: str, what: str) -> str:
        """Return the Python expression behind a key."""
        node = table.get(key)
        if node is None:
            return ""
        text = without_comment(node.raw.strip())
        if not text:
            self.tell(node.line, f"{key} of {what} is empty: write an expression")
            return ""
        try:
            compile(text, "<check>", "eval")
        except (SyntaxError, ValueError) as error:
            why = getattr(error, "msg", None) or str(error)
            self.tell(node.line, f"{key} of {what} is not a Python expression ({why}): {text}")
            return ""
        return text


def without_comment(text: str) -> str:
    """Take a Python comment off an expression."""
    try:
        comments = [
            t for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type == tokenize.COMMENT
        ]
    except (tokenize.TokenError, IndentationError):
        return text
    lines = text.split("\n")
    for comment in reversed(comments):
        row, column = comment.start
        lines[row - 1] = lines[row - 1][:column].rstrip()
    return "\n".join(lines).strip()


def names_in(expression: str) -> set[str]:
    """Return the names that a Python expression uses."""
    return {node.id for node in ast.walk(ast.parse(expression or "0")) if isinstance(node, ast.Name)}


def parser() -> MarkdownIt:
    """Return the parser that text notebooks are read with: blocks only."""
    return (
        MarkdownIt("commonmark")
        .enable("table")
        .use(front_matter_plugin)
        .use(myst_block_plugin)
        .disable("inline", True)
    )


def load(path: Path, objectives: set[str] | None = None) -> ExerciseSet:
    """Read a set. Raises `SetError` with everything that is wrong about how it is written.

    ``objectives`` are those that questions may name; otherwise the set's own list counts, if it has one.
    """
    reader = Reader(path.name)
    if path.suffix != ".md":
        raise SetError(
            [Problem(path.name, 1, "", "the source of a set is a text notebook whose name ends in .md")]
        )
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise SetError([Problem(path.name, 1, "", "this file is not UTF-8 text")]) from None
    except OSError:
        raise SetError([Problem(str(path), 1, "", "there is no such file, or it cannot be read")]) from None
    tokens = parser().parse(text + "\n")
    head = _front_matter(reader, tokens, path)
    if objectives is None and head["objectives"]:
        objectives = set(head["objectives"])
    questions, cells = _body(reader, tokens, text.splitlines(), objectives)
    reader.question = ""
    if not questions and not reader.problems:
        reader.tell(1, "there is no question in this set: a question begins with ```{exercise} its-name")
    spent = sum(question.minutes for question in questions)
    if head["minutes"] and spent > head["minutes"]:
        reader.tell(
            head["line"], f"the questions take {spent:g} minutes together, the set says {head['minutes']:g}"
        )
    if reader.problems:
        raise SetError(reader.problems)
    del head["line"]
    return ExerciseSet(path=path, questions=tuple(questions), cells=tuple(cells), **head)


def _front_matter(reader: Reader, tokens: list[Token], path: Path) -> dict[str, Any]:
    head: dict[str, Any] = {"id": "", "title": "", "minutes": 0, "seed": 0, "chapter": None, "line": 1}
    head["objectives"] = ()
    head["files"] = ()
    if not tokens or tokens[0].type != "front_matter":
        reader.tell(1, "the file must begin with front matter (--- … ---) that has a table set")
        return head
    node = read(tokens[0].content, 2, reader.tell)
    if node is None:
        return head
    if not isinstance(node.value, dict) or "set" not in node.value:
        reader.tell(1, "the front matter has no set: write set: {id: …, title: …, minutes: …, seed: …}")
        return head
    table = reader.table(node.value["set"], "set", SET_KEYS, {"id", "title", "minutes", "seed"})
    head["line"] = node.value["set"].line
    if table is None:
        return head
    head["id"] = reader.text(table, "id", "set")
    if head["id"] and not NAME.fullmatch(head["id"]):
        reader.tell(table["id"].line, f"the id {head['id']} must be small letters, digits and hyphens")
    elif head["id"] and head["id"] != path.stem:
        reader.tell(
            table["id"].line, f"the set is called {head['id']} and its file {path.name}: give both one name"
        )
    head["title"] = reader.text(table, "title", "set")
    head["minutes"] = reader.number(table, "minutes", "set")
    if "seed" in table:
        seed = table["seed"].value
        if isinstance(seed, bool) or not isinstance(seed, int | str) or seed == "":
            reader.tell(table["seed"].line, "seed of set must be a whole number or a word")
        else:
            head["seed"] = seed
    if "objectives" in table:
        listed = table["objectives"].plain
        if not isinstance(listed, list) or not listed or not all(isinstance(o, str) for o in listed):
            reader.tell(table["objectives"].line, "objectives of set must be a list of words")
        else:
            head["objectives"] = tuple(listed)
    if "chapter" in table:
        head["chapter"] = table["chapter"].plain
    if "files" in table:
        head["files"] = _files(reader, table["files"], path)
    return head


def _files(reader: Reader, node: Node, path: Path) -> tuple[Path, ...]:
    listed = node.plain
    if not isinstance(listed, list) or not listed or not all(isinstance(f, str) and f for f in listed):
        reader.tell(node.line, "files of set must be a list of paths, seen from the set's own folder")
        return ()
    found = [(path.parent / name).resolve() for name in listed]
    for name, file in zip(listed, found, strict=True):
        if not file.exists():
            reader.tell(node.line, f"files of set names {name}, which does not exist")
        elif path.resolve().is_relative_to(file):
            reader.tell(
                node.line, f"files of set names {name}, in which the set itself lies with its solutions"
            )
    return tuple(found)


@dataclass
class _Open:
    """The question whose cells are being read."""

    question: Question
    solutions: int = 0


def _body(
    reader: Reader, tokens: list[Token], lines: list[str], objectives: set[str] | None
) -> tuple[list[Question], list[Cell]]:
    questions: list[Question] = []
    cells: list[Cell] = []
    current: _Open | None = None
    start = 0

    def close() -> None:
        nonlocal current
        if current is not None:
            written = current.question.kind == "written"
            if written and current.solutions:
                reader.tell(
                    current.question.line,
                    "a written question has no solution cell: its answer stands in model",
                )
            elif not written and not current.solutions:
                reader.tell(
                    current.question.line,
                    "this question has no solution cell: tag a code cell after its block with :tags: [solution]",
                )
        current = None
        reader.question = ""

    def flush(end: int) -> None:
        nonlocal start
        body = lines[start:end]
        line = start + 1
        while body and not body[0].strip():
            body, line = body[1:], line + 1
        while body and not body[-1].strip():
            body = body[:-1]
        for offset, text in enumerate(body):
            if re.match(r"\s*:::+\s*\{(exercise|code-cell)\}", text):
                reader.tell(
                    line + offset, "a block of this kind is fenced with three backticks, not with colons"
                )
        if body:
            cells.append(Cell("prose", "\n".join(body), line, current.question.id if current else ""))

    for token in tokens:
        if token.map is None:
            continue
        first, last = token.map
        directive = _directive(token)
        if token.type == "front_matter":
            start = last
        elif token.level and directive in ("exercise", "code-cell"):
            reader.tell(
                first + 1,
                f"a {{{directive}}} block must stand at the left margin, not within a list or quotation",
            )
        elif token.level:
            continue
        elif directive in ("exercise", "code-cell"):
            flush(first)
            if directive == "exercise":
                close()
                question = _question(reader, token, objectives)
                if any(question.id == other.id for other in questions):
                    reader.tell(first + 1, f"two questions are called {question.id}")
                questions.append(question)
                current = _Open(question)
                cells.append(Cell("title", "", first + 1, question.id))
            else:
                cell = _code(reader, token, current)
                if cell.role == "solution" and current is not None:
                    current.solutions += 1
                cells.append(cell)
            if not _closed(lines, token):
                reader.tell(
                    first + 1,
                    f"this {{{directive}}} block is not closed: its last line must be {token.markup}",
                )
            start = last
        elif token.type == "heading_open" and token.tag in ("h1", "h2"):
            flush(first)
            close()
            start = first
        elif token.type == "myst_block_break":
            flush(first)
            start = last
        elif token.type == "fence" and directive:
            near = difflib.get_close_matches(directive, ["exercise", "code-cell"], 1, 0.75)
            if near:
                reader.tell(first + 1, f"{{{directive}}} is unknown: did you mean {{{near[0]}}}?")
    flush(len(lines))
    close()
    return questions, cells


def _closed(lines: list[str], token: Token) -> bool:
    assert token.map is not None
    last = lines[token.map[1] - 1].strip() if token.map[1] - 1 < len(lines) else ""
    return (
        token.map[1] - token.map[0] > 1 and set(last) == {token.markup[0]} and len(last) >= len(token.markup)
    )


def _directive(token: Token) -> str:
    found = re.match(r"\{([\w-]+)\}", token.info.strip()) if token.type == "fence" else None
    return found[1] if found else ""


def _code(reader: Reader, token: Token, current: _Open | None) -> Cell:
    assert token.map is not None
    line = token.map[0] + 2
    body = token.content.split("\n")[:-1]
    options: list[str] = []
    fenced = bool(body) and body[0].strip() == "---"
    if fenced:
        end = next((i for i, text in enumerate(body[1:], 1) if text.strip() == "---"), 0)
        if not end:
            reader.tell(line, "the options of this cell begin with --- and do not end with it")
        options, body = ["", *body[1:end]], body[end + 1 :]
        line += end + 1
    while not fenced and body and body[0].startswith(":"):
        options.append(body.pop(0)[1:])
        line += 1
    while body and not body[0].strip():
        body, line = body[1:], line + 1
    while body and not body[-1].strip():
        body = body[:-1]
    node = read("\n".join(options), token.map[0] + 2, reader.tell) if options else Node({}, line)
    table = node.value if node and isinstance(node.value, dict) else {}
    tags = table["tags"].plain if "tags" in table else []
    if isinstance(tags, str):
        tags = [tag.strip() for tag in tags.split(",")]
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        reader.tell(token.map[0] + 2, "tags of a cell must be a list, as in :tags: [solution]")
        tags = []
    near = [
        tag for tag in tags if tag != "solution" and difflib.get_close_matches(tag, ["solution"], 1, 0.75)
    ]
    if near:
        reader.tell(token.map[0] + 2, f"the tag {near[0]} is unknown: did you mean solution?")
    name = current.question.id if current else ""
    source = "\n".join(body)
    if "solution" not in tags:
        for i, text in enumerate(body):
            if MARKER.search(text):
                reader.tell(line + i, "a solution is marked in a cell that is not tagged :tags: [solution]")
        _parses(reader, source, line, "this cell")
        return Cell("given", source, line, name, tags=tuple(tags))
    if current is None:
        reader.tell(line, "this solution stands outside a question: its ```{exercise} block must come first")
    stub = _stub(reader, body, line)
    if _parses(reader, source, line, "this cell") and stub is not None:
        _parses(reader, stub, line, "what the student gets in place of the solution")
    rest = tuple(tag for tag in tags if tag != "solution")
    return Cell("solution", source, line, name, stub=stub or "", tags=rest)


def _parses(reader: Reader, source: str, line: int, what: str) -> bool:
    try:
        compile(source, "<cell>", "exec")
    except (SyntaxError, ValueError) as error:
        number = getattr(error, "lineno", None) or 1
        reader.tell(line + number - 1, f"{what} is not Python ({getattr(error, 'msg', None) or error})")
        return False
    return True


def _stub(reader: Reader, body: list[str], line: int) -> str | None:
    """Return a solution cell as the student gets it."""
    stub: list[str] = []
    inside = 0
    marked = False
    for number, text in enumerate(body, line):
        begin, end = BEGIN.match(text), END.match(text)
        if begin:
            if inside:
                reader.tell(number, f"BEGIN SOLUTION within the solution that begins on line {inside}")
            inside, marked = number, True
            stub.append(begin["indent"] + (begin["stub"] or "..."))
        elif end:
            if not inside:
                reader.tell(number, "END SOLUTION without a BEGIN SOLUTION before it")
            inside = 0
        elif MARKER.search(text):
            reader.tell(
                number,
                "this mark is not understood: write # BEGIN SOLUTION or # END SOLUTION on its own line",
            )
            marked = True
        elif not inside:
            stub.append(text)
    if inside:
        reader.tell(inside, "this BEGIN SOLUTION has no END SOLUTION")
    if not marked:
        reader.tell(
            line,
            "this solution cell has no # BEGIN SOLUTION … # END SOLUTION: the student would get it whole",
        )
        return None
    return "\n".join(stub)


def _question(reader: Reader, token: Token, objectives: set[str] | None) -> Question:
    assert token.map is not None
    line = token.map[0] + 1
    name = token.info.strip().removeprefix("{exercise}").strip()
    reader.question = name
    if not name:
        reader.tell(line, "this question has no name: write ```{exercise} its-name")
    elif not NAME.fullmatch(name):
        reader.tell(line, f"the name {name} must be small letters, digits and hyphens")
    blank = Question(name, "", "", 0, 0, "", line)
    node = read(token.content, line + 1, reader.tell)
    if node is None:
        return blank
    node = Node(node.value, line)
    table = reader.table(
        node, "the question", QUESTION_KEYS, {"title", "objective", "points", "minutes", "kind"}
    )
    if table is None:
        return blank
    objective = reader.text(table, "objective", "the question")
    if objective and objectives is not None and objective not in objectives:
        known = ", ".join(sorted(objectives))
        reader.tell(table["objective"].line, f"the objective {objective} is unknown: the chapter has {known}")
    kind = reader.text(table, "kind", "the question")
    if kind and kind not in KINDS:
        reader.tell(table["kind"].line, f"the kind {kind} is unknown: known are {', '.join(KINDS)}")
    written = kind == "written"
    for key in ("checks", "wrong") if written else ("rubric", "model"):
        if key in table:
            what = "a written question" if written else f"a question of kind {kind or 'code'}"
            reader.tell(table[key].line, f"{what} has no {key}")
    for key in ("rubric", "model") if written else ("checks",):
        if key not in table and kind in KINDS:
            reader.tell(line, f"the question has no {key}")
    checks = _list(reader, table, "checks", _check) if not written else []
    wrong = _list(reader, table, "wrong", _wrong) if not written else []
    rubric = _list(reader, table, "rubric", _criterion) if written else []
    question = Question(
        name,
        reader.text(table, "title", "the question"),
        objective,
        reader.number(table, "points", "the question"),
        reader.number(table, "minutes", "the question"),
        kind,
        line,
        tuple(checks),
        tuple(wrong),
        tuple(rubric),
        reader.text(table, "model", "the question") if written else "",
    )
    given = sum(part.points for part in (rubric if written else checks))
    if question.points and given and abs(given - question.points) > 1e-9:
        parts = "best levels of the rubric" if written else "checks"
        reader.tell(
            table["points"].line,
            f"the {parts} give {given:g} points together, the question {question.points:g}",
        )
    for what, names in (("checks", [c.label for c in checks]), ("wrong answers", [w.name for w in wrong])):
        for twice in sorted({n for n in names if n and names.count(n) > 1}):
            reader.tell(line, f"two {what} are called {twice}")
    return question


def _list(reader: Reader, table: dict[str, Node], key: str, one: Callable[[Reader, Node], Any]) -> list[Any]:
    node = table.get(key)
    if node is None:
        return []
    if not isinstance(node.value, list) or not node.value:
        reader.tell(node.line, f"{key} must be a list with at least one entry (- …)")
        return []
    return [found for found in (one(reader, item) for item in node.value) if found is not None]


def _check(reader: Reader, node: Node) -> Check | None:
    table = reader.table(node, "a check", CHECK_KEYS, {"label", "value", "points"})
    if table is None:
        return None
    label = reader.text(table, "label", "a check")
    what = f"the check {label}" if label else "a check"
    hidden = table["hidden"].value if "hidden" in table else False
    if not isinstance(hidden, bool):
        reader.tell(table["hidden"].line, f"hidden of {what} must be true or false")
        hidden = True
    drawn = _draw(reader, table, what)
    if "draw" in table and not hidden:
        reader.tell(table["draw"].line, f"{what} draws its inputs: that is for hidden checks (hidden: true)")
    times = table["times"].value if "times" in table else 1
    if "times" in table and (type(times) is not int or not 1 <= times <= 100):
        reader.tell(table["times"].line, f"times of {what} must be a whole number from 1 to 100")
        times = 1
    if "times" in table and "draw" not in table:
        reader.tell(
            table["times"].line, f"{what} has times without draw: the same inputs give the same value"
        )
    value = reader.expression(table, "value", what)
    one_of = reader.expression(table, "one_of", what)
    if value:
        used = names_in(value) | names_in(one_of)
        for name in sorted(set(drawn) - used):
            reader.tell(table["draw"].line, f"{what} draws {name} and does not use it")
    return Check(
        label=label,
        value=value,
        points=reader.number(table, "points", what),
        line=node.line,
        hidden=hidden,
        tolerance=_tolerance(reader, table, what),
        one_of=one_of or None,
        draw=drawn,
        times=times,
        hints=_hints(reader, table, what, hidden),
    )


def _draw(reader: Reader, table: dict[str, Node], what: str) -> dict[str, draws.Draw]:
    node = table.get("draw")
    if node is None:
        return {}
    text = node.raw
    if isinstance(node.value, dict) and not text.startswith("{"):  # each name on a line of its own
        text = "{" + ", ".join(f"{name}: {item.raw}" for name, item in node.value.items()) + "}"
    try:
        return draws.parse(text)
    except ValueError as error:
        reader.tell(node.line, f"{what}: {error}")
        return {}


def _hints(reader: Reader, table: dict[str, Node], what: str, hidden: bool) -> tuple[str, ...]:
    node = table.get("hint")
    if node is None:
        return ()
    if hidden:
        reader.tell(node.line, f"{what} is hidden and has a hint, which nobody would read")
    entries = node.value if isinstance(node.value, list) else [node]
    if not entries or any(isinstance(entry.value, dict | list) or not entry.raw.strip() for entry in entries):
        reader.tell(node.line, f"hint of {what} must be text, or a list of texts")
        return ()
    return tuple(" ".join(entry.raw.split()) for entry in entries)


def _tolerance(reader: Reader, table: dict[str, Node], what: str) -> Tolerance | None:
    if "tolerance" in table and "relative" in table:
        reader.tell(table["relative"].line, f"{what} has both a tolerance and a relative one: keep one")
        return None
    if "relative" in table:
        size = reader.number(table, "relative", what)
        if size and not SMALLEST_RELATIVE <= size <= 0.5:
            reader.tell(
                table["relative"].line, f"relative of {what} is {size:g}: it must lie from 1e-7 to 0.5"
            )
            return None
        return Tolerance(size, relative=True) if size else None
    size = reader.number(table, "tolerance", what) if "tolerance" in table else 0
    return Tolerance(float(size)) if size else None


def _wrong(reader: Reader, node: Node) -> Wrong | None:
    table = reader.table(node, "a wrong answer", WRONG_KEYS, WRONG_KEYS)
    if table is None:
        return None
    name = reader.text(table, "name", "a wrong answer")
    what = f"the wrong answer {name}" if name else "a wrong answer"
    code = table["replace"].raw if "replace" in table and isinstance(table["replace"].value, str) else ""
    if "replace" in table:
        if not code.strip():
            reader.tell(
                table["replace"].line, f"replace of {what} must be code, behind | on lines of its own"
            )
        else:
            _parses(reader, code, table["replace"].line + 1, f"the code of {what}")
    return Wrong(
        name,
        code.rstrip("\n"),
        " ".join(reader.text(table, "message", what).split()),
        reader.number(table, "loses", what),
        node.line,
    )


def _criterion(reader: Reader, node: Node) -> Criterion | None:
    table = reader.table(node, "a criterion of the rubric", {"criterion", "levels"}, {"criterion", "levels"})
    if table is None or "levels" not in table:
        return None
    text = reader.text(table, "criterion", "the rubric")

    def level(reader: Reader, entry: Node) -> tuple[float, str] | None:
        pair = reader.table(entry, "a level of the rubric", {"points", "text"}, {"points", "text"})
        if pair is None:
            return None
        return reader.number(pair, "points", "a level", zero=True), " ".join(
            reader.text(pair, "text", "a level").split()
        )

    levels = _list(reader, table, "levels", level)
    if not levels:
        return None
    points = [points for points, _ in levels]
    if max(points) <= 0 or points != sorted(set(points), reverse=True):
        reader.tell(node.line, f"the levels of the criterion {text} must go down in points, from above 0")
    return Criterion(text, tuple(levels))
