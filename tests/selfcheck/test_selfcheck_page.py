"""What a page shows of what it asks, and what an answer to it opens: the same as its author wrote."""

import base64
import json
import math
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from selfcheck.obfuscate import mask, scramble
from selfcheck.page import WORDS_AND_BETWEEN, amount

from .tiny_project import project, sphinx

PAGE = """# Asked

```{predict} who
A price is given.

Who gains?

It is a price between their own.

- Nobody
  Somebody does.
- *Both*
```

```{prediction} who
```

Once more:

```{prediction} who
```

```{predict} silent
Who loses?

- Nobody
- Somebody
```

```{task} ricardo/even
:points: 2
```

```{task} ricardo/odd
```

```{question} one
:kind: choice
:points: 1
:objective: advantage

First this.

Which one?

$$1 + 1$$

- [ ] A
  Not A.

  Nor ever.
- [x] *B*
- [ ] C
  Not C.
```

```{question} several
:kind: choices
:points: 3

Which ones?

- [ ] A
  Not A.
- [x] B
  B is one.
- [ ] C
  Not C.
- [x] D
- [else] One is missing.
- [right] These are all.
```

```{question} seven
:kind: number
:tolerance: 0.5
:unit: per cent

How many?

- [ ] 70 %
  Ten times as many.
- [x] 7
  Seven.
- [ ] 7.7 per cent
  Too many.
- [else] Count again.
```

```{question} bare
:kind: number
:tolerance: 1/2

How many?

- [x] 3
- [else] Count again.
```

```{question} steps
:kind: order

In which order?

- [3] third
- [1] first
- [2] second
- [else] Not so.
- [right] So.
```

```{progress} All
```
"""


@pytest.fixture(scope="module")
def folder(made_once) -> Path:
    def make(folder: Path) -> None:
        built = sphinx(project(folder, {"index": "# Home\n", "asked": PAGE}), "-W")
        assert built.returncode == 0, built.stderr

    return made_once("asked", make)


@pytest.fixture(scope="module")
def page(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "out-html/asked.html").read_text(), "html.parser")


def part(page: BeautifulSoup, id: str) -> Tag:
    """Return what stands on the page for a question, prediction or task."""
    found = page.find(id=f"sc-{id}")
    assert isinstance(found, Tag)
    return found


def data(page: BeautifulSoup, id: str) -> dict[str, Any]:
    return json.loads(str(part(page, id)["data-sc"]))


def said(within: Tag, selector: str) -> list[str]:
    """Return the texts of what a selector finds, each in one line."""
    return [" ".join(one.get_text().split()) for one in within.select(selector)]


def reply(question: dict[str, Any], answer: str) -> str | None:
    """Return what an answer unlocks, as it was locked; None if nothing."""
    id = question["id"]
    masked = question["table"].get(str(scramble(f"t|{id}|{answer}")))
    if masked is None:
        return None
    hidden = base64.b64decode(masked)
    stream = base64.b64decode(mask("\0" * len(hidden), scramble(f"k|{id}|{answer}")))
    return bytes(one ^ other for one, other in zip(hidden, stream, strict=True)).decode()


def opened(page: BeautifulSoup, id: str, answer: str) -> tuple[bool, str] | None:
    """Return the reply to an answer, right or not and its text, as the page's script finds it; None if there is none."""
    text = reply(data(page, id), answer)
    if text is None:
        return None
    assert text[0] in "01"
    if text[1] == "\x01":
        known, *changes = json.loads(text[2:])
        words = WORDS_AND_BETWEEN.findall(reply(data(page, id)["of"], known)[1:].rstrip())
        for i, word in changes:
            words[i] = word
        text = text[0] + "".join(words)
    return text[0] == "1", " ".join(BeautifulSoup(text[1:], "html.parser").get_text().split())


def number(page: BeautifulSoup, id: str, x: float) -> tuple[bool, str] | None:
    """Return the reply to a number."""
    grid = data(page, id)
    rows = [
        opened(page, id, f"{i} {math.floor((x - offset) / grid['width'])}")
        for i, offset in enumerate(grid["offsets"])
    ]
    # What is right wins, then the first that is known.
    found = sorted((row for row in rows if row), key=lambda row: not row[0])
    return found[0] if found else opened(page, id, "else")


def test_each_choice_opens_its_own_reply(page: BeautifulSoup) -> None:
    assert [opened(page, "one", str(i)) for i in range(4)] == [
        (False, "Not A.Nor ever."),
        (True, ""),
        (False, "Not C."),
        None,
    ]
    assert opened(page, "one", "else") is None


def test_all_that_are_right_open_the_praise_and_each_wrong_one_its_reply(page: BeautifulSoup) -> None:
    assert opened(page, "several", "set 1,3") == (True, "B is one.These are all.")
    assert [opened(page, "several", str(i)) for i in range(4)] == [
        (False, "Not A."),
        None,
        (False, "Not C."),
        None,
    ]
    assert opened(page, "several", "else") == (False, "One is missing.")
    for other in ("set 1", "set 3", "set 0,1,3", "set 3,1"):
        assert opened(page, "several", other) is None


@pytest.mark.parametrize(
    ("x", "reply"),
    [
        (6.5, (True, "Seven.")),
        (7.0, (True, "Seven.")),
        (7.5, (True, "Seven.")),
        (6.49, (False, "Count again.")),
        (7.51, (False, "Too many.")),
        (8.2, (False, "Too many.")),
        (8.21, (False, "Count again.")),
        (70.0, (False, "Ten times as many.")),
        (70.5, (False, "Ten times as many.")),
        (0.07, (False, "Count again.")),
        (-7.0, (False, "Count again.")),
    ],
)
def test_a_number_opens_the_reply_of_the_number_it_is(
    x: float, reply: tuple[bool, str], page: BeautifulSoup
) -> None:
    assert number(page, "seven", x) == reply


def fresh(page: BeautifulSoup, id: str) -> list[tuple[str, BeautifulSoup]]:
    """Return a question's variants, the first of them itself: what each asks, and a page that asks nothing else."""
    asked = data(page, id)
    form = part(page, id)
    first = [str(form.select_one("legend").decode_contents())]
    found = []
    for i, one in enumerate([{"asks": [None] * 3}, *asked["fresh"]]):
        alone = asked | one | {"id": f"{id} {i}" if i else id, "of": asked}
        holder = BeautifulSoup(f"<form id='sc-{alone['id']}'></form>", "html.parser")
        holder.form["data-sc"] = json.dumps(alone)
        found.append((BeautifulSoup(one["asks"][1] or first[0], "html.parser").get_text(), holder))
    return found


def test_every_fresh_number_opens_the_replies_that_were_computed_for_it(site: Path) -> None:
    page = BeautifulSoup((site / "fresh.html").read_text(), "html.parser")
    variants = fresh(page, "fresh-numbers")
    assert len({text for text, _ in variants}) == len(variants) == 12
    for i, (text, alone) in enumerate(variants):
        wine, cloth = map(int, re.findall(r"\d+", text))
        id = f"fresh-numbers {i}" if i else "fresh-numbers"
        assert number(alone, id, cloth / wine) == (True, f"It gives up {cloth}/{wine} of a barrel.")
        assert number(alone, id, wine / cloth) == (False, "That is the price of wine in cloth.")
        assert number(alone, id, 50)[1].startswith("How much wine could be made")


def test_a_tolerance_may_be_a_fraction(page: BeautifulSoup) -> None:
    assert number(page, "bare", 2.5) == number(page, "bare", 3.5) == (True, "")
    assert number(page, "bare", 2.49) == number(page, "bare", 3.51) == (False, "Count again.")
    assert data(page, "bare")["width"] == pytest.approx(float(Fraction(1)), abs=1e-5)


def test_the_right_order_and_no_other_is_praised(page: BeautifulSoup) -> None:
    assert opened(page, "steps", "1,2,0") == (True, "So.")
    assert opened(page, "steps", "else") == (False, "Not so.")
    for other in ("0,1,2", "2,1,0", "2,0,1", "0,2,1", "1,0,2"):
        assert opened(page, "steps", other) is None


@pytest.mark.parametrize(
    ("id", "box", "options"),
    [("one", "radio", ["A", "B", "C"]), ("several", "checkbox", ["A", "B", "C", "D"])],
)
def test_options_are_boxes_in_the_authors_order(
    id: str, box: str, options: list[str], page: BeautifulSoup
) -> None:
    form = part(page, id)
    assert said(form, "label.sc-option") == options
    boxes = form.select("label.sc-option input")
    assert [(one["type"], one["name"], one["value"]) for one in boxes] == [
        (box, f"sc-{id}", str(i)) for i in range(len(options))
    ]


def test_that_several_may_be_right_is_said_where_they_may_and_belongs_to_the_options(
    page: BeautifulSoup,
) -> None:
    form = part(page, "several")
    assert form.fieldset is not None
    told = form.find(id=str(form.fieldset["aria-describedby"]))
    assert isinstance(told, Tag)
    assert told.get_text() == "Several may be right."
    for other in ("one", "seven", "steps"):
        assert "Several" not in part(page, other).get_text()
        assert not part(page, other).select("[aria-describedby]")


def test_scene_sentence_and_formula_stand_in_their_order(page: BeautifulSoup) -> None:
    form = part(page, "one")
    assert said(form, "legend") == ["Which one?"]
    text = " ".join(form.get_text().split())
    assert text.index("First this.") < text.index("Which one?") < text.index("1 + 1") < text.index("A")
    asks = part(page, "who")
    assert said(asks, "legend") == ["Predict first. It is a price between their own."]


def test_a_number_is_a_field_with_its_unit(page: BeautifulSoup) -> None:
    for id, label in (("seven", "Your answer per cent"), ("bare", "Your answer")):
        form = part(page, id)
        assert said(form, "label") == [label]
        (field,) = form.select("label input")
        assert (field["type"], field["name"]) == ("text", f"sc-{id}")
    assert not part(page, "bare").select(".sc-unit")
    assert "unit" not in data(page, "bare")
    assert data(page, "seven")["unit"] == "per cent"


def test_every_step_of_an_order_has_two_buttons_that_name_it(page: BeautifulSoup) -> None:
    items = part(page, "steps").select("ol.sc-order > li")
    assert [said(item, ".sc-text") for item in items] == [["third"], ["first"], ["second"]]
    for i, item in enumerate(items):
        assert item["data-i"] == str(i)
        (name,) = said(item, ".sc-text")
        up, down = item.select("button")
        assert (up["value"], said(up, ".sc-hidden"), said(up, "[aria-hidden]")) == (
            "-1",
            [f"Move up: {name}"],
            ["↑"],
        )
        assert (down["value"], said(down, ".sc-hidden"), said(down, "[aria-hidden]")) == (
            "1",
            [f"Move down: {name}"],
            ["↓"],
        )


@pytest.mark.parametrize(
    ("id", "offer"),
    [
        ("one", "1 point; half after a wrong try"),
        ("several", "3 points; half after a wrong try"),
        ("seven", "Practice"),
        ("task-ricardo-even", "2 points"),
        ("task-ricardo-odd", "Practice"),
    ],
)
def test_what_it_counts_is_said_before_it_is_answered(id: str, offer: str, page: BeautifulSoup) -> None:
    assert said(part(page, id), ".sc-points") == [offer]
    assert data(page, id).get("points", 0) == (int(offer[0]) if offer[0].isdigit() else 0)


@pytest.mark.parametrize(
    ("points", "says"),
    [
        (0, "0 points"),
        (0.5, "½ point"),
        (1, "1 point"),
        (1.5, "1½ points"),
        (2, "2 points"),
        (10.5, "10½ points"),
    ],
)
def test_half_points_are_written_as_people_do(points: float, says: str) -> None:
    assert amount(points, {"point": "{n} point", "points": "{n} points"}) == says


def test_a_task_shows_what_the_figure_asks(page: BeautifulSoup) -> None:
    assert said(part(page, "task-ricardo-even"), "p")[0] == "Task in the figure. What ricardo asks in <even>."
    assert data(page, "task-ricardo-even") == {"id": "ricardo/even", "points": 2}


def test_a_prediction_is_made_with_buttons_and_shown_again_with_what_is_to_be_said(
    page: BeautifulSoup,
) -> None:
    buttons = part(page, "who").select("button")
    assert [(one["value"], one["aria-pressed"], one.get_text()) for one in buttons] == [
        ("0", "false", "Nobody"),
        ("1", "false", "Both"),
    ]
    assert "Somebody does." not in part(page, "who").get_text()
    first, second = page.select(".sc-prediction")
    assert (first.get("id"), second.get("id")) == ("sc-again-who", None)
    for again in (first, second):
        assert again["data-for"] == "sc-who"
        (link,) = again.select("a")
        assert link["href"] == "#sc-who"
        cases = again.select("details .sc-case")
        assert [(one["data-i"], said(one, "p")) for one in cases] == [("0", ["Nobody: Somebody does."])], (
            "an option about which nothing is said is not compared"
        )


def test_a_prediction_that_nobody_shows_again_needs_no_words(page: BeautifulSoup) -> None:
    assert said(part(page, "silent"), "button") == ["Nobody", "Somebody"]
    assert page.find(id="sc-again-silent") is None


def test_a_browser_keeps_an_answer_for_as_long_as_the_question_is_the_same(
    folder: Path, page: BeautifulSoup, tmp_path: Path
) -> None:
    """Its wording may change; not what is on offer, nor what is right."""

    def prints(text: str, name: str) -> dict[str, int]:
        there = tmp_path / name
        there.mkdir()
        built = sphinx(project(there, {"index": "# Home\n", "asked": text}), "-W")
        assert built.returncode == 0, built.stderr
        other = BeautifulSoup((there / "out-html/asked.html").read_text(), "html.parser")
        return {id: data(other, id)["print"] for id in ids}

    ids = ("one", "several", "seven", "steps", "who")
    now = {id: data(page, id)["print"] for id in ids}
    worded = PAGE.replace("Not A.", "It is not A.").replace("Which one?", "Which is it?")
    assert prints(worded, "worded") == now
    turned = (
        PAGE.replace("- [x] *B*\n- [ ] C\n", "- [ ] *B*\n  No.\n- [x] C\n")
        .replace("- [x] D", "- [ ] D\n  No.")
        .replace("- [x] 7\n", "- [x] 7.1\n")
        .replace("[1] first\n- [2] second", "[2] first\n- [1] second")
        .replace("- Nobody\n  Some", "- No one\n  Some")
    )
    other = prints(turned, "turned")
    assert all(other[id] != now[id] for id in ids)
    longer = PAGE.replace("- [ ] C\n  Not C.\n```", "- [ ] C\n  Not C.\n- [ ] D\n  Not D.\n```")
    assert prints(longer, "longer")["one"] != now["one"]


def test_the_book_for_teachers_and_progress_says_the_same(folder: Path, page: BeautifulSoup) -> None:
    text = (folder / "out-html/_static/selfcheck-book.js").read_text()
    (found,) = re.findall(r"=(\{.*\});", text)
    (asked,) = json.loads(found)["pages"]
    assert (asked["page"], asked["title"]) == ("asked", "Asked")
    entries = {one["id"]: one for one in asked["asked"]}
    assert list(entries) == [
        "who", "silent", "ricardo/even", "ricardo/odd", "one", "several", "seven", "bare", "steps",
    ]  # fmt: skip
    assert entries["one"]["text"] == "First this. Which one? 1 + 1"
    assert entries["who"]["options"] == ["Nobody", "Both"]
    assert entries["who"]["text"] == "A price is given. Who gains? It is a price between their own."
    assert [one.get("points", 0) for one in entries.values()] == [0, 0, 2, 0, 1, 3, 0, 0, 0]
    assert all(entries[id]["print"] == data(page, id)["print"] for id in ("one", "several", "who", "silent"))
    assert json.loads(found)["objectives"] == {"advantage": "Say who gains."}


MANY = {
    "index": "# Home & all\n",
    "2-late": "# Late\n\n```{question} late\n:kind: choice\n:points: 2\n:objective: advantage\n\nWhich?\n\n"
    "- [x] A\n- [ ] B\n  No.\n```\n",
    "1-early": "# Early <one>\n\n```{predict} guess\nWho & why?\n\n- Nobody\n- *Both*\n```\n\n"
    "```{task} a/b\n:points: 3\n```\n",
    "1-again": "# Again\n\n```{predict} other\nWho then?\n\n- Nobody\n  No.\n- Both\n```\n\n```{prediction} other\n```\n",
    "quiet": "# Quiet\n\nNothing is asked.\n",
    "part": "# Part\n\n```{progress}  Chapter <1> \n:pages: 1-*\n:points: 3\n```\n",
    "whole": "# Whole\n\n```{progress}\n:points: 5\n```\n",
}


@pytest.fixture(scope="module")
def many(made_once) -> Path:
    def make(folder: Path) -> None:
        built = sphinx(project(folder, MANY), "-W")
        assert built.returncode == 0, built.stderr

    return made_once("many", make) / "out-html"


def table(many: Path, page: str) -> tuple[Tag, list[list[str]]]:
    """Return a page's place of progress, and its table's rows as texts."""
    found = BeautifulSoup((many / f"{page}.html").read_text(), "html.parser").find(id="sc-progress")
    assert isinstance(found, Tag)
    return found, [said(row, "th, td") for row in found.select("tr")]


def test_a_table_counts_what_is_asked_page_by_page(many: Path) -> None:
    whole, rows = table(many, "whole")
    assert rows == [
        ["Page", "Predicted", "Right", "Solved", "Points"],
        ["Late", "–", "1", "–", "2"],
        ["Early <one>", "1", "–", "1", "3"],
        ["Again", "1", "–", "–", "–"],
        ["Together", "2", "1", "1", "5"],
    ]
    part, rows = table(many, "part")
    assert [row[0] for row in rows] == ["Page", "Early <one>", "Again", "Together"]
    assert rows[-1] == ["Together", "2", "–", "1", "3"]
    assert [row.get("data-page") for row in part.select("tbody tr")] == ["1-early", "1-again"]
    assert [link["href"] for link in part.select("tbody a")] == ["1-early.html", "1-again.html"]
    assert [cell["data-count"] for cell in part.select("tfoot td")] == [
        "predict",
        "question",
        "task",
        "points",
    ]
    assert said(part, "caption") == ["Chapter <1>"]
    assert json.loads(str(part["data-sc"])) == {
        "title": "Chapter <1>",
        "pages": ["1-early", "1-again"],
        "pattern": "1-*",
    }
    assert "Chapter <1>" in part.select("[data-do=delete]")[0].get_text()
    assert json.loads(str(whole["data-sc"]))["pattern"] == "*"


def test_predictions_are_kept_for_comparison_where_there_are_any(many: Path) -> None:
    part, _ = table(many, "part")
    items = part.select(".sc-predictions > ul > li")
    assert [item["data-predict"] for item in items] == ["guess", "other"]
    assert [said(item, "p")[0] for item in items] == ["Who & why?", "Who then?"]
    assert [said(item, "li") for item in items] == [["Nobody", "Both"], ["Nobody", "Both"]]
    links = [(link["href"], link.get_text()) for item in items for link in item.select("a")]
    assert links == [
        ("1-early.html#sc-guess", "Early <one>"),
        ("1-again.html#sc-again-other", "What the page says about it: Again"),
    ]


def test_a_page_that_asks_is_told_where_its_progress_is_shown(many: Path) -> None:
    """The first table that names it, or else the one of everything."""
    for page, there in (("1-early", "part"), ("1-again", "part"), ("2-late", "whole")):
        text = (many / f"{page}.html").read_text()
        assert f"{there}.html#sc-progress" in text, page
    assert "#sc-progress" not in (many / "quiet.html").read_text()


def test_the_book_is_published_in_the_order_of_its_contents(many: Path) -> None:
    (found,) = re.findall(r"=(\{.*\});", (many / "_static/selfcheck-book.js").read_text())
    book = json.loads(found)
    assert [(page["page"], page["title"]) for page in book["pages"]] == [
        ("2-late", "Late"), ("1-early", "Early <one>"), ("1-again", "Again"),
    ]  # fmt: skip
    assert (book["version"], book["book"]) == (1, "Tiny")
    (late,) = book["pages"][0]["asked"]
    assert {key: late[key] for key in ("id", "kind", "points", "objective", "text")} == {
        "id": "late", "kind": "choice", "points": 2, "objective": "advantage", "text": "Which?",
    }  # fmt: skip
    assert set(late) == {"id", "kind", "points", "objective", "text", "print"}
    guess, task = book["pages"][1]["asked"]
    assert set(guess) == {"id", "kind", "print", "text", "options"}
    assert set(task) == {"id", "kind", "points", "text"}


def test_what_is_asked_stands_on_paper_as_a_list(tmp_path: Path) -> None:
    built = sphinx(project(tmp_path, MANY), "-W", builder="text")
    assert built.returncode == 0, built.stderr
    whole = (tmp_path / "out-text/whole.txt").read_text()
    assert [line for line in whole.splitlines() if line.startswith("* ")] == [
        "* Late: Right 1, Points 2",
        "* Early <one>: Predicted 1, Solved 1, Points 3",
        "* Again: Predicted 1",
    ]
    early = (tmp_path / "out-text/1-early.txt").read_text()
    assert "(3 points)" in early
    assert "Predict first." in early


def test_on_paper_several_may_be_right_where_they_may(tmp_path: Path) -> None:
    built = sphinx(project(tmp_path, {"index": "# Home\n", "asked": PAGE}), "-W", builder="text")
    assert built.returncode == 0, built.stderr
    text = (tmp_path / "out-text/asked.txt").read_text()
    assert text.count("Several may be right.") == 1
    assert text.index("Which ones?") < text.index("Several may be right.") < text.index("How many?")
    assert text.count("Your answer: ……") == 2
    assert "Your answer: …… per cent" in text
