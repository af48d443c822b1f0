"""The accounts: tried, connected, checked every day, reconnected, set, paused by a person.

What a person does to one stands in its history (`note`), in the same transaction.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from channels import holds, registry
from channels.asking import ask
from channels.base import Credentials
from channels.errors import ChannelError, ErrorKind
from channels.models import Cuenta, HistorialCuenta
from channels.outcome import AccountChange
from core import clock
from core.models import Usuario

EVERY = timedelta(days=1)
SOON = timedelta(hours=1)
"""When to look again at an account that could not be asked."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `valida` None: the channel did not say whether they are good."""

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
    a person or a policy paused stays so. Without credit, or stopped by a policy: it is paused.
    """
    try:
        found = _asked(cuenta)
    except ChannelError as error:
        if error.kind is ErrorKind.AUTH:
            return record(cuenta, Credentials(valida=False, motivo=error.plain))
        return _unasked(cuenta, error)
    return record(cuenta, found)


def probe(canal: str, identificador: str, secretos: Mapping[str, str]) -> Credentials:
    """Ask the network about credentials that are not kept yet; no transaction is open.

    Raises `ValidationError` with a sentence beside the field that is wrong: one is missing, the
    network refuses them, or it could not be asked.
    """
    cuenta = Cuenta(canal=canal, identificador=_number(canal, identificador))
    cuenta.seal(_complete(canal, secretos))
    try:
        found = _asked(cuenta)
    except ChannelError as error:
        raise ValidationError(_unanswered(cuenta, error)) from None
    if not found.valida:
        raise ValidationError({found.campo or NON_FIELD_ERRORS: found.motivo})
    return found


@transaction.atomic
def connect(
    *,
    canal: str,
    nombre: str,
    identificador: str = "",
    secretos: Mapping[str, str],
    opciones: Mapping[str, bool] | None = None,
    nueva: bool = False,
) -> Cuenta:
    """Write the account of a channel, new or again. A new one sends from now on.

    Raises `ValidationError` if a secret is missing, or the identifier is not one of the channel;
    with `nueva`, `IntegrityError` if the channel has an account already.
    """
    known = None if nueva else Cuenta.objects.filter(canal=canal).first()
    cuenta = known or Cuenta(canal=canal)
    cuenta.nombre, cuenta.identificador = nombre.strip(), _number(canal, identificador)
    cuenta.opciones = dict(opciones or {})
    cuenta.seal(_complete(canal, secretos))
    cuenta.save()
    return cuenta


@transaction.atomic
def reconnect(cuenta: Cuenta, secretos: Mapping[str, str]) -> None:
    """Keep new credentials. `check` says whether they are good, and lets the account send.

    Raises `ValidationError` if one of the channel is missing.
    """
    holds.lock_accounts()
    cuenta.refresh_from_db()
    cuenta.seal(_complete(cuenta.canal, secretos))
    cuenta.save(update_fields=["credenciales"])


@transaction.atomic
def configure(cuenta: Cuenta, opciones: Mapping[str, bool]) -> dict[str, list[bool]]:
    """Set the options that the channel has, and return what changed: {name: [before, after]}.

    What was approved already leaves as it was signed.
    """
    holds.lock_accounts()
    cuenta.refresh_from_db()
    changed = {}
    for name in registry.canal(cuenta.canal).opciones:
        before = cuenta.opcion(name)
        if name in opciones and opciones[name] != before:
            changed[name] = [before, opciones[name]]
            cuenta.opciones[name] = opciones[name]
    cuenta.save(update_fields=["opciones"])
    return changed


def pause(cuenta: Cuenta, motivo: str) -> AccountChange | None:
    """Stop one account by a person's decision; its posts wait."""
    if not motivo.strip():
        raise ValidationError({"motivo": _("Escriba por qué se pausa la cuenta.")})
    return holds.stop_account(cuenta.pk, Cuenta.Estado.PAUSADA, motivo.strip())


def resume(cuenta: Cuenta) -> AccountChange | None:
    """Let a paused account send again by a person's decision.

    Raises `ValidationError` for one whose credentials are dead: only new ones let it send.
    """
    if Cuenta.objects.filter(pk=cuenta.pk, estado=Cuenta.Estado.RECONECTAR).exists():
        raise ValidationError(_("Sus llaves no sirven: hay que reconectarla."))
    return holds.resume_account(cuenta.pk)


def note(
    cuenta: Cuenta,
    verbo: str,
    *,
    actor: Usuario,
    por: Usuario | None = None,
    texto: str = "",
    datos: Mapping[str, Sequence[bool]] | None = None,
) -> None:
    """Write in the account's history who did what, on whose behalf, and why."""
    HistorialCuenta.objects.create(
        cuenta=cuenta, verbo=verbo, usuario=actor, por=por, texto=texto, datos=dict(datos or {})
    )


def _asked(cuenta: Cuenta) -> Credentials:
    asked = registry.adapter_for(cuenta).check_credentials
    return ask(cuenta, asked, otherwise=ErrorKind.TRANSIENT)


def _number(canal: str, identificador: str) -> str:
    """Return the account's number at the channel; raises `ValidationError` if it is none."""
    number = identificador.strip()
    if not re.fullmatch(registry.canal(canal).patron, number):
        raise ValidationError({"identificador": _("Escriba solo el número de la cuenta.")})
    return number


def _unanswered(cuenta: Cuenta, error: ChannelError) -> str:
    """Say why the network did not tell whether the credentials are good."""
    canal = {"canal": cuenta.canal_nombre}
    if error.kind is ErrorKind.PAUSED:
        said = error.plain
    elif error.kind is ErrorKind.PERMANENT:
        said = _("%(canal)s no reconoce estos datos: revíselos uno por uno.") % canal
    else:
        said = _("No se pudo preguntar a %(canal)s si sirven. Pruebe en unos minutos.") % canal
    return said + " " + _("No se guardó nada.")


def _complete(canal: str, secretos: Mapping[str, str]) -> dict[str, str]:
    """Return the secrets that the channel wants, all of them, without blanks around."""
    given = {name: secretos.get(name, "").strip() for name in registry.canal(canal).secretos}
    missing = {name: _("Falta este dato.") for name, value in given.items() if not value}
    if missing:
        raise ValidationError(missing)
    return given


@transaction.atomic
def record(cuenta: Cuenta, found: Credentials) -> Checked:
    """Write what the channel said of the credentials of `cuenta`, and hold or release it.

    Nothing, if they were changed while it was asked: what it said is not about these.
    """
    holds.lock_accounts()
    asked = cuenta.credenciales
    cuenta.refresh_from_db()
    if cuenta.credenciales != asked:
        return Checked(cuenta, None)
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


@transaction.atomic
def _unasked(cuenta: Cuenta, error: ChannelError) -> Checked:
    """Look again soon; a network that says it stopped the account has said enough."""
    change = holds.stop_for(cuenta, error)
    Cuenta.objects.filter(pk=cuenta.pk).update(revisar_en=clock.now() + SOON)
    cuenta.refresh_from_db()
    return Checked(cuenta, None, error.plain, cambio=change)
