"""It has a date: the day, the hour and the place on which it will be attended to."""

from __future__ import annotations

from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from core import transitions
from core.models import Usuario
from workflows.plazos import actions as plazos
from workflows.solicitudes import avisos, datos, states
from workflows.solicitudes.models import Solicitud


@transaction.atomic
def programar(
    *,
    solicitud_id: int,
    actor: Usuario,
    fecha: date,
    hora: time | None = None,
    lugar_texto: str = "",
    version: int | None = None,
) -> Solicitud:
    """Give it a date, or another one; who asked is told, and the jefe once it has passed."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir_por_venir("fecha", fecha)
    entrada = transitions.run(
        solicitud,
        "programar",
        actor=actor,
        datos={"fecha": str(fecha), "hora": str(hora or ""), "lugar": lugar_texto},
        fecha=fecha,
        hora=hora,
        lugar_texto=lugar_texto.strip(),
    )
    plazos.cerrar(solicitud, states.FECHA, states.CITA)
    plazos.abrir(solicitud, states.CITA, vence=fecha)
    avisos.novedad(solicitud, entrada)
    return solicitud


@transaction.atomic
def desprogramar(
    *, solicitud_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Solicitud:
    """It is off: accepted or delegated as before, and somebody looks for another date."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué se le quita la fecha."))
    antes = str(solicitud.programada_para)
    entrada = transitions.run(
        solicitud, "desprogramar", actor=actor, texto=motivo, datos={"fecha": antes}
    )
    plazos.cerrar(solicitud, states.CITA)
    if not solicitud.sigue_encargada:
        plazos.abrir(solicitud, states.FECHA)
    avisos.novedad(solicitud, entrada)
    return solicitud
