"""What a person may set, in one typed tree: defaults, then the file `desk.toml`, then `DESK_…` variables, then options.

msgspec validates it; an unknown key is refused with the nearest valid one. `desk config show | validate | schema`
speaks of it.
"""

import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import msgspec

from desk import locations
from desk.errors import Refused
from desk.language.problems import problem

_DAY = 86_400


class Timing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Spans of time, in seconds."""

    hold: Annotated[float, msgspec.Meta(ge=0, le=_DAY)] = 10.0
    """How long an effect waits in the outbox, in which it can be taken back."""
    lease: Annotated[float, msgspec.Meta(ge=1, le=_DAY)] = 300.0
    """How long a claim lasts without a sign of life."""
    poll: Annotated[float, msgspec.Meta(ge=0.05, le=_DAY)] = 0.5
    """How often the screen looks for changes made elsewhere."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of a desk."""

    database: str = ""
    """Database URL or path; empty: the desk that was used last, else one in the data folder."""
    lang: str = ""
    """`de` or `en`, with a region if wanted (`de-AT`, `de-CH`); empty: the locale."""
    rules: str = ""
    """Folder of the rules in force; empty: the rules this desk came with."""
    policy: str = ""
    """A policy file that replaces the policy of the house its head names."""
    theme: str = "desk-dark"
    """Colours of the screen."""
    animations: bool = True
    """Whether the screen may move by itself."""
    bell: bool = True
    """Whether the terminal rings once when something that can't wait came in above the cursor."""
    keys: dict[str, str] = {}
    """Other keys for actions: action id to a comma-separated list of keys."""
    timing: Timing = Timing()

    @property
    def rules_folder(self) -> Path:
        """The folder of the rules in force."""
        return Path(self.rules).expanduser() if self.rules else locations.shipped_rules()


def default_file() -> Path:
    """Where the settings file lies if nobody says otherwise."""
    return locations.config_folder() / "desk.toml"


def load(file: Path | None = None, **options: Any) -> Settings:
    """Read the settings in force.

    Args:
        file: a settings file that must exist; without it the default one, if there is one.
        options: values given on the command line; None means not given.

    Raises:
        Refused: the file is missing, no TOML, or holds an unknown key or a value of the wrong type.
    """
    tree = _read(file) if file else (_read(default_file()) if default_file().is_file() else {})
    for name in ("database", "lang", "rules", "policy", "theme"):
        if value := os.environ.get(f"DESK_{name.upper()}"):
            tree[name] = value
    tree |= {name: value for name, value in options.items() if value is not None}
    try:
        return msgspec.convert(tree, Settings)
    except msgspec.ValidationError as error:
        raise Refused("errors.settings", file=file or default_file(), problem=_explained(error)) from None


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused("errors.settings", file=file, problem=problem(error)) from None


def _explained(error: msgspec.ValidationError) -> str:
    unknown = str(error).partition("unknown field `")[2].partition("`")[0]
    valid = (*Settings.__struct_fields__, *Timing.__struct_fields__)
    near = get_close_matches(unknown, valid, n=1) if unknown else []
    return f"{problem(error)} → {near[0]}?" if near else problem(error)


def schema() -> dict[str, Any]:
    """The JSON schema of the settings file."""
    return msgspec.json.schema(Settings)
