"""Collects the texts to translate into the catalogue: `python -m ops.messages`.

Needs GNU gettext, which nothing else here does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MISSING = "Needs GNU gettext: on Debian, apt install gettext."
OPTIONS = (
    *("--locale", "en", "--no-obsolete", "--no-wrap"),
    *("--add-location", "file", "--ignore", "var", "--ignore", "tests"),
)


def there() -> bool:
    """Whether GNU gettext is installed."""
    return all(shutil.which(program) for program in ("xgettext", "msgmerge", "msguniq"))


def collect(root: Path = ROOT) -> None:
    """Bring the catalogue of the sources under `root` up to date with them.

    Django writes each template once more beside it meanwhile. Raises `CalledProcessError`.
    """
    command = [sys.executable, "-W", "ignore", "manage.py", "makemessages", *OPTIONS]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(root)}
    subprocess.run(command, cwd=root, env=env, check=True)  # noqa: S603 - our own arguments


if __name__ == "__main__":
    if not there():
        sys.exit(MISSING)
    collect()
