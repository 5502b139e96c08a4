"""Explorer of the home page: one price between two countries, and who gains at it (card M2)."""

from dataclasses import replace

from matplotlib.axes import Axes

from integration_ladder.vocabulary.theme import THEME
from livefigure import LiveFigure, Task, Words

from . import ricardo
from .ricardo import WORDS as RICARDO
from .ricardo import Scene

WORDS = Words(
    inside="Inside the band",
    title="One price between two countries: who gains?",
    task="Find a price at which the two trade and one of them gains exactly nothing.",
    right="Right. At that price it pays for its imports what they would cost at home; the other side would take the whole gain.",
    not_yet="Not yet. Look at the two ends of the shaded band.",
)


def model(price: float) -> Scene:
    """Trade between Ricardo's England and Portugal at ``price`` (wine per cloth)."""
    return ricardo.model(price, portugal_wine=ricardo.PORTUGAL.wine_labour)


def draw(scene: Scene, panels: dict[str, Axes]) -> None:
    """Draw the gains."""
    ricardo.draw_gains(panels["gains"], scene)


def describe(scene: Scene) -> str:
    """Say who gains; whether the two countries' plans add up is a question for the chapter."""
    return ricardo.describe(scene) if scene.trade.cloth_exporter is None else ricardo.describe_gains(scene)


OWN_PRICES = {own: ricardo.fraction(own) for own in (ricardo.ENGLAND.own_price, ricardo.PORTUGAL.own_price)}

EXPLORER = LiveFigure(
    name="one-price",
    title=WORDS("title"),
    # Not the price of the chapter's prediction: that page asks before it shows.
    controls=(replace(ricardo.PRICE, default=0.9, marks=OWN_PRICES),),
    presets={WORDS("inside"): {}, RICARDO("preset_outside"): {"price": 1.2}},
    model=model,
    panels={"gains": ricardo.gains_panel(5.0)},
    draw=draw,
    describe=describe,
    bars=ricardo.STRIP,
    tasks=(
        Task(
            name="nothing",
            prompt=WORDS("task"),
            holds=lambda scene: (
                scene.trade.cloth_exporter is not None
                and min(scene.trade.england.gain, scene.trade.portugal.gain) == 0
            ),
            right=WORDS("right"),
            not_yet=WORDS("not_yet"),
        ),
    ),
    theme=THEME,
)
