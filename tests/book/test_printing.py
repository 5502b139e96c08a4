"""On paper: which answers are printed is chosen at the foot of a page, or by its address."""

import pytest

from ..barriers import barriers

pytestmark = pytest.mark.browser
PAGE, LAB = "book/1-theory/continuum.html", "notebooks/lab-1.html"
# What a page prints, part by part: how many of each there are, and how many of them are seen.
PARTS = {
    "moves": ".lf-moves .lf-move",
    "answers of moves": ".lf-answer p",
    "worked steps": ".sc-full > :not(summary)",
    "folded parts": ".sd-dropdown .sd-summary-content > *",
    "replies": ".sc-question .sc-verdict",
    "questions": ".sc-question fieldset",
}

# What is unfolded, and which steps of a worked example have come, once that has had time to follow.
STATE = """async () => {
    for (let i = 0; i < 3; i++) await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    return [document.querySelectorAll("details[open]").length, document.querySelectorAll(".sc-blank:not([hidden])").length];
}"""


@pytest.fixture
def printed(page, address):
    """Open a page and answer a question; return, for each choice in its turn, which parts are seen on paper."""

    def shown(fragment, choices):
        page.goto(f"{address}/{PAGE}{fragment}", wait_until="networkidle")
        question = page.locator("form.sc-question:not(.sc-step):has([type=radio])").first
        question.get_by_role("radio").first.check()
        question.get_by_role("button", name="Check").click()
        return [on_paper(choice) for choice in choices]

    def on_paper(choose):
        before = page.evaluate(STATE)
        if choose:
            page.get_by_label("Answers on paper").select_option(choose)
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        seen = {}
        for part, where in PARTS.items():
            all_of_them = page.locator(where).evaluate_all(
                "all => all.map(e => e.checkVisibility({contentVisibilityAuto: true}))"
            )
            assert all_of_them, part
            seen[part] = {True: "all", False: "some" if any(all_of_them) else "none"}[all(all_of_them)]
        assert page.get_by_label("Answers on paper").is_hidden()
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
        assert page.evaluate(STATE) == before, "the page is as it was"
        return seen

    return shown


USUAL = {"moves": "all", "answers of moves": "all", "worked steps": "all", "folded parts": "none", "replies": "none",
         "questions": "all"}  # fmt: skip
ALL = USUAL | {"folded parts": "all", "replies": "all"}
NONE = USUAL | {"answers of moves": "none", "worked steps": "none"}


@pytest.mark.parametrize(
    ("fragment", "wanted"),
    [
        ("", {None: USUAL, "all": ALL, "none": NONE}),
        ("?answers=all", {None: ALL}),
        ("?answers=none", {None: NONE, "usual": USUAL}),
        ('?answers="]', {None: USUAL}),
    ],
)
def test_the_answers_chosen_are_printed(printed, fragment, wanted):
    assert printed(fragment, wanted) == list(wanted.values())


def test_a_lab_prints_its_folded_solutions_if_asked(page, address):
    for choice, seen in (("", 0), ("?answers=all", 13)):
        page.goto(f"{address}/{LAB}{choice}")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        solutions = page.locator("article details > :nth-child(2)")
        assert solutions.count() == 13
        assert [part.is_visible() for part in solutions.all()].count(True) == seen


def test_without_javascript_the_moves_have_their_answers_on_paper(chromium, address):
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}/{PAGE}")
        assert page.get_by_label("Answers on paper").is_hidden(), "a choice that cannot work is not shown"
        page.emulate_media(media="print")
        answers = page.locator(".lf-answer")
        assert answers.count() > 2
        for answer in answers.all():
            assert answer.bounding_box()["height"] > 20


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (320, "dark")])
def test_the_choice_shuts_nobody_out(page, address, width, theme):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=theme)
    page.goto(f"{address}/{PAGE}", wait_until="networkidle")
    assert barriers(page, ".foot") == []
    for control in (page.get_by_label("Answers on paper"), page.get_by_role("button", name="Print")):
        box = control.bounding_box()
        assert box["height"] >= 43.5
        assert box["x"] + box["width"] <= width
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("printed")


def test_a_page_without_answers_asks_nothing(page, address):
    page.goto(f"{address}/book/running.html", wait_until="networkidle")
    assert page.get_by_label("Answers on paper").is_hidden()
