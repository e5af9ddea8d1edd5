"""Who leaves the desk and comes back finds the queue, the filter, the post and the reply they left."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from textual.widgets import TextArea

from desk.model.bookmarks import Bookmark
from desk.model.names import Action, Queue
from desk.replies.templates import load as load_templates
from desk.store.database import Store
from desk.store.pages import QueuePages
from desk.tui.app import DeskApp
from desk.tui.drawers.compose import ComposeDrawer
from desk.tui.handlers.helping import become
from desk.workflow.desk import Desk
from desk.workflow.views import Decide, DraftView
from desk.workflow.workplace import Workplace
from tests.fakes import HOUSE, MarkerScreener, Network, StoppedClock, incoming
from tests.functional.seat import QUIET, ZONE, Chair

_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Visit(Chair):
    """One visit at a desk on a database."""

    @property
    def written(self) -> str:
        return self.screen.query_one(ComposeDrawer).query_one(TextArea).text

    async def until(self, holds: Callable[[], object]) -> None:
        """Let the screen and its thread work until something holds."""
        async with asyncio.timeout(_PATIENCE):
            while not holds():
                await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def go_to(self, key: str) -> None:
        self.screen.queue.go_to(key)
        await self.until(lambda: self.screen.showing.case and self.screen.showing.case.key == key)

    async def compose(self) -> None:
        await self.press("r")
        await self.until(lambda: self.screen.query(ComposeDrawer) and isinstance(self.app.focused, TextArea))


Come = Callable[..., AbstractAsyncContextManager[Visit]]


@pytest.fixture
def workflow(store: Store, place: Workplace, network: Network, screener: MarkerScreener) -> Desk:
    """A desk with a dozen screened posts."""
    desk = Desk(store, place, load_templates(HOUSE / "replies"), network)
    posts = [incoming(f"p{n:02}", f"[ich] huste{' nachts' if n % 2 else ''}") for n in range(12)]
    desk.receive((post, place.now) for post in posts)
    desk.screen_waiting(screener)
    return desk


@pytest.fixture
def come(workflow: Desk, clock: StoppedClock) -> Come:
    """Open the screen on the desk's database; leaving the block closes it, as `q` does."""

    @asynccontextmanager
    async def come(login: str = "leitung") -> AsyncIterator[Visit]:
        def open_desk() -> Desk:
            workflow.act_as(login)
            return workflow

        app = DeskApp(
            pages=lambda: QueuePages(workflow.store.path, login, clock),
            open_desk=open_desk,
            clock=clock,
            settings=QUIET,
            zone=ZONE,
        )
        async with app.run_test(size=(80, 24)) as pilot:
            visit = Visit(app, pilot)
            await visit.until(lambda: visit.screen.desk is not None and not visit.screen.showing.awaited)
            yield visit

    return come


@pytest.mark.asyncio
async def test_queue_filter_and_post_are_where_they_were(come: Come, workflow: Desk) -> None:
    for key in ("p01", "p02", "p03", "p05"):
        workflow.claim(key)
    async with come() as visit:
        await visit.press("3", "slash")
        await visit.until(lambda: visit.screen.query("FilterDrawer") and visit.app.focused is not visit.screen)
        await visit.press(*"nachts", "enter")
        await visit.until(lambda: visit.app.focused is visit.screen.workspace)
        await visit.press("j", "j")
        await visit.press("q")
        await visit.until(lambda: visit.app._exit)
    async with come() as visit:
        assert (visit.screen.queue.queue, visit.screen.queue.search, visit.key) == (Queue.MINE, "nachts", "p05")
        assert "Filter „nachts“: 3" in visit.screen.status.plain


@pytest.mark.asyncio
async def test_a_cursor_whose_post_is_gone_stands_on_the_row_next_to_it(come: Come, workflow: Desk) -> None:
    async with come() as visit:
        await visit.go_to("p05")
    workflow.decide(Decide("p02", workflow.case("p02").version, Action.APPROVE))
    workflow.decide(Decide("p05", workflow.case("p05").version, Action.APPROVE))
    async with come() as visit:
        assert visit.key == "p06"
    workflow.decide(Decide("p11", workflow.case("p11").version, Action.APPROVE))
    async with come() as visit:
        await visit.go_to("p10")
    workflow.decide(Decide("p10", workflow.case("p10").version, Action.APPROVE))
    async with come() as visit:
        assert visit.key == "p09"


@pytest.mark.asyncio
async def test_everybody_comes_back_to_their_own_place(come: Come) -> None:
    async with come() as visit:
        await visit.go_to("p05")
    async with come("moderation") as visit:
        assert visit.key == "p00"
        await visit.go_to("p07")
    async with come() as visit:
        assert visit.key == "p05"


@pytest.mark.asyncio
async def test_a_place_is_remembered_with_every_sign_of_life_and_before_somebody_else_sits_down(
    come: Come, workflow: Desk
) -> None:
    pages = QueuePages(workflow.store.path, "leitung")
    async with come() as visit:
        await visit.go_to("p05")
        await visit.screen.watching.beat()
        assert pages.bookmark() == Bookmark(key="p05")
        await visit.go_to("p07")
        await become(visit.screen, "moderation")
        await visit.go_to("p09")
    assert pages.bookmark() == Bookmark(key="p07")
    pages.login = "moderation"
    assert pages.bookmark() == Bookmark(key="p09")
    pages.close()


@pytest.mark.asyncio
@pytest.mark.parametrize("leaving", ["escape", "ctrl+q"])
async def test_a_reply_that_was_begun_is_there_again(come: Come, leaving: str) -> None:
    async with come() as visit:
        await visit.go_to("p03")
        await visit.compose()
        await visit.press("end", *" Bis bald")
        begun = visit.written
        assert begun.endswith(" Bis bald")
        await visit.press(leaving)
        await visit.until(lambda: visit.app._exit or not visit.screen.query(ComposeDrawer))
    async with come() as visit:
        assert visit.key == "p03"
        await visit.compose()
        assert visit.written == begun


@pytest.mark.asyncio
async def test_what_was_written_is_kept_when_nobody_types_for_a_moment(come: Come, workflow: Desk) -> None:
    async with come() as visit:
        await visit.go_to("p03")
        await visit.compose()
        await visit.press("end", *" so")
        await visit.until(lambda: workflow.draft("p03").text.endswith(" so"))
        assert workflow.draft("p03").template


@pytest.mark.asyncio
async def test_a_draft_is_nobody_elses(come: Come, workflow: Desk) -> None:
    workflow.keep_draft("p03", DraftView("Nur für mich"))
    async with come("supervision") as visit:
        await visit.go_to("p03")
        await visit.compose()
        assert visit.written != "Nur für mich"


@pytest.mark.asyncio
async def test_a_reply_that_was_sent_leaves_no_draft(come: Come, workflow: Desk) -> None:
    workflow.keep_draft("p03", DraftView("Vielen Dank."))
    async with come() as visit:
        await visit.go_to("p03")
        await visit.compose()
        await visit.press("end", "!", "ctrl+s")
        await visit.until(lambda: workflow.case("p03").history)
    assert workflow.case("p03").history[0].reply == "Vielen Dank.!"
    assert workflow.draft("p03") == DraftView()


@pytest.mark.asyncio
async def test_a_reply_that_was_refused_is_not_lost(come: Come, workflow: Desk) -> None:
    async with come() as visit:
        await visit.go_to("p03")
        await visit.compose()
        await visit.press("ctrl+r", *"Danke!")
        workflow.decide(Decide("p03", workflow.case("p03").version, Action.APPROVE))
        await visit.press("ctrl+s")
        await visit.until(lambda: workflow.draft("p03").text)
    assert workflow.draft("p03").text == "Danke!"


@pytest.mark.asyncio
async def test_a_draft_that_is_discarded_is_gone_and_a_template_that_nobody_touched_is_none(
    come: Come, workflow: Desk
) -> None:
    workflow.keep_draft("p03", DraftView("Lieber nicht"))
    async with come() as visit:
        await visit.go_to("p03")
        await visit.compose()
        await visit.press("ctrl+r")
        assert visit.written == ""
        await visit.press("escape")
        await visit.until(lambda: not visit.screen.query(ComposeDrawer))
        assert workflow.draft("p03") == DraftView()
        await visit.compose()
        assert visit.written
        await visit.press("escape")
        await visit.until(lambda: not visit.screen.query(ComposeDrawer))
    assert workflow.draft("p03") == DraftView()


@pytest.mark.asyncio
async def test_a_draft_that_can_not_be_kept_says_why_and_stays_on_the_paper(come: Come, workflow: Desk) -> None:
    async with come() as visit:
        await visit.go_to("p03")
        await visit.compose()
        deleted = replace(incoming("p03"), deleted_at=workflow.place.now)
        workflow.receive([(deleted, workflow.place.now)])
        await visit.press("ctrl+r", *"Danke!")
        await visit.until(lambda: "an der Quelle gelöscht" in visit.screen.status.plain)
        assert visit.written == "Danke!"
    assert workflow.draft("p03") == DraftView()
