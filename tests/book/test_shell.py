"""The shell's own parts: formulas, the two copies of the dark palette, the two copies of the fonts."""

import base64
import re
from pathlib import Path

import pytest
from book_shell import mathml, notebook_line, wanted

ROOT = Path(__file__).parents[2]
CSS = (ROOT / "book/assets/course.css").read_text()


@pytest.mark.parametrize(
    ("latex", "says"),
    [
        (r"z^{-1/\theta}", "<msup>"),
        (r"\frac{a}{b}", "<mfrac>"),
        (r"\sqrt{\lambda}", "<msqrt>"),
        (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "<mtable"),
    ],
)
def test_formulas(latex, says):
    assert says in mathml(latex, "block")


@pytest.mark.parametrize("latex", [r"\nosuchthing{x}", "a & b"])
def test_what_cannot_be_written_is_refused(latex):
    with pytest.raises(ValueError, match="cannot be written"):
        mathml(latex, "inline")


def test_limits_and_solidus():
    out = mathml(r"\left( \sum_{i=1}^{n} c_i \right)^{1/2}", "block")
    assert "<munderover><mo>∑</mo>" in out
    assert '<mo lspace="0" rspace="0">/</mo>' in out


def test_only_pages_that_need_it_load_a_style():
    assert wanted("course.css?v=1", "")
    assert not wanted("styles/bootstrap.css?digest=1", "")
    assert wanted("math.css", "<p><math>")
    assert not wanted("math.css", "<p>")
    assert wanted("math.css", '<div class="sc sc-review" data-sc=...'), "formulas come with the questions"


def test_a_notebook_s_page_says_where_to_run_it():
    context = {"repository": "", "branch": "main", "pathto": lambda page: f"../{page}.html"}
    notebook = Path("notebooks/lab-1.ipynb")
    line = notebook_line(notebook, context)
    assert '<a download href="lab-1.ipynb">' in line
    assert 'href="../book/running.html"' in line
    assert "mybinder" not in line, "while the course has no address"
    context["repository"] = "https://github.com/somebody/ladder"
    place = "https://mybinder.org/v2/gh/somebody/ladder/main?urlpath=lab/tree/notebooks/lab-1.ipynb"
    assert f'<a href="{place}">run it on Binder</a>' in notebook_line(notebook, context)


@pytest.mark.browser  # needs the built book
def test_notebooks_lie_beside_their_pages_and_solutions_do_not(book):
    for file in ("notebooks/lab-1.ipynb", "exercises/set-1.ipynb", "exercises/set-1.checks.json"):
        assert (book / file).read_bytes() == (ROOT / file).read_bytes()
    assert not list(book.rglob("set-1*.md*"))
    assert not [page for page in book.rglob("*.html") if "END SOLUTION" in page.read_text(encoding="utf-8")]


def test_the_dark_palette_is_one_palette():
    system, switch = re.findall(
        r':root(?::not\(\[data-theme="light"\]\)|\[data-theme="dark"\]) \{(.*?)\}', CSS, re.S
    )
    assert system.split() == switch.split()


@pytest.mark.browser
def test_figures_and_pages_have_the_same_widths(chromium):
    """Labels measured by matplotlib (TTF) fit in the page (woff2): every character, and pairs with kerning."""
    with chromium.new_context() as context:
        page = context.new_page()
        for weight in ("Regular", "SemiBold"):
            ttf = ROOT / f"src/integration_ladder/vocabulary/fonts/Inter-{weight}.ttf"
            web = ROOT / f"book/assets/fonts/Inter-{weight}.woff2"
            widths = page.evaluate(
                """async ([ttf, web, texts]) => {
                    const pen = document.createElement("canvas").getContext("2d");
                    const measure = async (name, data) => {
                        document.fonts.add(await new FontFace(name, `url(data:font/any;base64,${data})`).load());
                        pen.font = `1000px ${name}, monospace`;
                        return texts.map(text => pen.measureText(text).width);
                    };
                    return [await measure("Figures", ttf), await measure("Pages", web), (pen.font = "1000px monospace",
                        texts.map(text => pen.measureText(text).width))];
                }""",
                [
                    *(base64.b64encode(f.read_bytes()).decode() for f in (ttf, web)),
                    [*characters(ttf), "AV", "To", "0.7"],
                ],
            )
            figures, pages, fallback = widths
            assert figures == pages
            assert figures != fallback


def characters(ttf: Path) -> list[str]:
    from fontTools.ttLib import TTFont

    found = [chr(code) for code in TTFont(ttf).getBestCmap()]
    assert {"−", "θ", "⅔", "₉", "ǚ", "●"} < set(found)
    return found


@pytest.mark.browser
def test_formulas_are_set_as_formulas(chromium):
    """In the browser an exponent stands higher and smaller, a numerator above its denominator, a root around."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_content(mathml(r"\sqrt{z} + z^{2} + \frac{m}{n}", "block"))
        box = {}
        for name, place in {"base": "msup > :first-child", "exponent": "msup > :last-child", "top": "mfrac > :first-child",
                            "bottom": "mfrac > :last-child", "root": "msqrt", "in root": "msqrt > *"}.items():  # fmt: skip
            box[name] = page.locator(place).bounding_box()
        assert box["exponent"]["y"] < box["base"]["y"]
        assert box["exponent"]["height"] < box["base"]["height"]
        assert box["top"]["y"] + box["top"]["height"] <= box["bottom"]["y"]
        assert box["root"]["width"] > box["in root"]["width"] + 3
