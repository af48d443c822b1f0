"""What a fault is, and what it says afterwards."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.faults.town import Town


RARE = {"repeated", "by_hand", "added_ms"}


class CannotRunError(RuntimeError):
    """This machine does not let the fault be made; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fault did.

    `tried`: pieces of work put at risk. `lost`: those not done, or done and not written down.
    `doubled`: what people or the public got once too often. `harm`: processes killed, responses
    lost, connections cut. `repeated`: mails sent again under the same Message-ID, which is what is
    promised. `by_hand`: what failed visibly, and an administrator tried again. `added_ms`: what a
    request took longer meanwhile. `recover_s`: from the end of the harm until all was done.
    """

    tried: int
    lost: int = 0
    doubled: int = 0
    recover_s: float = 0.0
    harm: int = 0
    repeated: int = 0
    by_hand: int = 0
    added_ms: float = 0.0

    def __add__(self, other: Outcome) -> Outcome:
        """Both together; the slower recovery counts, and the slower request."""
        return Outcome(
            tried=self.tried + other.tried,
            lost=self.lost + other.lost,
            doubled=self.doubled + other.doubled,
            recover_s=max(self.recover_s, other.recover_s),
            harm=self.harm + other.harm,
            repeated=self.repeated + other.repeated,
            by_hand=self.by_hand + other.by_hand,
            added_ms=max(self.added_ms, other.added_ms),
        )

    def later(self, seconds: float) -> Outcome:
        """The same, counted from an earlier instant."""
        return replace(self, recover_s=self.recover_s + seconds)

    @property
    def good(self) -> bool:
        """Whether nothing was lost and nothing went twice."""
        return not self.lost and not self.doubled

    def as_json(self) -> dict[str, Any]:
        """Its figures, to a tenth; what is never else than nought only where it is not."""
        figures = {name: round(value, 1) for name, value in asdict(self).items()}
        return {name: value for name, value in figures.items() if value or name not in RARE}


@dataclass(frozen=True, slots=True)
class Fault:
    """A module of this folder: its `NAME`, its `run`, and whether it is short."""

    name: str
    run: Callable[[Town], Outcome]
    short: bool

    @classmethod
    def of(cls, module: ModuleType) -> Fault:
        """Read what the module declares."""
        return cls(module.NAME, module.run, module.SHORT)


def until(done: Callable[[], Any], what: str, *, seconds: float = 30, every: float = 0.05) -> float:
    """Look until `done()`; how long it took. Raises TimeoutError with `what` after `seconds`."""
    begin = time.monotonic()
    while not done():
        if time.monotonic() - begin > seconds:
            raise TimeoutError(f"{what}: not within {seconds:.0f} s")
        time.sleep(every)
    return time.monotonic() - begin
