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
COUNTS = {name: count for _, name, count in LISTS}
DESKTOP, PHONE, ON_ITS_SIDE = (1280, 800), (390, 844), (844, 390)
# On a phone these have no room for a panel: figure, number of the move, whether its answer is open.
NO_ROOM = {
    ("cars", 2, "answer"),
    ("cars", 5, "answer"),
    ("tariff-game", 5, "answer"),
    ("hub-and-spokes", 3, "answer"),
    ("hub-and-spokes", 4, "answer"),
}

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


# Goes through all moves as they are pressed, and lets a frame pass after each: what is left out, by move and step. On a small
# screen the moves begin when their button is pressed; on a desktop the first is there, and the card where it was scrolled.
WALK = f"""async ([name, count, small]) => {{
  const leftOut = {LEFT_OUT};
  // Not by pointer: it would scroll to the button first.
  const press = async (button) => {{
    document.querySelector(`#${{name}} .lf-move-${{button}}`).click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }};
  const found = [], look = (number, step) => found.push([number, step, leftOut(name)]);
  if (small) await press("start");
  for (let number = 1; number <= count; number++) {{
    if (number > 1 || small) look(number, "begun");
    for (const step of ["set", "answer"]) {{
      await press(step);
      look(number, step);
    }}
    if (number < count) await press("next");
  }}
  return found;
}}"""
# After the last move: done, all answers closed, all as at first, and back to the first move when it is begun again.
AGAIN = """async ([name, count]) => {
  const card = document.getElementById(name), press = (button) => card.querySelector(button).click();
  press(".lf-move-close");
  card.querySelectorAll(".lf-answer").forEach((answer) => { answer.open = false; });
  press(".lf-reset");
  press(".lf-move-start");
  for (let number = count; number > 1; number--) press(".lf-move-back");
  press(".lf-move-close");
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}"""


def left_out(page, name: str, screen: tuple[int, int]) -> dict[tuple[str, int, str], list[str]]:
    """Go through a figure's moves on a screen; return what is out of view: screen, number and step of the move → parts."""
    page.set_viewport_size({"width": screen[0], "height": screen[1]})
    page.emulate_media(reduced_motion="reduce")
    page.locator(f"#{name}").scroll_into_view_if_needed()
    missing = {}
    for number, step, out in page.evaluate(WALK, [name, COUNTS[name], screen != DESKTOP]):
        if screen == ON_ITS_SIDE or (screen == PHONE and (name, number, step) in NO_ROOM):
            out = [part for part in out if part != "panel"]
        if out:
            missing[screen, number, step] = out
    return missing


def all_that_a_move_needs_is_in_view(page, name: str, *screens: tuple[int, int]) -> None:
    """Go through the moves of a figure, which shows its default, on one screen after the other."""
    missing = {}
    for screen in screens:
        if screen != screens[0]:
            page.evaluate(AGAIN, [name, COUNTS[name]])
        missing |= left_out(page, name, screen)
    assert missing == {}


def test_every_list_of_moves_is_looked_at(where: dict[str, str]) -> None:
    """By test_live_figures, on the page on which it visits the figure."""
    assert len(LISTS) >= 7
    assert sum(COUNTS.values()) >= 36
    assert len(COUNTS) == len(LISTS)
    assert [(name, page) for page, name, _ in LISTS if where[name] != f"book/{page}"] == []
