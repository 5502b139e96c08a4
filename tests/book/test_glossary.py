"""The glossary: every term once with its four fields, in order; pages read a term as the glossary does."""

import re
from pathlib import Path

import pytest
import yaml
from book_sources import Source
from book_terms import Term, plain, read_terms

ROOT = Path(__file__).parents[2]
TERMS = read_terms(ROOT / "book/glossary.yml")
# The first time a page uses a term it gives its reading: <span lang="zh-Hans">比较优势</span>, *bǐjiào yōushì*
PAGES = sorted((ROOT / "book").rglob("*.md"))
READ = re.compile(r'<span lang="zh-Hans">([^<]+)</span>,?\s+\*([^*]+)\*')


def test_every_term_is_whole_and_in_order() -> None:
    assert len(TERMS) >= 50
    assert [term.reading for term in TERMS] == sorted(term.reading for term in TERMS)
    for names in ([t.zh for t in TERMS], [t.en.lower() for t in TERMS], [t.anchor for t in TERMS]):
        assert len(set(names)) == len(names)
    for term in TERMS:
        assert re.search(r"[\u4e00-\u9fff]", term.zh)
        assert not re.search(r"[\u4e00-\u9fff]", term.pinyin + term.en)
        assert re.search(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", term.pinyin), f"{term.zh}: its pinyin has no tones"
        assert term.meaning.endswith(".")
        assert "\n" not in term.meaning
        assert term.chapter in range(1, 6)


def test_the_reading_has_as_many_syllables_as_the_term_has_characters() -> None:
    """Every syllable has one group of vowels; where two meet, pinyin puts a sign between them (lí’àn)."""
    for term in TERMS:
        characters = len(re.findall(r"[\u4e00-\u9fff]", term.zh))
        groups = re.findall(r"[aeiou]+", re.sub(r"[^a-z]", " ", unmarked(term.pinyin)))
        assert len(groups) == characters, f"{term.zh}: {term.pinyin}"


def unmarked(pinyin: str) -> str:
    return "".join(plain(letter) or " " for letter in pinyin)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"meaning": ""}, "lacks meaning"),
        ({"pinyin": None}, "lacks pinyin"),
        ({"colour": "red"}, "no such field: colour"),
    ],
)
def test_a_bad_entry_is_named(tmp_path: Path, change: dict, says: str) -> None:
    entry = {
        "zh": "增长极",
        "pinyin": "zēngzhǎngjí",
        "en": "growth pole",
        "meaning": "A place.",
        "chapter": 5,
    }
    file = tmp_path / "glossary.yml"
    file.write_text(yaml.safe_dump([entry | change], allow_unicode=True))
    with pytest.raises(ValueError, match=f"增长极: {says}"):
        read_terms(file)


def test_a_term_that_stands_twice_is_named(tmp_path: Path) -> None:
    entry = {
        "zh": "增长极",
        "pinyin": "zēngzhǎngjí",
        "en": "growth pole",
        "meaning": "A place.",
        "chapter": 5,
    }
    file = tmp_path / "glossary.yml"
    file.write_text(
        yaml.safe_dump([entry, entry | {"zh": "发展极", "en": "Growth pole"}], allow_unicode=True)
    )
    with pytest.raises(ValueError, match="stands twice"):
        read_terms(file)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT / "book").as_posix())
def test_a_page_reads_a_term_as_the_glossary_does(page: Path) -> None:
    """What a chapter gives with its reading is in the glossary; what other pages quote need not be."""
    readings = {term.zh: term.pinyin for term in TERMS}
    chapter = re.match(r"\d-", page.relative_to(ROOT / "book").as_posix())
    for zh, pinyin in READ.findall(page.read_text(encoding="utf-8")):
        if zh in readings or chapter:
            assert readings.get(zh) == pinyin, f"{page.name} reads {zh} as {pinyin}: see book/glossary.yml"


def test_where_a_term_is_taught(tmp_path: Path) -> None:
    term = Term("关税同盟", "guānshuì tóngméng", "customs union", "A union.", 2)

    def page(docname: str, text: str) -> Source:
        path = tmp_path / f"{docname.replace('/', '-')}.md"
        path.write_text(text, encoding="utf-8")
        return Source(docname, path)

    named = page("book/1-theory/index", 'As in a <span lang="zh-Hans">关税同盟</span>.')
    taught = page(
        "book/2-ladder/union", 'A union (<span lang="zh-Hans">关税同盟</span>, *guānshuì tóngméng*)'
    )
    listed = page("book/paper", '<span lang="zh-Hans">关税同盟</span>, *guānshuì tóngméng*')
    assert term.taught_on([listed, named, taught]) == "book/2-ladder/union"
    assert term.taught_on([listed, named]) == "book/1-theory/index"
    assert term.taught_on([listed]) is None


@pytest.mark.browser
def test_the_page_has_every_term_once_and_its_index(book: Path) -> None:
    page = (book / "book/reference/glossary.html").read_text(encoding="utf-8")
    heads = re.findall(r'<dt id="(term-[\w-]+)"><span lang="zh-Hans">([^<]+)</span>', page)
    assert heads == [(term.anchor, term.zh) for term in TERMS]
    index = re.findall(r'href="#(term-[\w-]+)"', page.split('class="term-index')[1])
    assert sorted(index) == sorted(term.anchor for term in TERMS)
    taught = page.split('id="term-comparative-advantage"')[1].split("</dd>")[0]
    assert 'href="../1-theory/ricardo.html"' in taught
