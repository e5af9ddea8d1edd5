"""Looking at a case without touching it."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from desk.language.words import words
from desk.tui.actions import Deed

if TYPE_CHECKING:
    from desk.tui.screens.desk_screen import DeskScreen

_STEP = 3
_ZOOMS = ("", "-only-why", "-only-post")


def post_down(screen: "DeskScreen", _: Deed) -> None:
    """Scroll the post on."""
    screen.post.scroll_lines(_STEP)


def post_up(screen: "DeskScreen", _: Deed) -> None:
    """Scroll the post back."""
    screen.post.scroll_lines(-_STEP)


def why_down(screen: "DeskScreen", _: Deed) -> None:
    """Scroll the reasons on."""
    screen.why.scroll_lines(_STEP)


def why_up(screen: "DeskScreen", _: Deed) -> None:
    """Scroll the reasons back."""
    screen.why.scroll_lines(-_STEP)


def zoom(screen: "DeskScreen", _: Deed) -> None:
    """Both panes, only the reasons, only the post."""
    space = screen.workspace
    now = next((zoom for zoom in _ZOOMS[1:] if space.has_class(zoom)), "")
    following = _ZOOMS[(_ZOOMS.index(now) + 1) % len(_ZOOMS)]
    space.remove_class(*_ZOOMS[1:])
    if following:
        space.add_class(following)


def unfold(screen: "DeskScreen", _: Deed) -> None:
    """Open a distressing text; after some of them, suggest a break."""
    if case := screen.showing.case:
        screen.shift.unfold(case.key)
        screen.showing.paint()
        key = "tui.care.pause" if screen.shift.pause_due else "tui.care.count"
        escalate = screen.app.keymap.shown("escalate")
        screen.tell(words().text(key, count=screen.shift.distressing, key=escalate), "note")


def source(screen: "DeskScreen", _: Deed) -> None:
    """Open the post where it was written; only web addresses are opened."""
    url = _web_address(screen)
    if url:
        screen.app.open_url(url)
        screen.tell(words().text("tui.look.opened"))


def copy_id(screen: "DeskScreen", _: Deed) -> None:
    """Copy the id of the case."""
    if row := screen.queue.current:
        screen.app.copy_to_clipboard(row.key)
        screen.tell(words().text("tui.look.copied_id"))


def copy_link(screen: "DeskScreen", _: Deed) -> None:
    """Copy the address of the post."""
    url = _web_address(screen)
    if url:
        screen.app.copy_to_clipboard(url)
        screen.tell(words().text("tui.look.copied_link"))


def _web_address(screen: "DeskScreen") -> str:
    url = screen.showing.case.url if screen.showing.case else ""
    if url.isprintable() and urlsplit(url).scheme in {"http", "https"}:
        return url
    screen.tell(words().text("tui.look.no_address"), "warn")
    return ""
