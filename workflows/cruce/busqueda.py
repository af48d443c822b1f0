"""One search for everything: codes and titles of every process, actores, temas and lugares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from core import access
from core.models import Actor, Caso, Expediente, Lugar, Tema, Usuario
from core.texto import ClaveOrden, contiene

POR_CLASE = 8
LARGO = 100  # characters of a question that are looked at


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """What was found of one kind: the first of it, and how much there is."""

    modelo: type[Model]
    filas: list[Any]
    total: int

    @property
    def nombre(self) -> str:
        return str(self.modelo._meta.verbose_name_plural)


def buscar(user: Usuario, pregunta: str) -> list[Hallazgo]:
    """What `user` may see that has every word of `pregunta`, accents and case forgiven, by kind."""
    q = pregunta.replace("\0", "")[:LARGO].strip()
    if not q:
        return []
    casos = [_casos(modelo, user, q) for modelo in Expediente.clases().values()]
    cruces = [_nombres(modelo, q) for modelo in (Actor, Tema, Lugar)]
    return [hallazgo for hallazgo in (*casos, *cruces) if hallazgo.total]


def con_codigo(user: Usuario, pregunta: str) -> Expediente | None:
    """The case file whose code was asked for, if `user` may see it."""
    visibles = access.scope(Expediente.objects.all(), user)
    return visibles.filter(codigo=pregunta.replace("\0", "").strip().upper()).first()


def _casos(modelo: type[Caso], user: Usuario, q: str) -> Hallazgo:
    visibles = access.scope(modelo._default_manager.all(), user)
    return _primeros(
        modelo, contiene(visibles, q, "codigo", "titulo").order_by("-creado_en", "-pk")
    )


def _nombres(modelo: type[Model], q: str) -> Hallazgo:
    todos: QuerySet[Any] = modelo._default_manager.all()
    return _primeros(modelo, contiene(todos, q, "nombre").order_by(ClaveOrden("nombre"), "pk"))


def _primeros(modelo: type[Model], found: QuerySet[Any]) -> Hallazgo:
    filas = list(found[: POR_CLASE + 1])
    total = len(filas) if len(filas) <= POR_CLASE else found.count()
    return Hallazgo(modelo, filas[:POR_CLASE], total)
