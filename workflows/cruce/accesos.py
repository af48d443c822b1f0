"""How people enter: what is kept of it, what they are told, what an administrator may undo.

A person is told of every entry from a browser that was not seen before, and of every change of
what one enters with; neither can be switched off. Which browser it is says a random number that a
cookie carries for long: nothing about the machine is looked at.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, get_random_string
from django.utils.translation import gettext as _

from core import clock
from core.models import Equipo, HistorialAcceso, Usuario
from core.models.accesos import LARGO_NAVEGADOR
from core.transitions import NotAllowed
from notifiers.queue import notify

Hecho = HistorialAcceso.Hecho
RUTA = "/mis-sesiones/"
CUANDO = "%d/%m/%Y %H:%M"
LARGO_EQUIPO = 32
# What a person enters with, besides the password; codes alone let nobody in twice.
FACTORES = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Desde:
    """Where a request comes from: the address that the proxy saw, and the browser's own name."""

    ip: str | None = None
    navegador: str = ""


NINGUNO = Desde()


@transaction.atomic
def entrar(usuario: Usuario, *, equipo: str, desde: Desde) -> str:
    """Keep that somebody entered with this browser (empty: unknown); its number from now on.

    The first browser of all is not new to anybody: there is nobody to be told.
    """
    anotar(usuario, Hecho.ENTRO, desde=desde)
    ahora = clock.now()
    if equipo and _suyos(usuario, equipo).update(ultimo_en=ahora):
        return equipo
    equipo = equipo or get_random_string(LARGO_EQUIPO)
    primero = not Equipo.objects.filter(usuario=usuario).exists()
    Equipo.objects.get_or_create(usuario=usuario, huella=huella(equipo))
    if not primero:
        entrada = anotar(usuario, Hecho.EQUIPO_NUEVO, desde=desde)
        _avisar("equipo", entrada)
    return equipo


def conoce(correo: str, equipo: str) -> bool:
    """Whether somebody entered the account with this address by this browser before."""
    suyos = Equipo.objects.filter(usuario__email__iexact=correo, huella=huella(equipo))
    return suyos.exists()


def huella(equipo: str) -> str:
    """What is kept of the number of a browser: who reads the table cannot pretend to be one."""
    return hashlib.sha256(equipo.encode()).hexdigest()


@transaction.atomic
def cambio(usuario: Usuario, hecho: str, *, desde: Desde = NINGUNO) -> None:
    """Keep that a person changed what one enters with, and tell the person."""
    _avisar("acceso", anotar(usuario, hecho, desde=desde))


def anotar(
    usuario: Usuario,
    hecho: str,
    *,
    desde: Desde = NINGUNO,
    por: Usuario | None = None,
    motivo: str = "",
) -> HistorialAcceso:
    """Write one line into the history of an account."""
    return HistorialAcceso.objects.create(
        usuario=usuario,
        hecho=hecho,
        por=por,
        ip=desde.ip,
        navegador=desde.navegador[:LARGO_NAVEGADOR],
        motivo=motivo,
    )


def historia(usuario: Usuario) -> Any:
    """What happened to the account of `usuario`, newest first."""
    return HistorialAcceso.objects.filter(usuario=usuario).select_related("por")


def tiene_segundo_paso(usuario: Usuario) -> bool:
    """Whether a password alone does not let this person in."""
    return bool(Authenticator.objects.filter(user=usuario, type__in=FACTORES).exists())


@transaction.atomic
def quitar_segundo_paso(*, usuario: Usuario, actor: Usuario, motivo: str) -> None:
    """Let somebody who lost the second factor make another one; every session of it ends.

    Raises `NotAllowed` if `actor` is no administrator, or it is one's own; `ValidationError`
    without a reason, or if there is none to take away.
    """
    _exigir_administrador(actor, usuario)
    if not motivo.strip():
        raise ValidationError({"motivo": _("Diga cómo supo que es esta persona quien lo pide.")})
    quitados, _por_modelo = Authenticator.objects.filter(user=usuario).delete()
    if not quitados:
        raise ValidationError({"motivo": _("Esta persona no tiene segundo paso.")})
    cerrar_sesiones(usuario)
    entrada = anotar(usuario, Hecho.REPUESTO, por=actor, motivo=motivo.strip())
    _avisar("acceso", entrada, quien=actor.nombre)


def sesiones(usuario: Usuario) -> list[UserSession]:
    """Where this person is in now, the newest first.

    What has expired, or was begun with a password that is not the present one, is over.
    """
    todas = UserSession.objects.filter(user=usuario).order_by("-last_seen_at", "-pk")
    abiertas = Session.objects.filter(expire_date__gt=timezone.now()).in_bulk(
        [una.session_key for una in todas]
    )
    return [una for una in todas if _viva(abiertas.get(una.session_key), usuario)]


@transaction.atomic
def cerrar_sesion(usuario: Usuario, pk: int, *, desde: Desde) -> None:
    """End one session of one's own at once; `UserSession.DoesNotExist` if it is nobody's."""
    UserSession.objects.get(user=usuario, pk=pk).end()
    anotar(usuario, Hecho.SESIONES, desde=desde)


@transaction.atomic
def cerrar_las_demas(usuario: Usuario, actual: str | None, *, desde: Desde) -> int:
    """End every session of one's own but that with the key `actual`; how many there were."""
    cerradas = cerrar_sesiones(usuario, salvo=actual)
    if cerradas:
        anotar(usuario, Hecho.SESIONES, desde=desde)
    return cerradas


@transaction.atomic
def cerrar_las_de(*, usuario: Usuario, actor: Usuario) -> int:
    """End every session of somebody else, who is told; how many. For a telephone that was lost."""
    if not actor.is_active or "administrador" not in actor.roles:
        raise NotAllowed("cerrar_sesiones", _("Lo hace el administrador de sistemas."))
    cerradas = cerrar_sesiones(usuario)
    entrada = anotar(usuario, Hecho.SESIONES, por=actor)
    _avisar("acceso", entrada, quien=actor.nombre)
    return cerradas


def cerrar_sesiones(usuario: Usuario, *, salvo: str | None = None) -> int:
    """End the sessions of somebody at once, except one; how many."""
    suyas = list(UserSession.objects.filter(user=usuario).exclude(session_key=salvo or ""))
    for una in suyas:
        una.end()
    return len(suyas)


def _viva(sesion: Session | None, usuario: Usuario) -> bool:
    if sesion is None:
        return False
    dentro = sesion.get_decoded().get(HASH_SESSION_KEY, "")
    return constant_time_compare(dentro, usuario.get_session_auth_hash())


def _suyos(usuario: Usuario, equipo: str) -> Any:
    return Equipo.objects.filter(usuario=usuario, huella=huella(equipo))


def _exigir_administrador(actor: Usuario, usuario: Usuario) -> None:
    if not actor.is_active or "administrador" not in actor.roles:
        raise NotAllowed("quitar_segundo_paso", _("Lo hace el administrador de sistemas."))
    if actor == usuario:
        raise NotAllowed("quitar_segundo_paso", _("El suyo lo repone otro administrador."))


def _avisar(clase: str, entrada: HistorialAcceso, **mas: str) -> None:
    datos = {
        "hecho": entrada.hecho,
        "cuando": clock.local(entrada.momento).strftime(CUANDO),
        "ip": entrada.ip or "",
        "navegador": entrada.equipo,
        "ruta": RUTA,
        **mas,
    }
    notify(
        clase,
        expediente=None,
        clave=f"{entrada.pk}",
        usuarios=[entrada.usuario],
        datos=datos,
    )
