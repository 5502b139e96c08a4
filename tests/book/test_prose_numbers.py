"""No number is typed into prose: decimals and percentages come from the page's code; questions agree with the model."""

import re
from pathlib import Path

import pytest

from integration_ladder import data
from integration_ladder.models.ricardo import ENGLAND, PORTUGAL, Country, trade_at

from .questions import answers, question

BOOK = Path(__file__).parents[2] / "book"
RICARDO = "1-theory/ricardo"
PAGES = sorted(BOOK.rglob("*.md"))
# What is no statement of fact: code, questions (tested below), formulas, roles, addresses, names of versions.
NOT_PROSE = [
    r"\A---\n.*?\n---\n",
    r"^(`{3,}|~{3,})\{?.*?^\1",
    r"\{\.kicker\}\n[^\n]*",
    r"\$\$.*?\$\$|\$[^$\n]+\$",
    r"\{[\w:]+\}`[^`]*`|`[^`\n]+`",
    r"<svg.*?</svg>|<[^>]+>",
    r"\]\([^)]*\)|https?://\S+",
    r"CC BY 4\.0|Python 3\.11|(?:§|[Ss]ections? )\d\.\d",
]
TYPED = re.compile(r"\d+[.,]\d+|\d+\s*(?:%|per cent)")


def prose(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    for pattern in NOT_PROSE:
        text = re.sub(pattern, " ", text, flags=re.DOTALL | re.MULTILINE)
    return text


def typed_numbers(path: Path) -> list[str]:
    text = prose(path)
    assert len(text) > 0.2 * path.stat().st_size - 200, f"{path.name}: hardly any prose is left to look at"
    return [
        f"{path.name}: {match[0]!r} is typed in …{text[max(0, match.start() - 30) : match.end() + 10]!r}…; let the "
        "page's scenarios know it and write {n}`expression; format`"
        for match in TYPED.finditer(text)
    ]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(BOOK).as_posix())
def test_no_number_is_typed_into_prose(path: Path) -> None:
    assert typed_numbers(path) == []


def test_a_typed_number_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "---\nkernelspec: {version: 1.5}\n---\n# Title\n\n{.kicker}\n1 · Why / 1.2\n\n"
        "England gains 9.5 % at $p = 1.0$, {n}`1.5 * gain; percent(1)` in Portugal, for 10,000 and `1.5` in code.\n\n"
        "```{code-cell} python\nx = 2.5\n```\n\nAnd three per cent, or 3 per cent.\n"
    )
    found = [re.search(r"'(.*?)' is typed", line)[1] for line in typed_numbers(page)]
    assert found == ["9.5", "10,000", "3 per cent"]


def test_ricardos_numbers_in_the_model_are_those_of_the_table() -> None:
    table = data.load("ricardo_labour").pivot(index="country", columns="good", values="value")
    for name, country in (("England", ENGLAND), ("Portugal", PORTUGAL)):
        assert tuple(table.loc[name, ["cloth", "wine"]]) == (country.cloth_labour, country.wine_labour)


def with_wine(labour: float) -> Country:
    """Return Portugal where a wine takes it so much labour."""
    return Country(PORTUGAL.cloth_labour, labour, PORTUGAL.labour)


def test_question_on_other_countries() -> None:
    north, south = Country(2, 12, 1), Country(5, 18, 1)  # shirts for cloth, bicycles for wine
    assert north.cloth_labour < south.cloth_labour
    assert north.wine_labour < south.wine_labour
    assert north.own_price < south.own_price, "so South gives up fewer shirts for a bicycle"
    assert south.wine_labour - north.wine_labour > south.cloth_labour - north.cloth_labour, "the trap"


def test_question_on_the_band() -> None:
    def both_gain(price: float) -> bool:
        trade = trade_at(price, portugal=with_wine(75))
        return min(trade.england.gain, trade.portugal.gain) > 0

    assert len(answers(RICARDO, "ricardo-band", "x")) == 2
    assert all(both_gain(price) for price in answers(RICARDO, "ricardo-band", "x"))
    assert not any(both_gain(price) for price in answers(RICARDO, "ricardo-band", " "))
    for price, loser in ((5 / 6, "england"), (1.2, "portugal")):
        trade = trade_at(price, portugal=with_wine(75))
        assert trade.traded
        assert getattr(trade, loser).gain == 0


def test_question_on_dear_wine() -> None:
    portugal = with_wine(100)
    trade = trade_at(portugal.own_price, portugal=portugal)
    assert trade.cloth_exporter == "england"
    assert trade.portugal.gain == 0


def test_question_on_what_england_learns() -> None:
    learned = trade_at(1, england=Country(ENGLAND.cloth_labour, 110, ENGLAND.labour)).england
    assert 0 < learned.gain < trade_at(1).england.gain, "it falls"
    assert learned.consumption == trade_at(1).england.consumption, "as much as before with trade"


def test_question_on_wine_that_takes_more_and_more_labour() -> None:
    own_prices = [with_wine(labour).own_price for labour in (80, 90, 100, 110)]
    assert own_prices == sorted(own_prices, reverse=True)
    assert own_prices[-1] < ENGLAND.own_price, "it meets any price in the band"


def test_question_on_wages() -> None:
    assert "four fifths" in question(RICARDO, "ricardo-unfair-wages")
    assert trade_at(1).wage_ratio == pytest.approx(4 / 5)
