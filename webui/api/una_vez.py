"""A write that is asked for twice is done once (`Idempotency-Key`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.datastructures import MultiValueDict

from core.models import Recibo, Usuario
from webui.api.problemas import LlaveDistinta, LlaveOcupada

REPETIDA = "Idempotency-Replayed"
Archivos = MultiValueDict[str, UploadedFile[bytes]]


@dataclass(frozen=True, slots=True)
class Hecho:
    """What a write led to: how it is answered, and where what it made is."""

    status: int
    cuerpo: Any
    lugar: str = ""

    def responder(self) -> HttpResponse:
        """The answer."""
        if self.status == HTTPStatus.NO_CONTENT:
            return HttpResponse(status=self.status)
        legible = {"ensure_ascii": False}
        response = JsonResponse(
            self.cuerpo, status=self.status, safe=False, json_dumps_params=legible
        )
        if self.lugar:
            response.headers["Location"] = self.lugar
        return response


def una_vez(
    request: HttpRequest,
    user: Usuario,
    llave: str | None,
    pedido: tuple[Mapping[str, Any], Archivos],
    hacer: Callable[[], Hecho],
) -> HttpResponse:
    """Do it, or answer what was answered when the same was asked for under the same key.

    What is refused leaves no receipt: nothing was done, so it may be asked for again. Raises
    `LlaveOcupada` while the same is under way, `LlaveDistinta` if it was something else.
    """
    if llave is None:
        return hacer().responder()
    with transaction.atomic():
        _tomar(user, llave)
        huella = _huella(request, *pedido)
        recibo = Recibo.objects.filter(usuario=user, llave=llave).first()
        if recibo is not None:
            return _repetir(recibo, huella)
        hecho = hacer()
        Recibo.objects.create(
            usuario=user,
            llave=llave,
            huella=huella,
            status=hecho.status,
            cuerpo=hecho.cuerpo,
            lugar=hecho.lugar,
        )
    return hecho.responder()


def _repetir(recibo: Recibo, huella: str) -> HttpResponse:
    if recibo.huella != huella:
        raise LlaveDistinta
    response = Hecho(recibo.status, recibo.cuerpo, recibo.lugar).responder()
    response.headers[REPETIDA] = "true"
    return response


def _tomar(user: Usuario, llave: str) -> None:
    """Nobody else does this until the end of the transaction; it is not waited for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"recibo:{user.pk}:{llave}"],
        )
        (tomada,) = cursor.fetchone()
    if not tomada:
        raise LlaveOcupada


def _huella(request: HttpRequest, datos: Mapping[str, Any], archivos: Archivos) -> str:
    """Of what is asked, whatever the order of its fields or the way its files are packed."""
    suma = hashlib.sha256(f"{request.method} {request.path}".encode())
    suma.update(json.dumps(datos, cls=DjangoJSONEncoder, sort_keys=True).encode())
    for campo, varios in sorted(archivos.lists()):
        for uno in varios:
            suma.update(f"{campo}:{uno.name}:{uno.size}".encode())
            for parte in uno.chunks():
                suma.update(parte)
            uno.seek(0)
    return suma.hexdigest()
