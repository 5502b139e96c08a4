"""The script and the style sheet that a page loads: small, and the same rules as in their sources."""

import gzip

import pytest

from livefigure import assets

RULES = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    // What stands in a variable is kept as it is written, white space too.
    return [...sheet.cssRules].map(rule => rule.cssText.replace(/([(,]) +/g, '$1'));
}"""


def test_script_and_style_sheet_stay_small() -> None:
    assert len(gzip.compress(assets.script().encode())) < 8000
    assert (
        len(gzip.compress(assets.hall_script().encode())) < 2500
    )  # fetched where its button is seen, after the figure is ready
    assert len(gzip.compress(assets.style().encode())) < 8000


@pytest.mark.browser
def test_a_browser_reads_the_same_rules_in_the_small_style_sheet(chromium) -> None:
    written = "\n".join((assets.STATIC / f"{name}.css").read_text("utf-8") for name in assets.SHEETS)
    with chromium.new_context() as context:
        page = context.new_page()
        rules = page.evaluate(RULES, written)
        assert len(rules) > 100
        assert page.evaluate(RULES, assets.style()) == rules
