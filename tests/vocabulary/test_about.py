"""What an explorer declares can be read by the catalogue, and every explorer declares it."""

import importlib
import pkgutil

import pytest

from integration_ladder import explorers
from integration_ladder.vocabulary.about import About

MODULES = [
    module.name
    for module in pkgutil.walk_packages(explorers.__path__, f"{explorers.__name__}.")
    if not module.ispkg
]


@pytest.mark.parametrize("name", MODULES)
def test_every_explorer_says_where_it_stands_and_what_it_asks(name: str) -> None:
    module = importlib.import_module(name)
    assert isinstance(module.ABOUT, About)
    told = f"(card {module.ABOUT.cards[0]}" if module.ABOUT.cards else "no card)"
    assert told in module.__doc__.splitlines()[0]


@pytest.mark.parametrize(
    ("section", "asks", "cards", "named"),
    [
        ("12", "Who gains?", ("M2",), "section"),
        ("1.2+", "Who gains?", ("M2",), "section"),
        ("1.2", "Who gains", ("M2",), "asks"),
        ("1.2", "Who gains?", ("Ricardo",), "cards"),
    ],
)
def test_bad_input_is_named(section: str, asks: str, cards: tuple[str, ...], named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named} = "):
        About(section=section, asks=asks, cards=cards)


def test_all_forms_of_a_section_are_admitted() -> None:
    assert About("2.5", "Who climbed?").cards == (), "data alone"
    sections = ("1.2", "1.3 +", "2", "home page")
    assert [About(section=one, asks="Who?", cards=("M26b",)).section for one in sections] == list(sections)
