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
    """Its responsable has some working days to take it on."""
    plazos.abrir(
        compromiso,
        states.ACEPTAR,
        dias=states.DIAS_ACEPTAR,
        personas={
            "responsable": [compromiso.responsable],
            "programador": [compromiso.programador],
        },
    )


def esperar_verificacion(compromiso: Compromiso) -> None:
    """It was reported: its own date rests, and whoever verifies it has some working days."""
    plazos.cerrar(compromiso, states.VENCE, states.PRORROGA)
    plazos.abrir(
        compromiso,
        states.VERIFICAR,
        dias=states.DIAS_VERIFICAR,
        personas={papel: [uno] for papel, uno in compromiso.verificadores().items()},
    )


def esperar_prorroga(compromiso: Compromiso) -> None:
    """Somebody has some working days to answer the request for more time."""
    plazos.abrir(
        compromiso,
        states.PRORROGA,
        dias=states.DIAS_PRORROGA,
        personas={"monitor": [compromiso.monitor], "programador": [compromiso.programador]},
    )
