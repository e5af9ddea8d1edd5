"""How surely a reader could tell who is meant."""

from collections.abc import Callable

import pytest

from desk.model.findings import Screened
from desk.model.names import Identifiability
from desk.screening.identifiability import looks_real, soft_details
from desk.screening.reading import read

Screen = Callable[..., Screened]


@pytest.mark.parametrize("name", ["Petra Ko", "Dr. Hans Meier", "Anna-Lena Groß-Weber", "Jörg M."])
def test_a_first_name_and_a_surname_look_real(name: str) -> None:
    assert looks_real(name)


@pytest.mark.parametrize("name", ["sonnenblume", "user8841", "@tom_82", "", "MAMA VON LENI", "Petra " * 50])
def test_a_handle_does_not(name: str) -> None:
    assert not looks_real(name)


@pytest.mark.parametrize(
    ("text", "author", "level"),
    [
        ("Ich habe Migräne.", "user8841", Identifiability.NONE),
        ("Ich habe Migräne, bin 34.", "berghexe", Identifiability.SOFT),
        ("Ich habe Migräne.", "Petra Ko", Identifiability.NAME_LIKE),
        ("Frau Huber hat Migräne.", "user8841", Identifiability.NAMED),
        ("Ich habe Migräne, Nummer A123456780.", "user8841", Identifiability.NUMBERED),
        ("Schöner Tag.", "Petra Ko", Identifiability.NONE),
    ],
)
def test_the_surest_hint_decides(screen: Screen, text: str, author: str, level: Identifiability) -> None:
    assert screen(text, author=author).identifiability is level


def test_soft_details_add_up() -> None:
    assert soft_details(read("Bin 34, Station 4, am 3. Mai, Mutter von Drillingen.")) == 4
    assert soft_details(read("Guten Tag.")) == 0
