"""Something is missing of what was asked; or who asked gives it up."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from core import transitions
from core.models import Usuario
from workflows.plazos import actions as plazos
from workflows.solicitudes import avisos, datos, queries, relojes, states
from workflows.solicitudes.actions.derivacion import cancelar
from workflows.solicitudes.actions.union import separar_las_unidas
from workflows.solicitudes.models import Solicitud


@transaction.atomic
def pedir_informacion(
    *, solicitud_id: int, actor: Usuario, pedido: str, version: int | None = None
) -> Solicitud:
    """Ask who presented it for what is missing: both clocks stand still until it comes.

    There is as long for it as the type says; then the clock takes it for given up.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("pedido", pedido.strip(), _("Escriba qué falta."))
    entrada = transitions.run(
        solicitud, "pedir_informacion", actor=actor, texto=pedido, falta=pedido
    )
    plazo = relojes.esperar_lo_que_falta(solicitud)
    avisos.falta_algo(solicitud, entrada, plazo)
    return solicitud


@transaction.atomic
def completar(
    *, solicitud_id: int, actor: Usuario, texto: str, version: int | None = None
) -> Solicitud:
    """What was missing came, as `texto` says: it is analysed again, and its clocks run on."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("texto", texto.strip(), _("Escriba qué se completó."))
    entrada = transitions.run(
        solicitud,
        "completar",
        actor=actor,
        texto=texto,
        datos=relojes.movido(solicitud),
        completado=texto,
    )
    plazos.cerrar(solicitud, states.COMPLETAR)
    avisos.completada(solicitud, entrada, texto)
    return solicitud


@transaction.atomic
def desistir(*, solicitud_id: int, actor: Usuario, version: int | None = None) -> Solicitud:
    """What was missing did not come: it is taken for given up, and who asked is told."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    entrada = transitions.run(solicitud, "desistir", actor=actor)
    _terminar(solicitud)
    avisos.retirada(solicitud, entrada)
    return solicitud


@transaction.atomic
def retirar(
    *, solicitud_id: int, actor: Usuario, motivo: str, version: int | None = None
) -> Solicitud:
    """Who asked no longer asks for it, as `motivo` says; the jefe writes it down for him.

    What a unit had to answer is cancelled. What somebody was commissioned with goes on: who runs
    it is told, and decides.
    """
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor, version=version)
    datos.exigir("motivo", motivo.strip(), _("Diga por qué se retira."))
    tareas = list(queries.tareas_de_la_unidad(solicitud))
    encargos = solicitud.encargos_abiertos().select_related("programador")
    siguen = list(encargos.exclude(pk__in=[tarea.pk for tarea in tareas]))
    entrada = transitions.run(solicitud, "retirar", actor=actor, texto=motivo)
    avisos.retirada(solicitud, entrada, motivo, siguen)
    _terminar(solicitud)
    cancelar(tareas, _("%(codigo)s se retiró.") % {"codigo": solicitud.codigo})
    return solicitud


def _terminar(solicitud: Solicitud) -> None:
    """Nothing runs any more; what was joined to it is asked for by others, and goes on."""
    plazos.cerrar(solicitud)
    separar_las_unidas(solicitud)
