"""Words and numbers as readers see them: templates with blanks, and numbers as people write them."""

import math
from collections.abc import Mapping, Sequence

from .language import speaking

NO_BREAK_SPACE = "\u00a0"

# What the engine itself says. A figure's `words` may override any of these keys.
ENGLISH = {
    "play": "Play",
    "pause": "Pause",
    "reset": "Reset",
    "link": "Link to this setting",
    "presets": "Presets",
    "less": "one stop down",
    "more": "one stop up",
    "silent": "silent",
    "silent_on_all": "{title} · silent on all",
    "check": "Check",
    "check_named": "Check: {task}",
    "tasks": "Try it",
    "default_right": "Right.",
    "default_not_yet": "Not yet: move the controls and check again.",
    "copied": "Link to this setting copied.",
    "link_shown": "The address bar now holds the link to this setting.",
    "link_here": "Copy the link to this setting from here:",
    "nearest": "The link asks for a setting that is not here; this is the nearest one.",
    "loading": "The controls are loading …",
    "unavailable": "The controls are not available: their frames are missing or of an older build. "
    "The picture shows the default setting.",
    "no_script": "The picture shows the default setting; moving it needs JavaScript.",
    "source": "Source:",
    "moves": "Guided moves",
    "move": "Move {number} of {count}",
    "start": "Begin the guided moves ({count})",
    "close": "Close the guided moves",
    "set": "Set it for me",
    "is_set": "Set",
    "answer": "Answer",
    "back": "Previous move",
    "next": "Next",
    "done": "Done",
    "way": "From {from}, now {now}.",
    "dashed": "Dashed: where the move began. Full: now.",
    "key": "dashed: before",
    "moves_figure": "{text}: moves the figure",
    "put_back": "Put it back",
    "leave": "Close",
    "whole": "Whole figure",
    "to_sentence": "Back to the sentence",
    "present": "Present",
    "no_hall": "The view for a lecture hall could not be loaded.",
    "show_answer": "Show the answer",
    "cover_answer": "Cover the answer",
    "to_page": "Back to the page",
    "votes": "Votes, by show of hands",
    "first_vote": "First",
    "second_vote": "Second",
    "clear_votes": "Clear",
}


class Words(dict[str, str]):
    """A table of templates that is called with a key and the values to fill in.

    While a translated figure draws and speaks, its language stands in for the template before the blanks are
    filled. Do not keep what a call returned between settings: it is in the language of the figure that asked.

    >>> words = Words(gain="{who} gains {gain}.")
    >>> words("gain", who="England", gain="9.5 %")
    'England gains 9.5 %.'
    """

    def __init__(self, table: Mapping[str, str] | None = None, **more: str) -> None:
        super().__init__(table or {}, **more)

    def __call__(self, key: str, **values: object) -> str:
        """Return the template of ``key`` with ``values`` filled in.

        Raises:
            KeyError: no such key, or the template asks for a value that was not given; the message says which.
        """
        if key not in self:
            raise KeyError(f"there are no words {key!r}")
        language = speaking()
        try:
            return language.fill(self[key], values) if language else self[key].format(**values)
        except KeyError as missing:
            raise KeyError(f"the words {key!r} ask for {{{missing.args[0]}}}, which was not given") from None


def number(value: float, digits: int = 2) -> str:
    """Return ``value`` with ``digits`` decimals, thousands apart ("10,000") and a true minus sign; no "−0.00"."""
    text = f"{value:,.{digits}f}"
    if float(text.replace(",", "")) == 0:
        text = text.removeprefix("-")
    return text.replace("-", "−")


def percent(fraction: float, digits: int = 1, *, sign: bool = False) -> str:
    """Return a fraction as per cent ("9.5 %"), with an explicit plus sign if ``sign``."""
    text = number(100 * fraction, digits)
    if sign and fraction > 0 and text.strip("0.,"):
        text = f"+{text}"
    return f"{text}{NO_BREAK_SPACE}%"


def add_up(parts: Sequence[float], total: float, digits: int = 1) -> list[float]:
    """Return parts rounded to ``digits`` decimals so that they add up to ``total``, which is so rounded already.

    Each is one of its two neighbours with so many decimals, so that 0 stays 0 and no sign turns; the sum of all that
    rounding costs is the least possible (largest remainders).

    Raises:
        ValueError: the parts add up to something else.
    """
    unit = 10**digits
    exact = [round(unit * part, 6) for part in parts]
    found = [math.floor(one) for one in exact]
    missing = round(unit * total) - sum(found)
    uneven = [i for i, one in enumerate(exact) if one != found[i]]
    if not 0 <= missing <= len(uneven):
        raise ValueError(f"{list(parts)} do not add up to {total!r}")
    for i in sorted(uneven, key=lambda i: (found[i] - exact[i], -abs(exact[i])))[:missing]:
        found[i] += 1
    return [one / unit for one in found]
