"""How many bytes a page takes on the wire, with all that it loads but its pictures."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

STATIC = re.compile(r'/static/([\w./-]+?\.(?:css|js|svg))["#]')


def peso(client: Client, path: str) -> int:
    """The page as it is sent, and each file of ours as the static files are, compressed."""
    response = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200
    entero = response.content
    if response.headers.get("Content-Encoding") == "gzip":
        entero = gzip.decompress(entero)
    archivos = set(STATIC.findall(entero.decode()))
    assert archivos
    return len(response.content) + sum(_comprimido(uno) for uno in archivos)


def _comprimido(nombre: str) -> int:
    found = finders.find(nombre)
    assert isinstance(found, str), nombre
    return len(gzip.compress(Path(found).read_bytes()))
