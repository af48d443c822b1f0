"""What every installation has from its first minute; nothing that exists is overwritten."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import Group

from core import calendario
from core.models import ROLES, DiaCalendario, Municipio, Reloj, Usuario


def sembrar() -> None:
    """The municipality's row, the roles, the user of the clock, office hours and the calendar."""
    Municipio.objects.get_or_create(pk=1)
    Municipio.olvidar()
    Reloj.objects.get_or_create(pk=1, defaults={"desfase": timedelta()})
    Group.objects.bulk_create([Group(name=rol) for rol in ROLES], ignore_conflicts=True)
    if not Usuario.objects.filter(es_sistema=True).exists():
        Usuario.objects.create_user(
            "sistema@localhost", nombre="SIGOBito", es_sistema=True, is_active=False
        )
    calendario.sembrar_horario()
    if not DiaCalendario.objects.exists():
        calendario.reconstruir()
