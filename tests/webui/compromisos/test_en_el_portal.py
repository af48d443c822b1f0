"""Choosing which files of a public compromiso the public sees."""

from __future__ import annotations

import pytest

from core.models import Usuario
from tests.workflows.compromisos.builders import Oficina
from tests.workflows.compromisos.test_mostrar_archivos import con_archivos, visibles
from workflows.compromisos.models import Compromiso

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("miercoles")]


def url(compromiso: Compromiso) -> str:
    return f"/compromisos/{compromiso.codigo}/en-el-portal/"


def test_they_are_chosen_from_its_page(oficina: Oficina, entrar) -> None:
    compromiso = con_archivos(oficina, "acta.pdf", "nota.pdf")
    rosa = entrar(oficina.programador)
    acta = compromiso.adjuntos.get(nombre="acta.pdf")
    assert url(compromiso) in rosa.get(f"/compromisos/{compromiso.codigo}/").content.decode()

    pagina = rosa.get(url(compromiso)).content.decode()
    hecho = rosa.post(url(compromiso), {"publicos": [acta.pk], "version": compromiso.version})

    assert "acta.pdf" in pagina
    assert "datos personales" in pagina
    assert hecho.headers["Location"] == f"/compromisos/{compromiso.codigo}/"
    assert visibles(compromiso) == {"acta.pdf"}


def test_who_only_does_it_is_not_offered_it_and_may_not(oficina: Oficina, entrar) -> None:
    compromiso = con_archivos(oficina, "acta.pdf")
    luis = entrar(oficina.responsable)

    pagina = luis.get(f"/compromisos/{compromiso.codigo}/").content.decode()

    assert f"/compromisos-de-gobierno/{compromiso.codigo}/" in pagina
    assert url(compromiso) not in pagina
    assert luis.post(url(compromiso), {"version": 1}).status_code == 403


def test_of_what_is_not_public_there_is_no_such_page(
    oficina: Oficina, entrar, marta: Usuario
) -> None:
    privado = con_archivos(oficina, "acta.pdf", publico=False)

    assert entrar(oficina.programador).get(url(privado)).status_code == 404
    publico = con_archivos(oficina, "acta.pdf")
    assert entrar(marta).get(url(publico)).status_code == 404


def test_a_stale_form_says_what_changed(oficina: Oficina, entrar) -> None:
    compromiso = con_archivos(oficina, "acta.pdf")

    respuesta = entrar(oficina.programador).post(url(compromiso), {"version": 1})

    assert respuesta.status_code == 409
