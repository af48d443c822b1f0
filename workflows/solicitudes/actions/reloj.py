"""What time itself moves: who did not complete it gave it up; what was postponed is decided.

And what has been is decided no longer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction

from core import transitions
from core.models import Usuario
from core.transitions import NotAllowed
from workflows.plazos import actions as plazos
from workflows.plazos import queries as vencimientos
from workflows.solicitudes import queries, states
from workflows.solicitudes.actions.decision import retomar
from workflows.solicitudes.actions.informacion import desistir
from workflows.solicitudes.models import Solicitud

log = logging.getLogger(__name__)


def mover_las_que_toca() -> int:
    """Take the step of each whose date has come, each in its own transaction; how many.

    Run twice, or by two workers, it moves each one once.
    """
    sistema = Usuario.objects.sistema()
    movidas = sum(
        _mover(paso, pk, sistema)
        for clase, paso in ((states.COMPLETAR, desistir), (states.REVISION, retomar))
        for pk in vencimientos.vencidos(clase)
    )
    return movidas + sum(_mover(_soltar, pk, sistema) for pk in queries.pasadas_por_soltar())


@transaction.atomic
def _soltar(*, solicitud_id: int, actor: Usuario) -> Solicitud:
    """What it invites to has been: nobody is told again to decide it (S03)."""
    solicitud = transitions.lock(Solicitud, solicitud_id, actor=actor)
    if solicitud.estado == states.EN_DECISION and solicitud.evento_pasado:
        plazos.cerrar(solicitud, states.DECISION)
    return solicitud


def _mover(paso: Callable[..., Solicitud], pk: int, sistema: Usuario) -> bool:
    """Whether it could: one that cannot does not hold up those behind it."""
    try:
        paso(solicitud_id=pk, actor=sistema)
    except NotAllowed:
        return False  # somebody was first
    except Exception:
        log.exception("The clock could not move solicitud %s", pk)
        return False
    return True
