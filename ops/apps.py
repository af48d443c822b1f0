"""The app that holds the installation's own commands and wires the rooms together."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


class OpsConfig(AppConfig):
    """Injects what lower floors may not import."""

    name = "ops"
    verbose_name = "Operación"

    def ready(self) -> None:
        """Give the outbox its waker."""
        from core import outbox  # noqa: PLC0415  # models are not loaded before this
        from ops import checks, wakeup  # noqa: F401, PLC0415

        post_migrate.connect(_repartir_permisos, sender=self)
        if settings.WAKEUP_ACTIVO:
            outbox.set_waker(wakeup.Waker(wakeup.publish))


def _repartir_permisos(**_kwargs: Any) -> None:
    from ops.permisos import repartir  # noqa: PLC0415  # models are not loaded before this

    repartir()
