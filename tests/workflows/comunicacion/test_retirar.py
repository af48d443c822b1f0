"""It is taken back from every channel, and its page says why."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.models import Usuario
from core.transitions import StaleVersion
from ops.sandbox.client import Sandbox
from tasks import publish
from tests.workflows.comunicacion.builders import (
    Redaccion,
    abiertos,
    avisados,
    avisos,
    con_imagen,
    pasados,
    salida,
    salidas,
    se_niega,
    sin_cambios,
    ultima,
)
from workflows.comunicacion import actions, queries, states


def test_it_goes_from_the_networks_and_its_page_keeps_the_note(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    pieza = redaccion.publicar()
    assert len(sandbox.posts("facebook")) == len(sandbox.posts("x")) == 1

    pieza = redaccion.retirar(pieza)
    publish.publicar()

    assert pieza.estado == "retirada"
    assert set(salidas(pieza).values()) == {"retirada"}
    assert sandbox.posts("facebook") == sandbox.posts("x") == []
    noticia = queries.noticia(pieza.token)
    assert noticia is not None
    assert noticia.retirada
    assert (noticia.nota, noticia.html) == ("La fecha era otra. Pedimos disculpas.", "")
    assert ultima(pieza).escrito.texto == "La fecha era otra. Pedimos disculpas."


def test_the_portal_withdraws_it_at_once(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    redaccion.retirar(pieza)

    assert salidas(pieza) == {"web": "retirada", "facebook": "cancelada", "twitter": "cancelada"}
    assert queries.noticias().noticias == []


def test_it_can_be_withdrawn_while_it_is_written_again(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    pieza = redaccion.publicar()
    redaccion.editar(pieza, titulo="Otro")

    redaccion.retirar(pieza)
    publish.publicar()

    assert sandbox.posts("facebook") == []
    assert set(salidas(pieza).values()) == {"retirada"}


def test_what_never_went_out_is_not_withdrawn(redaccion: Redaccion) -> None:
    pieza = redaccion.crear()

    with se_niega(pieza, "No ha salido en ningún canal"):
        redaccion.retirar(pieza)


def test_one_that_was_on_its_way_is_deleted_when_it_proves_to_be_out(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("facebook", "lost_response")
    pieza = redaccion.hasta(states.APROBADA)
    actions.publicar()
    assert salidas(pieza)["facebook"] == "desconocida"

    redaccion.retirar(pieza)
    actions.reconciliar()
    publish.publicar()

    assert salidas(pieza)["facebook"] == "retirada"
    assert sandbox.posts("facebook") == []


def test_the_switch_does_not_stop_a_withdrawal(redaccion: Redaccion, sandbox: Sandbox) -> None:
    pieza = redaccion.publicar()
    actions.detener(actor=redaccion.titular, motivo="Duelo nacional")

    redaccion.retirar(pieza)
    publish.publicar()

    assert sandbox.posts("x") == []


def test_a_post_that_cannot_be_taken_away_is_left_to_a_person_and_can_be_tried_again(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    pieza = redaccion.publicar()
    sandbox.fault("facebook", "server_error_json", op="delete", times=None)
    redaccion.retirar(pieza)
    for vez in range(6):
        with pasados(30 * vez):
            publish.publicar()

    publicacion = salida(pieza, "facebook")
    assert publicacion.estado == "publicada"
    assert abiertos(pieza) == {"publicacion.atender"}
    assert avisados(pieza, "C05") == {"Paula Quintero", "Bruno Salas"}
    assert avisos(pieza, "C05")[0].titulo == (
        f"Retire a mano lo publicado en Facebook: {pieza.titulo}"
    )

    assert list(queries.esperan_a(redaccion.editor)) == [pieza]
    assert queries.luz(queries.una(redaccion.editor, pieza.codigo)).palabra == "Sigue a la vista"

    sandbox.clear()
    with pasados(300):
        actions.reintentar(publicacion_id=publicacion.pk, actor=redaccion.autora)
        assert abiertos(pieza) == set()
        publish.publicar()
    assert salidas(pieza)["facebook"] == "retirada"
    assert sandbox.posts("facebook") == []


def test_it_needs_a_note_for_the_public(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    with sin_cambios(pieza), pytest.raises(ValidationError) as error:
        redaccion.retirar(pieza, nota=" ")
    assert list(error.value.message_dict) == ["nota"]


def test_prensa_withdraws_even_what_it_wrote(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    assert redaccion.retirar(pieza, actor=redaccion.autora).estado == "retirada"


@pytest.mark.parametrize("quien", ["rosa", "elena", "carmen", "omar"])
def test_others_do_not(quien: str, redaccion: Redaccion, request: pytest.FixtureRequest) -> None:
    actor: Usuario = request.getfixturevalue(quien)
    pieza = redaccion.hasta(states.APROBADA)

    with se_niega(pieza, "No le corresponde"):
        redaccion.retirar(pieza, actor=actor)


def test_it_is_withdrawn_once(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.RETIRADA)

    with se_niega(pieza, "No se puede: está en"):
        redaccion.retirar(pieza)


def test_nothing_of_it_needs_anybody_any_more(redaccion: Redaccion, sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "bad_media")
    pieza = redaccion.publicar(**con_imagen())

    redaccion.retirar(pieza)

    assert abiertos(pieza) == set()


def test_a_stale_form_is_refused(redaccion: Redaccion) -> None:
    pieza = redaccion.hasta(states.APROBADA)

    with sin_cambios(pieza), pytest.raises(StaleVersion):
        redaccion.retirar(pieza, version=1)
