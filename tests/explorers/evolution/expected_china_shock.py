"""What card M19 expects of the explorer of exposed districts: from the published numbers, not from the explorer."""

from integration_ladder import data

from ..expected import HOME, INK, LINE, LOSS, SOFT, Expected, four
from ..seen import Seen

ROWS = data.load("china_shock_estimates")
FOUND = {(row.study, row.outcome, row.year_from): row.value for row in ROWS.itertuples()}
MAIN = FOUND["autor_dorn_hanson", "mfg_employment_coefficient", 1990]
LATER = FOUND["borusyak_hull_jaravel", "mfg_employment_coefficient", 1990]


def points(value: float) -> str:
    text = f"{abs(round(value, 9)):.2f}"
    return "0.00" if text == "0.00" else ("+" if value > 0 else "−") + text


def expected(period: str, exposure: float, common: float) -> Expected:
    """Return the picture at a setting."""
    average = FOUND["autor_dorn_hanson", "exposure_rise", int(period[:4])]
    gap, later = MAIN * (exposure - average), LATER * (exposure - average)
    levels = [common, common + MAIN * average, common + MAIN * exposure]
    return Expected(
        bars=four(),
        says=says(period, exposure, average, common),
        readout={
            "Gap (2013)": points(gap),
            "Gap (2022)": points(later),
            "Change here": points(levels[2]),
            "Change on average": points(levels[1]),
        },
        panels={
            "gap": Seen(
                full=[(SOFT, exposure, later), (HOME, exposure, gap)],
                drops=[(exposure, -3, exposure, max(gap, later))],
                strokes=[
                    (LINE, 0, 0, 5, 0),
                    (SOFT, 0, -LATER * average, 5, LATER * (5 - average)),
                    (HOME, 0, -MAIN * average, 5, MAIN * (5 - average)),
                ],
            ),
            "levels": Seen(
                full=[(INK, at, level) for at, level in enumerate(levels)],
                strokes=[
                    (LINE, -0.45, 0, 2.45, 0),
                    (SOFT, -0.45, common, 2.45, common),
                    *((LOSS, at, common, at, level) for at, level in enumerate(levels) if level != common),
                ],
            ),
        },
    )


def says(period: str, exposure: float, average: float, common: float) -> list[str]:
    gap = MAIN * (exposure - average)
    found = [f"In {period.replace('-', '–')} imports from China rose by {exposure:.2f} thousand dollars"]
    if exposure != average:
        way, how = ("fewer", "worse") if gap < 0 else ("more", "better")
        found += [
            f"by {average:.2f} in the average district.",
            f"there are {abs(round(10 * gap, 9)):.1f} {way} jobs in manufacturing here per 1,000 people of working age",
            f"its manufacturing workers do {how} than those there.",
        ]
    assumed = f"With {points(common)} points " if common else "If it was nothing, "
    here = f"{assumed}the share of manufacturing changes by {points(common + MAIN * exposure)} points here"
    return [*found, f"{here}, and by {points(common + MAIN * average)} in the average district."]
