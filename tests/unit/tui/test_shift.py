"""What the screen remembers during a shift."""

from dataclasses import replace

from desk.model.names import Action
from desk.tui.shift import Shelf, Shift
from desk.workflow.views import Decide
from tests.functional.made_up_cases import reha


def test_a_text_that_was_opened_twice_counts_once() -> None:
    shift = Shift()
    shift.unfold("a")
    shift.unfold("a")
    assert shift.unfolded("a")
    assert not shift.unfolded("b")
    assert shift.distressing == 1


def test_every_fifth_distressing_text_suggests_a_break() -> None:
    shift, due = Shift(), []
    for number in range(11):
        shift.unfold(str(number))
        due.append(shift.pause_due)
    assert [number for number, pause in enumerate(due, start=1) if pause] == [5, 10]


def test_a_decision_can_be_repeated() -> None:
    shift = Shift()
    command = Decide("k", 1, Action.REPLY, reply="Guten Tag")
    shift.concluded(command)
    assert shift.last is command


def test_the_shelf_keeps_the_newest_and_forgets_all_when_told() -> None:
    shelf = Shelf()
    for number in range(100):
        shelf.put(replace(reha(), key=str(number)))
    assert shelf.get("0") is None
    assert shelf.get("99")
    shelf.clear()
    assert shelf.get("99") is None
