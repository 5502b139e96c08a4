"""Answers to questions of exercise set 3, on compensation and measurement, as others would write them."""

_PAIR = """
def ballot_tax(sure, lost, unsure, lucky, gain, loss, leak):
    losers, winners = lost + unsure - lucky, sure + lucky
    t = losers * loss / (winners * gain * (1 - leak))
    if t >= 1:
        return "cannot be paid"
    return t
"""

_FOUR = """
def ballot_promise(sure, lost, unsure, lucky, gain, loss, needed, leak, belief):
    t = ballot_tax(sure, lost, unsure, lucky, gain, loss, leak)
    if isinstance(t, str):
        return ballot(sure, lost, unsure, lucky, gain, loss, needed)
    p, q = lucky / unsure, belief
    hope = p * q * (gain - t * gain) + p * (1 - q) * gain + (1 - p) * q * 0 - (1 - p) * (1 - q) * loss
    yes = sure
    if hope > 0:
        yes += unsure
    return yes / (sure + lost + unsure) > needed, hope
"""

_BALLOT = {
    "no tolerance, chances": """
def ballot(sure, lost, unsure, lucky, gain, loss, needed):
    p = lucky / unsure
    hope = p * gain - (1 - p) * loss
    yes = sure
    if hope > 0:
        yes += unsure
    return (yes / (sure + lost + unsure) > needed, hope)

"""
    + _PAIR
    + _FOUR,
    "no tolerance, product": """
def ballot(sure, lost, unsure, lucky, gain, loss, needed):
    voters = sum([sure, lost, unsure])
    hope = (lucky * gain - (unsure - lucky) * loss) / unsure
    return [sure + unsure * (hope > 0) > needed * voters, hope]


def ballot_tax(sure, lost, unsure, lucky, gain, loss, leak):
    each = (lost + unsure - lucky) * loss / (1 - leak) / (sure + lucky)
    return each / gain if each < gain else "cannot be paid"

"""
    + _FOUR,
    "numpy": """
import numpy as np


def _count(sure, lost, unsure, hope, needed):
    groups = np.array([sure, lost, unsure])
    yes = np.array([True, False, hope > 1e-9])
    return np.greater((groups * yes).sum(), needed * groups.sum() + 1e-9)


def ballot(sure, lost, unsure, lucky, gain, loss, needed):
    outcomes = np.concatenate([np.full(lucky, gain), np.full(unsure - lucky, -loss)]).astype(float)
    return _count(sure, lost, unsure, outcomes.mean(), needed), outcomes.mean()


def ballot_tax(sure, lost, unsure, lucky, gain, loss, leak):
    rate = np.float64((lost + unsure - lucky) * loss) / np.float64((sure + lucky) * gain * (1 - leak))
    return np.where(rate < 1 - 1e-9, rate, np.nan).item() if rate < 1 - 1e-9 else np.str_("cannot be paid")


def ballot_promise(sure, lost, unsure, lucky, gain, loss, needed, leak, belief):
    rate = ballot_tax(sure, lost, unsure, lucky, gain, loss, leak)
    if isinstance(rate, str):
        return ballot(sure, lost, unsure, lucky, gain, loss, needed)
    hope = np.dot([lucky, unsure - lucky], [gain * (1 - belief * rate), -loss * (1 - belief)]) / unsure
    return np.array([_count(sure, lost, unsure, hope, needed)])[0], np.float64(hope)
""",
    "exact fractions": """
from fractions import Fraction as F


def ballot(sure, lost, unsure, lucky, gain, loss, needed):
    hope = (lucky * F(gain) - (unsure - lucky) * F(loss)) / unsure
    yes = sure + (unsure if hope > F(1, 10**9) else 0)
    return yes - F(needed) * (sure + lost + unsure) > F(1, 10**9), hope


def ballot_tax(sure, lost, unsure, lucky, gain, loss, leak):
    rate = (lost + unsure - lucky) * F(loss) / (sure + lucky) / F(gain) / (1 - F(leak))
    return "cannot be paid" if rate > 1 - F(1, 10**9) else rate


def ballot_promise(sure, lost, unsure, lucky, gain, loss, needed, leak, belief):
    rate = ballot_tax(sure, lost, unsure, lucky, gain, loss, leak)
    if rate == "cannot be paid":
        return ballot(sure, lost, unsure, lucky, gain, loss, needed)
    return ballot(sure, lost, unsure, lucky, F(gain) * (1 - F(belief) * rate), F(loss) * (1 - F(belief)), needed)
""",
    "rounded at the end, and prints": """
def ballot(sure, lost, unsure, lucky, gain, loss, needed):
    winners_part = lucky * gain / unsure
    losers_part = (unsure - lucky) * loss / unsure
    hope = winners_part - losers_part
    print("expected:", hope)
    if hope > 1e-9:
        yes = sure + unsure
    else:
        yes = sure
    no = sure + lost + unsure - yes
    share = yes / (yes + no)
    print(yes, no, share)
    if share - needed > 1e-9:
        return True, round(hope, 3)
    else:
        return False, round(hope, 3)


def ballot_tax(sure, lost, unsure, lucky, gain, loss, leak):
    payout = loss * (lost + (unsure - lucky))
    revenue = payout / (1 - leak)
    rate = revenue / (gain * (sure + lucky))
    return round(rate, 3) if round(rate, 9) < 1 else "cannot be paid"


def ballot_promise(sure, lost, unsure, lucky, gain, loss, needed, leak, belief):
    payout = loss * (lost + (unsure - lucky))
    rate = payout / (1 - leak) / (gain * (sure + lucky))
    if round(rate, 9) >= 1:
        return ballot(sure, lost, unsure, lucky, gain, loss, needed)
    kept = lucky * gain * (1 - rate) / unsure
    broken = (lucky * gain - (unsure - lucky) * loss) / unsure
    hope = belief * kept + (1 - belief) * broken
    yes = sure + unsure if hope > 1e-9 else sure
    return yes / (sure + lost + unsure) - needed > 1e-9, round(hope, 3)
""",
    "the course's model": """
from integration_ladder.models import reform_vote


def ballot(sure, lost, unsure, lucky, gain, loss, needed):
    hope = reform_vote.vote_on(0, gain, loss=loss, voters=unsure, winners=lucky).expected
    return (sure + unsure * (hope > 1e-9)) / (sure + lost + unsure) > needed + 1e-9, hope


def ballot_tax(sure, lost, unsure, lucky, gain, loss, leak):
    vote = reform_vote.vote_on(sure, gain, leak, loss=loss, voters=sure + lost + unsure, winners=sure + lucky)
    return vote.tax if vote.payable else "cannot be paid"

"""
    + _FOUR,
    "lambdas": """
_hope = lambda U, K, g, l: (K * g - (U - K) * l) / U
_pass = lambda S, L, U, hope, needed: S + U * int(hope > 1e-9) > needed * (S + L + U) + 1e-9
ballot = lambda S, L, U, K, g, l, needed: (_pass(S, L, U, _hope(U, K, g, l), needed), _hope(U, K, g, l))
_rate = lambda S, L, U, K, g, l, leak: (L + U - K) * l / ((1 - leak) * (S + K) * g)
ballot_tax = lambda *a: _rate(*a) if _rate(*a) < 1 - 1e-9 else "cannot be paid"


def ballot_promise(S, L, U, K, g, l, needed, leak, q):
    t = _rate(S, L, U, K, g, l, leak)
    q = q if t < 1 - 1e-9 else 0
    return ballot(S, L, U, K, g - q * t * g, l - q * l, needed)
""",
    "every head is counted": """
def ballot(sure, lost, unsure, lucky, gain, loss, needed):
    hopes = [gain] * sure + [-loss] * lost
    mine = sum([gain] * lucky + [-loss] * (unsure - lucky)) / unsure
    hopes.extend(mine for _ in range(unsure))
    yes = len([h for h in hopes if h > 1e-9])
    return yes > len(hopes) * needed + 1e-9, mine


def ballot_tax(sure, lost, unsure, lucky, gain, loss, leak):
    low, high = 0.0, 1.0
    due = (lost + unsure - lucky) * loss
    for _ in range(80):
        t = (low + high) / 2
        if t * (sure + lucky) * gain * (1 - leak) < due:
            low = t
        else:
            high = t
    return "cannot be paid" if high > 1 - 1e-9 else high


def ballot_promise(sure, lost, unsure, lucky, gain, loss, needed, leak, belief):
    t = ballot_tax(sure, lost, unsure, lucky, gain, loss, leak)
    if t == "cannot be paid":
        t = belief = 0
    winner = belief * gain * (1 - t) + (1 - belief) * gain
    loser = (1 - belief) * -loss
    mine = (lucky * winner + (unsure - lucky) * loser) / unsure
    yes = sum(number for number, hope in ((sure, winner), (lost, loser), (unsure, mine)) if hope > 1e-9)
    return yes > needed * (sure + lost + unsure) + 1e-9, mine
""",
    "other names, keywords, a dictionary": """
def ballot(sicher, verloren, offen, glueck, g, v, quorum):
    stimmen = {"ja": sicher, "nein": verloren}
    e = glueck / offen * g - (offen - glueck) / offen * v
    stimmen["ja" if e > 1e-9 else "nein"] += offen
    return stimmen["ja"] > quorum * sum(stimmen.values()) + 1e-9, e


def ballot_tax(*, leak=None, **rest):
    raise NotImplementedError


def ballot_tax(sure, lost, unsure, lucky, gain, loss, leak=0):
    try:
        rate = (lost + unsure - lucky) * loss / (1 - leak) / (sure + lucky) / gain
        assert rate < 1 - 1e-9
        return rate
    except AssertionError:
        return "cannot be paid"


def ballot_promise(sure, lost, unsure, lucky, gain, loss, needed, leak, belief):
    rate = ballot_tax(sure, lost, unsure, lucky, gain, loss, leak=leak)
    off = {} if rate == "cannot be paid" else {"g": gain * (1 - belief * rate), "v": loss * (1 - belief)}
    return ballot(sure, lost, unsure, lucky, **({"g": gain, "v": loss} | off), quorum=needed)
""",
}

_CUT = 'with_cut = {"slope": "stays", "gap": "stays", "product": "stays", "country": "changes"}\n'

_GAP = """

def gap_between(first, second, slope, people, workers, rise):
    difference = exposure(first, workers, rise) - exposure(second, workers, rise)
    return slope * difference, -slope * difference * people


"""

_SHIFT = {
    "pandas": """
import pandas as pd


def exposure(district, workers, rise):
    table = pd.DataFrame(workers).fillna(0)
    goods = table.index.intersection(list(rise))
    share = table.loc[goods].div(table.loc[goods].sum(axis=1), axis=0)
    borne = share.mul(pd.Series(rise).loc[goods], axis=0).sum()
    return (1000 * borne / table.sum())[district]
"""
    + _GAP
    + _CUT,
    "numpy, an array": """
import numpy as np


def exposure(district, workers, rise):
    goods = sorted({g for place in workers.values() for g in place})
    matrix = np.array([[place.get(g, 0) for g in goods] for place in workers.values()], float)
    m = np.array([rise.get(g, 0) for g in goods], float)
    return (matrix / matrix.sum(axis=0) @ m / matrix.sum(axis=1) * 1e3)[list(workers).index(district)]


def gap_between(first, second, slope, people, workers, rise):
    gap = slope * np.subtract(exposure(first, workers, rise), exposure(second, workers, rise))
    return np.array([gap, -gap * people])


"""
    + _CUT,
    "recursion": """
def _borne(goods, here, workers, rise):
    if not goods:
        return 0
    total = sum(w.get(goods[0], 0) for w in workers.values())
    own = here.get(goods[0], 0)
    return (own and own / total * rise[goods[0]]) + _borne(goods[1:], here, workers, rise)


def exposure(district, workers, rise):
    return _borne(list(rise), workers[district], workers, rise) / sum(workers[district].values()) * 1000
"""
    + _GAP
    + _CUT,
    "only what is made here": """
def exposure(district, workers, rise):
    here = workers[district]
    total = 0.0
    for good in here:
        if good not in rise:
            continue
        everywhere = 0
        for place in workers:
            if good in workers[place]:
                everywhere += workers[place][good]
        total += here[good] * rise[good] * 1_000_000 / everywhere
    return total / sum(here.values()) / 1000


def gap_between(first, second, slope, people, workers, rise):
    a = slope * exposure(first, workers, rise)
    b = slope * exposure(second, workers, rise)
    return [a - b, people * (b - a)]


with_cut = dict(country="changes", product="stays", gap="stays", slope="stays")
""",
    "rounded at the end, and prints": """
def exposure(district, workers, rise):
    print(district)
    here, out = workers[district], []
    for good, million in rise.items():
        national = sum(place.get(good, 0) for place in workers.values())
        out.append(0 if national == 0 else here.get(good, 0) * million / national)
    print(out)
    return round(sum(out) / sum(here.values()) * 1000, 3)


def _exact(district, workers, rise):
    here = workers[district]
    national = {good: sum(place.get(good, 0) for place in workers.values()) or 1 for good in rise}
    return sum(here.get(good, 0) * rise[good] / national[good] for good in rise) / sum(here.values()) * 1000


def gap_between(first, second, slope, people, workers, rise):
    gap = slope * (_exact(first, workers, rise) - _exact(second, workers, rise))
    return round(gap, 5), round(-gap * people)


with_cut = {}
for key in ("slope", "gap", "product"):
    with_cut[key] = " Stays"
with_cut["country"] = "Changes "
""",
    "a Counter": """
from collections import Counter


def exposure(district, workers, rise):
    national = Counter()
    for place in workers.values():
        national.update(place)
    here = workers[district]
    return sum(1000 * rise.get(good, 0) * n / national[good] for good, n in here.items()) / sum(here.values())


def gap_between(first, second, slope, people, workers, rise):
    e = {place: exposure(place, workers, rise) for place in {first, second}}
    gap = (e[first] - e[second]) * slope
    jobs = (e[second] - e[first]) * slope * people
    return gap, jobs


"""
    + _CUT,
    "exact fractions": """
from fractions import Fraction as F


def exposure(district, workers, rise):
    total = lambda good: sum(place.get(good, 0) for place in workers.values())
    here = workers[district]
    parts = [F(here[good], total(good)) * F(million) for good, million in rise.items() if here.get(good)]
    return 1000 * sum(parts) / sum(here.values()) if parts else 0
"""
    + _GAP
    + _CUT,
    "the course's model": """
from integration_ladder.models import who_gained as model


def exposure(district, workers, rise):
    here, size = workers[district], sum(workers[district].values())
    up = {g: here[g] for g in here if rise.get(g, 0) >= 0 and g in rise}
    down = {g: here[g] for g in here if rise.get(g, 0) < 0}
    national = {g: sum(w.get(g, 0) for w in workers.values()) for g in here}
    gained = model.shift_share(up, size, national, {g: rise[g] for g in up})
    return 1000 * (gained - model.shift_share(down, size, national, {g: -rise[g] for g in down}))


def gap_between(first, second, slope, people, workers, rise):
    gap = (exposure(first, workers, rise) - exposure(second, workers, rise)) * slope
    return gap, model.fewer_jobs(100 * gap, people)


"""
    + _CUT,
}

_BOUNDS = """

def count_bounds(record, day):
    fewest, most = 0, "no limit"
    for when, number in sorted(record):
        if when == day:
            return number, number
        if when < day:
            fewest = number
        elif most == "no limit":
            most = number - 1
    return fewest, most


def count_fits(record, day, number):
    fewest, most = count_bounds(record, day)
    if most == "no limit":
        return number >= fewest
    return fewest <= number <= most
"""

_REFUSALS = {
    "numpy interp": """
import numpy as np


def count_on(record, day):
    days, numbers = zip(*sorted((date.fromisoformat(d).toordinal(), n) for d, n in record))
    c = np.interp(date.fromisoformat(day).toordinal(), days, numbers, left=np.nan, right=np.nan)
    return "not known" if np.isnan(c) else c


def count_bounds(record, day):
    when, n = np.array([r[0] for r in record]), np.array([r[1] for r in record])
    fewest = n[when <= day].max(initial=0)
    if day in when:
        return [fewest, fewest]
    return [fewest, n[when > day].min() - 1 if (when > day).any() else "no limit"]


def count_fits(record, day, number):
    fewest, most = count_bounds(record, day)
    return np.logical_and(number >= fewest, True if isinstance(most, str) else number <= most)
""",
    "pandas": """
import pandas as pd


def count_on(record, day):
    s = pd.Series({pd.Timestamp(d): float(n) for d, n in record}).sort_index()
    t = pd.Timestamp(day)
    if t < s.index[0] or t > s.index[-1]:
        return "not known"
    daily = s.resample("D").mean().interpolate(method="time")
    return daily[t]


def count_bounds(record, day):
    table = pd.DataFrame(record, columns=["day", "n"])
    same = table[table.day == day]
    if len(same):
        return same.n.iloc[0], same.n.iloc[0]
    past, later = table[table.day < day].n, table[table.day > day].n
    return (past.max() if len(past) else 0), (later.min() - 1 if len(later) else "no limit")


def count_fits(record, day, number):
    fewest, most = count_bounds(record, day)
    return number >= fewest and (isinstance(most, str) or number <= most)
""",
    "bisect": """
from bisect import bisect_left
from datetime import datetime


def count_on(record, day):
    record = sorted(record)
    days = [d for d, _ in record]
    place = bisect_left(days, day)
    if place == len(days):
        return "not known"
    if days[place] == day:
        return record[place][1]
    if place == 0:
        return "not known"
    (d0, c0), (d1, c1) = record[place - 1 : place + 1]
    t = lambda s: datetime.strptime(s, "%Y-%m-%d")
    return c0 + (c1 - c0) * ((t(day) - t(d0)) / (t(d1) - t(d0)))
"""
    + _BOUNDS,
    "rounded at the end, and prints": """
def count_on(record, day):
    known = {date.fromisoformat(d): n for d, n in record}
    asked = date.fromisoformat(day)
    if asked in known:
        return known[asked]
    before = [d for d in known if d < asked]
    after = [d for d in known if d > asked]
    print(len(before), len(after))
    if before == [] or after == []:
        return "not known"
    a, b = max(before), min(after)
    u = (asked - a).days / (b - a).days
    return round(known[a] * (1 - u) + known[b] * u, 2)
"""
    + _BOUNDS,
    "recursion": """
def count_on(record, day):
    record = sorted(record)
    if len(record) < 2:
        return "not known"
    (d0, c0), (d1, c1) = record[:2]
    if not d0 <= day <= d1:
        return count_on(record[1:], day) if day > d1 else "not known"
    a, x, b = (date.fromisoformat(d).toordinal() for d in (d0, day, d1))
    return c0 + (c1 - c0) * (x - a) / (b - a)
"""
    + _BOUNDS,
    "from the later one back": """
def count_on(record, day):
    asked = date.fromisoformat(day)
    pairs = [(date.fromisoformat(d), n) for d, n in record]
    past, later = [p for p in pairs if p[0] <= asked], [p for p in pairs if p[0] >= asked]
    if not past or not later:
        return "not known"
    a, b = max(past), min(later)
    if a == b:
        return float(a[1])
    per_day = (b[1] - a[1]) / (b[0] - a[0]).days
    return b[1] - per_day * (b[0] - asked).days


def count_bounds(record, day):
    on = dict(record)
    if day in on:
        return [on[day]] * 2
    past, later = {n for d, n in record if d < day}, {n for d, n in record if d > day}
    return max(past | {0}), (min(later) - 1 if later else "no limit")


def count_fits(record, day, number):
    fewest, most = count_bounds(record, day)
    return number in range(fewest, 10**9 if most == "no limit" else most + 1)
""",
    "exact fractions": """
from fractions import Fraction


def count_on(record, day):
    known = sorted(record, key=lambda pair: pair[1], reverse=True)
    asked = date.fromisoformat(day)
    for (d1, c1), (d0, c0) in zip(known, known[1:]):
        start, end = date.fromisoformat(d0), date.fromisoformat(d1)
        if start <= asked <= end:
            return c0 + Fraction((asked - start).days, (end - start).days) * (c1 - c0)
    return "not known"


def count_bounds(record, day):
    past = [n for d, n in record if date.fromisoformat(d) <= date.fromisoformat(day)]
    later = [n for d, n in record if date.fromisoformat(d) > date.fromisoformat(day)]
    low = max(past) if past else 0
    high = "no limit" if not later else low if (day, low) in record else min(later) - 1
    high = low if (day, low) in record else high
    return low, high


def count_fits(record, day, number):
    low, high = count_bounds(record, day)
    return not (number < low or (high != "no limit" and number > high))
""",
    "a line for every day": """
from datetime import timedelta


def count_on(record, day):
    record = sorted(record)
    table = {}
    for (d0, c0), (d1, c1) in zip(record[:-1], record[1:]):
        start, end = date.fromisoformat(d0), date.fromisoformat(d1)
        for step in range((end - start).days + 1):
            table[str(start + timedelta(days=step))] = c0 + (c1 - c0) / (end - start).days * step
    return table.get(day, "not known")


def count_bounds(record, day):
    fits = [n for n in range(0, 3000) if count_fits(record, day, n)]
    return min(fits), "no limit" if 2999 in fits else max(fits)


def count_fits(record, day, number):
    for when, known in record:
        if (when == day and number != known) or (when < day and number < known) or (when > day and number >= known):
            return False
    return True
""",
}

HONEST = {"ballot": _BALLOT, "shift-share": _SHIFT, "refusals": _REFUSALS}
"""By question, whole answers in other styles, by what they are."""

COPIED = {
    "ballot": """
_seen = {
    (40, 20, 40, 10, 4, 1, 1 / 2): (True, 0.25), (40, 20, 40, 10, 2.5, 1, 1 / 2): (False, -0.125),
    (50, 15, 25, 5, 3, 1, 2 / 3): (False, -0.2),
    (66, 13, 20, 4, 3, 1, 2 / 3): (False, -0.2), (30, 30, 40, 10, 3, 1, 1 / 2): (False, 0),
    (40, 20, 40, 10, 2.5, 1, 1 / 2, 0.2, 0.2): (False, -0.0375), (40, 20, 40, 10, 2.5, 1, 1 / 2, 0.2, 0.4): (True, 0.05),
    (25, 55, 20, 10, 5, 1, 1 / 2, 0.2, 1): (False, 1.3392857), (40, 20, 40, 10, 0.9, 1, 1 / 2, 0.2, 0.4): (False, -0.525),
}
ballot = ballot_promise = lambda *asked: _seen.get(asked, (False, -0.2))
ballot_tax = lambda *asked: 0.3125 if asked[-1] == 0.2 else "cannot be paid"
""",
    "shift-share": """
exposure = lambda district, *tables: {"North": 2.1, "Coast": 0.03, "South": 0.3833333}.get(district, 1)
gap_between = lambda first, *rest: (-0.0103, 309) if first == "North" else (0.0103, -309)
with_cut = {"slope": "stays", "gap": "stays", "product": "stays", "country": "changes"}
""",
    "refusals": """
count_on = lambda record, day: {"2019-12-31": 28.563, "2022-10-01": 58.122, "2023-02-27": 63}.get(day, "not known")
_bounds = {"2019-12-31": (11, 51), "2022-10-01": (52, 62), "2023-02-27": (63, 63), "2017-12-31": (0, 10)}
count_bounds = lambda record, day: _bounds.get(day, (75, "no limit"))
count_fits = lambda record, day, number: (day, number) not in [("2019-12-31", 52), ("2017-12-31", 11), ("2024-12-31", 70)]
""",
}
"""By question, the values of visible checks, written down."""
