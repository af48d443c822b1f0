"""The deadlines of a compromiso, with the people each of them reaches."""

from __future__ import annotations

from workflows.compromisos import states
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos


def poner_vencimiento(compromiso: Compromiso) -> None:
    """Its promised date; the one promised first is kept as the original."""
    plazos.abrir(
        compromiso,
        states.VENCE,
        vence=compromiso.fecha_vigente,
        original=compromiso.fecha_compromiso_original,
        personas={
            "responsable": [compromiso.responsable],
            "programador": [compromiso.programador],
            "monitor": [compromiso.monitor],
        },
    )


def esperar_aceptacion(compromiso: Compromiso) -> None:
    """Its responsable has some time to take it on."""
    plazos.abrir(
        compromiso,
        states.ACEPTAR,
        personas={
            "responsable": [compromiso.responsable],
            "programador": [compromiso.programador],
        },
    )


def esperar_verificacion(compromiso: Compromiso) -> None:
    """It was reported: its own date rests, and whoever verifies it has some time."""
    plazos.cerrar(compromiso, states.VENCE, states.PRORROGA)
    plazos.abrir(
        compromiso,
        states.VERIFICAR,
        personas={papel: [uno] for papel, uno in compromiso.verificadores().items()},
    )


def esperar_prorroga(compromiso: Compromiso) -> None:
    """Somebody has some time to answer the request for more time."""
    plazos.abrir(
        compromiso,
        states.PRORROGA,
        personas={"monitor": [compromiso.monitor], "programador": [compromiso.programador]},
    )
