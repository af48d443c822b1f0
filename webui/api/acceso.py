"""Who asks, with which key, how often; and what the key was made for."""

from __future__ import annotations

import math
import time

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security.http import HttpAuthBase
from ninja.throttling import SimpleRateThrottle

from core import intentos
from core.models import Clave, Usuario
from webui.acceso import desde, quien
from webui.api.middleware import presentada
from webui.api.problemas import Espere, SinClave
from workflows.cruce import accesos, claves

MINUTO = 60
# The other processes that a key opens together with one.
CON = {"intermedias": "metas", "publicaciones": "piezas"}


class Fallos(SimpleRateThrottle):
    """How many keys that are none an address may try; counted as logins are, behind a proxy too."""

    scope = "clave"

    def __init__(self) -> None:
        super().__init__(f"{settings.API_FALLOS}/5m")

    def get_cache_key(self, request: HttpRequest) -> str:
        """Return the name under which its tries are kept."""
        return self.cache_format % {
            "scope": self.scope,
            "ident": desde(request).ip,
        }


class ConClave(HttpAuthBase):
    """A key of a person (`Authorization: Bearer sgb_…`), as often as its limit allows."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Usuario:
        """Return who asks; `SinClave` if nobody is known, `Espere` if it was too often.

        `PermissionDenied` if the person owes a second factor.
        """
        clave = clave_de(request)
        if clave is None:
            _contar_fallo(request)
            raise SinClave
        if claves.usar(clave) > settings.API_POR_MINUTO:
            raise Espere(MINUTO - int(time.time()) % MINUTO)
        if _sin_segundo_paso(clave.usuario):
            raise PermissionDenied(_("Su función exige un segundo paso para entrar: hágalo antes."))
        return quien(request)


def clave_de(request: HttpRequest) -> Clave | None:
    """The key of a request, if it shows one that opens anything."""
    clave: Clave | None = request.clave  # type: ignore[attr-defined]
    return clave


def exigir(request: HttpRequest, espacio: str, *, escribir: bool = False) -> Usuario:
    """Who asks, if the key was made for this process; `PermissionDenied` with the reason if not."""
    clave = clave_de(request)
    if clave is None or not clave.permite(CON.get(espacio, espacio), escribir=escribir):
        raise PermissionDenied(_("Esta clave no se hizo para eso."))
    return quien(request)


def _sin_segundo_paso(user: Usuario) -> bool:
    """Who may do nothing on the screens before there is a second factor does nothing here."""
    exigido = not user.roles.isdisjoint(settings.SEGUNDO_FACTOR)
    return exigido and not accesos.tiene_segundo_paso(user)


def _contar_fallo(request: HttpRequest) -> None:
    """One more key that is none; too many, and the address waits."""
    if not presentada(request):
        return
    intentos.marcar(intentos.Clase.CLAVE)
    fallos = Fallos()
    if not fallos.allow_request(request):
        raise Espere(math.ceil(fallos.wait() or MINUTO))
