"""Every fault, in the order in which they happen to the town."""

from __future__ import annotations

from tests.faults import killed_delivering, killed_publishing, lost_responses
from tests.faults.base import Fault

FAULTS = tuple(
    Fault.of(module)
    for module in (
        killed_delivering,
        killed_publishing,
        lost_responses,
    )
)
