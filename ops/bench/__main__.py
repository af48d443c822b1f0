"""`python -m ops.bench [--only word] [--scale small|full] [--markdown]`: what `make bench` runs."""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from ops.bench.figures import Figure, as_markdown
from ops.bench.place import Place

# One module for each row of the table, in the order in which they are measured.
ROWS = ("deadlines", "queues", "mail", "network", "lists", "screens", "many", "crowd", "servers")


def main() -> int:
    """Print one line of JSON for each figure, or a table at the end; the rest goes to stderr."""
    wanted = _arguments()
    signal.signal(signal.SIGTERM, _interrupt)
    home = Path(tempfile.mkdtemp(prefix="sigobito-bench-"))
    home.chmod(0o755)  # PostgreSQL does not run as root, and must pass
    place = Place(home, full=wanted.scale == "full", say=_say)
    found: list[Figure] = []
    figures = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    # What the processes of the installation say goes elsewhere: here are figures alone.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        place.start()
        for figure in _measured(place, wanted.only):
            found.append(figure)
            if not wanted.markdown:
                print(figure.as_json(), file=figures, flush=True)
    finally:
        place.stop()
        shutil.rmtree(home, ignore_errors=True)
    if wanted.markdown:
        print(as_markdown(found), file=figures, flush=True)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ops.bench")
    parser.add_argument("--only", default="", help=f"a part of one of: {', '.join(ROWS)}")
    parser.add_argument("--scale", choices=("small", "full"), default="small")
    parser.add_argument("--markdown", action="store_true", help="a table instead of JSON lines")
    return parser.parse_args()


def _measured(place: Place, only: str) -> Iterator[Figure]:
    for name in ROWS:
        if only in name:
            begin = time.monotonic()
            # They import models: Django is set up by now.
            yield from importlib.import_module(f"ops.bench.{name}").measure(place)
            _say(f"{name} ({time.monotonic() - begin:.0f} s)")


def _say(sentence: str) -> None:
    print(f"  {sentence}", file=sys.stderr, flush=True)  # noqa: T201


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
