"""All reports together: every file, the same bytes each time, whole or not at all, and labelled where unsafe."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.grading.reports import TableError, write_all
from autograder.grading.reports.grades import BARE
from autograder.grading.reports.track import Sent, Track
from autograder.grading.results import Result

from .report_samples import FORMULAS, HOSTILE, KEY, essay, from_key, result, sample
from .test_reports_feedback import said, set_0
from .test_reports_platforms import GRADEBOOK, WORKSHEET, handed

TRACK = Track(
    (Sent("a.txt", "Read.", student="Ana Lee", counts=True, points=2.5),), 4, {"Ana Lee": "Ana Lee"}
)


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_what_is_written(tmp_path: Path) -> None:
    some = sample()
    done = write_all(tmp_path / "out", KEY, some, track=TRACK)
    found = snapshot(tmp_path / "out")
    assert {path.relative_to(tmp_path / "out").as_posix() for path in done.files} == set(found)
    assert {name for name in found if "/" not in name} == {
        "grades.csv", "items.csv", "items.html", "log.csv", "rubric.csv", "rubric.html", "track.csv"
    }  # fmt: skip
    assert sum(name.startswith("feedback/") for name in found) == len(some)
    assert sum(name.startswith("gradescope/") for name in found) == len(some)
    assert len({name.lower() for name in found}) == len(found)
    assert max(map(len, found)) < 70
    assert not [name for name in found if Path(name).name.startswith(".")], "no temporary file is left"


def test_grades(tmp_path: Path) -> None:
    some = sample()
    write_all(tmp_path, KEY, some, track=TRACK)
    rows = table(tmp_path / "grades.csv")
    assert len(rows) == len(some)
    assert list(rows[0]) == [
        "student", "name", "identifier", "status", "points", "maximum", "waiting", "own-price (2)", "records (1)",
        "claim (4)", "track points", "track maximum", "reason", "notes", "flags", "feedback", "file", "isolation",
    ]  # fmt: skip
    by_student = {row["student"]: row for row in rows}
    ana = by_student["Ana Lee"]
    assert (ana["points"], ana["maximum"], ana["waiting"], ana["track points"]) == ("3", "7", "4", "2.5")
    assert (ana["own-price (2)"], ana["records (1)"], ana["claim (4)"]) == ("2", "1", "0")
    assert (by_student["frank"]["claim (4)"], by_student["frank"]["status"]) == ("", "unreadable")
    assert by_student["jan"]["flags"].startswith("Cell 2 replaces json.dumps.")
    assert by_student["李娜"]["file"] == "李娜/作业 1.ipynb"
    assert by_student["李娜"]["points"] == "5.5"
    assert by_student["Ana Lee"]["isolation"] == "yes"
    for row in rows:
        assert (tmp_path / row["feedback"]).is_file()
        assert all(text[:1] not in "=+-@\t\r" or not text for text in row.values())
    assert {row["name"] for row in rows} >= {f"'{text}" for text in FORMULAS if text[0] in "=+-@"}


def test_a_track_of_an_earlier_run(tmp_path: Path) -> None:
    write_all(tmp_path, KEY, [result("Ana Lee")], track=TRACK)
    before = (tmp_path / "track.csv").read_bytes()
    done = write_all(tmp_path, KEY, [result("Ana Lee")])
    assert "track.csv is of an earlier run; this one had no --track." in done.notes
    assert (tmp_path / "track.csv").read_bytes() == before
    assert not any("track" in note for note in write_all(tmp_path, KEY, [], track=TRACK).notes)


def test_model_answers(tmp_path: Path) -> None:
    note = "rubric.html has model answers and levels, to read beside rubric.csv."
    assert note in write_all(tmp_path, KEY, [result("Ana Lee")]).notes
    text = said((tmp_path / "rubric.html").read_text("utf-8"))
    assert "3. Weigh a claim (4 points)" in text
    assert "0.5 points Names data only." in text
    assert "A model answer, for the teacher." in text
    assert note not in write_all(tmp_path / "read", KEY, [result("b", (essay("", 0, 0),))]).notes


@pytest.mark.browser
def test_model_answers_in_a_browser(chromium, tmp_path: Path) -> None:
    from .report_browser import looked_at

    write_all(tmp_path, KEY, [result("Ana Lee")])
    looked_at(chromium, tmp_path / "rubric.html")


def test_log(tmp_path: Path) -> None:
    some = [
        result("a", log={"seconds": 1.5, "tries": [1, 2]}, seed="7"),
        result("b", log={"worker": HOSTILE}),
    ]
    write_all(tmp_path, KEY, some)
    first, second = table(tmp_path / "log.csv")
    assert first == {"student": "a", "status": "graded", "protected": "yes", "seed": "7", "digest": "",
                     "seconds": "1.5", "tries": "[1, 2]", "worker": ""}  # fmt: skip
    assert second["seconds"] == ""


def test_the_same_results_give_the_same_bytes(tmp_path: Path) -> None:
    some = sample()
    write_all(tmp_path / "1", KEY, some)
    write_all(tmp_path / "2", KEY, reversed(some))
    kept = [Result.from_json(json.loads(json.dumps(one.to_json()))) for one in some[:11]]
    write_all(tmp_path / "2", KEY, some)
    assert snapshot(tmp_path / "1") == snapshot(tmp_path / "2")
    assert kept[0] == some[0]
    code = (
        "from tests.autograder.report_samples import KEY, sample\nfrom pathlib import Path\n"
        "from autograder.grading.reports import write_all\nimport sys\nwrite_all(Path(sys.argv[1]), KEY, sample())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "5", "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "3")], check=True, env=environment)
    assert snapshot(tmp_path / "1") == snapshot(tmp_path / "3")


def test_platforms_and_rubric_in_one_run(tmp_path: Path) -> None:
    gradebook, worksheet = tmp_path / "gradebook.csv", tmp_path / "worksheet.csv"
    gradebook.write_text(GRADEBOOK, "utf-8")
    worksheet.write_text(WORKSHEET, "utf-8")
    some = [handed(101, "canvas"), handed(102, "moodle"), result("Ana")]
    some[2] = handed(103, "canvas", sample()[0].questions)
    out = tmp_path / "out"
    done = write_all(out, KEY, some, gradebook=gradebook, worksheet=worksheet)
    assert {"canvas.csv", "moodle.csv"} <= set(snapshot(out))
    assert any(note.startswith("canvas.csv: 1 mark still waits") for note in done.notes)
    rubric = (out / "rubric.csv").read_text("utf-8-sig")
    lines = list(csv.reader(io.StringIO(rubric, newline="")))
    row = next(line for line in lines if line[0] == "s103")
    row[6], row[7] = "2", "Well seen."
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";").writerows(lines)
    (out / "rubric.csv").write_text(text.getvalue(), "utf-8", newline="")
    done = write_all(out, KEY, some, gradebook=gradebook, worksheet=worksheet)
    assert {one.student: (one.points, one.waiting) for one in done.results}["s103"] == (5, 2)
    assert {line["student"]: line["points"] for line in table(out / "grades.csv")}["s103"] == "5"
    page = next((out / "feedback").glob("s103-*.html")).read_text("utf-8")
    assert "Well seen." in page
    before = snapshot(out)
    write_all(out, KEY, some, gradebook=gradebook, worksheet=worksheet)
    assert snapshot(out) == before


def test_only_what_there_is_results_for(tmp_path: Path) -> None:
    done = write_all(tmp_path, KEY, [], gradebook=tmp_path / "g.csv", worksheet=tmp_path / "w.csv")
    assert set(snapshot(tmp_path)) == {"grades.csv", "items.csv", "items.html", "log.csv"}
    assert done.notes == [
        "No submission comes from Canvas, so there is no canvas.csv.",
        "No submission comes from Moodle, so there is no moodle.csv.",
    ]


def test_a_table_that_cannot_be_used_stops_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "rubric.csv").write_text("my,own\n1,2\n")
    (tmp_path / "g.csv").write_text("a,b\n")
    with pytest.raises(TableError, match="It was left as it is"):
        write_all(tmp_path / "out", KEY, sample())
    with pytest.raises(TableError, match="no gradebook"):
        write_all(tmp_path / "other", KEY, [handed(1, "canvas")], gradebook=tmp_path / "g.csv")
    assert set(snapshot(tmp_path)) == {"out/rubric.csv", "g.csv"}


def test_a_sheet_with_remarks_in_our_columns_is_kept(tmp_path: Path) -> None:
    some = [handed(101, "folder", sample()[0].questions)]
    write_all(tmp_path, KEY, some)
    sheet = tmp_path / "rubric.csv"
    sheet.write_text(sheet.read_text("utf-8").replace("Chen argues", "Chen (says who?) argues", 1), "utf-8")
    typed = sheet.read_bytes()
    done = write_all(tmp_path, KEY, some)
    (kept,) = tmp_path.glob("rubric-before-*.csv")
    assert kept.read_bytes() == typed
    assert kept in done.files
    assert any(kept.name in note for note in done.notes)
    assert not any("before" in note for note in write_all(tmp_path, KEY, some).notes)


def test_every_report_is_labelled_if_a_result_is_not_protected(tmp_path: Path) -> None:
    some = [
        handed(101, "canvas"),
        handed(102, "moodle", protected=False),
        handed(103, "canvas", protected=False),
    ]
    done = write_all(tmp_path, KEY, some)
    found = {name: data.decode("utf-8") for name, data in snapshot(tmp_path).items()}
    said = {name for name, text in found.items() if "without isolation" in text}
    assert {"without-isolation.txt", "items.html", "items.csv", "rubric.csv", "moodle.csv"} <= said
    assert sum(name.startswith(("feedback/", "gradescope/")) for name in said) == 4
    assert [row["isolation"] for row in table(tmp_path / "grades.csv")] == ["yes", BARE, BARE]
    assert any("without isolation" in note for note in done.notes if note.startswith("canvas.csv"))
    write_all(tmp_path, KEY, some[:1])
    assert not (tmp_path / "without-isolation.txt").exists()


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = [result("a")]
    write_all(tmp_path, KEY, some)
    before = snapshot(tmp_path)
    replace, left = os.replace, [4]

    def fails(source, target):
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError, match="No space left"):
        write_all(tmp_path, KEY, [result("a", reason="Another reason.", status="partly run")])
    after = snapshot(tmp_path)
    assert set(after) == set(before)
    assert all(data.rstrip().endswith((b'"', b">", b"}")) for data in after.values())


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    write_all(tmp_path, KEY, [result("a")])
    before = snapshot(tmp_path)
    for name in (".grades.csv.abc_1234", "feedback/.a-1.html.00000000", "gradescope/.a-1.json.zzzzzzzz"):
        (tmp_path / name).write_text("half")
    (tmp_path / ".gitignore").write_text("mine")
    write_all(tmp_path, KEY, [result("a")])
    assert snapshot(tmp_path) == before | {".gitignore": b"mine"}


def test_everybody_of_a_large_class_is_in_every_report(tmp_path: Path) -> None:
    exercises, results = from_key(set_0(tmp_path), 300)
    write_all(tmp_path / "out", exercises, results)
    assert len(table(tmp_path / "out/grades.csv")) == 300
    for folder in ("feedback", "gradescope"):
        assert len(list((tmp_path / "out" / folder).iterdir())) == 300
