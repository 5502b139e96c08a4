"""A worked example whose last steps the reader fills in: as blanks in the page, as a list with its answers on paper."""

import re
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives as rst
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from . import directives as d
from .page import html, plain
from .words import words_for

TOLERANCE = re.compile(r"(?P<number>.+?)\s*(?:±|\+/-)\s*(?P<tolerance>\S+)\s*(?P<unit>.*)", re.DOTALL)


class worked(nodes.General, nodes.Element):
    """A worked example: what sets the scene, then its steps."""


class step(nodes.General, nodes.Element):
    """One step: what it says; or a question, and below it (`full`) the step as it should be."""


class full(nodes.General, nodes.Element):
    """A step that the reader fills in, filled in: right answer and reason."""


class Worked(SphinxDirective):
    """A worked example; each step that ends with a list of answers is the reader's to fill in."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {"objective": rst.unchanged}

    def run(self) -> list[nodes.Node]:
        """Return the node, or warn where the source is wrong and return nothing."""
        source, line = self.get_source_info()
        asked: list[d.question] = []
        try:
            node = self.build(asked)
            for one in asked:
                one.source, one.line = source, line
                d.note(self.env, one)
        except d.Wrong as wrong:
            name = f' "{self.arguments[0]}"' if self.arguments else ""
            d.warn(f"worked{name}: {wrong}.", source, wrong.line or line)
            return []
        return [node]

    def build(self, asked: list[d.question]) -> worked:
        """Read the source into a node; add what it asks to `asked`."""
        name = d.name_of(self, "ricardo-labour")
        content = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, content)
        blocks = [child for child in content.children if not isinstance(child, nodes.comment)]
        if not blocks or not isinstance(blocks[-1], nodes.enumerated_list):
            raise d.Wrong("must end with its steps, a numbered list")
        node = worked(id=name)
        node += blocks[:-1]
        items = blocks[-1].children
        for i, item in enumerate(items, 1):
            last = item.children[-1] if item.children else None
            blank = isinstance(last, nodes.bullet_list) and any(
                d.read_item(one).mark for one in last.children
            )
            if blank:
                asked.append(self.question(item, f"{name}-{i}"))
                node += step("", asked[-1], full("", *filled(asked[-1])))
            elif asked:
                raise d.Wrong(
                    f"step {i} is told and the one before it is not; the last steps are the reader’s",
                    item.children[0].line if item.children else None,
                )
            else:
                node += step("", *item.children)
        if not asked:
            raise d.Wrong("leaves no step to the reader; end the last one with a list of answers")
        if len(asked) == len(items):
            raise d.Wrong("tells no step; it is then a question")
        return node

    def question(self, item: nodes.Element, name: str) -> d.question:
        """Return the question that a step asks: a number if its right answer has a tolerance, else a choice."""
        items = [d.read_item(one) for one in item.children[-1].children]
        right = next((one for one in items if one.mark == "x"), None)
        found = TOLERANCE.fullmatch(right.text) if right else None
        node = d.question(kind="number" if found else "choice", id=name, step=True)
        d.count_for(node, self.options)
        if found:
            right.answer = [nodes.Text(found["number"])]
        kept = [block.deepcopy() for block in right.answer + right.feedback] if right else []
        try:
            d.ask(node, item.children[:-1])
            d.judge(node, items, found.groupdict() if found else {})
            if not right.feedback:
                raise d.Wrong("its right answer does not say why", right.line)
        except d.Wrong as wrong:
            line = wrong.line or item.children[0].line
            raise d.Wrong(f"step {name.rpartition('-')[2]}: {wrong}", line) from None
        answer, reason = kept[: len(right.answer)], kept[len(right.answer) :]
        unit = [nodes.Text(f" {node['unit']}")] if node.get("unit") else []
        node["filled"] = nodes.Element(
            "", nodes.paragraph("", "", nodes.strong("", "", *answer, *unit)), *reason
        )
        return node


def filled(node: d.question) -> list[nodes.Node]:
    """Take from a step's question what the step says when it is filled in."""
    content = node["filled"].children
    del node["filled"]
    return content


def visit_worked(self: HTML5Translator, node: worked) -> None:
    """Write a worked example as a list of steps, the last of them forms."""
    words = words_for(self.config)
    steps = [child for child in node.children if isinstance(child, step)]
    told = [child for child in steps if not isinstance(child.children[0], d.question)]
    items = [f"<li>{html(self, child.children)}</li>" for child in told]
    for child in steps[len(told) :]:
        asked, solution = child.children
        items.append(
            f'<li class="sc-blank">{html(self, [asked])}<details class="sc-full"><summary>{words["full"]}</summary>'
            f"{html(self, solution.children)}</details></li>"
        )
    blanks = len(steps) - len(told)
    yours = words["fill_one"] if blanks == 1 else words["fill_more"].format(n=blanks)
    self.body.append(f"""
<div class="sc sc-worked" id="sc-{escape(node["id"])}">
{html(self, [child for child in node.children if not isinstance(child, step)])}
<p class="sc-soft sc-yours">{yours}</p>
<ol class="sc-steps" role="list">{"".join(items)}</ol>
</div>
""")
    raise nodes.SkipNode


class PaperWorked(SphinxPostTransform):
    """Outside HTML, print the steps with their blanks, and the filled ones at the end."""

    default_priority = 399  # before the questions in it are replaced

    def run(self, **kwargs: Any) -> None:
        """Replace our nodes by those that every writer knows."""
        if self.app.builder.format in ("", "html"):
            return
        words = words_for(self.config)
        for node in list(self.document.findall(worked)):
            steps, solutions = nodes.enumerated_list(), []
            for i, child in enumerate([one for one in node.children if isinstance(one, step)], 1):
                asks = isinstance(child.children[0], d.question)
                content = plain(child.children[0], words) if asks else child.children
                steps += nodes.list_item("", *content)
                if asks:
                    lead = nodes.paragraph("", words["full_step"].format(n=i))
                    solutions += [lead, *child.children[1].children]
            before = [one for one in node.children if not isinstance(one, step)]
            node.replace_self([*before, steps, *solutions])


def register(app: Sphinx) -> None:
    """Register directive, nodes and writers with Sphinx."""
    app.add_directive("worked", Worked)
    app.add_node(worked, html=(visit_worked, None))
    app.add_node(step)
    app.add_node(full)
    app.add_post_transform(PaperWorked)
