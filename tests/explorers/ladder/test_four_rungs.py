"""The figure on the opening page of chapter 2 joins one more matter on every rung, in the paper's order."""

from integration_ladder.explorers.ladder.four_rungs import EXPLORER, MATTERS


def test_the_rungs_are_the_papers_four_stages_in_its_order() -> None:
    stages = [matter.stage for matter in MATTERS]
    assert stages == ["Free trade area", "Customs union", "Common market", "Economic union"]
    assert [EXPLORER.result({"rung": rung}).stage for rung in range(5)] == ["None", *stages]


def test_every_rung_but_the_last_says_what_it_leaves_apart() -> None:
    sentences = [EXPLORER.frame({"rung": rung}).sentence for rung in range(1, 5)]
    assert all(MATTERS[rung].left in said for rung, said in zip(range(1, 4), sentences[:3], strict=True))
    assert "Nothing in this picture is left apart" in sentences[3]
