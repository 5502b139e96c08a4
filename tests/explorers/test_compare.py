"""The quick comparison with the expectation visits every stop, and tells of every departure with its settings."""

from dataclasses import replace

import pytest

from livefigure import LiveFigure
from livefigure.figure import Setting

from . import compare
from .expected import Expected, expectation
from .test_every_setting import LIVE


@pytest.mark.parametrize("name", LIVE)
def test_some_settings_are_every_stop_every_preset_and_others(name: str) -> None:
    explorer = LIVE[name]
    some = compare.some_settings(explorer)
    assert some == compare.some_settings(explorer)
    assert all(setting in some for setting in (explorer.default, *map(explorer.preset, explorer.presets)))
    for control in explorer.controls:
        assert {setting[control.name] for setting in some} == set(control.values)
    order = list(explorer.settings())
    assert [order.index(setting) for setting in some] == sorted({order.index(setting) for setting in some})
    assert len(some) <= 100


def test_an_explorer_as_expected_is_told_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main("one-price") == 0
    assert capsys.readouterr().out == "one-price: no kinds of departure at 39 of 39 settings\n"


def test_what_departs_is_told_with_its_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    explorer = LIVE["one-price"]
    theory = expectation(explorer)

    def wrong(price: float) -> Expected:
        found = theory(price)
        return replace(found, says=["nothing of the kind"]) if price > 1.2 else found

    def draw(result: object, panels: dict) -> None:
        if result.price == 0.7:
            raise ValueError("no such price")
        explorer.draw(result, panels)

    monkeypatch.setattr(compare, "expectation", lambda figure: wrong)
    monkeypatch.setattr(compare, "find", lambda *_: replace(explorer, draw=draw))
    assert compare.main("one-price") == 1
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 3
    assert "price = 0.7" in told[0]
    assert "no such price" in told[0]
    assert "nothing of the kind" in told[1]
    assert told[2] == "one-price: 2 kinds of departure at 39 of 39 settings"


def test_an_error_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(figure: LiveFigure, settings: list[Setting], picture_at: object) -> list[str]:
        raise KeyError("labour")

    with pytest.raises(SystemExit, match="there is no figure 'parrot'; there are: .*cars"):
        compare.main("parrot")
    monkeypatch.setattr(compare, "compared", broken)
    with pytest.raises(
        SystemExit, match=r"(?s)KeyError: 'labour'.*test_compare\.py, line \d+: raise KeyError"
    ):
        compare.main("one-price")
