"""The arithmetic of a meta: progress, what was expected, the light and its reasons.

Nothing here reads the database beyond what the meta already has prefetched (`intermedias`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from django.utils.translation import gettext as _

from core import calendario, clock
from core.calendario import Calendario
from workflows.metas import frases, states
from workflows.metas.frases import Parte
from workflows.metas.leidas import MetaLeida
from workflows.metas.models import Meta, MetaIntermedia, Umbrales
from workflows.plazos.states import AMARILLO, AZUL, GRAVEDAD, GRIS, ROJO, VERDE, Luz

Medible = Meta | MetaLeida
Razon = tuple[str, Callable[[], str]]
"""A colour, and what says why: of a whole list only the colours are asked for."""


@dataclass(frozen=True)
class Hoy:
    """The day a light is worked out for, and what it is measured against. Made once for a list."""

    dia: date
    reglas: Calendario
    umbrales: Umbrales = field(default_factory=Umbrales)

    @classmethod
    def actual(cls) -> Hoy:
        """Today, by the calendar and the thresholds in force."""
        return cls(clock.today(), calendario.vigente(), Umbrales.actual())

    @cached_property
    def por_vencer_hasta(self) -> date:
        """The last date so near that not having reported yet is worth a warning."""
        return self.reglas.sumar(self.dia, self.umbrales.por_vencer, "habiles").vence


def avance(meta: Medible, umbrales: Umbrales) -> float:
    """Progress in points, 0 to 100: each meta intermedia by its weight (domain.md A4).

    One under way counts for its percentage where `credito_parcial` is on, else for nothing.
    """
    vivas = meta.vivas()
    ganado = sum(mi.peso * _credito(mi, umbrales) for mi in vivas)
    return _puntos(ganado, sum(mi.peso for mi in vivas))


def avance_esperado(meta: Medible, dia: date | None = None) -> float:
    """Points that the baseline had for `dia`; 0 until the programme is approved."""
    dia = dia or clock.today()
    vivas = [mi for mi in meta.vivas() if mi.fecha_linea_base]
    debido = sum(
        mi.peso_linea_base
        for mi in vivas
        if mi.fecha_linea_base is not None and mi.fecha_linea_base <= dia
    )
    return _puntos(debido * states.CUMPLIDO, sum(mi.peso_linea_base for mi in vivas))


def desvio(meta: Medible, hoy: Hoy) -> float:
    """Progress less what was expected, in points: negative when it is behind."""
    return round(avance(meta, hoy.umbrales) - avance_esperado(meta, hoy.dia), 1)


def luz(meta: Meta, hoy: Hoy | None = None) -> Luz:
    """Its light with every reason, the gravest first; the worst one gives the colour.

    Green takes an update, or the start itself, not older than a cycle is long: stale data is
    never green (domain.md A4).
    """
    hoy = hoy or Hoy.actual()
    visto = color(meta, hoy)
    if visto == GRIS:
        return Luz(GRIS, _("Sin iniciar"), (_por_que_no_empieza(meta),))
    if visto == AZUL:
        return Luz(AZUL, _("Terminada"), (_("Todas sus metas intermedias están cumplidas."),))
    razones = sorted(_razones(meta, hoy), key=_gravedad, reverse=True)
    porque = tuple(frase() for _color, frase in razones)
    return Luz(visto, _palabra(visto), porque or (_("Al día: sin atrasos y actualizada."),))


def color(meta: Medible, hoy: Hoy) -> str:
    """The colour of its light, without the reasons."""
    if meta.estado != states.EN_EJECUCION:
        return GRIS
    if all(mi.estado == states.CUMPLIDA for mi in meta.vivas()):
        return AZUL
    return _peor(_razones(meta, hoy))


def luz_intermedia(mi: MetaIntermedia, hoy: Hoy | None = None) -> Luz:
    """The light of one meta intermedia, by its date while somebody works on it."""
    hoy = hoy or Hoy.actual()
    if mi.estado == states.CUMPLIDA:
        return Luz(AZUL, _("Cumplida"))
    if mi.estado == states.REPORTADA:
        return Luz(AMARILLO, _("Por validar"), (_("Ya fue reportada; falta validarla."),))
    if mi.estado == states.CANCELADA or mi.meta.estado != states.EN_EJECUCION:
        return Luz(GRIS, str(mi.get_estado_display()))
    razones = tuple(frase() for _color, frase in _por_intermedia(mi, hoy))
    if not razones:
        return Luz(VERDE, _("En plazo"))
    if mi.fecha_vigente and mi.fecha_vigente < hoy.dia:
        return Luz(ROJO, _("Atrasada"), razones)
    return Luz(AMARILLO, _("Por vencer"), razones)


def ciclos_sin_actualizar(meta: Medible, hoy: Hoy) -> int:
    """Whole cycles by which the last update (or the start) is older than one made in time.

    By its age and not by the cut-offs that passed: what was told on the first day of a cycle, and
    not again, would have counted as fresh for nearly two. Who updates at every cut-off, or before,
    is never stale: on the very day of the next one there is still time.
    """
    dias = dias_sin_actualizar(meta, hoy)
    return max(0, (dias - 1) // hoy.umbrales.dias_del_ciclo)


def dias_sin_actualizar(meta: Medible, hoy: Hoy) -> int:
    """Calendar days since its last update, or since it began; 0 before that."""
    ultima = meta.actualizada_en or meta.iniciada_en
    return (hoy.dia - hoy.reglas.en_zona(ultima).date()).days if ultima else 0


def _razones(meta: Medible, hoy: Hoy) -> Iterator[Razon]:
    for mi in meta.vivas():
        yield from _por_intermedia(mi, hoy)
    yield from _por_desvio(meta, hoy)
    yield from _por_actualizacion(meta, hoy)


def _gravedad(razon: Razon) -> int:
    return GRAVEDAD.index(razon[0])


def _peor(razones: Iterable[Razon]) -> str:
    peor = max(razones, key=_gravedad, default=None)
    return peor[0] if peor else VERDE


def _credito(mi: Parte, umbrales: Umbrales) -> int:
    return mi.avance if umbrales.credito_parcial or mi.estado == states.CUMPLIDA else 0


def _puntos(parte: int, total: int) -> float:
    return round(parte / total, 1) if total else 0.0


def _por_que_no_empieza(meta: Meta) -> str:
    primera = meta.primera_fecha()
    if meta.estado == states.APROBADA and primera:
        return frases.empieza(primera)
    return _("Aún no está aprobada: está en «%(estado)s».") % {"estado": meta.get_estado_display()}


def _por_intermedia(mi: Parte, hoy: Hoy) -> Iterator[Razon]:
    """Late, or due within days, and nobody has reported it."""
    fecha = mi.fecha_vigente
    if mi.estado not in states.EN_CURSO_MI or fecha is None:
        return
    if fecha < hoy.dia:
        dias = hoy.reglas.contar(fecha, hoy.dia)
        grave = mi.ruta_critica and dias > hoy.umbrales.atraso_critico
        yield ROJO if grave else AMARILLO, partial(frases.atrasada, mi, dias)
    elif fecha <= hoy.por_vencer_hasta:
        dias = hoy.reglas.contar(hoy.dia, fecha)
        yield AMARILLO, partial(frases.por_vencer, mi, dias, hoy=fecha == hoy.dia)


def _por_desvio(meta: Medible, hoy: Hoy) -> Iterator[Razon]:
    detras = -desvio(meta, hoy)
    if detras < hoy.umbrales.desvio_amarillo:
        return
    cual = ROJO if detras > hoy.umbrales.desvio_rojo else AMARILLO
    hecho, esperado = avance(meta, hoy.umbrales), avance_esperado(meta, hoy.dia)
    yield cual, partial(frases.desviada, detras, hecho, esperado)


def _por_actualizacion(meta: Medible, hoy: Hoy) -> Iterator[Razon]:
    ciclos = ciclos_sin_actualizar(meta, hoy)
    if ciclos >= hoy.umbrales.ciclos_amarillo:
        cual = ROJO if ciclos >= hoy.umbrales.ciclos_rojo else AMARILLO
        yield cual, partial(frases.sin_actualizar, dias_sin_actualizar(meta, hoy))


def _palabra(cual: str) -> str:
    return {ROJO: _("Atrasada"), AMARILLO: _("En alerta"), VERDE: _("En marcha")}[cual]
