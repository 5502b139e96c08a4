"""The strip under every explorer: workers and owners, at home and abroad, and who else there is."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from livefigure import Bars, Infeasible

Known = str | float | Callable[[Any], float | None] | None
"""Where a bar comes from: a field of the result ("home.gain"), a constant, a function of the result; None: silent."""


def strip(
    title: str,
    *,
    home_workers: Known = None,
    home_owners: Known = None,
    foreign_workers: Known = None,
    foreign_owners: Known = None,
    further: Mapping[str, Known] | None = None,
    sums: Mapping[str, Sequence[str]] | None = None,
    home: str = "Home",
    foreign: str = "Abroad",
) -> Bars:
    """Return the strip: what the model knows, and everybody else silent. It is silent where a setting is infeasible.

    Args:
        title: what stands above the strip, with the benchmark ("Who gains, against no trade").
        home_workers, home_owners, foreign_workers, foreign_owners: each bar's change of real income as a fraction.
        further: bars below the four, any number: name → where it comes from.
        sums: a bar → the bars that add up to it ({"Home, all": ("Home, owners", "Home, buyers")}): they are printed
            so that the sum holds to the last decimal, and one that does not hold is an error.
        home, foreign: what the two countries are called.
    """
    bars: dict[str, Known] = {
        f"{home}, workers": home_workers,
        f"{home}, owners": home_owners,
        f"{foreign}, workers": foreign_workers,
        f"{foreign}, owners": foreign_owners,
        **(further or {}),
    }

    def of(result: Any) -> dict[str, float | None]:
        silent = isinstance(result, Infeasible)
        return {bar: None if silent else _value(result, known) for bar, known in bars.items()}

    return Bars(of=of, names=tuple(bars), title=title, sums=sums or {})


def labour_only(
    title: str,
    home: Known,
    foreign: Known,
    *,
    further: Mapping[str, Known] | None = None,
    names: tuple[str, str] = ("Home", "Abroad"),
) -> Bars:
    """Return the strip of a model in which labour is the only factor: workers get all income, owners are silent.

    Args:
        title, further: as of :func:`strip`.
        home, foreign: where the workers' bars come from.
        names: what the two countries are called.
    """
    at_home, abroad = names
    return strip(
        title,
        home_workers=home,
        foreign_workers=foreign,
        further=further,
        home=at_home,
        foreign=abroad,
    )


def _value(result: Any, known: Known) -> float | None:
    if isinstance(known, str):
        return attrgetter(known)(result)
    return known(result) if callable(known) else known
