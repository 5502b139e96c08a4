"""What the table expects of the figure on chapter 3's opening page: read off its rows here, without the chart's loader."""

from integration_ladder import data

from ..expected import HOME, LINE, SOFT, Expected, four
from ..seen import Seen

ROWS = {
    row["year"]: row["value"]
    for row in data.load("world_trade_volume").to_dict("records")
    if row["year"] < 2011
}
PEAKS = (1913, 1929, 1974, 2008)


def expected(peak: float, after: float) -> Expected:
    """Return the picture some years after a peak."""
    peak, year = int(peak), int(peak + after)
    known = _years(peak, year)
    low = min(known, key=ROWS.get)
    back = next((one for one in _years(peak, 2010)[1:] if ROWS[one] >= ROWS[peak]), None)
    is_back = back is not None and back <= year
    in_table = year in known
    return Expected(
        bars=four(),
        says=_says(peak, year, known, low, back if is_back else None),
        readout={
            "Year": str(year),
            "Against the peak": _signed(_change(peak, year)) if in_table else "–",
            "Lowest so far": _signed(_change(peak, low)),
            "Back at the peak": str(back) if is_back else "not yet",
        },
        panels={
            "falls": Seen(
                full=[(HOME, year - peak, 100 * ROWS[year] / ROWS[peak])] if in_table else [],
                strokes=[(LINE, 0, 100, 11, 100), *_short(peak, year)],
            )
        },
    )


def _years(peak: int, year: int) -> list[int]:
    """The years from a peak on that the table has, up to its first gap."""
    return [one for one in range(peak, year + 1) if all(at in ROWS for at in range(peak, one + 1))]


def _change(peak: int, year: int) -> float:
    return 100 * round(ROWS[year] / ROWS[peak] - 1, 9)


def _signed(change: float) -> str:
    return f"{'+' if change > 0 else '−' if change < 0 else ''}{abs(change):.1f}\u00a0%"


def _says(peak: int, year: int, known: list[int], low: int, back: int | None) -> list[str]:
    last = known[-1]
    if year == peak:
        return [f"In {year} ", f"it was {-_change(peak, peak + 1):.1f}\u00a0% smaller."]
    if last < year:
        start = f"no value for {year}."
        if back:
            return [start, f"It was back in {back}."]
        return [start, f"In {last}, ", f"was {-_change(peak, last):.1f}\u00a0% smaller than in {peak}."]
    change = _change(peak, year)
    if change >= 0:
        return [
            f"In {year} ",
            f"{change:.1f}\u00a0% larger than in {peak}",
            f"It was back in {back}, after {back - peak} year",
        ]
    told = f"{-change:.1f}\u00a0% smaller than in {peak}"
    if low == year:
        return [f"In {year} ", told, "the lowest year so far"]
    return [f"In {year} ", told, f"was {low}, with {-_change(peak, low):.1f}\u00a0% less"]


def _short(peak: int, year: int) -> list[tuple]:
    """The ways that have so few points that they count as strokes."""
    found = []
    for one in PEAKS:
        known = _years(one, one + 11)
        parts = [(known, SOFT)]
        if one == peak:
            parts = [([at for at in known if at >= year], HOME), ([at for at in known if at <= year], HOME)]
        found += [
            (colour, *(place for at in part for place in (at - one, 100 * ROWS[at] / ROWS[one])))
            for part, colour in parts
            if 2 <= len(part) <= 4
        ]
    return found
