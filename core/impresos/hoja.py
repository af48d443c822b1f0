"""Asking the process that prints, from here."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from core import clock
from core.models import Municipio

log = logging.getLogger(__name__)

RAIZ = Path(__file__).resolve().parent.parent.parent
PACIENCIA = 30  # seconds; it may wait for a processor
# Of facts, in characters: some hundred pages.
MAX_DATOS = 2_000_000
# The path alone: it is given no secret of ours.
ENTORNO = {"PYTHONPATH": str(RAIZ), "PYTHONDONTWRITEBYTECODE": "1"}


class ImpresionFallida(Exception):  # noqa: N818 - what happened, not a defect
    """It could not be printed; the log says why."""


def pdf(
    plantilla: Path,
    datos: Mapping[str, Any],
    *,
    momento: datetime | None = None,
    idioma: str = "es",
) -> bytes:
    """The document that a template of typst makes of `datos`, which must hold its `titulo`.

    The template finds them, and under `municipio` whose paper it is, in `sys.inputs.datos` (JSON;
    `membrete.typ` reads it). `momento`: of when it is; the same facts and moment give the same
    bytes. Raises `ImpresionFallida`.
    """
    momento = momento or clock.now()
    hechos = {"idioma": idioma, "municipio": _municipio(), **datos}
    escrito = json.dumps(hechos, ensure_ascii=False, default=str)
    if len(escrito) > MAX_DATOS:
        raise ImpresionFallida("too much to print")
    trabajo = {
        "plantilla": str(plantilla),
        "raiz": str(RAIZ),
        "datos": escrito,
        "momento": momento.replace(microsecond=0).isoformat(),
    }
    return _imprimir(json.dumps(trabajo).encode())


def _imprimir(trabajo: bytes) -> bytes:
    try:
        hecho = subprocess.run(
            [sys.executable, "-m", "core.impresos"],
            input=trabajo,
            capture_output=True,
            timeout=PACIENCIA,
            cwd=RAIZ,
            env=ENTORNO,
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("Printing took more than %s s", PACIENCIA)
        raise ImpresionFallida("time") from None
    if hecho.returncode == 0:
        return hecho.stdout
    dicho = hecho.stderr.decode(errors="replace")[-300:]
    log.error("Nothing was printed (%s): %s", hecho.returncode, dicho)
    raise ImpresionFallida(dicho)


def _municipio() -> dict[str, Any]:
    """Whose paper it is; the bytes of its shield, if it has one."""
    municipio = Municipio.actual()
    escudo: list[int] = []
    if municipio.escudo:
        with municipio.escudo.open("rb") as archivo:
            escudo = list(archivo.read())
    return {
        "nombre": municipio.nombre,
        "inicial": municipio.inicial,
        "lema": municipio.lema,
        "correo": municipio.correo,
        "color": municipio.color,
        "escudo": escudo,
    }
