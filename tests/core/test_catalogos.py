"""Actores, temas and lugares: who may change them, and what is kept of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from core import catalogos
from core.catalogos import CREAR, EDITAR, Cambiado
from core.models import Actor, Catalogado, HistorialCatalogo, Lugar, Suplencia, Tema, Usuario
from core.transitions import NotAllowed
from tests.builders import en_dias, un_compromiso
from tests.cast import CAST, person

pytestmark = pytest.mark.django_db

ESCRIBEN = {"rosa", "ines", "elena"}
REGISTRAN = ESCRIBEN | {"gabriel", "carmen", "paula", "bruno"}


def vecina(actor: Usuario, **campos: Any) -> Actor:
    return catalogos.crear(modelo=Actor, actor=actor, campos={"nombre": "Ana Gil", **campos})


def cambiar(actor: Usuario, quien: Actor, version: int | None = None, **campos: Any) -> Actor:
    return catalogos.editar(modelo=Actor, pk=quien.pk, actor=actor, version=version, campos=campos)


@pytest.mark.parametrize("nombre", CAST)
def test_who_may_is_what_the_table_of_roles_says(nombre: str) -> None:
    user = person(nombre)
    administra = {"sofia"}  # who keeps the catalogues, of which people are no part
    for modelo, ademas in ((Actor, set[str]()), (Tema, administra), (Lugar, administra)):
        assert bool(catalogos.puede(user, CREAR, modelo)) == (nombre in REGISTRAN | ademas)
        assert bool(catalogos.puede(user, EDITAR, modelo)) == (nombre in ESCRIBEN | ademas)


def test_who_may_not_changes_nothing(omar: Usuario, paula: Usuario, junta: Actor) -> None:
    with pytest.raises(NotAllowed, match="No le corresponde"):
        vecina(omar)
    with pytest.raises(NotAllowed):
        cambiar(paula, junta, email="otro@correo.test")

    junta.refresh_from_db()
    assert junta.email == "junta@elroble.test"
    assert not HistorialCatalogo.objects.exists()


def test_who_was_switched_off_may_nothing(rosa: Usuario) -> None:
    rosa.is_active = False
    assert catalogos.puede(rosa, CREAR, Actor) is None


def test_a_substitute_may_and_the_history_says_for_whom(
    rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    Suplencia.objects.create(titular=rosa, suplente=luis, desde=en_dias(0), hasta=en_dias(2))
    cambiar(luis, junta, telefono="6000-1111")

    entrada = HistorialCatalogo.objects.get(actor=junta)
    assert (entrada.usuario, entrada.por) == (luis, rosa)


def test_a_change_keeps_who_when_from_and_to(rosa: Usuario, junta: Actor) -> None:
    cambiada = cambiar(rosa, junta, version=1, email="nueva@elroble.test", nombre=junta.nombre)

    entrada = HistorialCatalogo.objects.get(actor=junta)
    assert (cambiada.version, entrada.version) == (2, 2)
    assert (entrada.usuario, entrada.por, entrada.verbo) == (rosa, None, "editar")
    assert entrada.campos == ["email"]
    assert entrada.escrito.cambios == {"email": ["junta@elroble.test", "nueva@elroble.test"]}


def test_a_new_one_has_its_author(ines: Usuario) -> None:
    entrada = HistorialCatalogo.objects.get(actor=vecina(ines, telefono="6000-2222"))

    assert (entrada.usuario, entrada.verbo) == (ines, "crear")
    assert entrada.escrito.cambios["telefono"] == ["", "6000-2222"]


def test_what_changes_nothing_leaves_no_trace(rosa: Usuario, junta: Actor) -> None:
    assert cambiar(rosa, junta, nombre=junta.nombre).version == 1
    assert not HistorialCatalogo.objects.exists()


def test_a_stale_form_changes_nothing(rosa: Usuario, ines: Usuario, junta: Actor) -> None:
    cambiar(ines, junta, version=1, telefono="6000-3333")
    with pytest.raises(Cambiado) as cambiado:
        cambiar(rosa, junta, version=1, telefono="6000-4444")

    assert (cambiado.value.objeto.version, cambiado.value.visto) == (2, 1)
    junta.refresh_from_db()
    assert junta.telefono == "6000-3333"


@pytest.mark.parametrize(
    ("campos", "campo"),
    [({"nombre": ""}, "nombre"), ({"email": "nadie"}, "email"), ({"tipo": "perro"}, "tipo")],
)
def test_what_is_wrong_names_its_field(
    rosa: Usuario, junta: Actor, campos: dict[str, Any], campo: str
) -> None:
    with pytest.raises(ValidationError) as falta:
        cambiar(rosa, junta, **campos)
    assert list(falta.value.message_dict) == [campo]


def test_a_place_is_never_inside_itself(rosa: Usuario, el_roble: Lugar) -> None:
    barrio = catalogos.crear(
        modelo=Lugar, actor=rosa, campos={"nombre": "San Martín", "superior": el_roble}
    )
    for dentro in (barrio, el_roble):
        with pytest.raises(ValidationError, match="dentro de sí mismo"):
            catalogos.editar(modelo=Lugar, pk=el_roble.pk, actor=rosa, campos={"superior": dentro})


def test_what_is_not_there_is_not_changed(rosa: Usuario) -> None:
    with pytest.raises(Tema.DoesNotExist):
        catalogos.editar(modelo=Tema, pk=999999, actor=rosa, campos={"nombre": "x"})


def test_the_history_is_append_only_and_its_values_may_be_redacted(
    rosa: Usuario, junta: Actor
) -> None:
    cambiar(rosa, junta, email="nueva@elroble.test")
    entrada = HistorialCatalogo.objects.get(actor=junta)
    escrito = type(entrada.escrito).objects.filter(pk=entrada.pk)
    for intento in (
        lambda: HistorialCatalogo.objects.filter(pk=entrada.pk).update(verbo="otro"),
        lambda: HistorialCatalogo.objects.filter(pk=entrada.pk).delete(),
        lambda: escrito.update(valores={}),
        escrito.delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            intento()

    catalogos.redactar(entrada)

    assert catalogos.historia(junta)[0].escrito.cambios == {}
    assert catalogos.historia(junta)[0].campos == ["email"]


@pytest.mark.parametrize("nombre", CAST)
def test_how_to_reach_somebody_is_for_who_answers_people(junta: Actor, nombre: str) -> None:
    ve = nombre in {"tomas", "rosa", "ines", "elena"}
    assert catalogos.ve_contacto(person(nombre), junta) is ve


def test_and_for_who_takes_part_in_what_concerns_it(
    rosa: Usuario, luis: Usuario, marta: Usuario, junta: Actor
) -> None:
    un_compromiso(rosa, luis, junta)
    assert catalogos.ve_contacto(luis, junta)
    assert not catalogos.ve_contacto(marta, junta)

    Suplencia.objects.create(titular=luis, suplente=marta, desde=en_dias(0), hasta=en_dias(0))
    assert catalogos.ve_contacto(Usuario.objects.get(pk=marta.pk), junta)


def test_each_is_called_by_its_name(junta: Actor, el_roble: Lugar, agua: Tema) -> None:
    objetos: list[Catalogado] = [junta, el_roble, agua]
    assert [str(uno) for uno in objetos] == [uno.nombre for uno in objetos]
