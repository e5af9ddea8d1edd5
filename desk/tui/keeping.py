"""Keeps what a person would miss if the desk were closed or died: the reply they write, and where they stand."""

from typing import TYPE_CHECKING

from desk.errors import DeskError
from desk.model.bookmarks import Bookmark
from desk.workflow.views import DraftView

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen


async def keep_draft(screen: "DeskScreen", key: str, draft: DraftView) -> bool:
    """Keep a reply as far as it is written; where that can't be done the status line says why. Whether it was kept."""
    desk = screen.workflow
    try:
        await screen.errands.run(lambda: desk.keep_draft(key, draft))
    except DeskError as error:
        screen.tell(str(error), "error")
        return False
    return True


async def keep_place(screen: "DeskScreen") -> None:
    """Remember where the person stands, if that is news."""
    desk = screen.desk
    if desk is None:
        return
    row = screen.queue.current
    place = Bookmark(screen.queue.queue, screen.queue.search, row.key if row else "")
    news = (desk.actor.login, place)
    if news != screen.shift.kept:
        await screen.errands.run(lambda: desk.keep_bookmark(place))
        screen.shift.kept = news
