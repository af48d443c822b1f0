"""Every operation, with a key of every role, about things its person may not see: nothing is shown.

As tests/webui/test_quien_no_puede_no_ve.py asks the screens, of the same hidden things.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.cast import person
from tests.webui.api.programa import Programa, una_clave
from tests.webui.test_quien_no_puede_no_ve import UNO_POR_ROL, Oculto, _foto, _un_mundo
from webui.api.guia import descripcion

pytestmark = pytest.mark.django_db
OPERACIONES = [
    (metodo.upper(), camino, operacion)
    for camino, metodos in descripcion()["paths"].items()
    for metodo, operacion in metodos.items()
]


@pytest.mark.parametrize("nombre", UNO_POR_ROL.values())
@override_settings(API_POR_MINUTO=10**6)
def test_quien_no_puede_no_ve_ni_hace(nombre: str) -> None:
    oculto, user = _un_mundo(4), person(nombre)
    otros = oculto.para(user)
    _clave, secreto = una_clave(user)
    antes = _foto(otros, user)
    faltas: list[str] = []
    for metodo, camino, operacion in OPERACIONES:
        for response in _pedir(Programa(secreto), metodo, camino, operacion, oculto):
            if response.status_code >= 500 or _foto(otros, user) != antes:
                faltas.append(f"{metodo} {camino}: {response.status_code}")
            leido = b"".join(response).decode(errors="replace")
            mostrado = [caso.codigo for caso in otros if caso.titulo in leido]
            if mostrado:
                faltas.append(f"{metodo} {camino}: mostró {mostrado}")
            ajeno = "{" in camino and _espacio(camino) in {_de(caso) for caso in otros}
            if ajeno and response.status_code not in {404, 422}:
                faltas.append(f"{metodo} {camino}: {response.status_code}, y no 404")
    assert faltas == []


def _pedir(
    programa: Programa, metodo: str, camino: str, operacion: dict[str, Any], oculto: Oculto
) -> Iterator[Any]:
    """Ask, undone afterwards: with what fits, and with a filter that finds it."""
    espacio = _espacio(camino)
    caso = oculto.casos.get(espacio, oculto.casos["compromisos"])
    id_de = oculto.ids["adjunto" if espacio == "adjuntos" else "publicaciones"]
    ruta = camino.replace("{codigo}", caso.codigo).replace("{id}", str(id_de))
    contenido = operacion.get("requestBody", {}).get("content", {})
    for tipo, cuerpo in contenido.items() or [("", {})]:
        ejemplo = dict(cuerpo.get("example") or {})
        if "origen" in json.dumps(cuerpo.get("schema", {})):
            ejemplo["origen"] = oculto.casos["intermedias"].codigo
        with transaction.atomic():
            if tipo == "multipart/form-data":
                yield programa.enviar(ruta.removeprefix("/api/v1"), ejemplo)
            else:
                yield programa.pedir(metodo, ruta, ejemplo if tipo else None)
            transaction.set_rollback(True)


def _espacio(camino: str) -> str:
    return camino.split("/")[3]


def _de(caso: Any) -> str:
    """The name of its process in addresses."""
    nombres = {"solicitud": "solicitudes", "compromiso": "compromisos", "meta": "metas"}
    return {**nombres, "meta_intermedia": "intermedias", "pieza": "piezas"}[caso.CLASE]
