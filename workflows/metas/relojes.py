"""The deadlines of a meta and of its metas intermedias, with the people each of them reaches."""

from __future__ import annotations

from workflows.metas import avisos, ciclos, states
from workflows.metas.models import Meta, MetaIntermedia
from workflows.plazos import actions as plazos


def esperar_inicio(meta: Meta) -> None:
    """It begins at the midnight with which its first start date begins."""
    primera = meta.primera_fecha()
    if primera:
        plazos.abrir(meta, states.INICIO, vence=ciclos.comienzo(primera))


def poner_vencimiento(mi: MetaIntermedia) -> None:
    """Its agreed date; the baseline is kept as the original."""
    plazos.abrir(
        mi,
        states.VENCE,
        vence=mi.fecha_vigente,
        original=mi.fecha_linea_base,
        personas={
            "responsable": [mi.responsable],
            "gerente": [mi.meta.gerente],
            "institucional": [mi.meta.responsable_institucional],
        },
    )


def esperar_validacion(mi: MetaIntermedia) -> None:
    """Its date stops; somebody must look at what was reported."""
    plazos.cerrar(mi, states.VENCE)
    plazos.abrir(
        mi,
        states.VALIDAR,
        personas={"institucional": [mi.meta.responsable_institucional]},
    )


def devolver_vencimiento(mi: MetaIntermedia) -> None:
    """It was returned: its date runs again."""
    plazos.cerrar(mi, states.VALIDAR)
    poner_vencimiento(mi)


def esperar_pieza(mi: MetaIntermedia) -> None:
    """Prensa has some time before the contraparte asks."""
    plazos.abrir(
        mi,
        states.OPORTUNIDAD,
        personas={"prensa": avisos.con_rol("prensa")},
    )
