"""The rows of a list to a step for many: case files, or anything else with verbs of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import QueryDict

from core import transitions
from core.models import Caso, Participacion, Usuario
from core.transitions import NotAllowed
from webui import pantallas
from webui.components.listas import ORDEN
from webui.pantallas import Pantalla, Text
from webui.paso_form import PasoForm

Par = tuple[str, int | None]
"""What a row is called, and the version of it that was on the screen, if it counts them."""


@dataclass(frozen=True, slots=True)
class Elegido:
    """A row that was chosen: what it is called, in a form and to people, and `que` it is."""

    codigo: str
    rotulo: str
    titulo: str
    url: str
    version: int | None
    que: Any


@dataclass(frozen=True, slots=True)
class Verbo:
    """A verb of the rows, as a button shows it."""

    verb: str
    label: Text
    icon: str = ""
    danger: bool = False


class Elegibles(Protocol):
    """The rows of one list. `clase` is kept with what is done to them."""

    @property
    def clase(self) -> str: ...

    @property
    def nombre(self) -> str:
        """The namespace of their addresses."""

    @property
    def titulo(self) -> Text: ...

    @property
    def pasos(self) -> Mapping[str, type[PasoForm]]:
        """The form of each verb."""

    def verbos(self) -> Iterable[Verbo]: ...

    def del_filtro(self, user: Usuario, consulta: QueryDict, limite: int) -> list[Par]:
        """The first that the list shows under that address."""

    def traer(self, user: Usuario, codigos: Iterable[str]) -> list[Elegido]:
        """Those of them that `user` may see, in whatever order, with few queries."""

    def motivo(self, uno: Elegido, verbo: str, user: Usuario) -> str:
        """Why it cannot take the verb now; empty if it can."""

    def formulario(
        self, uno: Elegido, verbo: str, user: Usuario, *args: Any, **kwargs: Any
    ) -> PasoForm: ...

    def uno(self, user: Usuario, codigo: str) -> Elegido:
        """One of them, to be given a step; raises `ObjectDoesNotExist`."""

    def dar(self, form: PasoForm) -> None:
        """Do it with the clean data; raises what the action raises."""


@dataclass(frozen=True, slots=True)
class Casos:
    """The case files of a process."""

    pantalla: Pantalla

    @property
    def clase(self) -> str:
        return self.pantalla.modelo.CLASE

    @property
    def nombre(self) -> str:
        return self.pantalla.nombre

    @property
    def titulo(self) -> Text:
        return self.pantalla.titulo

    @property
    def pasos(self) -> Mapping[str, type[PasoForm]]:
        return self.pantalla.pasos

    def verbos(self) -> Iterable[Verbo]:
        return [
            Verbo(verb, label, custom.get("icon", ""), bool(custom.get("danger")))
            for verb, label, custom in transitions.verbs(self.pantalla.modelo)
        ]

    def del_filtro(self, user: Usuario, consulta: QueryDict, limite: int) -> list[Par]:
        filtro = self.pantalla.filtro(consulta).leer()
        found = self.pantalla.lista(user, filtro, consulta.get(ORDEN, ""))[:limite]
        return [(caso.codigo, caso.version) for caso in found]

    def traer(self, user: Usuario, codigos: Iterable[str]) -> list[Elegido]:
        todos = self.pantalla.lista(user, self.pantalla.filtro.filtro(), "")
        casos = list(todos.filter(codigo__in=set(codigos)))
        con_papeles(casos)
        return [self._elegido(caso) for caso in casos]

    def motivo(self, uno: Elegido, verbo: str, user: Usuario) -> str:
        try:
            transitions.allow(uno.que, verbo, user)
        except NotAllowed as refusal:
            return refusal.motivo
        return ""

    def formulario(
        self, uno: Elegido, verbo: str, user: Usuario, *args: Any, **kwargs: Any
    ) -> PasoForm:
        return self.pasos[verbo](*args, caso=uno.que, user=user, **kwargs)

    def uno(self, user: Usuario, codigo: str) -> Elegido:
        return self._elegido(self.pantalla.uno(user, codigo))

    def dar(self, form: PasoForm) -> None:
        form.llamar(self.pantalla.id_de)

    def _elegido(self, caso: Caso) -> Elegido:
        url = self.pantalla.url(caso.codigo)
        return Elegido(caso.codigo, caso.codigo, caso.titulo, url, caso.version, caso)


_otros: dict[str, Elegibles] = {}


def registrar(otros: Elegibles) -> Elegibles:
    """Let a step be given to many of what is no case file; called once, where its list is."""
    _otros[otros.clase] = otros
    return otros


def de(clase: str) -> Elegibles:
    """The rows whose `clase` this is."""
    return _otros.get(clase) or Casos(pantallas.de(clase))


def con_papeles(casos: Collection[Caso]) -> None:
    """Read in one query what everybody is to each of them."""
    papeles: dict[int, set[Any]] = defaultdict(set)
    de_ellos = Participacion.objects.filter(expediente__in=[caso.pk for caso in casos])
    for pk, papel, quien in de_ellos.values_list("expediente_id", "papel", "usuario_id"):
        papeles[pk].add((papel, quien))
    for caso in casos:
        caso.__dict__["papeles"] = frozenset(papeles[caso.pk])
