"""Paired measurements: two things in turn, their ratio pair by pair."""

import os
import platform
import statistics
from collections.abc import Callable


def paired(name: str, ours: Callable[[], float], theirs: Callable[[], float], runs: int = 9) -> float:
    """Measure both `runs` times in turn after one warm-up each; print and return the median ratio ours ÷ theirs."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    ratios = sorted(a / b for a, b in pairs)
    a, b = (statistics.median(values) * 1000 for values in zip(*pairs, strict=True))
    print(
        f"{name}: {a:.0f} ms against {b:.0f} ms, ratio median {statistics.median(ratios):.2f} "
        f"(range {ratios[0]:.2f}–{ratios[-1]:.2f}, {runs} pairs)"
    )
    return statistics.median(ratios)


def machine() -> str:
    """Describe the machine in one line."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
