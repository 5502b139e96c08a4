"""A new chapter and section are laid out whole and in their place, and what is still to be written is found."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from lay_out import CHAPTERS, NotLaidOutError, lay_out_chapter, lay_out_section

from .book.test_anatomy import faults, faults_of_symbols, read_notation

ROOT = Path(__file__).parents[1]
MARK = "TO WRITE"
# What speaks of the mark itself.
SPEAKS = ("CONTRIBUTING.md", "Makefile", "scripts/", "tests/test_lay_out.py")


def copy_of_what_is_read(folder: Path) -> Path:
    """Copy what laying out reads, as if chapter 1 were the only one: its pages, the contents and the cards."""
    later = [pages for chapter, (_, pages, _) in CHAPTERS.items() if chapter > 1]
    ignored = shutil.ignore_patterns("assets", "__pycache__", "chapter-[2-5].md", *later)
    shutil.copytree(ROOT / "book", folder / "book", ignore=ignored)
    contents = (ROOT / "_toc.yml").read_text(encoding="utf-8")
    contents = re.sub(r"  - caption: [2-5] · .*?(?=  - caption: )", "", contents, flags=re.DOTALL)
    contents = re.sub(r"      - file: book/teaching/chapter-[2-5]\n", "", contents)
    (folder / "_toc.yml").write_text(contents, encoding="utf-8")
    cards = folder / "book/claims/cards.yml"
    text = re.sub(r"(\{chapter: [2-5]), page: [^}]*\}", r"\1}", cards.read_text(encoding="utf-8"))
    cards.write_text(text, encoding="utf-8")
    (folder / "data").mkdir(exist_ok=True)
    return folder


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """What laying out reads, in a folder of its own."""
    return copy_of_what_is_read(tmp_path)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in which chapter 2 is laid out."""
    folder = copy_of_what_is_read(tmp_path_factory.mktemp("course"))
    lay_out_chapter(folder, 2)
    return folder


def pages_of(course: Path, chapter: int) -> list[str]:
    parts = yaml.safe_load((course / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    (part,) = (part for part in parts if part["caption"].startswith(f"{chapter} · "))
    return [entry["file"] for entry in part["chapters"]]


def content(course: Path) -> dict[str, bytes]:
    return {str(file.relative_to(course)): file.read_bytes() for file in course.rglob("*") if file.is_file()}


def test_a_chapter_and_its_sections_stand_in_their_order(course: Path) -> None:
    lay_out_chapter(course, 5)
    before = content(course)
    files = lay_out_chapter(course, 2)
    assert {name for name, text in content(course).items() if before.get(name) != text} == set(files)
    for name, section, card in (
        ("customs-union", "2.2", "M9"),
        ("kemp-wan", "2.2+", "M11"),
        ("which-port", "2.1", "M10"),
    ):
        for file in lay_out_section(course, name, section, card):
            assert MARK in (course / file).read_text(encoding="utf-8") or file in (
                "_toc.yml",
                "book/claims/cards.yml",
            )
    assert pages_of(course, 2) == [
        "book/2-ladder/index",
        "book/2-ladder/which-port",
        "book/2-ladder/customs-union",
        "book/2-ladder/kemp-wan",
        "book/2-ladder/evidence",
        "notebooks/lab-2",
        "exercises/set-2",
    ]
    captions = [part["caption"] for part in yaml.safe_load((course / "_toc.yml").read_text())["parts"]]
    assert [caption[:6] for caption in captions] == ["1 · Wh", "2 · Th", "5 · Ch", "Around"]
    cards = yaml.safe_load((course / "book/claims/cards.yml").read_text(encoding="utf-8"))
    assert cards["M9"] == {"chapter": 2, "page": "book/2-ladder/customs-union"}
    for page in (*pages_of(course, 2)[:5], "book/teaching/chapter-2"):
        assert "«" not in (course / f"{page}.md").read_text(encoding="utf-8")


def test_what_was_laid_out_has_the_anatomy_of_a_section(course: Path) -> None:
    lay_out_chapter(course, 2)
    for name, section, card in (("customs-union", "2.2", "M9"), ("which-port", "2.1", "M10")):
        lay_out_section(course, name, section, card)
        page = (course / f"book/2-ladder/{name}.md").read_text(encoding="utf-8")
        assert faults(page) == []
        notation = read_notation((course / "book/2-ladder/notation.yml").read_text(encoding="utf-8"))
        assert notation == {"t": "tariff", "y": "change"}
        assert faults_of_symbols(page, notation) == []


def test_what_was_laid_out_runs_and_passes_the_house_s_checks(course: Path) -> None:
    lay_out_chapter(course, 2)
    files = lay_out_section(course, "another-union", "2.2", "M9")
    code = [file for file in files if file.endswith(".py")]
    assert len(code) == 5
    shutil.copy(ROOT / "pyproject.toml", course)
    for folder in ("models", "vocabulary"):
        shutil.copytree(
            ROOT / f"src/integration_ladder/{folder}",
            course / f"src/integration_ladder/{folder}",
            dirs_exist_ok=True,
        )
    for file in ("__init__.py", "data.py", "scenarios.py", "explorers/__init__.py"):
        shutil.copy(ROOT / f"src/integration_ladder/{file}", course / f"src/integration_ladder/{file}")
    for file in ("__init__.py", "explorers/__init__.py", "explorers/expected.py", "explorers/seen.py"):
        shutil.copy(ROOT / f"tests/{file}", course / f"tests/{file}")
    (course / "src/livefigure").mkdir()  # by which the order of imports is judged
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *code], cwd=course, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
    run = (
        "import sys; sys.path[:0] = ['src', '.']\n"
        "from integration_ladder.explorers.ladder.another_union import EXPLORER\n"
        "from livefigure.frames import all_frames\n"
        "from tests.explorers.expected import departures\n"
        "from tests.explorers.ladder.expected_another_union import expected\n"
        "settings = list(EXPLORER.settings())\n"
        "told = [departures(expected(**s), EXPLORER.frame(s).picture, EXPLORER) for s in settings]\n"
        "assert not any(told), told\n"
        "print(len(all_frames(EXPLORER)), EXPLORER.frame(EXPLORER.default).sentence)"
    )
    done = subprocess.run([sys.executable, "-c", run], cwd=course, capture_output=True, text=True)
    assert done.stdout.startswith("21 With a tariff of 20\u00a0% home loses"), done.stdout + done.stderr


@pytest.mark.slow
def test_what_was_laid_out_builds_without_a_warning(tmp_path: Path) -> None:
    for folder in ("data", "exercises", "notebooks", "scripts", "src"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "explorers", "charts", "lab-*", "set-*")
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    for name in ("explorers", "charts"):
        package = Path(f"src/integration_ladder/{name}/__init__.py")
        (tmp_path / package).parent.mkdir()
        shutil.copy(ROOT / package, tmp_path / package)
    copy_of_what_is_read(tmp_path)
    shutil.copytree(ROOT / "book/assets", tmp_path / "book/assets")
    lay_out_chapter(tmp_path, 2)
    lay_out_section(tmp_path, "another-union", "2.2", "M9")
    for catalogue in ("models", "data"):  # which speak of the other chapters
        (tmp_path / f"book/reference/{catalogue}.md").write_text(f"# {catalogue}\n", encoding="utf-8")
    # The whole ledger, to which statements of the chapter refer.
    (tmp_path / "book/paper.md").write_text("# Ledger\n\n```{claims}\n:anchor:\n```\n", encoding="utf-8")
    reference = ["book/paper", *(f"book/reference/{name}" for name in ("glossary", "models", "data"))]
    pages = [*pages_of(tmp_path, 2), "book/teaching/chapter-2", *reference]
    contents = {"format": "jb-book", "root": "book/reference/references"}
    contents["chapters"] = [{"file": page} for page in pages]
    (tmp_path / "_toc.yml").write_text(yaml.safe_dump(contents), encoding="utf-8")
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    config["only_build_toc_files"] = True
    (tmp_path / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = [sys.executable, str(tmp_path / "scripts/build.py")]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LIVEFIGURE")}
    environment["PYTHONPATH"] = str(tmp_path / "src")
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "_build/html/book/2-ladder/another-union.html").read_text(encoding="utf-8")
    assert page.count("<live-figure ") == 1
    assert "With a tariff of" in page


@pytest.mark.parametrize(
    ("name", "section", "card", "says"),
    [
        ("Customs union", "2.2", "M9", "name = 'Customs union': must be words in lower case"),
        ("customs-union", "6.2", "M9", "section = '6.2': must be like 2.2"),
        (
            "customs-union",
            "3.2",
            "M16",
            "section = '3.2': chapter 3 is not laid out yet: make chapter CHAPTER=3",
        ),
        ("customs-union", "2.2", "M1", "card = 'M1': must be a card of chapter 2"),
        ("customs-union", "2.2", "M99", "card = 'M99': must be a card of chapter 2"),
        ("evidence", "2.2", "M9", "there already: book/2-ladder/evidence.md; nothing was written"),
    ],
)
def test_what_cannot_be_laid_out_changes_nothing(
    laid_out: Path, name: str, section: str, card: str, says: str
) -> None:
    before = content(laid_out)
    with pytest.raises(NotLaidOutError, match=f"^{says}"):
        lay_out_section(laid_out, name, section, card)
    assert content(laid_out) == before


def test_a_chapter_is_laid_out_once(laid_out: Path) -> None:
    before = content(laid_out)
    with pytest.raises(NotLaidOutError, match=r"^there already: .*nothing was written$"):
        lay_out_chapter(laid_out, 2)
    with pytest.raises(NotLaidOutError, match="chapter = 7: must be one of 1, 2, 3, 4, 5"):
        lay_out_chapter(laid_out, 7)
    assert content(laid_out) == before


def test_nothing_is_left_to_be_written() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode().split("\0") if name and not name.startswith(SPEAKS)]
    assert len(names) > 100
    marked = [
        f"{name}, line {number}: {line.strip()[:80]}"
        for name in names
        if (ROOT / name).suffix in {".py", ".md", ".ipynb", ".bib", ".yml"} and (ROOT / name).is_file()
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1)
        if MARK in line
    ]
    assert marked == []


def test_a_page_names_a_kernel_if_and_only_if_it_shows_code() -> None:
    pages = [*(ROOT / "book").rglob("*.md"), *(ROOT / "scripts/layout").glob("[!s]*.md")]
    assert len(pages) > 20
    for page in pages:
        text = page.read_text(encoding="utf-8")
        head = text.split("---\n")[1] if text.startswith("---\n") else ""
        assert ("kernelspec:" in head) == ("\n```{code-cell}" in text), page
