"""From every guided move, on every page: slider, strip, sentence and move are in view together, and the panel it is about."""

import re
from pathlib import Path

import pytest

from livefigure.moves import read_moves

pytestmark = pytest.mark.browser

BOOK = Path(__file__).parents[2] / "book"
MOVES = re.compile(r"^```\{moves\} (\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
# Page, figure, number of its moves.
LISTS = [
    (page.relative_to(BOOK).with_suffix(".html").as_posix(), name, len(read_moves(content.splitlines())))
    for page in sorted(BOOK.rglob("*.md"))
    for name, content in MOVES.findall(page.read_text(encoding="utf-8"))
]
DESKTOP, PHONE, ON_ITS_SIDE = (1280, 800), (390, 844), (844, 390)
# On a phone these have no room for a panel: figure, number of the move, whether its answer is open.
NO_ROOM = {("cars", 2, "answer"), ("cars", 5, "answer"), ("tariff-game", 5, "answer")}

# What the move needs that is not between the bar at the head of the screen and the move (or the screen's end, if it is beside).
LEFT_OUT = """name => {
  const card = document.getElementById(name), box = element => element.getBoundingClientRect();
  const across = bar => getComputedStyle(bar).position === "sticky" && box(bar).width > innerWidth / 2;
  const bars = [...document.querySelectorAll(".bar")].filter(across), high = Math.max(0, ...bars.map(bar => box(bar).bottom));
  const moves = box(card.querySelector(".lf-moves"));
  const low = moves.left > innerWidth / 3 ? innerHeight : moves.top, found = [];
  const look = (what, element, high, low) => {
    const {top, bottom, height} = element ? box(element) : {height: 0};
    if (!height || top < high - 1 || bottom > low + 1) found.push(what);
  };
  const used = card.querySelectorAll(".lf-control[data-used]");
  if (!used.length) found.push("slider");
  used.forEach(control => look("slider", control, high, low));
  look("strip", card.querySelector(".lf-strip"), high, low);
  look("sentence", card.querySelector(".lf-sentence"), high, low);
  look("panel", card.querySelector(".lf-panel[data-about]"), high, low);
  look("move", card.querySelector(".lf-moves"), high, innerHeight);
  return found;
}"""


def press(page, name: str, button: str) -> None:
    # Not by pointer: it would scroll to the button first.
    page.locator(f"#{name} .lf-move-{button}").evaluate("button => button.click()")


def test_every_list_of_moves_is_looked_at() -> None:
    assert len(LISTS) >= 7
    assert sum(count for _, _, count in LISTS) >= 36


@pytest.mark.parametrize(("where", "name", "count"), LISTS, ids=[name for _, name, _ in LISTS])
@pytest.mark.parametrize("screen", [DESKTOP, PHONE, ON_ITS_SIDE], ids=["desktop", "phone", "on-its-side"])
def test_all_that_a_move_needs_is_in_view(
    chromium, address: str, screen: tuple[int, int], where: str, name: str, count: int
) -> None:
    width, height = screen
    touch = screen != DESKTOP
    with chromium.new_context(
        viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(f"{address}/book/{where}")
        page.locator(f"#{name}").scroll_into_view_if_needed()
        page.locator(f"#{name}[data-ready]").wait_for()
        if touch:
            press(page, name, "start")
        missing = {}
        for number in range(1, count + 1):
            for step in ("begun", "set", "answer"):
                if step != "begun":
                    press(page, name, step)
                elif number == 1 and not touch:
                    continue  # the card is where the reader has scrolled it
                out = page.evaluate(LEFT_OUT, name)
                if screen == ON_ITS_SIDE or (screen == PHONE and (name, number, step) in NO_ROOM):
                    out = [part for part in out if part != "panel"]
                if out:
                    missing[number, step] = out
            if number < count:
                press(page, name, "next")
    assert missing == {}
