"""Every fault, in the order in which they happen to the town."""

from __future__ import annotations

from collections.abc import Collection

from tests.faults import (
    at_once,
    beat_stopped,
    broker,
    calendar,
    deaf_worker,
    deploy,
    disk_full,
    killed_delivering,
    killed_publishing,
    lost_responses,
    networks,
    postgres,
    smtp,
    storm_delivering,
    storm_publishing,
)
from tests.faults.base import Fault

FAULTS = tuple(
    Fault.of(module)
    for module in (
        killed_delivering,
        killed_publishing,
        at_once,
        beat_stopped,
        storm_delivering,
        storm_publishing,
        lost_responses,
        smtp,
        networks,
        broker,
        deaf_worker,
        postgres,
        deploy,
        disk_full,
        calendar,  # in another country, months later
    )
)


def chosen(names: Collection[str], *, short: bool) -> list[Fault]:
    """Those that were named, or all; only the short ones if asked. LookupError for no fault."""
    unknown = set(names) - {fault.name for fault in FAULTS}
    if unknown:
        raise LookupError(f"there is no fault called {', '.join(sorted(unknown))}")
    return [
        fault
        for fault in FAULTS
        if (not names or fault.name in names) and (fault.short or not short)
    ]
