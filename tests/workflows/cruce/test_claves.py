"""Keys of the API: made by oneself, opening nothing more than that, and until a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models.functions import Now
from django.test import override_settings

from core import clock
from core.models import Clave, Recibo, Usuario
from core.transitions import NotAllowed
from notifiers.models import Entrega, Notificacion
from tasks import upkeep
from tests.builders import en_dias
from workflows.cruce import claves

pytestmark = pytest.mark.django_db


def una(actor: Usuario, **cambios: Any) -> tuple[Clave, str]:
    campos: dict[str, Any] = {
        "nombre": "Ventanilla digital",
        "lee": ["metas"],
        "escribe": ["solicitudes"],
        "vence_el": en_dias(30),
    }
    return claves.crear(actor=actor, **{**campos, **cambios})


def test_its_secret_opens_it_and_is_kept_nowhere(rosa: Usuario) -> None:
    clave, secreto = una(rosa)
    abierta = claves.abrir(secreto)

    assert abierta == clave
    assert abierta is not None
    assert abierta.usuario == rosa
    fila = Clave.objects.filter(pk=clave.pk).values().get()
    assert secreto not in str(fila)
    assert secreto.startswith(clave.inicio)


def test_two_have_nothing_in_common(rosa: Usuario) -> None:
    (_una, primera), (_otra, segunda) = una(rosa), una(rosa)
    assert primera != segunda


def test_what_may_be_written_may_be_read(rosa: Usuario) -> None:
    clave, _secreto = una(rosa)
    assert clave.permite("solicitudes", escribir=True)
    assert clave.permite("solicitudes", escribir=False)
    assert clave.permite("metas", escribir=False)
    assert not clave.permite("metas", escribir=True)
    assert not clave.permite("piezas", escribir=False)


def test_its_owner_is_told_at_once_by_mail(rosa: Usuario) -> None:
    una(rosa)
    aviso = Notificacion.objects.get(clase="clave")
    assert aviso.usuario == rosa
    assert "Ventanilla digital" in aviso.titulo
    assert Entrega.objects.get(notificacion=aviso).disponible_en <= clock.now()


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"nombre": "  "}, "nombre"),
        ({"lee": [], "escribe": []}, "lee"),
        ({"vence_el": en_dias}, "vence_el"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    rosa: Usuario, cambios: dict[str, Any], campo: str
) -> None:
    if callable(cambios.get("vence_el")):
        cambios = {"vence_el": en_dias(-1)}
    with pytest.raises(ValidationError) as error:
        una(rosa, **cambios)
    assert list(error.value.error_dict) == [campo]
    assert not Clave.objects.exists()


@override_settings(API_CLAVE_DIAS=10)
def test_it_lives_no_longer_than_the_installation_allows(rosa: Usuario) -> None:
    una(rosa, vence_el=en_dias(10))
    with pytest.raises(ValidationError, match="entre hoy"):
        una(rosa, vence_el=en_dias(11))


def test_nobody_keeps_more_than_can_be_looked_after(rosa: Usuario) -> None:
    for _n in range(claves.MAXIMO_VIVAS):
        clave, _secreto = una(rosa)
    with pytest.raises(ValidationError, match="demasiadas"):
        una(rosa)
    claves.revocar(clave_id=clave.pk, actor=rosa)
    una(rosa)


def test_who_has_no_role_has_no_key() -> None:
    nadie = Usuario.objects.create_user("nadie@alborada.test", nombre="Nadie")
    with pytest.raises(NotAllowed, match="ninguna función"):
        una(nadie)


def test_after_its_last_day_it_opens_nothing(rosa: Usuario) -> None:
    _clave, secreto = una(rosa, vence_el=en_dias(2))
    with clock.moved_to(clock.now() + timedelta(days=2)):
        assert claves.abrir(secreto) is not None
    with clock.moved_to(clock.now() + timedelta(days=3)):
        assert claves.abrir(secreto) is None


def test_revoked_it_opens_nothing(rosa: Usuario) -> None:
    clave, secreto = una(rosa)
    claves.revocar(clave_id=clave.pk, actor=rosa)

    assert claves.abrir(secreto) is None
    with pytest.raises(NotAllowed, match="ya estaba"):
        claves.revocar(clave_id=clave.pk, actor=rosa)


def test_that_of_who_has_left_opens_nothing(rosa: Usuario) -> None:
    _clave, secreto = una(rosa)
    rosa.is_active = False
    rosa.save()
    assert claves.abrir(secreto) is None


@pytest.mark.parametrize("secreto", ["", "sgb_", "sgb_nada", "otra cosa", "sgb_" + "x" * 5000])
def test_what_is_no_secret_opens_nothing(rosa: Usuario, secreto: str) -> None:
    una(rosa)
    assert claves.abrir(secreto) is None


def test_nobody_revokes_that_of_somebody_else(rosa: Usuario, luis: Usuario) -> None:
    clave, secreto = una(rosa)
    with pytest.raises(Clave.DoesNotExist):
        claves.revocar(clave_id=clave.pk, actor=luis)
    assert claves.abrir(secreto) is not None


def test_who_administers_does_and_its_owner_is_told(rosa: Usuario, sofia: Usuario) -> None:
    clave, secreto = una(rosa)
    claves.revocar(clave_id=clave.pk, actor=sofia)

    assert claves.abrir(secreto) is None
    clave.refresh_from_db()
    assert clave.revocada_por == sofia
    aviso = Notificacion.objects.filter(clase="clave").latest("pk")
    assert aviso.usuario == rosa
    assert "fue revocada" in aviso.titulo


def test_each_sees_ones_own_and_who_administers_all(
    rosa: Usuario, luis: Usuario, sofia: Usuario
) -> None:
    de_rosa, de_luis = una(rosa)[0], una(luis)[0]
    assert list(claves.de_todos(rosa)) == [de_rosa]
    assert list(claves.de_todos(sofia)) == [de_luis, de_rosa]
    assert list(claves.de(sofia)) == []


def test_its_use_is_noted_and_counted_by_the_minute(rosa: Usuario) -> None:
    clave, _secreto = una(rosa)
    assert [claves.usar(clave) for _n in range(3)] == [1, 2, 3]
    clave.refresh_from_db()
    assert clave.usada_en is not None

    Clave.objects.filter(pk=clave.pk).update(minuto=clave.minuto - 1)
    assert claves.usar(clave) == 1


def test_old_receipts_are_forgotten_and_the_others_stay(rosa: Usuario) -> None:
    for llave, horas in (("vieja", 49), ("nueva", 23)):
        Recibo.objects.create(
            usuario=rosa, llave=llave, huella="", status=200, cuerpo={},
            creado_en=Now() - timedelta(hours=horas),
        )  # fmt: skip
    upkeep.podar_recibos()
    assert list(Recibo.objects.values_list("llave", flat=True)) == ["nueva"]
