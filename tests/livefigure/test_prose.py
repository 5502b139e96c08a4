"""A page's prose under a kernel: MyST's parser, the book's roles, and no markup as it is written."""

import pytest

from livefigure import LiveFigureError
from livefigure.prose import html


def loud(text: str) -> str:
    return f"<{text.upper()}>"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Raise it.** Who *gains*?", "<strong>Raise it.</strong> Who <em>gains</em>?"),
        ("It is {n}`a; b` here.", "It is &lt;A; B&gt; here."),
        ("At {set}`one half <fair: price = 1/2>` it ends.", "At one half it ends."),
        ("The slope $(1+\\rho)/2 < 1$.", "The slope \\((1+\\rho)/2 &lt; 1\\)."),
        ("The slope {math}`\\rho`.", "The slope \\(\\rho\\)."),
        ('<span lang="zh-Hans">囚徒困境</span>', '<span lang="zh-Hans">囚徒困境</span>'),
        ("[The next section](ricardo.md) starts.", "The next section starts."),
        ("[A site](https://example.org) says.", '<a href="https://example.org">A site</a> says.'),
        (
            "**[Both](a.md)** of [two](https://b.org)",
            '<strong>Both</strong> of <a href="https://b.org">two</a>',
        ),
        ("Fish & chips < 5", "Fish &amp; chips &lt; 5"),
    ],
)
def test_a_paragraph_is_written(written: str, shown: str) -> None:
    assert html(written, {"n": loud}) == f"<p>{shown}</p>\n"


def test_paragraphs_lines_and_displayed_formulas_are_kept_apart() -> None:
    assert (
        html("One\nline.\n\nAnother.\n\n$$x < 1$$", {})
        == "<p>One\nline.</p>\n<p>Another.</p>\n\\[x &lt; 1\\]"
    )


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("See {cite:t}`ricardo1817`.", r"nobody here can write \{cite:t\}`ricardo1817`"),
        ("It is {n}`a`.", r"\{n\}`a`: ZeroDivisionError: division by zero"),
        ("```{note}\nNo.\n```", r"nobody here can write the directive \{note\}"),
    ],
)
def test_what_cannot_be_written_is_told(written: str, says: str) -> None:
    with pytest.raises(LiveFigureError, match=says):
        html(written, {"n": lambda text: str(1 / 0)})
