"""Read a number as people write it: on any keyboard, with any sign, mark and space, as a decimal, fraction or mixed number.

`static/selfcheck.js` reads in the same way; a browser test holds the two together.
"""

import math
import re
import unicodedata

ASCII = re.ASCII
PER_CENT = re.compile(r"(per ?cent|%)", re.IGNORECASE)
NUMBER = re.compile(r"(\d+\.?\d*|\.\d+)(e[-+]?\d+)?(/\d+\.?\d*)?", re.IGNORECASE | ASCII)
MIXED = re.compile(r"(.+) (\d+)/(\d+)", ASCII)
# What full-width forms and ligatures become is Unicode's own list (NFKC); these it leaves as they are.
SAME = (
    (r"[\u2010-\u2015\u2212\u30fc]", "-"),
    (r"[\u2044\u2215]", "/"),
    (r"[\u00b7\u30fb\u3002]", "."),
    (r"\u3001", ","),
    (r"['\u2019]", " "),
)


def plain(text: str) -> str:
    """Return text with plain digits, signs and marks, single spaces, and none around a stroke or after a sign."""
    text = re.sub(r"[\u00bc-\u00be\u2150-\u215f\u2189]", r" \g<0>", text)  # 1⅛ is no eleven eighths …
    text = re.sub(
        r"[\u2070-\u2079\u2080-\u2089\u00b2\u00b3\u00b9]", "^", text
    )  # … and 10² no hundred and two
    text = unicodedata.normalize("NFKC", text)
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")  # marks that nobody sees
    for found, wanted in SAME:
        text = re.sub(found, wanted, text)
    return re.sub(r" ?/ ?", "/", " ".join(text.split()))


def readings(text: str, unit: str = "") -> list[float]:
    """Return what a text can mean as a number, without the unit after it: nothing, one number, seldom two.

    A comma is read both ways: 1,125 is 1.125 or 1125. So is a space before three digits of a fraction.
    """
    text, tail = plain(text), plain(unit)
    ends = [r" ?".join(map(re.escape, tail.replace(" ", "")))] if tail else []
    if PER_CENT.search(tail):
        ends.append(PER_CENT.pattern)
    for end in ends:
        text, cut = re.subn(rf" ?(?:{end})$", "", text, flags=re.IGNORECASE)
        if cut:
            break
    sign, text = (-1 if text.startswith("-") else 1), re.sub(r"^[-+] ?", "", text)
    found = []
    if mixed := MIXED.fullmatch(text):
        above, below = int(mixed[2]), int(mixed[3])
        if above < below and "/" not in mixed[1]:
            found = [whole + above / below for whole in decimals(mixed[1]) if whole.is_integer()]
    return [sign * value for value in dict.fromkeys(found + decimals(text))]


def decimals(text: str) -> list[float]:
    """Return what a text without sign can mean as a decimal or a fraction of two."""
    if re.match(r"\d{1,3}( \d{3})+(?![\d ])", text, ASCII):
        text = text.replace(" ", "")
    ways = [text.replace(",", ".", 1)]
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text, ASCII):
        ways.append(text.replace(",", ""))
    values = []
    for way in ways:
        if NUMBER.fullmatch(way):
            above, _, below = way.partition("/")
            value = float(above) / float(below or 1) if float(below or 1) else math.inf
            values += [value] if math.isfinite(value) else []
    return values


def read_number(text: str, unit: str = "") -> float | None:
    """Return the number that a text is for certain; None if it is none, or could be two."""
    found = readings(text, unit)
    return found[0] if len(found) == 1 else None
