"""What a page says once, in a cookie of this host alone, as our others are."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class OwnCookie(CookieStorage):
    """Signed, and named so that no other host can set it."""

    cookie_name = f"{settings.PREFIX}mensajes"


class Messages(FallbackStorage):
    """In the cookie; what does not fit, in the session."""

    storage_classes = (OwnCookie, SessionStorage)
