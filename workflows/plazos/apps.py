from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PlazosConfig(AppConfig):
    name = "workflows.plazos"
    label = "plazos"
    verbose_name = _("Plazos y avisos")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_sembrar, sender=self)


def _sembrar(**_kwargs: Any) -> None:
    from workflows.plazos import actions  # noqa: PLC0415 - models load after apps

    actions.sembrar_internos()
    actions.sembrar_reglas()
