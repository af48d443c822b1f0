"""Somebody else has it: a unit of the town hall, or an institution outside."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, transitions
from core.models import Actor, Area, Usuario, Vinculo
from core.transitions import NotAllowed
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos
from workflows.solicitudes import avisos, cartas, datos, queries, relojes, states
from workflows.solicitudes.actions import carta as papel
from workflows.solicitudes.actions.decision import DE_DECIDIR
from workflows.solicitudes.models import Carta, Solicitud


@transaction.atomic
def derivar(
    *,
    solicitud_id: int,
    actor: Usuario,
    carta: str,
    area: Area | None = None,
    institucion: Actor | None = None,
    fecha: date | None = None,
    en_mano: bool = False,
    aviso: str = "",
    version: int | None = None,
) -> Solicitud:
    """Hand it to a unit of the town hall or to an institution outside, and tell who asked.

    Whoever heads the unit has a tarea, whose fulfilment is the unit's answer; an institution gets
    `carta` by mail, or on paper if `en_mano`, and what it answers is written down by the jefe
    (`anotar_respuesta`). Who asked is told `aviso` by mail and on paper, or what its type says,
    with the mark {destino} filled. Where its type gives days for handing on (`dias_traslado`), our
    clocks stand still until then: the law counts those of whoever it belongs to. `fecha`: by when
    to answer; without one, so long as the town hall says.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir_destino(solicitud, area, institucion)
    datos.exigir("carta", carta.strip(), _("Escriba la carta con la que se deriva."))
    datos.exigir("fecha", fecha is None or fecha >= clock.today(), _("La fecha ya pasó."))
    datos.exigir_entrega(solicitud, institucion, en_mano)
    entrada = transitions.run(
        solicitud,
        "derivar",
        actor=actor,
        texto=carta,
        datos={"a": str(area or institucion), "en_mano": en_mano},
        area=area,
        institucion=institucion,
        carta=carta,
    )
    aviso = aviso.strip() or queries.aviso_de_traslado(solicitud)
    dicho = cartas.destinar(aviso, solicitud.derivada_a)
    datos.exigir_llena("aviso", dicho)
    papel.escribir(solicitud, Carta.Clase.TRASLADO, dicho, firma=entrada.usuario)
    plazos.cerrar(solicitud, *DE_DECIDIR)
    relojes.detener(solicitud)
    responder = relojes.esperar_a_quien_se_derivo(solicitud, vence=fecha)
    if area:
        _dar_a_la_unidad(solicitud, area, actor, clock.local(responder.vence_en).date())
    datos.cruzar(solicitud, actores=filter(None, [institucion]), temas=None, lugares=None)
    avisos.trasladada(solicitud, entrada, dicho)
    avisos.derivada(solicitud, entrada, en_mano=en_mano)
    return solicitud


@transaction.atomic
def anotar_respuesta(
    *, solicitud_id: int, actor: Usuario, respuesta: str, version: int | None = None
) -> Solicitud:
    """What the institution answered, as it came: now who asked can be answered."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("respuesta", respuesta.strip(), _("Escriba qué contestaron."))
    entrada = transitions.run(
        solicitud,
        "anotar_respuesta",
        actor=actor,
        texto=respuesta,
        datos=relojes.movido(solicitud),
        respuesta=respuesta,
    )
    plazos.cerrar(solicitud, states.RESPUESTA_DERIVADA)
    avisos.contestada(solicitud, entrada)
    return solicitud


@transaction.atomic
def devolver_derivada(
    *, solicitud_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Solicitud:
    """It was handed to the wrong place, or must be handled here: back to analysis.

    The tarea it gave is cancelled, and the unit no longer sees it.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué se devuelve."))
    tareas = list(queries.tareas_de_la_unidad(solicitud))
    entrada = transitions.run(
        solicitud,
        "devolver_derivada",
        actor=actor,
        texto=motivo,
        datos={"de": str(solicitud.derivada_a), **relojes.movido(solicitud)},
    )
    plazos.cerrar(solicitud, states.RESPUESTA_DERIVADA)
    relojes.vigilar_el_traslado(solicitud)
    relojes.vigilar_el_evento(solicitud)
    avisos.derivacion_devuelta(solicitud, entrada, motivo)
    soltar(solicitud)
    papel.olvidar(*avisos.las_que_responde(solicitud))
    cancelar(tareas, _("%(codigo)s volvió a análisis.") % {"codigo": solicitud.codigo})
    return solicitud


def _dar_a_la_unidad(solicitud: Solicitud, area: Area, actor: Usuario, fecha: date) -> None:
    """Whoever heads `area` sees it and has a tarea to answer it; up to a degree, so do those above.

    Nobody else verifies the tarea: the jefe reads what it says before it becomes the answer.
    """
    responsable = cast("Usuario", area.jefe)
    transitions.assign(solicitud, "unidad", responsable)
    transitions.assign(solicitud, "superior", *datos.superiores(solicitud, area))
    tarea = compromisos.crear(
        actor=actor,
        titulo=solicitud.titulo,
        descripcion=solicitud.carta,
        tipo=Compromiso.Tipo.TAREA,
        origen=Compromiso.Origen.SOLICITUD,
        responsable=responsable,
        fecha=fecha,
        prioridad=solicitud.prioridad,
        nivel_reserva=solicitud.nivel_reserva,
        requiere_verificacion=False,
        actores=solicitud.actores.all(),
        temas=solicitud.temas.all(),
        lugares=solicitud.lugares.all(),
    )
    Vinculo.objects.create(de=solicitud, a=tarea, clase=Vinculo.Clase.RESPONDE)


def soltar(solicitud: Solicitud) -> None:
    """Nobody outside the office has it any more."""
    for lo_tenia in ("unidad", "superior", "delegado"):
        transitions.assign(solicitud, lo_tenia)


def cancelar(tareas: Iterable[Compromiso], motivo: str) -> None:
    """What the unit had to do is not needed any more."""
    sistema = Usuario.objects.sistema()
    for tarea in tareas:
        with suppress(NotAllowed):  # it was closed meanwhile
            compromisos.cancelar(compromiso_id=tarea.pk, actor=sistema, motivo=motivo)
