"""What the table-one explorer must let a reader see: no row is weighed against another, and the record agrees with the paper."""

import re
from datetime import date

import yaml

from integration_ladder import data
from integration_ladder.charts.evolution import table_one_rows as rows
from integration_ladder.explorers.evolution.table_one import EXPLORER, MEASURED, NOT, SAID, model

from ..tasks import answers


def test_the_prediction_can_be_read_off_the_overview() -> None:
    assert [row.number for row in rows.ROWS if row.claimed] == [1, 3]
    assert EXPLORER.default == {"row": 1, "reading": SAID}
    assert EXPLORER.covered == ("overview",)


def test_what_is_marked_as_counted_or_estimated_stands_in_the_table() -> None:
    table = data.load("table_one_check")
    dates = {"legal status", "announcement", "signature"}
    for row in rows.ROWS:
        kinds = table[table["row"] == str(row.number)]
        against = kinds[~kinds["benchmark"].str.startswith("none")]
        is_model = against["kind"].str.contains("model") | against["fact"].isin(
            ["real_income_loss_a_month", "most_exposed_income"]
        )
        assert row.estimated == bool(is_model.any()), row
        plain = kinds[~kinds["kind"].str.contains("model")]
        counts = plain[~plain["kind"].str.split(r"[,;]").str[0].isin(dates)]
        assert row.counted == (len(counts) > 0), row


def test_the_strip_is_silent_everywhere() -> None:
    for one in EXPLORER.settings():
        assert set(EXPLORER.bars.of(model(**one)).values()) == {None}


def test_the_task_is_the_one_row_without_an_estimate() -> None:
    assert answers(EXPLORER) == {"no-estimate": [{"row": 3, "reading": NOT}]}


def test_what_is_said_keeps_the_papers_words_of_the_ledger() -> None:
    path = rows.data.path("table_one_check").parents[1] / "book/claims/chapter-3.yml"
    claim = next(one for one in yaml.safe_load(path.read_text("utf-8")) if one["id"] == "C63")
    for row, words in zip(rows.ROWS, claim["rows"], strict=True):
        sentence = EXPLORER.frame({"row": row.number, "reading": SAID}).sentence
        told = re.sub(r"\W+", " ", words.partition(":")[2]).casefold().split()
        heard = re.sub(r"\W+", " ", sentence).casefold()
        missing = [word for word in told if word not in heard]
        assert not missing, (row, missing)
        assert ("So the row itself says what followed." in sentence) == row.claimed
        assert ("the row does not say what followed" in sentence) != row.claimed


def test_no_reading_judges() -> None:
    for one in EXPLORER.settings():
        sentence = EXPLORER.frame(one).sentence
        assert not re.search(
            r"\b(worst|best|more damage|unfortunately|rightly|wrongly|of course)\b", sentence
        )


def test_the_old_agreement_ends_when_the_new_one_begins() -> None:
    (new,) = rows.dated("usmca_in_force")
    assert new == date(2020, 7, 1)
    assert "the day before its successor" in EXPLORER.frame({"row": 4, "reading": MEASURED}).sentence
