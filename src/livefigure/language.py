"""A figure in another language: English goes in at the engine's edge, the other language comes out.

A translation is a mapping from English to another language. Its keys are static texts (a title, a label, a
name in a panel) and templates with blanks ("{who} gains {gain}."), as they stand in the figure's file. A text
without any letter is the same in every language. A text of several lines is looked up line by line.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from string import Formatter

from .errors import LiveFigureError

_speaking: ContextVar["Language | None"] = ContextVar("livefigure_language", default=None)


def speaking() -> "Language | None":
    """Return the language of the figure whose functions are being called, None outside of these."""
    return _speaking.get()


def spoken(text: str) -> str:
    """Return a static text in the language of the figure that is being drawn: for who measures it before drawing it."""
    language = _speaking.get()
    return language(text) if language else text


def _blanks(template: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:  # a static text with a brace in it
        return set()


def _has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)


class Language:
    """What one figure's words are in another language; without a mapping they stay as they are.

    Args:
        mapping: English → the other language.

    Attributes:
        missing: the English that was asked for and is not in the mapping, in order.

    Raises:
        LiveFigureError: a translation asks for a blank that its English does not have.
    """

    def __init__(self, mapping: Mapping[str, str] | None) -> None:
        self.mapping = mapping
        self.missing: dict[str, None] = {}
        self._said: list[str] = []
        for english, other in (mapping or {}).items():
            if unknown := _blanks(other) - _blanks(english):
                raise LiveFigureError(
                    f"translation of {english!r}: {other!r} asks for {sorted(unknown)}, which is not among its blanks"
                )

    @contextmanager
    def spoken(self) -> Iterator[None]:
        """Within the block, for one setting, ``Words`` fill templates of this language."""
        token = _speaking.set(self)
        try:
            yield
        finally:
            _speaking.reset(token)
            self._said.clear()

    def __call__(self, text: str) -> str:
        """Return a static text in this language; what ``fill`` has made comes back as it is."""
        if self.mapping is None or not _has_letters(text):
            return text
        if "\n" in text:
            return "\n".join(map(self, text.split("\n")))
        if text in self._said:
            return text
        if text in self.mapping:
            if speaking() is self:
                self._said.append(self.mapping[text])  # it may come back as a part of something
            return self.mapping[text]
        rest = text
        for said in sorted(self._said, key=len, reverse=True):
            rest = rest.replace(said, "")
        if _has_letters(rest):
            self.missing[text] = None
        return text

    def fill(self, template: str, values: Mapping[str, object]) -> str:
        """Return a template in this language with ``values`` filled in; texts among these are looked up."""
        if self.mapping is None:
            return template.format(**values)
        if template not in self.mapping and _has_letters(template):
            self.missing[template] = None
        filled = self.mapping.get(template, template).format(
            **{name: self(value) if isinstance(value, str) else value for name, value in values.items()}
        )
        self._said += [line for line in filled.split("\n") if _has_letters(line)]
        return filled
