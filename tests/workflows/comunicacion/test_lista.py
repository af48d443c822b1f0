"""The pieces a person may see, narrowed and sorted."""

from __future__ import annotations

from typing import Any

import pytest

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from ops.sandbox.client import Sandbox
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, en_minutos
from workflows.comunicacion import queries, states
from workflows.comunicacion.models import Pieza
from workflows.comunicacion.queries import Filtro


def titulos(user: Usuario, orden: str = "", **filtro: Any) -> list[str]:
    return [pieza.titulo for pieza in queries.lista(user, Filtro(**filtro), orden)]


def test_the_last_changed_first_unless_told_otherwise(redaccion: Redaccion) -> None:
    uno, _dos = redaccion.crear(titulo="Uno"), redaccion.crear(titulo="Dos")
    with clock.moved_to(en_minutos(5)):
        redaccion.editar(uno, cuerpo="Otro.")

    assert titulos(redaccion.autora) == ["Uno", "Dos"]
    assert titulos(redaccion.autora, "codigo") == ["Uno", "Dos"]
    assert titulos(redaccion.autora, "-codigo") == ["Dos", "Uno"]
    assert titulos(redaccion.autora, "no existe") == ["Uno", "Dos"]


def test_by_state_and_by_what_needs_a_person(redaccion: Redaccion, sandbox: Sandbox) -> None:
    redaccion.crear(titulo="Borrador")
    redaccion.hasta(states.DEVUELTA, titulo="Devuelta")
    sandbox.fault("x", "bad_media")
    redaccion.publicar(titulo="Fallida", **con_imagen())

    assert titulos(redaccion.autora, estado="aprobada") == ["Fallida"]
    assert set(titulos(redaccion.autora, estado="abiertas")) == {"Borrador", "Devuelta"}
    assert titulos(redaccion.autora, estado="problemas") == ["Fallida"]


def test_by_who_wrote_it_by_channel_and_by_words(redaccion: Redaccion) -> None:
    redaccion.crear(titulo="Muelle", canales=["web"])
    redaccion.crear(titulo="Acueducto", actor=redaccion.editor)

    assert titulos(redaccion.autora, mias=True) == ["Muelle"]
    assert titulos(redaccion.autora, canal="twitter") == ["Acueducto"]
    assert titulos(redaccion.autora, q="MUÉLLE") == ["Muelle"]
    assert titulos(redaccion.autora, q="nada") == []


def test_by_what_it_is_about(
    redaccion: Redaccion, junta: Actor, agua: Tema, el_roble: Lugar
) -> None:
    redaccion.crear(titulo="Suya", actores=[junta], temas=[agua], lugares=[el_roble])
    redaccion.crear(titulo="Ajena")

    assert titulos(redaccion.autora, actor=junta.pk) == ["Suya"]
    assert titulos(redaccion.autora, tema=agua) == ["Suya"]
    assert titulos(redaccion.autora, lugar=el_roble) == ["Suya"]


def test_the_number_of_queries_does_not_grow_with_the_list(
    redaccion: Redaccion, django_assert_num_queries: Any
) -> None:
    for numero in range(4):
        redaccion.hasta(states.APROBADA, titulo=f"Pieza {numero}")
    quien = Usuario.objects.get(pk=redaccion.autora.pk)
    list(queries.lista(quien))

    with django_assert_num_queries(2):
        for pieza in queries.lista(quien):
            queries.luz(pieza)
            str(pieza.imagen), str(pieza.creado_por), str(pieza.editada_por)


def test_one_file_by_its_code(redaccion: Redaccion, luis: Usuario) -> None:
    pieza = redaccion.crear()

    assert queries.una(redaccion.autora, pieza.codigo) == pieza
    with pytest.raises(Pieza.DoesNotExist):
        queries.una(luis, pieza.codigo)
