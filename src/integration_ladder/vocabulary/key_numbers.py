"""The key numbers under the panels, from what the model knows: a label, and how its text comes from the result."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from livefigure import Infeasible

from .saying import NOT_SAID

Text = Callable[[Any], str | None] | tuple[Any, ...]
"""Where a text comes from: a function of the result, or a field, its format and the format's arguments
(``("home.gain", percent, 0)``). Where the function returns None, or the field is None, the model does not say it.
"""


def key_numbers(texts: Mapping[str, Text]) -> Callable[[Any], dict[str, str]]:
    """Return a figure's ``readout``. Where the model does not speak, and where a setting is infeasible, "–" stands.

    >>> readout = key_numbers({"World trade": ("trade", change), "Firms": lambda r: count(r.firms)})  # doctest: +SKIP

    Args:
        texts: label → where its text comes from.
    """

    def readout(result: Any) -> dict[str, str]:
        if isinstance(result, Infeasible):
            return dict.fromkeys(texts, NOT_SAID)
        return {label: _text(result, known) for label, known in texts.items()}

    return readout


def _text(result: Any, known: Text) -> str:
    if callable(known):
        found = known(result)
    else:
        field, form, *how = known
        value = attrgetter(field)(result)
        found = None if value is None else form(value, *how)
    return NOT_SAID if found is None else found
