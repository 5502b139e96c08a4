"""What the catalogue wants to know of an explorer, declared beside it."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class About:
    """Where an explorer stands and what it asks.

    Attributes:
        section: its section: "1.2", "1.3 +" for one that goes further, "2" for a chapter's opening page, or "home page".
        asks: the one question that it answers, as readers read it.
        cards: the cards of the models that it uses ("M2"); none for a picture of definitions or of data.

    Raises:
        ValueError: an attribute is not of this form.
    """

    section: str
    asks: str
    cards: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[1-5](\.\d( \+)?)?|home page", self.section):
            raise ValueError(
                f"section = {self.section!r}: must be like '1.2', '1.3 +' or '2', or 'home page'"
            )
        if not self.asks.endswith("?"):
            raise ValueError(f"asks = {self.asks!r}: must be a question and end with '?'")
        if not all(re.fullmatch(r"M\d+b?", card) for card in self.cards):
            raise ValueError(f"cards = {self.cards!r}: must name cards, like ('M2',)")
