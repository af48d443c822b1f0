"""Comments as a page shows them, and who follows the case."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from core.models import Caso, Comentario, Expediente, Usuario
from webui.comentarios.forms import ComentarioForm
from workflows.cruce import comentarios, seguidores

RECIENTES = 8  # shown on the page of a case; the rest has a page of its own


@dataclass(frozen=True, slots=True)
class Trozo:
    """A piece of a text; `nombre`: it names somebody."""

    texto: str
    nombre: bool


@dataclass(frozen=True, slots=True)
class ComentarioVisible:
    """A comment for the one who looks; its addresses are there only where they lead on."""

    pk: int
    autor: Usuario
    momento: datetime
    trozos: Sequence[Trozo]
    retirado: bool
    redactado: bool
    corregido: bool
    editar_url: str
    retirar_url: str
    suprimir_url: str


def conversacion(caso: Caso | Expediente, user: Usuario) -> dict[str, Any]:
    """What `expediente/comentarios.html` and `expediente/seguir.html` need."""
    urls = direcciones(caso.codigo)
    ultimos = list(comentarios.de(caso)[: RECIENTES + 1])
    return {
        "comentarios": [visible(uno, user, caso.codigo) for uno in reversed(ultimos[:RECIENTES])],
        "hay_mas": len(ultimos) > RECIENTES,
        "comentario_form": ComentarioForm(llamar_url=urls["llamar"]),
        "conversacion": urls,
        "sigue": seguidores.sigue(caso, user),
    }


def direcciones(codigo: str) -> dict[str, str]:
    """The addresses of the conversation about a case."""
    nombres = {"lista": "lista", "llamar": "llamables", "seguir": "seguir", "dejar": "dejar"}
    return {uno: reverse(f"comentarios:{otro}", args=[codigo]) for uno, otro in nombres.items()}


def visible(comentario: Comentario, user: Usuario, codigo: str) -> ComentarioVisible:
    """One of `comentarios.de`, for `user`."""
    escrito: Any = comentario  # with what `comentarios.de` annotates
    texto, redactado = escrito.texto or "", escrito.redactado_en
    retirado = comentario.retirado_en is not None
    abierto = not redactado and comentarios.corregible(comentario, user)
    nombrados = [uno.usuario for uno in comentario.menciones.all()]
    return ComentarioVisible(
        pk=comentario.pk,
        autor=comentario.autor,
        momento=comentario.momento,
        trozos=[] if retirado or redactado else trozos(texto, nombrados),
        retirado=retirado,
        redactado=bool(redactado),
        corregido=escrito.veces > 1,
        editar_url=reverse("comentarios:editar", args=[codigo, comentario.pk]) if abierto else "",
        retirar_url=reverse("comentarios:retirar", args=[codigo, comentario.pk]) if abierto else "",
        suprimir_url=_suprimir_url(comentario, user) if not redactado else "",
    )


def _suprimir_url(comentario: Comentario, user: Usuario) -> str:
    """Where its text is taken away for good, for whoever administers."""
    return reverse("ajustes:suprimir_comentario", args=[comentario.pk]) if user.is_staff else ""


def trozos(texto: str, nombrados: Iterable[Usuario]) -> list[Trozo]:
    """The text, with the names that call somebody apart."""
    formas = [forma for uno in nombrados for forma in _formas(uno)]
    if not formas:
        return [Trozo(texto, nombre=False)]
    nombre = re.compile(f"(@(?:{'|'.join(formas)}))", re.IGNORECASE)
    return [
        Trozo(parte, nombre=numero % 2 == 1)
        for numero, parte in enumerate(nombre.split(texto))
        if parte
    ]


def _formas(persona: Usuario) -> list[str]:
    """How a text may call somebody: by the address, by the name, by its first words."""
    palabras = persona.nombre.split()
    seguidas = [" ".join(palabras[:n]) for n in range(len(palabras), 0, -1)]
    return [re.escape(forma) for forma in (persona.email, *seguidas)]
