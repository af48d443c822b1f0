"""The board of data quality: what is missing is counted, and each number leads to its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from core import clock
from core.models import Area, Lugar, Tema, Usuario
from tests.builders import en_dias
from tests.momentos import MIERCOLES
from tests.webui.conftest import Entrar
from tests.webui.informes.test_informe import filas_de, numeros
from tests.workflows.compromisos.builders import Oficina
from tests.workflows.solicitudes.builders import Despacho
from workflows.compromisos.models import Compromiso
from workflows.cruce import comentarios
from workflows.solicitudes import states

pytestmark = pytest.mark.django_db


@pytest.fixture
def descuidada(
    despacho: Despacho, oficina: Oficina, el_roble: Lugar, agua: Tema, obras: Area, luis: Usuario
) -> Iterator[None]:
    """What somebody forgot sixty days ago, and what was well kept."""
    Usuario.objects.filter(pk=luis.pk).update(area=obras)
    with clock.moved_to(MIERCOLES - timedelta(days=60)):
        despacho.hasta(states.EN_DECISION)
        oficina.crear(lugares=[el_roble], fecha=en_dias(5))
        explicado = oficina.hasta("en_gestion", fecha=en_dias(5), temas=[agua])
        oficina.tarea(fecha=en_dias(90))
    with clock.moved_to(MIERCOLES - timedelta(days=2)):
        oficina.informar(explicado)
    with clock.moved_to(MIERCOLES):
        despacho.registrar(lugares=[el_roble], temas=[agua])
        yield


@pytest.mark.usefixtures("descuidada")
@pytest.mark.parametrize("que", ["solicitudes", "compromisos"])
@pytest.mark.parametrize("por", ["responsable", "area"])
def test_every_number_leads_to_exactly_its_rows(
    entrar: Entrar, elena: Usuario, que: str, por: str
) -> None:
    client = entrar(elena)
    pagina = client.get(f"/calidad/?que={que}&por={por}").content.decode()

    vistos = list(numeros(pagina))
    assert len(vistos) > 6
    assert [(url, filas_de(client, url)) for url, _n in vistos] == vistos


@pytest.mark.usefixtures("descuidada")
def test_what_is_missing_is_counted(entrar: Entrar, elena: Usuario) -> None:
    pagina = entrar(elena).get("/calidad/?que=compromisos")
    total = {titulo: cuantos for titulo, cuantos, _url in pagina.context["total"]}

    assert total == {
        "Abiertos": 3,
        "Sin responsable": 0,
        "Sin ningún vínculo": 1,
        "Sin actor": 1,
        "Sin tema": 2,
        "Sin lugar": 2,
        "Sin moverse": 2,
        "Vencidos sin explicación": 1,
    }


@pytest.mark.usefixtures("descuidada")
def test_whoever_left_owns_nothing(entrar: Entrar, elena: Usuario, luis: Usuario) -> None:
    Usuario.objects.filter(pk=luis.pk).update(is_active=False)
    client = entrar(elena)

    pagina = client.get("/calidad/?que=compromisos")
    assert pagina.context["total"][1][1] == 3
    assert filas_de(client, pagina.context["total"][1][2]) == 3


@pytest.mark.usefixtures("descuidada")
def test_a_comment_explains(entrar: Entrar, elena: Usuario, rosa: Usuario) -> None:
    caso = Compromiso.objects.get(fecha_vigente__lt=clock.today(), porcentaje=0)
    comentarios.comentar(expediente_id=caso.pk, actor=rosa, texto="Espera el informe de Obras.")

    total = entrar(elena).get("/calidad/?que=compromisos").context["total"]
    assert total[-1][1] == 0


@pytest.mark.usefixtures("descuidada")
def test_the_days_without_a_move_may_be_chosen(entrar: Entrar, elena: Usuario) -> None:
    pagina = entrar(elena).get("/calidad/?que=compromisos&dias=90")

    assert pagina.context["total"][6][1] == 0
    marcados = re.findall(r'class="chip"[^>]*aria-current="true">(\d+)', pagina.content.decode())
    assert marcados == ["90"]


@pytest.mark.parametrize("quien", ["rosa", "omar", "luis"])
def test_it_is_for_the_contraparte_alone(
    entrar: Entrar, quien: str, request: pytest.FixtureRequest
) -> None:
    client = entrar(request.getfixturevalue(quien))
    assert client.get("/calidad/").status_code == 403
    assert 'href="/calidad/"' not in client.get("/mi-dia/").content.decode()


def test_without_anything_open_it_says_so(entrar: Entrar, elena: Usuario) -> None:
    assert "Nada abierto" in entrar(elena).get("/calidad/").content.decode()
