"""How the API refuses: every exception of ours, and of ninja's, as a problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.errors import ValidationError as NoSeEntiende

from core.transitions import NotAllowed, StaleVersion
from webui import historia, ocupado
from webui.api.problemas import (
    Espere,
    Invalido,
    LlaveDistinta,
    LlaveOcupada,
    SinClave,
    detalle,
    problema,
)
from webui.pantallas import de


def atender(api: NinjaAPI) -> None:
    """Let `api` answer every exception of ours with a problem."""
    respuestas: dict[type[Exception], Any] = {
        Http404: _no_existe,
        HttpError: _mal_escrito,
        NoSeEntiende: _no_se_entiende,
        Invalido: lambda _request, error: _invalido(error.errores),
        ValidationError: _de_django,
        NotAllowed: _negado,
        PermissionDenied: _prohibido,
        StaleVersion: _cambio,
        SinClave: _sin_clave,
        Espere: _espere,
        LlaveOcupada: _llave_ocupada,
        LlaveDistinta: _llave_distinta,
        OperationalError: _ocupado,
    }
    for clase, respuesta in respuestas.items():
        api.add_exception_handler(clase, respuesta)


def _no_existe(_request: HttpRequest, _error: Exception) -> HttpResponse:
    return problema(404, _("No existe"), _("No existe, o usted no puede verlo."), tipo="no-existe")


def _mal_escrito(_request: HttpRequest, error: HttpError) -> HttpResponse:
    frase = HTTPStatus(error.status_code)
    return problema(frase.value, frase.phrase, detalle(frase))


def _no_se_entiende(_request: HttpRequest, error: NoSeEntiende) -> HttpResponse:
    errores: dict[str, list[str]] = {}
    for falta in error.errors:
        campo = _campo(falta["loc"])
        errores.setdefault(campo, []).append(_frase(str(falta["type"]), falta.get("ctx") or {}))
    return _invalido(errores)


def _invalido(errores: Mapping[str, Iterable[str]]) -> HttpResponse:
    detalle = _("Algo de lo enviado no está bien: vea «errores».")
    return problema(422, _("Datos no válidos"), detalle, tipo="invalido", errores=errores)


def _de_django(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    if hasattr(error, "error_dict"):
        return _invalido(error.message_dict)
    return _invalido({"": error.messages})


def _negado(_request: HttpRequest, error: NotAllowed) -> HttpResponse:
    return problema(409, _("No se puede"), error.motivo, tipo="negado", motivo=error.motivo)


def _prohibido(_request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    motivo = str(error) or _("No le corresponde a usted.")
    return problema(403, _("No le corresponde"), motivo, tipo="prohibido", motivo=motivo)


def _cambio(_request: HttpRequest, error: StaleVersion) -> HttpResponse:
    conflicto = historia.cambios_desde(de(error.obj.CLASE), error.obj, error.seen)
    motivo = _("%(quien)s lo cambió mientras tanto.") % {"quien": conflicto.quien}
    cambios = [
        {
            "campo": uno.campo,
            "etiqueta": str(uno.etiqueta),
            "antes": str(uno.antes),
            "ahora": str(uno.ahora),
        }
        for uno in conflicto.cambios
    ]
    return problema(
        409,
        _("Cambió mientras tanto"),
        motivo,
        tipo="cambio",
        motivo=motivo,
        version=error.obj.version,
        cambios=cambios,
    )


def _sin_clave(_request: HttpRequest, _error: Exception) -> HttpResponse:
    detalle = _("Falta una clave que valga: «Authorization: Bearer sgb_…».")
    cabeceras = {"WWW-Authenticate": 'Bearer realm="SIGOBito"'}
    return problema(401, _("Sin clave"), detalle, tipo="sin-clave", cabeceras=cabeceras)


def _espere(_request: HttpRequest, error: Espere) -> HttpResponse:
    detalle = _("Demasiadas peticiones: espere %(segundos)d segundos.") % {
        "segundos": error.segundos
    }
    cabeceras = {"Retry-After": str(error.segundos)}
    return problema(429, _("Demasiadas peticiones"), detalle, tipo="espere", cabeceras=cabeceras)


def _llave_ocupada(_request: HttpRequest, _error: Exception) -> HttpResponse:
    detalle = _("Lo que se pidió con esta Idempotency-Key todavía se está haciendo.")
    return problema(409, _("Está en curso"), detalle, tipo="en-curso", motivo=detalle)


def _llave_distinta(_request: HttpRequest, _error: Exception) -> HttpResponse:
    falta = _("Con esta Idempotency-Key ya se pidió otra cosa.")
    return _invalido({"Idempotency-Key": [falta]})


def _ocupado(_request: HttpRequest, error: OperationalError) -> HttpResponse:
    detalle = ocupado.motivo(error)
    titulo = _("Otra persona está guardando esto mismo")
    return ocupado.luego(problema(503, titulo, detalle, tipo="ocupado"))


def _campo(lugar: Iterable[Any]) -> str:
    """The name of a field, out of where it was looked for: ("body", "datos", "titulo", 0)."""
    partes = [str(parte) for parte in lugar if isinstance(parte, str)]
    return ".".join(parte for parte in partes[1:] if parte not in {"datos", "filtro", "pagina"})


def _frase(tipo: str, contexto: Mapping[str, Any]) -> str:
    """What pydantic complains of, as a form would say it."""
    frases = {
        "missing": _("Falta este dato."),
        "extra_forbidden": _("No se conoce este dato."),
        "literal_error": _("No es uno de los valores admitidos."),
        "string_too_long": _("Tiene más de %(max_length)s caracteres."),
        "string_too_short": _("Está vacío."),
        "string_type": _("Debe ser un texto."),
        "bool_type": _("Debe ser verdadero o falso."),
        "int_type": _("Debe ser un número entero."),
        "list_type": _("Debe ser una lista."),
    }
    return frases.get(tipo, _("No es válido.")) % contexto
