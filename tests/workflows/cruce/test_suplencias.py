"""Who stands in for whom: named by oneself, told to both, ended when one wants."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import access, clock
from core.models import Suplencia, Usuario
from core.transitions import NotAllowed
from notifiers import mensajes
from notifiers.models import Notificacion
from tests.builders import en_dias
from workflows.cruce import suplencias

pytestmark = pytest.mark.django_db


def nombrar(titular: Usuario, suplente: Usuario, **cambios: Any) -> Suplencia:
    datos: dict[str, Any] = {"desde": en_dias(0), "hasta": en_dias(5), "actor": titular} | cambios
    return suplencias.nombrar(titular=titular, suplente=suplente, **datos)


def avisados() -> dict[str, str]:
    """Who was told, as what."""
    avisos = Notificacion.objects.filter(clase="suplencia")
    return {aviso.usuario.nombre: aviso.datos["papel"] for aviso in avisos if aviso.usuario}


def de_nuevo(user: Usuario) -> Usuario:
    return Usuario.objects.get(pk=user.pk)


def test_one_names_ones_own_and_who_will_stand_in_is_told(rosa: Usuario, luis: Usuario) -> None:
    suplencia = nombrar(rosa, luis, motivo="Vacaciones")

    assert access.identities(de_nuevo(luis)) == (luis, rosa)
    assert avisados() == {"Luis Ábrego": "suplente"}
    aviso = Notificacion.objects.get()
    assert aviso.entregas.get().medio == "correo"
    assert aviso.datos["hasta"] == suplencia.hasta.strftime("%d/%m/%Y")


def test_the_administration_names_one_for_somebody_else_who_is_told(
    elena: Usuario, tomas: Usuario, rosa: Usuario
) -> None:
    nombrar(tomas, rosa, actor=elena)

    assert avisados() == {"Rosa Medina": "suplente", "Tomás Vega": "titular"}


def test_never_in_its_own_favour(elena: Usuario, sofia: Usuario, tomas: Usuario) -> None:
    for user in (elena, sofia):
        with pytest.raises(ValidationError) as falta:
            nombrar(tomas, user, actor=user)
        assert list(falta.value.message_dict) == ["suplente"]
    assert not Suplencia.objects.exists()


def test_nobody_else_names_one_for_another(rosa: Usuario, luis: Usuario, tomas: Usuario) -> None:
    with pytest.raises(NotAllowed, match="Cada quien"):
        nombrar(tomas, luis, actor=rosa)


def test_who_has_no_role_has_nothing_to_be_substituted_in(luis: Usuario) -> None:
    nadie = Usuario.objects.create_user("nadie@alborada.test", nombre="Nadie")
    with pytest.raises(ValidationError) as falta:
        nombrar(nadie, luis)
    assert list(falta.value.message_dict) == ["titular"]


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"desde": -1}, "desde"),
        ({"desde": 3, "hasta": 2}, "hasta"),
    ],
)
def test_dates_that_make_no_sense_are_refused(
    rosa: Usuario, luis: Usuario, cambios: dict[str, int], campo: str
) -> None:
    with pytest.raises(ValidationError) as falta:
        nombrar(rosa, luis, **{nombre: en_dias(dias) for nombre, dias in cambios.items()})
    assert list(falta.value.message_dict) == [campo]
    assert not Suplencia.objects.exists()


def test_not_oneself_and_not_who_has_no_account(rosa: Usuario, luis: Usuario) -> None:
    luis.is_active = False
    luis.save()
    for suplente in (rosa, luis, Usuario.objects.sistema()):
        with pytest.raises(ValidationError) as falta:
            nombrar(rosa, suplente)
        assert list(falta.value.message_dict) == ["suplente"]


def test_one_at_a_time(rosa: Usuario, luis: Usuario, marta: Usuario) -> None:
    nombrar(rosa, luis)
    with pytest.raises(ValidationError, match="ya hay una suplencia"):
        nombrar(rosa, marta, desde=en_dias(5), hasta=en_dias(9))

    nombrar(rosa, marta, desde=en_dias(6), hasta=en_dias(9))
    nombrar(luis, marta)
    assert Suplencia.objects.count() == 3


def test_not_even_past_the_action(rosa: Usuario, luis: Usuario, marta: Usuario) -> None:
    nombrar(rosa, luis)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suplencia.objects.create(titular=rosa, suplente=marta, desde=en_dias(5), hasta=en_dias(5))


def test_one_that_has_begun_held_until_yesterday(rosa: Usuario, luis: Usuario) -> None:
    with clock.moved_to(clock.now() - timedelta(days=3)):
        suplencia = nombrar(rosa, luis, hasta=en_dias(9))

    suplencias.terminar(suplencia_id=suplencia.pk, actor=rosa)

    suplencia.refresh_from_db()
    assert suplencia.hasta == en_dias(-1)
    assert access.identities(de_nuevo(luis)) == (luis,)
    assert Notificacion.objects.filter(usuario=luis, datos__verbo="terminar").count() == 1


def test_one_that_begins_today_ends_today(rosa: Usuario, luis: Usuario, marta: Usuario) -> None:
    suplencia = nombrar(rosa, luis)
    suplencias.terminar(suplencia_id=suplencia.pk, actor=rosa)

    assert access.identities(de_nuevo(luis)) == (luis,)
    nombrar(rosa, marta)


def test_what_has_ended_does_not_end_again(rosa: Usuario, luis: Usuario) -> None:
    suplencia = Suplencia.objects.create(
        titular=rosa, suplente=luis, desde=en_dias(-9), hasta=en_dias(-2)
    )
    with pytest.raises(NotAllowed, match="ya terminó"):
        suplencias.terminar(suplencia_id=suplencia.pk, actor=rosa)


def test_only_who_is_substituted_or_the_administration_ends_it(
    rosa: Usuario, luis: Usuario, marta: Usuario, elena: Usuario
) -> None:
    suplencia = nombrar(rosa, luis)
    for user in (luis, marta):
        with pytest.raises(Suplencia.DoesNotExist):
            suplencias.terminar(suplencia_id=suplencia.pk, actor=user)

    suplencias.terminar(suplencia_id=suplencia.pk, actor=elena)
    terminadas = Notificacion.objects.filter(datos__verbo="terminar")
    assert {aviso.usuario for aviso in terminadas} == {rosa, luis}


def test_each_sees_ones_own(rosa: Usuario, luis: Usuario, marta: Usuario) -> None:
    suplencia = nombrar(rosa, luis)
    Suplencia.objects.create(titular=marta, suplente=luis, desde=en_dias(-9), hasta=en_dias(-2))

    assert list(suplencias.dadas(rosa)) == [suplencia]
    assert list(suplencias.recibidas(luis)) == [suplencia]
    assert rosa not in suplencias.candidatos(rosa)
    assert luis in suplencias.candidatos(rosa)


def cambiar(suplencia: Suplencia, actor: Usuario, **cambios: Any) -> Suplencia:
    datos: dict[str, Any] = {"hasta": en_dias(9), **cambios}
    return suplencias.cambiar(suplencia_id=suplencia.pk, actor=actor, **datos)


def test_it_is_made_longer_and_both_are_told(rosa: Usuario, luis: Usuario, elena: Usuario) -> None:
    suplencia = nombrar(rosa, luis)
    Notificacion.objects.all().delete()

    cambiada = cambiar(suplencia, elena, motivo="Más vacaciones")

    assert (cambiada.desde, cambiada.hasta) == (en_dias(0), en_dias(9))
    assert avisados() == {"Luis Ábrego": "suplente", "Rosa Medina": "titular"}
    aviso = Notificacion.objects.get(usuario=luis)
    assert en_dias(9).strftime("%d/%m/%Y") in mensajes.componer(aviso).cuerpo


def test_one_to_come_may_be_moved(rosa: Usuario, luis: Usuario) -> None:
    suplencia = nombrar(rosa, luis, desde=en_dias(3))

    cambiada = cambiar(suplencia, rosa, desde=en_dias(1))

    assert cambiada.desde == en_dias(1)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"desde": -1}, "desde"),
        ({"hasta": -1}, "hasta"),
        ({"desde": 10}, "hasta"),
        ({"hasta": 21}, "hasta"),
    ],
)
def test_a_date_that_cannot_be_is_refused(
    rosa: Usuario, luis: Usuario, marta: Usuario, cambios: dict[str, int], campo: str
) -> None:
    nombrar(rosa, marta, desde=en_dias(20), hasta=en_dias(25))
    suplencia = nombrar(rosa, luis, desde=en_dias(1), hasta=en_dias(5))

    with pytest.raises(ValidationError) as falta:
        cambiar(suplencia, rosa, **{nombre: en_dias(dias) for nombre, dias in cambios.items()})

    assert list(falta.value.message_dict) == [campo]
    suplencia.refresh_from_db()
    assert suplencia.hasta == en_dias(5)


def test_one_that_has_begun_keeps_its_beginning(rosa: Usuario, luis: Usuario) -> None:
    suplencia = Suplencia.objects.create(
        titular=rosa, suplente=luis, desde=en_dias(-3), hasta=en_dias(3)
    )
    with pytest.raises(ValidationError) as falta:
        cambiar(suplencia, rosa, desde=en_dias(1))

    assert list(falta.value.message_dict) == ["desde"]
    assert cambiar(suplencia, rosa).desde == en_dias(-3)


def test_nobody_makes_longer_what_one_stands_in_for(
    rosa: Usuario, luis: Usuario, elena: Usuario
) -> None:
    suplencia = nombrar(rosa, elena)
    with pytest.raises(ValidationError) as falta:
        cambiar(suplencia, elena)
    assert list(falta.value.message_dict) == ["hasta"]
    with pytest.raises(Suplencia.DoesNotExist):
        cambiar(suplencia, luis)


def test_what_has_ended_is_not_changed(rosa: Usuario, luis: Usuario) -> None:
    vieja = Suplencia.objects.create(
        titular=rosa, suplente=luis, desde=en_dias(-9), hasta=en_dias(-2)
    )
    with pytest.raises(NotAllowed, match="ya terminó"):
        cambiar(vieja, rosa)


def test_what_was_agreed_stays_written_even_of_one_that_never_began(
    rosa: Usuario, luis: Usuario, elena: Usuario
) -> None:
    suplencia = nombrar(rosa, luis, desde=en_dias(2))
    cambiar(suplencia, rosa)
    suplencias.terminar(suplencia_id=suplencia.pk, actor=elena)

    assert not Suplencia.objects.exists()
    entradas = suplencias.historia(rosa)
    assert [(una.verbo, una.usuario, una.hasta) for una in entradas] == [
        ("terminar", elena, en_dias(9)),
        ("cambiar", rosa, en_dias(9)),
        ("nombrar", rosa, en_dias(5)),
    ]
    assert not suplencias.historia(luis).exists()
    assert suplencias.historia().count() == 3


def test_of_all_those_that_hold_now_come_first(
    rosa: Usuario, luis: Usuario, tomas: Usuario, marta: Usuario
) -> None:
    vieja = Suplencia.objects.create(
        titular=tomas, suplente=rosa, desde=en_dias(-9), hasta=en_dias(-2)
    )
    futura = nombrar(tomas, luis, desde=en_dias(3))
    vigente = nombrar(rosa, marta)

    def hay(**filtro: str) -> list[Suplencia]:
        return list(suplencias.todas(suplencias.Filtro(**filtro)))

    assert hay() == [vigente, futura, vieja]
    assert hay(cuando="ahora") == [vigente]
    assert hay(cuando="por_venir") == [futura]
    assert hay(cuando="terminadas") == [vieja]
    assert hay(q="medina") == [vigente, vieja]
    assert hay(q="abrego") == [futura]
    assert suplencias.cuentas() == {"ahora": 1, "por_venir": 1, "terminadas": 1}
