"""How an operation is mounted: its address, its signature as ninja reads it, how it is refused.

Annotations are not postponed here: what the signatures are made of are classes made where they are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from inspect import Parameter, Signature
from typing import Annotated, Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Header, Path, Router
from ninja.files import UploadedFile
from ninja.params import functions as params

from webui.api import campos, esquemas
from webui.api.ejemplos import UN_ARCHIVO, ejemplo, respuesta
from webui.api.problemas import Invalido
from webui.api.una_vez import Archivos
from webui.campos import ArchivosField

Codigo = Annotated[
    str,
    Path(
        pattern="^[A-Z]{2,3}-[0-9]{4}-[0-9]{5,7}$",
        description=gettext_noop("Su código: SOL-2026-00031."),
    ),
]
Llave = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern="^[!-~]{1,255}$",
        description=gettext_noop(
            "Una clave que usted inventa para cada orden: repetida, no se hace otra vez."
        ),
    ),
]
# How a read and a write may be refused.
AL_LEER = dict.fromkeys((400, 401, 403, 404, 422, 429), esquemas.Problema)
AL_ESCRIBIR = AL_LEER | dict.fromkeys((409, 413, 503), esquemas.Problema)
MULTIPARTE = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Orden:
    """One write: where it is, the form it fills in, and `hacer(request, datos, archivos, llave)`.

    With `con_codigo` its address names what it is about, which `hacer` takes as `codigo`.
    """

    ruta: str
    operacion: str
    form: type[Form]
    hacer: Callable[..., HttpResponse]
    modelo: Any
    titulo: str
    descripcion: str
    status: int = 200
    con_codigo: bool = True
    parcial: bool = False
    metodo: str = "POST"
    parametro: tuple[str, Any] = ("codigo", Codigo)


def orden(router: Router, una: Orden) -> None:
    """Give `router` one write. Its body is JSON; where there are files, a form with all of it."""
    archivos = campos.archivos(una.form)
    cuerpo = campos.entrada(
        "".join(parte.capitalize() for parte in una.operacion.split("_")),
        campos.escritos(una.form),
        parcial=una.parcial,
        suelto=bool(archivos),
    )
    parametros = dict([una.parametro]) if una.con_codigo else {}

    def vista(request: HttpRequest, datos: Any = None, llave: Any = None, **otros: Any) -> Any:
        subidos: Archivos = request.FILES if archivos else MultiValueDict()
        enviados = datos.model_dump(exclude_unset=True) if datos is not None else {}
        partes = {uno: otros[uno] for uno in parametros}
        return una.hacer(request, enviados, subidos, llave, **partes)

    vista.__name__ = vista.__qualname__ = una.operacion
    vista.__signature__ = _firma(parametros, cuerpo, archivos)  # type: ignore[attr-defined]
    tipo = MULTIPARTE if archivos else "application/json"
    pedidos = (nombre for nombre, campo in archivos.items() if campo.required)
    muestra = ejemplo(cuerpo) | {nombre: [UN_ARCHIVO] for nombre in pedidos}
    router.add_api_operation(
        una.ruta,
        [una.metodo],
        sin_desconocidos(vista),
        response={una.status: una.modelo, 204: None, **AL_ESCRIBIR},
        operation_id=una.operacion,
        url_name=una.operacion,
        summary=una.titulo,
        description=una.descripcion,
        openapi_extra={
            "requestBody": {"content": {tipo: {"example": muestra}}},
            "responses": respuesta(una.status, una.modelo),
        },
    )


def lectura(
    router: Router,
    ruta: str,
    vista: Callable[..., Any],
    operacion: str,
    modelo: Any,
    titulo: str,
    descripcion: str,
) -> None:
    """Give `router` one read."""
    router.add_api_operation(
        ruta,
        ["GET"],
        sin_desconocidos(vista),
        response={200: modelo, **AL_LEER},
        operation_id=operacion,
        url_name=operacion,
        summary=titulo,
        description=descripcion,
        openapi_extra={"responses": respuesta(200, modelo)},
    )


def sin_desconocidos(vista: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse what the address asks for besides what is known: a filter misspelt shows too much."""

    @wraps(vista)
    def estricta(request: HttpRequest, **partes: Any) -> Any:
        # What ninja read of the signature, where it leaves it.
        operacion = estricta._ninja_operation  # type: ignore[attr-defined]  # noqa: SLF001
        conocidos = {
            nombre
            for uno in operacion.models
            if uno.__ninja_param_source__ == "query"
            for nombre in uno.__ninja_flatten_map__
        }
        if desconocidos := request.GET.keys() - conocidos:
            raise Invalido({nombre: [_("No se conoce este dato.")] for nombre in desconocidos})
        return vista(request, **partes)

    return estricta


def _firma(parametros: Mapping[str, Any], cuerpo: Any, archivos: Mapping[str, Any]) -> Signature:
    """What ninja reads of an operation: its address, its body, its files."""
    uno = partial(Parameter, kind=Parameter.KEYWORD_ONLY)
    partes = [uno(nombre, annotation=tipo) for nombre, tipo in parametros.items()]
    vacio = not any(campo.is_required() for campo in cuerpo.model_fields.values())
    if archivos and not cuerpo.model_fields:
        pass  # files and nothing else
    elif archivos:
        partes.append(uno("datos", annotation=cuerpo, default=params.Form(...)))
    elif vacio:
        partes.append(uno("datos", annotation=cuerpo | None, default=params.Body(None)))
    else:
        partes.append(uno("datos", annotation=cuerpo, default=params.Body(...)))
    for nombre, campo in archivos.items():
        tipo: Any = list[UploadedFile] if isinstance(campo, ArchivosField) else UploadedFile
        if campo.required:
            partes.append(uno(nombre, annotation=tipo, default=params.File(...)))
        else:
            partes.append(uno(nombre, annotation=tipo | None, default=params.File(None)))
    partes.append(uno("llave", annotation=Llave, default=None))
    request = Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)
    return Signature([request, *partes])
