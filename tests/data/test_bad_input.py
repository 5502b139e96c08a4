"""Each kind of bad table gets its own plain error; the tests break copies in tmp_path."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from integration_ladder import data

ROOT = Path(__file__).resolve().parents[2]
EXPORTS = "merchandise_exports"
LINE = "merch_exports_gdp,GBR,1829,9.60,pct_gdp,FH2016"  # line 4 of the table


@pytest.fixture
def copy(tmp_path):
    """A copy of data/ that a test may break."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


def alter(folder, old, new, name=EXPORTS):
    """Replace the first occurrence of ``old`` in a table of the copy."""
    file = folder / f"{name}.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def alter_entry(folder, change, name=EXPORTS):
    """Apply ``change`` to a table's entry in the copy's datapackage.json."""
    file = folder / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    change(next(resource for resource in package["resources"] if resource["name"] == name))
    file.write_text(json.dumps(package), encoding="utf-8")


BAD_ROWS = {
    "unknown unit": ("9.60,pct_gdp", "9.60,percent", ["line 4", "unknown unit 'percent'", "pct_gdp"]),
    "unknown source": ("pct_gdp,FH2016", "pct_gdp,WDI", ["line 2", "unknown source 'WDI'", "FH2016"]),
    "unknown entity": ("GBR,1829", "UK,1829", ["line 4", "unknown entity 'UK'", "GBR, WLD"]),
    "not a number": ("9.60", "9.60 %", ["line 4", "'value'", "'9.60 %' is not a number"]),
    "not finite": ("9.60", "nan", ["line 4", "'nan' is not a number"]),
    "not quite a number": ("9.60", "9_60", ["line 4", "'9_60' is not a number"]),
    "not a year": ("1829,", "1829.5,", ["line 4", "'year'", "'1829.5' is not a year"]),
    "year out of range": ("GBR,1829", "GBR,1729", ["line 4", "1729 is outside", "1827 to 2014"]),
    "value out of range": ("9.60", "960", ["line 4", "960 is outside", "0 to 100"]),
    "empty cell": ("9.60", "", ["line 4", "'value'", "empty"]),
    "a year twice": ("GBR,1829", "GBR,1828", ["entity GBR, year 1828", "lines 3 and 4", "unique"]),
    "a cell too many": (LINE, LINE + ",x", ["line 4", "7 cells, the header has 6"]),
    "a blank line": (LINE, "\n" + LINE, ["line 4", "0 cells, the header has 6"]),
    "missing column": (",unit,source", ",source", ["column 'unit' is missing", "indicator, entity"]),
    "other column": (",unit,source", ",unit,source,note", ["columns are", "note", "they should be"]),
    "open quote": ("9.60", '"9.60', ["not a CSV file"]),
}


@pytest.mark.parametrize(("old", "new", "says"), BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_bad_content_is_named(copy, old, new, says):
    alter(copy, old, new)
    with pytest.raises(data.DataError) as error:
        data.load(EXPORTS, copy)
    for words in [f"table {EXPORTS}", *says]:
        assert words in str(error.value)


def test_unknown_table_lists_those_there_are():
    with pytest.raises(data.DataError, match="no table 'exports'; there are .*merchandise_exports"):
        data.load("exports")


def test_a_harmless_change_still_needs_a_refresh(copy):
    alter(copy, "9.60", "9.61")
    with pytest.raises(
        data.DataError, match=r"differs from datapackage.json .*integration_ladder.data refresh"
    ):
        data.load(EXPORTS, copy)
    assert data.refresh(copy) == [EXPORTS]
    assert data.load(EXPORTS, copy)["value"][2] == pytest.approx(9.61)


def test_refresh_changes_checksums_and_sizes_only(copy):
    before = (copy / "datapackage.json").read_text(encoding="utf-8")
    assert data.refresh(copy) == []
    assert (copy / "datapackage.json").read_text(encoding="utf-8") == before
    alter(copy, "9.60", "9.6")
    data.refresh(copy)
    old, new = before.splitlines(), (copy / "datapackage.json").read_text(encoding="utf-8").splitlines()
    differing = [a for a, b in zip(old, new, strict=True) if a != b]
    assert len(differing) == 2
    assert all('"hash"' in line or '"bytes"' in line for line in differing)


def test_refresh_does_not_bless_bad_content(copy):
    before = (copy / "datapackage.json").read_bytes()
    alter(copy, "9.60,pct_gdp", "9.60,percent")
    with pytest.raises(data.DataError, match="unknown unit"):
        data.refresh(copy)
    assert (copy / "datapackage.json").read_bytes() == before


def test_a_spliced_series_is_refused(copy):
    def another_source(resource):
        resource["sources"].append({**resource["sources"][0], "key": "WDI"})
        resource["schema"]["fields"][-1]["constraints"]["enum"].append("WDI")

    alter_entry(copy, another_source)
    alter(copy, "2014,15.45,pct_gdp,FH2016", "2014,15.45,pct_gdp,WDI")
    with pytest.raises(data.DataError, match="line 189: .*spliced from sources FH2016, WDI"):
        data.load(EXPORTS, copy)


def test_an_empty_table_and_a_table_without_rows(copy):
    file = copy / f"{EXPORTS}.csv"
    header = file.read_text(encoding="utf-8").splitlines()[0]
    file.write_text(header + "\n", encoding="utf-8")
    with pytest.raises(data.DataError, match="no rows"):
        data.load(EXPORTS, copy)
    file.write_text("", encoding="utf-8")
    with pytest.raises(data.DataError, match="column 'indicator' is missing; it has none"):
        data.load(EXPORTS, copy)


def test_a_table_in_another_encoding(copy):
    (copy / f"{EXPORTS}.csv").write_bytes("indicator,entité".encode("latin-1"))
    with pytest.raises(data.DataError, match="not a CSV file in UTF-8"):
        data.load(EXPORTS, copy)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda r: r.pop("licenses"), "has no 'licenses'"),
        (lambda r: r["schema"].pop("primaryKey"), "has no 'primaryKey'"),
        (lambda r: r["schema"]["fields"].pop(4), "has no 'unit'"),
        (lambda r: r["schema"]["fields"][4]["constraints"].pop("enum"), "unit has no enum"),
        (lambda r: r["schema"]["fields"][4]["constraints"]["enum"].append("gram"), "'gram' is not described"),
        (lambda r: r["sources"][0].update(key="other"), "source 'FH2016' is not described"),
        (lambda r: r["schema"]["fields"][2].update(type="date"), "type 'date' is not one of"),
    ],
)
def test_an_unsound_entry_is_named(copy, change, says):
    alter_entry(copy, change)
    with pytest.raises(data.DataError, match=says) as error:
        data.load(EXPORTS, copy)
    assert EXPORTS in str(error.value)


def test_a_descriptor_that_is_not_json(copy):
    (copy / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(data.DataError, match="not readable as JSON"):
        data.tables(copy)


def test_a_file_that_is_not_there(copy):
    (copy / f"{EXPORTS}.csv").unlink()
    with pytest.raises(data.DataNotFoundError, match="is named in datapackage.json but is not there"):
        data.load(EXPORTS, copy)


def test_no_data_folder_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("INTEGRATION_LADDER_DATA", str(tmp_path))
    with pytest.raises(data.DataNotFoundError, match=r"pip install -e .*INTEGRATION_LADDER_DATA"):
        data.load(EXPORTS)


def test_the_environment_names_another_folder(copy, monkeypatch):
    monkeypatch.setenv("INTEGRATION_LADDER_DATA", str(copy))
    assert data.path(EXPORTS) == copy / f"{EXPORTS}.csv"


def test_check_reports_every_problem_and_fails(copy, capsys):
    alter(copy, "9.60,pct_gdp", "9.60,percent")
    alter(copy, "cloth,100", "cloth,many", name="ricardo_labour")
    (copy / "stray.csv").write_text("a\n1\n", encoding="utf-8")
    assert data.main(["check", "--data", str(copy)]) == 1
    said = capsys.readouterr().err
    for words in ["unknown unit 'percent'", "'many' is not a number", "stray.csv"]:
        assert words in said


def test_frictionless_finds_it_too(copy):
    pytest.importorskip("frictionless")
    alter(copy, "9.60,pct_gdp", "9.60,percent")
    theirs = [problem for problem in data.check(copy) if problem.startswith("frictionless")]
    assert any(EXPORTS in problem and "percent" in problem for problem in theirs)


def test_refresh_command(copy, capsys):
    alter(copy, "9.60", "9.61")
    assert data.main(["refresh", "--data", str(copy)]) == 0
    assert EXPORTS in capsys.readouterr().out


def test_the_command_without_a_folder_is_one_plain_sentence(tmp_path, capsys):
    assert data.main(["check", "--data", str(tmp_path)]) == 1
    assert "no datapackage.json" in capsys.readouterr().err


def test_loading_does_not_import_frictionless():
    program = "import sys; from integration_ladder import data; data.load('ricardo_labour'); "
    program += "sys.exit('frictionless' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
