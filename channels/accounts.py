"""The accounts: connected, checked every day, reconnected, paused by a person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from channels import holds, registry
from channels.base import Credentials
from channels.errors import ChannelError, ErrorKind
from channels.models import Cuenta
from channels.outcome import AccountChange
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
        found = registry.adapter_for(cuenta).check_credentials()
    except ChannelError as error:
        if error.kind is ErrorKind.AUTH:
            return _record(cuenta, Credentials(valida=False, motivo=error.plain))
        return _unasked(cuenta, error)
    return _record(cuenta, found)


@transaction.atomic
def connect(
    *,
    canal: str,
    nombre: str,
    identificador: str = "",
    secretos: Mapping[str, str],
    opciones: Mapping[str, bool] | None = None,
) -> Cuenta:
    """Write the account of a channel, new or again. A new one sends from now on.

    Raises `ValidationError` if a secret is missing, or the identifier is not one of the channel.
    """
    if not re.fullmatch(registry.canal(canal).identificador, identificador.strip()):
        raise ValidationError({"identificador": _("Escriba solo el número de la cuenta.")})
    cuenta = Cuenta.objects.filter(canal=canal).first() or Cuenta(canal=canal)
    cuenta.nombre, cuenta.identificador = nombre.strip(), identificador.strip()
    cuenta.opciones = dict(opciones or {})
    cuenta.seal(_complete(canal, secretos))
    cuenta.save()
    return cuenta


@transaction.atomic
def reconnect(cuenta: Cuenta, secretos: Mapping[str, str]) -> None:
    """Keep new credentials. `check` says whether they are good, and lets the account send.

    Raises `ValidationError` if one of the channel is missing.
    """
    here = Cuenta.objects.select_for_update(no_key=True).get(pk=cuenta.pk)
    here.seal(_complete(here.canal, secretos))
    here.save(update_fields=["credenciales"])


def pause(cuenta: Cuenta, motivo: str) -> AccountChange | None:
    """Stop one account by a person's decision; its posts wait."""
    if not motivo.strip():
        raise ValidationError({"motivo": _("Escriba por qué se pausa la cuenta.")})
    return holds.stop_account(cuenta.pk, Cuenta.Estado.PAUSADA, motivo.strip())


def resume(cuenta: Cuenta) -> AccountChange | None:
    """Let an account send again by a person's decision."""
    return holds.resume_account(cuenta.pk)


def _complete(canal: str, secretos: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets that the channel wants, all of them, without blanks around."""
    given = {name: secretos.get(name, "").strip() for name in registry.canal(canal).secretos}
    missing = {name: _("Falta este dato.") for name, value in given.items() if not value}
    if missing:
        raise ValidationError(missing)
    return given


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
