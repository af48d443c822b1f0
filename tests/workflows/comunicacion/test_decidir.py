"""An official says what the network did not."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from channels.models import Cuenta, Publicacion
from core.models import Usuario
from core.transitions import NotAllowed
from ops.sandbox import accounts
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.workflows.comunicacion.builders import (
    Redaccion,
    abiertos,
    pasados,
    salida,
    salidas,
    sin_cambios,
    ultima,
)
from workflows.comunicacion import actions, queries, states
from workflows.comunicacion.models import Pieza

ENLACE = f"https://www.facebook.com/{accounts.FB_PAGE_ID}_77"


@pytest.fixture
def por_decidir(redaccion: Redaccion, sandbox: Sandbox) -> Publicacion:
    """One that Facebook neither showed nor denied for a day."""
    sandbox.fault("facebook", "reset")
    pieza = redaccion.publicar(canales=["web", "facebook"])
    sandbox.fault("facebook", "server_error_json", op="timeline", times=None)
    with pasados(60 * 25):
        actions.reconciliar()
    sandbox.clear()
    return salida(pieza, "facebook")


@pytest.fixture
def pieza(por_decidir: Publicacion) -> Pieza:
    return Pieza.objects.get(pk=por_decidir.expediente_id)


def test_it_is_out_where_the_official_saw_it(
    por_decidir: Publicacion, pieza: Pieza, paula: Usuario
) -> None:
    publicacion = actions.decidir(
        publicacion_id=por_decidir.pk, actor=paula, publicada=True, enlace=f" {ENLACE} "
    )

    assert (publicacion.estado, publicacion.url) == ("publicada", ENLACE)
    assert publicacion.decidida_por == paula
    assert ultima(pieza).verbo == "decidir"
    assert ultima(pieza).datos == {"canal": "facebook", "publicada": True, "enlace": ENLACE}
    assert abiertos(pieza) == set()


def test_it_is_not_out_and_is_sent_again(
    por_decidir: Publicacion, pieza: Pieza, paula: Usuario, sandbox: Sandbox
) -> None:
    actions.decidir(publicacion_id=por_decidir.pk, actor=paula, publicada=False)
    publish.publicar()

    assert salidas(pieza)["facebook"] == "publicada"
    assert len(sandbox.posts("facebook")) == 1
    assert ultima(pieza).datos["publicada"] is False
    assert abiertos(pieza) == set()


@pytest.mark.parametrize(
    ("enlace", "frase"),
    [
        ("", "Pegue el enlace"),
        ("https://x.com/alborada/status/77", "no es el enlace de una publicación de Facebook"),
        ("javascript:alert(1)", "no es el enlace"),
    ],
)
def test_that_it_is_out_needs_its_link(
    enlace: str, frase: str, por_decidir: Publicacion, pieza: Pieza, paula: Usuario
) -> None:
    with sin_cambios(pieza), pytest.raises(ValidationError, match=frase) as error:
        actions.decidir(publicacion_id=por_decidir.pk, actor=paula, publicada=True, enlace=enlace)
    assert list(error.value.message_dict) == ["enlace"]


@pytest.mark.parametrize("quien", ["tomas", "bruno"])
def test_prensa_and_the_titular_may(
    quien: str, por_decidir: Publicacion, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    actions.decidir(publicacion_id=por_decidir.pk, actor=actor, publicada=False)

    por_decidir.refresh_from_db()
    assert por_decidir.estado == "pendiente"


@pytest.mark.parametrize("quien", ["rosa", "elena", "omar"])
def test_who_only_reads_may_not(
    quien: str, por_decidir: Publicacion, pieza: Pieza, request: pytest.FixtureRequest
) -> None:
    actor: Usuario = request.getfixturevalue(quien)

    with sin_cambios(pieza), pytest.raises(NotAllowed, match="No le corresponde"):
        actions.decidir(publicacion_id=por_decidir.pk, actor=actor, publicada=False)


def test_who_may_not_see_it_does_not_find_it(
    por_decidir: Publicacion, pieza: Pieza, luis: Usuario
) -> None:
    with sin_cambios(pieza), pytest.raises(Pieza.DoesNotExist):
        actions.decidir(publicacion_id=por_decidir.pk, actor=luis, publicada=False)


def test_what_is_known_is_not_decided(pieza: Pieza, paula: Usuario, facebook: Cuenta) -> None:
    with sin_cambios(pieza), pytest.raises(ValidationError, match="ya no está en ese estado"):
        actions.decidir(publicacion_id=salida(pieza, "web").pk, actor=paula, publicada=False)


def test_an_old_version_that_is_not_out_is_not_sent_again(
    por_decidir: Publicacion, pieza: Pieza, redaccion: Redaccion, sandbox: Sandbox
) -> None:
    redaccion.editar(pieza, texto_facebook="Otra cosa.")

    actions.decidir(publicacion_id=por_decidir.pk, actor=redaccion.autora, publicada=False)
    publish.publicar()

    assert salidas(pieza)["facebook"] == "cancelada"
    assert sandbox.posts("facebook") == []


def test_one_that_is_withdrawn_meanwhile_waits_on_for_a_person(
    por_decidir: Publicacion, pieza: Pieza, redaccion: Redaccion, paula: Usuario
) -> None:
    redaccion.retirar(pieza)

    assert abiertos(pieza) == {states.ATENDER}
    assert list(queries.esperan_a(paula)) == [pieza]
    actions.decidir(publicacion_id=por_decidir.pk, actor=paula, publicada=False)
    assert abiertos(pieza) == set()
