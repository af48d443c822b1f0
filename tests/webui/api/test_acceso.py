"""Who may ask: a key that lives, made for what is asked, as often as the limit says."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client, override_settings

from core.models import Clave, Usuario
from tests.builders import en_dias, un_compromiso
from tests.webui.api.conftest import De
from tests.webui.api.programa import Programa, una_clave
from webui.api.guia import descripcion

pytestmark = pytest.mark.django_db

OPERACIONES = [
    (metodo.upper(), camino)
    for camino, metodos in descripcion()["paths"].items()
    for metodo in metodos
]


@pytest.fixture(autouse=True)
def sin_fallos_anteriores() -> None:
    cache.clear()


@pytest.mark.parametrize(("metodo", "camino"), OPERACIONES)
def test_nobody_without_a_key_is_answered(metodo: str, camino: str) -> None:
    ruta = camino.replace("{codigo}", "SOL-2026-00001").replace("{id}", "1")
    response = Programa("").pedir(metodo, ruta)

    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_is_no_key(rosa: Usuario) -> None:
    client = Client()
    client.force_login(rosa)
    assert client.get("/api/v1/yo").status_code == 401


def test_a_key_opens_no_screen(rosa: Usuario) -> None:
    _clave, secreto = una_clave(rosa)
    cabeceras = {"Authorization": f"Bearer {secreto}"}
    response = Client().get("/mi-dia/", headers=cabeceras)
    assert response.status_code == 302


@pytest.mark.parametrize(
    "cambios",
    [{"revocada_en": "2026-01-01T00:00Z"}, {"vence_el": "2026-01-01"}, {"huella": "0" * 64}],
)
def test_a_dead_key_is_none(rosa: Usuario, cambios: dict[str, Any]) -> None:
    clave, secreto = una_clave(rosa)
    Clave.objects.filter(pk=clave.pk).update(**cambios)
    assert Programa(secreto).get("/yo").status_code == 401


def test_that_of_who_has_left_is_none(programa_de: De, rosa: Usuario) -> None:
    programa = programa_de(rosa)
    rosa.is_active = False
    rosa.save()
    assert programa.get("/yo").status_code == 401


def test_it_says_who_asks(programa_de: De, rosa: Usuario) -> None:
    yo = programa_de(rosa, lee=["metas"], escribe=[]).get("/yo").json()
    assert yo["nombre"] == "Rosa Medina"
    assert yo["roles"] == ["jefe_agenda"]
    assert (yo["lee"], yo["escribe"]) == (["metas"], [])


@override_settings(SEGUNDO_FACTOR=["jefe_agenda"])
def test_who_owes_a_second_factor_is_not_answered(
    programa_de: De, rosa: Usuario, luis: Usuario
) -> None:
    programa = programa_de(rosa)
    negada = programa.get("/yo")
    assert negada.status_code == 403
    assert "segundo paso" in negada.json()["motivo"]
    assert programa_de(luis).get("/yo").status_code == 200
    Authenticator.objects.create(user=rosa, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert programa.get("/yo").status_code == 200


def test_it_opens_only_what_it_was_made_for(
    programa_de: De, rosa: Usuario, luis: Usuario, junta: Any
) -> None:
    codigo = un_compromiso(rosa, luis, junta).codigo
    lee = programa_de(rosa, lee=["compromisos"], escribe=[])

    assert lee.get(f"/compromisos/{codigo}").status_code == 200
    negada = lee.post(f"/compromisos/{codigo}/reiterar", {"mensaje": "¿Cómo va?"})
    assert negada.status_code == 403
    assert negada.json()["motivo"] == "Esta clave no se hizo para eso."
    for ruta in ("/solicitudes", "/metas", "/intermedias", "/piezas", "/publicaciones"):
        assert lee.get(ruta).status_code == 403
    for ruta in ("/personas", "/actores", "/temas", "/lugares", "/areas", "/tipos-de-solicitud"):
        assert lee.get(ruta).status_code == 200


def test_a_key_for_metas_opens_their_parts_and_one_for_piezas_their_posts(
    programa_de: De, tomas: Usuario
) -> None:
    assert programa_de(tomas, lee=["metas"], escribe=[]).get("/intermedias").status_code == 200
    assert programa_de(tomas, lee=["piezas"], escribe=[]).get("/publicaciones").status_code == 200


@override_settings(API_POR_MINUTO=2)
def test_it_is_answered_so_often_in_a_minute(programa_de: De, rosa: Usuario, luis: Usuario) -> None:
    programa = programa_de(rosa)
    estados = [programa.get("/yo").status_code for _n in range(3)]
    Clave.objects.update(minuto=0)  # a minute later

    # A minute may have passed while it was asked.
    assert estados in ([200, 200, 429], [200, 200, 200])
    assert programa.get("/yo").status_code == 200
    assert programa_de(luis).get("/yo").status_code == 200


@override_settings(API_POR_MINUTO=1)
def test_it_is_told_when_to_ask_again(programa_de: De, rosa: Usuario) -> None:
    programa = programa_de(rosa)
    negada = next(una for una in iter(lambda: programa.get("/yo"), None) if una.status_code != 200)

    assert negada.status_code == 429
    assert 1 <= int(negada.headers["Retry-After"]) <= 60


@override_settings(API_FALLOS=3)
def test_an_address_tries_only_so_many_keys_that_are_none(programa_de: De, rosa: Usuario) -> None:
    adivina = Programa("sgb_adivinada")
    assert [adivina.get("/yo").status_code for _n in range(4)] == [401, 401, 401, 429]
    assert int(adivina.get("/yo").headers["Retry-After"]) >= 1
    assert programa_de(rosa).get("/yo").status_code == 200
    assert Programa("").get("/yo").status_code == 401


@override_settings(API_FALLOS=3)
def test_from_where_nobody_knows_a_key_that_is_none_is_one_and_is_counted() -> None:
    adivina = Client(REMOTE_ADDR="", headers={"Authorization": "Bearer sgb_adivinada"})

    assert [adivina.get("/api/v1/yo").status_code for _n in range(4)] == [401, 401, 401, 429]


def test_a_key_that_is_one_opens_from_there_too(rosa: Usuario) -> None:
    _clave, secreto = una_clave(rosa)
    programa = Client(REMOTE_ADDR="", headers={"Authorization": f"Bearer {secreto}"})

    assert programa.get("/api/v1/yo").status_code == 200


def test_its_last_use_is_known(programa_de: De, rosa: Usuario) -> None:
    programa = programa_de(rosa)
    assert Clave.objects.get().usada_en is None
    programa.get("/yo")
    assert Clave.objects.get().usada_en is not None


def test_it_answers_in_the_language_it_is_asked_in(programa_de: De, rosa: Usuario) -> None:
    programa = programa_de(rosa)
    assert "No existe" in programa.get("/metas/MET-2026-00001").json()["detail"]
    ingles = programa.get("/metas/MET-2026-00001", Accept_Language="en")
    assert ingles.headers["Content-Language"] == "en"
    assert "does not exist" in ingles.json()["detail"]


def test_no_answer_carries_a_cookie_or_may_be_kept(programa_de: De, rosa: Usuario) -> None:
    response = programa_de(rosa).get("/yo")
    assert not response.cookies
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_not_there_or_not_asked_so_is_refused_in_json(
    programa_de: De, rosa: Usuario
) -> None:
    programa = programa_de(rosa)
    for metodo, ruta, estado in (("GET", "/nada", 404), ("DELETE", "/yo", 405)):
        response = programa.pedir(metodo, ruta)
        assert response.status_code == estado
        assert response.json()["status"] == estado
        assert response.headers["Content-Type"] == "application/problem+json"
    assert programa.pedir("DELETE", "/yo").headers["Allow"] == "GET"
    mal = Client().post(
        "/api/v1/solicitudes",
        "{esto no es",
        content_type="application/json",
        headers={"Authorization": f"Bearer {programa.secreto}"},
    )
    assert mal.status_code == 400


def test_who_has_no_key_sends_nothing_large(rosa: Usuario) -> None:
    grande = "x" * (2 * 1024 * 1024 + 1)
    response = Programa("").post("/solicitudes", {"titulo": grande})
    assert response.status_code == 413
    assert response.headers["Content-Type"] == "application/problem+json"


def test_a_key_that_ends_tomorrow_opens_today(programa_de: De, rosa: Usuario) -> None:
    assert programa_de(rosa, vence_el=en_dias(1)).get("/yo").status_code == 200
