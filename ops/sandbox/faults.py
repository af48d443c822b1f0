"""The ways the sandbox is told to misbehave: which call, how, how many times."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from ops.sandbox.kinds import KINDS, OPS, Kind

EVERY_OP: Final = "*"
LONGEST_S: Final = 24 * 3600


class BadFaultError(ValueError):
    """What was asked is no fault; the message says why."""


@dataclass
class Fault:
    """One order to misbehave. `times` None means until it is cleared; `seconds` is the kind's."""

    id: int
    target: str
    op: str
    kind: Kind
    times: int | None
    seconds: float
    accepted: bool
    address: str = ""

    def meets(self, target: str, op: str) -> bool:
        """Say whether the fault is about this call."""
        return self.target == target and self.op in (EVERY_OP, op)

    def as_json(self) -> dict[str, Any]:
        """Return the fault as its control API shows it."""
        return vars(self) | {"kind": self.kind.name}


@dataclass
class Faults:
    """The faults in force, oldest first."""

    _faults: list[Fault] = field(default_factory=list)
    _ids: Iterator[int] = field(default_factory=lambda: count(1))

    def add(self, order: dict[str, Any]) -> Fault:
        """Put a fault in force and return it.

        Raises BadFaultError for an unknown field, target, operation or kind, or a wrong value.
        """
        fault = _parse(order, next(self._ids))
        self._faults.append(fault)
        return fault

    def all(self) -> list[Fault]:
        """Return the faults in force."""
        return list(self._faults)

    def clear(self, fault_id: int | None = None, target: str | None = None) -> None:
        """End one fault, those of one target, or all."""
        self._faults = [
            fault
            for fault in self._faults
            if (fault_id is not None and fault.id != fault_id)
            or (target is not None and fault.target != target)
        ]

    def take(self, target: str, op: str, address: str | None = None) -> Fault | None:
        """Return the fault that acts on this call and count it as used.

        With `address` (a mail recipient) only faults about that address or about all.
        """
        for fault in self._faults:
            if fault.meets(target, op) and _acts(fault, op) and _about(fault, address):
                self._use(fault)
                return fault
        return None

    def standing(self, target: str, op: str, *kinds: str) -> Fault | None:
        """Return the first fault of these kinds in force for this call, without using it up."""
        for fault in self._faults:
            if fault.meets(target, op) and fault.kind.name in kinds:
                return fault
        return None

    def _use(self, fault: Fault) -> None:
        if fault.times is None:
            return
        fault.times -= 1
        if fault.times == 0:
            self._faults.remove(fault)


def _acts(fault: Fault, op: str) -> bool:
    return not fault.kind.standing and op not in fault.kind.shown_by


def _about(fault: Fault, address: str | None) -> bool:
    return address is None or not fault.address or fault.address.lower() in address.lower()


def _parse(order: dict[str, Any], fault_id: int) -> Fault:
    unknown = set(order) - {"target", "op", "kind", "times", "seconds", "accepted", "address"}
    if unknown:
        raise BadFaultError(f"unknown fields: {', '.join(sorted(unknown))}")
    target = _one_of(order, "target", OPS)
    kinds = {kind.name: kind for kind in KINDS if target in kind.targets}
    kind = kinds[_one_of(order, "kind", kinds)]
    op = _one_of({"op": kind.op} | order, "op", (EVERY_OP, *OPS[target]))
    accepted = order.get("accepted", kind.accepted)
    if not isinstance(accepted, bool):
        raise BadFaultError("accepted: true or false")
    return Fault(
        id=fault_id,
        target=target,
        op=op,
        kind=kind,
        times=_times(order.get("times", 1), kind),
        seconds=_seconds(order.get("seconds", kind.seconds)),
        accepted=accepted,
        address=str(order.get("address", "")),
    )


def _one_of(order: dict[str, Any], name: str, allowed: Any) -> str:
    value = order.get(name)
    if not isinstance(value, str) or value not in allowed:
        raise BadFaultError(f"{name}: one of {', '.join(allowed)}")
    return value


def _times(value: Any, kind: Kind) -> int | None:
    if value is None or kind.standing:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise BadFaultError("times: a whole number from 1, or null for until it is cleared")
    return value


def _seconds(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= LONGEST_S:
        raise BadFaultError(f"seconds: from 0 to {LONGEST_S}")
    return float(value)
