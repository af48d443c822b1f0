"""Accounts are given by invitation; how people enter is kept, and told to them."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import ratelimit
from allauth.mfa import signals as mfa
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext

from core import cifrado, intentos
from core.models import Municipio, Usuario
from ops.middleware import BEGUN
from webui.acceso import desde
from workflows.cruce import accesos, claves
from workflows.cruce.accesos import Hecho

log = logging.getLogger("ops.accounts")

# Where the middleware finds that somebody has just entered (ops.puertas).
ENTRO = "_entro"
# Of the cookie by which a browser is known again.
SALT = "ops.puertas.equipo"
# Guesses at one account, from whatever browser it does not know (`ACCOUNT_RATE_LIMITS`).
STRANGERS = "login_strangers"


class Backend(AuthenticationBackend):
    """The accounts of allauth; whoever comes back is read with what every page asks of a person."""

    def get_user(self, user_id: int) -> Usuario | None:
        """Return the active person of a session, or None."""
        try:
            user = Usuario.objects.presente(user_id)
        except Usuario.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """Return whether the account is open, and somebody's of the house."""
        return not user.es_externo and bool(super().user_can_authenticate(user))


class InvitedOnly(DefaultAccountAdapter):
    """Closes the sign-up page, an administrator invites instead; and counts who guesses.

    Wrong passwords are counted for each account by the browser that it knows, or else by the
    address they come from; and all of the unknown ones together, with more patience. So whoever
    guesses from elsewhere does not keep its owner out of it.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: always closed."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count one more try; raise `ValidationError` if there were too many."""
        email = credentials.get("email", "")
        try:
            super().pre_authenticate(request, **credentials)
            if not self._stranger_counts(request, email, dry_run=True):
                raise self.validation_error("too_many_login_attempts")
        except ValidationError:
            _refused(email)
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count it for the account, if it comes from a browser that it does not know."""
        self._stranger_counts(request, credentials.get("email", ""))

    def _stranger_counts(self, request: HttpRequest, email: str, *, dry_run: bool = False) -> bool:
        """Return whether there is still patience; with a known browser there always is."""
        if _known_browser(request, email):
            return True
        key = email.lower()
        return bool(ratelimit.consume(request, action=STRANGERS, key=key, dry_run=dry_run))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        account = super()._get_login_attempts_cache_key(request, **credentials)
        known = _known_browser(request, credentials.get("email", ""))
        return f"{account}:{known or self.get_client_ip(request)}"

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Forget what was counted: the password was set by a mail."""
        super()._delete_login_attempts_cached_email(request, **credentials)
        ratelimit.clear(request, action=STRANGERS, key=credentials.get("email", "").lower())


class SecondFactor(DefaultMFAAdapter):
    """Keeps what makes codes encrypted, and the last factor of who must have one."""

    def encrypt(self, text: str) -> str:
        """Return the secret of an app, or the seed of the codes, as it is kept."""
        return cifrado.cifrar(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return it in clear; what is older than the encryption is in clear until keys rotate."""
        if not cifrado.es_cifrado(encrypted_text):
            return encrypted_text
        return cifrado.descifrar(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether its owner could still enter as the role demands."""
        left = Authenticator.objects.filter(user=authenticator.user, type__in=accesos.FACTORES)
        return not required(authenticator.user) or left.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Usuario, type: str) -> str:  # noqa: A002
        """Return what the form proposes to call the next key."""
        keys = Authenticator.objects.filter(user=user, type=type)
        return gettext("Llave %(n)d") % {"n": keys.count() + 1}

    def get_totp_issuer(self) -> str:
        """Return the name under which an app lists the code."""
        return f"SIGOBito · {Municipio.actual().nombre}"


def browser_of(request: HttpRequest) -> str:
    """Return the number by which this browser is known again; empty if it shows none of ours."""
    return request.get_signed_cookie(settings.EQUIPO_COOKIE_NAME, "", salt=SALT) or ""


def _known_browser(request: HttpRequest, email: str) -> str:
    """Return the same, if somebody entered this account with it before."""
    number = browser_of(request)
    return number if number and accesos.conoce(email, number) else ""


def required(user: Usuario) -> bool:
    """Return whether a role of this person demands a second factor (`SEGUNDO_FACTOR`)."""
    return bool(settings.SEGUNDO_FACTOR) and not user.roles.isdisjoint(settings.SEGUNDO_FACTOR)


def listen() -> None:
    """Hear what allauth says of accounts; called once, when the applications are ready."""
    account.user_logged_in.connect(_entered)
    for changed in (account.password_changed, account.password_reset, account.password_set):
        changed.connect(_password)
    account.password_reset.connect(_forgotten)
    account.authentication_step_completed.connect(_step)
    mfa.authenticator_added.connect(_added)
    mfa.authenticator_removed.connect(_removed)
    mfa.authenticator_reset.connect(_codes)
    mfa.authentication_failed.connect(_wrong_code)
    user_login_failed.connect(_wrong_password)


def _entered(request: HttpRequest, user: Usuario, **_: Any) -> None:
    log.info("Login of user %s", user.pk)
    request.session[BEGUN] = int(time.time())
    setattr(request, ENTRO, user)


def _step(request: HttpRequest, user: Usuario, method: str, **facts: Any) -> None:
    """A password, a code, a key was right. Whoever said so again goes on with another session."""
    log.info("User %s: %s %s", user.pk, method, facts.get("type", ""))
    if facts.get("reauthenticated"):
        before = request.session.session_key
        request.session.cycle_key()
        UserSession.objects.filter(session_key=before).update(
            session_key=request.session.session_key
        )


def _password(request: HttpRequest, user: Usuario, **_: Any) -> None:
    accesos.cambio(user, Hecho.CLAVE, desde=desde(request))


def _forgotten(request: HttpRequest, user: Usuario, **_: Any) -> None:
    """Whoever knew the old one may have made keys; who changes it is asked of them in the form."""
    claves.revocar_todas(usuario=user, actor=user, desde=desde(request))


def _added(request: HttpRequest, user: Usuario, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type in accesos.FACTORES:
        accesos.cambio(user, Hecho.FACTOR, desde=desde(request))


def _removed(request: HttpRequest, user: Usuario, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type in accesos.FACTORES:
        accesos.cambio(user, Hecho.SIN_FACTOR, desde=desde(request))


def _codes(request: HttpRequest, user: Usuario, **_: Any) -> None:
    accesos.cambio(user, Hecho.CODIGOS, desde=desde(request))


def _wrong_code(user: Usuario, **_: Any) -> None:
    intentos.marcar(intentos.Clase.CODIGO, user.pk)
    log.warning("Wrong second factor of user %s", user.pk)


def _wrong_password(credentials: Mapping[str, Any], **_: Any) -> None:
    """Nothing of what was typed: an address may be a password in the wrong field."""
    _refused(credentials.get("email", ""))
    log.warning("Login failed")


def _refused(email: str) -> None:
    """Mark it as tried on the account with this address, if there is one."""
    found = Usuario.objects.filter(email__iexact=email).values_list("pk", flat=True).first()
    intentos.marcar(intentos.Clase.ENTRADA, found)
