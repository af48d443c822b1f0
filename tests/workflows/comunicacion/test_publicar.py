"""What is approved goes out, once, and the right people know when it does not."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from channels.models import Cuenta, Publicacion
from core import clock, origen
from core.models import Usuario
from ops import logs
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
)
from workflows.comunicacion import actions, queries, states

TODAS = {"web": "publicada", "facebook": "publicada", "twitter": "publicada"}


def test_the_three_channels_have_it(redaccion: Redaccion, sandbox: Sandbox) -> None:
    pieza = redaccion.publicar(texto_facebook="¡Ya abrió!", texto_x="Abrió.", **con_imagen())

    assert salidas(pieza) == TODAS
    [en_facebook] = sandbox.posts("facebook")
    [en_x] = sandbox.posts("x")
    enlace = queries.permalink(pieza)
    assert en_facebook["message"] == f"¡Ya abrió!\n\n{enlace}"
    assert en_x["text"] == f"Abrió.\n{enlace}"
    assert len(en_facebook["image_ids"]) == len(en_x["image_ids"]) == 1
    assert {one["alt_text"] for one in sandbox.state()["images"]} == {"El muelle, con tres lanchas"}
    assert queries.noticia(pieza.token) is not None


def test_one_row_for_each_call_and_false_when_nothing_waits(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    redaccion.hasta(states.APROBADA)

    assert [actions.publicar() for _vez in range(3)] == [True, True, False]
    assert len(sandbox.calls("facebook", "publish")) == 1
    assert len(sandbox.calls("x", "publish")) == 1


def test_who_wrote_it_is_told_when_the_last_is_out(redaccion: Redaccion, sandbox: Sandbox) -> None:
    pieza = redaccion.hasta(states.APROBADA)
    actions.publicar()
    assert avisados(pieza, "C03P") == set()

    actions.publicar()

    assert avisados(pieza, "C03P") == {"Paula Quintero"}
    [aviso] = avisos(pieza, "C03P")
    assert aviso.titulo == f"Ya está publicada: {pieza.titulo}"
    assert not aviso.entregas.exists()


def test_at_its_hour_it_goes_out_everywhere(redaccion: Redaccion, sandbox: Sandbox) -> None:
    pieza = redaccion.hasta(
        states.APROBADA, publicar_en=clock.now() + timedelta(hours=2), canales=["web", "twitter"]
    )
    publish.publicar()
    assert set(salidas(pieza).values()) == {"programada"}
    assert queries.noticia(pieza.token) is None

    with pasados(121):
        publish.publicar()
        assert set(salidas(pieza).values()) == {"publicada"}
        assert queries.noticia(pieza.token) is not None


def test_what_a_network_refuses_fails_and_prensa_is_told_by_mail(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("x", "bad_media")

    pieza = redaccion.publicar(**con_imagen())

    assert salidas(pieza) == {**TODAS, "twitter": "fallida"}
    assert avisados(pieza, "C05") == {"Paula Quintero", "Bruno Salas"}
    aviso = avisos(pieza, "C05")[0]
    assert aviso.titulo == f"No se publicó en X: {pieza.titulo}"
    assert aviso.datos["motivo"] == salida(pieza, "twitter").error
    assert [entrega.medio for entrega in aviso.entregas.all()] == ["correo"]
    assert abiertos(pieza) == {"publicacion.atender"}
    assert avisados(pieza, "C03P") == set()


def test_a_second_failure_is_told_and_the_deadline_goes_on(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("x", "bad_media")
    sandbox.fault("facebook", "bad_media")

    pieza = redaccion.publicar(**con_imagen())

    assert {aviso.datos["canal"] for aviso in avisos(pieza, "C05")} == {"X", "Facebook"}
    assert abiertos(pieza) == {"publicacion.atender"}


def test_a_failure_after_the_deadline_passed_starts_another(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("x", "bad_media", times=None)
    pieza = redaccion.publicar(**con_imagen())

    with pasados(120):
        actions.reintentar(publicacion_id=salida(pieza, "twitter").pk, actor=redaccion.autora)
        assert abiertos(pieza) == set()
        publish.publicar()
        assert abiertos(pieza) == {"publicacion.atender"}


def test_a_dead_token_holds_the_account_and_tells_at_once(
    redaccion: Redaccion, sandbox: Sandbox, facebook: Cuenta, sofia: Usuario
) -> None:
    sandbox.fault("facebook", "dead_token", times=None)

    pieza = redaccion.publicar()

    assert salidas(pieza) == {**TODAS, "facebook": "retenida"}
    facebook.refresh_from_db()
    assert facebook.estado == "reconectar"
    assert avisados(None, "C06") == {"Paula Quintero", "Bruno Salas", "Sofía Lince"}
    [aviso, *_otros] = avisos(None, "C06")
    assert aviso.titulo == "Reconecte Facebook: no se puede publicar"
    assert aviso.ruta == "/canales/"
    assert avisados(pieza, "C05") == set()


def test_after_reconnecting_what_was_held_goes_out(
    redaccion: Redaccion, sandbox: Sandbox, facebook: Cuenta
) -> None:
    sandbox.fault("facebook", "dead_token", times=None)
    pieza = redaccion.publicar()
    sandbox.clear()

    actions.reconectar(
        cuenta_id=facebook.pk, actor=redaccion.autora, credenciales=facebook.account().secretos
    )
    publish.publicar()

    assert salidas(pieza) == TODAS
    assert len(sandbox.posts("facebook")) == 1


@pytest.mark.parametrize(("red", "canal"), [("facebook", "facebook"), ("x", "twitter")])
def test_a_limit_holds_it_until_the_time_given_and_the_others_go_on(
    red: str, canal: str, redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault(red, "rate_limit")

    pieza = redaccion.publicar()

    assert salidas(pieza) == {**TODAS, canal: "retenida"}
    with pasados(1):
        actions.recuperar()
        assert salidas(pieza)[canal] == "retenida"
    with pasados(70):
        actions.recuperar()
        publish.publicar()
    assert salidas(pieza) == TODAS
    assert len(sandbox.posts(red)) == 1
    assert avisados(pieza, "C05") == avisados(None, "C06") == set()


def test_an_account_without_credit_is_told_and_waits_for_a_person(
    redaccion: Redaccion, sandbox: Sandbox, x: Cuenta
) -> None:
    sandbox.fault("x", "credits")

    pieza = redaccion.publicar()

    x.refresh_from_db()
    assert (x.estado, salidas(pieza)["twitter"]) == ("pausada", "retenida")
    assert avisados(None, "C06") == {"Paula Quintero", "Bruno Salas"}

    actions.reanudar_cuenta(cuenta_id=x.pk, actor=redaccion.autora)
    publish.publicar()
    assert salidas(pieza) == TODAS


def test_what_surely_was_not_sent_is_tried_again_and_after_the_last_try_fails(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("x", "server_error_html", op="media", times=None)
    pieza = redaccion.publicar(**con_imagen())
    assert salidas(pieza)["twitter"] == "pendiente"
    assert avisados(pieza, "C05") == set()

    for vez in range(1, 7):
        with pasados(20 * vez):
            publish.publicar()

    assert salidas(pieza)["twitter"] == "fallida"
    assert avisados(pieza, "C05") == {"Paula Quintero", "Bruno Salas"}
    assert sandbox.posts("x") == []


def test_a_lost_response_is_read_back_and_posted_once(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("facebook", "lost_response")
    sandbox.fault("x", "lost_response")

    pieza = redaccion.publicar()

    assert salidas(pieza) == TODAS
    assert len(sandbox.posts("facebook")) == len(sandbox.posts("x")) == 1
    assert salida(pieza, "facebook").remote_id == sandbox.posts("facebook")[0]["id"]
    assert avisados(pieza, "C05") == set()
    assert avisados(pieza, "C03P") == {"Paula Quintero"}


def test_an_old_version_in_doubt_does_not_go_out_after_another_was_approved(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("x", "reset")
    pieza = redaccion.hasta(states.APROBADA, texto_x="Abre el lunes.")
    actions.publicar()
    actions.publicar()
    vieja = salida(pieza, "twitter")
    assert vieja.estado == "desconocida"
    redaccion.editar(pieza, texto_x="Abre el martes.")
    redaccion.enviar(pieza)
    redaccion.aprobar(pieza)

    for vez in range(5):
        with pasados(10 * vez):
            publish.publicar()

    vieja.refresh_from_db()
    assert vieja.estado == "cancelada"
    assert [post["text"].partition("\n")[0] for post in sandbox.posts("x")] == ["Abre el martes."]


def test_a_new_version_waits_until_it_is_known_what_became_of_the_old_one(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("facebook", "reset")
    pieza = redaccion.publicar(texto_facebook="Abre el lunes.", canales=["web", "facebook"])
    redaccion.editar(pieza, texto_facebook="Abre el martes.")
    redaccion.enviar(pieza)
    redaccion.aprobar(pieza)
    sandbox.fault("facebook", "lost_response")

    publish.publicar()
    assert sandbox.posts("facebook") == []
    for vez in range(1, 6):
        with pasados(4 * vez):
            publish.publicar()

    [post] = sandbox.posts("facebook")
    assert post["message"].startswith("Abre el martes.")
    nueva = salida(pieza, "facebook")
    assert (nueva.estado, nueva.remote_id) == ("publicada", post["id"])


def test_waiting_for_an_earlier_version_is_no_attempt_however_long_it_lasts(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    pieza = redaccion.publicar(texto_x="Abre el lunes.")
    dudosa = salida(pieza, "twitter")
    Publicacion.objects.filter(pk=dudosa.pk).update(
        estado="por_decidir", desconocida_desde=clock.now()
    )
    redaccion.editar(pieza, texto_x="Abre el martes.")
    redaccion.enviar(pieza)
    redaccion.aprobar(pieza)
    Publicacion.objects.filter(estado="pendiente", canal="twitter").update(intentos=32767 - 1)

    for vez in range(1, 5):
        with pasados(2 * vez):
            publish.publicar()

    nueva = Publicacion.objects.get(expediente=pieza.pk, canal="twitter", estado="pendiente")
    assert nueva.intentos == 32767 - 1


def test_an_old_version_in_doubt_does_not_wait_while_the_piece_is_written_again(
    redaccion: Redaccion, sandbox: Sandbox
) -> None:
    sandbox.fault("x", "reset")
    pieza = redaccion.hasta(states.APROBADA)
    actions.publicar()
    actions.publicar()
    redaccion.editar(pieza, texto_x="Abre el martes.")

    for vez in range(5):
        with pasados(10 * vez):
            publish.publicar()

    assert salidas(pieza)["twitter"] == "cancelada"
    assert sandbox.posts("x") == []


def test_each_attempt_is_kept(redaccion: Redaccion, sandbox: Sandbox) -> None:
    sandbox.fault("facebook", "lost_response")
    pieza = redaccion.publicar()

    [intento] = salida(pieza, "facebook").bitacora.all()
    assert intento.resultado == "desconocido"
    assert Publicacion.objects.filter(expediente=pieza.pk).count() == 3


def test_its_lines_and_what_it_causes_carry_the_id_of_the_approval(
    redaccion: Redaccion, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(logs.Context())
    caplog.set_level(logging.INFO, "workflows.comunicacion")
    with origen.desde("AAAAA-AAAAA"):
        pieza = redaccion.hasta(states.APROBADA, canales=["facebook"], **con_imagen())
    sandbox.fault("facebook", "bad_media")

    with origen.desde("BBBBB-BBBBB"):  # the run of the worker that carries it out
        actions.publicar()

    [line] = [one for one in caplog.records if one.name.startswith("workflows.comunicacion")]
    assert logs.origen_of(line) == "AAAAA-AAAAA"
    assert line.message == (
        f"Publication {salida(pieza, 'facebook').pk} at facebook: publicando -> fallida"
    )
    correos = [aviso.entregas.get() for aviso in avisos(pieza, "C05")]
    assert {correo.origen for correo in correos} == {"AAAAA-AAAAA"}
