"""What is wrong with a figure that fills the screen of a lecture hall, as a browser lays it out."""

# Units are pixels of a screen of 1920 by 1080; a smaller screen shows the same, smaller.
FAULTS = """id => {
    const card = document.querySelector(`[id="${id}"] figure`), unit = Math.min(innerWidth / 1920, innerHeight / 1080);
    const found = [], texts = [];
    const beyond = ({left, top, right, bottom}) => left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
    const shared = (one, other, from, to) => Math.min(one[to], other[to]) - Math.max(one[from], other[from]) > 2 * unit;
    if (card.scrollHeight > card.clientHeight + 1) found.push(`scrolls: ${card.scrollHeight} of ${card.clientHeight}`);
    for (const element of card.querySelectorAll("*")) {
        if (!element.checkVisibility() || element.closest("style, .lf-live, template")) continue;
        const words = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
        const said = `${element.getAttribute("class") || element.tagName} ${element.textContent.slice(0, 30)}`;
        const svg = element.ownerSVGElement;
        if (!element.closest("svg") && beyond(element.getBoundingClientRect())) found.push(`outside: ${said}`);
        if (!words.length && !element.matches("input[type=number]")) continue;
        const style = getComputedStyle(element), [least, most] = element.matches(".lf-value, .lf-sentence") ? [30, 36] : [28, 50];
        const size = (svg ? element.getAttribute("font-size") * element.getScreenCTM().a : parseFloat(style.fontSize)) / unit;
        if (size < least - .05 || size > most + .05) found.push(`${size.toFixed(1)} px: ${said}`);
        for (const node of words.length ? words : [element]) {
            const range = document.createRange();
            range.selectNode(node);
            for (const {left, right, top, bottom, height} of range.getClientRects()) {
                // A line's box is higher than its letters.
                const text = {said, element, svg, left, right, top: top + .18 * height, bottom: bottom - .18 * height};
                if (beyond(text)) found.push(`outside: ${said}`);
                // Labels of one panel are kept apart when they are drawn.
                for (const other of texts)
                    if (other.element !== element && (!svg || svg !== other.svg) &&
                        shared(text, other, "left", "right") && shared(text, other, "top", "bottom"))
                        found.push(`overlap: ${said} / ${other.said}`);
                texts.push(text);
            }
        }
    }
    if (texts.length < 10) found.push("there is hardly a word");
    return [...new Set(found)];
}"""


def faults(page, name: str) -> list[str]:
    """Return what is too small, outside the screen or over something else in the figure that fills the screen."""
    return page.evaluate(FAULTS, name)
