"""It will not be done; or it was not done after all."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core import outbox, transitions
from core.models import Usuario
from workflows.compromisos import avisos, datos, familia, relojes
from workflows.compromisos.models import Compromiso
from workflows.plazos import actions as plazos


@transaction.atomic
def cancelar(
    *,
    compromiso_id: int,
    actor: Usuario,
    motivo: str,
    derivadas: bool = False,
    version: int | None = None,
) -> Compromiso:
    """It will not be done, nor its open parts if `derivadas`; the reason stays in each history."""
    compromiso = familia.tomar(compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué se cancela."))
    _cancelar(compromiso, actor, motivo)
    if derivadas:
        _cancelar_partes(compromiso, actor, motivo)
    outbox.wake("seguimiento")
    return compromiso


@transaction.atomic
def reabrir(
    *, compromiso_id: int, actor: Usuario, fecha: date, motivo: str, version: int | None = None
) -> Compromiso:
    """What was cumplido was not: back to its responsable with a reason and a new date."""
    compromiso = familia.tomar(compromiso_id, actor=actor, version=version)
    datos.exigir("motivo", motivo, _("Diga por qué se reabre."))
    datos.exigir_fecha(fecha)
    antes = compromiso.fecha_vigente
    entrada = transitions.run(
        compromiso,
        "reabrir",
        actor=actor,
        texto=motivo,
        datos={"fecha": [str(antes), str(fecha)]},
        fecha=fecha,
    )
    familia.se_abrio(compromiso)
    relojes.volver_a_correr(compromiso)
    avisos.reclamado(compromiso, entrada, motivo)
    avisos.muy_movido(compromiso, entrada)
    outbox.wake("seguimiento")
    return compromiso


def _cancelar(compromiso: Compromiso, actor: Usuario, motivo: str) -> None:
    era_borrador = compromiso.es_borrador
    entrada = transitions.run(compromiso, "cancelar", actor=actor, texto=motivo)
    plazos.cerrar(compromiso)
    familia.se_cerro(compromiso)
    if not era_borrador:
        avisos.reclamado(compromiso, entrada, motivo)


def _cancelar_partes(compromiso: Compromiso, actor: Usuario, motivo: str) -> None:
    for parte in familia.abiertas(compromiso):
        parte.padre = compromiso
        _cancelar(parte, actor, motivo)
        _cancelar_partes(parte, actor, motivo)
