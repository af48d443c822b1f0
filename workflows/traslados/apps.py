from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrasladosConfig(AppConfig):
    name = "workflows.traslados"
    label = "traslados"
    verbose_name = _("Descargas e importaciones")
    default_auto_field = "django.db.models.BigAutoField"
