"""The app that holds the installation's own commands and wires the rooms together."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class OpsConfig(AppConfig):
    """Injects what lower floors may not import."""

    name = "ops"
    verbose_name = "Operación"

    def ready(self) -> None:
        """Give the outbox its waker, and each connection what it needs."""
        from core import outbox  # noqa: PLC0415  # models are not loaded before this
        from ops import checks, database, wakeup  # noqa: F401, PLC0415

        connection_created.connect(database.outlive_migrations)
        # Of an app without models, as this one, the signal is never sent; this one is the last.
        post_migrate.connect(_repartir_permisos, sender=apps.get_app_config("django_celery_beat"))
        if settings.WAKEUP_ACTIVO:
            outbox.set_waker(wakeup.Waker(wakeup.publish))


def _repartir_permisos(sender: AppConfig, using: str, **_kwargs: Any) -> None:
    from django.contrib.auth.management import create_permissions  # noqa: PLC0415

    from ops.permisos import repartir  # noqa: PLC0415  # models are not loaded before this

    # Those of the last app are not there yet: auth hears the signal after us.
    create_permissions(sender, verbosity=0, using=using)
    repartir()
