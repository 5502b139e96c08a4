"""Loads the course's tables, because a chart is only as good as the table under it.

A table comes out typed and checked, or not at all: every error names table, column, line and value,
and says what would be admissible. Needs pandas only; frictionless, if installed, adds its own checks to

    python -m integration_ladder.data check      validate every table
    python -m integration_ladder.data refresh    rewrite checksums and sizes in datapackage.json
"""

import argparse
import csv
import hashlib
import importlib.util
import io
import json
import math
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

_DESCRIPTOR = "datapackage.json"
_REFRESH = "python -m integration_ladder.data refresh"


class DataError(ValueError):
    """A table, or its entry in datapackage.json, is not as it should be; the message says where and how."""


class DataNotFoundError(FileNotFoundError):
    """The folder with the tables is not where the loader looks."""


@dataclass(frozen=True)
class Description:
    """What a chart or a catalogue says about a table.

    ``unit`` is in words, several joined by "; " (``units`` maps each key of the unit column to its words);
    ``source_line`` is ready to stand under a chart.
    """

    name: str
    title: str
    description: str
    unit: str
    units: dict[str, str]
    licence: str
    citations: tuple[str, ...]
    pages: tuple[str, ...]
    source_line: str


def tables(folder: Path | None = None) -> list[str]:
    """Names of all tables, in the order of datapackage.json.

    Raises ``DataNotFoundError`` if the data folder is not there, ``DataError`` if its descriptor is unsound.
    """
    return [resource["name"] for resource in _package(_folder(folder))["resources"]]


def path(name: str, folder: Path | None = None) -> Path:
    """The CSV file of a table.

    Raises ``DataError`` for an unknown name, ``DataNotFoundError`` if the folder or the file is not there.
    """
    folder = _folder(folder)
    file = folder / _resource(name, folder)["path"]
    if not file.is_file():
        raise DataNotFoundError(f"table {name}: {file} is named in {_DESCRIPTOR} but is not there")
    return file


def load(name: str, folder: Path | None = None) -> pd.DataFrame:
    """A table as a DataFrame: text as str, years as int, numbers as float, in the units of its unit column.

    Raises ``DataError`` (unknown table; columns; a value of wrong type or outside the admissible set; a key
    twice; a spliced series; a checksum that differs) and ``DataNotFoundError`` (no such folder or file).
    """
    folder = _folder(folder)
    frame, raw = _read(name, folder)
    _check_bytes(name, raw, _resource(name, folder))
    return frame


def describe(name: str, folder: Path | None = None) -> Description:
    """Title, unit, citations, pages and source line of a table, from datapackage.json.

    Raises ``DataError`` for an unknown name or an incomplete entry, ``DataNotFoundError`` without the folder.
    """
    folder = _folder(folder)
    resource, words = _resource(name, folder), _package(folder)["units"]
    keys = next(f for f in resource["schema"]["fields"] if f["name"] == "unit")["constraints"]["enum"]
    licence = ", ".join(licence["title"] for licence in resource["licenses"])
    titles = "; ".join(source["title"] for source in resource["sources"])
    return Description(
        name=name,
        title=resource["title"],
        description=resource["description"],
        unit="; ".join(words[key] for key in keys),
        units={key: words[key] for key in keys},
        licence=licence,
        citations=tuple(source["citation"] for source in resource["sources"]),
        pages=tuple(resource["pages"]),
        source_line=f"Source: {titles}; licence: {licence}.",
    )


def check(folder: Path | None = None) -> list[str]:
    """Everything that is wrong with the tables, one sentence each; empty if all is well.

    Uses frictionless too if it is installed. Raises ``DataNotFoundError`` if there is no data folder.
    """
    folder = _folder(folder)
    problems = []
    for name in tables(folder):
        try:
            load(name, folder)
            describe(name, folder)
        except (DataError, DataNotFoundError) as error:
            problems.append(str(error))
    declared = {resource["path"] for resource in _package(folder)["resources"]}
    strays = sorted({file.name for file in folder.glob("*.csv")} - declared)
    problems += [f"{stray}: lies in {folder} but {_DESCRIPTOR} does not name it" for stray in strays]
    if importlib.util.find_spec("frictionless"):
        problems += _frictionless(folder)
    return problems


def refresh(folder: Path | None = None) -> list[str]:
    """Rewrite checksums and sizes in datapackage.json, nothing else; returns the tables that had changed.

    Raises ``DataError`` and writes nothing if a table's content is not admissible.
    """
    folder = _folder(folder)
    package, changed = _package(folder), []
    for resource in package["resources"]:
        _, raw = _read(resource["name"], folder)
        new = {"hash": _hash(raw), "bytes": len(raw)}
        if any(resource[field] != value for field, value in new.items()):
            resource.update(new)
            changed.append(resource["name"])
    if changed:
        text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
        (folder / _DESCRIPTOR).write_text(text, encoding="utf-8", newline="\n")
    return changed


def _folder(folder: Path | None) -> Path:
    """The given folder, or INTEGRATION_LADDER_DATA, or data/ of the clone behind an editable install."""
    given = folder or os.environ.get("INTEGRATION_LADDER_DATA")
    place = Path(given) if given else Path(__file__).resolve().parents[2] / "data"
    if not (place / _DESCRIPTOR).is_file():
        raise DataNotFoundError(
            f"no {_DESCRIPTOR} in {place}: the tables are not part of the installed package. Install the "
            "course from a clone (pip install -e .) or set INTEGRATION_LADDER_DATA to its data folder."
        )
    return place


def _package(folder: Path) -> dict[str, Any]:
    try:
        package = json.loads((folder / _DESCRIPTOR).read_text(encoding="utf-8"))
    except ValueError as error:
        raise DataError(f"{folder / _DESCRIPTOR}: not readable as JSON ({error})") from error
    _need(package, ("units", "resources"), "the package")
    for resource in package["resources"]:
        who = f"table {resource.get('name', '?')}"
        _need(resource, ("name", "path", "title", "description", "hash", "bytes"), who)
        _need(resource, ("licenses", "sources", "pages", "schema"), who)
        _check_entry(resource, list(package["units"]), who)
    return package


def _need(entry: dict[str, Any], fields: tuple[str, ...], who: str) -> None:
    for field in fields:
        if field not in entry:
            raise DataError(f"{_DESCRIPTOR}: {who} has no {field!r}")


def _check_entry(resource: dict[str, Any], units: list[str], who: str) -> None:
    """Every table has value, unit and source; its rows are held to units and sources that are described."""
    schema, keys = resource["schema"], [source["key"] for source in resource["sources"]]
    _need(schema, ("fields", "primaryKey"), f"the schema of {who}")
    fields = {field["name"]: field for field in schema["fields"]}
    _need(fields, ("value", "unit", "source"), f"the schema of {who}")
    for column, known in (("unit", units), ("source", keys)):
        used = fields[column].get("constraints", {}).get("enum", [])
        if not used or (unknown := [key for key in used if key not in known]):
            what = f"{column} {unknown[0]!r} is not described" if used else f"{column} has no enum"
            raise DataError(f"{_DESCRIPTOR}: {who}: {what}; described are {_join(known)}")


def _resource(name: str, folder: Path) -> dict[str, Any]:
    resources = {resource["name"]: resource for resource in _package(folder)["resources"]}
    if name not in resources:
        raise DataError(f"there is no table {name!r}; there are {_join(resources)}")
    return resources[name]


def _read(name: str, folder: Path) -> tuple[pd.DataFrame, bytes]:
    """A table with its content checked, and its bytes, whose checksum the caller looks at or renews."""
    schema = _resource(name, folder)["schema"]
    raw = path(name, folder).read_bytes()
    try:
        lines = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"table {name}: not a CSV file in UTF-8 ({error})") from error
    header, rows = (lines[0], lines[1:]) if lines else ([], [])
    _check_columns(name, header, rows, [field["name"] for field in schema["fields"]])
    frame = pd.DataFrame(rows, columns=header)
    for field in schema["fields"]:
        frame[field["name"]] = [
            _cell(name, field, line, text) for line, text in enumerate(frame[field["name"]], start=2)
        ]
    _check_keys(name, frame, schema["primaryKey"])
    _check_splices(name, frame)
    return frame, raw


def _check_columns(name: str, header: list[str], rows: list[list[str]], expected: list[str]) -> None:
    for column in expected:
        if column not in header:
            raise DataError(f"table {name}: column {column!r} is missing; it has {_join(header) or 'none'}")
    if header != expected:
        raise DataError(
            f"table {name}: columns are {_join(header)}; they should be {_join(expected)}, in this order"
        )
    if not rows:
        raise DataError(f"table {name}: no rows under the header")
    for line, row in enumerate(rows, start=2):
        if len(row) != len(expected):
            raise DataError(f"table {name}, line {line}: {len(row)} cells, the header has {len(expected)}")


def _whole(text: str) -> int:
    if "_" in text:  # Python reads 1_000 as a number; a spreadsheet does not
        raise ValueError(text)
    return int(text)


def _number(text: str) -> float:
    value = float(text)
    if "_" in text or not math.isfinite(value):
        raise ValueError(text)
    return value


_TYPES: dict[str, tuple[Callable[[str], Any], str]] = {
    "string": (str, "text"),
    "year": (_whole, "a year"),
    "integer": (_whole, "a whole number"),
    "number": (_number, "a number"),
}


def _cell(name: str, field: dict[str, Any], line: int, text: str) -> str | int | float:
    """One cell converted to its column's type and held against its column's constraints."""
    where = f"table {name}, line {line}, column {field['name']!r}"
    rule = field.get("constraints", {})
    if field["type"] not in _TYPES:
        raise DataError(f"{where}: type {field['type']!r} is not one of {_join(_TYPES)}")
    convert, noun = _TYPES[field["type"]]
    if not text.strip():
        raise DataError(f"{where}: empty; it should be {noun}")
    try:
        value = convert(text)
    except ValueError as error:
        raise DataError(f"{where}: {text!r} is not {noun}") from error
    if value not in rule.get("enum", [value]):
        raise DataError(f"{where}: unknown {field['name']} {text!r}; admissible: {_join(rule['enum'])}")
    low, high = rule.get("minimum", -math.inf), rule.get("maximum", math.inf)
    if isinstance(value, int | float) and not low <= value <= high:
        raise DataError(f"{where}: {text} is outside the admissible range {low} to {high}")
    return value


def _check_keys(name: str, frame: pd.DataFrame, key: list[str]) -> None:
    twice = frame.duplicated(key)
    if twice.any():
        row = int(twice.idxmax())
        first = int((frame[key] == frame.loc[row, key]).all(axis=1).idxmax())
        values = ", ".join(f"{column} {frame.loc[row, column]}" for column in key)
        raise DataError(
            f"table {name}: {values} stands twice, in lines {first + 2} and {row + 2}; it should be unique"
        )


def _check_splices(name: str, frame: pd.DataFrame) -> None:
    """An indicator has one definition, thus one source and one unit; another definition needs another."""
    if "indicator" not in frame:
        return
    for column in ("source", "unit"):
        kinds = frame.groupby("indicator", sort=False)[column].unique()
        for indicator, found in kinds.items():
            if len(found) > 1:
                line = int(((frame["indicator"] == indicator) & (frame[column] == found[1])).idxmax()) + 2
                raise DataError(
                    f"table {name}, line {line}: indicator {indicator!r} is spliced from {column}s "
                    f"{_join(found)}; a series of another definition needs an indicator of its own"
                )


def _check_bytes(name: str, raw: bytes, resource: dict[str, Any]) -> None:
    if (_hash(raw), len(raw)) != (resource["hash"], resource["bytes"]):
        raise DataError(
            f"table {name}: {resource['path']} ({len(raw)} bytes, {_hash(raw)}) differs from {_DESCRIPTOR} "
            f"({resource['bytes']} bytes, {resource['hash']}). If the change is meant, run: {_REFRESH}"
        )


def _hash(raw: bytes) -> str:
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def _frictionless(folder: Path) -> list[str]:
    from frictionless import Package  # only a developer has it

    report = Package(str(folder / _DESCRIPTOR)).validate()
    found = [("package", error.message) for error in report.errors]
    found += [(f"table {task.name}", error.message) for task in report.tasks for error in task.errors]
    return [f"frictionless, {where}: {message}" for where, message in found]


def _join(words: Any) -> str:
    return ", ".join(str(word) for word in words)


def main(arguments: list[str] | None = None) -> int:
    """The command; returns 0 if all is well, 1 if something is wrong, with one sentence for each problem."""
    parser = argparse.ArgumentParser(
        prog="python -m integration_ladder.data", description="Check the course's tables."
    )
    parser.add_argument(
        "command", choices=["check", "refresh"], help="validate, or renew checksums and sizes"
    )
    parser.add_argument(
        "--data", type=Path, help="folder with datapackage.json (default: data/ of this clone)"
    )
    options = parser.parse_args(arguments)
    try:
        if options.command == "refresh":
            print("renewed:", _join(refresh(options.data)) or "nothing, all checksums were right")
            return 0
        problems = check(options.data)
    except (DataError, DataNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        also = (
            ""
            if importlib.util.find_spec("frictionless")
            else " (frictionless is not installed: loader's checks only)"
        )
        print(f"{len(tables(options.data))} tables are sound{also}: {_join(tables(options.data))}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
