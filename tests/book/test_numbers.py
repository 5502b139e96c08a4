"""A number is printed where it stands in the source, at every place; what is wrong with one stops the build, with its line."""

import io
import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from integration_ladder.explorers.theory.ricardo import EXPLORER
from integration_ladder.scenarios import Scenarios, Wrong, formatted
from integration_ladder.vocabulary.saying import FORMATS
from selfcheck.obfuscate import cell, scramble
from selfcheck.reading import readings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")

HEAD = "---\njupytext:\n  text_representation: {extension: .md, format_name: myst}\nkernelspec: {name: python3}\n---\n"
SCENARIOS = """# Page

```{scenarios}
from fractions import Fraction
from itertools import count

half, table, counter = 0.5, {"a b": -1234.5}, count(1)


def wine(value, unit="wine"):
    return f"{Fraction(value)} {unit}"
```

"""


def build(folder: Path, page: str, *extensions: str) -> tuple[BeautifulSoup, list[str]]:
    """Build a page; return its HTML and Sphinx's warnings, a line each, without the folder's name."""
    (folder / "index.md").write_text(page)
    config = {
        "extensions": ["myst_nb", "book_numbers", *extensions],
        # Said, since Sphinx keeps in its own default what an extension of another test's project has added to it.
        "source_suffix": {".md": "myst-nb"},
        "exclude_patterns": ["_build"],
        "project": "t",
        "html_theme": "basic",
        "nb_execution_mode": "off",
        "myst_enable_extensions": ["colon_fence", "dollarmath", "attrs_block"],
        "suppress_warnings": ["myst-nb.lexer"],
    }
    said = io.StringIO()
    places = str(folder), None, str(folder / "_build/html"), str(folder / "_build/trees")
    with docutils_namespace():
        Sphinx(*places, "html", config, None, said, freshenv=True).build()
    warnings = re.sub(r"\x1b\[[\d;]*m", "", said.getvalue()).replace(f"{folder}/", "").splitlines()
    return BeautifulSoup((folder / "_build/html/index.html").read_text(), "html.parser"), warnings


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("half; percent", "50.0\u00a0%"),
        ("half; percent(0, sign=True)", "+50\u00a0%"),
        ("half; number(3)", "0.500"),
        ('table["a b"]; number(1)', "−1,234.5"),
        ('table["a b"]; .0f', "−1234"),
        ("-half / 1000; .1f", "0.0"),
        ("half; .0%", "50\u00a0%"),
        ("20_000; ,d", "20,000"),
        ("1817; d", "1817"),
        ("half; fraction", "1/2"),
        ("half; share", "50\u00a0%"),
        ("half ; wine", "1/2 wine"),
        ('half; wine("cloth")', "1/2 cloth"),
        ('";".join("ab"); s', "a;b"),
    ],
)
def test_formats(written: str, printed: str) -> None:
    scenarios = Scenarios(SCENARIOS.split("```")[1].partition("\n")[2], "page.md", 1)
    assert scenarios.write(written) == printed


@pytest.mark.parametrize(
    ("value", "wanted", "wrong"),
    [
        (
            0.5,
            "parrot",
            "unknown format parrot; there are number, percent, change, .* and what the scenarios import",
        ),
        (float("nan"), ".1f", "makes 'nan' of it"),
        (0.5, "d", "Unknown format code"),
    ],
)
def test_wrong_formats(value: float, wanted: str, wrong: str) -> None:
    with pytest.raises((Wrong, ValueError), match=wrong):
        formatted(value, wanted, {})


def test_a_page_may_call_a_value_as_a_format_is_called_or_have_a_format_of_its_own() -> None:
    names = {"share": 0.93, "price": "{} wine".format}
    assert formatted(0.5, "share", names) == "50\u00a0%"
    assert formatted(0.5, "price", names) == "0.5 wine"


def test_an_expression_comes_to_the_same_wherever_it_stands() -> None:
    scenarios = Scenarios("from itertools import count\ncounter = count(1)", "page.md", 1)
    assert [scenarios.write(f"next(counter); {wanted}") for wanted in ("d", "number(1)", "d")] == [
        "1",
        "1.0",
        "1",
    ]


PLACES = """
## Half is {n}`half; percent`

| price | gain |
|---|---|
| 1 \\| 2 | {n}`half; .2f` or {n}`3 \\| 4; d` |

:::{admonition} {n}`half; .3f`
In a fold {n}`half; .4f`, twice: ``{n}`half; .1f` `` and {n}``half; .5f``.
:::

```{figure} picture.svg
A caption: {n}`half; .6f`.
```

```{predict} predicted
How much is {n}`half; .7f`?

- {n}`2 * half; .1f`
  No, {n}`half; .8f`.
- {n}`half; .9f`
  So it is.
```

```{prediction} predicted
```

```{question} asked
:kind: number
:tolerance: 0.01

What is {n}`half; .10f` of a hundred?

- [x] {n}`100 * half; g`
  It is {n}`half; .11f` times 100.
- [ ] {n}`half; g`
  That is the fraction, {n}`half; .12f`.
- [else] Take {n}`half; .13f`.
```
"""


@pytest.mark.parametrize("head", ["", HEAD], ids=["a page", "a page with cells"])
def test_a_number_can_stand_anywhere(tmp_path: Path, head: str) -> None:
    (tmp_path / "picture.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    html, warnings = build(tmp_path, head + SCENARIOS + PLACES, "selfcheck")
    assert warnings == []
    assert html.h2.get_text().startswith("Half is 50.0\u00a0%")
    assert [cell.get_text() for cell in html.select("td")] == ["1 | 2", "0.50 or 7"]
    text = html.select_one("div.body").get_text()
    for digits in (3, 4, 5, 6, 7, 9, 10):
        assert f"{0.5:.{digits}f}" in text
    assert "{n}`half; .1f`" in text
    assert {answer.get_text(strip=True) for answer in html.select("button")} >= {"1.0", "0.500000000"}
    assert "half" not in re.sub(r"\{n\}`half; .1f`|Half", "", text)


WRONG = """
A paragraph with {n}`unknown + half; number`,
{n}`half`, {n}`half; `,
{n}`1 / 0; number` and {n}`float("inf"); number`.

| a | b |
|---|---|
| {n}`None; s` | {n}`half; parrot` |
| {n}`half; d` | {n}`half +; d` |

:::{admonition} Fold
{n}`wine(1, 2, 3); s`
:::

- item
- {n}`half; wine(1, 2, 3)` {n}`half; wine(half)`
"""
FAULTS = [
    ("unknown + half; number", "NameError: name 'unknown' is not defined", 0),
    ("half", "has no format; write one after a semicolon, as in `gain; percent`", 1),
    ("half; ", "has no format; write one after a semicolon, as in `gain; percent`", 1),
    ("1 / 0; number", "ZeroDivisionError: division by zero", 2),
    ('float("inf"); number', "is inf, not a finite number", 2),
    ("None; s", "is None, not a number", 6),
    ("half; parrot", "unknown format parrot; there are number, percent, change, ", 6),
    ("half; d", "ValueError: Unknown format code 'd' for object of type 'float'", 7),
    ("half +; d", "SyntaxError", 7),
    ("wine(1, 2, 3); s", "TypeError", 10),
    ("half; wine(1, 2, 3)", "TypeError", 14),
    ("half; wine(half)", "ValueError", 14),
]


@pytest.mark.parametrize("head", ["", HEAD], ids=["a page", "a page with cells"])
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, head: str) -> None:
    _, warnings = build(tmp_path, head + SCENARIOS + WRONG)
    first = (head + SCENARIOS).count("\n") + 2
    assert len(warnings) == len(FAULTS)
    for warning, (written, fault, line) in zip(warnings, FAULTS, strict=True):
        assert warning.startswith(f"index.md:{first + line}: WARNING: number {written!r}: {fault}"), warning


@pytest.mark.parametrize("head", ["", HEAD], ids=["a page", "a page with cells"])
def test_what_is_wrong_in_the_scenarios_is_said_with_its_line(tmp_path: Path, head: str) -> None:
    line = head.count("\n")
    page = head + "# Page\n\n```{scenarios}\none = 1\n\ntwo = one / 0\n```\n\n{n}`one; d`\n"
    _, warnings = build(tmp_path, page)
    assert warnings == [
        f"index.md:{line + 6}: WARNING: scenarios: ZeroDivisionError: division by zero",
        f"index.md:{line + 9}: WARNING: number 'one; d': there are no {{scenarios}} above it on this page, or they are wrong",
    ]
    _, warnings = build(tmp_path, page.replace("one / 0", "one /"))
    assert warnings[0].startswith(f"index.md:{line + 6}: WARNING: scenarios: SyntaxError: invalid syntax")
    _, warnings = build(
        tmp_path, head + "# Page\n\n```{scenarios}\none = 1\n```\n\n```{scenarios}\none = 2\n```\n"
    )
    assert warnings == [f"index.md:{line + 7}: WARNING: scenarios: a page has one such block"]


def test_the_table_of_a_figures_controls(tmp_path: Path) -> None:
    config = tmp_path / "table.py"
    config.write_text(
        "from integration_ladder.explorers.theory.ricardo import EXPLORER\n\n\n"
        "def setup(app):\n    app.livefigure_figures = {'ricardo': EXPLORER}\n"
    )
    page = "# Page\n\n```{parameters} ricardo\n```\n\n```{parameters} smith\n```\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(tmp_path)
        html, warnings = build(tmp_path, page, "table")
    assert [cell.get_text() for cell in html.select("td:nth-child(2)")] == [
        c.label for c in EXPLORER.controls
    ]
    assert len(warnings) == 1
    assert warnings[0].startswith("index.md:6: ")
    assert "there is no live figure 'smith'; there are: ricardo" in warnings[0]


# `price` prints a number and, in brackets, the fraction that it is: each of the two can be typed.
@given(
    name=st.sampled_from(sorted(FORMATS)),
    value=st.floats(-1e7, 1e7) | st.fractions(-9, 9, max_denominator=20),
)
def test_what_is_displayed_can_be_typed_back(name: str, value: float | Fraction) -> None:
    hundred = 100 if name in ("percent", "change", "share", "of_hundred") else 1
    for text in re.findall(r"[^()]+", formatted(float(value), name, {})):
        decimals = len(re.search(r"(?:\.(\d+))?", text[text.find(".") :])[1] or "")
        # Half of the last digit, or what a denominator of at most 20 can miss.
        near = 1 / 20 if "/" in text else 0.51 * 10.0**-decimals
        assert any(abs(one - hundred * value) <= near for one in readings(text, "per cent")), text


DRAWN = """
```{question} again
:kind: number
:tolerance: 0.01
:draw: part in 0.5, 0.25, 0.2, 0.1; whole = 100 * half * part

What is half of {n}`part; percent(0)` of a hundred, {n}`half; .1f` being half?

- [x] {n}`whole; .3f`
  It is {n}`half * part; wine`.
- [else] Take {n}`part; .2f` of fifty.
```

Afterwards half is {n}`half; percent` again, and {n}`part; d` nothing.
"""


def test_a_question_draws_from_the_scenarios(tmp_path: Path) -> None:
    html, warnings = build(tmp_path, SCENARIOS + DRAWN, "track")
    assert len(warnings) == 1
    assert warnings[0].startswith("index.md:27: WARNING: number 'part; d': NameError")
    (form,) = html.select("form.sc-question")
    asked = json.loads(form["data-sc"])
    assert form.legend.get_text() == "What is half of 50\u00a0% of a hundred, 0.5 being half?"
    assert [re.search(r"of (\d+)", one["asks"][1])[1] for one in asked["fresh"]] == ["25", "20", "10"]
    for i, (one, whole) in enumerate(zip([asked, *asked["fresh"]], (25, 12.5, 10, 5), strict=True)):
        row = f"t|again{f' {i}' if i else ''}|0 {cell(whole, asked['width'], one['offsets'][0])}"
        assert str(scramble(row)) in one["table"]


def test_what_is_wrong_with_a_draw_is_said_with_its_line(tmp_path: Path) -> None:
    page = DRAWN.partition("Afterwards")[0].replace("0.25,", "0.0,").replace("half * part;", "1 / part;")
    _, warnings = build(tmp_path, SCENARIOS + page, "track")
    assert len(warnings) == 2
    assert warnings[0].startswith("index.md:23: WARNING: number '1 / part; wine': ZeroDivisionError")
    assert warnings[1].endswith("a number in it cannot be written; so it is with part = 0.0.")
