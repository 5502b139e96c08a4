"""rubric.html: for the reader of written answers, each question's model answer and what earns how many points."""

from typing import Any

from .pages import page
from .text import SHORT, clean

ANSWER = 20_000


def written(exercises: dict[str, Any]) -> str:
    """Return the page."""
    return page(
        "model.html",
        title=clean(exercises["title"], SHORT),
        questions=[
            {
                "place": place,
                "title": clean(question["title"], SHORT),
                "points": question["points"],
                "model": [
                    " ".join(text.split())
                    for text in clean(question["model"], ANSWER, lines=True).split("\n\n")
                ],
                "rubric": question["rubric"],
            }
            for place, question in enumerate(exercises["questions"], 1)
            if question["rubric"]
        ],
    )
