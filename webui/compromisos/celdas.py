"""One row of the list of compromisos, drawn once for what it says."""

from __future__ import annotations

from typing import Any

from webui.components.etiquetas.signos import estado_de, light
from webui.components.etiquetas.tiempo import fecha
from webui.components.guardadas import ROWS, kept
from webui.pantallas import de
from workflows.compromisos import queries
from workflows.compromisos.queries import Compromiso


def _valores(caso: Compromiso) -> dict[str, Any]:
    return {
        "url": de(caso.CLASE).url(caso.codigo),
        "titulo": caso.titulo,
        "codigo": caso.codigo,
        "a_quien": str(caso.a_quien or ""),
        "publico": caso.publico,
        "responsable": str(caso.responsable),
        "fecha": fecha(caso.fecha_vigente, "corta"),
        "luz": light(queries.luz(caso)),
        "estado": estado_de(caso),
    }


celdas = kept("compromisos/celdas.html", _valores, ROWS)
