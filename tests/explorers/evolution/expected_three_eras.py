"""What the tables expect of the three-eras explorer: read off their rows here, without the chart's loader."""

from integration_ladder import data
from integration_ladder.explorers.evolution.three_eras import YEARS

from ..expected import FOREIGN, HOME, INK, LINE, SOFT, THIRD, Expected, four
from ..seen import Seen

ROWS = [
    *data.load("trade_openness").to_dict("records"),
    *data.load("centre_share").to_dict("records"),
]
TRADE = {
    "goods": [("merch_exports_gdp", "WLD", INK, "")],
    "goods_uk": [("merch_exports_gdp", "GBR", INK, "")],
    "goods_us": [("merch_exports_gdp", "USA", INK, "")],
    "trade": [
        ("trade_gdp_km", "WLD", HOME, "Klasing and Milionis"),
        ("trade_gdp_pwt", "WLD", FOREIGN, "Penn World Table"),
        ("trade_gdp_wb", "WLD", THIRD, "World Bank"),
    ],
}
NAMES = {
    "goods": "orld exports of goods",
    "trade": "orld exports plus imports",
    "goods_uk": "British exports of goods",
    "goods_us": "American exports of goods",
}
COUNTRIES = [("GBR", HOME), ("USA", FOREIGN), ("SUN", THIRD), ("CHN", SOFT)]
# First and last year of what is shaded, and what the sentence says of it.
LEADERS = [
    (1870, 1945, "Britain and other European countries lead"),
    (1945, 1991, "the United States and the Soviet Union lead"),
    (1991, 2026, "the United States lead"),
]
COSTS = [
    (1870, 1913, "trade booms"),
    (1921, 1939, "trade falls back"),
    (1950, 2000, "trade booms again"),
]
WAVES = [(1820, 1914, "the first wave runs"), (1960, 2026, "the second wave runs")]
DATINGS = {"leader": LEADERS, "costs": COSTS, "waves": WAVES}


def rows(indicator: str, entity: str) -> dict[int, float]:
    return {
        row["year"]: row["value"] for row in ROWS if row["indicator"] == indicator and row["entity"] == entity
    }


def percent(value: float) -> str:
    return f"{value:.1f}\u00a0%"


def trade(series: str, year: int) -> list[str]:
    found = []
    for indicator, entity, _, source in TRADE[series]:
        value = rows(indicator, entity).get(year)
        if value is not None:
            found.append(percent(value) + (f" ({source})" if source else ""))
    return found


def expected(series: str, dating: str, moment: float) -> Expected:
    """Return the picture at a setting."""
    year = YEARS[int(moment)]
    shares = {entity: rows("world_gdp_share", entity) for entity, _ in COUNTRIES}
    told = trade(series, year)
    return Expected(
        bars=four(),
        says=[*opening(series, year, told), *period(dating, year), *output(shares, year)],
        readout={
            "Trade over GDP": " and ".join(told) or "not in the table",
            **{
                name: percent(shares[entity][year]) if year in shares[entity] else "not in the table"
                for name, entity in (("Britain", "GBR"), ("United States", "USA"), ("Soviet Union", "SUN"))
            },
        },
        panels={
            "openness": openness(series, dating, year),
            "centre": centre(shares, dating, year),
        },
    )


def opening(series: str, year: int, told: list[str]) -> list[str]:
    if told:
        return [f"In {year} ", NAMES[series], *told, " of GDP."]
    return [NAMES[series], f" in {year}: not in the table."]


def period(dating: str, year: int) -> list[str]:
    inside = [says for first, last, says in DATINGS[dating] if first <= year <= last]
    if not inside:
        return ["the year lies in no period."]
    return [f"{inside[0]} until this year; then {inside[1]}."] if len(inside) == 2 else [f"{inside[0]}."]


def output(shares: dict[str, dict[int, float]], year: int) -> list[str]:
    known = shares["USA"]
    if year in known:
        british, american = percent(shares["GBR"][year]), percent(known[year])
        return [f"Britain made {british} and the United States made {american} that year."]
    before, after = [at for at in known if at < year], [at for at in known if at > year]
    return [f"only for {max(before)} and {min(after)}." if after else f"its last is {max(before)}."]


def shaded(dating: str, low: float, high: float) -> list[tuple]:
    first_of_two = [LEADERS[0], LEADERS[2]] if dating == "leader" else DATINGS[dating]
    return [(LINE, left, right, low, high) for left, right, _ in first_of_two]


def openness(series: str, dating: str, year: int) -> Seen:
    seen = Seen(blocks=shaded(dating, 2.5, 100), drops=[(year, 2.5, year, 100)])
    for indicator, entity, colour, _ in TRADE[series]:
        known = rows(indicator, entity)
        alone = [at for at in known if at - 1 not in known and at + 1 not in known]
        seen.full.extend((colour, at, known[at]) for at in alone)
        if year in known:
            seen.full.append((colour, year, known[year]))
    return seen


def centre(shares: dict[str, dict[int, float]], dating: str, year: int) -> Seen:
    seen = Seen(blocks=shaded(dating, 0, 34), drops=[(year, 0, year, 34)])
    for entity, colour in COUNTRIES:
        for at, share in shares[entity].items():
            after_the_union = entity == "SUN" and at > 1990
            (seen.hollow if after_the_union else seen.full).append((colour, at, share))
        if year in shares[entity]:
            seen.full.append((colour, year, shares[entity][year]))
    return seen
