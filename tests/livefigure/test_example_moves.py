"""Guided moves and links at the figure, in the built example: by pointer and by key, on a phone, on paper, without script."""

import pytest

from livefigure.page import DASHED

from .visits import said, sentence

pytestmark = pytest.mark.browser
SCREENS = {"desktop": (1280, 800), "phone": (390, 844), "phone on its side": (844, 390)}


def moving(page):
    """Begin the guided moves; return what is in the card."""
    page.locator("#tax .lf-move-start").click()
    return page.locator("#tax .lf-moves")


def shown(page) -> list[str]:
    """Return the moves that can be seen."""
    texts = page.locator("#tax .lf-moves li .lf-move")
    return [text.inner_text() for text in texts.all() if text.is_visible()]


def test_a_move_is_set_answered_and_followed_by_the_next(visit) -> None:
    page = visit(reduced_motion="reduce")
    moves = moving(page)
    assert moves.locator(".lf-move-count").inner_text() == "Move 1 of 2"
    assert len(shown(page)) == 1
    assert moves.get_by_role("button", name="Previous move").is_disabled()
    moves.get_by_role("button", name="Set it for me").click()
    assert page.evaluate("document.activeElement.textContent") == "✓ Set"
    assert said(page) == sentence(tax=4.0)
    assert (
        moves.locator(".lf-move-state").text_content()
        == "From 2.0 coins, now 4.0 coins. Dashed: where the move began. Full: now."
    )
    answer = moves.get_by_role("button", name="Answer")
    assert not moves.locator("li .lf-answer > *:not(summary)").first.is_visible()
    answer.press("Enter")
    assert answer.get_attribute("aria-expanded") == "true"
    assert moves.locator("li .lf-answer > *:not(summary)").first.is_visible()
    first = shown(page)
    moves.get_by_role("button", name="Next").press("Enter")
    assert shown(page) != first
    assert shown(page)[0][:20] in page.locator("#tax .lf-live").text_content()
    assert moves.get_by_role("button", name="Done").is_enabled()
    moves.get_by_role("button", name="Previous move").click()
    assert shown(page) == first
    moves.get_by_role("button", name="Close the guided moves").click()
    assert shown(page) == []
    page.locator("#tax .lf-move-start").click()
    moves.get_by_role("button", name="Next").click()
    moves.get_by_role("button", name="Done").click()
    assert shown(page) == []
    assert page.locator("#tax .lf-move-start").is_visible()


def test_a_move_begins_where_its_page_says_and_shows_the_number_it_speaks_of(visit) -> None:
    page = visit(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    moves = moving(page)
    assert not page.locator("#tax .lf-readout").is_visible()
    page.locator("#tax-tax").press("End")
    moves.get_by_role("button", name="Next").click()
    assert said(page) == sentence(tax=4.0)
    assert page.locator("#tax :is(.lf-ring, .lf-was):visible").count() == 0
    assert page.locator("#tax .lf-readout div:visible").all_inner_texts()[0].startswith("Sold")


def test_where_a_move_was_is_drawn_as_under_a_kernel(visit) -> None:
    page = visit()
    moving(page)
    page.locator("#tax-tax").press("ArrowRight")
    looks = page.locator("#tax .lf-before .d").evaluate_all(
        "(all, names) => all.map(dot => Object.fromEntries(names.map(name => [name, dot.getAttribute(name)])))",
        [*DASHED],
    )
    assert looks == [DASHED] * 2


def test_where_a_move_began_stays_to_be_seen(visit) -> None:
    page = visit()
    page.locator("#tax-tax").press("ArrowLeft")
    marked = page.locator("#tax :is(.lf-ring, .lf-was, .lf-before, .lf-goal):visible")
    assert marked.count() == 0  # nothing has begun
    page.locator("#tax .lf-reset").click()
    moves = moving(page)
    began = page.locator("#tax .lf-bar i").evaluate_all("all => all.map(bar => bar.style.cssText)")
    assert page.locator("#tax .lf-ring:visible").count() == 0
    page.locator("#tax-tax").press("ArrowRight")
    assert page.locator("#tax .lf-ring:visible").evaluate_all("all => all.map(ring => ring.style.left)") == [
        "20%"
    ]
    outlines = page.locator("#tax .lf-was:visible")
    assert outlines.evaluate_all("all => all.map(bar => bar.style.cssText)") == began
    assert page.locator("#tax .lf-before .d").count() == 2
    moves.get_by_role("button", name="Next").click()
    assert page.locator("#tax :is(.lf-ring, .lf-was):visible").count() == 0
    assert page.locator("#tax .lf-before").count() == 0


@pytest.mark.parametrize("screen", SCREENS)
def test_slider_strip_sentence_and_move_are_in_view_together(visit, screen: str) -> None:
    width, height = SCREENS[screen]
    touch = width < 1000
    page = visit(
        viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch, reduced_motion="reduce"
    )
    moves = moving(page)
    for _ in range(2):
        for press in ("Set it for me", "Answer"):
            moves.get_by_role("button", name=press).click()
            boxes = {
                part: page.locator(f"#tax {part}").first.bounding_box()
                for part in (".lf-control[data-used]", ".lf-strip", ".lf-sentence", ".lf-moves")
            }
            for part, box in boxes.items():
                assert box is not None, part
                assert box["y"] >= 0, part
                assert box["y"] + box["height"] <= height + 1, (part, box, press)
            if boxes[".lf-moves"]["x"] < width / 4:  # below, not beside
                for part in (".lf-strip", ".lf-sentence"):
                    assert boxes[part]["y"] + boxes[part]["height"] <= boxes[".lf-moves"]["y"] + 1, part
        if moves.get_by_role("button", name="Next").count():
            moves.get_by_role("button", name="Next").click()


@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_a_link_brings_the_figure_to_the_sentence_and_takes_it_back(visit, screen: str) -> None:
    width, height = SCREENS[screen]
    page = visit(viewport={"width": width, "height": height}, reduced_motion="reduce")
    before = said(page)
    link = page.locator("button.lf-set").first
    link.evaluate("link => link.scrollIntoView({block: 'center', behavior: 'instant'})")
    top = link.bounding_box()["y"]
    assert link.get_attribute("aria-label").endswith(": moves the figure")
    link.focus()
    page.keyboard.press("Enter")
    page.locator('button.lf-set[aria-pressed="true"]').wait_for()
    assert said(page) != before
    assert link.bounding_box()["y"] == pytest.approx(top, abs=1)
    card, text = page.locator("#tax .lf").bounding_box(), link.bounding_box()
    assert (
        card["y"] >= text["y"] + text["height"]
        or card["y"] + card["height"] <= text["y"] + 1
        or (card["x"] >= text["x"] + text["width"])
    )
    page.keyboard.press("Enter")
    assert link.get_attribute("aria-pressed") == "false"
    assert said(page) == before
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "lf-set"
    assert page.locator("#tax[data-visiting]").count() == 0
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Whole figure").click()
    page.get_by_role("button", name="Back to the sentence").press("Enter")
    assert page.evaluate("document.activeElement.className") == "lf-set"


def test_a_figure_that_came_to_a_sentence_goes_when_the_sentence_is_left(visit) -> None:
    page = visit(reduced_motion="reduce")
    link = page.locator("button.lf-set").first
    link.evaluate("link => { link.scrollIntoView({block: 'center', behavior: 'instant'}); link.click(); }")
    page.locator("#tax[data-visiting]").wait_for()
    moved = said(page)
    page.evaluate("document.body.style.paddingBottom = '3000px'; scrollBy({top: 2500, behavior: 'instant'})")
    page.locator("#tax:not([data-visiting])").wait_for()
    assert said(page) == moved  # it was left, not put back


@pytest.mark.parametrize("begun", [True, False])
@pytest.mark.parametrize("width", [1280, 800, 390])
def test_paper_has_the_whole_list_with_all_answers(visit, width: int, begun: bool) -> None:
    page = visit(viewport={"width": width, "height": 900})
    if begun:
        moving(page)
    page.emulate_media(media="print")
    assert len(shown(page)) == 2
    assert page.locator("#tax .lf-answer p").evaluate_all("all => all.every(p => p.checkVisibility())")
    assert page.locator("#tax :is(.lf-move-foot, .lf-move-top, .lf-move-start):visible").count() == 0


def test_without_a_script_the_moves_are_a_list_and_links_are_text(visit) -> None:
    page = visit(ready=False, java_script_enabled=False)
    assert page.locator(".lf-moves li .lf-move").count() == 2
    assert page.locator(".lf-moves li .lf-move").first.is_visible()
    assert page.locator(".lf-moves summary").first.is_visible()
    assert page.locator("span.lf-set").count() == 1


# Every setting that the figure goes through, to the one at which it says that it has changed.
THROUGH = """button => new Promise(done => {
  const seen = [], slider = document.querySelector("#tax-tax");
  new MutationObserver(() => seen.push(slider.getAttribute("aria-valuetext"))).observe(slider, {attributes: true});
  document.addEventListener("livefigure:change", () => Promise.resolve().then(() => done([...new Set(seen)])));
  button.click();
})"""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_what_is_set_moves_there_unless_the_reader_wants_no_motion(visit, motion: str) -> None:
    page = visit(reduced_motion=motion)
    moving(page)
    stops = page.locator("#tax .lf-move-set").evaluate(THROUGH)
    assert stops[-1] == "4.0 coins"
    assert (len(stops) > 1) == (motion == "no-preference")
    assert said(page) == sentence(tax=4.0)


def test_who_takes_the_slider_stops_the_motion(visit) -> None:
    page = visit(reduced_motion="no-preference")
    moving(page)
    page.evaluate("""() => {
      document.querySelector("#tax .lf-move-set").click();
      document.querySelector("#tax-tax").dispatchEvent(new KeyboardEvent("keydown", {key: "Home"}));
    }""")
    # Long after the motion would have begun.
    page.evaluate(
        """frames => new Promise(done => {
      const count = () => frames-- ? requestAnimationFrame(count) : done();
      count();
    })""",
        60,
    )
    assert said(page) == sentence(tax=0.0)


WIDE = ".bd-article-container { max-width: none !important; } .bd-sidebar-secondary { display: none !important; }"


def test_in_a_wide_card_the_moves_are_a_column_from_the_beginning(visit) -> None:
    page = visit(viewport={"width": 1920, "height": 900}, reduced_motion="reduce")
    page.add_style_tag(content=WIDE)
    page.locator("#tax[data-column]").wait_for()
    assert len(shown(page)) == 1
    assert not page.locator("#tax .lf-move-start").is_visible()
    moves, panels = (
        page.locator("#tax .lf-moves").bounding_box(),
        page.locator("#tax .lf-panels").bounding_box(),
    )
    assert moves["width"] == 268
    assert moves["x"] >= panels["x"] + panels["width"]
    high = page.locator("#tax figure").bounding_box()["height"]
    page.locator("#tax .lf-move-set").click()
    page.locator("#tax .lf-move-answer").click()
    assert (
        page.locator("#tax .lf-answer[open]").bounding_box()["y"]
        > page.locator("#tax .lf-move-next").bounding_box()["y"]
    )
    assert not page.locator("#tax .lf-readout").is_visible()
    page.locator("#tax .lf-move-answer").click()
    assert page.locator("#tax figure").bounding_box()["height"] == pytest.approx(
        high, abs=40
    )  # a line of the sentence
    page.set_viewport_size({"width": 700, "height": 900})
    page.locator("#tax:not([data-column])").wait_for()
    assert len(shown(page)) == 1  # begun, so docked
