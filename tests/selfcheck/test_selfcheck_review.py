"""Questions come again when they are due, on the days of a simulated clock; links are marked; everything can be deleted."""

import datetime as dt
import functools
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright")
from http.server import ThreadingHTTPServer

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from selfcheck.review import GAPS, moved
from selfcheck.words import PLACES, REVIEW
from tests.barriers import barriers

from .test_selfcheck_browser import KEY, REFUSE, Quiet, check
from .tiny_project import example, project, sphinx

WORDS = REVIEW["en"]
OURS = re.compile(r"selfcheck|(reader|review|progress)\.js")
MONDAY = dt.datetime(2026, 11, 30, 9, 30)

CHOICES = """# {title}

See [the other](../index.md).

""" + "\n".join(
    f"""```{{{{question}}}} {{name}}-{i}
:kind: choice

Question {i} of {{name}}?

- [x] Yes
  So says [the start page](../index.md), and [this one](#{{name}}).
- [ ] No
  Look at [this page]({{name}}.md).
```
"""
    for i in range(1, 5)
)
PAGES = {
    "deep/alpha": CHOICES.format(title="Alpha", name="alpha"),
    "deep/beta": CHOICES.format(title="Beta", name="beta"),
    "fresh": "# Fresh\n\n" + example("Fresh numbers"),
    "worked": "# Worked\n\n" + example("A worked example, faded"),
    "task": "# Task\n\n```{task} ricardo/even\n:points: 1\n```\n",
    "again": "# Again\n\n```{review}\n:most: 3\n```\n",
    "done": "# Done\n\n```{progress} All\n```\n",
}
SETTINGS = [
    "-D",
    "selfcheck_marks=.toctree-wrapper a",
    "-D",
    "selfcheck_sections=deep/*",
    "-D",
    "selfcheck_also_kept=mode,votes:{root}*",
]


def build(folder: Path, pages: dict[str, str], *options: str) -> str:
    """Build the site of these pages; return what Sphinx said."""
    for name in pages:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    project(folder, {"index": "# Home\n\n```{resume}\n```\n", **pages}, "myst_nb")
    built = sphinx(folder, *SETTINGS, *options)
    assert built.returncode == 0, built.stderr
    return built.stderr


@pytest.fixture(scope="module")
def folder(made_once) -> Path:
    """The sources of a small book, and what has been built of them."""
    return made_once("review", lambda folder: build(folder, PAGES, "-W", "--keep-going"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The book from a local server."""
    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/out-html"  # a folder of a host, as one book of several
        server.shutdown()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A reader on a Monday; an error of a script or a request to another host fails the test."""
    context = chromium.new_context()
    context.clock.install(time=MONDAY)
    bad: list[str] = []
    context.on("weberror", lambda e: OURS.search(e.error.stack or "") and bad.append(str(e.error)))
    context.on(
        "request", lambda r: r.url.startswith(("http://127.0.0.1", "file:", "data:")) or bad.append(r.url)
    )
    context.route("**/mathjax/**", lambda route: route.fulfill(body="", content_type="text/javascript"))
    yield context
    context.close()
    assert bad == []


def on(page: Page, days: int) -> None:
    """Let it be so many days after that Monday."""
    page.clock.set_fixed_time(MONDAY + dt.timedelta(days=days))


def keep(page: Page, **records: dict) -> None:
    """Put records into what the browser keeps."""
    page.evaluate(
        "([key, more]) => localStorage.setItem(key, JSON.stringify({...JSON.parse(localStorage.getItem(key)), ...more}))",
        [KEY, records],
    )


def kept(page: Page) -> dict:
    """Return what the browser keeps."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}') || '{{}}'"))


def answer(page: Page, address: str, name: str, says: str = "Yes") -> None:
    """Answer a question on its page."""
    page.goto(f"{address}/deep/{name.split('-')[0]}.html")
    form = page.locator(f"#sc-{name}")
    form.get_by_label(says).check()
    check(form)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def at(page: Page) -> Locator:
    """The heading of what is shown."""
    return page.locator(".sc-at")


def say(page: Page, says: str) -> Locator:
    """Answer the question on show, and return the verdict."""
    form = page.locator(".sc-now form")
    form.get_by_label(says).check()
    return check(form)


def test_what_was_answered_comes_again_later_and_later(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    answer(page, address, "alpha-1", "No")
    record = kept(page)["alpha-1"]
    assert record["review"] == {"step": 0, "last": "2026-11-30", "due": "2026-12-01"}
    page.goto(f"{address}/again.html")
    expect(at(page)).to_have_text(WORDS["review_clear"])
    expect(page.locator(".sc-now")).to_contain_text("due tomorrow")
    days = 1
    for step, gap in enumerate([*GAPS[1:], GAPS[-1]], 1):
        on(page, days - 1)
        page.reload()
        expect(at(page)).to_have_text(WORDS["review_clear"])
        on(page, days)
        page.reload()
        expect(at(page)).to_have_text(WORDS["review_due_one"])
        press(page, WORDS["review_begin"])
        expect(at(page)).to_be_focused()
        expect(page.get_by_role("button", name=WORDS["review_end"])).to_be_hidden()
        expect(say(page, "Yes")).to_contain_text(f"It comes again in {gap} days")
        press(page, WORDS["review_end"])
        expect(page.locator(".sc-now")).to_contain_text("1 of 1 right")
        expect(at(page)).to_be_focused()
        plan = kept(page)["alpha-1"]["review"]
        assert (plan["step"], plan["times"]) == (min(step, len(GAPS) - 1), step)
        days += gap
    on(page, days)
    page.reload()
    press(page, WORDS["review_begin"])
    expect(say(page, "No")).to_contain_text("It comes again tomorrow")
    # what has been kept of the answer on its page, and with it the points, is as before
    after = kept(page)["alpha-1"]
    assert after.pop("review")["step"] == 0
    assert after == {key: value for key, value in record.items() if key != "review"}


def test_only_the_first_answer_of_the_day_moves_the_date(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    answer(page, address, "alpha-1")
    on(page, 1)
    page.goto(f"{address}/again.html")
    press(page, WORDS["review_begin"])
    expect(say(page, "No")).to_contain_text("Not yet.")
    expect(say(page, "Yes")).to_contain_text("It comes again tomorrow")
    assert kept(page)["alpha-1"]["review"] == {
        "step": 0,
        "last": "2026-12-01",
        "due": "2026-12-02",
        "times": 1,
    }
    assert kept(page)["alpha-1"]["points"] == 0


def test_a_few_a_day_from_all_pages_and_the_others_wait(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    for name in ("alpha-1", "alpha-2", "beta-1", "beta-2", "beta-3"):
        answer(page, address, name)
    on(page, 1)
    page.goto(f"{address}/again.html")
    expect(at(page)).to_have_text("5 questions are due")
    expect(page.locator(".sc-now")).to_contain_text("Today come 3 of them")
    press(page, WORDS["review_begin"])
    for i in range(1, 4):
        expect(at(page)).to_have_text(f"Question {i} of 3")
        expect(page.locator(".sc-now form .sc-points")).to_have_text(WORDS["review_free"])
        say(page, "Yes")
        press(page, WORDS["review_on"] if i < 3 else WORDS["review_end"])
    expect(at(page)).to_have_text(WORDS["review_enough"])
    expect(page.locator(".sc-now")).to_contain_text("3 reviewed today, 2 more due")
    press(page, WORDS["review_more"])
    expect(at(page)).to_have_text("Question 1 of 2")
    on(page, 2)
    page.reload()
    expect(at(page)).to_have_text("2 questions are due")


def test_a_clock_that_is_put_back_loses_nothing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    on(page, 400)
    answer(page, address, "alpha-1")
    before = kept(page)
    on(page, 0)
    page.goto(f"{address}/again.html")
    expect(at(page)).to_have_text(WORDS["review_due_one"])
    assert kept(page) == before
    press(page, WORDS["review_begin"])
    say(page, "Yes")
    assert kept(page)["alpha-1"]["review"]["due"] == "2026-12-03"


def test_the_day_is_the_readers_own(chromium: Browser, address: str) -> None:
    """At half past eight in the evening in New York it is tomorrow in Greenwich."""
    with chromium.new_context(timezone_id="America/New_York") as context:
        context.clock.install(time=dt.datetime(2026, 12, 1, 1, 30, tzinfo=dt.UTC))
        page = context.new_page()
        answer(page, address, "alpha-1")
        assert kept(page)["alpha-1"]["review"]["due"] == "2026-12-01"


def test_fresh_numbers_are_some_that_were_not_seen(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/fresh.html")
    form = page.locator("#sc-fresh-numbers")
    asked = form.locator("legend").inner_text()
    form.get_by_role("textbox").fill("3")
    check(form)
    seen = {asked}
    for day in (1, 2, 3):
        on(page, day)
        page.goto(f"{address}/again.html")
        press(page, WORDS["review_begin"])
        form = page.locator(".sc-now form")
        text = form.locator("legend").inner_text()
        assert text not in seen
        seen.add(text)
        form.get_by_role("textbox").fill("3")
        expect(check(form)).to_contain_text("Not yet.")
        press(page, WORDS["review_end"])
    record = kept(page)["fresh-numbers"]
    assert record["fresh"]["tried"] == len(set(record["fresh"]["seen"])) == 3
    assert record["tries"] == 1


def test_nothing_due_is_practice_that_moves_a_date_only_when_wrong(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    answer(page, address, "alpha-1")
    on(page, 1)
    page.goto(f"{address}/again.html")
    press(page, WORDS["review_begin"])
    say(page, "Yes")
    press(page, WORDS["review_end"])
    plan = kept(page)["alpha-1"]["review"]
    on(page, 2)
    page.reload()
    press(page, WORDS["review_practise"])
    expect(at(page)).to_have_text("Practice, question 1 of 1")
    expect(say(page, "Yes")).to_contain_text("It stays due in 2 days, on Friday 4 December")
    assert kept(page)["alpha-1"]["review"] == plan
    press(page, WORDS["review_end"])
    press(page, WORDS["review_practise"])
    expect(say(page, "No")).to_contain_text("It comes again tomorrow")
    assert kept(page)["alpha-1"]["review"]["due"] == "2026-12-03"


def test_nothing_answered_and_nothing_kept(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/again.html")
    expect(at(page)).to_have_text(WORDS["review_none"])
    page.locator(".sc-now").get_by_role("link", name="Alpha").click()
    expect(page).to_have_url(f"{address}/deep/alpha.html")
    page.add_init_script(REFUSE)
    page.goto(f"{address}/again.html")
    expect(at(page)).to_have_text(WORDS["review_refused"])


def test_what_the_book_no_longer_asks_and_what_was_asked_otherwise_is_dropped(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    answer(page, address, "alpha-1")
    record = kept(page)["alpha-1"]
    keep(page, **{"gone-1": record, "alpha-2": record | {"print": 1}, "beta-1": 3, "beta-2": None})
    on(page, 1)
    page.goto(f"{address}/again.html")
    expect(at(page)).to_have_text(WORDS["review_due_one"])
    assert set(kept(page)) == {"alpha-1", "gone-1", "alpha-2", "beta-1", "beta-2"}


def test_an_answer_from_before_there_were_reviews_is_due(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    answer(page, address, "alpha-1")
    record = kept(page)["alpha-1"]
    del record["review"]
    keep(page, **{"alpha-1": record})
    page.goto(f"{address}/again.html")
    expect(at(page)).to_have_text(WORDS["review_due_one"])


def test_only_scripts_of_pages_with_something_due_are_loaded(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    answer(page, address, "beta-1")
    loaded: list[str] = []
    context.on("request", lambda request: loaded.append(request.url))
    on(page, 1)
    page.goto(f"{address}/again.html")
    press(page, WORDS["review_begin"])
    expect(page.locator(".sc-now form")).to_be_visible()
    forms = [url for url in loaded if "/selfcheck-review/" in url]
    assert [re.sub(r"\?v=\w{8}$", "", url) for url in forms] == [
        f"{address}/_static/selfcheck-review/deep-beta.js"
    ]


def test_a_form_that_cannot_be_loaded_stays_due(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    answer(page, address, "beta-1")
    on(page, 1)
    page.goto(f"{address}/again.html")
    context.route("**/selfcheck-review/**", lambda route: route.abort())
    press(page, WORDS["review_begin"])
    expect(page.locator(".sc-now")).to_contain_text(WORDS["review_unloaded"])
    press(page, WORDS["review_end"])
    expect(at(page)).to_have_text(WORDS["review_due_one"])
    context.unroute("**/selfcheck-review/**")
    press(page, WORDS["review_begin"])
    expect(page.locator(".sc-now form")).to_be_visible()


def test_links_lead_where_they_lead_on_the_page(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    answer(page, address, "alpha-1")
    on_page = [link.evaluate("a => a.href") for link in page.locator("#sc-alpha-1").get_by_role("link").all()]
    assert on_page[0] == f"{address}/index.html"
    assert on_page[1].startswith(f"{address}/deep/alpha.html#")
    on(page, 1)
    page.goto(f"{address}/again.html")
    press(page, WORDS["review_begin"])
    links = say(page, "Yes").get_by_role("link")
    assert [link.evaluate("a => a.href") for link in links.all()] == on_page
    assert page.locator(".sc-from a").evaluate("a => a.href") == f"{address}/deep/alpha.html#sc-alpha-1"


@pytest.mark.parametrize(
    ("link", "seen"),
    [
        ("#here", "../deep/alpha.html#here"),
        ("beta.html", "../deep/beta.html"),
        ("../index.html?a=b#c", "../index.html?a=b#c"),
        ("./x/../y.png", "../deep/y.png"),
        ("https://example.org/a", "https://example.org/a"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("/root", "/root"),
    ],
)
def test_a_relative_link_is_written_anew(link: str, seen: str) -> None:
    html = f'<a class="x" href="{link}">'
    assert moved(html, "deep/alpha.html", "other/again.html") == f'<a class="x" href="{seen}">'


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_state_of_the_page_is_a_barrier(context: BrowserContext, address: str, theme: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme=theme)
    page.goto(f"{address}/again.html")
    assert barriers(page) == []
    answer(page, address, "alpha-1")
    for day, state in ((0, "review_clear"), (1, "review_due_one")):
        on(page, day)
        page.goto(f"{address}/again.html")
        expect(at(page)).to_have_text(WORDS[state])
        assert barriers(page) == []
    press(page, WORDS["review_begin"])
    expect(page.locator(".sc-now form")).to_be_visible()
    assert barriers(page) == []
    say(page, "No")
    assert barriers(page) == []


def test_by_keyboard_alone(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    answer(page, address, "alpha-1")
    answer(page, address, "beta-1")
    on(page, 1)
    page.goto(f"{address}/again.html")
    page.get_by_role("button", name=WORDS["review_begin"]).focus()
    page.keyboard.press("Enter")
    for i in (1, 2):
        expect(at(page)).to_have_text(f"Question {i} of 2")
        expect(at(page)).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        expect(page.locator(".sc-now form").get_by_role("status")).to_contain_text("Right.")
        page.get_by_role("button", name=re.compile("Next question|Finish")).focus()
        page.keyboard.press("Enter")
    expect(page.locator(".sc-now")).to_contain_text("2 of 2 right")


def test_from_a_folder_and_without_script(chromium: Browser, folder: Path) -> None:
    start = (folder / "out-html" / "again.html").as_uri()
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(start)
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("noscript p")).to_have_text(WORDS["noscript_review"])
        expect(page.locator(".sc-session")).to_be_hidden()
    with chromium.new_context() as context:
        context.clock.install(time=MONDAY)
        page = context.new_page()
        answer(page, (folder / "out-html").as_uri(), "alpha-1")
        on(page, 1)
        page.goto(start)
        press(page, WORDS["review_begin"])
        expect(say(page, "Yes")).to_contain_text("Right.")


# ---- marks, the line on the start page, deletion


def test_links_to_pages_are_marked(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    loaded: list[str] = []
    context.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{address}/index.html")
    expect(page.locator(".sc-mark")).to_have_count(0)
    assert not any("selfcheck-pages" in url for url in loaded), "who has answered nothing loads nothing"
    answer(page, address, "alpha-1", "No")
    for i in range(1, 5):
        answer(page, address, f"beta-{i}")
    page.goto(f"{address}/index.html")
    contents = page.locator(".toctree-wrapper")
    begun, done = PLACES["en"]["begun"], PLACES["en"]["done"]
    expect(contents.get_by_role("link", name=f"Alpha, {begun}", exact=True)).to_be_visible()
    expect(contents.get_by_role("link", name=f"Beta, {done}", exact=True)).to_be_visible()
    expect(contents.locator(".sc-mark")).to_have_count(2)


def test_a_task_is_done_when_it_is_solved_and_steps_and_predictions_are_not_needed(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}/index.html")
    task = {"kind": "task", "right": False, "tries": 1}
    link = page.locator(".toctree-wrapper").get_by_role("link", name="Task")
    for right, stand in ((False, None), (True, "done")):
        keep(page, **{"ricardo/even": task | {"right": right}})
        page.reload()
        page.wait_for_function("window.selfcheckPages")
        expect(link).to_have_accessible_name(f"Task, {stand}" if stand else "Task")


def test_the_start_page_leads_to_the_section_opened_last(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(f"{address}/index.html")
    line = page.locator(".sc-resume")
    expect(line).to_be_hidden()
    for name in ("deep/alpha", "deep/beta", "fresh"):
        page.goto(f"{address}/{name}.html")
    page.goto(f"{address}/index.html")
    expect(line).to_be_visible()
    line.get_by_role("link", name="Beta").click()
    expect(page).to_have_url(f"{address}/deep/beta.html")
    page.wait_for_load_state()
    last = json.loads(page.evaluate(f"localStorage.getItem('{KEY}:last')"))
    assert (last["page"], last["title"], last["at"][:10]) == ("deep/beta", "Beta", "2026-11-30")
    for other in ('\'{"page": "deep/gone"}\'', "'{'", "'null'", '\'{"page": "toString"}\''):
        page.evaluate(f"localStorage.setItem('{KEY}:last', {other})")
        page.goto(f"{address}/index.html")
        expect(line).to_be_hidden()


def test_what_the_reader_did_is_exported_and_deleted_with_the_rest(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    answer(page, address, "alpha-1")
    on(page, 1)
    page.goto(f"{address}/again.html")
    press(page, WORDS["review_begin"])
    say(page, "Yes")
    page.goto(f"{address}/done.html")
    press(page, "Export")
    text = page.get_by_label("Your export").input_value()
    assert "reviewed 1 times, due again on 2026-12-04" in text
    assert "Last section opened: Alpha, 2026-11-30" in text
    others = {"votes:/elsewhere/a": "1", "model": "2", f"{KEY}-2": "3"}
    ours = {"votes:/out-html/deep/alpha.html#who": "1", "mode": "dark"}
    for name, value in (others | ours).items():
        page.evaluate("([name, value]) => localStorage.setItem(name, value)", [name, value])
    press(page, "Start again")
    press(page, "Delete everything in this course")
    page.wait_for_load_state()
    assert page.evaluate("({...localStorage})") == others
    page.goto(f"{address}/index.html")
    expect(page.locator(".sc-resume")).to_be_hidden()
    expect(page.locator(".sc-mark")).to_have_count(0)


# ---- the build


def test_a_second_place_of_review_is_a_warning(tmp_path: Path) -> None:
    said = build(
        tmp_path,
        {"one": "# One\n\n```{review}\n```\n\n```{review}\n```\n", "two": "# Two\n\n```{review}\n```\n"},
    )
    assert "one.md:6: WARNING: review: there is one on this page already." in said
    assert "two.md:3: WARNING: review: the book has one already, on one." in said


def test_what_comes_again_follows_its_page(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    page = copy / "deep/alpha.md"
    page.write_text(page.read_text().replace("Question 1 of alpha", "Anything else"))
    assert sphinx(copy, *SETTINGS, "-W").returncode == 0
    script = (copy / "out-html/_static/selfcheck-review/deep-alpha.js").read_text()
    assert "Anything else" in script
    assert "Question 1 of alpha" not in script


def test_worked_steps_tasks_and_predictions_do_not_come_again(folder: Path) -> None:
    scripts = (folder / "out-html/_static/selfcheck-review").glob("*.js")
    assert {script.stem for script in scripts} == {"deep-alpha", "deep-beta", "fresh"}


def test_paper_has_the_rule(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    built = sphinx(copy, *SETTINGS, "-W", builder="text")
    assert built.returncode == 0, built.stderr
    assert "comes again the next day" in " ".join((copy / "out-text/again.txt").read_text().split())
    assert "Go on" not in (copy / "out-text/index.txt").read_text()
