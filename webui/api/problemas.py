"""Why not, for programs: every refusal is `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BaseForm
from django.http import HttpResponse
from django.utils.translation import gettext as _

TIPO = "application/problem+json"
# Where the guide explains each kind.
GUIA = "/api/v1/#"


class Invalido(Exception):  # noqa: N818 - what happened, not a defect
    """What was sent is not right; `errores` says of each field why."""

    def __init__(self, errores: Mapping[str, list[str]]) -> None:
        super().__init__(dict(errores))
        self.errores = dict(errores)


class SinClave(Exception):  # noqa: N818
    """Nobody knows who asks."""


class Espere(Exception):  # noqa: N818
    """Too much was asked; `segundos` says when it will be answered again."""

    def __init__(self, segundos: int) -> None:
        super().__init__(segundos)
        self.segundos = segundos


class LlaveOcupada(Exception):  # noqa: N818
    """Something with the same `Idempotency-Key` is under way."""


class LlaveDistinta(Exception):  # noqa: N818
    """Something else was asked for under the same `Idempotency-Key`."""


def problema(
    estado: int,
    titulo: str,
    detalle: str,
    *,
    tipo: str = "",
    cabeceras: Mapping[str, str] | None = None,
    **ademas: Any,
) -> HttpResponse:
    """The answer: what kind of problem, in words, and what else is known of it."""
    cuerpo = {
        "type": f"{GUIA}{tipo}" if tipo else "about:blank",
        "title": titulo,
        "status": estado,
        "detail": detalle,
        **ademas,
    }
    texto = json.dumps(cuerpo, cls=DjangoJSONEncoder, ensure_ascii=False)
    return HttpResponse(texto, status=estado, content_type=TIPO, headers=dict(cabeceras or {}))


def de_formulario(form: BaseForm) -> Invalido:
    """What is wrong with a form, by its fields; what is of none stands under "" ."""
    return Invalido(
        {
            "" if campo == "__all__" else campo: [str(falta) for falta in faltas]
            for campo, faltas in form.errors.items()
        }
    )


def en_vez_de_pagina(response: HttpResponse) -> HttpResponse:
    """The answer of a program where the house would show a page that says what went wrong."""
    pagina = response.headers.get("Content-Type", "").startswith("text/")
    if response.status_code < HTTPStatus.BAD_REQUEST or not pagina:
        return response
    frase = HTTPStatus(response.status_code)
    cabeceras = {name: response.headers[name] for name in ("Allow",) if name in response.headers}
    return problema(frase.value, frase.phrase, detalle(frase), cabeceras=cabeceras)


def detalle(frase: HTTPStatus) -> str:
    """What the framework refuses before anything of ours is asked."""
    detalles = {
        400: _("No se entiende lo enviado."),
        403: _("No le corresponde a usted."),
        404: _("No existe, o usted no puede verlo."),
        405: _("Esta dirección no admite ese método."),
        413: _("Es demasiado grande."),
    }
    return detalles.get(frase.value, _("Algo falló; el error quedó anotado."))
