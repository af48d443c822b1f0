"""What the government promised, before everybody: the list, one of them, and both as data."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.test import Client, override_settings

from core import clock
from core.models import Actor, Adjunto, Lugar, Tema
from tests.consultas import cuantas
from tests.webui.portal.peso import peso
from tests.workflows.compromisos.builders import TARDE, VENCE, Oficina, en
from workflows.compromisos import states
from workflows.compromisos.models import Compromiso

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]

TODOS = "/compromisos-de-gobierno/"
CSV, JSON = "/compromisos-de-gobierno.csv", "/compromisos-de-gobierno.json"


@pytest.fixture(autouse=True)
def nada_recordado() -> None:
    """The figures that a process keeps for a minute are those of each test."""
    caches["proceso"].clear()


def publico(oficina: Oficina, titulo: str = "Entregar los planos", **campos: Any) -> Compromiso:
    """Promised before everybody, and sent."""
    return oficina.crear(titulo=titulo, publico=True, nivel_reserva=0, **campos)


def texto(path: str, **consulta: str | int) -> str:
    """What anybody reads there now; a minute later it would be the same."""
    caches["proceso"].clear()
    response = Client().get(path, consulta)
    assert response.status_code == 200
    return response.content.decode()


def hojas(**consulta: str | int) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(Client().get(CSV, consulta).getvalue().decode())))


def datos(**consulta: str | int) -> list[dict[str, Any]]:
    leido = json.loads(Client().get(JSON, consulta).getvalue())
    return list(leido["compromisos"])


def pagina(compromiso: Compromiso) -> str:
    return f"{TODOS}{compromiso.codigo}/"


def test_it_says_what_to_whom_and_for_when(oficina: Oficina) -> None:
    compromiso = publico(oficina)

    for path in (TODOS, pagina(compromiso), "/"):
        leido = texto(path)
        assert "Entregar los planos" in leido
        assert "Junta Comunal El Roble" in leido
        assert "18 de septiembre de 2026" in leido


@pytest.mark.parametrize(
    "campos",
    [
        {"publico": False, "nivel_reserva": 0},
        {"publico": False},
        {"publico": True, "nivel_reserva": 0, "enviado": False},
        {"publico": True, "nivel_reserva": 0, "tipo": "tarea"},
    ],
)
def test_what_is_not_for_the_public_is_nowhere(oficina: Oficina, campos: dict[str, Any]) -> None:
    compromiso = oficina.crear(titulo="Algo de adentro", **campos)

    assert "Algo de adentro" not in texto(TODOS) + texto("/")
    assert Client().get(pagina(compromiso)).status_code == 404
    assert hojas() == datos() == []


def test_what_became_reserved_goes_whatever_it_says_of_itself(oficina: Oficina) -> None:
    compromiso = publico(oficina)
    Compromiso.objects.filter(pk=compromiso.pk).update(nivel_reserva=1)

    assert "Entregar los planos" not in texto(TODOS)
    assert Client().get(pagina(compromiso)).status_code == 404


def test_a_draft_that_was_cancelled_was_never_promised(oficina: Oficina) -> None:
    borrador, enviado = publico(oficina, "Nunca salió", enviado=False), publico(oficina, "Salió")
    for uno in (borrador, enviado):
        oficina.cancelar(uno)

    leido = texto(TODOS)
    assert "Nunca salió" not in leido
    assert "Salió" in leido
    assert "Cancelado" in leido


def test_nor_was_one_that_was_deleted(oficina: Oficina) -> None:
    oficina.hasta(states.BORRADA, publico=True, nivel_reserva=0)

    assert hojas() == []


def test_of_what_was_stopped_the_date_does_not_run(oficina: Oficina) -> None:
    oficina.hasta(states.SUSPENDIDA, publico=True, nivel_reserva=0)

    with clock.moved_to(en(10)):
        assert hojas()[0]["atrasado"] == "false"
        assert "cumplidos a tiempo" not in texto(TODOS)
        assert "Detenido" in texto(TODOS, grupo="en_curso")


def test_a_person_is_never_named(oficina: Oficina) -> None:
    vecina = Actor.objects.create(nombre="Ana Lucía Vergara", tipo="persona")
    compromiso = publico(oficina, a_quien=vecina, responsable=oficina.responsable)

    todo = texto(TODOS) + texto(pagina(compromiso)) + str(hojas()) + str(datos())

    assert "A una persona" in todo
    for nombre in (vecina, oficina.responsable, oficina.programador, oficina.monitor):
        assert nombre.nombre not in todo


def test_a_date_that_moved_shows_the_first_one_and_how_often(oficina: Oficina) -> None:
    compromiso = publico(oficina)
    oficina.reprogramar(compromiso)

    leido = texto(TODOS)
    assert "para el 25 de septiembre de 2026" in leido
    assert "Se prometió para el 18 de septiembre de 2026; la fecha cambió 1 vez." in leido
    (fila,) = hojas()
    assert (fila["fecha_original"], fila["fecha_vigente"]) == (str(VENCE), str(TARDE))
    assert fila["veces_reprogramado"] == "1"


@pytest.mark.parametrize(
    ("estado", "palabra"),
    [
        (states.ASIGNADA, "Por empezar"),
        (states.OBJETADA, "Por empezar"),
        (states.EN_GESTION, "En marcha"),
        (states.SUSPENDIDA, "Detenido"),
        (states.POR_VERIFICAR, "Hecho, por comprobar"),
        (states.CUMPLIDA, "Cumplido"),
        (states.CUMPLIDA_PARCIAL, "Cumplido en parte"),
        (states.CANCELADA, "Cancelado"),
    ],
)
def test_states_are_said_as_people_say_them(oficina: Oficina, estado: str, palabra: str) -> None:
    oficina.hasta(estado, publico=True, nivel_reserva=0)

    assert f">{palabra}<" in texto(TODOS).replace("\n", "")
    assert hojas()[0]["estado"] == palabra


def test_what_is_late_says_so(oficina: Oficina) -> None:
    publico(oficina)

    with clock.moved_to(en(10)):
        assert ">Atrasado<" in texto(TODOS)
        assert hojas()[0]["atrasado"] == "true"
        assert datos()[0]["atrasado"] is True


def test_the_rate_counts_what_is_open_and_late_too(oficina: Oficina) -> None:
    oficina.hasta(states.CUMPLIDA, publico=True, nivel_reserva=0)
    publico(oficina)
    assert "100 % cumplidos a tiempo" in texto(TODOS)

    with clock.moved_to(en(10)):
        assert "50 % cumplidos a tiempo" in texto(TODOS)


def test_and_what_was_kept_only_by_moving_its_date(oficina: Oficina) -> None:
    compromiso = publico(oficina)
    with clock.moved_to(en(12)):
        oficina.reprogramar(compromiso)
        for paso in (oficina.aceptar, oficina.reportar_cumplida, oficina.aprobar):
            paso(compromiso)

        leido = texto(TODOS)

    assert "100 % cumplidos a tiempo" in leido
    assert "0 % si se cuenta la fecha que se prometió primero" in leido


def test_without_any_whose_day_has_come_there_is_no_rate(oficina: Oficina) -> None:
    assert "Todavía no hay compromisos publicados." in texto(TODOS)

    publico(oficina)

    assert "cumplidos a tiempo" not in texto(TODOS)


def test_it_is_narrowed_by_place_with_what_is_in_it_by_theme_and_by_how_it_goes(
    oficina: Oficina, el_roble: Lugar, agua: Tema
) -> None:
    distrito = Lugar.objects.create(nombre="Alborada")
    Lugar.objects.filter(pk=el_roble.pk).update(superior=distrito)
    publico(oficina, "En El Roble", lugares=[el_roble])
    publico(oficina, "En el distrito", lugares=[distrito])
    publico(oficina, "Del agua", temas=[agua])

    assert {una["compromiso"] for una in hojas(lugar=distrito.pk)} == {
        "En El Roble",
        "En el distrito",
    }
    assert [una["compromiso"] for una in datos(tema=agua.pk)] == ["Del agua"]
    leido = texto(TODOS, lugar=el_roble.pk)
    assert "En El Roble" in leido
    assert "En el distrito" not in leido
    assert f"{CSV}?lugar={el_roble.pk}" in leido
    assert "Ninguno con esos filtros" in texto(TODOS, grupo="atrasados")


@pytest.mark.parametrize("consulta", [{"lugar": "x"}, {"tema": "9" * 40}, {"grupo": "\x00"}])
def test_a_filter_that_is_none_is_left_out(oficina: Oficina, consulta: dict[str, str]) -> None:
    publico(oficina)

    assert "Entregar los planos" in texto(TODOS, **consulta)
    assert len(hojas(**consulta)) == 1


def test_only_the_files_that_were_marked_are_there(oficina: Oficina) -> None:
    compromiso = publico(oficina)
    visible, oculto = (_archivo(compromiso, nombre) for nombre in ("acta.pdf", "nota.pdf"))
    Adjunto.objects.filter(pk=visible.pk).update(publico=True)

    leido = texto(pagina(compromiso))

    assert "acta.pdf" in leido
    assert "nota.pdf" not in leido
    abierto = Client().get(f"{pagina(compromiso)}evidencia/{visible.pk}/")
    assert abierto.getvalue() == b"%PDF-acta.pdf"
    assert Client().get(f"{pagina(compromiso)}evidencia/{oculto.pk}/").status_code == 404
    Compromiso.objects.filter(pk=compromiso.pk).update(publico=False)
    assert Client().get(f"{pagina(compromiso)}evidencia/{visible.pk}/").status_code == 404


def test_the_data_lead_to_the_files_that_were_marked(oficina: Oficina) -> None:
    compromiso, otro = publico(oficina), publico(oficina, "Sin archivos")
    uno, dos, oculto = (_archivo(compromiso, nombre) for nombre in ("a.pdf", "b.pdf", "c.pdf"))
    Adjunto.objects.filter(pk__in=[uno.pk, dos.pk]).update(publico=True)

    de = {fila["codigo"]: fila["evidencias"].split("; ") for fila in hojas()}

    assert [Client().get(urlsplit(una).path).getvalue() for una in de[compromiso.codigo]] == [
        b"%PDF-a.pdf",
        b"%PDF-b.pdf",
    ]
    assert f"/{oculto.pk}/" not in str(datos())
    assert de[otro.codigo] == [""]
    assert {una["codigo"]: una["evidencias"].split("; ") for una in datos()} == de


def test_a_sheet_runs_nothing(oficina: Oficina) -> None:
    publico(oficina, "=HYPERLINK(1)")

    assert hojas()[0]["compromiso"] == "'=HYPERLINK(1)"


def test_data_is_the_same_in_every_language_and_for_every_site(oficina: Oficina) -> None:
    publico(oficina)
    ingles = Client()
    ingles.cookies["idioma"] = "en"

    response = ingles.get(JSON)

    assert json.loads(response.getvalue())["compromisos"] == datos()
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "public" in response.headers["Cache-Control"]


def test_many_cost_what_few_do_and_are_as_light(oficina: Oficina, el_roble: Lugar) -> None:
    for numero in range(3):
        publico(oficina, f"Promesa {numero}", lugares=[el_roble])
    pocas = {path: cuantas(partial(Client().get, path)) for path in (TODOS, "/")}
    for numero in range(30):
        publico(oficina, f"Palabra tras palabra, promesa {numero}", lugares=[el_roble])

    for path, antes in pocas.items():
        assert cuantas(partial(Client().get, path)) == antes <= 10
        assert peso(Client(), path) < 60 * 1024
    assert "Del 1 al 20, de 33" in texto(TODOS)
    assert len(hojas()) == len(datos()) == 33


def _archivo(compromiso: Compromiso, nombre: str) -> Adjunto:
    adjunto = Adjunto(
        expediente_id=compromiso.pk,
        nombre=nombre,
        tipo="application/pdf",
        tamano=4,
        sha256="0" * 64,
        subido_por=compromiso.responsable,
    )
    adjunto.archivo.save(nombre, ContentFile(f"%PDF-{nombre}".encode()))
    return adjunto


@override_settings(PORTAL_DESCARGAS_POR_MINUTO=2)
@pytest.mark.parametrize("path", [CSV, JSON])
def test_who_fetches_all_of_it_without_end_waits(oficina: Oficina, path: str) -> None:
    aqui, estados = Client(), []
    for _vez in range(3):
        respuesta = aqui.get(path)
        estados.append(respuesta.status_code)

    assert estados == [200, 200, 429]
    assert 0 < int(respuesta.headers["Retry-After"]) <= 60
    assert respuesta.headers["Cache-Control"] == "no-store"
    assert Client(REMOTE_ADDR="203.0.113.9").get(path).status_code == 200
    assert aqui.get(TODOS).status_code == 200
