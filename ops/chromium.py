"""Finds a Chromium for the browser tests, or installs one: `python -m ops.chromium`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MISSING = """\
No Chromium was found and none could be installed, so the browser tests cannot run.
Install one (Debian: apt install chromium) or name it: CHROMIUM=/path/to/chromium make test
"""


def find() -> Path | None:
    """Return a Chromium that starts: the one CHROMIUM names, the system's, or playwright's."""
    return next((path for path in _candidates() if _starts(path)), None)


def ensure() -> Path | None:
    """Return a Chromium; when there is none, install one as the system or playwright can."""
    for attempt in _attempts():
        if found := find():
            return found
        print(f"  Installing a Chromium: {' '.join(attempt)}", flush=True)  # noqa: T201
        with suppress(subprocess.TimeoutExpired):
            subprocess.call(attempt, timeout=300, stdout=subprocess.DEVNULL)  # noqa: S603
    return find()


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    downloads = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "~/.cache/ms-playwright"
    kept = Path(downloads).expanduser()
    yield from sorted(kept.glob("chromium-*/chrome-linux*/chrome"), reverse=True)


def _starts(path: Path) -> bool:
    """Tell whether it is a browser, and not a note that asks for another package manager."""
    try:
        done = subprocess.run(  # noqa: S603
            [path, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and "chrom" in done.stdout.lower()


def _attempts() -> Iterator[list[str]]:
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    if os.geteuid() == 0:
        if shutil.which("apt-get"):
            yield ["apt-get", "update", "-qq"]
            yield ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        yield [*playwright, "--with-deps"]
    else:
        yield playwright


if __name__ == "__main__":
    if ensure() is None:
        sys.exit(MISSING)
