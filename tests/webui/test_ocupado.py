"""Somebody else is saving the same: said as that, with what was typed, and done when sent again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, models, transaction
from django.urls import reverse

from core.models import Actor, Area, Usuario
from tests.builders import un_compromiso
from tests.webui.api.programa import Programa, una_clave
from tests.webui.conftest import Entrar, Navegar
from tests.webui.tandas.test_elegir import marcas
from webui.models import Tanda
from workflows.compromisos.models import Compromiso

pytestmark = pytest.mark.django_db(transaction=True)

OTRA = "Otra persona está guardando esto mismo"
MENSAJE = "Los vecinos esperan los planos."


@pytest.fixture(autouse=True)
def poca_paciencia(db: None) -> Iterator[None]:
    """Nobody waits fifteen seconds for a row."""
    _esperar("200ms")
    yield
    _esperar("15s")


@pytest.fixture
def caso(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    return un_compromiso(rosa, luis, junta)


def _esperar(cuanto: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [cuanto])


@contextmanager
def tomada(fila: models.Model) -> Iterator[None]:
    """Somebody else holds this row in a transaction of his own until the end of the block."""
    lista, fin = threading.Event(), threading.Event()

    def otro() -> None:
        with transaction.atomic():
            type(fila)._default_manager.select_for_update(of=("self",)).get(pk=fila.pk)
            lista.set()
            fin.wait(30)
        connection.close()

    hilo = threading.Thread(target=otro)
    hilo.start()
    assert lista.wait(30)
    try:
        yield
    finally:
        fin.set()
        hilo.join()


def test_a_step_keeps_what_was_typed_and_is_taken_when_sent_again(
    entrar: Entrar, rosa: Usuario, caso: Compromiso, caplog: pytest.LogCaptureFixture
) -> None:
    client = entrar(rosa)
    ruta = f"/compromisos/{caso.codigo}/reiterar/"
    datos = {"mensaje": MENSAJE, "version": str(caso.version)}
    with tomada(caso):
        response = client.post(ruta, datos)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert OTRA in response.text
    assert MENSAJE in response.text
    assert "Waited in vain" in caplog.text
    assert "compromisos_compromiso" in caplog.text
    assert MENSAJE not in caplog.text
    caso.refresh_from_db()
    assert caso.reiteraciones == 0
    assert client.post(ruta, datos).status_code == 302
    caso.refresh_from_db()
    assert caso.reiteraciones == 1


def test_a_form_keeps_what_was_typed(entrar: Entrar, rosa: Usuario, caso: Compromiso) -> None:
    client = entrar(rosa)
    ruta = f"/compromisos/{caso.codigo}/editar/"
    form = client.get(ruta).context["form"]
    datos = {nombre: form[nombre].value() for nombre in form.fields}
    escrito = {nombre: valor for nombre, valor in datos.items() if valor is not None}
    with tomada(caso):
        response = client.post(ruta, {**escrito, "titulo": "Entregar los planos, revisados"})
    assert response.status_code == 503
    assert OTRA in response.text
    assert "Entregar los planos, revisados" in response.text


def test_a_setting_keeps_what_was_typed(entrar: Entrar, sofia: Usuario) -> None:
    area = Area.objects.create(nombre="Obras")
    ruta = reverse("ajustes:area", args=[area.pk])
    with tomada(area):
        response = entrar(sofia).post(ruta, {"nombre": "Obras y Caminos", "visto": ""})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "Obras y Caminos" in response.text
    area.refresh_from_db()
    assert area.nombre == "Obras"


def test_what_has_no_form_answers_with_a_page(entrar: Entrar, sofia: Usuario) -> None:
    area = Area.objects.create(nombre="Obras")
    ruta = reverse("ajustes:area_quitar", args=[area.pk])
    with tomada(area):
        response = entrar(sofia).post(ruta)
        dialogo = entrar(sofia).post(ruta, headers={"HX-Request": "true"})
    assert response.status_code == dialogo.status_code == 503
    assert OTRA in response.text
    assert response.headers["Retry-After"] == "5"
    assert dialogo.headers["HX-Retarget"] == "#dialogo"
    assert OTRA in dialogo.text
    assert "<html" not in dialogo.text
    assert Area.objects.exists()


def test_of_many_it_is_said_of_that_one(
    entrar: Entrar, rosa: Usuario, luis: Usuario, junta: Actor, caso: Compromiso
) -> None:
    libre, ocupado = un_compromiso(rosa, luis, junta), caso
    datos = {"elegido": marcas(libre, ocupado), "verbo": "reiterar", "dar": "1"}
    with tomada(ocupado):
        entrar(rosa).post("/compromisos/en-tanda/", {**datos, "mensaje": MENSAJE})
    una = Tanda.objects.get()
    assert una.hechos == [libre.codigo]
    ((codigo, motivo),) = una.negados
    assert codigo == ocupado.codigo
    assert motivo.startswith(OTRA)


def test_a_program_is_told_the_same(rosa: Usuario, caso: Compromiso) -> None:
    programa = Programa(una_clave(rosa)[1])
    with tomada(caso):
        response = programa.post(f"/compromisos/{caso.codigo}/reiterar", {"mensaje": MENSAJE})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["type"].endswith("#ocupado")
    assert response.json()["detail"].startswith(OTRA)


def test_any_other_fault_of_the_database_is_a_fault(
    entrar: Entrar, rosa: Usuario, caso: Compromiso
) -> None:
    client = entrar(rosa)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_historial RENAME TO core_historial_roto")
    try:
        response = client.post(f"/compromisos/{caso.codigo}/reiterar/", {"mensaje": MENSAJE})
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE core_historial_roto RENAME TO core_historial")
    assert response.status_code == 500
    assert OTRA not in response.text


def test_the_dialog_shows_it_and_is_sent_again(
    navegar: Navegar, rosa: Usuario, caso: Compromiso
) -> None:
    page = navegar(rosa)
    page.goto(f"/compromisos/{caso.codigo}/")
    page.get_by_text("Más pasos").first.click()
    page.get_by_role("link", name="Reiterar").click()
    dialogo = page.get_by_role("dialog")
    dialogo.get_by_label("Qué se le recuerda").fill(MENSAJE)
    boton = dialogo.get_by_role("button", name="Reiterar")
    with tomada(caso):
        boton.click()
        dialogo.get_by_text(OTRA).wait_for()
    assert dialogo.get_by_label("Qué se le recuerda").input_value() == MENSAJE
    boton.click()
    page.get_by_text("Recordatorio enviado.").wait_for()
