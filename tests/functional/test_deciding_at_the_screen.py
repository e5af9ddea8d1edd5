"""Deciding by keyboard: what is asked, what is handed over, what is said, what is under the cursor next."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual import events

from desk.errors import NotAllowed
from desk.model.names import Action, Ground, Priority, Role, State
from desk.tui.drawers.drawer import Drawer
from desk.tui.drawers.line import LineDrawer
from desk.tui.screens.desk_screen import DeskScreen
from desk.workflow.views import Decide
from tests.functional.fake_desk import NOW, FakeDesk, case
from tests.functional.made_up_cases import made_up
from tests.functional.seat import Build, Seat, Sit


async def _decided(seat: Seat, count: int = 1) -> Decide:
    await seat.until(lambda: len(seat.desk.commands) == count and not seat.screen.busy)
    await seat.until(lambda: seat.app.focused is seat.screen.workspace)
    return seat.desk.commands[-1]


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_approving_hands_over_what_was_seen_and_goes_on_to_the_next(sit_down: Sit, size: tuple[int, int]) -> None:
    async with sit_down(size=size) as seat:
        await seat.go_to("reha")
        following = seat.screen.queue.row(seat.screen.queue.cursor + 1)
        await seat.press("a")
        assert await _decided(seat) == Decide("reha", 1, Action.APPROVE)
        assert following
        await seat.until(lambda: seat.key == following.key)
        assert seat.status.startswith("a Freigegeben: reha. z nimmt es zurück, noch 10 s.")


@pytest.mark.asyncio
async def test_nothing_is_decided_twice_when_a_key_is_pressed_too_fast(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        seat.screen.busy = True
        await seat.press("a")
        assert seat.desk.commands == []
        assert "läuft noch" in seat.status


@pytest.mark.asyncio
async def test_a_key_pressed_while_its_case_is_read_waits_for_it_and_decides_no_other(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        seat.screen.showing.case = seat.desk.case("dritte")
        await seat.press("a")
        assert seat.desk.commands == []
        seat.screen.showing.forget()
        await seat.until(lambda: seat.desk.commands)
        assert [command.key for command in seat.desk.commands] == ["reha"]


@pytest.mark.asyncio
async def test_a_refused_action_says_why(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("H")
        assert seat.status.startswith("Löschen geht nicht: Kein Grund der geschlossenen Liste liegt vor.")
        assert seat.desk.commands == []


@pytest.mark.asyncio
async def test_an_unscreened_post_can_not_be_approved(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("neu")
        await seat.press("a")
        assert "noch nicht geprüft" in seat.status
        assert seat.desk.commands == []


@pytest.mark.asyncio
async def test_hiding_asks_for_a_ground_of_the_list_and_a_reason(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("h")
        await seat.drawer("PickDrawer")
        await seat.press("2")
        await seat.write("Nummer einer anderen Person")
        await seat.press("enter")
        command = await _decided(seat)
        assert (command.action, command.ground) == (Action.HIDE, Ground.THIRD_PERSON_DATA)
        assert command.reason == "Nummer einer anderen Person"


@pytest.mark.asyncio
async def test_leaving_a_question_decides_nothing(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("h")
        await seat.drawer("PickDrawer")
        await seat.press("escape")
        await seat.until(lambda: seat.app.focused is seat.screen.workspace)
        assert seat.desk.commands == []
        assert not seat.screen.query("PickDrawer")


@pytest.mark.asyncio
async def test_no_key_of_a_drawer_decides_a_case(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("x")
        await seat.drawer("RedactDrawer")
        await seat.press("a", "a", "r", "h", "z")
        assert seat.desk.commands == []
        assert seat.screen.query("RedactDrawer")


@pytest.mark.asyncio
async def test_criticism_alone_gives_no_ground_to_hide(sit_down: Sit) -> None:
    fake = made_up()
    fake.put(replace(fake.cases["reha"], grounds=()))
    async with sit_down(fake) as seat:
        await seat.go_to("reha")
        await seat.press("h")
        await seat.until(lambda: "Kritik allein ist keiner" in seat.status)
        assert not seat.screen.query("PickDrawer")


@pytest.mark.asyncio
async def test_redacting_blanks_the_chosen_spans_and_shows_what_stays(sit_down: Sit) -> None:
    async with sit_down() as seat:
        text = seat.desk.cases["reha"].text
        await seat.go_to("reha")
        await seat.press("x")
        await seat.drawer("RedactDrawer")
        await seat.press("j", "space")
        preview = seat.screen.query_one("RedactDrawer TextPane")
        assert "dass ich […] habe, und der Reha-Antrag" in preview.plain  # type: ignore[attr-defined]  # it is a TextPane
        await seat.press("enter")
        await seat.drawer("PickDrawer")
        await seat.press("1", "enter")
        command = await _decided(seat)
        assert [text[start:end] for start, end in command.spans] == ["Brustkrebs", "A123456780"]
        assert command.ground is Ground.OWN_HEALTH_PROTECTED


@pytest.mark.asyncio
async def test_words_that_nobody_found_are_marked_by_keyboard_and_blanked(sit_down: Sit) -> None:
    async with sit_down() as seat:
        text = seat.desk.cases["reha"].text
        await seat.go_to("reha")
        await seat.press("x")
        await seat.drawer("RedactDrawer")
        await seat.press("v", "l", "l", "space", "right")
        preview = seat.screen.query_one("RedactDrawer TextPane")
        assert "Seit dem […] ich, dass ich […] habe" in preview.plain  # type: ignore[attr-defined]  # it is a TextPane
        await seat.press("enter", "tab")
        assert "selbst markiert" in seat.screen.query_one("RedactDrawer _Proposals").render_line(0).text
        await seat.press("enter")
        await seat.drawer("PickDrawer")
        await seat.press("1", "enter")
        command = await _decided(seat)
        assert [text[start:end] for start, end in command.spans] == [
            "Frühjahr weiß",
            "Brustkrebs",
            "Reha-Antrag",
            "A123456780",
        ]


@pytest.mark.asyncio
async def test_where_nothing_was_found_words_can_be_marked_at_once_whatever_the_text_does(sit_down: Sit) -> None:
    async with sit_down() as seat:
        text = seat.desk.cases["feind"].text
        await seat.go_to("feind")
        await seat.press("x")
        await seat.drawer("RedactDrawer")
        await seat.press("enter")
        assert seat.screen.query("RedactDrawer")
        await seat.press("down", "up", "l", "v", "l", "enter", "escape", "space")
        await seat.press("enter")
        await seat.drawer("PickDrawer")
        await seat.press("1", "enter")
        command = await _decided(seat)
        assert [text[start:end] for start, end in command.spans] == ["bold"]


@pytest.mark.asyncio
async def test_leaving_the_words_gives_up_the_stretch_first_and_then_goes_back(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("x")
        await seat.drawer("RedactDrawer")
        await seat.press("tab", "v", "l", "escape", "escape")
        assert "an/aus" in seat.screen.actions.plain
        await seat.press("escape")
        await seat.until(lambda: not seat.screen.query("RedactDrawer"))
        assert seat.desk.commands == []


@pytest.mark.asyncio
async def test_words_can_be_marked_with_the_mouse(sit_down: Sit) -> None:
    async with sit_down() as seat:
        text = seat.desk.cases["reha"].text
        await seat.go_to("reha")
        await seat.press("x")
        await seat.drawer("RedactDrawer")
        await seat.press("tab")
        await seat.pilot.mouse_down("WordPane", offset=(2, 0))
        await seat.pilot.hover("WordPane", offset=(7, 0))
        await seat.pilot.mouse_up("WordPane", offset=(7, 0))
        await seat.pilot.pause()
        await seat.press("tab", "enter")
        await seat.drawer("PickDrawer")
        await seat.press("1", "enter")
        command = await _decided(seat)
        assert text[slice(*command.spans[0])] == "Seit dem"


@pytest.mark.asyncio
async def test_redacting_nothing_is_refused(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("x")
        await seat.drawer("RedactDrawer")
        await seat.press("a", "enter")
        assert "mindestens eine Stelle" in seat.status
        assert seat.screen.query("RedactDrawer")


@pytest.mark.asyncio
async def test_a_reply_begins_with_the_best_template(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("r")
        await seat.drawer("ComposeDrawer")
        await seat.press("ctrl+s")
        command = await _decided(seat)
        assert (command.action, command.template) == (Action.REPLY, "danke")
        assert command.reply == "Vielen Dank für Ihre Rückmeldung."


@pytest.mark.asyncio
async def test_an_open_slot_keeps_a_reply_from_being_sent_until_it_is_filled(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("r")
        await seat.drawer("ComposeDrawer")
        await seat.press("ctrl+t", "2")
        await seat.press("ctrl+s")
        assert "Noch offen: [Kanal]" in seat.status
        assert seat.desk.commands == []
        await seat.press(*"0800", "ctrl+s")
        assert (await _decided(seat)).reply == "Bitte schreiben Sie uns unter 0800."


@pytest.mark.asyncio
async def test_a_reply_that_was_left_is_kept_as_a_draft(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("r")
        await seat.drawer("ComposeDrawer")
        await seat.write("Guten Tag. ")
        await seat.press("escape")
        await seat.until(lambda: not seat.screen.query("ComposeDrawer"))
        await seat.press("r")
        await seat.drawer("ComposeDrawer")
        await seat.press("ctrl+s")
        assert "Guten Tag." in (await _decided(seat)).reply


@pytest.mark.asyncio
async def test_escalating_offers_whom_the_policy_names_first(sit_down: Sit) -> None:
    fake = made_up()
    fake.put(replace(fake.cases["reha"], decides=(Role.DATA_PROTECTION,)))
    async with sit_down(fake) as seat:
        await seat.go_to("reha")
        await seat.press("e")
        await seat.drawer("PickDrawer")
        await seat.press("enter")
        await seat.write("Bitte ansehen")
        await seat.press("enter")
        command = await _decided(seat)
        assert (command.action, command.to, command.reason) == (Action.ESCALATE, Role.DATA_PROTECTION, "Bitte ansehen")


@pytest.mark.asyncio
async def test_snoozing_for_an_hour_takes_two_keys(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("s")
        await seat.drawer("PickDrawer")
        await seat.press("1")
        assert (await _decided(seat)).until == NOW + timedelta(hours=1)
        assert seat.desk.cases["reha"].state is State.SNOOZED


@pytest.mark.asyncio
async def test_closing_without_a_reply_needs_a_reason(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("A")
        await seat.drawer("PickDrawer")
        await seat.press("enter")
        assert "Bitte begründen" in seat.status
        assert seat.desk.commands == []
        await seat.write("doppelt")
        await seat.press("enter")
        assert (await _decided(seat)).reason == "doppelt"


@pytest.mark.asyncio
async def test_a_note_is_written_and_nothing_is_decided(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("c")
        await seat.drawer("LineDrawer")
        assert seat.screen.query_one("LineDrawer").has_class("note")
        await seat.write("Rückruf vereinbart")
        await seat.press("enter")
        await seat.until(lambda: "Rückruf vereinbart" in seat.screen.post.plain)
        assert seat.desk.commands == []


@pytest.mark.asyncio
async def test_dismissing_a_finding_takes_it_out_of_the_text_and_says_so(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("f")
        await seat.drawer("PickDrawer")
        await seat.press("1")
        await seat.write("anders gemeint")
        await seat.press("enter")
        await seat.until(lambda: "von Hand verworfen" in seat.screen.why.plain)
        assert "dismiss 1 anders gemeint" in seat.desk.calls


@pytest.mark.asyncio
async def test_repeating_decides_the_next_case_like_the_last(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("p00")
        await seat.press("a")
        await _decided(seat)
        await seat.until(lambda: seat.screen.showing.case and seat.screen.showing.case.key == seat.key == "p01")
        await seat.press("full_stop")
        assert await _decided(seat, 2) == Decide("p01", 1, Action.APPROVE)


@pytest.mark.asyncio
async def test_repeating_what_outsiders_lose_asks_again(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        seat.screen.shift.last = Decide("x", 1, Action.HIDE, ground=Ground.OWN_HEALTH_PROTECTED)
        await seat.press("full_stop")
        await seat.drawer("PickDrawer")
        assert seat.desk.commands == []


@pytest.mark.asyncio
async def test_marked_cases_are_approved_together_and_urgent_ones_stay_marked(sit_down: Sit) -> None:
    fake = made_up()
    fake.put(replace(fake.cases["krise"], choices=fake.cases["reha"].choices))
    async with sit_down(fake) as seat:
        seat.screen.queue.marked = {"krise", "p00", "p01", "neu"}
        await seat.go_to("p00")
        await seat.press("a")
        await _decided(seat, 2)
        await seat.until(lambda: seat.screen.queue.marked == {"krise", "neu"})
        assert {command.key for command in seat.desk.commands} == {"p00", "p01"}
        assert "2 brauchen einen eigenen Blick" in seat.status


@pytest.mark.asyncio
async def test_hiding_is_not_for_many_at_once(sit_down: Sit) -> None:
    async with sit_down() as seat:
        seat.screen.queue.marked = {"p00", "p01"}
        await seat.go_to("p00")
        await seat.press("h")
        assert "nicht für 2 markierte" in seat.status


@pytest.mark.asyncio
async def test_somebody_elses_case_is_refused_with_who_holds_it(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("besetzt")
        await seat.press("enter")
        await seat.until(lambda: "bei miro" in seat.status)
        await seat.press("a")
        await seat.until(lambda: "bei miro" in seat.status and not seat.screen.busy)
        assert seat.desk.commands == []


@pytest.mark.asyncio
async def test_a_stale_decision_is_refused_and_the_case_shown_as_it_is_now(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        seat.desk.put(replace(seat.desk.cases["reha"], version=2, text="Neu gefasst."))
        await seat.press("a")
        await seat.until(lambda: "Miro Moderation" in seat.status)
        await seat.until(lambda: "Neu gefasst." in seat.screen.post.plain)
        assert seat.desk.commands == []


@pytest.mark.asyncio
async def test_opening_claims_and_leaving_gives_back(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("enter")
        await seat.until(lambda: seat.screen.shift.opened == "reha")
        assert seat.desk.cases["reha"].claimant == "lea"
        await seat.press("escape")
        await seat.until(lambda: seat.desk.cases["reha"].claimant == "")
        assert not seat.screen.workspace.has_class("-opened")


@pytest.mark.asyncio
async def test_whoever_reads_case_after_case_finds_the_next_one_open(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("p00")
        await seat.press("enter")
        await seat.until(lambda: seat.screen.shift.opened == "p00")
        await seat.press("a")
        await seat.until(lambda: seat.screen.shift.opened == "p01")
        assert seat.desk.cases["p01"].claimant == "lea"


@pytest.mark.asyncio
async def test_the_next_for_me_is_the_most_urgent_free_case(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("p05")
        await seat.press("i")
        await seat.until(lambda: seat.screen.shift.opened == "krise")
        assert seat.key == "krise"


@pytest.mark.asyncio
async def test_an_empty_queue_says_so_and_refuses_kindly(sit_down: Sit) -> None:
    last = case("letzter", "Danke!", priority=Priority.P5, severity=0)
    async with sit_down(FakeDesk({"letzter": last})) as seat:
        await seat.press("a")
        await seat.until(lambda: "Alles entschieden" in seat.screen.post.plain)
        await seat.press("a")
        assert "Hier steht kein Fall" in seat.status


@pytest.mark.asyncio
async def test_after_a_dismissal_that_makes_a_case_less_urgent_the_cursor_is_still_on_it(sit_down: Sit) -> None:
    fake = made_up()
    fake.eased = Priority.P5
    async with sit_down(fake) as seat:
        await seat.go_to("reha")
        place = seat.screen.queue.cursor
        await seat.press("f")
        await seat.drawer("PickDrawer")
        await seat.press("1")
        await seat.write("anders gemeint")
        await seat.press("enter")
        await seat.until(lambda: "von Hand verworfen" in seat.screen.why.plain)
        assert seat.screen.queue.cursor > place
        assert seat.key == "reha"
        await seat.press("a")
        assert (await _decided(seat)).key == "reha"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("key", "drawer"), [("e", "PickDrawer"), ("r", "ComposeDrawer"), ("c", "LineDrawer"), ("at", "PickDrawer")]
)
async def test_keys_pressed_before_a_drawer_has_come_up_do_not_act_on_the_desk(
    sit_down: Sit, key: str, drawer: str
) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        for pressed in (key, "a", "j", "h", key):
            seat.screen.workspace.post_message(events.Key(pressed, None))
        await seat.drawer(drawer)
        assert "Erst die offene Frage" in seat.status
        assert seat.desk.commands == []
        assert seat.key == "reha"
        assert len(seat.screen.query(Drawer)) == 1
        await seat.press("escape")
        await seat.until(lambda: not seat.screen.prompted)
        await seat.press("j")
        assert seat.key != "reha"


@pytest.mark.asyncio
async def test_only_one_drawer_is_open_at_a_time(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("c")
        await seat.drawer("LineDrawer")
        with pytest.raises(NotAllowed):
            await seat.screen.ask(LineDrawer("Noch eine"))
        assert len(seat.screen.query(Drawer)) == 1


@pytest.mark.asyncio
async def test_a_click_on_the_desk_takes_no_keys_from_an_open_drawer(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.press("c")
        await seat.drawer("LineDrawer")
        writing = seat.app.focused
        await seat.pilot.click("#why")
        assert seat.app.focused is writing


@pytest.mark.asyncio
async def test_a_key_pressed_for_a_case_that_was_left_since_decides_nothing(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("p00")
        seat.screen.showing.case = seat.desk.case("dritte")
        await seat.press("a")
        await seat.press("j")
        await seat.until(lambda: "nichts geschehen" in seat.status)
        assert seat.desk.commands == []


@pytest.mark.asyncio
async def test_an_open_drawer_keeps_its_keys_on_the_bottom_line(sit_down: Sit) -> None:
    async with sit_down() as seat:
        await seat.go_to("reha")
        await seat.press("e")
        await seat.drawer("PickDrawer")
        guide = seat.screen.actions.plain
        assert "abbrechen" in guide
        seat.screen.showing.paint()
        seat.screen.watching.refresh()
        await seat.pilot.pause()
        assert seat.screen.actions.plain == guide
        await seat.press("escape")
        await seat.until(lambda: "abbrechen" not in seat.screen.actions.plain)


@pytest.mark.asyncio
async def test_a_queue_that_nothing_was_ever_received_in_is_not_called_finished(build: Build) -> None:
    app = build(FakeDesk({}))
    async with app.run_test() as pilot:
        screen = app.screen_stack[0]
        assert isinstance(screen, DeskScreen)
        for _ in range(20):
            await pilot.pause()
        assert screen.desk
        assert "Noch ist kein Beitrag da." in screen.post.plain
