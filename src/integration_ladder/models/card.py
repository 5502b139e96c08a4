"""A model's card: what it is, where it is from, what it assumes and what always holds in it, as fields to be read."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a model declares of itself, as ``CARD`` in its file; the catalogue of models prints it.

    Attributes:
        number: its number among the course's cards ("M2").
        title: what it is, in a line.
        source: where in the literature it comes from.
        notes: further paragraphs: notation, and what is the course's own simplification.
        assumes: the assumptions, each a clause that stands, word by word, on the page that teaches the model.
        equations: the displayed equations, as LaTeX; they, too, stand on that page.
        holds: what holds for all parameters, each a clause; tests hold it over random ones.
    """

    number: str
    title: str
    source: str
    notes: tuple[str, ...] = ()
    assumes: tuple[str, ...] = ()
    equations: tuple[str, ...] = ()
    holds: tuple[str, ...]
