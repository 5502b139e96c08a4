"""Honest submissions: what students hand in, right and wrong, tidy and untidy, each with the points it deserves.

Tests and benchmarks share them. They are made from a set's key and student notebook, the same every time, by filling
in the answer cells; nothing is random and nothing is run.
"""

import ast
import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Honest:
    """One submission."""

    name: str
    notebook: Json
    points: float
    """What the code questions deserve; written answers wait for a reader."""
    comparable: bool = True
    """Whether every tool can be asked for these points: nbgrader and otter need the metadata of their cells."""
    begins: bytes = b""
    """What stands before the notebook in its file (a byte order mark)."""
    line_end: str = "\n"

    @property
    def slug(self) -> str:
        """The name as a file or a student may be called."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    def file(self, notebook: Json | None = None) -> bytes:
        """Return the file as handed in; with another tool's form of the notebook, that."""
        text = (
            json.dumps(self.notebook if notebook is None else notebook, indent=1, ensure_ascii=False) + "\n"
        )
        return self.begins + text.replace("\n", self.line_end).encode()


class Draft:
    """A student's notebook on her desk: all questions are answered rightly until something is changed."""

    def __init__(self, key: Json, student: Json) -> None:
        self.key = key
        self.notebook: Json = deepcopy(student)
        for cell in self.cells:
            cell["source"] = "".join(cell["source"])  # lines in the file, text in every program
        self.questions: dict[str, Json] = {q["id"]: q for q in key["questions"] if q["checks"]}
        self.points: float = sum(q["points"] for q in self.questions.values())
        self.solutions = {
            name: [c for c in key["cells"] if c["role"] == "solution" and c["question"] == name]
            for name in self.questions
        }
        for name in self.questions:
            self.answer(name, *(tidy(cell["source"]) for cell in self.solutions[name]))

    @property
    def cells(self) -> list[Json]:
        """The notebook's cells."""
        return self.notebook["cells"]

    def find(self, role: str, question: str | None = None) -> list[Json]:
        """Return the cells of a role (answer cells: of code), of one question or of all."""
        return [
            cell
            for cell in self.cells
            if (about := cell["metadata"].get("autograder", {})).get("role") == role
            and question in (None, about.get("question"))
            and (role != "answer" or cell["cell_type"] == "code")
        ]

    def answer(self, question: str, *sources: str) -> None:
        """Write code into the answer cells of a question, nothing into those that are left."""
        cells = self.find("answer", question)
        for place, cell in enumerate(cells):
            cell["source"] = sources[place] if place < len(sources) else ""

    def wrong(self, question: str, place: int) -> str:
        """Give one of the known wrong answers; return its name."""
        known = self.questions[question]["wrong"][place]
        self.answer(question, known["replace"])
        self.points -= known["loses"]
        return known["name"]

    def blank(self, question: str) -> None:
        """Leave a question as it was handed out."""
        self.answer(question, *(cell["stub"] for cell in self.solutions[question]))
        self.points -= self.questions[question]["points"]

    def insert(self, place: int, source: str, kind: str = "code") -> None:
        """Add a cell of the student's own."""
        self.cells.insert(place, new_cell(source, kind, f"own-{len(self.cells)}"))

    def at(self, cell: Json) -> int:
        """Return where a cell stands."""
        return next(place for place, other in enumerate(self.cells) if other is cell)

    def last_names(self) -> Iterator[tuple[str, str]]:
        """Return each question whose answer has several names, with the name that is defined last."""
        for question in self.questions:
            names = [name for cell in self.find("answer", question) for name in defined(cell["source"])]
            asked = [name for name in names if any(uses(c["value"], name) for c in self.checks(question))]
            if len(asked) > 1:
                yield question, asked[-1]

    def checks(self, question: str) -> list[Json]:
        """Return the checks of a question."""
        return self.questions[question]["checks"]


def new_cell(source: str, kind: str, name: str) -> Json:
    """Return a cell as a notebook program makes it."""
    cell: Json = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def tidy(source: str) -> str:
    """Take the author's marks out of a solution."""
    return "\n".join(line for line in source.split("\n") if not re.match(r"\s*# (BEGIN|END) SOLUTION", line))


def defined(source: str) -> list[str]:
    """Return the names that a cell defines at its top level, in their order."""
    names: list[str] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            names += [n.id for t in node.targets for n in ast.walk(t) if isinstance(n, ast.Name)]
    return names


def uses(expression: str, name: str) -> bool:
    """Say whether an expression uses a name."""
    return any(isinstance(n, ast.Name) and n.id == name for n in ast.walk(ast.parse(expression)))


# The same answers as somebody else would write them: by set and question.
STYLES: dict[str, dict[str, dict[str, str]]] = {
    "set-0": {
        "own-price": {
            "a lambda": "own_price = lambda cloth_labour, wine_labour: cloth_labour / wine_labour",
            "an exact fraction": (
                "from fractions import Fraction\n\n\n"
                "def own_price(cloth_labour, wine_labour):\n"
                "    return Fraction(cloth_labour) / Fraction(wine_labour)"
            ),
            "numpy": (
                "import numpy as np\n\n\ndef own_price(cloth_labour, wine_labour):\n"
                "    return np.divide(cloth_labour, wine_labour)"
            ),
        },
        "table": {
            "pandas": (
                "import pandas as pd\n\nsums = pd.Series([1, 3], ['a', 'b']) + pd.Series([2.5, 4], ['a', 'b'])"
            ),
        },
        "find": {
            "the other one": "setting = dict(side='right', x=-2.0)",
            "by search": (
                "setting = {'side': 'left'}\nfor x in range(-9, 0):\n    if x * x == 4:\n        setting['x'] = x"
            ),
        },
    },
    "set-1": {
        "own-price": {
            "lambdas": (
                "own_price = lambda cloth, wine: cloth / wine\n"
                "cloth_seller = lambda e, p: (\n"
                "    'nobody' if math.isclose(own_price(*e), own_price(*p))\n"
                "    else min((own_price(*e), 'England'), (own_price(*p), 'Portugal'))[1]\n"
                ")"
            ),
            "numpy": (
                "import numpy as np\n\n\ndef own_price(cloth_labour, wine_labour):\n"
                "    return np.float64(cloth_labour) / np.float64(wine_labour)\n\n\n"
                "def cloth_seller(england, portugal):\n"
                "    prices = np.array([own_price(*england), own_price(*portugal)])\n"
                "    if np.allclose(*prices):\n        return 'nobody'\n"
                "    return np.array(['England', 'Portugal'])[prices.argmin()]"
            ),
        },
        "gains": {
            "an array": (
                "import numpy as np\n\n\ndef gains(price, england, portugal):\n"
                "    own = np.array([england, portugal])\n"
                "    if price < own.min() or price > own.max():\n        return np.zeros(2)\n"
                "    return np.sqrt(np.where(own == own.min(), price / own, own / price)) - 1"
            ),
            "a list, powers": (
                "def gains(price, england, portugal):\n    out = []\n"
                "    for mine, other in ((england, portugal), (portugal, england)):\n"
                "        if (price - mine) * (other - price) < 0:\n            out.append(0)\n"
                "        else:\n            out.append(max(price / mine, mine / price) ** 0.5 - 1)\n"
                "    return out"
            ),
        },
        "explorer": {
            "in another order": "setting = dict(portugal_wine=120.0, price=0.8 + 0.02)",
            "by search": (
                "for s in EXPLORER.settings():\n    t = EXPLORER.result(s)\n"
                "    if t.cloth_exporter == 'portugal' and t.portugal.gain > 2 * t.england.gain > 0:\n"
                "        setting = s\n        break"
            ),
        },
        "continuum": {
            "a formula": (
                "def share_made(technology, size, theta):\n"
                "    return 1 / (1 + (size**theta / technology) ** (1 / (1 + theta)))\n\n\n"
                "def home_gain(technology, size, theta):\n"
                "    return math.exp(-math.log(share_made(technology, size, theta)) / theta) - 1"
            ),
            "scipy": (
                "from scipy.optimize import brentq\n\n\ndef share_made(technology, size, theta):\n"
                "    def apart(z):\n"
                "        return (technology * (1 - z) / z) ** (1 / theta) - z / (1 - z) * size\n\n"
                "    return brentq(apart, 1e-12, 1 - 1e-12, xtol=1e-14)\n\n\n"
                "home_gain = lambda t, s, theta: share_made(t, s, theta) ** (-1 / theta) - 1"
            ),
        },
        "cars": {
            "numpy and keywords": (
                "import numpy as np\n\nF, c, b = 7.5e8, 5e3, 1 / 3e4\n\n\ndef firms(size):\n"
                "    return np.sqrt(np.asarray(size) / (b * F))\n\n\n"
                "def price(size):\n    return c + 1 / (b * firms(size=size))\n\n\n"
                "def firms_that_leave(home, abroad):\n"
                "    return firms(np.array([home, abroad])).sum() - firms(home + abroad)"
            ),
        },
        "two-way-trade": {
            "loops": (
                "def by_product(table):\n    answer = []\n"
                "    for x, m in zip(table['exports'], table['imports']):\n"
                "        answer.append(2 * min(x, m) / (x + m))\n    return answer\n\n\n"
                "def country_index(table):\n    total = table['exports'] + table['imports']\n"
                "    return sum(i * w for i, w in zip(by_product(table), total)) / total.sum()\n\n\n"
                "def grouped_index(table):\n    rows = {}\n    for row in table.itertuples():\n"
                "        x, m = rows.get(row.group, (0, 0))\n"
                "        rows[row.group] = (x + row.exports, m + row.imports)\n"
                "    return country_index(pd.DataFrame(list(rows.values()), columns=['exports', 'imports']))"
            ),
            "an array for the list": (
                "import numpy as np\n\n\ndef by_product(table):\n"
                "    x, m = table[['exports', 'imports']].to_numpy().T\n    return 1 - np.abs(x - m) / (x + m)\n\n\n"
                "def country_index(table):\n"
                "    return np.average(by_product(table), weights=table['exports'] + table['imports'])\n\n\n"
                "def grouped_index(table):\n"
                "    return country_index(table.pivot_table(index='group', values=['exports', 'imports'], aggfunc='sum'))"
            ),
        },
        "tariff-war": {
            "until nothing changes": (
                "def war_tariff(sigma, tariff=1.0):\n    new = (1 + (1 + tariff) ** -sigma) / (sigma - 1)\n"
                "    return new if abs(new - tariff) < 1e-13 else war_tariff(sigma, new)\n\n\n"
                "def real_income(tariff, sigma):\n    import numpy as np\n\n"
                "    def u(t):\n        use = np.array([1, (1 + t) ** (-sigma)])\n        use = use / use.sum()\n"
                "        return (use ** (1 - 1 / sigma)).sum() ** (sigma / (sigma - 1))\n\n"
                "    return np.round(100 * u(tariff) / u(0), 9)"
            ),
        },
        "records": {
            "numpy numbers": (
                "table = data.load('merchandise_exports')\nw = table[table.entity == 'WLD'].sort_values('year')\n"
                "early = w[w.year.between(1913, 1939)]\n"
                "fall_points = early.value.iloc[0] - early.value.min()\n"
                "share_of_falls = (w.value.diff() < 0).sum() / (len(w) - 1)"
            ),
            "plain loops": (
                "rows = [(r.year, r.value) for r in data.load('merchandise_exports').itertuples() if r.entity == 'WLD']\n"
                "values = dict(rows)\nlow = min(v for y, v in rows if 1913 <= y < 1940)\nfall_points = values[1913] - low\n"
                "years = sorted(values)\nfalls = [values[b] < values[a] for a, b in zip(years, years[1:])]\n"
                "share_of_falls = sum(falls) / len(falls)"
            ),
        },
    },
    "set-2": {
        "port": {
            "a table of all ways": (
                "def route(member, tariffs, transhipment, proof):\n"
                "    ways = [(1 + tariffs[member], 0, member)]\n"
                "    for port in sorted(transhipment):\n"
                "        ways.append((1 + tariffs[port] + transhipment[port] + proof + 1e-9, 1, port))\n"
                "    best = min(ways)\n"
                "    return best[2], best[0]\n\n\n"
                "def enough_proof(member, tariffs, transhipment):\n"
                "    without = [tariffs[p] + transhipment[p] for p in transhipment] + [tariffs[member]]\n"
                "    return tariffs[member] - min(without)"
            ),
            "a list, rounded": (
                "def route(member, tariffs, transhipment, proof):\n"
                "    ways = pd.Series({p: tariffs[p] + cost + proof for p, cost in transhipment.items()})\n"
                "    if round(ways.min(), 9) >= round(tariffs[member], 9):\n"
                "        return [member, 1 + tariffs[member]]\n"
                "    return [ways.idxmin(), 1 + ways.min()]\n\n\n"
                "def enough_proof(member, tariffs, transhipment):\n"
                "    low, high = 0.0, 1.0\n"
                "    while high - low > 1e-12:\n"
                "        middle = (low + high) / 2\n"
                "        if route(member, tariffs, transhipment, middle)[0] == member:\n"
                "            high = middle\n"
                "        else:\n"
                "            low = middle\n"
                "    return low if low > 0 else 0"
            ),
        },
        "union": {
            "welfare before and after": (
                "def _home(price, paid, a, b, c):\n"
                "    bought, made = a - b * price, c * price\n"
                "    return bought**2 / (2 * b), made**2 / (2 * c), (price - paid) * (bought - made)\n\n\n"
                "def gains(a, b, c, tariff, partner):\n"
                "    alone = a / (b + c)\n"
                "    before = min(1 + tariff, alone)\n"
                "    first = _home(before, 1, a, b, c)\n"
                "    then = _home(partner, partner, a, b, c) if partner < before else first\n"
                "    return [y - x for x, y in zip(first, then)]\n\n\n"
                "def areas(a, b, c, tariff, partner):\n"
                "    total = sum(gains(a, b, c, tariff, partner))\n"
                "    before = min(1 + tariff, a / (b + c))\n"
                "    lost = (partner - 1) * (a - (b + c) * before) if partner < before else 0\n"
                "    return total + lost, lost"
            ),
            "numpy": (
                "import numpy as np\n\n\n"
                "def areas(a, b, c, tariff, partner):\n"
                "    high = np.minimum(1 + tariff, a / (b + c))\n"
                "    fall = np.maximum(high - partner, 0)\n"
                "    return np.array([(b + c) * fall**2 / 2, (fall > 0) * (partner - 1) * (a - (b + c) * high)])\n\n\n"
                "def gains(a, b, c, tariff, partner):\n"
                "    high = np.minimum(1 + tariff, a / (b + c))\n"
                "    low = np.minimum(high, partner)\n"
                "    grid = np.linspace(low, high, 3)[1:-1]  # the middle of a straight line\n"
                "    bought, made = ((high - low) * np.mean(curve) for curve in (a - b * grid, c * grid))\n"
                "    return np.array([bought, -made, np.where(low < high, (1 - high) * (a - (b + c) * high), 0)])"
            ),
        },
        "explorer": {
            "another one, typed as it is read": "setting = {'tariff': 1.32, 'partner': 1.6}",
            "by search": (
                "for s in EXPLORER.settings():\n    u = EXPLORER.result(s)\n"
                "    if u.undercuts and u.gain < -0.1 and u.after.imports > 2 * u.before.imports:\n"
                "        setting = s"
            ),
        },
        "compensate": {
            "step by step": (
                "def payment(buyers, makers, imports, tariff, partner, part):\n"
                "    before, after = tariff * imports, part * imports * (partner - 1)\n"
                "    pay = abs(makers) + (before - after)\n"
                "    if round(pay - buyers, 9) > 0:\n        return 'cannot be done'\n    return pay\n\n\n"
                "def least_part(buyers, makers, imports, tariff, partner):\n"
                "    low, high = 0.0, 1.0\n"
                "    if payment(buyers, makers, imports, tariff, partner, 0) != 'cannot be done':\n        return 0\n"
                "    for _ in range(60):\n        middle = (low + high) / 2\n"
                "        if payment(buyers, makers, imports, tariff, partner, middle) == 'cannot be done':\n"
                "            low = middle\n        else:\n            high = middle\n    return high"
            ),
        },
        "capital": {
            "by bisection, and the course's model": (
                "from integration_ladder.models import common_market\n\n\n"
                "def lent(home, foreign, share):\n"
                "    (K, L, A), (K2, L2, A2) = home, foreign\n    low, high = -K2, K\n"
                "    for _ in range(200):\n        F = (low + high) / 2\n"
                "        if A * ((K - F) / L) ** (share - 1) < A2 * ((K2 + F) / L2) ** (share - 1):\n"
                "            low = F\n        else:\n            high = F\n    return F\n\n\n"
                "def incomes(home, foreign, mobility, share):\n"
                "    one, two = common_market.Country(*home), common_market.Country(*foreign)\n"
                "    m = common_market.move_capital(mobility, one, two, share)\n"
                "    return [x for side in (m.home, m.foreign) for x in (side.labour_income, side.capital_income)]\n\n\n"
                "def holds_capital(capital, labour, foreign, share):\n"
                "    K, L, A = foreign\n    return A * (K / L) ** (share - 1) * (capital / labour) ** (1 - share)"
            ),
        },
        "tax": {
            "a set, an array": (
                "import numpy as np\n\nlosers = {'foreign workers', 'home owners'}\n\n\n"
                "def lent_at(tax):\n    k = (1 - tax) ** 1.5\n"
                "    return np.maximum(100 * k / (1 + k) - 20, 0)\n\n\n"
                "def host_income(tax):\n    at_work = 20 + lent_at(tax)\n    made = at_work ** (1 / 3) * 50 ** (2 / 3)\n"
                "    return made * (1 - (1 - tax) / 3 * lent_at(tax) / at_work)\n\n\n"
                "taxes = np.arange(0, 0.605, 0.01)\nbest_tax = taxes[host_income(taxes).argmax()]"
            ),
            "the classes added up": (
                "losers = ('foreign workers', 'home owners')\n\n\n"
                "def lent_at(tax):\n    low, high = 0.0, 30.0\n    for _ in range(100):\n        F = (low + high) / 2\n"
                "        if (1 - tax) * (20 + F) ** (-2 / 3) > (80 - F) ** (-2 / 3):\n            low = F\n"
                "        else:\n            high = F\n    return F\n\n\n"
                "def host_income(tax):\n    K = 20 + lent_at(tax)\n    r = (50 / K) ** (2 / 3) / 3\n    wages = 2 * r * K\n"
                "    return wages + r * 20 + tax * r * (K - 20)\n\n\n"
                "best_tax = round(max(range(61), key=lambda n: host_income(n / 100)) / 100, 2)"
            ),
        },
        "shock": {
            "a DataFrame and keywords": (
                "def channels(output, income, disposable, spent):\n"
                "    steps = -pd.Series([output, income, disposable, spent, 0]).diff().dropna() / output\n"
                "    K, F, C, U = steps\n    return [K, C, F, U]\n\n\n"
                "def this_year(shock, beta_K, beta_C, beta_F):\n"
                "    money = -shock * sum([beta_K, beta_C, beta_F])\n    return [-shock - money, money / 9]\n\n\n"
                "def next_year(shock, beta_K, beta_C, beta_F):\n    owed = beta_C * shock\n    return [-owed, owed / 9]\n\n\n"
                "def budget(years, beta_F):\n    table = pd.DataFrame(years, columns=['a', 'b'])\n"
                "    paid = beta_F * (table.a - table.b)\n    return paid.abs().sum(), paid.sum()"
            ),
        },
        "blocs": {
            "with loops": (
                "def wait(table, bloc, rung):\n"
                "    rows = [r for r in table.itertuples() if r.bloc == bloc and r.value == rung]\n"
                "    if not rows:\n        return 'not in the table'\n"
                "    rows = sorted((r.reached, r.treaty) for r in rows if r.reached[0].isdigit())\n"
                "    if not rows:\n        return 'not reached'\n    reached, treaty = rows[0]\n"
                "    return 'no date' if not treaty[0].isdigit() else int(reached[:4]) - int(treaty[:4])\n\n\n"
                "def passed_over(table, bloc):\n    if bloc not in table['bloc'].values:\n        return 'not in the table'\n"
                "    rows = [(r.reached[:4], r.value) for r in table.itertuples() if r.bloc == bloc and r.reached != 'none']\n"
                "    top = max((v for _, v in rows), default=0)\n    when = min((d for d, v in rows if v == top), default='')\n"
                "    return [n for n in (1, 2, 3) if n < top and not any(v == n and d <= when for d, v in rows)]"
            ),
            "pandas dates": (
                "def wait(table, bloc, rung):\n    rows = table.query('bloc == @bloc and value == @rung')\n"
                "    if len(rows) == 0:\n        return 'not in the table'\n"
                "    years = rows[['treaty', 'reached']].apply(lambda c: pd.to_numeric(c.str[:4], errors='coerce'))\n"
                "    years = years.dropna(subset='reached').sort_values('reached')\n"
                "    if len(years) == 0:\n        return 'not reached'\n    gap = (years.reached - years.treaty).iloc[0]\n"
                "    return 'no date' if pd.isna(gap) else gap\n\n\n"
                "def passed_over(table, bloc):\n    rows = table[table.bloc == bloc]\n"
                "    if rows.empty:\n        return 'not in the table'\n"
                "    rows = rows.assign(year=pd.to_numeric(rows.reached.str[:4], errors='coerce')).dropna(subset='year')\n"
                "    first = rows[rows.value > 0].groupby('value').year.min()\n"
                "    return [n for n in range(1, int(first.index.max() if len(first) else 0))\n"
                "            if n not in first.index or first[n] > first.iloc[-1]]"
            ),
        },
    },
}

# Puts what answers return into another form, without changing what it is.
RETURNS = {
    "numpy numbers": (
        "np.bool_(value) if isinstance(value, bool) else np.float64(value) if isinstance(value, (int, float)) else value"
    ),
    "arrays and tuples": (
        "np.array(value) if isinstance(value, tuple) and not any(isinstance(part, (str, bool)) for part in value) "
        "else tuple(value) if isinstance(value, list) else value"
    ),
    "an array of no dimension": "np.array(value) if isinstance(value, (int, float)) else value",
    "exact fractions": "Fraction(value) if isinstance(value, float) else value",
}
OTHER_FORM = """\
import numpy as np
from fractions import Fraction

def _form(value):
    return {form}

def _formed(function):
    return lambda *given, **named: _form(function(*given, **named))

for _name in {names}:
    _it = globals()[_name]
    globals()[_name] = _formed(_it) if callable(_it) else _form(_it)
"""
NOTE = "## My notes\n\nThe seller gains $\\sqrt{p/a} - 1$. 比较优势 means *comparative advantage*. <b>Look again!</b>"


def honest(key: Json, student: Json) -> list[Honest]:
    """Return the submissions to a set: its key and its student notebook, both as JSON."""

    def draft() -> Draft:
        return Draft(key, student)

    found: list[Honest] = []

    def keep(name: str, made: Draft, **more: Any) -> None:
        found.append(Honest(name, made.notebook, round(made.points, 6), **more))

    keep("all right", draft())
    blank = draft()
    for question in blank.questions:
        blank.blank(question)
    keep("blank", blank)
    for name, change in (("only the written answer", _write), ("only notes and prints", _prints)):
        made = draft()
        for question in made.questions:
            made.blank(question)
        change(made)
        keep(name, made)
    for question, about in draft().questions.items():
        for place in range(len(about["wrong"])):
            made = draft()
            keep(f"wrong in {question}: {made.wrong(question, place)}", made)
        made = draft()
        made.blank(question)
        keep(f"left out {question}", made)
        for style, source in STYLES.get(key["set"], {}).get(question, {}).items():
            made = draft()
            rest = made.find("answer", question)[1:]
            made.answer(question, source, *(cell["source"] for cell in rest))
            keep(f"right in {question}: {style}", made)
    for question, name in draft().last_names():
        made = draft()
        _unfinish(made, question, name)
        keep(f"half of {question}, {name} is missing", made)
    for form, expression in RETURNS.items():
        made = draft()
        for question in made.questions:
            last = made.find("answer", question)[-1]
            names = [n for cell in made.find("answer", question) for n in defined(cell["source"])]
            asked = [n for n in names if any(uses(c["value"], n) for c in made.checks(question))]
            last["source"] += "\n\n" + OTHER_FORM.format(form=expression, names=asked)
        keep(f"answers as {form}", made)
    for turn, (name, change, more) in enumerate(NOISE):
        made = draft()
        if turn % 2 and change is not _syntax:  # every other one is not wholly right, so that marks differ
            question = list(made.questions)[turn // 2 % len(made.questions)]
            made.wrong(question, turn % len(made.questions[question]["wrong"]))
        change(made)
        keep(name, made, **more)
    return found


def _unfinish(made: Draft, question: str, name: str) -> None:
    """Put the stub back for one name of a question; its checks are lost."""
    for cell, solution in zip(made.find("answer", question), made.solutions[question], strict=True):
        if name not in defined(cell["source"]):
            continue
        functions = {n.name: n for n in ast.parse(solution["stub"]).body if isinstance(n, ast.FunctionDef)}
        if name in functions:
            whole = next(n for n in ast.parse(cell["source"]).body if getattr(n, "name", "") == name)
            old = ast.get_source_segment(cell["source"], whole) or ""
            cell["source"] = cell["source"].replace(
                old, ast.get_source_segment(solution["stub"], functions[name]) or ""
            )
        else:
            cell["source"] += f"\n{name} = ..."
    made.points -= sum(check["points"] for check in made.checks(question) if uses(check["value"], name))


def _first_answer(made: Draft) -> Json:
    return made.find("answer")[0]


def _write(made: Draft) -> None:
    for cell in made.cells:
        if cell["cell_type"] == "markdown" and "answer" in cell["metadata"].get("tags", []):
            cell["source"] = (
                "The paper argues both halves.\n\n- First, *within*.\n- Second, between: 1 < 2 & 2 > 1."
            )


def _prints(made: Draft) -> None:
    for cell in reversed(made.find("answer")):
        made.insert(made.at(cell) + 1, "print('Here I am', 1 / 3)\n{'a': [1, 2], 'b': None}")
    made.insert(0, NOTE, "markdown")


def _plots(made: Draft) -> None:
    source = "import matplotlib.pyplot as plt\n\nfigure, axes = plt.subplots()\naxes.plot([1, 2, 3], [2, 1, 3])\nplt.show()"
    made.insert(made.at(made.find("check")[0]), source)
    made.insert(len(made.cells), source)


def _own_tests(made: Draft) -> None:
    for question, about in made.questions.items():
        visible = [check["value"] for check in about["checks"] if not check["hidden"]]
        made.insert(
            made.at(made.find("check", question)[0]), "\n".join(f"print({value})" for value in visible)
        )


def _names_of_inputs(made: Draft) -> None:
    names = {n for q in made.questions for check in made.checks(q) for n in check["draw"]}
    for cell in made.find("answer"):
        cell["source"] += "".join(f"\n{name} = 'mine'" for name in sorted(names))


def _imports(made: Draft) -> None:
    given = made.find("given")[0]
    given["source"] = f"import sys\nimport random as r, statistics\n{given['source']}\nimport numpy as np"


def _helpers(made: Draft) -> None:
    """Move the insides of the answers into cells of their own, above."""
    for cell in made.find("answer"):
        functions = [name for name in defined(cell["source"]) if f"def {name}(" in cell["source"]]
        if functions:
            name = functions[0]
            made.insert(made.at(cell), cell["source"].replace(f"def {name}(", f"def my_{name}("))
            cell["source"] = f"{name} = lambda *numbers: my_{name}(*numbers)"


def _failing_cell(made: Draft) -> None:
    made.insert(made.at(_first_answer(made)), "1 / 0")
    made.insert(made.at(_first_answer(made)) + 1, "this_name_does_not_exist + 1")


def _failing_end(made: Draft) -> None:
    for cell in made.find("answer"):
        cell["source"] += "\n\nassert 1 == 2, 'I wonder'"


def _syntax(made: Draft) -> None:
    """Break the last question's cells; whatever it still had is lost."""
    question = list(made.questions)[-1]
    made.points -= made.questions[question]["points"]
    for cell in made.find("answer", question):
        cell["source"] = "if True\n" + cell["source"]


def _stub_kept(made: Draft) -> None:
    """Leave the stub's cell and answer in a new one below it."""
    for question in made.questions:
        for cell, solution in zip(made.find("answer", question), made.solutions[question], strict=True):
            if cell["source"]:
                made.insert(made.at(cell) + 1, cell["source"])
                cell["source"] = solution["stub"]


def _no_checks(made: Draft) -> None:
    gone = made.find("check")
    made.cells[:] = [cell for cell in made.cells if cell not in gone]


def _no_loader(made: Draft) -> None:
    made.cells.remove(made.find("load")[0])


def _only_code(made: Draft) -> None:
    made.cells[:] = [cell for cell in made.cells if cell["cell_type"] == "code"]


def _checks_twice(made: Draft) -> None:
    for cell in made.find("answer"):
        question = cell["metadata"]["autograder"]["question"]
        made.insert(made.at(cell) + 1, f"check('{question}')\ncheck()")


def _copy(made: Draft, cell: Json, source: str, place: int) -> None:
    copied = deepcopy(cell) | {"source": source, "id": f"copy-{len(made.cells)}"}
    made.cells.insert(place, copied)


def _second_try(made: Draft) -> None:
    """Keep a wrong try in the cell and the right answer in a copy of it below."""
    for question in made.questions:
        cell = made.find("answer", question)[0]
        _copy(made, cell, cell["source"], made.at(cell) + 1)
        cell["source"] = made.questions[question]["wrong"][0]["replace"]


def _second_thoughts(made: Draft) -> None:
    """Correct a wrong try below the check, in a copy of the cell."""
    cell = _first_answer(made)
    question = cell["metadata"]["autograder"]["question"]
    below = made.at(made.find("check", question)[0]) + 1
    _copy(made, cell, cell["source"], below)
    cell["source"] = made.questions[question]["wrong"][0]["replace"]


def _blocks(made: Draft) -> list[list[Json]]:
    """Return the cells question by question, what stands before the first as one block."""
    blocks: list[list[Json]] = [[]]
    for cell in made.cells:
        if cell["metadata"].get("autograder", {}).get("role") == "title":
            blocks.append([])
        blocks[-1].append(cell)
    return blocks


def _backwards(made: Draft) -> None:
    first, *rest = _blocks(made)
    made.cells[:] = [*first, *(cell for block in reversed(rest) for cell in block)]


def _answers_first(made: Draft) -> None:
    """Move each answer above its question's text."""
    for question in made.questions:
        cells = made.find("answer", question)
        for cell in cells:
            made.cells.remove(cell)
        title = made.at(made.find("title", question)[0])
        made.cells[title:title] = cells


def _kernel(made: Draft) -> None:
    made.notebook["metadata"]["kernelspec"] = {
        "display_name": "econ (conda)",
        "language": "python",
        "name": "conda-env-econ-py",
    }


def _no_kernel(made: Draft) -> None:
    made.notebook["metadata"] = {}


def _other_language(made: Draft) -> None:
    made.notebook["metadata"]["language_info"] = {
        "name": "python",
        "version": "3.9.6",
        "mimetype": "text/x-python",
    }
    made.notebook["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}


def _outputs(made: Draft) -> None:
    for number, cell in enumerate(c for c in made.cells if c["cell_type"] == "code"):
        cell["execution_count"] = 90 - number
        cell["outputs"] = [
            {"output_type": "stream", "name": "stdout", "text": f"line {number}\n" * 20_000},
            {
                "output_type": "error",
                "ename": "ZeroDivisionError",
                "evalue": "division by zero",
                "traceback": ["…"],
            },
        ]


def _much_printed(made: Draft) -> None:
    made.insert(made.at(_first_answer(made)), "for number in range(20_000):\n    print('a step', number)")


def _colab(made: Draft) -> None:
    made.notebook["metadata"] = {
        "colab": {"provenance": []},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
    }
    made.notebook["nbformat_minor"] = 0
    for number, cell in enumerate(made.cells):
        cell["metadata"] = {"id": f"c{number}"}
        cell.pop("id", None)


def _no_metadata(made: Draft) -> None:
    for cell in made.cells:
        cell["metadata"] = {}


def _no_ids(made: Draft) -> None:
    made.notebook["nbformat_minor"] = 4
    for cell in made.cells:
        del cell["id"]


def _same_ids(made: Draft) -> None:
    for cell in made.cells:
        cell["id"] = "the-same"


def _lines(made: Draft) -> None:
    for cell in made.cells:
        cell["source"] = cell["source"].splitlines(keepends=True)


def _windows_cells(made: Draft) -> None:
    for cell in made.find("answer"):
        cell["source"] = cell["source"].replace("\n", "\r\n")


def _magics(made: Draft) -> None:
    made.insert(2, "%matplotlib inline\n%config InlineBackend.figure_format = 'svg'\n!pip --version")
    given = made.find("given")[0]
    given["source"] = "%matplotlib inline\n" + given["source"]


def _timed(made: Draft) -> None:
    cell = made.find("answer")[-1]
    cell["source"] = "%%time\n" + cell["source"]


def _notes(made: Draft) -> None:
    for place in range(len(made.cells), 0, -3):
        made.insert(place, NOTE, "markdown")
    made.insert(1, "raw text", "raw")


def _empty_cells(made: Draft) -> None:
    for place in range(len(made.cells), 0, -2):
        made.insert(place, ("", "   \n", "# nothing yet")[place % 3])


def _guarded(made: Draft) -> None:
    for cell in made.find("answer"):
        cell["source"] = "if __name__ == '__main__':\n" + "\n".join(
            f"    {line}" if line else "" for line in cell["source"].split("\n")
        )


def _warns(made: Draft) -> None:
    for cell in made.find("answer"):
        cell["source"] = (
            "import warnings, sys\nwarnings.warn('careful')\nprint('hm', file=sys.stderr)\n" + cell["source"]
        )


def _noisy_answers(made: Draft) -> None:
    """Let every function print and warn when it is called."""
    for cell in made.find("answer"):
        names = [name for name in defined(cell["source"]) if f"def {name}(" in cell["source"]]
        cell["source"] += (
            "\n\nimport sys\n\n\ndef aloud(function):\n    def inner(*given):\n        print('called with', given)\n"
            "        print('calling', file=sys.stderr)\n        return function(*given)\n\n    return inner\n\n"
        )
        cell["source"] += "".join(f"\n{name} = aloud({name})" for name in names)


def _remembers(made: Draft) -> None:
    for cell in made.find("answer"):
        names = [name for name in defined(cell["source"]) if f"def {name}(" in cell["source"]]
        checks = made.checks(cell["metadata"]["autograder"]["question"])
        asked = [node for check in checks for node in ast.walk(ast.parse(check["value"]))]
        unhashable = {
            node.func.id
            for node in asked
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if any(isinstance(given, ast.Dict | ast.List) for given in node.args)
        }
        hashable = [name for name in names if "table" not in cell["source"] and name not in unhashable]
        cell["source"] += "\n\nfrom functools import lru_cache\n" + "".join(
            f"\n{name} = lru_cache({name})" for name in hashable
        )


def _asks(made: Draft) -> None:
    made.insert(made.at(_first_answer(made)), "name = input('Your name? ')")


def _awaits(made: Draft) -> None:
    made.insert(made.at(_first_answer(made)), "import asyncio\n\nawait asyncio.sleep(0)")


def _typed(made: Draft) -> None:
    made.insert(
        2,
        "from __future__ import annotations\nfrom dataclasses import dataclass\n\n\n@dataclass\nclass Country:\n"
        "    name: str\n    θ: float = 4\n\n\nhome = Country('Ägypten 中国')\nhome",
    )


def _merged(made: Draft) -> None:
    """Merge each answer with the check below it."""
    for question in made.questions:
        answer, check = made.find("answer", question)[-1], made.find("check", question)[0]
        answer["source"] += "\n\n" + check["source"]
        made.cells.remove(check)


def _split(made: Draft) -> None:
    """Split each answer behind its first definition."""
    for cell in made.find("answer"):
        lines = cell["source"].split("\n")
        end = next((node.end_lineno for node in ast.parse(cell["source"]).body), 0)
        made.insert(made.at(cell) + 1, "\n".join(lines[end:]).strip("\n"))
        cell["source"] = "\n".join(lines[:end])


Change = Callable[[Draft], None]
LOST: Json = {"comparable": False}
NOISE: list[tuple[str, Change, Json]] = [
    ("the written answer too", _write, {}),
    ("prints", _prints, {}),
    ("plots", _plots, {}),
    ("own tests", _own_tests, {}),
    ("names of drawn inputs used", _names_of_inputs, {}),
    ("more imports in the given cell", _imports, {}),
    ("helpers in cells of their own", _helpers, {}),
    ("cells that stop with an error", _failing_cell, {}),
    ("answers that stop after the last line", _failing_end, {}),
    ("stubs kept, answers below", _stub_kept, {}),
    ("checks deleted", _no_checks, LOST),
    ("the loader deleted", _no_loader, {}),
    ("all text deleted", _only_code, {}),
    ("checks run twice", _checks_twice, {}),
    ("a wrong try above", _second_try, LOST),
    ("a wrong try corrected below the check", _second_thoughts, LOST),
    ("questions backwards", _backwards, {}),
    ("answers above the questions", _answers_first, {}),
    ("a kernel of her own", _kernel, LOST),
    ("no metadata of the notebook", _no_kernel, {}),
    ("another version of Python", _other_language, {}),
    ("megabytes of output", _outputs, {}),
    ("much printed", _much_printed, {}),
    ("through Colab", _colab, LOST),
    ("metadata stripped", _no_metadata, LOST),
    ("format 4.4 without ids", _no_ids, {}),
    ("one id for all cells", _same_ids, LOST),
    ("source as lists of lines", _lines, {}),
    ("Windows line ends in cells", _windows_cells, {}),
    ("Windows line ends in the file", lambda made: None, {"line_end": "\r\n"}),
    ("a byte order mark", lambda made: None, {"begins": b"\xef\xbb\xbf", **LOST}),
    ("magics", _magics, {}),
    ("a timed answer", _timed, {}),
    ("notes in between", _notes, {}),
    ("empty cells", _empty_cells, {}),
    ("answers behind a guard", _guarded, {}),
    ("warnings", _warns, {}),
    ("answers that print", _noisy_answers, {}),
    ("answers that remember", _remembers, {}),
    ("asks for a name", _asks, {}),
    ("awaits", _awaits, {}),
    ("classes and unusual letters", _typed, {}),
    ("merged with the checks", _merged, LOST),
    ("split cells", _split, {}),
    ("a cell that is not Python", _syntax, {}),
]
