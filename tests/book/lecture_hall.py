"""A lecture hall sees every explorer on one screen: nothing too small, nothing outside, nothing over something else."""

from livefigure.frames import Player, ensure_script, load_script
from tests.livefigure.hall import faults

from .figures import EXPLORERS

SCREENS = ((1920, 1080), (1366, 768), (1280, 720))


def shown_to_the_hall(name: str) -> list[list[int]]:
    """Return settings that ask for the most room: the longest sentence, as at first, the ends of all controls."""
    explorer = EXPLORERS[name]
    player = Player(load_script(ensure_script(explorer)))
    settings = [explorer.indices(setting) for setting in explorer.settings()]
    longest = max(settings, key=lambda at: len(player.sentence(at)))
    return [list(at) for at in (longest, explorer.indices(explorer.default), settings[0], settings[-1])]


def a_lecture_hall_sees_all_of_it_on_one_screen(page, name: str) -> None:
    """Press the button on each screen; uncover; go to the settings that ask for most; and back to the page."""
    card = page.locator(f"live-figure#{name}")
    # A page's prediction is its first figure's; a second one has its own title, and no votes.
    first = page.evaluate("document.querySelector('live-figure').id") == name
    asked = (
        page.evaluate("document.querySelector('[data-prediction-question]')?.textContent") if first else None
    )
    votes = 2 * page.locator("[data-prediction] button").count() if first else 0
    # Without the browser's full screen, in which a window cannot be made smaller; it looks the same.
    page.evaluate("document.documentElement.requestFullscreen = undefined")
    settings = shown_to_the_hall(name)
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        card.locator(".lf-present").click()
        assert card.locator(".lf-hall-title").inner_text() == (asked or EXPLORERS[name].title)
        assert card.locator(".lf-votes input").count() == votes
        assert faults(page, name) == []
        page.keyboard.press("c")
        for at in settings[: None if width == 1920 else 1]:
            card.evaluate("(card, at) => card.go(at)", at)
            assert faults(page, name) == [], (width, at)
        page.keyboard.press("Escape")
