"""Who is asking. Every view of the office is behind the login middleware."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from core.models import Usuario


def quien(request: HttpRequest) -> Usuario:
    """The person who asks; nobody else gets this far."""
    if not isinstance(request.user, Usuario):
        raise PermissionDenied
    return request.user
