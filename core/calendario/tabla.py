"""The calendar written to a table, so that SQL can count working days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, time

from django.db import transaction
from django.db.models import F, Max

from core import clock
from core.calendario.calendario import Calendario
from core.calendario.dias import UN_DIA
from core.calendario.feriados import feriados_de
from core.calendario.vigencia import leer, olvidar
from core.models import DiaCalendario, HorarioOficina, Municipio

_ANIOS_ATRAS = 3
_ANIOS_ADELANTE = 6
_CAMPOS = ("habil", "ordinal", "motivo", "apertura", "cierre")


@transaction.atomic
def reconstruir(desde: date | None = None, hasta: date | None = None) -> list[date]:
    """Bring ``DiaCalendario`` up to date and make every process read the calendar again.

    The table covers the whole years from ``desde`` to ``hasta`` (by default, from three years ago
    to six years ahead) and never shrinks. Only rows that changed are written.
    Returns the dates, already in the table, that became or ceased to be working days.
    """
    # The lock lets one rebuilding at a time; the update makes the others see this one's version.
    municipio = Municipio.objects.select_for_update().get(pk=1)
    Municipio.objects.filter(pk=1).update(calendario_version=F("calendario_version") + 1)
    feriados = feriados_de(municipio.pais, municipio.subdivision)
    calendario = leer(municipio.zona_horaria, feriados)
    anteriores = DiaCalendario.objects.in_bulk()
    filas = _filas(calendario, *_limites(desde, hasta, anteriores))
    cambiadas = [fila for fila in filas if _valores(fila) != _valores(anteriores.get(fila.fecha))]
    _escribir(cambiadas)
    olvidar()
    transaction.on_commit(olvidar)
    return [
        fila.fecha
        for fila in cambiadas
        if fila.fecha in anteriores and anteriores[fila.fecha].habil != fila.habil
    ]


def completar() -> list[date]:
    """Lengthen the table when a new year has begun, as ``reconstruir``; else do nothing."""
    hasta = DiaCalendario.objects.aggregate(hasta=Max("fecha"))["hasta"]
    if hasta is not None and hasta.year >= clock.today().year + _ANIOS_ADELANTE:
        return []
    return reconstruir()


def sembrar_horario() -> None:
    """Monday to Friday, 08:00 to 16:00, where nobody has set any office hours yet."""
    if not HorarioOficina.objects.exists():
        HorarioOficina.objects.bulk_create(
            HorarioOficina(dia_semana=dia, desde=time(8), hasta=time(16)) for dia in range(5)
        )


def _limites(
    desde: date | None, hasta: date | None, anteriores: Collection[date]
) -> tuple[date, date]:
    """Whole years, those already in the table included."""
    anio = clock.today().year
    anios = {fecha.year for fecha in anteriores}
    primero = desde.year if desde else anio - _ANIOS_ATRAS
    ultimo = hasta.year if hasta else anio + _ANIOS_ADELANTE
    return date(min({primero, *anios}), 1, 1), date(max({ultimo, *anios}), 12, 31)


def _filas(calendario: Calendario, desde: date, hasta: date) -> Iterator[DiaCalendario]:
    ordinal = 0
    for paso in range((hasta - desde).days + 1):
        fecha = desde + UN_DIA * paso
        apertura, cierre = calendario.turno(fecha) or (None, None)
        ordinal += apertura is not None
        yield DiaCalendario(
            fecha=fecha,
            habil=apertura is not None,
            ordinal=ordinal,
            motivo=calendario.dia(fecha).nombre,
            apertura=apertura,
            cierre=cierre,
        )


def _escribir(filas: list[DiaCalendario]) -> None:
    DiaCalendario.objects.bulk_create(
        filas,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["fecha"],
        update_fields=_CAMPOS,
    )


def _valores(fila: DiaCalendario | None) -> tuple[object, ...]:
    return () if fila is None else tuple(getattr(fila, campo) for campo in _CAMPOS)
