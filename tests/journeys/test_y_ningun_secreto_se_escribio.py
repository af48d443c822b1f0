"""After all the journeys: no secret that was used in them stands in anything that was written.

Logs of every process, mails, the whole database, stored files, and the pages that come closest.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from ops.embedded import OWNER
from ops.sandbox import accounts
from ops.stack.stack import DATABASE
from tests.cast import PASSWORD
from tests.journeys.conftest import Entrar
from tests.journeys.instalacion import Instalacion

pytestmark = pytest.mark.xdist_group("journeys")

DE_LAS_REDES = (
    accounts.FB_PAGE_TOKEN, accounts.FB_APP_SECRET, accounts.X_CONSUMER_SECRET,
    accounts.X_ACCESS_TOKEN, accounts.X_ACCESS_TOKEN_SECRET,
)  # fmt: skip
PAGINAS = {
    "sofia": ("/canales/", "/motor/", "/administracion/", "/ajustes/personas/"),
    "paula": ("/canales/", "/publicaciones/", "/publicaciones/?estado=fallida"),
    "elena": ("/mis-sesiones/", "/lecturas/"),
}


def secretos(ciudad: Instalacion) -> dict[str, bytes]:
    """Every form in which one may be written, by what it is."""
    entorno = ciudad.stack.environ
    crudos = {
        "contraseña": PASSWORD,
        "SECRET_KEY": entorno["SECRET_KEY"],
        **{f"clave {n}": una for n, una in enumerate(entorno["CLAVES_CIFRADO"].split(","))},
        **{f"red {n}": uno for n, uno in enumerate(DE_LAS_REDES)},
    }
    formas = {}
    for nombre, crudo in crudos.items():
        formas[nombre] = crudo.encode()
        formas[f"{nombre} en una dirección"] = quote(crudo, safe="").encode()
        # Whole groups of three letters, however it is aligned in what was encoded.
        formas[f"{nombre} en base64"] = base64.b64encode(crudo.encode())[:-4]
    return formas


def escrito(ciudad: Instalacion) -> Iterator[tuple[str, bytes]]:
    """All that the installation wrote, by where; not the file of its keys, which is for that."""
    home = ciudad.stack.home
    for path in sorted((home / "log").rglob("*")):
        yield f"log {path.name}", path.read_bytes()
    for path in sorted((home / "media").rglob("*")):
        if path.is_file():
            yield f"archivo {path.name}", path.read_bytes()
    for mail in ciudad.sandbox.mails():
        yield f"correo {mail['subject']}", json.dumps(mail, ensure_ascii=False).encode()
    yield "base de datos", _volcado(ciudad)


def _volcado(ciudad: Instalacion) -> bytes:
    postgres = ciudad.stack.postgres
    orden = [postgres._binaries / "pg_dump", "--host", postgres.sockets, "--username", OWNER]
    hecho = subprocess.run(  # noqa: S603
        [*map(str, orden), DATABASE], check=True, capture_output=True, timeout=120
    )
    return hecho.stdout


def test_ni_en_los_registros_ni_en_los_correos_ni_en_la_base(
    ciudad: Instalacion, entra: Entrar
) -> None:
    """The words that are looked for are found where they must be: the search works."""
    rosa = entra("rosa")
    rosa.page.goto("/cuenta/2fa/totp/activate/")
    rosa.page.locator("input[name=password]").fill("no-es-mi-clave-2026")
    rosa.page.locator("form.form button[type=submit]").click()
    ciudad.dos_ticks()

    hallados = [
        f"{nombre}: {donde}"
        for donde, texto in escrito(ciudad)
        for nombre, forma in (secretos(ciudad) | {"mal tecleada": b"no-es-mi-clave"}).items()
        if forma in texto
    ]
    assert hallados == []
    volcado = _volcado(ciudad)
    assert b"rosa@alborada.test" in volcado
    assert b"gAAAA" in volcado


@pytest.mark.parametrize("quien", PAGINAS)
def test_ni_en_las_paginas(quien: str, entra: Entrar, ciudad: Instalacion) -> None:
    persona = entra(quien)
    for ruta in PAGINAS[quien]:
        persona.ir(ruta)
        pagina = persona.page.content().encode()
        assert [nombre for nombre, forma in secretos(ciudad).items() if forma in pagina] == []
