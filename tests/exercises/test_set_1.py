"""Exercise set 1: right by the course's models, current, fair, and helpful to whoever makes a known mistake."""

import json
import math
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml
from nbclient import NotebookClient

from autograder.build import contents, stale
from autograder.source import ExerciseSet, load
from integration_ladder import data
from integration_ladder.models import cars, continuum, ricardo, tariff_game

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "exercises" / "set-1.md"
STUDENT = SOURCE.with_suffix(".ipynb")
SET: ExerciseSet = load(SOURCE)
CHECKED = [question for question in SET.questions if question.kind != "written"]
MISTAKES = [(question.id, wrong.name) for question in CHECKED for wrong in question.wrong]


def chapter() -> dict[str, Any]:
    """Return the plan in the front matter of the chapter's opening page."""
    text = (ROOT / "book" / "1-theory" / "index.md").read_text(encoding="utf-8")
    return yaml.safe_load(text.split("---\n")[1])["chapter"]


def test_it_is_what_the_chapter_promises() -> None:
    assert SET.points == 20
    assert sum(question.points for question in SET.questions) == 20
    assert SET.minutes == chapter()["minutes"]["exercises"] == sum(q.minutes for q in SET.questions)
    assert 7 <= len(SET.questions) <= 9
    assert {question.kind for question in SET.questions} == {"code", "data", "explorer", "written"}


def test_every_objective_of_the_chapter_is_tested() -> None:
    assert {question.objective for question in SET.questions} == set(chapter()["objectives"])


def test_the_student_s_files_are_what_the_source_makes(tmp_path: Path) -> None:
    """The build itself proves that solutions earn all, blanks nothing, and wrong answers lose what they say."""
    files = contents(SOURCE, tmp_path, chapter()["objectives"])
    old = [path.name for path in stale(files) if path.parent == SOURCE.parent]
    assert old == [], f"run: make exercises ({', '.join(old)} is not what the source makes)"


def test_no_solution_reaches_the_student() -> None:
    given = STUDENT.read_text(encoding="utf-8") + SOURCE.with_suffix(".checks.json").read_text(
        encoding="utf-8"
    )
    assert "SOLUTION" not in given
    for cell in SET.cells:
        if cell.role == "solution":
            secret = set(cell.source.split("\n")) - set(cell.stub.split("\n"))
            lines = [line.strip() for line in secret if len(line.strip()) > 12 and "SOLUTION" not in line]
            assert lines
            assert [line for line in lines if json.dumps(line, ensure_ascii=False)[1:-1] in given] == []
    for question in SET.questions:
        assert not question.model or question.model.split("\n")[0] not in given


@pytest.fixture(scope="module")
def solved() -> dict[str, Any]:
    """The names that the solutions define."""
    namespace: dict[str, Any] = {}
    for cell in SET.cells:
        if cell.role in ("given", "solution"):
            exec(compile(cell.source, "<set-1>", "exec"), namespace)
    return namespace


def test_advantage_agrees_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(1)
    for _ in range(50):
        england, portugal = (
            ricardo.Country(draw.uniform(40, 200), draw.uniform(40, 200), draw.uniform(50, 300))
            for _ in range(2)
        )
        price = draw.uniform(0.3, 3)
        trade = ricardo.trade_at(price, england, portugal)
        ours = solved["gains"](price, england.own_price, portugal.own_price)
        assert ours == pytest.approx((trade.england.gain, trade.portugal.gain))
        within = ricardo.trade_at(math.sqrt(england.own_price * portugal.own_price), england, portugal)
        costs = [(country.cloth_labour, country.wine_labour) for country in (england, portugal)]
        assert solved["cloth_seller"](*costs).lower() == within.cloth_exporter
        assert solved["own_price"](*costs[0]) == pytest.approx(england.own_price)


def test_the_setting_is_no_preset_and_no_default(solved: dict[str, Any]) -> None:
    explorer, setting = solved["EXPLORER"], solved["setting"]
    assert setting in explorer.settings()
    assert setting != explorer.default
    assert setting not in [explorer.preset(name) for name in explorer.presets]
    for task in explorer.tasks:
        assert not task.holds(explorer.result(setting)), f"the page's task {task.name} has the same answer"


def test_many_goods_agree_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(2)
    for _ in range(30):
        arguments = draw.uniform(0.3, 4), draw.uniform(0.3, 4), draw.uniform(1, 9)
        world = continuum.world(*arguments)
        assert solved["share_made"](*arguments) == pytest.approx(world.share)
        assert solved["home_gain"](*arguments) == pytest.approx(world.gain)


def test_cars_agree_with_the_model(solved: dict[str, Any]) -> None:
    assert (solved["F"], solved["c"], solved["b"]) == (
        cars.FIXED_COST,
        cars.MARGINAL_COST,
        cars.PRICE_RESPONSE,
    )
    for home, foreign in ((cars.HOME_SIZE, cars.FOREIGN_SIZE), (3e5, 5e6)):
        both = cars.integrate(home, foreign)
        assert solved["firms"](home) == pytest.approx(both.home.firms)
        assert solved["price"](foreign) == pytest.approx(both.foreign.price)
        assert solved["firms_that_leave"](home, foreign) == pytest.approx(both.firms_that_leave)


def test_two_way_trade_by_hand(solved: dict[str, Any]) -> None:
    """Grubel and Lloyd's index and its rise with aggregation, on the card's own numbers (M7)."""
    table = solved["pd"].DataFrame({"group": ["g", "g"], "exports": [80, 20], "imports": [60, 40]})
    assert solved["country_index"](table) == pytest.approx(0.8)
    assert solved["grouped_index"](table) == pytest.approx(1)
    assert solved["grouped_index"](solved["trade"]) > solved["country_index"](solved["trade"])


def test_tariffs_agree_with_the_card(solved: dict[str, Any]) -> None:
    assert solved["war_tariff"](3) == pytest.approx((math.sqrt(5) - 1) / 2)
    assert solved["war_tariff"](5) == pytest.approx(0.313856, abs=1e-6)
    assert solved["real_income"](solved["war_tariff"](3), 3) == pytest.approx(92.937, abs=5e-4)
    assert solved["real_income"](0, 4) == pytest.approx(100)


def test_tariffs_agree_with_the_model(solved: dict[str, Any]) -> None:
    for sigma in (2.5, 3, 6):
        assert solved["war_tariff"](sigma) == pytest.approx(tariff_game.war(1, sigma)[0])
        for tariff in (0.2, 1.5):
            loses = tariff_game.tariffs_at(tariff, tariff, 1, sigma).home.gain
            assert solved["real_income"](tariff, sigma) == pytest.approx(100 * (1 + loses))


def test_the_records_are_those_of_the_table(solved: dict[str, Any]) -> None:
    exports = data.load("merchandise_exports")
    world = exports[exports["entity"] == "WLD"].set_index("year")["value"].to_dict()
    assert solved["fall_points"] == pytest.approx(world[1913] - min(world[y] for y in range(1913, 1940)))
    falls = [world[year] < world[year - 1] for year in range(1828, 2015)]
    assert solved["share_of_falls"] == pytest.approx(sum(falls) / len(falls))


def said_by(cell: nbformat.NotebookNode) -> str:
    """Return what a check prints, its broken lines as one: one line a check, and the sum."""
    text = "".join(output.text for output in cell.outputs if output.output_type == "stream")
    return re.sub(r"\n\s+", " ", text)


class Kernel:
    """The student's notebook, run as it is handed out, in which single answers can then be given."""

    def __init__(self, client: NotebookClient, notebook: nbformat.NotebookNode) -> None:
        self.client = client
        self.notebook = notebook

    def cells(self, question: str) -> list[int]:
        """Return the places of a question's code cells."""
        return [
            place
            for place, cell in enumerate(self.notebook.cells)
            if cell.cell_type == "code" and cell.metadata.autograder.get("question") == question
        ]

    def answer(self, question: str, code: str) -> str:
        """Give ``code`` as the answer, the rest of it blank, run the question's cells; return what check prints."""
        replaced = False
        for place in self.cells(question):
            cell = self.notebook.cells[place]
            if cell.metadata.autograder.role == "answer":
                cell.source = "" if replaced else code
                replaced = True
            self.client.execute_cell(cell, place)
        assert cell.source == f'check("{question}")'
        return self.said(question)

    def said(self, question: str) -> str:
        """Return what the question's check has printed, lines that were broken put together again."""
        outputs = self.notebook.cells[self.cells(question)[-1]].outputs
        text = "".join(output.text for output in outputs if output.output_type == "stream")
        return text.replace("\n    ", " ")


@pytest.fixture(scope="module")
def kernel() -> Iterator[Kernel]:
    notebook = nbformat.read(STUDENT, as_version=4)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(STUDENT.parent)}}
    )
    with client.setup_kernel():
        for place, cell in enumerate(notebook.cells):
            client.execute_cell(cell, place)  # an error in any cell would be raised here
        yield Kernel(client, notebook)


def test_a_blank_runs_from_top_to_bottom_and_earns_nothing(kernel: Kernel) -> None:
    for question in CHECKED:
        said = kernel.said(question.id)
        visible = [check for check in question.checks if not check.hidden]
        assert said.count("not answered yet.") == len(visible), said
        assert re.search(r"^0 of ", said, re.MULTILINE), said


@pytest.mark.parametrize(("question", "mistake"), MISTAKES, ids=[f"{q}: {m}" for q, m in MISTAKES])
def test_a_known_mistake_is_met_with_its_message(kernel: Kernel, question: str, mistake: str) -> None:
    wrong = next(w for q in CHECKED if q.id == question for w in q.wrong if w.name == mistake)
    said = kernel.answer(question, wrong.code)
    assert wrong.message in " ".join(said.split())


@pytest.mark.parametrize("question", CHECKED, ids=[question.id for question in CHECKED])
def test_the_solution_earns_every_visible_point(kernel: Kernel, question: Any) -> None:
    solution = "\n\n".join(c.source for c in SET.cells if c.role == "solution" and c.question == question.id)
    said = kernel.answer(question.id, solution)
    visible = [check for check in question.checks if not check.hidden]
    assert said.count(": right.") == len(visible), said
    points = sum(check.points for check in visible)
    assert re.search(rf"^{points:g} of {points:g} point", said, re.MULTILINE), said


def test_what_follows_from_a_mistake_is_not_called_another(kernel: Kernel) -> None:
    """A seller found with turned-over prices is told so, and not that labour was compared."""
    (question,) = (q for q in CHECKED if q.id == "own-price")
    wrong = next(w for w in question.wrong if w.name == "turned over, and used for the seller")
    said = kernel.answer("own-price", wrong.code)
    assert "The same mistake as in check 1." in said
    assert "absolute advantage" not in said
