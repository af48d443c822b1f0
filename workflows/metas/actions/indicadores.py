"""The indicator of a meta: what it is, while it is programmed, and its value, while it runs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, transitions
from core.models import Usuario
from core.transitions import NotAllowed
from workflows.metas import datos, states
from workflows.metas.models import Indicador, Meta


@transaction.atomic
def definir(
    *,
    meta_id: int,
    actor: Usuario,
    nombre: str,
    unidad: str,
    linea_base: Decimal | None = None,
    valor_meta: Decimal | None = None,
    fuente: str = "",
    version: int | None = None,
) -> Meta:
    """Say by what the meta is measured, from where and to where; until it is sent to review."""
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    datos.exigir_en_programacion(meta, "definir_indicador")
    indicador = Indicador.objects.filter(meta=meta).first() or Indicador(meta=meta)
    indicador.nombre, indicador.unidad, indicador.fuente = nombre.strip(), unidad.strip(), fuente
    indicador.linea_base, indicador.valor_meta = linea_base, valor_meta
    datos.revisar_indicador(indicador)
    hechos = {"linea_base": [str(linea_base)], "valor_meta": [str(valor_meta)]}
    transitions.record(meta, "definir_indicador", actor=actor, datos=hechos)
    indicador.save()
    meta.indicador = indicador
    return meta


@transaction.atomic
def medir(
    *,
    meta_id: int,
    actor: Usuario,
    valor_actual: Decimal,
    fecha: date,
    version: int | None = None,
) -> Meta:
    """Write down the value the indicator has, and of what date it is."""
    meta = transitions.lock(Meta, meta_id, actor=actor, version=version)
    if meta.estado != states.EN_EJECUCION:
        raise NotAllowed("medir", _("La meta no está en ejecución."))
    datos.exigir("fecha", fecha <= clock.today(), _("La fecha del valor no puede ser futura."))
    indicador = meta.indicador
    antes = str(indicador.valor_actual)
    indicador.valor_actual, indicador.fecha = valor_actual, fecha
    datos.revisar_indicador(indicador)
    hechos = {"valor": [antes, str(valor_actual)], "del": str(fecha)}
    transitions.record(meta, "medir", actor=actor, datos=hechos)
    indicador.save(update_fields=["valor_actual", "fecha"])
    return meta
