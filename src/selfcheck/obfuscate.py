"""Keep answers from being read off the page's source. Obfuscation, not secrecy: a loop finds them.

`static/selfcheck.js` does the same arithmetic the other way round; a browser test holds the two together.
"""

import base64
import math

WORD = 0xFFFFFFFF


def scramble(text: str) -> int:
    """Hash ASCII text to 32 bits (FNV-1a, then the final mix of Murmur 3)."""
    h = 0x811C9DC5
    for code in text.encode("ascii"):
        h = (h ^ code) * 0x01000193 & WORD
    h = (h ^ h >> 16) * 0x85EBCA6B & WORD
    h = (h ^ h >> 13) * 0xC2B2AE35 & WORD
    return h ^ h >> 16


def mask(text: str, key: int) -> str:
    """Hide text behind a stream of bytes that only the key starts again."""
    masked = bytearray()
    for byte in text.encode():
        key = (key * 1664525 + 1013904223) & WORD
        masked.append(byte ^ key >> 24)
    return base64.b64encode(masked).decode()


def lock(question: str, replies: dict[str, tuple[bool, str]]) -> dict[str, str]:
    """Turn {answer: (is it right, reply as HTML)} into a table that only somebody with an answer can use.

    Each row is found under one hash of its answer and masked with another. All rows have the same length and
    stand in the order of their hashes, so that neither tells which is the right one.
    """
    rows = {answer: f"{int(right)}{html}" for answer, (right, html) in replies.items()}
    longest = max(len(text.encode()) for text in rows.values())
    table = {}
    for answer, text in rows.items():
        padded = text + " " * (longest - len(text.encode()))
        table[str(scramble(f"t|{question}|{answer}"))] = mask(padded, scramble(f"k|{question}|{answer}"))
    return dict(sorted(table.items()))


def grid(value: float, tolerance: float) -> tuple[float, float]:
    """Return (width, offset) of a grid of which one cell is value ± tolerance, both ends included.

    The cell is a millionth wider than said, so that rounding cannot exclude an end.
    """
    half = tolerance * (1 + 1e-6)
    return 2 * half, (value - half) % (2 * half)


def cell(x: float, width: float, offset: float) -> int:
    """Return the number of the cell of the grid in which x lies."""
    return math.floor((x - offset) / width)
