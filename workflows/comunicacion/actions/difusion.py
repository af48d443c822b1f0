"""What the workers do: send, read back, take away, find what was left. One row for each call.

No transaction is open while a network is asked. Each returns whether there was something to do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import transaction

from channels import decisions, holds, queue, reconcile, sending, settling, withdrawing
from channels.models import Publicacion
from channels.outcome import Outcome
from core import clock, origen, outbox
from workflows.comunicacion import avisos, relojes, states
from workflows.comunicacion.models import Pieza
from workflows.comunicacion.queries import salidas

Estado = Publicacion.Estado
log = logging.getLogger(__name__)

ESPERA = timedelta(minutes=1)
"""How soon to look again at a version that waits for an earlier one."""


def publicar() -> bool:
    """Attempt the next publication whose time has come, once, and tell who must act on it."""
    rows = queue.claim()
    for row in rows:
        with origen.desde(row.origen):
            if _puede_salir(row):
                result = sending.send(row)
                _asentar(row, partial(settling.settle, row, result))
    return bool(rows)


def reconciliar() -> bool:
    """Read back the next publication of which nobody knows whether it went out."""
    rows = reconcile.claim()
    for row in rows:
        with origen.desde(row.origen):
            reading = reconcile.read(row)
            _asentar(row, partial(reconcile.settle, row, reading))
    return bool(rows)


def quitar() -> bool:
    """Take the next withdrawn post away from its network."""
    rows = withdrawing.claim()
    for row in rows:
        with origen.desde(row.origen):
            error = withdrawing.take_away(row)
            _asentar(row, partial(withdrawing.settle, row, error))
    return bool(rows)


def recuperar() -> int:
    """Find what dead workers left in doubt, and release what waited for a time; how many moved."""
    return len(queue.recover()) + holds.refresh().released


def contar(pieza: Pieza, outcome: Outcome) -> None:
    """Tell who must know of what happened to a publication. Needs the piece locked."""
    publicacion = outcome.publicacion
    if pieza.estado != states.APROBADA:
        # It was edited or withdrawn while this was on its way: it must not wait to go out again.
        decisions.cancel(pieza.pk)
        publicacion.refresh_from_db()
    relojes.vigilar(pieza)
    if salidas.necesita_gente(publicacion):
        avisos.con_problemas(pieza, publicacion)
    if outcome.cuenta and outcome.cuenta.motivo:
        avisos.cuenta_detenida(outcome.cuenta)
    salio = publicacion.estado == Estado.PUBLICADA and outcome.antes != Estado.PUBLICADA
    if salio and pieza.estado == states.APROBADA and salidas.todas_fuera(pieza):
        avisos.difundida(pieza)


@transaction.atomic
def _asentar(row: Publicacion, settle: Callable[[], Outcome | None]) -> None:
    """Write what an attempt brought, and what follows from it, together.

    The piece is locked before its publications, as people's verbs do.
    """
    pieza = Pieza.objects.select_for_update(no_key=True).get(pk=row.expediente_id)
    outcome = settle()
    if outcome is None:
        log.warning("Publication %s at %s was no longer ours", row.pk, row.canal)
        return
    contar(pieza, outcome)
    estado = outcome.publicacion.estado
    log.info("Publication %s at %s: %s -> %s", row.pk, row.canal, outcome.antes, estado)


@transaction.atomic
def _puede_salir(row: Publicacion) -> bool:
    """Send a claimed publication only of the version approved now, and one version at a time.

    One in doubt while the piece was edited and approved again waits once more when it proves not
    to be out; by then its text is not what the municipality says. And both versions carry the same
    permalink, so the later one leaves when it is known what became of the earlier.
    """
    pieza = Pieza.objects.select_for_update(no_key=True).get(pk=row.expediente_id)
    if pieza.huellas.get(row.canal) != row.huella:
        outbox.settle(row, Estado.CANCELADA)
        return False
    if salidas.otra_en_duda(row):
        # No attempt: it may wait for weeks until an official decides, and attempts are counted.
        outbox.release(row, disponible_en=clock.now() + ESPERA, intentos=row.intentos - 1)
        return False
    return True
