"""What people type when they register a request: which fields, what they may hold, what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core import clock
from core.models import Actor, Area, Lugar, Tema, Usuario
from notifiers.mensajes import RESERVADO
from workflows.solicitudes import cartas, queries
from workflows.solicitudes.models import HACE_FALTA, PEDIBLES, Solicitud, TipoSolicitud

CAMPOS = (
    "tipo",
    "titulo",
    "descripcion",
    "canal",
    "fecha_recepcion",
    "representa_a",
    *PEDIBLES,
    "prioridad",
    "nivel_reserva",
)
# Of these the history keeps the values; of the others, which may speak of persons, only the name.
CON_VALOR = frozenset(CAMPOS) - {
    "titulo",
    "descripcion",
    "representa_a",
    "lugar_texto",
    "papel_esperado",
    "otras_autoridades",
    "quien_paga",
    "interes_representado",
    "materia",
}


def exigir_correo(correo: str) -> str:
    """The address as it is kept; raises `ValidationError` for what is not one."""
    exigir("correo", correo, _("Escriba el correo."))
    try:
        validate_email(correo)
    except ValidationError as error:
        raise ValidationError({"correo": error.messages}) from None
    return correo


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
    rsvp, evento = solicitud.fecha_limite_rsvp, solicitud.fecha_evento
    exigir(
        "fecha_limite_rsvp",
        not (rsvp and evento and rsvp > evento),
        _("Ese día el evento ya habrá pasado."),
    )
    revisados = set(CAMPOS) - {"tipo", "representa_a"}
    solicitud.clean_fields(
        exclude={campo.name for campo in Solicitud._meta.get_fields()} - revisados
    )


def revisar_tipo(tipo: TipoSolicitud) -> None:
    """A type that was retired keeps its requests, but takes no new ones."""
    exigir("tipo", tipo.activo, _("Este tipo ya no se usa."))


def exigir_lo_suyo(solicitud: Solicitud, campos: Iterable[str] | None = None) -> None:
    """What its type makes compulsory was answered; of `campos` alone, where they are given.

    Raises `ValidationError` with a sentence for each that is missing.
    """
    suyos = set(solicitud.tipo.exige)
    faltan = suyos if campos is None else suyos.intersection(campos)
    faltas = {campo: [str(HACE_FALTA)] for campo in faltan if not getattr(solicitud, campo)}
    if faltas:
        raise ValidationError(faltas)


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


def exigir_llena(campo: str, escrito: str) -> None:
    """No letter leaves with one of our marks in place of what is to be said."""
    marcas = [una for una in cartas.sin_llenar(escrito) if una.strip("{}") in cartas.MARCAS]
    exigir(
        campo,
        not marcas,
        _("Escriba lo que va en: %(marcas)s") % {"marcas": ", ".join(marcas)},
    )


def exigir_fecha_sugerida(sugerencia: str, fecha: date | None) -> None:
    """What is to be attended to is suggested for a day; none has passed already."""
    exigir(
        "fecha_sugerida",
        fecha or sugerencia != Solicitud.Sugerencia.ATENDER,
        _("Sugiera para qué fecha."),
    )
    exigir("fecha_sugerida", not fecha or fecha >= clock.today(), _("La fecha ya pasó."))


def destino_sugerido(
    sugerencia: str, delegado: Usuario | None, area: Area | None, motivo: str
) -> dict[str, Any]:
    """What of it belongs to the `sugerencia`, as the transition takes it.

    Raises `ValidationError` for who has left, for what nobody heads, for a motive that is none.
    """
    delegar = sugerencia == Solicitud.Sugerencia.DELEGAR
    derivar = sugerencia == Solicitud.Sugerencia.DERIVAR
    declinar = sugerencia == Solicitud.Sugerencia.DECLINAR
    destino = {
        "delegado": delegado if delegar else None,
        "area": area if derivar else None,
        "motivo": motivo if declinar else "",
    }
    exigir(
        "delegado_sugerido",
        not (delegar and delegado) or delegado.is_active,
        _("Esa persona ya no tiene cuenta."),
    )
    exigir(
        "area_sugerida",
        not (derivar and area) or _la_dirigen(area),
        _("Nadie dirige esa área: póngale jefe en la administración."),
    )
    exigir(
        "motivo_sugerido",
        not destino["motivo"] or motivo in Solicitud.Motivo,
        _("Elija un motivo."),
    )
    return destino


def _la_dirigen(area: Area) -> bool:
    """Somebody who works here heads it, and can answer."""
    return area.jefe is not None and area.jefe.is_active


def exigir_delegado(delegado: Usuario | None, actor: Actor | None) -> None:
    """One person attends to it, of the town hall or from outside."""
    exigir("delegado", delegado or actor, _("Diga en quién se delega."))
    exigir("delegado_actor", not (delegado and actor), _("Elija a una sola persona."))
    exigir("delegado", not delegado or delegado.is_active, _("Esa persona ya no tiene cuenta."))


def exigir_por_venir(campo: str, dia: date) -> None:
    """A day on which something can still happen."""
    exigir(campo, dia >= clock.today(), _("La fecha ya pasó."))


def exigir_principal(solicitud: Solicitud, principal: Solicitud) -> None:
    """What it is joined to is another one, that somebody still has to answer.

    Nor is it more reserved: what is answered there goes to who asked here.
    """
    exigir("principal", principal.pk != solicitud.pk, _("Es esta misma solicitud."))
    exigir("principal", not principal.cerrado, _("Esa solicitud ya no está abierta."))
    menos = principal.nivel_reserva >= RESERVADO > solicitud.nivel_reserva
    exigir(
        "principal",
        not menos,
        _("Es más reservada que esta: su respuesta no puede ir a quien presentó esta."),
    )


def exigir_destino(solicitud: Solicitud, area: Area | None, institucion: Actor | None) -> None:
    """It goes to one place, where there is somebody to answer, and not back to who asked."""
    exigir("area", area or institucion, _("Elija a quién se deriva: un área o una institución."))
    exigir("institucion", not (area and institucion), _("Elija un área o una institución."))
    if area:
        exigir(
            "area",
            _la_dirigen(area),
            _("Nadie dirige esa área: póngale jefe en la administración."),
        )
    if institucion:
        es_una = institucion.tipo == Actor.Tipo.INSTITUCION
        exigir("institucion", es_una, _("Elija una institución."))
        ajena = institucion not in (solicitud.solicitante, solicitud.representa_a)
        exigir("institucion", ajena, _("Es quien presentó la solicitud."))


def exigir_entrega(solicitud: Solicitud, institucion: Actor | None, en_mano: bool) -> None:
    """The letter leaves by mail, or somebody owns that it is handed over on paper.

    Of a reserved one no mail says more than its code: its letter is always handed over.
    """
    reservada = solicitud.nivel_reserva >= RESERVADO
    if institucion is None:
        exigir("en_mano", not en_mano, _("A un área del municipio no se le lleva carta."))
        return
    exigir(
        "en_mano",
        en_mano or not reservada,
        _("Por su grado de reserva no puede ir por correo: confirme que se lleva en mano."),
    )
    exigir(
        "en_mano",
        en_mano or institucion.email,
        _("No tiene correo: confirme que la carta se lleva en mano."),
    )


def superiores(solicitud: Solicitud, area: Area) -> list[Usuario]:
    """Who heads what `area` is part of and learns that it does not answer.

    Who heads both was told already: then whoever is next above. Of a degree that only those named
    may read, nobody but the unit.
    """
    if solicitud.nivel_reserva >= RESERVADO:
        return []
    arriba = area.superior
    while arriba:
        if arriba.jefe and arriba.jefe != area.jefe and arriba.jefe.is_active:
            return [arriba.jefe]
        arriba = arriba.superior
    return []


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
        con_pendientes or not queries.reabiertos(solicitud),
        _("Se reabrió lo que la responde: confirme que la respuesta dice qué falta."),
    )
