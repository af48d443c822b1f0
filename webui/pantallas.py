"""What the common screens (object page, step, history) need to know of each process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
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


def sin_problemas(_caso: Any, _user: Usuario, _siguiente: str) -> Sequence[Problema]:
    """A process whose steps settle all that can happen to it."""
    return ()


@dataclass(frozen=True, slots=True)
class Pantalla:
    """One process on the screen.

    `traer(user, codigo)` fetches with the access check; `id_de` is the keyword by which its actions
    take the object, `adjuntar` the one that adds files; `tonos` colours a state. `problemas(caso,
    user, siguiente)` gives what Mi día offers in place of the steps, as long as there is any.
    `lista(user, filtro, orden)` is its list, narrowed by what the form `filtro` understood.
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
    tonos: Mapping[str, str] = field(default_factory=dict)
    problemas: Callable[[Any, Usuario, str], Sequence[Problema]] = sin_problemas
    filtro: type[FiltroForm] | None = None
    lista: Callable[[Usuario, Any, str], QuerySet[Any]] | None = None

    def uno(self, user: Usuario, codigo: str) -> Any:
        """The case file, if `user` may see it; of one that is reserved, that it was read is kept.

        Raises `ObjectDoesNotExist`.
        """
        caso = self.traer(user, codigo)
        lecturas.leido(user, caso)
        return caso

    def url(self, codigo: str) -> str:
        return reverse(f"{self.nombre}:uno", args=[codigo])

    def url_lista(self) -> str:
        return reverse(f"{self.nombre}:lista")


_pantallas: dict[str, Pantalla] = {}


def registrar(pantalla: Pantalla) -> Pantalla:
    """Make a process known to the common screens; called once, where its views are."""
    _pantallas[pantalla.modelo.CLASE] = pantalla
    return pantalla


def de(clase: str) -> Pantalla:
    """The screens of the process `clase`."""
    return _pantallas[clase]
