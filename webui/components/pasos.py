"""Which steps of a case stand as buttons, which in a menu, and which say why not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

# Allowed steps beside the primary one; more than that go under «Más pasos».
BESIDE = 3
# Forbidden steps that still fit in the line; more than that share one menu.
REFUSED_BESIDE = 2


class Paso(Protocol):
    """What a step has to have; `core.transitions.Step` has it.

    It may also have `url`, `icon`, `directo` with `version` (its button alone does it), `pagina`
    (it takes a page of its own, not a dialog) and `siguiente` (where to go on when it is done).
    """

    @property
    def verb(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def allowed(self) -> bool: ...
    @property
    def motivo(self) -> str: ...
    @property
    def primary(self) -> bool: ...
    @property
    def danger(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Boton:
    """A step with its address."""

    label: str
    url: str
    icon: str
    motivo: str
    danger: bool
    # The button alone does it: the version the screen was made from, or nothing.
    version: int | None = None
    # It takes a page of its own, not a dialog.
    pagina: bool = False
    # Where to go on when it is done; empty: to the page of the case.
    siguiente: str = ""

    @property
    def enlace(self) -> str:
        """Its address, with where to go on."""
        if not self.siguiente:
            return self.url
        return f"{self.url}?{urlencode({'siguiente': self.siguiente}, safe='/')}"


@dataclass(frozen=True, slots=True)
class Botonera:
    """The steps of a case, sorted for the screen."""

    principal: Boton | None = None
    otros: tuple[Boton, ...] = ()
    mas: tuple[Boton, ...] = ()
    negados: tuple[Boton, ...] = ()
    negados_juntos: bool = False

    def __bool__(self) -> bool:
        return bool(self.principal or self.otros or self.mas or self.negados)


def repartir(pasos: Iterable[Paso], base: str = "") -> Botonera:
    """Sort the steps. A step without `url` gets `base` + its verb + a slash.

    Dangerous steps come last among the allowed ones, so that they are not hit in passing.
    """
    todos = list(pasos)
    allowed = sorted((one for one in todos if one.allowed), key=lambda one: one.danger)
    first = next((one for one in allowed if one.primary), None)
    rest = tuple(boton(one, base) for one in allowed if one is not first)
    refused = tuple(boton(one, base) for one in todos if not one.allowed)
    beside = len(rest) if len(rest) == BESIDE + 1 else BESIDE
    return Botonera(
        principal=boton(first, base) if first else None,
        otros=rest[:beside],
        mas=rest[beside:],
        negados=refused,
        negados_juntos=len(refused) > REFUSED_BESIDE,
    )


def boton(paso: Paso, base: str) -> Boton:
    return Boton(
        label=str(paso.label),
        url=getattr(paso, "url", "") or f"{base}{paso.verb}/",
        icon=getattr(paso, "icon", ""),
        motivo=str(paso.motivo),
        danger=paso.danger,
        version=getattr(paso, "version", None) if getattr(paso, "directo", False) else None,
        pagina=getattr(paso, "pagina", False),
        siguiente=getattr(paso, "siguiente", ""),
    )


def iniciales(nombre: str) -> str:
    """Two capitals that stand for a name: «Rosa María Medina» is RM, «Tomás» is TO."""
    palabras: Sequence[str] = [word for word in nombre.split() if word[:1].isalpha()]
    if len(palabras) > 1:
        return (palabras[0][0] + palabras[-1][0]).upper()
    return nombre.strip()[:2].upper()
