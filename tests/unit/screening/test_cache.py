"""Compiled rules are kept, and made anew when anything they depend on changed."""

import shutil
from pathlib import Path

import pytest

from desk.model.findings import Utterance
from desk.screening.cache import ready
from desk.screening.engine import Engine


@pytest.fixture
def folder(rules_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(rules_folder, tmp_path / "rules")


def kept(shelf: Path) -> list[Path]:
    return sorted(shelf.iterdir())


def test_rules_that_were_kept_say_the_same(folder: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    texts = ["Ich habe Rheuma.", "Mein Hund hat Krebs.", "HbA1c 8,4", "Ich auch, A123456780"]
    made, read = (Engine(*ready(folder, shelf)) for _ in range(2))
    assert [made.screen_one(Utterance(text)) for text in texts] == [read.screen_one(Utterance(text)) for text in texts]
    assert made.rules_version == read.rules_version


def test_the_file_is_for_its_owner_only(folder: Path, tmp_path: Path) -> None:
    ready(folder, tmp_path / "shelf")
    (file,) = kept(tmp_path / "shelf")
    assert file.stat().st_mode & 0o077 == 0


def test_a_changed_rule_is_compiled_anew_and_the_old_file_goes(folder: Path, tmp_path: Path) -> None:
    before, _ = ready(folder, tmp_path / "shelf")
    file = folder / "lexicon" / "health.de.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n# ein Wort mehr\n", encoding="utf-8")
    after, _ = ready(folder, tmp_path / "shelf")
    assert before.version != after.version
    assert len(kept(tmp_path / "shelf")) == 1


@pytest.mark.parametrize("content", [b"", b"no pickle", b"\x80\x05N."])
def test_a_file_that_cannot_be_read_is_made_anew(folder: Path, tmp_path: Path, content: bytes) -> None:
    ready(folder, tmp_path / "shelf")
    (file,) = kept(tmp_path / "shelf")
    file.write_bytes(content)
    ruleset, _ = ready(folder, tmp_path / "shelf")
    assert ruleset.rules


def test_a_shelf_that_cannot_be_written_costs_only_time(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "shelf").write_text("a file where a folder should be", encoding="utf-8")
    assert ready(folder, tmp_path / "shelf")[0].rules
