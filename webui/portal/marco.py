"""What every public page has around it, and what lets anybody keep one for a minute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_cookie

from webui.components.formas import Enlace

MINUTO = 60

View = Callable[..., HttpResponseBase]


def publica(view: View) -> View:
    """A page for anybody, small on the wire: the same for all who read it in the same language."""
    for decorator in (
        cache_control(public=True, max_age=MINUTO),
        vary_on_cookie,  # where the language is remembered
        gzip_page,  # nothing on it is a secret that a length could betray
        require_safe,
        login_not_required,
    ):
        view = decorator(view)
    return view


def marco(request: HttpRequest) -> dict[str, Any]:
    """The links of every public page."""
    enlaces = [
        Enlace(_("Inicio"), reverse("portal:inicio"), current=request.path == "/"),
        _enlace(request, _("Presentar una solicitud"), "portal:solicitar"),
        _enlace(request, _("Mi solicitud"), "portal:consultar"),
        _enlace(request, _("Metas"), "portal:metas"),
        _enlace(request, _("Compromisos"), "portal:compromisos"),
        _enlace(request, _("Noticias"), "portal:noticias"),
    ]
    pie = [
        Enlace(_("Privacidad"), reverse("portal:privacidad")),
        Enlace(_("Noticias por Atom"), reverse("portal:feed")),
        Enlace(_("Entrada de funcionarios"), reverse("mi_dia:inicio")),
    ]
    return {"enlaces": enlaces, "pie_enlaces": pie}


def _enlace(request: HttpRequest, rotulo: str, ruta: str) -> Enlace:
    url = reverse(ruta)
    return Enlace(rotulo, url, current=request.path.startswith(url))
