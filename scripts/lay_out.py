"""Lay out the files of a new chapter or section, so that an author begins to write where the pattern ends.

    python scripts/lay_out.py chapter 2
    python scripts/lay_out.py section customs-union --section 2.2 --card M9

What is still to be written is marked TO WRITE; the book builds with it, and one test finds every mark. Nothing is ever
overwritten: where a file or a line is there already, nothing at all is laid out.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import yaml

ROOT = Path(__file__).resolve().parent.parent
LAYOUT = Path(__file__).parent / "layout"
# chapter → folder of its code, folder of its pages, title
CHAPTERS = {
    1: ("theory", "1-theory", "Why regions trade"),
    2: ("ladder", "2-ladder", "The stage ladder"),
    3: ("evolution", "3-evolution", "Why modes of integration keep evolving"),
    4: ("forecast", "4-forecast", "Where integration is heading"),
    5: ("strategy", "5-strategy", "China’s strategy"),
}
KICKER = re.compile(r"^\{\.kicker\}\n.*/ (\d)\.(\d)( \+)?$", re.M)


class NotLaidOutError(ValueError):
    """Says in a sentence why nothing was laid out."""


def filled(template: str, **values: str) -> str:
    """Return a template of ``scripts/layout`` with its «names» filled in."""
    text = (LAYOUT / template).read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"«{name}»", value)
    return text


def write_all(root: Path, files: dict[str, str], changed: dict[str, str]) -> None:
    """Write new ``files`` and ``changed`` ones, or none of them if one of the new is there already."""
    there = [name for name in files if (root / name).exists()]
    if there:
        raise NotLaidOutError(f"there already: {', '.join(there)}; nothing was written")
    for name, text in {**files, **changed}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def contents_with_chapter(contents: str, chapter: int) -> str:
    """Return ``_toc.yml`` with a new chapter's part, before the part that follows it."""
    _, pages, title = CHAPTERS[chapter]
    files = (
        f"book/{pages}/index",
        f"book/{pages}/evidence",
        f"notebooks/lab-{chapter}",
        f"exercises/set-{chapter}",
    )
    part = f"  - caption: {chapter} · {title}\n    chapters:\n" + "".join(
        f"      - file: {file}\n" for file in files
    )
    later = [
        m.start()
        for m in re.finditer(r"^  - caption: (\d|Around)", contents, re.M)
        if m[1] == "Around" or int(m[1]) > chapter
    ]
    contents = contents[: later[0]] + part + contents[later[0] :]
    teaching = [m.end() for m in re.finditer(r"^      - file: book/teaching/.*\n", contents, re.M)][-1]
    return contents[:teaching] + f"      - file: book/teaching/chapter-{chapter}\n" + contents[teaching:]


def contents_with_section(
    contents: str, root: Path, chapter: int, section: tuple[int, int, bool], page: str
) -> str:
    """Return ``_toc.yml`` with a new section's line, among the chapter's pages in the order of their numbers."""
    folder = f"book/{CHAPTERS[chapter][1]}"
    lines = contents.splitlines(keepends=True)
    for i, line in enumerate(lines):
        found = re.match(rf"      - file: ({folder}/([\w-]+))\n", line)
        if not found or found[2] == "index":
            continue
        number = KICKER.search((root / f"{found[1]}.md").read_text(encoding="utf-8"))
        if number is None or (int(number[1]), int(number[2]), bool(number[3])) > section:
            return "".join([*lines[:i], f"      - file: {page}\n", *lines[i:]])
    raise NotLaidOutError(f"_toc.yml: {folder} has no closing page before which a section could stand")


def notation_with_toy(notation: str, name: str) -> str:
    """Return a chapter's notation with the symbols of a page as it is laid out, those that are not there."""
    there = re.findall(r"^([^#\s:]+):", notation, re.MULTILINE)
    toy = [line for line in ("t: tariff\n", "y: change\n") if line[0] not in there]
    return notation + f"# TO WRITE the symbols of {name} instead of t and y\n" + "".join(toy)


def lay_out_chapter(root: Path, chapter: int) -> list[str]:
    """Lay out a chapter's opening, closing and teaching page, lab, exercise set and folders; return the files."""
    if chapter not in CHAPTERS:
        raise NotLaidOutError(f"chapter = {chapter}: must be one of {', '.join(map(str, CHAPTERS))}")
    code, pages, title = CHAPTERS[chapter]
    claims = yaml.safe_load((root / f"book/claims/chapter-{chapter}.yml").read_text(encoding="utf-8"))
    values = {
        "chapter": str(chapter),
        "chapter title": title,
        "folder": pages,
        "claims": " ".join(claim["id"] for claim in claims),
    }
    package = (
        f'"""Chapter {chapter}: {title[0].lower() if title[:5] != "China" else title[0]}{title[1:]}."""\n'
    )
    cells = [
        nbformat.v4.new_markdown_cell(f"# Lab {chapter}: TO WRITE a title", id="cell-1"),
        nbformat.v4.new_code_cell("from integration_ladder import data", id="cell-2"),
    ]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    lab = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    contents = (root / "_toc.yml").read_text(encoding="utf-8")
    files = {
        f"src/integration_ladder/explorers/{code}/__init__.py": package,
        f"src/integration_ladder/charts/{code}/__init__.py": package,
        f"tests/explorers/{code}/__init__.py": "",
        f"book/{pages}/index.md": filled("index.md", **values),
        f"book/{pages}/evidence.md": filled("closing.md", **values),
        f"book/{pages}/notation.yml": filled("notation.yml"),
        f"book/teaching/chapter-{chapter}.md": filled("teaching.md", **values),
        f"notebooks/lab-{chapter}.ipynb": nbformat.writes(lab) + "\n",
        f"exercises/set-{chapter}.md": filled("set.md", **values),
    }
    write_all(root, files, {"_toc.yml": contents_with_chapter(contents, chapter)})
    source = str(root / f"exercises/set-{chapter}.md")
    subprocess.run(
        [sys.executable, "-m", "autograder", "build", source], check=True, stdout=subprocess.DEVNULL
    )
    made = (f"exercises/set-{chapter}.ipynb", f"exercises/set-{chapter}.checks.json")
    return [*files, *made, "_toc.yml"]


def lay_out_section(root: Path, name: str, section: str, card: str) -> list[str]:
    """Lay out a section's model, explorer, tests, page and lines in contents and cards; return the files."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise NotLaidOutError(
            f"name = {name!r}: must be words in lower case joined by hyphens, as in customs-union"
        )
    number = re.fullmatch(r"([1-5])\.([1-9])( ?\+)?", section)
    if number is None:
        raise NotLaidOutError(f"section = {section!r}: must be like 2.2, or 2.2+ for one that goes further")
    chapter = int(number[1])
    code, pages, title = CHAPTERS[chapter]
    if not (root / f"book/{pages}/index.md").exists():
        raise NotLaidOutError(
            f"section = {section!r}: chapter {chapter} is not laid out yet: make chapter CHAPTER={chapter}"
        )
    cards = (root / "book/claims/cards.yml").read_text(encoding="utf-8")
    page = f"book/{pages}/{name}"
    placed = re.sub(
        rf"^{card}: \{{chapter: {chapter}\}}$",
        f"{card}: {{chapter: {chapter}, page: {page}}}",
        cards,
        flags=re.M,
    )
    if placed == cards:
        raise NotLaidOutError(
            f"card = {card!r}: must be a card of chapter {chapter} in book/claims/cards.yml without a page"
        )
    module = name.replace("-", "_")
    opening = (root / f"book/{pages}/index.md").read_text(encoding="utf-8")
    objectives = yaml.safe_load(opening.split("---\n")[1])["chapter"]["objectives"]
    values = {
        "name": name,
        "module": module,
        "title": name.replace("-", " ").capitalize(),
        "card": card,
        "section": f"{number[1]}.{number[2]}{' +' if number[3] else ''}",
        "chapter": str(chapter),
        "chapter title": title,
        "code": code,
        "objective": next(iter(objectives)),
    }
    files = {
        f"src/integration_ladder/models/{module}.py": filled("model.py", **values),
        f"tests/models/test_{module}.py": filled("test_model.py", **values),
        f"src/integration_ladder/explorers/{code}/{module}.py": filled("explorer.py", **values),
        f"tests/explorers/{code}/test_{module}.py": filled("test_explorer.py", **values),
        f"tests/explorers/{code}/expected_{module}.py": filled("expected_explorer.py", **values),
        f"{page}.md": filled("page.md", **values),
    }
    contents = (root / "_toc.yml").read_text(encoding="utf-8")
    where = (chapter, int(number[2]), bool(number[3]))
    notation = root / f"book/{pages}/notation.yml"
    symbols = notation.read_text(encoding="utf-8") if notation.exists() else filled("notation.yml")
    works = (root / "book/references.bib").read_text(encoding="utf-8")
    changed = {
        "_toc.yml": contents_with_section(contents, root, chapter, where, page),
        "book/claims/cards.yml": placed,
        f"book/{pages}/notation.yml": notation_with_toy(symbols, name),
        "book/references.bib": f"{works.rstrip()}\n\n% TO WRITE the works that {name} cites, each found before it is cited.\n",
    }
    write_all(root, files, changed)
    return [*files, *changed]


def main() -> None:
    """Lay out what the command line asks for, and say which files to write in."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kinds = parser.add_subparsers(dest="kind", required=True)
    kinds.add_parser("chapter").add_argument("number", type=int)
    section = kinds.add_parser("section")
    section.add_argument("name")
    section.add_argument("--section", required=True)
    section.add_argument("--card", required=True)
    asked = parser.parse_args()
    try:
        if asked.kind == "chapter":
            files = lay_out_chapter(ROOT, asked.number)
        else:
            files = lay_out_section(ROOT, asked.name, asked.section, asked.card)
    except NotLaidOutError as error:
        sys.exit(str(error))
    print("Laid out; what is still to be written is marked TO WRITE:")
    print("\n".join(f"  {file}" for file in files))


if __name__ == "__main__":
    main()
