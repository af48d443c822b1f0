"""The accounts and the switch that stops all posting. They belong to no case file."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from channels import accounts, holds, registry
from channels.accounts import Checked
from channels.base import Credentials
from channels.models import Cuenta
from core import access
from core.access import Grant
from core.models import Usuario
from core.transitions import NotAllowed
from workflows.comunicacion import avisos
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
    identificador: str,
    credenciales: Mapping[str, str],
    nombre: str = "",
    opciones: Mapping[str, bool] | None = None,
) -> Checked:
    """Connect the municipality's account at a channel, once the network says its keys are good.

    `identificador`: that of the page or the user there. Without `nombre` it is called as there.
    Raises `ValidationError`, and keeps nothing, if something is missing, the network refuses the
    keys or cannot be asked, or the channel has an account already.
    """
    permiso = _exigir(actor, "conectar")
    _exigir_libre(canal)
    found = accounts.probe(canal, identificador, credenciales)
    try:
        with transaction.atomic():
            cuenta = accounts.connect(
                canal=canal,
                nombre=nombre.strip() or found.cuenta,
                identificador=identificador,
                secretos=credenciales,
                opciones=opciones,
                nueva=True,
            )
            accounts.note(cuenta, "conectar", actor=actor, por=permiso.por)
            return _asentar(cuenta, found)
    except IntegrityError:
        _exigir_libre(canal)
        raise


def reconectar(*, cuenta_id: int, actor: Usuario, credenciales: Mapping[str, str]) -> Checked:
    """Keep new keys once the network says they are good; what waited for them leaves.

    One that a person paused stays so. Raises `ValidationError`, and keeps the old ones, if one is
    missing, the network refuses them or cannot be asked.
    """
    permiso = _exigir(actor, "reconectar")
    cuenta = Cuenta.objects.get(pk=cuenta_id)
    found = accounts.probe(cuenta.canal, cuenta.identificador, credenciales)
    with transaction.atomic():
        accounts.reconnect(cuenta, credenciales)
        accounts.note(cuenta, "reconectar", actor=actor, por=permiso.por)
        return _asentar(cuenta, found)


@transaction.atomic
def configurar_cuenta(*, cuenta_id: int, actor: Usuario, opciones: Mapping[str, bool]) -> None:
    """Set the options of an account; what was approved already leaves as it was signed."""
    permiso = _exigir(actor, "configurar_cuenta")
    cuenta = Cuenta.objects.get(pk=cuenta_id)
    cambios = accounts.configure(cuenta, opciones)
    if cambios:
        accounts.note(cuenta, "configurar", actor=actor, por=permiso.por, datos=cambios)


@transaction.atomic
def pausar_cuenta(*, cuenta_id: int, actor: Usuario, motivo: str) -> None:
    """Stop one account; its posts wait. Raises `ValidationError` for one that is stopped already.

    What is out stays.
    """
    permiso = _exigir(actor, "pausar_cuenta")
    cuenta = Cuenta.objects.get(pk=cuenta_id)
    if accounts.pause(cuenta, motivo) is None:
        raise ValidationError(_("La cuenta ya estaba detenida."))
    accounts.note(cuenta, "pausar", actor=actor, por=permiso.por, texto=motivo.strip())


@transaction.atomic
def reanudar_cuenta(*, cuenta_id: int, actor: Usuario) -> None:
    """Let an account that a person or a policy paused send again; what waited leaves.

    Raises `ValidationError` for one that has to be reconnected.
    """
    permiso = _exigir(actor, "reanudar_cuenta")
    cuenta = Cuenta.objects.get(pk=cuenta_id)
    if accounts.resume(cuenta):
        accounts.note(cuenta, "reanudar", actor=actor, por=permiso.por)


def comprobar_cuenta(*, cuenta_id: int, actor: Usuario) -> Checked:
    """Ask the network now whether the keys that are kept still serve, and hold or release by it."""
    _exigir(actor, "reconectar")
    checked = accounts.check(Cuenta.objects.get(pk=cuenta_id))
    _contar(checked)
    return checked


def revisar_cuentas() -> int:
    """Ask about the accounts whose daily check is due, and tell of those that need a person.

    Returns how many were asked about. What a worker that died did not tell, the next day does.
    """
    debidas = accounts.due()
    for cuenta in debidas:
        _contar(accounts.check(cuenta))
    return len(debidas)


def _asentar(cuenta: Cuenta, found: Credentials) -> Checked:
    """Write what the network said of keys that were just kept, and tell when they end."""
    checked = accounts.record(cuenta, found)
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


def _exigir(actor: Usuario, verbo: str) -> Grant:
    permiso = access.can(actor, verbo, Pieza)
    if permiso is None:
        raise NotAllowed(verbo, _("No le corresponde a usted."))
    return permiso


def _exigir_libre(canal: str) -> None:
    if Cuenta.objects.filter(canal=canal).exists():
        ya = _("%(canal)s ya está conectado: use Reconectar.")
        raise ValidationError(ya % {"canal": registry.nombre_de(canal)})
