"""What a reply has to be before it may be sent."""

from desk.tui.composing import LONGEST, Draft


def test_an_empty_reply_is_not_sent() -> None:
    assert Draft("  \n").problem == "Die Antwort ist leer."


def test_open_slots_are_named_once_each() -> None:
    assert Draft("[Name], bitte [Kanal]. [Name]").problem == "Noch offen: [Name], [Kanal]"


def test_a_finished_reply_has_no_problem() -> None:
    assert Draft("Vielen Dank.").problem == ""


def test_slots_are_found_by_line_and_column() -> None:
    assert Draft("Guten Tag\n[Kanal]!").slots == [((1, 0), (1, 7))]


def test_the_next_slot_comes_around_at_the_end() -> None:
    draft = Draft("[eins] und [zwei]")
    assert draft.slot_after((0, 1)) == ((0, 11), (0, 17))
    assert draft.slot_after((0, 12)) == ((0, 0), (0, 6))
    assert Draft("nichts").slot_after((0, 0)) is None


def test_a_long_reply_is_pointed_out_and_not_forbidden() -> None:
    draft = Draft("a" * (LONGEST + 1))
    assert draft.long
    assert draft.problem == ""
