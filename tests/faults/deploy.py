"""A deploy while people work: the tables change under the old workers, then new ones take over."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ops.embedded import OWNER
from ops.stack.processes import Process
from ops.stack.stack import DATABASE, ROOT
from tests.faults.base import Outcome
from tests.faults.town import Town
from tests.faults.work import Mails, Pieces

NAME = "deploy_under_old_workers"
SHORT = False

PACKAGES = ("channels", "core", "notifiers", "ops", "tasks", "webui", "workflows")
MAILS, PIECES = 40, 6
# A column for each queue, as any later version may bring.
MODELS = ("notifiers/models.py", "channels/models/publicacion.py")
FIRST_FIELD = '    medio = models.CharField(_("medio")', "    huella = models.CharField("
NEW_FIELD = '    nuevo = models.CharField(max_length=20, blank=True, db_default="")\n'


def run(town: Town) -> Outcome:
    """Work waits before, during and after; none of it may notice."""
    with tempfile.TemporaryDirectory(prefix="sigobito-version-") as folder:
        version = _next_version(town, Path(folder))
        mails, pieces = Mails.to_luis(town, MAILS), Pieces.approved(town, PIECES)
        _manage(town, version, "prepare", owner=True)
        mails += Mails.to_luis(town, MAILS)
        pieces += Pieces.approved(town, PIECES)
        outcome = mails.verdict(harm=1) + pieces.verdict(harm=0)
        return outcome + _new_workers(town, version)


def _new_workers(town: Town, version: Path) -> Outcome:
    """Those of the new version begin, those of the old one are asked to end in the middle of it."""
    command = town.stack.processes["worker"].command
    worker = Process("worker2", command, log=town.stack.log("worker2"), cwd=version)
    worker.start(town.stack.environ)
    try:
        mails, pieces = Mails.to_luis(town, MAILS), Pieces.approved(town, PIECES)
        with town.sin("worker"):
            mails += Mails.to_luis(town, MAILS)
            return mails.verdict(harm=1) + pieces.verdict(harm=0)
    finally:
        worker.stop(15)


def _next_version(town: Town, folder: Path) -> Path:
    """A copy of the house with two new fields and their migrations."""
    for name in PACKAGES:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manage.py", folder)
    for model, field in zip(MODELS, FIRST_FIELD, strict=True):
        source = (folder / model).read_text()
        assert source.count(field) == 1, f"{model} has changed: {field.strip()}"
        (folder / model).write_text(source.replace(field, NEW_FIELD + field))
    _manage(town, folder, "makemigrations", "notifiers", "channels")
    return folder


def _manage(town: Town, version: Path, *arguments: str, owner: bool = False) -> None:
    environ = dict(town.stack.environ)
    if owner:
        environ["DATABASE_URL"] = town.stack.postgres.url(OWNER, DATABASE)
    with town.stack.log("manage").open("ab") as log:
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(  # noqa: S603 - our own command
            command, cwd=version, env=environ, stdout=log, stderr=log, check=True
        )
