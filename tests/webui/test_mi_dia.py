"""Mi día settles what waits where it stands, and costs what it shows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.messages import get_messages

from core.models import Usuario
from tests.consultas import cuantas
from tests.webui.conftest import Entrar
from tests.workflows.compromisos.builders import HOY, VENCE, Oficina
from tests.workflows.solicitudes.builders import Despacho
from workflows.compromisos import states
from workflows.cruce import pendientes
from workflows.solicitudes.models import TipoSolicitud

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]
MI_DIA = "/mi-dia/"


def dicho(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_its_button_brings_one_back_to_it_without_the_row(oficina: Oficina, entrar: Entrar) -> None:
    uno, luis = oficina.hasta(states.POR_VERIFICAR), entrar(oficina.monitor)
    pagina = luis.get(MI_DIA).content.decode()
    assert f'action="/compromisos/{uno.codigo}/aprobar/"' in pagina
    assert f'<input type="hidden" name="siguiente" value="{MI_DIA}">' in pagina

    response = luis.post(
        f"/compromisos/{uno.codigo}/aprobar/", {"version": uno.version, "siguiente": MI_DIA}
    )

    assert response.headers["Location"] == MI_DIA
    despues = luis.get(MI_DIA).content.decode()
    assert "Verificado y cerrado." in despues
    assert uno.codigo not in despues


def test_a_form_opened_from_it_knows_the_way_back(oficina: Oficina, entrar: Entrar) -> None:
    uno, carmen = oficina.hasta(states.POR_VERIFICAR), entrar(oficina.monitor)
    enlace = f"/compromisos/{uno.codigo}/devolver/?siguiente={MI_DIA}"
    assert f'href="{enlace}"' in carmen.get(MI_DIA).content.decode()

    formulario = carmen.get(enlace)
    assert formulario.context["form"]["siguiente"].value() == MI_DIA
    assert formulario.context["cancelar_url"] == MI_DIA
    response = carmen.post(
        f"/compromisos/{uno.codigo}/devolver/", {"motivo": "Falta", "siguiente": MI_DIA}
    )
    assert response.headers["Location"] == MI_DIA


def test_with_scripts_only_the_content_of_the_page_is_asked_for_again(
    oficina: Oficina, entrar: Entrar
) -> None:
    uno = oficina.crear()

    response = entrar(oficina.responsable).post(
        f"/compromisos/{uno.codigo}/aceptar/",
        {"siguiente": MI_DIA},
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{MI_DIA}"},
    )

    assert json.loads(response.headers["HX-Location"])["path"] == MI_DIA
    assert dicho(response) == ["Aceptado. Ahora está en gestión."]


@pytest.mark.parametrize(
    "siguiente",
    ["https://malo.test/", "//malo.test/", "http://testserver/mi-dia/", "/\\malo.test", "mi-dia",
     "javascript:alert(1)", "/\t/malo.test"],
)  # fmt: skip
def test_one_is_never_sent_elsewhere(oficina: Oficina, entrar: Entrar, siguiente: str) -> None:
    uno = oficina.crear()

    response = entrar(oficina.responsable).post(
        f"/compromisos/{uno.codigo}/aceptar/", {"siguiente": siguiente}
    )

    assert response.headers["Location"] == f"/compromisos/{uno.codigo}/"
    negado = entrar(oficina.programador).get(
        f"/compromisos/{uno.codigo}/aprobar/", {"siguiente": siguiente}
    )
    assert negado.context["cancelar_url"] == f"/compromisos/{uno.codigo}/"


def test_how_many_wait_is_the_truth_and_the_rest_is_one_link_away(
    oficina: Oficina, entrar: Entrar
) -> None:
    for _ in range(11):
        oficina.crear()
    luis = entrar(oficina.responsable)

    (grupo,) = pendientes.mi_dia(oficina.responsable)
    assert (len(grupo.asuntos), grupo.total) == (pendientes.POR_GRUPO, 11)
    assert f'href="?ver={grupo.clave}"' in luis.get(MI_DIA).content.decode()

    pagina = luis.get(MI_DIA, {"ver": grupo.clave}).content.decode()
    assert pagina.count('<article class="row">') == 11
    assert f'value="/mi-dia/?ver={grupo.clave}"' in pagina


@pytest.mark.parametrize("ver", ["nada", "x" * 3000, "<script>"])
def test_a_group_that_there_is_not_is_empty(oficina: Oficina, entrar: Entrar, ver: str) -> None:
    oficina.crear()

    response = entrar(oficina.responsable).get(MI_DIA, {"ver": ver})

    assert response.status_code == 200
    assert "<script>" not in response.content.decode()


def test_many_things_that_wait_ask_the_database_no_more_often_than_few(
    oficina: Oficina, entrar: Entrar, tomas: Usuario, ines: Usuario
) -> None:
    despacho = Despacho(
        jefe=oficina.programador,
        asistente=ines,
        titular=tomas,
        responsable=oficina.responsable,
        solicitante=oficina.a_quien,
        tipo=TipoSolicitud.objects.get(codigo="peticion"),
    )
    rosa = entrar(oficina.programador)

    def traer(cuantos: int) -> None:
        for numero in range(cuantos):
            oficina.hasta(states.POR_VERIFICAR, fecha=HOY if numero % 2 else VENCE)
            despacho.registrar()

    traer(5)
    pocos = cuantas(lambda: rosa.get(MI_DIA))
    traer(95)
    assert sum(grupo.total for grupo in pendientes.mi_dia(oficina.programador)) == 200
    assert cuantas(lambda: rosa.get(MI_DIA)) == pocos


def test_a_request_shows_both_clocks_and_how_each_was_counted(
    despacho: Despacho, entrar: Entrar
) -> None:
    despacho.registrar()

    pagina = entrar(despacho.jefe).get(MI_DIA).content.decode()

    for dicho_una_vez in ("Plazo legal para responder:", "Meta interna de respuesta:"):
        assert pagina.count(dicho_una_vez) == 1
    assert pagina.count("¿Cómo se contó?") == 1
    assert "días calendario" in pagina


def test_the_clocks_of_many_are_read_at_once(despacho: Despacho, entrar: Entrar) -> None:
    client = entrar(despacho.jefe)
    despacho.registrar()
    client.get(MI_DIA)
    con_una = cuantas(lambda: client.get(MI_DIA))
    for _ in range(4):
        despacho.registrar()

    assert cuantas(lambda: client.get(MI_DIA)) == con_una
