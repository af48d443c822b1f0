"""The Django app of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotifiersConfig(AppConfig):
    """Names the room for the database and the administration."""

    name = "notifiers"
    verbose_name = _("Avisos")
