"""Asking the process from here."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

from core.limpieza.base import BOMBA, DANADO, RECHAZADO, Rechazo

log = logging.getLogger(__name__)

RAIZ = Path(__file__).resolve().parent.parent.parent
# It may wait for a processor as long as it may use one.
PACIENCIA = 60
# The paths alone: it is given no secret of ours.
ENTORNO = {"PYTHONPATH": str(RAIZ), "PYTHONDONTWRITEBYTECODE": "1"}


def limpiar(tipo: str, datos: bytes) -> bytes:
    """The document without its metadata, from a process of its own; raises `Rechazo`.

    What took too much time or memory of it, or broke it, is refused as a bomb.
    """
    try:
        hecho = subprocess.run(
            [sys.executable, "-m", "core.limpieza", tipo],
            input=datos,
            capture_output=True,
            timeout=PACIENCIA,
            cwd=RAIZ,
            env=ENTORNO,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Rechazo(BOMBA) from None
    if hecho.returncode == 0:
        return hecho.stdout
    raise Rechazo(_causa(hecho.returncode, hecho.stderr.decode(errors="replace").strip()))


def _causa(termino: int, dicho: str) -> str:
    if termino == RECHAZADO:
        return dicho
    log.warning("A document ended the process that cleans it (%s): %s", termino, dicho[-200:])
    return BOMBA if termino < 0 else DANADO  # a signal: too much time or memory
