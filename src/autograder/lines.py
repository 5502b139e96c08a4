"""YAML that remembers lines: every key, value and item knows where it stands in the author's file."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

# Keys whose text is Python or a draw, which YAML must not take apart.
CODE = ("value", "one_of", "draw")
WRITTEN = re.compile(rf"^(?P<head>\s*(?:-\s+)?(?:{'|'.join(CODE)}):[ \t]+)(?P<body>\S.*)$")
BLOCK = re.compile(r"^(?P<head>\s*(?:-\s+)*)[^\s#].*:\s+[|>][-+0-9]*\s*(#.*)?$")
QUOTED = re.compile(r"""^("([^"\\]|\\.)*"|'([^']|'')*')\s*(#.*)?$""")


@dataclass(frozen=True)
class Node:
    """A value with the line on which it begins."""

    value: Any
    line: int
    raw: str = ""

    @property
    def plain(self) -> Any:
        """The value without lines."""
        if isinstance(self.value, dict):
            return {key: node.plain for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain for node in self.value]
        return self.value


def protect(text: str) -> str:
    """Quote Python written behind `value:`, `one_of:` and `draw:`, line by line, so that YAML leaves it whole."""
    lines = text.split("\n")
    literal = None  # the column that text behind | or > lies beyond: nothing in it is a key
    for i, line in enumerate(lines):
        if literal is not None and (not line.strip() or len(line) - len(line.lstrip()) > literal):
            continue
        block = BLOCK.match(line)
        literal = len(block["head"]) if block else None
        found = WRITTEN.match(line)
        if not found or found["body"][0] in "|>" or QUOTED.match(found["body"]):
            continue
        following = next((other for other in lines[i + 1 :] if other.strip()), "")
        column = len(found["head"]) - len(found["head"].lstrip(" -"))
        if len(following) - len(following.lstrip()) > column:
            continue  # it goes on: YAML folds the lines, or the author learns of `|`
        lines[i] = found["head"] + "'" + found["body"].replace("'", "''") + "'"
    return "\n".join(lines)


def read(text: str, first: int, tell: Callable[[int, str], None]) -> Node | None:
    """Read YAML whose first line is line ``first`` of the file; mistakes are told by line and sentence."""
    text = protect(text)
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        if root is None:
            return Node({}, first)
        return _node(root, text, first, tell, yaml.SafeLoader(""))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        why = (error.problem or error.context or "it is not YAML").replace(
            "mapping values are", "a second colon is"
        )
        advice = "put text that holds a colon or begins with a sign into quotes, longer text behind | on lines of its own"
        tell(first + (mark.line if mark else 0), f"this cannot be read as YAML ({why}): {advice}")
    except (yaml.YAMLError, ValueError) as error:
        tell(first, f"this cannot be read as YAML ({error})")
    return None


def _node(
    node: yaml.Node, text: str, first: int, tell: Callable[[int, str], None], loader: yaml.SafeLoader
) -> Node:
    line = first + node.start_mark.line
    raw = text[node.start_mark.index : node.end_mark.index].strip()
    if isinstance(node, yaml.MappingNode):
        table: dict[str, Node] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            at = first + key_node.start_mark.line
            if not key:
                tell(at, "a key must be a word")
            elif key in table:
                tell(at, f"the key {key} is given twice")
            else:
                found = _node(value_node, text, first, tell, loader)
                table[key] = Node(found.value, at, found.raw)
        return Node(table, line, raw)
    if isinstance(node, yaml.SequenceNode):
        return Node([_node(item, text, first, tell, loader) for item in node.value], line, raw)
    value = loader.construct_object(node)
    return Node(value, line, str(node.value))
