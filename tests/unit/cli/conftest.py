"""A folder of a few rules, an inbox, and commands that run in a home of their own."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from desk.cli.main import app
from desk.language.words import speak
from desk.locations import shipped_rules
from tests.fakes import HOUSE

RULES = {
    "lexicon/diagnosis.de.toml": """
[file]
axis = "health"
category = "diagnosis"
language = "de"

[[rule]]
id = "de.diagnosis.pain"
description = "Migräne und Rheuma"
terms = ["migräne", "rheuma"]
unless = ["wetter"]
match = ["Ich habe Migräne, seit Jahren.", "Ich habe Rheuma und warte."]
no_match = ["Das Wetter macht mir Migräne.", "Heute scheint die Sonne."]
""",
    "patterns/subject.de.toml": """
[file]
axis = "subject"
language = "de"

[[rule]]
id = "de.subject.self"
description = "ich"
subject = "self"
direction = "both"
patterns = ["(ich|mir|mich)"]
match = ["Ich habe Migräne.", "Mir macht mein Rheuma zu schaffen."]
no_match = ["Meine Mutter hat Migräne.", "Rheuma ist eine Volkskrankheit."]
""",
    "patterns/third.de.toml": """
[file]
axis = "subject"
language = "de"

[[rule]]
id = "de.subject.named"
description = "Frau mit Namen"
subject = "identified_person"
direction = "both"
patterns = ["frau huber"]
match = ["Frau Huber hat Rheuma.", "Rheuma hat Frau Huber."]
no_match = ["Ich habe Migräne.", "Rheuma ist eine Volkskrankheit."]
""",
    "patterns/conduct.de.toml": """
[file]
axis = "conduct"
category = "spam"
language = "de"

[[rule]]
id = "de.conduct.spam.pills"
description = "Pillen zu verschenken"
patterns = ["gratis pillen"]
match = ["Gratis Pillen hier!", "Nur heute gratis Pillen."]
no_match = ["Die Pillen helfen.", "Der Kaffee ist gratis."]
""",
    "patterns/urgency.de.toml": """
[file]
axis = "urgency"
category = "suicide"
language = "de"

[[rule]]
id = "de.urgency.wish_to_die"
description = "Todeswunsch"
patterns = ["will nicht mehr leben"]
match = ["Ich will nicht mehr leben.", "Sie will nicht mehr leben, sagt sie."]
no_match = ["Ich will nicht mehr warten.", "So will niemand leben."]
""",
    "patterns/dialogue.de.toml": """
[file]
axis = "dialogue"
category = "praise"
language = "de"

[[rule]]
id = "de.dialogue.praise.thanks"
description = "Dank"
patterns = ["(danke|vielen dank)"]
match = ["Danke für alles!", "Vielen Dank an das ganze Team."]
no_match = ["Das dauert mir zu lange.", "Wann macht ihr auf?"]
""",
    "identifiers/contact.toml": r"""
[file]
language = "any"

[[rule]]
id = "any.email"
type = "email"
description = "E-Mail-Adresse"
shape = '(?P<value>[a-z.]{1,40}@[a-z]{1,40}\.[a-z]{2,6})'
level = 3
match = ["Schreibt mir an lena@beispiel.de bitte.", "max.muster@beispiel.at ist meine Adresse."]
no_match = ["Um drei @ Praxis.", "Ohne Adresse geht es auch."]
""",
}

HOSTILE = (
    "\x1b]0;owned\x07 \x1b[31mrot\x1b[0m [bold red]markup[/] \u202eevil\u202c \x9b2J z\u200bw Migräne\n"
    "Version 99 · offen"
)


@pytest.fixture(scope="session")
def rules_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few rules, the policies and templates of the small house, the profiles that ship."""
    folder = tmp_path_factory.mktemp("rules")
    for name, content in RULES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    for name in ("policy", "replies"):
        shutil.copytree(HOUSE / name, folder / name)
    shutil.copy(shipped_rules() / "replies" / "sample_profiles.toml", folder / "replies")
    return folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, rules_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for everything a desk keeps; English, without hold time."""
    folder = tmp_path / "home"
    for name in ("DATABASE", "CONFIG", "POLICY", "THEME"):
        monkeypatch.delenv(f"DESK_{name}", raising=False)
    monkeypatch.setenv("DESK_HOME", str(folder))
    monkeypatch.setenv("DESK_RULES", str(rules_folder))
    monkeypatch.setenv("DESK_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")
    speak("en")
    yield folder
    speak("de")


Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run a command in this process."""

    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    return invoke


POSTS: list[dict[str, Any]] = [
    {
        "id": "praise",
        "text": "Danke für die schnelle Hilfe!",
        "channel": "blog",
        "posted_at": "2026-11-16T08:00:00+01:00",
    },
    {"id": "own", "text": "Ich habe Migräne, schreibt an lena@beispiel.de", "channel": "facebook", "author": "Lena"},
    {"id": "crisis", "text": "Ich will nicht mehr leben.", "channel": "facebook", "author": "M."},
    {"id": "weather", "text": "Bei dem Wetter kriegt ja jeder Migräne", "channel": "forum", "house": "hospital"},
    {"id": "third", "text": "Frau Huber hat Rheuma", "channel": "forum", "parent": "Wer war schon hier?"},
    {"id": "spam", "text": "Gratis Pillen nur heute", "channel": "facebook"},
    {"id": "hostile", "text": HOSTILE, "author": "\x1b[2Jx[bold]y", "channel": "facebook"},
]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An inbox of seven posts."""
    return write_inbox(tmp_path / "inbox.jsonl", POSTS)


def write_inbox(file: Path, posts: list[dict[str, Any]]) -> Path:
    """Write posts as JSON Lines."""
    file.write_text("".join(json.dumps(post) + "\n" for post in posts), encoding="utf-8")
    return file


@pytest.fixture
def replayed(run: Run, inbox: Path) -> Path:
    """A sample desk that took in the inbox and is the one used last."""
    result = run("replay", str(inbox), "--headless", "--format", "json")
    assert result.exit_code == 0, result.output
    return inbox
