"""Several workers at once: everything goes out, nothing twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from channels.models import Publicacion
from core import clock
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.momentos import MIERCOLES
from tests.workflows.comunicacion.builders import Redaccion
from workflows.comunicacion import states
from workflows.comunicacion.models import Pieza

PIEZAS = 6
TRABAJADORES = 4


def trabajar() -> None:
    """What one worker does; its connection is its own."""
    try:
        with clock.moved_to(MIERCOLES):
            publish.publicar()
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_workers_share_the_rows(redaccion: Redaccion, sandbox: Sandbox) -> None:
    for numero in range(PIEZAS):
        redaccion.hasta(states.APROBADA, titulo=f"Pieza {numero}", texto_x=f"Pieza {numero}")

    with ThreadPoolExecutor(TRABAJADORES) as trabajadores:
        for hecho in [trabajadores.submit(trabajar) for _n in range(TRABAJADORES)]:
            hecho.result()

    assert set(Publicacion.objects.values_list("estado", flat=True)) == {"publicada"}
    assert len(sandbox.posts("facebook")) == len(sandbox.posts("x")) == PIEZAS


@pytest.mark.django_db(transaction=True)
def test_people_who_edit_and_workers_who_publish_do_not_block_each_other(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    piezas = [redaccion.hasta(states.APROBADA, titulo=f"Pieza {n}") for n in range(PIEZAS)]

    def editar(pieza: Pieza) -> None:
        try:
            with clock.moved_to(MIERCOLES):
                redaccion.editar(pieza, titulo=f"{pieza.titulo}, corregida")
        finally:
            connection.close()

    with ThreadPoolExecutor(TRABAJADORES) as gente:
        hechos = [gente.submit(trabajar), gente.submit(trabajar)]
        hechos += [gente.submit(editar, pieza) for pieza in reversed(piezas)]
        for hecho in hechos:
            hecho.result()

    assert set(Pieza.objects.values_list("estado", flat=True)) == {"borrador"}
    salidas = Publicacion.objects.exclude(canal="web").values_list("estado", flat=True)
    assert set(salidas) <= {"publicada", "cancelada"}
    assert (
        len(sandbox.posts("facebook"))
        == Publicacion.objects.filter(canal="facebook", estado="publicada").count()
    )
