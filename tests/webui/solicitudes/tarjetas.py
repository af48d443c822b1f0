"""What a test does with a card of *Decisiones*."""

from __future__ import annotations

from typing import Any

from core.models import Usuario
from tests.workflows.solicitudes.builders import Despacho, obras
from workflows.solicitudes import states
from workflows.solicitudes.models import Solicitud

DECISIONES = "/decisiones/"


def de(solicitud: Solicitud, verbo: str) -> str:
    return f"{DECISIONES}{solicitud.codigo}/{verbo}/"


def retenida(client: Any, solicitud: Solicitud, verbo: str, **datos: str) -> Any:
    """As the page sends what it held."""
    return client.post(
        de(solicitud, verbo), {"version": solicitud.version, **datos}, headers={"X-Decision": "1"}
    )


def recomendada(despacho: Despacho, marta: Usuario, sugerencia: str) -> Solicitud:
    """Put to decision with a recommendation that says to whom, or why."""
    return despacho.elevar(
        despacho.hasta(states.EN_ANALISIS),
        sugerencia=sugerencia,
        fecha_sugerida=None,
        delegado_sugerido=marta,
        area_sugerida=obras(),
        motivo_sugerido="agenda",
    )


def salidas(client: Any, solicitud: Solicitud) -> dict[str, Any]:
    """How its card is settled, by verb."""
    tarjetas = client.get(DECISIONES).context["tarjetas"]
    suya = next(una for una in tarjetas if una.caso == solicitud)
    return {una.verb: una for una in suya.salidas}


def toques(client: Any, solicitud: Solicitud) -> dict[str, str]:
    """What each button of one touch of its card says, by verb."""
    todas = salidas(client, solicitud).items()
    return {verbo: una.toque.label for verbo, una in todas if una.toque}
