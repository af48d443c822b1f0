"""What a row of a sheet may say of a thing: its fields, how each is read, what people call them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.models import GRADOS, Actor, Area, Lugar, Tema, Usuario
from workflows.solicitudes.queries import TipoSolicitud, tipos
from workflows.traslados.entrada import valores
from workflows.traslados.entrada.celdas import Celda, Formula, Malo, llano, texto
from workflows.traslados.entrada.guia import Guia

# What parts several names in one cell.
PARTES = ";|\n"


@dataclass
class Contexto:
    """One reading of one sheet: who brings it, from where, and what it may name."""

    usuario: Usuario
    fuente: str = ""
    actualizar: bool = False
    # What the sheet has said so far: the key of a thing -> row and values.
    vistas: dict[str, tuple[int, Mapping[str, Any]]] = field(default_factory=dict)

    @cached_property
    def gente(self) -> Guia[Usuario]:
        nadie = _("Nadie con cuenta se llama o tiene el correo «%(nombre)s».")
        return Guia(Usuario.objects.que_entran(), ("email", "nombre"), nadie)

    @cached_property
    def actores(self) -> Guia[Actor]:
        return Guia(Actor.objects.all(), ("nombre",), _("No hay un actor llamado «%(nombre)s»."))

    @cached_property
    def temas(self) -> Guia[Tema]:
        return Guia(Tema.objects.all(), ("nombre",), _("No hay un tema llamado «%(nombre)s»."))

    @cached_property
    def lugares(self) -> Guia[Lugar]:
        nadie = _("No hay un lugar llamado «%(nombre)s», ni con ese código.")
        return Guia(Lugar.objects.all(), ("nombre", "codigo_oficial"), nadie)

    @cached_property
    def areas(self) -> Guia[Area]:
        return Guia(Area.objects.all(), ("nombre",), _("No hay un área llamada «%(nombre)s»."))

    @cached_property
    def tipos(self) -> Guia[TipoSolicitud]:
        nadie = _("No hay un tipo de solicitud llamado «%(nombre)s».")
        return Guia(tipos(), ("nombre", "codigo"), nadie)


Lector = Callable[[Contexto, Celda], Any]


@dataclass(frozen=True, slots=True)
class Campo:
    """One field. `leer` gives None (or nothing) for an empty cell, and raises `Malo`.

    With `junta` several columns may be this field: their cells are put together with it between.
    """

    nombre: str
    titulo: str | Promise
    leer: Lector
    obligatorio: bool = False
    sinonimos: tuple[str, ...] = ()
    junta: str = ""

    def propios(self) -> set[str]:
        """Its own name and title, in Spanish and in the language that is active."""
        propios = (self.nombre.replace("_", " "), *dichos(self.titulo))
        return {llano(uno) for uno in propios}

    def nombres(self) -> set[str]:
        """Everything a column of it may be called."""
        return self.propios() | {llano(uno) for uno in self.sinonimos}


def dichos(palabra: object) -> tuple[str, str]:
    """A word in Spanish and in the language that is active: sheets are written in either."""
    with override("es"):
        en_espanol = str(palabra)
    return en_espanol, str(palabra)


def palabras(maximo: int) -> Lector:
    """Text of at most so many characters."""

    def leer(_contexto: Contexto, celda: Celda) -> str:
        escrito = texto(celda)
        if len(escrito) > maximo:
            raise Malo(
                _("Tiene %(n)d letras, y caben %(maximo)d.") % {"n": len(escrito), "maximo": maximo}
            )
        return escrito

    return leer


def fecha(anio: str = "") -> Lector:
    def leer(_contexto: Contexto, celda: Celda) -> date | None:
        return valores.fecha(celda, anio=anio)

    return leer


def hora(_contexto: Contexto, celda: Celda) -> time | None:
    return valores.hora(celda)


def coordenada(limite: int) -> Lector:
    def leer(_contexto: Contexto, celda: Celda) -> float | None:
        return valores.coordenada(celda, limite)

    return leer


def sencillo(leer: Callable[[Celda], Any]) -> Lector:
    """A reader that needs to know of nothing else."""
    return lambda _contexto, celda: leer(celda)


def opcion(opciones: Iterable[tuple[Any, Any]], **otras: Any) -> Lector:
    """One of the choices of a field: by its code, its word, or one of `otras`."""
    pares = list(opciones)

    def leer(_contexto: Contexto, celda: Celda) -> object | None:
        conocidas = {llano(uno): codigo for codigo, palabra in pares for uno in dichos(palabra)}
        conocidas |= {llano(codigo): codigo for codigo, _etiqueta in pares}
        conocidas |= {llano(nombre): codigo for nombre, codigo in otras.items()}
        return valores.opcion(celda, conocidas)

    return leer


def grado(_contexto: Contexto, celda: Celda) -> int | None:
    """A reserve degree: by its number, its word, or both as we write them."""
    escrito = texto(celda)
    conocidas: dict[str, object] = {}
    for numero, etiqueta in GRADOS:
        for dicho in dichos(etiqueta):
            conocidas |= {llano(dicho): numero, llano(dicho.partition("·")[2]): numero}
        conocidas[str(numero)] = numero
    found = valores.opcion(escrito, conocidas)
    return found if isinstance(found, int) else None


def de(guia: str) -> Lector:
    """What a cell names, found by one of the guides of the context."""

    def leer(contexto: Contexto, celda: Celda) -> Any:
        escrito = texto(celda)
        return getattr(contexto, guia).exigir(escrito) if escrito else None

    return leer


def varios(guia: str) -> Lector:
    """Everything that a cell names, with a semicolon, a bar or a new line between."""

    def leer(contexto: Contexto, celda: Celda) -> list[Any]:
        partes = texto(celda)
        for signo in PARTES:
            partes = partes.replace(signo, ";")
        nombres = dict.fromkeys(parte.strip() for parte in partes.split(";") if parte.strip())
        return [getattr(contexto, guia).exigir(nombre) for nombre in nombres]

    return leer


def reunir(campo: Campo, celdas: Sequence[Celda]) -> Celda:
    """The cells of the columns of one field as one."""
    if any(isinstance(celda, Formula) for celda in celdas):
        raise Malo(_("Es una fórmula. Copie la columna y péguela como valores."))
    if len(celdas) == 1:
        return celdas[0]
    return campo.junta.join(escrito for celda in celdas if (escrito := texto(celda)))
