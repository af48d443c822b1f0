"""The app that holds the installation's own commands and wires the rooms together."""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings


class OpsConfig(AppConfig):
    """Injects what lower floors may not import."""

    name = "ops"
    verbose_name = "Operación"

    def ready(self) -> None:
        """Give the outbox its waker."""
        from core import outbox  # noqa: PLC0415  # models are not loaded before this
        from ops import checks, wakeup  # noqa: F401, PLC0415

        if settings.WAKEUP_ACTIVO:
            outbox.set_waker(wakeup.Waker(wakeup.publish))
