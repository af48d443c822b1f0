"""Invented sheets with the defects that real ones have, as people and programs write them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook


def csv(*filas: str, codificacion: str = "utf-8") -> io.BytesIO:
    """A text file of these lines."""
    return io.BytesIO("\r\n".join(filas).encode(codificacion))


def xlsx(*filas: Sequence[Any]) -> io.BytesIO:
    """A workbook of one sheet."""
    libro = Workbook()
    hoja = libro.active
    assert hoja is not None
    for fila in filas:
        hoja.append(list(fila))
    return guardado(libro)


def guardado(libro: Workbook) -> io.BytesIO:
    destino = io.BytesIO()
    libro.save(destino)
    destino.seek(0)
    return destino


def geojson(*rasgos: tuple[dict[str, Any], dict[str, Any] | None], **extra: Any) -> io.BytesIO:
    """A collection of features: properties and geometry of each."""
    features = [
        {"type": "Feature", "properties": propiedades, "geometry": geometria}
        for propiedades, geometria in rasgos
    ]
    datos = {"type": "FeatureCollection", "features": features, **extra}
    return io.BytesIO(json.dumps(datos).encode())


def cuadrado(oeste: float = -79.6, sur: float = 8.9, lado: float = 0.1) -> dict[str, Any]:
    """A square as a polygon."""
    este, norte = oeste + lado, sur + lado
    anillo = [[oeste, sur], [este, sur], [este, norte], [oeste, norte], [oeste, sur]]
    return {"type": "Polygon", "coordinates": [anillo]}


def cambiado(**partes: bytes) -> io.BytesIO:
    """A small workbook with the contents of some of its parts put in their place."""
    bueno, destino = xlsx(["nombre"], ["Ana"]), io.BytesIO()
    apretado = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(bueno) as viejo, zipfile.ZipFile(destino, "w", apretado) as otro:
        for parte in viejo.namelist():
            nombre = parte.rpartition("/")[2].partition(".")[0]
            otro.writestr(parte, partes.pop(nombre, b"") or viejo.read(parte))
        for nombre, contenido in partes.items():
            otro.writestr(f"xl/{nombre}.xml", contenido)
    destino.seek(0)
    return destino
