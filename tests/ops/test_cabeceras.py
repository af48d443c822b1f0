"""What every answer tells the browser, whoever answers it: pages, files, errors, redirects."""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as installation
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from core import adjuntos
from core.models import Municipio, Usuario
from ops import logs
from tests.architecture.source import ROOT
from tests.builders import un_compromiso
from tests.channels.builders import png
from tests.documentos import un_pdf
from tests.settings import VALUES
from webui.mi_dia import views

pytestmark = pytest.mark.django_db

EXACTAS = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
PRODUCCION = {
    "SITE_URL": "https://municipio.example",
    "SANDBOX": "0",
    "ALLOWED_HOSTS": "municipio.example",
    "SECRET_KEY": "Kx7#pQ2!vR9@tL4$wN6%yB8^zD1&fG3*hJ5(mS0)cV-eT_uI+oA=",
    "DEFAULT_FROM_EMAIL": "no-responder@municipio.example",
    "EMAIL_SECURITY": "starttls",
    "LEASE_SEGUNDOS": "120",
}


@pytest.fixture
def navegador(settings: Settings) -> Client:
    """A browser that speaks https to an installation that has it."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_SSL_REDIRECT = True
    return Client(raise_request_exception=False)


def respuestas(client: Client, rosa: Usuario, luis: Usuario, junta) -> dict[str, Any]:
    """One answer of every kind."""
    caso = un_compromiso(rosa, luis, junta)
    papeles = {
        "foto": adjuntos.guardar(caso, adjuntos.revisar(io.BytesIO(png()), "a.png"), actor=rosa),
        "acta": adjuntos.guardar(caso, adjuntos.revisar(io.BytesIO(un_pdf()), "a"), actor=rosa),
    }

    def pide(ruta: str, headers: dict[str, str] | None = None) -> Any:
        return client.get(ruta, secure=True, headers=headers)

    halladas: dict[str, Any] = {
        "portal": pide("/"),
        "feed": pide("/noticias.atom"),
        "entrada": pide("/cuenta/login/"),
        "a la entrada": pide("/mi-dia/"),
        "no hay": pide("/no-existe/"),
        "otro host": pide("/", headers={"host": "otro.example"}),
        "estatico": pide("/static/webui/sigobito.css"),
        "no hay estatico": pide("/static/nada.js"),
        "salud": pide("/salud/"),
        "sin ficha": client.post("/cuenta/login/", secure=True),
        "demasiado": client.generic("POST", "/idioma/", b"", secure=True, CONTENT_LENGTH="9" * 9),
    }
    client.force_login(rosa)
    return halladas | {
        "pagina": pide("/mi-dia/"),
        "caso": pide(f"/compromisos/{caso.codigo}/"),
        "prohibida": pide("/lecturas/"),
        "no asi": client.post("/mi-dia/", secure=True),
        "foto": pide(f"/adjuntos/{papeles['foto'].pk}/"),
        "acta": pide(f"/adjuntos/{papeles['acta'].pk}/"),
        "administracion": pide("/administracion/login/"),
    }


def test_every_kind_of_answer_carries_them(
    navegador: Client, rosa: Usuario, luis: Usuario, junta
) -> None:
    halladas = respuestas(navegador, rosa, luis, junta)
    assert {halladas[nombre].status_code for nombre in halladas} >= {200, 302, 400, 403, 404, 405}
    for nombre, respuesta in halladas.items():
        exactas = {cabecera: respuesta.headers.get(cabecera) for cabecera in EXACTAS}
        assert exactas == EXACTAS, nombre
        assert "camera=()" in respuesta.headers["Permissions-Policy"], nombre
        politica = respuesta.headers["Content-Security-Policy"]
        assert "default-src 'none'" in politica, nombre
        assert "frame-ancestors 'none'" in politica, nombre
        assert "unsafe" not in politica, nombre
        respuesta.close()


def test_an_error_of_ours_too(
    navegador: Client, rosa: Usuario, monkeypatch: pytest.MonkeyPatch
) -> None:
    def falla(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(views, "quien", falla)
    navegador.force_login(rosa)
    respuesta = navegador.get("/mi-dia/", secure=True)

    assert respuesta.status_code == 500
    assert {cabecera: respuesta.headers.get(cabecera) for cabecera in EXACTAS} == EXACTAS
    assert "default-src 'none'" in respuesta.headers["Content-Security-Policy"]


def test_the_way_to_https_too(navegador: Client) -> None:
    """All but the one that only https may bring."""
    respuesta = navegador.get("/mi-dia/")
    assert respuesta.headers["Location"].startswith("https://")
    assert "default-src 'none'" in respuesta.headers["Content-Security-Policy"]
    assert respuesta.headers["X-Content-Type-Options"] == "nosniff"


def test_what_stands_in_a_page_has_a_number_that_is_new_each_time(client: Client) -> None:
    """The colour of the municipality; all else is in files."""
    Municipio.objects.update(color="#7a1fa2")
    Municipio.olvidar()

    def numero() -> str:
        pagina = client.get("/cuenta/login/")
        (nonce,) = set(re.findall(r"'nonce-([^']+)'", pagina.headers["Content-Security-Policy"]))
        assert f'nonce="{nonce}"' in pagina.content.decode()
        return str(nonce)

    assert numero() != numero()
    Municipio.olvidar()


def test_no_template_of_ours_has_a_style_or_a_script_in_it() -> None:
    """What stands in a mail is another thing: mails have no policy, and no style sheet."""
    malas = re.compile(r"""\sstyle=|\son[a-z]+=["']|<script(?![^>]*(src=|application/json))""")
    halladas = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in (ROOT / "webui" / "templates").rglob("*.html")
        for found in malas.finditer(path.read_text())
    ]
    assert halladas == []
    assert finders.find("webui/js/app.js")


# What production looks like -----------------------------------------------------------------------
def corre(*argumentos: str) -> subprocess.CompletedProcess[str]:
    entorno = {**os.environ, **VALUES, **PRODUCCION, "DJANGO_SETTINGS_MODULE": "ops.settings"}
    entorno.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # of a test run alone
    return subprocess.run(  # noqa: S603
        [sys.executable, *argumentos],
        cwd=ROOT, env=entorno, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_what_a_deployment_is_checked_for_is_all_right() -> None:
    hecho = corre("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert hecho.returncode == 0, hecho.stderr
    assert "no issues" in hecho.stdout


def test_every_cookie_is_of_this_host_alone_and_only_for_https() -> None:
    mira = (
        "import json; from ops import settings as s; from ops.mensajes import OwnCookie as m; "
        "found = {n: v for n, v in vars(s).items() if '_COOKIE_' in n}; "
        "print(json.dumps({**found, 'm_NAME': m.cookie_name}))"
    )
    dichos = json.loads(corre("-c", mira).stdout)
    nombres = {valor for nombre, valor in dichos.items() if nombre.endswith("_NAME")}
    assert nombres == {
        f"__Host-{cual}"
        for cual in ("sesion", "csrf", "idioma", "equipo", "mensajes", "recientes", "consulta")
    }
    for cual in ("SESSION", "CSRF", "LANGUAGE"):
        assert dichos[f"{cual}_COOKIE_SECURE"]
    assert dichos["CSRF_COOKIE_HTTPONLY"]
    assert dichos["LANGUAGE_COOKIE_HTTPONLY"]


def test_every_cookie_that_is_set_says_where_it_goes(client: Client, rosa: Usuario) -> None:
    client.get("/cuenta/login/")
    client.post("/idioma/", {"language": "en"})
    client.post("/cuenta/login/", {"login": rosa.email, "password": "clave-de-prueba-2026"})
    for nombre in ("SESSION", "CSRF", "LANGUAGE", "EQUIPO"):
        cookie = client.cookies[getattr(installation, f"{nombre}_COOKIE_NAME")]
        assert cookie["samesite"] == "Lax", nombre
        assert cookie["httponly"], nombre
        assert cookie["path"] == "/", nombre
        assert not cookie["domain"], nombre


def test_no_page_of_the_office_is_kept(client: Client, rosa: Usuario) -> None:
    client.force_login(rosa)
    for ruta in ("/mi-dia/", "/compromisos/", "/mis-sesiones/", "/administracion/", "/no-existe/"):
        dicho = client.get(ruta).headers["Cache-Control"]
        assert {"private", "no-store"} <= set(dicho.split(", ")), ruta


# What is written down of a request ----------------------------------------------------------------
def test_what_was_refused_is_logged_with_who_asked(
    client: Client, luis: Usuario, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(luis)
    with caplog.at_level("INFO", logger="ops.request"):
        client.get("/lecturas/")
        client.get("/compromisos/CMP-2026-09999/")

    dichas = [linea.__dict__ for linea in caplog.records if linea.name == "ops.request"]
    assert [(una["status"], una["user"]) for una in dichas] == [(403, luis.pk), (404, luis.pk)]


def test_no_word_of_a_request_makes_a_line_of_its_own() -> None:
    linea = logging.LogRecord("a", logging.INFO, "", 0, "%s", ('x\n{"level": "ERROR"}\r\ny',), None)
    escrita = logs.Json().format(linea)
    assert "\n" not in escrita
    assert json.loads(escrita)["message"].startswith("x\n")
