"""The data catalogue, made from `data/datapackage.json`: ``{table-catalogue}`` prints a section for every table."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
from book_models import ExplorerDirective, plain
from docutils import nodes
from sphinx.application import Sphinx

from integration_ladder import data
from livefigure.book import discover

FIRST_ROWS = 4
MANY = 8  # more admissible values than these are counted, not listed


def cell(value: Any) -> str:
    """Return a value as it stands in a cell of a Markdown table."""
    text = f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)
    return plain(text).replace("|", "\\|")


def table(head: list[str], rows: list[list[Any]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *([cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def admissible(field: dict[str, Any], frame: pd.DataFrame) -> str:
    """Say which values a column holds."""
    column, rule = frame[field["name"]], field.get("constraints", {})
    if "enum" in rule:
        values = rule["enum"]
        return ", ".join(map(str, values)) if len(values) <= MANY else f"{len(values)} different"
    if field["type"] == "string":
        return f"{column.nunique()} different"
    return f"{column.min():g} to {column.max():g}"


def years(resource: dict[str, Any], frame: pd.DataFrame) -> str:
    """Return the years that a table covers, or nothing if it has none."""
    columns = [field["name"] for field in resource["schema"]["fields"] if field["type"] == "year"]
    if not columns:
        return ""
    first, last = int(frame[columns].min(axis=None)), int(frame[columns].max(axis=None))
    return f"year {first}" if first == last else f"years {first} to {last}"


def size(number: int) -> str:
    """Return a number of bytes for people."""
    return f"{number} bytes" if number < 1000 else f"{number / 1000:.0f} kB"


def licences(resource: dict[str, Any]) -> str:
    """Return the licences, linked where there is a text."""
    return ", ".join(
        f"[{plain(one['title'])}]({one['path']})" if "path" in one else plain(one["title"])
        for one in resource["licenses"]
    )


def source(entry: dict[str, Any]) -> str:
    """Return one source: what it is, where it lies, how it was had."""
    at = f" <{entry['path']}>" if "path" in entry else ""
    return f"- {plain(entry['citation'])}{at} Had from: {plain(entry['retrieved'])}"


def charts_of(name: str, packages: list[str]) -> list[str]:
    """Return the titles of the figures that are drawn from a table."""
    file = data.path(name).resolve()
    figures = (figure for package in packages for figure in discover(package).values())
    return [figure.title for figure in figures if file in {path.resolve() for path in figure.depends_on}]


def about_table(resource: dict[str, Any], pages: list[str], charts: list[str]) -> list[str]:
    """Return a section of the catalogue as blocks of Markdown."""
    name, frame, about = resource["name"], data.load(resource["name"]), data.describe(resource["name"])
    facts = [f"`{name}`", f"{len(frame):,} rows", years(resource, frame), licences(resource)]
    download = f"{{download}}`{resource['path']} </data/{resource['path']}>` ({size(resource['bytes'])})"
    rows = []
    for field in resource["schema"]["fields"]:
        rows.append([field["name"], field["description"], admissible(field, frame)])
    units = "; ".join(f"`{key}`: {plain(words)}" for key, words in about.units.items())
    first = frame.head(FIRST_ROWS)
    return [
        f"{{.source}}\n{' · '.join(filter(None, facts))}",
        plain(resource["description"]),
        f"**Units:** {units}.",
        "**Sources:**",
        "\n".join(source(entry) for entry in resource["sources"]),
        f"**Used by** {', '.join(pages)}."
        + (f" **Drawn as** {', '.join(f'“{plain(title)}”' for title in charts)}." if charts else ""),
        f'**Download:** {download}, or in Python `data.load("{name}")`.',
        f"```{{dropdown}} Columns and first rows\n{table(['Column', 'What it says', 'Values'], rows)}\n\n"
        f"{table(list(first.columns), first.astype(object).values.tolist())}\n```",
    ]


class TableCatalogue(ExplorerDirective):
    """Prints every table."""

    packages = ("integration_ladder.explorers", "integration_ladder.charts")

    def run(self) -> list[nodes.Node]:
        """Return a section each."""
        suffix = {page.docname: page.path.suffix for page in self.pages()}
        file = Path(self.env.srcdir) / "data/datapackage.json"
        for one in (file, *sorted(file.parent.glob("*.csv"))):
            self.env.note_dependency(str(one))
        sections = []
        for resource in json.loads(file.read_text(encoding="utf-8"))["resources"]:
            name = resource["name"]
            pages = [f"[](/{p}{suffix[p]})" if p in suffix else f"`{p}`" for p in resource["pages"]]
            charts = charts_of(name, self.config.livefigure_packages)
            title = re.sub(r"\.$", "", resource["title"])
            sections.append(
                self.section(title, f"table-{nodes.make_id(name)}", about_table(resource, pages, charts))
            )
        return sections


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("table-catalogue", TableCatalogue)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
