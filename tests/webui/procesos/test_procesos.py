"""How each process goes, on the screen."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from core import clock
from core.models import Usuario
from tests.webui.conftest import Entrar
from tests.workflows.solicitudes.builders import Despacho
from webui.pantallas import todas

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]


def test_each_process_has_its_page(entrar: Entrar, elena: Usuario) -> None:
    client = entrar(elena)
    indice = client.get("/procesos/").content.decode()

    assert len(todas()) >= 5
    for pantalla in todas():
        url = f"/procesos/{pantalla.modelo.CLASE}/"
        assert url in indice
        assert client.get(url).status_code == 200


def test_the_drawing_and_the_table_say_how_many_are_where(
    entrar: Entrar, rosa: Usuario, despacho: Despacho
) -> None:
    despacho.registrar()
    pagina = entrar(rosa).get("/procesos/solicitud/").content.decode()

    assert "(1)</text>" in pagina
    assert 'href="/solicitudes/?estado=registrada"' in pagina
    assert 'href="/solicitudes/?estado=en_analisis"' not in pagina


def test_the_drawing_says_how_long_half_of_them_stay(
    entrar: Entrar, rosa: Usuario, despacho: Despacho
) -> None:
    solicitud = despacho.registrar()
    with clock.moved_to(clock.now() + timedelta(days=3)):
        despacho.analizar(solicitud)
    pagina = entrar(rosa).get("/procesos/solicitud/").content.decode()

    dibujo = re.sub(r"<[^>]+>", " ", pagina[pagina.index('id="maquina"') :])
    assert "Registrada (0) 3 días" in " ".join(dibujo.split())


def test_the_page_of_a_case_leads_there(entrar: Entrar, rosa: Usuario, despacho: Despacho) -> None:
    solicitud = despacho.registrar()

    pagina = entrar(rosa).get(f"/solicitudes/{solicitud.codigo}/").content.decode()
    assert 'href="/procesos/solicitud/"' in pagina


def test_there_is_no_other_process(entrar: Entrar, rosa: Usuario) -> None:
    assert entrar(rosa).get("/procesos/otro/").status_code == 404
