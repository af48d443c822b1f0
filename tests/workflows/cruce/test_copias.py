"""The reserve degree of a case stands beside its state, too, and since when there is one.

The database keeps both copies.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from core import clock
from core.models import Caso, Expediente
from workflows.comunicacion.models import Pieza
from workflows.metas.models import Meta, MetaIntermedia
from workflows.solicitudes.models import Solicitud

pytestmark = pytest.mark.usefixtures("miercoles")


@pytest.fixture
def casos(oficina, despacho, gobierno, redaccion) -> list[Caso]:
    """One of each class, all of degree 2."""
    meta = gobierno.con_programa(nivel_reserva=2)
    return [
        oficina.crear(nivel_reserva=2),
        despacho.registrar(nivel_reserva=2),
        Meta.objects.get(pk=meta.pk),
        MetaIntermedia.objects.filter(meta=meta)[0],
        redaccion.crear(nivel_reserva=2),
    ]


def grado(caso: Caso) -> int:
    return type(caso).objects.values_list("grado", flat=True).get(pk=caso.pk)


def test_there_is_one_of_each_class_here(casos) -> None:
    assert {caso.CLASE for caso in casos} == set(Expediente.clases())


def test_a_new_case_has_it(casos) -> None:
    assert [grado(caso) for caso in casos] == [2] * len(casos)


def test_it_follows_when_it_is_changed(casos) -> None:
    for caso in casos:
        Expediente.objects.filter(pk=caso.pk).update(nivel_reserva=4)

    assert [grado(caso) for caso in casos] == [4] * len(casos)


def test_only_that_case_follows(oficina) -> None:
    uno, otro = oficina.crear(nivel_reserva=1), oficina.crear(nivel_reserva=1)

    Expediente.objects.filter(pk=uno.pk).update(nivel_reserva=3)

    assert (grado(uno), grado(otro)) == (3, 1)


def test_whoever_saves_what_was_read_before_does_not_bring_the_old_one_back(casos) -> None:
    for caso in casos:
        leido = type(caso).objects.get(pk=caso.pk)
        Expediente.objects.filter(pk=caso.pk).update(nivel_reserva=3)
        leido.nivel_reserva = 3
        leido.save()

    assert [grado(caso) for caso in casos] == [3] * len(casos)


def test_nobody_can_set_it(casos) -> None:
    for caso in casos:
        type(caso).objects.filter(pk=caso.pk).update(grado=0)

    assert [grado(caso) for caso in casos] == [2] * len(casos)


def test_a_row_from_a_program_that_does_not_know_it_has_it(despacho) -> None:
    """A worker of the version before still runs while the new one is installed."""
    una = despacho.registrar(nivel_reserva=1)
    columnas = [
        str(field.column)
        for field in Solicitud._meta.local_fields
        if field.column not in ("grado", "registrado_en", "expediente_id")
    ]
    juntas = ", ".join(columnas)
    otra = Expediente.objects.create(
        clase=Solicitud.CLASE,
        codigo="SOL-0",
        titulo="Otra",
        nivel_reserva=2,
        creado_por=una.creado_por,
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO solicitudes_solicitud (expediente_id, {juntas})"  # noqa: S608 - ours
            f" SELECT %s, {juntas} FROM solicitudes_solicitud WHERE expediente_id = %s",
            [otra.pk, una.pk],
        )

    assert grado(Solicitud.objects.get(pk=otra.pk)) == 2


def test_a_piece_stays_as_it_is_when_something_else_of_it_changes(redaccion) -> None:
    pieza = redaccion.crear(nivel_reserva=2)

    Pieza.objects.filter(pk=pieza.pk).update(titulo="Otro título")

    assert grado(pieza) == 2


def test_since_when_there_is_one_is_copied_and_followed(casos) -> None:
    antes = clock.now() - timedelta(days=400)
    desde = {caso.pk: type(caso).objects.get(pk=caso.pk) for caso in casos}
    assert all(uno.registrado_en == uno.creado_en for uno in desde.values())

    for caso in casos:
        Expediente.objects.filter(pk=caso.pk).update(creado_en=antes)

    ahora = [type(caso).objects.get(pk=caso.pk).registrado_en for caso in casos]
    assert ahora == [antes] * len(casos)
