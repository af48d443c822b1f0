"""Who is asking. Every view of the office is behind the login middleware."""

from __future__ import annotations

from typing import cast

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from core.models import Usuario
from workflows.cruce.accesos import Desde


def quien(request: HttpRequest) -> Usuario:
    """The person who asks; nobody else gets this far."""
    if not isinstance(request.user, Usuario):
        raise PermissionDenied
    # Out of Django's wrapping, which takes a microsecond for every question about the person.
    return cast("Usuario", getattr(request.user, "_wrapped", request.user))


def desde(request: HttpRequest) -> Desde:
    """Where a request comes from, by the address that the proxy saw; without one if none is known.

    To have no address is no reason to be refused: whoever counts by it counts all of those as one.
    """
    try:
        ip: str | None = get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        ip = None
    return Desde(ip, request.headers.get("User-Agent", ""))
