"""Draw questions and predictions: as forms for a browser, as plain text and lists for every other format."""

import json
import re
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from . import directives as d
from .obfuscate import lock
from .progress import plain_progress, progress
from .words import words_for

WORDS_AND_BETWEEN = re.compile(r"[A-Za-z0-9_.]+|[^A-Za-z0-9_.]+")
CHANGED = "\x01"
"""Begins a reply that is written by its changes."""


def children(node: nodes.Element, kind: type[nodes.Element]) -> list[nodes.Element]:
    """Return a node's children of one kind."""
    return [child for child in node.children if isinstance(child, kind)]


def html(translator: HTML5Translator, content: list[nodes.Node]) -> str:
    """Translate nodes into HTML without leaving them in the page."""
    start = len(translator.body)
    for node in content:
        node.walkabout(translator)
    written = "".join(translator.body[start:])
    del translator.body[start:]
    moved = getattr(translator, "selfcheck_moved", None)  # on a page where questions of others come again
    return moved(written) if moved else written


def inside(translator: HTML5Translator, node: nodes.Element, kind: type[nodes.Element]) -> str:
    """Translate what a node's children of one kind contain."""
    return "".join(html(translator, child.children) for child in children(node, kind))


def spoken(translator: HTML5Translator, content: list[nodes.Node]) -> str:
    """Translate a reply; its first paragraph is left open, to follow the verdict in the same line."""
    if content and isinstance(content[0], nodes.paragraph):
        return html(translator, content[0].children) + "</p>" + html(translator, content[1:])
    return "</p>" + html(translator, content)


def data(values: dict[str, Any]) -> str:
    """Write values as an attribute that the script reads."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return "data-sc='" + escape(text, quote=False).replace("'", "&#39;") + "'"


def amount(points: float, words: dict[str, str]) -> str:
    """Say how many points: 1 point, 2 points, ½ point."""
    whole, half = divmod(points, 1)
    n = f"{int(whole) or (0 if not half else '')}{'½' if half else ''}"
    return words["point" if 0 < points <= 1 else "points"].format(n=n)


def replies(translator: HTML5Translator, node: nodes.Element) -> dict[str, tuple[bool, str]]:
    """Return the replies of a question, or of one of its variants: by answer, whether it is right and what is said."""
    return {
        one["answer"]: (one["right"], spoken(translator, one.children).rstrip())
        for one in children(node, d.reply)
    }


def by_changes(text: str, of: str, answer: str) -> str:
    """Write a reply as what changes in that of another answer, which holds most of it already; see `unlock` in the script."""
    here, there = (WORDS_AND_BETWEEN.findall(one) for one in (text, of))
    if len(here) != len(there):
        return text
    changes = [(i, word) for i, (word, other) in enumerate(zip(here, there, strict=True)) if word != other]
    return CHANGED + json.dumps([answer, *changes], ensure_ascii=False, separators=(",", ":"))


def parts(translator: HTML5Translator, node: nodes.Element) -> list[str]:
    """Return what a question asks in three parts: lead, prompt, rest."""
    return [inside(translator, node, kind) for kind in (d.lead, d.prompt, d.rest)]


def fresh(translator: HTML5Translator, node: d.question, asks: list[str]) -> list[dict[str, Any]]:
    """Return a question's variants, numbered from 1: what each asks differently, where its answers lie, its replies."""
    first = replies(translator, node)
    found = []
    for i, one in enumerate(children(node, d.variant), 1):
        rows = {
            answer: (right, by_changes(text, of, known))
            for (answer, (right, text)), (known, (_, of)) in zip(
                replies(translator, one).items(), first.items(), strict=True
            )
        }
        differs = [
            other if other != same else None for other, same in zip(parts(translator, one), asks, strict=True)
        ]
        found.append({"asks": differs, "offsets": one["offsets"], "table": lock(f"{node['id']} {i}", rows)})
    return found


def visit_question(self: HTML5Translator, node: d.question) -> None:
    """Write a question as a form."""
    words = words_for(self.config)
    name = f"sc-{node['id']}"
    options = [html(self, child.children).strip() for child in children(node, d.option)]
    asks = parts(self, node)
    keys = ("id", "kind", "points", "objective", "print", "unit", "width", "offsets")
    published = {key: node[key] for key in keys if node.get(key)} | {
        "table": lock(node["id"], replies(self, node))
    }
    before, prompt, between = asks
    others = ""
    if more := fresh(self, node, asks):
        published["fresh"] = more
        before, between = (f'<div class="sc-part">{one}</div>' for one in (before, between))
        others = "".join(
            f'<button type="button" class="sc-button {kind}" hidden>{words[word]}</button>'
            for kind, word in (("sc-another", "another"), ("sc-first", "first_one"))
        )
    if node["kind"] == "number":
        unit = f'<span class="sc-unit">{escape(node["unit"])}</span>' if node["unit"] else ""
        field = f'<input type="text" name="{name}" spellcheck="false">'
        answer = (
            f'<label class="sc-number"><span class="sc-soft">{words["answer"]}</span> {field} {unit}</label>'
        )
    elif node["kind"] == "order":
        moves = "".join(
            f'<button type="button" class="sc-button sc-move" value="{step}" disabled>'
            f'<span aria-hidden="true">{sign}</span><span class="sc-hidden">{word}: {{item}}</span></button>'
            for step, sign, word in ((-1, "↑", words["up"]), (1, "↓", words["down"]))
        )
        answer = "".join(
            f'<li data-i="{i}"><span class="sc-text">{text}</span>{moves.replace("{item}", text)}</li>'
            for i, text in enumerate(options)
        )
        answer = f'<ol class="sc-order">{answer}</ol>'
    else:
        box = "radio" if node["kind"] == "choice" else "checkbox"
        answer = "\n".join(
            f'<label class="sc-option"><input type="{box}" name="{name}" value="{i}">'
            f'<span class="sc-text">{text}</span></label>'
            for i, text in enumerate(options)
        )
    several, describes = "", ""
    if node["kind"] == "choices":
        several = f'<p class="sc-soft sc-several" id="{name}-several">{words["several"]}</p>'
        describes = f' aria-describedby="{name}-several"'
    counts = (
        words["offer"].format(points=amount(node["points"], words)) if node["points"] else words["practice"]
    )
    self.body.append(f"""
<form class="sc sc-question{" sc-step" if node.get("step") else ""}" id="{name}" autocomplete="off" novalidate {data(published)}>
{before}
<fieldset{describes}><legend>{prompt}</legend>
{between}{several}{answer}
</fieldset>
<div class="sc-row"><button type="submit" class="sc-button sc-check" disabled>{words["check"]}</button>
<span class="sc-points sc-soft">{counts}</span></div>
<div class="sc-status" role="status"></div>{others and f'<div class="sc-row sc-others">{others}</div>'}
<noscript><p class="sc-soft">{words["noscript"]}</p></noscript>
</form>
""")
    raise nodes.SkipNode


def leave_out(self: HTML5Translator, node: nodes.Element) -> None:
    """Write nothing: what stands here is written where it belongs."""
    raise nodes.SkipNode


def votes(translator: HTML5Translator, node: nodes.Element) -> str:
    """Write the options of a prediction as a group of buttons."""
    buttons = "\n".join(
        f'<button type="button" class="sc-button" value="{i}" aria-pressed="false" disabled>'
        f"{html(translator, child.children).strip()}</button>"
        for i, child in enumerate(children(node, d.option))
    )
    return f'<div class="sc-buttons">{buttons}</div>'


def visit_predict(self: HTML5Translator, node: d.predict) -> None:
    """Write a prediction as a group of buttons."""
    words = words_for(self.config)
    published = {key: node[key] for key in ("id", "print")}
    self.body.append(f"""
<div class="sc sc-predict" id="sc-{node["id"]}" data-prediction {data(published)}>
{inside(self, node, d.lead)}
<fieldset><legend><strong>{words["predict"]}</strong>
<span data-prediction-question>{inside(self, node, d.prompt)}</span></legend>
{inside(self, node, d.rest)}{votes(self, node)}
</fieldset>
<div class="sc-status" role="status"></div>
<noscript><p class="sc-soft">{words["noscript_predict"]}</p></noscript>
</div>
""")
    raise nodes.SkipNode


def visit_prediction(self: HTML5Translator, node: d.prediction) -> None:
    """Write the place where a prediction is shown again, and a second vote is asked for."""
    words = words_for(self.config)
    target = f"sc-{node['id']}"
    said = [
        f"<strong class='sc-said'>{html(self, c.children).strip()}:</strong>"
        for c in children(node, d.option)
    ]
    cases = "\n".join(
        f'<div class="sc-case" data-i="{i}"><p>{said[i]} {spoken(self, case.children)}</div>'
        for i, case in enumerate(children(node, d.reply))
        if case.children
    )
    compare = f"<details><summary>{words['compare']}</summary>\n{cases}</details>" if cases else ""
    anchor = f' id="{node["anchor"]}"' if node["anchor"] else ""
    self.body.append(f"""
<div class="sc sc-prediction"{anchor} data-for="{target}">
<p class="sc-mine" role="status" aria-live="off">{words["unpredicted"]} <a href="#{target}">{words["back"]}</a></p>
<fieldset class="sc-revote" hidden><legend><strong>{words["again"]}</strong> {inside(self, node, d.prompt)}</legend>
{votes(self, node)}</fieldset>
{compare}
</div>
""")
    raise nodes.SkipNode


def visit_task(self: HTML5Translator, node: d.task) -> None:
    """Write a figure's task with its points and the place for its state."""
    words = words_for(self.config)
    figure, name = node["id"].split("/")
    published = {key: node[key] for key in ("id", "points", "objective") if node.get(key)}
    counts = amount(node["points"], words) if node["points"] else words["practice"]
    self.body.append(f"""
<div class="sc sc-task" id="sc-task-{figure}-{name}" {data(published)}>
<p><strong>{words["task"]}</strong> {escape(node["prompt"])}</p>
<p class="sc-soft"><span class="sc-points">{counts}</span>. <span class="sc-state" role="status"></span></p>
<noscript><p class="sc-soft">{words["noscript_task"]}</p></noscript>
</div>
""")
    raise nodes.SkipNode


class PlainText(SphinxPostTransform):
    """Outside HTML, print prompt and options; who reads paper compares with the page."""

    default_priority = 400

    def run(self, **kwargs: Any) -> None:
        """Replace our nodes by those that every writer knows."""
        if self.app.builder.format in (
            "",
            "html",
        ):  # "" is for builders that write no text, such as linkcheck
            return
        words = words_for(self.config)
        for node in list(self.document.findall(d.prediction)):
            node.parent.remove(node)
        for node in list(self.document.findall(progress)):
            node.replace_self(plain_progress(self.env, node, words))
        for node in list(self.document.findall(d.task)):
            counts = f" ({amount(node['points'], words)})" if node["points"] else ""
            asks = [nodes.strong("", words["task"]), nodes.Text(f" {node['prompt']}{counts}")]
            node.replace_self(nodes.paragraph("", "", *asks))
        for kind in (d.question, d.predict):
            for node in list(self.document.findall(kind)):
                node.replace_self(plain(node, words))


def plain(node: nodes.Element, words: dict[str, str]) -> list[nodes.Node]:
    """Return a question or prediction as paragraphs and a list."""
    asks = nodes.paragraph("", "")
    if isinstance(node, d.predict):
        asks += [nodes.strong("", words["predict"]), nodes.Text(" ")]
    asks += [kid for child in children(node, d.prompt) for kid in child.children]
    before = [kid for child in children(node, d.lead) for kid in child.children]
    between = [kid for child in children(node, d.rest) for kid in child.children]
    if node["kind"] == "choices":
        between.append(nodes.paragraph("", words["several"]))
    items = [
        nodes.list_item("", nodes.paragraph("", "", *child.children)) for child in children(node, d.option)
    ]
    if items:
        answer: nodes.Element = nodes.bullet_list("", *items, bullet="-")
    else:
        answer = nodes.paragraph("", f"{words['answer']}: …… {node['unit']}".strip())
    return [*before, asks, *between, answer]


def register(app: Sphinx) -> None:
    """Register nodes and their writers with Sphinx."""
    app.add_node(d.question, html=(visit_question, None))
    app.add_node(d.variant, html=(leave_out, None))
    app.add_node(d.predict, html=(visit_predict, None))
    app.add_node(d.prediction, html=(visit_prediction, None))
    app.add_node(d.task, html=(visit_task, None))
    app.add_post_transform(PlainText)
