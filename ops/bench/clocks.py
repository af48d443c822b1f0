"""Taking times: what is compared is done in turns, so that a machine that drifts is fair."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

Work = Callable[[], object]


def milliseconds(work: Work) -> float:
    """How long it takes once."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def in_turns(ours: Work, peer: Work, *, times: int, before: Work = lambda: None) -> list[float]:
    """The medians in milliseconds of doing each `times` times: ours, peer, peer, ours, ours…

    `before` makes what each of them uses up; it is not counted.
    """
    taken: dict[Work, list[float]] = {ours: [], peer: []}
    for turn in range(times):
        for work in (ours, peer) if turn % 2 == 0 else (peer, ours):
            before()
            taken[work].append(milliseconds(work))
    return [statistics.median(taken[ours]), statistics.median(taken[peer])]


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` (0 to 1) of them are."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
