"""Who may sit down at a desk, and as whom. Imports no table: the screen asks before it shows anything."""

from collections.abc import Collection

from desk.account import account
from desk.errors import NotAllowed, WrongUsage


def check_admitted(logins: Collection[str], *, sample: bool) -> None:
    """Refuse an account that a real desk does not know; a sample desk is open to all.

    Raises:
        NotAllowed: nobody at this desk has the account's name.
    """
    if not sample and account() not in logins:
        raise NotAllowed("workflow.unknown_account", login=account())


def check_may_act_as(login: str, logins: Collection[str], *, sample: bool) -> None:
    """Refuse to let somebody act as a person that is not there or, on a real desk, is not themselves.

    Raises:
        WrongUsage: nobody has this login.
        NotAllowed: it is another one than the account's.
    """
    if login not in logins:
        raise WrongUsage("errors.no_such_login", login=login)
    if not sample and login != account():
        raise NotAllowed("errors.not_as", login=login)
