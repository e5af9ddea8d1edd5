"""What each action of the table does, by the name that the table gives it.

The handlers are imported after the first paint: what they ask with would cost 35 ms before it.
"""

from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from desk.tui.actions import TABLE, Context, Deed

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen

Handler = Callable[["DeskScreen", Deed], Coroutine[Any, Any, None] | None]


def find(deed: Deed) -> Handler:
    """Return the function that the table names for an action."""
    room, _, name = deed.handler.partition(".")
    return cast("Handler", getattr(import_module(f"{__name__}.{room}"), name))


def load() -> None:
    """Import all handlers, so that no key has to wait for them."""
    for deed in TABLE:
        if deed.context is Context.DESK:
            find(deed)
