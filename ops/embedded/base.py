"""What the two embedded servers share: where they live, as whom they run, how they end."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

ACCOUNT = "sigobito"

# What was freed goes back to the machine: by default glibc keeps what a moment of much work took,
# and an arena for each thread.
THRIFTY = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_TRIM_THRESHOLD_": "131072",
    "MALLOC_MMAP_THRESHOLD_": "131072",
}


class EmbeddedError(RuntimeError):
    """A server did not start or did not stop; the message carries the end of its log."""


def unprivileged() -> pwd.struct_passwd | None:
    """Return the account PostgreSQL runs as, made if need be; None when we are not root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run([*command, ACCOUNT], check=True, timeout=30)
        return pwd.getpwnam(ACCOUNT)


def open_to_all(path: Path) -> bool:
    """Tell whether any account may pass through every folder above `path` that exists."""
    folders = [folder for folder in path.parents if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in folders)


def fingerprint(home: Path) -> str:
    """Return a short name for a folder and a user, the same at every start."""
    return hashlib.sha256(f"{os.geteuid()} {home.resolve()}".encode()).hexdigest()[:10]


def socket_folder(home: Path, owner: pwd.struct_passwd | None) -> Path:
    """Return a private folder with a path short enough for sockets (107 bytes on Linux)."""
    folder = Path("/tmp") / f"sigobito-{fingerprint(home)}"  # noqa: S108  # checked right below
    uid = owner.pw_uid if owner else os.geteuid()
    folder.mkdir(mode=0o700, exist_ok=True)
    if owner and folder.lstat().st_uid == 0:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid or found.st_mode & 0o077:
        raise EmbeddedError(f"{folder} belongs to somebody else; remove it")
    return folder


def belongs(pid: int, mark: str) -> bool:
    """Tell whether the process lives and its command line carries `mark` (a zombie has none)."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return mark.encode() in command


def read_pid(path: Path) -> int | None:
    """Return the number in the first line of a pid file, if there is one."""
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def end(pid: int, mark: str, *, how: signal.Signals, seconds: float = 30) -> None:
    """Ask a server to end and wait for it; kill it when it does not."""
    os.kill(pid, how)
    if not wait(lambda: not belongs(pid, mark), seconds):
        os.kill(pid, signal.SIGKILL)
        wait(lambda: not belongs(pid, mark), 5)


def wait(done: Callable[[], bool], seconds: float, *, every: float = 0.03) -> bool:
    """Look every 30 ms until `done()`, for at most `seconds`; return whether it was."""
    limit = time.monotonic() + seconds
    while not done():
        if time.monotonic() > limit:
            return False
        time.sleep(every)
    return True


def tail(log: Path, lines: int = 8) -> str:
    """Return the last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""


def remove(folder: Path) -> None:
    """Remove a folder and all in it, or nothing if it is not there."""
    shutil.rmtree(folder, ignore_errors=True)
