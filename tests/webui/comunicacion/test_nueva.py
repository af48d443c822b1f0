"""The form that opens a draft, maybe about something that happened."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import Actor, Lugar, Municipio, Usuario, Vinculo
from tests.builders import un_compromiso
from tests.channels.builders import png
from tests.webui.conftest import Entrar
from tests.workflows.comunicacion.builders import Redaccion
from workflows.comunicacion.models import Pieza

NUEVA = "/piezas/nueva/"


@pytest.fixture
def datos(redaccion: Redaccion, el_roble: Lugar) -> dict[str, Any]:
    return {
        "titulo": "Abre el muelle nuevo",
        "entradilla": "Ochenta familias ya lo usan.",
        "cuerpo": "El **muelle** mide 40 metros.",
        "canales": ["web", "twitter"],
        "texto_x": "Abrió el muelle.",
        "enlace_en_x": "on",
        "lugares": [el_roble.pk],
        "nivel_reserva": "0",
    }


def foto(datos: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("muelle.png", png() if datos is None else datos)


def test_it_is_kept_as_a_draft(entrar: Entrar, redaccion: Redaccion, datos: dict[str, Any]) -> None:
    response = entrar(redaccion.autora).post(
        NUEVA,
        {**datos, "imagen": foto(), "imagen_alt": "El muelle", "menores_confirmado": "on"},
    )

    pieza = Pieza.objects.get()
    assert response.headers["Location"] == f"/piezas/{pieza.codigo}/"
    assert (pieza.estado, pieza.canales) == ("borrador", ["web", "twitter"])
    assert (pieza.imagen_alt, pieza.menores_confirmado) == ("El muelle", True)
    assert pieza.imagen is not None
    assert pieza.lugares.count() == 1


def test_its_hour_is_that_of_the_municipality(
    entrar: Entrar, redaccion: Redaccion, datos: dict[str, Any]
) -> None:
    municipio = Municipio.objects.get(pk=1)
    municipio.zona_horaria = "America/Costa_Rica"
    municipio.save()
    client = entrar(redaccion.autora)

    client.post(NUEVA, {**datos, "publicar_en": "2026-09-10T08:30"})

    pieza = Pieza.objects.get()
    assert pieza.publicar_en == datetime(2026, 9, 10, 14, 30, tzinfo=UTC)
    editor = client.get(f"/piezas/{pieza.codigo}/editar/").content.decode()
    assert 'value="2026-09-10T08:30"' in editor
    assert "8:30" in client.get(f"/piezas/{pieza.codigo}/").content.decode()
    Municipio.olvidar()


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"titulo": ""}, "titulo"),
        ({"titulo": "a" * 201}, "titulo"),
        ({"titulo": "\x00"}, "titulo"),
        ({"entradilla": "a" * 401}, "entradilla"),
        ({"cuerpo": "a" * 30_001}, "cuerpo"),
        ({"texto_x": "a" * 65_001}, "texto_x"),
        ({"canales": ["telegrafo"]}, "canales"),
        ({"publicar_en": "mañana"}, "publicar_en"),
        ({"publicar_en": "2020-01-01T10:00"}, "publicar_en"),
        ({"publicar_en": "9999-12-31T23:59"}, "publicar_en"),
        ({"publicar_en": "0001-01-01T00:00"}, "publicar_en"),
        ({"nivel_reserva": "7"}, "nivel_reserva"),
        ({"lugares": ["9" * 30]}, "lugares"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    entrar: Entrar,
    redaccion: Redaccion,
    datos: dict[str, Any],
    cambios: dict[str, Any],
    campo: str,
) -> None:
    response = entrar(redaccion.autora).post(
        NUEVA, {**datos, "consentimientos": "Firmó doña Ana.", **cambios}
    )

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [campo]
    assert "Firmó doña Ana." in response.content.decode()
    assert not Pieza.objects.exists()


@pytest.mark.parametrize(
    "archivo", [b"<svg onload=alert(1)>", b"%PDF-1.7\n%%EOF\n", b"\x89PNG\r\n\x1a\nnada", b""]
)
def test_only_a_picture_is_taken_in(
    entrar: Entrar, redaccion: Redaccion, datos: dict[str, Any], archivo: bytes
) -> None:
    response = entrar(redaccion.autora).post(NUEVA, {**datos, "imagen": foto(archivo)})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["imagen"]
    assert not Pieza.objects.exists()


def test_born_of_a_compromiso_it_has_its_title_and_its_thread(
    entrar: Entrar, redaccion: Redaccion, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    compromiso = un_compromiso(rosa, luis, junta, titulo="Reparar el acueducto")
    client = entrar(rosa)
    direccion = f"{NUEVA}?origen={compromiso.codigo}"

    assert 'value="Reparar el acueducto"' in client.get(direccion).content.decode()
    client.post(direccion, {"titulo": "Ya hay agua", "nivel_reserva": "0"})

    assert Vinculo.objects.get(a=Pieza.objects.get().pk).de_id == compromiso.pk


@pytest.mark.parametrize("origen", ["\x00", "²", "a" * 5000, "CMP-2026-99999", "'; DROP", "../"])
def test_an_origin_that_cannot_be_one_is_left_out(
    entrar: Entrar, redaccion: Redaccion, datos: dict[str, Any], origen: str
) -> None:
    client = entrar(redaccion.autora)

    assert client.get(NUEVA, {"origen": origen}).status_code == 200
    response = client.post(NUEVA, datos, query_params={"origen": origen})
    assert response.status_code == 302
    assert not Vinculo.objects.exists()


def test_the_title_of_what_one_may_not_see_is_not_shown(
    entrar: Entrar, redaccion: Redaccion, rosa: Usuario, luis: Usuario, junta: Actor
) -> None:
    secreto = un_compromiso(rosa, luis, junta, titulo="Zafiro", nivel_reserva=3)

    response = entrar(redaccion.autora).get(NUEVA, {"origen": secreto.codigo})

    assert "Zafiro" not in response.content.decode()


@pytest.mark.parametrize("quien", ["tomas", "elena", "omar", "ines", "sofia"])
def test_who_writes_nothing_has_no_form(
    quien: str, entrar: Entrar, request: pytest.FixtureRequest
) -> None:
    client = entrar(request.getfixturevalue(quien))

    assert client.get(NUEVA).status_code == 403
    assert client.post(NUEVA, {"titulo": "Muelle"}).status_code == 403
    assert not Pieza.objects.exists()
