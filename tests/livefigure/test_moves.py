"""Guided moves and links: how they are read, what a page gets of them, and that every mistake is told with its line."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from livefigure import Choice, LiveFigure, LiveFigureError, Panel, Slider, Switch
from livefigure.guided import read_moves
from livefigure.outline import from_outline, outline
from livefigure.settings import read_setting

STALL = {
    "stall/__init__.py": "",
    "stall/figures.py": """
from livefigure import Choice, LiveFigure, Panel, Slider, Switch

def figure(name, controls, presets):
    return LiveFigure(name=name, title=name, controls=controls, presets=presets, model=lambda **setting: 1,
        panels={"left": Panel(x=(0, 1), y=(0, 1)), "right": Panel(x=(0, 1), y=(0, 1))},
        draw=lambda r, p: p["left"].plot([0, 1], [0, 1]), describe=lambda r: "A line.")

def controls():
    return [
        Slider(name="price", label="Price", stops=[0.5, 5 / 6, 0.8444, 1, 1.2], default=1),
        Choice(name="hand", label="Hand", options={"The left": "left", "The right": "right"}, default="left"),
        Switch(name="tax", label="Tax", off="free", on="taxed"),
    ]

PRESETS = {"Dear": {"price": 1.2}, "Dear, and taxed": {"price": 1.2, "tax": True}}
FAIR = figure("fair", controls(), PRESETS)
OTHER = figure("other", controls(), PRESETS)
STILL = figure("still", [], {})
""",
}
CONFIGURATION = """
extensions = ["myst_nb", "livefigure.book"]
livefigure_packages = ["stall"]
nb_execution_mode = "off"
html_copy_source = False
myst_enable_extensions = ["dollarmath"]
suppress_warnings = ["myst-nb.lexer"]  # cells are read, not run
"""
CELL = "```{code-cell} python\nprint(1)\n```\n\n"
HEADS = {
    "no code": "# Stall\n\n",
    "code": "---\njupytext:\n  text_representation: {extension: .md, format_name: myst}\n"
    "kernelspec: {name: python3, display_name: Python 3}\n---\n# Stall\n\n" + 3 * CELL,
}


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> LiveFigure:
    names: dict = {}
    exec(STALL["stall/figures.py"], names)
    return names["FAIR"]


def build(folder: Path, pages: dict[str, str], *options: str, more: str = "") -> tuple[int, list[str]]:
    """Build a book of these pages; return the exit code and its warnings."""
    for name, text in {**STALL, **pages, "conf.py": CONFIGURATION + more}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LIVEFIGURE")}
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(folder), environment["PYTHONPATH"]]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
    }
    command = [sys.executable, "-m", "sphinx", "-q", *options, str(folder), str(folder / "_build/html")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    return done.returncode, [line for line in done.stderr.replace(f"{folder}/", "").splitlines() if line]


# Reading a setting.


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("price = 5/6", (1, 0, 0)),
        ("price = 0.833", (1, 0, 0)),
        ("price=0.844", (2, 0, 0)),
        ("price = 10/12; hand = right", (1, 1, 0)),
        ("hand = The right", (3, 1, 0)),
        ("tax = on", (3, 0, 1)),
        ("tax = taxed", (3, 0, 1)),
        ("Dear", (4, 0, 0)),
        ("Dear, and taxed", (4, 0, 1)),
        ("Dear, and taxed; tax = off", (4, 0, 0)),
        ("Dear, and taxed; tax = free; price = 1/2", (0, 0, 0)),
    ],
)
def test_a_setting_is_read(fair: LiveFigure, text: str, at: tuple[int, ...]) -> None:
    assert fair.indices(read_setting(fair, text)) == at
    told = from_outline(outline(fair))
    assert told.indices(read_setting(told, text)) == at


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("cost = 1", "there is no control 'cost'; there are: price, hand, tax"),
        ("Cheap", "there is no preset 'Cheap'; there are: Dear, Dear, and taxed"),
        ("", "there is no preset ''; there are: Dear, Dear, and taxed"),
        ("price = 1;", "there is no preset ''; there are: Dear, Dear, and taxed"),
        ("price = dear", "control 'price': 'dear' is no number or fraction, as 0.9 or 5/6"),
        ("price = 5/0", "control 'price': '5/0' is no number or fraction, as 0.9 or 5/6"),
        ("price = 0.9", "control 'price': 0.9 is not one of its stops; next to it: 0.8444 and 1"),
        ("price = 7/6", "control 'price': 7/6 is not one of its stops; next to it: 1 and 1.2"),
        ("price = 2", "control 'price': 2 is not one of its stops; next to it: 1.2"),
        # Two stops are 0.8 when rounded.
        ("price = 0.8", "control 'price': 0.8 is not one of its stops; next to it: 0.5 and 0.833333"),
        ("hand = both", "control 'hand': 'both' is not one of left, right, The left, The right"),
        ("tax = yes", "control 'tax': 'yes' is not one of off, on, free, taxed"),
    ],
)
def test_a_setting_that_is_not_there_is_told(fair: LiveFigure, text: str, says: str) -> None:
    for figure in (fair, from_outline(outline(fair))):
        with pytest.raises(LiveFigureError, match=f"^{re.escape(says)}"):
            read_setting(figure, text)


def test_an_outline_says_what_can_be_set() -> None:
    figure = LiveFigure(
        name="odd",
        title="",
        controls=[
            Slider(name="x", label="x", low=0, high=1, step=0.25, default=0.75, marks=lambda s: {0: "none"}),
            Choice(name="n", label="n", options={"one": 1, "two": 2}, default=2),
            Switch(name="s", label="s", default=True),
        ],
        presets={"None": {"x": 0, "s": False}},
        model=lambda **_: 1,
        panels={"p": Panel(x=(0, 1), y=(0, 1))},
        draw=lambda r, p: None,
        describe=lambda r: "Nothing.",
        readout=lambda r: {"One": "1", "Two": "2"},
    ).translated({"Answer": "Antwort", "One": "Eins"})
    told = from_outline(outline(figure))
    assert told.name == "odd"
    assert list(told.panels) == ["p"]
    assert told.counts == figure.counts
    assert told.indices(told.default) == figure.indices(figure.default) == (3, 1, 1)
    assert told.indices(told.preset("None")) == (0, 1, 0)
    assert told.say["answer"] == "Antwort"
    assert told.key_numbers() == figure.key_numbers() == ["One", "Two"]
    assert from_outline(outline(replace(figure, readout=None))).key_numbers() == []


# Reading a list.


def test_a_list_is_cut_into_moves_and_parts() -> None:
    moves = read_moves(
        [
            "1. **Raise it.**",
            "   Who gains?",
            "   set: Dear;",
            "   price = 1",
            "   answer: Nobody.",
            "",
            "   In 1815: nobody. 2. Nobody.",
            "2. Lower it.",
            "   panel: left",
            "   answer: All.",
            "   set: price = 1/2",
        ]
    )
    assert [move.line for move in moves] == [0, 7]
    assert moves[0].parts == {
        "text": ["**Raise it.**", "Who gains?"],
        "set": ["Dear;", "price = 1"],
        "answer": ["Nobody.", "", "In 1815: nobody. 2. Nobody."],
    }
    assert moves[0].lines == {"text": 0, "set": 2, "answer": 4}
    assert moves[1].parts == {
        "text": ["Lower it."],
        "panel": ["left"],
        "answer": ["All."],
        "set": ["price = 1/2"],
    }
    assert moves[0].faults == moves[1].faults == []


@pytest.mark.parametrize(
    ("lines", "faults"),
    [
        (["1. Raise it.", "   set: Dear"], [(0, "has no answer")]),
        (["1. Raise it."], [(0, "has no answer and no set")]),
        (["1. ", "   set: Dear", "   answer:"], [(0, "has no answer and no text")]),
        (["1. Raise it.", "   set: Dear", "   answer: All.", "   set: Dear"], [(3, "has 'set' twice")]),
    ],
)
def test_a_move_that_is_not_whole_says_what_it_lacks(lines: list[str], faults: list) -> None:
    (move,) = read_moves(lines)
    assert move.faults == faults


@pytest.mark.parametrize(
    ("numbers", "faults"),
    [
        ([1, 2, 3], []),
        ([1, 2, 2], [(6, "is numbered 2, not 3")]),
        ([1, 3, 3], [(3, "is numbered 3, not 2")]),
        ([0, 2], [(0, "is numbered 0, not 1")]),
    ],
)
def test_moves_are_numbered_as_they_follow(numbers: list[int], faults: list) -> None:
    lines = [line for n in numbers for line in (f"{n}. Raise it.", "   set: Dear", "   answer: All.")]
    assert [fault for move in read_moves(lines) for fault in move.faults] == faults


@pytest.mark.parametrize(
    ("lines", "says"),
    [([], "at least one move"), ([""], "at least one move"), (["Raise it."], "begins with a number")],
)
def test_what_is_no_list_is_told(lines: list[str], says: str) -> None:
    with pytest.raises(LiveFigureError, match=says):
        read_moves(lines)


# On a page.

FIGURE = "```{live-figure} fair\n```\n\n"
GOOD = f"""Before it, {{set}}`where it is dear <fair: Dear>` nobody buys.

```{{moves}} fair

1. **Raise it.** Who
   gains?
   set: price = 1.2
   answer: {" ".join(["word"] * 44)} $1 + t = 2$

2. **Lower it, at {{set}}`one half<fair: price = 1/2>`.** Who gains?
   from: Dear
   set: Dear; price = 1/2
   panel: right
   answer: <span lang="zh-Hans">中</span> {{set}}`{"x" * 25} <fair: tax = on>` {" ".join(["word"] * 42)}.

   $$1 + 1 = 2$$
```

{FIGURE}"""


@pytest.mark.slow
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_page_gets_its_moves_and_links(tmp_path: Path, head: str) -> None:
    translation = tmp_path / "de.json"
    translation.write_text('{"Answer": "Antwort", "Set it for me": "Stell es \\"ein\\""}', encoding="utf-8")
    code, warnings = build(
        tmp_path, {"index.md": head + GOOD}, "-W", more='livefigure_translation = "de.json"\n'
    )
    assert (code, warnings) == (0, [])
    html = (tmp_path / "_build/html/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<span class="lf-set" data-figure="fair" data-at="(.*?)"[^>]*>(.*?)</span>', html) == [
        ("[4, 0, 0]", "where it is dear"),
        ("[0, 0, 0]", "one half"),
        ("[3, 0, 1]", "x" * 25),
    ]
    (section,) = re.findall(r'<section class="lf lf-moves" .*?</section>', html, re.DOTALL)
    assert re.findall(r'<li data-at="(.*?)" data-panel="(.*?)"(?: data-from="(.*?)")?>', section) == [
        ("[4, 0, 0]", "left", ""),
        ("[0, 0, 0]", "right", "[4, 0, 0]"),
    ]
    assert section.count("<summary>Antwort</summary>") == section.count("</details></li>") == 2
    words = json.loads(unescape(re.search(r'data-words="(.*?)"', section)[1]))
    assert words["set"] == 'Stell es "ein"'
    assert 'data-figure="fair"' in section.partition(">")[0]
    assert "<strong>Raise it.</strong> Who" in section


WRONG = f"""Words, and then
more words with a {{set}}`link of the 26th character <fair: Dear>`.

Another {{set}}`at 0.9 <fair: price = 0.9>` here.

{{set}}`without a figure`, {{set}}`the other <other: Dear>`, {{set}}`the still <still: Dear>`, {{set}}`none <none: Dear>`.

```{{moves}} fair

1. Right.
   set: Dear
   answer: Yes.
2. No control.
   set: cost = 1
   answer: Yes.
3. No value.
   set: price = 0.91
   answer: Yes.
4. No preset.
   panel: left
   set: Cheap
   answer: Yes.
5. No panel.
   set: Dear
   panel: nowhere
   answer: Yes.
6. No answer.
   set: Dear
7. Twice.
   set: Dear
   answer: Yes.
   answer: No.
8. Too long.
   set: Dear
   answer: {" ".join(["word"] * 46)}
9. A link.
   set: Dear
   answer: Yes, and
   {{set}}`wrong <fair: Wrong>` it is.
10. Nowhere.
   from: nowhere at all
   set: Dear
   number: Of nothing
   answer: Yes.
```

```{{moves}} none
1. Of no figure.
   set: Dear
   answer: Yes.
```

```{{moves}} other
1. Of another.
   set: Dear
   answer: Yes.
```

```{{moves}} fair
1. The first.
   set: Dear
   answer: Yes.
2. The second.
   set: Dear
   answer: Yes.
2. Numbered like it.
   set: Dear
   answer: Yes.
```

```{{moves}} fair
Not numbered.
```

```{{moves}} fair
```

{FIGURE}```{{live-figure}} still
```
"""
PRESETS = "there are: Dear, Dear, and taxed"
HERE = "that moves stands on this page; here stand: fair"
# A piece of the line → what is said of it.
TOLD = [
    (
        "link of the 26th",
        "link of the 26th character <fair: Dear>': 'link of the 26th character' has 26 characters, at most 25",
    ),
    ("at 0.9", "link 'at 0.9': control 'price': 0.9 is not one of its stops; next to it: 0.8444 and 1"),
    ("without a figure", "link 'without a figure': wants a text, a figure and a setting"),
    ("without a figure", f"no figure 'other' {HERE}"),
    ("without a figure", f"no figure 'still' {HERE}"),
    ("without a figure", f"no figure 'none' {HERE}"),
    ("set: cost", "move 2: there is no control 'cost'; there are: price, hand, tax"),
    ("0.91", "move 3: control 'price': 0.91 is not one of its stops; next to it: 0.8444 and 1"),
    ("set: Cheap", f"move 4: there is no preset 'Cheap'; {PRESETS}"),
    ("panel: nowhere", "move 5: there is no panel 'nowhere'; there are: left, right"),
    ("6. No answer", "move 6: has no answer"),
    ("answer: No.", "move 7: has 'answer' twice"),
    ("word word", "move 8: its answer has 46 words, at most 45 are admissible: make it two moves"),
    ("wrong <fair", f"link 'wrong': there is no preset 'Wrong'; {PRESETS}"),
    ("nowhere at all", f"move 10: there is no preset 'nowhere at all'; {PRESETS}"),
    ("Of nothing", "move 10: there is no key number 'Of nothing'; there are: none"),
    ("{moves} none", f"no figure 'none' {HERE}"),
    ("{moves} other", f"no figure 'other' {HERE}"),
    ("Numbered like it", "move 3: is numbered 2, not 3"),
    ("Not numbered", "moves: begins with a number, as in: 1. **Lower the price to 5/6.** Who gains?"),
    ("end", "moves: needs at least one move"),
]


@pytest.mark.slow
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, head: str) -> None:
    page = head + WRONG
    lines = page.splitlines()

    def line(piece: str) -> int:
        if piece == "end":  # the list without a move
            return lines.index("```{moves} fair", line("Not numbered") + 1) + 1
        (found,) = (number for number, text in enumerate(lines, 1) if piece in text)
        return found - 1 if piece == "Not numbered" else found  # said of the list

    code, warnings = build(tmp_path, {"index.md": page})
    assert code == 0
    told = sorted(
        (int(one[1]), one[2])
        for one in map(re.compile(r"index\.md:(\d+): WARNING: (.*)").fullmatch, warnings)
    )
    expected = sorted((line(piece), says) for piece, says in TOLD)
    assert [at for at, _ in told] == [at for at, _ in expected], "\n".join(warnings)
    missing = [(at, says) for at, says in expected if not any(at == a and says in said for a, said in told)]
    assert missing == [], "\n".join(warnings)
    assert build(tmp_path, {"index.md": page}, "-W")[0] != 0
