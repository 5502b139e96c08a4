"""What check("…") costs beyond the student's own code, in milliseconds of processor time."""

import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from autograder import Checks
from autograder.build import contents, write

LIMIT = 200
SAMPLE = Path(__file__).resolve().parent.parent / "tests/autograder/set-0.md"
IMPORT = "import time; a = time.process_time(); import autograder; print(1e3 * (time.process_time() - a))"


def milliseconds(job: object, times: int = 20) -> float:
    """Return the median time of a call."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        job()
        taken.append(1e3 * (time.process_time() - start))
    return statistics.median(taken)


def main() -> None:
    """Measure, and fail if a check takes longer than it may."""
    imports = [
        float(
            subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True).stdout
        )
        for _ in range(5)
    ]
    print(f"import autograder: {statistics.median(imports):.0f} ms")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / SAMPLE.name
        many = "one_of: [{'x': x / 7, 'side': s} for x in range(-87, 88) for s in ('left', 'right')]"
        text = SAMPLE.read_text(encoding="utf-8")
        head, tail = text.split("    one_of:", 1)
        source.write_text(
            f"{head}    {many}{tail[tail.index(chr(10)) :]}".replace('{"x": 4,', '{"x": 40,'),
            encoding="utf-8",
        )
        start = time.process_time()
        write(contents(source, folder / "out"))
        print(f"build of the sample: {time.process_time() - start:.1f} s")
        space = {"own_price": lambda cloth, wine: wine / cloth, "setting": {"x": 3.3, "side": "left"}}
        worst = 0.0
        with redirect_stdout(StringIO()):
            check = Checks("set-0", folder, space)
            load = milliseconds(lambda: Checks("set-0", folder, space))
            figures = {
                question: milliseconds(lambda q=question: check(q)) for question in ("own-price", "find")
            }
        print(f"loading the checks: {load:.1f} ms")
        for question, taken in figures.items():
            print(f'check("{question}"): {taken:.1f} ms')
            worst = max(worst, taken)
    if statistics.median(imports) + load + worst > LIMIT:
        sys.exit(f"check takes longer than {LIMIT} ms")


if __name__ == "__main__":
    main()
