"""The page of all keys (`docs/keys.md`), rendered from the action table; a test compares it with what lies there."""

from collections.abc import Iterator

from desk.language.words import words
from desk.tui.actions import Context, Deed, Group, of_context
from desk.tui.keymap import Keymap


def keys_page() -> str:
    """Return the page in Markdown, with the default keys."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    say, keymap = words(), Keymap()
    yield f"# {say.text('tui.document.title')}"
    yield ""
    yield say.text("tui.document.intro")
    for context in Context:
        for group in Group:
            deeds = [deed for deed in of_context(context) if deed.group is group]
            if deeds:
                yield from ("", f"## {_heading(context, group)}", "")
                yield from _table(deeds, keymap)


def _heading(context: Context, group: Group) -> str:
    if group is Group.PROMPT:
        return words().text(f"tui.context.{context}")
    return words().text(f"tui.group.{group}")


def _table(deeds: list[Deed], keymap: Keymap) -> Iterator[str]:
    say = words()
    columns = [say.text(f"tui.document.{name}") for name in ("keys", "action", "meaning", "id")]
    yield f"| {' | '.join(columns)} |"
    yield "| --- | --- | --- | --- |"
    for deed in deeds:
        keys = " ".join(f"`{key}`" for key in keymap.all_shown(deed.id)) or f"`:{deed.command}`"
        yield f"| {keys} | {deed.title} | {deed.help} | `{deed.id}` |"
