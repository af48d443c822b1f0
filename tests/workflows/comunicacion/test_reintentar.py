"""A publication that failed is sent again, alone."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from channels.models import Publicacion
from core.models import Usuario
from core.transitions import NotAllowed
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.workflows.comunicacion.builders import (
    Redaccion,
    abiertos,
    con_imagen,
    salida,
    salidas,
    sin_cambios,
    ultima,
)
from workflows.comunicacion import actions
from workflows.comunicacion.models import Pieza


@pytest.fixture
def fallida(redaccion: Redaccion, sandbox: Sandbox) -> Publicacion:
    sandbox.fault("x", "bad_media")
    return salida(redaccion.publicar(**con_imagen()), "twitter")


@pytest.fixture
def pieza(fallida: Publicacion) -> Pieza:
    return Pieza.objects.get(pk=fallida.expediente_id)


def test_it_goes_out_and_the_others_are_left_alone(
    fallida: Publicacion, pieza: Pieza, paula: Usuario, sandbox: Sandbox
) -> None:
    publicacion = actions.reintentar(publicacion_id=fallida.pk, actor=paula)
    assert publicacion.estado == "pendiente"
    assert abiertos(pieza) == set()

    publish.publicar()

    assert set(salidas(pieza).values()) == {"publicada"}
    assert len(sandbox.posts("x")) == len(sandbox.posts("facebook")) == 1
    assert (ultima(pieza).verbo, ultima(pieza).datos) == ("reintentar", {"canal": "twitter"})


def test_what_did_not_fail_is_not_tried_again(
    fallida: Publicacion, pieza: Pieza, paula: Usuario
) -> None:
    with sin_cambios(pieza), pytest.raises(ValidationError, match="ya no está en ese estado"):
        actions.reintentar(publicacion_id=salida(pieza, "facebook").pk, actor=paula)


@pytest.mark.parametrize("quien", ["tomas", "rosa", "elena", "omar"])
def test_it_is_for_prensa(
    quien: str,
    fallida: Publicacion,
    pieza: Pieza,
    bruno: Usuario,
    request: pytest.FixtureRequest,
) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    with sin_cambios(pieza), pytest.raises(NotAllowed, match="No le corresponde"):
        actions.reintentar(publicacion_id=fallida.pk, actor=actor)
    assert actions.reintentar(publicacion_id=fallida.pk, actor=bruno).estado == "pendiente"


def test_who_may_not_see_it_does_not_find_it(
    fallida: Publicacion, pieza: Pieza, luis: Usuario
) -> None:
    with sin_cambios(pieza), pytest.raises(Pieza.DoesNotExist):
        actions.reintentar(publicacion_id=fallida.pk, actor=luis)
