"""Where the installation of a run lives: a disk of its own to be filled, if one may be made."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "1g"


@contextmanager
def folder() -> Iterator[tuple[Path, bool]]:
    """A folder that goes with the block, and whether it is a file system of limited size.

    Everybody may pass through it: the database runs as another account when we are root.
    """
    place = Path("/tmp") / f"sigobito-faults-{os.getpid()}"  # noqa: S108 - made here, or it fails
    place.mkdir(mode=0o755)
    limited = _command("mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0755", "tmpfs", str(place))
    try:
        yield place, limited
    finally:
        if limited:
            _command("umount", "--lazy", str(place))
        shutil.rmtree(place, ignore_errors=True)


def _command(*words: str) -> bool:
    """Whether a command of the system is there, and does what it is told."""
    if shutil.which(words[0]) is None:
        return False
    done = subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - mount, umount
    return done.returncode == 0
