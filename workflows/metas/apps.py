"""The Django app of this room."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class MetasConfig(AppConfig):
    """Names the room for the database and the administration; sows what it starts with."""

    name = "workflows.metas"
    verbose_name = _("Metas")

    def ready(self) -> None:
        post_migrate.connect(_sembrar, sender=self)


def _sembrar(**_kwargs: Any) -> None:
    from workflows.metas.semilla import sembrar  # noqa: PLC0415 - models load after apps

    sembrar()
