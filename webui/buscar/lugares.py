"""Pages and actions that are found by their words, as case files are: «registrar», «mis vistas»."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import access, catalogos
from core.models import Actor, Lugar, Tema, Usuario
from webui import contexto
from webui.components.formas import Enlace
from workflows.compromisos.queries import Compromiso
from workflows.comunicacion.queries import Pieza
from workflows.cruce import suplencias
from workflows.metas.queries import Meta
from workflows.solicitudes.queries import Solicitud

# From which likeness on a word counts as mistyped, and the shortest that can be.
PARECIDO, CORTA = 0.75, 4


def hallados(request: HttpRequest, user: Usuario, q: str) -> list[Enlace]:
    """What this person can open or do, that has every word of `q`, mistyped or not."""
    palabras = plano(q).split()
    return [uno for uno in todos(request, user) if palabras and _tiene(uno, palabras)]


def todos(request: HttpRequest, user: Usuario) -> list[Enlace]:
    """Actions first: they are what is asked for by a word."""
    menu = [lugar for seccion in contexto.menu_de(request, user) for lugar in seccion.items]
    return [*acciones(user), *menu, *contexto.cuenta()]


def acciones(user: Usuario) -> list[Enlace]:
    """What this person may begin."""
    nuevos: list[tuple[Any, str, str, str]] = [
        (Actor, _("Nuevo actor"), "actores:nuevo", "users"),
        (Tema, _("Nuevo tema"), "temas:nuevo", "tags"),
        (Lugar, _("Nuevo lugar"), "lugares:nuevo", "map-pin"),
    ]
    casos = [
        (Solicitud, "registrar", _("Registrar solicitud"), "solicitudes:nueva", "inbox"),
        (Compromiso, "crear", _("Nuevo compromiso o tarea"), "compromisos:nuevo", "checkbox"),
        (Meta, "crear", _("Nueva meta"), "metas:nueva", "target-arrow"),
        (Pieza, "crear", _("Nueva pieza"), "piezas:nueva", "edit"),
    ]
    found = [
        Enlace(label, reverse(ruta), icono)
        for modelo, verbo, label, ruta, icono in casos
        if access.can(user, verbo, modelo)
    ]
    found += [
        Enlace(label, reverse(ruta), icono)
        for modelo, label, ruta, icono in nuevos
        if catalogos.puede(user, catalogos.CREAR, modelo)
    ]
    if suplencias.puede_nombrar(user):
        found.append(Enlace(_("Nombrar suplente"), reverse("suplencias:nueva"), "user-share"))
    return found


def plano(texto: str) -> str:
    """Lower case without accents."""
    partes = unicodedata.normalize("NFD", texto.lower())
    return "".join(letra for letra in partes if not unicodedata.combining(letra))


def _tiene(enlace: Enlace, palabras: Iterable[str]) -> bool:
    suyas = plano(str(enlace.label)).split()
    return all(any(_es(palabra, suya) for suya in suyas) for palabra in palabras)


def _es(palabra: str, suya: str) -> bool:
    if suya.startswith(palabra):
        return True
    if len(palabra) < CORTA:
        return False
    return SequenceMatcher(None, palabra, suya).ratio() >= PARECIDO
