"""The app that holds the installation's own commands and wires the rooms together."""

from __future__ import annotations

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Injects what lower floors may not import."""

    name = "ops"
    verbose_name = "Operación"
