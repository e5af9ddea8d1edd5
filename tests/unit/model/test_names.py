import subprocess
import sys
from enum import StrEnum
from pathlib import Path

import pytest

from desk.model import names

KINDS = [
    kind
    for kind in vars(names).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_name_stands_twice(kind: type[StrEnum]) -> None:
    assert not [name for name, member in kind.__members__.items() if name != member.name]


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        (names.Category, 20),
        (names.Status, 10),
        (names.Subject, 10),
        (names.IdentifierType, 26),
        (names.Urgency, 13),
        (names.Conduct, 16),
        (names.Dialogue, 17),
        (names.Ground, 11),
        (names.Retention, 11),
        (names.State, 12),
        (names.Action, 21),
        (names.Priority, 6),
        (names.Queue, 7),
    ],
)
def test_a_class_has_as_many_names_as_its_taxonomy(kind: type[StrEnum], size: int) -> None:
    assert len(kind) == size


@pytest.mark.parametrize("module", ["desk.model.names", "desk.model.findings", "desk.model.posts"])
def test_plain_values_need_nothing_but_the_standard_library(module: str) -> None:
    code = f"import sys, {module}\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded & {"sqlmodel", "sqlalchemy", "pydantic", "spacy", "msgspec", "textual"} == set()


def test_the_pages_need_no_sqlmodel() -> None:
    code = "import sys, desk.store.pages, desk.store.location, desk.companion_process\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded & {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "spacy"} == set()
