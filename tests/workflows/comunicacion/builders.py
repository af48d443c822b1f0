"""Pieces as the tests of this room need them, made through the actions, as in life."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from channels.models import Publicacion
from core import adjuntos, clock
from core.adjuntos import Contenido
from core.models import Historial, Usuario
from core.transitions import NotAllowed
from notifiers.models import Notificacion
from tasks import publish
from tests.channels.builders import png
from workflows.comunicacion import actions, queries, states
from workflows.comunicacion.models import Pieza
from workflows.plazos.models import Plazo

TITULO = "Abre el muelle nuevo de Bahía Chica"
CAMINO = [states.BORRADOR, states.EN_REVISION, states.APROBADA]


@dataclass(frozen=True)
class Redaccion:
    """The people most pieces of these tests have."""

    autora: Usuario
    editor: Usuario
    titular: Usuario

    def crear(self, **campos: Any) -> Pieza:
        """A draft of the author's for every channel, that lacks nothing."""
        campos.setdefault("actor", self.autora)
        campos.setdefault("titulo", TITULO)
        campos.setdefault("entradilla", "Ochenta familias de pescadores ya lo usan.")
        campos.setdefault("cuerpo", "El **muelle** mide 40 metros.")
        return actions.crear(**campos)

    def hasta(self, estado: str, **campos: Any) -> Pieza:
        """The same, led to `estado` by the people who lead it there."""
        pieza = self.crear(**campos)
        if estado != states.BORRADOR:
            self.enviar(pieza)
        if estado in (states.APROBADA, states.RETIRADA):
            self.aprobar(pieza)
        if estado == states.DEVUELTA:
            self.devolver(pieza)
        if estado == states.RETIRADA:
            self.retirar(pieza)
        return Pieza.objects.get(pk=pieza.pk)

    def editar(self, pieza: Pieza, **cambios: Any) -> Pieza:
        aparte = {
            clave: cambios.pop(clave)
            for clave in ("actor", "imagen", "quitar_imagen", "version", "temas", "lugares")
            if clave in cambios
        }
        return actions.editar(
            **{"pieza_id": pieza.pk, "actor": self.autora, "cambios": cambios, **aparte}
        )

    def enviar(self, pieza: Pieza, **cambios: Any) -> Pieza:
        return actions.enviar(**{"pieza_id": pieza.pk, "actor": self.autora, **cambios})

    def aprobar(self, pieza: Pieza, **cambios: Any) -> Pieza:
        """By the editor, who has just read it."""
        leida = Pieza.objects.get(pk=pieza.pk)
        return actions.aprobar(
            **{
                "pieza_id": pieza.pk,
                "actor": self.editor,
                "huella": queries.huella(leida),
                **cambios,
            }
        )

    def devolver(self, pieza: Pieza, **cambios: Any) -> Pieza:
        return actions.devolver(
            **{
                "pieza_id": pieza.pk,
                "actor": self.editor,
                "observaciones": "Falta decir desde cuándo.",
                **cambios,
            }
        )

    def corregir(self, pieza: Pieza, **cambios: Any) -> Pieza:
        return actions.corregir(**{"pieza_id": pieza.pk, "actor": self.autora, **cambios})

    def retirar(self, pieza: Pieza, **cambios: Any) -> Pieza:
        return actions.retirar(
            **{
                "pieza_id": pieza.pk,
                "actor": self.titular,
                "nota": "La fecha era otra. Pedimos disculpas.",
                **cambios,
            }
        )

    def publicar(self, **campos: Any) -> Pieza:
        """A piece that is out in every channel."""
        pieza = self.hasta(states.APROBADA, **campos)
        publish.publicar()
        return Pieza.objects.get(pk=pieza.pk)


def imagen(color: str = "teal") -> Contenido:
    """A picture that was taken in."""
    return adjuntos.revisar(io.BytesIO(png()), f"{color}.png", solo_imagen=True)


def con_imagen(**campos: Any) -> dict[str, Any]:
    """The fields of a picture that lacks nothing."""
    return {
        "imagen": imagen(),
        "imagen_alt": "El muelle, con tres lanchas",
        "menores_confirmado": True,
        **campos,
    }


def en_minutos(minutos: float) -> datetime:
    return clock.now() + timedelta(minutes=minutos)


@contextmanager
def pasados(minutos: float) -> Iterator[None]:
    """So many minutes later."""
    with clock.moved_to(en_minutos(minutos)):
        yield


def salidas(pieza: Pieza) -> dict[str, str]:
    """The state of its publications, the last of each channel."""
    filas = Publicacion.objects.filter(expediente=pieza.pk).order_by("pk")
    return dict(filas.values_list("canal", "estado"))


def salida(pieza: Pieza, canal: str) -> Publicacion:
    """Its last publication at a channel."""
    filas = Publicacion.objects.filter(expediente=pieza.pk, canal=canal)
    return filas.latest("pk")


def abiertos(pieza: Pieza) -> set[str]:
    """The kinds of its deadlines that run."""
    return set(
        Plazo.objects.filter(expediente=pieza.pk, estado="abierto").values_list("clase", flat=True)
    )


def avisados(pieza: Pieza | None, clase: str) -> set[str]:
    """The names of who was told this of it."""
    filas = Notificacion.objects.filter(expediente=pieza.pk if pieza else None, clase=clase)
    return {uno.destinatario.nombre for uno in filas}


def avisos(pieza: Pieza | None, clase: str) -> list[Notificacion]:
    """What was told of it, each once, the first first."""
    filas = Notificacion.objects.filter(expediente=pieza.pk if pieza else None, clase=clase)
    return list(filas.order_by("pk"))


def ultima(pieza: Pieza) -> Historial:
    """The last entry of its history."""
    return Historial.objects.filter(expediente=pieza.pk).latest("pk")


@contextmanager
def sin_cambios(pieza: Pieza) -> Iterator[None]:
    """Whatever is refused inside leaves the piece and all that hangs on it as they were."""
    antes = _foto(pieza)
    yield
    assert _foto(pieza) == antes


@contextmanager
def se_niega(pieza: Pieza, motivo: str) -> Iterator[None]:
    """The step is refused with this reason, and nothing changes."""
    with sin_cambios(pieza), pytest.raises(NotAllowed, match=motivo):
        yield


def _foto(pieza: Pieza) -> tuple[object, ...]:
    fila = Pieza.objects.filter(pk=pieza.pk).values().get()
    historia = Historial.objects.filter(expediente=pieza.pk).count()
    avisos = Notificacion.objects.filter(expediente=pieza.pk).count()
    publicadas = list(Publicacion.objects.filter(expediente=pieza.pk).order_by("pk").values())
    return fila, historia, avisos, publicadas, abiertos(pieza)
