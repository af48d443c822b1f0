"""The sentences that say how a term was counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendario.frases import dias_contados, fecha_corta, fecha_larga, hora
from core.calendario.reglas import Clase

if TYPE_CHECKING:
    from core.calendario.cuenta import Cuenta, Salto


def frases_de(cuenta: Cuenta) -> list[str]:
    """Where the count starts, how many days, which were passed over, and where it ends."""
    frases = [_comienzo(cuenta), _contados(cuenta), _saltados(cuenta), _prorroga(cuenta)]
    return [frase for frase in [*frases, _final(cuenta)] if frase]


def _comienzo(cuenta: Cuenta) -> str:
    anio = cuenta.inicio.year
    if cuenta.dias == 0:
        return _("Es para el mismo día del registro, %(fecha)s.") % {
            "fecha": fecha_larga(cuenta.inicio, anio)
        }
    if cuenta.dias < 0:
        return _("Se cuenta hacia atrás desde el %(fecha)s, sin incluirlo.") % {
            "fecha": fecha_larga(cuenta.inicio, anio)
        }
    return _("Empieza a contar el %(fecha)s, el día siguiente al registro.") % {
        "fecha": fecha_larga(cuenta.inicio + timedelta(days=1), anio)
    }


def _contados(cuenta: Cuenta) -> str:
    numero = cuenta.contados
    if numero == 0:
        return ""
    if cuenta.unidad == "habiles":
        frase = ngettext("Se cuenta %(n)d día hábil.", "Se cuentan %(n)d días hábiles.", numero)
    else:
        frase = ngettext(
            "Se cuenta %(n)d día calendario.", "Se cuentan %(n)d días calendario.", numero
        )
    return frase % {"n": numero}


def _saltados(cuenta: Cuenta) -> str:
    anio = cuenta.inicio.year
    saltos = sorted(cuenta.saltados)
    con_nombre = [
        _con_motivo(salto, anio) for salto in saltos if salto.clase in (Clase.FERIADO, Clase.LOCAL)
    ]
    descansos = [salto.fecha for salto in saltos if salto.clase is Clase.DESCANSO]
    grupos = [
        ", ".join(con_nombre),
        dias_contados(descansos) if descansos else "",
        *_pausas((salto.fecha for salto in saltos if salto.clase is Clase.PAUSA), anio),
    ]
    lista = "; ".join(grupo for grupo in grupos if grupo)
    return _("No se cuentan: %(lista)s.") % {"lista": lista} if lista else ""


def _con_motivo(salto: Salto, anio: int) -> str:
    return f"{fecha_corta(salto.fecha, anio)} ({salto.motivo})"


def _pausas(fechas: Iterable[date], anio: int) -> Iterator[str]:
    for primera, ultima in _tramos(fechas):
        if primera == ultima:
            yield _("en pausa el %(dia)s") % {"dia": fecha_corta(primera, anio)}
            continue
        yield _("en pausa del %(primero)s al %(ultimo)s (%(n)d días)") % {
            "primero": fecha_corta(primera, anio),
            "ultimo": fecha_corta(ultima, anio),
            "n": (ultima - primera).days + 1,
        }


def _tramos(fechas: Iterable[date]) -> list[tuple[date, date]]:
    """Runs of consecutive dates, first and last of each. ``fechas`` ascend."""
    tramos: list[tuple[date, date]] = []
    for fecha in fechas:
        if tramos and fecha - tramos[-1][1] == timedelta(days=1):
            tramos[-1] = (tramos[-1][0], fecha)
        else:
            tramos.append((fecha, fecha))
    return tramos


def _prorroga(cuenta: Cuenta) -> str:
    if not cuenta.prorrogas:
        return ""
    ultimo = cuenta.prorrogas[0]
    fecha = fecha_larga(ultimo.fecha, cuenta.inicio.year)
    if ultimo.clase is not Clase.DESCANSO:
        fecha = f"{fecha} ({ultimo.motivo})"
    if cuenta.dias < 0:
        frase = _("El último día sería el %(fecha)s, que no es hábil: pasa al día hábil anterior.")
    else:
        frase = _("El último día sería el %(fecha)s, que no es hábil: pasa al siguiente día hábil.")
    return frase % {"fecha": fecha}


def _final(cuenta: Cuenta) -> str:
    datos = {
        "fecha": fecha_larga(cuenta.vence, cuenta.inicio.year),
        "hora": hora(cuenta.vence_en),
    }
    if cuenta.dias < 0:
        return _("Llega al %(fecha)s a las %(hora)s.") % datos
    return _("Vence el %(fecha)s a las %(hora)s.") % datos
