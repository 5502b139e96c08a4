"""The command line: ``python -m autograder build SET.md … [--out DIR] [--check]``."""

import argparse
import os
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m autograder", description="Exercise sets that check themselves."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="make notebooks, checks and key from a set's source")
    build.add_argument("sets", nargs="+", type=Path, metavar="SET.md")
    build.add_argument(
        "--out", type=Path, help="folder of teacher's notebook and key (_build/exercises/NAME)"
    )
    build.add_argument(
        "--check", action="store_true", help="write nothing; fail if the student's files are not current"
    )
    build.add_argument(
        "--objectives", help="the objectives that questions may name, with commas between them"
    )
    options = parser.parse_args(arguments)
    os.environ.setdefault("MPLBACKEND", "Agg")  # cells may draw; nobody looks on
    objectives = [o.strip() for o in options.objectives.split(",")] if options.objectives else None
    return max(_build(source, options.out, options.check, objectives) for source in options.sets)


def _build(source: Path, out: Path | None, check: bool, objectives: list[str] | None) -> int:
    from .build import contents, stale, write
    from .errors import SetError

    source = source.resolve()
    out = out or Path("_build/exercises") / source.stem
    try:
        files = contents(source, out.resolve(), objectives)
    except SetError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(
            f"Nothing was written: {count} mistake{'' if count == 1 else 's'} in {source.name}.",
            file=sys.stderr,
        )
        return 1
    if check:
        old = [path.name for path in stale(files) if path.parent == source.parent]
        if old:
            print(
                f"{', '.join(old)} is not what {source.name} makes: run python -m autograder build {source}",
                file=sys.stderr,
            )
            return 1
        print(f"{source.name} is right and its files are current.")
        return 0
    write(files)
    for path in files:
        print(f"Wrote {os.path.relpath(path)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
