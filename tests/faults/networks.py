"""Networks that limit, fail in every shape, forget our keys, repeat themselves or show late.

Each pieza ends once at each network. What only a person can mend waits for one, and then leaves.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from channels.models import Cuenta, Publicacion
from core import clock
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from ops.sandbox.kinds import KINDS, NETWORKS
from tests.faults.base import Outcome
from tests.faults.town import PATIENCE, TICK, Town
from tests.faults.work import Pieces, who
from workflows.comunicacion import actions

NAME = "networks"
SHORT = False

# An answer that never comes holds a thread for 25 s; these have their places in other faults.
LEFT_OUT = {"mute", "mute_accepted", "endless", "proof_required", "late_timeline", "bad_media"}
SHAPES = [kind for kind in KINDS if set(kind.targets) & set(NETWORKS) and kind.name not in LEFT_OUT]
# How long a network hides what it has taken, in seconds: less than RECONCILIACION_ESPERA.
LAG, LATE = 1.5, 8
# After a failure that sent nothing, in seconds (channels.settling.BACKOFF, blurred).
LONGEST_WAIT = 1.2 * 900
KEYS = {
    "facebook": {
        "page_token": accounts.FB_PAGE_TOKEN,
        "app_id": accounts.FB_APP_ID,
        "app_secret": accounts.FB_APP_SECRET,
    },
    "twitter": {
        "consumer_key": accounts.X_CONSUMER_KEY,
        "consumer_secret": accounts.X_CONSUMER_SECRET,
        "access_token": accounts.X_ACCESS_TOKEN,
        "access_token_secret": accounts.X_ACCESS_TOKEN_SECRET,
    },
}
Estado = Publicacion.Estado


def run(town: Town) -> Outcome:
    """Late timelines first, whose wait is real; then every shape of failure, each once."""
    return _late(town) + _every_shape(town)


def _late(town: Town) -> Outcome:
    """The answer is lost and the post is not yet there when it is first looked for."""
    for network in NETWORKS:
        town.sandbox.fault(network, "late_timeline", seconds=LAG)
        town.sandbox.fault(network, "lost_response", times=LATE)
    outcome = Pieces.approved(town, LATE).verdict(harm=2 * LATE)
    town.sandbox.clear()
    return outcome


def _every_shape(town: Town) -> Outcome:
    pieces = Pieces.written(town, len(SHAPES))
    orders = [(network, kind.name) for kind in SHAPES for network in kind.targets]
    town.chance(NAME).shuffle(orders)
    for network, kind in orders:
        town.sandbox.fault(network, kind)
    pieces.approve()
    began = time.monotonic()
    while not pieces.done() and time.monotonic() - began < 2 * PATIENCE:
        _people_do_their_part(pieces)
        time.sleep(TICK)
        if not pieces.under_way():
            town.adelantar(seconds=_wait())
    took = time.monotonic() - began
    return pieces.verdict(harm=len(orders), seconds=1).later(took)


def _wait() -> float:
    """Seconds until a network that said when to come back may be asked, or all else is due."""
    held = Cuenta.objects.aggregate(hasta=Max("retenida_hasta"))["hasta"]
    until_then = (held - clock.now()).total_seconds() if held else 0
    return max(until_then + 1, LONGEST_WAIT)


def _people_do_their_part(pieces: Pieces) -> None:
    """Sofía mends the accounts; Paula tries again what failed, and looks for what is in doubt."""
    sofia, paula = who("sofia"), who("paula")
    for cuenta in Cuenta.objects.filter(estado=Cuenta.Estado.RECONECTAR):
        try:
            actions.reconectar(cuenta_id=cuenta.pk, actor=sofia, credenciales=KEYS[cuenta.canal])
        except ValidationError:  # ill when she tries, or the key is still no good there
            _another_key(pieces.town.sandbox, cuenta.canal)
    for cuenta in Cuenta.objects.filter(estado=Cuenta.Estado.PAUSADA):
        actions.reanudar_cuenta(cuenta_id=cuenta.pk, actor=sofia)
    for row in pieces.publications().filter(estado=Estado.FALLIDA):
        actions.reintentar(publicacion_id=row.pk, actor=paula)
    for row in pieces.publications().filter(estado=Estado.POR_DECIDIR):
        assert not pieces.on(row.canal)[pieces.titles[row.expediente_id]], "it is there"
        actions.decidir(publicacion_id=row.pk, actor=paula, publicada=False)


def _another_key(sandbox: Sandbox, network: str) -> None:
    """Have the network make a key anew: what ails one is only shown while nothing is posted."""
    ails = [one["id"] for one in sandbox.faults() if one["target"] == network and _is_shown(one)]
    for fault_id in ails[:1]:
        sandbox.end(fault_id)


def _is_shown(fault: Mapping[str, Any]) -> bool:
    return any(kind.name == fault["kind"] and kind.shown_by for kind in KINDS)
