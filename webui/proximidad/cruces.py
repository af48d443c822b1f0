"""What crosses everything: actores, temas and lugares, as their screens know them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.catalogos import ve_contacto
from core.models import Actor, Catalogado, Lugar, Tema, Usuario
from webui.components.formas import Dato
from webui.proximidad.forms import ActorForm, LugarForm, TemaForm

# Of what is hidden, enough is left to see that it is known.
TAPADO = "••••"


@dataclass(frozen=True, slots=True)
class Cruce:
    """One of the three. `dentro_titulo` says what it is to what it is part of."""

    modelo: type[Catalogado]
    ruta: str
    parametro: str
    titulo: str | Promise
    nuevo: str | Promise
    ninguno: str | Promise
    icono: str
    form: type[Any]
    dentro_titulo: str | Promise
    datos: Callable[[Usuario, Any], Sequence[Dato]]


def _de_actor(user: Usuario, actor: Actor) -> list[Dato]:
    abierto = ve_contacto(user, actor)
    return [
        Dato(_("Tipo"), actor.get_tipo_display()),
        Dato(_("Organización"), actor.organizacion or "—"),
        Dato(_("Cargo"), actor.cargo or "—"),
        Dato(_("Correo"), (actor.email if abierto else tapar_correo(actor.email)) or "—"),
        Dato(_("Teléfono"), (actor.telefono if abierto else tapar(actor.telefono)) or "—"),
        Dato(_("Lugar"), actor.lugar or "—"),
    ]


def _de_tema(_user: Usuario, tema: Tema) -> list[Dato]:
    return [
        Dato(_("Plan de gobierno"), tema.plan_de_gobierno or "—"),
        Dato(_("ODS"), tema.ods or "—"),
    ]


def _de_lugar(_user: Usuario, lugar: Lugar) -> list[Dato]:
    punto = f"{lugar.latitud:.4f}, {lugar.longitud:.4f}" if lugar.latitud is not None else "—"
    return [
        Dato(_("Nivel"), lugar.nivel or "—"),
        Dato(_("Código oficial"), lugar.codigo_oficial or "—"),
        Dato(_("Población"), lugar.poblacion or "—"),
        Dato(_("Punto"), punto),
    ]


def tapar_correo(correo: str) -> str:
    """The first letter and the house of an address: `j••••@correo.example`."""
    nombre, _arroba, casa = correo.partition("@")
    return f"{nombre[:1]}{TAPADO}@{casa}" if correo else ""


def tapar(texto: str) -> str:
    """That there is something, and its last two signs."""
    return f"{TAPADO}{texto[-2:]}" if texto else ""


ACTORES = Cruce(
    modelo=Actor,
    ruta="actores",
    parametro="actor",
    titulo=gettext_lazy("Actores"),
    nuevo=gettext_lazy("Nuevo actor"),
    ninguno=gettext_lazy("Todavía no hay actores"),
    icono="users",
    form=ActorForm,
    dentro_titulo=gettext_lazy("Organización"),
    datos=_de_actor,
)
TEMAS = Cruce(
    modelo=Tema,
    ruta="temas",
    parametro="tema",
    titulo=gettext_lazy("Temas"),
    nuevo=gettext_lazy("Nuevo tema"),
    ninguno=gettext_lazy("Todavía no hay temas"),
    icono="tags",
    form=TemaForm,
    dentro_titulo=gettext_lazy("Dentro de"),
    datos=_de_tema,
)
LUGARES = Cruce(
    modelo=Lugar,
    ruta="lugares",
    parametro="lugar",
    titulo=gettext_lazy("Lugares"),
    nuevo=gettext_lazy("Nuevo lugar"),
    ninguno=gettext_lazy("Todavía no hay lugares"),
    icono="map-pin",
    form=LugarForm,
    dentro_titulo=gettext_lazy("Dentro de"),
    datos=_de_lugar,
)
