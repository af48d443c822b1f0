"""What each role may do in the Django admin; given at every migration, never taken away."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

RELOJ = (
    "django_celery_beat.periodictask", "django_celery_beat.intervalschedule",
    "django_celery_beat.crontabschedule",
)  # fmt: skip
ENTREGAS = ("notifiers.entrega",)

DE_ROL: Mapping[str, tuple[str, ...]] = {
    "contraparte": ENTREGAS,
    "administrador": ENTREGAS + RELOJ,
}


def repartir() -> None:
    """Give each role the permissions over its models."""
    for rol, modelos in DE_ROL.items():
        grupo = Group.objects.filter(name=rol).first()
        if grupo is not None:
            grupo.permissions.add(*Permission.objects.filter(_sobre(modelos)))


def _sobre(modelos: tuple[str, ...]) -> Q:
    condition = Q(pk__in=[])
    for modelo in modelos:
        app, nombre = modelo.split(".")
        condition |= Q(content_type__app_label=app, content_type__model=nombre)
    return condition
