"""Addresses of the API."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, include, path, re_path

from webui.api.guia import api, guia, no_hay, openapi


def _con_su_propia_clave() -> Iterator[URLPattern]:
    """The operations: the login of the screens lets them through, their own keys do not."""
    rutas, _app, _espacio = api.urls
    for ruta in rutas:
        if isinstance(ruta, URLPattern) and ruta.callback is not None:
            ruta.callback = login_not_required(ruta.callback)
            yield ruta


urlpatterns = [
    path("v1/", guia, name="api_guia"),
    path("v1/openapi.json", openapi, name="api_openapi"),
    path("v1/", include((list(_con_su_propia_clave()), "api"))),
    re_path(r"", no_hay, name="api_nada"),
]
