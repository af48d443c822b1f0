"""The accounts: connected, checked every day, reconnected, paused by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from channels import holds
from channels.base import Credentials
from channels.errors import ChannelError, ErrorKind
from channels.models import Cuenta
from channels.outcome import AccountChange
from channels.registry import adapter_for
from core import clock

EVERY = timedelta(days=1)
SOON = timedelta(hours=1)
"""When to look again at an account that could not be asked."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `valida` None: the channel could not be asked, nothing changed."""

    cuenta: Cuenta
    valida: bool | None
    motivo: str = ""
    vence_en: datetime | None = None
    cambio: AccountChange | None = None


def due() -> list[Cuenta]:
    """Return the accounts whose daily check is due."""
    return list(Cuenta.objects.filter(revisar_en__lte=clock.now()))


def check(cuenta: Cuenta) -> Checked:
    """Ask the channel about the account's credentials and write what it says.

    Not valid: the account is held as `reconectar`. Valid: one held for that sends again; one that
    a person or a policy paused stays so.
    """
    try:
        found = adapter_for(cuenta).check_credentials()
    except ChannelError as error:
        if error.kind is ErrorKind.AUTH:
            return _record(cuenta, Credentials(valida=False, motivo=error.plain))
        return _unasked(cuenta, error)
    return _record(cuenta, found)


@transaction.atomic
def reconnect(cuenta: Cuenta, secretos: Mapping[str, str]) -> None:
    """Keep new credentials. `check` says whether they are good, and lets the account send.

    Raises `ValidationError` if one is empty.
    """
    empty = {name: _("Falta este dato.") for name, value in secretos.items() if not value.strip()}
    if empty:
        raise ValidationError(empty)
    here = Cuenta.objects.select_for_update(no_key=True).get(pk=cuenta.pk)
    here.seal({name: value.strip() for name, value in secretos.items()})
    here.save(update_fields=["credenciales"])


def pause(cuenta: Cuenta, motivo: str) -> AccountChange | None:
    """Stop one account by a person's decision; its posts wait."""
    if not motivo.strip():
        raise ValidationError({"motivo": _("Escriba por qué se pausa la cuenta.")})
    return holds.stop_account(cuenta.pk, Cuenta.Estado.PAUSADA, motivo.strip())


def resume(cuenta: Cuenta) -> AccountChange | None:
    """Let an account send again by a person's decision."""
    return holds.resume_account(cuenta.pk)


@transaction.atomic
def _record(cuenta: Cuenta, found: Credentials) -> Checked:
    now = clock.now()
    Cuenta.objects.filter(pk=cuenta.pk).update(
        vence_en=found.vence_en, revisada_en=now, revisar_en=now + EVERY
    )
    if not found.valida:
        change = holds.stop_account(cuenta.pk, Cuenta.Estado.RECONECTAR, found.motivo)
    elif cuenta.estado == Cuenta.Estado.RECONECTAR:
        change = holds.resume_account(cuenta.pk)
    else:
        change = None
    cuenta.refresh_from_db()
    return Checked(cuenta, found.valida, found.motivo, found.vence_en, change)


def _unasked(cuenta: Cuenta, error: ChannelError) -> Checked:
    Cuenta.objects.filter(pk=cuenta.pk).update(revisar_en=clock.now() + SOON)
    return Checked(cuenta, None, error.plain)
