"""The description of the API: as OpenAPI for programs, as a page for who writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from webui.api.api import hacer
from webui.api.middleware import GUIA

api = hacer()
# For whoever else wants it, in any browser: nothing in it is secret.
DIA = "public, max-age=300"


@cache
def descripcion(idioma: str = "es") -> dict[str, Any]:
    """What OpenAPI says of it in this language; the same as long as the process lives."""
    descrita = api if idioma == "es" else hacer(idioma)
    with translation.override(idioma):
        esquema = descrita.get_openapi_schema(path_prefix=GUIA)
        return dict(json.loads(json.dumps(esquema, cls=DjangoJSONEncoder)))


@login_not_required
@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """The description for programs, in the language they ask for (`Accept-Language`)."""
    texto = json.dumps(descripcion(_idioma()), ensure_ascii=False)
    headers = {"Cache-Control": DIA, "Vary": "Accept-Language"}
    return HttpResponse(texto, content_type="application/json", headers=headers)


@login_not_required
@require_safe
def guia(request: HttpRequest) -> HttpResponse:
    """The description for people: every operation, what it takes, an example."""
    context = {"titulo": "API", "grupos": list(_grupos()), "negativas": NEGATIVAS}
    return render(request, "api/guia.html", context)


@login_not_required
def no_hay(request: HttpRequest) -> HttpResponse:
    """Whatever else is asked for below the API."""
    return HttpResponse(status=404, content_type="text/plain")


def _idioma() -> str:
    return translation.get_language() or "es"


def _grupos() -> Iterator[dict[str, Any]]:
    """The operations, by what they are about."""
    todas = [
        (operacion["tags"][0], _operacion(camino, metodo, operacion))
        for camino, metodos in descripcion(_idioma())["paths"].items()
        for metodo, operacion in metodos.items()
    ]
    for etiqueta, suyas in groupby(todas, key=lambda una: una[0]):
        yield {"titulo": etiqueta, "operaciones": [operacion for _grupo, operacion in suyas]}


def _operacion(camino: str, metodo: str, operacion: dict[str, Any]) -> dict[str, Any]:
    contenido: dict[str, Any] = operacion.get("requestBody", {}).get("content", {})
    nada: tuple[str, dict[str, Any]] = ("", {})
    tipo, cuerpo = next(iter(contenido.items()), nada)
    return {
        "id": operacion["operationId"],
        "metodo": metodo.upper(),
        "camino": camino,
        "resumen": operacion["summary"],
        "descripcion": operacion.get("description", ""),
        "parametros": operacion["parameters"],
        "tipo": tipo,
        "campos": _campos(cuerpo.get("schema", {})),
        "ejemplo": json.dumps(cuerpo.get("example"), indent=2, ensure_ascii=False)
        if cuerpo
        else "",
    }


def _campos(esquema: dict[str, Any]) -> list[dict[str, Any]]:
    """The fields of a body: name, whether it is required, what it is."""
    for uno in (esquema, *esquema.get("anyOf", [])):
        if "$ref" in uno:
            esquema = descripcion(_idioma())["components"]["schemas"][
                uno["$ref"].rsplit("/", 1)[-1]
            ]
            break
    obligados = esquema.get("required", [])
    return [
        {"nombre": nombre, "obligado": nombre in obligados, "que": suyo.get("description", "")}
        for nombre, suyo in esquema.get("properties", {}).items()
    ]


NEGATIVAS = [
    ("no-existe", 404, _("No existe, o usted no puede verlo: no se dice cuál de las dos.")),
    ("invalido", 422, _("Algo de lo enviado no está bien; «errores» dice qué, campo por campo.")),
    ("negado", 409, _("Ahora no se puede; «motivo» dice por qué.")),
    (
        "cambio",
        409,
        _("Alguien lo cambió mientras tanto; «cambios» dice qué y «version» es la nueva."),
    ),
    ("en-curso", 409, _("Lo mismo, con la misma Idempotency-Key, todavía se está haciendo.")),
    ("prohibido", 403, _("No le corresponde, o la clave no se hizo para eso.")),
    ("sin-clave", 401, _("Falta la clave, venció, se revocó o su persona ya no tiene cuenta.")),
    ("espere", 429, _("Demasiadas peticiones; Retry-After dice cuántos segundos esperar.")),
    (
        "ocupado",
        503,
        _("Otra persona está guardando lo mismo y no se hizo nada: espere Retry-After."),
    ),
]
