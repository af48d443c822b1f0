"""Each step of a compromiso as its page takes it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Actor, Adjunto, Usuario
from tests.documentos import un_pdf
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import TARDE, VENCE, Oficina
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

PDF = un_pdf()


def url(compromiso: Compromiso, verbo: str = "") -> str:
    return f"/compromisos/{compromiso.codigo}/" + (f"{verbo}/" if verbo else "")


def dicho(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def errores(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


@pytest.mark.parametrize(
    ("desde", "quien", "verbo", "datos", "hasta", "mensaje"),
    [
        (states.BORRADOR, "programador", "enviar", {}, states.ASIGNADA, "Enviado"),
        (states.ASIGNADA, "responsable", "aceptar", {}, states.EN_GESTION, "Aceptado"),
        (
            states.EN_GESTION,
            "responsable",
            "reportar_cumplida",
            {"informe": "Hecho.", "enlace": "https://alborada.test/foto"},
            states.POR_VERIFICAR,
            "Reportado",
        ),
        (states.POR_VERIFICAR, "monitor", "aprobar", {}, states.CUMPLIDA, "Verificado"),
        (
            states.POR_VERIFICAR,
            "monitor",
            "aprobar_parcial",
            {"faltante": "Dos planos."},
            states.CUMPLIDA_PARCIAL,
            "Cerrado como cumplido en parte",
        ),
        (
            states.POR_VERIFICAR,
            "monitor",
            "devolver",
            {"motivo": "Falta la firma."},
            states.EN_GESTION,
            "Devuelto",
        ),
        (
            states.EN_GESTION,
            "responsable",
            "pedir_prorroga",
            {"para": str(TARDE), "motivo": "Llueve."},
            states.EN_GESTION,
            "Prórroga pedida",
        ),
        (
            states.EN_GESTION,
            "programador",
            "reprogramar",
            {"fecha": "25/09/2026", "motivo": "Llueve."},
            states.EN_GESTION,
            "Reprogramado",
        ),
        (
            states.ASIGNADA,
            "programador",
            "reiterar",
            {"mensaje": "Los esperan."},
            states.ASIGNADA,
            "Recordatorio",
        ),
        (
            states.EN_GESTION,
            "programador",
            "cancelar",
            {"motivo": "No hace falta."},
            states.CANCELADA,
            "Cancelado",
        ),
        (
            states.CUMPLIDA,
            "monitor",
            "reabrir",
            {"fecha": str(TARDE), "motivo": "No era ese."},
            states.EN_GESTION,
            "Reabierto",
        ),
    ],
)
def test_a_step_is_taken_and_said(
    oficina: Oficina,
    entrar: Entrar,
    desde: str,
    quien: str,
    verbo: str,
    datos: dict[str, str],
    hasta: str,
    mensaje: str,
) -> None:
    compromiso = oficina.hasta(desde)
    client = entrar(getattr(oficina, quien))
    assert client.get(url(compromiso, verbo)).status_code == 200

    response = client.post(url(compromiso, verbo), {"version": compromiso.version, **datos})

    assert (response.status_code, response.headers["Location"]) == (302, url(compromiso))
    assert dicho(response)[0].startswith(mensaje)
    compromiso.refresh_from_db()
    assert compromiso.estado == hasta


def test_a_request_for_more_time_is_answered(oficina: Oficina, entrar: Entrar) -> None:
    compromiso = oficina.pedir_prorroga(oficina.hasta(states.EN_GESTION))
    client = entrar(oficina.programador)

    response = client.get(url(compromiso, "resolver_prorroga"))
    assert "Se pide hasta el 25/09/2026." in response.content.decode()
    negada = client.post(url(compromiso, "resolver_prorroga"), {"concedida": "no"})
    assert (negada.status_code, list(errores(negada))) == (422, ["motivo"])
    nada = client.post(url(compromiso, "resolver_prorroga"), {"motivo": "Sí"})
    assert (nada.status_code, list(errores(nada))) == (422, ["concedida"])

    client.post(url(compromiso, "resolver_prorroga"), {"concedida": "si"})
    compromiso.refresh_from_db()
    assert compromiso.fecha_vigente == TARDE


def test_a_simple_tarea_is_closed_by_who_did_it(oficina: Oficina, entrar: Entrar) -> None:
    tarea = oficina.aceptar(oficina.tarea())

    entrar(oficina.responsable).post(url(tarea, "cumplir"), {"informe": "Hecho."})

    tarea.refresh_from_db()
    assert tarea.estado == states.CUMPLIDA


def test_one_goes_back_to_where_one_came_from_and_never_elsewhere(
    oficina: Oficina, entrar: Entrar
) -> None:
    for siguiente, destino in (("/mi-dia/", "/mi-dia/"), ("https://malo.test/", "")):
        compromiso = oficina.crear()
        response = entrar(oficina.responsable).post(
            url(compromiso, "aceptar"), {"siguiente": siguiente}
        )
        assert response.headers["Location"] == (destino or url(compromiso))


def test_a_dialog_is_told_where_to_go(oficina: Oficina, entrar: Entrar) -> None:
    compromiso = oficina.crear()

    response = entrar(oficina.responsable).post(
        url(compromiso, "aceptar"), headers={"HX-Request": "true"}
    )
    assert response.headers["HX-Redirect"] == url(compromiso)


@pytest.mark.parametrize("metodo", ["get", "post"])
def test_a_refused_step_says_why(oficina: Oficina, entrar: Entrar, metodo: str) -> None:
    compromiso = oficina.crear()

    for quien, verbo, motivo in (
        (oficina.programador, "aceptar", "No le corresponde a usted."),
        (oficina.programador, "aprobar", "No se puede: está en «Asignado»."),
        (oficina.programador, "resolver_prorroga", "Nadie ha pedido una prórroga."),
    ):
        response = getattr(entrar(quien), metodo)(url(compromiso, verbo))
        assert response.status_code == 409
        assert motivo in response.content.decode()
    compromiso.refresh_from_db()
    assert compromiso.estado == states.ASIGNADA


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    oficina: Oficina, entrar: Entrar
) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    client = entrar(oficina.programador)

    response = client.post(
        url(compromiso, "reprogramar"),
        {"fecha": str(VENCE), "motivo": "Porque llueve mucho", "version": compromiso.version},
    )

    assert response.status_code == 422
    assert errores(response) == {"fecha": ["Es la fecha que ya tiene."]}
    assert "Porque llueve mucho" in response.content.decode()
    for basura in ("", "mañana", "2026-02-31", "9" * 400):
        response = client.post(url(compromiso, "reprogramar"), {"fecha": basura, "motivo": "x"})
        assert (response.status_code, list(errores(response))) == (422, ["fecha"])


def test_evidence_is_a_file_or_a_link(oficina: Oficina, entrar: Entrar) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    client = entrar(oficina.responsable)
    paso = url(compromiso, "reportar_cumplida")

    for datos, campo in (
        ({}, "evidencias"),
        ({"enlace": "https://a.test/" + "a" * 300}, "enlace"),
        ({"enlace": "javascript:alert(1)"}, "enlace"),
        ({"evidencias": SimpleUploadedFile("foto.jpg", b"<svg onload=alert(1)>")}, "evidencias"),
    ):
        response = client.post(paso, {"informe": "Hecho.", **datos})
        assert response.status_code == 422, datos
        assert campo in errores(response)

    varias = [SimpleUploadedFile(f"acta{n}.pdf", PDF) for n in range(2)]
    client.post(paso, {"informe": "Hecho.", "evidencias": varias})
    assert Adjunto.objects.filter(expediente=compromiso.pk, clase="evidencia").count() == 2


def test_a_stale_form_shows_what_changed_and_can_be_sent_again(
    oficina: Oficina, entrar: Entrar
) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    vieja = compromiso.version
    oficina.reprogramar(compromiso)
    client = entrar(oficina.responsable)
    datos = {"informe": "Lo entregué hoy.", "enlace": "https://alborada.test/foto"}

    response = client.post(url(compromiso, "reportar_cumplida"), {**datos, "version": vieja})

    assert response.status_code == 409
    pagina = response.content.decode()
    for parte in ("Rosa Medina", "18 de septiembre", "25 de septiembre", "Lo entregué hoy."):
        assert parte in pagina
    compromiso.refresh_from_db()
    assert compromiso.estado == states.EN_GESTION

    otra_vez = {**datos, "version": response.context["form"]["version"].value()}
    assert client.post(url(compromiso, "reportar_cumplida"), otra_vez).status_code == 302
    compromiso.refresh_from_db()
    assert compromiso.estado == states.POR_VERIFICAR


@pytest.mark.parametrize("verbo", ["", "aceptar", "cancelar", "no_existe"])
def test_who_may_not_see_it_finds_nothing(
    oficina: Oficina, entrar: Entrar, marta: Usuario, verbo: str
) -> None:
    compromiso = oficina.crear()

    client = entrar(marta)
    assert client.get(url(compromiso, verbo)).status_code == 404
    if verbo:
        assert client.post(url(compromiso, verbo), {"motivo": "x"}).status_code == 404
    compromiso.refresh_from_db()
    assert compromiso.estado == states.ASIGNADA


def test_a_step_that_is_not_one_is_not_found(oficina: Oficina, entrar: Entrar) -> None:
    for verbo in ("mover", "refresh_from_db", "delete"):
        assert entrar(oficina.programador).get(url(oficina.crear(), verbo)).status_code == 404


def test_it_is_given_to_somebody_outside(oficina: Oficina, entrar: Entrar, junta: Actor) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    client = entrar(oficina.programador)

    nadie = client.post(url(compromiso, "reasignar"), {"motivo": "Es obra."})
    client.post(url(compromiso, "reasignar"), {"motivo": "Es obra.", "externo": junta.pk})

    assert (nadie.status_code, list(errores(nadie))) == (422, ["responsable"])
    compromiso.refresh_from_db()
    assert compromiso.responsable.actor == junta


def test_so_is_a_part_of_it(oficina: Oficina, entrar: Entrar, junta: Actor) -> None:
    compromiso = oficina.hasta(states.EN_GESTION)
    parte = {"titulo": "Medir", "externo": junta.pk, "fecha": str(compromiso.fecha_vigente)}

    entrar(oficina.responsable).post(url(compromiso, "derivar"), parte)

    assert compromiso.derivadas.get().responsable.actor == junta
