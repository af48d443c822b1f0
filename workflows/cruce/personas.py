"""The people of the town hall: invited, given roles, switched off and on. Never deleted.

Each change is in the history of the settings. Nobody gives oneself a role, the last administrador
stays, and whoever had an address is told at that address that it is another one now.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from core import access, ajustes, clock
from core.models import ROLES, Area, Caso, Expediente, Usuario
from core.transitions import NotAllowed
from notifiers import queue as notifiers
from workflows.cruce import claves

ADMINISTRADOR, TITULAR = "administrador", "titular"
POR_PROCESO = 10
FUNCIONES = "funciones"


@dataclass(frozen=True, slots=True)
class EnManos:
    """What of one process is in somebody's hands: the newest that may be shown, and how many."""

    clase: str
    nombre: str
    casos: list[Caso]
    total: int

    @property
    def demas(self) -> int:
        """How many are not shown: too many, or not for who looks."""
        return self.total - len(self.casos)


def personas() -> QuerySet[Usuario]:
    """Everybody with an account; the clock and who comes by a link have none."""
    return Usuario.objects.filter(es_sistema=False, actor=None)


@transaction.atomic
def invitar(
    *, actor: Usuario, campos: Mapping[str, Any], roles: Collection[str], activa: bool = True
) -> Usuario:
    """An account, with a mail to set its password; who starts switched off has none yet."""
    ajustes.exigir(actor, "invitar")
    nueva = Usuario(**{**campos, "email": _correo(campos["email"])}, is_active=activa)
    nueva.set_unusable_password()
    nueva.full_clean(exclude=["password"])
    nueva.save(force_insert=True)
    nueva.groups.set(_grupos(roles))
    datos = ajustes.leer(nueva, list(campos)) | {FUNCIONES: _dichas(roles)}
    ajustes.anotar(nueva, "invitar", actor, dict.fromkeys(datos, ""), datos)
    if activa:
        _enviar_invitacion(nueva)
    if TITULAR in roles:
        _avisar_a_titulares(nueva, actor)
    return nueva


@transaction.atomic
def reinvitar(*, usuario_id: int, actor: Usuario) -> None:
    """The link with which the password is set, again; at most one a day."""
    ajustes.exigir(actor, "reinvitar")
    usuario = _una(usuario_id)
    if not usuario.is_active:
        raise NotAllowed("reinvitar", _("La cuenta está desactivada: reactívela primero."))
    _enviar_invitacion(usuario)
    ajustes.anotar(usuario, "reinvitar", actor, {}, {})


@transaction.atomic
def editar(
    *, usuario_id: int, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> Usuario:
    """Name, address, post, area, language. The old address is told of a new one."""
    ajustes.exigir(actor, ajustes.EDITAR)
    antes = _una(usuario_id).email
    nuevos = {**campos, "email": _correo(campos["email"], salvo=usuario_id)}
    usuario = ajustes.editar(modelo=Usuario, pk=usuario_id, actor=actor, campos=nuevos, visto=visto)
    if usuario.email != antes:
        _cambio_de_correo(usuario, antes, actor)
    return usuario


@transaction.atomic
def cambiar(
    *, usuario_id: int, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> Usuario:
    """What `editar` and, where `campos` has `roles`, `dar_funciones` do, both or neither."""
    suyos = {campo: valor for campo, valor in campos.items() if campo != "roles"}
    usuario = editar(usuario_id=usuario_id, actor=actor, campos=suyos, visto=visto)
    if "roles" in campos:
        dar_funciones(usuario_id=usuario_id, actor=actor, roles=campos["roles"])
    return usuario


@transaction.atomic
def dar_funciones(*, usuario_id: int, actor: Usuario, roles: Collection[str]) -> None:
    """From now on exactly these; never one's own, and somebody stays administrador."""
    ajustes.exigir(actor, FUNCIONES)
    usuario = _una(usuario_id)
    antes, ahora = usuario.roles, frozenset(roles)
    if antes == ahora:
        return
    if usuario == actor:
        raise ValidationError({"roles": _("Nadie se da funciones a sí mismo.")})
    if ADMINISTRADOR in antes - ahora:
        _exigir_otro_administrador(usuario, "roles")
    usuario.groups.set(_grupos(ahora))
    ajustes.anotar(
        usuario, FUNCIONES, actor, {FUNCIONES: _dichas(antes)}, {FUNCIONES: _dichas(ahora)}
    )
    if TITULAR in ahora - antes:
        _avisar_a_titulares(usuario, actor)


@transaction.atomic
def desactivar(*, usuario_id: int, actor: Usuario) -> None:
    """Nobody enters with that account any more; what is in its hands stays there."""
    ajustes.exigir(actor, "desactivar")
    usuario = _una(usuario_id)
    if usuario == actor:
        raise NotAllowed(
            "desactivar", _("Nadie desactiva su propia cuenta: pídalo a otra persona.")
        )
    if not usuario.is_active:
        raise NotAllowed("desactivar", _("La cuenta ya está desactivada."))
    if ADMINISTRADOR in usuario.roles:
        _exigir_otro_administrador(usuario)
    _encender(usuario, False, "desactivar", actor)
    # Who comes back finds none open that others may have kept meanwhile.
    claves.revocar_todas(usuario=usuario, actor=actor)


@transaction.atomic
def reactivar(*, usuario_id: int, actor: Usuario) -> None:
    """The account opens again; who never set a password is invited."""
    ajustes.exigir(actor, "reactivar")
    usuario = _una(usuario_id)
    if usuario.is_active:
        raise NotAllowed("reactivar", _("La cuenta ya está activa."))
    _encender(usuario, True, "reactivar", actor)
    if not usuario.has_usable_password():
        _enviar_invitacion(usuario)


def en_manos(usuario: Usuario, *, para: Usuario) -> list[EnManos]:
    """The open cases `usuario` takes part in, by process; shown are those that `para` may see."""
    todos = [_de_una_clase(modelo, usuario, para) for modelo in Expediente.clases().values()]
    return [uno for uno in todos if uno.total]


def areas_a_cargo(usuario: Usuario) -> QuerySet[Area]:
    """The areas of which this person is the head."""
    return usuario.areas_a_cargo.all()


def _de_una_clase(modelo: type[Caso], usuario: Usuario, para: Usuario) -> EnManos:
    mias = usuario.participaciones.values("expediente_id")
    casos: QuerySet[Any] = modelo._default_manager.filter(pk__in=mias)
    suyos = casos.filter(estado__in=modelo.ABIERTOS)
    visibles = access.scope(suyos, para).order_by("-registrado_en", "-pk")[:POR_PROCESO]
    return EnManos(
        modelo.CLASE, str(modelo._meta.verbose_name_plural), list(visibles), suyos.count()
    )


def _una(usuario_id: int) -> Usuario:
    return personas().select_for_update(of=("self",)).get(pk=usuario_id)


def _correo(correo: str, *, salvo: int | None = None) -> str:
    """An address belongs to one person, however it is written."""
    limpio = correo.lower()
    iguales = Usuario.objects.filter(email__iexact=limpio)
    if (iguales.exclude(pk=salvo) if salvo else iguales).exists():
        raise ValidationError({"email": _("Ya hay una cuenta con este correo.")})
    return limpio


def _grupos(roles: Collection[str]) -> QuerySet[Group]:
    if sobran := set(roles) - set(ROLES):
        raise ValidationError({"roles": _("No existe: %(cual)s.") % {"cual": sorted(sobran)[0]}})
    return Group.objects.filter(name__in=roles)


def _dichas(roles: Collection[str]) -> str:
    with translation.override("es"):
        return ", ".join(str(nombre) for rol, nombre in ROLES.items() if rol in roles)


def _exigir_otro_administrador(usuario: Usuario, campo: str = "") -> None:
    """One at a time asks, so that two who leave do not each count the other."""
    grupo = Group.objects.select_for_update().get(name=ADMINISTRADOR)
    otros = personas().filter(groups=grupo, is_active=True).exclude(pk=usuario.pk)
    if otros.exists():
        return
    motivo = _("Es la última persona que administra el sistema: nombre antes a otra.")
    raise ValidationError({campo: motivo}) if campo else NotAllowed("desactivar", motivo)


def _encender(usuario: Usuario, activa: bool, verbo: str, actor: Usuario) -> None:
    antes = ajustes.leer(usuario, ["is_active"])
    usuario.is_active = activa
    usuario.save(update_fields=["is_active"])
    ajustes.anotar(usuario, verbo, actor, antes, ajustes.leer(usuario, ["is_active"]))


def _enviar_invitacion(usuario: Usuario) -> None:
    clave = f"{usuario.pk}:{clock.today()}"
    notifiers.notify("invitacion", expediente=None, clave=clave, usuarios=[usuario])


def _avisar_a_titulares(nueva: Usuario, actor: Usuario) -> None:
    """Who is titular already learns that somebody else may decide as one."""
    titulares = Usuario.objects.filter(groups__name=TITULAR).exclude(pk=nueva.pk)
    notifiers.notify(
        "titular",
        expediente=None,
        clave=f"{nueva.pk}:{clock.now().isoformat()}",
        usuarios=titulares,
        datos={"persona": nueva.nombre, "quien": actor.nombre, "ruta": "/mi-dia/"},
    )


def _cambio_de_correo(usuario: Usuario, antes: str, actor: Usuario) -> None:
    """The address that no longer opens the account is told, and forgotten by the login."""
    EmailAddress.objects.filter(user_id=usuario.pk).exclude(email__iexact=usuario.email).delete()
    notifiers.notify(
        "direccion",
        expediente=None,
        clave=f"{usuario.pk}:{clock.now().isoformat()}",
        usuarios=[usuario],
        datos={
            "direccion": antes,
            "correo": usuario.email,
            "quien": actor.nombre,
            "ruta": "/mi-dia/",
        },
    )
