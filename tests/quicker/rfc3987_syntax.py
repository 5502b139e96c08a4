"""Stands first on the path of every process that tests start: who imports nbformat then finds no rfc3987_syntax.

That module makes parsers of addresses in foreign scripts when it is imported, for more than a second, which nobody needs here;
jsonschema does without it.
"""

raise ImportError("not needed in tests")
