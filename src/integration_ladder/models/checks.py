"""Argument checks that every model shares, so that bad input gets the same clear error everywhere."""

import math


def require_positive(**values: float) -> None:
    """Raise ``ValueError`` naming the first argument that is not a finite number above zero."""
    for name, value in values.items():
        if not (math.isfinite(value) and value > 0):
            raise ValueError(f"{name} = {value!r}: must be a finite number above 0")


def require_not_negative(**values: float) -> None:
    """Raise ``ValueError`` naming the first argument that is not a finite number of at least zero."""
    for name, value in values.items():
        if not (math.isfinite(value) and value >= 0):
            raise ValueError(f"{name} = {value!r}: must be a finite number, 0 or more")
