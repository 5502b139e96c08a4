"""Read questions and predictions from a page's source, and say in one sentence what is wrong with one.

The result is a doctree of plain nodes; `page.py` draws it. Whatever is wrong becomes a Sphinx warning with
file and line, so that a build with -W stops.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from .draws import Row, Undrawn, draw, written
from .formula import in_text
from .obfuscate import cell, grid, scramble
from .reading import read_number

logger = logging.getLogger(__name__)

MARK = re.compile(r"\[(x| |\d+|else|right)\](\s+|$)", re.IGNORECASE)
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


class question(nodes.General, nodes.Element):
    """A marked question: optional `lead`, `prompt`, optional `rest`, options, replies."""


class variant(nodes.General, nodes.Element):
    """A number question with other numbers, for practice: in its question, with the same children."""


class predict(nodes.General, nodes.Element):
    """A prediction to commit to: the same children as a question; its replies move to its `prediction`."""


class prediction(nodes.General, nodes.Element):
    """The place where a prediction is shown again: for a second vote and, with options and replies, for comparison."""


class task(nodes.General, nodes.Element):
    """A task of a figure on the page, solved there; here it stands with its points and its state."""


class lead(nodes.General, nodes.Element):
    """What sets the scene before the sentence that asks."""


class prompt(nodes.General, nodes.TextElement):
    """The sentence that asks."""


class rest(nodes.General, nodes.Element):
    """What stands between the sentence that asks and the options: a formula, a figure."""


class option(nodes.General, nodes.TextElement):
    """One answer on offer."""


class reply(nodes.General, nodes.Element):
    """What the reader is told after the answers named in its attribute `answers`."""


class Wrong(Exception):
    """The source of a question is wrong: what is wrong, and in which line."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass
class Item:
    """One item of a directive's list: a mark, the answer (first line) and the feedback (all below it)."""

    mark: str | None
    answer: list[nodes.Node]
    feedback: list[nodes.Node]
    line: int | None

    @property
    def text(self) -> str:
        """The answer as plain text."""
        return "".join(node.astext() for node in self.answer).strip()


def told(answer: str, right: bool, content: list[nodes.Node]) -> reply:
    """Return the reply, which may be empty, to an answer."""
    return reply("", *content, answer=answer, right=right)


def read_item(item: nodes.Element) -> Item:
    """Take one list item apart."""
    first = item.children[0] if item.children else None
    if not isinstance(first, nodes.paragraph):
        raise Wrong("an item of its list has no text", item.line)
    answer, below = split_at_newline(first)
    mark = None
    if answer and isinstance(answer[0], nodes.Text) and (found := MARK.match(answer[0])):
        mark = found[1].lower()
        answer[0] = nodes.Text(answer[0][found.end() :])
    feedback = [nodes.paragraph("", "", *below)] if below else []
    return Item(mark, answer, feedback + item.children[1:], first.line or item.line)


def split_at_newline(paragraph: nodes.paragraph) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Split a paragraph's content at the end of its first line."""
    children = list(paragraph.children)
    for i, child in enumerate(children):
        if isinstance(child, nodes.Text) and "\n" in child:
            before, after = child.split("\n", 1)
            return [*children[:i], nodes.Text(before)], [nodes.Text(after), *children[i + 1 :]]
    return children, []


def ask(parent: nodes.Element, content: list[nodes.Node]) -> None:
    """Put the prompt's blocks under a question: the last paragraph is the sentence that asks."""
    paragraphs = [i for i, node in enumerate(content) if isinstance(node, nodes.paragraph)]
    if not paragraphs:
        raise Wrong("has no prompt; ask something in a paragraph before the list")
    at = paragraphs[-1]
    if content[:at]:
        parent += lead("", *content[:at])
    parent += prompt("", "", *content[at].children)
    if content[at + 1 :]:
        parent += rest("", *content[at + 1 :])


def offer(parent: nodes.Element, items: Iterable[Item]) -> None:
    """Put the options under a question."""
    parent.extend(option("", "", *item.answer) for item in items)


def name_of(directive: SphinxDirective, such: str) -> str:
    """Return a directive's id."""
    if not directive.arguments:
        raise Wrong(f"has no id; write one after its name, as in {{{directive.name}}} {such}")
    if not NAME.fullmatch(directive.arguments[0]):
        raise Wrong("an id is made of letters, digits, - and _")
    return directive.arguments[0]


class Asking(SphinxDirective):
    """What `question` and `predict` have in common: an id, a prompt, a list of options."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the node, or warn where the source is wrong and return nothing."""
        source, line = self.get_source_info()
        try:
            node = self.build()
            node["id"] = self.arguments[0]
            node.source, node.line = source, line
            note(self.env, node)
        except Wrong as wrong:
            name = f' "{self.arguments[0]}"' if self.arguments else ""
            warn(f"{self.name}{name}: {wrong}.", source, wrong.line or line)
            return []
        return [node]

    def build(self) -> nodes.Element:
        """Read the source into a node."""
        raise NotImplementedError

    def read(self, node: nodes.Element) -> list[Item]:
        """Check the id, put the prompt under the node and return the items of the list."""
        name_of(self, "ricardo-band")
        content = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, content)
        blocks = [child for child in content.children if not isinstance(child, nodes.comment)]
        if not blocks or not isinstance(blocks[-1], nodes.bullet_list):
            raise Wrong("must end with a list of options, each beginning with a dash")
        ask(node, blocks[:-1])
        items = [read_item(item) for item in blocks[-1].children]
        for item in items:
            if not item.text and item.mark not in ("else", "right"):
                raise Wrong("an item of its list has no text", item.line)
        return items


class Predict(Asking):
    """A prediction to commit to before the model is moved; it is kept and not marked."""

    def build(self) -> predict:
        """Read the source into a node."""
        node = predict(kind="predict", points=0)
        items = self.read(node)
        for item in items:
            if item.mark is not None:
                raise Wrong(f"a prediction is not marked; leave out [{item.mark}]", item.line)
        if len(items) < 2:
            raise Wrong("offers fewer than two options")
        offer(node, items)
        node.extend(told(str(i), False, item.feedback) for i, item in enumerate(items))
        node["print"] = scramble(ascii([item.text for item in items]))
        return node


class Prediction(SphinxDirective):
    """The place where the reader meets her prediction again."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the node; `join_predictions` fills it."""
        node = prediction(id=self.arguments[0])
        node.source, node.line = self.get_source_info()
        return [node]


class Task(SphinxDirective):
    """A task of a figure, named FIGURE/TASK, that counts; what it asks is known to who makes the figure."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys(("points", "objective"), directives.unchanged)

    def run(self) -> list[nodes.Node]:
        """Return the node, or warn where the source is wrong and return nothing."""
        node = task(kind="task", id=self.arguments[0] if self.arguments else "")
        node.source, node.line = self.get_source_info()
        try:
            if not re.fullmatch(f"{NAME.pattern}/{NAME.pattern}", node["id"]):
                raise Wrong("needs the names of a figure and of its task, as in {task} ricardo/nothing")
            count_for(node, self.options)
            node["prompt"] = tell(self.env, "selfcheck-task", *node["id"].split("/")) or node["id"]
            note(self.env, node)
        except Wrong as wrong:
            name = f' "{node["id"]}"' if node["id"] else ""
            warn(f"task{name}: {wrong}.", node.source, node.line)
            return []
        return [node]


class Question(Asking):
    """A marked question; a number may come again with fresh numbers."""

    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("kind", "points", "objective", "tolerance", "unit", "draw"), directives.unchanged
    )

    def build(self) -> question:
        """Read the source into a node."""
        kind = self.options.get("kind", "").strip()
        if kind not in KINDS:
            said = f"unknown kind {kind}" if kind else "has no kind"
            raise Wrong(f"{said}; write :kind: and one of {', '.join(KINDS)}")
        for name in ("tolerance", "unit", "draw"):
            if name in self.options and kind != "number":
                raise Wrong(f":{name}: belongs to a number, not to kind {kind}")
        node = question(kind=kind)
        count_for(node, self.options)
        if "draw" in self.options:
            self.draw(node)
        else:
            judge(node, self.read(node), self.options)
        return node

    def draw(self, node: question) -> None:
        """Read the source once for each set of numbers: the first is the question, the others are practice."""
        said: dict[str, str] = {}
        for row in self.rows():
            into = variant(kind="number") if said else node
            with drawn(self.env, row) as found:
                try:
                    items = self.read(into)
                    if found.wrong:
                        raise found.wrong[0]
                    judge(into, items, self.options)
                    if any(into.findall(nodes.problematic)):
                        raise Wrong("a number in it cannot be written")
                except Wrong as wrong:
                    raise Wrong(f"{wrong}; so it is with {row.said}", wrong.line) from None
            text = asking(into)
            if text in said:
                raise Wrong(f"asks the same with {said[text]} and with {row.said}", self.option_line("draw"))
            said[text] = row.said
            if into is not node:
                node += into

    def rows(self) -> list[Row]:
        """Return the sets of numbers, the first of them first."""
        names = self.env.app.events.emit_firstresult("selfcheck-names") or {}
        try:
            return draw(self.options["draw"], names, self.arguments[0] if self.arguments else "")
        except Undrawn as error:
            raise Wrong(f"nothing can be drawn: {error}", self.option_line("draw")) from None

    def option_line(self, name: str) -> int | None:
        """Return the line of an option: they stand below the directive's first line, one in each."""
        _, first = self.get_source_info()
        return first and first + 1 + list(self.options).index(name)


@dataclass
class Drawn:
    """What holds while a question is read with one set of numbers, and what was wrong with it."""

    names: dict[str, Any]
    wrong: list[Wrong] = field(default_factory=list)


@contextmanager
def drawn(env: BuildEnvironment, row: Row) -> Iterator[Drawn]:
    """Let the numbers of a question be those of a row: for our role, and for the book's own."""
    names = env.app.events.emit_firstresult("selfcheck-names") or {}
    env.temp_data["selfcheck_drawn"] = found = Drawn(names | row)
    env.app.emit("selfcheck-drawn", row)
    try:
        yield found
    finally:
        del env.temp_data["selfcheck_drawn"]
        env.app.emit("selfcheck-drawn", None)


class DrawnRole(SphinxRole):
    """Writes a drawn number: EXPRESSION; FORMAT, the format being that of an f-string."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number as text."""
        drawn = self.env.temp_data.get("selfcheck_drawn")
        try:
            if drawn is None:
                raise Undrawn("there is nothing drawn here")
            return [nodes.Text(written(self.text, drawn.names))], []
        except Undrawn as error:
            source, line = self.get_source_info()
            if drawn is None:
                warn(f"drawn `{self.text}`: {error}.", source, line)
            else:  # said once, with the numbers for which it is so
                drawn.wrong.append(Wrong(f"`{self.text}` {error}", line))
            return [nodes.problematic(self.rawtext, self.text)], []


def judge(node: nodes.Element, items: list[Item], options: dict[str, str]) -> None:
    """Put options and replies under a question, and its print."""
    if node["kind"] == "number":
        node["tolerance"], node["unit"] = options.get("tolerance"), options.get("unit", "").strip()
    key = KINDS[node["kind"]](node, items)
    offered = sum(isinstance(child, option) for child in node.children)
    # an answer kept for another version is not shown
    node["print"] = scramble(f"{node['kind']}|{offered}|{key}")


def choice(node: nodes.Element, items: list[Item]) -> str:
    """One right option; every wrong one has feedback."""
    right = marked(items, "x", " ")
    if len(right) != 1:
        raise Wrong(
            f"{count(right)}, and a choice has exactly one; mark it with [x], or write :kind: choices"
        )
    for i, item in enumerate(items):
        if i not in right:
            needs_feedback(item)
        node += told(str(i), i in right, item.feedback)
    offer(node, items)
    return str(right[0])


def choices(node: nodes.Element, items: list[Item]) -> str:
    """Several right options; every wrong one has feedback; [else] answers one that misses a right one."""
    offered, special = set_apart(items, "else", "right")
    right = marked(offered, "x", " ")
    if not right:
        raise Wrong(f"{count(right)}; mark at least one with [x]")
    praise = [block for i in right for block in offered[i].feedback] + special.get("right", [])
    key = f"set {','.join(map(str, right))}"
    node += told(key, True, praise)
    for i, item in enumerate(offered):
        if i not in right:
            needs_feedback(item)
            node += told(str(i), False, item.feedback)
    if "else" in special:
        node += told("else", False, special["else"])
    offer(node, offered)
    return key


def number(node: nodes.Element, items: list[Item]) -> str:
    """A number within a tolerance; known wrong numbers have their feedback, all others that of [else]."""
    numbers, special = set_apart(items, "else")
    right = marked(numbers, "x", " ", least=1)
    if len(right) != 1:
        raise Wrong(f"{count(right)}, and a number has exactly one; mark it with [x]")
    if "else" not in special:
        raise Wrong("has no feedback for other wrong numbers; add an item that begins with [else]")
    if node["tolerance"] is None:
        raise Wrong("has no tolerance; write one, as in :tolerance: 0.05")
    tolerance = read_number(node["tolerance"])
    if tolerance is None or tolerance <= 0:
        raise Wrong(f"its tolerance must be a number above 0, not {node['tolerance'] or 'nothing'}")
    values = [value_of(item, tolerance, node["unit"]) for item in numbers]
    answer = values[right[0]]
    node["width"], node["offsets"], key = grid(answer, tolerance)[0], [], ""
    for i, (item, value) in enumerate(zip(numbers, values, strict=True)):
        if i not in right:
            needs_feedback(item)
            if abs(value - answer) <= tolerance:
                raise Wrong(
                    f"the wrong number {item.text} lies within the tolerance of the right one", item.line
                )
            if any(abs(value - other) <= 1e-6 * tolerance for other in values[:i]):
                raise Wrong(f"the number {item.text} stands there twice", item.line)
        width, offset = grid(value, tolerance)
        node["offsets"].append(offset)
        row = f"{i} {cell(value, width, offset)}"
        node += told(row, i in right, item.feedback)
        key = row if i in right else key
    node += told("else", False, special["else"])
    # The row counts whole cells: two answers less than a cell apart have one row and different offsets.
    return f"{key} {width} {node['offsets'][right[0]]}"


def order(node: nodes.Element, items: list[Item]) -> str:
    """Options to be put in order: each is marked with its place."""
    offered, special = set_apart(items, "else", "right")
    places = []
    for item in offered:
        if item.mark is None or not item.mark.isdigit():
            raise Wrong(f'"{item.text}" has no place; begin it with [1], [2] and so on', item.line)
        places.append(int(item.mark))
    if len(offered) < 2:
        raise Wrong("offers fewer than two options")
    if sorted(places) != list(range(1, len(places) + 1)):
        raise Wrong(f"its places must be the numbers from 1 to {len(places)}, each once")
    if places == sorted(places):
        raise Wrong("its options already stand in the right order; write them in another")
    if "else" not in special:
        raise Wrong("has no feedback for a wrong order; add an item that begins with [else]")
    key = ",".join(str(places.index(place)) for place in sorted(places))
    node += told(key, True, special.get("right", []))
    node += told("else", False, special["else"])
    for item in offered:
        if item.feedback:
            raise Wrong(
                f'"{item.text}" has feedback of its own; in an order only [else] and [right] have',
                item.line,
            )
    offer(node, offered)
    return key


def marked(items: list[Item], *marks: str, least: int = 2) -> list[int]:
    """Check that every item carries one of the marks and return the indices of the right ones."""
    for item in items:
        if item.mark not in marks:
            said = f"carries [{item.mark}]" if item.mark else "carries no mark"
            raise Wrong(
                f'"{item.text}" {said}; begin it with [x] if it is right, [ ] if it is wrong', item.line
            )
    if len(items) < least:
        raise Wrong("offers fewer than two options")
    return [i for i, item in enumerate(items) if item.mark == "x"]


def set_apart(items: list[Item], *marks: str) -> tuple[list[Item], dict[str, list[nodes.Node]]]:
    """Separate the options from the items that are feedback as a whole."""
    special: dict[str, list[nodes.Node]] = {}
    for item in items:
        if item.mark in marks:
            if item.mark in special:
                raise Wrong(f"has two items that begin with [{item.mark}]", item.line)
            said = [nodes.paragraph("", "", *item.answer)] if item.text else []
            special[item.mark] = said + item.feedback
            if not special[item.mark]:
                raise Wrong(f"says nothing after [{item.mark}]", item.line)
    return [item for item in items if item.mark not in marks], special


def value_of(item: Item, tolerance: float, unit: str) -> float:
    """Return the number that an item offers."""
    value = read_number(item.text, unit)
    if value is None:
        raise Wrong(f'"{item.text}" is not a number; write one such as 9.5, -3 or 5/6', item.line)
    if abs(value) > 1e8 * tolerance:
        raise Wrong(f"its tolerance is too small to tell numbers of the size of {item.text} apart")
    return value


KINDS = {"choice": choice, "choices": choices, "number": number, "order": order}


def needs_feedback(item: Item) -> None:
    """Refuse a wrong answer that nobody explains."""
    if not item.feedback:
        raise Wrong(f'the wrong answer "{item.text}" has no feedback; write it below, indented', item.line)


def count(right: list[int]) -> str:
    """Say how many answers are marked as right."""
    return f"{len(right) or 'no'} answer{'s are' if len(right) > 1 else ' is'} marked as right"


def count_for(node: nodes.Element, options: dict[str, str]) -> None:
    """Read what a question or task counts, nothing unless said, and for which objective."""
    points = options.get("points", "none").strip()
    if points != "none" and (not re.fullmatch("[0-9]+", points) or int(points) == 0):
        raise Wrong(
            f"its points must be a whole number of at least 1, not {points or 'nothing'}; "
            "leave :points: out for practice"
        )
    node["points"] = 0 if points == "none" else int(points)
    node["objective"] = options.get("objective", "").strip() or None


def tell(env: BuildEnvironment, event: str, *of: str) -> str | None:
    """Ask the book for a text that only it knows; None if it does not say."""
    try:
        return env.app.events.emit_firstresult(event, *of, allowed_exceptions=(LookupError,))
    except LookupError as unknown:
        raise Wrong(unknown.args[0]) from None


def note(env: BuildEnvironment, node: nodes.Element) -> None:
    """Note on which page, and where in its source, the book asks this."""
    entry = {key: node.get(key) for key in ("id", "kind", "points", "objective", "print")}
    if entry["objective"]:
        entry["aim"] = tell(env, "selfcheck-objective", env.docname, entry["objective"]) or entry["objective"]
    entry |= {
        "step": bool(node.get("step")),
        "drawn": any(isinstance(child, variant) for child in node.children),
    }
    entry["text"] = node["prompt"] if "prompt" in node else asking(node)
    if isinstance(node, predict):
        entry["options"] = [in_words(child) for child in node.children if isinstance(child, option)]
    asked(env).setdefault(env.docname, []).append(entry | {"source": node.source, "line": node.line})


def asking(node: nodes.Element) -> str:
    """Return all that a question asks, as text in one line."""
    return " ".join(in_words(child) for child in node.children if isinstance(child, lead | prompt | rest))


def in_words(said: nodes.Element) -> str:
    """Return text without markup, in one line; a formula is written so that it can be read in a mail."""
    said = said.deepcopy()
    for formula in list(said.findall(lambda node: isinstance(node, nodes.math | nodes.math_block))):
        formula.replace_self(nodes.Text(in_text(formula.astext())))
    blocks = said.children if isinstance(said, lead | rest) else [said]
    return " ".join(" ".join(block.astext() for block in blocks).split())


def warn(message: str, source: str | None, line: int | None) -> None:
    """Warn at a place in the source; -W makes it an error."""
    logger.warning(message, location=f"{source}:{line}" if line else source, type="selfcheck")


def asked(env: BuildEnvironment) -> dict[str, list[dict[str, Any]]]:
    """Return what the book asks, by page: id, kind, points, objective, source and line of each."""
    if not hasattr(env, "selfcheck_asked"):
        env.selfcheck_asked = {}
    return env.selfcheck_asked


def forget_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget what a page asked before it is read again."""
    asked(env).pop(docname, None)


def merge_pages(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what a parallel reader found."""
    asked(env).update({name: found for name, found in asked(other).items() if name in docnames})


def check_ids(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn where an id is used a second time in the book."""
    seen: dict[str, dict[str, Any]] = {}
    for docname in sorted(asked(env)):
        for entry in asked(env)[docname]:
            first = seen.setdefault(entry["id"], entry)
            if first is not entry:
                place = f"{first['source']}:{first['line']}"
                warn(
                    f'the id "{entry["id"]}" is used twice; first at {place}.', entry["source"], entry["line"]
                )


def join_predictions(app: Sphinx, doctree: nodes.document) -> None:
    """Give every `prediction` the options and replies of its `predict`, which stands on the same page."""
    made = {node["id"]: node for node in doctree.findall(predict)}
    shown = set()
    for node in doctree.findall(prediction):
        if node["id"] not in made:
            warn(f'prediction "{node["id"]}": no predict on this page has this id.', node.source, node.line)
            continue
        node["anchor"] = "" if node["id"] in shown else f"sc-again-{node['id']}"
        shown.add(node["id"])
        node += [
            child.deepcopy()
            for child in made[node["id"]].children
            if isinstance(child, prompt | option | reply)
        ]
    for entry in asked(app.env).get(app.env.docname, []):
        entry["again"] = entry["kind"] == "predict" and entry["id"] in shown
    for name, node in made.items():
        said = [child for child in node.children if isinstance(child, reply)]
        if name not in shown and any(child.children for child in said):
            warn(
                f'predict "{name}": its feedback is never shown; add {{prediction}} {name}.',
                node.source,
                node.line,
            )
        for child in said:
            node.remove(child)


def register(app: Sphinx) -> None:
    """Register directives and checks with Sphinx."""
    app.add_directive("question", Question)
    app.add_directive("predict", Predict)
    app.add_directive("prediction", Prediction)
    app.add_directive("task", Task)
    # (app, figure, task) → what it asks, (app, page, objective) → its text; LookupError(sentence) if there is none
    app.add_event("selfcheck-task")
    app.add_event("selfcheck-objective")
    # (app) → the names that a draw may speak of; (app, row) the numbers that hold from here on, None for the page's own
    app.add_event("selfcheck-names")
    app.add_event("selfcheck-drawn")
    app.add_role("drawn", DrawnRole())
    app.connect("doctree-read", join_predictions)
    app.connect("env-purge-doc", forget_page)
    app.connect("env-merge-info", merge_pages)
    app.connect("env-check-consistency", check_ids)
