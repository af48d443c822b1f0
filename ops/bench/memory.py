"""What the processes of an installation really take: proportional set size, shared pages shared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ops.stack import Stack


def megabytes(stack: Stack) -> dict[str, float]:
    """PSS of each part with all its children; the sandbox stands for the world and is left out."""
    roots = {name: one.pid for name, one in stack.processes.items() if name != "sandbox"}
    roots |= {"postgresql": stack.postgres.pid(), "valkey": stack.valkey.pid()}
    return {name: sum(_pss(pid) for pid in _family(root)) for name, root in roots.items() if root}


def _family(pid: int) -> Iterator[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _text(children).split():
            yield from _family(int(child))


def _pss(pid: int) -> float:
    lines = _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    kilobytes = next((line.split()[1] for line in lines if line.startswith("Pss:")), "0")
    return int(kilobytes) / 1024


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it ended meanwhile
        return ""
