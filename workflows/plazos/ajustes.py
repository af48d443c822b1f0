"""What the town hall sets of its deadlines: alert rules, lengths, days off, office hours, place.

Every change is in the history of the settings, with what it was before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import ajustes, calendario
from core.calendario import Calendario, Jornada, SinHorario
from core.models import DiaNoHabil, HorarioOficina, Municipio, Usuario
from workflows.plazos import actions
from workflows.plazos.models import PlazoInterno, ReglaAlerta, declarada, interno_declarado

DE_UNA_REGLA = ("cantidad", "unidad", "repite_cada", "papeles", "roles", "medio", "activa")


@dataclass(frozen=True, slots=True)
class Movido:
    """What a change of the calendar did: days that changed, deadlines with another date."""

    dias: int
    plazos: int


@transaction.atomic
def agregar_regla(
    *, codigo: str, clase_plazo: str, actor: Usuario, campos: Mapping[str, Any]
) -> ReglaAlerta:
    """One more stage of an alert of a kind of deadline; those that are open learn of it."""
    ultima = ReglaAlerta.objects.filter(codigo=codigo, clase_plazo=clase_plazo).last()
    que_es = {
        "codigo": codigo,
        "clase_plazo": clase_plazo,
        "etapa": ultima.etapa + 1 if ultima else 1,
    }
    regla = ajustes.crear(modelo=ReglaAlerta, actor=actor, campos={**que_es, **campos})
    actions.recalcular(clase_plazo)
    return regla


@transaction.atomic
def editar_regla(
    *, regla_id: int, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> ReglaAlerta:
    """When, whom and how it tells; what is open is pointed at its new moment. What it is stays."""
    suyos = {campo: valor for campo, valor in campos.items() if campo in DE_UNA_REGLA}
    regla = ajustes.editar(modelo=ReglaAlerta, pk=regla_id, actor=actor, campos=suyos, visto=visto)
    actions.recalcular(regla.clase_plazo)
    return regla


def restaurar_regla(*, regla_id: int, actor: Usuario) -> ReglaAlerta:
    """As its process declares it. `ValidationError` for one that the town hall added itself."""
    regla = ReglaAlerta.objects.get(pk=regla_id)
    inicial = declarada(regla.codigo, regla.clase_plazo, regla.etapa)
    if inicial is None:
        raise ValidationError(_("Esta regla la agregó el municipio: no tiene valores de fábrica."))
    campos = asdict(inicial) | {
        "papeles": [*inicial.papeles],
        "roles": [*inicial.roles],
        "activa": True,
    }
    return editar_regla(regla_id=regla_id, actor=actor, campos=campos)


def editar_interno(
    *, interno_id: int, actor: Usuario, cantidad: int, unidad: str, visto: int | None = None
) -> PlazoInterno:
    """How long a kind of deadline is from the next one on; those that are open keep their date."""
    campos = {"cantidad": cantidad, "unidad": unidad}
    return ajustes.editar(
        modelo=PlazoInterno, pk=interno_id, actor=actor, campos=campos, visto=visto
    )


def restaurar_interno(*, interno_id: int, actor: Usuario) -> PlazoInterno:
    """As its process declares it."""
    interno = PlazoInterno.objects.get(pk=interno_id)
    inicial = interno_declarado(interno.clase_plazo)
    if inicial is None:
        raise ValidationError(_("Este plazo no tiene valores de fábrica."))
    return editar_interno(
        interno_id=interno_id, actor=actor, cantidad=inicial.cantidad, unidad=inicial.unidad
    )


@transaction.atomic
def agregar_dia(*, actor: Usuario, campos: Mapping[str, Any]) -> Movido:
    """A day of its own; the deadlines counted over it get another date and X02 tells of it."""
    ajustes.crear(modelo=DiaNoHabil, actor=actor, campos=campos)
    return _aplicar()


@transaction.atomic
def editar_dia(
    *, dia_id: int, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> Movido:
    """Another date, reason or kind of day."""
    ajustes.editar(modelo=DiaNoHabil, pk=dia_id, actor=actor, campos=campos, visto=visto)
    return _aplicar()


@transaction.atomic
def quitar_dia(*, dia_id: int, actor: Usuario) -> Movido:
    """The day is again what the week and the country make of it."""
    ajustes.quitar(modelo=DiaNoHabil, pk=dia_id, actor=actor)
    return _aplicar()


@transaction.atomic
def poner_horario(*, actor: Usuario, horario: Mapping[int, Jornada]) -> Movido:
    """Office hours by day of the week (`date.weekday()`); a day that is not there is not worked."""
    ajustes.exigir(actor, ajustes.EDITAR)
    _exigir_horario(horario)
    filas = {fila.dia_semana: fila for fila in HorarioOficina.objects.select_for_update()}
    for dia, fila in filas.items():
        if dia not in horario:
            ajustes.quitar(modelo=HorarioOficina, pk=fila.pk, actor=actor)
    for dia, jornada in horario.items():
        _poner_jornada(actor, dia, jornada, filas.get(dia))
    return _aplicar()


@transaction.atomic
def editar_municipio(
    *, actor: Usuario, campos: Mapping[str, Any], visto: int | None = None
) -> Movido:
    """Name, shield, place and habits; another country or zone counts the deadlines again."""
    antes = _lugar(Municipio.objects.get(pk=1))
    ahora = ajustes.editar(modelo=Municipio, pk=1, actor=actor, campos=campos, visto=visto)
    return Movido(0, 0) if _lugar(ahora) == antes else _aplicar()


def moveria_con_dia(dia: DiaNoHabil) -> int:
    """How many open deadlines move if `dia` is saved (in place of itself, if it is there)."""
    otros = DiaNoHabil.objects.exclude(pk=dia.pk) if dia.pk else DiaNoHabil.objects.all()
    return _moveria(dias=[*otros, dia])


def moveria_sin_dia(dia: DiaNoHabil) -> int:
    """How many open deadlines move if `dia` is taken away."""
    return _moveria(dias=DiaNoHabil.objects.exclude(pk=dia.pk))


def moveria_con_horario(horario: Mapping[int, Jornada]) -> int:
    """How many open deadlines move with these office hours."""
    _exigir_horario(horario)
    return _moveria(horario=horario)


def moveria_con_municipio(municipio: Municipio) -> int:
    """How many open deadlines move with this country, subdivision and zone."""
    if _lugar(municipio) == _lugar(Municipio.objects.get(pk=1)):
        return 0
    return _moveria(municipio=municipio)


def _moveria(
    *,
    dias: Iterable[DiaNoHabil] | None = None,
    horario: Mapping[int, Jornada] | None = None,
    municipio: Municipio | None = None,
) -> int:
    propuesto: Calendario = calendario.supuesto(dias=dias, horario=horario, municipio=municipio)
    return actions.cuantos_moveria(propuesto)


def _lugar(municipio: Municipio) -> tuple[str, str, str]:
    return municipio.pais, municipio.subdivision, municipio.zona_horaria


def _aplicar() -> Movido:
    dias = calendario.reconstruir()
    return Movido(len(dias), actions.recontar())


def _exigir_horario(horario: Mapping[int, Jornada]) -> None:
    if not horario:
        raise ValidationError(str(SinHorario()))


def _poner_jornada(actor: Usuario, dia: int, jornada: Jornada, fila: HorarioOficina | None) -> None:
    horas = {"desde": jornada.desde, "hasta": jornada.hasta}
    if fila is None:
        ajustes.crear(modelo=HorarioOficina, actor=actor, campos={"dia_semana": dia, **horas})
    else:
        ajustes.editar(modelo=HorarioOficina, pk=fila.pk, actor=actor, campos=horas)
