"""A write that is asked for twice is done once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from core.models import Actor, Adjunto, Recibo, Usuario
from tests.builders import ACTA, un_compromiso
from tests.webui.api.conftest import De
from workflows.compromisos.models import Compromiso

LLAVE = {"Idempotency_Key": "orden-1"}
MENSAJE = {"mensaje": "¿Cómo va?"}


@pytest.fixture
def caso(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    return un_compromiso(rosa, luis, junta)


@pytest.mark.django_db
def test_the_same_is_done_once_and_answered_twice(
    programa_de: De, rosa: Usuario, caso: Compromiso
) -> None:
    programa, ruta = programa_de(rosa), f"/compromisos/{caso.codigo}/reiterar"
    primera, segunda = (programa.post(ruta, MENSAJE, **LLAVE) for _n in range(2))

    assert primera.status_code == segunda.status_code == 200
    assert primera.json() == segunda.json()
    assert "Idempotency-Replayed" not in primera.headers
    assert segunda.headers["Idempotency-Replayed"] == "true"
    caso.refresh_from_db()
    assert caso.reiteraciones == 1


@pytest.mark.django_db
def test_what_was_made_is_where_it_was(programa_de: De, ines: Usuario, junta: Actor) -> None:
    programa = programa_de(ines)
    tipos = programa.get("/tipos-de-solicitud").json()["elementos"]
    tipo = next(uno["id"] for uno in tipos if not uno["exige"])
    pedido = {"tipo": tipo, "titulo": "Un muelle", "solicitante": junta.pk}
    primera, segunda = (programa.post("/solicitudes", pedido, **LLAVE) for _n in range(2))
    assert segunda.status_code == 201
    assert segunda.headers["Location"] == primera.headers["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("otro", ["cuerpo", "direccion"])
def test_something_else_under_the_same_key_is_refused(
    programa_de: De, rosa: Usuario, luis: Usuario, junta: Actor, caso: Compromiso, otro: str
) -> None:
    programa, ruta = programa_de(rosa), f"/compromisos/{caso.codigo}/reiterar"
    programa.post(ruta, MENSAJE, **LLAVE)
    if otro == "cuerpo":
        response = programa.post(ruta, {"mensaje": "Otra cosa"}, **LLAVE)
    else:
        codigo = un_compromiso(rosa, luis, junta).codigo
        response = programa.post(f"/compromisos/{codigo}/reiterar", MENSAJE, **LLAVE)

    assert response.status_code == 422
    assert "Idempotency-Key" in response.json()["errores"]


@pytest.mark.django_db
def test_the_key_is_of_its_person(
    programa_de: De, rosa: Usuario, luis: Usuario, caso: Compromiso
) -> None:
    ruta = f"/compromisos/{caso.codigo}"
    programa_de(rosa).post(f"{ruta}/reiterar", MENSAJE, **LLAVE)
    assert programa_de(luis).post(f"{ruta}/aceptar", **LLAVE).status_code == 200
    assert programa_de(rosa).post(f"{ruta}/reiterar", MENSAJE, **LLAVE).status_code == 200
    caso.refresh_from_db()
    assert caso.reiteraciones == 1


@pytest.mark.django_db
def test_what_was_refused_may_be_asked_for_again(
    programa_de: De, rosa: Usuario, luis: Usuario, caso: Compromiso
) -> None:
    programa, ruta = programa_de(luis), f"/compromisos/{caso.codigo}"
    assert programa.post(f"{ruta}/pedir_prorroga", {"para": "2020-01-01", "motivo": "x"}, **LLAVE)
    assert programa.post(f"{ruta}/reiterar", MENSAJE, **LLAVE).status_code == 409
    assert not Recibo.objects.exists()
    assert programa.post(f"{ruta}/aceptar", **LLAVE).status_code == 200


@pytest.mark.django_db
def test_files_are_part_of_what_is_asked(programa_de: De, rosa: Usuario, caso: Compromiso) -> None:
    programa, ruta = programa_de(rosa), f"/compromisos/{caso.codigo}/adjuntos"

    def enviar(datos: bytes) -> Any:
        archivo = SimpleUploadedFile("acta.pdf", datos, "application/pdf")
        return programa.enviar(ruta, {"archivos": [archivo]}, **LLAVE)

    assert [enviar(ACTA.datos).status_code for _n in range(2)] == [201, 201]
    assert enviar(ACTA.datos + b"\n").status_code == 422
    assert Adjunto.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("llave", ["", "con espacio", "ñ", "x" * 256])
def test_what_is_no_key_is_refused(
    programa_de: De, rosa: Usuario, caso: Compromiso, llave: str
) -> None:
    response = programa_de(rosa).post(
        f"/compromisos/{caso.codigo}/reiterar", MENSAJE, Idempotency_Key=llave
    )
    assert response.status_code == 422


@pytest.mark.django_db(transaction=True)
def test_while_it_is_under_way_the_same_is_not_begun(
    programa_de: De, rosa: Usuario, caso: Compromiso
) -> None:
    programa, ruta = programa_de(rosa), f"/compromisos/{caso.codigo}/reiterar"
    with _tomada(f"recibo:{rosa.pk}:orden-1"):
        response = programa.post(ruta, MENSAJE, **LLAVE)
        assert response.status_code == 409
        assert response.json()["type"].endswith("#en-curso")
        assert programa.post(ruta, MENSAJE, Idempotency_Key="otra").status_code == 200
    assert programa.post(ruta, MENSAJE, **LLAVE).status_code == 200
    caso.refresh_from_db()
    assert caso.reiteraciones == 2


@pytest.mark.django_db(transaction=True)
def test_asked_for_by_many_at_once_it_is_done_once(
    rosa: Usuario, luis: Usuario, junta: Actor, programa_de: De
) -> None:
    caso, programa = un_compromiso(rosa, luis, junta), programa_de(rosa)
    estados: list[int] = []

    def pedir() -> None:
        response = programa.post(f"/compromisos/{caso.codigo}/reiterar", MENSAJE, **LLAVE)
        estados.append(response.status_code)
        connection.close()

    hilos = [threading.Thread(target=pedir) for _n in range(4)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert set(estados) <= {200, 409}
    assert 200 in estados
    caso.refresh_from_db()
    assert caso.reiteraciones == 1


@contextmanager
def _tomada(llave: str) -> Iterator[None]:
    """Somebody else is at it, in a transaction of his own, until the end of the block."""
    lista, fin = threading.Event(), threading.Event()

    def otro() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [llave])
            lista.set()
            fin.wait(30)
        connection.close()

    hilo = threading.Thread(target=otro)
    hilo.start()
    lista.wait(30)
    yield
    fin.set()
    hilo.join()
