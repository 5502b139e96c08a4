"""Explorer of section 3.3: TO WRITE the question that it asks? (card M19b)"""

from functools import cache

import numpy as np
from matplotlib.axes import Axes

from integration_ladder.models.table_one import Effect, effect
from integration_ladder.vocabulary.drawing import Line, outcome, results
from integration_ladder.vocabulary.parts import About, axis, by_panel, grid, panel, slider, strip
from integration_ladder.vocabulary.saying import does, share
from integration_ladder.vocabulary.theme import HOME, THEME
from livefigure import LiveFigure, Words

ABOUT = About("3.3", "TO WRITE the question that it asks?", ("M19b",))

SAY = Words(sentence="With a tariff of {tariff} home {home_does}: TO WRITE who gains and why.")

CRITICAL = ()
"""TO WRITE the critical points of the card, computed from the model: each is a stop of the slider."""
END = 100
"""Where the axis of tariffs ends (per cent)."""


@cache
def _changes() -> tuple[np.ndarray, ...]:
    """Return tariffs and home's change at each of them, in per cent."""
    tariffs = np.linspace(0, END / 100, 41)
    return 100 * tariffs, *results(effect, tariffs, "change", times=100)


def draw_change(axes: Axes, result: Effect) -> None:
    """Draw home's change over the tariff, and where the setting stands."""
    tariffs, changes = _changes()
    outcome(axes, tariffs, [Line(changes, 100 * result.change, HOME)], 100 * result.tariff)


def describe(result: Effect) -> str:
    """Say who gains and why."""
    return SAY("sentence", tariff=share(result.tariff), home_does=does(result.change))


EXPLORER = LiveFigure(
    name="table-one",
    title="Table one",
    controls=(slider("tariff", "Tariff", grid(0, 1, 0.05), CRITICAL, default=0.2, text=share, symbol="t"),),
    presets={"Free trade": {"tariff": 0}},
    model=effect,
    panels={
        "change": panel(
            "Real income",
            axis(0, END, "tariff (per cent)", (0, 50, 100)),
            axis(-12, 4, "per cent, against free trade", (-10, -5, 0)),
            size=(4.3, 3.0),
        )
    },
    draw=by_panel(change=draw_change),
    describe=describe,
    bars=strip("Who gains, against free trade", home_workers="change"),
    theme=THEME,
)
