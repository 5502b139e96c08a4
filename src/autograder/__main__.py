"""The command line: ``python -m autograder build SET.md …``, ``grade SET.md SUBMISSIONS --out DIR``, ``export-otter``."""

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
    _add_grade(commands.add_parser("grade", help="grade a class: marks, reasons, feedback"))
    export = commands.add_parser("export-otter", help="make an assignment for Otter or Gradescope from a set")
    export.add_argument("set", type=_path, metavar="SET.md")
    export.add_argument("--out", type=_path, required=True, help="folder of the assignment")
    options = parser.parse_args(arguments)
    os.environ.setdefault("MPLBACKEND", "Agg")  # cells may draw; nobody looks on
    if options.command == "grade":
        return _grade(options)
    if options.command == "export-otter":
        return _export_otter(options.set, options.out)
    objectives = [o.strip() for o in options.objectives.split(",")] if options.objectives else None
    return max(_build(source, options.out, options.check, objectives) for source in options.sets)


def _add_grade(grade: argparse.ArgumentParser) -> None:
    grade.add_argument("set", type=_path, metavar="SET.md", help="the set's source, public or private")
    grade.add_argument(
        "submissions", type=_path, help="a folder, a zip, or what Canvas or Moodle let you download"
    )
    grade.add_argument("--out", type=_path, required=True, metavar="DIR", help="where marks and feedback go")
    grade.add_argument(
        "--seed", default="", help="draws the inputs of hidden checks (default: the set's own)"
    )
    grade.add_argument("--seed-per-student", action="store_true", help="every student gets inputs of her own")
    grade.add_argument(
        "--workers", type=_positive, default=min(os.cpu_count() or 1, 8), help="how many are graded at a time"
    )
    grade.add_argument("--cell-seconds", type=_positive, default=10, help="how long a cell may take")
    grade.add_argument("--check-seconds", type=_positive, default=5, help="how long a check may take")
    grade.add_argument(
        "--seconds", type=_positive, default=60, help="how long a submission may take altogether"
    )
    grade.add_argument("--memory", type=_positive, default=1024, help="megabytes that a submission may use")
    grade.add_argument(
        "--gradebook", type=_path, metavar="CSV", help="the gradebook that Canvas exports, to fill in"
    )
    grade.add_argument("--assignment", help="the assignment's title in Canvas, if it is not the set's")
    grade.add_argument(
        "--worksheet", type=_path, metavar="CSV", help="the grading worksheet of Moodle, to fill in"
    )
    grade.add_argument(
        "--track",
        type=_path,
        nargs="+",
        default=[],
        help="exports of the questions in the book: folders or files",
    )
    grade.add_argument("--track-book", type=_path, help="what the book asks, from its build")
    grade.add_argument("--track-pages", default="*", help="which pages count, as in '1-theory/*'")
    grade.add_argument(
        "--run-student-code-unprotected",
        action="store_true",
        help="without isolation: students' code can read and change all that you can, marks included",
    )


def _path(text: str) -> Path:
    # make hands a ~ on as it is where the shell leaves it alone.
    return Path(text).expanduser()


def _positive(text: str) -> int:
    number = int(text) if text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} must be a whole number from 1")
    return number


def _grade(options: argparse.Namespace) -> int:
    import signal

    from .errors import SetError
    from .grading import batch
    from .grading.mark import SetUnfit, Times
    from .grading.reports import TableError
    from .grading.session import IsolationUnavailable
    from .grading.submissions import SubmissionsError

    # Whoever ends the program politely gets what Ctrl-C gets.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sheets = batch.Sheets(
        gradebook=options.gradebook,
        assignment=options.assignment,
        worksheet=options.worksheet,
        track=tuple(options.track),
        track_pages=options.track_pages,
        **({"track_book": options.track_book} if options.track_book else {}),
    )
    how = batch.Options(
        seed=options.seed,
        seed_per_student=options.seed_per_student,
        workers=options.workers,
        protected=not options.run_student_code_unprotected,
        memory=options.memory,
        times=Times(options.cell_seconds, options.check_seconds, options.seconds),
    )
    try:
        batch.command(options.set, options.submissions, options.out, how, sheets)
    except (batch.Stopped, KeyboardInterrupt) as stopped:
        print(stopped if str(stopped) else "Stopped before anything was graded.", file=sys.stderr)
        return 130
    except (
        SetError,
        SetUnfit,
        SubmissionsError,
        IsolationUnavailable,
        TableError,
        batch.GradingError,
    ) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _export_otter(source: Path, out: Path) -> int:
    from .errors import SetError
    from .otter import export

    try:
        for path in export(source, out):
            print(f"Wrote {os.path.relpath(path)}")
    except SetError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


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
