"""The engine's one command: look at a figure while it is being written."""

import argparse
from pathlib import Path

from .look import look


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m livefigure")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    looking = commands.add_parser("look", help="show a figure in the browser, again at every save")
    looking.add_argument("name", help="the figure's name")
    looking.add_argument(
        "--package", action="append", required=True, help="where it is looked for; may be repeated"
    )
    looking.add_argument(
        "--style", action="append", default=[], type=Path, help="a style sheet of the book's pages"
    )
    looking.add_argument("--port", type=int, default=8001)
    chosen = parser.parse_args()
    for style in chosen.style:
        if not style.is_file():
            parser.error(f"--style: there is no file {style}")
    look(chosen.name, chosen.package, chosen.style, chosen.port)


if __name__ == "__main__":
    main()
