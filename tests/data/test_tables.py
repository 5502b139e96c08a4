"""The tables as committed: they load, frictionless agrees, and their sources and pages are real."""

import hashlib
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from integration_ladder import data

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
NAMES = [resource["name"] for resource in PACKAGE["resources"]]
BY_NAME = pytest.mark.parametrize("resource", PACKAGE["resources"], ids=NAMES)
SETS = sorted((ROOT / "exercises").glob("set-*.md"))
PAGES = sorted({page for resource in PACKAGE["resources"] for page in resource["pages"]})


@BY_NAME
def test_a_table_loads_typed(resource):
    frame = data.load(resource["name"])
    assert len(frame) > 0
    assert pd.api.types.is_float_dtype(frame["value"])
    for field in resource["schema"]["fields"]:
        if field["type"] == "year":
            assert pd.api.types.is_integer_dtype(frame[field["name"]])


def test_the_check_command_is_content(capsys):
    assert data.main(["check"]) == 0
    assert "tables are sound" in capsys.readouterr().out


def test_frictionless_takes_part_and_is_content():
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.Package(str(ROOT / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten()
    assert {task.name for task in report.tasks} == set(NAMES)


@BY_NAME
def test_checksum_and_size(resource):
    raw = (ROOT / "data" / resource["path"]).read_bytes()
    assert resource["hash"] == "sha256:" + hashlib.sha256(raw).hexdigest()
    assert resource["bytes"] == len(raw)


@BY_NAME
def test_every_unit_and_source_is_described_and_used(resource):
    frame = data.load(resource["name"])
    about = data.describe(resource["name"])
    assert set(frame["unit"]) == set(about.units)
    assert set(frame["source"]) == {source["key"] for source in resource["sources"]}
    for source in resource["sources"]:
        assert {"title", "citation", "retrieved"} <= source.keys()
        assert source["title"] in about.source_line
    assert about.licence in about.source_line
    assert all(unit_words in about.unit for unit_words in about.units.values())


@BY_NAME
def test_the_entry_says_what_a_reader_needs(resource):
    assert resource["pages"], "a table that no page prints has no place in data/"
    assert all(field["description"] for field in resource["schema"]["fields"])
    assert all(field["constraints"]["required"] for field in resource["schema"]["fields"])
    assert resource["schema"]["primaryKey"]
    for field in resource["schema"]["fields"]:
        if field["type"] == "year":
            assert {"minimum", "maximum"} <= field["constraints"].keys()


def test_every_unit_of_the_package_is_used():
    used = {unit for name in NAMES for unit in data.describe(name).units}
    assert used == set(PACKAGE["units"])


def test_no_series_is_spliced():
    for name in NAMES:
        frame = data.load(name)
        if "indicator" in frame:
            assert (frame.groupby("indicator")[["source", "unit"]].nunique() == 1).all(axis=None)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_named_exists(page):
    assert any((ROOT / page).with_suffix(suffix).is_file() for suffix in (".md", ".ipynb")), page


def test_a_page_that_loads_a_table_is_named():
    pages_of = {resource["name"]: resource["pages"] for resource in PACKAGE["resources"]}
    catalogue = ROOT / "book" / "reference" / "data.md"  # shows how any table is loaded
    for page in [
        *set((ROOT / "book").rglob("*.md")) - {catalogue},
        *(ROOT / "notebooks").glob("*.ipynb"),
        *SETS,
    ]:
        for name in re.findall(r"""data\.load\(\\?["'](\w+)""", page.read_text(encoding="utf-8")):
            here = page.relative_to(ROOT).with_suffix("").as_posix()
            assert here in pages_of[name], f"{here} loads {name}: add it to pages in datapackage.json"


def test_ricardos_numbers():
    labour = data.load("ricardo_labour").pivot(index="country", columns="good", values="value")
    assert labour.loc["England"].to_dict() == {"cloth": 100, "wine": 120}
    assert labour.loc["Portugal"].to_dict() == {"cloth": 90, "wine": 80}


def test_macdougalls_products_add_up():
    tests = data.load("advantage_tests")
    cases = tests[(tests["study"] == "macdougall") & (tests["measure"] == "cases")]
    assert cases["value"].sum() == 25
    shares = tests[tests["measure"] == "share_of_value"]
    assert shares["value"].sum() == 100


def test_exports_cover_every_year_once_for_both():
    exports = data.load("merchandise_exports")
    for _, series in exports.groupby("entity"):
        assert list(series["year"]) == list(range(1827, 2015))
    world = exports[exports["entity"] == "WLD"].set_index("year")["value"]
    assert world[1913] == pytest.approx(13.96)
