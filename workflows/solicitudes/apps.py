from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SolicitudesConfig(AppConfig):
    name = "workflows.solicitudes"
    label = "solicitudes"
    verbose_name = _("Solicitudes")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from workflows.solicitudes import acompana  # noqa: PLC0415 - models are loaded by now

        post_migrate.connect(_sembrar, sender=self)
        acompana.registrar()


def _sembrar(**_kwargs: Any) -> None:
    from workflows.solicitudes.semilla import sembrar  # noqa: PLC0415 - models are loaded by now

    sembrar()
