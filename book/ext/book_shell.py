"""The book's shell as a Sphinx extension: light pages, mathematics without scripts, one calm sidebar.

The theme (sphinx-book-theme) brings styles, icons and scripts that these pages do not need. The templates
in `book/templates` replace its layout; this file hands them a navigation tree, leaves out the theme's files,
and writes formulas as MathML while the book is built, so that nothing has to be run to read them.
"""

import re
import shutil
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BracketStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

log = logging.getLogger(__name__)

# Files of theme and extensions: never loaded, or only when the page's text shows that it needs them.
NEVER = re.compile(
    r"styles/|scripts/|mystnb|exercise\.css|documentation_options|doctools|sphinx_highlight|basic\.css"
)
ONLY_WITH = {
    "pygments.css": 'class="highlight',
    "sphinx-design.min.css": 'class="sd-tab|class="sd-container|class="sd-row',
    "design-tabs.js": 'class="sd-tab',
    "math.css": '<math|class="sc sc-review"',  # there formulas come with the questions
    "claims.css": 'class="claim"',
    "terms.js": 'class="term"',
}


MATHML = "{http://www.w3.org/1998/Math/MathML}"
ElementTree.register_namespace("", MATHML[1:-1])
# Under a sum the converter sometimes writes scripts where limits belong.
LIMITS = {
    MATHML + a: MATHML + b for a, b in [("msub", "munder"), ("msup", "mover"), ("msubsup", "munderover")]
}


class RoundBrackets(AuthorYearReferenceStyle):
    """Cite as economists do: Chen (2020)."""

    def __init__(self) -> None:
        round_ = BracketStyle(left="(", right=")")
        super().__init__(
            bracket_parenthetical=round_, bracket_textual=round_, bracket_author=round_,
            bracket_label=round_, bracket_year=round_,
        )  # fmt: skip


def mathml(latex: str, display: str) -> str:
    """Turn LaTeX into MathML, or raise ValueError where the converter would quietly write nonsense."""
    try:
        math = ElementTree.fromstring(
            convert(re.sub(r"\{(aligned|split)\}", "{align*}", latex), display=display)
        )
    except ElementTree.ParseError as error:
        raise ValueError(f"cannot be written as MathML: {latex}") from error
    for part in math.iter():
        if "\\" in (part.text or "") or (part.text or "").startswith("&"):
            raise ValueError(f"cannot be written as MathML (at {part.text!r}): {latex}")
        if part.tag == MATHML + "mo" and part.text == "/":  # as TeX sets it, without space
            part.attrib.update(lspace="0", rspace="0")
        if part.tag in LIMITS and part[0].tag == MATHML + "mo" and part[0].text in ("∑", "∏", "max", "min"):
            part.tag = LIMITS[part.tag]
    return ElementTree.tostring(math, encoding="unicode")


def visit_inline(self: Any, node: nodes.math) -> None:
    """Write an inline formula."""
    self.body.append(render(node, "inline"))
    raise nodes.SkipNode


def visit_block(self: Any, node: nodes.math_block) -> None:
    """Write a displayed formula, with its number and anchor where it has a label."""
    anchor = f' id="{node["ids"][0]}"' if node.get("ids") else ""
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    self.body.append(f'<div class="math"{anchor}>{render(node, "block")}{number}</div>\n')
    raise nodes.SkipNode


def render(node: nodes.Element, display: str) -> str:
    """Return the node's formula as MathML; what cannot be converted is a warning, hence an error under -W."""
    latex = node.astext()
    try:
        return mathml(latex, display)
    except Exception as error:
        log.warning("formula: %s: %s", type(error).__name__, error, location=node)
        return f"<code>{escape(latex)}</code>"


def wanted(filename: str, body: str) -> bool:
    """Say whether a page with this body needs this style or script."""
    name = Path(filename.split("?")[0]).name
    return not NEVER.search(filename) and (name not in ONLY_WITH or bool(re.search(ONLY_WITH[name], body)))


def page_context(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the templates what they need, after theme and extensions had their say."""
    body = context.get("body") or ""
    theme = app.config.html_theme_options
    context["repository"] = "" if "/OWNER/" in theme["repository_url"] else theme["repository_url"]
    context["branch"] = theme["repository_branch"]
    for kind in ("css_files", "script_files"):
        context[kind] = [f for f in context[kind] if f.filename and wanted(str(f.filename), body)]
    body = re.sub(r"(<table\b.*?</table>)", r'<div class="scroll">\1</div>', body, flags=re.S)
    # the line that says where we are is written below the title and stands above it
    body = re.sub(r'(<h1>.*?</h1>\s*)(<p class="kicker">.*?</p>)', r"\2\n\1", body, count=1, flags=re.S)
    if notebook := notebook_of(app, page):
        body = body.replace("</h1>", f"</h1>\n{notebook_line(notebook, context)}", 1)
    # docutils' role is deprecated by ARIA, and the list around it wants list items
    context["body"] = body.replace('role="doc-biblioentry"', 'role="listitem"')
    tree = context["toctree"](maxdepth=2, collapse=False, includehidden=True, titles_only=True) or ""
    here = re.search(r"<ul>\s*<li>.*?(<ul>.*</ul>)\s*</li>\s*</ul>", context.get("toc") or "", re.S)
    if here:  # the sections of this page stand under its own line
        tree = re.sub(r'<a class="current[^>]*>.*?</a>', lambda m: m[0] + here[1], tree, count=1, flags=re.S)
    context["tree"] = tree


def notebook_of(app: Sphinx, page: str) -> Path | None:
    """Return the path, within the course, of the notebook that a page shows, or None if it shows none."""
    if page in app.env.found_docs and (path := Path(app.env.doc2path(page, base=False))).suffix == ".ipynb":
        return path
    return None


def notebook_line(notebook: Path, context: dict[str, Any]) -> str:
    """Return the line under a notebook's title: nothing runs here, but here is how to run it."""
    ways = [
        f'<a download href="{notebook.name}">Download it</a>',
        f'<a href="{context["pathto"]("book/running")}">open it on your computer</a>',
    ]
    if context["repository"]:
        place = (
            f"{context['repository'].split('github.com/')[1]}/{context['branch']}?urlpath=lab/tree/{notebook}"
        )
        ways.append(f'<a href="https://mybinder.org/v2/gh/{escape(place)}">run it on Binder</a>')
    return (
        f'<p class="notebook">This page shows the notebook <code>{notebook.as_posix()}</code>. Nothing runs '
        f"here; you work through it in JupyterLab. {', '.join(ways[:-1])} or {ways[-1]}.</p>"
    )


def copy_notebooks(app: Sphinx, failed: Exception | None) -> None:
    """Lay every notebook that is a page, with what stands beside it to check answers, next to that page."""
    if failed or app.builder.format != "html":
        return
    for page in app.env.found_docs:
        if notebook := notebook_of(app, page):
            for file in (notebook, notebook.with_suffix(".checks.json")):
                if (Path(app.srcdir) / file).is_file():
                    shutil.copyfile(Path(app.srcdir) / file, Path(app.outdir) / file)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register renderer, assets and page context."""
    register_plugin("sphinxcontrib.bibtex.style.referencing", "author_year_round", RoundBrackets)
    app.add_html_math_renderer("mathml", (visit_inline, None), (visit_block, None))
    app.add_css_file("course.css", priority=400)
    app.add_css_file("math.css", priority=410)
    app.add_js_file("course.js", loading_method="defer")
    app.connect("html-page-context", page_context, priority=900)
    app.connect("build-finished", copy_notebooks)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
