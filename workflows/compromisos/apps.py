from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CompromisosConfig(AppConfig):
    name = "workflows.compromisos"
    label = "compromisos"
    verbose_name = _("Compromisos y tareas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_sembrar, sender=self)


def _sembrar(**_kwargs: Any) -> None:
    from workflows.compromisos.semilla import sembrar  # noqa: PLC0415 - models load after apps

    sembrar()
