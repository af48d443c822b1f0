"""The two clocks of the answer: the term of the law, and the shorter target of the house."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import cast

from core import calendario, clock
from core.calendario import Unidad
from core.models import Municipio, Usuario
from workflows.plazos import actions as plazos
from workflows.plazos.models import Plazo
from workflows.plazos.states import PAUSADO
from workflows.solicitudes import avisos, datos, queries, states
from workflows.solicitudes.models import Solicitud


def poner_en_marcha(solicitud: Solicitud, *, desde: datetime) -> None:
    """Open both, counted from the day after `desde`; a type without a term has no legal clock.

    With them those of what must be said before: whose it is, whether somebody goes.

    Until somebody is responsable of the answer the jefe is, and is told as the term runs out.
    """
    tipo, quien = solicitud.tipo, solicitud.responsable
    personas = {"responsable": [quien] if quien else queries.con_rol("jefe_agenda")}
    if tipo.dias_legales:
        plazos.abrir(
            solicitud,
            states.LEGAL,
            dias=tipo.dias_legales,
            unidad=cast("Unidad", tipo.unidad),
            inicio=desde,
            personas=personas,
        )
    plazos.abrir(solicitud, states.META, dias=tipo.dias_meta, inicio=desde, personas=personas)
    vigilar_el_traslado(solicitud, personas)
    vigilar_el_evento(solicitud)


def vigilar_el_traslado(solicitud: Solicitud, personas: plazos.Personas | None = None) -> None:
    """Until it is decided whose it is, somebody is told as the days to hand it on run out.

    They count from its reception, or its last reopening, whatever became of it since; a type may
    give none. Where they have passed already no alert will come: that is told at once.
    """
    if not solicitud.tipo.dias_traslado:
        return
    plazo = plazos.abrir(
        solicitud,
        states.TRASLADO,
        dias=solicitud.tipo.dias_traslado,
        inicio=comienzo(solicitud),
        personas=personas or {"responsable": [solicitud.responsable]},
    )
    if plazo.vence_en < clock.now():
        avisos.traslado_pasado(solicitud, plazo)


def vigilar_el_evento(solicitud: Solicitud) -> None:
    """Who decides is told as the day nears by which who invites must know; of one past, nobody."""
    dia = solicitud.decidir_antes_de
    if dia and dia >= clock.today():
        plazos.abrir(solicitud, states.EVENTO, vence=dia)


def esperar_lo_que_falta(solicitud: Solicitud) -> Plazo:
    """Both clocks stand still; that of who asked runs, as long as the type gives."""
    pausar(solicitud)
    tipo = solicitud.tipo
    return plazos.abrir(
        solicitud,
        states.COMPLETAR,
        dias=tipo.dias_completar,
        unidad=cast("Unidad", tipo.unidad_completar),
    )


def esperar_la_revision(solicitud: Solicitud, dia: date) -> None:
    """On that day, as the office opens, it is put to decision again."""
    comienzo_del_dia = datetime.combine(dia, time.min, Municipio.actual().zona)
    apertura = calendario.vigente().proxima_apertura(comienzo_del_dia)
    plazos.abrir(solicitud, states.REVISION, vence=apertura)


def esperar_a_quien_se_derivo(solicitud: Solicitud, *, vence: date | None) -> Plazo:
    """The unit or the institution has until `vence`, or as long as the town hall says."""
    area = solicitud.area_derivada
    personas: dict[str, list[Usuario | None]] = {
        "unidad": [area.jefe] if area else [],
        "superior": [*datos.superiores(solicitud, area)] if area else [],
    }
    return plazos.abrir(solicitud, states.RESPUESTA_DERIVADA, vence=vence, personas=personas)


def detener(solicitud: Solicitud) -> None:
    """Another authority has it, and the law counts its days from there: ours stand still."""
    if solicitud.en_otras_manos:
        pausar(solicitud)


def pausar(solicitud: Solicitud) -> None:
    """Both clocks of the answer stand still."""
    for plazo in plazos.vivos(solicitud, states.LEGAL, states.META):
        plazos.pausar(solicitud, plazo.clase)


def movido(solicitud: Solicitud) -> dict[str, list[str]]:
    """Let them run again; for the history, how far that moved the term of the law."""
    fechas = seguir(solicitud)
    return {"plazo_legal": fechas} if fechas else {}


def seguir(solicitud: Solicitud) -> list[str]:
    """They run again if they stood; the legal date before and now, if the pause moved it."""
    movido: list[str] = []
    for plazo in plazos.vivos(solicitud, states.LEGAL, states.META):
        if plazo.estado != PAUSADO:
            continue
        despues = plazos.reanudar(solicitud, plazo.clase)
        if plazo.clase == states.LEGAL and despues.vence_en != plazo.vence_en:
            movido = [clock.local(uno.vence_en).isoformat() for uno in (plazo, despues)]
    return movido


def poner_de_nuevo(solicitud: Solicitud) -> None:
    """Count both again, its type or its date was corrected: from its reception or reopening."""
    plazos.cerrar(solicitud, states.LEGAL, states.META, states.TRASLADO, states.EVENTO)
    poner_en_marcha(solicitud, desde=comienzo(solicitud))


def fuera_de_plazo(solicitud: Solicitud) -> bool:
    """Whether the last term of the law that it had has passed by now, or had when it was closed."""
    ultimo = (
        Plazo.objects.filter(expediente_id=solicitud.pk, clase=states.LEGAL).order_by("pk").last()
    )
    return ultimo is not None and ultimo.pasado


def comienzo(solicitud: Solicitud) -> datetime:
    """The instant from which its days count: its reception, or when it was last reopened."""
    return queries.reabierta_en(solicitud) or recepcion(solicitud.fecha_recepcion)


def recepcion(dia: date) -> datetime:
    """The instant a request received on `dia` counts from: the close of that day, or now."""
    return min(clock.now(), calendario.vigente().cierre(dia))
