"""Exercises that check themselves: sets from one source, `check("…")` for students, marks for teachers.

Importing this needs the standard library only, so that it works in every kernel; building a set needs more.
"""

from .checks import Checks

__all__ = ["Checks"]
