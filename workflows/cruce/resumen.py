"""What waits for a person, as the lines with which the daily digest ends."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from core.models import Usuario
from notifiers import enlaces
from notifiers.mensajes import RESERVADO, Punto
from workflows.cruce import pendientes
from workflows.cruce.pendientes import HOY, Grupo


def esperan(user: Usuario) -> tuple[Punto, ...]:
    """What cannot pass today, one by one; of the rest, how much there is of each kind.

    In the language that is active. Nothing for whoever has left, or for whom nothing waits.
    """
    return tuple(punto for grupo in pendientes.mi_dia(user) for punto in _puntos(grupo))


def espera_algo(user: Usuario) -> bool:
    """Whether the lines of a digest would say anything, without reading what."""
    return any(fuente.esperan_a(user).exists() for fuente in pendientes.FUENTES.values())


def _puntos(grupo: Grupo) -> Iterator[Punto]:
    if grupo.clave != HOY:
        yield Punto(f"{grupo.titulo}: {grupo.total}", "", _en_mi_dia(grupo.clave))
        return
    for asunto in grupo.asuntos:
        caso = asunto.caso
        # From this degree on a mail says the code alone.
        titulo = caso.codigo if caso.nivel_reserva >= RESERVADO else caso.titulo
        codigo = "" if titulo == caso.codigo else caso.codigo
        yield Punto(f"{grupo.titulo}: {titulo}", codigo, _del_caso(caso.codigo))
    if grupo.faltan:
        yield Punto(f"{grupo.titulo}: +{grupo.faltan}", "", _en_mi_dia(HOY))


def _en_mi_dia(grupo: str) -> str:
    return enlaces.absoluto(f"/mi-dia/?{urlencode({'ver': grupo})}")


def _del_caso(codigo: str) -> str:
    return enlaces.absoluto(f"/e/{codigo}/")
