"""The disk is full for a while: clear errors, and afterwards all goes on.

The installation of a run lives in a memory file system of limited size, where one may be mounted.
"""

from __future__ import annotations

import errno
import secrets
import time
from pathlib import Path

from django.db import DatabaseError

from ops.embedded.base import wait
from tests.faults.base import CannotRunError, Outcome, until
from tests.faults.officials import Paula
from tests.faults.town import Town
from tests.faults.work import Mails, Pieces

NAME = "disk_full"
SHORT = False

MAILS, PIECES, APPROVALS = 60, 10, 6
SECONDS = 6.0
LONG = 20_000  # characters, which no page of the database has room for any more


def run(town: Town) -> Outcome:
    """Fill it with mails and posts on their way, and give it back."""
    if town.disk is None:
        raise CannotRunError("no file system of limited size could be mounted: it takes root")
    with town.sin("worker"):
        mails, pieces = Mails.to_luis(town, MAILS), Pieces.approved(town, PIECES)
    drafts, paula = Pieces.written(town, APPROVALS), Paula(town)
    with town.supervised():
        _full(town, paula, drafts)
        _as_whoever_watches_it(town)
        town.reconnect()
        drafts.approve()
        outcome = mails.verdict(harm=1) + (pieces + drafts).verdict(harm=0)
        until(lambda: paula.opens("/mi-dia/"), "a page that opens again")
    return outcome


def _full(town: Town, paula: Paula, drafts: Pieces) -> None:
    """Hold all the space there is for a while, and until somebody was refused."""
    codes, refused = drafts.codes(), 0
    ballast = (town.disk or Path()) / "ballast"
    limit = time.monotonic() + SECONDS
    try:
        while time.monotonic() < limit or not refused:
            _fill(ballast)
            refused += not _can_write(town)
            if codes:
                refused += not paula.tries(codes.pop())
    finally:
        ballast.unlink()


def _can_write(town: Town) -> bool:
    """Whether a long pieza can be kept."""
    try:
        Pieces.written(town, 1, cuerpo=secrets.token_hex(LONG // 2))
    except DatabaseError:
        town.reconnect()
        return False
    return True


def _fill(ballast: Path) -> None:
    """Take whatever is free, to the last byte."""
    with ballast.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            block = bytes(size)
            try:
                while True:
                    file.write(block)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise


def _as_whoever_watches_it(town: Town) -> None:
    """A database that could write no more has ended, and is started again, as systemd does."""
    if not wait(town.stack.postgres.answers, 5):
        town.stack.postgres.start()
