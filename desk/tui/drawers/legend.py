"""The keys of a drawer, laid over it until a key takes them away."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from desk.language.words import words
from desk.tui.actions import Context, Deed, of_context
from desk.tui.keymap import Keymap
from desk.tui.widgets.text_pane import TextPane

_KEYS = 15
_TITLE = 18


class Legend(TextPane, can_focus=True):
    """The keys of one place; it has the focus while it stands there, so that none of them acts."""

    RAISED = True

    class Closed(Message):
        """Somebody has read enough."""

    def __init__(self, place: Context, *, back_to: Widget) -> None:
        """Take the place, and what has the focus again afterwards."""
        super().__init__()
        self._place = place
        self.back_to = back_to

    def on_mount(self) -> None:
        """Show the keys."""
        self.show(keys_of(self._place, self.app.keymap))

    def on_key(self, event: events.Key) -> None:
        """Read on, or close."""
        deed = self.app.keymap.deed(Context.HELP, event.key)
        if deed is None:
            return
        event.stop()
        event.prevent_default()
        if deed.handler == "prompt.cancel":
            self.post_message(self.Closed())
        else:
            self.scroll_lines(1 if deed.handler == "prompt.down" else -1)


def keys_of(place: Context, keymap: Keymap) -> Content:
    """Return the keys of a place: its name, then a line for each action."""
    lines = [Content.styled(words().text(f"tui.context.{place}"), "heading")]
    lines += [help_line(deed, keymap) for deed in of_context(place)]
    return Content("\n").join(lines)


def help_line(deed: Deed, keymap: Keymap, keys: int = _KEYS, title: int = _TITLE) -> Content:
    """Return keys, name and sentence of an action; what can't be told in one line hangs below its sentence."""
    shown = " ".join(keymap.all_shown(deed.id)) or f":{deed.command}"
    return Content.assemble(
        (f" {shown:<{keys}} ", "key"), (f"{deed.title:<{title}} ", "strong"), "\t", (deed.help, "muted")
    )
