"""The file that says where a running stack is: `var/demo.json`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from ops.embedded.base import belongs

# What the command line of each process carries, to know it from a later one with the same number.
MARKS = {
    "supervisor": "ops.stack",
    "sandbox": "ops.sandbox",
    "web": "ops.wsgi",
    "worker": "ops.celery",
    "beat": "ops.celery",
}


def write(path: Path, report: dict[str, Any]) -> None:
    """Write the report in one step, so that nobody reads half of it."""
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
    part.rename(path)


def read(path: Path) -> dict[str, Any]:
    """Return the last report, or an empty one."""
    try:
        report: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return report


def alive(path: Path) -> dict[str, int]:
    """Return name and process id of what the last report names and still runs."""
    pids: dict[str, int | None] = read(path).get("pids", {})
    return {
        name: pid
        for name, pid in pids.items()
        if pid and pid != os.getpid() and name in MARKS and belongs(pid, MARKS[name])
    }


def accounts(path: Path) -> list[dict[str, Any]]:
    """Return the demonstration's accounts, as its loader wrote them."""
    try:
        found: list[dict[str, Any]] = json.loads(path.read_text())
    except (OSError, ValueError):
        return []
    return found
