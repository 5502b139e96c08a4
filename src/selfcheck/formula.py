r"""Write a formula as plain text that a person can read in a mail: `\tau = \sqrt 2` becomes `τ = √2`.

Enough for what stands in the text of a question. What is not known keeps its name, without the backslash.
"""

import re
import unicodedata

SIGNS = {
    "approx": "≈",
    "cdot": "·",
    "dots": "…",
    "geq": "≥",
    "ge": "≥",
    "infty": "∞",
    "ldots": "…",
    "leq": "≤",
    "le": "≤",
    "neq": "≠",
    "ne": "≠",
    "partial": "∂",
    "pm": "±",
    "prod": "∏",
    "sum": "∑",
    "times": "×",
    "to": "→",
    "varepsilon": "ε",
    "varphi": "φ",
}
UNSEEN = re.compile(r"\\(displaystyle|left|right|math[a-z]+|operatorname|q?quad|text)(?![A-Za-z])\s*")
SPACED = {"≈", "·", "≥", "≤", "≠", "×", "→", "±"}
LETTER = {"lambda": "lamda"}  # as Unicode spells it
GROUP = r"\{([^{}]*)\}"
ONE = rf"(?:{GROUP}|(\\[A-Za-z]+|[^\s\\{{}}]))"  # a group, or a single sign


def together(text: str) -> str:
    """Put what is more than one number or word into brackets."""
    text = text.strip()
    return text if re.fullmatch(r"[\w.,%*\\]*", text) else f"({text})"


def one(group: str | None, single: str | None) -> str:
    """Return what `ONE` has found."""
    return together(group or single or "")


def sign(name: str) -> str:
    """Return what a command without arguments shows: a Greek letter, a sign, or its own name."""
    case = "CAPITAL" if name[0].isupper() else "SMALL"
    greek = LETTER.get(name.lower(), name.lower()).upper()
    try:
        return SIGNS.get(name) or unicodedata.lookup(f"GREEK {case} LETTER {greek}")
    except KeyError:
        return name


def shown(name: str) -> str:
    """Return a sign with the spaces that belong around it."""
    found = sign(name)
    return f" {found} " if found in SPACED else found


def in_text(latex: str) -> str:
    """Return a formula as plain text in one line."""
    text = UNSEEN.sub("", latex)
    text = re.sub(r"\\[,;:!]|\\ |~|&|\\\\", " ", text)
    text = re.sub(r"\\([%$#_])", r"\1", text)
    for _ in range(2 * text.count("{") + 1):  # from the innermost braces outwards
        before = text
        text = re.sub(rf"\^\s*{GROUP}", lambda m: f"^{together(m[1])}", text)
        text = re.sub(rf"\\sqrt\s*{ONE}", lambda m: f"√{one(m[1], m[2])}", text)
        text = re.sub(rf"\\[dt]?frac\s*{ONE}\s*{ONE}", lambda m: f"{one(m[1], m[2])}/{one(m[3], m[4])}", text)
        if text == before:  # braces that only hold together
            text = re.sub(GROUP, r"\1", text, count=1)
    text = re.sub(r"\\([A-Za-z]+)(?:\s+(?=[\w\\]))?", lambda m: shown(m[1]), text)
    text = re.sub(r"\^(?=\*)", "", text).replace("-", "−")
    return " ".join(re.sub(r"[{}\\]", "", text).split())
