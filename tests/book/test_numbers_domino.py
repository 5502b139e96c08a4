"""What the page on dominoes says in words and types into questions agrees with model and data."""

from pathlib import Path

import pytest

from integration_ladder import data
from integration_ladder.explorers.evolution.domino import EXPLORER
from integration_ladder.models.domino import COST, at_rest, join, leave

from .questions import draws, mistakes_that_pass, question

PAGE = "3-evolution/domino"
TEXT = (Path(__file__).parents[2] / "book" / f"{PAGE}.md").read_text(encoding="utf-8")


def test_the_prediction_is_the_first_setting() -> None:
    first = EXPLORER.result(EXPLORER.default)
    assert first.joining
    assert first.at_once == pytest.approx(1 / 5), "a fifth"
    assert first.end == pytest.approx(2 / 3), "two thirds"


def test_the_moves_say_what_the_figure_shows() -> None:
    half = join(0.2, 0.5)
    assert half.followers == pytest.approx(half.at_once), "as many as the shock moved"
    steps = [after - before for before, after in zip(half.path, half.path[1:], strict=False)]
    assert [b / a for a, b in zip(steps, steps[1:], strict=False)] == pytest.approx([0.5] * 11)
    below, edge, above = (
        EXPLORER.result(EXPLORER.preset(f"Just {where}")) for where in ("below", "enough", "above")
    )
    assert below.end < 1 == edge.end == above.end
    assert edge.rounds is None
    assert above.rounds is not None
    out, held = (EXPLORER.result(EXPLORER.preset(name)) for name in ("Exit", "Exit at a cost"))
    assert out.first + out.pull == pytest.approx(0.8)
    assert held.end - out.end == pytest.approx(COST / (1 - held.pull))
    assert (out.end, held.end) == pytest.approx((1 / 3, 2 / 3)), "at two thirds instead of one"


def test_three_resting_places_where_resistance_comes_in_lumps() -> None:
    """Where it breaks: a tenth resists up to 0.1, the rest between 0.5 and 0.6; the pull of members is 0.6."""

    def later(first: float, share: float) -> float:
        pull = first + 0.6 * share
        return min(0.1, pull) + 0.9 * min(1, max(0, (pull - 0.5) / 0.1))

    crossings = [
        i / 1000
        for i in range(1000)
        if (later(0.1, i / 1000) - i / 1000 > 1e-9) != (later(0.1, (i + 1) / 1000) - (i + 1) / 1000 > 1e-9)
    ]
    assert len(crossings) == 3
    for first, end in ((0.1, 0.1), (0.45, 1)):
        share = 0.0
        for _ in range(500):
            share = later(first, share)
        assert share == pytest.approx(end)


def test_the_record_of_efta_and_of_the_union() -> None:
    changes = data.load("bloc_members")
    efta, eu = (changes[changes["bloc"] == bloc] for bloc in ("efta", "eu"))
    left = efta[efta["change"] == "left"]
    joined = eu[eu["change"] == "joined"].set_index("member")["date"]
    assert len(efta[efta["change"] == "joined"]) == 10
    assert len(left) == 6
    for member, date in zip(left["member"], left["date"], strict=True):
        assert int(joined[member][:4]) == int(date[:4]) + 1, "they left it for the Union, the day before"
    assert set(left[left["date"] >= "1990"]["member"]) == {"Austria", "Finland", "Sweden"}
    assert list(eu[eu["change"] == "left"]["member"]) == ["United Kingdom"]


def test_three_of_those_that_stayed_share_the_single_market() -> None:
    assert "three of the four share the Union’s single market" in TEXT
    area = data.load("bloc_stages").set_index("bloc").loc["eea"]
    assert any("members of EFTA, five in 1994 and three today" in str(cell) for cell in area)


def test_question_on_one_that_leaves() -> None:
    loyal = join(0.3, 0.9)
    assert "loyal, gone = join(0.3, 0.9), 0.1" in TEXT
    assert loyal.end == 1
    assert loyal.first + loyal.pull * (1 - 0.1) >= 1, "those left pull by more than any country resists"
    assert "One member in ten" in question(PAGE, "domino-one-leaves")


def test_question_between_the_two_resting_places() -> None:
    assert at_rest(0.2, 0.5) < 0.5 < leave(0.2, 0.5, COST).end
    assert "The half that resists least" in question(PAGE, "domino-between")
    assert leave(0.2, 0.5, COST).wants(0.5) == join(0.2, 0.5).wants(0.5) == 0.5


@pytest.mark.parametrize("values", draws(PAGE, "domino-rest"))
def test_no_mistake_gives_the_key_of_the_question_on_the_end(values: tuple[float, ...]) -> None:
    first, pull = values
    found = join(first, pull)
    assert first + pull < 1
    mistakes = {
        "the shock alone": first,
        "the second round": found.path[2],
        "the third round": found.path[3],
        "those who followed": found.followers,
        "the pulls added up": first + pull,
        "the pulls multiplied": first * pull,
        "divided by the pull": first / pull,
        "the multiplier": 1 / (1 - pull),
        "divided by 1 + b1": first / (1 + pull),
        "divided by 1 - b0": pull / (1 - first),
        "those outside": 1 - found.end,
        "all": 1.0,
    }
    in_per_cent = {mistake: 100 * value for mistake, value in mistakes.items()}
    assert mistakes_that_pass(100 * found.end, in_per_cent, tolerance=0.4) == []
