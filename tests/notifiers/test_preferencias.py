"""How a person wants to be told comes before how it would be, on every way to be told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from pytest_django import DjangoAssertNumQueries

from core.models import Actor, Expediente, Suplencia, Usuario
from notifiers import kinds, preferencias, queue
from notifiers.models import Entrega, Notificacion, Preferencia
from tests.notifiers.builders import LUNES, MIERCOLES, avisar

pytestmark = pytest.mark.django_db


def medios(entregas: list[Entrega]) -> list[str]:
    return [una.medio for una in entregas]


@pytest.mark.parametrize("habitual", ["correo", "resumen", "aplicacion"])
@pytest.mark.parametrize(
    ("elegido", "sale"), [("correo", ["correo"]), ("resumen", ["resumen"]), ("aplicacion", [])]
)
def test_what_was_chosen_comes_before_what_is_usual(
    expediente: Expediente, luis: Usuario, habitual: str, elegido: str, sale: list[str]
) -> None:
    preferencias.guardar(luis, {"T03": elegido})
    assert medios(avisar(expediente, luis, medio=habitual)) == sale
    assert Notificacion.objects.filter(usuario=luis).count() == 1


def test_it_is_of_that_person_and_that_kind(
    expediente: Expediente, luis: Usuario, rosa: Usuario
) -> None:
    preferencias.guardar(luis, {"T03": "aplicacion"})
    assert [una.notificacion.usuario for una in avisar(expediente, luis, rosa)] == [rosa]
    assert medios(avisar(expediente, luis, kind="T04", clave="2")) == ["correo"]


def test_the_digest_waits_as_the_digest_does(expediente: Expediente, luis: Usuario) -> None:
    preferencias.guardar(luis, {"T03": "resumen"})
    (entrega,) = avisar(expediente, luis)
    assert entrega.disponible_en == queue.proximo_resumen()


@pytest.mark.parametrize("kind", kinds.MANDATORY)
def test_what_is_mandatory_is_told_whatever_was_written_down(
    expediente: Expediente, luis: Usuario, kind: str
) -> None:
    preferencias.guardar(luis, {kind: "aplicacion"})
    assert not Preferencia.objects.exists()
    Preferencia.objects.create(usuario=luis, clase=kind, medio="aplicacion")
    assert medios(avisar(expediente, luis, kind=kind)) == ["correo"]


def test_the_sweep_asks_it_too(expediente: Expediente, luis: Usuario, rosa: Usuario) -> None:
    preferencias.guardar(luis, {"T04": "aplicacion"})
    select = """
        SELECT 'T04'::text AS clase, 'aviso:1'::text AS clave,
               %(expediente)s::bigint AS expediente_id,
               u.id AS usuario_id, 'correo'::text AS medio, '{}'::jsonb AS datos
          FROM core_usuario u WHERE u.id = ANY(%(usuarios)s)
    """
    params: Mapping[str, object] = {"expediente": expediente.pk, "usuarios": [luis.pk, rosa.pk]}
    assert queue.notify_from(select, params, disponible_en=MIERCOLES) == 2
    assert [una.notificacion.usuario for una in Entrega.objects.all()] == [rosa]


def test_who_stands_in_is_told_as_she_wants_it_herself(
    expediente: Expediente, luis: Usuario, marta: Usuario, rosa: Usuario
) -> None:
    Suplencia.objects.create(
        titular=rosa, suplente=marta, desde=MIERCOLES.date(), hasta=LUNES.date()
    )
    preferencias.guardar(marta, {"T03": "aplicacion"})
    assert [una.notificacion.usuario for una in avisar(expediente, rosa)] == [rosa]
    preferencias.guardar(marta, {})
    preferencias.guardar(rosa, {"T03": "aplicacion"})
    (entrega,) = avisar(expediente, rosa, clave="2")
    assert entrega.notificacion.usuario == marta


def test_what_goes_to_an_actor_is_nobodys_to_choose(expediente: Expediente, junta: Actor) -> None:
    homonimo = Usuario.objects.create_user("h@alborada.test", nombre="Otro")
    Preferencia.objects.create(usuario=homonimo, clase="S10F", medio="aplicacion")
    assert medios(avisar(expediente, junta, kind="S10F")) == ["correo"]


def test_it_takes_no_query_more(
    expediente: Expediente, luis: Usuario, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    avisar(expediente, luis)
    preferencias.guardar(luis, {"T03": "resumen"})
    with django_assert_num_queries(1):
        queue.notify("T03", expediente=expediente, clave="9", usuarios=[luis])


def test_what_nobody_knows_is_left_out(luis: Usuario) -> None:
    preferencias.guardar(luis, {"Z99": "correo", "T03": "paloma", "T04": "", "M03": "resumen"})
    assert preferencias.de(luis) == {"M03": "resumen"}


def test_every_mandatory_kind_says_why() -> None:
    assert all(str(kind.porque) for kind in kinds.ALL if kind.obligatoria)
    assert set(kinds.MANDATORY) >= {"S04", "S05", "C05", "C06"}
