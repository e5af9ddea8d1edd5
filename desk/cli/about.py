"""What this program is."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version


def version() -> str:
    """Return name and version; a checkout that was never installed has none."""
    try:
        return f"desk {installed_version('desk')}"
    except PackageNotFoundError:
        return "desk (not installed)"
