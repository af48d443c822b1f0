"""A program of another town hall: it has a key, and asks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client

from core import clock
from core.models import Clave, Usuario
from workflows.cruce import claves

PROCESOS = ("solicitudes", "compromisos", "metas", "piezas")
RAIZ = "/api/v1"


def una_clave(user: Usuario, **cambios: Any) -> tuple[Clave, str]:
    """A key of this person's that may do everything, until today."""
    campos = {"nombre": "Ventanilla digital", "lee": PROCESOS, "escribe": PROCESOS}
    return claves.crear(actor=user, **{**campos, "vence_el": clock.today(), **cambios})


@dataclass
class Programa:
    """Asks with a secret, and reads what is answered."""

    secreto: str
    raise_request_exception: bool = True

    def pedir(self, metodo: str, ruta: str, cuerpo: Any = None, **cabeceras: str) -> Any:
        """The answer; `cuerpo` goes as JSON."""
        return self._client().generic(
            metodo,
            ruta if ruta.startswith("/api") else f"{RAIZ}{ruta}",
            "" if cuerpo is None else json.dumps(cuerpo),
            content_type="application/json",
            headers=self._cabeceras(cabeceras),
        )

    def get(self, ruta: str, **cabeceras: str) -> Any:
        return self.pedir("GET", ruta, **cabeceras)

    def post(self, ruta: str, cuerpo: Any = None, **cabeceras: str) -> Any:
        return self.pedir("POST", ruta, cuerpo, **cabeceras)

    def patch(self, ruta: str, cuerpo: Any, **cabeceras: str) -> Any:
        return self.pedir("PATCH", ruta, cuerpo, **cabeceras)

    def enviar(self, ruta: str, campos: dict[str, Any], **cabeceras: str) -> Any:
        """A form with files."""
        return self._client().post(f"{RAIZ}{ruta}", campos, headers=self._cabeceras(cabeceras))

    def _client(self) -> Client:
        return Client(raise_request_exception=self.raise_request_exception)

    def _cabeceras(self, otras: dict[str, str]) -> dict[str, str]:
        suya = {"Authorization": f"Bearer {self.secreto}"} if self.secreto else {}
        return suya | {nombre.replace("_", "-"): valor for nombre, valor in otras.items()}
