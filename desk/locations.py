"""Where things lie: the rules and the sample inbox that ship with the desk, and the folders of its user.

`DESK_HOME` moves configuration, data, state and cache into one folder.
"""

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).parent
_SHIPPED = _PACKAGE / "shipped"


def shipped_rules() -> Path:
    """The rules this desk came with: inside the installed package, or beside it in a checkout."""
    return _shipped("rules")


def sample_inbox() -> Path:
    """The sample inbox this desk came with."""
    return _shipped("sample_inbox.jsonl")


def _shipped(name: str) -> Path:
    built_in = _SHIPPED / name
    return built_in if built_in.exists() else _PACKAGE.parent / name


def config_folder() -> Path:
    """Settings and key maps."""
    return _folder("config", platformdirs.user_config_path("desk"))


def data_folder() -> Path:
    """Databases, and the file sink of an offline desk."""
    return _folder("data", platformdirs.user_data_path("desk"))


def state_folder() -> Path:
    """What is remembered between two starts, and logs."""
    return _folder("state", platformdirs.user_state_path("desk"))


def cache_folder() -> Path:
    """Compiled rules; may be emptied at any time."""
    return _folder("cache", platformdirs.user_cache_path("desk"))


def _folder(name: str, default: Path) -> Path:
    home = os.environ.get("DESK_HOME")
    return Path(home).expanduser() / name if home else default


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner may enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
