"""The calendar in force, read once per version and process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.calendario.calendario import Calendario
from core.calendario.feriados import Feriados, feriados_de, feriados_de_la_tabla
from core.calendario.reglas import DiaLocal, DiasLocales, Jornada
from core.models import DiaNoHabil, HorarioOficina, Municipio


def vigente() -> Calendario:
    """The calendar of the municipality, at most two seconds behind a change of its version.

    Raises ``SinHorario`` when no day of the week has office hours.
    """
    municipio = Municipio.actual()
    return _de_version(
        municipio.calendario_version,
        municipio.pais,
        municipio.subdivision,
        municipio.zona_horaria,
    )


def olvidar() -> None:
    """Read everything again at the next call."""
    _de_version.cache_clear()
    Municipio.olvidar()


def leer(zona_horaria: str, feriados: Feriados) -> Calendario:
    """The calendar as the tables of rules say now, past any cache."""
    return _calendario(zona_horaria, feriados, _horario(), DiaNoHabil.objects.all())


def supuesto(
    *,
    dias: Iterable[DiaNoHabil] | None = None,
    horario: Mapping[int, Jornada] | None = None,
    municipio: Municipio | None = None,
) -> Calendario:
    """The calendar as it would be with these local days, hours or place; nothing is written.

    Raises ``SinHorario`` when no day of the week would have office hours.
    """
    lugar = municipio or Municipio.actual()
    return _calendario(
        lugar.zona_horaria,
        feriados_de(lugar.pais, lugar.subdivision),
        _horario() if horario is None else horario,
        DiaNoHabil.objects.all() if dias is None else dias,
    )


def _horario() -> dict[int, Jornada]:
    filas = HorarioOficina.objects.all()
    return {fila.dia_semana: Jornada(fila.desde, fila.hasta) for fila in filas}


def _calendario(
    zona_horaria: str,
    feriados: Feriados,
    horario: Mapping[int, Jornada],
    dias: Iterable[DiaNoHabil],
) -> Calendario:
    return Calendario(
        zona=ZoneInfo(zona_horaria),
        horario=horario,
        feriados=feriados,
        locales=DiasLocales.de(map(_local, dias)),
    )


@lru_cache(maxsize=1)
def _de_version(version: int, pais: str, subdivision: str, zona_horaria: str) -> Calendario:
    return leer(zona_horaria, feriados_de_la_tabla(feriados_de(pais, subdivision)))


def _local(fila: DiaNoHabil) -> DiaLocal:
    return DiaLocal(
        fecha=fila.fecha,
        motivo=fila.motivo,
        decreto=fila.decreto,
        cada_anio=fila.cada_anio,
        habil=fila.habil,
        media_jornada=fila.media_jornada,
        ambito=fila.ambito,
    )
