"""What happens to the compromisos and the mails of a solicitud reaches it: pulled, never pushed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core import transitions
from core.models import Expediente, Historial, Usuario, Vinculo
from core.transitions import NotAllowed
from notifiers.models import Entrega
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos
from workflows.plazos.models import Aviso
from workflows.solicitudes import avisos, seguimiento, states
from workflows.solicitudes.actions.respuesta import atender
from workflows.solicitudes.models import Solicitud

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desenlace:
    """What may become of an encargo: the threads that do not tell it yet, and who is told."""

    verbo: str
    por_contar: Callable[[], QuerySet[Vinculo]]
    avisar: Callable[[Solicitud, Historial, Compromiso], None]


DESENLACES = (
    Desenlace("encargo_cancelado", seguimiento.encargos_cancelados, avisos.encargo_cancelado),
    Desenlace("encargo_en_parte", seguimiento.encargos_en_parte, avisos.encargo_en_parte),
    Desenlace("encargo_reabierto", seguimiento.encargos_reabiertos, avisos.encargo_reabierto),
)


def seguir() -> int:
    """Attend to those whose compromiso was fulfilled; tell of what was cancelled, reopened, lost.

    What a unit reported becomes its answer. What was fulfilled in part attends to nothing: the jefe
    is told, who has the rest done or takes it for attended to. Who was asked for something is
    reminded when the office is. Returns how many were attended to.
    Run twice, or by two workers, it does nothing twice.
    """
    sistema = Usuario.objects.sistema()
    atendidas = sum(
        _intentar(codigo, _atender_cumplida, pk, encargo, sistema)
        for pk, codigo, encargo in seguimiento.por_atender()
    )
    for hilo in seguimiento.respuestas_de_unidades()[: seguimiento.LOTE]:
        _intentar(hilo.de.codigo, _recibir, hilo, sistema)
    for desenlace in DESENLACES:
        for hilo in desenlace.por_contar()[: seguimiento.LOTE]:
            _intentar(hilo.de.codigo, _contar, desenlace, hilo, sistema)
    for aviso in seguimiento.recordatorios_por_dar()[: seguimiento.LOTE]:
        _intentar(str(aviso.plazo), _recordar, aviso, sistema)
    for entrega in seguimiento.correos_devueltos()[: seguimiento.LOTE]:
        expediente = cast("Expediente", entrega.notificacion.expediente)
        _intentar(expediente.codigo, _contar_devuelto, entrega, sistema)
    return atendidas


def _intentar(codigo: str, hacer: Callable[..., object], *args: object) -> bool:
    """Whether it could be done: one that cannot does not hold up those behind it."""
    try:
        hacer(*args)
    except NotAllowed:
        return False  # another worker was first, or something was reopened meanwhile
    except Exception:
        log.exception("%s could not be followed up", codigo)
        return False
    return True


def _atender_cumplida(solicitud_id: int, encargo: str, sistema: Usuario) -> None:
    nota = _("Se cumplió %(codigo)s.") % {"codigo": encargo}
    atender(solicitud_id=solicitud_id, actor=sistema, nota=nota)


@transaction.atomic
def _recibir(hilo: Vinculo, sistema: Usuario) -> None:
    """What the unit reported is its answer; the latest counts."""
    solicitud = transitions.lock(Solicitud, hilo.de_id, actor=sistema)
    if not seguimiento.respuestas_de_unidades().filter(pk=hilo.pk).exists():
        return
    tarea = Compromiso.objects.get(pk=hilo.a_id)
    solicitud.respuesta_derivada = tarea.informe
    entrada = transitions.record(
        solicitud,
        "respondio_la_unidad",
        actor=sistema,
        texto=tarea.informe,
        datos={"compromiso": tarea.codigo},
    )
    plazos.cerrar(solicitud, states.RESPUESTA_DERIVADA)
    avisos.contestada(solicitud, entrada)


@transaction.atomic
def _contar(desenlace: Desenlace, hilo: Vinculo, sistema: Usuario) -> None:
    """Its history knows what became of an encargo; its state stays as people left it."""
    solicitud = transitions.lock(Solicitud, hilo.de_id, actor=sistema)
    if not desenlace.por_contar().filter(pk=hilo.pk).exists():
        return
    encargo = Compromiso.objects.get(pk=hilo.a_id)
    entrada = transitions.record(
        solicitud,
        desenlace.verbo,
        actor=sistema,
        texto=encargo.codigo,
        datos={"compromiso": encargo.codigo},
    )
    desenlace.avisar(solicitud, entrada, encargo)


@transaction.atomic
def _recordar(aviso: Aviso, sistema: Usuario) -> None:
    """Who asked is reminded of what is missing, as the office was."""
    solicitud = transitions.lock(Solicitud, aviso.plazo.expediente_id, actor=sistema)
    if seguimiento.recordatorios_por_dar().filter(pk=aviso.pk).exists():
        avisos.recordatorio(solicitud, aviso)


@transaction.atomic
def _contar_devuelto(entrega: Entrega, sistema: Usuario) -> None:
    notificacion = entrega.notificacion
    solicitud = transitions.lock(Solicitud, cast("int", notificacion.expediente_id), actor=sistema)
    if seguimiento.correos_devueltos().filter(pk=entrega.pk).exists():
        datos = {"entrega": entrega.pk, "correo": notificacion.clase}
        entrada = transitions.record(
            solicitud, "correo_devuelto", actor=sistema, texto=entrega.error, datos=datos
        )
        avisos.correo_devuelto(solicitud, entrada, notificacion.clase, entrega.error)
