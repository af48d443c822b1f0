"""The operations of each process, made of what its `Pantalla` says: one declaration for both doors.

Annotations are not postponed here: those of the functions are classes that are made where they are.
"""

import json
from collections.abc import Mapping
from functools import cache, partial
from http import HTTPStatus
from typing import Annotated, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router
from ninja.responses import NinjaJSONEncoder
from pydantic import BaseModel, Field, create_model

from core import access, transitions
from core.models import Caso, Usuario
from webui.adjuntos.forms import AdjuntarForm
from webui.api import campos, casos, cursor, esquemas
from webui.api.acceso import exigir
from webui.api.formularios import llenar
from webui.api.montaje import Codigo, Orden, lectura, orden
from webui.api.una_vez import Archivos, Hecho, una_vez
from webui.pantallas import Acto, Pantalla, de
from webui.paso_form import PasoForm

LISTA = gettext_noop(
    "Todo lo que usted puede ver, con los filtros de la pantalla, de página en página."
)
DETALLE = gettext_noop(
    "Lo que muestra su página: estado, luz con sus razones, plazos, pasos, cruces y vínculos."
)
HISTORIA = gettext_noop("Quién hizo qué y cuándo, y qué avisos se enviaron; lo más nuevo primero.")
ADJUNTOS = gettext_noop("Los archivos del expediente, en el orden en que llegaron.")
SE_NIEGA = gettext_noop("Lo que no se puede se niega con 403 o 409 y su motivo, y no cambia nada.")
ADJUNTAR = gettext_noop(
    "Agrega archivos (multipart/form-data, 15 MB cada uno), mientras esté abierto."
)
# The name of the act, or step, that changes what is written already.
EDITAR = "editar"
CAMBIAR = gettext_noop(
    "Cambia lo que se envía y deja el resto. «version» avisa si alguien lo cambió antes."
)


def montar(router: Router, pantalla: Pantalla) -> None:
    """Give `router` every operation of a process."""
    _leer(router, pantalla)
    if pantalla.alta:
        _acto(router, pantalla, "", pantalla.alta)
    if pantalla.edicion:
        _acto(router, pantalla, EDITAR, pantalla.edicion)
    for nombre, acto in pantalla.actos.items():
        _acto(router, pantalla, nombre, acto)
    _adjuntos(router, pantalla)
    rotulos = {verbo: str(label) for verbo, label, _custom in transitions.verbs(pantalla.modelo)}
    for verbo, form in pantalla.pasos.items():
        _verbo(router, pantalla, verbo, form, rotulos[verbo])


@cache
def esquema(clase: str, idioma: str) -> Any:
    """The schema of a whole case of this process; what describes its fields is in `idioma`."""
    pantalla = de(clase)
    nombre = pantalla.nombre.capitalize()
    with translation.override(idioma):
        leidos = campos.salida(f"Campos{nombre}", casos.leidos(pantalla))
    return create_model(f"Detalle{nombre}", __base__=esquemas.Detalle, campos=(leidos, Field()))


def descrito(clase: str) -> Any:
    """The same, in the language in which operations are being described."""
    return esquema(clase, translation.get_language() or "es")


def _leer(router: Router, pantalla: Pantalla) -> None:
    """List, detail and history."""
    nombre, titulo = pantalla.nombre, str(pantalla.titulo)
    filtro_de = campos.entrada(
        f"Filtro{nombre.capitalize()}", campos.escritos(pantalla.filtro), parcial=True, suelto=True
    )
    lista_de = cursor.de(f"Lista{nombre.capitalize()}", esquemas.Resumen)

    def lista(
        request: HttpRequest,
        filtro: Annotated[filtro_de, Query()],  # type: ignore[valid-type]
        pagina: Annotated[cursor.PaginaDeCasos, Query()],
    ) -> Any:
        user = exigir(request, nombre)
        form = llenar(pantalla.filtro, filtro.model_dump(exclude_none=True))  # type: ignore[attr-defined]
        found = pantalla.lista(user, form.leer(), "")
        filas, siguiente = cursor.cortar(found, pagina, cursor.ORDENES[pagina.orden])
        return {
            "elementos": [casos.resumen(pantalla, una) for una in filas],
            "siguiente": siguiente,
        }

    def detalle(request: HttpRequest, codigo: Codigo) -> Any:
        user = exigir(request, nombre)
        return casos.detalle(pantalla, casos.obtener(pantalla, user, codigo), user)

    def historia(
        request: HttpRequest,
        codigo: Codigo,
        limite: Annotated[
            int, Query(ge=1, le=1000, description=gettext_noop("Cuántas como mucho."))
        ] = 100,
    ) -> Any:
        caso = casos.obtener(pantalla, exigir(request, nombre), codigo)
        return casos.entradas(pantalla, caso, limite)

    lectura(router, f"/{nombre}", lista, f"{nombre}_lista", lista_de, titulo, LISTA)
    ruta, todo = f"/{nombre}/{{codigo}}", descrito(pantalla.modelo.CLASE)
    lectura(router, ruta, detalle, f"{nombre}_detalle", todo, f"{titulo}: {_('uno')}", DETALLE)
    lectura(
        router,
        f"{ruta}/historia",
        historia,
        f"{nombre}_historia",
        list[esquemas.Entrada],
        f"{titulo}: {_('historia')}",
        HISTORIA,
    )


def _acto(router: Router, pantalla: Pantalla, nombre: str, acto: Acto) -> None:
    """What makes a case (no name), changes it (editar), or does something else to it."""
    edita, crea = nombre == EDITAR, not nombre

    def hacer(
        request: HttpRequest, datos: Any, archivos: Archivos, llave: str | None, codigo: str = ""
    ) -> HttpResponse:
        user = exigir(request, pantalla.nombre, escribir=True)
        actuar = partial(_actuar, pantalla, acto, user, codigo, datos, archivos)
        return una_vez(request, user, llave, (datos, archivos), actuar)

    ruta = f"/{pantalla.nombre}" if crea else f"/{pantalla.nombre}/{{codigo}}"
    orden(
        router,
        Orden(
            ruta=ruta if crea or edita else f"{ruta}/{nombre}",
            operacion=f"{pantalla.nombre}_{nombre or 'crear'}",
            form=acto.form,
            hacer=hacer,
            modelo=descrito(acto.da.CLASE if acto.da else pantalla.modelo.CLASE),
            titulo=f"{pantalla.titulo}: {str(acto.titulo).lower()}",
            descripcion=CAMBIAR if edita else f"{acto.titulo}. {_(SE_NIEGA)}",
            status=201 if crea or acto.da else 200,
            con_codigo=not crea,
            parcial=edita,
            metodo="PATCH" if edita else "POST",
        ),
    )


def _actuar(
    pantalla: Pantalla,
    acto: Acto,
    user: Usuario,
    codigo: str,
    datos: Mapping[str, Any],
    archivos: Archivos,
) -> Hecho:
    """Do it as the screen would: the right first, the form, then the action."""
    caso = casos.obtener(pantalla, user, codigo) if codigo else None
    if access.can(user, acto.verbo, caso or pantalla.modelo) is None:
        raise PermissionDenied
    dado = {"caso": caso} if caso else {"initial": acto.inicial(user, datos)}
    form = llenar(partial(acto.form, **dado), datos, archivos)
    hecho = acto.hacer(user, caso, dict(form.cleaned_data))
    nuevo = caso is None or hecho.pk != caso.pk
    return contar(hecho, user, nuevo=nuevo)


def contar(caso: Caso, user: Usuario, *, nuevo: bool = False) -> Hecho:
    """How a case stands after what was done; nothing of it, if this person sees it no longer."""
    pantalla = de(caso.CLASE)
    try:
        ahora = pantalla.uno(user, caso.codigo)
    except pantalla.modelo.DoesNotExist:
        return Hecho(HTTPStatus.NO_CONTENT, {})
    cuerpo = en_json(
        esquema(caso.CLASE, settings.LANGUAGE_CODE), casos.detalle(pantalla, ahora, user)
    )
    lugar = casos.direccion(pantalla, caso.codigo) if nuevo else ""
    return Hecho(HTTPStatus.CREATED if nuevo else HTTPStatus.OK, cuerpo, lugar)


def _verbo(
    router: Router, pantalla: Pantalla, verbo: str, form: type[PasoForm], rotulo: str
) -> None:
    """One step of the machine, as its button takes it."""

    def hacer(
        request: HttpRequest, datos: Any, archivos: Archivos, llave: str | None, codigo: str
    ) -> HttpResponse:
        user = exigir(request, pantalla.nombre, escribir=True)
        dar = partial(_dar, pantalla, form, verbo, user, codigo, datos, archivos)
        return una_vez(request, user, llave, (datos, archivos), dar)

    orden(
        router,
        Orden(
            ruta=f"/{pantalla.nombre}/{{codigo}}/{verbo}",
            operacion=f"{pantalla.nombre}_{verbo}",
            form=form,
            hacer=hacer,
            modelo=descrito(pantalla.modelo.CLASE),
            titulo=f"{pantalla.titulo}: {rotulo.lower()}",
            descripcion=" ".join(filter(None, (f"{rotulo}.", str(form.ayuda), _(SE_NIEGA)))),
            parcial=verbo == EDITAR,
        ),
    )


def _dar(
    pantalla: Pantalla,
    form_class: type[PasoForm],
    verbo: str,
    user: Usuario,
    codigo: str,
    datos: Mapping[str, Any],
    archivos: Archivos,
) -> Hecho:
    """Take the step; raises what its action raises, and what its form complains of."""
    caso = casos.obtener(pantalla, user, codigo)
    _exigir_version(caso, datos)
    transitions.allow(caso, verbo, user)
    form = llenar(partial(form_class, caso=caso, user=user), datos, archivos)
    form.llamar(pantalla.id_de)
    return contar(caso, user)


def _exigir_version(caso: Caso, datos: Mapping[str, Any]) -> None:
    """Whoever acts on what has changed is told so, before being told that it is not possible."""
    vista = datos.get("version")
    if vista is not None and vista != caso.version:
        raise transitions.StaleVersion(caso, vista)


def _adjuntos(router: Router, pantalla: Pantalla) -> None:
    """The files of a case: seen, and added."""
    nombre = pantalla.nombre
    lista_de = cursor.de(f"Adjuntos{nombre.capitalize()}", esquemas.Archivo)

    def lista(
        request: HttpRequest, codigo: Codigo, pagina: Annotated[cursor.Pagina, Query()]
    ) -> Any:
        caso = casos.obtener(pantalla, exigir(request, nombre), codigo)
        todos = caso.adjuntos.select_related("subido_por")
        filas, siguiente = cursor.cortar(todos, pagina, cursor.ORDENES["creado"])
        return {"elementos": [casos.archivo(uno) for uno in filas], "siguiente": siguiente}

    def hacer(
        request: HttpRequest, datos: Any, archivos: Archivos, llave: str | None, codigo: str
    ) -> HttpResponse:
        user = exigir(request, nombre, escribir=True)
        adjuntar = partial(_adjuntar, pantalla, user, codigo, archivos)
        return una_vez(request, user, llave, (datos, archivos), adjuntar)

    ruta = f"/{nombre}/{{codigo}}/adjuntos"
    lectura(
        router,
        ruta,
        lista,
        f"{nombre}_adjuntos",
        lista_de,
        f"{pantalla.titulo}: {_('archivos')}",
        ADJUNTOS,
    )
    orden(
        router,
        Orden(
            ruta=ruta,
            operacion=f"{nombre}_adjuntar",
            form=AdjuntarForm,
            hacer=hacer,
            modelo=list[esquemas.Archivo],
            titulo=f"{pantalla.titulo}: {_('agregar archivos')}",
            descripcion=ADJUNTAR,
            status=201,
        ),
    )


def _adjuntar(pantalla: Pantalla, user: Usuario, codigo: str, archivos: Archivos) -> Hecho:
    caso = casos.obtener(pantalla, user, codigo)
    if access.can(user, "adjuntar", caso) is None:
        raise PermissionDenied
    form = llenar(AdjuntarForm, {}, archivos)
    antes = set(caso.adjuntos.values_list("pk", flat=True))
    pantalla.adjuntar(**{pantalla.id_de: caso.pk}, actor=user, **form.cleaned_data)
    nuevos = caso.adjuntos.select_related("subido_por").exclude(pk__in=antes)
    return Hecho(
        HTTPStatus.CREATED, [en_json(esquemas.Archivo, casos.archivo(uno)) for uno in nuevos]
    )


def en_json(modelo: type[BaseModel], datos: Mapping[str, Any]) -> dict[str, Any]:
    """What a read would have answered, to the letter."""
    escrito = json.dumps(modelo.model_validate(datos).model_dump(), cls=NinjaJSONEncoder)
    return dict(json.loads(escrito))
