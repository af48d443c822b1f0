"""What the government promised, as open data: a sheet and JSON, for people and programs alike."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from ninja.throttling import SimpleRateThrottle

from core import clock
from core.models import Municipio
from notifiers.enlaces import absoluto
from webui.acceso import desde
from webui.portal.forms import CompromisosForm
from webui.portal.marco import MINUTO, publica
from workflows.compromisos import publicos
from workflows.compromisos.publicos import Fila, Filtro
from workflows.traslados.salida.inocuo import en_csv

# The columns: others may be added behind, none is taken away or renamed.
COLUMNAS = (
    *("codigo", "compromiso", "a_quien", "lugares", "temas", "estado", "atrasado"),
    *("fecha_original", "fecha_vigente", "veces_reprogramado", "cerrado_el", "direccion"),
    "evidencias",
)
ENTRE = "; "
View = Callable[[HttpRequest], HttpResponseBase]


class Descargas(SimpleRateThrottle):
    """How many an address may fetch in a minute; what a cache in between answers is not counted."""

    scope = "descargas"

    def __init__(self) -> None:
        super().__init__(f"{settings.PORTAL_DESCARGAS_POR_MINUTO}/m")

    def get_cache_key(self, request: HttpRequest) -> str:
        """Return the name under which they are kept."""
        return self.cache_format % {"scope": self.scope, "ident": desde(request).ip}


def descarga(view: View) -> View:
    """All of it, for anybody and for programs of other sites; each address at its pace."""
    abierta = publica(view)

    @wraps(abierta)
    def answer(request: HttpRequest) -> HttpResponseBase:
        ritmo = Descargas()
        if not ritmo.allow_request(request):
            return _espere(math.ceil(ritmo.wait() or MINUTO))
        response = abierta(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return answer


@descarga
def hoja(request: HttpRequest) -> StreamingHttpResponse:
    """What the filters leave, as a sheet, some rows at a time."""
    filas = _en_hoja(CompromisosForm(request.GET).leer())
    response = StreamingHttpResponse(filas, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="compromisos.csv"'
    return response


@descarga
def objeto(request: HttpRequest) -> StreamingHttpResponse:
    """The same as JSON: who says it, when, and the rows."""
    filas = _en_objeto(CompromisosForm(request.GET).leer())
    return StreamingHttpResponse(filas, content_type="application/json")


def _espere(segundos: int) -> HttpResponse:
    texto = _("Demasiadas descargas desde aquí: vuelva a intentarlo en un minuto.")
    return HttpResponse(
        texto,
        status=HTTPStatus.TOO_MANY_REQUESTS,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(segundos), "Cache-Control": "no-store"},
    )


def _trozos(filtro: Filtro) -> Iterator[list[Fila]]:
    """All that the filter leaves, some at a time, in the language of the house whoever asks."""
    tras = 0
    while trozo := _trozo(filtro, tras):
        yield trozo
        tras = trozo[-1].pk


def _trozo(filtro: Filtro, tras: int) -> list[Fila]:
    with translation.override(settings.LANGUAGE_CODE):
        return publicos.trozo(filtro, tras)


def _valores(una: Fila) -> tuple[Any, ...]:
    """What stands under each of `COLUMNAS`."""
    return (
        *(una.codigo, una.titulo, una.a_quien, ENTRE.join(una.lugares), ENTRE.join(una.temas)),
        *(una.palabra, una.atrasado, una.original, una.vigente, una.veces, una.cerrado_el),
        absoluto(reverse("portal:compromiso", args=[una.codigo])),
        ENTRE.join(_evidencia(una, pk) for pk in una.evidencias),
    )


def _evidencia(una: Fila, pk: int) -> str:
    """Where one of its public files is."""
    return absoluto(reverse("portal:evidencia", args=[una.codigo, pk]))


def _en_hoja(filtro: Filtro) -> Iterator[str]:
    yield _lineas([COLUMNAS])
    for trozo in _trozos(filtro):
        yield _lineas([[_celda(valor) for valor in _valores(una)] for una in trozo])


def _lineas(filas: Iterable[Iterable[str]]) -> str:
    texto = io.StringIO()
    csv.writer(texto).writerows(filas)
    return texto.getvalue()


def _celda(valor: Any) -> str:
    if isinstance(valor, bool):
        return "true" if valor else "false"
    return en_csv(valor) if isinstance(valor, str) else "" if valor is None else str(valor)


def _en_objeto(filtro: Filtro) -> Iterator[str]:
    cabeza = {"municipio": Municipio.actual().nombre, "momento": clock.now().isoformat()}
    yield _texto(cabeza)[:-1] + ', "compromisos": ['
    separador = "\n"
    for trozo in _trozos(filtro):
        filas = (dict(zip(COLUMNAS, _valores(una), strict=True)) for una in trozo)
        yield separador + ",\n".join(map(_texto, filas))
        separador = ",\n"
    yield "\n]}\n"


def _texto(objeto: dict[str, Any]) -> str:
    return json.dumps(objeto, cls=DjangoJSONEncoder, ensure_ascii=False)
