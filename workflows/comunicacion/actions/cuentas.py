"""The accounts and the switch that stops all posting. They belong to no case file."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from channels import accounts, holds
from channels.accounts import Checked
from channels.models import Cuenta
from core import access
from core.models import Usuario
from core.transitions import NotAllowed
from workflows.comunicacion import avisos, datos
from workflows.comunicacion.models import Pieza


@transaction.atomic
def detener(*, actor: Usuario, motivo: str) -> None:
    """Stop all outgoing posts at once: mourning, electoral silence. What is out stays."""
    _exigir(actor, "detener")
    holds.pull_brake(actor=actor, motivo=motivo)


@transaction.atomic
def reanudar(*, actor: Usuario) -> None:
    """Let posts leave again."""
    _exigir(actor, "reanudar")
    holds.release_brake(actor=actor)


def conectar(
    *,
    canal: str,
    actor: Usuario,
    nombre: str,
    identificador: str,
    credenciales: Mapping[str, str],
    opciones: Mapping[str, bool] | None = None,
) -> Checked:
    """Say which account the municipality has at a channel, and ask the network about it.

    `identificador`: that of the page or the user there. Raises `ValidationError` if something is
    missing.
    """
    _exigir(actor, "reconectar")
    datos.exigir("nombre", nombre.strip(), _("Falta este dato."))
    datos.exigir("identificador", identificador.strip(), _("Falta este dato."))
    cuenta = accounts.connect(
        canal=canal,
        nombre=nombre,
        identificador=identificador,
        secretos=credenciales,
        opciones=opciones,
    )
    return _preguntar(cuenta)


def reconectar(*, cuenta_id: int, actor: Usuario, credenciales: Mapping[str, str]) -> Checked:
    """Keep new credentials and ask the network about them; good ones let what waits leave.

    Raises `ValidationError` if one is missing. Bad ones are kept, and the answer says why.
    """
    _exigir(actor, "reconectar")
    cuenta = Cuenta.objects.get(pk=cuenta_id)
    accounts.reconnect(cuenta, credenciales)
    cuenta.refresh_from_db()
    return _preguntar(cuenta)


@transaction.atomic
def pausar_cuenta(*, cuenta_id: int, actor: Usuario, motivo: str) -> None:
    """Stop one account; its posts wait."""
    _exigir(actor, "pausar_cuenta")
    accounts.pause(Cuenta.objects.get(pk=cuenta_id), motivo)


@transaction.atomic
def reanudar_cuenta(*, cuenta_id: int, actor: Usuario) -> None:
    """Let an account that a person or a policy paused send again."""
    _exigir(actor, "reanudar_cuenta")
    accounts.resume(Cuenta.objects.get(pk=cuenta_id))


def revisar_cuentas() -> int:
    """Ask about the accounts whose daily check is due, and tell of those that need a person.

    Returns how many were asked about. What a worker that died did not tell, the next day does.
    """
    debidas = accounts.due()
    for cuenta in debidas:
        _preguntar(cuenta)
    return len(debidas)


def _preguntar(cuenta: Cuenta) -> Checked:
    checked = accounts.check(cuenta)
    _contar(checked)
    return checked


@transaction.atomic
def _contar(checked: Checked) -> None:
    if checked.cambio and checked.cambio.motivo:
        avisos.cuenta_detenida(checked.cambio)
    elif checked.cuenta.estado != Cuenta.Estado.ACTIVA:
        avisos.cuenta_sigue_detenida(checked.cuenta)
    elif checked.vence_en is not None:
        avisos.cuenta_por_vencer(checked.cuenta, checked.vence_en)


def _exigir(actor: Usuario, verbo: str) -> None:
    if access.can(actor, verbo, Pieza) is None:
        raise NotAllowed(verbo, _("No le corresponde a usted."))
