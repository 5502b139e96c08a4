"""A market: demand and supply of a good over its price, with quantities and the areas between prices."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from .areas import Corners
from .curves import curve, values
from .labels import Named, margin_names, name_curves
from .points import drop
from .theme import HOME, INK, SOFT

Quantity = Callable[[float], float]
"""Price → quantity."""

STEPS = 41
"""Points of a curve, or of the curved side of an area."""


@dataclass(frozen=True)
class Price:
    """A price across the panel.

    Attributes:
        value: the price.
        text: its name, in the right margin.
        colour: of line, name and drop lines.
        dash: of the line.
        drops: whether lines drop from what is made and what is bought at it.
    """

    value: float
    text: str = ""
    colour: str = SOFT
    dash: Any = "-"
    drops: bool = False


@dataclass(frozen=True)
class Market:
    """Demand and supply in one country; quantity is drawn to the right, price upwards, as textbooks do.

    Attributes:
        demand: price → quantity that buyers want.
        supply: price → quantity that makers in the country offer.
    """

    demand: Quantity
    supply: Quantity

    def draw(self, axes: Axes, *prices: Price, keep_free: Iterable[tuple[float, float]] = ()) -> None:
        """Draw both curves within the panel and some prices, which may meet: their names keep apart.

        Areas are drawn before, so that the names of the curves keep clear of them.

        Args:
            axes: the panel, wide enough at the right for the names of prices.
            prices: in the order in which they are drawn; names of prices that meet stand in this order upwards.
            keep_free: (quantity, price) of what will be drawn later: the names of the curves keep clear of it.
        """
        left, right = axes.get_xlim()
        for price in prices:
            axes.plot([left, right], [price.value] * 2, color=price.colour, lw=1.4, ls=price.dash)
            if price.drops:
                for quantity in (self.supply, self.demand):
                    drop(axes, quantity(price.value), price.value, price.colour, base=axes.get_ylim()[0])
        margin_names(axes, [(price.value, price.text, price.colour) for price in prices if price.text])
        heights = np.linspace(*axes.get_ylim(), STEPS)
        named = []
        for quantity, text, colour in ((self.demand, "demand", INK), (self.supply, "supply", HOME)):
            at = values(quantity, heights)
            curve(axes, at, heights, colour)
            inside = (at >= left) & (at <= right)
            named.append(Named(at[inside], heights[inside], text, colour))
        name_curves(axes, *named, keep_free=keep_free)

    def imports(self, price: float) -> float:
        """Return what is bought beyond what is made in the country."""
        return self.demand(price) - self.supply(price)

    def made_dearer(self, low: float, high: float) -> Corners:
        """Return the area lost when the country makes at ``high`` what it could buy at ``low``: beside supply."""
        return beside(self.supply, low, high, self.supply(low))

    def not_bought(self, low: float, high: float) -> Corners:
        """Return the area lost when buyers give up at ``high`` what they would buy at ``low``: beside demand."""
        return beside(self.demand, low, high, self.demand(high))


def beside(quantity: Quantity, low: float, high: float, to: float = 0.0) -> Corners:
    """Return the corners of the area between a curve and the vertical line at ``to``, from one price to another.

    With ``to`` 0 it is what buyers (demand) or makers (supply) gain or lose when the price goes from one to the other.
    """
    prices = np.linspace(low, high, STEPS)
    return (*((quantity(float(price)), float(price)) for price in prices), (to, high), (to, low))
