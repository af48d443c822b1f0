"""The form that takes a request in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.models import Actor, Lugar, Tema, Usuario
from tests.webui.conftest import Entrar
from tests.webui.solicitudes.paginas import errores, texto, url
from tests.workflows.solicitudes.builders import Despacho
from workflows.solicitudes.models import Solicitud, TipoSolicitud

NUEVA = "/solicitudes/nueva/"


@pytest.fixture
def datos(despacho: Despacho, el_roble: Lugar, agua: Tema) -> dict[str, Any]:
    return {
        "tipo": despacho.tipo.pk,
        "titulo": "Agua potable para El Roble",
        "solicitante": despacho.solicitante.pk,
        "canal": "telefono",
        "fecha_recepcion": str(clock.today() - timedelta(days=1)),
        "lugares": [el_roble.pk],
        "temas": [agua.pk],
        "prioridad": "3",
        "nivel_reserva": "1",
    }


def test_it_opens_with_today_and_the_types_in_use(
    entrar: Entrar, despacho: Despacho, invitacion: TipoSolicitud
) -> None:
    TipoSolicitud.objects.filter(pk=invitacion.pk).update(activo=False)

    pagina = texto(entrar(despacho.asistente).get(NUEVA))

    assert 'value="2026-09-09"' in pagina
    assert "Petición formal" in pagina
    assert "Invitación" not in pagina


def test_it_is_taken_in(entrar: Entrar, despacho: Despacho, datos: dict[str, Any]) -> None:
    response = entrar(despacho.asistente).post(NUEVA, datos)

    solicitud = Solicitud.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, url(solicitud))
    assert (solicitud.estado, solicitud.creado_por) == ("registrada", despacho.asistente)
    assert (solicitud.canal, solicitud.prioridad) == ("telefono", 3)
    assert (solicitud.lugares.count(), solicitud.temas.count()) == (1, 1)


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"tipo": ""}, "tipo"),
        ({"tipo": "²"}, "tipo"),
        ({"titulo": "   "}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"titulo": "a\x00b"}, "titulo"),
        ({"solicitante": ""}, "solicitante"),
        ({"solicitante": "99999999999999999999"}, "solicitante"),
        ({"canal": "paloma"}, "canal"),
        ({"fecha_recepcion": ""}, "fecha_recepcion"),
        ({"fecha_recepcion": "2026-02-31"}, "fecha_recepcion"),
        ({"fecha_recepcion": "2026-09-10"}, "fecha_recepcion"),
        ({"hora_evento": "10:00"}, "fecha_evento"),
        ({"hora_evento": "25:00"}, "hora_evento"),
        ({"lugar_texto": "a" * 161}, "lugar_texto"),
        ({"lugares": ["abc"]}, "lugares"),
        ({"prioridad": "7"}, "prioridad"),
        ({"nivel_reserva": "9"}, "nivel_reserva"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar,
    despacho: Despacho,
    datos: dict[str, Any],
    cambios: dict[str, Any],
    campo: str,
) -> None:
    response = entrar(despacho.asistente).post(
        NUEVA, {**datos, "descripcion": "Desde abril, dicen.", **cambios}
    )

    assert (response.status_code, errores(response)) == (422, [campo])
    assert f'id="id_{campo}_error"' in texto(response)
    assert "Desde abril, dicen." in texto(response)
    assert not Solicitud.objects.exists()


def test_an_empty_form_says_all_that_it_lacks(entrar: Entrar, despacho: Despacho) -> None:
    response = entrar(despacho.asistente).post(NUEVA, {})

    assert response.status_code == 422
    assert {"tipo", "titulo", "solicitante", "fecha_recepcion"} <= set(errores(response))


@pytest.mark.parametrize("quien", ["tomas", "luis", "omar", "elena"])
def test_who_takes_nothing_in_has_no_form(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any], quien: str, request: Any
) -> None:
    """Nor those who only read, nor he who decides."""
    user: Usuario = request.getfixturevalue(quien)

    assert entrar(user).get(NUEVA).status_code == 403
    assert entrar(user).post(NUEVA, datos).status_code == 403
    assert not Solicitud.objects.exists()


def test_whoever_is_typed_and_known_is_found(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any]
) -> None:
    for escrito in ("junta comunal EL ROBLE", f"Lo que sea #{despacho.solicitante.pk}"):
        entrar(despacho.asistente).post(NUEVA, {**datos, "solicitante": escrito})

    assert {una.solicitante for una in Solicitud.objects.all()} == {despacho.solicitante}
    assert Solicitud.objects.count() == 2


def test_somebody_new_is_written_down_with_the_request(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any]
) -> None:
    nueva = {"solicitante": "Délfido Cáceres", "correo": "delfido@correo.test", "telefono": "600"}

    response = entrar(despacho.asistente).post(NUEVA, {**datos, **nueva})

    quien = Solicitud.objects.get().solicitante
    assert response.status_code == 302
    assert (quien.nombre, quien.email, quien.telefono) == (
        "Délfido Cáceres",
        "delfido@correo.test",
        "600",
    )


@pytest.mark.parametrize("dicho", ["Junta Comunal del Roble", "junta com"])
def test_a_name_that_is_nearly_or_half_known_is_asked_about_before_it_is_new(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any], dicho: str
) -> None:
    client = entrar(despacho.asistente)
    casi = {**datos, "solicitante": dicho}

    response = client.post(NUEVA, casi)
    assert (response.status_code, errores(response)) == (422, ["solicitante"])
    assert f"Junta Comunal El Roble #{despacho.solicitante.pk}" in texto(response)
    assert Actor.objects.count() == 1

    client.post(NUEVA, {**casi, "es_nuevo": "on"})
    assert Solicitud.objects.get().solicitante.nombre == dicho


def test_of_two_with_one_name_one_is_chosen(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any]
) -> None:
    otra = Actor.objects.create(nombre=despacho.solicitante.nombre)

    response = entrar(despacho.asistente).post(NUEVA, {**datos, "solicitante": otra.nombre})

    assert errores(response) == ["solicitante"]
    assert f"#{otra.pk}" in texto(response)


def test_they_are_told_apart_by_how_each_is_reached(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any]
) -> None:
    otra = Actor.objects.create(nombre=despacho.solicitante.nombre, telefono="6000-0001")
    client = entrar(despacho.asistente)

    refused = texto(client.post(NUEVA, {**datos, "solicitante": otra.nombre}))
    ofrecidas = texto(client.get("/solicitudes/quienes/", {"solicitante": otra.nombre}))

    assert f"#{otra.pk} (6000-0001)" in refused
    assert f"#{despacho.solicitante.pk} ({despacho.solicitante.email})" in refused
    assert "6000-0001" in ofrecidas
    assert despacho.solicitante.email in ofrecidas


@pytest.mark.parametrize("cuantas", [1, 2])
def test_somebody_else_of_that_name_is_new(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any], cuantas: int
) -> None:
    for _ in range(1, cuantas):
        Actor.objects.create(nombre=despacho.solicitante.nombre)
    otra = {"solicitante": despacho.solicitante.nombre, "correo": "otra@vecina.test"}

    entrar(despacho.asistente).post(NUEVA, {**datos, **otra, "es_nuevo": "on"})

    quien = Solicitud.objects.get().solicitante
    assert quien.email == "otra@vecina.test"
    assert Actor.objects.filter(nombre=quien.nombre).count() == cuantas + 1


@pytest.mark.parametrize(("campo", "dicho"), [("correo", "otra@vecina.test"), ("telefono", "600")])
def test_what_is_typed_for_somebody_new_is_not_lost_on_somebody_known(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any], campo: str, dicho: str
) -> None:
    response = entrar(despacho.asistente).post(NUEVA, {**datos, campo: dicho})

    assert errores(response) == [campo]
    assert not Solicitud.objects.exists()


def test_the_address_one_has_may_be_typed_again(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any]
) -> None:
    suyo = despacho.solicitante.email.upper()

    assert entrar(despacho.asistente).post(NUEVA, {**datos, "correo": suyo}).status_code == 302


def test_what_is_refused_writes_nobody_down(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any]
) -> None:
    mal = {"solicitante": "Délfido Cáceres", "fecha_recepcion": "2026-09-10"}

    assert entrar(despacho.asistente).post(NUEVA, {**datos, **mal}).status_code == 422
    assert not Actor.objects.filter(nombre="Délfido Cáceres").exists()


def test_saved_and_another_keeps_how_it_came(
    entrar: Entrar, despacho: Despacho, datos: dict[str, Any]
) -> None:
    client = entrar(despacho.asistente)

    response = client.post(NUEVA, {**datos, "otra": "1"})

    assert response.headers["Location"] == f"{NUEVA}?tipo={despacho.tipo.pk}&canal=telefono"
    form = client.get(response.headers["Location"]).context["form"]
    assert (form["canal"].value(), form["solicitante"].value()) == ("telefono", None)


def test_names_are_offered_while_one_is_typed(entrar: Entrar, despacho: Despacho) -> None:
    client = entrar(despacho.asistente)

    def ofrecidos(escrito: str) -> str:
        return texto(client.get("/solicitudes/quienes/", {"solicitante": escrito}))

    assert f"Junta Comunal El Roble #{despacho.solicitante.pk}" in ofrecidos("roble jun")
    assert "option" not in ofrecidos("r")
    assert "option" not in ofrecidos("\x00zzz")


def test_names_are_offered_to_who_takes_requests_in(
    entrar: Entrar, despacho: Despacho, omar: Usuario
) -> None:
    assert entrar(omar).get("/solicitudes/quienes/", {"solicitante": "junta"}).status_code == 403
