"""Reads a section page's source as a reader meets it: its parts, the words outside folds, the symbols of its formulas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

FENCE = re.compile(r"^(`{3,}|:{3,})\{([\w-]+)\} *(.*)$")
# Directives of which a reader sees what code makes, nothing that stands in the source.
MADE = {"live-figure", "parameters", "prediction", "scenarios", "task"}
ASKING = {"predict", "question", "worked"}
ITEM = re.compile(r"^(\s*)- (?:\[(x| |\d+|else|right)\] ?)?(.*)$", re.IGNORECASE)
KEY = re.compile(r"^\s+(?:set|from|panel|number|answer):")
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", re.DOTALL)
GREEK = (
    "alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|"
    "phi|varphi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega"
)
STAR = re.compile(r"\^(?:\*|\{\*\})")
SYMBOL = re.compile(rf"(\\(?:{GREEK})(?![A-Za-z])|(?<!\\)[A-Za-z])|\\[A-Za-z]+")
INDEX = re.compile(r"_(?:\{([^{}]*)\}|(\\?\w))")


@dataclass(frozen=True)
class Block:
    """A directive of a page.

    Attributes:
        name: "question", "live-figure", …
        argument: what follows the name.
        options: the lines `:name: value` at its head.
        content: everything else in it.
        start: where it begins in the page's text.
    """

    name: str
    argument: str
    options: dict[str, str]
    content: str
    start: int


def head(text: str) -> dict[str, Any]:
    """Return a page's front matter."""
    found = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    return yaml.safe_load(found[1]) if found else {}


def body(text: str) -> str:
    """Return a page without its front matter."""
    return re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)


def pieces(text: str) -> Iterator[str | Block]:
    """Yield a text's prose and its outermost directives, in their order."""
    lines, prose, start, at = text.splitlines(keepends=True), "", 0, 0
    while at < len(lines):
        opened = FENCE.match(lines[at].rstrip("\n"))
        if opened is None:
            prose += lines[at]
            start += len(lines[at])
            at += 1
            continue
        end = next((i for i in range(at + 1, len(lines)) if lines[i].rstrip() == opened[1]), len(lines))
        inside = lines[at + 1 : end]
        told = [re.match(r"^:([\w-]+): *(.*)$", line) for line in inside]
        count = next((i for i, one in enumerate(told) if one is None), len(told))
        if prose:
            yield prose
        options = {one[1]: one[2].strip() for one in told[:count] if one}
        yield Block(opened[2], opened[3].strip(), options, "".join(inside[count:]), start)
        start += sum(map(len, lines[at : end + 1]))
        prose, at = "", end + 1
    if prose:
        yield prose


def blocks(text: str, *names: str) -> list[Block]:
    """Return the outermost directives of these names."""
    return [piece for piece in pieces(text) if isinstance(piece, Block) and piece.name in names]


def _asked(block: Block) -> str:
    """Return what shows of a question before anybody has answered it: prompt and options, no reply."""
    typed_in = block.options.get("kind") == "number"
    shown, deep = [], None
    for line in block.content.splitlines():
        item = ITEM.match(line)
        if item:
            deep = len(item[1])
            hidden = typed_in or (item[2] or "").lower() in ("else", "right") or "±" in line
            shown += [] if hidden else [item[3]]
        elif deep is None or (line.strip() and len(line) - len(line.lstrip()) <= deep):
            deep = None
            shown.append(line)
    return "\n".join(shown)


def _moves(block: Block) -> str:
    """Return what shows of guided moves: what to move and what to ask oneself."""
    shown, keyed = [], False
    for line in block.content.splitlines():
        keyed = bool(KEY.match(line)) or (keyed and not re.match(r"^\d+\. ", line))
        shown += [] if keyed else [line]
    return "\n".join(shown)


def shown(text: str) -> str:
    """Return the source of what shows on a page before a fold is opened or a question answered."""
    found = []
    for piece in pieces(text):
        if isinstance(piece, str):
            found.append(re.sub(r"^%.*$", "", piece, flags=re.MULTILINE))
        elif piece.name == "dropdown":
            found.append(piece.argument)
        elif piece.name == "moves":
            found.append(_moves(piece))
        elif piece.name in ASKING:
            found.append(_asked(piece))
        elif piece.name not in MADE:
            found.append(f"{piece.argument if piece.name != 'code-cell' else ''}\n{piece.content}")
    return "\n".join(found)


def words(text: str) -> int:
    """Count words: a formula and a number are one each, a cited work is its author and year; code counts by its words."""
    text = FORMULA.sub(" formula ", text)
    text = re.sub(r"\{cite:\w+\}`([^`]*)`", lambda m: " author year" * (m[1].count(",") + 1), text)
    text = re.sub(r"\{(?:n|drawn)\}`[^`]*`", "1", text)
    text = re.sub(r"\{[\w:]+\}`([^`<]*?)\s*(?:<[^>]*>)?`", r"\1", text)
    text = re.sub(r"^\{[.#][^}]*\}$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)|<[^>]+>", " ", text)
    return sum(bool(re.search(r"\w", word)) for word in text.split())


def formulas(text: str) -> list[str]:
    """Return the formulas of a text, code aside."""
    text = re.sub(r"^```\{(?:scenarios|code-cell)\}.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"(?<!\$)`[^`\n]*`", "", text)
    return [display or inline for display, inline in FORMULA.findall(text)]


def symbols(formula: str) -> list[str]:
    """Return a formula's symbols in their order, each with its index and without the star: ``a_C``, ``\\theta``."""
    formula = re.sub(r"\\(?:text|mathrm|operatorname|begin|end)\{[^{}]*\}", " ", STAR.sub("", formula))
    found: list[str] = []
    at = 0
    while letter := SYMBOL.search(formula, at):
        at = letter.end()
        if letter[1] is None:  # a command: \frac, \sqrt
            continue
        index = INDEX.match(formula, at)
        if index:
            at = index.end()
        symbol = letter[0] + (f"_{index[1] or index[2]}" if index else "")
        found += [] if symbol in found else [symbol]
    return found


def paragraphs(text: str) -> list[str]:
    """Return a page's paragraphs; a formula that is displayed belongs to the words before it."""
    text = re.sub(r"^```\{(?:scenarios|code-cell)\}.*?^```$", "", body(text), flags=re.DOTALL | re.MULTILINE)
    return re.split(r"\n\s*\n(?!\$\$)", text)


def part(text: str, heading: str) -> str:
    """Return what stands under a heading of the second level, or nothing."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""
