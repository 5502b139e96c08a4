"""The engine's own measure of labels against a browser's: what overlaps there is known when it is drawn."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from integration_ladder.vocabulary.theme import THEME
from livefigure import LiveFigure, Panel, Slider, assets
from livefigure.checks import LABEL_PAGES, PHONE, Page, box, label_faults, overlap, scales
from livefigure.frames import Drawn, compile_frames
from livefigure.page import figure_markup

pytestmark = pytest.mark.browser
NAMES = (
    "demand",
    "supply",
    "England, 0.75",
    "price of cloth",
    "1,118",
    "ÅÉgjpqy",
    "9.5 %",
    "no trade",
    "I",
    "MW",
)
OVERLAPS = """settings => settings.map(at => {
    const card = document.querySelector('live-figure'), found = [];
    card.go(at);
    for (const panel of card.querySelectorAll('svg.lf-panel')) {
        const boxes = [...panel.querySelectorAll('text')].filter(l => l.textContent.trim())
            .map(label => [label.textContent, label.getBoundingClientRect()]);
        boxes.forEach(([a, one], i) => boxes.slice(i + 1).forEach(([b, two]) => {
            const apart = one.right <= two.left || two.right <= one.left
                || one.bottom <= two.top + 4 || two.bottom <= one.top + 4;
            if (!apart) found.push([panel.dataset.panel, a, b].join(' / '));
        }));
    }
    return found.sort();
})"""


def draw(result: int, panels: dict[str, Any]) -> None:
    """Write names here and there: of all sizes, weights, sides and turns that figures use."""
    chance = random.Random(result)
    for name, axes in panels.items():
        for text in chance.sample(NAMES, 7):
            axes.text(
                chance.uniform(0.25, 0.75),
                chance.uniform(0.3, 0.7),
                f"{text} {name}",
                ha=chance.choice(["left", "center", "right"]),
                va=chance.choice(["baseline", "center", "top"]),
                size=chance.choice([11, 12.5, 14]),
                weight=chance.choice([400, 600]),
                rotation=chance.choice([0, 0, 0, 90]),
            )


CROWDED = LiveFigure(
    name="crowded",
    title="A crowd of labels",
    controls=[Slider(name="x", label="x", low=0, high=59, step=1, default=0, digits=0)],
    model=lambda x: int(x),
    panels={
        name: Panel(
            width=width,
            x=(0, 1),
            y=(0, 1),
            x_label="quantity",
            y_label="price",
            title=name,
            margins=(1.2, 1.2, 1.2, 1.2),
        )
        for name, width in (("a", 4), ("b", 4), ("c", 5))
    },
    draw=draw,
    describe=lambda result: "A crowd.",
    theme=THEME,
)


@pytest.fixture
def show(chromium, tmp_path: Path) -> Callable:
    """Open a figure by itself, at the width of a page; return what overlaps at every setting."""

    def shown(figure: LiveFigure, looked_at: Page) -> list[list[str]]:
        width, around = (390, 2 * 15.4) if looked_at is PHONE else (1280, 2 * 25)  # padding and border
        frames = [figure.frame(setting) for setting in figure.settings()]
        drawn = Drawn("frames", compile_frames(figure, frames))
        script = f"livefigureFrames('frames', {json.dumps(drawn.data)})"
        (tmp_path / "livefigure").mkdir(exist_ok=True)
        (tmp_path / "livefigure/frames.js").write_text(script)
        (tmp_path / "livefigure.js").write_text(assets.script())
        style = assets.style() + figure.theme.font_css
        (tmp_path / "page.html").write_text(
            '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<style>* {{ box-sizing: border-box }} body {{ margin: 0 }}{style}</style>"
            f'<div class="lf-kernel" style="width:{looked_at.card + around}px;margin:0 auto">'
            f'{figure_markup(figure, figure.name, drawn)}</div><script src="livefigure.js"></script>'
        )
        with chromium.new_context(viewport={"width": width, "height": 844}) as context:
            page = context.new_page()
            page.goto((tmp_path / "page.html").as_uri())
            page.locator("live-figure[data-ready]").wait_for()
            page.evaluate("document.fonts.ready")
            return page.evaluate(OVERLAPS, [list(figure.indices(setting)) for setting in figure.settings()])

    return shown


def known(figure: LiveFigure, page: Page) -> list[list[str]]:
    """Return what the engine says to overlap at every setting, at one of the widths, as ``OVERLAPS`` does."""
    furniture = figure.furniture()
    scale = scales(figure, page)
    found = []
    for setting in figure.settings():
        frame, here = figure.frame(setting), []
        for name in figure.panels:
            texts = [e for e in (*furniture[name], *frame.panels[name]) if e.text and e.text.strip()]
            boxes = [(element.text, box(element, scale[name])) for element in texts]
            here += [
                f"{name} / {one} / {other}"
                for i, (one, a) in enumerate(boxes)
                for other, b in boxes[i + 1 :]
                if overlap(a, b, scale[name])
            ]
        found.append(sorted(here))
    return found


@pytest.mark.parametrize("page", LABEL_PAGES, ids=lambda page: page.name)
def test_what_overlaps_in_a_browser_is_known_without_it(show, page: Page) -> None:
    seen, said = show(CROWDED, page), known(CROWDED, page)
    assert sum(map(len, seen)) > 300
    missed = [(at, pair) for at, pairs in enumerate(seen) for pair in pairs if pair not in said[at]]
    assert missed == []
    # And nothing is said to overlap that does not, but for a hair's breadth.
    invented = [pair for at, pairs in enumerate(said) for pair in pairs if pair not in seen[at]]
    assert len(invented) <= 0.04 * sum(map(len, said))


def test_a_broken_copy_of_an_explorer_is_found_out(show) -> None:
    from integration_ladder.explorers.theory.one_price import EXPLORER

    def draw_more(result: Any, panels: dict[str, Any]) -> None:
        EXPLORER.draw(result, panels)
        axes = next(iter(panels.values()))
        (low, high), top = axes.get_xlim(), axes.get_ylim()[1]
        axes.text(low + 0.8 * (result.price - low), 0.7 * top, "here")
        axes.text((low + high) / 2, 0.7 * top, "there", ha="center")

    broken = replace(EXPLORER, draw=draw_more)
    for page in LABEL_PAGES:
        assert not any(show(EXPLORER, page))
        seen = show(broken, page)
        assert any(seen)
        for setting, pairs in zip(broken.settings(), seen, strict=True):
            said = " ".join(label_faults(broken, broken.frame(setting)))
            for pair in pairs:
                _, one, other = pair.split(" / ")
                assert f"the labels {one!r} and {other!r} overlap" in said
