"""Explorer of the home page: one price between two countries, and who gains at it (card M2)."""

from dataclasses import replace

from integration_ladder.models.ricardo import ENGLAND, PORTUGAL, Trade
from integration_ladder.vocabulary.parts import About, by_panel
from integration_ladder.vocabulary.saying import fraction
from integration_ladder.vocabulary.theme import THEME
from livefigure import LiveFigure, Task

from . import ricardo

ABOUT = About("home page", "One price between two countries: who gains at it?", ("M2",))


def model(price: float) -> Trade:
    """Trade between Ricardo's England and Portugal at ``price`` (wine per cloth)."""
    return ricardo.model(price, portugal_wine=PORTUGAL.wine_labour)


def describe(trade: Trade) -> str:
    """Say who gains; whether the two countries' plans add up is a question for the chapter."""
    return ricardo.describe_gains(trade) if trade.traded else ricardo.describe(trade)


OWN_PRICES = {own: fraction(own) for own in (ENGLAND.own_price, PORTUGAL.own_price)}

EXPLORER = LiveFigure(
    name="one-price",
    title="One price between two countries: who gains?",
    # Not the price of the chapter's prediction: that page asks before it shows.
    controls=(replace(ricardo.PRICE, default=0.9, marks=OWN_PRICES),),
    presets={"Inside the band": {}, "Outside the band": {"price": 1.2}},
    model=model,
    panels={"gains": ricardo.gains_panel(4.35)},
    draw=by_panel(gains=ricardo.draw_gains),
    describe=describe,
    bars=ricardo.STRIP,
    tasks=(
        Task(
            name="nothing",
            prompt="Find a price at which the two trade and one of them gains exactly nothing.",
            holds=lambda trade: trade.traded and min(trade.england.gain, trade.portugal.gain) == 0,
            right="Right. At that price it pays for its imports what they would cost at home; the other side would take the "
            "whole gain.",
            not_yet="Not yet. Look at the two ends of the shaded band.",
        ),
    ),
    theme=THEME,
)
