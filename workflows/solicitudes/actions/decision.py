"""It is analysed, put to decision, and decided."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import transitions
from core.models import Usuario
from workflows.plazos import actions as plazos
from workflows.solicitudes import avisos, datos, states
from workflows.solicitudes.models import Solicitud


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
        _("Sugiera atenderla, derivarla o declinarla."),
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
    plazos.abrir(solicitud, states.DECISION)
    avisos.elevada(solicitud, entrada)
    return solicitud


@transaction.atomic
def aceptar(
    *, solicitud_id: int, actor: Usuario, nota: str = "", version: int | None = None
) -> Solicitud:
    """It will be attended to; who prepared it is told."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    entrada = transitions.run(solicitud, "aceptar", actor=actor, texto=nota)
    plazos.cerrar(solicitud, states.DECISION, states.TRASLADO)
    avisos.decidida(solicitud, entrada, nota)
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
    plazos.cerrar(solicitud, states.DECISION, states.TRASLADO)
    avisos.decidida(solicitud, entrada, motivo)
    return solicitud
