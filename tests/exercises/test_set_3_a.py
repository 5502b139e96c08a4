"""Exercise set 3, first half: right by the course's models and tables, and fair to whoever answers in another way.

What holds of every set: ``test_sets.py``.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import chdir
from functools import cache
from typing import Any

import pytest

from autograder.compare import matches
from autograder.draws import inputs
from autograder.run import evaluate, fresh_namespace, run_cell
from autograder.source import Question
from integration_ladder.charts.evolution import eras
from integration_ladder.explorers.evolution.stolper_samuelson import EXPLORER
from integration_ladder.models import domino, hub_and_spokes, stolper_samuelson

from . import handed_out

SEEDS = ("20263", "20263+1", "another")
HALF = ("hubs", "dominoes", "eras", "rewards", "setting")


@pytest.fixture(scope="module")
def solved() -> dict[str, Any]:
    """The names that the solutions define."""
    return handed_out.solved("set-3")


def asked(name: str) -> Question:
    """Return a question of this half."""
    (question,) = (one for one in handed_out.SETS["set-3"].questions if one.id == name)
    return question


def test_this_half_has_its_points_and_minutes() -> None:
    half = [asked(name) for name in HALF]
    assert sum(question.points for question in half) == 10.5
    assert sum(question.minutes for question in half) <= 66
    assert [question.objective for question in half] == ["centre"] * 3 + ["rewards"] * 2


# Right by the models


def costs(n: int, to_one: float, among: float) -> list[list[float]]:
    """Return the trade costs of one country, the first, and all the others."""
    return [[1.0 if i == j else to_one if 0 in (i, j) else among for j in range(n)] for i in range(n)]


def test_one_country_and_the_others_agree_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(1)
    for _ in range(30):
        n, sigma = draw.randint(3, 8), draw.uniform(2, 6)
        to_one, among = draw.uniform(1, 1.9), draw.uniform(1, 1.9)
        model = hub_and_spokes.world([1.0] * n, costs(n, to_one, among), sigma).real_incomes
        assert solved["one_and_others"](n, to_one, among, sigma) == pytest.approx((model[0], model[1]))
        same = hub_and_spokes.alike(among, n, sigma)
        assert solved["one_and_others"](n, among, among, sigma) == pytest.approx((same, same))
    stay = hub_and_spokes.wheel(1)
    assert solved["one_and_others"](4, 1.2, 1.6, 5) == pytest.approx(
        (stay.incumbent.real_income, stay.first.real_income)
    ), "the page's own numbers, at which the text lets a student check"


def test_the_order_is_the_same_everywhere_and_no_tie(solved: dict[str, Any]) -> None:
    draw = random.Random(2)
    for _ in range(300):
        n, sigma = draw.choice((3, 4, 5, 8, 20, 60)), draw.uniform(1.2, 9)
        cheap = draw.uniform(1, 1.8)
        dear = cheap + draw.uniform(0.05, 1)
        of = solved["one_and_others"]
        hub, spoke = of(n, cheap, dear, sigma)
        out, inside = of(n, dear, cheap, sigma)
        incomes = {
            "hub": hub,
            "spoke": spoke,
            "left out": out,
            "inside": inside,
            "free trade": of(n, cheap, cheap, sigma)[0],
            "no agreement": of(n, dear, dear, sigma)[0],
        }
        assert sorted(incomes, key=lambda name: -incomes[name]) == solved["order"]
        ranked = sorted(incomes.values())
        assert all(above > below * (1 + 1e-9) for below, above in zip(ranked, ranked[1:], strict=False))


def test_up_to_its_cost_the_hub_keeps_its_system(solved: dict[str, Any]) -> None:
    for n, cheap, dear, sigma in ((5, 1.25, 1.7, 4), (3, 1.1, 1.9, 6), (9, 1.3, 1.4, 3)):
        cost = solved["until_free_trade"](n, cheap, dear, sigma)
        assert cheap < cost < dear
        free = hub_and_spokes.alike(cheap, n, sigma)
        assert hub_and_spokes.world([1.0] * n, costs(n, cost, dear), sigma).real_incomes[0] == pytest.approx(
            free
        )


def test_dominoes_of_one_kind_are_those_of_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(3)
    for _ in range(100):
        first, pull, near = draw.uniform(0.02, 0.6), draw.uniform(0, 0.95), draw.uniform(0, 1)
        model = domino.join(first, pull)
        assert solved["share_at_rest"](near, first, first, pull) == pytest.approx((model.end, model.end))
        for rounds, share in enumerate(model.path[:6]):
            if share < model.end - 1e-6:
                assert solved["rounds_to"](share, near, first, first, pull, 1) == rounds
        if model.end < 0.98:
            assert solved["rounds_to"](model.end + 0.01, near, first, first, pull, 1) == "never"


def rest(near: float, shock: float, far_shock: float, pull: float) -> tuple[float, float]:
    """Return both shares at rest in closed form, case by case."""
    share = (near * shock + (1 - near) * far_shock) / (1 - pull)
    if shock + pull * share > 1:
        share = (near + (1 - near) * far_shock) / (1 - (1 - near) * pull)
        if far_shock + pull * share > 1:
            share = 1.0
    return min(1, shock + pull * share), min(1, far_shock + pull * share)


def test_two_kinds_have_a_closed_form_and_the_door_only_delays(solved: dict[str, Any]) -> None:
    draw = random.Random(4)
    cases = set()
    for _ in range(300):
        near, pull = draw.uniform(0.05, 0.95), draw.uniform(0, 0.95)
        shock = draw.uniform(0.05, 1)
        far_shock = draw.uniform(0, shock)
        both = solved["share_at_rest"](near, shock, far_shock, pull)
        assert both == pytest.approx(rest(near, shock, far_shock, pull))
        cases.add((both[0] == 1, both[1] == 1))
        end = near * both[0] + (1 - near) * both[1]
        wide, narrow = (
            solved["rounds_to"](0.99 * end, near, shock, far_shock, pull, door) for door in (1, 0.02)
        )
        assert wide <= narrow < 1000
        assert narrow >= 0.99 * end / 0.02 - 1e-6
        if end < 0.98:
            assert solved["rounds_to"](end + 0.01, near, shock, far_shock, pull, 0.02) == "never"
    assert cases == {(False, False), (True, False), (True, True)}


def test_falls_agree_with_the_course_s_series(solved: dict[str, Any]) -> None:
    table = solved["openness"]
    for key, series in eras.SERIES.items():
        if series.table != eras.OPENNESS:
            continue
        values = eras.values(key)
        mine = table, series.indicator, series.entity
        years = [y for first, last in solved["stretches"](*mine) for y in range(first, last + 1)]
        assert years == list(values)
        found = solved["deepest_fall"](*mine)
        falls = [
            1 - values[b] / values[a]
            for a in values
            for b in values
            if a < b and all(year in values for year in range(a, b))
        ]
        if not falls:
            assert found == "cannot be told"
            continue
        peak, trough, depth = found
        assert depth == pytest.approx(max(falls)) == pytest.approx(1 - values[trough] / values[peak])
        assert solved["part_by"](*mine, peak) == 0
        assert solved["part_by"](*mine, trough) == 1
        assert solved["part_by"](*mine, trough + 1) == "not in the fall"
        assert all(0 <= solved["part_by"](*mine, year) <= 1 for year in range(peak, trough + 1))


def test_what_the_texts_say_of_the_years_is_so(solved: dict[str, Any]) -> None:
    peak, trough, _ = solved["deepest_fall"](solved["openness"], "merch_exports_gdp", "WLD")
    assert (peak, trough) == (1913, 1945)
    assert eras.DATINGS["leader"][0].last == 1945


def test_rewards_agree_with_the_model(solved: dict[str, Any]) -> None:
    draw = random.Random(5)
    other = stolper_samuelson.OTHER_PRICE
    for _ in range(100):
        four = [draw.uniform(1, 5) for _ in range(4)]
        technology = stolper_samuelson.Technology(*four)
        low, high = technology.prices
        before, after = (low + (high - low) * draw.uniform(0.1, 0.9) for _ in range(2))
        pairs = (four[0], four[1]), (four[2], four[3])
        then, now = (stolper_samuelson.rewards_at(price, technology) for price in (before, after))
        assert solved["rewards_of"](pairs, (before, other)) == pytest.approx((then.wage, then.rental))
        asks = {"workers": now.wage > then.wage, "owners": now.rental > then.rental}
        assert asks[solved["asks_for"](pairs, 1)] == (after > before)
        assert solved["asks_for"](pairs, 1) != solved["asks_for"](pairs, 2)
        hour, unit = now.wage / then.wage, now.rental / then.rental
        assert solved["buys"](pairs, (before, other), (after, other)) == pytest.approx(
            [hour / (after / before) - 1, hour - 1, unit / (after / before) - 1, unit - 1]
        )


def test_who_pays_agrees_with_the_model_and_with_who_sells_what(solved: dict[str, Any]) -> None:
    home = stolper_samuelson.HOME
    pairs, stocks, own = ((2, 1), (3, 4)), (home.labour, home.capital), stolper_samuelson.own_price(home)
    for price in (34, 40, 48, 72):
        model = stolper_samuelson.open_to(price)
        payer = "owners" if model.unpaid_owners > 0 else "workers"
        assert solved["pays"](pairs, stocks, (own, 120), (price, 120)) == (payer, pytest.approx(model.loss))
    # Alike in all but their stocks: one sells good 1 abroad, the other buys it there.
    technology, before, after = ((4, 1), (2, 3)), (50, 40), (60, 40)
    for made, can in (((120, 20), True), ((20, 100), False)):
        stocks = tuple(made[0] * technology[0][i] + made[1] * technology[1][i] for i in (0, 1))
        assert stocks in ((520, 180), (280, 320))
        income = made[0] * before[0] + made[1] * before[1]
        assert (made[0] > income / 2 / before[0]) == can, "it sells good 1 abroad"
        assert (solved["pays"](technology, stocks, before, after) != "cannot be done") == can


def test_the_settings_that_are_right(solved: dict[str, Any]) -> None:
    (check,) = asked("setting").checks
    right = evaluate(check.one_of or "", solved, {}).value
    assert right == [{"price": p, "capital_intensive": False, "made_good": 0.75} for p in (32, 34)]
    for setting in right:
        world = EXPLORER.result(setting)
        for country in (world.home, world.foreign):
            assert country.owners > 0, "the owners of both gain"
            assert country.imports > 0, "both buy cloth from other countries"
        assert world.home.unpaid_workers < -0.25, "without the payment home's workers would lose more"


# Fair to whoever answers in another way


def solution(question: str) -> str:
    """Return the solution's cells, without the author's marks."""
    return "\n\n".join(
        cell.source
        for cell in handed_out.SETS["set-3"].cells
        if cell.role == "solution" and cell.question == question
    )


def handed_in(question: str, code: str) -> dict[str, Any]:
    """Run what is given up to a question, and the code in place of its answer."""
    namespace = fresh_namespace()
    with chdir(handed_out.ROOT / "exercises"):
        for cell in handed_out.SETS["set-3"].cells:
            if cell.role == "given" and cell.question in (None, "", question):
                assert run_cell(cell.source, namespace, "<given>") is None
        error = run_cell(code, namespace, "<answer>")
    assert error is None, error
    return namespace


@cache
def expected(question: str) -> list[tuple[Any, dict[str, Any], list[Any]]]:
    """Return each check of a question with its inputs, for several seeds, and the values that are right."""
    runs = []
    namespace = handed_in(question, solution(question))
    for check in asked(question).checks:
        for seed in SEEDS if check.draw else SEEDS[:1]:
            for time in range(check.times):
                drawn = inputs(check.draw, seed, question, check.label, time) if check.draw else {}
                outcome = evaluate(check.one_of or check.value, namespace, drawn)
                assert outcome.status == "value", outcome.sentence
                runs.append((check, drawn, outcome.value if check.one_of else [outcome.value]))
    return runs


def missed(question: str, namespace: dict[str, Any]) -> list[str]:
    """Return the labels of the checks that a hand-in does not pass, each once."""
    labels = []
    for check, drawn, right in expected(question):
        outcome = evaluate(check.value, namespace, drawn)
        passed = outcome.status == "value" and any(
            matches(one, outcome.value, check.tolerance) for one in right
        )
        if not passed and check.label not in labels:
            labels.append(check.label)
    return labels


ORDER = 'order = ["hub", "free trade", "inside", "spoke", "no agreement", "left out"]\n'
UNTIL = """
def until_free_trade(n, cheap, dear, sigma):
    from scipy.optimize import brentq
    free = one_and_others(n, cheap, cheap, sigma)[0]
    return brentq(lambda cost: one_and_others(n, cost, dear, sigma)[0] - free, cheap, dear, xtol=1e-12)
"""
HUB = """
def one_and_others(n, to_one, among, sigma):
    from scipy.optimize import brentq
    a, b, s = to_one ** (1 - sigma), among ** (1 - sigma), sigma - 1
    def gap(q):
        return q**sigma * (q**-s * a + 1 + (n - 2) * b) - (q**-s + (n - 1) * a)
    q = brentq(gap, 1e-3, 1e3, xtol=1e-13)
    return q * (q**-s + (n - 1) * a) ** (1 / s), (q**-s * a + 1 + (n - 2) * b) ** (1 / s)
"""
LOOP = """
def share_at_rest(near, shock, far_shock, pull):
    s = 0
    for _ in range(20000):
        one, two = min(1, shock + pull * s), min(1, far_shock + pull * s)
        s = near * one + (1 - near) * two
    return one, two
"""
DOOR = """
def rounds_to(target, near, shock, far_shock, pull, at_most):
    s = 0
    for round_ in range(5000):
        if s >= target - 1e-9:
            return round_
        wants = near * min(1, shock + pull * s) + (1 - near) * min(1, far_shock + pull * s)
        s = s + min(at_most, wants - s)
    return "never"
"""
SERIES = """
def stretches(table, indicator, entity):
    years = sorted(table.loc[(table.indicator == indicator) & (table.entity == entity), "year"])
    if not years:
        return "not in the table"
    starts = [y for y in years if y - 1 not in years]
    ends = [y for y in years if y + 1 not in years]
    return [[a, b] for a, b in zip(starts, ends)]
"""
FALL = """
def deepest_fall(table, indicator, entity):
    parts = stretches(table, indicator, entity)
    if isinstance(parts, str):
        return parts
    v = table[(table.indicator == indicator) & (table.entity == entity)].set_index("year")["value"].to_dict()
    best, told = None, False
    for a, b in parts:
        peak = a
        for year in range(a + 1, b + 1):
            told = True
            if v[year] < v[peak]:
                depth = 1 - v[year] / v[peak]
                if best is None or depth > best[2] + 1e-12:
                    best = (peak, year, depth)
            if v[year] >= v[peak]:
                peak = year
    if best:
        return best
    return "no fall" if told else "cannot be told"
"""
PART = """
def part_by(table, indicator, entity, year):
    fall = deepest_fall(table, indicator, entity)
    if type(fall) is str:
        return fall
    peak, trough, depth = fall
    if year < peak or year > trough:
        return "not in the fall"
    v = table[(table.indicator == indicator) & (table.entity == entity)].set_index("year")["value"]
    return (1 - v[year] / v[peak]) / depth
"""
SOLVE = """
import numpy as np

def rewards_of(technology, prices):
    return np.linalg.solve(np.array(technology, dtype=float), np.array(prices, dtype=float))
"""
ASK = """
def asks_for(technology, good):
    p = [sum(t) for t in technology]
    p[good - 1] = p[good - 1] * 1.000001
    w, r = rewards_of(technology, p)
    return "workers" if w > r else "owners"
"""
BUY = """
def buys(technology, before, after):
    w, r = rewards_of(technology, before)
    w2, r2 = rewards_of(technology, after)
    g1, g2 = after[0] / before[0], after[1] / before[1]
    return [w2 / w / g1 - 1, w2 / w / g2 - 1, r2 / r / g1 - 1, r2 / r / g2 - 1]
"""
PAY = """
def pays(technology, stocks, before, after):
    L, K = stocks
    w, r = rewards_of(technology, before)
    w2, r2 = rewards_of(technology, after)
    root = lambda p: (p[0] * p[1]) ** 0.5
    need_w, need_o = w * L / root(before) * root(after), r * K / root(before) * root(after)
    if w2 * L > need_w:
        who, gain, lack = "workers", w2 * L - need_w, need_o - r2 * K
    else:
        who, gain, lack = "owners", r2 * K - need_o, need_w - w2 * L
    if lack > gain:
        return "cannot be done"
    return who, lack
"""

HONEST: dict[str, dict[str, str]] = {
    "hubs": {
        "scipy": HUB + ORDER + UNTIL,
        "the course's model": """
from integration_ladder.models.hub_and_spokes import world
def one_and_others(n, to_one, among, sigma):
    c = [[1 if i == j else (to_one if i * j == 0 else among) for j in range(n)] for i in range(n)]
    return world([1] * n, c, sigma).real_incomes[:2]
"""
        + ORDER
        + UNTIL,
        "the one's price is 1, a list, rounded": """
def one_and_others(n, to_one, among, sigma):
    a, b, s = to_one ** (1 - sigma), among ** (1 - sigma), sigma - 1
    low, high = 1e-4, 1e4
    for _ in range(300):
        p = (low * high) ** 0.5
        here, there = 1 + (n - 1) * a * p**-s, a + p**-s * (1 + (n - 2) * b)
        if p / there < p**-s / here:
            low = p
        else:
            high = p
    return [round(here ** (1 / s), 9), round(p * there ** (1 / s), 9)]
"""
        + ORDER
        + UNTIL,
        "steps to the prices, an array": """
import numpy as np
def one_and_others(n, to_one, among, sigma):
    cost = np.full((n, n), float(among)); cost[0, :] = cost[:, 0] = to_one; np.fill_diagonal(cost, 1)
    p = np.ones(n)
    for _ in range(20000):
        P = ((p[:, None] * cost) ** (1 - sigma)).sum(axis=0)
        new = (cost ** (1 - sigma) @ (p / P)) ** (1 / sigma)
        new /= new.mean()
        if np.abs(new - p).max() < 1e-14: break
        p = new
    real = p / P ** (1 / (1 - sigma))
    return real[:2]
"""
        + ORDER
        + UNTIL,
        "recursion and a print": """
def search(f, low, high, left=120):
    m = (low + high) / 2
    if left == 0: return m
    return search(f, m, high, left - 1) if f(m) > 0 else search(f, low, m, left - 1)
def one_and_others(n, to_one, among, sigma):
    a, b, s = to_one ** (1 - sigma), among ** (1 - sigma), sigma - 1
    f = lambda q: q**-s + (n - 1) * a - q * a - q**sigma * (1 + (n - 2) * b)
    q = search(f, 0.001, 1000)
    return q * (q**-s + (n - 1) * a) ** (1 / s), (q**-s * a + 1 + (n - 2) * b) ** (1 / s)
print(one_and_others(4, 1.2, 1.6, 5))
def until_free_trade(n, cheap, dear, sigma):
    goal, _ = one_and_others(n, cheap, cheap, sigma)
    return search(lambda x: one_and_others(n, x, dear, sigma)[0] - goal, cheap, dear, 60)
order = ("hub", "free trade", "inside", "spoke", "no agreement", "left out")
""",
        "order computed": HUB
        + """
hub, spoke = one_and_others(6, 1.2, 1.6, 5); out, inside = one_and_others(6, 1.6, 1.2, 5)
found = {"left out": out, "hub": hub, "spoke": spoke, "inside": inside,
         "free trade": one_and_others(6, 1.2, 1.2, 5)[0], "no agreement": one_and_others(6, 1.6, 1.6, 5)[1]}
order = pd.Series(found).sort_values(ascending=False).index
"""
        + UNTIL,
        "the closed form for free trade": HUB
        + ORDER
        + """
def until_free_trade(n, cheap, dear, sigma):
    free = (1 + (n - 1) * cheap ** (1 - sigma)) ** (1 / (sigma - 1))
    low, high = cheap, dear
    while high - low > 1e-10:
        x = (low + high) / 2
        low, high = (x, high) if one_and_others(n, x, dear, sigma)[0] >= free else (low, x)
    return low
""",
        "other names, keywords": HUB.replace("to_one", "c").replace("among", "d")
        + ORDER
        + UNTIL.replace("cheap", "c").replace("dear", "d").replace("sigma", "e"),
    },
    "dominoes": {
        "a fixed number of rounds": LOOP + DOOR,
        "closed form by cases": """
def share_at_rest(near, shock, far_shock, pull):
    s = (near * shock + (1 - near) * far_shock) / (1 - pull)
    if shock + pull * s > 1:
        s = (near + (1 - near) * far_shock) / (1 - (1 - near) * pull)
        if far_shock + pull * s > 1:
            return 1, 1
        return [1, far_shock + pull * s]
    return [shock + pull * s, far_shock + pull * s]
"""
        + DOOR,
        "rest first, then rounds": LOOP
        + """
def rounds_to(target, near, shock, far_shock, pull, at_most):
    one, two = share_at_rest(near, shock, far_shock, pull)
    if near * one + (1 - near) * two < target - 1e-9:
        return 'never'
    s, n = 0, 0
    while s < target - 1e-9:
        wants = near * min(1, shock + pull * s) + (1 - near) * min(1, far_shock + pull * s)
        s, n = min(wants, s + at_most), n + 1
    return n
""",
        "numpy": """
import numpy as np
def share_at_rest(near, shock, far_shock, pull):
    w, b, x = np.array([near, 1 - near]), np.array([shock, far_shock]), np.zeros(2)
    while True:
        new = np.minimum(1, b + pull * (w @ x))
        if np.allclose(new, x, rtol=0, atol=1e-13): return new
        x = new
def rounds_to(target, near, shock, far_shock, pull, at_most):
    w, b, s, n = np.array([near, 1 - near]), np.array([shock, far_shock]), np.float64(0), np.int64(0)
    while s < target - 1e-9:
        new = min(w @ np.minimum(1, b + pull * s), s + at_most)
        if np.isclose(new, s, rtol=0, atol=1e-13): return "never"
        s = new; n += 1
    return n
""",
        "recursion": """
def share_at_rest(near, shock, far_shock, pull, s=0, left=800):
    one, two = min(1, shock + pull * s), min(1, far_shock + pull * s)
    return (one, two) if left == 0 else share_at_rest(near, shock, far_shock, pull, near * one + (1 - near) * two, left - 1)
def rounds_to(target, near, shock, far_shock, pull, at_most, s=0, n=0):
    if s >= target - 1e-9: return n
    if n > 500: return "never"
    wants = near * min(1, shock + pull * s) + (1 - near) * min(1, far_shock + pull * s)
    return rounds_to(target, near, shock, far_shock, pull, at_most, min(wants, s + at_most), n + 1)
""",
        "neighbours first at the door": LOOP
        + """
def rounds_to(target, near, shock, far_shock, pull, at_most):
    one = two = 0.0  # parts of all countries
    for n in range(3000):
        s = one + two
        if s > target - 1e-9: return n
        ask1 = near * min(1, shock + pull * s) - one
        ask2 = (1 - near) * min(1, far_shock + pull * s) - two
        in1 = min(ask1, at_most)
        in2 = min(ask2, at_most - in1)
        one, two = one + in1, two + in2
    return "never"
""",
        "others first, and prints": LOOP.replace("return one", "print(one, two)\n    return one")
        + """
def rounds_to(target, near, shock, far_shock, pull, at_most):
    one = two = n = 0
    while one + two < target - 1e-9:
        s = one + two
        ask1 = near * min(1, shock + pull * s) - one
        ask2 = (1 - near) * min(1, far_shock + pull * s) - two
        in2 = min(ask2, at_most); in1 = min(ask1, at_most - in2)
        if in1 + in2 < 1e-12: return "never"
        one += in1; two += in2; n += 1
    return float(n)
""",
        "rounded at the end": LOOP.replace("return one, two", "return round(one, 8), round(two, 8)") + DOOR,
    },
    "eras": {
        "running peak": SERIES + FALL + PART,
        "groups of year less place": """
def stretches(table, indicator, entity):
    y = table.query("indicator == @indicator and entity == @entity")["year"].sort_values().reset_index(drop=True)
    if y.empty: return "not in the table"
    return [(g.min(), g.max()) for _, g in y.groupby(y - y.index)]
"""
        + FALL
        + PART,
        "an array": SERIES.replace(
            "return [[a, b] for a, b in zip(starts, ends)]",
            "import numpy as np\n    return np.array([starts, ends]).T",
        )
        + FALL
        + PART,
        "all pairs": SERIES
        + """
def deepest_fall(table, indicator, entity):
    parts = stretches(table, indicator, entity)
    if parts == "not in the table": return parts
    if max(b - a for a, b in parts) == 0: return "cannot be told"
    rows = table[(table["indicator"] == indicator) & (table["entity"] == entity)]
    v = {r.year: r.value for r in rows.itertuples()}
    pairs = [(p, t) for a, b in parts for p in range(a, b) for t in range(p + 1, b + 1)]
    best = max(pairs, key=lambda x: (1 - v[x[1]] / v[x[0]], x[0] - x[1]))
    depth = 1 - v[best[1]] / v[best[0]]
    return [best[0], best[1], depth] if depth > 0 else "no fall"
"""
        + PART,
        "a dictionary of series": """
def series(table, indicator, entity):
    rows = zip(table["indicator"], table["entity"], table["year"], table["value"])
    return {int(y): x for i, e, y, x in rows if (i, e) == (indicator, entity)}
def stretches(table, indicator, entity):
    v = series(table, indicator, entity)
    out, year = [], min(v, default=0)
    while v and year <= max(v):
        if year in v:
            first = year
            while year + 1 in v: year += 1
            out.append((first, year))
        year += 1
    return out if out else "not in the table"
"""
        + FALL
        + PART,
        "cumulative maximum": SERIES
        + """
def deepest_fall(table, indicator, entity):
    parts = stretches(table, indicator, entity)
    if isinstance(parts, str): return parts
    if all(a == b for a, b in parts): return "cannot be told"
    s = table[(table.indicator == indicator) & (table.entity == entity)].set_index("year")["value"].sort_index()
    best = (0, 0, 0)
    for a, b in parts:
        part = s.loc[a:b]
        fall = 1 - part / part.cummax()
        if fall.max() > best[2]:
            trough = fall.idxmax()
            before = part.loc[:trough]
            peak = before[before == before.max()].index[-1]
            best = (peak, trough, fall.max())
    return best if best[2] > 0 else "no fall"
"""
        + PART,
        "rounded at the end": SERIES
        + FALL.replace("return best\n", "return best[0], best[1], round(best[2], 9)\n")
        + PART.replace(
            "return (1 - v[year] / v[peak]) / depth",
            "return round(float((v[peak] - v[year]) / (v[peak] - v[trough])), 8)",
        ),
        "by hand, with a print": SERIES
        + FALL
        + PART
        + "\nprint(deepest_fall(openness, 'merch_exports_gdp', 'WLD'))\nopenness = openness.sort_values('year')[::-1]\n",
    },
    "rewards": {
        "numpy": SOLVE + ASK + BUY + PAY,
        "Cramer": """
def rewards_of(technology, prices):
    (a, b), (c, d) = technology
    det = a * d - b * c
    return [(prices[0] * d - b * prices[1]) / det, (a * prices[1] - c * prices[0]) / det]
"""
        + ASK
        + BUY
        + PAY,
        "fractions": """
from fractions import Fraction as F
def rewards_of(technology, prices):
    (a, b), (c, d) = [[F(x) for x in row] for row in technology]
    p, q = map(F, prices)
    return (p * d - b * q) / (a * d - b * c), (a * q - c * p) / (a * d - b * c)
def pays(technology, stocks, before, after):
    w, r = map(float, rewards_of(technology, before)); w2, r2 = map(float, rewards_of(technology, after))
    up = math.sqrt(math.prod(after) / math.prod(before))
    lost = [stocks[0] * (w * up - w2), stocks[1] * (r * up - r2)]
    if sum(lost) > 0: return "cannot be done"
    return ("owners", lost[0]) if lost[0] > 0 else ("workers", lost[1])
"""
        + ASK
        + BUY,
        "substitution": """
def rewards_of(technology, prices):
    (l1, k1), (l2, k2) = technology
    r = (prices[1] - l2 / l1 * prices[0]) / (k2 - l2 / l1 * k1)
    return (prices[0] - k1 * r) / l1, r
"""
        + ASK
        + BUY
        + PAY,
        "by shares of cost": SOLVE
        + """
def asks_for(technology, good):
    ratio = [labour / capital for labour, capital in technology]
    return "workers" if ratio[good - 1] == max(ratio) else "owners"
"""
        + BUY
        + PAY,
        "arrays": SOLVE
        + ASK
        + """
def buys(technology, before, after):
    then = np.outer(rewards_of(technology, before), 1 / np.array(before))
    now = np.outer(rewards_of(technology, after), 1 / np.array(after))
    return (now / then - 1).ravel()
def pays(technology, stocks, before, after):
    up = np.sqrt(np.prod(after) / np.prod(before))
    more = np.array(stocks) * (rewards_of(technology, after) - up * rewards_of(technology, before))
    if more.sum() < 0: return "cannot be done"
    return [["workers", "owners"][int(more.argmax())], -more.min()]
""",
        "the course's model": """
from integration_ladder.models.stolper_samuelson import Technology, rewards_at
def rewards_of(technology, prices):
    (a, b), (c, d) = technology
    unit = 120 / prices[1]
    t = rewards_at(prices[0] * unit, Technology(a, b, c, d))
    return t.wage / unit, t.rental / unit
"""
        + ASK
        + BUY
        + PAY,
        "rounded, with a print": SOLVE
        + ASK
        + BUY.replace("return [", "return [round(x, 9) for x in [").replace("g2 - 1]", "g2 - 1]]")
        + PAY.replace("return who, lack", "print(who, lack)\n    return (who, round(lack, 5))"),
    },
    "setting": {
        "in another order": "setting = dict(made_good=3 / 4, price=34.0, capital_intensive=False)",
        "the other one": 'setting = {"price": 32, "capital_intensive": False, "made_good": 0.75}',
        "by search": (
            "for s in EXPLORER.settings():\n    w = EXPLORER.result(s)\n"
            "    if not w.capital_intensive and w.foreign.workers < -0.01 and -0.25 < w.home.workers < -0.01:\n"
            "        setting = s"
        ),
        "numpy": (
            "import numpy as np\n"
            'setting = {"price": np.int64(34), "capital_intensive": np.bool_(0), "made_good": np.float64(0.75)}'
        ),
        "filled in": 'setting["price"] = 32\nsetting["capital_intensive"] = False\nsetting["made_good"] = 0.75'.replace(
            'setting["price"]', 'setting = {}\nsetting["price"]', 1
        ),
        "a comparison": 'setting = {"price": 34, "capital_intensive": 1 > 2, "made_good": 1 - 0.25}',
        "a Series": 'setting = pd.Series({"price": 34, "capital_intensive": False, "made_good": 0.75}, dtype=object)',
        "with a print": (
            'setting = {"price": 34.0, "capital_intensive": False, "made_good": 0.75}\n'
            "print(EXPLORER.result(setting).home.workers)"
        ),
    },
}


def each(of: dict[str, dict[str, str]]) -> Iterator[Any]:
    """Return every hand-in with its question, by name."""
    for question, ways in of.items():
        for way, code in ways.items():
            yield pytest.param(question, code, id=f"{question}: {way}")


@pytest.mark.parametrize(("question", "code"), list(each(HONEST)))
def test_an_honest_answer_loses_nothing(question: str, code: str) -> None:
    assert missed(question, handed_in(question, code)) == []


def test_there_are_many_honest_answers() -> None:
    assert tuple(HONEST) == HALF
    assert all(len(ways) >= 8 for ways in HONEST.values())


@pytest.mark.parametrize("question", [name for name in HALF if name != "setting"])
def test_who_writes_down_the_visible_values_earns_them_alone(question: str) -> None:
    """Functions that know the answers at the visible checks, and nothing else."""
    right = handed_in(question, solution(question))
    known: dict[str, Any] = {}

    def told(name: str, args: tuple[Any, ...]) -> str:
        return repr((name, [arg.to_csv() if hasattr(arg, "to_csv") else arg for arg in args]))

    def remember(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args: known.setdefault(told(name, args), function(*args))

    functions = {
        name: value
        for name, value in right.items()
        if getattr(value, "__module__", None) == right["__name__"] and callable(value)
    }
    assert functions
    copied = right | {name: remember(name, function) for name, function in functions.items()}
    for check, drawn, _ in expected(question):
        if not check.hidden:
            evaluate(check.value, copied, drawn)
    copied = right | {name: lambda *args, _of=name: known.get(told(_of, args), 0) for name in functions}
    assert missed(question, copied) == [check.label for check in asked(question).checks if check.hidden]


def test_a_bundle_of_constants_earns_nothing_of_the_functions() -> None:
    for question in ("hubs", "dominoes", "rewards"):
        names = [
            cell.source
            for cell in handed_out.SETS["set-3"].cells
            if cell.question == question and cell.role == "solution"
        ]
        functions = [
            line.split("(")[0][4:]
            for source in names
            for line in source.split("\n")
            if line.startswith("def ")
        ]
        for constant in ("1", "(1, 1)", "'never'", "'workers'", "'cannot be done'"):
            code = "\n".join(f"def {name}(*_): return {constant}" for name in functions)
            if question == "hubs":
                code += "\norder = []"
            assert len(missed(question, handed_in(question, code))) == len(asked(question).checks)


@pytest.mark.parametrize("question", HALF)
def test_a_blank_is_told_apart_from_a_wrong_answer_at_every_check(question: str) -> None:
    stubs = [
        cell.stub
        for cell in handed_out.SETS["set-3"].cells
        if cell.role == "solution" and cell.question == question
    ]
    blank = handed_in(question, "\n\n".join(stubs))
    for check, drawn, _ in expected(question):
        assert evaluate(check.value, blank, drawn).status == "unanswered", check.label
