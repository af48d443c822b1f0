"""The sessions of the database, read by a statement of their own: one comes before every page."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

LIVING = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseStore):
    """The framework's, without what the ORM takes to build the same statement again and again."""

    def load(self) -> dict[str, Any]:
        """Return what is kept in it; nothing, and a new key when it is written, if it is none."""
        with connection.cursor() as cursor:
            cursor.execute(LIVING, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        data: dict[str, Any] = self.decode(found[0])
        return data
