"""A market: demand and supply of a good over its price, with quantities and the areas between prices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes

from .areas import Corners
from .curves import curve, values
from .labels import Named, name_curves, note
from .points import drop
from .theme import HOME, INK, SOFT

Quantity = Callable[[float], float]
"""Price → quantity."""

STEPS = 41
"""Points of a curve, or of the curved side of an area."""


@dataclass(frozen=True)
class Market:
    """Demand and supply in one country; quantity is drawn to the right, price upwards, as textbooks do.

    Attributes:
        demand: price → quantity that buyers want.
        supply: price → quantity that makers in the country offer.
    """

    demand: Quantity
    supply: Quantity

    def draw(self, axes: Axes, prices: Mapping[float, tuple[str, str]] | None = None) -> None:
        """Draw both curves within the panel and some prices, each curve with its name where there is room.

        Args:
            axes: the panel, wide enough at the right for the names of prices.
            prices: price → (its name, its colour).
        """
        for price, (text, colour) in (prices or {}).items():
            self.price(axes, price, text, colour)
        heights = np.linspace(*axes.get_ylim(), STEPS)
        named = []
        for quantity, text, colour in ((self.demand, "demand", INK), (self.supply, "supply", HOME)):
            at = values(quantity, heights)
            curve(axes, at, heights, colour)
            inside = (at >= min(axes.get_xlim())) & (at <= max(axes.get_xlim()))
            named.append(Named(at[inside], heights[inside], text, colour))
        name_curves(axes, *named)

    def price(self, axes: Axes, price: float, text: str, colour: str = SOFT) -> None:
        """Draw a price across the panel, named in its right margin, with what is made and bought at it."""
        axes.plot(axes.get_xlim(), [price, price], color=colour, lw=1.4)
        note(axes, axes.get_xlim()[1], price, f" {text}", colour, va="center")
        for quantity in (self.supply, self.demand):
            drop(axes, quantity(price), price, colour, base=axes.get_ylim()[0])

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
