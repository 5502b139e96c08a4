"""What every page that grading writes must be, looked at in a real browser."""

from pathlib import Path

from tests.barriers import barriers
from tests.book.test_pages import watch


def looked_at(chromium, path: Path) -> None:
    """Light and dark, large, small and on paper: no barrier, nothing sideways, nothing loaded, nothing run."""
    with chromium.new_context(viewport={"width": 1280, "height": 844}) as context:
        page = watch(context.new_page())
        asked, asking = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: asking.append(dialog.message))
        page.goto(path.as_uri())
        title = page.title()
        assert title.startswith(("Feedback for ", "Item analysis: ", "Model answers: "))
        assert page.locator("h1").count() == 1
        assert page.locator("main").count() == 1
        for width, theme in [(1280, "light"), (1280, "dark"), (390, "dark"), (390, "light"), (320, "light")]:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=theme)
            paper = {"light": "rgb(251, 250, 247)", "dark": "rgb(18, 22, 28)"}[theme]
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (
                f"{width}, {theme}"
            )
            if (width, theme) in [(1280, "light"), (390, "dark")]:  # each width and each theme once
                assert barriers(page) == [], f"{width}, {theme}"
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.title() == title, "no script ran"
        assert page.locator("script, iframe, object, embed, form, img, base").count() == 0
        assert page.evaluate("[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
                             ".filter(name => name.startsWith('on'))") == []  # fmt: skip
        assert asked == [path.as_uri()]
        assert (asking, page.trouble) == ([], [])
