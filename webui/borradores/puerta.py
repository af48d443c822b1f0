"""The login that stands before every page, and what it keeps of whom it sends away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from webui.borradores import hoja

# Where steps and their forms are shown over a page.
DIALOGO = "dialogo"


class Puerta(LoginRequiredMiddleware):
    """Whose session has ended goes to the login, and what was being sent waits behind it."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        """The login, which leads back; what only refreshes a part of a page leaves it as it is."""
        guardado = request.method == "POST" and hoja.recoger(request)
        htmx = HtmxDetails(request)
        if not htmx:
            return super().handle_no_permission(request, view_func)
        if request.method == "GET" and htmx.target != DIALOGO:
            return cast("HttpResponseRedirect", HttpResponse(status=204))
        siguiente = request.path if guardado else urlsplit(htmx.current_url or "/").path
        entrar = redirect_to_login(siguiente, self.get_login_url(view_func)).url
        return cast("HttpResponseRedirect", HttpResponseClientRedirect(entrar))
