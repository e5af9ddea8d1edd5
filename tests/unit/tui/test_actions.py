"""The action table agrees with itself, with its handlers, its words and its document."""

from collections import Counter
from pathlib import Path

import pytest

from desk.language.words import LANGUAGES, speak, words
from desk.model.names import Action
from desk.tui import handlers
from desk.tui.actions import DECIDING, TABLE, Context, Deed, by_id, of_context
from desk.tui.drawers.compose import ComposeDrawer
from desk.tui.drawers.confirm import ConfirmDrawer
from desk.tui.drawers.drawer import Drawer
from desk.tui.drawers.line import FilterDrawer, LineDrawer
from desk.tui.drawers.pick import PickDrawer
from desk.tui.drawers.reading import ReadingDrawer
from desk.tui.drawers.redact import RedactDrawer
from desk.tui.keys_doc import keys_page
from desk.workflow.deciding import ALWAYS, MODERATION

_DRAWERS: dict[Context, tuple[type[Drawer], ...]] = {  # type: ignore[type-arg]  # whatever they answer
    Context.PICK: (PickDrawer, ComposeDrawer),
    Context.LINE: (LineDrawer, FilterDrawer, PickDrawer),
    Context.COMPOSE: (ComposeDrawer,),
    Context.REDACT: (RedactDrawer,),
    Context.MARK: (RedactDrawer,),
    Context.HELP: (ReadingDrawer,),
    Context.CONFIRM: (ConfirmDrawer,),
}


def test_every_id_stands_once() -> None:
    assert [deed for deed, count in Counter(deed.id for deed in TABLE).items() if count > 1] == []
    assert len(by_id()) == len(TABLE)


@pytest.mark.parametrize("deed", of_context(Context.DESK), ids=lambda deed: deed.id)
def test_every_action_of_the_desk_has_a_handler(deed: Deed) -> None:
    assert callable(handlers.find(deed))


@pytest.mark.parametrize("deed", [d for d in TABLE if d.context is not Context.DESK], ids=lambda deed: deed.id)
def test_every_key_of_a_prompt_has_a_method_in_every_drawer_it_works_in(deed: Deed) -> None:
    for drawer in _DRAWERS[deed.context]:
        assert callable(getattr(drawer, deed.handler.removeprefix("prompt."), None)), drawer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("deed", TABLE, ids=lambda deed: deed.id)
def test_every_action_has_its_words(deed: Deed, language: str) -> None:
    speak(language)
    assert words().known(deed.named or f"tui.deed.{deed.id}.title")
    assert words().known(f"tui.deed.{deed.id}.help")
    assert " " not in deed.command


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_actions_share_a_command(language: str) -> None:
    speak(language)
    commands = Counter(deed.command for deed in of_context(Context.DESK))
    assert [command for command, count in commands.items() if count > 1] == []


def test_the_decisions_of_the_table_are_those_of_the_workflow() -> None:
    assert {deed.choice for deed in DECIDING} == {*MODERATION, *ALWAYS, Action.RELEASE}


def test_what_outsiders_lose_is_never_done_to_many_at_once() -> None:
    assert [deed.id for deed in TABLE if deed.danger and deed.bulk] == []


def test_notes_and_replies_have_different_keys() -> None:
    assert by_id()["note"].keys != by_id()["reply"].keys


def test_the_page_of_keys_is_the_one_rendered_from_the_table() -> None:
    speak("en")
    page = Path(__file__).parents[3] / "docs" / "keys.md"
    assert page.read_text(encoding="utf-8") == keys_page()


def test_the_page_names_every_action_once() -> None:
    page = keys_page()
    for deed in TABLE:
        assert page.count(f"| `{deed.id}` |") == 1
