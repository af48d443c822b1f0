"""Somebody presents something on the portal, without an account."""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from PIL import Image
from pytest_django import Settings

from core.models import Lugar
from tests.consultas import cuantas
from tests.webui.portal.peso import peso
from tests.webui.portal.ventanilla.conftest import (
    RUTA,
    Enviar,
    escrito,
    pedir_hoja,
    trabajar,
)
from tests.workflows.solicitudes.portal import CORREO
from webui.portal.ventanilla import prueba
from workflows.solicitudes import publico
from workflows.solicitudes.models import AccesoPublico, Solicitud, TipoSolicitud

KB = 1024
NUMEROS = re.compile(r'<dd class="codigo">([^<]+)</dd>')
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def test_the_types_that_are_open_stand_there_and_the_others_do_not() -> None:
    TipoSolicitud.objects.filter(codigo="peticion").update(para_que="Para pedir lo que toca.")

    pagina = Client().get("/solicitar/").content.decode()

    assert 'href="/solicitar/peticion/"' in pagina
    assert "Para pedir lo que toca." in pagina
    assert "audiencia" not in pagina
    assert "La ley da 30 días calendario" in pagina


def test_the_list_is_for_anybody_to_keep_and_the_form_for_nobody() -> None:
    assert Client().get("/solicitar/").headers["Cache-Control"] == "public, max-age=60"
    assert Client().get("/privacidad/").headers["Cache-Control"] == "public, max-age=60"
    formulario = Client().get(RUTA)
    assert formulario.headers["Cache-Control"] == "private, no-store"
    assert not formulario.cookies


def test_a_town_hall_that_takes_none_says_so() -> None:
    TipoSolicitud.objects.update(al_publico=False)

    assert "no se reciben solicitudes" in Client().get("/solicitar/").content.decode()


@pytest.mark.parametrize("codigo", ["audiencia", "nada"])
def test_what_is_not_open_is_not_there(codigo: str) -> None:
    assert Client().get(f"/solicitar/{codigo}/").status_code == 404
    assert Client().post(f"/solicitar/{codigo}/").status_code == 404


def test_it_is_taken_in_and_its_pin_opens_it(enviar: Enviar) -> None:
    response = enviar()

    codigo, pin = NUMEROS.findall(response.content.decode())
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    solicitud = Solicitud.objects.get(codigo=codigo)
    assert (solicitud.titulo, solicitud.solicitante.email) == (escrito()["titulo"], CORREO)
    acceso = publico.entrar(codigo, pin)
    assert acceso is not None
    assert acceso.consentimiento == publico.AVISO


def test_it_says_by_when_it_is_answered_and_how_that_was_counted(enviar: Enviar) -> None:
    pagina = enviar().content.decode()

    meta, legal = pagina.split("Nos proponemos responderle antes:")[1].split(
        "Le respondemos a más tardar:"
    )
    assert "30 sep, 16:00" in meta
    assert "9 oct, 16:00" in legal
    assert "¿Cómo se contó?" in meta
    assert "¿Cómo se contó?" in legal


def test_sent_twice_it_is_one_and_the_pin_is_not_told_again(enviar: Enviar) -> None:
    client = Client()
    vale = pedir_hoja(client)
    enviar(client, vale=vale)

    otra = enviar(client, vale=vale)

    assert "ya la habíamos recibido" in otra.content.decode()
    assert not NUMEROS.search(otra.content.decode())
    assert Solicitud.objects.count() == 1


def test_only_what_its_type_asks_for_is_asked() -> None:
    assert 'name="fecha_evento"' not in Client().get(RUTA).content.decode()
    assert 'name="fecha_evento"' in Client().get("/solicitar/invitacion/").content.decode()


def test_an_invitation_has_its_day_and_its_place(enviar: Enviar, el_roble: Lugar) -> None:
    enviar(
        ruta="/solicitar/invitacion/",
        fecha_evento="2026-10-01",
        hora_evento="10:30",
        lugar_texto="La cancha",
        lugar=str(el_roble.pk),
    )

    solicitud = Solicitud.objects.get()
    assert f"{solicitud.fecha_evento} {solicitud.hora_evento}" == "2026-10-01 10:30:00"
    assert (solicitud.lugar_texto, solicitud.lugares.get()) == ("La cancha", el_roble)


def test_without_the_day_no_invitation_is_taken_in(enviar: Enviar) -> None:
    response = enviar(ruta="/solicitar/invitacion/", lugar_texto="La cancha")

    assert response.status_code == 422
    assert 'id="id_fecha_evento_error"' in response.content.decode()
    assert "Sin este dato no podemos recibirla." in response.content.decode()
    assert 'value="La cancha"' in response.content.decode()
    assert not Solicitud.objects.exists()


def test_the_places_stand_below_those_they_are_in(el_roble: Lugar) -> None:
    Lugar.objects.create(nombre="Abajo", superior=el_roble)

    pagina = Client().get(RUTA).content.decode()

    assert re.search(r">El Roble<.*>\u2003Abajo<", pagina, re.DOTALL)


def test_it_is_presented_for_somebody(enviar: Enviar) -> None:
    enviar(por_quien="grupo", representado="Pescadores de la Boca")

    assert str(Solicitud.objects.get().representa_a) == "Pescadores de la Boca"


def test_files_come_with_it(enviar: Enviar) -> None:
    enviar(archivos=[SimpleUploadedFile("toma.png", _png(), "image/png")])

    assert Solicitud.objects.get().adjuntos.get().nombre == "toma.png"


@pytest.mark.parametrize(
    ("cambios", "frase"),
    [
        ({"titulo": ""}, "Escriba en una frase qué pide."),
        ({"titulo": "a" * 201}, "200"),
        ({"descripcion": "\u202e \u200b"}, "Cuente qué pide."),
        ({"descripcion": "a" * 5001}, "5000"),
        ({"nombre": ""}, "Escriba su nombre."),
        ({"correo": "", "telefono": ""}, "Deje un correo o un teléfono"),
        ({"correo": "dalys"}, "correo"),
        ({"correo": "a@b.test\r\nBcc: c@d.test"}, "correo"),
        ({"consiente": None}, "Sin su permiso"),
        ({"por_quien": "grupo"}, "Escriba cómo se llama."),
        ({"por_quien": "alcalde"}, "alcalde"),
        ({"lugar": "999999"}, "999999"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(
    enviar: Enviar, cambios: dict[str, Any], frase: str
) -> None:
    response = enviar(**cambios)

    pagina = response.content.decode()
    assert response.status_code == 422
    assert frase in pagina
    assert "Hay 1 dato por corregir" in pagina
    assert not Solicitud.objects.exists()


def test_what_is_to_be_mended_is_named_by_one_link(enviar: Enviar) -> None:
    pagina = enviar(consiente=None).content.decode()

    lista = pagina.split("Hay 1 dato por corregir")[1].split("</ul>")[0]
    assert "Permito que el municipio" in lista
    assert lista.count("<a ") == 1


def test_too_many_files_and_too_large_ones_are_refused_before_they_are_opened(
    enviar: Enviar, settings: Settings
) -> None:
    settings.PORTAL_ARCHIVO_MB = 0

    assert "como mucho 3 archivos" in enviar(archivos=_documentos(4)).content.decode()
    assert "pasa de 0 MB" in enviar(archivos=_documentos(1)).content.decode()


def test_a_file_that_is_none_of_those_that_are_taken_is_refused(enviar: Enviar) -> None:
    programa = SimpleUploadedFile("foto.png", b"MZ" + b"\0" * 200, "image/png")

    response = enviar(archivos=[programa])

    assert response.status_code == 422
    assert "No se admite este archivo" in response.content.decode()


HOSTILES = {
    "titulo": "Agua\u202e <script>alert(1)</script>\x00\x07",
    "nombre": "Dalys\r\nBcc: todos@b.test",
    "descripcion": "Uno\u200b\r\n\r\n\r\n\r\nDos <b>{codigo}</b> {{ 7|add:7 }}",
}


def test_hostile_texts_are_only_texts(enviar: Enviar) -> None:
    enviar(**HOSTILES)

    solicitud = Solicitud.objects.get()
    assert solicitud.titulo == "Agua <script>alert(1)</script>"
    assert solicitud.solicitante.nombre == "Dalys Bcc: todos@b.test"
    assert solicitud.descripcion == "Uno\n\nDos <b>{codigo}</b> {{ 7|add:7 }}"


def test_hostile_texts_come_back_escaped(enviar: Enviar) -> None:
    pagina = enviar(**HOSTILES, consiente=None).content.decode()

    assert "<script>alert" not in pagina
    assert "&lt;script&gt;" in pagina


@pytest.mark.parametrize("vale", ["", "x", "\x00", "a:b:c", "9" * 3000])
def test_a_form_that_is_none_of_ours_is_drawn_anew(vale: str) -> None:
    response = Client().post(RUTA, escrito(vale=vale))

    assert response.status_code == 422
    assert "abierto demasiado tiempo" in response.content.decode()
    assert escrito()["titulo"] in response.content.decode()


def test_an_old_form_is_drawn_anew(enviar: Enviar, settings: Settings) -> None:
    settings.PORTAL_FORMULARIO_SEGUNDOS = -1

    assert "abierto demasiado tiempo" in enviar().content.decode()


def test_who_fills_in_what_nobody_sees_is_told_so(enviar: Enviar) -> None:
    response = enviar(sitio_web="https://casino.test")

    assert response.status_code == 422
    assert "Deje vacía" in response.content.decode()


def test_nobody_writes_that_fast(enviar: Enviar, settings: Settings) -> None:
    settings.PORTAL_MINIMO_SEGUNDOS = 60

    assert "Se envió muy rápido" in enviar().content.decode()


@pytest.mark.parametrize("trabajo", ["", "x", "-1", "²", "9" * 17])
def test_without_the_work_a_sum_is_asked(enviar: Enviar, trabajo: str) -> None:
    response = enviar(trabajo=trabajo)

    assert response.status_code == 422
    assert "cuánto suman" in response.content.decode()
    assert not Solicitud.objects.exists()


def test_the_work_of_another_form_is_none(enviar: Enviar, settings: Settings) -> None:
    settings.PORTAL_TRABAJO_BITS = 14
    ajeno = trabajar(pedir_hoja(Client()))

    assert enviar(trabajo=ajeno).status_code == 422


def test_a_browser_without_scripts_answers_the_sum_a_few_times_an_hour(enviar: Enviar) -> None:
    estados = []
    for _ in range(4):
        client = Client()
        vale = pedir_hoja(client)
        respuesta = enviar(client, vale=vale, trabajo="", cuenta=_suma(vale))
        estados.append(respuesta.status_code)

    assert estados == [200, 200, 200, 422]
    assert enviar().status_code == 200


def test_from_one_address_come_so_many_an_hour(enviar: Enviar) -> None:
    client = Client()
    estados = {enviar(client, titulo="").status_code for _ in range(20)}

    response = enviar(client)

    assert estados == {422}
    assert response.status_code == 429
    assert "demasiadas solicitudes" in response.content.decode()
    assert escrito()["titulo"] in response.content.decode()
    assert not Solicitud.objects.exists()


def test_it_needs_no_cookie(enviar: Enviar) -> None:
    response = enviar(Client(enforce_csrf_checks=True))

    assert response.status_code == 200
    assert not response.cookies


def test_who_has_logged_in_is_nobody_here(entrar: Any, rosa: Any, enviar: Enviar) -> None:
    enviar(entrar(rosa))

    assert Solicitud.objects.get().creado_por.es_sistema
    assert AccesoPublico.objects.exists()


@pytest.mark.parametrize("ruta", ["/solicitar/", RUTA, "/mi-solicitud/", "/privacidad/"])
def test_it_is_light(ruta: str) -> None:
    assert peso(Client(), ruta) < 60 * KB


def test_many_places_cost_what_few_do(el_roble: Lugar) -> None:
    Client().get(RUTA)
    pocas = cuantas(lambda: Client().get(RUTA))
    Lugar.objects.bulk_create([Lugar(nombre=f"Barrio {n}") for n in range(200)])

    assert cuantas(lambda: Client().get(RUTA)) == pocas <= 4


def test_another_privacy_notice_has_another_version() -> None:
    """Whoever changes its text changes `publico.AVISO`, and then both of these."""
    texto = Path("webui/templates/portal/privacidad.html").read_bytes()

    assert (publico.AVISO, hashlib.sha256(texto).hexdigest()[:16]) == (
        "2026-11",
        "8af1225249f2ff87",
    )


def test_an_administrator_says_what_is_open(entrar: Any, elena: Any) -> None:
    tipo = TipoSolicitud.objects.get(codigo="peticion")

    pagina = entrar(elena).get(f"/ajustes/tipos/{tipo.pk}/").content.decode()

    assert 'name="al_publico"' in pagina
    assert 'name="para_que"' in pagina
    assert "se pide en el portal" in entrar(elena).get("/ajustes/tipos/").content.decode()


def test_one_reads_it_in_english() -> None:
    client = Client()
    client.cookies["idioma"] = "en"

    assert "What you ask for, in one sentence" in client.get(RUTA).content.decode()


def _documentos(cuantos: int) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(f"{n}.pdf", PDF, "application/pdf") for n in range(cuantos)]


def _png() -> bytes:
    salida = io.BytesIO()
    Image.new("RGB", (8, 8)).save(salida, "PNG")
    return salida.getvalue()


def _suma(vale: str) -> str:
    datos = QueryDict(mutable=True)
    datos["vale"] = vale
    hoja = prueba.leer(datos)
    assert hoja is not None
    return str(sum(hoja.sumandos))
