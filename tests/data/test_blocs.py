"""The tables of blocs: three dates of each stage, members that add up, and no answer where they have no row."""

import re

import pytest

from integration_ladder import data
from integration_ladder.charts.ladder import blocs
from integration_ladder.charts.ladder.blocs import NotInTableError

STAGES = data.load("bloc_stages")
MEMBERS = data.load("bloc_members")
AGREEMENTS = data.load("agreements_in_force")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def test_every_date_is_a_date_or_says_that_there_is_none() -> None:
    for column in ("treaty", "in_force", "reached", "ended"):
        dates = set(STAGES[column]) - {"none", "not found"}
        assert all(DATE.fullmatch(date) for date in dates), column
    assert all(DATE.fullmatch(date) for date in MEMBERS["date"])
    assert "not found" not in set(STAGES["reached"]), "what was not found is not reached"


def test_the_rung_is_that_of_the_stage() -> None:
    for row in STAGES.itertuples():
        assert row.value == (blocs.RUNGS.index(row.stage) if row.stage in blocs.RUNGS else 0), row


def test_what_is_reached_says_by_whom_and_nothing_is_reached_without_a_rung() -> None:
    assert list(STAGES["reached"] == "none") == list(STAGES["reached_by"] == "none")
    assert set(STAGES.loc[STAGES["value"] == 0, "reached"]) == {"none"}


def test_a_stage_ends_after_it_began() -> None:
    for row in STAGES[STAGES["ended"].str[0].str.isdigit()].itertuples():
        assert row.ended > min(row.treaty, row.in_force)


def test_the_three_dates_are_three() -> None:
    """Signed, in force and reached differ in most rows, and not always in this order."""
    whole = STAGES[(STAGES["reached"] != "none") & (STAGES["treaty"] != "not found")]
    assert (whole["in_force"] != whole["reached"]).mean() > 0.4
    assert (whole["treaty"] != whole["in_force"]).mean() > 0.9
    assert set(whole.loc[whole["reached"] < whole["in_force"], "bloc"]) == {"uk_eu"}, "applied provisionally"
    earlier = [
        row.bloc
        for row in whole.itertuples()
        if row.in_force < row.treaty and not row.treaty.startswith(row.in_force)
    ]
    assert earlier == ["cer"], "applied before signature"


def test_nobody_joins_twice_or_leaves_before_joining() -> None:
    for (bloc, member), rows in MEMBERS.groupby(["bloc", "member"]):
        values = list(rows.sort_values("date")["value"])
        assert values == [1, -1, 1, -1][: len(values)], (bloc, member)
        assert list(rows["change"]) == ["joined" if value > 0 else "left" for value in rows["value"]]
        assert bloc in set(STAGES["bloc"])


@pytest.mark.parametrize(
    ("bloc", "year", "count"),
    [
        ("eu", 1958, 6),
        ("eu", 1973, 9),
        ("eu", 1995, 15),
        ("eu", 2013, 28),
        ("eu", 2020, 27),
        ("efta", 1960, 7),
        ("efta", 2025, 4),
        ("cacm", 1969, 5),
        ("cacm", 1971, 4),
        ("eac", 1976, 3),
        ("eac", 1990, 0),
        ("eac", 2025, 8),
        ("comecon", 1989, 10),
        ("comecon", 1991, 0),
        ("efta", 1990, 6),
        ("efta", 1991, 7),
        ("mercosur", 2012, 4),
        ("mercosur", 2013, 5),
        ("mercosur", 2025, 5),
        ("asean", 2025, 11),
        ("gcc", 2025, 6),
        ("caricom", 2025, 15),
        ("waemu", 2025, 8),
    ],
)
def test_how_many_members(bloc: str, year: int, count: int) -> None:
    assert blocs.members(bloc, year) == count


@pytest.mark.parametrize(
    ("bloc", "path"),
    [
        ("zollverein", (2, 0)),
        ("benelux", (2, 4)),
        ("eu", (2, 3, 4)),
        ("uk_eu", (2, 3, 1)),
        ("efta", (1,)),
        ("eea", (3,)),
        ("comecon", ()),
        ("cacm", (2,)),
        ("caricom", (1, 2, 3)),
        ("eaeu", (2,)),
        ("eac", (2, 0, 2)),
        ("gcc", (1, 2, 3)),
    ],
)
def test_the_way_of_a_bloc(bloc: str, path: tuple[int, ...]) -> None:
    assert blocs.path(bloc) == path


@pytest.mark.parametrize(
    ("bloc", "year", "rung"),
    [
        ("eu", 1967, 0),
        ("eu", 1968, 2),
        ("eu", 1992, 2),
        ("eu", 1993, 3),
        ("eu", 1998, 3),
        ("eu", 1999, 4),
        ("uk_eu", 2020, 3),
        ("uk_eu", 2021, 1),
        ("zollverein", 1834, 2),
        ("zollverein", 1871, 0),
        ("eac", 1976, 2),
        ("eac", 1977, 0),
        ("eac", 2009, 0),
        ("eac", 2010, 2),
        ("cacm", 1965, 0),
        ("cacm", 1970, 2),
        ("caricom", 1973, 1),
        ("caricom", 1974, 2),
    ],
)
def test_where_a_bloc_stands_at_the_end_of_a_year(bloc: str, year: int, rung: int) -> None:
    assert blocs.rung(bloc, year) == rung


def test_only_what_was_announced_counts_by_the_stricter_rule() -> None:
    assert [bloc for bloc in blocs.blocs() if blocs.climbed_in_order(bloc, strict=True)] == ["gcc"]
    assert blocs.path("caricom", strict=True) == (1, 3)
    assert blocs.path("cacm", strict=True) == ()
    judged = set(STAGES.loc[STAGES["reached_by"] == "judged", "bloc"])
    changed = {bloc for bloc in blocs.blocs() if blocs.path(bloc, strict=True) != blocs.path(bloc)}
    assert changed == judged == {"benelux", "cacm", "eac", "can", "caricom"}


def test_a_stage_whose_end_was_not_found_is_taken_to_last() -> None:
    (market,) = blocs.stages("cacm")
    assert market.open_end
    assert market.ended is None
    assert blocs.members("cacm", 1971) == 4, "one member left, the others went on"
    assert [stage.bloc for rows in blocs.table().values() for stage in rows if stage.open_end] == ["cacm"]


def test_ways_in_words() -> None:
    assert [bloc for bloc in blocs.blocs() if blocs.climbed_in_order(bloc)] == ["caricom", "gcc"]
    assert [bloc for bloc in blocs.blocs() if blocs.fell(bloc)] == ["zollverein", "eac"]
    assert blocs.fell("uk_eu")
    assert blocs.stood_still("efta")
    assert not blocs.stood_still("comecon")
    assert blocs.left_out("eu") == (1,)
    assert blocs.left_out("benelux") == (1, 3)
    assert blocs.left_out("efta") == ()
    assert blocs.left_out("uk_eu") == (1,), "it stood on the first rung later, on its way down"
    assert blocs.left_out("gcc", 2000) == blocs.left_out("gcc") == ()
    assert blocs.left_out("benelux", 1950) == (1,)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: blocs.standing("nafta", 2000), "bloc 'nafta': not in the table; there are zollverein, "),
        (
            lambda: blocs.rung("eac", 1950),
            "East African Community in 1950: not in the table, .* from 1967 to",
        ),
        (
            lambda: blocs.rung("eu", 2026),
            "EEC and EU in 2026: not in the table, which speaks of it from 1957 to 2025",
        ),
        (lambda: blocs.members("zollverein", 1840), "members of Zollverein: not in the table"),
        (
            lambda: blocs.members("efta", 1950),
            "members of EFTA in 1950: not in the table, .* from 1960 to 2025",
        ),
        (lambda: blocs.members("asean", 1990), "members of ASEAN in 1990: not in the table"),
        (lambda: blocs.left_out("gcc", 1970), "Gulf Cooperation Council in 1970: not in the table"),
        (lambda: blocs.path("atlantis"), "bloc 'atlantis': not in the table"),
    ],
)
def test_what_has_no_row_is_an_error_that_names_it(ask, message: str) -> None:
    with pytest.raises(NotInTableError, match=message):
        ask()


def test_agreements_are_counted_in_every_year_once() -> None:
    for stage, rows in AGREEMENTS.groupby("stage"):
        assert list(rows["year"]) == list(range(1958, 2021)), stage
    last = AGREEMENTS[AGREEMENTS["year"] == 2020].set_index("stage")["value"]
    assert last.to_dict() == {"customs union": 17, "free trade area": 262}
