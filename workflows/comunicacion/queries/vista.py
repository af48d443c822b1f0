"""How a piece will look on each channel, while it is written and when it is approved."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from channels.base import Problem
from channels.models import Cuenta, Publicacion
from channels.registry import WEB
from core import clock
from core.models import Adjunto
from workflows.comunicacion import datos
from workflows.comunicacion.congelado import Version, X, version
from workflows.comunicacion.medidas import medir as medida
from workflows.comunicacion.models import MAX_VARIANTE, Pieza


@dataclass(frozen=True, slots=True)
class VistaCanal:
    """One channel: what would appear there, how long it is in its own count, what it costs.

    `texto` is HTML for the portal and plain text for the networks. `ya_publicada`: exactly this
    is out already, so that approving it publishes nothing new there.
    """

    canal: str
    nombre: str
    cuenta: str
    elegido: bool
    titulo: str
    texto: str
    enlace: str | None
    imagen: Adjunto | None
    alt: str
    largo: int
    limite: int | None
    costo_usd: Decimal
    problemas: tuple[Problem, ...]
    ya_publicada: bool

    @property
    def cabe(self) -> bool:
        """Within the limit."""
        return self.limite is None or self.largo <= self.limite


def vista_previa(pieza: Pieza) -> list[VistaCanal]:
    """Every connected channel, whether it was chosen or not; two queries."""
    fuera = set(
        Publicacion.objects.filter(
            expediente_id=pieza.pk, estado=Publicacion.Estado.PUBLICADA
        ).values_list("canal", "huella")
    )
    return [_vista(pieza, cuenta, fuera) for cuenta in Cuenta.objects.all()]


def medir(pieza: Pieza | None, cambios: Mapping[str, Any]) -> list[VistaCanal]:
    """The same while somebody types, as if `cambios` (of `datos.CAMPOS`) were saved.

    Writes nothing. `pieza` None: one that was not saved yet.
    """
    escrita = copy.copy(pieza) if pieza else Pieza()
    for campo in datos.CAMPOS:
        if campo in cambios:
            setattr(escrita, campo, _a_la_medida(datos.limpio(campo, cambios[campo])))
    return vista_previa(escrita)


def _a_la_medida(valor: Any) -> Any:
    """What no form would take is not counted to its end with every key."""
    return valor[:MAX_VARIANTE] if isinstance(valor, str) else valor


def _vista(pieza: Pieza, cuenta: Cuenta, fuera: set[tuple[str, str]]) -> VistaCanal:
    una = version(pieza, cuenta.canal, cuenta)
    dicho = medida(una, cuenta)
    antes = {huella for canal, huella in fuera if canal == cuenta.canal}
    return VistaCanal(
        canal=cuenta.canal,
        nombre=cuenta.canal_nombre,
        cuenta=cuenta.nombre,
        elegido=cuenta.canal in pieza.canales,
        titulo=una.post.titulo,
        texto=una.post.texto,
        enlace=una.post.enlace,
        imagen=una.imagen,
        alt=una.alt,
        largo=dicho.largo,
        limite=dicho.limite,
        costo_usd=dicho.costo_usd,
        problemas=(*dicho.problemas, *_de_la_cuenta(pieza, cuenta), *_de_antes(una, antes)),
        ya_publicada=una.huella in antes,
    )


def _de_la_cuenta(pieza: Pieza, cuenta: Cuenta) -> list[Problem]:
    """What comes of how the account is, which nobody mends in the piece."""
    avisos = []
    if not cuenta.sends_at(clock.now()):
        parada = _("Esta cuenta no publica ahora: lo aprobado esperará hasta que vuelva.")
        avisos.append(Problem("canales", parada, grave=False))
    if cuenta.canal == X and pieza.enlace_en_x and not cuenta.opcion("incluir_enlace"):
        sin_enlace = _("La cuenta está puesta sin enlaces: saldrá sin él.")
        avisos.append(Problem("enlace_en_x", sin_enlace, grave=False))
    return avisos


def _de_antes(una: Version, antes: set[str]) -> list[Problem]:
    """A network keeps what it has: only our own page shows the last version in its place."""
    if una.canal == WEB or not antes or una.huella in antes:
        return []
    mensaje = _("Ya publicó otra versión, que sigue a la vista: esta saldrá aparte.")
    return [Problem("canales", mensaje, grave=False)]
