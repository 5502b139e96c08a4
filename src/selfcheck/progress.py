"""Show on one page what was asked, answered and earned on many; publish for the browser what the book asks.

The table is written while the book is built, with what is asked; `static/progress.js` puts the reader's answers
beside it, exports and deletes them. `export.py` reads an export.
"""

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from .directives import asked, warn
from .words import words_for

BOOK = "selfcheck-book.js"
PREFIX = "selfcheck.book="  # before the JSON: a classic script, which a page can load from a folder too


class progress(nodes.General, nodes.Element):
    """The place of a table of what is asked on the pages that match `pages`."""


class Progress(SphinxDirective):
    """A table by page of predictions, questions, tasks and points, with export and reset."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = dict.fromkeys(("pages", "points"), directives.unchanged)

    def run(self) -> list[nodes.Node]:
        """Return the node; which pages it is about is known when all have been read."""
        source, line = self.get_source_info()
        points = self.options.get("points", "").strip()
        entry = {
            "title": self.arguments[0] if self.arguments else self.config.html_title,
            "pages": self.options.get("pages", "").strip() or "*",
            "points": int(points) if points.isascii() and points.isdigit() else None,
            "source": source,
            "line": line,
        }
        if points and entry["points"] is None:
            warn(f"progress: its points must be a whole number, not {points}.", source, line)
        if shown(self.env).setdefault(self.env.docname, entry) is not entry:
            warn("progress: there is one on this page already.", source, line)
            return []
        return [progress(title=entry["title"], pages=entry["pages"])]


def shown(env: BuildEnvironment) -> dict[str, dict[str, Any]]:
    """Return by page the progress tables of the book: title, pages, expected points, source and line."""
    if not hasattr(env, "selfcheck_shown"):
        env.selfcheck_shown = {}
    return env.selfcheck_shown


def in_order(env: BuildEnvironment) -> Iterator[str]:
    """Yield all pages, in the order of the table of contents; those that it does not name come last."""
    todo, seen = [env.config.root_doc], set()
    while todo:
        page = todo.pop(0)
        if page not in seen and page in env.found_docs:
            seen.add(page)
            yield page
            todo[:0] = env.toctree_includes.get(page, [])
    yield from sorted(env.found_docs - seen)


def matches(page: str, pattern: str) -> bool:
    """Say whether a page's name ends as the pattern says: `1-theory/*` matches book/1-theory/ricardo."""
    return PurePosixPath(page).match(pattern)


def pages_of(env: BuildEnvironment, pattern: str) -> list[str]:
    """Return in order the pages that match and ask something."""
    return [page for page in in_order(env) if asked(env).get(page) and matches(page, pattern)]


def title_of(env: BuildEnvironment, page: str) -> str:
    """Return a page's title as plain text."""
    return env.titles[page].astext() if page in env.titles else page


def progress_of(env: BuildEnvironment, page: str) -> str | None:
    """Return the page on which the progress of this page is shown: the first that names it, or shows all."""
    found = [there for there in in_order(env) if there in shown(env)]
    found.sort(key=lambda there: shown(env)[there]["pages"] == "*")
    return next((there for there in found if matches(page, shown(env)[there]["pages"])), None)


def published(env: BuildEnvironment) -> dict[str, Any]:
    """Return what the book asks: by page in the book's order, with the objectives' texts."""
    config = env.config
    keys = ("id", "kind", "points", "objective", "print", "text", "options")
    pages = [
        {
            "page": page,
            "title": title_of(env, page),
            "asked": [{key: one[key] for key in keys if one.get(key)} for one in asked(env)[page]],
        }
        for page in pages_of(env, "*")
    ]
    return {
        "version": 1,
        "book": config.selfcheck_book or config.project,
        "title": config.html_title,
        "objectives": {
            one["objective"]: one["aim"]
            for page in pages_of(env, "*")
            for one in asked(env)[page]
            if one.get("objective")
        },
        "words": words_for(config),
        "kept": config.selfcheck_also_kept,
        "pages": pages,
    }


def publish(app: Sphinx) -> None:
    """Write what the book asks into the site, for the pages that show progress and for teachers."""
    text = json.dumps(published(app.env), ensure_ascii=False, separators=(",", ":"))
    (Path(app.outdir) / "_static" / BOOK).write_text(f"{PREFIX}{text};\n", encoding="utf-8")


def check(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn where a table has no pages, or its points do not add up."""
    for entry in shown(env).values():
        points = {
            page: sum(one["points"] for one in asked(env)[page]) for page in pages_of(env, entry["pages"])
        }
        if not points:
            warn(
                f"progress: no page that asks something matches {entry['pages']}.",
                entry["source"],
                entry["line"],
            )
        elif entry["points"] not in (None, sum(points.values())):
            said = ", ".join(f"{PurePosixPath(page).name} {n}" for page, n in points.items() if n)
            warn(
                f"progress: its pages have {sum(points.values())} points, not {entry['points']} ({said}).",
                entry["source"],
                entry["line"],
            )


def outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Name the pages to be written again: those with a table, and all that ask if the tables' places changed."""
    places = {page: progress_of(env, page) for page in asked(env)}
    changed = getattr(env, "selfcheck_places", None) != places
    env.selfcheck_places = places
    return sorted({*shown(env), *(asked(env) if changed else ())})


def forget_page(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget a page's table before the page is read again."""
    shown(env).pop(docname, None)


def merge_pages(app: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    """Take over what a parallel reader found."""
    shown(env).update({page: entry for page, entry in shown(other).items() if page in docnames})


COLUMNS = {"predict": "column_made", "question": "column_right", "task": "column_solved"}


def sort_of(entry: dict[str, Any]) -> str:
    """Return in which column an entry is counted."""
    return entry["kind"] if entry["kind"] in COLUMNS else "question"


def row(entries: list[dict[str, Any]]) -> str:
    """Write what is asked as cells."""
    counts = {kind: sum(sort_of(one) == kind for one in entries) for kind in COLUMNS}
    counts["points"] = sum(one["points"] for one in entries)
    return "".join(f'<td data-count="{kind}">{n or "–"}</td>' for kind, n in counts.items())


def visit_progress(self: HTML5Translator, node: progress) -> None:
    """Write the table, what the reader predicts, and the forms for export and reset."""
    env, here = self.builder.env, self.builder.current_docname
    words = {name: escape(text) for name, text in words_for(self.config).items()}
    pages = pages_of(env, node["pages"])

    def link(page: str, anchor: str = "") -> str:
        return escape(self.builder.get_relative_uri(here, page) + anchor)

    def seen(page: str, one: dict[str, Any]) -> str:
        """Link to the place where the page answers a prediction; if it nowhere does, to the prediction."""
        title = escape(title_of(env, page))
        said, anchor = (f"{words['see']}: {title}", "#sc-again-") if one.get("again") else (title, "#sc-")
        return f'<a href="{link(page, anchor + one["id"])}">{said}</a>'

    head = "".join(
        f'<th scope="col">{words[key]}</th>' for key in ("page", *COLUMNS.values(), "column_points")
    )
    body = "".join(
        f'<tr data-page="{escape(page)}"><th scope="row"><a href="{link(page)}">{escape(title_of(env, page))}</a></th>'
        f"{row(asked(env)[page])}</tr>"
        for page in pages
    )
    total = row([one for page in pages for one in asked(env)[page]])
    predictions = "".join(
        f'<li data-predict="{one["id"]}"><p>{escape(one["text"])}</p><ul>'
        + "".join(f"<li>{escape(option)}</li>" for option in one["options"])
        + f'</ul><p class="sc-soft">{seen(page, one)}</p></li>'
        for page in pages
        for one in asked(env)[page]
        if one["kind"] == "predict"
    )
    data = json.dumps({"title": node["title"], "pages": pages, "pattern": node["pages"]}, ensure_ascii=False)
    self.body.append(f"""
<div class="sc sc-progress" id="sc-progress" data-sc='{escape(data, quote=False).replace("'", "&#39;")}'>
<p class="sc-total" hidden></p>
<noscript><p class="sc-soft">{words["noscript_progress"]}</p></noscript>
<table class="sc-table"><caption class="sc-hidden">{escape(node["title"])}</caption>
<thead><tr>{head}</tr></thead><tbody>{body}</tbody>
<tfoot><tr data-total><th scope="row">{words["total"]}</th>{total}</tr></tfoot></table>
{predicted(predictions, words)}
<div class="sc-row sc-tools" hidden>
<button type="button" class="sc-button" data-opens="export" aria-expanded="false" disabled>{words["export"]}</button>
<button type="button" class="sc-button" data-opens="reset" aria-expanded="false" disabled>{words["reset"]}</button>
</div>
<form class="sc-panel" data-panel="export" aria-label="{words["export"]}" hidden>
<p>{words["export_what"]}</p>
<p class="sc-fields"><label>{words["name"]} <input name="name" autocomplete="name"></label>
<label>{words["number_of_student"]} <input name="number" autocomplete="off"></label></p>
<label class="sc-option"><input type="checkbox" name="remember"> <span>{words["remember"]}</span></label>
<textarea readonly rows="12" spellcheck="false" aria-label="{words["export_text"]}"></textarea>
<div class="sc-row"><button type="button" class="sc-button sc-check" data-do="copy">{words["copy"]}</button>
<button type="button" class="sc-button" data-do="download">{words["download"]}</button></div>
</form>
<div class="sc-panel" data-panel="reset" role="group" aria-label="{words["reset"]}" hidden>
<p>{words["reset_what"]}</p>
<div class="sc-row"><button type="button" class="sc-button" data-do="keep">{words["keep"]}</button>
<button type="button" class="sc-button" data-do="delete">{words["delete"].format(title=escape(node["title"]))}</button>
<button type="button" class="sc-button" data-do="delete-all">{words["delete_all"]}</button></div>
</div>
<p class="sc-said-last sc-soft" role="status"></p>
</div>
""")
    raise nodes.SkipNode


def predicted(items: str, words: dict[str, str]) -> str:
    """Write the predictions, folded."""
    if not items:
        return ""
    return (
        f'<details class="sc-predictions"><summary>{words["predictions"]}</summary>'
        f'<p class="sc-soft sc-none" hidden>{words["no_predictions"]}</p><ul>{items}</ul></details>'
    )


def plain_progress(env: BuildEnvironment, node: progress, words: dict[str, str]) -> nodes.Element:
    """Return what is asked as a list, for paper."""
    items = nodes.bullet_list(bullet="-")
    for page in pages_of(env, node["pages"]):
        counts = re.findall(r'data-count="(\w+)">(\d+)', row(asked(env)[page]))
        names = COLUMNS | {"points": "column_points"}
        said = ", ".join(f"{words[names[kind]]} {n}" for kind, n in counts)
        items += nodes.list_item("", nodes.paragraph("", f"{title_of(env, page)}: {said}"))
    return items


def register(app: Sphinx) -> None:
    """Register directive, node and checks with Sphinx."""
    app.add_directive("progress", Progress)
    app.add_node(progress, html=(visit_progress, None))
    app.connect("env-purge-doc", forget_page)
    app.connect("env-merge-info", merge_pages)
    app.connect("env-check-consistency", check)
    app.connect("env-updated", outdated)
