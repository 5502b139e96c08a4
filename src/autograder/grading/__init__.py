"""Grading a class: submissions in, marks, reasons and feedback out; student code runs apart from everything of the teacher's.

`submissions` finds what was handed in and `notebook` reads it, `plan` says in which order what is run, `isolation`,
`warm` and `session` run it, `mark` compares outside, `batch` does so for a whole class, `results` is what comes out,
`reports` writes it.
"""
