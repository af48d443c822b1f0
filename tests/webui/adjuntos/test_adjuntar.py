"""Adding files, on the page of every process."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Actor, Adjunto, Caso, Usuario
from tests.builders import ACTA, un_compromiso
from tests.channels.builders import png
from tests.webui.conftest import Entrar
from workflows.compromisos import actions as compromisos
from workflows.comunicacion import actions as piezas
from workflows.metas.actions import intermedias, metas
from workflows.solicitudes import actions as solicitudes
from workflows.solicitudes.models import TipoSolicitud

pytestmark = pytest.mark.django_db


@pytest.fixture
def casos(
    rosa: Usuario, luis: Usuario, carmen: Usuario, gabriel: Usuario, paula: Usuario, junta: Actor
) -> dict[str, tuple[Caso, Usuario]]:
    """One of each process, and who may add something to it."""
    solicitud = solicitudes.registrar(
        actor=rosa, tipo=TipoSolicitud.objects.all()[0], titulo="Agua", solicitante=junta
    )
    meta = metas.crear(
        actor=gabriel, titulo="Agua", gerente=gabriel, responsable_institucional=carmen
    )
    mi = intermedias.crear(meta_id=meta.pk, actor=gabriel, titulo="Diseño", peso=20)
    return {
        "solicitudes": (solicitud, rosa),
        "compromisos": (un_compromiso(rosa, luis, junta), luis),
        "metas": (meta, gabriel),
        "metas-intermedias": (mi, gabriel),
        "piezas": (piezas.crear(actor=paula, titulo="Agua"), paula),
    }


DONDE = {
    "solicitud": "solicitudes",
    "compromiso": "compromisos",
    "meta": "metas",
    "meta_intermedia": "metas-intermedias",
    "pieza": "piezas",
}
PROCESOS = tuple(DONDE.values())


def archivo(nombre: str = "acta.pdf", datos: bytes = ACTA.datos) -> Any:
    return SimpleUploadedFile(nombre, datos)


def url(caso: Caso) -> str:
    return f"/{DONDE[caso.CLASE]}/{caso.codigo}/adjuntar/"


@pytest.mark.parametrize("proceso", PROCESOS)
def test_its_page_offers_it_and_then_shows_the_file(
    proceso: str, casos: dict[str, tuple[Caso, Usuario]], entrar: Entrar
) -> None:
    caso, quien = casos[proceso]
    client = entrar(quien)
    assert f'href="{url(caso)}"' in client.get(url(caso).removesuffix("adjuntar/")).content.decode()
    assert 'enctype="multipart/form-data"' in client.get(url(caso)).content.decode()

    response = client.post(url(caso), {"archivos": [archivo(), archivo("foto.png", png())]})

    assert response.headers["Location"] == url(caso).removesuffix("adjuntar/")
    pagina = client.get(response.headers["Location"])
    for nombre in ("acta.pdf", "foto.png"):
        assert nombre in pagina.content.decode()
    assert pagina.context["entradas"][0].que == "adjuntó un archivo"


@pytest.mark.parametrize("proceso", PROCESOS)
def test_who_may_not_has_neither_link_nor_form(
    proceso: str, casos: dict[str, tuple[Caso, Usuario]], entrar: Entrar, omar: Usuario
) -> None:
    caso, _quien = casos[proceso]
    client = entrar(omar)

    assert url(caso) not in client.get(url(caso).removesuffix("adjuntar/")).content.decode()
    assert client.get(url(caso)).status_code == 403
    assert client.post(url(caso), {"archivos": archivo()}).status_code == 403
    assert not Adjunto.objects.exists()


@pytest.mark.parametrize("proceso", PROCESOS)
def test_what_one_may_not_see_is_not_found(
    proceso: str, casos: dict[str, tuple[Caso, Usuario]], entrar: Entrar, sofia: Usuario
) -> None:
    caso, _quien = casos[proceso]

    assert entrar(sofia).get(url(caso)).status_code == 404
    assert entrar(sofia).post(url(caso), {"archivos": archivo()}).status_code == 404


@pytest.mark.parametrize(
    ("archivos", "falta"),
    [
        ([], "Elija al menos un archivo."),
        ([("foto.jpg", b"<svg onload=alert(1)>")], "foto.jpg: No se admite este archivo."),
        ([("nada.pdf", b"")], "vacío"),
        ([("grande.pdf", ACTA.datos + bytes(15 * 1024 * 1024))], "grande.pdf: El archivo pasa"),
        ([(f"acta{n}.pdf", ACTA.datos) for n in range(9)], "como mucho 8"),
    ],
)
def test_a_file_that_is_not_taken_in_is_named_with_the_reason(
    casos: dict[str, tuple[Caso, Usuario]],
    entrar: Entrar,
    archivos: list[tuple[str, bytes]],
    falta: str,
) -> None:
    caso, quien = casos["compromisos"]

    response = entrar(quien).post(url(caso), {"archivos": [archivo(*uno) for uno in archivos]})

    assert response.status_code == 422
    (dicho,) = response.context["form"].errors["archivos"]
    assert falta in dicho
    assert not Adjunto.objects.exists()


def test_somebody_who_was_quicker_does_not_stand_in_the_way(
    casos: dict[str, tuple[Caso, Usuario]], entrar: Entrar, rosa: Usuario
) -> None:
    caso, quien = casos["compromisos"]
    client = entrar(quien)
    client.get(url(caso))
    compromisos.reiterar(compromiso_id=caso.pk, actor=rosa, mensaje="Los esperan.")

    assert client.post(url(caso), {"archivos": archivo()}).status_code == 302
    assert caso.adjuntos.count() == 1


def test_what_is_closed_keeps_its_files_and_takes_no_more(
    casos: dict[str, tuple[Caso, Usuario]], entrar: Entrar, rosa: Usuario
) -> None:
    caso, quien = casos["compromisos"]
    client = entrar(quien)
    client.post(url(caso), {"archivos": archivo()})
    compromisos.cancelar(compromiso_id=caso.pk, actor=rosa, motivo="Ya no hace falta.")

    pagina = client.get(url(caso).removesuffix("adjuntar/")).content.decode()
    assert "acta.pdf" in pagina
    assert url(caso) not in pagina
    assert client.post(url(caso), {"archivos": archivo()}).status_code == 403
