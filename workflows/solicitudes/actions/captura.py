"""A solicitud comes in, and what was written of it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import adjuntos, catalogos, clock, transitions
from core.adjuntos import Contenido
from core.models import Actor, Historial, Lugar, Tema, Usuario
from core.transitions import NotAllowed
from workflows.plazos import actions as plazos
from workflows.solicitudes import avisos, datos, queries, relojes, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud


@transaction.atomic
def registrar(
    *,
    actor: Usuario,
    tipo: TipoSolicitud,
    titulo: str,
    solicitante: Actor,
    descripcion: str = "",
    canal: str = Solicitud.Canal.VENTANILLA,
    fecha_recepcion: date | None = None,
    representa_a: Actor | None = None,
    fecha_evento: date | None = None,
    hora_evento: time | None = None,
    lugar_texto: str = "",
    fecha_limite_rsvp: date | None = None,
    papel_esperado: str = "",
    otras_autoridades: str = "",
    asistentes: int | None = None,
    quien_paga: str = "",
    interes_representado: str = "",
    materia: str = "",
    prioridad: int = 2,
    nivel_reserva: int = 1,
    actores: Iterable[Actor] = (),
    temas: Iterable[Tema] = (),
    lugares: Iterable[Lugar] = (),
    anotada_antes: bool = False,
) -> Solicitud:
    """Take a request in: its clocks start, the applicant has a receipt and the jefe knows (S01).

    `anotada_antes`: it was written down elsewhere, where nobody asked for what its type makes
    compulsory here; what of that is missing stays so.
    """
    datos.revisar_tipo(tipo)
    solicitud = Solicitud(
        tipo=tipo,
        titulo=titulo.strip(),
        descripcion=descripcion,
        solicitante=solicitante,
        representa_a=representa_a,
        canal=canal,
        fecha_recepcion=fecha_recepcion or clock.today(),
        fecha_evento=fecha_evento,
        hora_evento=hora_evento,
        lugar_texto=lugar_texto,
        fecha_limite_rsvp=fecha_limite_rsvp,
        papel_esperado=papel_esperado,
        otras_autoridades=otras_autoridades,
        asistentes=asistentes,
        quien_paga=quien_paga,
        interes_representado=interes_representado,
        materia=materia,
        prioridad=prioridad,
        nivel_reserva=nivel_reserva,
    )
    if not anotada_antes:
        datos.exigir_lo_suyo(solicitud)
    entrada = recibir(
        solicitud, "registrar", actor=actor, actores=actores, temas=temas, lugares=lugares
    )
    avisos.registrada(solicitud, entrada)
    return solicitud


def recibir(
    solicitud: Solicitud,
    verbo: str,
    *,
    actor: Usuario,
    actores: Iterable[Actor] = (),
    temas: Iterable[Tema] = (),
    lugares: Iterable[Lugar] = (),
) -> Historial:
    """Open the file of a new request, however it came in; its clocks start."""
    datos.revisar(solicitud)
    entrada = transitions.create(solicitud, actor=actor, verb=verbo)
    _nombrar_jefes(solicitud)
    datos.cruzar(solicitud, actores=actores, temas=temas, lugares=lugares)
    relojes.poner_en_marcha(solicitud, desde=relojes.recepcion(solicitud.fecha_recepcion))
    plazos.abrir(solicitud, states.ANALISIS)
    return entrada


@transaction.atomic
def registrar_de_alguien_nuevo(
    *, actor: Usuario, quien: Mapping[str, Any], **campos: Any
) -> Solicitud:
    """Write down who asks (`quien`: fields of an Actor) and take the request in, or neither."""
    solicitante = catalogos.crear(modelo=Actor, actor=actor, campos=quien)
    return registrar(actor=actor, solicitante=solicitante, **campos)


@transaction.atomic
def editar(
    *,
    solicitud_id: int,
    actor: Usuario,
    cambios: Mapping[str, Any],
    temas: Iterable[Tema] | None = None,
    lugares: Iterable[Lugar] | None = None,
    version: int | None = None,
) -> Solicitud:
    """Correct what was registered, until it is put to decision; its clocks follow type and date.

    `cambios` holds values of `datos.CAMPOS`; raises KeyError for anything else. What its type makes
    compulsory cannot be taken away, nor be missing for another type; what was missing before may.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    if solicitud.estado not in states.EDITABLES:
        raise NotAllowed("editar", _("Ya se llevó a decisión: no se puede cambiar."))
    cambiado = datos.cambiar(solicitud, cambios)
    datos.revisar(solicitud)
    if "tipo" in cambiado:
        datos.revisar_tipo(solicitud.tipo)
    datos.exigir_lo_suyo(solicitud, None if "tipo" in cambiado else cambiado)
    cambiado |= datos.cruzar(solicitud, temas=temas, lugares=lugares)
    if cambiado:
        transitions.record(solicitud, "editar", actor=actor, datos=cambiado)
    if "nivel_reserva" in cambiado:
        _nombrar_jefes(solicitud)
    if cambiado.keys() & {"tipo", "fecha_recepcion"}:
        relojes.poner_de_nuevo(solicitud)
    elif cambiado.keys() & {"fecha_evento", "fecha_limite_rsvp"}:
        plazos.cerrar(solicitud, states.EVENTO)
        relojes.vigilar_el_evento(solicitud)
    return solicitud


@transaction.atomic
def adjuntar(
    *,
    solicitud_id: int,
    actor: Usuario,
    archivos: Iterable[Contenido],
    version: int | None = None,
) -> Solicitud:
    """Add files to it, while it is open."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    adjuntos.agregar(solicitud, archivos, actor=actor)
    return solicitud


def _nombrar_jefes(solicitud: Solicitud) -> None:
    """Above the degree that the role reads, the jefe takes part by name, or nobody handles it."""
    reservada = solicitud.nivel_reserva > Solicitud.LECTURA["jefe_agenda"]
    jefes = queries.con_rol("jefe_agenda") if reservada else []
    transitions.assign(solicitud, "jefe", *jefes)
