"""What is encrypted at rest, and putting it under the newest key.

A column with a secret of its own: one more line of `CIFRADOS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Manager, Model

from channels.models import Cuenta
from core import cifrado
from core.cifrado import UnreadableError

LOTE = 100


@dataclass(slots=True)
class Renovacion:
    """How many rows got the newest key, had it already, or could not be opened (by their ids)."""

    renovadas: int = 0
    estaban: int = 0
    ilegibles: tuple[int, ...] = ()


def _de_cuenta(cuenta: Any) -> dict[str, Any]:
    return {"credenciales": cuenta.credenciales and cifrado.renovar(cuenta.credenciales)}


def _de_factor(factor: Any) -> dict[str, Any]:
    """The secret of an app, the seed of the codes; older ones were kept in clear."""
    datos = dict(factor.data)
    for nombre in ("secret", "seed"):
        if nombre in datos:
            datos[nombre] = _cifrado(datos[nombre])
    if "migrated_codes" in datos:
        datos["migrated_codes"] = [_cifrado(uno) for uno in datos["migrated_codes"]]
    return {"data": datos}


def _cifrado(texto: str) -> str:
    return cifrado.renovar(texto) if cifrado.es_cifrado(texto) else cifrado.cifrar(texto)


@dataclass(frozen=True, slots=True)
class Cifrado:
    """Rows with secrets: what they are called, and their columns under the newest key."""

    nombre: str
    filas: Manager[Any]
    renovado: Callable[[Any], dict[str, Any]]


CIFRADOS = (
    Cifrado("credenciales de canales", Cuenta.objects, _de_cuenta),
    Cifrado("segundos pasos", Authenticator.objects, _de_factor),
)


def renovar(que: Cifrado, lote: int = LOTE) -> Renovacion:
    """Put every row under the newest key, `lote` of them in each transaction.

    Stopped half-way and begun again it goes on: what has the newest key stays as it is.
    """
    hecho = Renovacion()
    for claves in _lotes(que.filas, lote):
        with transaction.atomic():
            for fila in que.filas.select_for_update().filter(pk__in=claves).order_by("pk"):
                _una(que, fila, hecho)
    return hecho


def _una(que: Cifrado, fila: Model, hecho: Renovacion) -> None:
    try:
        nuevo = que.renovado(fila)
    except UnreadableError:
        hecho.ilegibles = (*hecho.ilegibles, fila.pk)
        return
    if all(getattr(fila, campo) == valor for campo, valor in nuevo.items()):
        hecho.estaban += 1
        return
    que.filas.filter(pk=fila.pk).update(**nuevo)
    hecho.renovadas += 1


def _lotes(filas: Manager[Any], lote: int) -> Iterator[list[int]]:
    todas = list(filas.order_by("pk").values_list("pk", flat=True))
    for desde in range(0, len(todas), lote):
        yield todas[desde : desde + lote]
