"""Shapes a view may hand to the tags, which look only at the names: other objects do as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Enlace:
    """A place in the menu, in the breadcrumbs or in a row of tabs."""

    label: str
    url: str = ""
    icon: str = ""
    count: int = 0
    current: bool = False


@dataclass(frozen=True, slots=True)
class Seccion:
    """A titled part of the menu."""

    label: str
    items: Sequence[Enlace]


@dataclass(frozen=True, slots=True)
class Luz:
    """A light: never a colour alone, never without its reasons."""

    color: str  # verde, amarillo, rojo, gris, azul
    palabra: str
    razones: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Nudo:
    """One stop of the hilo."""

    titulo: str
    detalle: str = ""
    url: str = ""
    pasado: bool = False
    actual: bool = False


@dataclass(frozen=True, slots=True)
class Cambio:
    """A field somebody changed; without values where only that is told."""

    etiqueta: str
    antes: object
    ahora: object
    campo: str = ""


@dataclass(frozen=True, slots=True)
class Entrada:
    """One entry of the history: who (on whose behalf) did what, when, and what was written.

    `clave` is the name of the key of the API with which it was done, if it was; `via` says, in
    words, if it was done by a link of a mail.
    """

    quien: str
    que: str
    momento: datetime
    por: str = ""
    clave: str = ""
    via: str = ""
    texto: str = ""
    de: str = ""
    a: str = ""
    automatica: bool = False
    cambios: Sequence[Cambio] = ()


@dataclass(frozen=True, slots=True)
class Dato:
    """A line of the facts."""

    etiqueta: str
    valor: object
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cuenta:
    """A deadline and how it was counted; its name, also in a word; when it ended, and if late."""

    vence_en: datetime
    explicacion: Sequence[str]
    inicio: datetime | None = None
    original_en: datetime | None = None
    veces_movido: int = 0
    nombre: str = ""
    corto: str = ""
    cerrado_en: datetime | None = None
    pasado: bool = False


@dataclass(frozen=True, slots=True)
class Conflicto:
    """What happened to the object since the form was made."""

    quien: str
    momento: datetime
    cambios: Sequence[Cambio] = ()


@dataclass(frozen=True, slots=True)
class Maquina:
    """A state machine to draw: (code, label) and (source, target, label)."""

    estados: Sequence[tuple[str, str]]
    transiciones: Sequence[tuple[str, str, str]] = field(default_factory=tuple)
