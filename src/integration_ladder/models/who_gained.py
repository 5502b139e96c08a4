"""What the China shock's published coefficient says of a district, and what it leaves open (card M19).

Source, assumptions and what always holds in it: ``CARD``.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from .card import Card
from .checks import require_not_negative, require_positive

CARD = Card(
    number="M19",
    title="Districts exposed to imports: a coefficient that compares, and a common change that it cannot see.",
    source="Autor, Dorn and Hanson (2013), “The China Syndrome”, *American Economic Review* 103(6), for exposure and the "
    "coefficient; Borusyak, Hull and Jaravel (2022), *Review of Economic Studies* 89(1), for the second coefficient. To split a "
    "district’s change into a common part and a part by exposure, and to let the reader set the common part, is the course’s own "
    "simplification.",
    assumes=(
        "a rise of imports strikes an industry’s workers alike, wherever they work",
        "an industry’s share of a district’s workers does not change before the imports come",
        "every thousand dollars of exposure do the same in every district and in both periods",
        "what strikes all districts alike is in the common change, whatever its cause",
        "districts differ in exposure for reasons that have nothing to do with what else happens to them",
        "nobody moves, buys or sells between districts in a way that spreads the loss",
    ),
    equations=(
        r"Z_i = \sum_j \frac{L_{ij}}{L_j}\,\frac{\Delta M_j}{L_i}",
        r"\Delta m_i = C + \beta Z_i",
        r"G_i = \beta\,(Z_i - \bar{Z})",
    ),
    holds=(
        "the gap between two districts does not depend on the common change",
        "a district exposed as the average has no gap",
        "more exposure never raises the share of manufacturing, if the coefficient is below zero",
        "exposures of districts, weighted by their workers, average the country’s rise of imports per worker",
    ),
)


@dataclass(frozen=True)
class District:
    """A district beside the average one, after a period.

    Attributes:
        exposure: its rise of imports per worker (thousand dollars).
        average: that of the average district.
        common: what happened to the share of manufacturing in all districts alike (percentage points).
        coefficient: percentage points of the share per thousand dollars of exposure.
        gap: by how much the district's share changed more than the average district's (points).
        change: change of its own share (points).
        average_change: change of the average district's share (points).
    """

    exposure: float
    average: float
    common: float
    coefficient: float
    gap: float
    change: float
    average_change: float


def shift_share(
    workers: Mapping[str, float],
    all_workers: float,
    national: Mapping[str, float],
    imports: Mapping[str, float],
) -> float:
    """Return a district's exposure: the rise of imports per worker that falls on it, industry by industry.

    Args:
        workers: industry → the district's workers in it.
        all_workers: all of the district's workers, in whatever industry.
        national: industry → the country's workers in it.
        imports: industry → rise of imports of its goods (dollars).

    Raises:
        ValueError: an industry has no workers in the country, or fewer than in the district; a number is not positive or
            not finite.
    """
    require_positive(all_workers=all_workers)
    for industry, here in workers.items():
        require_not_negative(**{f"workers_{industry}": here, f"imports_{industry}": imports[industry]})
        require_positive(**{f"national_{industry}": national[industry]})
        if here > national[industry]:
            raise ValueError(
                f"workers of {industry} = {here!r}: must be at most the country's, {national[industry]!r}"
            )
    return sum(here / national[one] * imports[one] / all_workers for one, here in workers.items())


def district(exposure: float, average: float, common: float, coefficient: float) -> District:
    """Return what a coefficient says of a district.

    Args:
        exposure: its rise of imports per worker in the period (thousand dollars).
        average: that of the average district.
        common: assumed change of the share of manufacturing that all districts have alike (percentage points).
        coefficient: percentage points of the share per thousand dollars.

    Raises:
        ValueError: an exposure is negative, or a number is not finite.
    """
    require_not_negative(exposure=exposure, average=average)
    for name, value in (("common", common), ("coefficient", coefficient)):
        if not math.isfinite(value):
            raise ValueError(f"{name} = {value!r}: must be a finite number")
    return District(
        exposure=exposure,
        average=average,
        common=common,
        coefficient=coefficient,
        gap=coefficient * (exposure - average),
        change=common + coefficient * exposure,
        average_change=common + coefficient * average,
    )


def fewer_jobs(gap: float, people: float) -> float:
    """Return how many jobs fewer a gap (percentage points) is among so many people of working age; below 0, more."""
    require_not_negative(people=people)
    return -gap / 100 * people
