"""What the common screens (object page, step, history) and the API need to know of each process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.forms import Form
from django.urls import reverse
from django.utils.functional import Promise

from core.models import Caso, Usuario
from webui.campos import FiltroForm
from webui.components.formas import Dato
from webui.components.pasos import Paso
from webui.paso_form import PasoForm
from workflows.cruce import lecturas

if TYPE_CHECKING:
    from workflows.plazos.states import Luz

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Problema:
    """A part of a case that went wrong and that no step of the case settles.

    Where, its state in a word, what happened, where to look at it (or nothing), and the steps
    that settle it, for the person who looks.
    """

    donde: str
    palabra: str
    que_paso: str
    url: str
    pasos: Sequence[Paso]


def sin_inicial(_user: Usuario, _pedido: Mapping[str, Any]) -> dict[str, Any]:
    """A form that knows by itself how it begins."""
    return {}


@dataclass(frozen=True, slots=True)
class Acto:
    """What a form makes, or changes of a case, without being a step of its machine.

    `verbo` is the right it takes. `form` takes `caso` where there is one; `inicial(user, pedido)`
    is how it begins, by what the address or the call says. `hacer(user, caso, datos)` does it with
    the clean data and gives the case that was made or changed; `da` is the process of what is
    made, where that is another one.
    """

    titulo: Text
    verbo: str
    form: type[Form]
    hacer: Callable[[Usuario, Any, dict[str, Any]], Caso]
    inicial: Callable[[Usuario, Mapping[str, Any]], dict[str, Any]] = sin_inicial
    da: type[Caso] | None = None


def sin_problemas(_caso: Any, _user: Usuario, _siguiente: str) -> Sequence[Problema]:
    """A process whose steps settle all that can happen to it."""
    return ()


def sin_termino(_caso: Any) -> datetime | None:
    """A process whose deadlines are shown while they live, and no longer."""
    return None


def sin_resumen(_caso: Any) -> Sequence[Dato]:
    """A process of which no mail offers a step."""
    return ()


@dataclass(frozen=True, slots=True)
class Pantalla:
    """One process on the screen, and in the API.

    `traer(user, codigo)` fetches with the access check, `lista(user, filtro, orden)` all that
    `filtro` leaves; `id_de` is the keyword by which its actions take the object, `adjuntar` the one
    that adds files; `tonos` colours a state. `alta` makes one and `edicion` changes it, unless a
    step does; `actos` are what else is done to it, by the name in its address. `leidos` says where
    a field of the form of `alta` is read when the case has it under another name. `problemas(caso,
    user, siguiente)` gives what Mi día offers in place of the steps, as long as there is any.
    `relojes`: the kinds of its deadlines that are shown wherever one of it is, with how they were
    counted, and what each is called where there is little room; `termino(caso)` is when they ended
    together, if that is told of it: then they are shown as they did. `resumen` are the facts that
    whoever acts from a mail reads (`webui.pases`), without links.
    """

    modelo: type[Caso]
    nombre: str
    titulo: Text
    icono: str
    id_de: str
    traer: Callable[[Usuario, str], Any]
    luz: Callable[[Any], Luz]
    datos: Callable[[Any], Sequence[Dato]]
    pasos: Mapping[str, type[PasoForm]]
    adjuntar: Callable[..., Any]
    lista: Callable[[Usuario, Any, str], QuerySet[Any]]
    filtro: type[FiltroForm]
    alta: Acto | None = None
    edicion: Acto | None = None
    actos: Mapping[str, Acto] = field(default_factory=dict)
    leidos: Mapping[str, str] = field(default_factory=dict)
    tonos: Mapping[str, str] = field(default_factory=dict)
    relojes: Mapping[str, Text] = field(default_factory=dict)
    termino: Callable[[Any], datetime | None] = sin_termino
    problemas: Callable[[Any, Usuario, str], Sequence[Problema]] = sin_problemas
    resumen: Callable[[Any], Sequence[Dato]] = sin_resumen

    def uno(self, user: Usuario, codigo: str) -> Any:
        """The case file, if `user` may see it; of one that is reserved, that it was read is kept.

        Raises `ObjectDoesNotExist`.
        """
        caso = self.traer(user, codigo)
        lecturas.leido(user, caso)
        return caso

    def url(self, codigo: str) -> str:
        return direccion(f"{self.nombre}:uno", codigo)

    def url_lista(self) -> str:
        return reverse(f"{self.nombre}:lista")


# Every row of every list has an address, which nothing changes.
@lru_cache(maxsize=10_000)
def direccion(ruta: str, codigo: str) -> str:
    """The address of a case file."""
    return reverse(ruta, args=[codigo])


_pantallas: dict[str, Pantalla] = {}


def registrar(pantalla: Pantalla) -> Pantalla:
    """Make a process known to the common screens; called once, where its views are."""
    _pantallas[pantalla.modelo.CLASE] = pantalla
    return pantalla


def de(clase: str) -> Pantalla:
    """The screens of the process `clase`."""
    return _pantallas[clase]


def todas() -> tuple[Pantalla, ...]:
    """The screens of every process, in the order in which they were made known."""
    return tuple(_pantallas.values())
