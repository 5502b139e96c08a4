"""No number is typed into prose: decimals and percentages come from the page's code; questions agree with the model."""

import re
from pathlib import Path

import pytest

from integration_ladder import data
from integration_ladder.models.ricardo import ENGLAND, PORTUGAL, Country, trade_at

BOOK = Path(__file__).parents[2] / "book"
PAGES = sorted(BOOK.rglob("*.md"))
# What is no statement of fact: code, questions (tested below), formulas, roles, addresses, names of versions.
NOT_PROSE = [
    r"\A---\n.*?\n---\n",
    r"^(`{3,}|~{3,})\{?.*?^\1",
    r"\{\.kicker\}\n.*",
    r"\$\$.*?\$\$|\$[^$\n]+\$",
    r"\{[\w:]+\}`[^`]*`|`[^`\n]+`",
    r"<svg.*?</svg>|<[^>]+>",
    r"\]\([^)]*\)|https?://\S+",
    r"CC BY 4\.0|Python 3\.11",
]
TYPED = re.compile(r"\d+[.,]\d+|\d+\s*(?:%|per cent)")


def prose(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    for pattern in NOT_PROSE:
        text = re.sub(pattern, " ", text, flags=re.DOTALL | re.MULTILINE)
    return text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(BOOK).as_posix())
def test_no_number_is_typed_into_prose(path: Path) -> None:
    assert [match[0] for match in TYPED.finditer(prose(path))] == []


def test_a_typed_number_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "England gains 9.5 % at $p = 1.0$, {glue:text}`portugal_gain` in Portugal, and `1.5` in code."
    )
    assert [match[0] for match in TYPED.finditer(prose(page))] == ["9.5"]


def question(name: str) -> str:
    page = (BOOK / "1-theory/ricardo.md").read_text(encoding="utf-8")
    return re.search(rf"^```\{{question\}} {name}\n(.*?)^```", page, re.DOTALL | re.MULTILINE)[1]


def answers(name: str, mark: str) -> list[float]:
    found = re.findall(rf"^- \[{mark}\] (\S+)$", question(name), re.MULTILINE)
    return [float(a) if "/" not in a else int(a.split("/")[0]) / int(a.split("/")[1]) for a in found]


def test_ricardos_numbers_in_the_model_are_those_of_the_table() -> None:
    table = data.load("ricardo_labour").pivot(index="country", columns="good", values="value")
    for name, country in (("England", ENGLAND), ("Portugal", PORTUGAL)):
        assert tuple(table.loc[name, ["cloth", "wine"]]) == (country.cloth_labour, country.wine_labour)


def test_question_on_the_band() -> None:
    def both_gain(price: float) -> bool:
        trade = trade_at(price)
        return min(trade.england.gain, trade.portugal.gain) > 0

    assert len(answers("ricardo-band", "x")) == 2
    assert all(both_gain(price) for price in answers("ricardo-band", "x"))
    assert not any(both_gain(price) for price in answers("ricardo-band", " "))


def test_question_on_dear_wine() -> None:
    portugal = Country(PORTUGAL.cloth_labour, 100, PORTUGAL.labour)
    (right,) = answers("ricardo-portugal-nothing", "x")
    trade = trade_at(right, portugal=portugal)
    assert trade.cloth_exporter == "england"
    assert trade.portugal.gain == 0
    assert answers("ricardo-portugal-nothing", " ") == pytest.approx(
        [PORTUGAL.own_price, 1 / portugal.own_price, ENGLAND.own_price], abs=5e-5
    )


def test_question_on_labour_saved() -> None:
    trade = trade_at(1)
    assert answers("ricardo-england-saves", "x") == [trade.england.labour_saved]
    assert answers("ricardo-england-saves", " ") == [
        trade.portugal.labour_saved,
        ENGLAND.wine_labour - PORTUGAL.wine_labour,
        ENGLAND.wine_labour - PORTUGAL.cloth_labour,
    ]


def test_question_on_wages() -> None:
    assert "four fifths" in question("ricardo-unfair-wages")
    assert trade_at(1).wage_ratio == pytest.approx(4 / 5)
