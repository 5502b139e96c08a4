"""A page's prose as HTML without Sphinx, for a kernel: read by MyST's own parser, roles written by whoever knows them.

No markup is ever shown as it is written: a role that nobody knows, or whose writing fails, is an error.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from .errors import LiveFigureError
from .guided import LINK, Writer


def _link(text: str) -> str:
    """Write a link that moves a figure as its text, as the page does where there is no script."""
    written = LINK.fullmatch(text)
    return written[1] if written else text


def html(text: str, writers: Mapping[str, Writer]) -> str:
    """Return prose as HTML; formulas stand between ``\\(`` and ``\\)``, for the notebook to set.

    Args:
        text: Markdown as MyST has it: emphasis, formulas, roles, paragraphs. A link that is no address of another
            site is its text, since pages of the book are not there.
        writers: role → what its text comes to, beside ``{set}`` and ``{math}``.

    Raises:
        LiveFigureError: there is a role that nobody writes, or its writer raises an error, or a directive.
    """
    return _parser().render(text, {"writers": {"set": _link, **writers}, "links": []})


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).use(dollarmath_plugin).use(myst_role_plugin)
    rules = {
        "myst_role": _role,
        "math_inline": _formula,
        "math_inline_double": _display,
        "math_block": _display,
        "math_block_label": _display,
        "fence": _directive,
        "link_open": _open,
        "link_close": _close,
    }
    for name, rule in rules.items():
        parser.add_render_rule(name, rule)
    return parser


def _role(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    name, text = tokens[at].meta["name"], tokens[at].content
    if name == "math":
        return _formula(self, tokens, at, options, env)
    if name not in env["writers"]:
        raise LiveFigureError(f"nobody here can write {{{name}}}`{text}`")
    try:
        return escape(env["writers"][name](text))
    except Exception as error:  # whatever the book's own code raises
        raise LiveFigureError(f"{{{name}}}`{text}`: {type(error).__name__}: {error}") from error


def _formula(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return f"\\({escape(tokens[at].content)}\\)"


def _display(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return f"\\[{escape(tokens[at].content)}\\]"


def _directive(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    if tokens[at].info.startswith("{"):
        raise LiveFigureError(f"nobody here can write the directive {tokens[at].info}")
    return f"<pre>{escape(tokens[at].content)}</pre>"


def _open(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    elsewhere = str(tokens[at].attrs.get("href", "")).startswith(("https:", "http:"))
    env["links"].append(elsewhere)
    return self.renderToken(tokens, at, options, env) if elsewhere else ""


def _close(self: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return self.renderToken(tokens, at, options, env) if env["links"].pop() else ""
