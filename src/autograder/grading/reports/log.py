"""log.csv: how the run went, submission by submission: seconds, attempts, worker. The only report that differs between runs."""

import json
from collections.abc import Iterable

from ..results import Result
from .tables import Cell
from .tables import written as as_csv
from .text import in_order, labels


def written(results: Iterable[Result]) -> str:
    """Return the log as a table with a column for everything that any submission's log holds."""
    results = in_order(results)
    names = labels(result.student for result in results)
    columns = sorted({key for result in results for key in result.log})
    header = ["student", "status", "protected", "seed", "digest", *columns]
    rows = [
        [names[one.student], one.status, one.protected, one.seed, one.digest]
        + [_cell(one.log.get(column)) for column in columns]
        for one in results
    ]
    return as_csv(header, rows)


def _cell(value: object) -> Cell:
    plain = value is None or isinstance(value, str | int | float)
    return value if plain else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
