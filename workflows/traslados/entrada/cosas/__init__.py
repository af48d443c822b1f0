"""Everything that may be brought in, by its name."""

from collections.abc import Mapping

from workflows.traslados.entrada.cosas.base import Cosa, Espera, Resultado
from workflows.traslados.entrada.cosas.casos import COMPROMISOS, METAS, SOLICITUDES
from workflows.traslados.entrada.cosas.catalogos import ACTORES, LUGARES, TEMAS

COSAS: Mapping[str, Cosa] = {
    cosa.nombre: cosa for cosa in (ACTORES, LUGARES, TEMAS, METAS, COMPROMISOS, SOLICITUDES)
}

__all__ = ["COSAS", "Cosa", "Espera", "Resultado"]
