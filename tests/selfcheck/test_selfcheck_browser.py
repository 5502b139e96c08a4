"""Questions and predictions in a real browser: by keyboard and pointer, right and wrong, kept, readable, without script."""

import functools
import http.server
import json
import random
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright")
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from selfcheck.export import Marks, marks, read, read_book
from selfcheck.obfuscate import cell, grid, scramble
from selfcheck.words import WORDS
from tests.barriers import barriers

from .test_selfcheck_export import NOISE

pytestmark = pytest.mark.browser
KEY = "selfcheck:v1:Tiny"
REFUSE = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that does not write to the test's output."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site from a local server."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that has never seen the site; an error of our script or a request to another host fails the test."""
    context = chromium.new_context()
    bad: list[str] = []
    context.on("weberror", lambda e: "selfcheck.js" in (e.error.stack or "") and bad.append(str(e.error)))
    context.on(
        "request", lambda r: r.url.startswith(("http://127.0.0.1", "file:", "data:")) or bad.append(r.url)
    )
    context.route("**/mathjax/**", lambda route: route.abort())  # heavy, and one test is enough for it
    yield context
    context.close()
    assert bad == []


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    """The example page, just opened."""
    page = context.new_page()
    page.goto(address)
    return page


def asked(page: Page, name: str) -> Locator:
    return page.locator(f"#sc-{name}")


def check(question: Locator) -> Locator:
    """Press Check and return where the verdict stands."""
    question.get_by_role("button", name="Check").click()
    return question.get_by_role("status")


def record(page: Page, name: str) -> dict:
    return page.evaluate("name => selfcheck.records()[name]", name)


def test_python_and_javascript_hash_alike(page: Page) -> None:
    texts = ["", "t|q|0", "k|who-gains|set 0,2", *(f"t|q{i}|{i * 7919}" for i in range(200))]
    assert page.evaluate("texts => texts.map(selfcheck.hash)", texts) == [scramble(text) for text in texts]


def test_python_and_javascript_find_the_same_cell(page: Page) -> None:
    draw = random.Random(1)
    rows = []
    for _ in range(500):
        tolerance = 10 ** draw.uniform(-3, 2)
        x = draw.uniform(-1000, 1000)
        rows.append([x + draw.choice([-1, 0, 1]) * tolerance, *grid(x, tolerance)])
    there = page.evaluate("rows => rows.map(([x, width, offset]) => Math.floor((x - offset) / width))", rows)
    assert there == [cell(*row) for row in rows]


def test_predict_by_pointer_is_kept_and_shown_again(page: Page) -> None:
    again = page.locator(".sc-prediction")
    expect(again).to_contain_text("You have not predicted yet.")
    expect(again.locator("details")).to_be_hidden()
    block = asked(page, "who-gains")
    block.get_by_role("button", name="Neither").click()
    block.get_by_role("button", name="Both").click()
    for _ in range(2):  # now, and at the next visit
        expect(block.get_by_role("button", name="Both")).to_have_attribute("aria-pressed", "true")
        expect(block.get_by_role("button", name="Neither")).to_have_attribute("aria-pressed", "false")
        expect(block.get_by_role("status")).to_have_text("You predicted: Both.")
        expect(again.locator(".sc-mine")).to_have_text("You predicted: Both.")
        expect(again.get_by_text("lies between their own prices")).to_be_hidden()
        again.get_by_text("Compare").click()
        expect(again.get_by_text("lies between their own prices")).to_be_visible()
        expect(again.get_by_text("nobody would trade")).to_be_hidden()
        page.reload()


def test_a_second_vote_is_kept_beside_the_first(page: Page) -> None:
    block, again = asked(page, "who-gains"), page.locator(".sc-prediction")
    revote = again.get_by_role("group", name="Vote again, now that you have moved the model.")
    expect(revote).to_be_hidden()
    block.get_by_role("button", name="Neither").click()
    expect(revote).to_be_visible()
    expect(revote).to_have_accessible_name(re.compile("who gains\\?$"))
    expect(revote.locator("[aria-pressed=true]")).to_have_count(0)
    first = record(page, "who-gains")
    assert "second" not in first
    revote.get_by_role("button", name="Only England").focus()
    page.keyboard.press("Enter")
    revote.get_by_role("button", name="Both").click()
    said = again.get_by_role("status")
    expect(said).to_have_attribute("aria-live", "polite")
    for _ in range(2):  # now, and at the next visit
        expect(said).to_have_text("First you said: Neither; now: Both.")
        expect(revote.get_by_role("button", name="Both")).to_have_attribute("aria-pressed", "true")
        expect(block.get_by_role("button", name="Neither")).to_have_attribute("aria-pressed", "true")
        expect(block.get_by_role("button", name="Both")).to_be_disabled()
        expect(block.get_by_role("status")).to_contain_text("this first vote stays as it is")
        again.get_by_text("Compare").click()
        expect(again.locator(".sc-case:visible")).to_have_count(2)
        expect(again.locator(".sc-said:visible")).to_have_text(["Both:", "Neither:"])
        assert record(page, "who-gains") == first | {"second": "2"}
        page.reload()
    expect(said).to_have_attribute("aria-live", "off")
    looked_at(page, "button, summary")
    page.emulate_media(forced_colors="active")
    widths = revote.get_by_role("button").evaluate_all("all => all.map(e => getComputedStyle(e).borderWidth)")
    assert widths == ["1px", "1px", "3px", "1px"], "a choice shows where colours and shadows do not"
    page.emulate_media(forced_colors="none")
    page.goto(page.url.replace("index.html", "done.html"))
    page.locator("summary", has_text="Your predictions").click()
    expect(page.locator(".sc-hers")).to_have_text(["Both (your second vote)", "Neither (your prediction)"])
    page.get_by_role("button", name="Export").click()
    text = page.get_by_label("Your export").input_value()
    assert "[who-gains] predicted: Neither; second vote: Both\n" in text
    (answer,) = read(text).answers
    assert (answer.first, answer.last, answer.tries) == (("3",), ("2",), 2)
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="Delete everything").click()
    assert page.evaluate("selfcheck.records()") == {}
    expect(page.locator(".sc-hers")).to_have_count(0)


def test_predict_by_keyboard(page: Page) -> None:
    asked(page, "who-gains").get_by_role("button", name="Only Portugal").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".sc-mine")).to_have_text("You predicted: Only England.")
    page.locator("summary", has_text="Compare").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sc-prediction")).to_contain_text("England saves labour")


def test_choice_wrong_then_right_by_pointer(page: Page) -> None:
    question = asked(page, "comparative-advantage")
    expect(check(question)).to_have_text("Choose an answer first.")
    assert record(page, "comparative-advantage") is None, "an empty answer is no try"
    question.get_by_text("England’s labour").click()
    expect(check(question)).to_contain_text("Not yet. That is absolute advantage")
    question.get_by_text("The price of wine").click()
    expect(question.get_by_role("status")).to_have_text("")
    expect(check(question)).to_contain_text("Not yet. Prices follow")
    question.get_by_text("Portugal’s advantage in cloth").click()
    expect(check(question)).to_contain_text("Right.")
    expect(question.locator(".sc-points")).to_have_text("Practice")
    earned = {"right": True, "points": 0, "earned": 0, "tries": 3, "answer": ["1"], "first": ["0"]}
    earned["objective"] = "advantage"
    assert earned.items() <= record(page, "comparative-advantage").items()
    question.get_by_text("England’s labour").click()
    expect(check(question)).to_contain_text("Not yet.")
    expect(question.locator(".sc-points")).to_have_text("Practice; you got it right earlier")
    assert earned.items() <= record(page, "comparative-advantage").items(), "curiosity costs nothing"


def test_points_full_at_once(page: Page) -> None:
    question = asked(page, "gain-of-england")
    points, field = question.locator(".sc-points"), question.get_by_role("textbox")
    expect(points).to_have_text("1 point; half after a wrong try")
    field.fill("9.5")
    check(question)
    expect(points).to_have_text("1 point earned")
    field.fill("20")
    check(question)
    expect(points).to_have_text("1 point earned earlier; this try changes nothing")
    assert {"earned": 1, "tries": 1, "first": "9.5"}.items() <= record(page, "gain-of-england").items()
    page.reload()
    expect(points).to_have_text("1 point earned")
    expect(field).to_have_value("9.5")


def test_points_half_after_a_wrong_try(page: Page) -> None:
    question = asked(page, "gain-of-england")
    points, field = question.locator(".sc-points"), question.get_by_role("textbox")
    field.fill("20")
    check(question)
    for _ in range(2):
        expect(points).to_have_text("½ point if you get it right now")
        page.reload()
    field.fill("9.5")
    check(question)
    expect(points).to_have_text("½ point earned")
    assert {"earned": 0.5, "tries": 2, "first": "20"}.items() <= record(page, "gain-of-england").items()


def judge(page: Page, figure: str, task: str, right: bool) -> None:
    """What a figure says when the reader presses its Check."""
    page.evaluate(
        "detail => document.body.dispatchEvent(new CustomEvent('livefigure:task', {bubbles: true, detail}))",
        {"figure": figure, "task": task, "right": right},
    )


def test_task(page: Page) -> None:
    task = page.locator(".sc-task")
    expect(task).to_contain_text("Task in the figure. What ricardo asks in <even>.")
    expect(task.locator(".sc-points")).to_have_text("1 point")
    expect(task.get_by_role("status")).to_contain_text("Not solved yet.")
    judge(page, "ricardo", "even", False)
    expect(task.get_by_role("status")).to_contain_text("Not solved yet.")
    judge(page, "ricardo-2", "even", True)  # the same figure, shown a second time
    judge(page, "ricardo", "even", False)
    solved = {
        "kind": "task",
        "right": True,
        "points": 1,
        "earned": 1,
        "tries": 2,
        "objective": "advantage",
        "page": "index",
    }
    for _ in range(2):
        expect(task.get_by_role("status")).to_have_text("Solved.")
        expect(task.locator(".sc-points")).to_have_text("1 point earned")
        assert record(page, "ricardo/even") == solved
        page.reload()


def test_a_task_without_directive_is_practice(page: Page) -> None:
    judge(page, "ricardo", "other", False)
    judge(page, "ricardo", "other", True)
    assert {"right": True, "points": 0, "earned": 0, "tries": 2}.items() <= record(
        page, "ricardo/other"
    ).items()


def test_choice_by_keyboard(page: Page) -> None:
    question = asked(page, "comparative-advantage")
    question.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Right.")


def test_choices(page: Page) -> None:
    question = asked(page, "inside-the-band")
    expect(question.get_by_text("Several may be right.")).to_be_visible()
    expect(question.get_by_role("group")).to_have_accessible_description("Several may be right.")
    boxes = question.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(check(question)).to_contain_text("Not yet. At its own price a country gains exactly nothing.")
    boxes.nth(3).check()
    expect(check(question)).to_contain_text("Beyond")
    expect(question.get_by_role("status")).to_contain_text("At its own price")
    boxes.nth(0).uncheck()
    boxes.nth(3).uncheck()
    expect(check(question)).to_contain_text("Not yet. There is another one inside the band.")
    boxes.nth(2).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_contain_text("Right. Both lie strictly between")
    assert record(page, "inside-the-band")["tries"] == 4


def test_number(page: Page) -> None:
    question = asked(page, "gain-of-england")
    field = question.get_by_label("Your answer per cent")
    for unreadable in ("", "ten", "1/0", "9.5.5", "5/", "<b>"):
        field.fill(unreadable)
        expect(check(question)).to_have_text("Write a number, such as 1250, −3.5, 5/6 or 1 1/8.")
    assert record(page, "gain-of-england") is None, "what cannot be read is no try"
    wrong = {
        "0.095": "That is the fraction",
        "0,095": "That is the fraction",
        "20": "That is what England saves",
        "9.7": "Compare real income",
        "−9.5": "Compare real income",
        "1,250": "Compare real income",
    }
    for tries, (answer, said) in enumerate(wrong.items(), 1):
        field.fill(answer)
        page.keyboard.press("Enter")
        expect(question.get_by_role("status")).to_contain_text(f"Not yet. {said}")
        assert {"tries": tries, "earned": 0, "answer": answer}.items() <= record(
            page, "gain-of-england"
        ).items()
    for answer in (
        "9.5",
        "9,5",
        "9.4",
        "9.6",
        "+9.5",
        " 9.545 per cent",
        "9.5 %",
        "9,5%",
        "9.5 percent",
        "19/2 %",
        "19/2",
        "95e-1",
    ):
        field.fill("")
        expect(question.get_by_role("status")).to_have_text("")
        field.fill(answer)
        expect(check(question)).to_contain_text("Right.")
    assert {"tries": 7, "earned": 0.5, "answer": "9.5"}.items() <= record(page, "gain-of-england").items()


def drawn(page: Page) -> tuple[Locator, Callable[[], tuple[int, int]]]:
    """The question with fresh numbers, and what reads the numbers that it shows: labour for wine and for cloth."""
    page.goto(page.url.replace("index.html", "fresh.html"))
    question = asked(page, "fresh-numbers")
    return question, lambda: tuple(map(int, re.findall(r"\d+", question.locator("legend").inner_text())))


def test_fresh_numbers(page: Page) -> None:
    question, numbers = drawn(page)
    field, another, back = (
        question.get_by_role("textbox"),
        question.get_by_role("button", name="Another one like this"),
        question.get_by_role("button", name="Back to the first one"),
    )
    first = numbers()
    assert first == (80, 90)
    expect(another).to_be_hidden()
    field.fill("1 1/8")
    check(question)
    expect(question.locator(".sc-points")).to_have_text("1 point earned")
    expect(back).to_be_hidden()
    seen = [first]
    for i in range(11):
        another.click()
        expect(field).to_be_focused()
        expect(field).to_have_value("")
        expect(question.get_by_role("status")).to_contain_text("New numbers, for practice. A barrel of wine")
        expect(another).to_be_hidden()  # until it is answered
        seen.append(numbers())
        wine, cloth = seen[-1]
        if i == 2:
            field.fill(f"{wine}/{cloth}")
            expect(check(question)).to_contain_text("Not yet. That is the price of wine in cloth.")
        field.fill(f"{cloth}/{wine}")
        expect(check(question)).to_contain_text(f"Right. It gives up {cloth}/{wine} of a barrel.")
        expect(question.locator(".sc-points")).to_have_text(
            f"Practice with new numbers; right at once: {i + (i < 2)} of {i + 1}"
        )
    assert len(set(seen)) == 12, "none twice before all were seen"
    kept = record(page, "fresh-numbers")
    assert {
        "answer": "1 1/8",
        "first": "1 1/8",
        "right": True,
        "earned": 1,
        "tries": 1,
    }.items() <= kept.items()
    assert {"tried": 11, "right": 10}.items() <= kept["fresh"].items()
    another.click()
    assert numbers() not in (first, seen[-1]), "a new round, and not with the last"
    field.fill("7")
    check(question)
    assert len(record(page, "fresh-numbers")["fresh"]["seen"]) == 1
    back.click()
    assert numbers() == first
    expect(field).to_have_value("1 1/8")
    expect(question.locator(".sc-points")).to_have_text("1 point earned")
    another.click()
    page.reload()
    assert numbers() == first, "at the next visit stands the question itself"
    expect(another).to_be_visible()
    assert record(page, "fresh-numbers")["fresh"]["tried"] == 12


def test_fresh_numbers_leave_the_first_try_alone(page: Page) -> None:
    question, numbers = drawn(page)
    field = question.get_by_role("textbox")
    field.fill("80/90")
    check(question)
    question.get_by_role("button", name="Another one like this").click()
    for answer in ("5", "/".join(map(str, reversed(numbers())))):
        field.fill(answer)
        check(question)
    kept = record(page, "fresh-numbers")
    assert (kept["tries"], kept["right"], kept["first"]) == (1, False, "80/90")
    assert (kept["fresh"]["tried"], kept["fresh"]["right"]) == (1, 0)
    question.get_by_role("button", name="Back to the first one").click()
    expect(question.locator(".sc-points")).to_have_text("½ point if you get it right now")
    field.fill("9/8")
    check(question)
    kept = record(page, "fresh-numbers")
    assert (kept["earned"], kept["tries"], kept["fresh"]["tried"]) == (0.5, 2, 1)


def test_fresh_numbers_on_paper_without_script_and_where_nothing_is_kept(
    page: Page, context: BrowserContext, chromium: Browser, address: str
) -> None:
    question, numbers = drawn(page)
    question.get_by_role("textbox").fill("1")
    check(question)
    question.get_by_role("button", name="Another one like this").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert numbers() == (80, 90)
    page.emulate_media(media="print")
    expect(question.get_by_role("button")).to_have_count(0)
    context.add_init_script(REFUSE)
    refused = context.new_page()
    refused.goto(address)
    question, numbers = drawn(refused)
    question.get_by_role("textbox").fill("1")
    expect(check(question)).to_contain_text("This browser keeps nothing")
    question.get_by_role("button", name="Another one like this").click()
    question.get_by_role("textbox").fill("2")
    check(question)
    assert record(refused, "fresh-numbers")["fresh"]["tried"] == 1
    plain = chromium.new_context(java_script_enabled=False)
    still = plain.new_page()
    still.goto(address)
    question, numbers = drawn(still)
    assert numbers() == (80, 90)
    expect(question.get_by_role("button")).to_have_count(0)
    plain.close()


def steps(page: Page) -> tuple[Locator, Locator]:
    """The two steps of the worked example that are the reader's."""
    page.goto(page.url.replace("index.html", "worked.html"))
    return asked(page, "labour-saved-3"), asked(page, "labour-saved-4")


def test_a_worked_example_is_filled_in_step_by_step(page: Page) -> None:
    third, fourth = steps(page)
    block, shown = asked(page, "labour-saved"), page.locator("summary:visible", has_text="Show this step")
    expect(block).to_contain_text("The last 2 steps are yours.")
    expect(block.locator("li:visible").first).to_contain_text("England wants a barrel of wine.")
    expect(fourth).to_be_hidden()
    expect(third.get_by_label("Your answer years")).to_be_visible()
    third.get_by_role("textbox").fill("40")
    expect(check(third)).to_contain_text("Not yet. That is England’s labour less Portugal’s.")
    expect(fourth).to_be_hidden()
    third.get_by_role("textbox").fill("20 years")
    page.keyboard.press("Enter")
    expect(third.get_by_role("status")).to_contain_text("Right.")
    expect(fourth).to_be_visible()
    expect(shown).to_have_count(1)  # the third has just been said
    fourth.get_by_role("radio").first.check()
    expect(check(fourth)).to_contain_text("Right.")
    expect(shown).to_have_count(0)
    kept = record(page, "labour-saved-3")
    assert {
        "kind": "number",
        "points": 0,
        "tries": 2,
        "right": True,
        "objective": "advantage",
    }.items() <= kept.items()
    page.reload()
    expect(fourth.get_by_role("status")).to_contain_text("Right.")
    expect(page.locator(".sc-here")).to_contain_text("On this page: 2 of 2 questions right.")


def test_a_step_can_be_given_up(page: Page) -> None:
    third, fourth = steps(page)
    looked_at(page, "button, summary, input[type=text], .sc-option")
    page.locator("summary:visible").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sc-full p:visible").first).to_have_text("20 years")
    expect(fourth).to_be_visible()
    page.locator("summary:visible").first.click()
    expect(fourth).to_be_visible()
    assert record(page, "labour-saved-3") is None
    looked_at(page, "button, summary, input[type=text], .sc-option")
    third.get_by_role("textbox").fill("20")
    expect(check(third)).to_contain_text("Right.")


def test_a_worked_example_on_paper_and_without_script(page: Page, chromium: Browser, address: str) -> None:
    third, fourth = steps(page)
    page.emulate_media(media="print")
    expect(fourth).to_be_visible()
    expect(page.get_by_text("20 years", exact=True)).to_be_visible()
    expect(page.get_by_text("Show this step")).to_have_count(2)
    expect(page.locator("summary:visible")).to_have_count(0)
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address)
    third, fourth = steps(plain)
    expect(fourth).to_be_visible()
    expect(plain.get_by_text("20 years", exact=True)).to_be_hidden()
    plain.locator("summary").first.click()
    expect(plain.get_by_text("20 years", exact=True)).to_be_visible()
    context.close()


def test_order_by_keyboard(page: Page) -> None:
    question = asked(page, "rungs")  # common market, free-trade area, economic union, customs union
    expect(check(question)).to_contain_text("Not yet. Ask of each")
    up = question.get_by_role("button", name="Move up: Customs union")
    up.focus()
    page.keyboard.press("Enter")
    expect(question.get_by_role("status")).to_have_text("Customs union: now 3 of 4.")
    expect(up).to_be_focused()
    question.get_by_role("button", name="Move down: Common market").focus()
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
    expect(question.locator(".sc-text")).to_have_text(
        ["Free-trade area", "Customs union", "Common market", "Economic union"]
    )
    expect(check(question)).to_contain_text("Right. Each keeps what")
    page.reload()
    expect(question.locator(".sc-text").first).to_have_text("Free-trade area")
    first = question.get_by_role("button", name="Move up: Free-trade area")
    expect(first).to_have_attribute("aria-disabled", "true")
    first.focus()
    page.keyboard.press("Enter")
    expect(question.locator(".sc-text").first).to_have_text("Free-trade area")


def test_answers_are_kept_without_being_spoken_again(page: Page) -> None:
    question = asked(page, "gain-of-england")
    question.get_by_role("textbox").fill("20")
    check(question)
    asked(page, "inside-the-band").get_by_role("checkbox").first.check()
    check(asked(page, "inside-the-band"))
    page.reload()
    expect(question.get_by_role("textbox")).to_have_value("20")
    expect(question.get_by_role("status")).to_contain_text("Not yet. That is what England saves")
    expect(question.get_by_role("status")).to_have_attribute("aria-live", "off")
    expect(asked(page, "inside-the-band").get_by_role("checkbox").first).to_be_checked()
    question.get_by_role("textbox").fill("9.5")
    expect(check(question)).to_contain_text("Right.")
    expect(question.get_by_role("status")).to_have_attribute("aria-live", "polite")
    assert record(page, "gain-of-england")["tries"] == 2


def test_what_is_kept_for_another_version_or_by_others_does_no_harm(page: Page) -> None:
    for kept in (
        "nonsense",
        "[]",
        "7",
        json.dumps({"gain-of-england": {"print": 1, "answer": "9.5", "right": True}}),
    ):
        page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEY, kept])
        page.reload()
        question = asked(page, "gain-of-england")
        expect(question.get_by_role("textbox")).to_have_value("")
        question.get_by_role("textbox").fill("9.5")
        expect(check(question)).to_contain_text("Right.")
        assert record(page, "gain-of-england")["tries"] == 1


def test_event_and_records_for_other_scripts(page: Page) -> None:
    page.evaluate("window.heard = []; addEventListener('selfcheck:answered', (e) => heard.push(e.detail))")
    asked(page, "comparative-advantage").get_by_role("radio").nth(1).check()
    check(asked(page, "comparative-advantage"))
    asked(page, "who-gains").get_by_role("button", name="Both").click()
    page.evaluate("selfcheck.save('task-1', {kind: 'task', points: 1, earned: 1})")
    heard = page.evaluate("heard")
    assert [one["id"] for one in heard] == ["comparative-advantage", "who-gains", "task-1"]
    assert heard[0]["right"] is True
    assert heard[1]["kind"] == "predict"
    page.reload()
    assert set(page.evaluate("selfcheck.records()")) == {"comparative-advantage", "who-gains", "task-1"}


def test_storage_refused(context: BrowserContext, address: str) -> None:
    context.add_init_script(REFUSE)
    page = context.new_page()
    page.goto(address)
    asked(page, "who-gains").get_by_role("button", name="Both").click()
    expect(page.locator(".sc-mine")).to_have_text("You predicted: Both.")
    page.locator(".sc-revote").get_by_role("button", name="Neither").click()
    expect(page.locator(".sc-mine")).to_contain_text("now: Neither. This browser keeps nothing")
    question = asked(page, "comparative-advantage")
    question.get_by_role("radio").nth(1).check()
    expect(check(question)).to_contain_text("Right.")
    expect(question.get_by_role("status")).to_contain_text("This browser keeps nothing")
    assert record(page, "comparative-advantage")["right"] is True
    page.reload()
    assert page.evaluate("selfcheck.records()") == {}


def test_storage_full(page: Page) -> None:
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    question = asked(page, "comparative-advantage")
    question.get_by_role("radio").nth(1).check()
    expect(check(question)).to_contain_text("This browser keeps nothing")
    assert record(page, "comparative-advantage")["right"] is True


def test_from_a_folder(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    question = asked(page, "comparative-advantage")
    question.get_by_role("radio").nth(1).check()
    expect(check(question)).to_contain_text("Right.")
    page.reload()
    expect(question.get_by_role("status")).to_contain_text("Right.")


def test_math_in_feedback_is_set(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address)
    question = asked(page, "comparative-advantage")
    question.get_by_role("radio").nth(0).check()
    expect(check(question).locator("mjx-container")).to_have_count(1)
    page.close()


def test_without_javascript(chromium: Browser, address: str) -> None:
    words = WORDS["en"]
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator("noscript p")).to_have_text(
        [words["noscript_predict"], words["noscript_task"], *[words["noscript"]] * 4]
    )
    expect(page.locator("noscript p").first).to_be_visible()
    expect(page.get_by_text("Portugal’s advantage in cloth")).to_be_visible()
    expect(page.get_by_role("button", name="Check")).to_have_count(0)
    page.locator("summary", has_text="Compare").click()
    expect(page.get_by_text("nobody would trade")).to_be_visible()
    context.close()


def test_in_print(page: Page) -> None:
    asked(page, "comparative-advantage").get_by_role("radio").nth(1).check()
    check(asked(page, "comparative-advantage"))
    page.emulate_media(media="print")
    expect(page.get_by_text("Portugal’s advantage in cloth")).to_be_visible()
    expect(page.get_by_role("button", name="Check")).to_have_count(0)
    expect(page.get_by_text("Right.", exact=True)).to_be_hidden()
    expect(page.get_by_text("Only Portugal", exact=True).first).to_be_visible()


def answer_everything(page: Page) -> None:
    """Bring every part of the design onto the page: verdicts right and wrong, a prediction compared."""
    asked(page, "who-gains").get_by_role("button", name="Both").click()
    page.locator("summary", has_text="Compare").click()
    asked(page, "comparative-advantage").get_by_role("radio").nth(1).check()
    asked(page, "inside-the-band").get_by_role("checkbox").nth(0).check()
    asked(page, "gain-of-england").get_by_role("textbox").fill("20")
    for name in ("comparative-advantage", "inside-the-band", "gain-of-england", "rungs"):
        check(asked(page, name))
    asked(page, "rungs").get_by_role("button", name="Move up: Customs union").click()


def looked_at(page: Page, targets: str) -> None:
    """Each theme and each width once: nobody is shut out, nothing scrolls sideways, a finger hits everything."""
    for width, theme, paper in ((1280, "light", "#FBFAF7"), (390, "dark", "#12161C")):
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate(
            f"{{ document.documentElement.dataset.theme = '{theme}'; document.body.style.background = '{paper}' }}"
        )
        assert barriers(page, ".sc") == [], f"{width}, {theme}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "no sideways scroll"
        small = page.locator(f".sc :is({targets})").evaluate_all(
            """all => all.filter(e => e.checkVisibility() && Math.min(...["width", "height"].map(
                side => e.getBoundingClientRect()[side])) < 44).map(e => e.outerHTML.slice(0, 90))"""
        )
        assert small == [], f"{width}, {theme}"


def test_accessible_in_both_themes_and_sizes(page: Page) -> None:
    for prepare in (lambda _: None, answer_everything):
        prepare(page)
        looked_at(page, "button, .sc-option, summary, input[type=text]")


def test_fresh_numbers_are_accessible(page: Page) -> None:
    question, _ = drawn(page)
    question.get_by_role("textbox").fill("1")
    check(question)
    looked_at(page, "button, input[type=text]")
    question.get_by_role("button", name="Another one like this").click()
    question.get_by_role("textbox").fill("1")
    check(question)
    looked_at(page, "button, input[type=text]")
    # at 390 pixels: what is said beside it does not break the button's word
    assert question.get_by_role("button", name="Check").bounding_box()["height"] < 50


def open_progress(context: BrowserContext, address: str) -> Page:
    """The page that shows progress, after two answers, a prediction and a task."""
    page = context.new_page()
    page.goto(address)
    asked(page, "who-gains").get_by_role("button", name="Both").click()
    asked(page, "comparative-advantage").get_by_role("radio").nth(1).check()
    check(asked(page, "comparative-advantage"))
    field = asked(page, "gain-of-england").get_by_role("textbox")
    for answer in ("20", "9.5"):
        field.fill(answer)
        check(asked(page, "gain-of-england"))
    judge(page, "ricardo", "even", True)
    judge(page, "ricardo", "unlisted", True)
    page.get_by_role("link", name="All of your progress").click()
    expect(page).to_have_url(re.compile("done.html#sc-progress$"))
    expect(page.locator(".sc-total")).to_be_visible()
    return page


def cells(page: Page) -> list[list[str]]:
    return [row.locator("th, td").all_inner_texts() for row in page.locator(".sc-table tr").all()]


def test_where_she_stands_on_a_page(page: Page) -> None:
    line = page.locator(".sc-here")
    expect(line).to_contain_text("On this page: 0 of 4 questions right, 0 of 1 tasks solved, 0 of 2 points.")
    asked(page, "comparative-advantage").get_by_role("radio").nth(1).check()
    check(asked(page, "comparative-advantage"))
    judge(page, "ricardo", "even", True)
    for _ in range(2):
        expect(line).to_contain_text("1 of 4 questions right, 1 of 1 tasks solved, 1 of 2 points.")
        page.reload()


def test_progress(context: BrowserContext, address: str) -> None:
    page = open_progress(context, address)
    for _ in range(2):
        expect(page.locator(".sc-total")).to_have_text("You have 1½ of 2 points.")
        assert cells(page) == [
            ["Page", "Predicted", "Right", "Solved", "Points"],
            ["Home", "1 of 1", "2 of 4", "1 of 1", "1½ of 2"],
            ["More & more", "–", "0 of 1", "–", "–"],
            ["Together", "1 of 1", "2 of 5", "1 of 1", "1½ of 2"],
        ]
        page.locator("summary", has_text="Your predictions").click()
        expect(page.locator(".sc-hers")).to_have_text("Both (your prediction)")
        expect(page.get_by_text("Only Portugal")).to_be_visible()
        page.reload()
    page.locator("summary", has_text="Your predictions").click()
    page.get_by_role("link", name="What the page says about it: Home").click()
    expect(page).to_have_url(re.compile("index.html#sc-again-who-gains$"))
    expect(page.locator("#sc-again-who-gains")).to_contain_text("You predicted: Both.")


def test_progress_before_anything_is_done(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address.replace("index", "done"))
    expect(page.locator(".sc-total")).to_have_text("You have 0 of 2 points.")
    page.locator("summary", has_text="Your predictions").click()
    expect(page.get_by_text("You have not predicted anything yet.")).to_be_visible()
    expect(page.get_by_text("Only Portugal")).to_be_hidden()


def test_progress_without_javascript(chromium: Browser, address: str) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address.replace("index", "done"))
        assert cells(page)[1:] == [
            ["Home", "1", "4", "1", "2"],
            ["More & more", "–", "1", "–", "–"],
            ["Together", "1", "5", "1", "2"],
        ]
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)


def test_export_by_keyboard(context: BrowserContext, address: str, site: Path) -> None:
    page = open_progress(context, address)
    page.get_by_role("button", name="Export").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type("Ana Müller “née” 王")
    page.keyboard.press("Tab")
    page.keyboard.type("2026-7")
    text = page.get_by_label("Your export").input_value()
    for said in (
        "Chapter “1”\n\nName: Ana Müller “née” 王\nStudent number: 2026-7\nDate: ",
        "\nPoints: 1½ of 2\n",
        "- Say who gains. 1 of 1 point; 2 of 2 right",
        "Home: 1½ of 2 points",
        "[who-gains] predicted: Both",
        "[comparative-advantage] right at the first try\n",
        "[gain-of-england] right at try 2; ½ of 1 point\n",
        "Task: What ricardo asks in <even>.\n    [ricardo/even] solved, tries: 1; 1 of 1 point",
        "More & more: practice",
        "[more-practice] not answered",
    ):
        assert said in text
    found = read(text)
    assert (found.name, found.number, found.points, found.of) == ("Ana Müller “née” 王", "2026-7", 1.5, 2)
    assert [one.id for one in found.answers] == [
        "who-gains",
        "ricardo/even",
        "comparative-advantage",
        "gain-of-england",
    ]
    assert (found.answers[3].first, found.answers[3].last, found.answers[3].tries) == (("20",), ("9.5",), 2)
    book = read_book(site / "_static" / "selfcheck-book.js")
    listed = [entry for page in book["pages"] if page["page"][0] in "im" for entry in page["asked"]]
    assert marks(found, listed) == Marks(1.5, 2, ())
    page.keyboard.press("Escape")
    expect(page.get_by_label("Your export")).to_be_hidden()
    expect(page.get_by_role("button", name="Export")).to_be_focused()


def test_export_copied_and_downloaded(context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_progress(context, address)
    page.get_by_role("button", name="Export").click()
    page.get_by_label("Name").fill("Ana Müller")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert read(page.evaluate("navigator.clipboard.readText()")).name == "Ana Müller"
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "chapter-1-ana-mu-ller.txt"
    assert read(Path(download.value.path()).read_bytes()).name == "Ana Müller"
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("The browser did not allow it.")).to_be_visible()
    assert "SELFCHECK BEGIN" in page.evaluate("getSelection().toString()")


def test_name_is_remembered_only_if_she_wants(context: BrowserContext, address: str) -> None:
    page = open_progress(context, address)
    name, box = page.get_by_label("Name"), page.get_by_label("Remember both in this browser")
    for wanted in (False, True, False):
        page.get_by_role("button", name="Export").click()
        name.fill("Ana")
        box.set_checked(wanted)
        page.reload()
        assert ("Ana" in page.evaluate("JSON.stringify(localStorage)")) == wanted
        page.get_by_role("button", name="Export").click()
        expect(name).to_have_value("Ana" if wanted else "")
        page.get_by_role("button", name="Export").click()


def test_start_again(context: BrowserContext, address: str) -> None:
    page = open_progress(context, address)
    page.evaluate("selfcheck.save('elsewhere', {kind: 'choice'})")
    again = page.get_by_role("button", name="Start again")
    again.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keep everything")).to_be_focused()
    for key in ("Escape", "Enter"):
        page.keyboard.press(key)
        expect(page.get_by_role("button", name="Keep everything")).to_be_hidden()
        expect(again).to_be_focused()
        assert len(page.evaluate("selfcheck.records()")) == 6
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Delete “Chapter “1””").click()
    expect(page.get_by_text("Deleted.")).to_be_visible()
    expect(page.locator(".sc-total")).to_have_text("You have 0 of 2 points.")
    expect(page.locator("tr[data-page=index] td").first).to_have_text("0 of 1")
    assert list(page.evaluate("selfcheck.records()")) == ["elsewhere"]
    again.click()
    page.get_by_role("button", name="Delete everything in this course").click()
    assert page.evaluate("selfcheck.records()") == {}
    page.goto(address)
    expect(page.locator(".sc-mine")).to_contain_text("You have not predicted yet.")


def test_progress_follows_another_window(context: BrowserContext, address: str) -> None:
    page = open_progress(context, address)
    other = context.new_page()
    other.goto(address.replace("index", "more"))
    asked(other, "more-practice").get_by_role("radio").first.check()
    check(asked(other, "more-practice"))
    expect(page.locator("tr[data-page=more] td").nth(1)).to_have_text("1 of 1")


def test_progress_from_a_folder(context: BrowserContext, site: Path) -> None:
    page = open_progress(context, (site / "index.html").as_uri())
    page.get_by_role("button", name="Export").click()
    assert read(page.get_by_label("Your export").input_value()).points == 1.5


def test_progress_where_storage_is_refused(context: BrowserContext, address: str) -> None:
    context.add_init_script(REFUSE)
    page = context.new_page()
    page.goto(address.replace("index", "done"))
    expect(page.locator(".sc-total")).to_have_text("You have 0 of 2 points.")
    page.get_by_role("button", name="Export").click()
    page.get_by_label("Name").fill("Ana")
    page.get_by_label("Remember both").check()
    assert read(page.get_by_label("Your export").input_value()).name == "Ana"
    page.get_by_role("button", name="Start again").click()
    page.get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("Deleted.")).to_be_visible()


@pytest.fixture(scope="module")
def exporting(chromium: Browser, address: str) -> Iterator[Page]:
    """A page that shows progress, its export open."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(address.replace("index", "done"))
        page.get_by_role("button", name="Export").click()
        yield page


WRITE = """([name, answers]) => {
    selfcheck.remove(() => true);
    const prints = Object.fromEntries(selfcheck.book.pages.flatMap(page => page.asked).map(one => [one.id, one]));
    for (const [id, answer, right, tries] of answers) {
        const {kind, print} = prints[id];
        selfcheck.save(id, {kind, print, answer, first: answer, right, tries});
    }
    const form = document.querySelector("form");
    form.elements.name.value = name;
    form.dispatchEvent(new Event("input"));
    return document.querySelector("textarea").value;
}"""
LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff"), max_size=20)
ROW = st.tuples(
    st.sampled_from(["comparative-advantage", "gain-of-england", "more-practice", "ricardo/even"]),
    LETTERS,
    st.booleans(),
    st.integers(1, 9),
)


@settings(max_examples=60)
@given(
    name=LETTERS.map(str.split).map(" ".join),
    rows=st.lists(ROW, unique_by=lambda row: row[0]),
    noise=st.lists(st.sampled_from(sorted(NOISE)), max_size=2, unique=True),
)
def test_what_the_page_writes_is_read_whatever_mail_does(
    exporting: Page, name: str, rows: list[tuple[str, str, bool, int]], noise: list[str]
) -> None:
    text = exporting.evaluate(WRITE, [name, rows])
    for one in noise:
        text = NOISE[one](text)
    found = read(text)
    assert {one.id: (one.last, one.right, one.tries) for one in found.answers} == {
        id: ((answer,), right, tries) for id, answer, right, tries in rows
    }
    worth = {"gain-of-england": 0.5, "ricardo/even": 1}
    earned = sum(
        worth.get(id, 0) * (2 if id[0] == "g" and tries == 1 else 1) for id, _, right, tries in rows if right
    )
    assert (found.points, found.of, found.name) == (earned, 2, name)


def test_progress_is_accessible(context: BrowserContext, address: str) -> None:
    page = open_progress(context, address)
    page.locator("summary", has_text="Your predictions").click()
    for button in ("Export", "Start again"):
        page.get_by_role("button", name=button).click()
        looked_at(page, "button, .sc-option, summary, input:not([type=checkbox])")
