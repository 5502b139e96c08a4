"""Keep expected values out of the public file in clear. Obfuscation, not secrecy: who tries all values finds them."""

import hashlib
from typing import Any

from .compare import Tolerance, canonical, offsets

# Rounds of SHA-256 that one check may cost altogether: a few milliseconds, also in the browser.
ROUNDS = 4000


def rounds(seals: int) -> int:
    """Return how often to hash each of several seals of one check."""
    return max(1, ROUNDS // max(1, seals))


def digest(text: str, salt: str, times: int) -> str:
    """Hash a text with a salt, many times over."""
    state = f"{salt}\0{text}".encode()
    for _ in range(times):
        state = hashlib.sha256(state).digest()
    return state.hex()[:32]


def seal(value: Any, tolerance: Tolerance | None, salt: str, times: int) -> dict[str, Any]:
    """Return what recognises a plain value (within its tolerance) without containing it."""
    starts = offsets(value, tolerance)
    text = canonical(value, tolerance, starts)
    assert text is not None  # a value has as many numbers as itself
    return {"offsets": starts, "seal": digest(text, salt, times)}


def recognises(kept: dict[str, Any], value: Any, tolerance: Tolerance | None, salt: str, times: int) -> bool:
    """Say whether a plain value is the sealed one."""
    text = canonical(value, tolerance, kept["offsets"])
    return text is not None and digest(text, salt, times) == kept["seal"]
