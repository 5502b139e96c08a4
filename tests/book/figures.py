"""The explorers whose pages are opened, and the way to one."""

import pytest

from livefigure.discovery import discover

EXPLORERS = {name: e for name, e in discover("integration_ladder.explorers").items() if e.controls}
# Chosen with -k by its name, with hyphens or underscores.
BY_NAME = pytest.mark.parametrize(
    "name",
    EXPLORERS,
    ids=[name if "-" not in name else f"{name} {name.replace('-', '_')}" for name in EXPLORERS],
)


def open_figure(page, link: str, name: str):
    """Open a page at a figure; return its card when its controls work."""
    page.goto(link)
    card = page.locator(f"live-figure#{name}")
    card.scroll_into_view_if_needed()
    page.locator(f"live-figure#{name}[data-ready]").wait_for()
    return card
