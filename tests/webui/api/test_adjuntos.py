"""Files of case files: seen, added, downloaded, as far as the case is seen."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Actor, Adjunto, Usuario
from tests.builders import ACTA, un_compromiso
from tests.channels.builders import png
from tests.webui.api.conftest import De
from tests.webui.api.mundo import un_mundo
from workflows.compromisos.models import Compromiso

pytestmark = pytest.mark.django_db


@pytest.fixture
def caso(rosa: Usuario, luis: Usuario, junta: Actor) -> Compromiso:
    return un_compromiso(rosa, luis, junta)


def acta(nombre: str = "acta.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, ACTA.datos, "text/html")


def test_what_is_added_is_listed_and_comes_back(
    programa_de: De, rosa: Usuario, caso: Compromiso
) -> None:
    programa, ruta = programa_de(rosa), f"/compromisos/{caso.codigo}/adjuntos"
    response = programa.enviar(ruta, {"archivos": [acta(), acta("otra.pdf")]})

    assert response.status_code == 201, response.content
    assert [uno["nombre"] for uno in response.json()] == ["acta.pdf", "otra.pdf"]
    assert programa.get(ruta).json()["elementos"] == response.json()
    bajado = programa.get(response.json()[0]["enlace"])
    assert hashlib.sha256(b"".join(bajado)).hexdigest() == response.json()[0]["sha256"]
    assert bajado.headers["Content-Type"] == "application/pdf"
    assert bajado.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("datos", [b"", b"<html>", b"MZ\x00"])
def test_what_is_no_document_is_refused(
    programa_de: De, rosa: Usuario, caso: Compromiso, datos: bytes
) -> None:
    archivo = SimpleUploadedFile("acta.pdf", datos, "application/pdf")
    response = programa_de(rosa).enviar(
        f"/compromisos/{caso.codigo}/adjuntos", {"archivos": [archivo]}
    )
    assert response.status_code == 422
    assert "archivos" in response.json()["errores"]
    assert not Adjunto.objects.exists()


def test_without_a_file_there_is_nothing_to_add(
    programa_de: De, rosa: Usuario, caso: Compromiso
) -> None:
    ruta = f"/compromisos/{caso.codigo}/adjuntos"
    assert programa_de(rosa).enviar(ruta, {}).status_code == 422
    assert programa_de(rosa).enviar(ruta, {"archivos": "texto"}).status_code == 422


def test_who_only_reads_adds_nothing(programa_de: De, omar: Usuario, caso: Compromiso) -> None:
    ruta = f"/compromisos/{caso.codigo}/adjuntos"
    assert programa_de(omar).enviar(ruta, {"archivos": [acta()]}).status_code == 403


def test_one_of_a_case_that_is_not_seen_is_not_there(
    programa_de: De, rosa: Usuario, luis: Usuario, marta: Usuario, junta: Actor
) -> None:
    codigo = un_compromiso(rosa, luis, junta, nivel_reserva=4).codigo
    programa = programa_de(luis)
    (uno,) = programa.enviar(f"/compromisos/{codigo}/adjuntos", {"archivos": [acta()]}).json()

    assert b"".join(programa.get(uno["enlace"])).startswith(b"%PDF")
    assert programa_de(marta).get(uno["enlace"]).status_code == 404
    sin_alcance = programa_de(luis, lee=["metas"], escribe=[])
    assert sin_alcance.get(uno["enlace"]).status_code == 403


def test_evidence_goes_with_what_is_reported(
    programa_de: De, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    caso = un_compromiso(rosa, luis, junta)
    programa, ruta = programa_de(luis), f"/compromisos/{caso.codigo}"
    programa.post(f"{ruta}/aceptar")
    foto = SimpleUploadedFile("muelle.png", png(), "image/png")
    response = programa.enviar(
        f"{ruta}/reportar_cumplida",
        {"informe": "Entregados.", "evidencias": [foto]},
    )
    assert response.status_code == 200, response.content
    assert response.json()["estado"]["codigo"] == "por_verificar"
    assert Adjunto.objects.get().clase == "evidencia"


def test_a_piece_is_written_with_its_picture(programa_de: De) -> None:
    mundo = un_mundo()
    programa = programa_de(mundo.gente["paula"])
    campos: dict[str, Any] = {
        "titulo": "Abre el muelle",
        "cuerpo": "Mide 40 metros.",
        "imagen": io.BytesIO(png()),
        "imagen_alt": "El muelle",
        "menores_confirmado": "true",
        "canales": ["web", "facebook"],
        "publicar_en": "2027-12-01T10:00:00-05:00",
        "lugares": [mundo.ids["lugares"]],
    }
    campos["imagen"].name = "muelle.png"
    response = programa.enviar("/piezas", campos)
    assert response.status_code == 201, response.content
    leida = response.json()["campos"]
    assert leida["canales"] == ["web", "facebook"]
    assert leida["menores_confirmado"]
    assert leida["publicar_en"] == "2027-12-01T15:00:00Z"
    assert leida["lugares"] == [mundo.ids["lugares"]]

    ruta = response.headers["Location"].removeprefix("/api/v1")
    editada = programa.enviar(f"{ruta}/editar", {"titulo": "Abre el muelle nuevo"})
    assert editada.status_code == 200, editada.content
    assert editada.json()["campos"] == leida | {"titulo": "Abre el muelle nuevo"}
