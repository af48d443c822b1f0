"""Which operation leads to which: from what makes or lists a case to all that is asked about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from webui.api.casos import RAIZ

# Where an answer has the code of a case.
HECHO, PRIMERO = "$response.body#/codigo", "$response.body#/elementos/0/codigo"


def poner(caminos: dict[str, Any], procesos: Iterable[str]) -> None:
    """Add the links of OpenAPI to the description of these processes."""
    for nombre in procesos:
        raiz = f"{RAIZ}/{nombre}"
        sobre_uno = [
            operacion["operationId"]
            for camino, metodos in caminos.items()
            if camino.startswith(f"{raiz}/{{codigo}}")
            for operacion in metodos.values()
        ]
        for metodo, estado, donde in (("post", 201, HECHO), ("get", 200, PRIMERO)):
            operacion = caminos[raiz].get(metodo)
            if operacion is not None:
                operacion["responses"][estado]["links"] = {
                    cual: {"operationId": cual, "parameters": {"codigo": donde}}
                    for cual in sobre_uno
                }
