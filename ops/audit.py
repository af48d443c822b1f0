"""Asks whether a part of the lock has a hole that is known: `make audit`.

The service that knows may not be reached from here; that is said, and fails nothing. A hole fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "dev.lock"
OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")
# Who knows of holes; the next is asked where one gives no answer.
SERVICES = (("-s", "pypi"), ("-s", "osv"))
SECONDS = 300


def main(lock: Path = LOCK, services: Sequence[Sequence[str]] = SERVICES) -> int:
    """Return 1 if a hole is known, 0 if none is, or if nobody could be asked."""
    answers = (_ask(lock, service) for service in services)
    parts = next((answer for answer in answers if answer), None)
    if parts is None:
        _say("The service that knows of holes could not be reached: nothing was audited.")
        return 0
    holes = [
        f"{part['name']} {part['version']}: {hole['id']} ({', '.join(hole['fix_versions']) or '—'})"
        for part in parts
        for hole in part.get("vulns", ())
    ]
    _say(*(holes or [f"No hole is known in {len(parts)} parts."]))
    return 1 if holes else 0


def _ask(lock: Path, service: Sequence[str]) -> list[dict[str, Any]] | None:
    """Return what is known of each part; None if the service gave no answer."""
    tool = Path(sys.executable).with_name("pip-audit")
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            [tool, "-r", lock, *service, *OPTIONS],
            cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        parts: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        return None
    return [part for part in parts if "version" in part]


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"  {line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
