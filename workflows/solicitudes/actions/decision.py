"""It is analysed, put to decision, and decided: accepted, delegated, postponed, refused."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, transitions
from core.models import Actor, Historial, Usuario
from workflows.plazos import actions as plazos
from workflows.solicitudes import avisos, datos, relojes, states
from workflows.solicitudes.models import Solicitud

# What no longer runs once it is decided.
DE_DECIDIR = (states.DECISION, states.TRASLADO, states.EVENTO)


@transaction.atomic
def analizar(
    *, solicitud_id: int, actor: Usuario, responsable: Usuario, version: int | None = None
) -> Solicitud:
    """Somebody becomes responsable of its answer, and is told."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("responsable", responsable.is_active, _("Esa persona ya no tiene cuenta."))
    entrada = transitions.run(solicitud, "analizar", actor=actor, responsable=responsable)
    transitions.assign(solicitud, "responsable", responsable)
    plazos.cerrar(solicitud, states.ANALISIS)
    plazos.repartir(solicitud, "responsable", responsable)
    avisos.asignada(solicitud, entrada)
    avisos.novedad(solicitud, entrada)
    return solicitud


@transaction.atomic
def elevar(
    *,
    solicitud_id: int,
    actor: Usuario,
    recomendacion: str,
    sugerencia: str,
    prioridad: int,
    fecha_sugerida: date | None = None,
    version: int | None = None,
) -> Solicitud:
    """Put it to decision with a recommendation; the titular sees it in the bell.

    `fecha_sugerida`: when to do it; what is to be attended to needs one.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("recomendacion", recomendacion.strip(), _("Escriba qué recomienda y por qué."))
    datos.exigir(
        "sugerencia",
        sugerencia in Solicitud.Sugerencia,
        _("Sugiera atenderla, delegarla, derivarla o declinarla."),
    )
    datos.exigir_fecha_sugerida(sugerencia, fecha_sugerida)
    datos.exigir("prioridad", prioridad in range(5), _("La prioridad va de 0 a 4."))
    entrada = transitions.run(
        solicitud,
        "elevar",
        actor=actor,
        texto=recomendacion,
        datos={
            "sugerencia": sugerencia,
            "fecha_sugerida": str(fecha_sugerida or ""),
            "prioridad": prioridad,
        },
        recomendacion=recomendacion,
        sugerencia=sugerencia,
        fecha_sugerida=fecha_sugerida,
        prioridad=prioridad,
    )
    _poner_a_decidir(solicitud, entrada)
    return solicitud


@transaction.atomic
def aceptar(
    *, solicitud_id: int, actor: Usuario, nota: str = "", version: int | None = None
) -> Solicitud:
    """It will be attended to; who prepared it and who asked are told.

    Somebody must have it done, or give it a date, before long (S07).
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    entrada = transitions.run(solicitud, "aceptar", actor=actor, texto=nota)
    plazos.cerrar(solicitud, *DE_DECIDIR)
    plazos.abrir(solicitud, states.FECHA)
    avisos.decidida(solicitud, entrada, nota)
    avisos.novedad(solicitud, entrada)
    return solicitud


@transaction.atomic
def delegar(
    *,
    solicitud_id: int,
    actor: Usuario,
    delegado: Usuario | None = None,
    delegado_actor: Actor | None = None,
    indicaciones: str = "",
    version: int | None = None,
) -> Solicitud:
    """Somebody else attends to it: a person of the house, who sees it from then on, or an actor.

    Whoever that is, who prepared it and who asked are told; it goes on as one that was accepted.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir_delegado(delegado, delegado_actor)
    entrada = transitions.run(
        solicitud,
        "delegar",
        actor=actor,
        texto=indicaciones,
        datos={"en": str(delegado or delegado_actor)},
        delegado=delegado,
        delegado_actor=delegado_actor,
        indicaciones=indicaciones,
    )
    transitions.assign(solicitud, "delegado", *filter(None, [delegado]))
    plazos.cerrar(solicitud, *DE_DECIDIR)
    plazos.abrir(solicitud, states.FECHA)
    datos.cruzar(solicitud, actores=filter(None, [delegado_actor]), temas=None, lugares=None)
    avisos.delegada(solicitud, entrada)
    return solicitud


@transaction.atomic
def aplazar(
    *,
    solicitud_id: int,
    actor: Usuario,
    fecha: date,
    motivo: str,
    version: int | None = None,
) -> Solicitud:
    """Decide it later: on `fecha` it waits for it again by itself. The law goes on counting."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("fecha", fecha > clock.today(), _("Elija un día que esté por venir."))
    datos.exigir("motivo", motivo.strip(), _("Diga por qué se aplaza."))
    entrada = transitions.run(
        solicitud, "aplazar", actor=actor, texto=motivo, datos={"hasta": str(fecha)}, fecha=fecha
    )
    plazos.cerrar(solicitud, states.DECISION)
    relojes.esperar_la_revision(solicitud, fecha)
    avisos.decidida(solicitud, entrada, motivo)
    avisos.novedad(solicitud, entrada)
    return solicitud


@transaction.atomic
def retomar(*, solicitud_id: int, actor: Usuario, version: int | None = None) -> Solicitud:
    """It waits for a decision again: its day has come, or somebody does not wait for it."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    entrada = transitions.run(solicitud, "retomar", actor=actor)
    plazos.cerrar(solicitud, states.REVISION)
    _poner_a_decidir(solicitud, entrada)
    return solicitud


@transaction.atomic
def rechazar(
    *,
    solicitud_id: int,
    actor: Usuario,
    motivo_codigo: str,
    motivo: str,
    version: int | None = None,
) -> Solicitud:
    """It will not; the reason is what the answer will explain."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("motivo_codigo", motivo_codigo in Solicitud.Motivo, _("Elija un motivo."))
    datos.exigir("motivo", motivo.strip(), _("Explique el motivo."))
    entrada = transitions.run(
        solicitud,
        "rechazar",
        actor=actor,
        texto=motivo,
        datos={"motivo_codigo": motivo_codigo},
        motivo_codigo=motivo_codigo,
        motivo=motivo,
    )
    plazos.cerrar(solicitud, *DE_DECIDIR)
    avisos.decidida(solicitud, entrada, motivo)
    return solicitud


def _poner_a_decidir(solicitud: Solicitud, entrada: Historial) -> None:
    """Its days run and the titular knows; of what has been nobody decides whether to go."""
    if solicitud.evento_pasado:
        return
    plazos.abrir(solicitud, states.DECISION)
    avisos.elevada(solicitud, entrada)
