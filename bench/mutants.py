"""Does a test notice when the code is wrong? Cosmic Ray changes one place at a time, and the tests of that file run.

    .venv/bin/python bench/mutants.py                        a sample of each part: a quarter of an hour on two cores
    .venv/bin/python bench/mutants.py --part models --all    every mutant of a part, which may take hours
    .venv/bin/python bench/mutants.py --file smith --again   once more those that survived, after tests were added

What survives either shows that a test is missing, and gets one, or is explained in mutation/explained.toml; a survivor
without explanation ends this with an error. Outcomes are kept in _build/mutants while the file and its tests are as
they were, so that a run which was stopped goes on.

Cosmic Ray leaves words alone, so that docstrings, cards and the wording of messages need not be left out. mutmut
3.8.1 was tried beside it and is quicker, but leaves alone whatever stands outside functions or in a decorated one, as
properties are: a third of the mutants here.
"""

import argparse
import multiprocessing
import os
import random
import re
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import environments
from environments import ROOT

HERE = Path(__file__).resolve().parent
REQUIREMENTS = [ROOT / "requirements-dev.txt", HERE / "mutation/requirements.txt"]

if __name__ == "__main__":
    PYTHON = environments.ready(ROOT / "_build/mutants/.venv", "the mutation tester", REQUIREMENTS)
    if Path(sys.executable) != PYTHON:
        os.execv(PYTHON, [str(PYTHON), *sys.argv])

import cosmic_ray.commands
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec
from mutation.kept import FOLDER, Kept
from mutation.trial import Change, get_ready, judged, outcome, settle

# What does not fit the values here, so that any test at all would notice (bits of a float, `is` between numbers, a union
# in a type hint), and what would only be another's twin.
LEFT_OUT = re.compile(
    r"core/(ReplaceBinaryOperator_\w+_(FloorDiv|Mod|Pow|RShift|LShift|BitOr|BitAnd|BitXor)"
    r"|ReplaceBinaryOperator_BitOr_\w+"
    r"|ReplaceComparisonOperator_(?!Is)\w+_Is(Not)?"
    r"|ReplaceComparisonOperator_Is(Not)?_(?!Is)\w+"
    r"|ReplaceUnaryOperator_(\w+_Invert|USub_UAdd))"
)
SAMPLE = 40


def mirrored(file: Path) -> tuple[str, ...]:
    """Return the tests of a file: the one of its name where the tree of tests mirrors src, else all in that folder."""
    folder = Path("tests", *file.parent.parts[2:])
    test = folder / f"test_{file.stem}.py"
    return (str(test if (ROOT / test).exists() else folder),)


@dataclass(frozen=True)
class Part:
    """A part of the code: patterns of its files, and which tests belong to each."""

    patterns: tuple[str, ...]
    tests: Callable[[Path], tuple[str, ...]]

    def files(self, like: str) -> list[Path]:
        """Return the files whose path contains ``like``, from the project's root."""
        every = sorted(file.relative_to(ROOT) for pattern in self.patterns for file in ROOT.glob(pattern))
        return [file for file in every if like in str(file)]


def _tests_of(folder: str, tests: dict[str, str]) -> Callable[[Path], tuple[str, ...]]:
    """Return which tests belong to a file of a folder, from a table: name of the file → names of its tests."""
    return lambda file: tuple(f"tests/{folder}/test_{name}.py" for name in tests[file.stem].split())


def explorers(file: Path) -> tuple[str, ...]:
    """Return the tests that look at an explorer, that read its every setting, and that import it."""
    module = f"explorers.{file.parent.name}.{file.stem} import"
    tests = (ROOT / "tests/explorers").rglob("test_*.py")
    importing = sorted(test.stem for test in tests if module in test.read_text(encoding="utf-8"))
    # Most is seen at a glance, which comes first; the helpers have no tests, and count for what is kept.
    order = ("test_looked_at", "test_theory", "test_every_setting", "looked_at", "seen", "expected")
    named = (*(f"tests/explorers/{name}.py" for name in order), "tests/explorers/theory")
    return (*named, "-k", " or ".join((file.stem, file.stem.replace("_", "-"), *importing)))


# What decides a mark: what counts as the same answer, what is asked, what is run, what is earned.
AUTOGRADER = {
    "compare": "compare",
    "hashing": "compare check",
    "checks": "check",
    "draws": "mistakes build",
    "run": "run check answering build mark",
    "source": "source mistakes sample build",
    "grading/answering": "answering mark",
    "grading/mark": "mark",
    "grading/plan": "plan mark",
}
# Reading and writing a page's questions; what the browser makes of them is JavaScript, and tested in a browser.
SELFCHECK = {
    "directives": "page source",
    "page": "page source",
    "progress": "page source",
    "obfuscate": "source page",
}

# What an author writes in and what draws it; a page and a kernel around it are tested in a browser.
LIVEFIGURE = {
    "controls": "controls definition checks frames",
    "figure": "figure definition checks frames",
    "frames": "frames checks definition widget",
    "parts": "sums definition figure checks frames",
    "stage": "figure frames definition checks",
    "svg": "svg frames definition checks",
    "words": "sums definition figure frames",
}

PARTS = {
    "models": Part(
        ("src/integration_ladder/models/*.py",),
        lambda file: (*mirrored(file), "tests/models/test_every_model.py"),
    ),
    "explorers": Part(("src/integration_ladder/explorers/*/[!_]*.py",), explorers),
    "livefigure": Part(
        tuple(f"src/livefigure/{name}.py" for name in LIVEFIGURE), _tests_of("livefigure", LIVEFIGURE)
    ),
    "autograder": Part(
        tuple(f"src/autograder/{name}.py" for name in AUTOGRADER),
        _tests_of("autograder", {Path(name).name: tests for name, tests in AUTOGRADER.items()}),
    ),
    "selfcheck": Part(
        tuple(f"src/selfcheck/{name}.py" for name in SELFCHECK),
        _tests_of(
            "selfcheck",
            {
                name: " ".join(f"selfcheck_{test}" for test in tests.split())
                for name, tests in SELFCHECK.items()
            },
        ),
    ),
}


def mutants(file: Path) -> dict[str, MutationSpec]:
    """Return all mutants of a file that fit, by operator and occurrence."""
    with use_db(":memory:", WorkDB.Mode.create) as database:
        cosmic_ray.commands.init([file], database, {})
        every = [item.mutations[0] for item in database.work_items]
    fitting = [mutant for mutant in every if not LEFT_OUT.fullmatch(mutant.operator_name)]
    fitting.sort(key=lambda mutant: (mutant.operator_name, mutant.occurrence))
    return {f"{mutant.operator_name} {mutant.occurrence}": mutant for mutant in fitting}


def explained() -> dict[Change, tuple[str, str]]:
    """Return kind and reason of every survivor that is explained.

    Raises:
        ValueError: one is explained twice, its kind is none, or its line has left the file.
    """
    reasons: dict[Change, tuple[str, str]] = {}
    text = (HERE / "mutation/explained.toml").read_text(encoding="utf-8")
    for entry in tomllib.loads(text).get("explained", []):
        if entry["kind"] not in ("equivalent", "accepted"):
            raise ValueError(f"{entry['file']}: kind = {entry['kind']!r}: must be equivalent or accepted")
        there = " ".join(map(str.strip, (ROOT / entry["file"]).read_text(encoding="utf-8").splitlines()))
        for line, becomes in entry["changes"]:
            what = Change(entry["file"], entry.get("within", ""), line, becomes)
            if what in reasons:
                raise ValueError(f"explained twice: {what}")
            if line not in there:
                raise ValueError(f"explained, and no longer there: {what}")
            reasons[what] = (entry["kind"], entry["why"])
    return reasons


class Run:
    """One run over one part."""

    def __init__(self, part: str, wanted: argparse.Namespace) -> None:
        self.part = part
        self.kept: dict[Path, Kept] = {}
        self.mutants: dict[Path, dict[str, MutationSpec]] = {}
        for file in PARTS[part].files(wanted.file):
            self.mutants[file] = mutants(file)
            self.kept[file] = Kept(file, PARTS[part].tests(file), wanted.again)
        every = [(file, key) for file, found in self.mutants.items() for key in found]
        self.made = len(every)
        if wanted.again:
            every = [(f, k) for f, k in every if k in self.kept[f].outcomes or k in self.kept[f].again]
        elif not wanted.all:
            drawn = random.Random(f"{wanted.seed} {part}").sample(every, min(wanted.sample, self.made))
            every = sorted(drawn)
        self.chosen = every

    def try_all(self, pool: ProcessPoolExecutor, end: float) -> None:
        """Try what is not known yet, and keep what comes out; begin nothing after ``end``.

        Exits if the tests of a file do not pass as the file is.
        """
        todo = [(file, key) for file, key in self.chosen if key not in self.kept[file].outcomes]
        tests = {file: PARTS[self.part].tests(file) for file, _ in todo}
        try:
            unmeasured = [file for file in tests if self.kept[file].seconds is None]
            for file, run in [(file, pool.submit(outcome, tests[file], 3600)) for file in unmeasured]:
                verdict, seconds, said = run.result()
                if verdict != "survived":
                    sys.exit(f"{said}\nThe tests of {file} do not pass as it is: {' '.join(tests[file])}")
                self.kept[file].seconds = seconds
            trials = {}
            for file, key in todo:
                limit = 10 + 3 * self.kept[file].seconds
                trials[pool.submit(judged, self.mutants[file][key], tests[file], limit)] = (file, key)
            for trial in as_completed(trials):
                if not trial.cancelled():
                    file, key = trials[trial]
                    self.kept[file].outcomes[key] = trial.result()
                if time.monotonic() > end:
                    for other in trials:
                        other.cancel()
        finally:
            for file in tests:
                self.kept[file].write()

    def report(self, reasons: dict[Change, tuple[str, str]]) -> list[Change]:
        """Print what was found; return the survivors without explanation."""
        tried = [self.kept[f].outcomes[k] for f, k in self.chosen if k in self.kept[f].outcomes]
        void = sum(verdict == "void" for verdict, _, _ in tried)
        tried = [one for one in tried if one[0] != "void"]
        found = sum(verdict != "survived" for verdict, _, _ in tried)
        late = sum(verdict == "late" for verdict, _, _ in tried)
        survivors = sorted(((c, line) for verdict, c, line in tried if verdict == "survived"), key=str)
        kinds = [reasons.get(what, ("unexplained", "")) for what, _ in survivors]
        equivalent = sum(kind == "equivalent" for kind, _ in kinds)
        print(
            f"\n{self.part}: {self.made} mutants in {len(self.mutants)} files, "
            f"{len(tried)} of {len(self.chosen) - void} chosen were tested"
        )
        if tried:
            print(f"  found {found} ({late} by their time): {found / len(tried):.1%} of those tested")
        if found:
            print(
                f"  {equivalent} of the survivors are equivalent: "
                f"{found / (len(tried) - equivalent):.1%} of the others found"
            )
        for (what, line), (kind, why) in zip(survivors, kinds, strict=True):
            print(f"  {kind}: {what.file}:{line} {what.within}\n    - {what.line}\n    + {what.becomes}")
            if why:
                print(f"    {why}")
        return [what for (what, _), (kind, _) in zip(survivors, kinds, strict=True) if kind == "unexplained"]


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description="Change the code at one place at a time: does a test notice?"
    )
    parser.add_argument("--part", choices=PARTS, action="append", help="only this part; may be given again")
    parser.add_argument("--file", default="", help="only files whose path contains this")
    parser.add_argument("--all", action="store_true", help="all mutants, not a sample")
    parser.add_argument(
        "--again", action="store_true", help="those tried before; what was found, stays found"
    )
    parser.add_argument("--sample", type=int, default=SAMPLE, help="mutants a part (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which sample is drawn (default: %(default)s)")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="at the same time")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop then; run again to go on")
    return parser.parse_args()


def main() -> None:
    """Try the mutants, print what was found, and exit with an error if a survivor is unexplained."""
    wanted = options()
    end = time.monotonic() + 60 * wanted.minutes
    os.chdir(ROOT)
    FOLDER.mkdir(parents=True, exist_ok=True)
    reasons = explained()
    runs = [Run(part, wanted) for part in wanted.part or PARTS]
    get_ready()
    context = multiprocessing.get_context("fork")
    with tempfile.TemporaryDirectory(dir=FOLDER, prefix="copies-") as copies:
        folders = context.SimpleQueue()
        for number in range(wanted.workers):
            folders.put(Path(copies) / str(number))
        with ProcessPoolExecutor(wanted.workers, context, initializer=settle, initargs=(folders,)) as pool:
            for run in runs:
                if time.monotonic() < end:
                    run.try_all(pool, end)
    left = [what for run in runs for what in run.report(reasons)]
    if left:
        sys.exit(
            f"{len(left)} survivors without explanation: write a test, or say why not in {HERE.name}/mutation"
        )


if __name__ == "__main__":
    main()
