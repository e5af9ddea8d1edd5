"""Who is logged in at this machine."""

import getpass

from desk.errors import NotAllowed


def account() -> str:
    """Return the name under which somebody is logged in at this machine.

    Raises:
        NotAllowed: the machine has no name for them.
    """
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # which of them depends on the version of Python and the system
        raise NotAllowed("workflow.no_account") from None
