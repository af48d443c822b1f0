"""Whom a text names: @Marta Solís, @Marta where there is one, or @marta@municipio.gob."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from core import access
from core.models import Expediente, Usuario
from core.texto import ClaveOrden, SinAcentos, contiene

# More than this in one text is a list, not a call.
MAXIMO = 20
SUGERIDOS = 8
_MIRADOS = 60  # of whom a few letters call, before it is asked who sees the case
_ARROBA = re.compile(r"(?<![\w.+-])@([\w.+-]+@[\w-]+(?:\.[\w-]+)+|[^\W\d_][^\n@]{0,119})")
_PALABRA = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(slots=True)
class Nombrados:
    """Who was meant, and the words after an @ that mean nobody, or more than one."""

    personas: list[Usuario] = field(default_factory=list)
    desconocidos: list[str] = field(default_factory=list)
    dudosos: list[str] = field(default_factory=list)


def leer(texto: str, expediente: Expediente) -> Nombrados:
    """Whom `texto` names. Of those of one name, who may see the case file is meant."""
    found = Nombrados()
    nombres = [hallado[1] for hallado in _ARROBA.finditer(texto)][:MAXIMO]
    conocidos = _que_empiezan(nombres)
    for nombre in nombres:
        elegidos = _meant(nombre, conocidos)
        if len(elegidos) > 1:
            elegidos = con_acceso(elegidos, expediente) or elegidos
        if len(elegidos) == 1:
            found.personas += [uno for uno in elegidos if uno not in found.personas]
        else:
            (found.dudosos if elegidos else found.desconocidos).append(_dicho(nombre))
    return found


def con_acceso(personas: Iterable[Usuario], expediente: Expediente) -> list[Usuario]:
    """Those who may see the case file; one query."""
    todas = list(personas)
    leen = access.readers((una.pk, expediente.pk) for una in todas)
    return [una for una in todas if (una.pk, expediente.pk) in leen]


def sugeridas(expediente: Expediente, user: Usuario, empieza: str) -> list[Usuario]:
    """Some others who may see the case file and are called so, in Spanish order."""
    palabras = " ".join(_PALABRA.findall(empieza))
    otras = _activas().exclude(pk=user.pk)
    suyas = contiene(otras, palabras, "nombre") if palabras else otras
    return con_acceso(suyas.order_by(ClaveOrden("nombre"))[:_MIRADOS], expediente)[:SUGERIDOS]


def _activas() -> QuerySet[Usuario]:
    return Usuario.objects.que_entran().select_related("cargo")


def _que_empiezan(nombres: Iterable[str]) -> list[Usuario]:
    """Everybody whose name begins with the first word of one of `nombres`, or has the address."""
    condition = Q(pk__in=[])
    for nombre in nombres:
        if "@" in nombre:
            condition |= Q(email__iexact=nombre)
        else:
            condition |= Q(_nombre__startswith=_llano(_PALABRA.findall(nombre)[0]))
    return list(_activas().alias(_nombre=SinAcentos("nombre")).filter(condition))


def _meant(nombre: str, conocidos: Iterable[Usuario]) -> list[Usuario]:
    """Those of whose name most words follow the @."""
    if "@" in nombre:
        return [uno for uno in conocidos if uno.email.casefold() == nombre.casefold()]
    tras = [_llano(palabra) for palabra in _PALABRA.findall(nombre)]
    coinciden = {uno: _comunes(tras, uno.nombre) for uno in conocidos}
    mas = max(coinciden.values(), default=0)
    return [uno for uno, cuantas in coinciden.items() if cuantas == mas and mas]


def _comunes(tras: list[str], nombre: str) -> int:
    """How many words of `nombre`, from the first on, `tras` repeats."""
    suyas = [_llano(palabra) for palabra in _PALABRA.findall(nombre)]
    iguales = [una == otra for una, otra in zip(suyas, tras, strict=False)]
    return iguales.index(False) if False in iguales else len(iguales)


def _dicho(nombre: str) -> str:
    """The word after the @, to be told that it means nobody."""
    return nombre if "@" in nombre else _PALABRA.findall(nombre)[0]


def _llano(palabra: str) -> str:
    """Lower case without accents, as `sin_acentos` of the database has it."""
    sueltas = unicodedata.normalize("NFD", palabra.lower())
    return "".join(c for c in sueltas if not unicodedata.combining(c))
