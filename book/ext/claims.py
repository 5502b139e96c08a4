"""The ledger of the paper's claims as a Sphinx extension: the directive `{claims}` prints claims from `book/claims/*.yml`.

    ```{claims} C5 C9        these claims, in this order
    ```{claims}              all of them; options narrow the choice:
    :home: 1                 those whose home is chapter 1
    :section: 2.1            those of the paper's section 2.1
    :fold:                   the columns are folded until asked for
    :anchor:                 this page is the ledger: `{ref}` to `c5` leads here
    :jump:                   only links to them, on the same page, by home chapter and with their marks

A claim says what the paper does in it (reports, asserts, forecasts, recommends) and stands in its literal sense above its
columns: what supports it, what disputes it, what would settle it; for a recommendation what it would cost, who would bear
that, what would show that it worked; under a definition stands one line. A dispute names the words of the claim that it
answers, and the benchmark against which it measures. `book/claims/README.md` describes the files. A mistake in them is a
warning with file and line, hence an error under -W.
"""

import re
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

log = logging.getLogger(__name__)

MARKS = ("reports", "asserts", "forecasts", "recommends")
EVIDENCE = {
    "supports": "What supports it",
    "disputes": "What disputes it",
    "settles": "What would settle it",
}
PROPOSAL = {
    "costs": "What it would cost",
    "bearers": "Who would bear that",
    "worked": "What would show that it worked",
}
COLUMNS = PROPOSAL | EVIDENCE
# A bare number in a text, or one of a table's row, leads to its place in the ledger.
NUMBER = re.compile(r"\bC(\d+[a-j]?)\b")
NEEDED = {"id", "section", "home", "mark", "claim"}
ALLOWED = NEEDED | {"cites", "rows", "note", "definition"} | set(COLUMNS)
WHOLE = {
    1,
    2,
    3,
}  # the chapters whose claims have all their evidence; that of the others comes with its chapter
NOTHING = "Nothing found"


class Lines(yaml.SafeLoader):
    """YAML whose mappings remember the line on which they begin."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        """Return the mapping, and its line as `line`."""
        return {**super().construct_mapping(node, deep), "line": node.start_mark.line + 1}


def marks(claim: dict[str, Any]) -> list[str]:
    """Return what the paper does in a claim, one or two of MARKS."""
    return re.split(r",\s*", str(claim.get("mark", "")))


def columns(claim: dict[str, Any]) -> dict[str, str]:
    """Return the columns that stand under a claim, with their titles."""
    if "definition" in claim:
        return {}
    plan = PROPOSAL if "recommends" in marks(claim) else {}
    if plan and marks(claim) == ["recommends"]:
        return plan | {key: title for key, title in EVIDENCE.items() if key in claim}
    return plan | EVIDENCE


def literal(claim: dict[str, Any]) -> str:
    """Return the claim's own words, those of its rows among them, on one line and in lower case."""
    return " ".join(" ".join([claim["claim"], *claim.get("rows", [])]).lower().split())


def faults(claim: dict[str, Any]) -> list[str]:
    """Say what is wrong with a claim as written in the file."""
    found = [
        f"{field} is missing" for field in sorted(NEEDED - {key for key, value in claim.items() if value})
    ]
    found += [f"{field!r} is no field" for field in sorted(claim.keys() - ALLOWED - {"line"})]
    found += [f"{field} is empty" for field in sorted(claim.keys() - NEEDED) if not claim[field]]
    if not re.fullmatch(r"C[1-9]\d*", str(claim.get("id"))):
        found.append(f"{claim.get('id')!r} is no id (C1, C2, …)")
    found += [f"mark {one!r} is none of {', '.join(MARKS)}" for one in marks(claim) if one not in MARKS]
    if "definition" in claim:
        found += [f"a definition has no {column}" for column in COLUMNS if column in claim]
    if "recommends" not in marks(claim):
        found += [f"{column}: only a recommendation has it" for column in PROPOSAL if column in claim]
    if claim.get("home") in WHOLE:
        found += [f"{column} is missing" for column in columns(claim) if column not in claim]
    for column in COLUMNS:
        for entry in claim.get(column) or []:
            found += [f"{column}: {fault}" for fault in entry_faults(entry, column, claim)]
    return found


def entry_faults(entry: Any, column: str, claim: dict[str, Any]) -> list[str]:
    """Say what is wrong with an entry of a claim's column."""
    if isinstance(entry, str):
        entry = {"text": entry}
    answers = {"words", "benchmark"} if column == "disputes" else set()
    found = [
        f"{key!r} is no field of an entry"
        for key in sorted(entry.keys() - {"text", "card", "line"} - answers)
    ]
    text = entry.get("text") or ""
    if not text:
        return [*found, "an entry without text"]
    if answers and not text.startswith(NOTHING):
        if not entry.get("words"):
            found.append(f"say which words are answered by {text[:40]!r}")
        if not entry.get("benchmark"):
            found.append(f"say against what {text[:40]!r} measures")
        for part in str(entry.get("words") or "").lower().split(" … "):
            if " ".join(part.split()) not in literal({"claim": "", **claim}):
                found.append(f"the claim does not say {part!r}")
    return found


@lru_cache(maxsize=4)
def _load(
    files: tuple[tuple[str, int], ...],
) -> tuple[dict[str, dict], dict[str, dict], list[tuple[str, str]]]:
    claims: dict[str, dict] = {}
    cards: dict[str, dict] = {}
    wrong: list[tuple[str, str]] = []
    for name, _ in files:
        try:
            found = yaml.load(Path(name).read_text(encoding="utf-8"), Lines)
        except yaml.YAMLError as error:
            wrong.append((name, f"not YAML: {error}"))
            continue
        if Path(name).stem == "cards":
            cards = {key: card for key, card in found.items() if key != "line"}
            continue
        for claim in found:
            place = f"{name}:{claim['line']}"
            wrong += [(place, f"{claim.get('id', 'a claim')}: {fault}") for fault in faults(claim)]
            if claim.get("id") in claims:
                wrong.append((place, f"{claim['id']} stands here a second time"))
            elif not faults(claim):
                claims[claim["id"]] = claim | {"place": place}
    for claim in claims.values():
        for column in COLUMNS:
            for entry in claim.get(column, []):
                card = entry.get("card") if isinstance(entry, dict) else None
                if card and card not in cards:
                    wrong.append((claim["place"], f"{claim['id']}: card {card} is not in cards.yml"))
    return dict(sorted(claims.items(), key=lambda item: int(item[0][1:]))), cards, wrong


def load(folder: Path) -> tuple[dict[str, dict], dict[str, dict], list[tuple[str, str]]]:
    """Return claims by id, model cards by id, and what is wrong as pairs of place and words."""
    return _load(tuple((str(file), file.stat().st_mtime_ns) for file in sorted(folder.glob("*.yml"))))


class claim(nodes.General, nodes.Element):
    """One claim: title, words, columns."""


class claim_jump(nodes.General, nodes.Element):
    """Links to claims, by home chapter."""


class claim_title(nodes.General, nodes.TextElement):
    """The id of a claim, what the paper does in it, where it stands in the paper, and its home."""


class claim_columns(nodes.General, nodes.Element):
    """The columns."""


class claim_column(nodes.General, nodes.Element):
    """One column."""


class claim_entry(nodes.General, nodes.Element):
    """One entry of a column."""


class Claims(SphinxDirective):
    """Print claims of the paper with their columns."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {
        "home": directives.nonnegative_int,
        "section": directives.unchanged_required,
        "fold": directives.flag,
        "anchor": directives.flag,
        "jump": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the claims asked for."""
        folder = Path(self.env.srcdir) / self.config.claims_folder
        for file in folder.glob("*.yml"):
            self.env.note_dependency(str(file))
        claims, self.cards, wrong = load(folder)
        for place, fault in wrong:
            log.warning("claims: %s", fault, location=place)
        asked = self.arguments[0].split() if self.arguments else list(claims)
        for unknown in [name for name in asked if name not in claims]:
            log.warning("claims: there is no claim %s", unknown, location=self.get_location())
        chosen = [
            claims[name]
            for name in asked
            if name in claims
            and self.options.get("home", claims[name]["home"]) == claims[name]["home"]
            and self.options.get("section", str(claims[name]["section"])) == str(claims[name]["section"])
        ]
        if not chosen:
            log.warning("claims: none is chosen", location=self.get_location())
        if "jump" in self.options:
            return [claim_jump(claims=[(one["home"], one["id"], marks(one)) for one in chosen])]
        shown = self.env.temp_data.setdefault("claims", set())
        for one in chosen:
            if one["id"] in shown:
                log.warning("claims: %s stands twice on this page", one["id"], location=self.get_location())
            shown.add(one["id"])
        return [self.one(record) for record in chosen]

    def one(self, record: dict[str, Any]) -> nodes.Element:
        """Return the node of a claim."""
        anchor = record["id"].lower()
        whole = claim(ids=[anchor], level=self.level())
        self.note(anchor)
        place = f"§{record['section']}" if str(record["section"])[0].isdigit() else record["section"]
        if "cites" in record:
            place += f", citing [{record['cites']}]"
        home = f"at home in chapter {record['home']}"
        whole += claim_title(
            "", record["id"], marks=marks(record), said=f"{place} · {home}", level=self.level()
        )
        words = nodes.container(classes=["claim-words"])
        self.parse(record["claim"], words)
        if "rows" in record:
            words += self.rows(record["rows"], anchor)
        if "note" in record:
            words += self.passage(record["note"], "claim-note")
        if "definition" in record:
            words += self.passage(f"**A definition.** {record['definition']}", "claim-line")
        whole += words
        whole += self.under(record)
        return whole

    def under(self, record: dict[str, Any]) -> list[nodes.Element]:
        """Return what stands under a claim's words: its columns, or a line that says when they come."""
        wanted = columns(record)
        later = f"comes with chapter {record['home']}."
        if not any(key in record for key in wanted):
            return [self.passage(f"Its evidence {later}", "claim-line")] if wanted else []
        summary = "For, against, what would settle it"
        if "costs" in wanted:
            summary = "Its cost, who would bear that, what would show that it worked"
            summary += "; for and against" if EVIDENCE.keys() & wanted.keys() else ""
        found = claim_columns(fold="fold" in self.options, summary=summary, name=record["id"])
        for key, title in wanted.items():
            column = claim_column(title=title, kind=key)
            for entry in record.get(key, [later.capitalize()]):
                column += self.entry(entry if isinstance(entry, dict) else {"text": entry})
            found += column
        return [found]

    def note(self, anchor: str) -> None:
        """Let the whole book refer to a place on the ledger's page."""
        if "anchor" in self.options:
            title = f"C{anchor[1:]}"
            self.env.get_domain("std").note_hyperlink_target(anchor, self.env.docname, anchor, title)

    def passage(self, text: str, kind: str) -> nodes.Element:
        """Return a passage of text of a kind."""
        found = nodes.container(classes=[kind])
        self.parse(text, found)
        return found

    def rows(self, rows: list[str], anchor: str) -> nodes.Element:
        """Return a table's rows as a list from a on; the ledger can be asked for each, as in C63a."""
        found = nodes.enumerated_list(enumtype="loweralpha", prefix="", suffix=")")
        for letter, text in zip("abcdefghij", rows, strict=False):
            row = nodes.list_item(ids=[anchor + letter])
            self.note(anchor + letter)
            self.parse(text, row)
            found += row
        return found

    def entry(self, entry: dict[str, Any]) -> nodes.Element:
        """Return an entry of a column: the words it answers, its text, the model it rests on."""
        text = entry["text"].strip()
        if entry.get("words"):
            text = f"On *“{entry['words']}”*, measured against {entry['benchmark']}: {text}"
        if entry.get("card") in self.cards:
            text += " " + self.model(entry["card"])
        node = claim_entry()
        self.parse(text, node)
        return node

    def model(self, name: str) -> str:
        """Name the page of a model if the book has it, else the chapter that will bring it."""
        card = self.cards[name]
        if page := card.get("page"):
            there = page in self.env.found_docs
            self.env.metadata[self.env.docname].setdefault("model_pages", {})[page] = there
            if there:
                return f"Model: {{doc}}`/{page}`."
        return f"Chapter {card['chapter']} will model this."

    def parse(self, text: str, parent: nodes.Element) -> None:
        """Parse Markdown of a YAML file below a node."""
        text = NUMBER.sub(lambda found: f"{{ref}}`{found[0]} <{found[0].lower()}>`", text.strip())
        lines = StringList(text.splitlines(), source=self.get_source_info()[0])
        self.state.nested_parse(lines, self.content_offset, parent)

    def level(self) -> int:
        """Return the level of heading below the section in which the directive stands."""
        level, node = 1, self.state_machine.node
        while node is not None:
            level += isinstance(node, nodes.section)
            node = node.parent
        return min(level, 6)


def outdated(app: Sphinx, env: BuildEnvironment, *_: set[str]) -> list[str]:
    """Return the pages that name a model's page which has come since, or gone."""
    told = {page: metadata.get("model_pages", {}) for page, metadata in env.metadata.items()}
    return [
        page for page, of in told.items() if any((one in env.found_docs) != was for one, was in of.items())
    ]


def visit_jump(self: Any, node: claim_jump) -> None:
    """Write the links: a row for each home chapter, the mark under each number."""
    self.body.append('<nav class="claim-jump" aria-label="Jump to a claim">\n')
    for home, group in groupby(sorted(node["claims"], key=lambda one: one[0]), key=lambda one: one[0]):
        links = "".join(
            f'<li><a href="#{name.lower()}">{name} <span>{", ".join(said)}</span></a></li>'
            for _, name, said in group
        )
        self.body.append(f'<p id="claims-of-{home}">At home in chapter {home}</p>')
        self.body.append(f'<ul aria-labelledby="claims-of-{home}">{links}</ul>\n')
    self.body.append("</nav>\n")
    raise nodes.SkipNode


def visit_claim(self: Any, node: claim) -> None:
    """Open a claim."""
    self.body.append(
        f'<article class="claim" id="{node["ids"][0]}" aria-labelledby="{node["ids"][0]}-title">\n'
    )


def depart_claim(self: Any, node: claim) -> None:
    """Close a claim."""
    self.body.append("</article>\n")


def visit_title(self: Any, node: claim_title) -> None:
    """Open the title: the id, linked to itself."""
    anchor = node.astext().lower()
    self.body.append(f'<h{node["level"]} class="claim-title" id="{anchor}-title"><a href="#{anchor}">')


def depart_title(self: Any, node: claim_title) -> None:
    """Close the title, after the mark in words, place and home."""
    kinds, said = " ".join(node["marks"]), " and ".join(node["marks"])
    self.body.append(f'</a> <span class="claim-mark {kinds}">The paper {said}</span> ')
    self.body.append(f"<span>{node['said']}</span></h{node['level']}>\n")


def visit_columns(self: Any, node: claim_columns) -> None:
    """Open the columns."""
    if node["fold"]:
        self.body.append(
            f'<details><summary>{node["summary"]}<span class="unseen"> ({node["name"]})</span></summary>\n'
        )
    self.body.append('<dl class="claim-columns">\n')


def depart_columns(self: Any, node: claim_columns) -> None:
    """Close the columns."""
    self.body.append("</dl>\n" + ("</details>\n" if node["fold"] else ""))


def visit_column(self: Any, node: claim_column) -> None:
    """Open one column."""
    self.body.append(f'<div class="{node["kind"]}"><dt>{node["title"]}</dt>\n')


def depart_column(self: Any, node: claim_column) -> None:
    """Close one column."""
    self.body.append("</div>\n")


def visit_entry(self: Any, node: claim_entry) -> None:
    """Open an entry."""
    self.body.append("<dd>")


def depart_entry(self: Any, node: claim_entry) -> None:
    """Close an entry."""
    self.body.append("</dd>\n")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register directive, nodes and style."""
    app.add_config_value("claims_folder", "book/claims", "env", (str,))
    app.add_directive("claims", Claims)
    app.connect("env-get-outdated", outdated)
    app.add_node(claim_jump, html=(visit_jump, None))
    app.add_node(claim, html=(visit_claim, depart_claim))
    app.add_node(claim_title, html=(visit_title, depart_title))
    app.add_node(claim_columns, html=(visit_columns, depart_columns))
    app.add_node(claim_column, html=(visit_column, depart_column))
    app.add_node(claim_entry, html=(visit_entry, depart_entry))
    app.add_css_file("claims.css", priority=420)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
