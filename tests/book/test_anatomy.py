"""The anatomy of a section, for every page that declares it (`anatomy: 2` in its front matter), and one meaning a symbol.

The figure soon, then moves, why, an example to finish, where it breaks, paper, data, questions on cases not yet seen; the
words that a reader has to go through are counted; and each rule is shown to fail on a page made up for it.
"""

import re
from pathlib import Path

import pytest
import yaml
from docutils.nodes import make_id

from .anatomy import blocks, body, formulas, head, paragraphs, part, shown, symbols, words
from .figures import EXPLORERS

BOOK = Path(__file__).parents[2] / "book"
PAGES = [
    page for page in sorted(BOOK.glob("[1-5]-*/*.md")) if head(page.read_text("utf-8")).get("anatomy") == 2
]
BY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
PARTS = [
    "Why",
    "A worked example",
    "Where it breaks",
    "What the paper says",
    "What data say",
    "Check yourself",
]
BEFORE_THE_FIGURE, OUTSIDE_FOLDS = 150, 1800
LONGEST_QUESTION = 110
# What of a question is new to who has read the page.
UNSEEN = {"other numbers", "another country", "sign and reason", "which assumption fails"}
TRANSFER = re.compile(r"^% transfer: (.*)\n+```\{question\} (\S+)$", re.MULTILINE)
# Words of a question that send its reader elsewhere.
ELSEWHERE = re.compile(r"\b(this|these|those|above|below|here|it|they)\b", re.IGNORECASE)
KICKER = re.compile(r"^\{\.kicker\}\n.*/ (\d\.\d)", re.MULTILINE)


def faults(text: str) -> list[str]:
    """Return what is wrong with a page's anatomy, a sentence each."""
    return [
        *faults_of_order(text),
        *faults_of_length(text),
        *faults_of_prediction(text),
        *faults_of_moves(text),
        *faults_of_why(text),
        *faults_of_example(text),
        *faults_of_questions(text),
    ]


def faults_of_order(text: str) -> list[str]:
    """The parts of a section, each once, in their order."""
    text = body(text)
    wanted = ["{predict}", "{live-figure}", "{moves}", "{prediction}", *PARTS]
    outer = [(block.start, f"{{{block.name}}}") for block in blocks(text, *(w[1:-1] for w in wanted[:4]))]
    found = outer + [(one.start(), one[1]) for one in re.finditer(r"^## (.*)$", text, re.MULTILINE)]
    # A page may show charts of data too, later.
    order = [name for at, name in sorted(found)]
    order = [name for i, name in enumerate(order) if name != "{live-figure}" or i == order.index(name)]
    return [] if order == wanted else [f"its parts are {', '.join(order)}; they must be {', '.join(wanted)}"]


def faults_of_length(text: str) -> list[str]:
    """So many words before the figure, so many outside folds."""
    text = body(text)
    figure = next((block.start for block in blocks(text, "live-figure")), len(text))
    counted = [
        (words(shown(text[:figure])), BEFORE_THE_FIGURE, "before the figure"),
        (words(shown(text)), OUTSIDE_FOLDS, "outside folds"),
    ]
    return [f"{count} words {where}, at most {most}" for count, most, where in counted if count > most]


def faults_of_prediction(text: str) -> list[str]:
    """What a lecture hall reads as a title says all that it asks."""
    found = []
    for block in blocks(text, "predict"):
        prompt = re.split(r"^- ", block.content, maxsplit=1, flags=re.MULTILINE)[0].strip()
        question = re.split(r"\n\s*\n", prompt)[-1]
        if not question.endswith("?"):
            found.append(f"the prediction does not ask: {question!r}")
        if len(question) > LONGEST_QUESTION:
            found.append(f"the prediction has {len(question)} characters, at most {LONGEST_QUESTION}")
        if elsewhere := ELSEWHERE.search(question):
            found.append(f"the prediction is not complete: {elsewhere[0]!r} stands for something outside it")
    return found


def faults_of_moves(text: str) -> list[str]:
    """Three to five guided moves, each of which says what to move and asks."""
    moves = [
        move
        for block in blocks(text, "moves")
        for move in re.findall(r"^\d+\. (.*)$", block.content, re.MULTILINE)
    ]
    found = [] if 3 <= len(moves) <= 5 else [f"{len(moves)} guided moves, three to five are wanted"]
    asking = re.compile(r"\*\*.+?\*\*.*\?")
    return found + [f"a move does not ask: {move!r}" for move in moves if not asking.match(move)]


def faults_of_why(text: str) -> list[str]:
    """One idea at a time: words, one formula, then a link that moves the figure to the case."""
    ideas = re.split(r"^### (.*)\n", part(text, "Why"), flags=re.MULTILINE)
    found = [] if "{set}`" in ideas[0] + "".join(ideas[2::2]) else ["no {set} link in Why"]
    for title, idea in zip(ideas[1::2], ideas[2::2], strict=True):
        outside = "\n".join(
            piece for piece in re.split(r"^:{3,}.*?^:{3,}$", idea, flags=re.DOTALL | re.MULTILINE)
        )
        displayed = list(re.finditer(r"\$\$.+?\$\$", outside, re.DOTALL))
        if len(displayed) > 1:
            found.append(f"{title!r} has {len(displayed)} formulas, one idea has one")
        if displayed and words(outside[: displayed[0].start()]) < 15:
            found.append(f"{title!r} has its formula before its words")
        if displayed and "{set}`" not in outside[displayed[-1].end() :]:
            found.append(f"{title!r} does not move the figure after its formula")
    return found


def faults_of_example(text: str) -> list[str]:
    """Numbers that code prints; and, but in a chapter's first section, steps left to the reader."""
    example, section = part(text, "A worked example"), KICKER.search(text)
    found = [] if re.search(r"\{n\}`|\{code-cell\}", example) else ["no code prints the example's numbers"]
    first = section is not None and section[1].endswith(".1")
    faded = any("[x]" in block.content for block in blocks(example, "worked"))
    return found if first or faded else [*found, "no step of the worked example is left to the reader"]


def faults_of_questions(text: str) -> list[str]:
    """At least four, half of them on cases not yet seen, numbers with fresh ones."""
    asked = [block.argument for block in blocks(text, "question")]
    transfer = TRANSFER.findall(text)
    found = [] if len(asked) >= 4 else [f"{len(asked)} questions, at least four are wanted"]
    found += [
        f"{name}: {kind!r} is none of {', '.join(sorted(UNSEEN))}"
        for kind, name in transfer
        if kind not in UNSEEN
    ]
    if len(re.findall(r"^% transfer", text, re.MULTILINE)) != len(transfer):
        found.append("a mark of transfer stands before no question")
    if 2 * len(transfer) < len(asked):
        found.append(f"{len(transfer)} of {len(asked)} questions are on a case not yet seen, half are wanted")
    return found + [
        f"{block.argument} has no fresh numbers"
        for block in blocks(text, "question")
        if block.options.get("kind") == "number" and "draw" not in block.options
    ]


def read_notation(text: str) -> dict[str, str]:
    """Return a chapter's symbols with their names.

    Raises:
        ValueError: a symbol has two meanings, or two symbols have one.
    """
    table = yaml.compose(text)
    pairs = [(key.value, value.value) for key, value in table.value] if table else []
    for what, column in (("symbol", [key for key, _ in pairs]), ("meaning", [value for _, value in pairs])):
        if twice := sorted({one for one in column if column.count(one) > 1}):
            raise ValueError(f"a {what} stands there twice: {', '.join(twice)}")
    return dict(pairs)


def faults_of_symbols(text: str, notation: dict[str, str]) -> list[str]:
    """Every symbol of a page's formulas is its chapter's, and introduced by its name where it first stands."""
    found: list[str] = []
    met: set[str] = set()
    for paragraph in paragraphs(text):
        for symbol in (one for formula in formulas(paragraph) for one in symbols(formula)):
            if symbol in met:
                continue
            met.add(symbol)
            if symbol not in notation:
                found.append(f"{symbol} is not in the chapter's notation")
            elif notation[symbol].casefold() not in " ".join(paragraph.split()).casefold():
                found.append(f"{symbol} is not introduced as {notation[symbol]!r} where it first stands")
    return found


@BY_PAGE
def test_a_page_that_declares_the_anatomy_has_it(page: Path) -> None:
    assert faults(page.read_text("utf-8")) == []


@pytest.mark.browser
@BY_PAGE
def test_the_figure_begins_on_the_first_screen(chromium, address: str, page: Path) -> None:
    """Question above, head of the figure below it: on a laptop within 360 pixels, on a phone before the screen's end."""
    for width, height, most in ((1280, 800, 360), (390, 844, 700)):
        with chromium.new_context(viewport={"width": width, "height": height}) as context:
            tab = context.new_page()
            tab.goto(f"{address}/{page.relative_to(BOOK.parent).with_suffix('.html').as_posix()}")
            tops = [
                tab.locator(part).first.bounding_box()["y"] for part in ("[data-prediction]", "live-figure")
            ]
            assert 0 < tops[0] < tops[1] <= most, width


@BY_PAGE
def test_symbols_have_one_meaning_in_a_chapter(page: Path) -> None:
    text, notation = page.read_text("utf-8"), read_notation((page.parent / "notation.yml").read_text("utf-8"))
    assert faults_of_symbols(text, notation) == []
    for name in (block.argument for block in blocks(text, "live-figure") if block.argument in EXPLORERS):
        for control in EXPLORERS[name].controls:
            for symbol in symbols(getattr(control, "symbol", "") or ""):
                assert notation[symbol].casefold() in control.label.casefold()


@pytest.mark.parametrize("file", sorted(BOOK.glob("*/notation.yml")), ids=lambda file: file.parent.name)
def test_a_chapters_notation_has_no_symbol_that_no_page_uses(file: Path) -> None:
    pages = [page.read_text("utf-8") for page in PAGES if page.parent == file.parent]
    used = {symbol for text in pages for formula in formulas(text) for symbol in symbols(formula)}
    assert set(read_notation(file.read_text("utf-8"))) == used


@BY_PAGE
def test_no_heading_takes_the_address_of_a_figure(page: Path) -> None:
    """Else a link to the figure finds the section that has the same id."""
    text = page.read_text("utf-8")
    headings = {make_id(heading) for heading in re.findall(r"^#+ (.+)$", text, re.M)}
    assert not headings & {block.argument for block in blocks(text, "live-figure")}


def test_pages_declare_the_anatomy_that_there_is() -> None:
    assert BOOK / "1-theory/ricardo.md" in PAGES
    declared = [head(page.read_text("utf-8")).get("anatomy") for page in BOOK.rglob("*.md")]
    assert set(declared) == {None, 2}


GOOD = r"""---
anatomy: 2
---
# Title

{.kicker}
1 · Chapter / 1.2

{.lead}
Who gains?

```{scenarios}
one = 1
```

```{predict} first
The case.

With a tax of a half, who pays: buyers or sellers?

- Buyers
  Both.
- Sellers
  Both.
```

```{live-figure} tax
```

```{moves} tax
1. **Raise it.** What happens, and why?
   set: tax = 2
   answer: Something
   in two lines.
2. **Raise it again.** What happens, and why?
   set: tax = 3
   answer: More.
3. **Lower it.** What happens, and why?
   set: tax = 1
   answer: Less.
```

```{prediction} first
```

## Why

### Who bears it

So many words have to be said before a formula can be of any use to a reader, who reads them, that the tax $t$ is

$$t = \frac{1}{2}$$

With a {set}`low tax <tax: tax = 1>` nobody pays.

:::{dropdown} Steps
Folded words are not counted, and here $$t = 1$$ and $$t = 2$$ may stand.
:::

## A worked example

```{worked} example
Count.

1. How much?

   - [x] {n}`one; d` ± 0.1
     Because.
   - [else] No.
```

## Where it breaks

Here.

## What the paper says

This.

## What data say

```{live-figure} chart
```

## Check yourself

% transfer: other numbers
```{question} a
:kind: number
:tolerance: 1
:draw: x in 1, 2, 3, 4

How much?

- [x] 5
  So.
- [else] No.
```

% transfer: sign and reason
```{question} b
:kind: choice

Which?

- [x] This one
  So.
- [ ] That one
  Not so.
```

```{question} c
:kind: choice

Which?

- [x] This
  So.
```

```{question} d
:kind: choice

Which?

- [x] This
  So.
```
"""
LONG = "word " * 151


def test_a_good_page_has_no_fault() -> None:
    assert faults(GOOD) == []
    assert faults_of_symbols(GOOD, {"t": "tax"}) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Who gains?\n", f"{LONG}\n", "words before the figure, at most 150"),
        ("Here.\n", f"{LONG * 12}\n", "words outside folds, at most 1800"),
        ("## Where it breaks\n\nHere.\n\n", "", "its parts are"),
        ("```{live-figure} tax\n```\n", "", "its parts are"),
        ("```{prediction} first\n```\n", "", "its parts are"),
        ("## Why\n", "## Move it\n\n## Why\n", "its parts are"),
        ("who pays: buyers or sellers?", "one pays.", "the prediction does not ask"),
        ("who pays: buyers or sellers?", "who pays it?", "the prediction is not complete: 'it'"),
        ("who pays: buyers", "and a subsidy of a third, and " + "x" * 60 + ", who pays: buyers", "characters, at most 110"),
        ("2. **Raise it again.** What happens, and why?\n   set: tax = 3\n   answer: More.\n", "", "2 guided moves"),
        ("**Lower it.** What happens, and why?", "**Lower it.** It falls.", "a move does not ask"),
        ("{set}`low tax <tax: tax = 1>`", "low tax", "no {set} link in Why"),
        ("{set}`low tax <tax: tax = 1>`", "low tax", "does not move the figure after its formula"),
        ("With a {set}", "$$t = 3$$\n\nWith a {set}", "has 2 formulas, one idea has one"),
        ("So many words have to be said before a formula can be of any use to a reader, who", "Who", "before its words"),
        ("   - [x] {n}`one; d` ± 0.1\n     Because.\n   - [else] No.\n", "", "no step of the worked example is left"),
        ("{n}`one; d`", "1", "no code prints the example's numbers"),
        ("```{question} d", "```{other} d", "3 questions, at least four"),
        ("% transfer: sign and reason\n", "", "1 of 4 questions are on a case not yet seen"),
        ("% transfer: sign and reason", "% transfer: hard", "b: 'hard' is none of"),
        ("## Check yourself\n", "## Check yourself\n\n% transfer: other numbers\n\nText.\n", "stands before no question"),
        (":draw: x in 1, 2, 3, 4\n", "", "a has no fresh numbers"),
    ],
)  # fmt: skip
def test_a_fault_would_be_found(old: str, new: str, says: str) -> None:
    assert old in GOOD
    assert any(says in fault for fault in faults(GOOD.replace(old, new))), faults(GOOD.replace(old, new))


def test_a_chapters_first_section_works_its_example_out() -> None:
    whole = GOOD.replace("   - [x] {n}`one; d` ± 0.1\n     Because.\n   - [else] No.\n", "{n}`one; d`\n")
    assert faults(whole) == ["no step of the worked example is left to the reader"]
    assert faults(whole.replace("/ 1.2", "/ 1.1")) == []


@pytest.mark.parametrize(
    ("notation", "says"),
    [
        ({}, "t is not in the chapter's notation"),
        ({"t": "time"}, "t is not introduced as 'time' where it first stands"),
    ],
)
def test_a_symbol_without_its_meaning_would_be_found(notation: dict[str, str], says: str) -> None:
    assert faults_of_symbols(GOOD, notation) == [says]


def test_a_chapter_may_have_no_symbols() -> None:
    assert read_notation("# none yet\n") == {}


@pytest.mark.parametrize("text", ["t: tax\nt: time\n", "t: tax\nT: tax\n"])
def test_two_meanings_would_be_found(text: str) -> None:
    with pytest.raises(ValueError, match="stands there twice"):
        read_notation(text)


def test_what_is_counted() -> None:
    counted = shown(
        "Two words, {n}`1 + 2; d` number, {cite:t}`one,two` {set}`a link <f: x = 1>` $a + b$ <b>bold</b>.\n\n"
        "% nothing\n\n"
        ":::{dropdown} A title\nhidden words\n:::\n\n"
        "```{moves} f\n1. **Move.** Why?\n   set: x = 1\n   answer: hidden\n   words\n2. Again?\n```\n\n"
        "```{question} q\n:kind: choice\n\nAsked?\n\n- [x] An option\n  hidden\n- [else] hidden\n```\n\n"
        "```{question} r\n:kind: number\n\nAsked?\n\n- [x] 5\n  hidden\n```\n\n"
        "```{code-cell} python\nx = f(1)\n```\n"
    )
    assert "hidden" not in counted
    assert words(counted) == 2 + 2 + 4 + 2 + 1 + 1 + 2 + (1 + 2 + 2) + 3 + 1 + 2


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        (r"\frac{a_C}{a_W} < p < \frac{a_C^*}{a_{W}^{*}}", ["a_C", "a_W", "p"]),
        (r"z^{-1/\theta} - \tfrac{1}{2}\,\ln x_i \quad \text{if } n", [r"z", r"\theta", "x_i", "n"]),
        (r"\left(1 + t_H\right)^{-\sigma}", ["t_H", r"\sigma"]),
    ],
)
def test_symbols_of_a_formula(formula: str, found: list[str]) -> None:
    assert symbols(formula) == found
