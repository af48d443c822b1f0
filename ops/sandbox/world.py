"""What every operation of a network is given, and how an operation is declared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ops.sandbox.faults import Fault, Faults
from ops.sandbox.state import State
from ops.sandbox.wire import Answer, Call


@dataclass
class World:
    """The one sandbox that is running."""

    state: State
    faults: Faults


Operation = Callable[[Call, World], Answer]


@dataclass(frozen=True)
class Route:
    """One call of a network: `op` is its name in faults and in the log."""

    method: str
    path: str
    op: str
    run: Operation


@dataclass(frozen=True)
class Network:
    """A network: its hosts, its calls, what it answers to anything else."""

    name: str
    hosts: tuple[str, ...]
    routes: tuple[Route, ...]
    unknown: Operation
    unreadable: Answer
    headers: Callable[[Call], Mapping[str, str]]
    invented: Mapping[str, Callable[[Fault], Answer]]
