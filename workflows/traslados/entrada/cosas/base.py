"""What one kind of thing is to an import: its fields, who may bring it, how a row becomes one."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise

from core.models import Usuario
from workflows.traslados.entrada.campos import Campo, Contexto
from workflows.traslados.models import Referencia

REFERENCIA = "referencia"
MAX_REFERENCIA = 100


class Resultado(enum.Enum):
    """What became of a row."""

    NUEVA = "nueva"
    CAMBIADA = "cambiada"
    IGUAL = "igual"


class Espera(Exception):  # noqa: N818 - what happened, not a defect
    """The row names what no row has brought yet; the message says so if none ever does."""

    def __init__(self, campo: str, texto: str) -> None:
        super().__init__(texto)
        self.campo = campo
        self.texto = texto


@dataclass(frozen=True, slots=True)
class Cosa:
    """One kind of thing.

    `traer(contexto, valores)` calls the same actions as the screens; it raises what they raise, and
    `Espera`. `clave` is what a row is called in its sheet: two with the same must say the same.
    `de_casos`: they are case files, which no import changes. `secreta`: its references are kept as
    a hash.
    """

    nombre: str
    titulo: str | Promise
    campos: tuple[Campo, ...]
    puede: Callable[[Usuario], bool]
    traer: Callable[[Contexto, dict[str, Any]], tuple[Resultado, int]]
    clave: Callable[[Mapping[str, Any]], str]
    de_casos: bool = False
    secreta: bool = False

    @property
    def tope(self) -> int:
        """How many rows one import of it may have."""
        return int(settings.IMPORTAR_CASOS if self.de_casos else settings.IMPORTAR_FILAS)

    def campo(self, nombre: str) -> Campo:
        """One of its fields; raises KeyError."""
        return {campo.nombre: campo for campo in self.campos}[nombre]

    def referencia(self, escrita: str) -> str:
        """A reference as it is kept."""
        if not escrita or not self.secreta:
            return escrita
        return salted_hmac(f"traslados.{self.nombre}", escrita, algorithm="sha256").hexdigest()


def conocida(cosa: str, fuente: str, referencia: str) -> int | None:
    """The key of what came in under this reference from this source."""
    if not referencia:
        return None
    found = Referencia.objects.filter(cosa=cosa, fuente=fuente, clave=referencia)
    return found.values_list("objeto", flat=True).first()


def recordar(cosa: str, fuente: str, referencia: str, objeto: int) -> None:
    """From now on what comes in under this reference is this one."""
    if referencia:
        Referencia.objects.get_or_create(
            cosa=cosa, fuente=fuente, clave=referencia, defaults={"objeto": objeto}
        )


def con_otra(cosa: str, fuente: str, candidatos: set[int]) -> set[int]:
    """Those of `candidatos` that came from this source under some reference."""
    suyas = Referencia.objects.filter(cosa=cosa, fuente=fuente, objeto__in=candidatos)
    return set(suyas.values_list("objeto", flat=True))
