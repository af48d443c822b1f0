"""A draft is opened: on its own, or born of what it tells about."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from core.models import Actor, Expediente, Lugar, Tema, Usuario, Vinculo
from core.transitions import NotAllowed
from tests.builders import un_compromiso
from tests.momentos import MIERCOLES
from tests.workflows.comunicacion.builders import Redaccion, con_imagen, imagen, ultima
from workflows.comunicacion import actions
from workflows.comunicacion.models import Pieza


def test_it_begins_as_a_draft_for_every_channel(redaccion: Redaccion) -> None:
    pieza = redaccion.crear()

    assert re.fullmatch(r"PIE-2026-\d{5}", pieza.codigo)
    assert (pieza.estado, pieza.nivel_reserva) == ("borrador", 0)
    assert pieza.canales == ["web", "facebook", "twitter"]
    assert pieza.escrita_por(redaccion.autora)
    assert ultima(pieza).verbo == "crear"


def test_its_permalink_is_short_and_nobody_can_guess_it(redaccion: Redaccion) -> None:
    tokens = {redaccion.crear().token for _n in range(5)}

    assert len(tokens) == 5
    assert all(re.fullmatch(r"[2-9a-zA-Z]{8}", token) for token in tokens)


def test_the_picture_is_kept_with_what_was_said_of_it(redaccion: Redaccion) -> None:
    pieza = Pieza.objects.get(pk=redaccion.crear(**con_imagen()).pk)

    assert pieza.imagen is not None
    assert (pieza.imagen.nombre, pieza.imagen.clase) == ("teal.png", "imagen")
    assert (pieza.imagen_alt, pieza.menores_confirmado) == ("El muelle, con tres lanchas", True)


def test_a_draft_may_lack_everything_but_a_title(paula: Usuario) -> None:
    pieza = actions.crear(actor=paula, titulo="Muelle", imagen=imagen())

    assert (pieza.entradilla, pieza.cuerpo, pieza.imagen_alt) == ("", "", "")
    assert pieza.canales == ["web"]


def test_born_of_a_compromiso_it_is_about_the_same_things(
    redaccion: Redaccion, rosa: Usuario, luis: Usuario, junta: Actor, agua: Tema, el_roble: Lugar
) -> None:
    compromiso = un_compromiso(rosa, luis, junta, temas=[agua], lugares=[el_roble])

    pieza = redaccion.crear(actor=rosa, origen_id=compromiso.pk)

    [vinculo] = Vinculo.objects.filter(a=pieza.pk)
    assert (vinculo.de_id, vinculo.clase) == (compromiso.pk, "origen")
    assert list(pieza.actores.all()) == [junta]
    assert list(pieza.temas.all()) == [agua]
    assert list(pieza.lugares.all()) == [el_roble]


def test_what_it_is_about_may_be_told_otherwise(
    redaccion: Redaccion, rosa: Usuario, luis: Usuario, junta: Actor, agua: Tema, el_roble: Lugar
) -> None:
    compromiso = un_compromiso(rosa, luis, junta, temas=[agua])

    pieza = redaccion.crear(actor=rosa, origen_id=compromiso.pk, lugares=[el_roble])

    assert list(pieza.temas.all()) == [agua]
    assert list(pieza.lugares.all()) == [el_roble]


def test_it_is_not_born_of_what_its_author_may_not_see(
    redaccion: Redaccion, tomas: Usuario, luis: Usuario, junta: Actor
) -> None:
    reservado = un_compromiso(tomas, luis, junta, nivel_reserva=3)

    with pytest.raises(ValidationError) as error:
        redaccion.crear(origen_id=reservado.pk)
    assert list(error.value.message_dict) == ["origen"]
    assert not Pieza.objects.exists()


def test_it_is_not_born_of_another_piece(redaccion: Redaccion) -> None:
    with pytest.raises(ValidationError, match="no existe, o no puede verlo"):
        redaccion.crear(origen_id=redaccion.crear().pk)


@pytest.mark.parametrize("quien", ["rosa", "carmen", "gabriel", "luis"])
def test_whoever_has_something_to_tell_writes(
    quien: str, redaccion: Redaccion, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    assert redaccion.crear(actor=actor).creado_por == actor


@pytest.mark.parametrize("quien", ["tomas", "ines", "elena", "omar", "sofia"])
def test_nobody_else_writes(
    quien: str, redaccion: Redaccion, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    with pytest.raises(NotAllowed, match="No le corresponde"):
        redaccion.crear(actor=actor)
    assert not Expediente.objects.exists()


@pytest.mark.parametrize(
    ("campo", "valor", "frase"),
    [
        ("titulo", " ", "no puede estar"),
        ("titulo", "a" * 201, "como máximo|menos de|no más de|a lo sumo"),
        ("entradilla", "a" * 401, "como máximo|menos de|no más de|a lo sumo"),
        ("cuerpo", "a" * 30_001, "como máximo|menos de|no más de|a lo sumo"),
        ("imagen_alt", "a" * 1_001, "como máximo|menos de|no más de|a lo sumo"),
        ("publicar_en", MIERCOLES, "Esa hora ya pasó"),
        ("nivel_reserva", 9, "no es una opción válida"),
    ],
)
def test_each_field_says_what_is_wrong_with_it(
    campo: str, valor: object, frase: str, redaccion: Redaccion
) -> None:
    with pytest.raises(ValidationError, match=frase) as error:
        redaccion.crear(**{campo: valor})
    assert list(error.value.message_dict) == [campo]
    assert not Pieza.objects.exists()


def test_a_channel_that_does_not_exist_is_left_out(redaccion: Redaccion) -> None:
    assert redaccion.crear(canales=["telegrafo", "twitter", "web"]).canales == ["web", "twitter"]
