"""One row of the list of solicitudes, drawn once for what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from webui.components.etiquetas import tiempo
from webui.components.etiquetas.signos import estado_de, light
from webui.components.guardadas import ROWS, kept
from webui.objeto import PlazoVisible
from webui.pantallas import de
from workflows.solicitudes import queries
from workflows.solicitudes.queries import Solicitud


def _valores(caso: Solicitud, relojes: Sequence[PlazoVisible]) -> dict[str, Any]:
    return {
        "url": de(caso.CLASE).url(caso.codigo),
        "titulo": caso.titulo,
        "codigo": caso.codigo,
        "tipo": str(caso.tipo),
        "solicitante": str(caso.solicitante),
        "recibida": tiempo.fecha(caso.fecha_recepcion),
        "luz": light(queries.luz(caso)),
        "relojes": tiempo.relojes(relojes) if relojes else "",
        "estado": estado_de(caso),
    }


celdas = kept("solicitudes/celdas.html", _valores, ROWS)
