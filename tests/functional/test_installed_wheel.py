"""What a stranger gets from the wheel: rules and sample inbox are in it, and `desk` runs from an empty folder."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        wheel.extractall(target)
    return target


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    program = "import desk; from desk.cli.entry import main; assert desk.__file__.startswith({!r}); main()"
    return subprocess.run(
        [sys.executable, "-c", program.format(str(installed)), *arguments],
        cwd=empty,
        env={**os.environ, "PYTHONPATH": str(installed), "DESK_HOME": str(folder / "home"), "DESK_LANG": "de"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_shipped_rules_hold(installed: Path, tmp_path: Path) -> None:
    result = run(installed, tmp_path, "rules", "check")

    assert result.returncode == 0, result.stderr


def test_the_shipped_inbox_is_replayed_by_its_place_in_the_package(installed: Path, tmp_path: Path) -> None:
    inbox = installed / "desk" / "shipped" / "sample_inbox.jsonl"

    result = run(installed, tmp_path, "replay", str(inbox), "--headless", "--format", "json")

    assert result.returncode == 0, result.stderr
    assert len(json.loads(result.stdout)) > 240


def test_a_post_is_screened_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "posts.jsonl"
    inbox.write_text('{"id": "1", "text": "Seit Mai habe ich Brustkrebs."}\n', encoding="utf-8")

    result = run(installed, tmp_path, "screen", str(inbox))

    assert json.loads(result.stdout)["disclosure"] is True
