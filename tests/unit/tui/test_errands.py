"""Errands run one after the other in one thread that is not the one that paints."""

import asyncio
import threading
from functools import partial

import pytest

from desk.tui.errands import Errands


@pytest.mark.asyncio
async def test_errands_run_in_order_in_one_other_thread() -> None:
    errands, done = Errands(), list[tuple[int, int]]()

    def write_down(number: int) -> None:
        done.append((number, threading.get_ident()))

    await asyncio.gather(*(errands.run(partial(write_down, number)) for number in range(20)))
    assert [number for number, _ in done] == list(range(20))
    assert len({thread for _, thread in done}) == 1
    assert done[0][1] != threading.get_ident()
    errands.close()


@pytest.mark.asyncio
async def test_what_an_errand_raises_reaches_whoever_waits() -> None:
    errands = Errands()
    with pytest.raises(ZeroDivisionError):
        await errands.run(lambda: 1 // 0)
    errands.close()
