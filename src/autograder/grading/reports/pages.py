"""Pages from templates: everything is escaped, nothing is loaded, no script can run."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .text import amount, count, number


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters.update(number=number, amount=amount)
    templates.globals.update(count=count)
    return templates


def page(template: str, /, **values: Any) -> str:
    """Return a page made from a template of this package."""
    return _templates().get_template(template).render(**values)
