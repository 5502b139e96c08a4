"""What holds in every model, whatever it is about: a result or a parameter stays what it was when it was made."""

import dataclasses
import importlib
from pathlib import Path

import pytest

import integration_ladder.models

FOLDER = Path(integration_ladder.models.__file__).parent
NAMES = sorted(file.stem for file in FOLDER.glob("*.py") if file.stem not in ("__init__", "checks"))


@pytest.mark.parametrize("name", NAMES)
def test_results_and_parameters_are_frozen(name: str) -> None:
    module = importlib.import_module(f"integration_ladder.models.{name}")
    own = [kind for kind in vars(module).values() if getattr(kind, "__module__", "") == module.__name__]
    declared = [kind for kind in own if isinstance(kind, type) and dataclasses.is_dataclass(kind)]
    assert declared
    for kind in declared:
        assert kind.__dataclass_params__.frozen, kind.__name__
