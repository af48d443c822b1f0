"""What the screens do, done by a program: the same forms, actions, refusals and reasons."""

from __future__ import annotations

from typing import Any

import pytest

from core.models import Actor, Expediente, Historial, Lugar, Usuario
from tests.builders import en_dias, un_compromiso
from tests.webui.api.conftest import De
from tests.webui.api.mundo import un_mundo
from workflows.compromisos.models import Compromiso
from workflows.solicitudes.models import Solicitud, TipoSolicitud

pytestmark = pytest.mark.django_db


def solicitud(junta: Actor, **cambios: Any) -> dict[str, Any]:
    return {
        "tipo": TipoSolicitud.objects.get(codigo="requerimiento").pk,
        "titulo": "Un muelle para El Roble",
        "solicitante": junta.pk,
        **cambios,
    }


def test_a_solicitud_is_registered_as_at_the_counter(
    programa_de: De, ines: Usuario, junta: Actor, el_roble: Lugar
) -> None:
    programa = programa_de(ines)
    pedido = solicitud(junta, lugares=[el_roble.pk], fecha_recepcion=str(en_dias(-1)))
    response = programa.post("/solicitudes", pedido)

    assert response.status_code == 201, response.content
    hecha = Solicitud.objects.get()
    assert response.headers["Location"] == f"/api/v1/solicitudes/{hecha.codigo}"
    assert programa.get(response.headers["Location"]).json() == response.json()
    assert (hecha.creado_por, hecha.canal, hecha.prioridad) == (ines, "ventanilla", 2)
    assert list(hecha.lugares.all()) == [el_roble]
    assert response.json()["campos"]["fecha_recepcion"] == str(en_dias(-1))
    assert Historial.objects.get(expediente=hecha.pk).clave == "Ventanilla digital"


def test_of_an_invitation_the_day_is_asked_for_by_its_name(
    programa_de: De, ines: Usuario, junta: Actor
) -> None:
    programa = programa_de(ines)
    tipos = programa.get("/tipos-de-solicitud").json()["elementos"]
    (invitacion,) = (uno for uno in tipos if uno["exige"] == ["fecha_evento"])
    assert "quien_paga" in invitacion["pide"]

    sin_dia = programa.post("/solicitudes", solicitud(junta, tipo=invitacion["id"]))
    con_dia = programa.post(
        "/solicitudes",
        solicitud(junta, tipo=invitacion["id"], fecha_evento=str(en_dias(30))),
    )

    assert (sin_dia.status_code, list(sin_dia.json()["errores"])) == (422, ["fecha_evento"])
    assert con_dia.status_code == 201, con_dia.content


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"titulo": None}, "titulo"),
        ({"titulo": ""}, "titulo"),
        ({"titulo": "   "}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"titulo": "a\x00b"}, "titulo"),
        ({"titulo": 7}, "titulo"),
        ({"tipo": 999999}, "tipo"),
        ({"tipo": "1"}, "tipo"),
        ({"solicitante": 2**70}, "solicitante"),
        ({"lugares": [999999]}, "lugares"),
        ({"prioridad": 9}, "prioridad"),
        ({"fecha_recepcion": "15/12/2026"}, "fecha_recepcion"),
        ({"fecha_recepcion": "2126-01-01"}, "fecha_recepcion"),
        ({"hora_evento": "25:00"}, "hora_evento"),
        ({"titlo": "mal escrito"}, "titlo"),
    ],
)
def test_what_is_wrong_stands_by_the_name_of_its_field(
    programa_de: De, ines: Usuario, junta: Actor, cambios: dict[str, Any], campo: str
) -> None:
    response = programa_de(ines).post("/solicitudes", solicitud(junta, **cambios))

    assert response.status_code == 422
    assert list(response.json()["errores"]) == [campo]
    assert all(response.json()["errores"][campo])
    assert not Solicitud.objects.exists()


def test_who_may_not_is_told_so(programa_de: De, omar: Usuario, junta: Actor) -> None:
    response = programa_de(omar).post("/solicitudes", solicitud(junta))
    assert response.status_code == 403
    assert response.json()["motivo"] == "No le corresponde a usted."


def test_what_is_sent_is_changed_and_the_rest_stays(
    programa_de: De, rosa: Usuario, luis: Usuario, junta: Actor, el_roble: Lugar
) -> None:
    caso = un_compromiso(rosa, luis, junta, lugares=[el_roble], descripcion="Con urgencia")
    response = programa_de(rosa).patch(
        f"/compromisos/{caso.codigo}", {"titulo": "Otro título", "version": caso.version}
    )

    assert response.status_code == 200, response.content
    ahora = Compromiso.objects.get()
    assert (ahora.titulo, ahora.descripcion) == ("Otro título", "Con urgencia")
    assert list(ahora.lugares.all()) == [el_roble]
    assert list(ahora.actores.all()) == [junta]
    assert Historial.objects.filter(expediente=caso.pk).latest("pk").datos.keys() == {"titulo"}


def test_a_step_is_taken_as_its_button_takes_it(
    programa_de: De, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    caso = un_compromiso(rosa, luis, junta)
    response = programa_de(luis).post(f"/compromisos/{caso.codigo}/aceptar")

    assert response.status_code == 200
    assert response.json()["estado"]["codigo"] == "en_gestion"
    assert Compromiso.objects.get().estado == "en_gestion"


def test_a_step_that_is_refused_says_why_and_changes_nothing(
    programa_de: De, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    caso = un_compromiso(rosa, luis, junta)
    for programa, motivo in (
        (programa_de(rosa), "No le corresponde a usted."),
        (programa_de(luis), "No se puede: está en «Asignado»."),
    ):
        verbo = "aceptar" if "corresponde" in motivo else "aprobar"
        response = programa.post(f"/compromisos/{caso.codigo}/{verbo}")
        assert response.status_code == 409
        assert response.json()["motivo"] == motivo
    assert Compromiso.objects.get().version == caso.version


@pytest.mark.parametrize("como", ["paso", "edicion"])
def test_what_changed_meanwhile_is_told(
    programa_de: De, rosa: Usuario, luis: Usuario, junta: Actor, como: str
) -> None:
    caso = un_compromiso(rosa, luis, junta)
    programa = programa_de(rosa)
    ruta = f"/compromisos/{caso.codigo}"
    programa.patch(ruta, {"prioridad": 1})
    viejo = {"version": caso.version}
    response = (
        programa.post(f"{ruta}/reiterar", {"mensaje": "¿Cómo va?", **viejo})
        if como == "paso"
        else programa.patch(ruta, {"titulo": "Otro", **viejo})
    )

    assert response.status_code == 409
    problema = response.json()
    assert problema["type"].endswith("#cambio")
    assert problema["version"] == caso.version + 1
    assert problema["cambios"][0]["campo"] == "prioridad"
    assert Compromiso.objects.get().reiteraciones == 0


def test_a_compromiso_may_be_born_of_a_meta_as_a_draft(programa_de: De) -> None:
    mundo = un_mundo()
    origen = Expediente.objects.get(codigo=mundo.codigos["metas"][0])
    Expediente.objects.filter(pk=origen.pk).update(nivel_reserva=2)
    response = programa_de(mundo.gente["rosa"]).post(
        "/compromisos",
        {
            "titulo": "Comprar la bomba",
            "responsable": mundo.ids["responsable"],
            "a_quien": mundo.ids["a_quien"],
            "fecha": str(en_dias(5)),
            "origen": origen.codigo,
            "borrador": True,
        },
    )

    assert response.status_code == 201, response.content
    caso = response.json()
    assert caso["estado"]["codigo"] == "borrador"
    assert caso["nivel_reserva"] == 2
    assert origen.codigo in [nudo["codigo"] for nudo in caso["hilo"]]


def test_of_what_one_may_not_see_nothing_is_born(
    programa_de: De, rosa: Usuario, luis: Usuario, marta: Usuario, junta: Actor
) -> None:
    response = programa_de(rosa).post(
        "/compromisos",
        {
            "titulo": "Nada",
            "responsable": luis.pk,
            "a_quien": junta.pk,
            "fecha": str(en_dias(5)),
            "origen": "MET-2026-00099",
        },
    )
    assert response.status_code == 404
    assert not Compromiso.objects.exists()


def test_a_plan_is_written_part_by_part(programa_de: De) -> None:
    mundo = un_mundo()
    programa = programa_de(mundo.gente["gabriel"])
    ruta = f"/metas/{mundo.codigos['metas'][1]}"
    parte = programa.post(f"{ruta}/intermedias", {"titulo": "Inaugurar", "peso": 10})
    assert parte.status_code == 201, parte.content
    assert parte.json()["clase"] == "meta_intermedia"
    suya = programa.patch(parte.headers["Location"], {"peso": 15})
    assert suya.json()["campos"]["peso"] == 15
    indicador = {"nombre": "Hogares con agua", "unidad": "hogares", "valor_meta": 640.5}
    assert programa.post(f"{ruta}/indicador", indicador).status_code == 200
    assert programa.post(f"{ruta}/intermedias", {"titulo": "Otra", "peso": 101}).status_code == 422


def test_a_piece_is_approved_as_it_was_read(programa_de: De) -> None:
    mundo = un_mundo()
    programa = programa_de(mundo.gente["bruno"])
    ruta = f"/piezas/{mundo.codigos['piezas'][1]}"
    pasos = {paso["verbo"]: paso for paso in programa.get(ruta).json()["pasos"]}

    otra = programa.post(f"{ruta}/aprobar", {"huella": "0" * 64})
    assert otra.status_code in {409, 422}
    response = programa.post(f"{ruta}/aprobar", pasos["aprobar"]["lleva"])
    assert response.status_code == 200, response.content
    assert response.json()["estado"]["codigo"] == "aprobada"


def test_a_post_that_failed_is_tried_again(programa_de: De) -> None:
    mundo = un_mundo()
    programa = programa_de(mundo.gente["paula"])
    ruta = "/publicaciones"
    (fallida,) = programa.get(f"{ruta}?estado=fallida").json()["elementos"]
    assert fallida["se_reintenta"]
    assert programa.post(f"{ruta}/{fallida['id']}/reintentar").status_code == 200
    otra_vez = programa.post(f"{ruta}/{fallida['id']}/reintentar")
    assert otra_vez.status_code == 409
    assert "ya no está en ese estado" in otra_vez.json()["motivo"]
    assert programa.post(f"{ruta}/999999/reintentar").status_code == 404
