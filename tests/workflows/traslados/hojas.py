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


def bomba(megas: int) -> io.BytesIO:
    """A workbook of a few kilobytes that unpacks to so many megabytes."""
    bueno = xlsx(["nombre"], ["Ana"])
    destino = io.BytesIO()
    with (
        zipfile.ZipFile(bueno) as viejo,
        zipfile.ZipFile(destino, "w", zipfile.ZIP_DEFLATED) as nuevo,
    ):
        for parte in viejo.namelist():
            nuevo.writestr(parte, viejo.read(parte))
        nuevo.writestr("xl/media/relleno.bin", b"\0" * (megas * 1024 * 1024))
    destino.seek(0)
    return destino
