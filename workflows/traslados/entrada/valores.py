"""From what people write in a cell to what a field holds; `Malo` says what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from workflows.traslados.entrada.celdas import Celda, Malo, llano, texto

SI = frozenset(["si", "s", "x", "1", "true", "verdadero", "yes", "y", "v", "✓", "✔"])
NO = frozenset(["no", "n", "0", "false", "falso", "f", "-"])
HECHO = SI | {"cumplido", "cumplida", "terminado", "finalizado", "hecho", "realizado", "completado"}
POR_HACER = NO | {
    *("pendiente", "abierto", "borrador", "asignado", "atrasado", "incumplido", "por verificar"),
    *("en curso", "en gestion", "en proceso", "en ejecucion", "en marcha"),
}
TODO = 100  # %
MESES = {
    nombre: numero
    for numero, nombres in enumerate(
        (
            "ene enero jan january", "feb febrero february", "mar marzo march",
            "abr abril apr april",
            "may mayo", "jun junio june", "jul julio july", "ago agosto aug august",
            "sep sept set septiembre setiembre september", "oct octubre october",
            "nov noviembre november", "dic diciembre dec december",
        ),
        1,
    )
    for nombre in nombres.split()
}  # fmt: skip
# Excel counts days from here; before 1990 what looks like one is a year, or nothing.
CERO_DE_EXCEL = date(1899, 12, 30)
SERIALES = range(32_874, 73_051)  # 1990 to 2099
ANIOS = range(1900, 2101)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_DIA_PRIMERO = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})(?: .*)?")
_CON_MES = re.compile(r"(\d{1,2})(?: de |[-/. ]+)([a-z]+)\.?(?: del? |[-/. ,]+)(\d{2}|\d{4})")
_HORA = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?\s*(h|hs|am|pm|a\. ?m\.|p\. ?m\.)?")
# As `llano` leaves them: a º is an o there, a ″ two ′.
_GRADOS = re.compile(
    r"(-?\d+(?:[.,]\d+)?)[°o ]\s*(?:(\d+(?:[.,]\d+)?)['′’ ]\s*)?"
    r"(?:(\d+(?:[.,]\d+)?)(?:[\"”]|['′]{2})?\s*)?([nsewo])?"
)
SUR_Y_OESTE = frozenset("swo")


def fecha(celda: Celda, *, anio: str = "") -> date | None:
    """31/12/2026, 31-dic-2026, 31 de diciembre de 2026, 2026-12-31, or the number Excel keeps.

    Day before month, as everybody writes in the region. A year alone is its last day if `anio` is
    "fin", its first if "inicio", and wrong otherwise.
    """
    if isinstance(celda, datetime):
        return celda.date()
    if isinstance(celda, date):
        return celda
    escrito = llano(texto(int(celda) if isinstance(celda, float) else celda))
    if not escrito:
        return None
    if escrito.isdigit():
        return _por_numero(int(escrito), anio)
    try:
        return _por_partes(escrito)
    except (ValueError, OverflowError):
        raise Malo(_("Esa fecha no existe en el calendario.")) from None


def hora(celda: Celda) -> time | None:
    """14:30, 2:30 pm, 14h30, or what Excel keeps of an hour."""
    if isinstance(celda, datetime):
        return celda.time().replace(second=0, microsecond=0)
    if isinstance(celda, time):
        return celda.replace(second=0, microsecond=0)
    if isinstance(celda, float) and 0 <= celda < 1:
        horas, minutos = divmod(round(celda * 24 * 60) % (24 * 60), 60)
        return time(horas, minutos)
    escrito = llano(texto(celda))
    if not escrito:
        return None
    found = _HORA.fullmatch(escrito)
    try:
        return _hora(found) if found else _no_es_hora()
    except ValueError:
        return _no_es_hora()


def entero(celda: Celda) -> int | None:
    """A whole number, with or without signs between thousands."""
    valor = dinero(celda)
    if valor is None:
        return None
    if valor != valor.to_integral_value() or valor < 0:
        raise Malo(_("Escriba un número entero, por ejemplo 1200."))
    return int(valor)


def dinero(celda: Celda) -> Decimal | None:
    """An amount: 1.234.567,89 · 1,234,567.89 · B/. 1,500.00.

    A lone sign before three digits parts thousands.
    """
    if isinstance(celda, int | float) and not isinstance(celda, bool):
        return Decimal(str(celda)) if math.isfinite(celda) else _no_es_numero()
    escrito = re.sub(r"^(b/\.|us\$|r\$|rd\$|s/\.?|[^\d(-]{0,4})", "", llano(texto(celda))).strip()
    escrito = re.sub(r"\s*(usd|dolares|pesos|balboas|soles|%)?$", "", escrito).replace(" ", "")
    if not escrito:
        return None if not texto(celda) else _no_es_numero()
    try:
        return Decimal(_con_punto(escrito))
    except InvalidOperation:
        return _no_es_numero()


def coordenada(celda: Celda, limite: int) -> float | None:
    """Degrees: -34.5588, -34,5588, 34°33'31"S. `limite` is 90 or 180."""
    if isinstance(celda, int | float) and not isinstance(celda, bool):
        grados = float(celda)
    else:
        escrito = llano(texto(celda))
        if not escrito:
            return None
        grados = _grados(escrito)
    if not math.isfinite(grados) or abs(grados) > limite:
        raise Malo(
            _("Una latitud va de -90 a 90. ¿Están cambiadas latitud y longitud?")
            if limite == 90
            else _("Una longitud va de -180 a 180. ¿Le falta el punto decimal?")
        )
    return round(grados, 7)


def si_no(celda: Celda) -> bool | None:
    """Yes or no, in the words people use; None for an empty cell."""
    if isinstance(celda, bool):
        return celda
    escrito = llano(texto(celda))
    if not escrito:
        return None
    if escrito in SI or escrito in NO:
        return escrito in SI
    raise Malo(_("Escriba sí o no."))


def cumplido(celda: Celda) -> bool | None:
    """Whether it is done: yes or no, a state in a word, or how much of it in %."""
    escrito = llano(texto(int(celda) if isinstance(celda, bool) else celda))
    if escrito in HECHO or escrito in POR_HACER:
        return escrito in HECHO
    try:
        parte = dinero(celda)
    except Malo:
        raise Malo(_("Escriba sí o no, «cumplido» o «pendiente», o cuánto en %.")) from None
    return None if parte is None else parte >= TODO


def correo(celda: Celda) -> str:
    """An address of e-mail; empty for an empty cell."""
    escrito = texto(celda).removeprefix("mailto:")
    if escrito:
        try:
            validate_email(escrito)
        except ValidationError:
            raise Malo(_("No es una dirección de correo.")) from None
    return escrito


def opcion(celda: Celda, opciones: Mapping[str, object]) -> object | None:
    """One of a few words, by any of the names it has; None for an empty cell."""
    escrito = llano(texto(celda))
    if not escrito:
        return None
    if escrito in opciones:
        return opciones[escrito]
    validas = ", ".join(dict.fromkeys(nombre for nombre in opciones if not nombre.isdigit()))
    raise Malo(_("No es ninguna de las opciones: %(opciones)s.") % {"opciones": validas})


def _por_numero(numero: int, anio: str) -> date:
    if numero in SERIALES:
        return CERO_DE_EXCEL + timedelta(days=numero)
    if numero in ANIOS and anio:
        return date(numero, 12, 31) if anio == "fin" else date(numero, 1, 1)
    raise Malo(_("Escriba la fecha con día, mes y año, por ejemplo 31/12/2026."))


def _por_partes(escrito: str) -> date:
    if found := _ISO.fullmatch(escrito):
        anio, mes, dia = (int(parte) for parte in found.groups())
        return date(anio, mes, dia)
    if found := _DIA_PRIMERO.fullmatch(escrito):
        dia, mes, anio = (int(parte) for parte in found.groups())
        return date(_cuatro_cifras(anio), mes, dia)
    if (found := _CON_MES.fullmatch(escrito)) and found[2] in MESES:
        return date(_cuatro_cifras(int(found[3])), MESES[found[2]], int(found[1]))
    raise Malo(_("No es una fecha. Escríbala así: 31/12/2026."))


def _cuatro_cifras(anio: int) -> int:
    return anio + 2000 if anio < 100 else anio


def _hora(found: re.Match[str]) -> time:
    horas, minutos = int(found[1]), int(found[2] or 0)
    mitad = (found[3] or "")[:1]
    if mitad in ("a", "p"):
        horas = horas % 12 + (12 if mitad == "p" else 0)
    elif found[2] is None and not mitad:
        raise ValueError
    return time(horas, minutos)


def _no_es_hora() -> time:
    raise Malo(_("No es una hora. Escríbala así: 14:30."))


def _no_es_numero() -> Decimal:
    raise Malo(_("No es un número."))


def _con_punto(escrito: str) -> str:
    """A number as Python writes it. The last of two signs is that of the decimals."""
    puntos, comas = escrito.count("."), escrito.count(",")
    if puntos and comas:
        decimal = "." if escrito.rfind(".") > escrito.rfind(",") else ","
        miles = "," if decimal == "." else "."
        return escrito.replace(miles, "").replace(decimal, ".")
    signo = "." if puntos else ","
    if puntos + comas > 1 or re.fullmatch(r"-?[1-9]\d{0,2}[.,]\d{3}", escrito):
        return _sin_miles(escrito, signo)
    return escrito.replace(",", ".")


def _sin_miles(escrito: str, signo: str) -> str:
    if not re.fullmatch(rf"-?\d{{1,3}}(?:\{signo}\d{{3}})+", escrito):
        raise Malo(_("No se entiende el número: revise los puntos y las comas."))
    return escrito.replace(signo, "")


def _grados(escrito: str) -> float:
    try:
        return float(escrito.replace(",", "."))
    except ValueError:
        found = _GRADOS.fullmatch(escrito)
    if not found:
        raise Malo(_("No es una coordenada. Escríbala así: -34.5588 o 34°33'31\"S.")) from None
    grados, minutos, segundos = (
        float((parte or "0").replace(",", ".")) for parte in found.groups()[:3]
    )
    if minutos >= 60 or segundos >= 60:
        raise Malo(_("Los minutos y segundos van de 0 a 59."))
    valor = abs(grados) + minutos / 60 + segundos / 3600
    negativo = escrito.startswith("-") or (found[4] or "") in SUR_Y_OESTE
    return -valor if negativo else valor
