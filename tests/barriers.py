"""What shuts readers out of a page, as axe finds it: every rule, and once for each look those that compare colours."""

from axe_playwright_python.sync_playwright import Axe

AXE = Axe().axe_script
# The dearest rules by far: they compare colours, and what looks the same has the same fault.
CONTRAST, LINKS = "color-contrast", "link-in-text-block"
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
    "rules": {CONTRAST: {"enabled": False}, LINKS: {"enabled": False}},
}

# Marks one element for each way in which text looks: its colour, size and weight, and what lies behind it. And one link
# for each way in which links, and all that they stand in, look, in a text (as axe has it) and elsewhere.
MARK_LOOKS = """within => {
    const marks = {"data-look": new Set(), "data-link": new Set()};
    for (const mark in marks) document.querySelectorAll(`[${mark}]`).forEach(element => element.removeAttribute(mark));
    const once = (element, mark, look) => {
        const key = look.join().replaceAll("rgba(0, 0, 0, 0),none,1;", "");
        if (!marks[mark].has(key)) element.setAttribute(mark, "");
        marks[mark].add(key);
    };
    // An element's own part of how it looks, and that of all it stands in; the latter once for all that stand in the same.
    const behind = (names, known = new Map()) => function all(element) {
        if (!element) return "";
        if (!known.has(element)) {
            const style = getComputedStyle(element);
            known.set(element, names.map(name => style[name]).join() + ";" + all(element.parentElement));
        }
        return known.get(element);
    };
    const back = ["backgroundColor", "backgroundImage", "opacity"];
    const backs = behind(back), styles = behind([...back, "color", "fontSize", "fontWeight", "fontStyle", "fontFamily",
        "textDecoration", "border", "outline", "display"]);
    axe.setup();
    const words = node => node.nodeType === 3 && node.data.trim();
    for (const element of document.querySelectorAll(`${within}, ${within} *`)) {
        if (!element.checkVisibility()) continue;
        if ([...element.childNodes].some(words)) {
            const own = getComputedStyle(element);
            once(element, "data-look", [own.color, own.fontSize, own.fontWeight, backs(element)]);
        }
        if (element.matches("a[href], [role=link]")) {
            const pseudo = ["::before", "::after"].map(part => getComputedStyle(element, part).content);
            once(element, "data-link", [axe.commons.dom.isInTextBlock(element), ...pseudo, styles(element)]);
        }
    }
    axe.teardown();
    return Object.keys(marks).filter(mark => marks[mark].size);
}"""
RUN = f"""async ([within, rules]) => {{
    const found = await axe.run(within, rules), marked = ({MARK_LOOKS})(within);
    for (const [mark, rule] of [["data-look", "{CONTRAST}"], ["data-link", "{LINKS}"]])
        if (marked.includes(mark)) {{
            const options = {{runOnly: {{type: "rule", values: [rule]}}, resultTypes: ["violations"]}};
            found.violations.push(...(await axe.run(`[${{mark}}]`, options)).violations);
        }}
    return found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 200))]);
}}"""


def barriers(page, within="body"):
    """What axe finds against WCAG 2.1 A and AA, on the page or within an element: rule and elements."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{{{AXE}\n}}; 0")
    return [(rule, nodes) for rule, nodes in page.evaluate(RUN, [within, RULES])]
