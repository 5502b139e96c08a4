"""A panel to draw in, as an explorer has it."""

from collections.abc import Iterator

import pytest
from matplotlib.axes import Axes

from integration_ladder.vocabulary.panels import axis, panel
from integration_ladder.vocabulary.theme import THEME


@pytest.fixture
def axes() -> Iterator[Axes]:
    """A panel of four by three inches from 0 to 10 on either axis."""
    with THEME.applied():
        yield panel("Trade", axis(0, 10), axis(0, 10), size=(4, 3)).axes()
