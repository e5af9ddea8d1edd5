"""The one thread in which the workflow is called, in order: nothing is shown as done before it returned."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class Errands:
    """Runs synchronous calls off the thread that paints, in order."""

    def __init__(self) -> None:
        """Prepare the thread; it starts with the first errand."""
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    async def run(self, call: Callable[[], Result]) -> Result:
        """Run a call and wait for what it returns; what it raises comes back to whoever waits."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def close(self) -> None:
        """Take no more errands. The one under way is finished: a decision is never left half made."""
        self._thread.shutdown(wait=False, cancel_futures=True)
