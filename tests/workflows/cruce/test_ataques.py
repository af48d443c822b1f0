"""Many attempts in a short time are told to whoever administers, and few are not."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from core import clock
from core.intentos import Clase, Marca
from core.models import IntentoRechazado, Usuario
from notifiers.models import Entrega, Notificacion
from tasks import upkeep
from workflows.cruce import ataques

pytestmark = pytest.mark.django_db

IP = "10.0.0.9"


def probar(veces: int, clase: str = Clase.ENTRADA, ip: str = IP, en: Usuario | None = None) -> None:
    for _ in range(veces):
        ataques.anotar([Marca(clase, en.pk if en else None)], ip=ip)


def test_the_same_again_is_counted_in_one_row(rosa: Usuario) -> None:
    with time_machine.travel("2026-12-01 12:01:00+00:00", tick=False):
        probar(3, en=rosa)
        probar(2)
        probar(1, ip="10.0.0.10")

    filas = IntentoRechazado.objects.order_by("-veces").values_list("veces", "ip", "usuario_id")
    assert list(filas) == [(3, IP, rosa.pk), (2, IP, None), (1, "10.0.0.10", None)]


@pytest.mark.parametrize("clase", Clase.values)
def test_too_many_are_told_to_the_administrators_once_an_hour(
    sofia: Usuario, rosa: Usuario, clase: str
) -> None:
    umbral = ataques.UMBRALES[Clase(clase)]
    with time_machine.travel("2026-12-01 12:01:00+00:00", tick=False) as reloj:
        probar(umbral - 1, clase)
        assert not Notificacion.objects.exists()

        probar(5, clase, ip="10.0.0.77")
        aviso = Notificacion.objects.get()
        assert aviso.usuario == sofia
        assert str(umbral) in aviso.titulo
        assert Entrega.objects.get(notificacion=aviso).disponible_en <= clock.now()

        reloj.shift(timedelta(hours=1))
        probar(umbral, clase)
        assert Notificacion.objects.count() == 2


def test_few_over_a_long_time_are_people_who_mistype(sofia: Usuario) -> None:
    with time_machine.travel("2026-12-01 12:00:00+00:00", tick=False) as reloj:
        for _ in range(6):
            probar(9)
            reloj.shift(timedelta(minutes=10))

    assert not Notificacion.objects.exists()
    assert sofia.roles


def test_those_of_one_kind_do_not_add_to_another(sofia: Usuario) -> None:
    probar(15, Clase.ENTRADA)
    probar(15, Clase.CLAVE)
    assert not Notificacion.objects.exists()


def test_they_are_forgotten_after_three_months(db: None) -> None:
    with time_machine.travel(clock.now() - timedelta(days=91)):
        probar(1)
    probar(2)
    upkeep.limpiar_sesiones()
    assert IntentoRechazado.objects.get().veces == 2
