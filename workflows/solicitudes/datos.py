"""What people type when they register a request: which fields, what they may hold, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import clock
from core.models import Actor, Lugar, Tema
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud, TipoSolicitud

CAMPOS = (
    "tipo",
    "titulo",
    "descripcion",
    "canal",
    "fecha_recepcion",
    "representa_a",
    "fecha_evento",
    "hora_evento",
    "lugar_texto",
    "prioridad",
    "nivel_reserva",
)
# Of these the history keeps the values; of the others, which may speak of persons, only the name.
CON_VALOR = frozenset(CAMPOS) - {"titulo", "descripcion", "representa_a", "lugar_texto"}


def revisar(solicitud: Solicitud) -> None:
    """Look at every field; raises `ValidationError` with a sentence for the first that is wrong."""
    exigir(
        "fecha_recepcion",
        solicitud.fecha_recepcion <= clock.today(),
        _("No puede haberse recibido en el futuro."),
    )
    exigir(
        "fecha_evento",
        solicitud.fecha_evento or not solicitud.hora_evento,
        _("Diga de qué día es la hora."),
    )
    revisados = set(CAMPOS) - {"tipo", "representa_a"}
    solicitud.clean_fields(
        exclude={campo.name for campo in Solicitud._meta.get_fields()} - revisados
    )


def revisar_tipo(tipo: TipoSolicitud) -> None:
    """A type that was retired keeps its requests, but takes no new ones."""
    exigir("tipo", tipo.activo, _("Este tipo ya no se usa."))


def cambiar(solicitud: Solicitud, cambios: Mapping[str, Any]) -> dict[str, list[str]]:
    """Write `cambios` on the row; what really changed, as the history keeps it.

    Raises KeyError for a field that is not of `CAMPOS`.
    """
    datos: dict[str, list[str]] = {}
    for campo, despues in cambios.items():
        if campo not in CAMPOS:
            raise KeyError(campo)
        antes = getattr(solicitud, campo)
        if antes != despues:
            datos[campo] = [str(antes), str(despues)] if campo in CON_VALOR else []
            setattr(solicitud, campo, despues)
    return datos


def cruzar(
    solicitud: Solicitud,
    *,
    actores: Iterable[Actor] = (),
    temas: Iterable[Tema] | None,
    lugares: Iterable[Lugar] | None,
) -> dict[str, list[str]]:
    """Write what it crosses, who asks included; None leaves it as it was. What changed."""
    solicitud.actores.add(
        *{*actores, *filter(None, (solicitud.solicitante, solicitud.representa_a))}
    )
    datos: dict[str, list[str]] = {}
    if temas is not None and set(solicitud.temas.all()) != (nuevos := set(temas)):
        solicitud.temas.set(nuevos)
        datos["temas"] = []
    if lugares is not None and set(solicitud.lugares.all()) != (otros := set(lugares)):
        solicitud.lugares.set(otros)
        datos["lugares"] = []
    return datos


def exigir(campo: str, valor: object, mensaje: str) -> None:
    """Raise `ValidationError` for the form's field unless `valor` holds."""
    if not valor:
        raise ValidationError({campo: mensaje})


def exigir_fecha_sugerida(sugerencia: str, fecha: date | None) -> None:
    """What is to be attended to is suggested for a day; none has passed already."""
    exigir(
        "fecha_sugerida",
        fecha or sugerencia != Solicitud.Sugerencia.ATENDER,
        _("Sugiera para qué fecha."),
    )
    exigir("fecha_sugerida", not fecha or fecha >= clock.today(), _("La fecha ya pasó."))


def exigir_contacto(solicitante: Actor, sin_contacto: bool) -> None:
    """An answer leaves by mail, or somebody owns that there is no address to send it to."""
    exigir(
        "sin_contacto",
        solicitante.email or sin_contacto,
        _("No dejó correo: confirme que la respuesta se le dará por otro medio."),
    )
    exigir(
        "sin_contacto",
        not (solicitante.email and sin_contacto),
        _("Dejó un correo: la respuesta se le enviará."),
    )


def exigir_cumplido(solicitud: Solicitud, con_pendientes: bool) -> None:
    """Nobody answers «it is done» without knowing that what answers it was reopened.

    It is no refusal: the term of the law runs, and the answer may say what is still missing.
    """
    exigir(
        "con_pendientes",
        con_pendientes
        or solicitud.estado != states.ATENDIDA
        or not solicitud.encargos_abiertos().exists(),
        _("Se reabrió lo que la responde: confirme que la respuesta dice qué falta."),
    )
