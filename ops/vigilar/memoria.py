"""What was seen before, kept in a file: a database that is down does not make it forget.

A trouble is told when it is seen for the second look in a row, once; and when it has not been seen
for two, that it is over. What lasts one look is nobody's trouble.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workflows.cruce.motor import Problema

VECES = 2
"""In how many looks one after the other."""
DESCANSO = timedelta(minutes=2)
"""How long workers that were started anew are left to show that they work."""


@dataclass(slots=True)
class Recuerdo:
    """A trouble that was seen: since when (real time), and whether anybody was told."""

    frase: str
    desde: str
    vistas: int = 0
    ausencias: int = 0
    avisado: bool = False


@dataclass(slots=True)
class Memoria:
    """Troubles by their key; who was to be told, and the municipality's name, when last known.

    `reinicio`: when workers were last asked to be started anew (real time).
    """

    recuerdos: dict[str, Recuerdo] = field(default_factory=dict)
    personas: list[str] = field(default_factory=list)
    municipio: str = ""
    reinicio: str = ""

    def mirar(self, problemas: Iterable[Problema]) -> None:
        """Take in one look."""
        vistos = {uno.clave: uno for uno in problemas}
        for clave, uno in vistos.items():
            recuerdo = self.recuerdos.setdefault(clave, Recuerdo("", _ahora().isoformat()))
            recuerdo.frase = uno.en_palabras()
            recuerdo.vistas, recuerdo.ausencias = recuerdo.vistas + 1, 0
        for clave in self.recuerdos.keys() - vistos.keys():
            self.recuerdos[clave].ausencias += 1
        for clave in [c for c, r in self.recuerdos.items() if r.ausencias and not r.avisado]:
            del self.recuerdos[clave]

    def por_avisar(self) -> list[str]:
        """Keys of what lasts and nobody was told of."""
        return [c for c, r in self.recuerdos.items() if r.vistas >= VECES and not r.avisado]

    def superados(self) -> list[str]:
        """Keys of what people were told of and is over."""
        return [c for c, r in self.recuerdos.items() if r.avisado and r.ausencias >= VECES]

    def duran(self) -> set[str]:
        """Keys of what was seen now, and in the look before."""
        return {c for c, r in self.recuerdos.items() if r.vistas >= VECES and not r.ausencias}

    def pide_reinicio(self) -> bool:
        """Ask for other workers, unless it was asked a moment ago."""
        ahora = _ahora()
        if self.reinicio and ahora - datetime.fromisoformat(self.reinicio) < DESCANSO:
            return False
        self.reinicio = ahora.isoformat()
        return True

    def avisado(self) -> None:
        """Take in that all of it was told."""
        for clave in self.por_avisar():
            self.recuerdos[clave].avisado = True
        for clave in self.superados():
            del self.recuerdos[clave]


def _ahora() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def leer(path: Path) -> Memoria:
    """Return what is remembered; a file that is missing or broken is nothing."""
    try:
        dicho = json.loads(path.read_text())
        recuerdos = {clave: Recuerdo(**uno) for clave, uno in dicho.pop("recuerdos").items()}
        return Memoria(recuerdos, **dicho)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Memoria()


def guardar(memoria: Memoria, path: Path) -> None:
    """Write it whole or not at all, readable by us alone. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    nuevo = path.with_suffix(f".{os.getpid()}")
    nuevo.touch(mode=0o600)
    nuevo.write_text(json.dumps(asdict(memoria), ensure_ascii=False, indent=1))
    nuevo.replace(path)
