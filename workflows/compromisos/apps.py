from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompromisosConfig(AppConfig):
    name = "workflows.compromisos"
    label = "compromisos"
    verbose_name = _("Compromisos y tareas")
    default_auto_field = "django.db.models.BigAutoField"
