"""An explorer looks as it did when somebody last looked at it; a change that was not meant is told in inches."""

import pytest

from livefigure import LiveFigure

from .looked_at import KEPT, file_of, looks, same
from .test_every_setting import EXPLORERS


@pytest.mark.parametrize("name", [path.stem for path in sorted(KEPT.glob("*.txt"))])
def test_an_explorer_looks_as_it_did_when_it_was_looked_at(name: str) -> None:
    figure: LiveFigure = EXPLORERS[name]
    kept, now = file_of(figure).read_text(encoding="utf-8").splitlines(), looks(figure)
    differ = [f"- {was}\n+ {is_}" for was, is_ in zip(kept, now, strict=False) if not same(was, is_)]
    assert not differ, (
        f"{len(differ)} lines of {name} have changed. Look at it (make look NAME={name}); if it is as it should be, "
        f"python -m tests.explorers.looked_at {name}\n" + "\n".join(differ[:8])
    )
    assert len(kept) == len(now)


@pytest.mark.parametrize(
    ("was", "now", "as_before"),
    [
        ("“cloth” 1.20 0.50 fill #0072b2", "“cloth” 1.21 0.49 fill #0072b2", True),
        ("“cloth” 1.20 0.50 fill #0072b2", "“cloth” 1.25 0.50 fill #0072b2", False),
        ("“cloth” 1.20 0.50 fill #0072b2", "“cloth” 1.20 0.50 fill #d55e00", False),
        ("“cloth” 1.20 0.50 fill #0072b2", "“wine” 1.20 0.50 fill #0072b2", False),
        ("path 0.10 to 0.20", "path 0.10 to 0.20 stroke-dasharray 37 16", False),
    ],
)
def test_what_nobody_sees_is_no_change(was: str, now: str, as_before: bool) -> None:
    assert same(was, now) is as_before
