"""Grading beside nbgrader and `otter run`: the same marks on honest submissions, how many times faster, a class of 3,000.

All three grade the same submissions to exercise set 1 (`tests/autograder/honest.py`) in one run. nbgrader and otter get
each in the form that their own notebook would have had, and compare values with the code that this grader uses, so that
what differs is how they run what students hand in. Exits with an error if a goal is missed.
"""

import json
import sys
import tempfile
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from graders.common import Assignment, Marks
from graders.environment import ROOT
from graders.nbgrader import Nbgrader
from graders.otter import Otter
from graders.ours import Ours

from tests.autograder.honest import Honest, honest

SET = ROOT / "exercises/set-1.md"
EQUAL = 40  # so many honest submissions at least must get the same marks from all
FASTER = 10  # times as many submissions a minute as nbgrader
CLASS, WORKERS = 3000, 2
SECONDS, MEMORY = 600, 2e9
TIMED = 6  # submissions that otter is timed with; it takes the others two at a time


def chosen(submissions: Sequence[Honest]) -> list[Honest]:
    """Return those that the rivals grade too, as they take ten seconds each: all kinds, few of those that are alike."""
    alike = [s for s in submissions if s.name.startswith(("wrong in", "right in", "left out", "half of"))]
    return [s for s in submissions if s not in alike] + alike[::6]


def written(points: float | None) -> str:
    """Write marks into a column."""
    return f"{'—' if points is None else format(points, 'g'):>9}"


def compared(submissions: Sequence[Honest], marks: dict[str, Marks]) -> tuple[int, list[str]]:
    """Print all marks; return how many comparable submissions all tools agree on, and what is missed."""
    missed: list[str] = []
    equal = 0
    print(f"{'honest submission':60}{'deserves':>9}" + "".join(f"{tool:>9}" for tool in marks))
    for one in submissions:
        given = {tool: of.points[one.slug] for tool, of in marks.items()}
        off = [tool for tool, points in given.items() if points is None or abs(points - one.points) > 1e-6]
        equal += not off
        note = ("  differs: " + ", ".join(off)) * bool(off)
        print(f"{one.name[:59]:60}{written(one.points)}" + "".join(map(written, given.values())) + note)
        if "ours" in off:
            missed.append(f"{one.name}: this grader gives {given['ours']}, it deserves {one.points:g}")
        elif off and one.comparable:
            missed.append(f"{one.name}: {', '.join(off)} should give the same")
    return equal, missed


def named(one: Honest, number: int) -> bytes:
    """Return a submission as another student's, with her name in it so that no two are equal."""
    notebook = json.loads(json.dumps(one.notebook))
    about = {"cell_type": "markdown", "metadata": {}, "source": f"Student {number}"}
    if "id" in notebook["cells"][0]:
        about["id"] = f"student-{number}"
    notebook["cells"].append(about)
    return one.file(notebook)


def main() -> None:
    """Measure and print."""
    assignment = Assignment.read(SET)
    everything = honest(assignment.key, assignment.student)
    submissions = chosen(everything)
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        marks: dict[str, Marks] = {}
        ours = Ours(assignment, folder / "ours")
        marks["ours"] = ours.grade({one.slug: one.file() for one in submissions})
        nbgrader = Nbgrader(assignment, folder / "nbgrader")
        marks["nbgrader"] = nbgrader.grade(
            {s.slug: s.file(nbgrader.converted(s.notebook)) for s in submissions}
        )
        otter = Otter(assignment, folder / "otter")
        files = {one.slug: one.file(otter.converted(one.notebook)) for one in submissions}
        timed = otter.grade(dict(islice(files.items(), TIMED)))
        rest = otter.grade(dict(islice(files.items(), TIMED, None)), WORKERS)
        marks["otter"] = Marks({**timed.points, **rest.points}, timed.each * len(files))

        equal, missed = compared(submissions, marks)
        print(f"\nall three agree on {equal} of {len(submissions)} (goal {EQUAL})")
        if equal < EQUAL:
            missed.append(f"only {equal} submissions get the same marks from all three")

        print("\nsubmissions a minute and worker, with feedback and grade book (otter: marks only)")
        for tool, of in marks.items():
            print(f"  {tool:9}{60 / of.each:8.1f}   {of.each:6.2f} s each")
        times = {tool: of.each / marks["ours"].each for tool, of in marks.items()}
        print(f"  {times['nbgrader']:.1f} times nbgrader (goal {FASTER}), {times['otter']:.1f} times otter")
        if times["nbgrader"] < FASTER:
            missed.append(f"only {times['nbgrader']:.1f} times as fast as nbgrader")

        copies = {
            f"s{n:04}-{one.slug}"[:80]: (one, n) for n, one in enumerate(islice(cycle(everything), CLASS))
        }
        marked = ours.grade({student: named(one, n) for student, (one, n) in copies.items()}, WORKERS)
        wrong = [s for s, (one, _) in copies.items() if abs((marked.points[s] or 0) - one.points) > 1e-6]
        print(
            f"\na class of {CLASS} with {WORKERS} workers: {marked.seconds:.0f} s (goal {SECONDS}), "
            f"{60 * CLASS / marked.seconds / WORKERS:.0f} a minute and worker, "
            f"{ours.peak / 1e6:.0f} MB at most of all processes together (goal {MEMORY / 1e6:.0f})"
        )
        if marked.seconds > SECONDS or ours.peak > MEMORY:
            missed.append(f"the class took {marked.seconds:.0f} s and {ours.peak / 1e6:.0f} MB")
        if wrong:
            missed.append(f"{len(wrong)} of the class got other marks than they deserve, {wrong[0]} for one")
    if missed:
        sys.exit("\n".join(["", "Missed:", *missed]))


if __name__ == "__main__":
    main()
