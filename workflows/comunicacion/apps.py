"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComunicacionConfig(AppConfig):
    """Names the room for the database and the administration."""

    name = "workflows.comunicacion"
    verbose_name = _("Comunicación")
