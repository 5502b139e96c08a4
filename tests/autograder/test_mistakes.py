"""Every way of writing a set wrongly: one clear sentence, with file, question and line; nothing is written."""

from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.build import contents
from autograder.errors import SetError

SET = """\
---
jupytext:
  text_representation: {extension: .md, format_name: myst}
set: {id: tiny, title: "Tiny", minutes: 20, seed: 7, objectives: [one, two]}
---
# Tiny

```{code-cell} python
base = 2
```

```{exercise} half
title: A half
objective: one
points: 3
minutes: 5
kind: code
checks:
  - label: half of five
    value: half(5)
    tolerance: 1e-6
    points: 1
    hint: Divide.
  - label: half of anything
    hidden: true
    draw: {x: uniform(1, 9)}
    times: 2
    value: half(x)
    tolerance: 1e-6
    points: 2
wrong:
  - name: doubled
    replace: |
      def half(x):
          return 2 * x
    message: This is the double.
    loses: 3
```
Write half.

```{code-cell} python
:tags: [solution]
def half(x):
    # BEGIN SOLUTION
    return x / 2
    # END SOLUTION
```

```{exercise} find
title: Find one
objective: two
points: 1
minutes: 5
kind: explorer
checks:
  - label: a root of four
    value: root
    one_of: [-2, 2]
    points: 1
```

```{code-cell} python
:tags: [solution]
# BEGIN SOLUTION: root = ...
root = 2
# END SOLUTION
```

```{exercise} claim
title: Weigh it
objective: two
points: 2
minutes: 5
kind: written
rubric:
  - criterion: Reasons
    levels:
      - {points: 2, text: good}
      - {points: 0, text: none}
model: Because.
```
Why?
"""
LABEL = "  - label: half of five\n"
SECOND = "  - name: {}\n    replace: |\n      {}\n    message: {}\n    loses: {}\n"
AFTER_WRONG = "    loses: 3\n"

# (what is written, what is written instead, a text in the line that is named, question, part of the sentence)
CASES = [
    # the front matter
    ("set: {id: tiny", "sett: {id: tiny", "---", "", "the front matter has no set"),
    (SET[: SET.index("# Tiny")], "", "# Tiny", "", "must begin with front matter"),
    ("id: tiny, ", "", "set: {", "", "set has no id"),
    ("id: tiny", "id: Tiny!", "set: {", "", "must be small letters, digits and hyphens"),
    ("id: tiny", "id: other", "set: {", "", "the set is called other and its file tiny.md"),
    ('title: "Tiny", ', "", "set: {", "", "set has no title"),
    ("minutes: 20", "minutes: soon", "set: {", "", "minutes of set must be a number"),
    ("minutes: 20", "minutes: 14", "set: {", "", "take 15 minutes together, the set says 14"),
    ("seed: 7", "seed: 1.5", "set: {", "", "seed of set must be a whole number or a word"),
    ("seed: 7", "sead: 7", "set: {", "", "set has the unknown key sead: did you mean seed?"),
    ("objectives: [one, two]", "objectives: one", "set: {", "", "objectives of set must be a list"),
    ("objectives: [one, two]", "files: data", "set: {", "", "files of set must be a list of paths"),
    ("objectives: [one, two]", "files: [nothing]", "set: {", "", "files of set names nothing, which does not exist"),
    ("objectives: [one, two]", "files: [.]", "set: {", "", "in which the set itself lies with its solutions"),
    ("seed: 7,", "seed: 7, seed: 8,", "set: {", "", "the key seed is given twice"),
    ("  text_rep", "  : {\n  text_rep", "  : {", "", "cannot be read as YAML"),
    # blocks and cells
    ("{exercise} half", "{exercise}", "{exercise}", "", "this question has no name"),
    ("{exercise} half", "{exercise} Half!", "{exercise} Half!", "Half!", "must be small letters"),
    ("{exercise} find", "{exercise} half", "{exercise} half", "half", "two questions are called half"),
    ("{exercise} half", "{excercise} half", "{excercise}", "", "did you mean {exercise}?"),
    ("{code-cell} python\nbase", "{codecell} python\nbase", "{codecell}", "", "did you mean {code-cell}?"),
    ("```{exercise} half", ":::{exercise} half", ":::{exercise}", "", "three backticks, not with colons"),
    (
        "Write half.",
        "- so\n\n  ```{code-cell} python\n  x = 1\n  ```",
        "  ```{code-cell}",
        "half",
        "at the left margin",
    ),
    ("Why?", "```{code-cell} python\nx = 1", "```{code-cell} python\nx", "claim", "block is not closed"),
    ("model: Because.\n```\nWhy?", "model: Because.", "{exercise} claim", "claim", "block is not closed"),
    (":tags: [solution]\ndef", "def", "# BEGIN", "half", "not tagged :tags: [solution]"),
    (":tags: [solution]\ndef", "def", "{exercise} half", "half", "has no solution cell"),
    (":tags: [solution]\ndef", ":tags: [solutoin]\ndef", ":tags: [solutoin]", "half", "did you mean solution?"),
    (":tags: [solution]\ndef", ":tags: {a: 1}\ndef", ":tags: {a", "half", "tags of a cell must be a list"),
    (":tags: [solution]\ndef", "---\ntags: [solution]\ndef", "---\ntags", "half", "begin with --- and do not end"),
    ("    # BEGIN SOLUTION\n", "", "# END", "half", "END SOLUTION without a BEGIN"),
    ("    # END SOLUTION\n", "", "# BEGIN", "half", "this BEGIN SOLUTION has no END SOLUTION"),
    (
        "    return x / 2\n",
        "    # BEGIN SOLUTION\n    return x / 2\n",
        "# BEGIN SOLUTION\n    ret",
        "half",
        "begins on line",
    ),
    ("    # BEGIN SOLUTION\n", "    # Begin solution\n", "# Begin", "half", "this mark is not understood"),
    (
        "    # BEGIN SOLUTION\n    return x / 2\n    # END SOLUTION\n",
        "    return x / 2\n",
        "def half(x):\n    return x",
        "half",
        "the student would get it whole",
    ),
    ("    return x / 2", "    return x /", "    return x /", "half", "this cell is not Python (invalid syntax)"),
    (
        ":tags: [solution]\ndef half(x):\n    # BEGIN SOLUTION\n    return x / 2",
        "---\ntags: [solution]\n---\n\ndef half(x):\n    # BEGIN SOLUTION\n    return x /",
        "    return x /",
        "half",
        "this cell is not Python (invalid syntax)",
    ),
    ("base = 2", "%matplotlib inline", "%matplotlib", "", "this cell is not Python"),
    (
        "# BEGIN SOLUTION: root = ...",
        "# BEGIN SOLUTION: root =",
        "# BEGIN SOLUTION: root",
        "find",
        "what the student gets",
    ),
    (
        "# Tiny\n",
        "# Tiny\n\n```{code-cell} python\n:tags: [solution]\n# BEGIN SOLUTION\n# END SOLUTION\n```\n",
        "# BEGIN SOLUTION\n# END",
        "",
        "outside a question",
    ),
    ("Write half.", "## Part B", "def half(x):\n    # BEGIN", "", "this solution stands outside a question"),
    (
        "Why?",
        "```{code-cell} python\n:tags: [solution]\n# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n```",
        "{exercise} claim",
        "claim",
        "a written question has no solution cell",
    ),
    # a question
    ("title: A half", "titel: A half", "titel:", "half", "the unknown key titel: did you mean title?"),
    ("title: A half\n", "", "{exercise} half", "half", "the question has no title"),
    ("title: A half\n", "title:\n", "title:\n", "half", "title of the question must be text"),
    ("objective: one\n", "", "{exercise} half", "half", "the question has no objective"),
    (
        "objective: one",
        "objective: three",
        "objective: three",
        "half",
        "the objective three is unknown: the chapter has one, two",
    ),
    ("points: 3", "points: 4", "points: 4", "half", "the checks give 3 points together, the question 4"),
    ("points: 3", "points: none", "points: none", "half", "points of the question must be a number"),
    ("points: 3", "points: -3", "points: -3", "half", "is -3: it must be above 0"),
    ("kind: code", "kind: coding", "kind: coding", "half", "the kind coding is unknown"),
    ("minutes: 5\nkind: code", "kind: code", "{exercise} half", "half", "the question has no minutes"),
    ("title: A half\n", "title: A half: or so\n", "title: A half: or", "half", "put text that holds a colon"),
    ("title: A half\n", "title: A half\ntitle: Another\n", "title: Another", "half", "the key title is given twice"),
    ("title: A half\n", "- title\n", "objective: one", "half", "cannot be read as YAML"),
    ("checks:\n  - label: a root", "check:\n  - label: a root", "check:\n", "find", "did you mean checks?"),
    ("kind: explorer", "kind: explorer\nmodel: x", "model: x", "find", "a question of kind explorer has no model"),
    # a check
    (LABEL, "  - just text\n" + LABEL, "- just text", "half", "a check must be a table of keys"),
    (LABEL, LABEL.replace("label", "lable"), "- lable", "half", "did you mean label?"),
    ("    value: half(5)\n", "", "label: half of five", "half", "a check has no value"),
    (
        "value: half(5)",
        "value: half(5",
        "value: half(5",
        "half",
        "is not a Python expression ('(' was never closed): half(5",
    ),
    ("value: half(5)", "value: y = half(5)", "value: y", "half", "is not a Python expression"),
    ("value: half(5)", "value: # nothing", "value: # nothing", "half", "is empty"),
    ("    points: 1\n    hint", "    hint", "label: half of five", "half", "a check has no points"),
    ("    points: 1\n    hint", "    points: true\n    hint", "points: true", "half", "must be a number"),
    ("tolerance: 1e-6\n    points: 1", "tolerance: 0\n    points: 1", "tolerance: 0", "half", "it must be above 0"),
    (
        "tolerance: 1e-6\n    points: 1",
        "tolerance: small\n    points: 1",
        "tolerance: small",
        "half",
        "must be a number",
    ),
    ("tolerance: 1e-6\n    points: 1", "relative: 0.9\n    points: 1", "relative: 0.9", "half", "from 1e-7 to 0.5"),
    (
        "    points: 1\n    hint",
        "    relative: 0.1\n    points: 1\n    hint",
        "relative: 0.1",
        "half",
        "both a tolerance and a relative",
    ),
    ("hint: Divide.", "hint: {a: b}", "hint: {a", "half", "must be text, or a list of texts"),
    ("    hidden: true\n", "    hidden: true\n    hint: Try.\n", "hint: Try.", "half", "which nobody would read"),
    ("hidden: true", "hidden: perhaps", "hidden: perhaps", "half", "must be true or false"),
    ("    hidden: true\n", "", "draw:", "half", "that is for hidden checks"),
    ("uniform(1, 9)", "normal(1, 9)", "draw:", "half", "unknown kind normal: write uniform(a, b)"),
    ("uniform(1, 9)", "uniform(9, 1)", "draw:", "half", "the smaller first"),
    ("uniform(1, 9)", "uniform(1, y)", "draw:", "half", "only plain numbers and texts"),
    ("uniform(1, 9)", "integer(1, 2.5)", "draw:", "half", "integer wants two whole numbers"),
    ("uniform(1, 9)", "choice([1])", "draw:", "half", "one list of two values or more"),
    ("uniform(1, 9)", "5", "draw:", "half", "draw of x is 5"),
    ("{x: uniform(1, 9)}", "{x: uniform(1, 9), x: uniform(1, 2)}", "draw:", "half", "draw has x twice"),
    ("{x: uniform(1, 9)}", "{x: uniform(1, 9), z: uniform(1, 2)}", "draw:", "half", "draws z and does not use it"),
    ("{x: uniform(1, 9)}", "{x: uniform(1,", "draw:", "half", "draw cannot be read"),
    ("{x: uniform(1, 9)}", "uniform(1, 9)", "draw:", "half", "draw is a table of names"),
    ("{x: uniform(1, 9)}", "{1: uniform(1, 9)}", "draw:", "half", "not one of Python's"),
    ("times: 2", "times: 0", "times: 0", "half", "a whole number from 1 to 100"),
    ("    draw: {x: uniform(1, 9)}\n", "", "times: 2", "half", "times without draw"),
    (
        "label: half of anything",
        "label: half of five",
        "{exercise} half",
        "half",
        "two checks are called half of five",
    ),
    # wrong answers
    ("    message: This is the double.\n", "", "- name: doubled", "half", "a wrong answer has no message"),
    ("    loses: 3\n", "    looses: 3\n", "looses: 3", "half", "did you mean loses?"),
    ("return 2 * x", "return 2 *", "return 2 *", "half", "the code of the wrong answer doubled is not Python"),
    ("replace: |\n      def half(x):\n          return 2 * x", "replace: 3", "replace: 3", "half", "must be code"),
    ("wrong:\n", "wrong: none\n_:\n", "wrong: none", "half", "wrong must be a list"),
    (
        AFTER_WRONG,
        AFTER_WRONG + SECOND.format("doubled", "half = 3", "No.", 3),
        "{exercise} half",
        "half",
        "two wrong answers are called doubled",
    ),
    # a written question
    ("model: Because.\n", "", "{exercise} claim", "claim", "the question has no model"),
    ("rubric:\n", "rubrick:\n", "rubrick:", "claim", "did you mean rubric?"),
    ("kind: written\n", "kind: written\nchecks: []\n", "checks: []", "claim", "a written question has no checks"),
    (
        "{points: 2, text: good}",
        "{points: 1, text: good}",
        "points: 2\nminutes: 5\nkind: written",
        "claim",
        "the rubric give 1 points together, the question 2",
    ),
    ("{points: 0, text: none}", "{points: 2, text: none}", "- criterion", "claim", "must go down in points"),
    ("{points: 0, text: none}", "{points: 0}", "{points: 0}", "claim", "a level of the rubric has no text"),
    ("criterion: Reasons", "criterium: Reasons", "criterium", "claim", "did you mean criterion?"),
    (
        "    levels:\n      - {points: 2, text: good}\n      - {points: 0, text: none}\n",
        "    levels: 2\n",
        "levels: 2",
        "claim",
        "levels must be a list",
    ),
    # what only shows when the set runs
    ("base = 2", "base = 2\nbase / 0", "base / 0", "", "this cell stops with ZeroDivisionError: division by zero"),
    ("return x / 2", "return y / 2", "label: half of five", "half", "it uses the name y, which does not exist"),
    ("root = 2\n", "root = 1 / 0\n", "root = 1 / 0", "find", "the solution stops with ZeroDivisionError"),
    ("value: half(5)", "value: half(5).real.real.imagine", "label: half of five", "half", "fails with the solution"),
    (
        "value: half(5)",
        "value: half",
        "label: half of five",
        "half",
        "This is a function or class (half), not a value",
    ),
    ("value: half(5)", "value: complex(half(5))", "label: half of five", "half", "an object of type complex"),
    ("value: half(5)", "value: float('nan') * half(5)", "label: half of five", "half", "not a number (nan)"),
    ("value: half(5)", "value: print(half(5))", "label: half of five", "half", "gives nothing with the solution"),
    (
        "value: half(5)",
        "value: hälfte(5)",
        "label: half of five",
        "half",
        "gives nothing with the solution (hälfte is not defined yet)",
    ),
    (
        "value: half(5)",
        "value: str(half(5))",
        "label: half of five",
        "half",
        "there is a tolerance, but the value is text",
    ),
    (
        "value: half(5)\n    tolerance: 1e-6",
        "value: half(5)",
        "label: half of five",
        "half",
        "say how exact it must be",
    ),
    (
        "value: half(5)\n    tolerance",
        "value: half(0)\n    relative",
        "label: half of five",
        "half",
        "0 has no relative tolerance",
    ),
    ("value: half(x)\n", "value: half(1 / (x > 9))\n", "label: half of anything", "half", "divides by zero at x = "),
    ("one_of: [-2, 2]", "one_of: [-2, 3]", "label: a root", "find", "not among those of one_of"),
    ("one_of: [-2, 2]", "one_of: 2", "label: a root", "find", "one_of must give a list"),
    ("one_of: [-2, 2]", "one_of: []", "label: a root", "find", "one_of must give a list"),
    (
        "one_of: [-2, 2]",
        "one_of: [1 / 0]",
        "label: a root",
        "find",
        "one_of fails. Your code stops with an error: it divides by zero",
    ),
    ("one_of: [-2, 2]", "one_of: [2, 2.5]", "label: a root", "find", "say how exact it must be"),
    ("value: half(5)", "value: half(5) or 2.5", "label: half of five", "half", "is passed by a blank answer"),
    ("return 2 * x", "return x * 0.5", "- name: doubled", "half", "loses nothing: every check accepts it"),
    (AFTER_WRONG, "    loses: 2\n", "- name: doubled", "half", "loses 3 points, not 2 as it says"),
    (
        AFTER_WRONG,
        AFTER_WRONG + SECOND.format("twice", "half = lambda x: x + x", "No.", 3),
        "- name: twice",
        "half",
        "gives at every check what doubled gives",
    ),
    (
        AFTER_WRONG,
        AFTER_WRONG + SECOND.format("only five", "half = lambda x: 2.5", "No.", 2),
        "- name: only five",
        "half",
        "would never be shown",
    ),
    (
        AFTER_WRONG,
        AFTER_WRONG + SECOND.format("breaks", "half = lambda x: 1 / 0", "No.", 3),
        "- name: breaks",
        "half",
        "would never be shown",
    ),
    (
        AFTER_WRONG,
        AFTER_WRONG + SECOND.format("by luck", "half = lambda x: x / 2 if x < 7 else 0", "No.", 2),
        "- name: by luck",
        "half",
        "as the draws fall",
    ),
    (
        "hint: Divide.",
        "hint: It is 2.5, I think.",
        "label: half of five",
        "half",
        "the hint says 2.5, which is right",
    ),
    ("This is the double.", "Not 5 but 2.50.", "- name: doubled", "half", "the message says 2.50, which is right"),
]  # fmt: skip


# As above, with the whole sentence: what it is about, what it found there and what is known.
SENTENCES = [
    (
        "times: 2",
        "times: 0",
        "times: 0",
        "half",
        "times of the check half of anything must be a whole number from 1 to 100",
    ),
    (
        "times: 2",
        "times: 101",
        "times: 101",
        "half",
        "times of the check half of anything must be a whole number from 1 to 100",
    ),
    (
        "times: 2",
        "times: 1.5",
        "times: 1.5",
        "half",
        "times of the check half of anything must be a whole number from 1 to 100",
    ),
    (
        "times: 2",
        "times: true",
        "times: true",
        "half",
        "times of the check half of anything must be a whole number from 1 to 100",
    ),
    (
        LABEL + "    value: half(5)",
        LABEL.replace("half of five", "") + "    value: half(5",
        "value: half(5",
        "half",
        "value of a check is not a Python expression ('(' was never closed): half(5",
    ),
    (
        "value: half(5)",
        "value: # nothing",
        "value: # nothing",
        "half",
        "value of the check half of five is empty: write an expression",
    ),
    (
        "hidden: true",
        "hidden: 1",
        "hidden: 1",
        "half",
        "hidden of the check half of anything must be true or false",
    ),
    (
        "    hidden: true\n",
        "",
        "draw:",
        "half",
        "the check half of anything draws its inputs: that is for hidden checks (hidden: true)",
    ),
    (
        "    draw: {x: uniform(1, 9)}\n",
        "",
        "times: 2",
        "half",
        "the check half of anything has times without draw: the same inputs give the same value",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: uniform(1, 9), z: uniform(1, 2)}",
        "draw:",
        "half",
        "the check half of anything draws z and does not use it",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: uniform(1, 1)}",
        "draw:",
        "half",
        "the check half of anything: draw of x is uniform(1, 1): uniform wants two numbers, the smaller first",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: uniform(1, 2, 3)}",
        "draw:",
        "half",
        "draw of x is uniform(1, 2, 3): uniform wants two numbers, the smaller first",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: uniform(1)}",
        "draw:",
        "half",
        "draw of x is uniform(1): uniform wants two numbers, the smaller first",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: uniform(1, 'a')}",
        "draw:",
        "half",
        "uniform wants two numbers, the smaller first",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: integer(True, 3)}",
        "draw:",
        "half",
        "integer wants two whole numbers, the smaller first",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: choice(1, 2)}",
        "draw:",
        "half",
        "draw of x is choice(1, 2): choice wants one list of two values or more",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: choice(12)}",
        "draw:",
        "half",
        "draw of x is choice(12): choice wants one list of two values or more",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: choice([1, 2], [3, 4])}",
        "draw:",
        "half",
        "choice wants one list of two values or more",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: uniform(low=1, high=2)}",
        "draw:",
        "half",
        "draw of x is uniform(low=1, high=2): write uniform(a, b), integer(a, b) or choice([…])",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x: random.uniform(1, 2)}",
        "draw:",
        "half",
        "draw of x is random.uniform(1, 2): write uniform(a, b), integer(a, b) or choice([…])",
    ),
    ("{x: uniform(1, 9)}", "{}", "draw:", "half", "draw is a table of names, as in {x: uniform(0, 1)}"),
    (
        "{x: uniform(1, 9)}",
        "{'x y': uniform(1, 9)}",
        "draw:",
        "half",
        "draw has a name that is not one of Python's",
    ),
    (
        "{x: uniform(1, 9)}",
        "{x.y: uniform(1, 9)}",
        "draw:",
        "half",
        "draw has a name that is not one of Python's",
    ),
    (
        "hint: Divide.",
        "hint: []",
        "hint: []",
        "half",
        "hint of the check half of five must be text, or a list of texts",
    ),
    (
        "hint: Divide.",
        "hint: [Divide., [x]]",
        "hint: [",
        "half",
        "hint of the check half of five must be text, or a list of texts",
    ),
    (
        "hint: Divide.",
        "hint: ",
        "hint: ",
        "half",
        "hint of the check half of five must be text, or a list of texts",
    ),
    (
        "    hidden: true\n",
        "    hidden: true\n    hint: Try.\n",
        "hint: Try.",
        "half",
        "the check half of anything is hidden and has a hint, which nobody would read",
    ),
    (
        "tolerance: 1e-6\n    points: 1",
        "relative: 0.51\n    points: 1",
        "relative: 0.51",
        "half",
        "relative of the check half of five is 0.51: it must lie from 1e-7 to 0.5",
    ),
    (
        "tolerance: 1e-6\n    points: 1",
        "relative: 9e-8\n    points: 1",
        "relative: 9e-8",
        "half",
        "relative of the check half of five is 9e-08: it must lie from 1e-7 to 0.5",
    ),
    (
        "tolerance: 1e-6\n    points: 1",
        "relative: 0\n    points: 1",
        "relative: 0",
        "half",
        "relative of the check half of five is 0: it must be above 0",
    ),
    (
        "tolerance: 1e-6\n    points: 1",
        "tolerance: .inf\n    points: 1",
        "tolerance: .inf",
        "half",
        "tolerance of the check half of five must be a number",
    ),
    (
        "tolerance: 1e-6\n    points: 1",
        "tolerance: .nan\n    points: 1",
        "tolerance: .nan",
        "half",
        "tolerance of the check half of five must be a number",
    ),
    (
        "tolerance: 1e-6\n    points: 1",
        "tolerance: [1]\n    points: 1",
        "tolerance: [1]",
        "half",
        "tolerance of the check half of five must be a number",
    ),
    (
        "tolerance: 1e-6\n    points: 1",
        "tolerance: -0.5\n    points: 1",
        "tolerance: -0.5",
        "half",
        "tolerance of the check half of five is -0.5: it must be above 0",
    ),
    (
        "points: 1\n    hint",
        "points: 0\n    hint",
        "points: 0",
        "half",
        "points of the check half of five is 0: it must be above 0",
    ),
    ("- name: doubled", "- name:", "- name:", "half", "name of a wrong answer must be text"),
    (
        "    message: This is the double.\n",
        "    message: []\n",
        "message: []",
        "half",
        "message of the wrong answer doubled must be text",
    ),
    (
        "    loses: 3\n",
        "    loses: 0\n",
        "loses: 0",
        "half",
        "loses of the wrong answer doubled is 0: it must be above 0",
    ),
    (
        "replace: |\n      def half(x):\n          return 2 * x",
        "replace: ''",
        "replace: ''",
        "half",
        "replace of the wrong answer doubled must be code, behind | on lines of its own",
    ),
    (
        "replace: |\n      def half(x):\n          return 2 * x",
        "replace: [x]",
        "replace: [x]",
        "half",
        "replace of the wrong answer doubled must be code, behind | on lines of its own",
    ),
    (
        "          return 2 * x",
        "          return 2 *",
        "return 2 *",
        "half",
        "the code of the wrong answer doubled is not Python (invalid syntax)",
    ),
    (
        "objective: one\n",
        "objective: three\n",
        "objective: three",
        "half",
        "the objective three is unknown: the chapter has one, two",
    ),
    (
        "kind: code",
        "kind: coding",
        "kind: coding",
        "half",
        "the kind coding is unknown: known are code, data, explorer, written",
    ),
    ("kind: code\n", "kind:\n", "kind:\n", "half", "kind of the question must be text"),
    ("kind: code\n", "kind: code\nmodel: x\n", "model: x", "half", "a question of kind code has no model"),
    ("kind: code\n", "kind: code\nrubric: x\n", "rubric: x", "half", "a question of kind code has no rubric"),
    (
        "kind: written\n",
        "kind: written\nwrong: []\n",
        "wrong: []",
        "claim",
        "a written question has no wrong",
    ),
    ("model: Because.\n", "model: {a: b}\n", "model: {a", "claim", "model of the question must be text"),
    (
        "points: 3",
        "points: 3.5",
        "points: 3.5",
        "half",
        "the checks give 3 points together, the question 3.5",
    ),
    (
        "{points: 2, text: good}",
        "{points: 2.5, text: good}",
        "points: 2\nminutes: 5\nkind: written",
        "claim",
        "the best levels of the rubric give 2.5 points together, the question 2",
    ),
    (
        "{points: 2, text: good}\n      - {points: 0, text: none}",
        "{points: 0, text: none}\n      - {points: 2, text: good}",
        "- criterion",
        "claim",
        "the levels of the criterion Reasons must go down in points, from above 0",
    ),
    (
        "{points: 2, text: good}\n      - {points: 0, text: none}",
        "{points: 0, text: none}",
        "- criterion",
        "claim",
        "the levels of the criterion Reasons must go down in points, from above 0",
    ),
    (
        "{points: 2, text: good}",
        "{points: -2, text: good}",
        "{points: -2",
        "claim",
        "points of a level is -2: it must be above 0",
    ),
    (
        "{points: 2, text: good}",
        "{points: 2, text: }",
        "{points: 2, text: }",
        "claim",
        "text of a level must be text",
    ),
    (
        "{points: 2, text: good}",
        "good",
        "- good",
        "claim",
        "a level of the rubric must be a table of keys (key: value)",
    ),
    (
        "  - criterion: Reasons\n",
        "  - criterion: []\n",
        "criterion: []",
        "claim",
        "criterion of the rubric must be text",
    ),
    (
        "title: A half",
        "titel: A half",
        "titel:",
        "half",
        "the question has the unknown key titel: did you mean title?",
    ),
    (
        "title: A half",
        "title: A half\nxyz: 1",
        "xyz:",
        "half",
        "the question has the unknown key xyz: known are checks, kind, minutes, model, objective, points, rubric, title, wrong",
    ),
    ("title: A half\n", "title: [A half]\n", "title: [A", "half", "title of the question must be text"),
    (
        "minutes: 5\nkind: code",
        "minutes: true\nkind: code",
        "minutes: true",
        "half",
        "minutes of the question must be a number",
    ),
    (
        "minutes: 20",
        "minutes: 14.5",
        "set: {",
        "",
        "the questions take 15 minutes together, the set says 14.5",
    ),
    ("minutes: 20", "minutes: 0", "set: {", "", "minutes of set is 0: it must be above 0"),
    ("seed: 7", "seed: true", "set: {", "", "seed of set must be a whole number or a word"),
    ("seed: 7", "seed: ''", "set: {", "", "seed of set must be a whole number or a word"),
    ("seed: 7", "seed: [7]", "set: {", "", "seed of set must be a whole number or a word"),
    ("objectives: [one, two]", "objectives: []", "set: {", "", "objectives of set must be a list of words"),
    (
        "objectives: [one, two]",
        "objectives: [one, 2]",
        "set: {",
        "",
        "objectives of set must be a list of words",
    ),
    (
        "objectives: [one, two]",
        "files: []",
        "set: {",
        "",
        "files of set must be a list of paths, seen from the set's own folder",
    ),
    (
        "objectives: [one, two]",
        "files: ['']",
        "set: {",
        "",
        "files of set must be a list of paths, seen from the set's own folder",
    ),
    (
        "objectives: [one, two]",
        "files: [3]",
        "set: {",
        "",
        "files of set must be a list of paths, seen from the set's own folder",
    ),
    (
        'set: {id: tiny, title: "Tiny", minutes: 20, seed: 7, objectives: [one, two]}',
        "set: tiny",
        "set: tiny",
        "",
        "set must be a table of keys (key: value)",
    ),
    (
        'set: {id: tiny, title: "Tiny"',
        'set: {id: "a--b", title: "Tiny"',
        "set: {",
        "",
        "the id a--b must be small letters, digits and hyphens",
    ),
    (
        "{exercise} half",
        "{exercise} half-",
        "{exercise} half-",
        "half-",
        "the name half- must be small letters, digits and hyphens",
    ),
    (
        ":tags: [solution]\ndef",
        ":tags: [solution]\n:tags: [x]\ndef",
        ":tags: [x]",
        "half",
        "the key tags is given twice",
    ),
    (":tags: [solution]\ndef", ":tags: [solution\ndef", ":tags: [solution\n", "half", "this cell"),
    (
        ":tags: [solution]\ndef",
        ":tags: [solution, 3]\ndef",
        ":tags: [solution, 3]",
        "half",
        "tags of a cell must be a list, as in :tags: [solution]",
    ),
    (
        ":tags: [solution]\ndef",
        ":tags: [hide-input, solutoin]\ndef",
        ":tags: [hide",
        "half",
        "the tag solutoin is unknown: did you mean solution?",
    ),
    (
        "    return x / 2\n    # END",
        "    return x / 2\n    # END SOLUTION\n    # end solution\n    # END",
        "    # end solution",
        "half",
        "this mark is not understood: write # BEGIN SOLUTION or # END SOLUTION on its own line",
    ),
    (
        "    # BEGIN SOLUTION\n    return x / 2\n",
        "    # BEGIN SOLUTION\n    # BEGIN SOLUTION\n    return x / 2\n",
        "# BEGIN SOLUTION\n    return",
        "half",
        "BEGIN SOLUTION within the solution that begins on line {line - 1}",
    ),
    (
        "base = 2",
        "base = 2\n# BEGIN SOLUTION",
        "# BEGIN SOLUTION\n```",
        "",
        "a solution is marked in a cell that is not tagged :tags: [solution]",
    ),
    (
        "base = 2",
        "base = 2\nx = '\\ud800'\ny = (",
        "y = (",
        "",
        "this cell is not Python ('(' was never closed)",
    ),
    (
        "Why?",
        "> ```{exercise} quoted\n> ```",
        "> ```{exercise}",
        "claim",
        "a {exercise} block must stand at the left margin, not within a list or quotation",
    ),
    (
        "Why?",
        "Why?\n\n  ::::{code-cell} python\n  x\n  ::::",
        "  ::::{code",
        "claim",
        "a block of this kind is fenced with three backticks, not with colons",
    ),
    (
        "Why?",
        "````{code-cell} python\nx = 1\n```",
        "````{code-cell}",
        "claim",
        "this {code-cell} block is not closed: its last line must be ````",
    ),
    (
        "# Tiny\n",
        "# Tiny\n\n```{exercis} x\n```\n",
        "```{exercis}",
        "",
        "{exercis} is unknown: did you mean {exercise}?",
    ),
]


@pytest.mark.parametrize(("old", "new", "at", "question", "said"), SENTENCES)
def test_mistake_in_its_whole_sentence(
    old: str, new: str, at: str, question: str, said: str, tmp_path: Path
) -> None:
    assert old in SET
    text = SET.replace(old, new, 1)
    with pytest.raises(SetError) as caught:
        contents(write(tmp_path, text), tmp_path / "out")
    line = text[: text.index(at)].count("\n") + 1
    said = said.replace("{line - 1}", str(line - 1))
    here = [p.sentence for p in caught.value.problems if (p.line, p.question) == (line, question)]
    assert [one for one in here if one.endswith(said) or (said == "this cell" and one)], str(caught.value)


def write(folder: Path, text: str) -> Path:
    source = folder / "tiny.md"
    source.write_text(text, encoding="utf-8")
    return source


def test_as_it_stands_the_set_is_right(tmp_path: Path) -> None:
    assert len(contents(write(tmp_path, SET), tmp_path)) == 4


@pytest.mark.parametrize(
    ("old", "new", "at", "question", "said"), CASES, ids=[case[-1][:40] for case in CASES]
)
def test_mistake(old: str, new: str, at: str, question: str, said: str, tmp_path: Path) -> None:
    assert old in SET
    text = SET.replace(old, new, 1)
    with pytest.raises(SetError) as caught:
        contents(write(tmp_path, text), tmp_path / "out")
    found = [problem for problem in caught.value.problems if said in problem.sentence]
    assert found, f"said instead: {caught.value}"
    problem = found[0]
    line = (
        text[: text.rindex(at) if problem.sentence.startswith("two questions") else text.index(at)].count(
            "\n"
        )
        + 1
    )
    asked = f" question {question}:" if question else ""
    assert str(problem).startswith(f"tiny.md:{line}:{asked} "), str(problem)
    assert "\n" not in problem.sentence
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.md"]


def test_several_mistakes_come_together_in_order(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    text = (
        SET.replace("points: 3", "points: 5")
        .replace("value: root", "value: root +")
        .replace("kind: code", "kind: x")
    )
    assert main(["build", str(write(tmp_path, text)), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 4
    assert [line.split(":")[0] for line in said[:3]] == ["tiny.md"] * 3
    lines = [int(line.split(":")[1]) for line in said[:3]]
    assert lines == sorted(lines)
    assert said[-1] == "Nothing was written: 3 mistakes in tiny.md."
    assert [path.name for path in tmp_path.iterdir()] == ["tiny.md"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.md", None, "there is no such file"),
        ("latin.md", b"---\nset: {id: latin}\n---\n\xe9", "not UTF-8"),
        ("empty.md", b"", "must begin with front matter"),
        ("set.ipynb", b"{}", "whose name ends in .md"),
        (
            "bare.md",
            b"---\nset: {id: bare, title: A, minutes: 1, seed: 1}\n---\n# A\n",
            "there is no question in this set",
        ),
    ],
)
def test_files_that_are_no_sets(name: str, content: bytes | None, said: str, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(SetError) as caught:
        contents(tmp_path / name, tmp_path)
    assert said in str(caught.value)
