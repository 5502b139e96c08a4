"""What a chart says of the table that it draws: its source, and that it is drawn again when the table changes."""

from typing import Any

from integration_ladder import data

from .theme import THEME


def drawn_from(table: str) -> dict[str, Any]:
    """Return the arguments of a ``LiveFigure`` that draws a table of ``data/``: source, dependence and look."""
    return {
        "source": data.describe(table).source_line.removeprefix("Source: "),
        "depends_on": (data.path(table),),
        "theme": THEME,
    }
