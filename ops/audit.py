"""Asks whether a part of the lock has a hole that is known: `make audit`.

The service that knows may not be reached from here; that is said, and fails nothing. A hole fails.
pip-audit comes into an environment of its own: the installation does without it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "dev.lock"
TOOL = ("tool", "run", "--from", "pip-audit>=2.10,<3", "pip-audit")
OPTIONS = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json")
SECONDS = 300


def main() -> int:
    """Return 1 if a hole is known, 0 if none is, or if nobody could be asked."""
    parts = _ask("pypi") or _ask("osv")
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


def _ask(service: str) -> list[dict[str, Any]] | None:
    """Return what is known of each part; None if the service gave no answer."""
    uv = Path(sys.executable).with_name("uv")
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            [uv, *TOOL, "-r", LOCK, "-s", service, *OPTIONS],
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
