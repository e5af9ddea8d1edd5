"""Keys: the defaults hold, and what a person sets is checked before the screen opens."""

import pytest

from desk.errors import Refused
from desk.tui.actions import Context
from desk.tui.keymap import Keymap, display, parsed


def test_the_defaults_hold() -> None:
    keymap = Keymap()
    deed = keymap.deed(Context.DESK, "a")
    assert deed is not None
    assert deed.id == "approve"
    assert keymap.keys("down") == ("j", "down")


def test_a_key_means_something_else_in_another_place() -> None:
    keymap = Keymap()
    there, here = keymap.deed(Context.REDACT, "a"), keymap.deed(Context.DESK, "a")
    assert there is not None
    assert here is not None
    assert there.id == "redacting.all"
    assert here.id == "approve"


def test_two_keys_can_change_places() -> None:
    keymap = Keymap({"approve": "r", "reply": "a"})
    assert keymap.shown("approve") == "r"
    assert keymap.shown("reply") == "a"


def test_a_key_can_be_taken_away() -> None:
    keymap = Keymap({"delete": ""})
    assert keymap.keys("delete") == ()
    assert keymap.shown("delete") == ""
    assert keymap.deed(Context.DESK, "H") is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("?", "question_mark"),
        ("Ctrl+D", "ctrl+d"),
        ("alt+A", "alt+A"),
        (".", "full_stop"),
        (",", "comma"),
        ("A", "A"),
        (" F2 ", "f2"),
        ("ü", "ü"),
    ],
)
def test_keys_may_be_written_as_people_write_them(written: str, meant: str) -> None:
    assert parsed("theme", written) == (meant,)


def test_an_unknown_action_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(Refused, match=r"„aprove“ gibt es nicht. Gemeint: approve"):
        Keymap({"aprove": "a"})


def test_a_key_claimed_twice_is_refused_with_both_actions() -> None:
    with pytest.raises(Refused, match=r"„r“ ist zweimal vergeben, für „approve“ und „reply“"):
        Keymap({"approve": "r"})


@pytest.mark.parametrize("key", ["shift+a", "ctrl+ä", "ctrl+shift+a", "hyper+x", "ctrl+", "nosuchkey"])
def test_a_key_that_no_terminal_sends_is_refused(key: str) -> None:
    with pytest.raises(Refused, match="kann kein Terminal senden"):
        Keymap({"theme": key})


@pytest.mark.parametrize(("key", "same"), [("ctrl+i", "tab"), ("ctrl+m", "enter"), ("ctrl+h", "backspace")])
def test_a_key_that_arrives_as_another_one_is_refused(key: str, same: str) -> None:
    with pytest.raises(Refused, match=rf"als {same} an"):
        Keymap({"theme": key})


@pytest.mark.parametrize(
    ("key", "shown"), [("question_mark", "?"), ("escape", "esc"), ("ctrl+d", "ctrl+d"), ("space", "␣"), ("G", "G")]
)
def test_keys_are_shown_as_people_write_them(key: str, shown: str) -> None:
    assert display(key) == shown
