"""Explorer of the home page: one price between two countries, and who gains at it (card M2)."""

from matplotlib.axes import Axes

from integration_ladder.vocabulary.about import About
from integration_ladder.vocabulary.saying import fraction
from integration_ladder.vocabulary.theme import THEME
from livefigure import LiveFigure, Task

from . import ricardo
from .ricardo import Scene

ABOUT = About(section="home page", asks="One price between two countries: who gains at it?", cards=("M2",))


def model(price: float) -> Scene:
    """Trade between Ricardo's England and Portugal at ``price`` (wine per cloth)."""
    return ricardo.model(price, portugal_wine=ricardo.PORTUGAL.wine_labour)


def draw(scene: Scene, panels: dict[str, Axes]) -> None:
    """Draw the gains."""
    ricardo.draw_gains(panels["gains"], scene)


def describe(scene: Scene) -> str:
    """Say who gains; whether the two countries' plans add up is a question for the chapter."""
    return ricardo.describe_gains(scene) if scene.traded else ricardo.describe(scene)


OWN_PRICES = {own: fraction(own) for own in (ricardo.ENGLAND.own_price, ricardo.PORTUGAL.own_price)}

EXPLORER = LiveFigure(
    name="one-price",
    title="One price between two countries: who gains?",
    # Not the price of the chapter's prediction: that page asks before it shows.
    controls=(ricardo.price_slider(0.9, OWN_PRICES),),
    presets={"Inside the band": {}, "Outside the band": {"price": 1.2}},
    model=model,
    panels={"gains": ricardo.gains_panel(5.0)},
    draw=draw,
    describe=describe,
    bars=ricardo.STRIP,
    tasks=(
        Task(
            name="nothing",
            prompt="Find a price at which the two trade and one of them gains exactly nothing.",
            holds=lambda s: s.traded and min(s.trade.england.gain, s.trade.portugal.gain) == 0,
            right="Right. At that price it pays for its imports what they would cost at home; the other side would take the "
            "whole gain.",
            not_yet="Not yet. Look at the two ends of the shaded band.",
        ),
    ),
    theme=THEME,
)
