"""Draws `docs/desk.svg`: the sample desk with a post open, as the README shows it. Run `python docs/screenshot.py`."""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from desk import bootstrap, locations
from desk.channels.inbox_file import RefusedLine, read_inbox
from desk.language.words import speak
from desk.settings import Settings
from desk.store.pages import QueuePages
from desk.tui.app import DeskApp
from desk.workflow.replaying import arrivals

NOW = datetime(2026, 11, 19, 21, 5, tzinfo=UTC)
SIZE = (120, 40)


async def draw(language: str, size: tuple[int, int], key: str) -> str:
    """Open the sample desk at a post and return the screen as SVG."""
    speak(language)
    settings = Settings(animations=False)
    clock = bootstrap.fixed_clock(NOW)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        desk = bootstrap.open_desk(settings, path, clock=clock, sample=True)
        posts = [line for line in read_inbox(str(locations.sample_inbox())) if not isinstance(line, RefusedLine)]
        desk.receive(arrivals(posts, NOW))
        desk.screen_waiting(bootstrap.engine(settings))
        app = DeskApp(pages=lambda: QueuePages(path, now=clock), open_desk=lambda: desk, clock=clock, settings=settings)
        async with app.run_test(size=size) as pilot:
            while not app.login:
                await pilot.pause()
            app.screen_stack[0].queue.go_to(key)  # type: ignore[attr-defined]  # the desk's own screen
            await pilot.pause(0.5)
            return app.export_screenshot(title="Desk")


if __name__ == "__main__":
    key = sys.argv[1] if len(sys.argv) > 1 else "kb-072"
    picture = asyncio.run(draw("de", SIZE, key))
    (Path(__file__).parent / "desk.svg").write_text(picture, encoding="utf-8")
